"""Lists of one's own: read whole or refused whole, and never quoted."""

import json
import re
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kycscreen import lists, sources
from kycscreen.dates import Precision
from kycscreen.entities import LinkType, ListedEntity, Strength, Topic
from kycscreen.errors import FormatError
from kycscreen.identifiers import TYPES
from kycscreen.lists import Watchlist
from kycscreen.policy import Policy
from kycscreen.sources.own import columns
from kycscreen.sources.own.cells import MAX_TEXT, MAX_VALUES
from kycscreen.sources.own.columns import COLUMNS
from tests.samples import read, refusal, sample

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "own_list.csv"
PAGE = ROOT / "docs" / "how-to" / "keep-your-own-list.md"
MARKER = "Zzyzxmarker"


def csv_of(*rows: str, head: str = "id;kind;name") -> bytes:
    return "\n".join((head, *rows)).encode()


def one(**cells: object) -> ListedEntity:
    """Read the one row that says this."""
    row = {"id": "1", "kind": "person", "name": "Jean Exemple"} | cells
    (entity,) = read("own", json.dumps(row).encode()).entities
    return entity


def refused(**cells: object) -> str:
    row = {"id": "1", "kind": "person", "name": "Jean Exemple"} | cells
    return refusal("own", json.dumps(row).encode())


def test_csv_and_json_lines_are_the_same_list() -> None:
    table, lines = read("own", sample("own")), read("own", sample("own-lines"))
    assert table.published == lines.published == date(2026, 2, 27)
    assert table.issues == lines.issues
    for ours, theirs in zip(table.entities, lines.entities, strict=True):
        assert ours == theirs or ours.record_id == "2"  # whose reasons only JSON has


def test_the_example_is_read_and_every_kind_of_list_is_in_it() -> None:
    found = read("own_example", EXAMPLE.read_bytes())
    assert len(found.entities) == 6
    assert found.issues == ()
    topics = {topic for entity in found.entities for topic in entity.topics}
    assert topics == {Topic.SANCTION, Topic.INTEREST, Topic.PEP, Topic.RCA}
    assert {entity.list_id for entity in found.entities} == {"own_example"}


@pytest.mark.parametrize("list_id", ["own", "own_freeze", "own_2", "own_a_b"])
def test_every_own_id_is_a_list_and_goes_stale_as_the_policy_says(list_id: str) -> None:
    source = sources.find(list_id)
    assert source.id == list_id
    assert source.max_age == Policy().own_max_age == 45
    assert (source.at_least, source.publisher) == (1, "")


@pytest.mark.parametrize(
    "list_id", ["own_", "own-x", "ownx", "own_X", "own_ä", "own/x"]
)
def test_no_other_id_is_one(list_id: str) -> None:
    assert not sources.is_known(list_id)


def test_an_own_list_is_added_like_any_other(tmp_path: Path) -> None:
    added = lists.add(tmp_path, "own_freeze", EXAMPLE, today=date(2026, 3, 1))
    assert (added.entities, added.published) == (6, date(2026, 2, 27))
    assert [s.list_id for s in lists.active(tmp_path)] == ["own_freeze"]
    assert len(Watchlist.read("own_freeze", EXAMPLE).entities) == 6


# -- columns -------------------------------------------------------------------


def test_the_page_has_every_column_as_the_code_has_it() -> None:
    text = PAGE.read_text(encoding="utf-8")
    found = re.findall(r"(?m)^\| `(\w+)` \| (.*?) \| (.*) \|$", text)
    assert found == [
        (
            column.name,
            ", ".join(
                word
                for word, is_so in (
                    ("several", column.several),
                    ("*persons*", column.persons),
                )
                if is_so
            ),
            column.holds,
        )
        for column in COLUMNS.values()
    ]
    for word in (*TYPES, *(link.value for link in LinkType)):
        assert f"`{word}`" in text
    assert max(map(len, text.splitlines())) <= 130


