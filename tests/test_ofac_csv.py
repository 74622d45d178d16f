"""OFAC's legacy CSV: four files that are one list, and remarks that hold the most."""

import random
import time
from functools import partial

import pytest

from kycscreen.entities import LinkType, ListedEntity, NameKind, Strength
from kycscreen.sources import Issue, Parsed, archives
from kycscreen.sources.ofac import tokens
from tests import samples
from tests.pace import within
from tests.test_mutation import CHANGES, outcome

FILES = archives.opened("us_ofac_sdn", samples.sample("us_ofac_sdn-csv"))
NULL = "-0- "
refusal = partial(samples.refusal, "us_ofac_sdn")


def read(files: dict[str, bytes]) -> Parsed:
    return samples.read("us_ofac_sdn", archives.bundle(files))


def refused(files: dict[str, bytes]) -> str:
    return refusal(archives.bundle(files))


def row(remark: str, *, kind: str = "individual", name: str = "EXEMPLE, Jean") -> bytes:
    said = NULL if kind == "entity" else f'"{kind}"'
    nothing = ",".join([NULL] * 7)
    return f'1,"{name}",{said},"SDGT",{nothing},"{remark}"\r\n'.encode()


def only(
    remark: str, *, comment: str = "", kind: str = "individual", alt: str = ""
) -> tuple[ListedEntity, tuple[Issue, ...]]:
    files = {"sdn.csv": row(remark, kind=kind), "alt.csv": alt.encode(), "add.csv": b""}
    files["sdn_comments.csv"] = f'1,"{comment}"\r\n'.encode() if comment else b""
    parsed = read(files)
    (found,) = parsed.entities
    return found, parsed.issues


def names(entity: ListedEntity) -> list[str]:
    return [name.full for name in entity.names]


def test_files_are_found_by_name_in_any_folder_and_case() -> None:
    moved = {f"lists/{name.upper()}": data for name, data in FILES.items()}
    assert read(moved).entities == read(FILES).entities


def test_the_other_list_has_files_of_other_names() -> None:
    others = ("cons_prim.csv", "cons_alt.csv", "cons_add.csv", "cons_comments.csv")
    ours = ("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv")
    files = {new: FILES[old] for new, old in zip(others, ours, strict=True)}
    found = samples.read("us_ofac_cons", archives.bundle(files))
    assert len(found.entities) == 12
    assert "lacks sdn.csv, and holds cons_add.csv" in refused(files)


@pytest.mark.parametrize("missing", ["sdn.csv", "alt.csv"])
def test_a_list_without_its_names_is_refused(missing: str) -> None:
    files = {name: data for name, data in FILES.items() if name != missing}
    assert f"lacks {missing}" in refused(files)


@pytest.mark.parametrize("missing", ["add.csv", "sdn_comments.csv"])
def test_a_list_without_its_other_files_says_so(missing: str) -> None:
    files = {name: data for name, data in FILES.items() if name != missing}
    assert Issue("", missing, "is missing") in read(files).issues


def test_a_file_that_is_none_of_the_lists_is_named() -> None:
    parsed = read({**FILES, "readme.txt": b"hello"})
    assert parsed.issues == (Issue("", "readme.txt", "is none of the list's files"),)


def test_a_file_that_is_there_twice_is_refused() -> None:
    assert "two files sdn.csv" in refused({**FILES, "old/sdn.csv": FILES["sdn.csv"]})


def test_one_of_the_files_alone_is_refused_with_the_next_step() -> None:
    assert "put sdn.csv, alt.csv, add.csv, sdn_comments.csv together" in refusal(
        FILES["sdn.csv"]
    )


def test_A01_a_list_without_entries_is_refused() -> None:
    assert "holds no entries" in refused({**FILES, "sdn.csv": b"\x1a"})


def test_A18_a_ctrl_z_is_the_last_byte_or_damage() -> None:
    assert FILES["sdn.csv"].endswith(b"\x1a")
    bare = {name: data.removesuffix(b"\x1a") for name, data in FILES.items()}
    assert read(bare).entities == read(FILES).entities
    whole = FILES["sdn.csv"]
    inside = whole[:100] + b"\x1a" + whole[100:]
    assert "control character 0x1a" in refused({**FILES, "sdn.csv": inside})


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'1,"A"\r\n', "line 1 should be a number and 11 more cells"),
        (FILES["sdn.csv"].replace(b"202,", b"x2,", 1), "line 2 should be a number"),
        (FILES["sdn.csv"].replace(b'"JANE', b"\xff", 1), "is not UTF-8 at byte"),
        (FILES["sdn.csv"][:-20], "is damaged or cut off"),
    ],
)
def test_A18_a_broken_file_is_refused_with_its_line(data: bytes, why: str) -> None:
    assert why in refused({**FILES, "sdn.csv": data})


