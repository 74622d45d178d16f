"""Whom we screen: a client company and the parties connected to it, as declared.

>>> jean = Party.person("Jean Exemple", role=Role.REPRESENTATIVE, birth_date="1962")
>>> Client("C-1042", parties=[jean]).parties[0].name
'Jean Exemple'
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from itertools import chain
from typing import Self, TypeVar

import attrs

from kycscreen import codec, dates
from kycscreen.dates import DateSpan, Precision
from kycscreen.entities import Place
from kycscreen.errors import PartyError
from kycscreen.facts import Kind
from kycscreen.identifiers import Identifier
from kycscreen.parties import declared
from kycscreen.parties.holdings import Control, Holding, Undisclosed, Unnamed
from kycscreen.parties.statements import Pep, Proof, Representation, Right
from kycscreen.shares import Share

__all__ = [
    "Client",
    "Control",
    "Holding",
    "Party",
    "Pep",
    "Proof",
    "Representation",
    "Right",
    "Role",
    "Share",
    "Undisclosed",
    "Unnamed",
]

T = TypeVar("T")


class Role(Enum):
    """Why a party is connected to a client."""

    CLIENT = "client"
    REPRESENTATIVE = "representative"
    BOARD_MEMBER = "board_member"
    CEO = "ceo"
    BENEFICIAL_OWNER = "beneficial_owner"
    SENIOR_MANAGING_OFFICIAL = "senior_managing_official"
    SHAREHOLDER = "shareholder"
    INTERMEDIATE_OWNER = "intermediate_owner"


@attrs.frozen(kw_only=True)
class Party:
    """One person or organisation connected to a client.

    Made by ``Party.person`` and ``Party.organisation``, which read what a book
    holds. ``id`` is yours; without one it is derived from kind, name and birth
    date, so decisions survive a new role but not a corrected name. Its ``repr``
    shows who it is to you, and nothing that a log may not hold.

    ``by_number`` names the facts that nobody declared and a personal number says
    (``birth_date``, ``genders``); ``other_births`` are dates that a number says beside
    the one declared: it is screened with all of them.
    """

    id: str
    kind: Kind = attrs.field(metadata=codec.SHARED)
    name: str = attrs.field(repr=False)
    roles: frozenset[Role] = attrs.field(metadata=codec.SHARED)
    name_parts: tuple[tuple[str, str], ...] = attrs.field(default=(), repr=False)
    other_names: tuple[str, ...] = attrs.field(default=(), repr=False)
    birth_date: DateSpan | None = attrs.field(
        default=None, repr=False, metadata=codec.SHARED
    )
    birth_place: Place | None = attrs.field(default=None, repr=False)
    countries: tuple[str, ...] = attrs.field(
        default=(), repr=False, metadata=codec.SHARED
    )
    nationalities: tuple[str, ...] = attrs.field(
        default=(), repr=False, metadata=codec.SHARED
    )
    genders: tuple[str, ...] = attrs.field(
        default=(), repr=False, metadata=codec.SHARED
    )
    identifiers: tuple[Identifier, ...] = attrs.field(default=(), repr=False)
    positions: tuple[str, ...] = attrs.field(default=(), repr=False)
    addresses: tuple[str, ...] = attrs.field(default=(), repr=False)
    represents: tuple[Representation, ...] = attrs.field(default=(), repr=False)
    pep: Pep | None = attrs.field(default=None, repr=False)
    proofs: tuple[Proof, ...] = attrs.field(default=(), repr=False)
    by_number: tuple[str, ...] = attrs.field(default=(), metadata=codec.SHARED)
    other_births: tuple[DateSpan, ...] = attrs.field(default=(), repr=False)

    def __attrs_post_init__(self) -> None:
        if self.kind not in (Kind.PERSON, Kind.ORGANISATION):
            raise PartyError("kind", "is neither Kind.PERSON nor Kind.ORGANISATION")
        facts = (*self.births, self.birth_place, *self.identifiers)
        if not declared.are_whole(_texts(self), facts):
            for field in attrs.fields(type(self)):
                declared.whole(field.name, getattr(self, field.name))

    @classmethod
    def person(
        cls,
        name: str = "",
        *,
        role: Role | Iterable[Role],
        birth_date: str | date | DateSpan | None = None,
        birth_place: str | None = None,
        countries: Iterable[str] = (),
        nationalities: Iterable[str] = (),
        genders: Iterable[str] = (),
        other_names: Iterable[str] = (),
        name_parts: Mapping[str, str] | None = None,
        identifiers: Iterable[str | Identifier] = (),
        positions: Iterable[str] = (),
        addresses: Iterable[str] = (),
        represents: Iterable[Representation] = (),
        pep: Pep | None = None,
        proofs: Iterable[Proof] = (),
        id: str | None = None,
    ) -> Self:
        """Make a natural person; ``PartyError`` names the field that is not usable.

        ``countries`` are those the person is connected to (residence, address);
        ``nationalities`` are what they say. The name comes whole or in parts; parts
        that say more than the whole name, a maiden name and a nickname each make
        another name.
        """
        return cls._made(
            Kind.PERSON,
            name,
            role,
            name_parts,
            other_names,
            birth_date=declared.birth_date(birth_date),
            birth_place=declared.place(birth_place),
            countries=declared.countries("countries", countries),
            nationalities=declared.countries("nationalities", nationalities),
            genders=declared.genders(genders),
            identifiers=identifiers,
            positions=declared.texts("positions", positions),
            addresses=declared.texts("addresses", addresses),
            represents=declared.members("represents", represents, Representation),
            pep=declared.member("pep", pep, Pep),
            proofs=declared.members("proofs", proofs, Proof),
            id=id,
        )

    @classmethod
    def organisation(
        cls,
        name: str = "",
        *,
        role: Role | Iterable[Role],
        countries: Iterable[str] = (),
        other_names: Iterable[str] = (),
        name_parts: Mapping[str, str] | None = None,
        identifiers: Iterable[str | Identifier] = (),
        addresses: Iterable[str] = (),
        represents: Iterable[Representation] = (),
        proofs: Iterable[Proof] = (),
        id: str | None = None,
    ) -> Self:
        """Make a company or other body; ``countries`` are where it is established."""
        return cls._made(
            Kind.ORGANISATION,
            name,
            role,
            name_parts,
            other_names,
            countries=declared.countries("countries", countries),
            identifiers=identifiers,
            addresses=declared.texts("addresses", addresses),
            represents=declared.members("represents", represents, Representation),
            proofs=declared.members("proofs", proofs, Proof),
            id=id,
        )

    @classmethod
    def _made(
        cls,
        kind: Kind,
        name: str,
        role: Role | Iterable[Role],
        name_parts: Mapping[str, str] | None,
        other_names: Iterable[str],
        *,
        identifiers: Iterable[str | Identifier],
        id: str | None,
        birth_date: DateSpan | None = None,
        countries: tuple[str, ...] = (),
        genders: tuple[str, ...] = (),
        **facts: object,
    ) -> Self:
        parts = declared.name_parts(name_parts)
        full, *further = declared.in_full(declared.text("name", name), parts)
        others = (*declared.texts("other_names", other_names), *further)
        numbers = declared.numbers(identifiers, kind, countries)
        told = declared.told_by(numbers, kind, birth_date, genders)
        return cls(
            id=declared.derived_id(kind, full, birth_date)
            if id is None
            else declared.given_id(id),
            kind=kind,
            name=full,
            roles=_roles(role),
            name_parts=parts,
            other_names=tuple(dict.fromkeys(others)),
            birth_date=told.birth_date,
            countries=countries,
            genders=told.genders,
            identifiers=numbers,
            by_number=told.by_number,
            other_births=told.other_births,
            **facts,  # type: ignore[arg-type]  # two callers, both just above
        )

    @property
    def names(self) -> tuple[str, ...]:
        """Every name the party is declared under, the usual one first."""
        return (self.name, *self.other_names)

    @property
    def births(self) -> tuple[DateSpan, ...]:
        """Every birth date it is screened with, the usual one first."""
        if self.birth_date is None:
            return self.other_births
        return (self.birth_date, *self.other_births)


def _texts(party: Party) -> Iterator[str]:
    return chain(
        (party.id, party.name),
        party.other_names,
        party.countries,
        party.nationalities,
        party.genders,
        party.positions,
        party.addresses,
        party.by_number,
        *party.name_parts,
    )


def _merged(parties: Iterable[Party]) -> tuple[Party, ...]:
    by_id: dict[str, Party] = {}
    for party in declared.several("parties", parties):
        if not isinstance(party, Party):
            raise PartyError("parties", "holds something that is no Party")
        known = by_id.get(party.id)
        by_id[party.id] = party if known is None else _joined(known, party)
    return tuple(by_id.values())


def _joined(one: Party, other: Party) -> Party:
    """Join two declarations of one party, of which neither may contradict the other.

    Every name and every further fact of either is kept, other parts of a name as
    another name; of two birth dates the finer, of two birth places the first.
    """
    if one.kind is not other.kind:
        raise PartyError("id", "is declared as a person and as an organisation")
    one, other = _as_declared(one), _as_declared(other)
    if (
        one.birth_date is not None
        and other.birth_date is not None
        and dates.compare(one.birth_date, other.birth_date) is dates.Agreement.DIFFERENT
    ):
        raise PartyError("birth_date", "differs between two rows of one party")
    if one.pep is not None and other.pep is not None and one.pep != other.pep:
        raise PartyError("pep", "differs between two rows of one party")

    name = one.name or other.name
    told = declared.in_full(other.name, other.name_parts)
    extra = (text for text in told if text not in ("", name))
    identifiers = _both(one.identifiers, other.identifiers)
    by = declared.told_by(
        identifiers,
        one.kind,
        _finer(one.birth_date, other.birth_date),
        _both(one.genders, other.genders),
    )
    return attrs.evolve(
        one,
        name=name,
        roles=one.roles | other.roles,
        other_names=tuple(
            dict.fromkeys((*one.other_names, *extra, *other.other_names))
        ),
        name_parts=one.name_parts or other.name_parts,
        birth_date=by.birth_date,
        birth_place=one.birth_place or other.birth_place,
        countries=_both(one.countries, other.countries),
        nationalities=_both(one.nationalities, other.nationalities),
        genders=by.genders,
        identifiers=identifiers,
        positions=_both(one.positions, other.positions),
        addresses=_both(one.addresses, other.addresses),
        represents=_both(one.represents, other.represents),
        pep=one.pep or other.pep,
        proofs=_both(one.proofs, other.proofs),
        by_number=by.by_number,
        other_births=by.other_births,
    )


def _as_declared(party: Party) -> Party:
    """Return a party without what its numbers say: two rows may have two numbers."""
    if not party.by_number and not party.other_births:
        return party
    return attrs.evolve(
        party,
        birth_date=None if "birth_date" in party.by_number else party.birth_date,
        genders=() if "genders" in party.by_number else party.genders,
        by_number=(),
        other_births=(),
    )


def _both(one: tuple[T, ...], other: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*one, *other)))


_FINEST_FIRST = (
    Precision.DAY,
    Precision.MONTH,
    Precision.YEAR,
    Precision.RANGE,
    Precision.UNPARSED,
)


def _finer(one: DateSpan | None, other: DateSpan | None) -> DateSpan | None:
    known = [span for span in (one, other) if span is not None]
    finest = sorted(known, key=lambda span: _FINEST_FIRST.index(span.precision))
    return finest[0] if finest else None


def _holdings(given: Iterable[Holding]) -> tuple[Holding, ...]:
    return declared.members("holdings", given, Holding)


def _undisclosed(given: Iterable[Undisclosed]) -> tuple[Undisclosed, ...]:
    return declared.members("undisclosed", given, Undisclosed)


@attrs.frozen
class Client:
    """A company that the firm onboards, and everyone declared with it.

    Parties with equal ids are one party: their roles are joined. The company itself
    is the party whose role is ``Role.CLIENT``. ``holdings`` say who of them owns what
    of whom, ``undisclosed`` whose owners nobody names. The rest is what a register
    says of the company, and how its ownership is described in words.
    """

    id: str
    parties: tuple[Party, ...] = attrs.field(
        kw_only=True, converter=_merged, repr=False
    )
    holdings: tuple[Holding, ...] = attrs.field(
        kw_only=True, default=(), converter=_holdings, repr=False
    )
    undisclosed: tuple[Undisclosed, ...] = attrs.field(
        kw_only=True, default=(), converter=_undisclosed, repr=False
    )
    registered_on: date | None = attrs.field(kw_only=True, default=None)
    register: str = attrs.field(kw_only=True, default="", repr=False)
    industry: str = attrs.field(kw_only=True, default="", repr=False)
    structure: str = attrs.field(kw_only=True, default="", repr=False)

    def __attrs_post_init__(self) -> None:
        if not declared.text("id", self.id).strip():
            raise PartyError("id", "is empty; a client has one")
        if self.holdings or self.undisclosed:
            known = {"", *(party.id for party in self.parties)}
            ids = {one.owner for one in self.holdings}
            ids |= {one.of for one in self.holdings}
            ids |= {one.of for one in self.undisclosed}
            if not ids <= known:
                raise PartyError(
                    "holdings", "names one that is no party of the client; add it"
                )
            # Blank is the first: it cannot hold itself, but a sole trader can.
            company = [p.id for p in self.companies[:1] if p.kind is Kind.ORGANISATION]
            if any(not held.of and held.owner in company for held in self.holdings):
                raise PartyError("holdings", "has one of a party in itself")

    @property
    def companies(self) -> tuple[Party, ...]:
        """The client company: usually one, none where a book does not say it."""
        return tuple(party for party in self.parties if Role.CLIENT in party.roles)


def _roles(given: Role | Iterable[Role]) -> frozenset[Role]:
    roles = frozenset(
        [given] if isinstance(given, Role) else declared.several("role", given)
    )
    if not roles or {role.__class__ for role in roles} != {Role}:
        raise PartyError("role", "is not one or more of Role")
    return roles