def test_every_column_reaches_the_entity() -> None:
    entity = one(
        given="Jean",
        family="Exemple",
        patronymic="Olavsson",
        aliases=["J. E."],
        weak_aliases="Eki",
        former_names="Jean Inventé",
        birth_dates="1962",
        birth_places="Ville-Fictive, France",
        gender="m",
        nationalities="France",
        citizenships="fi",
        positions="Envoy",
        countries="se",
        addresses="Exempelgatan 1; Exempelgatan 2",
        identifiers="passport:fi:XX1234567",
        links="family:Anna Exempel",
        topics="pep",
        programmes="P",
        legal_bases="L",
        measures="Asset freeze",
        listed_on="2025-01-02",
        updated_on="2025-01-03",
        delisted_on="2025-01-04",
        reasons="Why; how",
        remarks=["a", "b"],
    )
    assert [(n.full, n.kind.value, n.strength.value) for n in entity.names] == [
        ("Jean Exemple", "primary", "strong"),
        ("Jean Olavsson Exemple", "aka", "strong"),
        ("J. E.", "aka", "strong"),
        ("Eki", "aka", "weak"),
        ("Jean Inventé", "fka", "strong"),
    ]
    assert entity.birth_dates[0].precision is Precision.YEAR
    assert (entity.birth_places[0].country, entity.genders) == ("fr", ("M",))
    assert (entity.nationalities, entity.citizenships) == (("fr",), ("fi",))
    assert [address.country for address in entity.addresses] == ["", "", "se"]
    assert (entity.identifiers[0].type, entity.identifiers[0].country) == (
        "passport",
        "fi",
    )
    assert entity.links[0].target_name == "Anna Exempel"
    assert entity.topics == {Topic.PEP}
    assert entity.programmes[0].code == "P"
    assert (entity.legal_bases[0].title, entity.measures) == ("L", ("Asset freeze",))
    assert (entity.listed_on, entity.updated_on, entity.delisted_on) == (
        date(2025, 1, 2),
        date(2025, 1, 3),
        date(2025, 1, 4),
    )
    assert (entity.reasons, entity.remarks) == (("Why; how",), ("a", "b"))


@pytest.mark.parametrize(
    ("head", "says"),
    [
        ("id;kind;name;dob", "'dob' that we do not know; did you mean birth_dates?"),
        ("id;kind;name;birth date", "did you mean birth_dates?"),
        ("id;kind;name;Nationality", "did you mean nationalities?"),
        ("id;kind;name;shoe", "'shoe' that we do not know; Known are id, kind"),
        ("id;kind;name;", "column 4 of the header at line 1 is empty"),
        ("id;kind;name;NAME", "column 4 of the header at line 1 is a second name"),
        ("kind;name", "has no id"),
        ("id;name", "has no kind"),
        ("id;kind", "has no name, no family"),
        ("1;person;Jean", "line 1 is no header line"),
    ],
)
def test_A18_a_header_that_is_not_understood_refuses_the_file(
    head: str, says: str
) -> None:
    assert says in refusal("own", csv_of("1;person;Jean;x", head=head))


def test_A12_an_unknown_key_refuses_the_file_and_names_the_nearest() -> None:
    said = refused(date_of_birth="1962")
    assert "line 1 has a key 'date_of_birth'" in said
    assert "did you mean birth_dates?" in said


@pytest.mark.parametrize("name", [*COLUMNS, *columns._CALLED])
def test_every_column_and_what_it_is_called_leads_to_a_column(name: str) -> None:
    assert columns.nearest(name) in COLUMNS


# -- the forms that spreadsheets write -------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        b"id,kind,name\n1,person,Jean Exemple\n",
        b"id;kind;name\r\n1;person;Jean Exemple\r\n",
        b"id\tkind\tname\n1\tperson\tJean Exemple",
        b"sep=;\r\nid;kind;name\r\n1;person;Jean Exemple",
        b"sep=\t\nid\tkind\tname\n1\tperson\tJean Exemple",
        b'\xef\xbb\xbf"Id","Kind","Name"\n"1","Person","Jean Exemple"\n',
        b"\n;;\nname;id;kind\nJean Exemple;1;person\n;;\n\n",
        b'{"id": "1", "kind": "person", "name": "Jean Exemple"}',
        b'\n\xef\xbb\xbf {"id": "1", "kind": "person", "name": "Jean Exemple"}\n'[1:],
    ],
)
def test_A17_A18_every_form_of_a_table_is_read(data: bytes) -> None:
    (entity,) = read("own", data).entities
    assert (entity.record_id, entity.names[0].full) == ("1", "Jean Exemple")


