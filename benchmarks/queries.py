"""The questions every engine is asked: pairs to judge, and subjects to look for.

Perturbed names and near-misses are made by sanctions-screening-benchmark, which
is imported when asked for and not before; ``benchmarks/peers.txt`` pins it.
"""

import hashlib
import importlib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

import attrs

from benchmarks import material, subjects
from benchmarks.rates import part_of
from benchmarks.subjects import Subject, plain
from kycscreen.entities import ListedEntity
from kycscreen.facts import Kind

A_CLASS = 40
"""Perturbed names for each class, of persons and as many of organisations."""
NEAR_MISSED = 60
"""Names of each kind from which near-misses are made."""
SEED = 2021
OFAC, THREE = "OFAC", "OFAC, EU, UN"


@attrs.frozen
class Pair:
    """Two names or records, and whether they are one subject."""

    part: str
    group: str
    ours: Subject
    theirs: Subject
    is_match: bool


@attrs.frozen
class Question:
    """Somebody to screen, and the records that would be right: none for strangers."""

    part: str
    group: str
    subject: Subject
    wanted: frozenset[str] = frozenset()
    hard: bool = False
    why: str = ""


def name_pairs() -> Iterator[Pair]:
    """Yield judged pairs of names; the group is how sure the label is."""
    for row in material.bench_rows("name_pairs.csv"):
        yield Pair(
            part_of(plain(row["listed_name"])),
            row["strength"],
            subjects.named(row["kind"], row["party_name"]),
            subjects.named(row["kind"], row["listed_name"]),
            row["is_match"] == "true",
        )


def entity_pairs() -> Iterator[Pair]:
    """Yield judged pairs of small records."""
    for row in material.bench_lines("entity_pairs.jsonl"):
        theirs = subjects.recorded(row["kind"], row["listed"])
        ours = subjects.recorded(row["kind"], row["party"])
        part = part_of(plain(theirs.name))
        yield Pair(part, row["label"] or "", ours, theirs, row["is_match"])


def perturbed_pairs() -> Iterator[Pair]:
    """Yield perturbed names and near-misses, each against the name it is made of."""
    for question, source in (*_perturbed(), *_near_misses()):
        theirs = subjects.named(question.subject.schema, source)
        is_match = bool(question.wanted)
        yield Pair(question.part, question.group, question.subject, theirs, is_match)


def perturbed() -> list[Question]:
    """Return perturbed names of OFAC's persons and organisations."""
    return [question for question, _ in _perturbed()]


def near_misses() -> list[Question]:
    """Return names that look like OFAC's and are nobody's."""
    asked = dict.fromkeys(question for question, _ in _near_misses())
    return list(asked)


def cross_list() -> Iterator[Question]:
    """Yield what EU and UN say of a subject that OFAC lists too.

    Hard ones share no spelling with OFAC's names of it.
    """
    ofac = {e.record_id: e for e in material.watchlist("us_ofac_sdn").entities}
    records = {
        (list_id, entity.record_id): entity
        for list_id, file in (("eu_fsf", ""), ("un_sc", material.UN_2021))
        for entity in material.watchlist(list_id, file).entities
    }
    for row in material.bench_rows("cross_list_links.csv"):
        entity = records[row["list"], row["record"]]
        subject = subjects.as_client(entity)
        wanted = frozenset(row["ofac_uids"].replace(";", " ").split())
        theirs = {
            plain(name.full)
            for record_id in wanted & ofac.keys()
            for name in ofac[record_id].names
        }
        yield Question(
            part_of(row["list"] + row["record"]),
            entity.kind.value,
            subject,
            frozenset(f"us_ofac_sdn {record_id}" for record_id in wanted),
            hard=plain(subject.name) not in theirs,
            why=f"{row['list']} {row['record']}",
        )


