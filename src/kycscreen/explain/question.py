"""What would settle a hit: the fact that the list states and we do not know.

Only points that follow from the policy are given; where the rest of the score
depends on more than this one fact, no number is.
"""

from collections.abc import Iterator

import attrs

from kycscreen.dates import Precision
from kycscreen.explain import values
from kycscreen.explain.words import say
from kycscreen.facts import Kind
from kycscreen.match import Hit
from kycscreen.policy import Policy


@attrs.frozen
class Answer:
    """What an answer would do: points, the score then, and if it still alerts."""

    key: str
    points: int
    score: int
    is_hit: bool


@attrs.frozen
class Question:
    """The fact to ask for, in a sentence, and what its answers would do."""

    fact: str
    text: str
    answers: tuple[Answer, ...] = ()


def questions(hit: Hit, policy: Policy | None = None) -> tuple[Question, ...]:
    """Return what to ask, the most telling first; nothing if we lack nothing."""
    return tuple(
        Question(fact, text, tuple(_answers(hit, fact, same, policy)))
        for fact, text, same in _asked(hit)
    )


def _asked(hit: Hit) -> Iterator[tuple[str, str, str]]:
    """Yield a fact, what to ask, and the policy's number for an agreeing answer."""
    party, entity = hit.party, hit.entity
    ours = {number.type for number in party.identifiers}
    lacking = [n for n in entity.identifiers if n.type not in ours]
    if lacking:
        what = "; ".join(values.their_number(hit, n) for n in lacking[:3])
        yield "identifier", say("settle.identifier", what=what), "identifier_same"
    if party.kind is Kind.PERSON:
        yield from _asked_of_a_person(hit)
    listed = (*entity.nationalities, *entity.citizenships)
    if listed and not party.nationalities and not party.countries:
        what = values.countries(listed)
        yield "country", say("settle.country", what=what), "country_same"


def _asked_of_a_person(hit: Hit) -> Iterator[tuple[str, str, str]]:
    party, entity = hit.party, hit.entity
    known = [s for s in entity.birth_dates if s.precision is not Precision.UNPARSED]
    if known:
        what = "; ".join(map(values.birth_date, known))
        finest = min((s.precision for s in known), key=_COARSER.index)
        if party.birth_date is None:
            yield "birth_date", say("settle.birth_date", what=what), _SAME[finest]
        elif finest is Precision.DAY and _says_only_the_year(hit):
            ours = values.birth_date(party.birth_date)
            asked = say("settle.birth_date.finer", what=what, ours=ours)
            yield "birth_date", asked, "birth_date_same"
    if entity.birth_places and party.birth_place is None:
        what = "; ".join(map(values.place, entity.birth_places))
        yield "birth_place", say("settle.birth_place", what=what), "birth_place_same"
    if entity.genders and not party.genders:
        what = ", ".join(map(values.gender, entity.genders))
        yield "gender", say("settle.gender", what=what), "gender_same"


_COARSER = (
    Precision.DAY,
    Precision.MONTH,
    Precision.YEAR,
    Precision.RANGE,
    Precision.UNPARSED,
)
_SAME = {
    Precision.DAY: "birth_date_same",
    Precision.MONTH: "birth_date_month",
    Precision.YEAR: "birth_date_year",
    Precision.RANGE: "birth_date_year",
}


def _says_only_the_year(hit: Hit) -> bool:
    codes = {reason.code for reason in hit.reasons}
    return bool(codes & {"birth_date.month", "birth_date.year"}) and (
        hit.party.birth_date is not None
        and hit.party.birth_date.precision is not Precision.DAY
    )


def _answers(hit: Hit, fact: str, same: str, policy: Policy | None) -> Iterator[Answer]:
    """Yield what agreeing and differing would do, where the policy alone decides it."""
    if policy is None or _is_entangled(hit):
        return
    already = sum(r.points for r in hit.reasons if r.code.startswith(f"{fact}."))
    if fact == "identifier":
        already = 0  # each number is weighed on its own
    agreeing = getattr(policy, same) - already
    yield _answer(hit, f"settle.if.{fact}.same", agreeing, policy, fact)
    if fact == "identifier":
        # Whether another number contradicts depends on the number: people hold
        # several passports. So only the agreeing answer has a certain worth.
        return
    if fact != "birth_place":
        differing = getattr(policy, f"{fact}_different") - already
        yield _answer(hit, f"settle.if.{fact}.different", differing, policy, "")


def _is_entangled(hit: Hit) -> bool:
    """Tell whether a rule of the whole score moved this hit, or could move the next."""
    rules = any(r.code.partition(".")[0] in {"score", "pep"} for r in hit.reasons)
    return rules or hit.pack != "sanctions"


def _answer(hit: Hit, key: str, points: int, policy: Policy, agrees: str) -> Answer:
    """Apply the policy's own limits to a sum with one more fact in it."""
    score = hit.score + points
    if agrees == "identifier" or any(r.code == "identifier.same" for r in hit.reasons):
        score = max(score, policy.identifier_at)
    elif points < 0 and hit.name_score >= policy.name_sure:
        score = max(score, policy.alert_at)
    score = min(max(score, 0), 100)
    return Answer(key, score - hit.score, score, score >= policy.alert_at)
