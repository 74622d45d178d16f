"""Whom we screen: a client company and the parties connected to it, as declared.

>>> jean = Party.person("Jean Exemple", role=Role.REPRESENTATIVE, birth_date="1962")
>>> Client("C-1042", parties=[jean]).parties[0].name
'Jean Exemple'
"""

import hashlib
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Self, TypeVar

import attrs

from kycscreen import countries as country_facts
from kycscreen import dates, identifiers
from kycscreen.dates import DateSpan, Precision
from kycscreen.entities import NAME_PARTS, Place
from kycscreen.errors import PartyError
from kycscreen.facts import Kind
from kycscreen.identifiers import Identifier

T = TypeVar("T")


class Role(Enum):
    """Why a party is connected to a client."""

    CLIENT = "client"
    REPRESENTATIVE = "representative"
    BOARD_MEMBER = "board_member"
    BENEFICIAL_OWNER = "beneficial_owner"
    SENIOR_MANAGING_OFFICIAL = "senior_managing_official"
    SHAREHOLDER = "shareholder"


_GENDERS = {"m": "M", "f": "F", "x": "X", "male": "M", "female": "F", "other": "X"}


@attrs.frozen(kw_only=True)
class Party:
    """One person or organisation connected to a client.

    Made by ``Party.person`` and ``Party.organisation``, which read what a book
    holds. ``id`` is yours; without one it is derived from kind, name and birth
    date, so decisions survive a new role but not a corrected name.
    """

    id: str
    kind: Kind
    name: str
    roles: frozenset[Role]
    name_parts: tuple[tuple[str, str], ...] = ()
    other_names: tuple[str, ...] = ()
    birth_date: DateSpan | None = None
    birth_place: Place | None = None
    countries: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    genders: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    positions: tuple[str, ...] = ()

    @classmethod
    def person(
        cls,
        name: str = "",
        *,
        role: Role | Iterable[Role],
        birth_date: str | DateSpan | None = None,
        birth_place: str | None = None,
        countries: Iterable[str] = (),
        nationalities: Iterable[str] = (),
        genders: Iterable[str] = (),
        other_names: Iterable[str] = (),
        name_parts: Mapping[str, str] | None = None,
        identifiers: Iterable[str | Identifier] = (),
        positions: Iterable[str] = (),
        id: str | None = None,
    ) -> Self:
        """Make a natural person; ``PartyError`` names the field that is not usable.

        ``countries`` are those the person is connected to (residence, address);
        ``nationalities`` are what they say. The name comes whole or in parts.
        """
        return cls._made(
            Kind.PERSON,
            name,
            role,
            name_parts or {},
            other_names,
            birth_date=_birth_date(birth_date),
            birth_place=_place(birth_place),
            countries=_countries("countries", countries),
            nationalities=_countries("nationalities", nationalities),
            genders=_genders(genders),
            identifiers=identifiers,
            positions=_texts("positions", positions),
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
        id: str | None = None,
    ) -> Self:
        """Make a company or other body; ``countries`` are where it is established."""
        return cls._made(
            Kind.ORGANISATION,
            name,
            role,
            name_parts or {},
            other_names,
            countries=_countries("countries", countries),
            identifiers=identifiers,
            id=id,
        )

    @classmethod
    def _made(
        cls,
        kind: Kind,
        name: str,
        role: Role | Iterable[Role],
        name_parts: Mapping[str, str],
        other_names: Iterable[str],
        *,
        identifiers: Iterable[str | Identifier],
        id: str | None,
        birth_date: DateSpan | None = None,
        countries: tuple[str, ...] = (),
        **facts: object,
    ) -> Self:
        parts = _name_parts(name_parts)
        full = name if name else " ".join(text for _, text in parts)
        if not isinstance(full, str):
            raise PartyError("name", "is not text")
        return cls(
            id=_derived_id(kind, full, birth_date) if id is None else _id(id),
            kind=kind,
            name=full,
            roles=_roles(role),
            name_parts=parts,
            other_names=_texts("other_names", other_names),
            birth_date=birth_date,
            countries=countries,
            identifiers=_identifiers(identifiers, kind, countries),
            **facts,  # type: ignore[arg-type]  # two callers, both just above
        )

    @property
    def names(self) -> tuple[str, ...]:
        """Every name the party is declared under, the usual one first."""
        return (self.name, *self.other_names)


def _merged(parties: Iterable[Party]) -> tuple[Party, ...]:
    by_id: dict[str, Party] = {}
    for party in parties:
        known = by_id.get(party.id)
        by_id[party.id] = party if known is None else _joined(known, party)
    return tuple(by_id.values())


