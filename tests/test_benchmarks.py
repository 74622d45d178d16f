"""The measures themselves: thresholds found by order, halves, and the table."""

import pytest

from benchmarks import rates, subjects, table
from benchmarks.rates import Answer
from kycscreen import dates
from kycscreen.entities import ListedEntity, ListedName, Strength
from kycscreen.facts import Kind


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
