"""Recall across scripts, technique by technique: ``python -m benchmarks.scripts``.

Each name has an original spelling and a Latin one. A list that holds only the one
is screened for the other, written in one way that people write it: by a scheme of
transliteration, with a slip of the finger, in another order, without a middle name,
in capitals, full width, with an invisible letter or one of another alphabet. The
list is these names beside all other records of EU and UN.

The names are the original-script names of the EU and UN files (up to 500 of each,
where the record has a Latin name that spells the same words; a translated name is
no spelling) and tables of names checked by hand (``benchmarks/scripts``).
"""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs
from rapidfuzz import fuzz
from unidecode import unidecode

from benchmarks import material
from benchmarks.transliteration import transliterations
from kycscreen.entities import ListedEntity, ListedName
from kycscreen.facts import Kind
from kycscreen.lists.loading import indexed
from kycscreen.lists.watchlist import Watchlist
from kycscreen.names.spelling import script_of
from kycscreen.parties import Client, Party, Role
from kycscreen.screen import Screener

MOST = 500
"""Names of one published list that are measured."""
FOLDER = Path(__file__).parent / "scripts"
ALIKE = {"Arab": 70, "Hani": 70, "Cyrl": 80, "Grek": 80}
"""How alike consonants must be for one name to spell another, of 100."""
_SCRIPTS = {
    "cyrillic": "Cyrl", "greek": "Grek", "arabic": "Arab", "persian": "Arab",
    "hebrew": "Hebr", "devanagari": "Indc", "georgian": "Geor", "armenian": "Armn",
    "hangul": "Hang", "han": "Hani", "kana": "Kana", "thai": "Thai",
}  # fmt: skip
_GROUPS = {"Arab": "Arabic", "Cyrl": "Cyrillic", "Grek": "Greek", "Hani": "Han"}
_SEPARATED = frozenset({"Cyrl", "Grek", "Geor", "Armn", "Arab", "Hebr"})
_CYRILLIC_ALIKE = {"a": "а", "e": "е", "o": "о", "c": "с", "p": "р", "x": "х", "i": "і"}


@attrs.frozen
class Sample:
    """A name in its own script and in Latin letters, of one record."""

    group: str
    script: str
    language: str
    record_id: str
    kind: Kind
    original: str
    latin: str


@attrs.frozen
class Query:
    """One way to write a name, asked of the list that holds the other spelling."""

    technique: str
    text: str
    of_originals: bool


def main() -> None:
    """Measure, print and freeze."""
    material.freeze("scripts", lines())


def lines() -> list[str]:
    """Return recall by group and technique, and the hits of each name."""
    samples, translated = _samples()
    originals = Screener(indexed(_lists(samples, original=True)))
    latins = Screener(indexed(_lists(samples, original=False)))
    tally: dict[tuple[str, str], list[int]] = {}
    for sample in samples:
        for query in _queries(sample):
            screener = originals if query.of_originals else latins
            hits = _hits(screener, query.text, sample.kind)
            for technique in (query.technique, "all"):
                counts = tally.setdefault((sample.group, technique), [0, 0, 0])
                counts[0] += sample.record_id in hits
                counts[1] += 1
                counts[2] += len(hits)
    return [*_table(samples, tally), "", *_translated(translated)]


