"""The measures themselves: thresholds, halves and the table; made books and lists."""

import gzip
import random
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import groupby
from pathlib import Path

import pytest

from benchmarks import (
    books,
    costs,
    deltas,
    material,
    nights,
    numbers,
    pairs,
    rates,
    scaled,
    subjects,
    table,
    workers,
)
from benchmarks.engines import as_party
from benchmarks.rates import Answer
from kycscreen import book, dates, identifiers
from kycscreen.entities import ListedEntity, ListedName, Strength
from kycscreen.facts import Kind
from kycscreen.lists import Watchlist
from kycscreen.match import Hit
from kycscreen.rescreen import reached
from tests.test_cli import EU, OFAC, UN, hold

needs_names = pytest.mark.skipif(
    not material.SHARED.exists(), reason="needs ../shared/names"
)


def test_a_row_is_always_of_the_same_half() -> None:
    names = [f"Jean Exemple {number}" for number in range(1000)]
    halves = [rates.part_of(name) for name in names]
    assert halves == [rates.part_of(name) for name in names]
    assert 450 < halves.count("tune") < 550


def test_only_the_order_of_scores_counts() -> None:
    scored = [(90.0, True), (60.0, False), (50.0, True), (10.0, False)]
    squeezed = [(score / 1000, is_match) for score, is_match in scored]
    assert rates.auc(scored) == rates.auc(squeezed) == 0.75
    assert rates.best_f1(scored) == rates.best_f1(squeezed) == pytest.approx(0.8)


def test_ties_count_half() -> None:
    assert rates.auc([(50, True), (50, False)]) == 0.5


def test_an_area_without_both_kinds_is_not_a_number() -> None:
    assert rates.auc([(50, True)]) != rates.auc([(50, True)])


def test_precision_is_whole_where_nothing_alerts() -> None:
    assert rates.at([(50, True), (40, False)], 60) == (1.0, 0.0, 0.0)


def test_the_best_threshold_is_the_one_of_the_best_f1() -> None:
    scored = [(90.0, True), (60.0, True), (50.0, False)]
    assert rates.at(scored, rates.best_threshold(scored))[2] == rates.best_f1(scored)


def test_a_tie_at_the_edge_stays_out() -> None:
    assert rates.lowest([90, 80, 80], 2) == 90
    assert rates.lowest([90, 90], 1) > 90
    assert rates.lowest([], 3) == 1


def test_specificity_keeps_what_is_no_match_quiet() -> None:
    bad = [(float(score), False) for score in range(1, 21)]
    good = [(19.5, True), (20.0, True), (21.0, True), (5.0, True)]
    assert rates.recall_at_specificity([*bad, *good], 0.95) == 0.5


def test_a_score_of_nothing_is_no_hit() -> None:
    scored = [(0.0, True), (30.0, True), (0.0, False)]
    assert rates.recall_at_specificity(scored, 0.0) == 0.5


ANSWERS = [
    Answer((90, 80), 90),
    Answer((70, 60, 50), 60),
    Answer((40,), None),
    Answer((), None),
]


def test_a_load_is_hits_for_each_question() -> None:
    assert rates.at_load(ANSWERS, 1) == 60
    assert rates.found(ANSWERS, 60) == 0.5
    assert rates.at_load(ANSWERS, 0.5) == 80
    assert rates.found(ANSWERS, 80) == 0.25


def test_a_share_is_questions_that_raise_anything() -> None:
    assert rates.at_share(ANSWERS, 0.25) == 90
    assert rates.at_share(ANSWERS, 0.5) == 70
    assert rates.alerting(ANSWERS, 70) == 0.5


def test_a_recall_is_had_at_the_highest_threshold_that_finds_it() -> None:
    assert rates.at_recall(ANSWERS, 0.25) == 90
    assert rates.at_recall(ANSWERS, 0.5) == 60
    assert 0 < rates.at_recall(ANSWERS, 0.75) < 1


def test_a_spelling_has_no_case_marks_signs_or_order() -> None:
    assert subjects.plain("EXEMPLE,  Jéan") == subjects.plain("Jean Exemple")
    assert subjects.plain("Jean-Exemple") != subjects.plain("Jeanexemple")


def test_a_vague_birth_date_is_each_of_a_few_years_or_nothing() -> None:
    assert subjects.written(dates.parse("1962-03-14")) == ("1962-03-14",)
    assert subjects.written(dates.parse("1962")) == ("1962",)
    assert subjects.written(dates.parse("1962 to 1964")) == ("1962", "1963", "1964")
    assert subjects.written(dates.parse("1930 to 1964")) == ()


def test_weak_aliases_stay_weak() -> None:
    names = [ListedName("Jean Exemple"), ListedName("J", strength=Strength.WEAK)]
    entity = ListedEntity(list_id="t", record_id="1", kind=Kind.PERSON, names=names)
    found = subjects.listed(entity)
    assert (found.names, found.weak) == (("Jean Exemple",), ("J",))


