"""What personal numbers say, how they are sealed, and what is wrong with them."""

import hashlib
import hmac
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.dk import cpr
from stdnum.ee import ik
from stdnum.exceptions import ValidationError
from stdnum.no import fodselsnummer
from stdnum.pl import pesel
from stdnum.se import personnummer

from kycscreen import identifiers
from kycscreen.facts import Agreement
from kycscreen.identifiers import Derived, Identifier, registers
from tests.test_registers import drawn

ON = date(2026, 6, 1)
SECRET = b"sixteen bytes it is"
CONTROLS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
BIRTHS = st.dates(date(1890, 1, 1), date(2026, 6, 1))


def born(type_: str, value: str, country: str, *, on: date | None = None) -> str:
    said = identifiers.derive(Identifier(type_, value, country), on=on)
    assert said.birth_date is None or said.birth_date.raw == ""
    return "" if said.birth_date is None else str(said.birth_date.lo)


@settings(max_examples=200)
@given(
    BIRTHS, st.integers(2, 899), st.sampled_from("-UVWXY"), st.sampled_from("ABCDEF")
)
def test_a_hetu_says_the_day_and_the_gender_that_made_it(
    day: date, serial: int, older: str, newer: str
) -> None:
    sign = "+" if day.year < 1900 else older if day.year < 2000 else newer
    nine = f"{day:%d%m%y}{serial:03}"
    number = f"{nine[:6]}{sign}{nine[6:]}{CONTROLS[int(nine) % 31]}"
    said = identifiers.derive(Identifier("national_id", number, "fi"), on=ON)
    assert said.birth_date is not None
    assert (said.birth_date.lo, said.birth_date.hi) == (day, day)
    assert said.gender == ("M" if serial % 2 else "F")
    assert said.status == ""


