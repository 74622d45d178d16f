"""Countries as FollowTheMoney codes them: ISO's, and those of the past or disputed."""

from kycscreen import countries
from kycscreen.sources.entries import Note

# Dissolved, or no country: there is no one country to compare with.
_NO_COUNTRY = frozenset(
    (
        *("suhh", "yucs", "csxx", "cshh", "ddde", "dd", "eu", "zz", "zr", "anhh"),
        *("un", "ip"),
    )
)

# Islands and regions with a code of their own, and what is disputed.
_WITHIN = {
    **{"ac": "sh", "ta": "sh", "dg": "io", "ic": "es", "cp": "fr", "cq": "gg"},
    "x-so": "ge",
}


def land(code: str, path: str, note: Note) -> str:
    """Return a country's code; a part of one is in it ("gb-sct"), none for the past."""
    lower = code.casefold()
    if lower in _NO_COUNTRY:
        return ""
    if lower in _WITHIN:
        return _WITHIN[lower]
    try:
        return countries.parse(lower.partition("-")[0] if len(lower) > 3 else lower)
    except ValueError:
        pass
    try:
        return countries.parse(code)  # by its name, as Senzing's users write
    except ValueError:
        note(path, code)
        return ""