@pytest.mark.parametrize(
    "line",
    [
        "# published: 2026-02-27",
        "#Published:2026-02-27;;",
        '"# published: 2026-02-27";;',
        "# published: 2026-02-27\n\n# entities: 1",
    ],
)
def test_a_line_above_the_header_dates_the_list(line: str) -> None:
    data = f"{line}\nid;kind;name\n1;person;Jean Exemple\n".encode()
    assert read("own", data).published == date(2026, 2, 27)


def test_a_list_need_not_be_dated() -> None:
    assert read("own", csv_of("1;person;Jean Exemple")).published is None


@pytest.mark.parametrize(
    ("above", "says"),
    [
        ("# published: 27.2.2026", "line 1: published is no day as 2026-02-27"),
        ("# published: 2026-02", "published is no day"),
        ("# publised: 2026-02-27", "line 1 says something of the list that we do not"),
        ("# our list", "known are published: 2026-02-27 and"),
        ("# entities: many", "line 1: entities is no whole number"),
        ("# entities: 2", "says that it holds 2 entities, and holds 1"),
        ("# entities: 1\n# entities: 1", "line 2 says entities again"),
    ],
)
def test_A05_what_a_list_says_of_itself_must_be_right(above: str, says: str) -> None:
    data = f"{above}\nid;kind;name\n1;person;Jean Exemple\n".encode()
    assert says in refusal("own", data)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"published": "2026"}', "published is no day"),
        ('{"published": "2026-02-27", "name": "x"}', "that we do not read"),
        ('{"entities": true}', "entities is no whole number"),
        ('{"entities": 3}', "says that it holds 3 entities, and holds 1"),
    ],
)
def test_A05_a_first_line_of_json_must_be_right(line: str, says: str) -> None:
    row = '{"id": "1", "kind": "person", "name": "Jean"}'
    assert says in refusal("own", f"{line}\n{row}".encode())


def test_line_numbers_are_those_of_the_file() -> None:
    said = refusal(
        "own",
        b"sep=;\n# entities: 3\nid;kind;name\n1;person;Jean\n\n"
        b'2;person;"Jean\nExemple"\n3;robot;Jean\n',
    )
    assert "line 8, kind" in said


# -- damage ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"id;kind;name\n", "holds no row"),
        (b"# entities: 0\n", "no header line"),
        (b'{"published": "2026-02-27"}', "holds no row"),
        (b"<html><body>Log in</body></html>", "web page"),
        (b'[{"id": "1"}]', "is one list of JSON; write each row as a line"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", 'is a workbook; save it as "CSV UTF-8"'),
        (b"\xff\xfei\x00d\x00", "is UTF-16"),
        ("id;kind;name\n1;person;Åsa".encode("cp1252"), "line 2 holds a letter"),
        (b"id;kind;name\n1;person;Jean\x00", "control character"),
        (b"id;kind;name\n1;person;Jean\x1a", "control character"),
        (b'id;kind;name\n1;person;"Jean', "line 2 is damaged or cut off (a quotation"),
        (b'id;kind;name\n1;person;"Jean" E', "mend it and add the file again"),
        (b'{"id": "1", "kind": "person", "name": "Je', "cut off at line 1"),
        (b'{"id": "1", "id": "2"}', "'id' twice"),
        (b'{"id": "1"}\n[]', "line 2 holds no object"),
        (b'{"id": "1", "name": "\\ud800"}', "line 1 holds half a character"),
        (b'{"id": ' + b"[" * 100_000, "deeper"),
    ],
)
def test_A01_A02_A03_A17_what_is_no_whole_table_is_refused(
    data: bytes, says: str
) -> None:
    assert says in refusal("own", data)


