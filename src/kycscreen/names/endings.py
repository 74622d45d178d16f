"""Given names under the endings that another country's grammar or scheme gives them.

Latvian and Lithuanian decline every name, and the last letter of many Slavic ones is
i, y or j by country. What a word is a form of may so be known by another spelling.

>>> tuple(bases("sergejs")), tuple(bases("oleksij")), tuple(bases("jean"))
(('sergej',), ('oleksii', 'oleksiy', 'oleksi', 'oleksy'), ())
"""

from collections.abc import Iterator

# Behind letters on which native names, and those of the English, rarely end so.
_BALTIC = (
    "js", "vs", "gs", "drs", "mirs", "ors", "jus", "bas", "das", "gas", "kas", "las",
    "mas", "nas", "ras", "vas", "zas",
)  # fmt: skip
_SLAVIC = ("ij", "yj", "ii", "iy", "yi", "yy")
_GLIDES = ("aj", "ej", "oj")


def bases(word: str) -> Iterator[str]:
    """Yield what a given name may be without an ending, or with another."""
    if word.endswith(_BALTIC):
        yield word[: -2 if word.endswith(("as", "us")) else -1]
    elif word.endswith(_SLAVIC):
        stem = word[:-2]
        yield from (stem + end for end in ("ii", "iy", "i", "y"))
    elif word.endswith(_GLIDES):
        yield from (word[:-1] + end for end in "iy")
