"""Letters and how they are heard: tables of rules, some of which are ambiguous.

A rule is letters (a pattern) and their sound. What may be heard in several ways has
them after slashes, and a reading with such letters is spelt once in each way.

>>> table = rules((("ch", "C/S"), ("ou", "u")))
>>> [marked(table, "chou").translate(way) for way in table.ways]
['Cu', 'Su']
"""

import re
from functools import cache

import attrs

_FIRST_MARK = 0xE000
_TWICE = r"(.)\1+"


@attrs.frozen(eq=False)
class Rules:
    """A table made ready: one pattern of all letters, and what stands for each.

    ``marks`` are sounds, or a mark of its own where a rule is ambiguous; ``ways``
    say for each way of hearing what the marks stand for.
    """

    pattern: re.Pattern[str]
    marks: tuple[str, ...]
    ways: tuple[dict[int, str], ...]


def rules(table: tuple[tuple[str, str], ...]) -> Rules:
    """Make a table of letters and sounds ready; of a letter the first rule counts."""
    heard = [spoken.split("/") for _, spoken in table]
    spoken = (
        chr(_FIRST_MARK + n) if len(ways) > 1 else ways[0]
        for n, ways in enumerate(heard)
    )
    return Rules(
        # An empty group tells which rule it was; in front it would slow the search.
        re.compile("|".join(f"{letters}()" for letters, _ in table)),
        ("", *spoken),
        tuple(
            {
                _FIRST_MARK + n: ways[min(way, len(ways) - 1)]
                for n, ways in enumerate(heard)
            }
            for way in range(max(map(len, heard)))
        ),
    )


def marked(table: Rules, text: str) -> str:
    """Write a text by a table, with marks for what is ambiguous."""
    marks = table.marks
    return table.pattern.sub(lambda found: marks[found.lastindex or 0], text)


def single(text: str) -> str:
    """Write doubled letters once."""
    return compiled(_TWICE).sub(_first, text)


def _first(found: re.Match[str]) -> str:
    return found[1]


@cache
def compiled(letters: str) -> re.Pattern[str]:
    """Return a pattern, compiled when it is first asked for."""
    return re.compile(letters)
