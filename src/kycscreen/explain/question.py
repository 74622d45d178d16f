"""What would settle a hit: the fact that we do not know, or should look at again.

What an answer would be worth is not worked out here: the party is weighed again
as if the answer were known, by the one matcher.
"""

from collections.abc import Iterator

import attrs

from kycscreen import match
from kycscreen.dates import DateSpan, Precision
from kycscreen.entities import ListedEntity
from kycscreen.explain import account, supposed, values, verdicts
from kycscreen.explain.words import say
from kycscreen.facts import Kind
from kycscreen.identifiers import Identifier, masked
from kycscreen.match import Hit, Identity
from kycscreen.parties import Party
from kycscreen.policy import Policy


@attrs.frozen
class Answer:
    """What an answer would do: points, the score then, and if it still alerts."""

    key: str
    points: int
    score: int
    identity: Identity
    is_hit: bool


@attrs.frozen
class Question:
    """The fact to ask for, in a sentence, and what its answers would do."""

    fact: str
    text: str
    answers: tuple[Answer, ...] = ()


def told(answer: Answer) -> str:
    """Return an answer and what it would do, in words."""
    if answer.is_hit:
        identity = say(f"identity.{answer.identity.value}")
        ending = say("settle.identity", identity=identity)
    else:
        ending = say("settle.no_hit")
    points = account.signed(answer.points)
    return say(
        "settle.told",
        answer=say(answer.key),
        points=points,
        n=answer.score,
        then=ending,
    )


def questions(hit: Hit, policy: Policy | None = None) -> tuple[Question, ...]:
    """Return what to ask, and what of ours to check, the most telling first.

    Without the policy that the hit was judged by there are no answers, and so no
    order but that of the facts and nothing to check.
    """
    asked = tuple(_asked(hit))
    if policy is None or not _is_its_own(hit, policy):
        return tuple(Question(fact, text) for fact, text in asked)
    weighed = (Question(f, text, _telling(hit, f, policy)) for f, text in asked)
    lacking = [question for question in weighed if question.answers]
    checked = _to_check(hit, policy, {fact for fact, _ in asked})
    now = _way(hit.identity, match.match(hit.party, hit.entity, policy) is not None)
    return tuple(sorted((*lacking, *checked), key=lambda one: _power(one, now)))


def _power(question: Question, now: str) -> tuple[int, int]:
    """Order by how many other ways the answers settle it, then by how far they part."""
    ways = {_way(answer.identity, answer.is_hit) for answer in question.answers}
    points = [0, *(answer.points for answer in question.answers)]
    return -len(ways - {"", now}), min(points) - max(points)


def _way(identity: Identity, is_hit: bool) -> str:
    """Say which way a hit is settled, if it is."""
    if not is_hit or identity is Identity.CONTRADICTED:
        return "against"
    return "for" if identity in (Identity.CONFIRMED, Identity.SUPPORTED) else ""


def nothing_to_ask(hit: Hit) -> str:
    """Say what is left to look at where no answer would be weighed."""
    only = verdicts.Verdict.ONLY_THEIRS
    facts = [f.title.lower() for f in verdicts.facts(hit) if f.verdict is only]
    if facts:
        return say("settle.compare", facts=", ".join(dict.fromkeys(facts)))
    return say("settle.nothing")


AT_ONCE = 3
"""How many questions of a hit are shown: the most telling ones."""


def _is_its_own(hit: Hit, policy: Policy) -> bool:
    """Tell whether weighing the shown party again gives just what the hit holds.

    It does not under another policy, nor where a number that is masked by now had
    its say: then there is no honest what-if.
    """
    again = match.weigh(hit.party, hit.entity, policy, client_id=hit.client_id)
    return again.reasons == hit.reasons


def _asked(hit: Hit) -> Iterator[tuple[str, str]]:
    """Yield each fact that theirs states and ours lacks, and what to ask."""
    party, entity = hit.party, hit.entity
    if lacking := _lacking_numbers(hit):
        what = values.some(map(values.number_in_full, lacking), _NUMBERS)
        yield "identifier", say("settle.identifier", what=what)
    if party.kind is Kind.PERSON:
        yield from _asked_birth_date(party, entity)
    yield from _asked_country(party, entity)
    if party.kind is Kind.PERSON:
        yield from _asked_of_a_person(party, entity)


_NUMBERS = 3


def _lacking_numbers(hit: Hit) -> tuple[Identifier, ...]:
    """Return their numbers of a kind that we lack, but those that agree with ours."""
    ours = {number.type for number in hit.party.identifiers}
    agree = {r.listed_value for r in hit.reasons if r.code in match.NUMBER_AGREES}
    return tuple(
        number
        for number in supposed.telling_numbers(hit.entity)
        if number.type not in ours
        and agree.isdisjoint({number.value, masked(number.value)})
    )


