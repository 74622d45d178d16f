"""Letters and how they are heard: tables of rules, some of which are ambiguous.

A rule is letters (a pattern) and their sound. What may be heard in several ways has
them after slashes, and a reading with such letters is spelt once in each way. A text
may be of many words, one a line: no rule looks beyond its line.

>>> table = rules((("ch", "C/S"), ("ou", "u")))
>>> spoken(table, marked(table, "chou"))
['Cu', 'Su']
"""

import re
from collections.abc import Callable, Mapping
from functools import cache

import attrs

_FIRST_MARK = 0xE080
"""Letters of nobody, whose low bytes no ASCII has: a text of both fits into bytes."""
_TWICE = r"(.)\1+"


@attrs.frozen(eq=False)
class Rules:
    """A table made ready: one pattern of all letters, and what stands for each.

    ``mark`` returns a sound, or a mark of its own where a rule is ambiguous; ``ways``
    say for each way of hearing what the marks stand for, ``sounds`` of each mark the
    different ones.
    """

    pattern: re.Pattern[str]
    mark: Callable[[re.Match[str]], str]
    ways: tuple[dict[int, str | None], ...]
    sounds: dict[str, tuple[str, ...]]


_NO_WORDS: Mapping[str, str] = {}


def rules(
    table: tuple[tuple[str, str], ...], *, words: Mapping[str, str] = _NO_WORDS
) -> Rules:
    """Make a table of letters and sounds ready; of a letter the first rule counts.

    ``words`` are marks that whole words have, and what these stand for.
    """
    # The rules of a letter together: the others are then not tried at each place.
    by_letter: dict[str, list[tuple[str, str]]] = {}
    for letters, sound in table:
        by_letter.setdefault(letters[0], []).append((letters[1:], sound))
    ordered = [sound.split("/") for held in by_letter.values() for _, sound in held]
    ambiguous = {
        **{chr(_FIRST_MARK + n): ways for n, ways in enumerate(ordered) if ways[1:]},
        **{mark: sound.split("/") for mark, sound in words.items()},
    }
    marks: dict[int | None, str] = {
        n + 1: chr(_FIRST_MARK + n) if ways[1:] else ways[0]
        for n, ways in enumerate(ordered)
    }
    return Rules(
        # An empty group tells which rule it was; in front it would slow the search.
        re.compile(
            "|".join(
                f"{letter}(?:{'|'.join(f'{rest}()' for rest, _ in held)})"
                for letter, held in by_letter.items()
            ).replace("[^", r"[^\n"),
            re.MULTILINE,
        ),
        lambda found: marks[found.lastindex],
        tuple(
            ASCII
            | {
                ord(mark): ways[min(way, len(ways) - 1)]
                for mark, ways in ambiguous.items()
            }
            for way in range(max(map(len, ordered)))
        ),
        {mark: tuple(dict.fromkeys(ways)) for mark, ways in ambiguous.items()},
    )


def marked(table: Rules, text: str) -> str:
    """Write a text by a table, with marks for what is ambiguous."""
    return table.pattern.sub(table.mark, text)


def spoken(table: Rules, text: str) -> list[str]:
    """Return the different ways to say a text that has marks, the usual one first."""
    if text.isascii():
        return [text]
    mark = max(text)
    found = [text.replace(mark, sound) for sound in table.sounds.get(mark, ())]
    if found and found[0].isascii():
        return found
    return list(dict.fromkeys([text.translate(way) for way in table.ways]))


def exchange(letters: str, others: str, dropped: str = "") -> dict[int, str | None]:
    """Return a table for ``str.translate``: letters, what stands for them, and others.

    It has all of ASCII, since each letter that a table lacks costs an exception.
    """
    return (
        ASCII
        | dict(zip(map(ord, letters), others, strict=True))
        | dict.fromkeys(map(ord, dropped))
    )


ASCII: dict[int, str | None] = {code: chr(code) for code in range(128)}
"""A table for ``str.translate`` that exchanges nothing."""


def single(text: str) -> str:
    """Write doubled letters once."""
    twice = compiled(_TWICE)
    return twice.sub(_first, text) if twice.search(text) else text


def _first(found: re.Match[str]) -> str:
    return found[1]


@cache
def compiled(letters: str) -> re.Pattern[str]:
    """Return a pattern, compiled when it is first asked for."""
    return re.compile(letters)
