"""What alone would have made a pair a hit: one fact, one word, or one number.

A remedy is never guessed: each change is made, the pair is weighed again by the one
matcher, and only what it calls a hit is told. Nothing changes two things at once.
"""

import re
from collections.abc import Iterator

import attrs

from kycscreen import match
from kycscreen.entities import ListedEntity, Strength
from kycscreen.explain import account, supposed, values, written
from kycscreen.explain.losses import paired
from kycscreen.explain.words import say
from kycscreen.facts import Kind
from kycscreen.match import Hit
from kycscreen.names import Word, read, space_of
from kycscreen.names.tokens import COMPARED
from kycscreen.parties import Party
from kycscreen.policy import Policy

CODES = (
    *(f"{fact}.{how}" for fact in supposed.FACTS for how in ("agrees", "unstated")),
    "word.read", "word.added", "word.left_out", "name.order", "name.crossed",
    "name.listed",
    "kind.person", "kind.organisation", "policy.alert_at", "policy.name_floor",
    "policy.weak_alone",
)  # fmt: skip
"""The codes of all remedies."""


@attrs.frozen
class Remedy:
    """One change that would make the pair a hit, and the score it would have."""

    code: str
    score: int
    text: str


@attrs.frozen
class Change:
    """A party and a policy that differ in one thing, called ``code``, from what was."""

    code: str
    party: Party
    policy: Policy
    ours: str = ""
    theirs: str = ""


def remedies(
    hit: Hit, party: Party, entity: ListedEntity, policy: Policy
) -> tuple[Remedy, ...]:
    """Return every single change that makes the pair a hit: facts, words, policy."""
    found = changes(hit, party, entity, policy)
    return tuple(_remedy(change, then) for change, then in found)


def changes(
    hit: Hit, party: Party, entity: ListedEntity, policy: Policy
) -> Iterator[tuple[Change, Hit]]:
    """Yield each change that makes a hit, and that hit."""
    for fact in supposed.FACTS:
        yield from _first(_of_fact(hit, party, entity, policy, fact), entity)
    named = list(_named(hit, party, entity, policy))
    yield from named or _first(_renamed_whole(hit, party, entity, policy), entity)
    yield from _first(_of_kind(party, entity, policy), entity)
    for numbers in (_lower_alert, _lower_floor, _weak_alone):
        yield from _first(numbers(hit, party, entity, policy), entity)


def _first(
    tried: Iterator[Change], entity: ListedEntity
) -> Iterator[tuple[Change, Hit]]:
    """Yield the first of some changes, the least first, that makes a hit."""
    for change in tried:
        then = match.match(change.party, entity, change.policy)
        if then is not None:
            yield change, then
            return


def _remedy(change: Change, then: Hit) -> Remedy:
    text = say(f"miss.if.{change.code}", ours=change.ours, theirs=change.theirs)
    return Remedy(change.code, then.score, text)


# -- facts -------------------------------------------------------------------------


def _of_fact(
    hit: Hit, party: Party, entity: ListedEntity, policy: Policy, fact: str
) -> Iterator[Change]:
    """Yield the party without what speaks against it, and with what they state."""
    if _speaks_against(hit, fact):
        silent = supposed.without(party, fact)
        yield Change(f"{fact}.unstated", silent, policy)
    agreeing = supposed.agreeing(party, entity, fact)
    if agreeing is not None:
        theirs = _shown(agreeing, fact)
        yield Change(f"{fact}.agrees", agreeing, policy, theirs=theirs)


def _speaks_against(hit: Hit, fact: str) -> bool:
    return any(
        one.points < 0 and one.code.partition(".")[0] == fact for one in hit.reasons
    )


def _shown(agreeing: Party, fact: str) -> str:
    """Return what the party was given of theirs; it is published."""
    if fact == "identifier":
        return values.number_in_full(agreeing.identifiers[-1])
    if fact == "country":
        theirs = agreeing.nationalities or agreeing.countries
        return values.countries(theirs)
    if fact == "birth_date" and agreeing.birth_date is not None:
        return values.birth_date(agreeing.birth_date)
    if fact == "birth_place" and agreeing.birth_place is not None:
        return values.place(agreeing.birth_place)
    return values.gender(", ".join(agreeing.genders))


# -- the name ----------------------------------------------------------------------


def _named(
    hit: Hit, party: Party, entity: ListedEntity, policy: Policy
) -> Iterator[tuple[Change, Hit]]:
    """Yield what one word, or their order, would do.

    A word that another one in its place makes a hit is not told of again.
    """
    told: set[int] = set()
    replaced = [(at, at) for at, word in enumerate(hit.words) if _is_unlike(word)]
    for mine, other in (*replaced, *paired(hit.words)):
        for found in _first(_read(hit, party, policy, mine, other), entity):
            told |= {mine, other}
            yield found
    for at, word in enumerate(hit.words):
        if at not in told and bool(word.party) != bool(word.listed):
            tried = _left_out if word.party else _added
            yield from _best(tried(hit, party, policy, word), entity)
    yield from _first(_in_order(hit, party, policy), entity)
    yield from _first(_exchanged(hit, party, policy), entity)


def _is_unlike(word: Word) -> bool:
    return bool(word.party and word.listed) and word.likeness < 100


