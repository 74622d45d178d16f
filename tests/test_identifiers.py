"""Identifiers: tests/cases/identifiers.csv holds what is recognised, and how."""

import csv
import sys
from datetime import date
from pathlib import Path

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from stdnum import imo, lei, luhn
from stdnum.dk import cvr
from stdnum.fi import hetu, ytunnus
from stdnum.no import fodselsnummer
from stdnum.no import orgnr as no_orgnr
from stdnum.se import personnummer

from kycscreen import identifiers
from kycscreen.facts import Agreement, Kind
from kycscreen.identifiers import Identifier, nordic, worldwide
from kycscreen.match.stated import dated

CASES = Path(__file__).parent / "cases" / "identifiers.csv"
with CASES.open(encoding="utf-8", newline="") as lines:
    ROWS = list(csv.DictReader(lines))

NUMBERS = st.one_of(
    st.text(max_size=24),
    st.text("0123456789-+AYT •*", max_size=14),
    st.sampled_from([row["text"] for row in ROWS]),
    st.from_regex("(19)?[0-9]{6}[-+]?[0-9]{4}", fullmatch=True),
)
ANY = st.builds(
    Identifier,
    st.sampled_from(sorted(identifiers.TYPES)),
    NUMBERS,
    country=st.sampled_from(["", "fi", "se", "no", "dk", "fr"]),
    valid=st.booleans(),
)
NORDIC = st.sampled_from(sorted(nordic.RULES))


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=count, max_size=count)


def both(type_: str, one: str, other: str, **facts: str) -> Agreement | None:
    return identifiers.compare(
        Identifier(type_, one, **facts),  # type: ignore[arg-type]  # texts only
        Identifier(type_, other, **facts),  # type: ignore[arg-type]  # texts only
    )


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_c09_a_number_is_recognised(row: dict[str, str]) -> None:
    countries = tuple(row["countries"].split())
    made = identifiers.parse(row["text"], kind=Kind(row["kind"]), countries=countries)
    found = (made.type, made.country, identifiers.key(made), made.note)
    expected = (row["type"], row["country"], row["key"], row["note"])
    assert found == expected, row["why"]


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_c09_what_a_number_says_and_how_it_is_written(row: dict[str, str]) -> None:
    kind, countries = Kind(row["kind"]), tuple(row["countries"].split())
    made = identifiers.parse(row["text"], kind=kind, countries=countries)
    said = identifiers.derive(made, on=date(2026, 6, 1))
    born = "" if said.birth_date is None else dated(said.birth_date)
    found = {
        "canonical": identifiers.canonical(made),
        "born": born,
        "gender": said.gender,
        "status": said.status,
        "problem": identifiers.problem(made),
        "masked": identifiers.mask(made, kind=kind).value,
    }
    assert found == {column: row[column] for column in found}, row["why"]


@given(st.text(max_size=60), st.sampled_from(Kind))
@example("١٢٣٤٥٦", Kind.PERSON)
def test_c09_no_text_raises_but_value_error(text: str, kind: Kind) -> None:
    try:
        made = identifiers.parse(text, kind=kind, countries=("fi", "se", "no", "dk"))
    except ValueError:
        return
    assert made.type in identifiers.TYPES
    identifiers.check(made)


def test_what_has_nothing_to_compare_is_refused_without_being_quoted() -> None:
    with pytest.raises(ValueError, match="^has no letters or digits$"):
        identifiers.parse("--/..")


@given(ANY, ANY)
def test_comparing_numbers_is_symmetric(a: Identifier, b: Identifier) -> None:
    assert identifiers.compare(a, b) is identifiers.compare(b, a)


@given(ANY, ANY)
def test_what_agrees_has_one_key(a: Identifier, b: Identifier) -> None:
    if identifiers.compare(a, b) in (Agreement.SAME, Agreement.COMPATIBLE):
        assert identifiers.key(a) == identifiers.key(b) != ""


@given(ANY)
def test_a_number_never_differs_from_itself(a: Identifier) -> None:
    agreement = identifiers.compare(a, a)
    assert agreement is not Agreement.DIFFERENT
    if not identifiers.key(a):
        assert agreement is None
    elif a.type != "other" and a.country:
        assert agreement is Agreement.SAME


@given(NUMBERS)
def test_masking_hides_and_masking_again_changes_nothing(text: str) -> None:
    hidden = identifiers.masked(text)
    assert identifiers.masked(hidden) == hidden
    shown = [a for a in text if a.isalnum()]
    left = [a for a in hidden if a.isalnum()]
    if "•" in text or "*" in text:  # masked before
        return
    assert not shown or len(left) <= len(shown) - 4 or not left


