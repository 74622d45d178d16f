"""Names in SECO's file: parts, and for each part its spellings.

Three parts with three spellings each are 27 names. Made of them are the name itself,
one for each language and script with its gaps filled from the name, and one for each
spelling alone: no more than ``MOST`` of one name.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

from kycscreen.entities import ListedName, NameKind, Strength
from kycscreen.sources import opener
from kycscreen.sources.entries import Note
from kycscreen.sources.scripts import script
from kycscreen.sources.seco.rows import Row, read
from kycscreen.sources.texts import decoded

if TYPE_CHECKING:
    from lxml import etree

MOST = 64
CUT = "name/spelling-variant"

_NAME = frozenset({"@name-type", "@quality", "@lang"})
_PART = frozenset({"@order", "@name-part-type", "value"})
_SPELLING = frozenset({"@lang", "@script", "@spelling-variant-type"})
_KINDS = {
    "primary-name": NameKind.PRIMARY,
    "alias": NameKind.AKA,
    "formerly-known-as": NameKind.FKA,
}
_STRENGTHS = {"good": Strength.STRONG, "low": Strength.WEAK, "": Strength.STRONG}
_PARTS = {
    "family-name": "family",
    "given-name": "given",
    "further-given-name": "middle",
    "father-name": "patronymic",
    "grand-father-name": "patronymic",
    "maiden-name": "maiden",
    "suffix": "suffix",
    "title": "title",
    "tribal-name": "tribal",
    "whole-name": "",
    "other": "",
}

Group = tuple[str, str]


@attrs.frozen
class _Spelling:
    """A part as it is written in a language and a script."""

    text: str
    group: Group


@attrs.frozen
class _Part:
    """One part of a name, and its other spellings."""

    type: str
    text: str
    spellings: tuple[_Spelling, ...]


@attrs.frozen
class Called:
    """What one ``name`` says: a name and its spellings, and titles in it."""

    names: tuple[ListedName, ...]
    titles: tuple[str, ...]


def name(element: "etree._Element", note: Note) -> Called:
    """Read one name; one that would meet anything is only reported."""
    row = read(element, _NAME, note, frozenset({"name-part"}))
    type_, quality = row.get("@name-type"), row.get("@quality")
    if type_ not in _KINDS:
        note("name/@name-type", type_)
    if quality not in _STRENGTHS:
        note("name/@quality", quality)
    parts = _parts(row.children, note)
    full = " ".join(part.text for part in parts)
    if len(full) < 2 or opener.absent(full):
        note("name/name-part", full)
        return Called((), ())
    base = ListedName(
        full,
        kind=_KINDS.get(type_, NameKind.AKA),
        strength=_STRENGTHS.get(quality, Strength.STRONG),
        script=script(full),
        lang=row.get("@lang").lower(),
        parts=_typed(parts, [part.text for part in parts]),
        note="" if type_ in _KINDS else type_,
    )
    titles = tuple(part.text for part in parts if part.type == "title")
    return Called((base, *_further(base, parts, note)), titles)


def _parts(elements: "Iterable[etree._Element]", note: Note) -> list[_Part]:
    """Read the parts and put them in order; an empty part is none."""
    found: list[tuple[int, _Part]] = []
    for element in elements:
        row = read(element, _PART, note, frozenset({"spelling-variant"}))
        type_, order = row.get("@name-part-type"), row.get("@order")
        if type_ not in _PARTS:
            note("name-part/@name-part-type", type_)
        is_number = len(order) < 4 and order.isascii() and order.isdigit()
        if not is_number:
            note("name-part/@order", order)
        text = decoded(row.get("value"))
        if opener.hidden(text):
            note("name-part/value", text)
        spellings = _other_spellings(row, text, note)
        if opener.absent(text) and spellings:
            text = spellings[0].text
        if text:
            part = _Part(_PARTS.get(type_, ""), text, spellings)
            found.append((int(order) if is_number else len(found), part))
    return [part for _, part in sorted(found, key=lambda placed: placed[0])]


def _other_spellings(part: Row, text: str, note: Note) -> tuple[_Spelling, ...]:
    """Read the spellings of a part, each once, but for the part's own."""
    found: dict[_Spelling, None] = {}
    for element in part.children:
        row = read(element, _SPELLING, note)
        written = decoded(opener.text(element))
        if opener.hidden(written):
            note("name-part/spelling-variant", written)
        if written != text and not opener.absent(written):
            group = row.get("@lang").lower(), row.get("@script")
            found[_Spelling(written, group)] = None
    return tuple(found)


def _typed(parts: list[_Part], texts: list[str]) -> tuple[tuple[str, str], ...]:
    """Pair the texts with what they are, but for a whole name and the like."""
    pairs = zip(parts, texts, strict=True)
    return tuple((part.type, text) for part, text in pairs if part.type)


def _further(base: ListedName, parts: list[_Part], note: Note) -> Iterator[ListedName]:
    """Yield a name in its other spellings; note that there are more than ``MOST``."""
    kind = base.kind if base.kind is NameKind.FKA else NameKind.VARIATION
    seen = {base.full}
    used: set[str] = set()
    for language, other in _spellings(parts):
        texts = [other.get(at, part.text) for at, part in enumerate(parts)]
        full = " ".join(texts)
        if full in seen:
            continue
        if len(seen) == MOST:
            everything = (s.text for part in parts for s in part.spellings)
            left = "; ".join(t for t in dict.fromkeys(everything) if t not in used)
            note(CUT, f"{base.full}: {MOST} are read{left and f', without {left}'}")
            break
        seen.add(full)
        used.update(other.values())
        yield ListedName(
            full,
            kind=kind,
            strength=base.strength,
            script=script(full),
            lang=language,
            parts=_typed(parts, texts),
            note=base.note,
        )


def _spellings(parts: list[_Part]) -> Iterator[tuple[str, Mapping[int, str]]]:
    """Yield the language of each further name, and which parts it spells otherwise.

    A spelling alone replaces a part of the name, or, where it is in another script,
    of the name in that script.
    """
    groups: dict[Group, dict[int, str]] = {}
    for at, part in enumerate(parts):
        for spelling in part.spellings:
            groups.setdefault(spelling.group, {}).setdefault(at, spelling.text)
    for (language, _), group in groups.items():
        yield language, group
    for at, part in enumerate(parts):
        ours = script(part.text)
        for spelling in part.spellings:
            group = groups[spelling.group]
            if script(spelling.text) == ours:
                yield spelling.group[0], {at: spelling.text}
            elif group[at] != spelling.text:
                yield spelling.group[0], {**group, at: spelling.text}


def one_primary(
    called: Iterable[tuple[ListedName, bool]],
) -> tuple[ListedName, ...]:
    """Let one name be the primary one: the first of the main identity, else of any."""
    named = list(called)
    primary = [
        (not main, at)
        for at, (each, main) in enumerate(named)
        if each.kind is NameKind.PRIMARY
    ]
    first = min(primary, default=(False, -1))[1]
    return tuple(
        attrs.evolve(each, kind=NameKind.AKA)
        if each.kind is NameKind.PRIMARY and at != first
        else each
        for at, (each, _) in enumerate(named)
    )
