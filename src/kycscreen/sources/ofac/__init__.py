"""OFAC's two lists in all their renditions, told apart by what they are.

https://sanctionslist.ofac.treas.gov/Home/SdnList. All number an entry alike, so that
one may stand in for another; they do not say equally much. Best first:

* **ADVANCED** (``SDN_ADVANCED.XML``, ``CONS_ADVANCED.XML``) is what is fetched, and
  **ENHANCED** (XML, or a zip of one) says as much: names in their own scripts, links
  with their type, measures, legal bases, the day of listing. ADVANCED refers to
  everything by number; only OFAC's words for it are relied upon, and the numbers may
  change. A date is given by four bounds: a year begins on 1 January and ends on
  31 December, and is no day. A file with the entries of the other list, or an ENHANCED
  export that is filtered, is refused.
* **Legacy XML** (``SDN.XML``, ``CONSOLIDATED.XML``) has Latin script only, and links as
  prose. The namespace changed in 2024, the schema did not. ``Record_Count`` must equal
  the entries read; ``lastName`` without ``firstName`` is a whole name; one row in four
  of ``idList`` is a note on measures.
* **Legacy CSV** (``sdn.csv``, ``alt.csv``, ``add.csv``, ``sdn_comments.csv``, or
  ``cons_prim.csv``, ``cons_alt.csv``, ``cons_add.csv``, ``cons_comments.csv``) is read
  from one zip archive of all four. Births, documents, wallets and **weak aliases**
  stand in the remarks alone, and those are cut off after 1,000 characters, to go on in
  the comments in the middle of a word. It does not say when it was published, and
  writes quotation marks as apostrophes.

Links are resolved within one file: who is linked to an entry of OFAC's other list, as
Rostec was, keeps its name or its number, and no record.

Knowingly not read: OFAC's delta files, as a missed one cannot be noticed, and a whole
file says all they do; of ADVANCED and ENHANCED, references back from a part to its
whole, the ``…Fixed`` attributes of dates, which are all alike, and the name on a
document, which is one of the names.
"""

from kycscreen.entities import Topic
from kycscreen.sources import Source, later

_EXPORTS = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/"


def _source(
    list_id: str, title: str, files: tuple[str, str], at_least: int, at_most: int
) -> Source:
    best, fallback = files
    return Source(
        id=list_id,
        title=title,
        publisher="Office of Foreign Assets Control, US Treasury",
        url=f"{_EXPORTS}{best}",
        fallbacks=(f"{_EXPORTS}{fallback}",),
        hosts=frozenset({"sanctionslist.ofac.treas.gov", "www.treasury.gov"}),
        licence="US public domain",
        cadence=7,
        max_age=7,
        topics=frozenset({Topic.SANCTION}),
        at_least=at_least,
        at_most=at_most,
        birth_dates_at_least=70,
        parse=later("ofac.reading", list_id),
    )


SOURCES = {
    "us_ofac_sdn": _source(
        "us_ofac_sdn",
        "Specially Designated Nationals",
        ("SDN_ADVANCED.XML", "SDN.XML"),
        6_600,
        40_000,
    ),
    "us_ofac_cons": _source(
        "us_ofac_cons",
        "Non-SDN consolidated list",
        ("CONS_ADVANCED.XML", "CONSOLIDATED.XML"),
        280,
        900,
    ),
}
