"""Recall across scripts, technique by technique: ``python -m benchmarks.scripts``.

A variant of an original-script name is the name as it stands, spelt in Latin
letters by a scheme, or with one thing done to it: a slip, another order, a missing
middle part, capitals, another width, an invisible letter, one that looks the same.
Recall is by name alone, with the default policy, in a list that holds

* the record *as published*: the original names of EU and UN (up to 500 of a script
  and list) against both lists as they are, where a record keeps all its names. A
  hit is one of the record itself. A pair of names checked by hand
  (``benchmarks/scripts``) is a record with both, beside EU and UN;
* the *Latin* name of such a pair only: the same variants;
* the other spelling only, whichever that is (*across*): the variants, and what is
  done to the Latin name; of EU and UN, up to 80 that have a Latin name
  that spells them.

Names with Latin letters among their own and weak aliases, which alone are no hit,
are left out. Schemes that respell a Latin name need one that spells the original.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import attrs
from rapidfuzz import fuzz
from unidecode import unidecode

from benchmarks import material
from benchmarks.techniques import damaged
from benchmarks.transliteration import transliterations
from kycscreen.entities import ListedEntity, ListedName, Strength
from kycscreen.facts import Kind
from kycscreen.lists.loading import indexed
from kycscreen.lists.watchlist import Watchlist
from kycscreen.names.spelling import script_of
from kycscreen.parties import Client, Party, Role
from kycscreen.screen import Screener

MOST, MOST_ACROSS = 500, 80
"""Names of one script of a published list that are measured, and across scripts."""
LOW = 950
"""Techniques that find fewer, of 1000, are named."""
FOLDER = Path(__file__).parent / "scripts"
ALIKE = {"Arab": 70, "Hani": 70, "Cyrl": 80, "Grek": 80}
"""How alike consonants must be for one name to spell another, of 100."""
_TABLES = {
    "cyrillic": "Cyrl", "greek": "Grek", "arabic": "Arab", "persian": "Arab",
    "hebrew": "Hebr", "devanagari": "Indc", "georgian": "Geor", "armenian": "Armn",
    "hangul": "Hang", "han": "Hani", "kana": "Kana", "thai": "Thai",
}  # fmt: skip
_SCRIPTS = {"Arab": "Arabic", "Cyrl": "Cyrillic", "Grek": "Greek", "Hani": "Han"}
_LISTS = {"EU": "eu_fsf", "UN": "un_sc"}


@attrs.frozen
class Sample:
    """A name in its own script and, if any spells it, in Latin letters."""

    group: str
    script: str
    language: str
    list_id: str
    record_id: str
    kind: Kind
    original: str
    latin: str
    across: bool = False

    @property
    def published(self) -> bool:
        """Whether a list holds it, not a table of ours."""
        return self.list_id != _MEASURED


@attrs.frozen
class Query:
    """One way to write a name, and the list that is asked for it."""

    technique: str
    text: str
    column: str
    asked: str


_MEASURED = "measured"


def main() -> None:
    """Measure, print and freeze."""
    material.freeze("scripts", lines())


def lines() -> list[str]:
    """Return recall by group, as published and across, and the techniques below."""
    samples = _samples()
    screeners = {
        "published": Screener(indexed(_lists(samples, "pair"))),
        "original": Screener(indexed(_lists(samples, "original"))),
        "latin": Screener(indexed(_lists(samples, "latin"))),
    }
    tally: dict[tuple[str, str, str], list[int]] = {}
    for sample in samples:
        for query in _queries(sample):
            hits = _hits(screeners[query.asked], query.text, sample.kind)
            list_id = sample.list_id if query.asked == "published" else _MEASURED
            for technique in (query.technique, ""):
                key = (sample.group, query.column, technique)
                counts = tally.setdefault(key, [0, 0, 0])
                counts[0] += (list_id, sample.record_id) in hits
                counts[1] += 1
                counts[2] += len(hits)
    return [*_table(samples, tally)]


def _samples() -> list[Sample]:
    found = [sample for table in sorted(_TABLES) for sample in _of_table(table)]
    for body in _LISTS:
        by_group: dict[str, list[Sample]] = {}
        for sample in _published(body):
            by_group.setdefault(sample.group, []).append(sample)
        for group in by_group.values():
            # Evenly spread over the file, so that every year has its share.
            count = min(MOST, len(group))
            chosen = [group[at * len(group) // count] for at in range(count)]
            spelt = [at for at, sample in enumerate(chosen) if sample.latin]
            for at in spelt[:: max(1, -(-len(spelt) // MOST_ACROSS))]:
                chosen[at] = attrs.evolve(chosen[at], across=True)
            found += chosen
    return found


def _of_table(table: str) -> Iterator[Sample]:
    text = (FOLDER / f"{table}.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in text if not line.startswith("#"))
    for number, row in enumerate(rows):
        yield Sample(
            table, _TABLES[table], row["language"], _MEASURED, f"{table}-{number}",
            Kind(row["kind"]), row["original"], row["latin"], True,
        )  # fmt: skip


def _published(body: str) -> Iterator[Sample]:
    """Yield the original-script names of a list; no Latin where none spells it."""
    list_id = _LISTS[body]
    for entity in material.watchlist(list_id).entities:
        latin = [name.full for name in entity.names if _script(name.full) == "Latn"]
        strong = [n.full for n in entity.names if n.strength is Strength.STRONG]
        for name in dict.fromkeys(strong):
            script = _script(name)
            if script == "Latn" or any(c.isascii() and c.isalpha() for c in name):
                continue
            best = max(latin, key=lambda text: _spelt_alike(name, text), default="")
            spells = _alike(name, best) >= ALIKE.get(script, 80)
            yield Sample(
                f"{body} {_SCRIPTS.get(script, script)}", script, "", list_id,
                entity.record_id, entity.kind, name, best if spells else "",
            )  # fmt: skip


def _script(name: str) -> str:
    return script_of("".join(c for c in name if c.isalpha()))


def _alike(original: str, latin: str) -> float:
    """Compare the consonants of two names, as Unidecode has them."""
    return fuzz.token_sort_ratio(_consonants(original), _consonants(latin))


def _spelt_alike(original: str, latin: str) -> tuple[float, float]:
    """Compare two names by their consonants, then by all of their letters."""
    whole = fuzz.token_sort_ratio(unidecode(original).lower(), latin.lower())
    return _alike(original, latin) // 10, whole


def _consonants(text: str) -> str:
    plain = unidecode(text).lower().replace("-", " ").replace("ph", "f")
    words = ("".join(c for c in word if c in _CONSONANTS) for word in plain.split())
    return " ".join(word.replace("q", "k") for word in words if word)


_CONSONANTS = frozenset("bcdfgjklmnpqrstvxz")


def _lists(samples: list[Sample], spellings: str) -> Iterator[Watchlist]:
    """Yield the published lists, the measured names of one spelling, or of both."""
    measured: dict[tuple[str, str], list[Sample]] = {}
    for sample in samples:
        if sample.across and not (sample.published and spellings == "pair"):
            measured.setdefault((sample.list_id, sample.record_id), []).append(sample)
    for list_id in _LISTS.values():
        entities = material.watchlist(list_id).entities
        others = [e for e in entities if (list_id, e.record_id) not in measured]
        yield Watchlist.of(list_id, others)
    yield Watchlist.of(
        _MEASURED,
        [
            ListedEntity(
                list_id=_MEASURED,
                record_id=record_id,
                kind=held[0].kind,
                names=tuple(
                    ListedName(name)
                    for sample in held
                    for name in (sample.original, sample.latin)
                    if spellings in ("pair", _SPELT[name == sample.latin])
                ),
            )
            for (_, record_id), held in measured.items()
        ],
    )


def _queries(sample: Sample) -> Iterator[Query]:
    schemes = tuple(
        transliterations(sample.original, sample.latin, sample.script, sample.language)
    )
    own = (("original", sample.original), *damaged(sample.original, sample.script))
    for technique, text in (*own, *schemes):
        yield Query(technique, text, _PUBLISHED, "published")
        if not sample.published:
            yield Query(technique, text, _LATIN, "latin")
    if not sample.across:
        return
    for scheme, text in (*schemes, ("Latin", sample.latin)):
        yield Query(scheme, text, _ACROSS, "original")
    for technique, text in damaged(sample.latin, "Latn"):
        yield Query(technique + " in Latin", text, _ACROSS, "original")
    for technique, text in own:
        yield Query(technique + " in the original", text, _ACROSS, "latin")


_SPELT = ("original", "latin")
_PUBLISHED, _LATIN, _ACROSS = _COLUMNS = ("as published", "Latin listed", "across")


def _hits(screener: Screener, name: str, kind: Kind) -> set[tuple[str, str]]:
    make = Party.person if kind is Kind.PERSON else Party.organisation
    party = make(name, role=Role.CLIENT)
    found = screener.screen(Client("C", parties=[party])).hits
    return {(hit.entity.list_id, hit.entity.record_id) for hit in found}


def _table(
    samples: list[Sample], tally: dict[tuple[str, str, str], list[int]]
) -> Iterator[str]:
    """Lay the counts out, a group at a time: both columns, and what is found less."""
    for group in dict.fromkeys(sample.group for sample in samples):
        names = sum(sample.group == group for sample in samples)
        columns = [
            _counted(column, tally[group, column, ""])
            for column in _COLUMNS
            if (group, column, "") in tally
        ]
        yield f"{group}: {names} names · " + " · ".join(columns)
        for column in (_PUBLISHED, _LATIN):
            low = [
                f"{technique} {_share(counts)}"
                for (of, place, technique), counts in tally.items()
                if technique and (of, place) == (group, column)
                if counts[0] * 1000 < LOW * counts[1]
            ]
            if low:
                yield f"  {column} below .95: " + " · ".join(low)


def _counted(column: str, counts: list[int]) -> str:
    each = f"{counts[2] / counts[1]:.2f} hits each"
    return f"{column} {_share(counts)} of {counts[1]}, {each}"


def _share(counts: list[int]) -> str:
    return f"{counts[0] / counts[1]:.3f}"


if __name__ == "__main__":
    main()
