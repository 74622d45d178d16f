"""OFAC's legacy XML: what each element becomes, and what is refused."""

import re
import time
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kycscreen import codec, identifiers
from kycscreen.entities import LinkType, ListedEntity, Strength
from kycscreen.errors import FormatError
from kycscreen.facts import Kind
from kycscreen.sources import Issue, Parsed, find
from kycscreen.sources.ofac import remarks
from tests import samples
from tests.pace import within

read = partial(samples.read, "us_ofac_sdn")
refusal = partial(samples.refusal, "us_ofac_sdn")
SAMPLE = samples.sample("us_ofac_sdn")
NAMESPACE = "http://tempuri.org/sdnList.xsd"


def listed(*entries: str, count: int | None = None, more: str = "") -> bytes:
    """Write a legacy file of entries, each given by what is inside it."""
    said = len(entries) if count is None else count
    body = "".join(f"<sdnEntry>{entry}</sdnEntry>" for entry in entries)
    return (
        f'<sdnList xmlns="{NAMESPACE}"><publshInformation>'
        f"<Publish_Date>03/10/2021</Publish_Date><Record_Count>{said}</Record_Count>"
        f"</publshInformation>{body}{more}</sdnList>"
    ).encode()


def only(inside: str) -> tuple[ListedEntity, tuple[Issue, ...]]:
    parsed = read(listed(f"<uid>1</uid>{inside}"))
    (entity,) = parsed.entities
    return entity, parsed.issues


def organisation(inside: str = "") -> tuple[ListedEntity, tuple[Issue, ...]]:
    return only(f"<lastName>EXEMPLE SARL</lastName><sdnType>Entity</sdnType>{inside}")


def id_row(word: str, value: str) -> str:
    row = f"<idType>{word}</idType><idNumber>{value}</idNumber>"
    return f"<idList><id>{row}</id></idList>"


def by_id(parsed: Parsed) -> dict[str, ListedEntity]:
    return {entity.record_id: entity for entity in parsed.entities}


def test_what_the_sample_holds_against_the_format_is_named() -> None:
    found = [
        (issue.record_id, issue.path, issue.value) for issue in read(SAMPLE).issues
    ]
    assert found == [
        ("101", "citizenshipList/citizenship/country", "Ruritania"),
        ("102", "dateOfBirthList/dateOfBirthItem/dateOfBirth", "15/08/19yy"),
        ("103", "idList/id/idCountry", "Utopia"),
        ("109", "sdnEntry/colour", "grey"),
        ("109", "sdnEntry/sdnType", "Submarine"),
        ("109", "idList/id/idType", "Hull Tattoo"),
        ("110", "sdnEntry/lastName", "-0-"),
        ("110", "akaList/aka/lastName", ""),
        ("112", "sdnEntry/uid", "published more than once"),
    ]


def test_both_namespaces_and_both_lists_are_read() -> None:
    data = listed("<uid>1</uid><lastName>EXEMPLE</lastName><sdnType>Entity</sdnType>")
    new = data.replace(
        NAMESPACE.encode(),
        b"https://sanctionslistservice.ofac.treas.gov"
        b"/api/PublicationPreview/exports/XML",
    )
    for content in (data, new):
        (entity,) = find("us_ofac_cons").parse(content).entities
        assert (entity.list_id, entity.record_id) == ("us_ofac_cons", "1")


def test_every_entity_reads_back_from_its_json() -> None:
    for entity in read(SAMPLE).entities:
        assert codec.from_json(ListedEntity, codec.to_json(entity)) == entity


def test_the_publishers_date_is_read() -> None:
    assert str(read(SAMPLE).published) == "2026-09-10"


def test_A01_a_list_without_entries_is_refused() -> None:
    assert "holds no entries" in refusal(listed())


@given(st.integers(min_value=0, max_value=len(SAMPLE.rstrip()) - 1))
def test_A02_a_file_cut_off_anywhere_is_refused(at: int) -> None:
    with pytest.raises(FormatError):
        read(SAMPLE[:at])


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b'<Sanctions xmlns="urn:x"/>', "OFAC's ADVANCED XML"),
        (b'<sanctionsData xmlns="urn:x"/>', "OFAC's ENHANCED XML"),
        (b"<CONSOLIDATED_LIST/>", "the UN Security Council's list"),
        (b'<sdnList xmlns="urn:x"/>', "root is sdnList in namespace urn:x"),
    ],
)
def test_A04_another_file_is_refused_by_name(data: bytes, named: str) -> None:
    assert named in refusal(data)