@given(ANY)
def test_a_masked_number_identifies_nobody(a: Identifier) -> None:
    hidden = identifiers.mask(a, kind=Kind.PERSON)
    if hidden != a:
        assert identifiers.key(hidden) == ""
        assert identifiers.compare(hidden, a) is None


@given(NORDIC, digits(12), st.sampled_from("-+AY"))
def test_the_nordic_checks_are_those_of_the_library(
    fit: tuple[str, str], drawn: str, century: str
) -> None:
    if fit == ("national_id", "fi"):
        control = "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(drawn[:9]) % 31]
        number = drawn[:6] + century + drawn[6:9] + control
        assert nordic.RULES[fit].holds(number) == hetu.is_valid(
            number, allow_temporary=True
        )
    elif fit == ("national_id", "no"):
        number = f"{int(drawn[:2]) % 32:02}{int(drawn[2:4]) % 13:02}{drawn[4:9]}"
        ways = [number + f"{last:02}" for last in range(100)]
        # Ours knows no century: it accepts what the library does, and a date more.
        for way in ways:
            assert nordic.RULES[fit].holds(way) >= fodselsnummer.is_valid(way)
    elif fit == ("company_reg", "fi"):
        assert nordic.RULES[fit].holds(drawn[:8]) == ytunnus.is_valid(drawn[:8])
    elif fit == ("company_reg", "no"):
        assert nordic.RULES[fit].holds(drawn[:9]) == no_orgnr.is_valid(drawn[:9])
    elif fit == ("company_reg", "dk"):
        assert nordic.RULES[fit].holds(drawn[:8]) == cvr.is_valid(drawn[:8])
    elif fit == ("company_reg", "se"):
        assert nordic.RULES[fit].holds(drawn[:10]) == luhn.is_valid(drawn[:10])


@given(st.dates(), digits(3))
def test_every_personnummer_of_the_library_is_one_of_ours(
    day: object, iii: str
) -> None:
    nine = f"{day:%y%m%d}{iii}"
    ten = nine + luhn.calc_check_digit(nine)
    if personnummer.is_valid(ten):
        assert nordic.RULES["national_id", "se"].holds(ten)
    coordination = f"{ten[:4]}{int(ten[4:6]) + 60}{iii}"
    coordination += luhn.calc_check_digit(coordination)
    assert nordic.RULES["national_id", "se"].holds(coordination)


@given(
    digits(7), st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=18, max_size=18)
)
def test_the_worldwide_checks_are_those_of_the_library(seven: str, body: str) -> None:
    ship, company = imo.is_valid(seven), worldwide.shipping_company_holds(seven)
    assert worldwide.ship_holds(seven) == ship
    assert identifiers.check(Identifier("imo", seven)) == (ship or company)
    # The library lets letters pass for check digits; the standard does not.
    assert identifiers.check(Identifier("lei", body + "A1")) is False
    for last in range(100):
        number = f"{body}{last:02}"
        if body[0] != "0":
            assert identifiers.check(Identifier("lei", number)) == lei.is_valid(number)


@pytest.mark.parametrize(
    ("value", "country"), [("", "fi"), ("A", "se"), ("12", "no"), ("-", "dk")]
)
def test_what_is_not_of_the_form_has_no_verdict(value: str, country: str) -> None:
    assert identifiers.check(Identifier("company_reg", value, country)) is None
    assert identifiers.check(Identifier("passport", value, country)) is None


def test_isin_and_iban_are_checked() -> None:
    assert identifiers.check(Identifier("isin", "US0378331005")) is True
    assert identifiers.check(Identifier("isin", "US0378331006")) is False
    assert identifiers.check(Identifier("iban", "FI21 1234 5600 0007 85")) is True
    assert identifiers.check(Identifier("iban", "FI21 1234 5600 0007 86")) is False
    assert identifiers.check(Identifier("iban", "no iban")) is False


def test_another_type_or_country_says_nothing() -> None:
    ours = Identifier("passport", "XX1234567", "fi")
    for theirs in (
        Identifier("passport", "XX1234567", "se"),
        Identifier("national_id", "XX1234567", "fi"),
    ):
        assert identifiers.compare(ours, theirs) is None


def test_an_unrecognised_number_meets_every_type() -> None:
    ours = identifiers.parse("xx-123 4567")
    theirs = Identifier("passport", "XX1234567", "fi")
    assert identifiers.compare(ours, theirs) is Agreement.COMPATIBLE