def test_a_workbook_is_refused_by_what_to_do(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "list.xlsx", "w") as archive:
        archive.writestr("[Content_Types].xml", "")
        archive.writestr("xl/workbook.xml", "")
    said = refusal("own", (tmp_path / "list.xlsx").read_bytes())
    assert 'is a workbook; save it as "CSV UTF-8" and add that' in said


def test_A02_a_list_that_says_how_long_it_is_is_never_read_in_part() -> None:
    data = sample("own").rstrip()
    for end in (*range(0, len(data), 61), len(data) - 1):
        try:
            found = read("own", data[:end])
        except FormatError:
            continue
        assert len(found.entities) == 9


def test_A11_an_id_given_twice_is_refused_with_both_lines() -> None:
    said = refusal("own", csv_of("1;person;Jean", "2;person;Anna", "1;person;Eva"))
    assert "line 4, id is that of line 2" in said


def test_no_more_than_ten_problems_are_told_at_once() -> None:
    rows = [f"{number};robot;Jean" for number in range(12)]
    said = refusal("own", csv_of(*rows))
    assert said.count("kind is none of") == 10
    assert "; and 2 more. No row is left out" in said


def test_a_name_that_cannot_be_read_is_not_told_as_empty_as_well() -> None:
    said = refusal("own", csv_of("1;person;#NAVN?"))
    assert "line 2, name is a spreadsheet's error" in said
    assert "is empty" not in said


def test_a_row_of_another_length_is_named_by_its_line() -> None:
    said = refusal("own", csv_of("1;person;Jean", "2;person", "3;person;Jean;x"))
    assert "line 3 has 2 cells where the header has 3" in said
    assert "line 4 has 4 cells" in said


