"""Text as lists publish it: on one line, composed, without control characters."""

import re
import unicodedata
from html import unescape

_ABSENT = frozenset(
    (
        *("", "-0-", "00", "unknown", "undetermined", "none identified"),
        *("n/a", "-", "?", "none"),
    )
)


def line(raw: str) -> str:
    """Return a text on one line: single blanks, no control characters, NFC."""
    flat = " ".join(raw.split())
    if flat.isascii() and flat.isprintable():
        return flat
    shown = re.sub("[\x00-\x1f\x7f-\x9f]", "", flat)
    return _nfc(" ".join(shown.split()))


def paragraph(raw: str) -> str:
    """Return a text with one line for each of its lines that has any."""
    lines = (line(part) for part in raw.splitlines())
    return "\n".join(part for part in lines if part)


def _nfc(flat: str) -> str:
    """Compose a text; one that stacks marks beyond all use is left as it is."""
    marks = 0
    if len(flat) > 1024:  # sorting marks takes the square of their number
        for character in flat:
            marks = marks + 1 if unicodedata.combining(character) else 0
            if marks > 32:
                return flat
    return unicodedata.normalize("NFC", flat)


def decoded(text: str) -> str:
    """Decode what was encoded twice, as in ``Exemple &amp; Fils``.

    A bare ``&`` stays, and so does an ``&`` with a ``;`` somewhere behind it.
    """
    if "&" not in text or ";" not in text:
        return text
    return line(
        re.sub("&#?[0-9A-Za-z]{1,31};", lambda reference: unescape(reference[0]), text)
    )


def absent(value: str) -> bool:
    """Tell whether a text only says that there is nothing to say."""
    return value.strip().casefold() in _ABSENT


def hidden(value: str) -> bool:
    """Tell whether a text holds zero-width or bidirectional characters."""
    return not value.isascii() and any(unicodedata.category(c) == "Cf" for c in value)


def slug(*parts: str) -> str:
    """Make an id of facts, where a publisher gives none.

    >>> slug("FI", "Chief of State", "", "Påhittad, Åsa")
    'fi/chief-of-state/påhittad-åsa'
    """
    worded = (re.sub(r"[\W_]+", "-", line(part).casefold()) for part in parts)
    return "/".join(word for part in worded if (word := part.strip("-")))
