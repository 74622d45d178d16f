"""What a rule that is well written may still not say: it would never count, or always.

A mistyped word in a policy makes nothing red. So every word that has a known
vocabulary is held against it.

>>> origin = Origin(source="an act")
>>> rule = Service(id="s", countries=("RU",), services=(), origin=origin)
>>> tuple(nonsense(rule))
(('countries', 'holds what is no country code, as in "fi"'),)
"""

from collections.abc import Iterator
from functools import singledispatch
from typing import Any

from kycscreen import countries, identifiers
from kycscreen.facts import Kind
from kycscreen.policy.law import (
    AfterOffice,
    Function,
    Origin,
    OwnerRule,
    Record,
    Regime,
    Relation,
    Service,
)

ROLES = (
    "client", "representative", "board_member", "ceo", "beneficial_owner",
    "senior_managing_official", "shareholder", "intermediate_owner",
)  # fmt: skip
"""Roles of parties, as policies write them."""
FACTS = frozenset(
    {
        "name", "birth_date", "nationalities", "identity_code", "pep", "document",
        "countries",
        "registered_on", "register", "industry", "structure",
    }
)  # fmt: skip
"""Facts that may have to be on record, besides numbers by their type."""

Problem = tuple[str, str]
"""A key of a rule, and what is wrong with it."""


def nonsense(rule: Any) -> Iterator[Problem]:
    """Yield what a rule says that can mean nothing."""
    origin: Origin = rule.origin
    if not origin.source.strip():
        yield "source", "is empty: say which act or guidance asks it"
    if origin.since and origin.until and origin.until <= origin.since:
        yield "until", "is not after since: the rule would never be in force"
    yield from _of(rule)


@singledispatch
def _of(rule: object) -> Iterator[Problem]:
    yield from ()


@_of.register(Regime)
@_of.register(OwnerRule)
def _(rule: Regime | OwnerRule) -> Iterator[Problem]:
    if rule.at < 1:
        yield "threshold", "is nothing: everybody would reach it"


@_of.register
def _(rule: Function) -> Iterator[Problem]:
    _, _, country = rule.id.partition(" ")
    if country:
        yield from _countries("id", (country,))


@_of.register
def _(rule: AfterOffice) -> Iterator[Problem]:
    if rule.months < 0:
        yield "months", "is below 0"
    yield from _countries("countries", rule.countries)


@_of.register
def _(rule: Relation) -> Iterator[Problem]:
    if not all(word.strip() and word == word.casefold() for word in rule.words):
        yield "words", "holds an empty one, or one that is not in small letters"


@_of.register
def _(rule: Service) -> Iterator[Problem]:
    yield from _countries("countries", rule.countries)


@_of.register
def _(rule: Record) -> Iterator[Problem]:
    if not set(rule.roles) <= set(ROLES):
        yield "roles", f"holds one that we do not know; known are {', '.join(ROLES)}"
    if rule.kind not in (Kind.PERSON.value, Kind.ORGANISATION.value):
        yield "kind", "is neither person nor organisation"
    if not set(rule.asked) <= FACTS | identifiers.TYPES:
        known = ", ".join(sorted(FACTS))
        yield "asked", f"holds what is no fact; known are {known}, types of numbers"


def _countries(key: str, codes: tuple[str, ...]) -> Iterator[Problem]:
    for code in codes:
        if not _is_code(code):
            yield key, 'holds what is no country code, as in "fi"'
            return


def _is_code(code: str) -> bool:
    try:
        return len(code) == 2 and countries.parse(code) == code
    except ValueError:
        return False
