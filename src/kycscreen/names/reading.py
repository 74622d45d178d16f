"""A name read as tokens, and the other ways in which it may be read.

>>> [(t.text, t.kind) for t in read("Dr. Jean van Exemple", Kind.PERSON).tokens]
[('dr', 'title'), ('jean', 'word'), ('van', 'particle'), ('exemple', 'word')]
>>> [t.text for t in read("Exemple Open Joint Stock Company", Kind.ORGANISATION).tokens]
['exemple', 'ojsc']
>>> [[t.text for t in n.tokens] for n in read_all("Exemple (Muster) Oy", ORGANISATION)]
[['exemple', 'muster', 'oy'], ['exemple', 'oy'], ['muster']]
"""

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

import attrs

from kycscreen.facts import Kind
from kycscreen.names import syllables, tables, wording
from kycscreen.names.memory import KEPT
from kycscreen.names.spelling import LONGEST, spell
from kycscreen.names.tokens import ORGANISATION, PERSON, PLAIN, ROMAN, Token, token

WORDS = 64
"""Words of a name that are read; whoever declares more is told so."""
LONG = 18
"""Letters from which on a form may have cut a name off in its last word."""


Tokens = tuple[Token, ...]


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
        return sum([token.weight for token in self.tokens])

    @cached_property
    def longest(self) -> int:
        """The letters of its longest word, as it is usually spelt."""
        return max([len(token.readings[0]) for token in self.tokens], default=0)


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
    if not has_parts(text, space):
        return (read_in(text, space),)
    return _read_apart(text, space)


def has_parts(text: str, space: str) -> bool:
    """Tell whether a name may be read in more ways than one."""
    return (
        "(" in text or "/" in text or (space == ORGANISATION and text.count(". ") > 1)
    )


@lru_cache(maxsize=KEPT)
def _read_apart(text: str, space: str) -> tuple[Name, ...]:
    whole = read_in(text, space)
    read = [
        (part, read_in(written, space, letters_apart=part == LETTERS))
        for part, written in parts(text, space)
    ]
    if not read:
        return (whole,)
    bracketed = any(part == BRACKET for part, _ in read)
    apart = names_apart(whole.tokens, [(part, name.tokens) for part, name in read])
    return (
        attrs.evolve(whole, bracketed=bracketed),
        *(
            attrs.evolve(read[n][1], text=text, part=read[n][0], bracketed=bracketed)
            for n in apart
        ),
    )


def names_apart(
    whole: tuple[Token, ...], parts: Sequence[tuple[str, tuple[Token, ...]]]
) -> Iterator[int]:
    """Yield which parts of a name, as they were read, are names of their own."""
    known = {_told(whole), ()}
    for number, (part, found) in enumerate(parts):
        told = _told(found)
        if told not in known and (part == LETTERS or _is_name(found)):
            known.add(told)
            yield number


def _told(found: tuple[Token, ...]) -> tuple[object, ...]:
    """Return what tells the words of names apart."""
    return tuple([(t.text, t.kind, t.cut, t.syllables) for t in found])


def _is_name(part: tuple[Token, ...]) -> bool:
    """Ask whether a part tells who an organisation is: "(Offshore)", "(II)" do not."""
    if part[0].space == PERSON:
        return True
    forms = tables.legal_forms()
    words = [t for t in part if t.kind in _TELLING and t.text not in forms]
    numbers = all(t.kind == "number" for t in words)
    return not numbers and sum(t.weight for t in words) >= _TELLS


_TELLS = 800
"""What the words of a part weigh that is a name of its own: one rare word, or two."""


BRACKET, STROKE, LETTERS = "bracket", "stroke", "letters"
"""What a part of a name is: apart by a parenthesis or stroke, or by its letters."""


def parts(text: str, space: str) -> Iterator[tuple[str, str]]:
    """Yield what may be a name of its own, and how it is written.

    The text without its parenthesis, the inside, the sides of strokes, and the whole
    with its letters apart.
    """
    yield from _set_apart(text[:LONGEST])
    if space == ORGANISATION and text.count(". ") > 1:
        yield LETTERS, text


def _set_apart(text: str) -> Iterator[tuple[str, str]]:
    before, opened, rest = text.partition("(")
    inside, closed, after = rest.partition(")")
    if opened and closed and (before.strip() or after.strip()):
        yield BRACKET, f"{before.strip()} {after.strip()}".strip()
        if _letters(inside) >= _WITHIN:
            yield BRACKET, inside.strip()
    sides = [side.strip() for side in text.split("/")]
    if 1 < len(sides) <= _SIDES:
        yield from ((STROKE, side) for side in sides if _letters(side) >= _SIDE)


def _letters(text: str) -> int:
    """Count what is neither a blank nor a mark: those say nothing about a name."""
    return sum(map(str.isalnum, text))


_SIDES = 4
"""Sides of strokes that are names of their own; more are a list of something else."""
_WITHIN, _SIDE = 4, 6
"""Letters from which on the inside of a parenthesis, or a side, may be a name."""