# -- values ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"id": " "}, "id is empty"),
        ({"id": None}, "id is empty"),
        ({"id": 7}, "id is no text; quote it"),
        ({"id": "# 7"}, "id begins with #"),
        ({"id": "1.2E+11"}, "id was rounded by a spreadsheet"),
        ({"kind": ""}, "kind is empty; it is one of person, organisation"),
        ({"kind": "robot"}, "kind is none of person, organisation"),
        ({"name": ""}, "name is empty"),
        ({"name": "", "given": "Jean"}, "name is empty"),
        ({"name": "n/a"}, "name is empty"),
        ({"name": "..."}, "name has no letter or digit"),
        ({"name": ["Jean"]}, "name is no text; quote it"),
        ({"name": "#NAME?"}, "name is a spreadsheet's error"),
        ({"name": "#NAVN?"}, "name is a spreadsheet's error"),
        ({"name": "#NIMI?"}, "name is a spreadsheet's error"),
        ({"aliases": "#VÄRDEFEL!"}, "aliases is a spreadsheet's error"),
        ({"remarks": "#I/T"}, "remarks is a spreadsheet's error"),
        ({"listed_on": "#DIVISION/0!"}, "listed_on is a spreadsheet's error"),
        ({"birth_dates": "########"}, "birth_dates is a spreadsheet's error"),
        ({"name": "x" * (MAX_TEXT + 1)}, f"longer than {MAX_TEXT}"),
        ({"aliases": "Jean; ;--"}, "aliases has no letter or digit"),
        ({"aliases": "Jean | Anna"}, "aliases holds |"),
        ({"aliases": "Jean\nAnna"}, "aliases has several lines"),
        ({"aliases": ["Jean", 7]}, "aliases holds something that is not text"),
        ({"aliases": {"a": "Jean"}}, "aliases is no text nor a list"),
        ({"aliases": ["x"] * (MAX_VALUES + 1)}, f"more than {MAX_VALUES} values"),
        ({"birth_dates": "3.4.1962"}, "birth_dates could be read in two ways"),
        ({"birth_dates": "03/04/1962"}, "birth_dates could be read in two ways"),
        ({"birth_dates": "03-04-1962"}, "birth_dates could be read in two ways"),
        ({"birth_dates": "1.2.1960 to 1.3.1960"}, "could be read in two ways"),
        ({"birth_dates": "3/14/1962"}, "birth_dates is no date"),
        ({"birth_dates": "31.2.1962"}, "birth_dates is no date"),
        ({"birth_dates": "62"}, "birth_dates is no date"),
        ({"birth_dates": "1402"}, "birth_dates is no date"),
        ({"birth_dates": "23085"}, "birth_dates is a spreadsheet's serial number"),
        ({"kind": "vessel", "birth_dates": "1962"}, "told of kind vessel"),
        ({"kind": "crypto_address", "gender": "M"}, "told of kind crypto address"),
        ({"gender": "N"}, "gender is none of M, F, X"),
        ({"nationalities": "fi se"}, "nationalities holds what is no country"),
        ({"countries": "qq"}, "countries holds what is no country"),
        ({"topics": "sanctions"}, "topics is none of sanction, linked, "),
        ({"listed_on": "2025-01"}, "listed_on is no day"),
        ({"listed_on": "circa 2025-01-01"}, "listed_on is no day"),
        ({"delisted_on": "1.2.2025"}, "delisted_on could be read in two ways"),
        ({"identifiers": "pasport:XX1234567"}, "identifiers has a type that is none"),
        ({"identifiers": "passport:qq:XX12"}, "identifiers holds what is no country"),
        ({"identifiers": "passport:"}, "identifiers holds a type without a number"),
        ({"identifiers": "passport:fi:--"}, "holds a type without a number"),
        ({"identifiers": "1.96203E+11"}, "identifiers was rounded"),
        ({"identifiers": "tax:1,96203E+11"}, "identifiers was rounded"),
        ({"identifiers": "--"}, "holds a number that has no letters or digits"),
        ({"links": "Anna"}, "links is not type:id"),
        ({"links": "sister:Anna"}, "links is none of family"),
        ({"positions": "Envoy (2024-)"}, "positions has a year in brackets"),
        ({"positions": "Envoy (since 2024)"}, "positions has a year in brackets"),
        ({"positions": "Envoy (2023 to 2019)"}, "positions ends before it begins"),
        ({"positions": "Envoy (then to now)"}, "positions has a date that is not an"),
        ({"positions": "Envoy (2019 to today)"}, "write (2019-06-06 to 2023)"),
    ],
)
def test_A12_A13_A21_a_value_that_is_not_understood_refuses_the_file(
    cells: dict[str, object], says: str
) -> None:
    said = refused(**cells)
    assert says in said
    assert "line 1, " in said


@pytest.mark.parametrize(
    ("text", "lo", "precision", "circa"),
    [
        ("1962-03-14", "1962-03-14", "day", False),
        ("14.3.1962", "1962-03-14", "day", False),
        ("14/03/1962", "1962-03-14", "day", False),
        ("14-03-1962", "1962-03-14", "day", False),
        ("4.4.1962", "1962-04-04", "day", False),
        ("1962-03", "1962-03-01", "month", False),
        ("1962", "1962-01-01", "year", False),
        ("00.00.1962", "1962-01-01", "year", False),
        ("circa 1962", "1962-01-01", "year", True),
        ("1960 to 1963", "1960-01-01", "range", False),
    ],
)
def test_A21_a_birth_date_is_read_as_exactly_as_it_is_told(
    text: str, lo: str, precision: str, circa: bool
) -> None:
    (span,) = one(birth_dates=text).birth_dates
    assert (str(span.lo), span.precision.value, span.circa) == (lo, precision, circa)
    assert span.raw == text


