"""The facts of a hit beside each other: ours, theirs, and how they relate."""

from collections.abc import Iterator
from enum import Enum

import attrs

from kycscreen import identifiers
from kycscreen.explain import births, values
from kycscreen.explain.words import knows, reason, say
from kycscreen.match import Hit, Reason


class Verdict(Enum):
    """How a fact of ours and of theirs relate, as a reader sees it."""

    AGREE = "agree"
    FITS = "fits"
    CONFLICT = "conflict"
    ONLY_OURS = "only_ours"
    ONLY_THEIRS = "only_theirs"
    UNWEIGHED = "unweighed"
    RULE = "rule"

    @property
    def symbol(self) -> str:
        """The sign beside the word: colour alone never says it."""
        return _SYMBOL[self]


_SYMBOL = {
    Verdict.AGREE: "=",
    Verdict.FITS: "≈",
    Verdict.CONFLICT: "≠",
    Verdict.ONLY_OURS: "◧",
    Verdict.ONLY_THEIRS: "◨",
    Verdict.UNWEIGHED: "·",
    Verdict.RULE: "§",
}


@attrs.frozen
class Fact:
    """One line of the table: ours, theirs, how they relate, what it is worth."""

    subject: str
    """What it is about: the first word of the code."""
    ours: str
    theirs: str
    verdict: Verdict
    note: str
    points: int
    code: str = ""

    @property
    def title(self) -> str:
        """What the fact is called."""
        words = f"fact.{self.subject}"
        return say(words) if knows(words) else self.subject

    @property
    def said(self) -> str:
        """The verdict and its note, in words."""
        between = ": " if self.verdict is Verdict.FITS else ", "
        return between.join(filter(None, (say(self.verdict.value), self.note)))


def facts(hit: Hit) -> tuple[Fact, ...]:
    """Return every fact that a side states, and every rule that moved the score."""
    named = name_reason(hit)
    weighed = [one for one in hit.reasons if one is not named]
    facts = [_fact(hit, one) for one in weighed if not _is_rule(one)]
    facts += _unmentioned(hit, weighed)
    facts.sort(key=lambda fact: _ORDER.get(fact.subject, len(_ORDER)))
    rules = [_fact(hit, one) for one in weighed if _is_rule(one)]
    return (*facts, *rules)


_SUBJECTS = (
    "name",
    "birth_date",
    "birth_place",
    "country",
    "gender",
    "identifier",
    "position",
    "address",
)
_ORDER = {subject: n for n, subject in enumerate(_SUBJECTS)}


_OF_NAMES = frozenset({"name.little", "name.crossed"})


def _is_rule(one: Reason) -> bool:
    return one.code.partition(".")[0] in {"score", "pep"} or one.code in _OF_NAMES


def _fact(hit: Hit, one: Reason) -> Fact:
    subject = one.code.partition(".")[0]
    verdict = _verdict(one)
    ours, theirs = _sides(hit, subject, one)
    return Fact(
        subject, ours, theirs, verdict, _note(hit, one, verdict), one.points, one.code
    )


def _sides(hit: Hit, subject: str, one: Reason) -> tuple[str, str]:
    """Return both values; of what is only set side by side, all we know of it."""
    if _is_rule(one):
        return "", ""
    if one.code == "identifier.one_sided":
        return (
            "; ".join(values.our_number(hit.party, n) for n in hit.party.identifiers),
            "; ".join(values.their_number(hit, n) for n in hit.entity.identifiers),
        )
    if subject == "position":
        return "; ".join(hit.party.positions), values.posts(hit.entity)
    ours = _value(hit, subject, one.party_value)
    if subject == "birth_date" and one.party_value:
        ours = values.our_birth(hit.party, one.party_value)
    if subject == "gender":
        ours = values.our_gender(hit.party, one.party_value)
    return ours, _value(hit, subject, one.listed_value)


def _note(hit: Hit, one: Reason, verdict: Verdict) -> str:
    if verdict in _UNWORDED:
        return ""
    note, _ = reason(one.code)
    if one.code.startswith("birth_date."):
        return births.note(one)
    if one.code == "name.weak_alias":
        return say("note.likeness", note=note, n=one.detail)
    if one.code == "country.same" and one.detail:
        return one.detail
    detail = values.without_numbers(hit, one.detail.replace("_", " "))
    return ", ".join(filter(None, (note, detail)))


_UNWORDED = frozenset({Verdict.ONLY_OURS, Verdict.ONLY_THEIRS})


def _value(hit: Hit, subject: str, value: str) -> str:
    if subject == "gender":
        return values.gender(value)
    return values.without_numbers(hit, value)


def _verdict(one: Reason) -> Verdict:
    if _is_rule(one):
        return Verdict.RULE
    how = one.code.rpartition(".")[2]
    if one.code == "birth_place.different":
        return Verdict.UNWEIGHED  # places are spelt too freely to conflict
    if births.only_roughly(one):
        return Verdict.FITS
    if how == "not_weighed":
        return Verdict.UNWEIGHED
    if how == "one_sided":
        return _one_sided(one.party_value, one.listed_value)
    return Verdict.CONFLICT if how in {"different", "near"} else Verdict.AGREE


def _one_sided(ours: str, theirs: str) -> Verdict:
    if ours and theirs:
        return Verdict.UNWEIGHED
    return Verdict.ONLY_OURS if ours else Verdict.ONLY_THEIRS


def _unmentioned(hit: Hit, weighed: list[Reason]) -> Iterator[Fact]:
    """Yield what a side states and no reason speaks of: 0 points, but seen."""
    mentioned = {one.code.partition(".")[0] for one in weighed} - {"identifier"}
    for subject, ours, theirs in _stated(hit, weighed):
        if subject not in mentioned and (ours or theirs):
            verdict = _one_sided(ours, theirs)
            yield Fact(subject, ours, theirs, verdict, "", 0)


def _stated(hit: Hit, weighed: list[Reason]) -> Iterator[tuple[str, str, str]]:
    party, entity = hit.party, hit.entity
    yield (
        "birth_date",
        values.our_birth(party),
        "; ".join(map(values.birth_date, entity.birth_dates)),
    )
    yield (
        "country",
        values.countries((*party.nationalities, *party.countries)),
        values.countries((*entity.nationalities, *entity.citizenships)),
    )
    yield (
        "birth_place",
        values.place(party.birth_place) if party.birth_place is not None else "",
        "; ".join(map(values.place, entity.birth_places)),
    )
    yield (
        "gender",
        values.our_gender(party, ", ".join(party.genders)),
        ", ".join(map(values.gender, entity.genders)),
    )
    mentioned = [one for one in weighed if one.code.startswith("identifier.")]
    if not any(one.code == "identifier.one_sided" for one in mentioned):
        ours = " ".join(one.party_value for one in mentioned)
        theirs = " ".join(one.listed_value for one in mentioned)
        mine = (n for n in party.identifiers if n.value not in ours)
        listed = (
            number
            for number in entity.identifiers
            if number.value not in theirs
            and identifiers.masked(number.value) not in theirs
        )
        yield (
            "identifier",
            "; ".join(values.our_number(party, n) for n in mine),
            "; ".join(values.their_number(hit, n) for n in listed),
        )
    yield "position", "; ".join(party.positions), values.posts(entity)
    yield "address", "", "; ".join(address.full for address in entity.addresses)


def name_reason(hit: Hit) -> Reason | None:
    """Return the reason whose points the words carry."""
    return next((one for one in hit.reasons if one.code in _NAMES), None)


_NAMES = frozenset({"name.same", "name.similar", "name.different", "name.weak"})
