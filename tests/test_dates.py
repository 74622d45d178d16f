"""Dates: tests/cases/dates.csv holds the forms, this file the promises."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kycscreen import dates
from kycscreen.dates import Agreement, DateSpan, Precision, Relation

CASES = Path(__file__).parent / "cases" / "dates.csv"
with CASES.open(encoding="utf-8", newline="") as lines:
    ROWS = list(csv.DictReader(lines))

DAYS = st.dates(date(1900, 1, 1), date(2030, 12, 31))


@st.composite
def spans(draw: st.DrawFn) -> DateSpan:
    """Any span that a list may hold."""
    one, other, circa = draw(DAYS), draw(DAYS), draw(st.booleans())
    return draw(
        st.sampled_from(
            [
                dates.day(one, circa=circa),
                dates.month(one.year, one.month, circa=circa),
                dates.year(one.year, circa=circa),
                dates.between(min(one, other), max(one, other), circa=circa),
                dates.parse("30-35 years old"),
            ]
        )
    )


def iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def related(a: str, b: str) -> Relation | None:
    return dates.relate(dates.parse(a), dates.parse(b), circa_years=2, near_years=5)


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_a21_every_form_of_date_is_read_exactly(row: dict[str, str]) -> None:
    span = dates.parse(row["text"])
    found = (iso(span.lo), iso(span.hi), span.precision.value, span.circa, span.note)
    expected = (row["lo"], row["hi"], row["precision"], bool(row["circa"]), row["note"])
    assert found == expected, row["why"]
    assert span.raw == row["text"]


@given(st.text(max_size=60))
def test_a21_no_text_raises(text: str) -> None:
    assert dates.parse(text).raw == text


@given(DAYS)
def test_what_is_written_as_iso_is_read_back(day: date) -> None:
    span = dates.parse_iso(day.isoformat())
    assert (span.lo, span.hi, span.precision) == (day, day, Precision.DAY)


@pytest.mark.parametrize(
    "text",
    [
        "", "14 Mar 1962", "1962-3-14", "62-03-14", "1962-00-14", "1962-13", "0000",
        "1962-02-30", "19620314", "1962-W10-1", " 1962", "1962\n", "١٩٦٢", "circa 1962",
    ],
)  # fmt: skip
def test_a_client_writes_iso_or_is_refused_without_being_quoted(text: str) -> None:
    with pytest.raises(ValueError, match="^is ") as refused:
        dates.parse_iso(text)
    assert "62" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "lo", "hi"),
    [
        ("1962", "1962-01-01", "1962-12-31"),
        ("1962-02", "1962-02-01", "1962-02-28"),
        ("1962-12", "1962-12-01", "1962-12-31"),
        ("1899-05-06", "1899-05-06", "1899-05-06"),
    ],
)
def test_c08_a_client_date_keeps_its_precision(text: str, lo: str, hi: str) -> None:
    span = dates.parse_iso(text)
    assert (iso(span.lo), iso(span.hi), span.note) == (lo, hi, "")


def test_what_a_reader_knows_is_kept() -> None:
    span = dates.parse("1962", circa=True, note="from false passport", main=True)
    assert (span.circa, span.note, span.main) == (True, "from false passport", True)
    padded = dates.parse("1962-01-01", note="from false passport")
    assert padded.note == "from false passport; possibly padded"


def test_a_range_folds_to_the_year_or_the_day_that_it_is() -> None:
    whole = dates.between(date(1962, 1, 1), date(1962, 12, 31))
    assert whole == dates.year(1962)
    assert dates.between(date(1962, 3, 14), date(1962, 3, 14)).precision is (
        Precision.DAY
    )
    month = dates.between(date(1960, 2, 1), date(1960, 2, 29))
    assert month.precision is Precision.RANGE
    with pytest.raises(ValueError, match="ends before it begins"):
        dates.between(date(1962, 3, 14), date(1962, 3, 13))


def test_december_and_the_last_year_have_ends() -> None:
    assert dates.month(1962, 12).hi == date(1962, 12, 31)
    assert dates.month(9999, 12).hi == date(9999, 12, 31)
    assert dates.year(9999).hi == date(9999, 12, 31)


@pytest.mark.parametrize(
    ("a", "b", "agreement"),
    [
        ("14 Mar 1962", "1962-03-14", Agreement.SAME),
        ("14 Mar 1962", "15 Mar 1962", Agreement.DIFFERENT),
        ("1962", "14 Mar 1962", Agreement.COMPATIBLE),
        ("1962", "1962", Agreement.COMPATIBLE),
        ("circa 14 Mar 1962", "14 Mar 1962", Agreement.COMPATIBLE),
        ("circa 1960", "14 Mar 1962", Agreement.COMPATIBLE),
        ("circa 1959", "14 Mar 1962", Agreement.DIFFERENT),
        ("circa 1958", "circa 1962", Agreement.COMPATIBLE),
        ("1951 to 1953", "Mar 1952", Agreement.COMPATIBLE),
        ("1951 to 1953", "1954", Agreement.DIFFERENT),
        ("30-35 years old", "1954", None),
    ],
)
def test_two_dates_agree(a: str, b: str, agreement: Agreement | None) -> None:
    assert dates.compare(dates.parse(a), dates.parse(b)) is agreement


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("1962-03-14", "1962-03-14", Relation.SAME_DAY),
        ("1962-03-14", "1962-03", Relation.SAME_MONTH),
        ("1962-03", "1962-03", Relation.SAME_MONTH),
        ("1960-02-14", "01 Feb 1960 to 29 Feb 1960", Relation.SAME_MONTH),
        ("1962-03-14", "1962", Relation.SAME_YEAR),
        ("1962-03", "1962", Relation.SAME_YEAR),
        ("1962", "1962", Relation.SAME_YEAR),
        ("1962-03-14", "1961 to 1963", Relation.SAME_YEAR),
        ("1962-03-14", "circa 1964", Relation.SAME_YEAR),
        ("1962-03-14", "circa 14 Mar 1962", Relation.SAME_YEAR),
        ("1962-03-14", "circa Mar 1962", Relation.SAME_YEAR),
        ("1962-03-14", "1962-03-24", Relation.SLIP),
        ("1962-03-14", "1962-08-14", Relation.SLIP),
        ("1962-03-11", "1962-11-03", Relation.SLIP),
        ("1962-03-14", "1963-03-14", Relation.SLIP),
        ("1962-03-14", "1965-03-14", Relation.SLIP),
        ("1962-03-14", "1972-03-14", Relation.SLIP),
        ("1962-03-14", "1966-03-14", Relation.SLIP),
        ("1962-03-14", "1992-03-14", Relation.SLIP),
        ("1967-03-14", "1976-03-14", Relation.SLIP),
        ("1962-03-14", "1979-03-14", Relation.DIFFERENT),
        ("1962-01-01", "1962-05-24", Relation.SLIP),
        ("1962-01-01", "1963-01-01", Relation.NEAR),
        ("1962-01-01", "1967-05-24", Relation.NEAR),
        ("1962-01-01", "1968-01-01", Relation.DIFFERENT),
        ("1962-03-14", "1962-05-24", Relation.NEAR),
        ("1962-03-14", "1963-05-24", Relation.NEAR),
        ("1962-03-14", "1964-05-24", Relation.DIFFERENT),
        ("1962-03-14", "1962-05", Relation.NEAR),
        ("1962-03-14", "1967", Relation.NEAR),
        ("1962-03-14", "1968", Relation.DIFFERENT),
        ("1951 to 1953", "1958", Relation.NEAR),
        ("1951 to 1953", "1959", Relation.DIFFERENT),
        ("circa 1955", "1962-03-14", Relation.NEAR),
        ("1962-03-14", "Invalid date", None),
    ],
)
def test_c08_two_births_relate(a: str, b: str, relation: Relation | None) -> None:
    assert related(a, b) is relation
    assert related(b, a) is relation


def test_the_reach_of_circa_and_of_near_is_the_policys() -> None:
    a, b = dates.parse("circa 1960"), dates.parse("1963-05-02")
    assert dates.relate(a, b, circa_years=3, near_years=0) is Relation.SAME_YEAR
    assert dates.relate(a, b, circa_years=2, near_years=0) is Relation.DIFFERENT
    assert dates.compare(a, b, circa_years=3) is Agreement.COMPATIBLE


def test_the_leap_day_can_be_circa() -> None:
    assert related("circa 29 Feb 1960", "1962-02-28") is Relation.SAME_YEAR
    assert related("circa 29 Feb 1960", "1962-03-01") is Relation.NEAR


def test_the_first_and_the_last_year_can_be_circa() -> None:
    first, last = dates.year(1, circa=True), dates.year(9999, circa=True)
    assert dates.compare(first, last) is Agreement.DIFFERENT


@given(spans(), spans())
def test_comparing_dates_is_symmetric(a: DateSpan, b: DateSpan) -> None:
    assert dates.compare(a, b) is dates.compare(b, a)
    forth = dates.relate(a, b, circa_years=2, near_years=5)
    assert forth is dates.relate(b, a, circa_years=2, near_years=5)


@given(spans())
def test_a_date_never_differs_from_itself(a: DateSpan) -> None:
    unread = a.precision is Precision.UNPARSED
    assert (dates.compare(a, a) is None) is unread
    assert dates.compare(a, a) is not Agreement.DIFFERENT
    assert dates.relate(a, a, circa_years=0, near_years=0) not in (
        Relation.SLIP,
        Relation.NEAR,
        Relation.DIFFERENT,
    )


@given(spans(), spans())
def test_relation_and_agreement_say_the_same(a: DateSpan, b: DateSpan) -> None:
    relation = dates.relate(a, b, circa_years=2, near_years=5)
    agreement = dates.compare(a, b, circa_years=2)
    assert (relation is Relation.SAME_DAY) == (agreement is Agreement.SAME)
    fits = relation in (Relation.SAME_MONTH, Relation.SAME_YEAR)
    assert fits == (agreement is Agreement.COMPATIBLE)


@given(DAYS, st.integers(-400, 400))
def test_a_day_fits_its_year_and_its_month_only(day: date, by: int) -> None:
    moved = day + timedelta(days=by)
    one, other = dates.day(day), dates.day(moved)
    year = dates.compare(one, dates.year(moved.year))
    assert (year is Agreement.COMPATIBLE) == (day.year == moved.year)
    month = dates.relate(
        one, dates.month(moved.year, moved.month), circa_years=0, near_years=0
    )
    same_month = (day.year, day.month) == (moved.year, moved.month)
    assert (month is Relation.SAME_MONTH) == same_month
    assert (dates.compare(one, other) is Agreement.SAME) == (by == 0)


@pytest.mark.parametrize("piece", ["1", " ", "(", "now ", "-", "1 Jan ", "A, "])
def test_c07_a_long_text_is_read_at_once(piece: str) -> None:
    # No clock here: a pattern that backtracks would never come to the end.
    text = piece * (100_000 // len(piece))
    assert dates.parse(text).precision is Precision.UNPARSED
