"""The peers beside us: nomenklatura's matchers, rapidfuzz's ratios, letter trigrams.

They are installed from ``benchmarks/peers.txt``, and this module is imported only
when they are asked for. None has an index of its own, so each is given the best
candidates that trigrams of letters propose, from every name of every entity: on
three lists half from the UN's and half from the others.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib import import_module
from typing import Any

import attrs
import numpy
from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from benchmarks import material, subjects
from benchmarks.engines import Engine, Found
from benchmarks.measures import CANDIDATES
from benchmarks.queries import OFAC
from benchmarks.subjects import Subject

# By name, for the type checker does not have them.
followthemoney: Any = import_module("followthemoney")
matching: Any = import_module("nomenklatura.matching")
normality: Any = import_module("normality")
features: Any = import_module("sklearn.feature_extraction.text")

FACTS_FROM = 40
"""Below this score by name alone no fact is looked at: theirs only lower it."""


def engines() -> list[Engine]:
    """Return every peer, ready to be asked."""
    return [
        Nomenklatura("logic-v2"),
        Nomenklatura("logic-v1"),
        Nomenklatura("name-based"),
        Nomenklatura("ofac"),
        Ratio("WRatio", fuzz.WRatio),
        Ratio("token-set", fuzz.token_set_ratio),
        Ratio("token-sort", fuzz.token_sort_ratio),
        Ratio("jaro-wink", _jaro_winkler),
        Trigrams(),
    ]


def _jaro_winkler(a: str, b: str) -> float:
    return 100 * JaroWinkler.similarity(a, b)


@attrs.frozen(eq=False)
class Pool:
    """The names of some entities as trigrams of letters, to find candidates by."""

    keys: tuple[str, ...]
    subjects: tuple[Subject, ...]
    texts: tuple[tuple[str, ...], ...]
    owners: Any
    weights: Any
    vectoriser: Any

    def nearest(self, text: str, most: int) -> list[tuple[int, float]]:
        """Return the entities with the likeliest names, and how like they are."""
        query = self.vectoriser.transform([text])
        cosines = (self.weights @ query.T).toarray().ravel()
        best = numpy.zeros(len(self.keys))
        numpy.maximum.at(best, self.owners, cosines)
        order = numpy.argsort(-best, kind="stable")[:most]
        return [(int(i), round(100 * float(best[i]), 6)) for i in order if best[i] > 0]


def _pool(list_ids: Iterable[str]) -> Pool:
    entities = [e for name in list_ids for e in material.watchlist(name).entities]
    known = tuple(subjects.listed(entity) for entity in entities)
    texts = tuple(tuple(map(text_of, (*s.names, *s.weak))) for s in known)
    vectoriser = features.TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3))
    weights = vectoriser.fit_transform(text for names in texts for text in names)
    return Pool(
        tuple(f"{entity.list_id} {entity.record_id}" for entity in entities),
        known,
        texts,
        numpy.repeat(numpy.arange(len(texts)), [len(names) for names in texts]),
        weights,
        vectoriser,
    )


@cache
def pools(lists: str) -> tuple[Pool, ...]:
    """Return where candidates for some lists come from: UN apart, if it is one."""
    if lists == OFAC:
        return (_pool(["us_ofac_sdn"]),)
    return _pool(["us_ofac_sdn", "eu_fsf"]), _pool(["un_sc"])


Candidate = tuple[Pool, int, float]


def candidates(text: str, lists: str, most: int) -> list[Candidate]:
    """Return the entities that every peer compares, with their cosine."""
    found: list[Candidate] = []
    for pool in pools(lists):
        near = pool.nearest(text, most // len(pools(lists)))
        found.extend((pool, i, cosine) for i, cosine in near)
    return found


@cache
def proposed(name: str, lists: str, most: int) -> list[Candidate]:
    """Return candidates, the same for every peer."""
    return candidates(text_of(name), lists, most)


@cache
def text_of(name: str) -> str:
    """Return a name in plain letters, as a plain scorer is given it."""
    plain = normality.ascii_text(name).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


class Trigrams:
    """Cosine of trigrams, weighed by how rare they are in OFAC's names."""

    name = "tf-idf"
    threshold: float | None = None

    def pair(self, ours: Subject, theirs: Subject) -> float:
        """Return the cosine of two names."""
        (pool,) = pools(OFAC)
        a, b = pool.vectoriser.transform([text_of(ours.name), text_of(theirs.name)])
        return round(100 * float((a @ b.T).toarray()[0, 0]), 6)

    def screen(self, subject: Subject, lists: str, *, candidates: int) -> Found:
        """Return the candidates themselves."""
        near = proposed(subject.name, lists, candidates)
        return {pool.keys[i]: c for pool, i, c in near}

    def cold(self, ours: Subject, theirs: Subject) -> None:
        """Compare two names."""
        self.pair(ours, theirs)

    def answer(self, subject: Subject) -> None:
        """Find candidates."""
        candidates(text_of(subject.name), OFAC, CANDIDATES)


