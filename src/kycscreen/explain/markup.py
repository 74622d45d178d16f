"""HTML made of values: whatever is not ``Markup`` is text, and is escaped.

>>> tag("td", "<script>", class_="num").text
'<td class="num">&lt;script&gt;</td>'
"""

from collections.abc import Iterable

import attrs

from kycscreen.explain.escapes import hypertext

_VOID = frozenset({"meta", "link", "col", "rect", "line", "path", "use", "br"})
_LINKS = ("#", "https://", "http://", "data:,")


@attrs.frozen
class Markup:
    """A piece of HTML that is safe to show: made only by this module."""

    text: str


Content = str | Markup | None
NOTHING = Markup("")


def h(text: str) -> str:
    """Escape a text for HTML."""
    return hypertext(text)


def join(*pieces: Content) -> Markup:
    """Put pieces one after another."""
    return Markup("".join(map(_inner, pieces)))


def each(pieces: Iterable[Content]) -> Markup:
    """Put all pieces of an iterable one after another."""
    return join(*pieces)


def spread(between: str, pieces: Iterable[Content]) -> Markup:
    """Put pieces one after another with a text between them."""
    return Markup(h(between).join(map(_inner, pieces)))


def tag(name: str, /, *pieces: Content, **attributes: str | bool | None) -> Markup:
    """Make an element; ``class_`` is class, an underscore in a name is a hyphen."""
    opening = name + "".join(
        _attribute(key.rstrip("_").replace("_", "-"), value)
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if name in _VOID:
        return Markup(
            f"<{opening}>" if name in {"meta", "link", "col", "br"} else f"<{opening}/>"
        )
    return Markup(f"<{opening}>{join(*pieces).text}</{name}>")


def fill(words: str, **pieces: Content) -> Markup:
    """Put pieces into the ``{places}`` of a sentence.

    >>> fill("{n} of <100>", n=tag("b", "64")).text
    '<b>64</b> of &lt;100&gt;'
    """
    made = []
    for part in words.split("{"):
        place, found, rest = part.partition("}")
        if found:
            made += [_inner(pieces[place]), h(rest)]
        else:
            made.append(h(part))
    return Markup("".join(made))


def isolated(text: str) -> Markup:
    """Return a text in a direction of its own, where no ``bdi`` can stand.

    >>> isolated("<b>").text
    '&#x2068;&lt;b&gt;&#x2069;'
    """
    return Markup(f"&#x2068;{h(text)}&#x2069;")


def style(sheet: str) -> Markup:
    """Put a style sheet of ours into the page, as it is."""
    if "<" in sheet:
        raise ValueError("a style sheet holds no markup")
    return Markup(f"<style>{sheet}</style>")


def _inner(piece: Content) -> str:
    if piece is None:
        return ""
    return piece.text if isinstance(piece, Markup) else h(piece)


def _attribute(name: str, value: str | bool) -> str:
    if name.startswith("on") or name == "style":
        raise ValueError(f"{name} has no place in a page without scripts")
    if value is True:
        return f" {name}"
    text = str(value)
    if name in {"href", "src"} and not text.startswith(_LINKS):
        raise ValueError(f"{name} leads somewhere we do not go")
    return f' {name}="{h(text)}"'