def _samples() -> tuple[list[Sample], dict[str, int]]:
    """Return the names, and how many of each list are translated, not spelt."""
    found = [sample for table in sorted(_SCRIPTS) for sample in _of_table(table)]
    translated: dict[str, int] = {}
    for list_id, body in (("eu_fsf", "EU"), ("un_sc", "UN")):
        spelt = []
        for sample in _published(list_id, body):
            if sample.latin:
                spelt.append(sample)
            else:
                translated[sample.group] = translated.get(sample.group, 0) + 1
        # Evenly spread over the file, so that every script and year has its share.
        step = max(1, -(-len(spelt) // MOST))
        found += spelt[::step]
    return found, translated


def _of_table(table: str) -> Iterator[Sample]:
    text = (FOLDER / f"{table}.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in text if not line.startswith("#"))
    for number, row in enumerate(rows):
        yield Sample(
            table, _SCRIPTS[table], row["language"], f"{table}-{number}",
            Kind(row["kind"]), row["original"], row["latin"],
        )  # fmt: skip


def _published(list_id: str, body: str) -> Iterator[Sample]:
    """Yield the original-script names of a list; no Latin where none spells it."""
    for entity in material.watchlist(list_id).entities:
        latin = [name.full for name in entity.names if _is_latin(name.full)]
        for name in dict.fromkeys(name.full for name in entity.names):
            script = script_of("".join(c for c in name if c.isalpha()))
            if script not in _GROUPS or any(c.isascii() and c.isalpha() for c in name):
                continue
            best = max(latin, key=lambda text: _spelt_alike(name, text), default="")
            group, record_id = f"{body} {_GROUPS[script]}", entity.record_id
            spells = _alike(name, best) >= ALIKE[script]
            yield Sample(
                group, script, "", f"{list_id}-{record_id}", entity.kind, name,
                best if spells else "",
            )  # fmt: skip


def _is_latin(name: str) -> bool:
    return script_of("".join(c for c in name if c.isalpha())) == "Latn"


def _alike(original: str, latin: str) -> float:
    """Compare the consonants of two names, as Unidecode has them."""
    return fuzz.token_sort_ratio(_consonants(original), _consonants(latin))


def _spelt_alike(original: str, latin: str) -> tuple[float, float]:
    """Compare two names by their consonants, then by all of their letters."""
    whole = fuzz.token_sort_ratio(unidecode(original).lower(), latin.lower())
    return _alike(original, latin) // 10, whole


def _nearest(original: str, latin: list[str]) -> str:
    """Return the Latin name nearest in its consonants, then in all its letters."""
    plain = unidecode(original).lower()
    return max(
        latin,
        key=lambda text: (
            _alike(original, text) // 10,
            fuzz.token_sort_ratio(plain, text.lower()),
        ),
        default="",
    )


def _consonants(text: str) -> str:
    plain = unidecode(text).lower().replace("-", " ").replace("ph", "f")
    words = ("".join(c for c in word if c in _CONSONANTS) for word in plain.split())
    return " ".join(word.replace("q", "k") for word in words if word)


_CONSONANTS = frozenset("bcdfgjklmnpqrstvxz")


def _lists(samples: list[Sample], *, original: bool) -> Iterator[Watchlist]:
    """Yield the published lists with one spelling of the measured names only."""
    measured: dict[str, list[Sample]] = {}
    for sample in samples:
        measured.setdefault(sample.record_id, []).append(sample)
    for list_id in ("eu_fsf", "un_sc"):
        yield Watchlist.of(
            list_id,
            [
                entity
                for entity in material.watchlist(list_id).entities
                if f"{list_id}-{entity.record_id}" not in measured
            ],
        )
    yield Watchlist.of(
        "measured",
        [
            ListedEntity(
                list_id="measured",
                record_id=record_id,
                kind=held[0].kind,
                names=tuple(
                    ListedName(s.original if original else s.latin) for s in held
                ),
            )
            for record_id, held in measured.items()
        ],
    )


def _queries(sample: Sample) -> Iterator[Query]:
    yield Query("usual", sample.latin, True)
    for scheme, text in transliterations(
        sample.original, sample.latin, sample.script, sample.language
    ):
        yield Query("scheme: " + scheme, text, True)
    for technique, text in _damaged(sample.latin):
        yield Query(technique, text, True)
    yield Query("original", sample.original, False)
    for technique, text in _damaged(sample.original, sample.script):
        yield Query(technique + ", original", text, False)
        yield Query(technique + ", one script", text, True)


def _damaged(name: str, script: str = "Latn") -> Iterator[tuple[str, str]]:
    """Yield a name with one thing done to it, chosen by its letters alone."""
    words = name.split()
    chosen = sum(map(ord, name))
    if script == "Latn" or script in _SEPARATED:
        slipped = _slipped(words, chosen)
        if slipped:
            yield "typo", " ".join(slipped)
    if len(words) > 1:
        yield "order", " ".join((words[-1], *words[:-1]))
    if len(words) > 2:
        middle = 1 + chosen % (len(words) - 2)
        yield "middle missing", " ".join(words[:middle] + words[middle + 1 :])
    if name.upper() != name:
        yield "capitals", name.upper()
    at = 1 + chosen % max(1, len(name) - 1)
    yield "invisible", name[:at] + "\N{ZERO WIDTH SPACE}" + name[at:]
    if script == "Latn":
        yield (
            "full width",
            "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name),
        )
    other = _with_another_alphabet(name, script, chosen)
    if other:
        yield "homoglyph", other


def _slipped(words: list[str], chosen: int) -> list[str] | None:
    """Drop, swap, double or replace a letter inside the longest word."""
    longest = max(range(len(words)), key=lambda i: (len(words[i]), -i))
    word = words[longest]
    if len(word) < 5:
        return None
    at = 1 + chosen % (len(word) - 2)
    spoilt = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[0].lower() + word[at + 1 :],
    )[chosen // 7 % 4]
    return [*words[:longest], spoilt, *words[longest + 1 :]]


def _with_another_alphabet(name: str, script: str, chosen: int) -> str:
    """Put one letter of another alphabet where it looks the same."""
    if script == "Latn":
        alike = _CYRILLIC_ALIKE
    elif script == "Cyrl":
        alike = {cyrillic: latin for latin, cyrillic in _CYRILLIC_ALIKE.items()}
    elif script == "Grek":
        alike = {"ο": "o", "ν": "v", "α": "a"}
    else:
        return ""
    places = [at for at, letter in enumerate(name) if letter in alike]
    if not places:
        return ""
    at = places[chosen % len(places)]
    return name[:at] + alike[name[at]] + name[at + 1 :]


def _hits(screener: Screener, name: str, kind: Kind) -> set[str]:
    make = Party.person if kind is Kind.PERSON else Party.organisation
    party = make(name, role=Role.CLIENT)
    found = screener.screen(Client("C", parties=[party])).hits
    return {hit.entity.record_id for hit in found}


def _table(
    samples: list[Sample], tally: dict[tuple[str, str], list[int]]
) -> Iterator[str]:
    """Lay the counts out, a line a group: all, each technique, hits of each name."""
    for group in sorted({sample.group for sample in samples}):
        names = sum(sample.group == group for sample in samples)
        found, total, hits = tally[group, "all"]
        yield (
            f"{group}: {names} names, recall {found / total:.3f} of {total},"
            f" {hits / total:.2f} hits each"
        )
        parts = [
            f"{technique} {found / total:.3f}"
            for (of, technique), (found, total, _) in tally.items()
            if of == group and technique != "all"
        ]
        for start in range(0, len(parts), 4):
            yield "  " + " · ".join(parts[start : start + 4])


def _translated(translated: dict[str, int]) -> Iterable[str]:
    yield "names left out, as no Latin name of the record spells them"
    yield ", ".join(f"{group} {count}" for group, count in sorted(translated.items()))


if __name__ == "__main__":
    main()
