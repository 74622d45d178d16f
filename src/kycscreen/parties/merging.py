"""Several declarations of one party, made one."""

from collections.abc import Iterable
from typing import TypeVar

import attrs

from kycscreen import dates
from kycscreen.dates import DateSpan, Precision
from kycscreen.errors import PartyError
from kycscreen.parties import declared, numbered
from kycscreen.parties.party import Party

T = TypeVar("T")


def merged(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Return parties of whom no two have one id: what both declare is joined."""
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
    by = numbered.told_by(
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
