"""One published value that holds several names, taken apart.

Publishers write ``A; B``, ``A (B)``, ``A, born in X`` into one field. What is
surely a name of its own becomes one; the value itself always stays, so that
nothing rests on our reading of it.

>>> [n.full for n in split(ListedName("Jean Exemple; John Example"), Kind.PERSON)]
['Jean Exemple', 'John Example', 'Jean Exemple; John Example']
"""

import re
from collections.abc import Iterable

import attrs

from kycscreen import countries
from kycscreen.entities import ListedName, NameKind
from kycscreen.facts import Kind
from kycscreen.sources import brackets
from kycscreen.sources.scripts import script

_MARKERS = (
    # "born" gives a maiden name only before a name: not before a place or a date
    r"(?P<maiden>\bn[ée]e\b|\bNÉE\b|\bmaiden name:?"
    r"|\bborn(?= [^\W\d_a-z])(?! (?:in|on|at|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep"
    r"|Oct|Nov|Dec)))"
    r"|(?P<fka>\b(?:[Ff]ormerly|[Pp]reviously)(?: known| listed)(?: as)?"
    r"|\bf\.\s?k\.\s?a\b\.?|\bF\.K\.A\b\.?|\bfka\b|\bFKA\b)"
    r"|(?P<nka>\b[Nn]ow known as|\bn\.\s?k\.\s?a\b\.?|\bN\.K\.A\b\.?)"
    r"|(?P<aka>\b[Aa]lso known as|\ba\.\s?k\.\s?a\b\.?|\bA\.K\.A\b\.?|\ba/k/a\b"
    r"|\baka\b|\bAKA\b|\balias\b)"
)
_TOLD = (
    r"(?i)(?:\b(?:(?:grand)?son|daughter|wife|brother|sister|widow) of\b"
    r"|\bborn\b|\b(?:[^\W\d_]+ )?passport\b|\bDOB\b|\bPOB\b|\bD?POB\b"
    r"|\b(?:date|place) of birth\b|\bnationality\b|\bnational id\b).*$"
)
_ORIGINAL = r"(?i)^(?:in )?original script\s*:?\s*|\s*[(（]original script[)）]\s*$"
_NOT_A_NAME = (
    r"(?i)\b(?:branch|branches|located|combat name|birth name|nom de guerre|initials"
    r"|call sign|original script|sub-unit|organi[sz]ation name|public organisation"
    r"|passport|identit(?:y|ies)|listed as|deceased|translation|transliteration"
    r"|phonetic|spelling|spelt|headquarters|[A-Z]{2}[ei]\.\d{3})\b"
)
_LANGUAGES = frozenset(
    {
        "amharic", "arabic", "bengali", "burmese", "chinese", "cyrillic", "dari",
        "english", "farsi", "french", "georgian", "hebrew", "korean", "kurdish",
        "latin", "pashto", "persian", "russian", "somali", "spanish", "swahili",
        "tigrinya", "turkish", "ukrainian", "urdu", "uzbek",
    }
)  # fmt: skip
_LEGAL_FORMS = frozenset(
    {
        "ab", "ag", "as", "bv", "co", "company", "corp", "corporation", "cv", "de",
        "gmbh", "inc", "incorporated", "jsc", "kft", "kg", "limited", "llc", "llp",
        "lp", "ltd", "nv", "oao", "ojsc", "ooo", "oy", "pjsc", "plc", "pte", "pty",
        "rl", "sa", "sal", "sarl", "spa", "srl", "zao",
    }
)  # fmt: skip
_JOINERS = frozenset(
    {
        "&", "a", "and", "e", "en", "es", "et", "i", "in", "ir", "ja", "och", "og",
        "oraz", "si", "sy", "un", "und", "va", "y", "és", "și", "и", "та",
    }
)  # fmt: skip
_FRONT_PARTICLES = frozenset(
    {
        "a", "abd", "abdel", "abdul", "abou", "abu", "al", "aw", "bar", "ben", "bin",
        "d", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "ibn", "la",
        "le", "mac", "ul", "ur", "van", "von",
    }
)  # fmt: skip
_COMBINED = (  # what a value must have to be worth a closer look
    r"[;()（）,]| / |\b[a-h]\)| of |\w\.\w\.\w|ka\b|KA\b| as |born|alias|n[ée]e\b"
    r"|NÉE|passport|maiden|D?POB"
)
_LONGEST = 2_000  # characters: longer ones stay as they are, taking apart costs
_ALIKE = 0.6


