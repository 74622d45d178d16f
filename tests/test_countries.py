"""Countries: tests/cases/countries.csv holds what texts stand for."""

import csv
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kycscreen import countries
from kycscreen.facts import Agreement

CASES = Path(__file__).parent / "cases" / "countries.csv"
LISTS = Path(__file__).parent.parent.parent / "shared" / "lists"
BENCH = LISTS.parent / "bench"
with CASES.open(encoding="utf-8", newline="") as lines:
    ROWS = list(csv.DictReader(lines))

# What publishers write where they name no country, or a region that is none.
NO_COUNTRY = {
    "None Identified", "Region: Crimea", "Region: Kafia Kingi",
    "Region: Northern Mali", "UNKNOWN", "na", "undetermined",
}  # fmt: skip
CODES = st.sampled_from(
    ["fi", "ax", "se", "dk", "gl", "fo", "cn", "hk", "", "rs", "xk"]
)


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_a_text_stands_for_countries(row: dict[str, str]) -> None:
    codes = tuple(row["codes"].split())
    assert countries.successors(row["text"]) == codes, row["why"]
    assert countries.find(row["text"]) == (codes[0] if len(codes) == 1 else "")


@pytest.mark.parametrize("text", ["fi", " FI ", "Finland", "fin", "suomi", "Finnish"])
def test_a_client_names_a_country_in_any_way(text: str) -> None:
    assert countries.parse(text) == "fi"


@pytest.mark.parametrize(
    "text", ["", "00", "Espoo, Finland", "USSR", "CS", "Korea", "Elbonia", "zz", "123"]
)
def test_what_is_no_one_country_is_refused_without_being_quoted(text: str) -> None:
    with pytest.raises(ValueError, match="^is no country we know$"):
        countries.parse(text)


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        (" Finland", True), ("fi", True), ("Finland (since 1917)", True),
        ("Espoo, Finland", False), ("Valle Colombia", False), ("Korea", False),
        ("Congo (Democratic Republic)", True), ("", False), ("(Finland)", True),
    ],
)  # fmt: skip
def test_a_country_is_told_from_a_place_in_it(text: str, alone: bool) -> None:
    assert countries.is_country(text) is alone


@given(st.text(max_size=40))
def test_no_text_raises_but_value_error(text: str) -> None:
    codes = countries.successors(text)
    assert countries.find(text) in ("", *codes)
    try:
        assert (countries.parse(text),) == codes or text.strip() == "na"
    except ValueError:
        return


def test_every_code_has_a_name_that_leads_back() -> None:
    assert len(countries._CODES) == 250
    for code in countries._CODES:
        assert countries.parse(code.upper()) == code
        assert countries.parse(countries.name(code)) == code
    with pytest.raises(ValueError, match="is no country's code"):
        countries.name("zz")


@given(CODES, CODES)
def test_comparing_countries_is_symmetric(a: str, b: str) -> None:
    assert countries.compare(a, b) is countries.compare(b, a)


@pytest.mark.parametrize(
    ("a", "b", "agreement"),
    [
        ("fi", "fi", Agreement.SAME),
        ("fi", "se", Agreement.DIFFERENT),
        ("dk", "gl", Agreement.COMPATIBLE),
        ("hk", "cn", Agreement.COMPATIBLE),
        ("hk", "mo", Agreement.DIFFERENT),
        ("rs", "xk", Agreement.COMPATIBLE),
        ("fi", "", Agreement.COMPATIBLE),
    ],
)
def test_two_countries_agree(a: str, b: str, agreement: Agreement) -> None:
    assert countries.compare(a, b) is agreement


def test_the_table_is_sorted_and_says_where_it_came_from() -> None:
    path = Path(countries.__file__).parent / "tables" / "countries.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# columns")
    assert lines[1].startswith("# origin")
    assert not any('"' in line for line in lines[2:])
    rows = list(csv.reader(lines[2:]))
    assert {len(row) for row in rows} == {9}
    coded = [row[0] for row in rows[1:] if row[0]]
    assert coded == sorted(coded)


def test_no_name_stands_in_two_rows() -> None:
    path = Path(countries.__file__).parent / "tables" / "countries.csv"
    owners: dict[str, str] = {}
    for row in csv.reader(path.read_text(encoding="utf-8").splitlines()[3:]):
        for name in {countries._fold(n) for cell in row[:8] for n in cell.split("|")}:
            if name:
                assert owners.setdefault(name, row[2]) == row[2], name


def test_a_code_is_read_without_the_table() -> None:
    code = (
        "from kycscreen import countries as c; import sys; c.parse('FI');"
        "c.compare('fi', 'se'); sys.exit(c._table.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert done.returncode == 0


def published() -> Iterator[tuple[str, str]]:
    """Every country in the full files, and the code beside it where there is one."""
    words = {"country", "idCountry", "vesselFlag", "COUNTRY", "ISSUING_COUNTRY"}
    words |= {"COUNTRY_OF_ISSUE", "COUNTRY_OF_BIRTH", "Country"}
    files = [
        *LISTS.glob("ofac/*.xml"),
        *LISTS.glob("un/*.xml"),
        *LISTS.glob("eu/*.xml"),
    ]
    for path in files:
        for element in etree.parse(path).iter("{*}*"):
            name, text = etree.QName(element).localname, (element.text or "").strip()
            above = element.getparent()
            nationality = above is not None and above.tag == "NATIONALITY"
            if text and (name in words or (nationality and name == "VALUE")):
                yield text, ""
            if "countryDescription" in element.attrib:
                code = str(element.attrib["countryIso2Code"]).lower()
                yield str(element.attrib["countryDescription"]), code
    with (LISTS / "ofac" / "add.csv").open(encoding="utf-8", newline="") as rows:
        yield from ((row[4].strip(), "") for row in csv.reader(rows) if len(row) > 4)
    with (BENCH / "population.csv").open(encoding="utf-8", newline="") as rows:
        yield from ((row["nationality"], "") for row in csv.DictReader(rows))


@pytest.mark.skipif(not LISTS.exists(), reason="the full lists are not here")
def test_every_country_of_the_full_lists_is_known_or_named_as_none() -> None:
    texts = set(published())
    assert len(texts) > 300
    unknown = {text for text, _ in texts if not countries.successors(text)}
    assert unknown - {"-0-", ""} == NO_COUNTRY
    for text, code in texts:
        if code not in ("", "00", "yu"):
            assert countries.find(text) == code


@pytest.mark.parametrize("piece", ["1", " ", "(", "(1) ", "now ", "-", "1 Jan ", "A, "])
def test_c07_a_long_text_is_read_at_once(piece: str) -> None:
    # No clock here: a pattern that backtracks would never come to the end.
    text = piece * (100_000 // len(piece))
    assert countries.successors(text) == ()
