"""OpenSanctions: many lists in the FollowTheMoney format, each dataset as one list.

https://www.opensanctions.org/docs/bulk/ says which datasets and files there are,
https://followthemoney.tech/ what the format is. List ids are ``os_<dataset>``: any
dataset is a list, be it a collection (``os_sanctions``, ``os_peps``, ``os_default``)
or one source (``os_eu_fsf``); what another publisher writes in the format is read
under a name of your own.

* The data may be used freely for non-commercial purposes only: a business needs a
  licence from OpenSanctions. We read the files, and ship none of them.
* ``entities.ftm.json`` says most: a line for each person or organisation, and lines
  beside for sanctions, positions, families, papers, owners. They stand in any order,
  and are folded into whom they concern after the last line. ``targets.nested.json``
  holds the same, one level deep. Senzing's JSON has no sanctions and no posts.
  ``targets.simple.csv`` has no topics, no genders, no strength of aliases and no types
  of numbers; all its numbers are of type ``other``, and all countries only linked.
* Only the topic ``sanction`` is a sanctions hit. ``sanction.linked`` is of the topic
  *linked*, ``debarment`` of *debarred*, crimes of *crime*, and counter-sanctions,
  oligarchs, regulators' warnings and the like of *interest*. Who has no topic is
  sanctioned if a sanction without an end says so, a PEP if a position does, and
  otherwise what the dataset is about. A topic we do not know is *interest*, a remark
  and an issue.
* ``LegalEntity`` is a person or an organisation, nobody knows which: of unknown kind.
* Parts of names are not aligned to names upstream: a part is kept with a name only
  where it stands in it, and no other value of that part does.
* ``country`` is a country someone is linked to, no nationality: it becomes an address
  of which only the country is known.
* A file does not say when it was made: it is dated by the latest day on which one of
  its entities was seen. Who has no topic, and only sanctions that ended by that day,
  is delisted.
* A position's category follows from its topics, the first that fits: ``gov.head`` is
  ``head_of_state``, or ``mayor_regional`` with ``gov.state`` or ``gov.muni``;
  ``gov.igo`` ``intl_org``; ``gov.soe`` ``soe_board``; ``gov.financial``
  ``central_bank``; ``role.diplo`` ``ambassador``; ``gov.security`` or ``mil``
  ``armed_forces``; ``pol.party`` ``party_leadership``; ``gov.state`` or ``gov.muni``
  ``mayor_regional``; ``gov.judicial`` ``supreme_judge``; ``gov.legislative`` ``mp``;
  ``gov.executive`` ``minister``; all else ``other``.
* Relatives and associates of a PEP are of the topic *rca*, also where the publisher
  did not mark them as targets.
* Ids change when entities are merged; the ids of before are kept under
  ``referent``, so that decisions can follow.
* Files are read whole, up to 512 MB: ``os_sanctions`` has about 300 MB, and takes
  several times that in memory; the lines of ``os_default`` and ``os_peps`` have 1 to
  3 GB and are refused. Of these only the simple CSV, or datasets they are made of,
  can be read.

Knowingly not read: entities that are no targets and of no topic, save as the names
that links point to; real estate, contracts, accounts and other things, unless the file
lists them; statements of ``Similar``, which are guesses; documents and pictures; the
day on which an entity was first seen, which is the crawler's own; the private keys of
wallets; of links, papers and posts who published them, where, and under which number;
of addresses their coordinates; of positions other names, seats and days.
"""

import re
from functools import cache

from kycscreen.entities import EXPOSED, Topic
from kycscreen.sources import Source, later


def source(list_id: str) -> Source:
    """Return the source of a dataset; ``KeyError`` where the id can be none's."""
    if list_id in SOURCES:
        return SOURCES[list_id]
    if not re.fullmatch("os_[a-z0-9_]+", list_id):
        raise KeyError(list_id)
    return _of_any(list_id)


def _source(
    list_id: str,
    title: str,
    usual: Topic,
    *,
    topics: frozenset[Topic],
    at_least: int,
    at_most: int,
    births: int = 0,
    max_age: int = 7,
) -> Source:
    url = f"{_URL}/{list_id.removeprefix('os_')}"
    return Source(
        id=list_id,
        title=title,
        publisher="OpenSanctions",
        url=f"{url}/entities.ftm.json",
        licence="CC BY-NC 4.0: no commercial use without a licence from OpenSanctions",
        cadence=1,
        max_age=max_age,
        topics=topics,
        at_least=at_least,
        at_most=at_most,
        birth_dates_at_least=births,
        fallbacks=(f"{url}/targets.nested.json", f"{url}/targets.simple.csv"),
        index=f"{url}/index.json",
        parse=later("opensanctions.reading", list_id, usual),
    )


_URL = "https://data.opensanctions.org/datasets/latest"
_SANCTIONED = frozenset({Topic.SANCTION, Topic.LINKED})

SOURCES: dict[str, Source] = {
    made.id: made
    for made in (
        _source(
            "os_default",
            "OpenSanctions Default",
            Topic.INTEREST,
            topics=frozenset(Topic),
            at_least=300_000,
            at_most=5_000_000,
            births=10,
        ),
        _source(
            "os_peps",
            "Politically Exposed Persons, gathered by OpenSanctions",
            Topic.PEP,
            topics=EXPOSED,
            at_least=150_000,
            at_most=2_500_000,
            births=10,
            max_age=45,
        ),
        _source(
            "os_sanctions",
            "Consolidated sanctions, gathered by OpenSanctions",
            Topic.SANCTION,
            topics=_SANCTIONED,
            at_least=30_000,
            at_most=300_000,
            births=40,
        ),
    )
}


@cache
def _of_any(list_id: str) -> Source:
    """Make the source of a dataset of which nothing is known but its name."""
    return _source(
        list_id,
        f"The dataset {list_id.removeprefix('os_')}",
        Topic.INTEREST,
        topics=frozenset(Topic),
        at_least=1,
        at_most=5_000_000,
    )