@pytest.mark.parametrize(
    ("ours", "theirs", "agreement"),
    [
        (("passport", "fi"), ("passport", "fi"), Agreement.SAME),
        (("passport", ""), ("passport", "fi"), Agreement.COMPATIBLE),
        (("passport", ""), ("passport", ""), Agreement.COMPATIBLE),
        (("other", "fi"), ("passport", "fi"), Agreement.COMPATIBLE),
        (("other", ""), ("other", ""), Agreement.COMPATIBLE),
        (("other", "se"), ("other", "fi"), None),
        (("mmsi", ""), ("mmsi", "pa"), Agreement.SAME),
        (("other", "se"), ("mmsi", "pa"), Agreement.COMPATIBLE),
    ],
)
def test_equal_numbers_prove_what_both_sides_state(
    ours: tuple[str, str], theirs: tuple[str, str], agreement: Agreement | None
) -> None:
    one, other = (Identifier(t, "1234567", country) for t, country in (ours, theirs))
    assert identifiers.compare(one, other) is agreement


def test_a_number_must_be_longer_where_less_is_stated() -> None:
    for value, agreement in (("A1234", None), ("A12345", Agreement.COMPATIBLE)):
        one, other = Identifier("passport", value), Identifier("passport", value, "fi")
        assert identifiers.compare(one, other) is agreement
    assert both("passport", "A123", "A 123", country="fi") is Agreement.SAME


def test_a_ships_number_is_the_same_under_every_flag() -> None:
    ours = Identifier("imo", "IMO 9319466", "pa")
    theirs = Identifier("imo", "9319466", "lr")
    assert identifiers.compare(ours, theirs) is Agreement.SAME


def test_two_persons_of_one_country_have_different_numbers() -> None:
    different = Agreement.DIFFERENT
    assert both("national_id", "131052-308T", "131052Y308T", country="fi") is different
    assert both("company_reg", "1234567-1", "0112038-9", country="fi") is different
    assert both("imo", "9319466", "9074729") is different
    assert both("national_id", "120174-3399", "120102-3380", country="is") is different
    assert both("national_id", "36805280109", "50203110104", country="ee") is different
    assert both("national_id", "44051401359", "02211307589", country="pl") is different
    assert both("national_id", "850769-9802", "850760-9801", country="se") is different


@pytest.mark.parametrize(
    ("type_", "one", "other", "country"),
    [
        ("passport", "XX1234567", "XX7654321", "fi"),  # people hold several
        ("company_reg", "1027700132195", "7707083893", "ru"),  # two registers
        ("company_reg", "1234567-1", "1234567-2", "fi"),  # one is mistyped
        ("national_id", "850709-9805", "850769-9802", "se"),  # first one, then other
        ("national_id", "15086900014", "55086900008", "no"),  # first one, then other
        ("national_id", "15506910088", "15086900014", "no"),  # a hospital's, then
        ("national_id", "15506910088", "15506920016", "no"),  # of two hospitals
        ("national_id", "15886910042", "15086900014", "no"),  # made for tests
        ("national_id", "15086910001", "15086900014", "no"),  # cannot be verified
        ("national_id", "131052-900W", "131052-308T", "fi"),  # first one, then other
        ("national_id", "131052-900W", "010203-901S", "fi"),  # of two hospitals
        ("national_id", "850709-T802", "850709-9805", "se"),  # first one, then other
        ("national_id", "711062-5629", "110361-1234", "dk"),  # first one, then other
        ("national_id", "161175-19997", "328673-00679", "lv"),  # old and new form
        ("company_reg", "192598184", "12345678512347", "pl"),  # another register
        ("national_id", "1234567", "7654321", ""),  # of which country?
        ("national_id", "A12", "B12", "fr"),  # too short to identify
    ],
)
def test_different_numbers_that_contradict_nothing(
    type_: str, one: str, other: str, country: str
) -> None:
    assert both(type_, one, other, country=country) is None


