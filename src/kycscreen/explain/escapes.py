r"""Values from outside, made inert for where they are shown.

What cannot be seen is written out, so that no name can move the cursor, turn
the reading direction, break a line or hide a letter.

>>> visible("Jean\u202e\x1b[31m\nExemple")
'Jean\\u202e\\x1b[31m\\nExemple'
>>> marked("<b>*Jean*|")
'\\<b\\>\\*Jean\\*\\|'
"""

import unicodedata

_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\"}
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_HYPERTEXT = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"}
)
_MARKS = frozenset("\\`*_{}[]()<>#|~&!:@$")


def visible(text: str) -> str:
    """Write out every control, format, bidi and line-breaking character."""
    if text.isprintable() and "\\" not in text:
        return text
    return "".join(map(_shown, text))


def _shown(letter: str) -> str:
    if letter in _SHORT:
        return _SHORT[letter]
    if unicodedata.category(letter) not in _UNSEEN:
        return letter
    code = ord(letter)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def hypertext(text: str) -> str:
    """Make a value inert in HTML and SVG, in text as in attributes."""
    return visible(text).translate(_HYPERTEXT)


def marked(text: str) -> str:
    """Make a value inert in Markdown: no link, no emphasis, no table cell."""
    safe = "".join(f"\\{c}" if c in _MARKS else c for c in visible(text))
    return safe.replace("www.", "www\\.")


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(map(_columns, text))


def _columns(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