@pytest.mark.parametrize("count", [0, 2, -1])
def test_A05_a_count_that_disagrees_is_refused(count: int) -> None:
    data = listed("<uid>1</uid><lastName>EXEMPLE</lastName>", count=count)
    assert f"its header counts {count} entries, 1 were read" in refusal(data)


def test_A05_an_extract_without_a_count_is_read_and_says_so() -> None:
    data = re.sub(b"<Record_Count>.*</Record_Count>", b"", SAMPLE)
    parsed = read(data)
    assert len(parsed.entities) == 12
    assert Issue("", "publshInformation/Record_Count", "") in parsed.issues


@pytest.mark.parametrize("text", ["2021-03-10", "31/12/2021", "02/30/2021"])
def test_an_unreadable_publishers_date_is_refused(text: str) -> None:
    assert "is no day" in refusal(SAMPLE.replace(b"09/10/2026", text.encode()))


def test_a_second_header_that_says_otherwise_is_reported() -> None:
    entry = "<uid>1</uid><lastName>EXEMPLE</lastName><sdnType>Entity</sdnType>"
    header = "<publshInformation><Publish_Date>{}</Publish_Date></publshInformation>"
    data = listed(entry, more=header.format("03/11/2021"))
    path = "publshInformation/Publish_Date"
    assert read(data).issues == (Issue("", path, "03/11/2021"),)
    assert str(read(data).published) == "2021-03-10"


def test_A11_an_identical_copy_is_merged_and_named() -> None:
    entry = "<uid>1</uid><lastName>EXEMPLE</lastName><sdnType>Entity</sdnType>"
    once, twice = read(listed(entry)), read(listed(entry, entry))
    assert twice.entities == once.entities
    assert twice.issues == (Issue("1", "sdnEntry/uid", "published more than once"),)


def test_A11_a_name_found_only_in_a_second_copy_is_kept() -> None:
    merged = by_id(read(SAMPLE))["112"]
    assert [name.full for name in merged.names] == ["Twice EXEMPLE", "Only SECOND"]
    assert [programme.code for programme in merged.programmes] == ["SDGT", "IRAN"]


def test_A11_copies_that_contradict_each_other_are_named() -> None:
    first = "<uid>1</uid><lastName>EXEMPLE</lastName><sdnType>Entity</sdnType>"
    second = "<uid>1</uid><lastName>EXEMPLE</lastName><sdnType>Vessel</sdnType>"
    parsed = read(listed(first, second))
    assert Issue("1", "kind", "vessel") in parsed.issues


@pytest.mark.parametrize(
    ("inside", "path", "value"),
    [
        ("<colour>grey</colour>", "sdnEntry/colour", "grey"),
        ("<title new='1'>Chair</title>", "sdnEntry/title/@new", "1"),
        ("<idList><colour>grey</colour></idList>", "idList/colour", "grey"),
        ("<idList><id><mark>1</mark></id></idList>", "idList/id/mark", "1"),
        ("<idList><id new='1'/></idList>", "idList/id/@new", "1"),
        ("<vesselInfo><mast>2</mast></vesselInfo>", "vesselInfo/mast", "2"),
        ("<lastName>SECOND</lastName>", "sdnEntry/lastName", "SECOND"),
    ],
)
def test_A12_what_the_format_does_not_know_is_named_and_kept(
    inside: str, path: str, value: str
) -> None:
    entity, issues = organisation(inside)
    assert Issue("1", path, value) in issues
    assert f"{path}: {value}" in entity.remarks
    assert entity.names[0].full == "EXEMPLE SARL"


def test_A12_an_unknown_kind_is_unknown_and_kept() -> None:
    entity, issues = only("<lastName>EXEMPLE</lastName><sdnType>Drone</sdnType>")
    assert entity.kind is Kind.UNKNOWN
    assert issues == (Issue("1", "sdnEntry/sdnType", "Drone"),)


def test_A12_an_unknown_id_type_is_another_number_and_named() -> None:
    entity, issues = organisation(id_row("Hull Tattoo", "A-1"))
    (number,) = entity.identifiers
    assert (number.type, number.raw_type, number.value) == (
        "other",
        "Hull Tattoo",
        "A-1",
    )
    assert issues == (Issue("1", "idList/id/idType", "Hull Tattoo"),)


def test_A12_an_alias_of_an_unknown_kind_is_strong_and_named() -> None:
    entity, issues = organisation(
        "<akaList><aka><type>q.k.a.</type><category>odd</category>"
        "<lastName>MODELE</lastName></aka></akaList>"
    )
    alias = entity.names[1]
    assert (alias.full, alias.strength) == ("MODELE", Strength.STRONG)
    assert alias.note == "q.k.a. odd"
    assert [issue.path for issue in issues] == [
        "akaList/aka/type",
        "akaList/aka/category",
    ]


