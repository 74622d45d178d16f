"""From a name as written to words, and from a word to its Latin readings.

A reading is one way to spell a word with the letters a-z and digits alone. The
first is the usual one; the others are as good: ``Åsa`` is also ``Aasa``.

>>> words("O’Brien-Öberg")
('obrien', 'öberg')
>>> readings("öberg"), readings("лукашенко")[0]
(('oberg', 'oeberg'), 'lukashenko')
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby

import attrs

from kycscreen.names import scripts
from kycscreen.names.memory import KEPT
from kycscreen.names.sounds import sound

LONGEST = 1024
"""Characters of a name that are read; whoever declares more is told so."""
MARKS = 8
"""Combining marks on one letter that are read (an attack has thousands)."""
READINGS = 6
"""Readings of a word that are kept."""
USUAL = 3
"""Of these, as many may sound alike: the first are those that are much used."""

_APOSTROPHES = "'’‘ʼʻʿʾ`´＇ʹ′"
_SPECIAL = {ord(mark): None for mark in _APOSTROPHES} | {
    ord("&"): " and ",
    ord("%"): " percent ",
}

# Of a text all in ASCII: its letters are small, and what is not special is blank.
_ASCII = {
    code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)
} | _SPECIAL

_DIGIT_LETTERS = str.maketrans("01582", "olsbz")


@attrs.frozen
class Spelling:
    """The words of a name, and whether its letters try to look like others."""

    words: tuple[str, ...]
    disguised: bool = False
    cut: bool = False


def words(text: str, *, dotted: bool = False) -> tuple[str, ...]:
    """Split a name into case-folded words; see ``spell``."""
    return spell(text, dotted=dotted).words


def spell(text: str, *, dotted: bool = False) -> Spelling:
    """Split a name into words, rid of apostrophes, invisible letters and disguise.

    ``dotted`` joins letters with dots between them, as companies are written:
    ``S.A.`` is ``sa``; a person's ``J.P.`` stays two initials, and 毛泽东 becomes
    two words, where a company's name is parted at the common words in it.
    """
    cut = len(text) > LONGEST
    text = text[:LONGEST]
    if dotted and "." in text:
        text = re.sub(r"\b([^\W\d_])\.(?=[^\W\d_]\b)", r"\1", text)
    lettered = text.replace(" ", "").isalpha()
    if text.isascii():
        folded = text.lower() if lettered else text.translate(_ASCII)
        return Spelling(tuple(folded.split()), False, cut)
    if _is_plain(text):
        if not lettered:
            text = text.translate(_ASCII)
        folded = unicodedata.normalize("NFC", text.casefold())
        lettered = lettered or folded.replace(" ", "").isalnum()
        found = folded.split() if lettered else _split(folded)
        return Spelling(tuple(found), False, cut)
    visible = _visible(text)
    composed = unicodedata.normalize("NFKC", visible.replace("№", " no "))
    if any("\u05d0" <= letter <= "\u05ea" for letter in composed):
        composed = _with_geresh(composed)
    raw = _split(composed.translate(_SPECIAL))
    plain = [_undisguised(word) for word in raw]
    disguised = (
        visible != _joined_as_usual(text)
        or plain != raw
        or any(letter > "\u1cff" and _is_costume(letter) for letter in visible)
    )
    # Case folding can take letters apart again (İ).
    folded = unicodedata.normalize("NFC", " ".join(plain).casefold())
    return Spelling(tuple(_parted(_split(folded), not dotted)), disguised, cut)


def of_pieces(
    pieces: Sequence[str], *, dotted: bool = False
) -> list[tuple[str, ...] | None]:
    """Return the words of pieces of text, each of which are the same in any text.

    Nothing for a piece of which that is not sure. Of a text that is parted at each
    blank, and all of whose pieces have words, these together are its words, and it is
    not disguised: every letter is folded by itself, what is composed or has a dot is
    within a piece, and all letters are as usual where those of each piece are.
    """
    return [
        (piece.lower(),)
        if piece.isascii() and piece.isalpha()  # as most are: no word apart from itself
        else spell(piece, dotted=dotted).words
        if piece.isascii() or _is_plain(piece)
        else None
        for piece in pieces
    ]


def _is_plain(text: str) -> bool:
    """Ask whether all letters are Latin ones as they are usually written: Åsa."""
    return (
        max(text) < _BEYOND_LATIN
        and _SOFT_HYPHEN not in text
        and unicodedata.is_normalized("NFKC", text)
    )


_BEYOND_LATIN, _SOFT_HYPHEN = "\u0250", "\xad"


def _split(text: str) -> list[str]:
    """Split at what is not a letter, digit or a mark that belongs to one."""
    return "".join(c if c.isalnum() or _is_mark(c) else " " for c in text).split()


def _parted(words: list[str], person: bool) -> Iterator[str]:
    """Part the words of scripts that write several as one."""
    for script, alike in groupby(words, script_of):
        together = list(alike)
        parter = scripts.parter(script)
        yield from together if parter is None else parter(together, person)


def _undisguised(word: str) -> str:
    if word.isascii():
        return word
    from kycscreen.names.scripts.disguise import undisguised

    return undisguised(word)


def _is_costume(letter: str) -> bool:
    """Ask whether a letter is a plain one in another dress: 𝐉, Ⓙ, Ｊ."""
    dress = unicodedata.decomposition(letter).partition(" ")[0]
    if dress == "<wide>":
        return "\uff21" <= letter <= "\uff5a"
    return dress in ("<font>", "<circle>", "<super>", "<sub>", "<square>")


def _with_geresh(text: str) -> str:
    """Keep the apostrophe that makes another letter of a Hebrew one; drop others."""
    text = re.sub("(?<=[גזצץתדח])['’‘׳`´]", "\u05bf", text)
    return re.sub('(?<=[א-ת])[׳״"](?=[א-ת])|׳', "", text)


def _joined_as_usual(text: str) -> str:
    """Drop the joiners that Persian and Indic spelling ask for: no disguise there."""
    if any("\u0600" <= character <= "\u0fff" for character in text):
        return text.replace("\u200c", "").replace("\u200d", "")
    return text


def _visible(text: str) -> str:
    """Drop zero-width, bidi, tag and variation characters and heaps of marks."""
    kept: list[str] = []
    marks = 0
    for character in text:
        if character.isascii():
            marks = 0
            kept.append(character)
            continue
        category = unicodedata.category(character)
        if category == "Cf" or "\ufe00" <= character <= "\ufe0f":
            continue
        if category in ("Mn", "Me"):
            marks += 1
            if marks > MARKS:
                continue
        else:
            marks = 0
        kept.append(character)
    return "".join(kept)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Mc")


def readings(word: str) -> tuple[str, ...]:
    """Return the Latin readings of a word, the usual one first; at least one.

    A word without any (a lone sign) reads as itself.
    """
    if word.isascii():
        return (word,) if word.isalpha() else _with_letters_for_digits((word,))
    return _readings(word)


@lru_cache(maxsize=KEPT)
def _readings(word: str) -> tuple[str, ...]:
    letters = unicodedata.normalize("NFC", word)
    script = script_of(letters)
    found = scripts.reader(script)(letters)
    if script == "Latn":
        kept = tuple(dict.fromkeys([reading for reading in found if reading]))
        return _with_letters_for_digits(kept) if kept else (word,)
    if script in _POSING:
        from kycscreen.names.scripts.disguise import posed

        found = (*found, posed(letters))
    return _unlike(found) or (word,)


def bare(word: str) -> str:
    """Return the letters of a word whose script writes few vowels, or nothing.

    An apostrophe stands between two letters that together would read as one sound.

    >>> bare("سهراب"), bare("محمد"), bare("jean")
    ("s'hrab", 'mhmd', '')
    """
    barer = scripts.barer(script_of(word))
    return "" if barer is None else barer(unicodedata.normalize("NFC", word))


_POSING = frozenset({"Cyrl", "Grek"})


def _unlike(found: Iterable[str]) -> tuple[str, ...]:
    """Keep usual readings, and others that sound like none before them."""
    kept: dict[str, str] = {}
    for reading in found:
        if len(kept) == READINGS:
            break
        if reading and reading not in kept:
            heard = sound(reading)
            # What is no word but a particle or a title is compared as it is spelt.
            if len(kept) < USUAL or heard not in kept.values():
                kept[reading] = heard
    return tuple(kept)


def script_of(word: str) -> str:
    """Name the script of a word's first letter by its ISO 15924 code, or ``Zyyy``."""
    for letter in word:
        if letter.isascii():
            if letter.isalpha():
                return "Latn"
        elif letter.isalpha():
            return _script(ord(letter))
    return "Zyyy"