def personnummer_of(day: date, serial: int, *, more: int = 0) -> str:
    nine = f"{day:%y%m}{day.day + more:02}{serial:03}"
    total = 0
    for at, digit in enumerate(nine):
        doubled = int(digit) * (2 - at % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return nine + str(-total % 10)


@settings(max_examples=200)
@given(BIRTHS, st.integers(0, 999), st.sampled_from((0, 60)), BIRTHS)
def test_a_personnummer_says_the_day_that_made_it(
    day: date, serial: int, more: int, on: date
) -> None:
    number = personnummer_of(day, serial, more=more)
    with_century = f"{day.year // 100}{number}"
    said = identifiers.derive(Identifier("national_id", with_century, "se"))
    assert said.birth_date is not None
    assert said.birth_date.lo == day
    assert said.gender == ("M" if int(number[8]) % 2 else "F")
    assert said.status == ("coordination" if more else "")
    if day <= on and on.year - day.year < 200:
        sign = "+" if on.year - day.year >= 100 else "-"
        written = f"{number[:6]}{sign}{number[6:]}"
        assert born("national_id", written, "se", on=on) == str(day)
    assert born("national_id", number, "se") == ""


def test_ten_digits_say_another_day_when_they_are_stated_later() -> None:
    number = "850709-9805"
    assert born("national_id", number, "se", on=date(2026, 1, 1)) == "1985-07-09"
    assert born("national_id", number, "se", on=date(2085, 7, 8)) == "1985-07-09"
    assert born("national_id", number, "se", on=date(2085, 7, 9)) == "2085-07-09"
    older = number.replace("-", "+")
    assert born("national_id", older, "se", on=date(2085, 7, 9)) == "1985-07-09"
    assert born("national_id", older, "se", on=date(2084, 7, 9)) == "1885-07-09"


def test_29_february_needs_a_year_that_has_one() -> None:
    number = f"000229-{personnummer_of(date(2000, 2, 29), 123)[6:]}"
    assert born("national_id", number, "se", on=ON) == "2000-02-29"
    assert born("national_id", f"19{number}", "se", on=ON) == ""


@pytest.mark.parametrize(
    ("country", "judge"),
    [("no", fodselsnummer), ("dk", cpr), ("ee", ik), ("pl", pesel)],
)
def test_what_is_derived_is_the_librarys(country: str, judge: object) -> None:
    import random

    fit, among, found = ("national_id", country), random.Random(country), 0
    for _ in range(20_000 if country == "no" else 2_000):
        number = drawn(fit, among)
        if not registers.RULES[fit].holds(number):
            continue
        said = identifiers.derive(Identifier(*fit[:1], number, country))
        try:
            expected = judge.get_birth_date(number)  # type: ignore[attr-defined]  # modules have no type of their own
        except ValidationError:
            expected = None
        found += 1
        assert (said.birth_date and said.birth_date.lo) == expected
        if country != "dk":
            assert said.gender == judge.get_gender(number)  # type: ignore[attr-defined]  # as above
    assert found > 100
    assert personnummer.get_gender("850709-9805") == "F"


@pytest.mark.parametrize(
    ("type_", "value", "country"),
    [
        ("other", "131052-308T", ""),  # nobody said what it is
        ("national_id", "131052-308T", ""),
        ("national_id", "131052-308T", "se"),
        ("passport", "131052-308T", "fi"),
        ("company_reg", "850709-9805", "se"),  # a trade has no birth
        ("company_reg", "450401-3150", "is"),
        ("national_id", "450401-3150", "is"),
        ("national_id", "131052-308A", "fi"),  # its check fails
        ("national_id", "211062-****", "dk"),
        ("national_id", "•••••••••09", "ee"),
        ("national_id", "", "fi"),
    ],
)
def test_nothing_is_derived_where_no_rule_says_it(
    type_: str, value: str, country: str
) -> None:
    assert identifiers.derive(Identifier(type_, value, country), on=ON) == Derived()


def test_nobody_is_born_after_the_day_of_the_screening() -> None:
    number = Identifier("national_id", "010230A123Y", "fi")
    assert identifiers.check(number)
    assert born("national_id", number.value, "fi") == "2030-02-01"
    assert born("national_id", number.value, "fi", on=ON) == ""


# -- seals ---------------------------------------------------------------------

SAME = [
    Identifier("national_id", text, "se")
    for text in (
        "850709-9805", "19850709-9805", "8507099805", "SE 850709-9805", "850709+9805",
        "８５０７０９-９８０５",
    )
]  # fmt: skip
OTHERS = [
    Identifier("national_id", "131052-308T", "fi"),
    Identifier("national_id", "131052Y308T", "fi"),
    Identifier("national_id", "8507099805", "no"),
    Identifier("imo", "IMO 9319466", "pa"),
    Identifier("company_reg", "9319466", "pa"),
    Identifier("lei", "213800KUD8LAJWSQ9D15"),
    Identifier("passport", "XX1234567", "fi"),
    Identifier("passport", "XX1234567", "se"),
]


@settings(max_examples=200)
@given(st.sampled_from(SAME + OTHERS), st.sampled_from(SAME + OTHERS))
def test_two_seals_are_equal_if_and_only_if_the_numbers_are_the_same(
    a: Identifier, b: Identifier
) -> None:
    seals = (identifiers.sealed(one, secret=SECRET) for one in (a, b))
    is_same = identifiers.compare(a, b) is Agreement.SAME
    assert (len(set(seals)) == 1) is is_same


def test_a_seal_needs_its_secret() -> None:
    number = SAME[0]
    assert identifiers.sealed(number, secret=SECRET) != identifiers.sealed(
        number, secret=SECRET[::-1]
    )
    with pytest.raises(ValueError, match="^has a secret of fewer than 16 bytes$"):
        identifiers.sealed(number, secret=b"fifteen bytes..")


def test_a_seal_is_what_others_can_compute() -> None:
    told = b"kycscreen.identifier/1\nse\n8507099805"
    expected = hmac.new(SECRET, told, hashlib.sha256).hexdigest()
    assert identifiers.sealed(SAME[1], secret=SECRET) == expected
    worldwide = identifiers.sealed(
        Identifier("imo", "IMO 9319466", "pa"), secret=SECRET
    )
    assert worldwide == identifiers.sealed(Identifier("imo", "9319466"), secret=SECRET)


@pytest.mark.parametrize("value", ["850709-****", "•••••••67", "A12", "ABCDEF", ""])
def test_what_identifies_nobody_has_no_seal(value: str) -> None:
    assert identifiers.sealed(Identifier("passport", value), secret=SECRET) == ""


# -- what is wrong -------------------------------------------------------------


@pytest.mark.parametrize(
    ("type_", "value", "country", "problem"),
    [
        ("passport", "anything", "fi", ""),
        ("national_id", "anything", "fr", ""),  # no rule is known
        ("national_id", "850709-****", "se", ""),
        ("national_id", "••••••-••8A", "fi", ""),
        ("national_id", "850709", "se", "form"),
        ("national_id", "851309-9805", "se", "form"),
        ("national_id", "850709-9806", "se", "check_digit"),
        ("lei", "213800KUD8LAJWSQ9D1", "", "form"),
        ("lei", "213800KUD8LAJWSQ9D16", "", "check_digit"),
        ("imo", "931946", "", "form"),
        ("imo", "IMO 9319467", "", "check_digit"),
        ("isin", "US0378331006", "", "check_digit"),
        ("iban", "FI21 1234 5600 0007 86", "fi", "check_digit"),
        ("bic", "NDEAFI", "fi", "form"),
        ("vat", "DE136695976", "de", ""),
        ("vat", "136695976", "de", ""),
        ("vat", "136695977", "de", "check_digit"),
        ("vat", "1366", "de", "form"),
        ("vat", "SE556036079301", "se", ""),
        ("vat", "7707083893", "ru", ""),
    ],
)
def test_what_is_wrong_has_one_word(
    type_: str, value: str, country: str, problem: str
) -> None:
    assert identifiers.problem(Identifier(type_, value, country)) == problem


def test_a_day_is_what_a_span_begins_and_ends_with() -> None:
    said = identifiers.derive(Identifier("national_id", "850760-9801", "se"), on=ON)
    assert said.birth_date is not None
    assert said.birth_date.lo == date(1985, 7, 1)
    assert said.birth_date.hi == date(1985, 8, 1) - timedelta(days=1)
