"""The word lists that names are read with: data, each with its origin inside.

A large table is not parsed for a few words: its rows are sorted by their words, and
one is looked up by halving. So a process that screens one name reads four rows of ten
thousand; one that screens many soon reads them all.
"""

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent.parent / "tables"


class Sorted:
    """A table of ``word,value`` rows in the order of the words' UTF-8 bytes."""

    def __init__(self, table: str) -> None:
        """Open a table of ``kycscreen/tables``."""
        found = (_FOLDER / table).read_bytes()
        first = 0
        while found.startswith(b"#", first):
            first = found.index(b"\n", first) + 1
        self._rows = found[first:]
        self._halvings = 0
        self._parsed: dict[str, str] = {}

    def find(self, word: str) -> str:
        """Return the value of a word, or an empty text."""
        if self._parsed:
            return self._parsed.get(word, "")
        self._halvings += 1
        if self._halvings > _FEW:
            cells = self._rows.decode().replace("\n", ",").split(",")
            self._parsed = dict(zip(cells[::2], cells[1::2], strict=False))
        return self._halved(word.encode())

    def _halved(self, wanted: bytes) -> str:
        rows = self._rows
        lo, hi = 0, len(rows)
        while lo < hi:
            # The row around the middle: from the line end before to the one after.
            start = rows.rfind(b"\n", lo, (lo + hi) // 2) + 1 or lo
            stop = rows.index(b"\n", start)
            key, _, value = rows[start:stop].partition(b",")
            if key == wanted:
                return value.decode()
            if key < wanted:
                lo = stop + 1
            else:
                hi = start
        return ""


_FEW = 100
"""Words that are looked up by halving; for more it pays to parse the table."""


def rows(table: str) -> list[str]:
    """Return the lines of a table of ``kycscreen/tables`` below its comments."""
    lines = (_FOLDER / table).read_text(encoding="utf-8").splitlines()
    first = next(n for n, line in enumerate(lines) if not line.startswith("#"))
    return lines[first:]


@cache
def weights(space: str) -> Sorted:
    """Return the words of a space that are common enough to weigh under 1000."""
    return Sorted(f"weights_{space}.csv")


@cache
def groups(space: str) -> Sorted:
    """Return the groups of words: ``=`` one name or meaning, ``~`` a nickname.

    A bare ``=`` marks a name of its own, which other names must not be taken for.
    """
    return Sorted(f"groups_{space}.csv")


@cache
def given() -> Sorted:
    """Return what given names tell: a sex, countries where they are everyday, ``w``.

    ``w`` marks a Western one, that stands before the family name.
    """
    return Sorted("given_person.csv")


COUNTRIES = frozenset({"dk", "fi", "se"})
"""Whose given names have been counted."""


@cache
def kinds(space: str) -> dict[str, str]:
    """Return the words of a space that are more, or less, than a word."""
    return dict(_pairs(f"kinds_{space}.csv"))


@cache
def numbers() -> dict[str, str]:
    """Return number words and ordinals, and the number each stands for."""
    return dict(_pairs("numbers.csv"))


def _pairs(table: str) -> list[list[str]]:
    return [row.split(",") for row in rows(table)]


@cache
def phrases() -> dict[str, list[tuple[tuple[str, ...], frozenset[str]]]]:
    """Return phrases by their first word: the words, and the meanings that they have.

    Longer phrases come first.
    """
    found: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
    for phrase, marks in _pairs("phrases_organisation.csv"):
        words = tuple(phrase.split())
        groups = frozenset(marks.replace("=", "#").split())
        found.setdefault(words[0], []).append((words, groups))
    for held in found.values():
        held.sort(key=lambda phrase: -len(phrase[0]))
    return found


@cache
def legal_forms() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    """Return legal forms by their first word: the phrase, its short form, its class.

    Longer phrases come first.
    """
    found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for row in rows("legal_forms.csv"):
        phrase, form, kin = row.split(",")
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append((words, form, kin))
    for phrases in found.values():
        phrases.sort(key=lambda phrase: -len(phrase[0]))
    return found
