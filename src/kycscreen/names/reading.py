"""A name read as tokens, and the other ways in which it may be read.

>>> [(t.text, t.kind) for t in read("Dr. Jean van Exemple", Kind.PERSON).tokens]
[('dr', 'title'), ('jean', 'word'), ('van', 'particle'), ('exemple', 'word')]
>>> [t.text for t in read("Exemple Open Joint Stock Company", Kind.ORGANISATION).tokens]
['exemple', 'ojsc']
>>> [[t.text for t in n.tokens] for n in read_all("Exemple (Muster) Oy", ORGANISATION)]
[['exemple', 'muster', 'oy'], ['exemple', 'oy'], ['muster']]
"""

from collections.abc import Iterator
from functools import lru_cache

import attrs

from kycscreen.facts import Kind
from kycscreen.names import syllables, tables, wording
from kycscreen.names.spelling import LONGEST, spell
from kycscreen.names.tokens import ORGANISATION, PERSON, PLAIN, ROMAN, Token, token

WORDS = 64
"""Words of a name that are read; whoever declares more is told so."""
LONG = 18
"""Letters from which on a form may have cut a name off in its last word."""


@attrs.frozen(eq=False)
class Name:
    """A name read in one space.

    ``disguised`` where its letters pose as others, ``overlong`` where more was
    written than is read. ``part`` tells what this reads where not the whole: what a
    ``bracket`` or ``stroke`` sets apart, or all with its ``letters`` apart;
    ``bracketed`` tells that the text has a parenthesis.
    """

    text: str
    space: str
    tokens: tuple[Token, ...]
    disguised: bool = False
    overlong: bool = False
    bracketed: bool = False
    part: str = ""

    @property
    def weight(self) -> int:
        """The sum of the tokens' weights."""
        return sum(token.weight for token in self.tokens)


def space_of(kind: Kind) -> str:
    """Return how names of a kind are read: as people's or as organisations'."""
    return PERSON if kind is Kind.PERSON else ORGANISATION


def read(text: str, kind: Kind) -> Name:
    """Read a name as one of a person or of an organisation."""
    return read_in(text, space_of(kind))


def read_all(text: str, space: str) -> tuple[Name, ...]:
    """Read a name in every way it may be meant, the whole text first.

    What a parenthesis or a stroke sets apart may be a branch, a translation or
    another name: without the parenthesis, within it, and each side of the stroke.
    Single letters in an organisation's name are an abbreviation, or initials.
    """
    if "(" in text or "/" in text or (space == ORGANISATION and ". " in text):
        return _read_apart(text, space)
    return (read_in(text, space),)


@lru_cache(maxsize=5_000)
def _read_apart(text: str, space: str) -> tuple[Name, ...]:
    whole = read_in(text, space)
    read = []
    if "(" in text or "/" in text:
        read = [(part, read_in(written, space)) for part, written in _parts(text)]
    if space == ORGANISATION and text.count(". ") > 1:
        read.append(("letters", read_in(text, space, letters_apart=True)))
    if not read:
        return (whole,)
    bracketed = any(part == "bracket" for part, _ in read)
    known = {whole.tokens, ()}
    found = [attrs.evolve(whole, bracketed=bracketed)]
    for part, name in read:
        if name.tokens not in known and (part == "letters" or _is_name(name)):
            known.add(name.tokens)
            found.append(attrs.evolve(name, text=text, part=part, bracketed=bracketed))
    return tuple(found)


def _is_name(part: Name) -> bool:
    """Ask whether a part tells who an organisation is: "(Offshore)", "(II)" do not."""
    if part.space == PERSON:
        return True
    forms = tables.legal_forms()
    words = [t for t in part.tokens if t.kind in _TELLING and t.text not in forms]
    numbers = all(t.kind == "number" for t in words)
    return not numbers and sum(t.weight for t in words) >= _TELLS


