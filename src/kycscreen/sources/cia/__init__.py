"""The CIA's World Leaders: heads of state, cabinets and ambassadors of every country.

https://www.cia.gov/resources/world-leaders/, a work of the US government. The site is
made of JSON: an index of countries, and a page for each. The list is one zip archive of
``index.json`` and a page for every country of the index, named as the site names it
(``cote-divoire.json``); a page that is missing refuses the archive. A page is at
``page-data/foreign-governments/cote-divoire/page-data.json`` of the site. Where the
index is, changes whenever the site is built anew: a browser shows it among the page's
requests.

* Nothing in it has an id. A record is known by country, section, title and name, so
  whoever gets another title, or another spelling, is a new one.
* Titles are abbreviated, and written out here ("Dep. Prime Min."); as they were
  published they stand beside, with "(Acting)". What is vacant is no record.
* A family name is in capitals, wherever it stands (``XI Jinping``, ``Ueli MAURER``);
  ranks before a name (``Lt. Gen.``) are titles and no part of it.
* A page may have sections: Hong Kong stands on the page of China. Where a section is
  called as a country is, its positions are that country's.
* There is no date of birth and no date at all: everybody is listed as in office, hence
  ``current``, and whoever leaves vanishes. When the list was made is said by hand.

Knowingly not read: what else is on a page (its text for search engines, pictures,
flags), since none of it is about a person.
"""

from kycscreen.entities import Topic
from kycscreen.sources import Source, later

SOURCES = {
    "us_cia_wl": Source(
        id="us_cia_wl",
        title="Chiefs of state and cabinet members of foreign governments",
        publisher="Central Intelligence Agency",
        url="https://www.cia.gov/resources/world-leaders/",
        licence="US public domain",
        cadence=14,
        max_age=45,
        topics=frozenset({Topic.PEP}),
        at_least=3_500,
        at_most=14_000,
        by_hand=True,
        parse=later("cia.reading"),
    )
}
