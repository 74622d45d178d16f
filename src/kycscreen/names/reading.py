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
from kycscreen.names import misspelt, syllables, tables
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


@lru_cache(maxsize=5_000)
def read_all(text: str, space: str) -> tuple[Name, ...]:
    """Read a name in every way it may be meant, the whole text first.

    What a parenthesis or a stroke sets apart may be a branch, a translation or
    another name: without the parenthesis, within it, and each side of the stroke.
    Single letters in an organisation's name are an abbreviation, or initials.
    """
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


@lru_cache(maxsize=5_000)
def read_in(text: str, space: str, *, letters_apart: bool = False) -> Name:
    """Read a name in a space, ``person`` or ``organisation``, as it is written.

    ``letters_apart`` takes single letters of an organisation's name for initials.
    """
    spelling = spell(text, dotted=space == ORGANISATION)
    words = spelling.words
    if space == ORGANISATION:
        words = words[2:] if words[:2] == _CARE_OF else words
        joined = _with_form_joined if letters_apart else _with_letters_joined
        words = _with_digits(_with_short_forms(joined(words)))
    overlong = spelling.cut or len(words) > WORDS
    kinds = ["initial" if letters_apart and _is_letter(w) else "" for w in words]
    read = [token(w, space, k) for w, k in zip(words[:WORDS], kinds, strict=False)]
    found = _in_their_places(tuple(read), space)
    marks = syllables.marked(found) if space == PERSON else {}
    if marks:
        found = tuple(
            token(t.text, space, t.kind, syllables=marks.get(at, ()))
            for at, t in enumerate(found)
        )
    if found and len(" ".join(words)) >= LONG:
        last, of_last = found[-1], marks.get(len(found) - 1, ())
        cut = token(last.text, space, last.kind, cut=True, syllables=of_last)
        found = (*found[:-1], cut)
    return Name(text, space, found, spelling.disguised, overlong)


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word.isalpha()


_CARE_OF = ("care", "of")  # an address, not a name


def _in_their_places(found: tuple[Token, ...], space: str) -> tuple[Token, ...]:
    """Say of each word what it is in this name, beside these others."""
    if len([t for t in found if t.kind in _TELLING]) < (2 if space == PERSON else 1):
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
        ends = all(after.kind == "legal_form" for after in found[i + 1 :])
        if t.text in ROMAN and len(t.text) == 1 and ends:
            yield i


def _own_acronyms(found: tuple[Token, ...]) -> Iterator[int]:
    """Yield the words that only repeat the initials of the others."""
    for i, t in enumerate(found):
        if t.kind == "word" and 3 <= len(t.text) <= 7:
            others = found[:i] + found[i + 1 :]
            if t.readings[0] in initials(others):
                yield i


def initials(found: tuple[Token, ...]) -> tuple[str, ...]:
    """Return the initials of three words and more, with and without particles."""
    letters = [(t.readings[0][:1], t.kind) for t in found if t.kind != "legal_form"]
    words = "".join(letter for letter, kind in letters if kind != "particle")
    whole = "".join(letter for letter, _ in letters)
    return tuple(dict.fromkeys(a for a in (words, whole) if 3 <= len(a) <= 7))


def _with_letters_joined(words: tuple[str, ...]) -> tuple[str, ...]:
    """Join a run of single letters, as in ``S A`` for a société anonyme."""
    joined: list[str] = []
    run = ""
    for word in words:
        if len(word) == 1 and word.isalpha():
            run += word
            continue
        if run:
            joined.append(run)
            run = ""
        joined.append(word)
    return (*joined, run) if run else tuple(joined)


def _with_form_joined(words: tuple[str, ...]) -> tuple[str, ...]:
    """Join only the single letters at the end that are a legal form: ``T K S A``."""
    single = 0
    while single < len(words) and len(words[-1 - single]) == 1:
        single += 1
    for letters in range(single, 1, -1):
        form = "".join(words[-letters:])
        if form in tables.legal_forms():
            return (*words[:-letters], form)
    return words


def _with_short_forms(words: tuple[str, ...]) -> tuple[str, ...]:
    """Write legal forms short: ``open joint stock company`` is ``ojsc``."""
    forms = tables.legal_forms()
    short: list[str] = []
    at = 0
    while at < len(words):
        for phrase, form, _ in forms.get(words[at], ()):
            if len(phrase) > 1 and words[at : at + len(phrase)] == phrase:
                short.append(form)
                at += len(phrase)
                break
        else:
            short.append(words[at])
            at += 1
    return misspelt.with_short_forms(tuple(short))


_NUMBERED = frozenset({"no", "nr", "nro", "num", "number", "numero", "nummer"})
"""What may stand before a number and says no more than it: No. 5, Nr 5."""
_MISREAD = frozenset("01258")
"""Digits that a scanner may have made of a letter."""
_GLUED = 4


def _unglued(word: str) -> tuple[str, ...]:
    """Part a word from the number at its end or start: ``factory5``, ``3rivers``."""
    letters = word.strip("0123456789")
    if len(letters) == len(word) or len(letters) < _GLUED or not letters.isalpha():
        return (word,)
    before, after = word.split(letters)
    if (before and after) or (before or after) in _MISREAD:
        return (word,)
    return (before, letters) if before else (letters, after)


def _with_digits(words: tuple[str, ...]) -> tuple[str, ...]:
    """Write number words in digits: ``forty four`` is 44, ``third`` is 3."""
    digits = tables.numbers()
    written: list[str] = []
    tens = False
    if not "".join(words).isalpha():
        words = tuple(part for word in words for part in _unglued(word))
    for word in words:
        number = digits.get(word, word if word.isdigit() else "")
        if tens and len(number) == 1 and number != "0":
            written[-1] = str(int(written[-1]) + int(number))
        elif number and written and written[-1] in _NUMBERED:
            written[-1] = number
        else:
            written.append(number or word)
        tens = word in digits and len(number) == 2 and number[1] == "0"
    return tuple(written)