def _asked_birth_date(party: Party, entity: ListedEntity) -> Iterator[tuple[str, str]]:
    known = supposed.known(entity)
    if not known:
        return
    what = values.some(map(values.birth_date, known), _VALUES)
    if party.birth_date is None:
        yield "birth_date", say("settle.birth_date", what=what)
    elif _is_finer(supposed.finest(known), party.birth_date):
        ours = values.birth_date(party.birth_date)
        yield "birth_date", say("settle.birth_date.finer", what=what, ours=ours)


def _is_finer(theirs: DateSpan, ours: DateSpan) -> bool:
    """Tell whether theirs is a day of the month or year that is all we know."""
    if theirs.precision is not Precision.DAY or ours.precision is Precision.DAY:
        return False
    if theirs.lo is None or ours.lo is None or ours.hi is None:
        return False
    return ours.lo <= theirs.lo <= ours.hi


_VALUES = 6


def _asked_country(party: Party, entity: ListedEntity) -> Iterator[tuple[str, str]]:
    theirs = supposed.countries(entity)
    if not theirs:
        return
    what = values.countries(theirs)
    if not party.nationalities and not party.countries:
        kind = "person" if party.kind is Kind.PERSON else "other"
        yield "country", say(f"settle.country.{kind}", what=what)
    elif (
        party.kind is Kind.PERSON
        and not party.nationalities
        and supposed.nationalities(entity)
        and not set(theirs) & set(party.countries)
    ):
        what = values.countries(supposed.nationalities(entity))
        yield "country", say("settle.country.nationality", what=what)


def _asked_of_a_person(party: Party, entity: ListedEntity) -> Iterator[tuple[str, str]]:
    if entity.birth_places and party.birth_place is None:
        what = values.some(map(values.place, entity.birth_places), _VALUES)
        yield "birth_place", say("settle.birth_place", what=what)
    if entity.genders and not party.genders:
        what = ", ".join(map(values.gender, entity.genders))
        yield "gender", say("settle.gender", what=what)


def _to_check(hit: Hit, policy: Policy, asked: set[str]) -> Iterator[Question]:
    """Yield each fact on which the hit rests, and each that speaks against it."""
    alerts = match.match(hit.party, hit.entity, policy) is not None
    now = _way(hit.identity, alerts)
    for fact in verdicts.facts(hit):
        if fact.subject not in supposed.FACTS or fact.subject in asked:
            continue
        if not fact.points or fact.code in match.NUMBER_AGREES:
            continue
        answers = _telling(hit, fact.subject, policy)
        falls = any(answer.is_hit != alerts for answer in answers)
        turns = any(_way(a.identity, a.is_hit) not in ("", now) for a in answers)
        if falls or (turns and fact.points < 0):
            yield Question(
                fact.subject,
                say(
                    "settle.check.both" if fact.ours == fact.theirs else "settle.check",
                    fact=fact.title.lower(),
                    ours=fact.ours,
                    theirs=fact.theirs,
                ),
                answers,
            )


def _telling(hit: Hit, fact: str, policy: Policy) -> tuple[Answer, ...]:
    """Return the answers that would change the points, the identity or the hit."""
    alerts = match.match(hit.party, hit.entity, policy) is not None
    return tuple(
        answer
        for answer in _answers(hit, fact, policy)
        if answer.points
        or answer.identity is not hit.identity
        or answer.is_hit != alerts
    )


def _answers(hit: Hit, fact: str, policy: Policy) -> Iterator[Answer]:
    for key, party in _supposed(hit, fact):
        then = match.weigh(party, hit.entity, policy)
        made = match.match(party, hit.entity, policy)
        yield Answer(
            f"settle.if.{fact}.{key}",
            then.score - hit.score,
            then.score,
            then.identity,
            made is not None,
        )


def _supposed(hit: Hit, fact: str) -> Iterator[tuple[str, Party]]:
    """Yield the party with an agreeing answer, and with one that differs."""
    if fact == "identifier" and (lacking := _lacking_numbers(hit)):
        yield "same", supposed.with_number(hit.party, lacking[0])
        number = supposed.another(lacking[0])
        yield "different", supposed.with_number(hit.party, number)
        return
    same = supposed.agreeing(hit.party, hit.entity, fact)
    other = supposed.differing(hit.party, hit.entity, fact)
    if same is not None:
        yield "same", same
    if other is not None:
        of_seat = fact == "country" and hit.party.kind is not Kind.PERSON
        yield "elsewhere" if of_seat else "different", other