def _script(code: int) -> str:
    for first, last, script in (
        (0x00C0, 0x024F, "Latn"), (0x0250, 0x02AF, "Latn"), (0x1E00, 0x1EFF, "Latn"),
        (0x0370, 0x03FF, "Grek"), (0x0400, 0x052F, "Cyrl"), (0x0530, 0x058F, "Armn"),
        (0x0590, 0x05FF, "Hebr"), (0x0600, 0x077F, "Arab"), (0x08A0, 0x08FF, "Arab"),
        (0xFB1D, 0xFB4F, "Hebr"), (0x1F00, 0x1FFF, "Grek"), (0xFB50, 0xFDFF, "Arab"),
        (0xFE70, 0xFEFF, "Arab"), (0x0900, 0x0DFF, "Indc"), (0x0E00, 0x0E7F, "Thai"),
        (0x10A0, 0x10FF, "Geor"), (0x1C90, 0x1CBF, "Geor"), (0x0E80, 0x0EFF, "Laoo"),
        (0x1000, 0x109F, "Mymr"), (0x1200, 0x137F, "Ethi"), (0x1780, 0x17FF, "Khmr"),
        (0x3040, 0x30FF, "Kana"), (0x3400, 0x9FFF, "Hani"), (0xF900, 0xFAFF, "Hani"),
        (0x20000, 0x3FFFF, "Hani"), (0xAC00, 0xD7AF, "Hang"),
        (0x1100, 0x11FF, "Hang"),
    ):  # fmt: skip
        if first <= code <= last:
            return script
    return "Zzzz"


def _with_letters_for_digits(found: tuple[str, ...]) -> tuple[str, ...]:
    """Add what a scanner may have misread: ``p0ltava`` is ``poltava``."""
    first = found[0]
    if first.isalpha() or first.isdigit() or not any(c.isalpha() for c in first):
        return found
    return tuple(dict.fromkeys((*found, first.translate(_DIGIT_LETTERS))))
