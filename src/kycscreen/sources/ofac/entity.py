"""What any rendition says of one entry, made into a listed entity.

The renditions differ in how they say it; what they say is the same, and is read here
once: in OFAC's own words, as rows of the legacy file.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import attrs

from kycscreen import countries
from kycscreen.dates import DateSpan, Precision
from kycscreen.entities import (
    LegalBasis,
    Link,
    LinkType,
    ListedEntity,
    ListedName,
    Place,
    Programme,
)
from kycscreen.facts import Kind
from kycscreen.identifiers import Identifier
from kycscreen.sources.entries import Note
from kycscreen.sources.ofac import remarks, values
from kycscreen.sources.ofac.values import Row
from kycscreen.sources.texts import absent

_KINDS = {
    "individual": Kind.PERSON,
    "entity": Kind.ORGANISATION,
    "vessel": Kind.VESSEL,
    "aircraft": Kind.AIRCRAFT,
}


@attrs.frozen(kw_only=True)
class Said:
    """What a rendition says of one entry.

    ``unknown`` is an unknown word for what it is, ``strange`` what else it says beyond
    what we know of the format, ``notes`` what it says beyond our fields.
    """

    kind: Kind
    names: tuple[ListedName, ...]
    digest: str
    unknown: Sequence[str] = ()
    birth_dates: Sequence[DateSpan] = ()
    birth_places: Sequence[str] = ()
    nationalities: Sequence[str] = ()
    citizenships: Sequence[str] = ()
    ids: Sequence[Row] = ()
    addresses: Sequence[Row] = ()
    titles: Sequence[str] = ()
    programmes: Sequence[str] = ()
    legal_bases: Sequence[str] = ()
    measures: Sequence[str] = ()
    listed_on: date | None = None
    listed_on_source: str = ""
    remark: str = ""
    vessel: Row = attrs.field(factory=dict)
    links: Sequence[Link] = ()
    notes: Sequence[str] = ()
    strange: Sequence[str] = ()


def kind_of(word: str, path: str, note: Note) -> tuple[Kind, tuple[str, ...]]:
    """Return what OFAC's word says an entry is; an unknown word is noted and kept."""
    kind = _KINDS.get(word.casefold())
    if kind is None:
        note(path, word)
        return Kind.UNKNOWN, (f"{path}: {word}",)
    return kind, ()


def renamed(note: Note, places: Mapping[str, str]) -> Note:
    """Return what reports under a rendition's own paths; ours are the legacy file's."""

    def under_its_own(path: str, value: str) -> None:
        start = next((start for start in places if path.startswith(start)), "")
        note(places.get(start, "") + path[len(start) :], value)

    return under_its_own


def made(list_id: str, record_id: str, said: Said, note: Note) -> ListedEntity:
    """Put every fact of an entry in its place."""
    prose = remarks.read(said.remark)
    routed = values.route(said.ids, said.kind, note)
    ship = _ship(said.vessel)
    nationalities, more = values.nations(
        said.nationalities, "nationalityList/nationality/country", note
    )
    citizenships, yet_more = values.nations(
        said.citizenships, "citizenshipList/citizenship/country", note
    )
    for span in said.birth_dates:
        if span.precision is Precision.UNPARSED:
            note("dateOfBirthList/dateOfBirthItem/dateOfBirth", span.raw)
    listing = (said.listed_on, said.listed_on_source)
    if said.listed_on is None:
        listing = (routed.listed_on, routed.listed_on_source)
    return ListedEntity(
        list_id=list_id,
        record_id=record_id,
        kind=said.kind,
        names=said.names,
        birth_dates=tuple(said.birth_dates),
        birth_places=tuple(
            Place(text, countries.find(text)) for text in said.birth_places
        ),
        nationalities=nationalities,
        citizenships=citizenships,
        genders=routed.genders,
        identifiers=routed.identifiers + ship.identifiers,
        addresses=tuple(values.addresses(said.addresses, note)),
        contacts=routed.contacts + prose.contacts,
        titles=tuple(said.titles),
        programmes=tuple(Programme(code) for code in said.programmes if code),
        legal_bases=tuple(LegalBasis(title) for title in said.legal_bases),
        measures=tuple(said.measures),
        listed_on=listing[0],
        listed_on_source=listing[1],
        remarks=(
            *(*said.unknown, *prose.rest, *routed.remarks, *ship.remarks),
            *(*more, *yet_more, *said.notes, *said.strange),
        ),
        links=prose.links + routed.links + ship.links + tuple(said.links),
        raw_sha256=said.digest,
    )


@attrs.frozen
class _Ship:
    """What is said of a vessel alone adds."""

    identifiers: tuple[Identifier, ...]
    links: tuple[Link, ...]
    remarks: tuple[str, ...]


def _ship(vessel: Row) -> _Ship:
    if not vessel:
        return _NO_SHIP
    owner, sign = vessel.get("vesselOwner", ""), vessel.get("callSign", "")
    return _Ship(
        () if absent(sign) else (Identifier("call_sign", sign),),
        () if absent(owner) else (Link(LinkType.OWNED_BY, target_name=owner),),
        tuple(
            f"{label}: {vessel[name]}"
            for name, label in _SHIP_REMARKS.items()
            if name in vessel
        ),
    )


_NO_SHIP = _Ship((), (), ())
_SHIP_REMARKS = {
    "vesselType": "Vessel Type",
    "vesselFlag": "Vessel Flag",
    "tonnage": "Tonnage",
    "grossRegisteredTonnage": "Gross Registered Tonnage",
}