@attrs.frozen
class _Piece:
    """One name found inside a value, and what was said beside it."""

    text: str
    kind: NameKind | None = None
    note: str = ""


def split(name: ListedName, kind: Kind) -> tuple[ListedName, ...]:
    """Return the names that one value holds, the first as the value itself was.

    A value with one name comes back alone. Otherwise the unsplit value stands last,
    as a variation. All are as strong as the publisher says the value is.
    """
    if len(name.full) > _LONGEST or not re.search(_COMBINED, name.full):
        return (name,)
    person = kind is Kind.PERSON
    pieces = [p for p in _pieces(name.full, person) if p.text]
    if not pieces or _bare(pieces[0].text) == _bare(name.full):
        return (name,)
    lone = len({p.text for p in pieces if p.kind is not NameKind.VARIATION}) == 1
    made = [
        _named(name, piece, first=not at, whole=lone and not at)
        for at, piece in enumerate(pieces)
    ]
    return (*made, attrs.evolve(name, kind=NameKind.VARIATION))


def _bare(text: str) -> str:
    """Reduce a text to what a comma or a stray bracket does not change."""
    return text.strip(" ,;()（）")


def _named(name: ListedName, piece: _Piece, *, first: bool, whole: bool) -> ListedName:
    """Make a name of a piece; the first keeps the kind of the value."""
    later = NameKind.AKA if name.kind is NameKind.PRIMARY else name.kind
    return attrs.evolve(
        name,
        full=piece.text,
        kind=piece.kind or (name.kind if first else later),
        script=script(piece.text),
        parts=_parts_without_brackets(name) if whole else (),
        note="; ".join(note for note in (name.note, piece.note) if note),
    )


def _parts_without_brackets(name: ListedName) -> Iterable[tuple[str, str]]:
    """Keep the publisher's parts where only a bracket was taken out of them."""
    cleaned = ((part, brackets.outside(text)[0]) for part, text in name.parts)
    return tuple((part, text) for part, text in cleaned if text)


def _pieces(text: str, person: bool) -> list[_Piece]:
    """Take a value apart: lists first, then what stands in and around brackets."""
    found: list[_Piece] = []
    for entry in _list_entries(text, person):
        new = _entry(entry, person)
        if new and not new[0].text and found:  # only a remark on the one before
            found[-1] = attrs.evolve(
                found[-1],
                note="; ".join(n for n in (found[-1].note, new[0].note) if n),
            )
            new = new[1:]
        found += [piece for piece in new if piece.text or not found]
    first: dict[str, _Piece] = {}
    for piece in found:
        first.setdefault(piece.text.casefold(), piece)
    return list(first.values())


def _list_entries(text: str, person: bool) -> list[str]:
    """Split at semicolons and ``b)``; at slashes and commas only where it is safe."""
    entries: list[str] = []
    for entry in brackets.cut(text, r";|(?<![\w(])\(?[a-h]\)(?=\s)"):
        halves = brackets.cut(entry, r" / ")
        if len(halves) < 2 or not _all_names(halves) or _goes_on(halves):
            halves = [entry]
        for half in halves:
            items = brackets.cut(half, r",\s")
            safe = len(items) > 1 and _all_names(items) and not _one_name(items, person)
            entries += items if safe else [half]
    return entries


def _all_names(items: list[str]) -> bool:
    """Tell whether every item can stand alone: two words, and no legal form."""
    return all(brackets.words(item) >= 2 and not _is_legal_form(item) for item in items)


def _is_legal_form(text: str) -> bool:
    words = brackets.unbracketed(text).casefold().replace(".", "").split()
    return "".join(words) in _LEGAL_FORMS or all(w in _LEGAL_FORMS for w in words)