@pytest.mark.parametrize(
    ("text", "type_", "country", "value"),
    [
        ("passport:fi:XX1234567", "passport", "fi", "XX1234567"),
        ("Passport : Finland : XX1234567", "passport", "fi", "XX1234567"),
        ("company reg:1234567-1", "company_reg", "", "1234567-1"),
        ("crypto:bitcoincash:qInvented", "crypto", "", "bitcoincash:qInvented"),
        ("IMO 9074729", "imo", "", "IMO 9074729"),
        ("140362-951", "other", "", "140362-951"),
    ],
)
def test_an_identifier_is_typed_or_recognised(
    text: str, type_: str, country: str, value: str
) -> None:
    (found,) = one(identifiers=text).identifiers
    assert (found.type, found.country, found.value) == (type_, country, value)


def test_a_number_whose_check_digit_fails_is_kept_and_said() -> None:
    found = read(
        "own", csv_of("1;organisation;X;lei:1", head="id;kind;name;identifiers")
    )
    assert found.entities[0].identifiers[0].note == "check digit fails"
    assert [issue.path for issue in found.issues] == ["identifiers"]


@pytest.mark.parametrize(
    ("text", "title", "start", "end", "status"),
    [
        ("Envoy", "Envoy", "", "", "unknown"),
        ("Envoy (acting)", "Envoy (acting)", "", "", "unknown"),
        ("Envoy (2019 to now)", "Envoy", "2019", "", "current"),
        ("Envoy (a) (2019-06 to 2023)", "Envoy (a)", "2019-06", "2023", "ended"),
        ("(2019 to now)", "(2019 to now)", "", "", "unknown"),
    ],
)
def test_a_position_is_current_only_where_the_row_says_so(
    text: str, title: str, start: str, end: str, status: str
) -> None:
    (found,) = one(positions=text).positions
    assert (found.title, found.start, found.end, found.status) == (
        title,
        start,
        end,
        status,
    )


def test_a_link_finds_the_row_with_that_id_wherever_it_stands() -> None:
    found = read(
        "own",
        csv_of("1;person;Jean;family:2", "2;person;Anna;", head="id;kind;name;links"),
    )
    (link,) = found.entities[0].links
    assert (link.type, link.target_id, link.target_name) == (
        LinkType.FAMILY,
        "2",
        "Anna",
    )


def test_a_name_that_is_weak_once_and_strong_once_is_strong() -> None:
    (_, name) = one(aliases="J. E.", weak_aliases="j. e.").names
    assert name.strength is Strength.STRONG


def test_a_name_may_come_in_parts_alone() -> None:
    (name,) = one(name="", given="Jean", family="Exemple").names
    assert (name.full, name.parts) == (
        "Jean Exemple",
        (("given", "Jean"), ("family", "Exemple")),
    )


def test_without_topics_an_entity_is_sanctioned() -> None:
    assert one().topics == one(topics=None).topics == {Topic.SANCTION}


def test_A17_hidden_characters_stay_and_are_said() -> None:
    found = read("own", csv_of("1;person;Jean\u200b Exemple"))
    assert found.entities[0].names[0].full == "Jean\u200b Exemple"
    assert [issue.path for issue in found.issues] == ["name"]


@pytest.mark.parametrize("column", [c for c in COLUMNS if c != "id"])
def test_a_refusal_never_quotes_a_cell(column: str) -> None:
    for odd in (
        f"{MARKER}: |",
        f"{MARKER}\n2",
        f"#{MARKER}",
        f"({MARKER} to {MARKER})",
    ):
        row = {"id": "1", "kind": "persn", "name": "Jean", column: odd}
        assert MARKER not in refusal("own", json.dumps(row).encode())
        cells = [f'"{row.get(name, "")}"' for name in COLUMNS]
        table = f"{';'.join(COLUMNS)}\n{';'.join(cells)}\n".encode()
        assert MARKER not in refusal("own", table)


@given(st.text(max_size=80), st.sampled_from(sorted(COLUMNS)))
def test_any_text_in_any_column_is_read_or_refused(text: str, column: str) -> None:
    row = {"id": "1", "kind": "person", "name": "Jean Exemple", column: text}
    try:
        (entity,) = read("own", json.dumps(row).encode()).entities
    except FormatError:
        return
    assert entity.names