def misspelt() -> Iterator[Question]:
    """Yield misspelt persons of the UN list, with the facts a file would have."""
    folded: dict[str, set[str]] = {}
    for entity in material.watchlist("un_sc").entities:
        for name in entity.names:
            folded.setdefault(plain(name.full), set()).add(f"un_sc {entity.record_id}")
    for row in material.bench_rows("un_perturbed.csv"):
        wanted = folded.get(plain(row["listed_name"]))
        if wanted is not None:  # a few are not on this edition
            subject = Subject(
                "Person",
                (row["party_name"],),
                birth_dates=subjects.born(row["birth_date"]),
                nationalities=subjects.country(row["nationality"]),
            )
            part = part_of(plain(row["listed_name"]))
            yield Question(part, "", subject, frozenset(wanted), why=row["listed_name"])


def population() -> Iterator[Question]:
    """Yield people who are on no list."""
    for row in material.bench_rows("population.csv"):
        subject = Subject(
            "Person",
            (row["full_name"],),
            birth_dates=(row["date_of_birth"],),
            nationalities=subjects.country(row["nationality"]),
        )
        yield Question(part_of(row["full_name"]), "", subject)


@cache
def _sampled(kind: Kind) -> tuple[ListedEntity, ...]:
    """Return OFAC's entities of a kind whose names the package would perturb."""
    entities = material.watchlist("us_ofac_sdn").entities
    return tuple(
        e for e in entities if e.kind is kind and len(e.names[0].full.split()) > 1
    )


def _shuffled(kind: Kind, salt: str) -> Sequence[ListedEntity]:
    return sorted(_sampled(kind), key=lambda e: _dice(salt, e.record_id))


def _dice(*texts: str) -> int:
    whole = " ".join((str(SEED), *texts)).encode()
    return int.from_bytes(hashlib.sha256(whole).digest()[:8])


@cache
def _perturbed() -> tuple[tuple[Question, str], ...]:
    registry: dict[str, Any] = _ssb("perturb").REGISTRY
    found: list[tuple[Question, str]] = []
    for group, perturbation in registry.items():
        for kind in (Kind.PERSON, Kind.ORGANISATION):
            found.extend(_of_class(group, perturbation.fn, kind))
    return tuple(found)


def _of_class(
    group: str, perturb: Callable[[str, int], list[str]], kind: Kind
) -> Iterator[tuple[Question, str]]:
    """Perturb names in one way, one variant of each, until there are enough."""
    made = 0
    for entity in _shuffled(kind, group):
        source = entity.names[0].full
        variants = perturb(source, SEED)[:3]
        if not variants:
            continue
        text = variants[_dice(group, source) % len(variants)]
        subject = subjects.named(subjects.SCHEMAS[kind], text)
        wanted = _bearers()[plain(source)]
        yield Question(part_of(source), group, subject, wanted, why=source), source
        made += 1
        if made == A_CLASS:
            return


@cache
def _bearers() -> dict[str, frozenset[str]]:
    """Return the entities that bear each spelling as a name."""
    found: dict[str, set[str]] = {}
    for entity in material.watchlist("us_ofac_sdn").entities:
        for name in entity.names:
            key = f"us_ofac_sdn {entity.record_id}"
            found.setdefault(plain(name.full), set()).add(key)
    return {spelling: frozenset(ids) for spelling, ids in found.items()}


@cache
def _near_misses() -> tuple[tuple[Question, str], ...]:
    """Make near-misses as the package's own benchmark does, kind by kind."""
    negatives = _ssb("negatives")
    index = {
        name.full.casefold()
        for entity in material.watchlist("us_ofac_sdn").entities
        for name in entity.names
    }
    found: list[tuple[Question, str]] = []
    for kind in (Kind.PERSON, Kind.ORGANISATION):
        sample = _shuffled(kind, "near misses")[:NEAR_MISSED]
        names = [entity.names[0].full for entity in sample]
        for made in negatives.generate(
            names, seed=SEED, per_class=1, listed_index=index
        ):
            question = Question(
                part_of(made.derived_from[0]),
                made.negative_class,
                subjects.named(subjects.SCHEMAS[kind], made.text),
                why=" + ".join(made.derived_from),
            )
            found.extend((question, source) for source in made.derived_from)
    return tuple(found)


def can_perturb() -> bool:
    """Whether the package that perturbs names is installed."""
    return importlib.util.find_spec("ssb") is not None


def _ssb(module: str) -> Any:
    return importlib.import_module(f"ssb.{module}")
