"""Where a pair that is no hit lost its points: words, facts, rules, thresholds.

What an identical name is worth, less every loss, plus whatever agrees, is the
score: nothing is lost that does not stand here.
"""

from collections.abc import Iterator

import attrs
from rapidfuzz.distance import OSA

from kycscreen import match, names
from kycscreen import policy as policies
from kycscreen.entities import ListedEntity
from kycscreen.explain import account, verdicts
from kycscreen.explain.words import reason, say
from kycscreen.match import Hit
from kycscreen.names import Word, space_of, split
from kycscreen.names.tokens import COMPARED
from kycscreen.parties import Party
from kycscreen.policy import Policy

CODES = (
    "name.floor", "name.weak_alone", "name.not_compared", "name.unread",
    "name.unmet", "word.unlike",
)  # fmt: skip
"""The codes of losses that are neither reasons nor ways in which words meet."""


@attrs.frozen
class Loss:
    """What took points, or made any number of them useless: then it took 0.

    ``code`` is ``word.<how>`` for words of the names, by how they met; ``name.…``
    for the name as a whole; and the reason's own for facts and rules.
    """

    code: str
    points: int
    text: str
    ours: str = ""
    theirs: str = ""


def losses(hit: Hit, party: Party, policy: Policy) -> tuple[Loss, ...]:
    """Return every loss of a weighed pair: what bars it first, then the heaviest."""
    lost = [*_barred(hit, policy), *_of_name(hit, party, policy), *_of_facts(hit)]
    return tuple(sorted(lost, key=lambda loss: (loss.points != 0, loss.points)))


def gains(hit: Hit) -> tuple[Loss, ...]:
    """Return what gave points besides the name, told in the same way."""
    return tuple(_of_fact(f) for f in verdicts.facts(hit) if f.points > 0)


def _barred(hit: Hit, policy: Policy) -> Iterator[Loss]:
    """Yield the threshold that keeps the pair from being a hit at any score."""
    agrees = any(one.code in match.NUMBER_AGREES for one in hit.reasons)
    if hit.score >= policy.alert_at and not agrees:
        text = say("miss.name.floor", n=hit.name_score, least=policy.name_floor)
        yield Loss("name.floor", 0, text)


def _of_name(hit: Hit, party: Party, policy: Policy) -> Iterator[Loss]:
    lost = policy.name_points - account.name_total(hit)
    weak = weak_alias(hit, party, policy)
    if hit.words:
        if weak is not None:
            less = _less_than_a_name(hit, policy)
            yield attrs.evolve(weak, points=-less)
            lost -= less
        yield from _of_words(hit, lost)
    elif weak is not None:
        yield attrs.evolve(weak, points=-lost)
    elif lost:
        code = _unmet(party, hit.entity)
        ours, theirs = (say(f"kind.{one.kind.value}") for one in (party, hit.entity))
        yield Loss(code, -lost, say(f"miss.{code}", ours=ours, theirs=theirs))


def _less_than_a_name(hit: Hit, policy: Policy) -> int:
    """Return what the name would be worth more if it were no weak alias."""
    named = verdicts.name_reason(hit)
    if named is None or named.code != "name.weak":
        return 0
    return policies.name_points(hit.name_score, policy) - named.points


def weak_alias(hit: Hit, party: Party, policy: Policy) -> Loss | None:
    """Return the weak alias that would do more than the best other name, if any."""
    alone = policy.weak_alone | {hit.entity.list_id}
    if alone == policy.weak_alone:
        return None
    then = match.weigh(party, hit.entity, attrs.evolve(policy, weak_alone=alone))
    more = _less_than_a_name(hit, policy) > 0
    if not more and then.name_score <= max(hit.name_score, policy.name_floor - 1):
        return None
    alias = "" if then.matched_name is None else then.matched_name.full
    text = say("miss.name.weak_alone", theirs=alias, n=then.name_score)
    return Loss("name.weak_alone", 0, text, theirs=alias)