def test_A12_something_beside_the_entries_is_named() -> None:
    entry = "<uid>1</uid><lastName>EXEMPLE</lastName><sdnType>Entity</sdnType>"
    parsed = read(listed(entry, more="<sdnNotes>new</sdnNotes>"))
    assert parsed.issues == (Issue("", "sdnNotes", "new"),)


def test_A12_a_file_with_more_than_one_unknown_value_in_100_is_refused() -> None:
    entry = "<uid>{}</uid><lastName>EXEMPLE</lastName><sdnType>Drone</sdnType>"
    data = listed(*(entry.format(number) for number in range(1, 100)))
    assert "more than 1 in 100" in refusal(data)


def test_A12_two_lists_of_one_kind_are_both_read() -> None:
    one = "<akaList><aka><type>a.k.a.</type><category>weak</category>{}</aka></akaList>"
    entity, issues = organisation(
        one.format("<lastName>ONE</lastName>") + one.format("<lastName>TWO</lastName>")
    )
    assert [name.full for name in entity.names] == ["EXEMPLE SARL", "ONE", "TWO"]
    assert not issues


def test_an_entry_without_its_uid_is_refused_with_its_line() -> None:
    assert "the entry at line 1 has no sdnEntry/uid" in refusal(
        listed("<lastName>A</lastName>")
    )


@pytest.mark.parametrize("name", ["", "-", "-0-", "UNKNOWN", "  "])
def test_A13_an_entry_without_a_name_is_kept_for_its_numbers(name: str) -> None:
    entity, issues = only(
        f"<lastName>{name}</lastName><sdnType>Entity</sdnType>"
        f"{id_row('Tax ID No.', '770000000')}"
    )
    assert entity.names == ()
    assert [number.value for number in entity.identifiers] == ["770000000"]
    assert issues[0].path == "sdnEntry/lastName"


def test_A13_a_name_of_one_character_is_kept_and_named() -> None:
    entity, issues = only("<lastName>X</lastName><sdnType>Entity</sdnType>")
    assert entity.names[0].full == "X"
    assert issues == (Issue("1", "sdnEntry/lastName", "X"),)


def test_an_invisible_character_in_a_name_is_kept_and_named() -> None:
    entity, issues = only("<lastName>EXEM\u200bPLE</lastName><sdnType>Entity</sdnType>")
    assert entity.names[0].full == "EXEM\u200bPLE"
    assert issues == (Issue("1", "sdnEntry/lastName", "EXEM\u200bPLE"),)


def test_A17_a_list_in_utf_16_is_read() -> None:
    text = SAMPLE.decode().replace('<?xml version="1.0" standalone="yes"?>\n', "")
    old, new = read(SAMPLE).entities, read(text.encode("utf-16")).entities
    assert [entity.names for entity in new] == [entity.names for entity in old]


def test_A24_comments_references_and_double_encoding_cut_no_name() -> None:
    names = by_id(read(SAMPLE))["111"].names
    assert [name.full for name in names] == [
        "EXEMPLE & FILS SÀRL",
        "EXEMPLE & FILS; CO",
        "EXEMPLE FILS Å",
    ]


def test_a_person_is_named_given_name_first_and_keeps_the_parts() -> None:
    name = by_id(read(SAMPLE))["101"].names[0]
    assert name.full == "Jean Exemple SPECIMEN"
    assert name.parts == (("family", "SPECIMEN"), ("given", "Jean Exemple"))


def test_a_name_without_a_given_name_is_not_split_by_guess() -> None:
    name = by_id(read(SAMPLE))["102"].names[0]
    assert (name.full, name.parts) == ("JANE EXEMPLE", ())


def test_a_name_given_twice_is_one_and_keeps_the_stronger_form() -> None:
    names = by_id(read(SAMPLE))["101"].names
    twice = [name for name in names if name.full.casefold() == "jean specimen"]
    assert [(name.full, name.strength) for name in twice] == [
        ("JEAN Specimen", Strength.STRONG)
    ]


