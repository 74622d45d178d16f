"""The UK Sanctions List, and OFSI's consolidated list that ended with it.

https://www.gov.uk/government/publications/the-uk-sanctions-list. Since 28 January
2026 the UK Sanctions List (``gb_uksl``) is the only one; it is read in XML and in CSV,
which give the same entities.

* In CSV a designation has a row for each combination of its names, addresses and
  births, many of them equal: they are put together by ``Unique ID``.
* The type of a name is written in several casings, and sometimes not at all: then it
  is a primary name. A person's alias of one word, of which the publisher says neither
  "good" nor "low quality", is weak, with the note "inferred".
* Names in another script belong to the designation, and to none of its names.
* A date of birth may have letters or zeros for what is not known: ``dd/mm/1945`` is
  a year.
* Texts are encoded for the web once more than XML needs, prose even twice: all are
  decoded.
* Numbers of companies stand several in one text, "INN: …; OGRN: …", and are taken
  apart by their labels. Who owns whom is told by name only.

OFSI's consolidated list (``gb_ofsi``) was closed in January 2026. It is here to look
into the past, and is always stale: nothing is ever clear by it. Its files are in UTF-8
or in Windows-1252, and lack columns that later ones have, as the quality of aliases.
Of what it tells in one text with much else, we read the labelled facts ("(UN Ref):
…"), and in files without labels the UN's reference, the gender and a ship's number.

Knowingly not read: names, relatives and numbers told in sentences, which stay in the
remarks; names of owners with nothing between them, which stay one name; numbers that
many companies share (the Russian KPP and OKTMO) or that are another database's (OFAC's
UID), which stay in the remarks; and which line of an address is the city, as the
publisher does not tell.
"""

from kycscreen.entities import Topic
from kycscreen.sources import Source, later

_LICENCE = "Open Government Licence v3.0"
_DOCS = "https://sanctionslist.fcdo.gov.uk/docs"
SOURCES = {
    "gb_uksl": Source(
        id="gb_uksl",
        title="UK Sanctions List",
        publisher="Foreign, Commonwealth and Development Office",
        url=f"{_DOCS}/UK-Sanctions-List.xml",
        fallbacks=(f"{_DOCS}/UK-Sanctions-List.csv",),
        licence=_LICENCE,
        cadence=7,
        max_age=7,
        topics=frozenset({Topic.SANCTION}),
        at_least=4_600,
        at_most=12_400,
        birth_dates_at_least=50,
        parse=later("uk.reading"),
    ),
    "gb_ofsi": Source(
        id="gb_ofsi",
        title="Consolidated list of financial sanctions targets (closed)",
        publisher="Office of Financial Sanctions Implementation, HM Treasury",
        url="https://ofsistorage.blob.core.windows.net/publishlive/2022format/ConList.csv",
        licence=_LICENCE,
        cadence=365,
        max_age=-1,  # however fresh the copy, what it says has ended
        topics=frozenset({Topic.SANCTION}),
        at_least=1_500,
        at_most=9_000,
        birth_dates_at_least=50,
        parse=later("uk.conlist"),
    ),
}