def _unmet(party: Party, entity: ListedEntity) -> str:
    """Say why no word of any name met one of theirs."""
    space = space_of(party.kind)
    if entity.kind not in COMPARED[space]:
        return "name.not_compared"
    if not any(names.read_in(name, space).tokens for name in party.names):
        return "name.unread"
    return "name.unmet"


def _of_words(hit: Hit, lost: int) -> Iterator[Loss]:
    """Share among the words what the name lacks of an identical one.

    A word left over loses what it took; what then remains was lost by the words
    that met without being the same, by their unlikeness and weight.
    """
    left = [-min(0, word.points) for word in hit.words]
    unlike = [
        (100 - w.likeness) * w.weight if w.party and w.listed else 0 for w in hit.words
    ]
    taken = min(lost, sum(left)) if any(unlike) else lost
    if not any(left):
        left = [word.weight + 1 for word in hit.words]
        taken = 0 if any(unlike) else lost
    shares = zip(split(taken, left), split(lost - taken, unlike), strict=True)
    points = [one + other for one, other in shares]
    yield from _told(hit, points)


def _told(hit: Hit, points: list[int]) -> Iterator[Loss]:
    """Tell each word's loss; two left over that resemble each other are one."""
    lost = dict(enumerate(points))
    for mine, other in resembling(hit.words):
        ours, _ = account.as_written(hit, hit.words[mine])
        _, theirs = account.as_written(hit, hit.words[other])
        both = lost.pop(mine) + lost.pop(other)
        text = say("miss.word.unlike", ours=ours, theirs=theirs)
        yield Loss("word.unlike", -both, text, ours, theirs)
    for at, share in lost.items():
        if share:
            yield _of_word(hit, hit.words[at], -share)


def resembling(words: tuple[Word, ...]) -> Iterator[tuple[int, int]]:
    """Yield the words left over on either side that share most of their letters."""
    for mine, other in paired(words):
        ours, theirs = words[mine].party, words[other].listed
        if 2 * _apart(ours, theirs) <= max(len(ours), len(theirs)):
            yield mine, other


def paired(words: tuple[Word, ...]) -> Iterator[tuple[int, int]]:
    """Pair the words left over of one kind, those first whose letters are nearest."""
    apart = sorted(
        (_apart(ours.party, theirs.listed), mine, other)
        for mine, ours in enumerate(words)
        for other, theirs in enumerate(words)
        if ours.party and not ours.listed and theirs.listed and not theirs.party
        if ours.kind == theirs.kind
    )
    taken: set[int] = set()
    for _, mine, other in apart:
        if taken.isdisjoint({mine, other}):
            taken |= {mine, other}
            yield mine, other


def _apart(ours: str, theirs: str) -> int:
    return OSA.distance(names.fold(ours), names.fold(theirs))


def _of_word(hit: Hit, word: Word, points: int) -> Loss:
    ours, theirs = account.as_written(hit, word)
    label, means = account.how(word)
    told = {"ours": ours, "theirs": theirs, "how": label, "n": word.likeness}
    if ours and theirs:
        text = say("miss.word.met", **told)
    elif ours or theirs:
        text = say("miss.word.only_ours" if ours else "miss.word.only_theirs", **told)
    else:
        text = ": ".join(filter(None, (label, means)))
    return Loss(f"word.{word.how}", points, text, ours, theirs)


def _of_facts(hit: Hit) -> Iterator[Loss]:
    for fact in verdicts.facts(hit):
        if fact.points < 0:
            yield _of_fact(fact)


def _of_fact(fact: verdicts.Fact) -> Loss:
    if fact.verdict is verdicts.Verdict.RULE:
        least = fact.code == "score.limit" and fact.points > 0
        text = say("miss.limit") if least else f"{fact.title}: {reason(fact.code)[0]}"
        return Loss(fact.code, fact.points, text)
    key, said = "miss.fact.both", fact.said
    if fact.ours == fact.theirs:
        key, said = "miss.fact.one", say(fact.verdict.value)
    told = say(key, fact=fact.title, ours=fact.ours, theirs=fact.theirs, said=said)
    return Loss(fact.code, fact.points, told, fact.ours, fact.theirs)
