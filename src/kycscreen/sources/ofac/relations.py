"""How OFAC says that two parties are connected, and what that is as a link."""

from collections.abc import Iterable

from kycscreen.entities import Link, LinkType
from kycscreen.facts import Kind
from kycscreen.sources.entries import Note

_TYPES = {
    "providing support to": LinkType.SUPPORTS,
    "acting for or on behalf of": LinkType.ACTS_FOR,
    "owned or controlled by": LinkType.OWNED_BY,
    "property in the interest of": LinkType.OWNED_BY,
    "family member of": LinkType.FAMILY,
    "associate of": LinkType.ASSOCIATE,
    "leader or official of": LinkType.LEADER_OF,
    "principal executive officer": LinkType.LEADER_OF,
    "playing a significant role in": LinkType.MEMBER_OF,
    "owns, controls, or operates": LinkType.OWNS,
}
SENSELESS = "relationship"
"""Where a link that goes the wrong way is reported; it is kept as printed."""


def link(
    word: str, target_id: str, name: str, told: Iterable[str], path: str, note: Note
) -> Link:
    """Make a link of OFAC's word, which stays beside it; an unknown word is noted."""
    found = _TYPES.get(word.strip(" .").casefold())
    if found is None:
        note(path, word)
    return Link(
        LinkType.LINKED_TO if found is None else found,
        target_id=target_id,
        target_name=name,
        note="; ".join(filter(None, (word, *told))),
    )


def check(kind: Kind, made: Link, note: Note) -> None:
    """Report a link that cannot go this way: nobody owns a person."""
    if kind is Kind.PERSON and made.type is LinkType.OWNED_BY:
        note(SENSELESS, f"a person {made.note} {made.target_id}")
