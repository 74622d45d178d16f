"""East Asian names: their words marked with the syllables that they may spell.

>>> from kycscreen.names.tokens import token
>>> marked((token("xi", "person"), token("shili", "person")))
{0: ('&xi',), 1: ('&shili',)}
"""

from collections.abc import Callable, Iterator, Sequence

from kycscreen.names.kinship import HEPBURN, SYLLABLES
from kycscreen.names.scripts import romanised
from kycscreen.names.tokens import Token


def marked(found: tuple[Token, ...]) -> dict[int, tuple[str, ...]]:
    """Mark the words of an East Asian name, by place, with what they may spell."""
    marks: dict[int, tuple[str, ...]] = {}
    families = romanised.families()
    if found and romanised.is_japanese(found[-1].readings[0]):
        marks.update(_spelt(found, _JAPANESE, romanised.japanese, HEPBURN))
    if not families.isdisjoint([t.readings[0] for t in found]):
        for at, spelt in _spelt(found, _LATIN, romanised.spelt, SYLLABLES):
            marks[at] = (*marks.get(at, ()), *spelt)
    for at, t in enumerate(found):
        if t.script == "Hang":
            marks[at] = (SYLLABLES + t.text,)
    return marks


def is_family(reading: str) -> bool:
    """Ask whether a word may be a family name of which the others are syllables."""
    return reading in romanised.families()


def is_foreign(word: Token) -> bool:
    """Ask whether a Latin word makes sure that a name is no Japanese one."""
    return word.kind not in _NO_PART and not may_be_japanese(word.readings[0])


def may_be_japanese(reading: str) -> bool:
    """Ask whether a word in Latin letters may be Japanese."""
    return romanised.is_japanese(reading)


def is_no_syllable(word: Token) -> bool:
    """Ask whether a Latin word makes sure that a name is none of syllables.

    All words of such a name are syllables, but for titles.
    """
    return word.kind not in _NO_PART and not romanised.is_syllabic(word.readings[0])


def _spelt(
    found: tuple[Token, ...],
    scripts: frozenset[str],
    as_spelt: Callable[[Sequence[str]], tuple[tuple[str, ...], ...]],
    mark: str,
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield by place what the words of some scripts spell, but for titles."""
    places = [
        at
        for at, t in enumerate(found)
        if t.script in scripts and t.kind not in _NO_PART
    ]
    spelt = as_spelt([found[at].readings[0] for at in places])
    for at, each in zip(places, spelt, strict=True):
        if each:
            yield at, tuple(mark + one for one in each)


_LATIN = frozenset({"Latn"})
_JAPANESE = frozenset({"Latn", "Kana"})
_NO_PART = frozenset({"title", "suffix"})