@pytest.mark.parametrize(
    ("type_", "one", "other", "country"),
    [
        ("passport", "XX1234567", "XX1243567", "fi"),  # two swapped
        ("passport", "XX1234567", "XX1734567", ""),  # one mistyped
        ("passport", "XX1234567", "XX123567", ""),  # one left out
        ("passport", "XX1234567", "XX12334567", ""),  # one doubled
        ("passport", "A1234567", "1234567", "ir"),  # the series left out
        ("tax", "123456789", "123465789", "fr"),
        ("other", "123456789", "123465789", ""),
        ("company_reg", "1234567-1", "1234657-1", "fi"),  # its check digit tells
        ("lei", "213800KUD8LAJWSQ9D15", "213800KUD8LAJWQS9D15", ""),
        ("imo", "9319466", "9391466", ""),
    ],
)
def test_a_slip_is_seen(type_: str, one: str, other: str, country: str) -> None:
    assert both(type_, one, other, country=country) is Agreement.SLIP
    ours, theirs = Identifier("other", other), Identifier(type_, one, country)
    assert identifiers.compare(ours, theirs) is Agreement.SLIP, "nobody said what it is"


def test_a_slip_in_a_personal_number_is_seen_by_its_check() -> None:
    slip = both("national_id", "131052-308T", "131025-308T", country="fi")
    assert slip is Agreement.SLIP


@pytest.mark.parametrize(
    ("type_", "one", "other", "country"),
    [
        ("passport", "XX1234567", "XX1234568", "fi"),  # the next one of a family
        ("passport", "XX1234567", "XX1243576", "fi"),  # two slips
        ("passport", "A12345", "A12435", "fi"),  # short ones lie close together
        ("company_reg", "1234567", "1243567", "de"),  # sister companies
        ("mmsi", "422034900", "422043900", ""),  # ships of one fleet
        ("aircraft_tail", "EP-MNABC", "EP-MNACB", "ir"),
        ("national_id", "131052-308T", "131052Y308T", "fi"),  # both are right
        ("imo", "9319466", "9319416", ""),  # both are right
    ],
)
def test_neighbours_in_a_series_are_no_slip(
    type_: str, one: str, other: str, country: str
) -> None:
    assert both(type_, one, other, country=country) is not Agreement.SLIP


def test_a_withdrawn_number_agrees_and_does_not_contradict() -> None:
    ours = Identifier("national_id", "131052-308T", "fi")
    theirs = Identifier("national_id", "131052-308T", "fi", valid=False)
    assert identifiers.compare(ours, theirs) is Agreement.SAME
    other = attrs.evolve(theirs, value="131052Y308T")
    assert identifiers.compare(ours, other) is None


def test_publishers_words_must_be_the_same_to_contradict() -> None:
    ours = Identifier("national_id", "1234567", "fr", raw_type="Cedula No.")
    theirs = Identifier("national_id", "7654321", "fr", raw_type="Personal ID Card")
    assert identifiers.compare(ours, theirs) is None
    theirs = attrs.evolve(theirs, raw_type="Cedula No.")
    assert identifiers.compare(ours, theirs) is Agreement.DIFFERENT


def test_two_centuries_are_two_persons() -> None:
    assert both("national_id", "191212121212", "201212121212", country="se") is None
    same = both("national_id", "191212121212", "121212-1212", country="se")
    assert same is Agreement.SAME


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("850709-9805", "850709-****"),
        ("19850709-9805", "19850709-****"),
        ("198507099805", "19850709-****"),
        ("131052-308T", "131052-****"),
        ("211062-5629", "211062-****"),
        ("15086900014", "150869-****"),
        ("1234567890", "••••••••90"),
        ("XX 1234567", "•• •••••67"),
        ("12345", "•••••"),
        ("", ""),
    ],
)
def test_a_masked_number_shows_little(text: str, hidden: str) -> None:
    assert identifiers.masked(text) == hidden


