"""Switzerland's consolidated list of sanctions, SECO's whole list in XML.

https://www.seco.admin.ch, "Searching for subjects of sanctions". Programmes and
places stand first, and targets point to them by number.

* A search on SECO's site gives a file of the same form with fewer targets: only one
  that calls itself ``whole-list`` is read.
* Delisted targets, about one in six, stay in the file: the last modification tells.
  From the day of their delisting they are kept without a topic and without measures:
  a hit says since when they are off the list, and asks for nothing.
* What a modification added or removed is a copy of the target of that day, with the
  same names: it is skipped, and only the target as it stands is read.
* Spellings are published part by part. Read are the name itself, the name in each
  language and script, and each spelling alone; never all combinations, and no more
  than 64 of one name: that there are more is reported, and what is in none of the 64
  stays in the remarks.
* Numbers stand in prose. They are read behind a label only (INN, OGRN, KPP, SWIFT or
  BIC), and IMO numbers only of vessels: a company's may be that of a ship it owns.
* ``measures`` holds the part of the ordinance under which a target is listed.

Knowingly not read: earlier states of a target (they hold no longer), the type of a
spelling (SECO leaves it undefined), other spellings of a place (places are compared by
the first), the dates of a programme's versions, and the numbers of parts of a record.
"""

from kycscreen.entities import Topic
from kycscreen.sources import Source, later

SOURCES = {
    "ch_seco": Source(
        id="ch_seco",
        title="Consolidated list of sanctions",
        publisher="State Secretariat for Economic Affairs SECO, Switzerland",
        url="https://www.sesam.search.admin.ch/sesam-search-web/pages/"
        "downloadXmlGesamtliste.xhtml?lang=en&action=downloadXmlGesamtlisteAction",
        licence="Official publication of the Swiss Confederation",
        cadence=7,
        max_age=7,
        topics=frozenset({Topic.SANCTION}),
        at_least=6_500,
        at_most=17_500,
        birth_dates_at_least=50,
        parse=later("seco.reading"),
    )
}
