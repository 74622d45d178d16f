"""Listed entities that changed, as a book is asked for whom they may concern."""

from collections.abc import Iterator, Sequence

import attrs
import numpy as np

from kycscreen import match, sketches
from kycscreen.batch.listed import Flags, Ints
from kycscreen.entities import ListedEntity, Strength
from kycscreen.names import Name, Token, read_all
from kycscreen.names.alignment import COSTS, best_possible
from kycscreen.names.tokens import COMPARED
from kycscreen.policy import Policy
from kycscreen.rescreen import near
from kycscreen.rescreen.near import Meanings, Probes


@attrs.frozen(eq=False)
class Sought:
    """The names of some entities in one space, and their words by number.

    ``probes`` are of the words, ``as_words`` and ``as_names`` of several that may be
    one, or one that may be several. ``word`` has the words of all names, ``at`` says
    where each name's begin. One of those in ``prefix`` a party must meet.
    """

    space: str
    probes: Probes
    as_words: Meanings
    as_names: Meanings
    weight: Ints
    at: Ints
    word: Ints
    prefix: Flags
    least: Ints
    entity: Ints
    is_weak: Flags


def sought(entities: Sequence[ListedEntity], space: str, policy: Policy) -> Sought:
    """Read the names of entities that are compared in a space."""
    tokens: dict[tuple[object, ...], int] = {}
    held: list[Token] = []
    names: list[Name] = []
    word: list[int] = []
    prefix: list[bool] = []
    leasts: list[int] = []
    whose: list[tuple[int, bool]] = []
    for number, entity in enumerate(entities):
        if entity.kind not in COMPARED[space]:
            continue
        least = _least(entity, policy)
        for name, is_weak in _names(entity, space):
            names.append(name)
            whose.append((number, is_weak))
            leasts.append(least)
            prefix += _prefix(name, least)
            for token in name.tokens:
                key = token.text, token.kind, token.groups
                if key not in tokens:
                    tokens[key] = len(held)
                    held.append(token)
                word.append(tokens[key])
    lengths = np.array([len(name.tokens) for name in names], np.int64)
    return Sought(
        space=space,
        probes=near.probes(held),
        as_words=near.as_words(names),
        as_names=near.as_names(names),
        weight=np.array([token.weight for token in held], np.int64),
        at=np.concatenate([[0], lengths.cumsum()]),
        word=np.array(word, np.int64),
        prefix=np.array(prefix, np.bool_),
        least=np.array(leasts, np.int64),
        entity=np.array([number for number, _ in whose], np.int64),
        is_weak=np.array([is_weak for _, is_weak in whose], np.bool_),
    )


def _names(entity: ListedEntity, space: str) -> Iterator[tuple[Name, bool]]:
    for listed in entity.names:
        for name in read_all(listed.full, space):
            if name.tokens:
                yield name, listed.strength is Strength.WEAK


def _least(entity: ListedEntity, policy: Policy) -> int:
    """Return the least score that a name of it makes a hit with, beside anybody."""
    room = match.Room.of_anybody(policy)
    return min(room.leasts[room.beside(sketches.of_entity(entity))])


def _prefix(name: Name, least: int) -> list[bool]:
    """Tell which words of a listed name a party must meet one of to reach ``least``.

    As ``index.bounds.prefix``, from the other side: what met weighs no more than the
    listed words that did, so of these not too much may be left over.
    """
    order = sorted(
        range(len(name.tokens)),
        key=lambda i: (name.tokens[i].kind == "initial", -name.tokens[i].weight, i),
    )
    chosen = [False] * len(order)
    left, whole = 0, name.weight
    for i in order:
        chosen[i] = True
        left += name.tokens[i].weight
        met = 100 * (whole - left)
        if best_possible(met, 0, 100 * left, COSTS[name.space]) < least:
            break
    return chosen
