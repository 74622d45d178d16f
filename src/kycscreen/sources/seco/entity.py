"""One ``target`` of SECO's file, made into a listed entity."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

import attrs

from kycscreen.entities import Link, LinkType, ListedEntity, Topic, Xref
from kycscreen.facts import Kind
from kycscreen.sources import entries, merging, opener, references
from kycscreen.sources.entries import Note
from kycscreen.sources.seco import names, papers, prose
from kycscreen.sources.seco.history import history
from kycscreen.sources.seco.rows import Row, read
from kycscreen.sources.seco.sections import Sections, Set

if TYPE_CHECKING:
    from lxml import etree

_SUBJECTS = {  # and what an attribute says of each
    "individual": "@sex",
    "entity": "",
    "object": "@object-type",
}
_TOLD = frozenset({"justification", "other-information", "generic-attribute"})
_TARGET = frozenset(
    {*_SUBJECTS, *_TOLD, "sanctions-set-id", "foreign-identifier", "modification"}
    | {"relation"}
)
_IDENTITY = frozenset(
    {
        *("name", "day-month-year", "place-of-birth", "nationality", "address"),
        "identification-document",
    }
)
_OBJECTS = {"vessel": Kind.VESSEL, "aircraft": Kind.AIRCRAFT}
_GENDERS = {"male": "M", "female": "F"}


def mapped(
    sections: Sections, element: "etree._Element", note: Note
) -> tuple[ListedEntity, int]:
    """Map one target, and count its values; what cannot be placed is noted and kept."""
    strange: list[str] = []
    made = _entity(sections, element, entries.keeping(note, strange))
    if strange:
        made = attrs.evolve(made, remarks=(*made.remarks, *strange))
    return made, _count(element)


def _count(element: "etree._Element") -> int:
    """Count the values of a target as it stands, without its earlier states."""
    now = (child for child in element if opener.local(child) != "modification")
    return sum(1 + len(part.attrib) for child in now for part in child.iter())


@attrs.frozen
class _Subject:
    """Who or what a target is, and what is said of it, identity by identity."""

    kind: Kind
    genders: tuple[str, ...]
    row: Row
    parts: Mapping[str, list[tuple["etree._Element", bool]]]

    def all(self, name: str) -> "list[tuple[etree._Element, bool]]":
        """Return the parts of a name, and whether they are of the main identity."""
        return self.parts.get(name, [])


def _entity(sections: Sections, element: "etree._Element", note: Note) -> ListedEntity:
    target = read(element, frozenset({"@ssid", "@sanctions-set-id"}), note, _TARGET)
    ids = {"target/@ssid": target.get("@ssid")}
    record_id = entries.record_id("ch_seco", element, ids, note)
    subject = _subject(target, note)
    rows = (target, subject.row)
    sets = [_set(sections, number, note) for number in _set_ids(target)]
    known = [one for one in sets if one is not None]
    was = history(target.all("modification"), note)
    called = [(names.name(child, note), main) for child, main in subject.all("name")]
    listed = names.one_primary(
        (one, main) for each, main in called for one in each.names
    )
    if not listed:
        note("name", "")
    births = [
        papers.birth(child, main, note) for child, main in subject.all("day-month-year")
    ]
    born_at = [
        papers.birth_place(child, sections, note)
        for child, _ in subject.all("place-of-birth")
    ]
    is_person = subject.kind is Kind.PERSON
    documents = [
        papers.document(child, note)
        for child, _ in subject.all("identification-document")
    ]
    texts = [text for row in rows for text in _texts(row, note)]
    told = [text for label, text in texts if label != "justification"]
    return ListedEntity(
        list_id="ch_seco",
        record_id=record_id,
        kind=subject.kind,
        # SECO says itself which of its names are weak: we add none of our own.
        names=merging.taken_apart(listed, subject.kind, inferred=False),
        birth_dates=births if is_person else (),
        birth_places=_once(place for place, _ in born_at),
        nationalities=_once(
            code
            for child, _ in subject.all("nationality")
            for code in papers.nationality(child, note)
        ),
        genders=subject.genders,
        identifiers=(
            *(number for numbers, _ in documents for number in numbers),
            *_once(n for text in told for n in prose.numbers(text, subject.kind)),
        ),
        addresses=_once(
            papers.address(child, sections, note) for child, _ in subject.all("address")
        ),
        contacts=_once(("web", site) for text in told for site in prose.websites(text)),
        titles=_once(title for each, _ in called for title in each.titles),
        programmes=_once(one.programme for one in known),
        measures=_once(one.measure or None for one in known),
        topics=frozenset({Topic.SANCTION}),
        listed_on=was.listed_on,
        listed_on_source=was.listed_on_source,
        updated_on=was.updated_on,
        delisted_on=was.delisted_on,
        reasons=tuple(text for label, text in texts if label == "justification"),
        remarks=(
            *told,
            *(remark for _, remark in (*born_at, *documents) if remark),
            *(f"day-month-year: {span.raw}" for span in births if not is_person),
        ),
        links=tuple(_link(e, note) for row in rows for e in row.all("relation")),
        xrefs=_once(
            xref
            for child in target.all("foreign-identifier")
            for xref in _xrefs(opener.text(child), known)
        ),
        raw_sha256=entries.digest(element),
    )


T = TypeVar("T")


def _once(values: Iterable[T | None]) -> tuple[T, ...]:
    """Keep what there is, each once, in its order."""
    return tuple(dict.fromkeys(value for value in values if value is not None))


def _subject(target: Row, note: Note) -> _Subject:
    """Read who or what a target is: one individual, entity or object."""
    found = [c for c in target.children if opener.local(c) in _SUBJECTS]
    kinds: list[Kind] = []
    genders: list[str] = []
    children: list[etree._Element] = []
    parts: dict[str, list[tuple[etree._Element, bool]]] = {}
    for element in found:
        says = frozenset({_SUBJECTS[opener.local(element)]})
        row = read(element, says, note, _TOLD | {"identity", "relation"})
        kinds.append(_kind(opener.local(element), row, note))
        genders += _genders(row, note)
        children += row.children
        for identity in row.all("identity"):
            is_main = _is_main(identity, note)
            for part in read(identity, frozenset({"@main"}), note, _IDENTITY).children:
                parts.setdefault(opener.local(part), []).append((part, is_main))
    if len(found) != 1:
        note("target", "; ".join(map(opener.local, found)) or "no subject")
    kind = kinds[0] if len(set(kinds)) == 1 else Kind.UNKNOWN
    return _Subject(kind, _once(genders), Row({}, tuple(children)), parts)


def _kind(name: str, row: Row, note: Note) -> Kind:
    if name == "individual":
        return Kind.PERSON
    if name == "entity":
        return Kind.ORGANISATION
    type_ = row.get("@object-type")
    if type_ not in _OBJECTS:
        note("object/@object-type", type_)
    return _OBJECTS.get(type_, Kind.UNKNOWN)


def _genders(row: Row, note: Note) -> Iterator[str]:
    said = row.get("@sex")
    if said in _GENDERS:
        yield _GENDERS[said]
    elif not opener.absent(said):
        note("individual/@sex", said)


def _is_main(identity: "etree._Element", note: Note) -> bool:
    said = identity.get("main", "")
    if said not in ("true", "false", ""):
        note("identity/@main", said)
    return said == "true"


def _set_ids(target: Row) -> tuple[str, ...]:
    """Return the numbers of the sets: in an attribute, or in children."""
    texts = (opener.text(child) for child in target.all("sanctions-set-id"))
    return _once((*target.get("@sanctions-set-id").split(), *texts))


def _set(sections: Sections, number: str, note: Note) -> Set | None:
    found = sections.sets.get(number)
    if found is None:
        note("target/sanctions-set-id", number)
    return found


def _texts(row: Row, note: Note) -> Iterator[tuple[str, str]]:
    """Yield what is told of a target, and the name of what told it."""
    for child in row.children:
        name = opener.local(child)
        if name in _TOLD:
            says = read(child, frozenset({"@name"}), note)
            text = opener.paragraph(child)
            label = says.get("@name")
            if not opener.absent(text):
                yield name, f"{label}: {text}" if label else text


def _link(element: "etree._Element", note: Note) -> Link:
    """Read a relation; whoever it points to is named when the file has been read."""
    row = read(element, frozenset({"@target-id", "@relation-type", "remark"}), note)
    type_ = row.get("@relation-type")
    if type_ != "related-to":
        note("relation/@relation-type", type_)
    told = ("" if type_ == "related-to" else type_, row.get("remark"))
    return Link(
        LinkType.LINKED_TO,
        target_id=row.get("@target-id"),
        target_list="ch_seco",
        note="; ".join(text for text in told if text),
    )


def _xrefs(number: str, sets: Iterable[Set]) -> Iterator[Xref]:
    """Yield the number of another list: the UN's by its form, or by the programme."""
    is_uns = re.fullmatch(r"[A-Z]{2}[ie]\.\d{3}", number) is not None
    if opener.absent(number):
        return
    if not is_uns and {one.origin for one in sets} != {"UN"}:
        yield Xref("foreign_id", number)
    else:
        for scheme, found in references.found(number) or [("un_ref", number)]:
            yield Xref(scheme, found)