_TELLS = 800
"""What the words of a part weigh that is a name of its own: one rare word, or two."""


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Yield the text without its parenthesis, the inside, and the sides of strokes."""
    text = text[:LONGEST]
    before, opened, rest = text.partition("(")
    inside, closed, after = rest.partition(")")
    if opened and closed and (before.strip() or after.strip()):
        yield "bracket", f"{before.strip()} {after.strip()}".strip()
        if _letters(inside) >= _WITHIN:
            yield "bracket", inside.strip()
    sides = [side.strip() for side in text.split("/")]
    if 1 < len(sides) <= _SIDES:
        yield from (("stroke", side) for side in sides if _letters(side) >= _SIDE)


def _letters(text: str) -> int:
    """Count what is neither a blank nor a mark: those say nothing about a name."""
    return sum(map(str.isalnum, text))


_SIDES = 4
"""Sides of strokes that are names of their own; more are a list of something else."""
_WITHIN, _SIDE = 4, 6
"""Letters from which on the inside of a parenthesis, or a side, may be a name."""


@lru_cache(maxsize=32_768)  # a chunk of a book, whose names are read more than once
def read_in(text: str, space: str, *, letters_apart: bool = False) -> Name:
    """Read a name in a space, ``person`` or ``organisation``, as it is written.

    ``letters_apart`` takes single letters of an organisation's name for initials.
    """
    spelling = spell(text, dotted=space == ORGANISATION)
    words = spelling.words
    if space == ORGANISATION and not letters_apart:
        words = wording.joined(words)
    found = None
    if not letters_apart and len(words) <= WORDS:
        found = _as_they_are(words, space)
    if found is None:
        if space == ORGANISATION:
            words = wording.worded(words, letters_apart=letters_apart)
        read = tuple(
            token(word, space, "initial")
            if letters_apart and _is_letter(word)
            else _alone(word, space)[0]
            for word in words[:WORDS]
        )
        found = _marked(_in_their_places(read, space), space)
    if found and len(" ".join(words)) >= LONG:
        last = found[-1]
        marks = last.syllables
        cut = token(last.text, space, last.kind, cut=True, syllables=marks)
        found = (*found[:-1], cut)
    overlong = spelling.cut or len(words) > WORDS
    return Name(text, space, found, spelling.disguised, overlong)


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word.isalpha()


def _as_they_are(words: tuple[str, ...], space: str) -> tuple[Token, ...] | None:
    """Read words that are what they are in any name; nothing where some are not.

    Most names are of such words, and nothing need be asked of them together.
    """
    found: list[Token] = []
    telling, foreign, leads = 0, space == ORGANISATION, _NOWHERE
    for word in words:
        read, tells, is_foreign, behind = _alone(word, space)
        if behind is None or word in leads:
            return None
        leads = behind
        found.append(read)
        telling += tells
        foreign = foreign or is_foreign
    if not foreign or telling < _FEWEST[space] or len(set(words)) < len(words):
        return None
    name = tuple(found)
    if space == ORGANISATION and any(True for _ in _own_acronyms(name)):
        return None
    return name


_FEWEST = {PERSON: 2, ORGANISATION: 1}
"""How many words tell who somebody is in a name that has enough of them."""
_NOWHERE = frozenset[str]()

_Alone = tuple[Token, bool, bool, frozenset[str] | None]
"""A word, whether it tells who somebody is, whether it is foreign to East Asia, and
which words behind it make another of it: none where any may."""


@lru_cache(maxsize=20_000)
def _alone(word: str, space: str) -> _Alone:
    """Read a word, and find out when it is the same beside others."""
    read = token(word, space, "")
    tells = read.kind in _TELLING
    if space == ORGANISATION:
        return read, tells, True, wording.leads(word)
    if read.script != "Latn" or syllables.is_family(read):
        return read, tells, False, None
    return read, tells, syllables.is_foreign(read), _NOWHERE


def _marked(found: tuple[Token, ...], space: str) -> tuple[Token, ...]:
    """Mark the words of a name with the East Asian syllables that they may spell."""
    marks = syllables.marked(found) if space == PERSON else {}
    if not marks:
        return found
    return tuple(
        token(t.text, space, t.kind, syllables=marks.get(at, ()))
        for at, t in enumerate(found)
    )


def _in_their_places(found: tuple[Token, ...], space: str) -> tuple[Token, ...]:
    """Say of each word what it is in this name, beside these others."""
    if sum([t.kind in _TELLING for t in found]) < _FEWEST[space]:
        # "Le Van An" is a whole name, and so is "SAS": elsewhere a particle, a form.
        light = "particle" if space == PERSON else "legal_form"
        found = tuple(
            token(t.text, space, "word") if t.kind == light else t for t in found
        )
    kinds: dict[int, str] = {}
    if len({t.text for t in found}) < len(found):
        kinds.update(dict.fromkeys(_repeated(found), "repeated"))
    if space == ORGANISATION:
        kinds.update(dict.fromkeys(_own_acronyms(found), "acronym"))
        kinds.update(dict.fromkeys(_single_numerals(found), "number"))
    if not kinds:
        return found
    return tuple(
        token(t.text, space, kinds[i]) if i in kinds else t for i, t in enumerate(found)
    )


def _repeated(found: tuple[Token, ...]) -> Iterator[int]:
    """Yield the words that stand in front as well."""
    seen: set[str] = set()
    for i, t in enumerate(found):
        if t.text in seen and t.kind in PLAIN:
            yield i
        seen.add(t.text)


_TELLING = frozenset({"word", "patronymic", "initial", "number"})


def _single_numerals(found: tuple[Token, ...]) -> Iterator[int]:
    """Yield the numerals of one letter: the I of "Fund I Ltd", with no word behind."""
    for i, t in enumerate(found[1:], 1):
        if t.text in _ONE_LETTER and all(
            after.kind == "legal_form" for after in found[i + 1 :]
        ):
            yield i


_ONE_LETTER = frozenset(letter for letter in ROMAN if len(letter) == 1)


def _own_acronyms(found: tuple[Token, ...]) -> Iterator[int]:
    """Yield the words that only repeat the initials of the others."""
    most = len(found)
    if most <= 3:
        return
    for i, t in enumerate(found):
        # Others fewer than its letters are not asked for their initials.
        if t.kind == "word" and 3 <= len(t.text) <= 7 and len(t.readings[0]) < most:
            others = found[:i] + found[i + 1 :]
            if t.readings[0] in initials(others):
                yield i


def initials(found: tuple[Token, ...]) -> tuple[str, ...]:
    """Return the initials of three words and more, with and without particles."""
    letters = [(t.readings[0][:1], t.kind) for t in found if t.kind != "legal_form"]
    words = "".join(letter for letter, kind in letters if kind != "particle")
    whole = "".join(letter for letter, _ in letters)
    return tuple(dict.fromkeys(a for a in (words, whole) if 3 <= len(a) <= 7))
