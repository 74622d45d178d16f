"""Which names of Wikidata a word is, asked of rigour, which has them compiled in.

rigour (MIT) is needed here and nowhere else: what it answers becomes a table.
"""

import importlib
import sys
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

import attrs

PINNED = Path(__file__).parent / "requirements.txt"
_SERVANT = "عبد"


@attrs.frozen
class Senses:
    """The Wikidata items of names that a word is written as, and its nicknames."""

    names: frozenset[str]
    nicknames: frozenset[str]


def version() -> str:
    """Return the version of rigour, or stop and say how to install it."""
    needed = PINNED.read_text(encoding="utf-8").splitlines()[-1]
    try:
        found = f"rigour=={metadata.version('rigour')}"
    except metadata.PackageNotFoundError:
        found = "none"
    if found != needed:
        sys.exit(f"names need {needed}, found {found}: pip install -r {PINNED}")
    return found.replace("==", " ")


def senses(words: Iterable[str]) -> dict[str, Senses]:
    """Return what each word means as a whole; words that are no name are left out."""
    rigour = importlib.import_module("rigour.names")
    found = {}
    for word in sorted(words):
        symbols = set()
        for text in _spellings(word):
            for name in rigour.analyze_names(
                rigour.NameTypeTag.PER, [text], phonetics=False, rewrite=False
            ):
                symbols |= {
                    (span.symbol.category.value, span.symbol.id)
                    for span in name.spans
                    if len(span.parts) == len(name.parts)
                }
        names = frozenset(sense for kind, sense in symbols if kind == "NAME")
        nicknames = frozenset(sense for kind, sense in symbols if kind == "NICK")
        if names or nicknames:
            found[word] = Senses(names, nicknames)
    return found


def _spellings(word: str) -> tuple[str, ...]:
    """Ask for Abd and what follows also as two words: our reader joins them."""
    rest = word.removeprefix(_SERVANT)
    return (word,) if rest in (word, "") else (word, f"{_SERVANT} {rest}")