def test_a_client_file_has_the_finest_birth_date() -> None:
    entity = ListedEntity(
        list_id="t", record_id="1", kind=Kind.PERSON, names=["Jean Exemple"],
        birth_dates=["1961", "1962-03-14"], nationalities=["fr", "be"],
    )  # fmt: skip
    client = subjects.as_client(entity)
    assert client.birth_dates == ("1962-03-14",)
    assert client.nationalities == ("fr",)
    assert client.bare.birth_dates == ()


def test_a_record_may_have_its_name_in_parts() -> None:
    record = {"firstName": "Jean", "lastName": "Exemple"}
    found = subjects.recorded("Person", record)
    assert found.name == "Jean Exemple"
    assert found.parts == (("firstName", "Jean"), ("lastName", "Exemple"))


def test_the_best_of_a_row_bears_a_star() -> None:
    columns = [
        ("kycscreen", {"names auc": 0.9, "screen": 2.0}),
        ("a-peer", {"names auc": 0.8, "screen": 1.0}),
    ]
    lines = table.written(columns)
    (area,) = [line for line in lines if line.startswith("  AUC")]
    (cost,) = [line for line in lines if line.startswith("  ms to screen")]
    assert area.split() == ["AUC", ".880", ".900", ".900*", ".800"]
    assert cost.split()[-4:] == ["<5.00", "<1.00", "2.00", "1.00*"]


def test_what_is_not_measured_has_no_row() -> None:
    lines = table.written([("kycscreen", {"names auc": 0.9})])
    assert [line for line in lines if line.startswith("  ")] == [
        lines[0],
        f"{'  AUC':<40}  .880   .900      .900",
    ]


