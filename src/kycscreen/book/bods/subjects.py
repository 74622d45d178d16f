"""Entities and persons of BODS as parties, or as somebody whom nobody names."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import attrs

from kycscreen.book.bods import cells, numbers
from kycscreen.book.bods.cells import Plain
from kycscreen.book.bods.statements import Of, Statement
from kycscreen.errors import PartyError
from kycscreen.facts import Kind
from kycscreen.identifiers import Identifier
from kycscreen.parties import Party, Pep, Proof, Role, Unnamed

_PERSONS = {
    "knownPerson": None,
    "anonymousPerson": Unnamed.ANONYMOUS,
    "unknownPerson": Unnamed.UNKNOWN,
}
_ENTITIES = {
    "registeredEntity": None,
    "legalEntity": None,
    "arrangement": None,
    "state": None,
    "stateBody": None,
    "anonymousEntity": Unnamed.ANONYMOUS,
    "unknownEntity": Unnamed.UNKNOWN,
}
_REASONS = {
    "nobeneficialowners": Unnamed.NONE,
    "subjectunabletoconfirmoridentifybeneficialowner": Unnamed.NOT_CONFIRMED,
    "interestedpartyhasnotprovidedinformation": Unnamed.NOT_PROVIDED,
    "subjectexemptfromdisclosure": Unnamed.EXEMPT,
    "interestedpartyexemptfromdisclosure": Unnamed.EXEMPT,
    "unknown": Unnamed.UNKNOWN,
    "informationunknowntopublisher": Unnamed.UNKNOWN,
}
_USUAL = ("legal", "individual")
_UNTIL_KNOWN = Role.INTERMEDIATE_OWNER


@attrs.frozen
class Subject:
    """A record as a party, whose roles each client has its own of.

    ``unnamed`` says why it is nobody in particular. ``founded`` and ``register`` are
    what a register says of an entity.
    """

    party: Party
    unnamed: Unnamed | None = None
    details: str = ""
    founded: date | None = None
    register: str = ""


def subject(id: str, of: Statement) -> Subject:
    """Read an entity or a person; ``PartyError`` names what cannot be taken."""
    return _person(id, of) if of.of is Of.PERSON else _entity(id, of)


def unnamed(plain: Plain) -> tuple[Unnamed, str]:
    """Return why nobody is named, and what is said of it."""
    reason = cells.text(plain, "reason")
    form = reason.replace("-", "").casefold()
    told = [cells.text(plain, "description")]
    if form not in _REASONS:
        told.insert(0, reason)
    return _REASONS.get(form, Unnamed.UNKNOWN), ": ".join(filter(None, told))


def _person(id: str, of: Statement) -> Subject:
    plain = of.details
    kind = cells.choice("personType", cells.mandatory(plain, "personType"), _PERSONS)
    names = cells.several(plain, "names")
    usual = next((n for n in names if _is_usual(n)), names[0] if names else {})
    parts = _parts(usual)
    full = cells.text(usual, "fullName")
    others = [_in_full(name) for name in names if name is not usual]
    homes = [*_places(plain, "addresses"), *_placed(plain, "placeOfResidence")]
    residences = [
        code
        for one in cells.several(plain, "taxResidencies")
        for code in cells.country(one, "taxResidencies")
    ]
    birth = cells.inner(plain, "placeOfBirth")
    party = Party.person(
        full,
        role=_UNTIL_KNOWN,
        birth_date=cells.text(plain, "birthDate").partition("T")[0] or None,
        birth_place=_address(birth) or None,
        countries=(*(c for _, codes in homes for c in codes), *residences),
        nationalities=[
            code
            for one in cells.several(plain, "nationalities")
            for code in cells.country(one, "nationalities")
        ],
        other_names=[name for name in others if name],
        name_parts=parts or None,
        identifiers=_numbers(plain, Kind.PERSON),
        addresses=[text for text, _ in homes],
        pep=_pep(plain, of),
        proofs=_proofs(of),
        id=id,
    )
    told = cells.inner(plain, "unspecifiedPersonDetails")
    return Subject(party, _PERSONS[kind], _told(plain, told))


def _entity(id: str, of: Statement) -> Subject:
    plain = of.details
    typed = plain.get("entityType")
    word = cells.mandatory(
        typed if isinstance(typed, dict) else {"type": typed}, "type"
    )
    kind = cells.choice("entityType", word, _ENTITIES)
    homes = _places(plain, "addresses")
    seat = plain.get("jurisdiction", plain.get("incorporatedInJurisdiction"))
    made = _numbers(plain, Kind.ORGANISATION)
    party = Party.organisation(
        cells.text(plain, "name"),
        role=_UNTIL_KNOWN,
        countries=(
            *cells.country(seat, "jurisdiction"),
            *(code for _, codes in homes for code in codes),
        ),
        other_names=cells.texts(plain, "alternateNames"),
        identifiers=made,
        addresses=[text for text, _ in homes],
        proofs=_proofs(of),
        id=id,
    )
    registers = (
        cells.text(one, "schemeName") or cells.text(one, "scheme")
        for one in cells.several(plain, "identifiers")
    )
    told = cells.inner(plain, "unspecifiedEntityDetails")
    return Subject(
        party,
        _ENTITIES[kind],
        _told(plain, told),
        founded=cells.day(plain, "foundingDate")
        if len(cells.text(plain, "foundingDate")) >= len("YYYY-MM-DD")
        else None,
        register=next(filter(None, registers), ""),
    )


def _told(plain: Plain, of: Plain) -> str:
    missing = cells.text(plain, "missingInfoReason")
    return ": ".join(
        filter(None, (cells.text(of, "reason"), cells.text(of, "description"), missing))
    )


def _is_usual(name: Plain) -> bool:
    return cells.text(name, "type") in _USUAL


def _parts(name: Plain) -> dict[str, str]:
    keys = {
        "given": "givenName",
        "patronymic": "patronymicName",
        "family": "familyName",
    }
    told = {part: cells.text(name, key) for part, key in keys.items()}
    return {part: text for part, text in told.items() if text}


def _in_full(name: Plain) -> str:
    return cells.text(name, "fullName") or " ".join(_parts(name).values())


def _places(plain: Plain, key: str) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (_address(one), cells.country(one.get("country"), key))
        for one in cells.several(plain, key)
    ]


def _placed(plain: Plain, key: str) -> list[tuple[str, tuple[str, ...]]]:
    one = cells.inner(plain, key)
    return [(_address(one), cells.country(one.get("country"), key))] if one else []


def _address(one: Plain) -> str:
    country = one.get("country")
    named = country if isinstance(country, dict) else {"code": country}
    told = (
        cells.text(one, "address"),
        cells.text(one, "postCode") or cells.text(one, "postcode"),
        cells.text(named, "name") or cells.text(named, "code"),
    )
    return ", ".join(filter(None, told))


def _numbers(plain: Plain, kind: Kind) -> list[Identifier]:
    made = (numbers.number(n, kind) for n in cells.several(plain, "identifiers"))
    return [one for one in made if one is not None]


def _proofs(of: Statement) -> Iterable[Proof]:
    source = of.source or of.publisher
    day = date.fromisoformat(of.stated_on) if of.stated_on else None
    return (Proof(source=source, stated_on=day),) if source else ()


def _pep(plain: Plain, of: Statement) -> Pep | None:
    told = cells.inner(plain, "politicalExposure")
    details = cells.several(told, "details")
    status = cells.text(told, "status")
    declared: bool | None
    if status:
        word = cells.choice("status", status, _STATUS)
        declared = _STATUS[word]
    else:  # as 0.2 and 0.3 have it
        details = [*details, *cells.several(plain, "pepStatusDetails")]
        declared = cells.truth(plain, "hasPepStatus")
        if declared is None:
            if not told and not details:
                return None
            declared = True if any(_functions(details)) else None
    office: dict[str, Any] = max(details, key=_lasting, default={})
    country = cells.country(office.get("jurisdiction"), "jurisdiction")
    start = cells.day(office, "startDate")
    end = cells.day(office, "endDate", after=True)
    if start is not None and end is not None and end < start:
        raise PartyError("politicalExposure", "has an office that ends before it began")
    return Pep(
        declared=declared,
        functions=tuple(_functions(details)),
        country=country[0] if country else "",
        start=start,
        end=end,
        declared_on=date.fromisoformat(of.stated_on) if of.stated_on else None,
        source=of.source or of.publisher,
    )


def _lasting(office: dict[str, Any]) -> date:
    """Return until when an office lasts: of several, the last one decides."""
    return cells.day(office, "endDate", after=True) or date.max


_STATUS = {"isPep": True, "isNotPep": False, "unknown": None}


def _functions(details: Iterable[Plain]) -> list[str]:
    return list(filter(None, (cells.text(one, "reason") for one in details)))