@pytest.mark.parametrize(
    ("type_", "value", "country", "kind", "personal"),
    [
        ("passport", "XX1234567", "", Kind.UNKNOWN, True),
        ("national_id", "131052-308T", "fi", Kind.PERSON, True),
        ("other", "1234567", "", Kind.PERSON, True),
        ("other", "1234567", "", Kind.UNKNOWN, True),
        ("other", "1234567", "", Kind.ORGANISATION, False),
        ("tax", "1234567", "", Kind.ORGANISATION, False),
        ("tax", "1234567", "", Kind.PERSON, True),
        ("company_reg", "1234567-1", "fi", Kind.ORGANISATION, False),
        ("company_reg", "556036-0793", "se", Kind.ORGANISATION, False),
        ("company_reg", "850709-9805", "se", Kind.ORGANISATION, True),
        ("company_reg", "850709-9806", "se", Kind.ORGANISATION, True),  # mistyped
        ("lei", "213800KUD8LAJWSQ9D15", "", Kind.UNKNOWN, False),
        ("crypto", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2", "", Kind.PERSON, False),
    ],
)
def test_personal_numbers_are_masked_and_company_numbers_never(
    type_: str, value: str, country: str, kind: Kind, personal: bool
) -> None:
    number = Identifier(type_, value, country)
    assert identifiers.is_personal(number, kind=kind) is personal
    assert (identifiers.mask(number, kind=kind) == number) is not personal


def test_recognising_a_nordic_number_loads_no_library() -> None:
    import subprocess

    code = (
        "import sys; from kycscreen import identifiers as i;"
        "i.parse('1234567-1', countries=('fi',));"
        "i.parse('213800KUD8LAJWSQ9D15'); i.parse('131052-308T');"
        "sys.exit('stdnum' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert done.returncode == 0


@pytest.mark.parametrize("piece", ["1", " ", "(", "now ", "-", "1 Jan ", "A, "])
def test_c07_a_long_text_is_read_at_once(piece: str) -> None:
    # No clock here: a pattern that backtracks would never come to the end.
    text = piece * (100_000 // len(piece))
    number = identifiers.parse(f"A{text}", countries=("fi", "se"))
    assert number.type == "other"
    assert text.strip("( -,") == "" or identifiers.masked(text) != text


@pytest.mark.parametrize("piece", ["1", "1A", "A"])
def test_c07_long_numbers_are_compared_at_once(piece: str) -> None:
    # Nor here: what grows with the square of the length would take a minute.
    text = piece * (1_000_000 // len(piece))
    other = f"{text[:-3]}7{text[-3:]}"
    numbers = [Identifier("other", number, "fi") for number in (text, other)]
    assert identifiers.compare(*numbers) is None
    assert identifiers.parse(f"vat: {text}1", countries=("fi", "de")).type == "vat"


@pytest.mark.parametrize(
    ("number", "holds"),
    [
        ("1234565", True),
        ("1234567", False),
        ("1000001", False),
        ("1000003", True),
        ("0000001", True),  # the sum is a multiple of eleven
        ("1010000", True),  # the sum is one more than a multiple of eleven
        ("1010001", False),
    ],
)
def test_c09_a_shipping_companys_number_has_a_check_digit_of_its_own(
    number: str, holds: bool
) -> None:
    assert worldwide.shipping_company_holds(number) is holds


def test_c09_an_imo_number_fails_only_where_it_is_neither_a_ships_nor_a_companys() -> (
    None
):
    ship, company, neither = (
        identifiers.check(Identifier("imo", number))
        for number in ("IMO 1234567", "IMO 1234565", "IMO 1234566")
    )
    assert (ship, company, neither) == (True, True, False)


@pytest.mark.parametrize("type_", ["vat", "tax"])
def test_a_companys_numbers_of_one_country_are_compatible(type_: str) -> None:
    ours = identifiers.parse("FI12345671", kind=Kind.ORGANISATION)
    theirs = Identifier(type_, "FI 1234567-1", "fi")
    assert ours.type == "company_reg"
    assert identifiers.compare(ours, theirs) is Agreement.COMPATIBLE
    other = attrs.evolve(theirs, value="FI01120389")
    assert identifiers.compare(ours, other) is None, "two registers differ"
    abroad = attrs.evolve(theirs, country="se")
    assert identifiers.compare(ours, abroad) is None


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (Identifier("vat", "DE136695976", "de"), Identifier("vat", "136695976", "de")),
        (Identifier("vat", "SE556036079301", "se"), Identifier("vat", "5560360793")),
        (Identifier("other", "FI12345671"), Identifier("company_reg", "1234567-1")),
        (Identifier("other", "SE 850709-9805"), Identifier("other", "8507099805")),
        (Identifier("other", "FI-131052-308T", "fi"), Identifier("x", "131052-308t")),
        (Identifier("bic", "NDEAFIHHXXX"), Identifier("bic", "ndea fi hh", "fi")),
    ],
)
def test_a_country_before_a_number_makes_no_other_key(
    ours: Identifier, theirs: Identifier
) -> None:
    assert identifiers.key(ours) == identifiers.key(theirs) != ""


@pytest.mark.parametrize(
    ("type_", "value", "country"),
    [
        ("passport", "SE5560360793", ""),  # letters of a passport are its number's
        ("other", "DE12345", ""),
        ("other", "SE5560360794", ""),  # its check fails
        ("tax", "DE136695976", "fr"),  # another country's
        ("vat", "RO12", ""),
    ],
)
def test_letters_that_are_of_the_number_stay(
    type_: str, value: str, country: str
) -> None:
    assert identifiers.key(Identifier(type_, value, country)) == value
