"""Holders of public positions in the Nordic countries and their relatives, by Wikidata.

https://www.wikidata.org, CC0. The file is the answer to the query below in
``application/sparql-results+json``: ask it at https://query.wikidata.org, or any mirror
that speaks SPARQL 1.1, and download the result as JSON ("verbose"). Where the endpoint
gives up after its 60 seconds, ask for one country at a time (the line ``VALUES ?land``)
and put the answers into one zip archive: they are read as one list.

* Every row is one fact about one person. A row of its own says how many holders there
  are; an answer with another number of them, or without that row, is refused. So is
  one that was cut off, which comes with HTTP 200 and a Java stack trace behind it.
* An answer is as old as the day on which it was asked for, which it does not say: the
  date is given by hand.
* A date is worth its precision: day, month, year or decade. Truthy dates (``wdt:``)
  show a year as its 1 January, so the query asks for the statements. Deprecated ones
  are not asked for, all others are read, the preferred one first among births.
* Anybody may add to Wikidata, and nobody has to: a position without an end is no
  current one, its status is ``unknown``. So is that of one whose end lies ahead: behind
  the last start of a position, and the last death, that the answer tells of.
* Relatives are entities of their own (RCA), linked to the holder; the link's note says
  what the relative is to the holder. A relative who holds a position is a PEP as well.
* What somebody is called in several languages is one name each; an alias of one word is
  weak. Ids of records that were merged into this one are cross references.
* Who has died is kept, with a remark: whether that still matters the policy says.

Knowingly not read: parties, occupations and pictures, which tell no two people apart;
relatives of relatives; and friends: Wikidata knows no close associates worth the name.
"""

from kycscreen.entities import Topic
from kycscreen.sources import Source, later
from kycscreen.sources.wikidata.query import QUERY as QUERY  # shown where lists are

SOURCES = {
    "wikidata": Source(
        id="wikidata",
        title="Holders of Nordic public positions, and relatives",
        publisher="Wikidata",
        url="https://query.wikidata.org/",
        licence="CC0",
        cadence=7,
        max_age=45,
        topics=frozenset({Topic.PEP, Topic.RCA}),
        at_least=1_000,
        at_most=200_000,
        birth_dates_at_least=30,
        by_hand=True,
        parse=later("wikidata.reading"),
    )
}
