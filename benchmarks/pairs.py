"""What a pair costs beside logic-v2: ``.venv/peers/bin/python -m benchmarks.pairs``.

People of EU and UN as client files would have them, and who of OFAC the index proposes
for each: the same pairs for both, with all facts, scored with all reasons. Parties and
entities are made beforehand, each once, and tables are read; but nothing is known of
their names. Of the same calls in one process

* *cold* is the first time: names are read, and compared with others. Who is in several
  pairs, as most entities are, is read with the first of them;
* *warm* is the second time that the same pairs meet, and what either side keeps of a
  name, or of two names, it has: these are not more than we keep;
* *apart* is each party beside the entity of another pair: both were met, but not
  together.

What the lists hold is exempt from the search for garbage, which would take longer than
the comparing on either side. CPU time a pair, in processes that run in turn, medians of
``--runs``.
"""

import gc
import json
import random
import statistics
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks import costs, material, subjects
from benchmarks.costs import Figures, rounded
from benchmarks.engines import as_party
from benchmarks.subjects import Subject
from kycscreen import match, sketches
from kycscreen.entities import ListedEntity
from kycscreen.facts import Kind
from kycscreen.lists.loading import indexed
from kycscreen.names import read_all, space_of
from kycscreen.parties import Party
from kycscreen.policy import Policy

PAIRS = 1_000
WARM_UP = 200
"""Pairs before those that are timed: a table is read as a whole after many words."""
RUNS = 5
SEED = 2026

Pair = tuple[Subject, Party, ListedEntity]


def against_logic(asked: Namespace) -> Figures:
    """Score the same pairs in turn."""
    # In a process of its own: whoever looks for pairs has met their names.
    found = costs.in_a_process("pairs", "proposed", min(PAIRS, asked.parties))
    drawn = asked.folder / "pairs.json"
    drawn.write_text(json.dumps(found), encoding="utf-8")
    told: dict[str, list[dict[str, float]]] = {"ours": [], "logic": []}
    for _ in range(asked.runs):
        for who, times in told.items():
            times.append(costs.in_a_process("pairs", who, drawn))
    turns = list(zip(told["ours"], told["logic"], strict=True))
    return {
        "pairs": int(told["ours"][0]["pairs"]),
        **{
            who: {
                what: rounded(statistics.median(one[what] for one in times))
                for what in MEETINGS
            }
            for who, times in told.items()
        },
        **{
            f"{what}_ratios": [rounded(b[what] / a[what]) for a, b in turns]
            for what in MEETINGS
        },
    }


MEETINGS = ("cold", "warm", "apart")
"""How well either side knows what it compares."""


PARTS = {"pairs": against_logic}


def proposed(most: int) -> dict[str, list[tuple[str, str]]]:
    """Return pairs that the index proposes, by the keys of both."""
    policy = Policy()
    index = indexed([material.watchlist(OURS[0])]).index
    people = [entity for entity in _listed(*THEIRS) if entity.kind is Kind.PERSON]
    random.Random(SEED).shuffle(people)
    pairs: list[tuple[str, str]] = []
    for entity in people:
        party = as_party(subjects.as_client(entity))
        if party is None:
            continue
        ours, space = sketches.of_party(party), space_of(party.kind)
        positions = index.propose(
            [name for text in party.names for name in read_all(text, space)],
            room=match.Room(ours, policy),
            on_day=match.Room(ours, policy, on_day=True),
            births=party.births,
            numbers=party.identifiers,
        )
        pairs += [(_key(entity), _key(index.entity(place))) for place in positions]
        if len(pairs) >= most + WARM_UP:
            break
    return {"pairs": pairs[: most + WARM_UP]}


OURS = ("us_ofac_sdn",)
"""The list that is asked."""
THEIRS = ("eu_fsf", "un_sc")
"""The lists whose people ask."""


def _listed(*list_ids: str) -> Iterator[ListedEntity]:
    for list_id in list_ids:
        yield from material.watchlist(list_id).entities


def _key(entity: ListedEntity) -> str:
    return f"{entity.list_id} {entity.record_id}"


def _pairs(drawn: Path) -> Iterator[Pair]:
    """Make the pairs that were drawn, of which no name has been read."""
    known = {_key(entity): entity for entity in _listed(*OURS, *THEIRS)}
    for one, other in json.loads(drawn.read_text(encoding="utf-8"))["pairs"]:
        subject = subjects.as_client(known[one])
        party = as_party(subject)
        assert party is not None, "only parties were drawn"
        yield subject, party, known[other]


def ours(pairs: list[Pair]) -> Iterator[Callable[[], object]]:
    """Yield what weighs a pair, all reasons included."""
    policy = Policy()
    for _, party, entity in pairs:
        yield partial(match.weigh, party, entity, policy)


def logic(pairs: list[Pair]) -> Iterator[Callable[[], object]]:
    """Yield what compares a pair: each entity is made beforehand, under its own id."""
    from benchmarks.peers import Nomenklatura

    peer = Nomenklatura("logic-v2")
    made: dict[object, object] = {}

    def entity_of(key: object, subject: Subject) -> object:
        if key not in made:
            made[key] = peer.entity(subject)
        return made[key]

    for subject, _, entity in pairs:
        a = entity_of(subject, subject)
        b = entity_of(_key(entity), subjects.listed(entity))
        yield partial(peer.compare, a, b)


def timed(
    calls_of: Callable[[list[Pair]], Iterator[Callable[[], object]]],
    pairs: list[Pair],
    *,
    warm_up: int = WARM_UP,
) -> dict[str, float]:
    """Time all pairs, all of them once more, and each party beside another's entity."""
    rest = pairs[warm_up:]
    half = len(rest) // 2  # neighbours in the list may have the same party
    apart = [
        (subject, party, entity)
        for (subject, party, _), (*_, entity) in zip(
            rest, [*rest[half:], *rest[:half]], strict=True
        )
    ]
    calls = list(calls_of([*pairs, *apart]))
    gc.collect()
    gc.freeze()
    try:
        for call in calls[:warm_up]:
            call()
        met, unmet = calls[warm_up : len(pairs)], calls[len(pairs) :]
        told = {
            what: _spent(of)
            for what, of in zip(MEETINGS, (met, met, unmet), strict=True)
        }
    finally:
        gc.unfreeze()
    return {"pairs": len(met), **told}


def _spent(calls: list[Callable[[], object]]) -> float:
    """Return the microseconds of a call."""
    began = time.process_time()
    for call in calls:
        call()
    return (time.process_time() - began) / len(calls) * 1e6


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "proposed":
        sys.stdout.write(json.dumps(proposed(int(sys.argv[2]))))
    elif len(sys.argv) == 3 and sys.argv[1] in ("ours", "logic"):
        pairs = list(_pairs(Path(sys.argv[2])))
        told = timed({"ours": ours, "logic": logic}[sys.argv[1]], pairs)
        sys.stdout.write(json.dumps(told))
    else:
        costs.main(PARTS, parties=PAIRS, runs=RUNS)