@pytest.mark.parametrize(
    ("word", "value", "type_", "kept"),
    [
        ("Passport", "XX 1", "passport", "XX 1"),
        ("Vessel Registration Identification", "IMO 9074729", "imo", "9074729"),
        ("Vessel Registration Identification", "9074729", "imo", "9074729"),
        ("Legal Entity Number", "5493001KJTIIGC8Y1R12", "lei", "5493001KJTIIGC8Y1R12"),
        ("Legal Entity Number", "5493001KJTIIGC8Y1R13", "company_reg", None),
        ("LE Number", "07500000", "company_reg", "07500000"),
        ("LE Number", "5493001KJTIIGC8Y1R12", "lei", "5493001KJTIIGC8Y1R12"),
        ("Registration ID", "1027700000000", "company_reg", "1027700000000"),
        ("Registration ID", "IMO 1234565", "imo", "1234565"),
        ("Identification Number", "IMO 1234565", "imo", "1234565"),
        ("Company Number", "IMO 123456", "company_reg", "IMO 123456"),
        ("SSN", "000-00-0000", "social_security", "000-00-0000"),
        ("V.A.T. Number", "BE 400", "vat", "BE 400"),
        ("BIK (RU)", "044500000", "other", "044500000"),
        ("Digital Currency Address - XYZ", "1eXempLe", "crypto", "1eXempLe"),
        ("Previous Aircraft Tail Number", "EP-XXX", "aircraft_tail", "EP-XXX"),
        ("Unified Social Credit Code (USCC)", "9111", "company_reg", "9111"),
    ],
)
def test_a_number_goes_where_its_word_says(
    word: str, value: str, type_: str, kept: str | None
) -> None:
    entity, issues = organisation(id_row(word, value))
    (number,) = entity.identifiers
    assert (number.type, number.value) == (type_, kept or value)
    assert (number.raw_type, issues) == (word, ())


@pytest.mark.parametrize("word", ["LE Number", "Registration ID"])
def test_what_is_a_companys_registration_is_a_persons_personal_number(
    word: str,
) -> None:
    entity, _ = only(
        "<lastName>EXEMPLE</lastName><sdnType>Individual</sdnType>"
        + id_row(word, "07500000")
    )
    (number,) = entity.identifiers
    assert number.type == "national_id"
    assert identifiers.is_personal(number, kind=entity.kind)


def test_a_shipping_companys_imo_number_does_not_fail_its_check() -> None:
    entity, _ = organisation(id_row("Company Number", "IMO 1234565"))
    assert entity.identifiers[0].note == ""
    entity, _ = organisation(id_row("Company Number", "IMO 1234566"))
    assert entity.identifiers[0].note == "check digit fails"


@pytest.mark.parametrize(
    ("word", "value", "remark"),
    [
        (
            "Secondary sanctions risk:",
            "section 1(b)",
            "measure_note: Secondary sanctions risk: section 1(b)",
        ),
        ("Executive Order 99999 information:", "Sec. 1", None),
        ("Organization Type:", "Mining", "Organization Type: Mining"),
        ("Former Vessel Flag", "Malta", "Former Vessel Flag: Malta"),
        ("Effective Date (CMIC)", "02 Aug 2021", "Effective Date (CMIC): 02 Aug 2021"),
    ],
)
def test_a_note_is_a_remark_and_never_a_number(
    word: str, value: str, remark: str | None
) -> None:
    entity, issues = organisation(id_row(word, value))
    assert (entity.identifiers, issues) == ((), ())
    assert entity.remarks == (remark or f"measure_note: {word} {value}",)


def test_one_wallet_under_two_tickers_stays_two_numbers() -> None:
    wallets = [
        number.note
        for number in by_id(read(SAMPLE))["103"].identifiers
        if number.type == "crypto"
    ]
    assert wallets == ["XBT", "USDT"]


def test_a_failed_check_digit_is_marked_and_removes_nothing() -> None:
    numbers = by_id(read(SAMPLE))["104"].identifiers
    assert [(number.value, number.note) for number in numbers[:2]] == [
        ("9074729", ""),
        ("12345", "check digit fails"),
    ]


def test_an_earliest_listing_date_says_where_it_comes_from() -> None:
    entity = by_id(read(SAMPLE))["103"]
    assert str(entity.listed_on) == "2022-02-24"
    assert entity.listed_on_source == "Listing Date (EO 14024 Directive 2)"


def test_dates_keep_their_precision_and_the_main_one_is_marked() -> None:
    spans = by_id(read(SAMPLE))["102"].birth_dates
    precisions = [span.precision.value for span in spans]
    assert precisions == ["month", "year", "range", "year", "range", "day", "unparsed"]
    assert [span.main for span in spans] == [True] + [False] * 6
    assert [span.circa for span in spans] == [False] * 5 + [True, False]