def test_A19_a_remark_goes_on_in_the_comments_in_the_middle_of_a_name() -> None:
    start = "a.k.a. 'SPEC"
    remark = "x" * (998 - len(start)) + "; " + start
    found, issues = only(remark, comment="IMEN SECOND'; Passport XX 1.")
    assert (names(found)[1], issues) == ("SPECIMEN SECOND", ())
    assert [number.value for number in found.identifiers] == ["XX 1"]
    lazare = next(e for e in read(FILES).entities if e.record_id == "209")
    assert names(lazare)[1:] == ["SNOWSPECIMEN THE SECOND", "THE CUTTER"]


def test_A19_a_cut_that_falls_on_a_blank_keeps_it() -> None:
    start = "a.k.a. 'SPECIMEN "
    remark = "x" * (998 - len(start)) + "; " + start
    found, issues = only(remark, comment="SECOND'.")
    assert (names(found)[1], issues) == ("SPECIMEN SECOND", ())


def test_A19_a_cut_remark_without_its_comment_is_named() -> None:
    _, issues = only("x" * 1000)
    assert issues == (Issue("1", "remarks", f"cut off after {'x' * 20}"),)


def test_A19_a_comment_on_a_whole_remark_is_added_and_named() -> None:
    found, issues = only("DOB 1962", comment="; POB Tours.")
    assert (found.birth_places[0].text, len(issues)) == ("Tours", 1)


def test_A20_a_weak_alias_is_only_in_the_remark() -> None:
    found, _ = only("a.k.a. 'MODELE; FILS'; f.k.a. 'EXEMPLE, J.'; DOB 1962.")
    assert [(n.full, n.kind, n.strength) for n in found.names[1:]] == [
        ("MODELE; FILS", NameKind.AKA, Strength.WEAK),
        ("EXEMPLE, J.", NameKind.FKA, Strength.WEAK),
    ]
    assert len(found.birth_dates) == 1


def test_a_person_is_named_family_name_first_and_suffix_with_either() -> None:
    rows = ("SPECIMEN, Jean, Jr.", "SPECIMEN, JR., Jean", "SPECIMEN")
    alt = "".join(f'1,{n},"fka","{name}",{NULL}\r\n' for n, name in enumerate(rows))
    found, issues = only("", alt=alt)
    assert [(n.full, n.kind) for n in found.names[1:]] == [
        ("Jean, Jr. SPECIMEN", NameKind.FKA),
        ("Jean SPECIMEN, JR.", NameKind.FKA),
        ("SPECIMEN", NameKind.FKA),
    ]
    assert issues == ()


def test_a_company_is_named_whole_whatever_its_commas() -> None:
    found, _ = only("", kind="entity")
    assert names(found) == ["EXEMPLE, Jean"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("A; B; C", ["A", "B", "C"]),
        ("a.k.a. 'A; B'; C", ["a.k.a. 'A; B'", "C"]),
        ("a.k.a. 'A; B", ["a.k.a. 'A", "B"]),
        ("a.k.a. 'O'NEILL'; C", ["a.k.a. 'O'NEILL'", "C"]),
        ("A (B; C); D", ["A (B; C)", "D"]),
        ("A (B; C", ["A (B", "C"]),
        ("A) B; C", ["A) B", "C"]),
        ("Ba'th; party's", ["Ba'th", "party's"]),
        ("A;B", ["A;B"]),
        ("", []),
    ],
)
def test_a_remark_is_parted_but_not_in_quotes_or_brackets(
    text: str, parts: list[str]
) -> None:
    assert list(tokens.parted(text)) == parts


@pytest.mark.parametrize(
    ("said", "word", "number", "more"),
    [
        ("Passport XX 1", "Passport", "XX 1", {}),
        ("alt. Passport XX 1 (Iran) issued 28 Oct 2008 expires 2013", "Passport",
         "XX 1", {"idCountry": "Iran", "issueDate": "28 Oct 2008",
                  "expirationDate": "2013"}),
        ("Passport 1 (Jordan) issued 01 Jan 2008 to 31 Dec 2010", "Passport", "1",
         {"idCountry": "Jordan", "issueDate": "01 Jan 2008 to 31 Dec 2010"}),
        ("National ID No. 1 (Bosnia and Herzegovina)", "National ID No.", "1",
         {"idCountry": "Bosnia and Herzegovina"}),
        ("Registration ID HRB 1 (Amtsgericht)", "Registration ID",
         "HRB 1 (Amtsgericht)", {}),
        ("Digital Currency Address - XBT 1Exemple", "Digital Currency Address - XBT",
         "1Exemple", {}),
        ("Secondary sanctions risk: section 1(b)", "Secondary sanctions risk:",
         "section 1(b)", {}),
        ("Additional Sanctions Information - Subject to Secondary Sanctions",
         "Additional Sanctions Information -", "Subject to Secondary Sanctions", {}),
        ("Executive Order 13846 information: none",
         "Executive Order 13846 information:", "none", {}),
        ("IFCA Determination - Port Operator", "IFCA Determination -", "Port Operator",
         {}),
        ("Listing Date (EO 14024 Directive 2): 24 Feb 2022",
         "Listing Date (EO 14024 Directive 2):", "24 Feb 2022", {}),
        ("Effective Date (CMIC) 02 Aug 2021", "Effective Date (CMIC)", "02 Aug 2021",
         {}),
        ("Aircraft Operator A AND B (Iran)", "Aircraft Operator", "A AND B",
         {"idCountry": "Iran"}),
        ("Gender Male", "Gender", "Male", {}),
    ],
)  # fmt: skip
def test_a_number_is_told_by_the_word_in_front_of_it(
    said: str, word: str, number: str, more: dict[str, str]
) -> None:
    remark = tokens.read(f"{said}.")
    assert remark.ids == ({"idType": word, "idNumber": number, **more},)
    assert remark.rest == ()


