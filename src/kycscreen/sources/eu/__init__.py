"""The EU's consolidated financial sanctions list, ``xmlFullSanctionsList_1_1``.

https://webgate.ec.europa.eu/fsd/fsf. ``strong`` is always true and says nothing:
the quality of an alias stands in its remark. An entity listed under two programmes
stands twice, with different aliases. A name's parts are given for one in five. No
field says what is imposed: to be listed is to be frozen, and ``measures`` is empty.

Knowingly not read: ``strong``, which says nothing; in which language and by which act
each single value was published (``regulationLanguage``, ``regulationSummary``), beside
the acts of the entity itself.
"""

from kycscreen.entities import Topic
from kycscreen.sources import Source, later

SOURCES = {
    "eu_fsf": Source(
        id="eu_fsf",
        title="Consolidated list of financial sanctions",
        publisher="European Commission",
        url="https://webgate.ec.europa.eu/fsd/fsf/public/files/"
        "xmlFullSanctionsList_1_1/content?token=dG9rZW4tMjAxNw",
        licence="reuse with attribution, Decision 2011/833/EU",
        cadence=7,
        max_age=7,
        topics=frozenset({Topic.SANCTION}),
        at_least=1_700,
        at_most=12_000,
        birth_dates_at_least=50,
        parse=later("eu.reading"),
    )
}
