"""What a list says of one subject: the neutral record all sources are read into.

Nothing of a publisher's record is thrown away: what has no field of its own is
kept in ``remarks``. Every collection keeps the publisher's order.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import TypeVar

import attrs

from kycscreen import dates
from kycscreen.dates import DateSpan
from kycscreen.facts import Kind
from kycscreen.identifiers import Identifier

T = TypeVar("T")


class Strength(Enum):
    """How far a publisher trusts a name; a weak one only corroborates."""

    STRONG = "strong"
    WEAK = "weak"


class NameKind(Enum):
    """What a publisher says a name is."""

    PRIMARY = "primary"
    AKA = "aka"
    FKA = "fka"
    NKA = "nka"
    MAIDEN = "maiden"
    VARIATION = "variation"
    ORIGINAL_SCRIPT = "original_script"
    TRANSLITERATION = "transliteration"


class Topic(Enum):
    """Why an entity is of interest.

    Only ``SANCTION`` says that it is sanctioned itself; ``LINKED`` is owned,
    controlled or otherwise tied to who is. ``DEBARRED`` may not do some business,
    ``CRIME`` is wanted, charged or convicted, or said to be; ``INTEREST`` is any other
    reason for which a publisher lists it.
    """

    SANCTION = "sanction"
    LINKED = "linked"
    DEBARRED = "debarred"
    CRIME = "crime"
    INTEREST = "interest"
    PEP = "pep"
    RCA = "rca"


class LinkType(Enum):
    """How one listed entity is connected to another."""

    FAMILY = "family"
    ASSOCIATE = "associate"
    OWNED_BY = "owned_by"
    OWNS = "owns"
    ACTS_FOR = "acts_for"
    SUPPORTS = "supports"
    LEADER_OF = "leader_of"
    MEMBER_OF = "member_of"
    LINKED_TO = "linked_to"
    SAME_AS = "same_as"


NEAR = frozenset({LinkType.FAMILY, LinkType.ASSOCIATE})
"""The links of whoever is beside somebody in office."""


NAME_PARTS = (
    "family", "given", "middle", "patronymic", "matronymic", "maiden",
    "title", "suffix", "tribal", "nickname", "org",
)  # fmt: skip


EXPOSED = frozenset({Topic.PEP, Topic.RCA})
"""The topics of who holds a public function, or stands beside the holder."""


def _parts(
    parts: Mapping[str, str] | Iterable[Iterable[str]],
) -> tuple[tuple[str, str], ...]:
    """Take parts as a mapping or as pairs; keep their order."""
    pairs = parts.items() if isinstance(parts, Mapping) else parts
    made = tuple((part, text) for part, text in pairs)
    if unknown := {part for part, _ in made} - set(NAME_PARTS):
        raise ValueError(f"no such part of a name: {', '.join(sorted(unknown))}")
    return made


@attrs.frozen
class ListedName:
    """One name of a listed entity, as published.

    ``script`` is the ISO 15924 code of its letters (several joined by ``+``);
    ``parts`` pairs a word of ``NAME_PARTS`` with text, only where the publisher
    gives them.
    """

    full: str
    kind: NameKind = attrs.field(default=NameKind.PRIMARY, kw_only=True)
    strength: Strength = attrs.field(default=Strength.STRONG, kw_only=True)
    script: str = attrs.field(default="", kw_only=True)
    lang: str = attrs.field(default="", kw_only=True)
    parts: tuple[tuple[str, str], ...] = attrs.field(
        default=(), converter=_parts, kw_only=True
    )
    note: str = attrs.field(default="", kw_only=True)


@attrs.frozen
class Place:
    """Where someone was born: the publisher's text, and a country if it names one."""

    text: str
    country: str = ""


@attrs.frozen
class Address:
    """Where someone is found, as published, with its country's code if known."""

    full: str
    city: str = ""
    country: str = ""
    note: str = ""


@attrs.frozen
class Position:
    """A public function or a post.

    For a PEP, ``status`` is ``current``, ``ended`` or ``unknown``: a source that
    nobody maintains can never say ``current``.
    """

    title: str
    category: str = attrs.field(default="", kw_only=True)
    country: str = attrs.field(default="", kw_only=True)
    body: str = attrs.field(default="", kw_only=True)
    start: str = attrs.field(default="", kw_only=True)
    end: str = attrs.field(default="", kw_only=True)
    status: str = attrs.field(default="unknown", kw_only=True)
    source_text: str = attrs.field(default="", kw_only=True)


@attrs.frozen
class Programme:
    """The legal regime of a designation: the publisher's code and its label."""

    code: str
    label: str = ""


@attrs.frozen
class LegalBasis:
    """The act that made a designation."""

    title: str
    type: str = ""
    published: str = ""
    in_force: str = ""
    url: str = ""


@attrs.frozen
class Link:
    """A connection to another entity, by id where it is known, else by name."""

    type: LinkType
    target_id: str = ""
    target_name: str = ""
    target_list: str = ""
    note: str = ""


@attrs.frozen
class Xref:
    """The same subject under another scheme's id (``un_ref``, ``wikidata`` …)."""

    scheme: str
    id: str


