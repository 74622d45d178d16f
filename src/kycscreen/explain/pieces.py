"""Small pieces of the page that several of its parts share."""

from kycscreen.entities import ListedName
from kycscreen.explain import values
from kycscreen.explain.account import signed
from kycscreen.explain.effects import Effect
from kycscreen.explain.markup import Content, Markup, tag
from kycscreen.explain.words import say
from kycscreen.match import Hit


def worth(points: int) -> Markup:
    """Return points with their sign, and a colour that says which way they move."""
    kind = "up" if points > 0 else "down" if points < 0 else "nil"
    return tag("span", signed(points), class_=kind)


def nothing() -> Markup:
    """Say that a side states nothing."""
    return tag("span", say("not_stated"), class_="none")


def source(*pieces: Content) -> Markup:
    """Return a second, soft line below a value."""
    return tag("span", *pieces, class_="source")


def named(name: ListedName) -> Markup:
    """Return a listed name in its own language and direction."""
    return tag("bdi", name.full, lang=values.language(name))


def theirs(hit: Hit) -> Markup:
    """Return the listed name that met, or else the primary one."""
    name = values.listed_name(hit)
    return nothing() if name is None else named(name)


def mark(effect: Effect) -> Markup:
    """Return what an entity means as a mark: a sign that is full only for a freeze."""
    return tag("span", effect.title, class_=f"effect {effect.code}")