def _best(
    tried: Iterator[Change], entity: ListedEntity
) -> Iterator[tuple[Change, Hit]]:
    """Yield the best of some changes, if it makes a hit."""
    made = []
    for change in tried:
        then = match.match(change.party, entity, change.policy)
        if then is not None:
            made.append((change, then))
    if made:
        yield max(made, key=lambda found: found[1].score)


def _read(
    hit: Hit, party: Party, policy: Policy, mine: int, other: int
) -> Iterator[Change]:
    """Put a word of theirs in the place of one of ours."""
    ours, _ = account.as_written(hit, hit.words[mine])
    _, theirs = account.as_written(hit, hit.words[other])
    found = written.place(hit.words[mine].party, hit.party_name, party.kind)
    if found is not None:
        name = hit.party_name
        name = name[: found[0]] + theirs + name[found[1] :]
        yield _called(hit, party, policy, "word.read", name, ours, theirs)


def _left_out(hit: Hit, party: Party, policy: Policy, word: Word) -> Iterator[Change]:
    ours, _ = account.as_written(hit, word)
    found = written.place(word.party, hit.party_name, party.kind)
    if found is not None:
        name = hit.party_name
        name = f"{name[: found[0]]} {name[found[1] :]}".strip()
        yield _called(hit, party, policy, "word.left_out", name, ours)


def _added(hit: Hit, party: Party, policy: Policy, word: Word) -> Iterator[Change]:
    """Add a word of theirs, at any place: only one of them leaves the order."""
    _, theirs = account.as_written(hit, word)
    name = hit.party_name
    ends = [found.end() for found in re.finditer(r"\S+", name)]
    for at in (0, *ends):
        longer = f"{name[:at]} {theirs} {name[at:]}".strip()
        yield _called(hit, party, policy, "word.added", longer, theirs=theirs)


def _in_order(hit: Hit, party: Party, policy: Policy) -> Iterator[Change]:
    """Put the words that met into the order of theirs."""
    if hit.matched_name is None or not any(word.how == "order" for word in hit.words):
        return
    tokens = read(hit.matched_name.full, party.kind).tokens
    place = {token.text: at for at, token in enumerate(tokens)}
    met = [word for word in hit.words if word.party and word.listed]
    met.sort(key=lambda word: place.get(word.listed.split()[0], len(place)))
    rest = [word for word in hit.words if word.party and not word.listed]
    name = " ".join(account.as_written(hit, word)[0] for word in (*met, *rest))
    yield _called(hit, party, policy, "name.order", name, name)


def _exchanged(hit: Hit, party: Party, policy: Policy) -> Iterator[Change]:
    """Let given and family name change places, where they stand crosswise."""
    if any(one.code == "name.crossed" for one in hit.reasons):
        turned = {"given": "family", "family": "given"}
        parts = tuple((turned.get(part, part), text) for part, text in party.name_parts)
        yield Change("name.crossed", attrs.evolve(party, name_parts=parts), policy)


def _renamed_whole(
    hit: Hit, party: Party, entity: ListedEntity, policy: Policy
) -> Iterator[Change]:
    """Give the party the listed name: where that is no hit, no name is."""
    if entity.kind not in COMPARED[space_of(party.kind)]:
        return
    strong = [name for name in entity.names if name.strength is not Strength.WEAK]
    for name in [hit.matched_name] if hit.matched_name is not None else strong[:1]:
        full = name.full
        yield _called(hit, party, policy, "name.listed", full, theirs=full)


def _called(
    hit: Hit,
    party: Party,
    policy: Policy,
    code: str,
    name: str,
    ours: str = "",
    theirs: str = "",
) -> Change:
    """Change the one name of the party that was compared."""
    if hit.party_name in party.other_names:
        others = (name if n == hit.party_name else n for n in party.other_names)
        changed = attrs.evolve(party, other_names=tuple(others))
    else:
        changed = attrs.evolve(party, name=name)
    return Change(code, changed, policy, ours, theirs)


# -- kind and policy ---------------------------------------------------------------


def _of_kind(party: Party, entity: ListedEntity, policy: Policy) -> Iterator[Change]:
    if entity.kind in COMPARED[space_of(party.kind)]:
        return
    person = party.kind is Kind.PERSON
    other = Kind.ORGANISATION if person else Kind.PERSON
    yield Change(f"kind.{other.value}", attrs.evolve(party, kind=other), policy)


def _lower_alert(
    hit: Hit, party: Party, _entity: ListedEntity, policy: Policy
) -> Iterator[Change]:
    if 1 <= hit.score < policy.alert_at:
        lower = attrs.evolve(policy, alert_at=hit.score)
        yield Change("policy.alert_at", party, lower, theirs=f"{hit.score}")


def _lower_floor(
    hit: Hit, party: Party, _entity: ListedEntity, policy: Policy
) -> Iterator[Change]:
    if 1 <= hit.name_score < policy.name_floor:
        lower = attrs.evolve(policy, name_floor=hit.name_score)
        yield Change("policy.name_floor", party, lower, theirs=f"{hit.name_score}")


def _weak_alone(
    _hit: Hit, party: Party, entity: ListedEntity, policy: Policy
) -> Iterator[Change]:
    alone = policy.weak_alone | {entity.list_id}
    if alone != policy.weak_alone:
        changed = attrs.evolve(policy, weak_alone=alone)
        yield Change("policy.weak_alone", party, changed, theirs=entity.list_id)