@needs_names
def test_a_seed_makes_the_same_book_in_every_format(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv", "a.csv.gz", "b.csv.gz", "a.jsonl", "a.jsonl.gz"):
        books.write(tmp_path / name, 300)
    written = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert written["a.csv"] == written["b.csv"]
    assert written["a.csv.gz"] == written["b.csv.gz"]
    assert gzip.decompress(written["a.csv.gz"]) == written["a.csv"]
    assert gzip.decompress(written["a.jsonl.gz"]) == written["a.jsonl"]
    one, other = (book.read(tmp_path / name) for name in ("a.csv", "a.jsonl"))
    assert list(one.clients) == list(other.clients)
    assert list(map(book.digest, one.groups)) == list(map(book.digest, other.groups))


@needs_names
def test_a_small_book_is_how_a_large_one_begins() -> None:
    large = list(books.rows(3_000))
    assert list(books.rows(500)) == large[:500]
    assert list(books.rows(500, seed=7)) != large[:500]


@needs_names
def test_every_row_of_a_book_is_accepted(tmp_path: Path) -> None:
    file = tmp_path / "book.csv"
    books.write(file, 5_000, one_in=50)
    read = book.read(file)
    assert (read.rows, read.refused) == (5_000, ())
    assert sum(len(client.parties) for client in read.clients) == 5_000


@needs_names
def test_the_parties_of_a_client_stand_together_and_begin_with_it() -> None:
    found = list(books.rows(3_000))
    runs = [client_id for client_id, _ in groupby(row["client_id"] for row in found)]
    assert len(runs) == len(set(runs)) > 500
    first = {row["client_id"]: row for row in reversed(found)}
    assert {row["role"] for row in first.values()} == {"client"}
    owners = [row for row in found if row["role"] == "client"]
    assert len({row["identifiers"] for row in owners}) > 0.9 * len(owners)


def test_invented_numbers_are_of_their_registers() -> None:
    dice = random.Random(1)
    for country in ("dk", "fi", "no", "se"):
        registered = {numbers.company(country, place) for place in range(500)}
        assert len(registered) == 500
        for text in registered:
            read = identifiers.parse(text, kind=Kind.ORGANISATION, countries=(country,))
            assert (read.type, read.note) == ("company_reg", "")
            assert identifiers.check(read) is True
        for year in range(1940, 2005):
            text = numbers.personal(dice, country, date(year, 2, 28), "F")
            read = identifiers.parse(text, kind=Kind.PERSON, countries=(country,))
            assert (read.type, read.country) == ("national_id", country)
            assert identifiers.check(read) is not False


@needs_names
def test_the_truth_says_where_the_listed_stand_and_touches_nobody_else(
    tmp_path: Path,
) -> None:
    truth = books.write(tmp_path / "book.csv", 5_000, one_in=50)
    assert 60 < len(truth) < 140
    lines = (tmp_path / "book.csv").read_text(encoding="utf-8").splitlines()
    for one in truth:
        assert lines[one.line - 1].startswith(f"{one.client_id},{one.party_id},")
        assert one.list_id in material.FILES
    nobody = list(books.rows(5_000, one_in=10**9))
    rows = list(books.rows(5_000, one_in=50))
    differ = [at for at, row in enumerate(rows, start=2) if row != nobody[at - 2]]
    assert set(differ) <= {one.line for one in truth}


@needs_names
def test_a_scaled_list_is_the_real_ones_and_then_as_many_invented_as_asked() -> None:
    real = [e for of in material.FILES for e in material.watchlist(of).entities]
    count = sum(len(entity.names) for entity in real)
    found = list(scaled.entities(count + 5_000))
    assert found[: len(real)] == real
    made = found[len(real) :]
    assert {entity.list_id for entity in made} == {scaled.MADE}
    assert len({entity.record_id for entity in made}) == len(made)
    assert 5_000 <= sum(len(entity.names) for entity in made) < 5_100
    assert made[:500] == list(scaled.entities(count + 2_500))[len(real) :][:500]
    assert len(_words(made)) > len(_words(real + made)) - len(_words(real)) > 2_000


def _words(entities: list[ListedEntity]) -> set[str]:
    return {
        word for e in entities for n in e.names for word in n.full.casefold().split()
    }


@needs_names
def test_a_delta_night_is_measured_beside_a_full_one(tmp_path: Path) -> None:
    names = ("Jean Exemple", "Olga Primerova", "Exempel Muster", "Birgitta Utterström")
    lists = [
        Watchlist.of(
            list_id,
            [
                ListedEntity(
                    list_id=list_id,
                    record_id=str(number),
                    kind=Kind.PERSON,
                    names=(name,),
                )
                for number, name in enumerate(names)
            ],
            published=deltas.ON,
            checked=deltas.ON,
        )
        for list_id in ("eu_fsf", "un_sc", "us_ofac_sdn")
    ]
    concern = reached.Asked.concern
    told = "\n".join(deltas.measured(tmp_path, 300, lists, amended=5))
    assert "5 entities" in told
    assert "1 clients had changed" in told
    assert reached.Asked.concern is concern


@needs_names
@pytest.mark.parametrize("part", nights.PARTS)
def test_a_night_of_any_size_is_measured(
    part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("rapidfuzz")
    measures = {"screened": nights.screened, "compared": nights.cdist}
    monkeypatch.setattr(
        costs, "in_a_process", lambda _, what, *given: measures[what](*given)
    )
    monkeypatch.setattr(
        costs, "three_lists", lambda folder: costs.scaled_index(folder, 60)
    )
    monkeypatch.setattr(nights, "COMPARED", 10)
    monkeypatch.setattr(nights, "THRESHOLDS", (90, 65))
    monkeypatch.setattr(nights, "_SIZES", (20, 40))
    asked = Namespace(folder=tmp_path, parties=40, runs=1, names=[30, 60])
    figures = nights.PARTS[part](asked)
    for row in figures.get("rows", [figures]):
        assert row["clients"] > 0
        assert row["screened"] > 0
        assert row["memory"] > 0


@needs_names
@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_one_worker_and_two_are_measured_with_all_their_processes(
    tmp_path: Path,
) -> None:
    for list_id, text in (("us_ofac_sdn", OFAC), ("eu_fsf", EU), ("un_sc", UN)):
        hold(tmp_path / "lists", list_id, text)
    asked = Namespace(folder=tmp_path, parties=600, runs=1)
    found = workers.by_workers(asked)
    assert [row["workers"] for row in found["rows"]] == [1, 2]
    for row in found["rows"]:
        assert min(row["wall"], row["cpu"], row["memory"]) > 0
    assert len(found["faster"]) == len(found["costlier"]) == asked.runs


def test_pairs_are_timed_when_they_meet_and_again_and_apart() -> None:
    known = [
        ListedEntity(
            list_id="t", record_id=name, kind=Kind.PERSON, names=[f"{name} Exemple"]
        )
        for name in ("Jean", "Anna", "Erik", "Maria")
    ]
    met: list[pairs.Pair] = []
    for entity in known:
        subject = subjects.as_client(entity)
        party = as_party(subject)
        assert party is not None
        met.append((subject, party, entity))
    asked: list[tuple[str, str]] = []

    def noted(those: list[pairs.Pair]) -> Iterator[Callable[[], object]]:
        for (_, party, entity), call in zip(those, pairs.ours(those), strict=True):
            yield partial(_noted, asked, party.name, entity.record_id, call)

    told = pairs.timed(noted, met, warm_up=2)
    assert {what: value > 0 for what, value in told.items()} == dict.fromkeys(
        ("pairs", *pairs.MEETINGS), True
    )
    same = [("Erik Exemple", "Erik"), ("Maria Exemple", "Maria")]
    assert asked[2:4] == asked[4:6] == same
    assert asked[6:] == [("Erik Exemple", "Maria"), ("Maria Exemple", "Erik")]


def _noted(
    asked: list[tuple[str, str]], party: str, entity: str, call: Callable[[], object]
) -> None:
    asked.append((party, entity))
    assert isinstance(call(), Hit)
