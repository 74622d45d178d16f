"""Parliaments in Popolo JSON, as EveryPolitician gathered them: one list each.

https://www.popoloproject.com/specs/ says what the format is,
https://github.com/everypolitician/everypolitician-data held the files.

* EveryPolitician stopped in 2019: nobody here is known to hold a seat *today*,
  so every position's status is ``unknown``, and such a list is always stale.
* A file does not say when it was published: the date is given by hand.
* A file names its country nowhere; the name of its one legislature tells it.
* Where only the year of birth was known it stands as 1 January (113 of the 304
  births in the Riksdag's file): such a day is read as its year.
* Members of one parliament need not be its citizens: no nationality is inferred.
* Other names are Wikidata's labels, which end in "(politician)" where two people
  share a name: what stands in brackets becomes the name's note.

Knowingly not read: pictures; and the vote, the group or the district of a seat, but as
words beside it.
"""

import attrs

from kycscreen.entities import Topic
from kycscreen.sources import Source, later


@attrs.frozen
class Body:
    """A parliament: where it sits, and what its file calls it."""

    country: str
    name: str


def _source(
    body_id: str, country: str, name: str, path: str, normal: int, births: int
) -> Source:
    list_id = f"popolo_{country}_{body_id}"
    return Source(
        id=list_id,
        title=f"Members of {name}",
        publisher="EveryPolitician",
        url=f"{_URL}/{path}/ep-popolo-v1.0.json",
        licence="facts about public figures; no longer maintained",
        cadence=30,
        max_age=-1,  # however fresh the copy, it is of 2019
        topics=frozenset({Topic.PEP}),
        at_least=normal * 3 // 4,
        at_most=normal * 2,
        birth_dates_at_least=births * 3 // 4,
        parse=later("popolo.reading", list_id, Body(country, name)),
    )


_URL = (
    "https://raw.githubusercontent.com/everypolitician/everypolitician-data/master/data"
)
# The body, what its file calls it, its folder, its persons, and how many in a
# hundred have a birth date.
SOURCES: dict[str, Source] = {
    source.id: source
    for source in (
        _source("npc", "cn", "National People’s Congress", "China/Congress", 2956, 0),
        _source("folketing", "dk", "Folketing", "Denmark/Folketing", 180, 98),
        _source("riigikogu", "ee", "Riigikogu", "Estonia/Riigikogu", 120, 100),
        _source(
            "congreso", "es", "Congreso de los Diputados", "Spain/Congress", 397, 50
        ),
        _source("eduskunta", "fi", "Eduskunta", "Finland/Eduskunta", 432, 100),
        _source(
            "assemblee",
            "fr",
            "Assemblée nationale",
            "France/National_Assembly",
            627,
            100,
        ),
        _source("commons", "gb", "House of Commons", "UK/Commons", 1337, 57),
        _source("althingi", "is", "Alþingi", "Iceland/Assembly", 204, 0),
        _source("seimas", "lt", "Seimas", "Lithuania/Seimas", 150, 51),
        _source("saeima", "lv", "Saeima", "Latvia/Saeima", 102, 51),
        _source("storting", "no", "Storting", "Norway/Storting", 1141, 100),
        _source("duma", "ru", "Duma", "Russia/Duma", 450, 0),
        _source("riksdag", "se", "Riksdag", "Sweden/Riksdag", 356, 85),
        _source("rada", "ua", "Verkhovna Rada", "Ukraine/Verkhovna_Rada", 441, 0),
    )
}
