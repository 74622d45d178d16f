"""Given names under the endings that another country's grammar or scheme gives them.

Latvian and Lithuanian decline every name, and the last letter of many Slavic ones is
i, y or j by country. What a word is a form of may so be known by another spelling.

>>> bases("sergejs"), bases("oleksij"), bases("jean")
(['sergej'], ['oleksii', 'oleksiy', 'oleksi', 'oleksy'], [])
"""

# Behind letters on which native names, and those of the English, rarely end so.
_BALTIC = (
    "js", "vs", "gs", "drs", "mirs", "ors", "jus", "bas", "das", "gas", "kas", "las",
    "mas", "nas", "ras", "vas", "zas",
)  # fmt: skip
_SLAVIC = ("ij", "yj", "ii", "iy", "yi", "yy")
_GLIDES = ("aj", "ej", "oj")
_LAST_LETTERS = "sijy"
"""With which all of these end."""


def bases(word: str) -> list[str]:
    """Return what a given name may be without an ending, or with another."""
    if word[-1:] not in _LAST_LETTERS:
        return []
    if word.endswith(_BALTIC):
        return [word[: -2 if word.endswith(("as", "us")) else -1]]
    if word.endswith(_SLAVIC):
        return [word[:-2] + end for end in ("ii", "iy", "i", "y")]
    if word.endswith(_GLIDES):
        return [word[:-1] + end for end in "iy"]
    return []
