"""One published value that holds several names, taken apart.

Publishers write ``A; B``, ``A (B)``, ``A, born in X`` into one field. What is
surely a name of its own becomes one; the value itself always stays, so that
nothing rests on our reading of it.

>>> [n.full for n in split(ListedName("Jean Exemple; John Example"), Kind.PERSON)]
['Jean Exemple', 'John Example', 'Jean Exemple; John Example']
"""

import re
from collections.abc import Iterable, Iterator

import attrs

from kycscreen import countries
from kycscreen.entities import ListedName, NameKind, Strength
from kycscreen.facts import Kind
from kycscreen.sources import brackets, series
from kycscreen.sources.markers import (
    MARKERS,
    NOT_A_NAME,
    ORIGINAL,
    RELATIVE,
    TOLD,
    is_remark,
)
from kycscreen.sources.scripts import script

_COMBINED = (  # what a value must have to be worth a closer look
    r"[;()（）,]| / |\b[a-h]\)| of |\w\.\w\.\w|ka\b|KA\b| as |born|alias|n[ée]e\b"
    r"|NÉE|passport|maiden|D?POB|الكنية"
)
_LONGEST = 2_000  # characters: longer ones stay as they are, taking apart costs
_ALIKE = 0.6
_ENOUGH = 3  # words: fewer, cut from a longer name, are the name of many


@attrs.frozen
class _Piece:
    """One name found inside a value, and what was said beside it."""

    text: str
    kind: NameKind | None = None
    note: str = ""
    inferred: bool = False


def split(
    name: ListedName, kind: Kind, *, inferred: bool = True
) -> tuple[ListedName, ...]:
    """Return the names that one value holds, the first as the value itself was.

    A value with one name comes back alone. Otherwise the unsplit value stands first
    or last, last as a variation. All are as strong as the publisher says the value
    is, but for what we ``inferred`` by cutting it so short that it may be another's
    name: that is weak, or only noted.
    """
    if len(name.full) > _LONGEST or not re.search(_COMBINED, name.full):
        return (name,)
    person = kind is Kind.PERSON
    pieces = [p for p in _pieces(name.full, person) if p.text]
    if not inferred:
        pieces = list(_noted(pieces))
    whole = bool(pieces) and _bare(pieces[0].text) == _bare(name.full)
    if not pieces or (whole and len(pieces) == 1 and not pieces[0].note):
        return (name,)
    lone = len({p.text for p in pieces if p.kind is not NameKind.VARIATION}) == 1
    made = [
        _named(name, piece, first=not at, whole=lone and not at)
        for at, piece in enumerate(pieces)
    ]
    if made[0].full == name.full:
        return tuple(made)
    return (*made, attrs.evolve(name, kind=NameKind.VARIATION))


def _noted(pieces: Iterable[_Piece]) -> Iterator[_Piece]:
    """Leave what we inferred to the note of the name it was cut from."""
    before: _Piece | None = None
    for piece in pieces:
        if before is not None and piece.inferred:
            before = _with_note(before, f"inferred: {piece.text}")
        else:
            if before is not None:
                yield before
            before = piece
    if before is not None:
        yield before


def _with_note(piece: _Piece, note: str) -> _Piece:
    return attrs.evolve(piece, note="; ".join(n for n in (piece.note, note) if n))


def _bare(text: str) -> str:
    """Reduce a text to what a comma or a stray bracket does not change."""
    return text.strip(" ,;()（）")


def _named(name: ListedName, piece: _Piece, *, first: bool, whole: bool) -> ListedName:
    """Make a name of a piece; the first keeps the kind of the value."""
    later = NameKind.AKA if name.kind is NameKind.PRIMARY else name.kind
    notes = (name.note, piece.note, "inferred" if piece.inferred else "")
    return attrs.evolve(
        name,
        full=piece.text,
        kind=piece.kind or (name.kind if first else later),
        strength=Strength.WEAK if piece.inferred else name.strength,
        script=script(piece.text),
        parts=_parts(name, piece) if whole else (),
        note="; ".join(note for note in notes if note),
    )


def _parts(name: ListedName, piece: _Piece) -> Iterable[tuple[str, str]]:
    """Keep the publisher's parts where only a bracket was taken out of them."""
    if piece.text == name.full:
        return name.parts
    cleaned = ((part, brackets.outside(text)[0]) for part, text in name.parts)
    return tuple((part, text) for part, text in cleaned if text)


def _pieces(text: str, person: bool) -> list[_Piece]:
    """Take a value apart: lists first, then what stands in and around brackets."""
    found: list[_Piece] = []
    for entry in series.entries(text, person):
        new = _entry(entry, person)
        if new and not new[0].text and found:  # only a remark on the one before
            found[-1] = _with_note(found[-1], new[0].note)
            new = new[1:]
        found += [piece for piece in new if piece.text or not found]
    first: dict[str, _Piece] = {}
    for piece in sorted(found, key=lambda piece: piece.inferred):
        first.setdefault(piece.text.casefold(), piece)
    kept = {id(piece) for piece in first.values()}
    return [piece for piece in found if id(piece) in kept]