def _one_name(items: list[str], person: bool) -> bool:
    """Tell whether a comma stands within one name.

    Either what follows goes on in lower case, stands in quotes or ends in "and …",
    or a person's family name of two words stands in front.
    """
    if _goes_on(items) or any(item[0] in "‘'“\"„«" for item in items[1:]):
        return True
    if _JOINERS & set(items[-1].casefold().split()):
        return True
    front = items[0].split()
    return (
        person
        and len(items) == 2
        and (
            (items[0].isupper() and not items[1].isupper())
            or (len(front) == 2 and front[0].casefold() in _FRONT_PARTICLES)
        )
    )


def _goes_on(items: list[str]) -> bool:
    """Tell whether an item begins in lower case: it goes on with the one before."""
    return any(item[0].islower() for item in items[1:])


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
        note = "; ".join(n for n in (heads[0].note, told) if n)
        former = re.search(r"(?i)\b(?:previously|formerly) listed as$", told)
        kind = NameKind.FKA if former else heads[0].kind
        heads[0] = attrs.evolve(heads[0], note=note, kind=kind)
    if not any(head.text for head in heads) and not extra:  # "(ABC)": the name itself
        return [_Piece(group.strip()) for group in groups[:1]]
    if person and heads:
        extra += _respelt(text)
    return [*heads, *extra]


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
    for entry in brackets.cut(group, r";"):
        original = re.search(_ORIGINAL, entry)
        name = re.sub(_ORIGINAL, "", entry) if original else entry
        name = re.sub(r"\s+-\s+sub-unit name$", "", name)
        if name != entry and not original:
            notes.append("sub-unit name")
        other = here.isdisjoint(script(name).split("+")) and script(name) != "Zyyy"
        spaced = script(name) in ("Arab", "Cyrl", "Grek", "Latn")
        other = other and (person or brackets.words(name) >= 2 or not spaced)
        if original or (other and not _is_remark(name)):
            nested = brackets.outside(name)
            pieces.append(_Piece(nested[0], _kind_in(name)))
        elif brackets.words(name) >= 2 and not _is_remark(name):
            pieces += _heads(brackets.outside(name)[0], person)
        else:
            notes.append(name)
    return "; ".join(notes), pieces


def _kind_in(text: str) -> NameKind:
    """Tell what a name in another script is to the one it stands beside."""
    if script(text) == "Latn":
        return NameKind.TRANSLITERATION
    return NameKind.ORIGINAL_SCRIPT


def _is_remark(text: str) -> bool:
    """Tell whether a bracket says something about a name instead of giving one."""
    bare = text.strip(" .:").casefold()
    return (
        not bare
        or text[0].islower()
        or bare in _LANGUAGES
        or bool(re.search(_NOT_A_NAME, text))
        or countries.is_country(text)
        or sum(c.isdigit() for c in text) > 4
    )


def _heads(text: str, person: bool) -> list[_Piece]:
    """Split at "a.k.a." and its like; cut off what is told about the person."""
    found: list[_Piece] = []
    kind, start = None, 0
    for match in re.finditer(_MARKERS, text):
        if match.lastgroup == "maiden" and not person:
            continue
        found += _head(text[start : match.start()], kind, person)
        kind, start = NameKind(match.lastgroup), match.end()
    return found + _head(text[start:], kind, person)


def _head(text: str, kind: NameKind | None, person: bool) -> list[_Piece]:
    told = re.search(_TOLD, text) if person else None
    name = (text[: told.start()] if told else text).strip(" ,;:")
    note = told[0].strip(" ,;") if told else ""
    return [_Piece(name, kind, note)] if name or note else []


def _respelt(text: str) -> list[_Piece]:
    """Put a spelling in brackets in the place of the word it stands behind.

    "Ihor (Igor) PLOTNYK" is also known as "Igor PLOTNYK".
    """
    from difflib import SequenceMatcher

    found = []
    for match in re.finditer(r"(?<!\S)([^\s()]+) \(([^\s();,]+)\)", text):
        word, other = match[1].casefold(), match[2].casefold()
        if _is_remark(match[2]) or word == other or script(word) != script(other):
            continue
        if SequenceMatcher(None, word, other, autojunk=False).ratio() >= _ALIKE:
            respelt = text[: match.start()] + match[2] + text[match.end() :]
            found.append(_Piece(brackets.outside(respelt)[0], NameKind.VARIATION))
    return found