def test_an_address_of_an_undetermined_country_is_none() -> None:
    (address,) = by_id(read(SAMPLE))["101"].addresses
    assert (address.city, address.country) == ("Tehran", "ir")
    assert address.note == "c/o EXEMPLE NEGOCE, S.A."


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Pyongyang, Korea, North", "kp"),
        ("Tbilisi, Georgia", "ge"),
        ("Atlanta, Georgia, USA", "us"),
        ("Nowhere in particular", ""),
    ],
)
def test_a_place_has_the_country_that_its_end_names(text: str, country: str) -> None:
    inside = f"<placeOfBirthItem><placeOfBirth>{text}</placeOfBirth></placeOfBirthItem>"
    entity, _ = organisation(f"<placeOfBirthList>{inside}</placeOfBirthList>")
    assert (entity.birth_places[0].text, entity.birth_places[0].country) == (
        text,
        country,
    )


def test_links_point_at_primary_names_then_aliases_and_never_guess() -> None:
    entities = by_id(read(SAMPLE))
    found = [
        (link.target_id, link.target_name, link.note)
        for link in entities["106"].links
        if link.type is LinkType.LINKED_TO
    ]
    assert found == [
        ("103", "EXEMPLE NEGOCE, S.A.", ""),
        ("106", "MODELE (MDL)-EXEMPLE FORCE", ""),
        ("", "SPECIMEN TRADING", "one of 107, 108"),
        ("", "ON ANOTHER LIST", ""),
    ]
    assert [link.target_id for link in entities["105"].links] == ["103"]
    assert [link.target_id for link in entities["103"].links] == ["101"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("(Linked To: A (B) C)", ["A (B) C"]),
        ("(Linked To: A LTD.)", ["A LTD."]),
        ("(Linked To: A; Linked To: B, S.A.)", ["A", "B, S.A."]),
        ("(Linked To: A) (Linked To: B)", ["A", "B"]),
        ("(Linked To: A (B", ["A (B"]),
        ("Linked To: A", ["A"]),
        ("all offices; (Linked To: A); more", ["A"]),
        ("(Linked To: )", []),
    ],
)
def test_linked_to_balances_parentheses(text: str, names: list[str]) -> None:
    assert [link.target_name for link in remarks.read(text).links] == names


@pytest.mark.parametrize(
    ("text", "name", "note"),
    [
        ("wife of Jean Exemple", "Jean Exemple", "wife of"),
        ("Nephew of Jean EXEMPLE", "Jean EXEMPLE", "Nephew of"),
        ("half-brother of Jean Exemple", "Jean Exemple", "half-brother of"),
        ("daughter-in-law of Jean Exemple", "Jean Exemple", "daughter-in-law of"),
        ("Jean Exemple's second son", "Jean Exemple", "second son of"),
    ],
)
def test_relatives_are_links_by_name(text: str, name: str, note: str) -> None:
    (link,) = remarks.read(text).links
    assert (link.type, link.target_name, link.note) == (LinkType.FAMILY, name, note)


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("Telephone No. (357)(22660000)", ("phone", "(357)(22660000)")),
        ("Telephone: 35722660000", ("phone", "35722660000")),
        ("PHONE 850 2 18111 ext. 8221", ("phone", "850 2 18111 ext. 8221")),
        ("Alt. Fax: 35722660000", ("fax", "35722660000")),
        ("Email:post@exemple.example", ("email", "post@exemple.example")),
        ("post@exemple.example (email).", ("email", "post@exemple.example")),
        ("Website www.exemple.example", ("web", "www.exemple.example")),
        ("http://exemple.example (website)", ("web", "http://exemple.example")),
    ],
)
def test_contacts_are_taken_from_remarks(text: str, contact: tuple[str, str]) -> None:
    assert remarks.read(text).contacts == (contact,)


@pytest.mark.parametrize(
    "text",
    [
        "all offices worldwide",
        "Minister of Defense",
        "Director of the National Telephone Company",
        "Telephone Company of Exemple",
        "ICTY indictee in custody",
    ],
)
def test_any_other_remark_stays_as_it_is(text: str) -> None:
    said = remarks.read(text)
    assert (said.links, said.contacts, said.rest) == ((), (), (text,))


@pytest.mark.parametrize(
    "text",
    [
        "(Linked To: " * 8_000,
        "(" * 100_000,
        "'s " * 30_000 + "a " * 5_000,
        "Fax " * 25_000,
        "a" * 100_000,
        "@" * 100_000,
        "www." * 25_000,
        "wife of " * 12_000,
        "; " * 50_000,
    ],
)
def test_C07_no_remark_takes_long_to_read(text: str) -> None:
    started = time.process_time()
    remarks.read(text)
    assert within(0.5, time.process_time() - started)