@lru_cache(maxsize=4_096)  # whoever screens a party reads its names more than once
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
            if letters_apart and wording.is_letter(word)
            else alone(word, space)[0]
            for word in words[:WORDS]
        )
        found = _marked(_in_their_places(read, space), space)
    if found and len(" ".join(words)) >= LONG:
        found = (*found[:-1], cut_off(found[-1]))
    overlong = spelling.cut or len(words) > WORDS
    return Name(text, space, found, spelling.disguised, overlong)


def cut_off(word: Token) -> Token:
    """Return a word as the last one of a name so long that it may be cut off."""
    marks = word.syllables
    return token(word.text, word.space, word.kind, cut=True, syllables=marks)


def _as_they_are(words: tuple[str, ...], space: str) -> tuple[Token, ...] | None:
    """Read words that are what they are in any name; nothing where some are not.

    Most names are of such words, and nothing need be asked of them together.
    """
    found: list[Token] = []
    telling, foreign, least = 0, False, ALWAYS
    for word in words:
        read, tells, is_foreign, stands = alone(word, space)
        if stands == NEVER:
            return None
        found.append(read)
        telling += tells
        foreign = foreign or is_foreign
        least = min(least, stands)
    if not foreign or telling < FEWEST[space] or len(set(words)) < len(words):
        return None
    name = tuple(found)
    if least < ALWAYS and _is_changed(name):
        return None
    if space == ORGANISATION and has_own_acronym(name):
        return None
    return name


def _is_changed(name: tuple[Token, ...]) -> bool:
    """Ask of words that may change in company whether they do, in this one."""
    if name[0].space == ORGANISATION:
        words = [t.text for t in name]
        return any(map(wording.meets, words, [*words[1:], wording.END]))
    return not any(map(syllables.is_no_syllable, name))


FEWEST = {PERSON: 2, ORGANISATION: 1}
"""How many words tell who somebody is in a name that has enough of them."""
NEVER, IN_COMPANY, ALWAYS = range(3)
"""When a word stands in a name as it stands alone: who knows; in some company, an
organisation's word but beside one that it meets (``wording.meets``), an East Asian
family name beside a word that is no syllable; whatever stands beside it."""

Alone = tuple[Token, bool, bool, int]
"""A word, whether it tells who somebody is, whether it is foreign to East Asia, and
when it stands as it is."""


@lru_cache(maxsize=20_000)
def alone(word: str, space: str) -> Alone:
    """Read a word, and find out when it is the same beside others."""
    read = token(word, space, "")
    tells = read.kind in _TELLING
    if space == PERSON and read.script != "Latn":
        return read, tells, False, NEVER
    is_foreign = space == ORGANISATION or syllables.is_foreign(read)
    return read, tells, is_foreign, stands(word, read.readings[0], space)


def stands(word: str, reading: str, space: str) -> int:
    """Say when a word in Latin letters stands in a name as it stands alone."""
    if space == PERSON:
        return IN_COMPANY if syllables.is_family(reading) else ALWAYS
    if not wording.is_right(word):
        return NEVER
    return IN_COMPANY if wording.may_meet(word) else ALWAYS


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
    if sum([t.kind in _TELLING for t in found]) < FEWEST[space]:
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
_USABLE = _TELLING - {"initial"}


def is_clear(name: Name) -> bool:
    """Ask whether nothing is to be said of how a name was read."""
    return any(map(is_usable, name.tokens)) and not (name.overlong or name.disguised)


def is_usable(word: Token) -> bool:
    """Ask whether a word could tell anyone apart: no name is screened without one."""
    return word.kind in _USABLE


def _single_numerals(found: tuple[Token, ...]) -> Iterator[int]:
    """Yield the numerals of one letter: the I of "Fund I Ltd", with no word behind."""
    for i, t in enumerate(found[1:], 1):
        if t.text in _ONE_LETTER and all(
            after.kind == "legal_form" for after in found[i + 1 :]
        ):
            yield i


_ONE_LETTER = frozenset(letter for letter in ROMAN if len(letter) == 1)


def has_own_acronym(found: tuple[Token, ...]) -> bool:
    """Ask whether one of an organisation's words repeats the initials of others."""
    return any(True for _ in _own_acronyms(found))


def _own_acronyms(found: tuple[Token, ...]) -> Iterator[int]:
    """Yield the words that only repeat the initials of the others."""
    most = len(found)
    if most <= 3:
        return
    for i, t in enumerate(found):
        # Others fewer than its letters are not asked for their initials.
        if 0 < letters_of_acronym(t) < most:
            others = found[:i] + found[i + 1 :]
            if t.readings[0] in initials(others):
                yield i


def letters_of_acronym(word: Token) -> int:
    """Count the letters of a word that may repeat the initials of others; 0 if not."""
    if word.kind != "word" or not 3 <= len(word.text) <= 7:
        return 0
    return len(word.readings[0])


def initials(found: tuple[Token, ...]) -> tuple[str, ...]:
    """Return the initials of three words and more, with and without particles."""
    letters = [(t.readings[0][:1], t.kind) for t in found if t.kind != "legal_form"]
    words = "".join(letter for letter, kind in letters if kind != "particle")
    whole = "".join(letter for letter, _ in letters)
    return tuple(dict.fromkeys(a for a in (words, whole) if 3 <= len(a) <= 7))
