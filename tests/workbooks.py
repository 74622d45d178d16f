"""Workbooks as Excel writes them, made with openpyxl; and the Danish list's sample.

``python -m tests.workbooks`` writes the sample anew, the same bytes every time.
"""

import io
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import openpyxl

from kycscreen.sources import archives
from tests.samples import FIXTURES

Rows = Sequence[Sequence[object]]
SAMPLE = FIXTURES / "dk_pep" / "sample.xlsx"

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHARED, LINKS = "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"
TYPES = "[Content_Types].xml"
FIRST, SECOND = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"

CURRENT, FORMER = "Nuværende PEP'ere", "Tidligere PEP'ere"
LISTED, NEW = "Tilføjet på PEP-listen (dato)", "Ny på PEP-listen (x)"
HEADER = (None, "Navn", None, "Stillingsbetegnelse", "Fødselsdato", LISTED, NEW)
FORMER_HEADER = (
    *("Efternavn", "Fornavn", "Stillingsbetegnelse", "Fødselsdato"),
    "Fjernet fra PEP-listen (dato)",
)


def law(letter: str, words: str) -> tuple[str]:
    return (f"Hvidvasklovens § 2, nr. 8, litra {letter}: {words}",)


DANISH: dict[str, Rows] = {
    CURRENT: (
        ("01.09.2026",),
        HEADER,
        law("a", "Statschef, regeringschef, minister og viceminister"),
        (None, "Eksempel", "Åse", "Statsminister", "14.03.1962", "01.01.2018", None),
        (None, "Prøve", "Jens Ole", "Finansminister", date(1970, 1, 1), "15.12.2022"),
        law("b", "Parlamentsmedlem"),
        (7, "Opdigtet", "Søren\xa0", "Partiet Exemple ", "03.02.1981", "06.11.2022"),
        (
            None,
            "Prøve",
            "Jens Ole",
            "Medlem af Folketinget",
            "01.01.1970",
            "06.11.2019",
        ),
        law("d", "Højesteretsdommer"),
        (None, "Eksempel", "Bodil", "Højesteretsdommer", "1955", date(2018, 1, 1)),
        law("f", "Ambassadør, chargé d'affaires og højtstående officer"),
        (None, "Fiktiv", "Ib", "Generalløjtnant", "09.09.1966", "01.02.2024", "x"),
        (None, "Fiktiv", "Karen", "Ambassadør i Paris", "31.02.1966", "01.02.2024"),
        ("Andre hverv",),
        (None, "Fiktiv", "Jean", "Tillidshverv", None, "i fjor", "måske"),
        (None, None, None, "Ubesat", None, "01.02.2024"),
        (3,),
    ),
    FORMER: (
        FORMER_HEADER,
        ("Eksempel", "Bodil", "Folketingsmedlem", "1955", "04.06.2017"),
        ("Forhen", "Grethe", "Direktør", "02.05.1950", date(2021, 6, 30)),
        ("Forhen", "Grethe", "Minister for eksempler", "02.05.1950", "01.07.2019"),
    ),
}


def made(sheets: Mapping[str, Rows]) -> bytes:
    """Return a workbook of those sheets: equal sheets make equal bytes."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    saved = io.BytesIO()
    book.save(saved)
    parts = _shared(archives.opened("dk_pep", saved.getvalue()))
    core = parts["docProps/core.xml"]
    stamp = rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
    parts["docProps/core.xml"] = re.sub(stamp, b"2026-09-01T00:00:00Z", core)
    return archives.bundle(parts)


def _shared(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Keep all texts in one part, as Excel does, and not in the cells as openpyxl."""
    texts: dict[bytes, int] = {}

    def shared(cell: re.Match[bytes]) -> bytes:
        number = texts.setdefault(cell[1], len(texts))
        return b't="s"><v>%d</v>' % number

    inline = rb't="inlineStr"><is>(.*?)</is>'
    for path in [path for path in parts if path.startswith("xl/worksheets/")]:
        parts[path] = re.sub(inline, shared, parts[path])
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<Relationship Type="{kind}/sharedStrings" Target="sharedStrings.xml"'
    items = b"".join(b"<si>%s</si>" % text for text in texts)
    return parts | {
        SHARED: b'<sst xmlns="%s">%s</sst>' % (MAIN.encode(), items),
        LINKS: parts[LINKS].replace(
            b"</Relationships>", f'{link} Id="shared"/></Relationships>'.encode()
        ),
        TYPES: parts[TYPES].replace(
            b"</Types>",
            b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/'
            b"vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
            b'"/></Types>',
        ),
    }


def changed(data: bytes, path: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a workbook with one of its parts changed."""
    parts = archives.opened("dk_pep", data)
    return archives.bundle(parts | {path: change(parts[path])})


if __name__ == "__main__":
    SAMPLE.parent.mkdir(exist_ok=True)
    SAMPLE.write_bytes(made(DANISH))
