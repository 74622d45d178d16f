"""OFAC's two lists in legacy XML: ``sdn.xml`` and ``consolidated.xml``.

https://sanctionslist.ofac.treas.gov/Home/SdnList. The file holds Latin script
only, and links as prose. The namespace changed in 2024, the schema did not.
``Record_Count`` must equal the entries read; ``lastName`` without ``firstName``
is a whole name; one row in four of ``idList`` is a note on measures. Links are
resolved within one file: who is linked to an entry of OFAC's other list, as Rostec
was, keeps its name and no record.
"""

from functools import partial

from kycscreen.entities import Topic
from kycscreen.sources import Parsed, Source


def _read(list_id: str, data: bytes) -> Parsed:
    # Whoever asks how old the list may be need not load what reads it.
    from kycscreen.sources.ofac import reading

    return reading.read(list_id, data)


def _source(list_id: str, title: str, file: str, at_least: int, at_most: int) -> Source:
    return Source(
        id=list_id,
        title=title,
        publisher="Office of Foreign Assets Control, US Treasury",
        url=f"https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/{file}",
        licence="US public domain",
        cadence=7,
        max_age=7,
        topics=frozenset({Topic.SANCTION}),
        at_least=at_least,
        at_most=at_most,
        birth_dates_at_least=70,
        parse=partial(_read, list_id),
    )


SOURCES = {
    "us_ofac_sdn": _source(
        "us_ofac_sdn", "Specially Designated Nationals", "SDN.XML", 6_600, 40_000
    ),
    "us_ofac_cons": _source(
        "us_ofac_cons", "Non-SDN consolidated list", "CONSOLIDATED.XML", 280, 900
    ),
}