def _joined(one: Party, other: Party) -> Party:
    """Join two declarations of one party; where they disagree, both are kept."""
    if one.kind is not other.kind:
        raise PartyError("id", "is declared as a person and as an organisation")
    if (
        one.birth_date is not None
        and other.birth_date is not None
        and dates.compare(one.birth_date, other.birth_date) is dates.Agreement.DIFFERENT
    ):
        raise PartyError("birth_date", "differs between two rows of one party")

    extra = (other.name,) if one.name and other.name not in ("", one.name) else ()
    return attrs.evolve(
        one,
        name=one.name or other.name,
        roles=one.roles | other.roles,
        other_names=tuple(
            dict.fromkeys((*one.other_names, *extra, *other.other_names))
        ),
        name_parts=one.name_parts or other.name_parts,
        birth_date=_finer(one.birth_date, other.birth_date),
        birth_place=one.birth_place or other.birth_place,
        countries=_both(one.countries, other.countries),
        nationalities=_both(one.nationalities, other.nationalities),
        genders=_both(one.genders, other.genders),
        identifiers=_both(one.identifiers, other.identifiers),
        positions=_both(one.positions, other.positions),
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


@attrs.frozen
class Client:
    """A company that the firm onboards, and everyone declared with it.

    Parties with equal ids are one party: their roles are joined.
    """

    id: str
    parties: tuple[Party, ...] = attrs.field(kw_only=True, converter=_merged)


def _id(given: str) -> str:
    if not isinstance(given, str) or not given.strip():
        raise PartyError("id", "is empty; leave it out and one is derived")
    return given


def _derived_id(kind: Kind, name: str, birth_date: DateSpan | None) -> str:
    born = birth_date.lo.isoformat() if birth_date and birth_date.lo else ""
    text = "\n".join((kind.value, " ".join(name.casefold().split()), born))
    return "p-" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def _roles(given: Role | Iterable[Role]) -> frozenset[Role]:
    roles = frozenset([given] if isinstance(given, Role) else given)
    if not roles or not all(isinstance(role, Role) for role in roles):
        raise PartyError("role", "is not one or more of Role")
    return roles


def _texts(field: str, given: Iterable[str]) -> tuple[str, ...]:
    if isinstance(given, str):
        raise PartyError(field, "is one text; give a list of texts")
    texts = tuple(given)
    if not all(isinstance(text, str) for text in texts):
        raise PartyError(field, "holds something that is not text")
    return tuple(text for text in texts if text.strip())


def _birth_date(given: str | DateSpan | None) -> DateSpan | None:
    if given is None or given == "":
        return None
    if isinstance(given, DateSpan):
        return given
    try:
        return dates.parse_iso(given)
    except (ValueError, TypeError):
        raise PartyError(
            "birth_date", "is not an ISO date: write YYYY-MM-DD, YYYY-MM or YYYY"
        ) from None


def _place(given: str | None) -> Place | None:
    if given is None:
        return None
    if not isinstance(given, str):
        raise PartyError("birth_place", "is not text")
    if not given.strip():
        return None
    return Place(given, country_facts.find(given))


def _countries(field: str, given: Iterable[str]) -> tuple[str, ...]:
    if isinstance(given, str):
        raise PartyError(field, "is one text; give a list of countries")
    codes = []
    for country in given:
        try:
            codes.append(country_facts.parse(country))
        except (ValueError, AttributeError):
            raise PartyError(
                field, "holds what is no country we know; use ISO 3166-1 codes"
            ) from None
    return tuple(dict.fromkeys(codes))


def _genders(given: Iterable[str]) -> tuple[str, ...]:
    if isinstance(given, str):
        given = [given]
    try:
        return tuple(dict.fromkeys(_GENDERS[gender.casefold()] for gender in given))
    except (KeyError, AttributeError):
        raise PartyError("genders", "holds something other than M, F or X") from None


def _name_parts(given: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    if set(given) - set(NAME_PARTS):
        raise PartyError(
            "name_parts", f"knows only {', '.join(NAME_PARTS)}; another was given"
        )
    if not all(isinstance(text, str) for text in given.values()):
        raise PartyError("name_parts", "holds something that is not text")
    return tuple((part, text) for part, text in given.items() if text.strip())


def _identifiers(
    given: Iterable[str | Identifier], kind: Kind, countries: tuple[str, ...]
) -> tuple[Identifier, ...]:
    if isinstance(given, str):
        raise PartyError("identifiers", "is one text; give a list of identifiers")
    made = []
    for number in given:
        if isinstance(number, Identifier):
            made.append(number)
            continue
        try:
            made.append(identifiers.parse(number, kind=kind, countries=countries))
        except (ValueError, AttributeError):
            raise PartyError(
                "identifiers", "holds one with no letters or digits"
            ) from None
    return tuple(dict.fromkeys(made))
