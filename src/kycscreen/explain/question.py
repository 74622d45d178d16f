"""What would settle a hit: the fact that the list states and we do not know.

What an answer would be worth is not worked out here: the party is weighed again
as if the answer were known, by the one matcher.
"""

from collections.abc import Iterator
from datetime import date

import attrs

from kycscreen import match
from kycscreen.dates import DateSpan, Precision
from kycscreen.entities import ListedEntity
from kycscreen.explain import account, values, verdicts
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
    """Return what to ask, the most telling first; nothing if we lack nothing.

    Without the policy that the hit was judged by there are no answers.
    """
    asked = tuple(_asked(hit))
    if policy is None or not asked or not _is_its_own(hit, policy):
        return tuple(Question(fact, text) for fact, text in asked)
    found = (
        Question(fact, text, tuple(_telling(hit, fact, policy))) for fact, text in asked
    )
    return tuple(question for question in found if question.answers)


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
    lacking = (
        number
        for number in hit.entity.identifiers
        if number.type not in ours
        and agree.isdisjoint({number.value, masked(number.value)})
    )
    # One whose country is stated proves more than one that may be anybody's.
    return tuple(sorted(lacking, key=lambda number: not number.country))


def _asked_birth_date(party: Party, entity: ListedEntity) -> Iterator[tuple[str, str]]:
    known = [s for s in entity.birth_dates if s.lo is not None]
    if not known:
        return
    what = values.some(map(values.birth_date, known), _VALUES)
    if party.birth_date is None:
        yield "birth_date", say("settle.birth_date", what=what)
    elif _is_finer(_finest(known), party.birth_date):
        ours = values.birth_date(party.birth_date)
        yield "birth_date", say("settle.birth_date.finer", what=what, ours=ours)


def _finest(spans: list[DateSpan]) -> DateSpan:
    return min(spans, key=lambda span: _COARSER.index(span.precision))


def _is_finer(theirs: DateSpan, ours: DateSpan) -> bool:
    """Tell whether theirs is a day of the month or year that is all we know."""
    if theirs.precision is not Precision.DAY or ours.precision is Precision.DAY:
        return False
    if theirs.lo is None or ours.lo is None or ours.hi is None:
        return False
    return ours.lo <= theirs.lo <= ours.hi


_COARSER = tuple(Precision)
_VALUES = 6


def _asked_country(party: Party, entity: ListedEntity) -> Iterator[tuple[str, str]]:
    theirs = _countries(entity)
    if not theirs:
        return
    what = values.countries(theirs)
    if not party.nationalities and not party.countries:
        kind = "person" if party.kind is Kind.PERSON else "other"
        yield "country", say(f"settle.country.{kind}", what=what)
    elif (
        party.kind is Kind.PERSON
        and not party.nationalities
        and _nationalities(entity)
        and not set(theirs) & set(party.countries)
    ):
        what = values.countries(_nationalities(entity))
        yield "country", say("settle.country.nationality", what=what)


def _nationalities(entity: ListedEntity) -> tuple[str, ...]:
    stated = (*entity.nationalities, *entity.citizenships)
    return tuple(dict.fromkeys(filter(None, stated)))


def _countries(entity: ListedEntity) -> tuple[str, ...]:
    """Return every country that theirs is said to belong to, nationality first."""
    others = (
        *(address.country for address in entity.addresses),
        *(place.country for place in entity.birth_places),
        *(post.country for post in entity.positions),
    )
    return tuple(dict.fromkeys((*_nationalities(entity), *filter(None, others))))


def _asked_of_a_person(party: Party, entity: ListedEntity) -> Iterator[tuple[str, str]]:
    if entity.birth_places and party.birth_place is None:
        what = values.some(map(values.place, entity.birth_places), _VALUES)
        yield "birth_place", say("settle.birth_place", what=what)
    if entity.genders and not party.genders:
        what = ", ".join(map(values.gender, entity.genders))
        yield "gender", say("settle.gender", what=what)


def _telling(hit: Hit, fact: str, policy: Policy) -> Iterator[Answer]:
    """Yield the answers that would change the points, the identity or the hit."""
    alerts = match.match(hit.party, hit.entity, policy) is not None
    for answer in _answers(hit, fact, policy):
        changes = answer.identity is not hit.identity or answer.is_hit != alerts
        if answer.points or changes:
            yield answer


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
    """Yield the party with an agreeing answer, and with one that differs.

    What another number would say depends on the number, since people hold several
    passports; and places are spelt too freely to differ. Those have no other.
    """
    party, entity = hit.party, hit.entity
    if fact == "identifier":
        (number, *_) = _lacking_numbers(hit)
        numbers = (*party.identifiers, number)
        yield "same", attrs.evolve(party, identifiers=numbers)
    elif fact == "birth_place":
        yield "same", attrs.evolve(party, birth_place=entity.birth_places[0])
    elif fact == "birth_date":
        spans = [s for s in entity.birth_dates if s.lo is not None]
        yield "same", attrs.evolve(party, birth_date=_finest(spans))
        yield "different", attrs.evolve(party, birth_date=_another_day(spans))
    elif fact == "country":
        theirs = _countries(entity)[:1]
        if party.kind is Kind.PERSON:
            yield "same", attrs.evolve(party, nationalities=theirs)
            yield "different", attrs.evolve(party, nationalities=("aq",))
        else:
            yield "same", attrs.evolve(party, countries=theirs)
    elif fact == "gender":
        yield "same", attrs.evolve(party, genders=entity.genders[:1])
        other = "M" if "M" not in entity.genders else "F"
        if other not in entity.genders:
            yield "different", attrs.evolve(party, genders=(other,))
    else:
        raise ValueError(f"nobody asks for {fact}")


def _another_day(spans: list[DateSpan]) -> DateSpan:
    """Return a day that is a generation from every listed one."""
    last = max(span.hi.year for span in spans if span.hi is not None)
    day = date(min(last + 40, 9999), 7, 7)
    return DateSpan(day, day, Precision.DAY, raw=day.isoformat())