def _several(values: Iterable[object], cls: type[T]) -> tuple[T, ...]:
    """Take several values of a type, keep their order, and let no other pass.

    One text in place of several would be read letter by letter, and match nobody.
    """
    if isinstance(values, str):
        raise ValueError("is one text where several values belong")  # noqa: TRY004  # the ground floors raise ValueError
    found = []
    for value in values:
        if not isinstance(value, cls):
            raise ValueError(f"holds something that is no {cls.__name__}")  # noqa: TRY004  # as above
        found.append(value)
    return tuple(found)


def _names(names: Iterable[ListedName | str]) -> tuple[ListedName, ...]:
    if isinstance(names, str):
        return _several(names, ListedName)  # says why not
    return _several(
        (ListedName(n) if isinstance(n, str) else n for n in names), ListedName
    )


def _birth_dates(spans: Iterable[DateSpan | str]) -> tuple[DateSpan, ...]:
    if isinstance(spans, str):
        return _several(spans, DateSpan)  # says why not
    return _several(
        (dates.parse(s) if isinstance(s, str) else s for s in spans), DateSpan
    )


def _countries(codes: Iterable[str]) -> tuple[str, ...]:
    found = _several(codes, str)
    if not all(len(code) == 2 and code.islower() for code in found):
        raise ValueError("holds something that is no ISO 3166-1 alpha-2 code")
    return found


def _places(values: Iterable[Place]) -> tuple[Place, ...]:
    return _several(values, Place)


def _identifiers(values: Iterable[Identifier]) -> tuple[Identifier, ...]:
    return _several(values, Identifier)


def _addresses(values: Iterable[Address]) -> tuple[Address, ...]:
    return _several(values, Address)


def _positions(values: Iterable[Position]) -> tuple[Position, ...]:
    return _several(values, Position)


def _programmes(values: Iterable[Programme]) -> tuple[Programme, ...]:
    return _several(values, Programme)


def _legal_bases(values: Iterable[LegalBasis]) -> tuple[LegalBasis, ...]:
    return _several(values, LegalBasis)


def _links(values: Iterable[Link]) -> tuple[Link, ...]:
    return _several(values, Link)


def _xrefs(values: Iterable[Xref]) -> tuple[Xref, ...]:
    return _several(values, Xref)


def _texts(values: Iterable[str]) -> tuple[str, ...]:
    return _several(values, str)


def _pairs(pairs: Iterable[Iterable[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((kind, value) for kind, value in pairs)


def _topics(topics: Iterable[Topic]) -> frozenset[Topic]:
    return frozenset(_several(topics, Topic))


def _kind(kind: Kind) -> Kind:
    (one,) = _several((kind,), Kind)
    return one


@attrs.frozen(kw_only=True)
class ListedEntity:
    """A person, organisation, vessel or aircraft on a list.

    ``names`` takes plain text and ``birth_dates`` ISO text as well. Countries
    are ISO 3166-1 alpha-2 codes in lower case; genders ``M``, ``F`` or ``X``.
    """

    list_id: str
    record_id: str
    kind: Kind = attrs.field(converter=_kind)
    names: tuple[ListedName, ...] = attrs.field(converter=_names)
    birth_dates: tuple[DateSpan, ...] = attrs.field(default=(), converter=_birth_dates)
    birth_places: tuple[Place, ...] = attrs.field(default=(), converter=_places)
    nationalities: tuple[str, ...] = attrs.field(default=(), converter=_countries)
    citizenships: tuple[str, ...] = attrs.field(default=(), converter=_countries)
    genders: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    identifiers: tuple[Identifier, ...] = attrs.field(
        default=(), converter=_identifiers
    )
    addresses: tuple[Address, ...] = attrs.field(default=(), converter=_addresses)
    contacts: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_pairs)
    titles: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    positions: tuple[Position, ...] = attrs.field(default=(), converter=_positions)
    programmes: tuple[Programme, ...] = attrs.field(default=(), converter=_programmes)
    legal_bases: tuple[LegalBasis, ...] = attrs.field(
        default=(), converter=_legal_bases
    )
    measures: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    topics: frozenset[Topic] = attrs.field(
        default=frozenset({Topic.SANCTION}), converter=_topics
    )
    listed_on: date | None = None
    listed_on_source: str = ""
    updated_on: date | None = None
    delisted_on: date | None = None
    reasons: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    remarks: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    links: tuple[Link, ...] = attrs.field(default=(), converter=_links)
    xrefs: tuple[Xref, ...] = attrs.field(default=(), converter=_xrefs)
    raw_sha256: str = ""

    @property
    def may_be_exposed(self) -> bool:
        """Whether a list says of an office, or of who stands beside one."""
        return (
            not self.topics.isdisjoint(EXPOSED)
            or any([post.category for post in self.positions])
            or any([link.type in NEAR for link in self.links])
        )

    @property
    def countries(self) -> tuple[str, ...]:
        """Every country it states to be of or at: a citizen's, seat's, post's …"""
        return tuple(
            dict.fromkeys(
                (
                    *self.nationalities,
                    *self.citizenships,
                    *(a.country for a in self.addresses if a.country),
                    *(place.country for place in self.birth_places if place.country),
                    *(post.country for post in self.positions if post.country),
                )
            )
        )