def _entry(text: str, person: bool) -> list[_Piece]:
    """Read one entry: a name, remarks about it, and names in brackets behind it."""
    outside, groups, inner = brackets.outside(text)
    if inner and not all(_is_spelling(group) for group in groups):
        return [_Piece(text)]
    asides = [_aside(group, outside, person) for group in groups]
    told = "; ".join(note for note, _ in asides if note)
    extra = [piece for _, pieces in asides for piece in pieces]
    heads = _heads(outside, person)
    if told and heads:
        former = re.search(r"(?i)\b(?:previously|formerly) listed as$", told)
        if former:
            heads[0] = attrs.evolve(heads[0], kind=NameKind.FKA)
        heads[:1] = _told_of(heads[0], told, person)
    if not any(head.text for head in heads) and not extra:  # "(ABC)": the name itself
        return [_Piece(group.strip()) for group in groups[:1]]
    if person and heads:
        extra += _respelt(text)
    return [*heads, *extra]


def _told_of(head: _Piece, told: str, person: bool) -> list[_Piece]:
    """Note a remark on the name before it, if the name can do without."""
    meaning = (
        person
        and brackets.words(head.text) == 1
        and told[0].islower()
        and not re.search(NOT_A_NAME, told)
    )
    if meaning or re.search(r"(?i)\b(?:branch|branches|initials)\b", told):
        whole = attrs.evolve(head, text=f"{head.text} ({told})")
        return _shortened(whole, head.text, told)
    return [_with_note(head, told)]


def _shortened(whole: _Piece, short: str, told: str) -> list[_Piece]:
    """Cut a name short; where too little is left, the whole stays beside it."""
    if short and brackets.words(short) < _ENOUGH:
        return [whole, _Piece(short, NameKind.VARIATION, told, inferred=True)]
    return [_with_note(attrs.evolve(whole, text=short), told)]


def _is_spelling(group: str) -> bool:
    """Tell whether a bracket between words holds an acronym or a spelling."""
    return (
        len(group.split()) == 1
        and script(group) in ("Latn", "Cyrl", "Grek")
        and not countries.is_country(group)
    )


def _aside(group: str, beside: str, person: bool) -> tuple[str, list[_Piece]]:
    """Read one bracket: a remark, or names beside the one in front of it."""
    if re.search(r"(?i)^original script$", group):
        return group, []
    notes, pieces = [], []
    here = set(script(beside).split("+"))
    for entry, listed in series.bracketed(group):
        original = re.search(ORIGINAL, entry)
        name = re.sub(ORIGINAL, "", entry) if original else entry
        name = re.sub(r"\s+-\s+sub-unit name$", "", name)
        if name != entry and not original:
            notes.append("sub-unit name")
        other = here.isdisjoint(script(name).split("+")) and script(name) != "Zyyy"
        spaced = script(name) in ("Arab", "Cyrl", "Grek", "Latn")
        other = other and (person or brackets.words(name) >= 2 or not spaced)
        if original or (other and not is_remark(name, person=person)):
            pieces += _foreign(brackets.outside(name)[0], beside, person)
        elif listed or (
            brackets.words(name) >= 2 and not is_remark(name, person=person)
        ):
            pieces += _heads(brackets.outside(name)[0], person)
        else:
            notes.append(name)
    return "; ".join(notes), pieces


def _foreign(name: str, beside: str, person: bool) -> list[_Piece]:
    """Read a name in another script, without what marks it as nickname or son.

    Arabic ``ولد`` is "son of" in Pashto and Dari, but in Mauritania part of a name,
    which then is spelt "Ould" beside it.
    """
    kind = NameKind.TRANSLITERATION if script(name) == "Latn" else None
    pieces: list[_Piece] = []
    for text in re.split(r"\s*\bالكنية\b\s*", name):
        whole = _Piece(text, kind or NameKind.ORIGINAL_SCRIPT)
        short, of, father = text.partition(" ولد ")
        ould = re.search(r"(?i)\b(?:ou?ld|oulad|wu?ld|weld|walad)\b", beside)
        if of and person and script(beside) == "Latn" and not ould:
            pieces += _shortened(whole, short, f"ولد {father}")
        elif text:
            pieces.append(whole)
    return pieces


def _heads(text: str, person: bool) -> list[_Piece]:
    """Split at "a.k.a." and its like; cut off what is told about the person."""
    found: list[_Piece] = []
    kind, start = None, 0
    for match in re.finditer(MARKERS, text):
        if match.lastgroup == "maiden" and not person:
            continue
        found += _head(text[start : match.start()], kind, person)
        kind, start = NameKind(match.lastgroup), match.end()
    return found + _head(text[start:], kind, person)


def _head(text: str, kind: NameKind | None, person: bool) -> list[_Piece]:
    told = re.search(TOLD, text) if person else None
    name = (text[: told.start()] if told else text).strip(" ,;:")
    note = told[0].strip(" ,;") if told else ""
    of = re.search(RELATIVE, name) if person else None
    if of is not None:
        short = name[: of.start()].strip(" ,;:")
        return _shortened(_Piece(name, kind, note), short, of[0].strip(" ,;"))
    return [_Piece(name, kind, note)] if name or note else []


def _respelt(text: str) -> list[_Piece]:
    """Put a spelling in brackets in the place of the word it stands behind.

    "Ihor (Igor) PLOTNYK" is also known as "Igor PLOTNYK".
    """
    from difflib import SequenceMatcher

    found = []
    for match in re.finditer(r"(?<!\S)([^\s()]+) \(([^\s();,]+)\)", text):
        word, other = match[1].casefold(), match[2].casefold()
        if (
            is_remark(match[2], person=True)
            or word == other
            or script(word) != script(other)
        ):
            continue
        if SequenceMatcher(None, word, other, autojunk=False).ratio() >= _ALIKE:
            respelt = text[: match.start()] + match[2] + text[match.end() :]
            found.append(_Piece(brackets.outside(respelt)[0], NameKind.VARIATION))
    return found