class Ratio:
    """A plain ratio of two texts; an entity is as like as its likest name."""

    threshold: float | None = None

    def __init__(self, name: str, ratio: Callable[[str, str], float]) -> None:
        self.name = name
        self._ratio = ratio

    def pair(self, ours: Subject, theirs: Subject) -> float:
        """Compare two names."""
        return round(self._ratio(text_of(ours.name), text_of(theirs.name)), 6)

    def screen(self, subject: Subject, lists: str, *, candidates: int) -> Found:
        """Compare with every name of every candidate."""
        near = proposed(subject.name, lists, candidates)
        return self._scored(text_of(subject.name), near)

    def _scored(self, text: str, near: Iterable[Candidate]) -> Found:
        return {
            pool.keys[i]: round(max(self._ratio(text, t) for t in pool.texts[i]), 6)
            for pool, i, _ in near
        }

    def cold(self, ours: Subject, theirs: Subject) -> None:
        """Compare two names."""
        self.pair(ours, theirs)

    def answer(self, subject: Subject) -> None:
        """Find candidates and compare with them."""
        text = text_of(subject.name)
        self._scored(text, candidates(text, OFAC, CANDIDATES))


class Nomenklatura:
    """One of nomenklatura's matchers, comparing whole entities.

    It remembers names by the id of their entity, so every one gets a new id.
    """

    threshold: float | None = 70
    """What nomenklatura and yente call a match unless told otherwise."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._algorithm: Any = matching.get_algorithm(name)
        self._config = self._algorithm.default_config()
        self._made = 0
        self._listed: dict[str, Any] = {}
        self._by_name: dict[tuple[Subject, str, int], Found] = {}
        warm = Subject("Person", ("Jean Exemple",))
        self.pair(warm, warm)  # tables are read once

    def pair(self, ours: Subject, theirs: Subject) -> float:
        """Compare two entities."""
        return self.compare(self.entity(ours), self.entity(theirs))

    def screen(self, subject: Subject, lists: str, *, candidates: int) -> Found:
        """Compare with every candidate, by name and then with the facts."""
        near = proposed(subject.name, lists, candidates)
        asked = (subject.bare, lists, candidates)
        if asked not in self._by_name:
            self._by_name[asked] = self._scored(subject.bare, near)
        found = dict(self._by_name[asked])
        if subject != subject.bare:
            of = [c for c in near if found[c[0].keys[c[1]]] >= FACTS_FROM]
            found |= self._scored(subject, of)
        return found

    def _scored(self, subject: Subject, near: Iterable[Candidate]) -> Found:
        found: dict[str, float] = {}
        ours = self.entity(subject)
        for pool, i, _ in near:
            key = pool.keys[i]
            if key not in self._listed:
                self._listed[key] = self.entity(pool.subjects[i])
            found[key] = self.compare(ours, self._listed[key])
        return found

    def cold(self, ours: Subject, theirs: Subject) -> None:
        """Compare two entities that are named and nothing else."""
        self.pair(ours.bare, theirs.bare)

    def answer(self, subject: Subject) -> None:
        """Find candidates and compare with them."""
        self._scored(subject, candidates(text_of(subject.name), OFAC, CANDIDATES))

    def compare(self, ours: Any, theirs: Any) -> float:
        """Compare two entities of its own kind."""
        result = self._algorithm.compare(ours, theirs, self._config)
        return round(100 * float(result.score), 6)

    def entity(self, subject: Subject) -> Any:
        """Return a subject as an entity of its own kind, under a new id."""
        self._made += 1
        entity = followthemoney.model.make_entity(subject.schema)
        entity.id = f"{self.name}-{self._made}"
        for values in (_properties(subject), dict(subject.parts)):
            for name, value in values.items():
                entity.add(name, value)
        return entity


def _properties(subject: Subject) -> Mapping[str, tuple[str, ...]]:
    """Return the properties of FollowTheMoney for what is known."""
    names = {"name": subject.names[:1], "alias": subject.names[1:]}
    names["weakAlias"] = subject.weak
    if subject.schema != "Person":
        return {**names, "country": subject.countries}
    return {
        **names,
        "birthDate": subject.birth_dates,
        "nationality": subject.nationalities,
        "country": subject.countries,
        "gender": tuple(GENDERS[gender] for gender in subject.genders),
    }


GENDERS = {"M": "male", "F": "female"}
