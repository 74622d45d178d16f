"""Members of Norway's Storting and their deputies, from its open data.

https://data.stortinget.no/dokumentasjon-og-hjelp/ describes the data. Read are, in
JSON, ``dagensrepresentanter``, who sits on the day of the file, and
``representanter`` of one period (``?stortingsperiodeid=2021-2025``).

* A day is written ``/Date(-252464400000+0100)/``: milliseconds since 1970, negative
  before it, and how far the clock in Oslo stood ahead. Both together tell the day as
  it is meant, 1 January 1962; neither alone does.
* A deputy who sits for a member is a position of its own kind, as long as it lasts.
  Whom a deputy sits for, a minister or a member on leave, is on no line of the file's
  own: these members are read from the deputies' lines.
* Whoever sits today is ``current``. The members of a period are, until it ends on 30
  September; whoever died is kept, with a remark, and holds nothing any more.
* ``0001-01-01`` is how the publisher's software writes that there is no date.

Knowingly not read: seats in committees, for whoever has one has a seat in the Storting
as well; the version of the format; and the XML rendition, which says the same.
"""

from kycscreen.entities import Topic
from kycscreen.sources import Source, later

SOURCES: dict[str, Source] = {
    "no_storting": Source(
        id="no_storting",
        title="Members of the Storting",
        publisher="Stortinget",
        url="https://data.stortinget.no/eksport/dagensrepresentanter?format=json",
        licence="Norwegian Licence for Open Government Data (NLOD)",
        cadence=7,
        max_age=45,
        topics=frozenset({Topic.PEP}),
        # 169 seats, all of them taken.
        at_least=169 * 3 // 4,
        at_most=169 * 2,
        birth_dates_at_least=75,
        parse=later("no_storting.reading", "no_storting"),
    )
}
