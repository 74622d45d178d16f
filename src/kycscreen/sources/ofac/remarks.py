"""What OFAC says in prose: links, relatives, telephone numbers, and the rest.

>>> [link.target_name for link in read("(Linked To: EXEMPLE (EX) LTD.)").links]
['EXEMPLE (EX) LTD.']
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import attrs

from kycscreen.entities import Link, LinkType, ListedEntity, ListedName, NameKind

_RELATIVES = (
    "(?:wife|husband|spouse|widow|widower|son|daughter|brother|sister|mother|father"
    "|nephew|niece|cousin|uncle|aunt|grandson|granddaughter|relative)"
)
_RELATIVE = (
    f"(?:(?:half|step|grand)-?)?{_RELATIVES}(?:-in-law)?"  # half-brother, son-in-law
)
_CONTACTS = {
    "telephone": "phone",
    "phone": "phone",
    "fax": "fax",
    "email": "email",
    "e-mail": "email",
    "website": "web",
}


@attrs.frozen
class Remarks:
    """What one remark says, by kind of fact."""

    links: tuple[Link, ...]
    contacts: tuple[tuple[str, str], ...]
    rest: tuple[str, ...]


def read(text: str) -> Remarks:
    """Take a remark apart; what is no link and no contact stays as it is."""
    rest, linked = _take_linked(text)
    links = [_linked(name) for name in linked]
    contacts: list[tuple[str, str]] = []
    remarks: list[str] = []
    for part in re.split(";(?: |$)", rest):
        said = part.strip()
        if not said:
            continue
        family = _family(said)
        contact = _contact(said)
        if said.startswith("Linked To:"):  # without its parentheses
            links.append(_linked(said.removeprefix("Linked To:").strip()))
        elif family is not None:
            links.append(family)
        elif contact is not None:
            contacts.append(contact)
        else:
            remarks.append(said)
    return Remarks(tuple(links), tuple(contacts), tuple(remarks))


def _linked(name: str) -> Link:
    return Link(LinkType.LINKED_TO, target_name=name)


def _take_linked(text: str) -> tuple[str, list[str]]:
    """Cut every ``(Linked To: …)`` out; parentheses in names must balance."""
    if "Linked To:" not in text:
        return text, []
    rest, names, at = [], [], 0
    for opening in re.finditer(r"\( *Linked To:", text):
        if opening.start() < at:
            continue  # inside the one before
        end = _closing(text, opening.start())
        rest.append(text[at : opening.start()])
        inside = text[opening.end() : end]
        names += [name.strip() for name in re.split("; *Linked To:", inside)]
        at = end + 1
    rest.append(text[at:])
    return "".join(rest), [name for name in names if name]


def _closing(text: str, opening: int) -> int:
    """Find the parenthesis that closes one; the end where none does."""
    depth = 0
    for at in range(opening, len(text)):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if not depth:
            return at
    return len(text)


def _family(said: str) -> Link | None:
    """Read ``wife of NAME`` and ``NAME's eldest son``."""
    of = re.fullmatch(f"({_RELATIVE}) of (.+)", said, re.IGNORECASE)
    if of is not None:
        return Link(LinkType.FAMILY, target_name=of[2], note=f"{of[1]} of")
    whose = re.fullmatch(f"(.+)'s ((?:[a-z]+ )?{_RELATIVE})", said)
    if whose is not None:
        return Link(LinkType.FAMILY, target_name=whose[1], note=f"{whose[2]} of")
    return None


def _contact(said: str) -> tuple[str, str] | None:
    """Read ``Alt. Fax No. 1``, ``Email a@b`` and a bare address of the web."""
    bare = re.fullmatch(r"(\S+?)\.?(?: \((?:website|email)\)\.?)?", said)
    if bare is not None and re.match("www[.]|https?://", bare[1]):
        return "web", bare[1]
    if bare is not None and re.fullmatch(r"[^@\s:]+@[^@\s]+", bare[1]):
        return "email", bare[1]
    labelled = re.fullmatch(
        r"(?:Alt\. )?(Telephone|Phone|Fax|E-?mail|Website)"
        r"(?: Nos?\.| Numbers?)?(?:: *| )(\S.*)",
        said,
        re.IGNORECASE,
    )
    if labelled is None:
        return None
    kind, value = _CONTACTS[labelled[1].lower()], labelled[2]
    is_number = kind in ("phone", "fax") and re.search("[0-9]{3}", value)
    is_address = kind in ("email", "web") and " " not in value and "." in value
    return (kind, value) if is_number or is_address else None


def resolve(entities: Iterable[ListedEntity]) -> tuple[ListedEntity, ...]:
    """Point every link by name at the one entity that bears the name.

    Primary names come before aliases. Where several bear it, none is chosen and
    the note names them all; where none does, it may be on OFAC's other list.
    """
    known = tuple(entities)
    if not any(entity.links for entity in known):
        return known
    primary, aliases = _by_name(known, primary=True), _by_name(known, primary=False)
    return tuple(
        attrs.evolve(
            entity,
            links=tuple(_resolved(link, primary, aliases) for link in entity.links),
        )
        if entity.links
        else entity
        for entity in known
    )


def _by_name(
    entities: tuple[ListedEntity, ...], *, primary: bool
) -> Mapping[str, list[str]]:
    """Index record ids by name, as OFAC's prose spells it."""
    index: dict[str, list[str]] = defaultdict(list)
    for entity in entities:
        for name in entity.names:
            if (name.kind is NameKind.PRIMARY) is primary:
                for spelling in _spellings(name):
                    if entity.record_id not in index[spelling]:
                        index[spelling].append(entity.record_id)
    return dict(index)


def _spellings(name: ListedName) -> Iterator[str]:
    """Yield a name whole and, of a person, the family name first."""
    yield name.full.casefold()
    parts = dict(name.parts)
    if "family" in parts and "given" in parts:
        yield f"{parts['family']}, {parts['given']}".casefold()


def _resolved(
    link: Link, primary: Mapping[str, list[str]], aliases: Mapping[str, list[str]]
) -> Link:
    if link.target_id:
        return link
    # The full stop at the end of a name may have been taken for that of a remark.
    for full in (link.target_name, f"{link.target_name}."):
        name = full.casefold()
        if found := primary.get(name) or aliases.get(name) or []:
            return _pointing(attrs.evolve(link, target_name=full), found)
    return link


def _pointing(link: Link, found: list[str]) -> Link:
    if len(found) == 1:
        return attrs.evolve(link, target_id=found[0])
    several = f"one of {', '.join(found)}"
    return attrs.evolve(link, note=f"{link.note}; {several}" if link.note else several)
