"""One subject of a file, with all that other lines say of it, as a listed entity."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from kycscreen import countries, dates
from kycscreen.dates import DateSpan, Precision
from kycscreen.entities import Address, ListedEntity, Place, Topic, Xref
from kycscreen.facts import Kind
from kycscreen.sources.entries import Note
from kycscreen.sources.opensanctions import (
    designations,
    links,
    names,
    numbers,
    posts,
    topics,
)
from kycscreen.sources.opensanctions.graph import Graph
from kycscreen.sources.opensanctions.lands import land
from kycscreen.sources.opensanctions.nodes import Node, day
from kycscreen.sources.opensanctions.schemata import (
    KINDS,
    REFERENCES,
    REMARKED,
    UNREAD,
)

_GENDERS = {"male": "M", "female": "F", "other": "X"}
_CONTACTS = {
    "email": "email",
    "phone": "phone",
    "website": "web",
    "wikipediaUrl": "web",
    "sourceUrl": "source",
}
_LANDS = ("country", "jurisdiction", "mainCountry", "flag")
_READ = (
    names.READ
    | numbers.READ
    | REFERENCES.keys()
    | _CONTACTS.keys()
    | {
        *("birthDate", "birthPlace", "birthCountry", "nationality", "citizenship"),
        *("gender", "title", "position", "topics", "address", "addressEntity"),
        *("wikidataId", "program", "programId", "unscId", *_LANDS),
    }
)


@attrs.frozen
class File:
    """What a file says as a whole: its list, its entities, its day, what it is of."""

    list_id: str
    graph: Graph
    on: date | None
    usual: Topic


def is_listed(node: Node, graph: Graph) -> bool:
    """Tell whether a subject is one that is listed, and not only named by others."""
    is_marked = node.target or (node.target is None and node.whole)
    if is_marked or topics.is_of_interest(node):
        return True
    return any(map(_is_pep, links.relatives(node, graph)))


def entity(node: Node, file: File, note: Note) -> ListedEntity:
    """Map a subject; what cannot be placed is reported, and kept as a remark."""
    graph = file.graph
    kind = KINDS.get(node.schema, Kind.UNKNOWN)
    if node.schema not in KINDS:
        note("schema", node.schema)
    sanctions, risks = graph.of(node, "Sanction"), graph.of(node, "Risk")
    named = names.read(node, kind, note)
    if not named.names and kind is not Kind.CRYPTO_ADDRESS:
        note("name", "no name")
    papers = graph.of(node, "Identification", "Passport")
    return ListedEntity(
        list_id=file.list_id,
        record_id=node.id,
        kind=kind,
        names=named.names,
        birth_dates=_births(node, note),
        birth_places=_birth_places(node, note),
        nationalities=_codes(node, "nationality", note),
        citizenships=_codes(node, "citizenship", note),
        genders=tuple(_genders(node, note)),
        identifiers=numbers.read(node, papers, kind, note),
        addresses=tuple(dict.fromkeys(_addresses(node, graph, note))),
        contacts=tuple(
            (way, value)
            for name, way in _CONTACTS.items()
            for value in node.values(name)
        ),
        titles=node.values("title"),
        positions=posts.read(node, graph, note),
        topics=_topics(node, file, sanctions, risks, note),
        updated_on=day(node.changed),
        delisted_on=None
        if topics.is_of_interest(node)
        else designations.ended((*sanctions, *risks), file.on),
        remarks=tuple(
            filter(
                None,
                (
                    topics.remark(node, tuple(risks)),
                    *designations.remarks((*sanctions, *risks)),
                    *named.remarks,
                    *_remarks(node, note),
                ),
            )
        ),
        links=links.read(node, graph),
        xrefs=tuple(dict.fromkeys(_xrefs(node, sanctions))),
        raw_sha256=node.raw_sha256,
        **designations.facts(node, (*sanctions, *risks)),
    )


def _topics(
    node: Node,
    file: File,
    sanctions: list[Node],
    risks: list[Node],
    note: Note,
) -> frozenset[Topic]:
    """Return the topics as told, or what follows where none is told."""
    found = topics.told(node, tuple(risks), note)
    related = any(map(_is_pep, links.relatives(node, file.graph)))
    if not found:
        found = frozenset({_inferred(node, file, sanctions, related=related)})
    return found | {Topic.RCA} if related and Topic.PEP not in found else found


def _inferred(node: Node, file: File, sanctions: list[Node], *, related: bool) -> Topic:
    if sanctions:
        over = designations.ended(sanctions, file.on) is not None
        return Topic.INTEREST if over else Topic.SANCTION
    if file.graph.of(node, "Occupancy"):
        return Topic.PEP
    return Topic.RCA if related and not node.target else file.usual


def _is_pep(node: Node) -> bool:
    return any(value.startswith("role.pep") for value in node.values("topics"))


def _births(node: Node, note: Note) -> tuple[DateSpan, ...]:
    spans = tuple(map(dates.parse, node.values("birthDate")))
    for span in spans:
        if span.precision is Precision.UNPARSED:
            note("birthDate", span.raw)
    return spans


def _birth_places(node: Node, note: Note) -> tuple[Place, ...]:
    """Return the places; a country beside is that of all which name no other."""
    lands = _codes(node, "birthCountry", note)
    only = lands[0] if len(lands) == 1 else ""
    places = tuple(
        Place(text, countries.find(text) or only) for text in node.values("birthPlace")
    )
    told = {place.country for place in places}
    alone = (Place(countries.name(code), code) for code in lands if code not in told)
    return (*places, *alone)


def _codes(node: Node, name: str, note: Note) -> tuple[str, ...]:
    found = (land(code, name, note) for code in node.values(name))
    return tuple(dict.fromkeys(filter(None, found)))


def _genders(node: Node, note: Note) -> Iterator[str]:
    for value in node.values("gender"):
        if value in _GENDERS:
            yield _GENDERS[value]
        else:
            note("gender", value)


def _addresses(node: Node, graph: Graph, note: Note) -> Iterator[Address]:
    """Yield each address once, as its own entity tells it where there is one."""
    told = [_address(graph.find(to), to, note) for to in node.values("addressEntity")]
    full = {address.full for address in told}
    yield from told
    for text in node.values("address"):
        if text not in full:
            yield Address(text, country=countries.find(text))
    for name in _LANDS:
        for code in _codes(node, name, note):
            yield Address("", country=code, note=name)


def _address(found: Node | None, to: str, note: Note) -> Address:
    if found is None:
        note("addressEntity", f"{to} is not in the file")
        return Address(to)
    lines = ("postOfficeBox", "street", "street2", "postalCode", "city", "region")
    parts = (found.first(name) for name in (*lines, "state"))
    lands = _codes(found, "country", note)
    return Address(
        found.first("full") or ", ".join(filter(None, parts)) or found.caption,
        city=found.first("city"),
        country=lands[0] if len(lands) == 1 else "",
        note="; ".join(found.values("remarks")),
    )


def _remarks(node: Node, note: Note) -> Iterator[str]:
    """Yield what has no field of its own; what we never heard of is reported too."""
    for name, values in node.properties.items():
        if name in _READ or name in UNREAD:
            continue
        if name not in REMARKED:
            note(f"properties/{name}", "; ".join(values))
        told = "died" if name == "deathDate" else f"{name}:"
        yield from (f"{told} {value}" for value in node.values(name))
    for value in node.values("gender"):
        if value not in _GENDERS:
            yield f"gender: {value}"
    for name in (*_LANDS, "nationality", "citizenship", "birthCountry"):
        for code in node.values(name):
            found = land(code, name, _ignored)
            if not found or "-" in code and len(code) <= _PART:  # as "ua-cri"
                yield f"{name}: {code}"
    if node.datasets:
        yield f"datasets: {', '.join(node.datasets)}"


_PART = 7  # letters of a code that names a part of a country at most


def _ignored(path: str, value: str) -> None:
    """Report nothing: it was reported before."""


def _xrefs(node: Node, sanctions: Iterable[Node]) -> Iterator[Xref]:
    """Yield the ids under which others know the subject, or knew it before."""
    ids = [node.id, *(old for old in node.referents if old != node.id)]
    for old in ids[1:]:
        yield Xref("referent", old)
    for found in ids:
        if re.fullmatch("Q[0-9]+", found):
            yield Xref("wikidata", found)
        elif match := re.fullmatch("ofac-([0-9]+)", found):
            yield Xref("ofac", match[1])
        elif match := re.fullmatch("eu-fsf-eu-([0-9]+)-([0-9]+)", found):
            yield Xref("eu_ref", f"EU.{match[1]}.{match[2]}")
    for value in node.values("wikidataId"):
        yield Xref("wikidata", value)
    for one in (node, *sanctions):
        for value in one.values("unscId"):
            yield Xref("un_ref", value)
        for value in one.values("authorityId"):
            if re.fullmatch(r"EU\.[0-9]+\.[0-9]+", value):
                yield Xref("eu_ref", value)
            elif re.fullmatch(r"[A-Z]{2}[ei]\.[0-9]{3}", value):
                yield Xref("un_ref", value)
