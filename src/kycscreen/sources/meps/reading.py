"""Reading the list of Members: five texts for each of them."""

import re
from typing import TYPE_CHECKING

import attrs

from kycscreen.entities import ListedEntity, ListedName, Position, Topic
from kycscreen.facts import Kind
from kycscreen.sources import Parsed, entries, opener
from kycscreen.sources.entries import Note
from kycscreen.sources.gathering import Form, gathered
from kycscreen.sources.scripts import script
from kycscreen.sources.texts import absent, decoded, hidden

if TYPE_CHECKING:
    from lxml import etree

_TEXTS = frozenset(
    {"id", "fullName", "country", "politicalGroup", "nationalPoliticalGroup"}
)
_FORM = Form(
    root="meps",
    namespaces=("",),
    records=frozenset({"mep"}),
    id_path="mep/id",
    says=frozenset(),
)


def read(data: bytes) -> Parsed:
    """Read the file; ``FormatError`` where it is not that list or not whole."""
    found = gathered("eu_meps", data, _FORM, _mapped)
    return Parsed(entities=found.entities, issues=found.issues, published=None)


def _mapped(_: str, element: "etree._Element", note: Note) -> tuple[ListedEntity, int]:
    texts: dict[str, str] = {}
    strange: list[str] = []
    odd = entries.keeping(note, strange)
    for path, value in opener.attributes(element, "mep"):
        odd(path, value)
    for child in element:
        name, value = opener.local(child), opener.text(child)
        for path, told in opener.unknown(child, frozenset(), f"mep/{name}"):
            odd(path, told)
        if name in _TEXTS and name not in texts:
            texts[name] = value
        else:
            odd(f"mep/{name}", value)
    made = _entity(texts, element, odd)
    return attrs.evolve(made, remarks=strange), len(texts) + len(strange)


def _entity(
    texts: dict[str, str], element: "etree._Element", note: Note
) -> ListedEntity:
    ids = {"mep/id": texts.get("id", "")}
    country = entries.land(texts.get("country", ""), "mep/country", note)
    if not country and absent(texts.get("country", "")):
        note("mep/country", "")
    groups = (texts.get(n, "") for n in ("politicalGroup", "nationalPoliticalGroup"))
    return ListedEntity(
        list_id="eu_meps",
        record_id=entries.record_id("eu_meps", element, ids, note),
        kind=Kind.PERSON,
        names=_names(texts.get("fullName", ""), note),
        citizenships=(country,) if country else (),
        positions=(
            Position(
                "Member of the European Parliament",
                category="mp",
                country=country,
                body="European Parliament",
                status="current",
                source_text="; ".join(group for group in groups if not absent(group)),
            ),
        ),
        topics=frozenset({Topic.PEP}),
        raw_sha256=entries.digest(element),
    )


def _names(text: str, note: Note) -> tuple[ListedName, ...]:
    full = decoded(text)
    is_nobody = len(full) < 2 or absent(full)
    if is_nobody or hidden(full):
        note("mep/fullName", full)
    if is_nobody:
        return ()
    return (ListedName(full, script=script(full), parts=_parts(full)),)


def _parts(full: str) -> tuple[tuple[str, str], ...]:
    """Part a name before its longest end in capitals; none where all is alike.

    Words in small letters before the capitals or between them are of the family name.
    """
    words = full.split()
    start = len(words)
    while start and (
        _is_capital(words[start - 1])
        or (start < len(words) and words[start - 1].islower())
    ):
        start -= 1
    given, family = " ".join(words[:start]), " ".join(words[start:])
    if not given or not any(character.isalpha() for character in family):
        return ()
    return ("given", given), ("family", family)


def _is_capital(word: str) -> bool:
    """Tell whether a word is in capitals, but for a start as in ``McEXEMPLE``.

    What has no letters is; an initial with its point is a given name's.
    """
    letters = "".join(c for c in word if c.isalpha()).replace("ß", "SS")
    if len(letters) == 1 and word.endswith("."):
        return False
    bare = re.sub("^(?:Mc|Mac|Fitz|De|Le|La|Van|[dl])(?=..)", "", letters)
    return not letters or letters.isupper() or bare.isupper()