@pytest.mark.parametrize(
    "said",
    [
        "Passport and National ID were issued in Ulm, Germany",
        "Passport 4117921 issued under the name Jean Modele",
        "Passport issued in Sarajevo, Bosnia-Herzegovina",
        "Genders studied at length",
        "all offices worldwide",
        "DOB",
        "citizen",
    ],
)
def test_a_sentence_is_a_remark_and_no_number(said: str) -> None:
    remark = tokens.read(f"{said}.")
    assert (remark.rest, remark.ids) == ((said,), ())


def test_the_first_birth_is_the_main_one() -> None:
    found, _ = only("DOB 14 Mar 1962; alt. DOB circa 1961-1963.")
    assert [(s.main, s.circa, s.precision.value) for s in found.birth_dates] == [
        (True, False, "day"),
        (False, True, "range"),
    ]


def test_a_title_is_not_repeated_as_a_remark() -> None:
    minister = read(FILES).entities[0]
    assert minister.titles == ("Minister of Samples",)
    assert "Minister of Samples" not in minister.remarks


def test_a_full_stop_is_the_names_or_the_remarks() -> None:
    found = {e.record_id: e for e in read(FILES).entities}
    (link,) = (x for x in found["201"].links if x.type is LinkType.LINKED_TO)
    assert (link.target_id, link.target_name) == ("203", "EXEMPLE NEGOCE, S.A.")


def test_A12_an_alias_of_an_unknown_type_is_kept_and_named() -> None:
    found, issues = only("", alt=f'1,2,"qka","MODELE, Jean",{NULL}\r\n')
    assert found.names[1].kind is NameKind.AKA
    assert issues == (Issue("1", "alt/alt_type", "qka"),)


def test_A12_an_unknown_kind_is_kept_and_named() -> None:
    found, issues = only("", kind="submarine")
    assert (found.kind.value, found.remarks) == ("unknown", ("type: submarine",))
    assert issues == (Issue("1", "type", "submarine"),)


def test_rows_of_nobody_are_named() -> None:
    stray = f'999,1,"aka","NOBODY",{NULL}\r\n'.encode()
    parsed = read({**FILES, "alt.csv": stray + FILES["alt.csv"]})
    assert parsed.issues == (Issue("", "alt.csv/ent_num", "999"),)


def test_what_is_remarked_on_an_alias_or_an_address_is_kept() -> None:
    alt = '1,2,"aka","MODELE, Jean","said to be"\r\n'
    assert "said to be" in only("", alt=alt)[0].remarks
    add = f'201,9,"1 rue",{NULL},"France","said to be"\r\n'.encode()
    found = read({**FILES, "add.csv": add}).entities[0]
    assert found.addresses[0].note == "said to be"


def test_A11_an_entry_published_twice_is_one_and_named() -> None:
    first = FILES["sdn.csv"].partition(b"\r\n")[0] + b"\r\n"
    parsed = read({**FILES, "sdn.csv": first + FILES["sdn.csv"]})
    assert len(parsed.entities) == 12
    assert parsed.issues == (Issue("201", "ent_num", "published more than once"),)


@pytest.mark.parametrize("name", sorted(FILES))
def test_damage_to_a_file_is_read_or_refused_and_nothing_else(name: str) -> None:
    for seed in range(40):
        chance = random.Random(f"{name} {seed}")
        files = {**FILES, name: chance.choice(CHANGES)(FILES[name], chance)}
        found = outcome("us_ofac_sdn", archives.bundle(files))
        if isinstance(found, Parsed):
            assert all(entity.record_id for entity in found.entities)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 50_000,
        "a.k.a. '" * 12_000,
        "; " * 50_000,
        "Passport (" * 10_000,
        "Executive Order " * 6_000,
        "Passport issued " * 6_000,
        "Passport 1 issued " + "1 " * 40_000,
        "Listing Date (" * 7_000,
        "'; " * 30_000,
    ],
)
def test_C07_no_remark_takes_long_to_read(text: str) -> None:
    started = time.process_time()
    tokens.read(text)
    assert within(1, time.process_time() - started)
