"""The UN Security Council's consolidated list, ``consolidated.xml``.

https://scsanctions.un.org. The four parts of a name are in the order of their
culture, neither given nor family. Half the elements that could hold an alias, a
birth or a document are empty. ``GB`` is the regime on Guinea-Bissau. Relatives and
associates stand in the comments, told by name or by the reference of their record.
No field says what is imposed: to be listed is to be frozen, ``measures`` is empty.

Knowingly not read: the version of a record and by what the UN's own page sorts it
(``VERSIONNUM``, ``SORT_KEY``); what comments say in sentences, but for relatives,
gender and references.
"""

from kycscreen.entities import Topic
from kycscreen.sources import Source, later

SOURCES = {
    "un_sc": Source(
        id="un_sc",
        title="Consolidated list",
        publisher="United Nations Security Council",
        url="https://scsanctions.un.org/resources/xml/en/consolidated.xml",
        licence="United Nations terms of use",
        cadence=14,
        max_age=14,
        topics=frozenset({Topic.SANCTION}),
        at_least=750,
        at_most=2_000,
        birth_dates_at_least=70,
        parse=later("un.reading"),
    )
}
