"""One person or organisation connected to a client, as declared."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from itertools import chain
from typing import Self

import attrs

from kycscreen import codec
from kycscreen.dates import DateSpan
from kycscreen.entities import Place
from kycscreen.errors import PartyError
from kycscreen.facts import Kind
from kycscreen.identifiers import Identifier
from kycscreen.parties import declared, numbered
from kycscreen.parties.statements import Pep, Proof, Representation


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


OWNERS = frozenset({Role.BENEFICIAL_OWNER, Role.SHAREHOLDER, Role.INTERMEDIATE_OWNER})
"""The roles of who owns a part of the client, whatever holding is declared."""


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
        told = numbered.told_by(numbers, kind, birth_date, genders)
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


def _roles(given: Role | Iterable[Role]) -> frozenset[Role]:
    roles = frozenset(
        [given] if isinstance(given, Role) else declared.several("role", given)
    )
    if not roles or {role.__class__ for role in roles} != {Role}:
        raise PartyError("role", "is not one or more of Role")
    return roles
