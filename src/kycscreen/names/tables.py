"""The word lists that names are read with: data, each with its origin inside.

Loaded when first needed; a table is small because it holds only what is common.
"""

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent.parent / "tables"


def rows(table: str) -> list[str]:
    """Return the lines of a table of ``kycscreen/tables`` below its comments."""
    lines = (_FOLDER / table).read_text(encoding="utf-8").splitlines()
    first = next(n for n, line in enumerate(lines) if not line.startswith("#"))
    return lines[first:]


@cache
def weights(space: str) -> dict[str, int]:
    """Return the words of a space that are common enough to weigh under 1000."""
    cells = ",".join(rows(f"weights_{space}.csv")).split(",")
    return dict(zip(cells[::2], map(int, cells[1::2]), strict=True))


@cache
def kinds(space: str) -> dict[str, str]:
    """Return the words of a space that are more, or less, than a word."""
    found = {}
    for row in rows(f"kinds_{space}.csv"):
        word, kind = row.split(",")
        found[word] = kind
    return found


@cache
def groups() -> dict[str, tuple[str, ...]]:
    """Return the groups that a reading belongs to: ``=`` one name, ``~`` a nickname."""
    found: dict[str, tuple[str, ...]] = {}
    for number, row in enumerate(rows("equivalents.csv")):
        mark, words = row.split(",")
        for word in words.split():
            found[word] = (*found.get(word, ()), f"{mark}{number}")
    return found


@cache
def legal_forms() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return legal forms by their first word: the whole phrase, and its class.

    Longer phrases come first.
    """
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in rows("legal_forms.csv"):
        phrase, form = row.split(",")
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append((words, form))
    for phrases in found.values():
        phrases.sort(key=lambda phrase: -len(phrase[0]))
    return found
