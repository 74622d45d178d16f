"""The UK's lists: what each value becomes in XML and in CSV, and what is refused."""

import csv
import gzip
import io
import random
import time
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache, partial

import attrs
import pytest

from kycscreen import codec, sources
from kycscreen.entities import LinkType, ListedEntity, NameKind, Strength
from kycscreen.facts import Kind
from kycscreen.sources import Issue, Parsed, find, references
from kycscreen.sources.uk import fields
from kycscreen.sources.uk.numbered import counted
from kycscreen.sources.uk.registrations import numbers
from kycscreen.sources.uk.told import facts
from tests import samples
from tests.pace import within

read = partial(samples.read, "gb_uksl")
refusal = partial(samples.refusal, "gb_uksl")
XML, CSV = samples.sample("gb_uksl"), samples.sample("gb_uksl-csv")
OFSI, OLD = samples.sample("gb_ofsi"), samples.sample("gb_ofsi-2018")
JEAN, FIRM, SHIP, ANNE, NAMELESS = (f"EXA000{number}" for number in range(1, 6))


@cache
def sample() -> dict[str, ListedEntity]:
    return {entity.record_id: entity for entity in read(XML).entities}


def tags(**texts: str) -> str:
    return "".join(f"<{name}>{text}</{name}>" for name, text in texts.items())


def named(**texts: str) -> str:
    return f"<Names><Name>{tags(**texts)}</Name></Names>"


def written(inside: str, **texts: str) -> bytes:
    said = {"UniqueID": "EXA0001", "IndividualEntityShip": "Individual"} | texts
    return (
        "<Designations><DateGenerated>13/02/2026</DateGenerated><Designation>"
        f"{tags(**said)}{inside}</Designation></Designations>"
    ).encode()


def only(inside: str, **texts: str) -> tuple[ListedEntity, tuple[Issue, ...]]:
    parsed = read(written(named(Name1="Jean", Name6="EXEMPLE") + inside, **texts))
    (entity,) = parsed.entities
    return entity, parsed.issues


def individual(inside: str) -> tuple[ListedEntity, tuple[Issue, ...]]:
    return only(
        f"<IndividualDetails><Individual>{inside}</Individual></IndividualDetails>"
    )


def entities(parsed: Parsed) -> tuple[ListedEntity, ...]:
    """Leave out what differs between two renditions of the same: their bytes."""
    return tuple(attrs.evolve(entity, raw_sha256="") for entity in parsed.entities)


def rewritten(
    data: bytes, change: Callable[[list[list[str]]], Iterable[list[str]]]
) -> bytes:
    """Change the header and rows of a CSV file; the first line stays."""
    first, _, rest = data.decode("utf-8-sig").partition("\n")
    rows = list(csv.reader(io.StringIO(rest, newline="")))
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(change(rows))
    return f"{first}\n{out.getvalue()}".encode()


# -- both renditions -----------------------------------------------------------


def test_xml_and_csv_give_the_same_entities() -> None:
    assert entities(read(XML)) == entities(read(CSV))


def test_xml_and_csv_report_the_same_values() -> None:
    said = [[(i.record_id, i.value) for i in read(data).issues] for data in (XML, CSV)]
    assert said[0] == said[1]


def test_both_renditions_say_when_they_were_published() -> None:
    assert read(XML).published == read(CSV).published == date(2026, 2, 13)
    assert (read(XML).version, read(CSV).version) == ("13/02/2026", "13-Feb-2026")


@pytest.mark.parametrize("data", [XML, CSV], ids=["xml", "csv"])
def test_a_packed_file_is_read_as_if_it_were_not(data: bytes) -> None:
    assert read(gzip.compress(data)) == read(data)


def test_a17_xml_in_utf_16_is_read_as_declared() -> None:
    text = XML.decode().replace('encoding="utf-8"', 'encoding="utf-16"')
    assert entities(read(text.encode("utf-16"))) == entities(read(XML))


def test_the_csv_has_58_columns_each_with_a_field_of_its_own() -> None:
    assert len(fields.UKSL) == len(set(fields.UKSL.values())) == 58


def test_a_list_of_the_uk_is_in_the_register_and_none_is_required_by_default() -> None:
    assert {"gb_uksl", "gb_ofsi"} <= set(sources.ids())
    assert find("gb_uksl").max_age == 7


def test_the_closed_list_is_stale_from_the_day_of_its_download() -> None:
    assert find("gb_ofsi").max_age < 0


def test_an_entity_that_survives_json_is_the_same() -> None:
    for entity in (*read(XML).entities, *samples.read("gb_ofsi", OFSI).entities):
        assert codec.from_json(ListedEntity, codec.to_json(entity)) == entity


# -- names ---------------------------------------------------------------------


def test_a_name_is_given_middle_and_family_in_the_order_of_their_numbers() -> None:
    name = sample()[JEAN].names[0]
    assert name.full == "Jean Pierre Marie EXEMPLE"
    assert dict(name.parts) == {
        "given": "Jean",
        "middle": "Pierre Marie",
        "family": "EXEMPLE",
    }


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Primary Name", NameKind.PRIMARY),
        ("Primary name", NameKind.PRIMARY),
        ("PRIMARY  NAME", NameKind.PRIMARY),
        ("", NameKind.PRIMARY),
        ("Primary Name Variation", NameKind.VARIATION),
        ("Primary name variation", NameKind.VARIATION),
        ("Alias", NameKind.AKA),
        ("ALias", NameKind.AKA),
        ("alias", NameKind.AKA),
    ],
)
def test_the_type_of_a_name_is_read_in_every_casing(said: str, kind: NameKind) -> None:
    name = named(Name1="Jean", Name6="EXEMPLE", NameType=said)
    (entity,) = read(written(name)).entities
    assert entity.names[0].kind is kind
    assert read(written(name)).issues == ()


@pytest.mark.parametrize(
    ("name", "quality", "kind", "strength", "told"),
    [
        ("Azrak", "", "Individual", Strength.WEAK, "inferred"),
        ("Azrak", "Good quality a.k.a", "Individual", Strength.STRONG, ""),
        ("Azrak", "good quality a.k.a.", "Individual", Strength.STRONG, ""),
        ("Le Renard Rouge", "Low quality a.k.a", "Individual", Strength.WEAK, ""),
        ("Le Renard Rouge", "", "Individual", Strength.STRONG, ""),
        ("Azrak", "", "Entity", Strength.STRONG, ""),
        ("范例人", "", "Individual", Strength.STRONG, ""),
    ],
)
def test_a20_an_alias_is_as_strong_as_the_publisher_says_or_as_its_words_are(
    name: str, quality: str, kind: str, strength: Strength, told: str
) -> None:
    names = named(Name6=name, NameType="Alias", AliasStrength=quality)
    (entity,) = read(written(names, IndividualEntityShip=kind)).entities
    assert (entity.names[0].strength, entity.names[0].note) == (strength, told)


def test_names_in_another_script_are_kept_with_what_is_told_of_them() -> None:
    name = sample()[JEAN].names[-2]
    assert (name.full, name.kind, name.script, name.note) == (
        *("جان مثال", NameKind.ORIGINAL_SCRIPT, "Arab", "Arabic; Persian"),
    )


def test_the_primary_name_comes_first_wherever_it_stands() -> None:
    (entity,) = read(
        written(
            named(Name6="Le Renard Rouge", NameType="Alias")
            + named(Name6="Exemple", NameType="Primary Name")
        )
    ).entities
    assert [name.full for name in entity.names] == ["Exemple", "Le Renard Rouge"]


def test_a24_a_comment_inside_a_name_loses_nothing() -> None:
    (entity,) = read(
        written(named(Name6="EXEM<!-- x -->PLE <![CDATA[NÉGOCE]]>"))
    ).entities
    assert entity.names[0].full == "EXEMPLE NÉGOCE"


def test_a24_names_are_decoded_only_where_they_are_encoded() -> None:
    assert sample()[FIRM].names[0].full == "EXEMPLE NEGOCE & FILS SARL"
    assert any(name.full == "R&D;X Modele" for name in sample()[FIRM].names)


def test_a24_prose_is_decoded_until_stable_and_twice_at_most() -> None:
    jean = sample()[JEAN]
    assert jean.remarks[0] == (
        "Owner of Exemple & Fils, known as ‘the fox’.\nSeen in Modelville."
    )
    assert jean.reasons == ("Leads the Exemple & Fils network.",)
    entity, _ = only(tags(OtherInformation="A &amp;amp;amp;amp; B"))
    assert entity.remarks == ("A &amp; B",)


def test_a24_every_value_is_decoded_before_it_is_taken_apart() -> None:
    parents = "<ParentCompanies><ParentCompany>Exemple &amp;amp; Fils</ParentCompany>"
    entity, issues = only(
        f"<EntityDetails><Entity>{parents}</ParentCompanies></Entity></EntityDetails>"
        "<Titles><Title>Dr &amp;amp; Mrs</Title></Titles>"
        "<Addresses><Address><AddressLine1>1 A &amp;amp; B</AddressLine1></Address>"
        "</Addresses>"
    )
    assert [link.target_name for link in entity.links] == ["Exemple & Fils"]
    assert (entity.titles, entity.addresses[0].full) == (("Dr & Mrs",), "1 A & B")
    assert issues == ()


def test_a13_a_value_that_says_nothing_is_none() -> None:
    entity, issues = individual(
        "<DOBs><DOB>Unknown</DOB><DOB>-</DOB></DOBs><Genders><Gender>n/a</Gender>"
        "</Genders><Positions><Position>None</Position></Positions>"
        "<PassportDetails><Passport><PassportNumber>Unknown</PassportNumber>"
        "<PassportAdditionalInformation>-</PassportAdditionalInformation></Passport>"
        "</PassportDetails>"
    )
    assert (entity.birth_dates, entity.genders, entity.positions) == ((), (), ())
    assert (entity.identifiers, entity.remarks, issues) == ((), (), ())


@pytest.mark.parametrize("name", ["", " ", "-", "A", "Unknown"])
def test_a13_a_name_that_meets_nobody_or_anybody_is_no_name(name: str) -> None:
    parsed = read(written(named(Name6=name)))
    assert parsed.entities[0].names == ()
    assert ("EXA0001", "Names/Name/Name6", "no name") in [
        (i.record_id, i.path, i.value) for i in parsed.issues
    ]


def test_a13_what_has_no_name_is_found_by_its_number() -> None:
    (entity,) = read(
        written(
            "<ShipDetails><Ship><IMONumbers><IMONumber>9074729</IMONumber></IMONumbers>"
            "</Ship></ShipDetails>",
            IndividualEntityShip="Ship",
        )
    ).entities
    assert (entity.names, entity.identifiers[0].value) == ((), "9074729")


def test_a_disguised_name_is_kept_and_reported() -> None:
    entity, issues = only(named(Name6="EXEM\u200bPLE SARL", NameType="Alias"))
    assert [name.full for name in entity.names][1] == "EXEM\u200bPLE SARL"
    assert [issue.path for issue in issues] == ["Names/Name/Name6"]


# -- persons -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "lo", "hi", "precision"),
    [
        ("23/03/1980", "1980-03-23", "1980-03-23", "day"),
        ("dd/mm/1945", "1945-01-01", "1945-12-31", "year"),
        ("mm/1945", "1945-01-01", "1945-12-31", "year"),
        ("dd/03/1980", "1980-03-01", "1980-03-31", "month"),
        ("00/00/1975", "1975-01-01", "1975-12-31", "year"),
        ("'00/00/1975", "1975-01-01", "1975-12-31", "year"),
        ("1975", "1975-01-01", "1975-12-31", "year"),
        ("circa 1951", "1951-01-01", "1951-12-31", "year"),
        ("1951 to 1953", "1951-01-01", "1953-12-31", "range"),
        ("03/04/1980", "1980-04-03", "1980-04-03", "day"),
        ("15/08/19yy", "None", "None", "unparsed"),
        ("31/02/1975", "None", "None", "unparsed"),
        ("00/00/0000", "None", "None", "unparsed"),
        ("01/01/99999", "None", "None", "unparsed"),
        ("24/06/1402", "None", "None", "unparsed"),
        ("30-35 years old", "None", "None", "unparsed"),
    ],
)
def test_a21_every_form_of_a_birth_date_is_read_or_reported(
    text: str, lo: str, hi: str, precision: str
) -> None:
    entity, issues = individual(f"<DOBs><DOB>{text}</DOB></DOBs>")
    (span,) = entity.birth_dates
    assert (str(span.lo), str(span.hi), span.precision.value) == (lo, hi, precision)
    assert [i.value for i in issues] == ([text] if precision == "unparsed" else [])


def test_equal_births_are_one_and_several_in_one_text_are_parted() -> None:
    entity, _ = individual(
        "<DOBs><DOB>23/03/1962</DOB><DOB>23/03/1962</DOB>"
        "<DOB>(1) 01/02/1963 (2) dd/mm/1964</DOB><DOB>1965; 1966</DOB></DOBs>"
    )
    assert [span.raw for span in entity.birth_dates] == [
        *("23/03/1962", "01/02/1963", "dd/mm/1964", "1965", "1966"),
    ]


def test_a_person_has_births_and_addresses() -> None:
    jean = sample()[JEAN]
    assert len(jean.birth_dates) == 6
    assert [address.country for address in jean.addresses] == ["fr", "af"]
    assert jean.addresses[0].full == "1 rue de l’Exemple, Modelville, 75000, France"


def test_a_place_of_birth_has_its_country_where_there_is_one_today() -> None:
    assert [(p.text, p.country) for p in sample()[JEAN].birth_places] == [
        ("Modelville, France", "fr"),
        ("USSR", ""),
    ]


def test_a_passport_that_stands_there_twice_is_one() -> None:
    found = [one for one in sample()[JEAN].identifiers if one.type == "passport"]
    assert [(p.value, p.country, p.issued, p.expires, p.valid) for p in found] == [
        ("AA0000001", "fr", "2007-05-20", "2017-05-19", True),
        ("00000002", "af", "", "", False),
    ]


@pytest.mark.parametrize(
    ("number", "told", "type_", "value", "country"),
    [
        (
            "0000003",
            "Afghan national identification card",
            "national_id",
            "0000003",
            "af",
        ),
        ("INN: 770000000001", "", "tax", "770000000001", ""),
        ("770000000001", "Russia INN", "tax", "770000000001", "ru"),
        ("5/EXA(N)000004", "", "national_id", "5/EXA(N)000004", ""),
        ("Kuwait, number 000000005", "", "national_id", "000000005", "kw"),
        ("0000006", "Ration card number", "other", "0000006", ""),
        ("M0000007", "Personal number on passport", "national_id", "M0000007", ""),
        ("SE000008", "", "national_id", "SE000008", ""),
        ("BRN000009", "(Iraq)", "national_id", "BRN000009", "iq"),
    ],
)
def test_a_personal_number_is_what_is_told_beside_it(
    number: str, told: str, type_: str, value: str, country: str
) -> None:
    row = tags(NationalIdentifierNumber=number)
    row += tags(NationalIdentifierAdditionalInformation=told)
    entity, _ = individual(
        "<NationalIdentifierDetails><NationalIdentifier>"
        f"{row}</NationalIdentifier></NationalIdentifierDetails>"
    )
    (found,) = entity.identifiers
    assert (found.type, found.value, found.country) == (type_, value, country)


def test_a_document_without_a_number_stays_in_the_remarks() -> None:
    assert "PassportNumber: Holds a French passport" in sample()[ANNE].remarks


def test_a_nationality_that_is_none_is_reported_and_kept() -> None:
    entity, issues = individual(
        "<Nationalities><Nationality>French</Nationality>"
        "<Nationality>Ruritanian</Nationality><Nationality>Unknown</Nationality>"
        "</Nationalities>"
    )
    assert entity.nationalities == ("fr",)
    assert entity.remarks == ("Nationality: Ruritanian",)
    assert [issue.value for issue in issues] == ["Ruritanian"]


def test_every_gender_said_is_kept() -> None:
    entity, issues = individual(
        "<Genders><Gender>Male</Gender><Gender>FEMALE</Gender><Gender>Other</Gender>"
        "<Gender>unknown</Gender></Genders>"
    )
    assert entity.genders == ("M", "F")
    assert [issue.value for issue in issues] == ["Other"]
    assert entity.remarks == ("Gender: Other",)


def test_positions_titles_and_contacts_are_taken_apart_at_their_numbers() -> None:
    jean = sample()[JEAN]
    assert [position.title for position in jean.positions] == [
        "Deputy Minister of Examples",
        "Governor of Modelville",
    ]
    assert jean.titles == ("Mullah", "Haji")
    assert jean.contacts == (
        ("phone", "+33 1 00 00 00 00"),
        ("phone", "+33 1 00 00 00 01"),
        ("email", "jean@example.org"),
        ("web", "https://example.org"),
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", {}),
        ("Modelville", {0: "Modelville"}),
        ("(1) A (2) B", {1: "A", 2: "B"}),
        ("1) A 2) B", {1: "A", 2: "B"}),
        ("a) A, b) B", {1: "A", 2: "B"}),
        ("A) A B) B", {1: "A", 2: "B"}),
        ("1. Exemple 2. Modèle", {1: "Exemple", 2: "Modèle"}),
        ("(1)-(2) A (3) B", {1: "A", 2: "A", 3: "B"}),
        ("(1) to (3) A (4) B", {1: "A", 2: "A", 3: "A", 4: "B"}),
        ("(1) (2) A", {1: "A", 2: "A"}),
        ("No: (a) 1, (b) 2", {0: "No:", 1: "1", 2: "2"}),
        ("(1) A", {1: "A"}),
        ("(1)", {}),
        ("Order (2) of 1. May", {0: "Order (2) of 1. May"}),
        ("No. 1. Exemple", {0: "No. 1. Exemple"}),
    ],
)
def test_numbered_values_are_taken_apart(text: str, found: dict[int, str]) -> None:
    assert counted(text) == found


# -- companies and ships -------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("7700000016", [("company_reg", "7700000016", "")]),
        (
            "INN: 7700000016; OGRN: 1027700000000",
            [("tax", "7700000016", ""), ("company_reg", "1027700000000", "")],
        ),
        (
            "OGRN: 1027700000000KPP: 770001001INN: 7700000016",
            [
                ("company_reg", "1027700000000", ""),
                ("", "770001001", ""),
                ("tax", "7700000016", ""),
            ],
        ),
        ("7700000016 - TIN", [("tax", "7700000016", "")]),
        ("Russia INN – 7700000016", [("tax", "7700000016", "ru")]),
        (
            "Tax ID 7700000016 (Russia); Registration Number 1027700000000 (Russia)",
            [("tax", "7700000016", "ru"), ("company_reg", "1027700000000", "ru")],
        ),
        ("HE 000001", [("company_reg", "HE 000001", "")]),
        ("BRN: 00000001", [("company_reg", "00000001", "")]),
        ("VAT number: BE0000000196", [("vat", "BE0000000196", "")]),
        ("SWIFT/BIC - EXAMRUMM", [("bic", "EXAMRUMM", "")]),
        ("SWIFT CODE: EXAMRUMM", [("bic", "EXAMRUMM", "")]),
        ("1 027 700 000 000", [("company_reg", "1027700000000", "")]),
        ("'00000000000001", [("company_reg", "00000000000001", "")]),
        ("OKPO - 00000001", [("other", "00000001", "")]),
        ("1027700000000 dated 27/07/1992", [("company_reg", "1027700000000", "")]),
        ("Registered 1992", []),
        ("254900H0TCECGSDJBB65", [("lei", "254900H0TCECGSDJBB65", "")]),
        ("Exemple register, no number known", []),
    ],
)
def test_numbers_of_companies_are_taken_apart_by_their_labels(
    text: str, found: list[tuple[str, str, str]]
) -> None:
    assert [(one.type, one.value, one.country) for one in numbers(text)] == found


def test_a_long_text_of_numbers_is_told_once_and_not_beside_each() -> None:
    text = " ".join(f"INN {number}" for number in range(7700000000, 7700000100))
    entity, _ = only(
        "<EntityDetails><Entity><BusinessRegistrationNumbers>"
        f"<BusinessRegistrationNumber>{text}</BusinessRegistrationNumber>"
        "</BusinessRegistrationNumbers></Entity></EntityDetails>"
    )
    assert len(entity.identifiers) == 100
    assert {one.note for one in entity.identifiers} == {""}
    assert entity.remarks == (f"BusinessRegistrationNumber: {text}",)


def test_a_number_that_many_companies_share_identifies_none() -> None:
    firm = sample()[FIRM]
    assert [one.value for one in firm.identifiers] == ["7700000016", "1027700000000"]
    assert firm.remarks[0].endswith("KPP: 770001001")


def test_parents_and_subsidiaries_are_links_by_name() -> None:
    assert [(link.type, link.target_name) for link in sample()[FIRM].links] == [
        (LinkType.OWNED_BY, "Exemple Holding"),
        (LinkType.OWNED_BY, "Modèle SA"),
        (LinkType.OWNS, "Exemple Transport"),
        (LinkType.OWNS, "Exemple Stockage"),
    ]


def test_a_ship_has_its_numbers_owners_and_flags() -> None:
    ship = sample()[SHIP]
    assert ship.kind is Kind.VESSEL
    assert [(one.type, one.value, one.note) for one in ship.identifiers] == [
        ("imo", "9074729", ""),
        ("imo", "9074728", "check digit fails"),
        ("other", "XX-EXA00001A111", ""),
    ]
    assert [(link.type, link.target_name) for link in ship.links] == [
        (LinkType.OWNED_BY, "Exemple Shipping Ltd"),
        (LinkType.LINKED_TO, "Modele Shipping Ltd"),
    ]
    assert {"CurrentBelievedFlagOfShip: Comoros", "PreviousFlag: India"} <= {
        *ship.remarks
    }


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("IMO9074729", False),
        ("IMO number: 9074729", False),
        ("9074729 (scrapped)", True),
        ("9074729, Norway", True),
    ],
)
def test_what_is_told_beside_an_imo_number_is_kept(text: str, kept: bool) -> None:
    entity, _ = only(
        f"<ShipDetails><Ship><IMONumbers><IMONumber>{text}</IMONumber></IMONumbers>"
        "</Ship></ShipDetails>"
    )
    assert [one.value for one in entity.identifiers] == ["9074729"]
    assert entity.remarks == ((f"IMONumber: {text}",) if kept else ())


def test_an_imo_number_that_is_none_stays_in_the_remarks() -> None:
    entity, _ = only(
        "<ShipDetails><Ship><IMONumbers><IMONumber>not known yet</IMONumber>"
        "</IMONumbers></Ship></ShipDetails>"
    )
    assert (entity.identifiers, entity.remarks) == ((), ("IMONumber: not known yet",))


# -- designations --------------------------------------------------------------


def test_the_other_lists_references_are_kept() -> None:
    assert [(x.scheme, x.id) for x in sample()[JEAN].xrefs] == [
        ("un_ref", "QDi.901"),
        ("ofsi_group", "90001"),
    ]


def test_a_reference_in_no_known_form_is_kept_as_it_is() -> None:
    entity, _ = only("", UNReferenceNumber="QD/1/2026")
    assert [(x.scheme, x.id) for x in entity.xrefs] == [("un_ref", "QD/1/2026")]


@pytest.mark.parametrize("said", ["Pending", "N/A", "-"])
def test_a_word_in_place_of_a_reference_ties_nobody_together(said: str) -> None:
    entity, issues = only(tags(OFSIGroupID="-"), UNReferenceNumber=said)
    assert entity.xrefs == ()
    told = {"Pending"} & {said}
    assert {issue.value for issue in issues} == told
    assert entity.remarks == tuple(f"UNReferenceNumber: {text}" for text in told)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("QDi.901", [("un_ref", "QDi.901")]),
        ("KPI.901.", [("un_ref", "KPi.901")]),
        ("QDe.901; TAi.902", [("un_ref", "QDe.901"), ("un_ref", "TAi.902")]),
        ("TI.A.31.01. Believed", [("un_old_ref", "TI.A.31.01")]),
        ("E.29.I.11.", [("un_old_ref", "E.29.I.11")]),
        ("I.AC.50.20.12.12.(1).", [("un_old_ref", "I.AC.50.20.12.12.(1)")]),
        ("TI.A.109.01.Financial", [("un_old_ref", "TI.A.109.01")]),
        ("none", []),
    ],
)
def test_references_of_the_un_are_told_by_their_form(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert references.found(text) == found


def test_listing_and_update_are_days_of_the_publisher() -> None:
    jean = sample()[JEAN]
    assert (jean.listed_on, jean.listed_on_source) == (
        date(2001, 1, 25),
        "DateDesignated",
    )
    assert jean.updated_on == date(2026, 1, 14)


def test_a_day_that_is_none_is_reported() -> None:
    entity, issues = only("", LastUpdated="yesterday", DateDesignated="dd/mm/2020")
    assert (entity.listed_on, entity.listed_on_source, entity.updated_on) == (
        *(None, "", None),
    )
    assert [issue.value for issue in issues] == ["dd/mm/2020", "yesterday"]
    assert entity.remarks == ("DateDesignated: dd/mm/2020", "LastUpdated: yesterday")


def test_measures_are_those_told_in_words_and_those_only_indicated() -> None:
    indicated = tags(
        AssetFreeze="true", TravelBan="false", TrustServicesSanctions="true"
    )
    entity, issues = only(
        f"<SanctionsImposedIndicators>{indicated}</SanctionsImposedIndicators>",
        SanctionsImposed="Asset freeze|Deflag",
    )
    assert entity.measures == ("Asset freeze", "Deflag", "Trust services sanctions")
    assert issues == ()


def test_an_indicator_may_be_a_one_or_a_zero() -> None:
    indicated = tags(AssetFreeze="1", TravelBan="0")
    entity, issues = only(
        f"<SanctionsImposedIndicators>{indicated}</SanctionsImposedIndicators>"
    )
    assert (entity.measures, issues) == (("Asset freeze",), ())


def test_a12_an_indicator_that_is_new_is_a_measure_and_an_issue() -> None:
    indicated = tags(TaxOfExamples="true", TravelBan="perhaps", Ruritania="false")
    entity, issues = only(
        f"<SanctionsImposedIndicators>{indicated}</SanctionsImposedIndicators>"
    )
    assert entity.measures == ("TaxOfExamples", "Travel ban")
    assert [(i.path, i.value) for i in issues] == [
        ("SanctionsImposedIndicators/TaxOfExamples", "true"),
        ("SanctionsImposedIndicators/TravelBan", "perhaps"),
    ]


def test_a12_who_designated_is_one_of_three() -> None:
    entity, issues = only("", DesignationSource="EU")
    assert [(i.path, i.value) for i in issues] == [("DesignationSource", "EU")]
    assert entity.remarks == ("DesignationSource: EU",)


@pytest.mark.parametrize(
    ("inside", "path", "value"),
    [
        ("<Hobby>chess</Hobby>", "Hobby", "chess"),
        ("<Hobbies><Hobby>chess</Hobby></Hobbies>", "Hobbies", "chess"),
        ("<Titles><Rank>Major</Rank></Titles>", "Titles/Rank", "Major"),
        ("<Titles>Major</Titles>", "Titles", "Major"),
        (named(Name6="Modele", Name7="X"), "Names/Name/Name7", "X"),
        ("<Names><Name>Modele</Name></Names>", "Names/Name", "Modele"),
        ("<Titles><Title lang='fr'>Me</Title></Titles>", "Titles/Title/@lang", "fr"),
        (
            "<Names><Name><Name6 x='1'>Modele</Name6></Name></Names>",
            *("Names/Name/Name6/@x", "1"),
        ),
    ],
)
def test_a12_a_path_that_is_new_is_an_issue_and_kept(
    inside: str, path: str, value: str
) -> None:
    entity, issues = only(inside)
    assert (path, value) in [(issue.path, issue.value) for issue in issues]
    assert f"{path}: {value}" in entity.remarks


def test_a12_a_known_value_in_a_new_place_is_read_and_reported() -> None:
    entity, issues = only("<Births><DOB>23/03/1962</DOB></Births>")
    assert [span.raw for span in entity.birth_dates] == ["23/03/1962"]
    assert [(i.path, i.value) for i in issues] == [("Births", "23/03/1962")]
    entity, issues = only("<DOB>23/03/1962</DOB>")
    assert [span.raw for span in entity.birth_dates] == ["23/03/1962"]
    assert [(i.path, i.value) for i in issues] == [("DOB", "23/03/1962")]


def test_a12_a_kind_that_is_new_is_unknown_and_kept() -> None:
    entity = sample()[NAMELESS]
    assert entity.kind is Kind.UNKNOWN
    assert "IndividualEntityShip: Airship" in entity.remarks


def test_a12_a_type_and_a_strength_that_are_new_leave_an_alias() -> None:
    name = sample()[ANNE].names[1]
    assert (name.kind, name.strength) == (NameKind.AKA, Strength.STRONG)
    assert name.note == "Nom de guerre; Medium"


def test_a11_a_designation_published_twice_is_one() -> None:
    one = "<Designation>" + tags(UniqueID="EXA0001", IndividualEntityShip="Individual")
    both = "".join(
        f"{one}{named(Name1='Jean', Name6=name)}</Designation>"
        for name in ("EXEMPLE", "MODELE")
    )
    parsed = read(f"<Designations>{both}</Designations>".encode())
    (entity,) = parsed.entities
    assert [name.full for name in entity.names] == ["Jean EXEMPLE", "Jean MODELE"]
    assert ("EXA0001", "UniqueID") in [(i.record_id, i.path) for i in parsed.issues]


# -- the CSV -------------------------------------------------------------------


def test_a18_columns_in_another_order_and_case_are_read_the_same() -> None:
    def shuffled(rows: list[list[str]]) -> Iterable[list[str]]:
        order = list(range(58))
        random.Random(7).shuffle(order)
        header = [rows[0][at].upper() for at in order]
        return [header, *([row[at] for at in order] for row in rows[1:])]

    data = rewritten(CSV, shuffled)
    first, again = read(CSV).entities, read(data).entities
    kept = {(e.record_id, frozenset(n.full for n in e.names)) for e in first}
    assert {(e.record_id, frozenset(n.full for n in e.names)) for e in again} == kept
    assert entities(read(CSV)) == entities(read(data))


def test_a11_rows_of_one_designation_are_united_wherever_they_stand() -> None:
    def last_first(rows: list[list[str]]) -> Iterable[list[str]]:
        return [*rows[:1], *rows[2:], rows[1], rows[1]]

    found = read(rewritten(CSV, last_first)).entities
    names = {entity.record_id: {name.full for name in entity.names} for entity in found}
    assert names == {key: {n.full for n in e.names} for key, e in sample().items()}


def test_a11_equal_rows_of_one_designation_are_one() -> None:
    def doubled(rows: list[list[str]]) -> Iterable[list[str]]:
        return [*rows, *rows[1:]]

    assert read(rewritten(CSV, doubled)) == read(CSV)


def test_a18_a_column_that_is_new_is_an_issue_and_kept() -> None:
    def widened(rows: list[list[str]]) -> Iterable[list[str]]:
        return [[*rows[0], "Hobby"], *([*row, "chess"] for row in rows[1:])]

    parsed = read(rewritten(CSV, widened))
    assert Issue("", "Hobby", "a column that we do not know") in parsed.issues
    assert all("Hobby: chess" in entity.remarks for entity in parsed.entities)


def test_a18_a_column_that_we_can_do_without_is_missed() -> None:
    def narrowed(rows: list[list[str]]) -> Iterable[list[str]]:
        return [row[:2] + row[3:] for row in rows]

    parsed = read(rewritten(CSV, narrowed))
    assert Issue("", "OFSI Group ID", "a column that is not there") in parsed.issues


def test_a18_a_column_that_was_renamed_and_tells_nobody_apart_is_kept() -> None:
    parsed = read(CSV.replace(b",Website,", b",Sites,", 1))
    assert {(i.path, i.value) for i in parsed.issues if not i.record_id} == {
        ("Sites", "a column that we do not know"),
        ("Website", "a column that is not there"),
    }
    kept = [r for entity in parsed.entities for r in entity.remarks]
    assert any(remark.startswith("Sites: ") for remark in kept)


@pytest.mark.parametrize("column", ["Unique ID", "Name 6", "D.O.B", "Passport number"])
def test_a18_a_header_that_was_renamed_is_refused_by_name(column: str) -> None:
    data = CSV.replace(f",{column},".encode(), b",Renamed,")
    assert f"no column {column}" in refusal(data)


def test_a18_a_row_that_is_short_is_refused_with_its_line() -> None:
    assert "line 3 has 57 cells" in refusal(
        rewritten(CSV, lambda rows: [rows[0], rows[1][:-1], *rows[2:]])
    )


def test_a18_a_row_without_an_id_is_refused_with_its_line() -> None:
    def nameless(rows: list[list[str]]) -> Iterable[list[str]]:
        return [rows[0], [rows[1][0], " ", *rows[1][2:]], *rows[2:]]

    assert "line 3 has no Unique ID" in refusal(rewritten(CSV, nameless))


def test_a18_a_quote_that_is_not_closed_is_refused() -> None:
    assert "damaged or cut off" in refusal(CSV + b'"14/01/2026')


def test_a_csv_file_without_its_first_line_is_read_and_undated() -> None:
    parsed = read(CSV.partition(b"\r\n")[2])
    assert entities(parsed) == entities(read(CSV))
    assert parsed.published is None
    assert Issue("", "Report Date", "") in parsed.issues


def test_a_csv_file_with_a_header_alone_is_refused() -> None:
    assert "holds no entries" in refusal(rewritten(CSV, lambda rows: rows[:1]))


# -- what is refused -----------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"<Designations/>", "holds no entries"),
        (b"<html><body>Sorry</body></html>", "root is html"),
        (b"<!DOCTYPE html><html/>", "root is html"),
        (b'{"error": 503}', "JSON"),
        (b"<CONSOLIDATED_LIST/>", "the UN Security Council's list"),
        (OFSI, "OFSI's closed list: its id is gb_ofsi"),
        (b"a,b\n1,2\n", "no column"),
        (b'<!DOCTYPE x [<!ENTITY n "x">]><Designations/>', "DOCTYPE"),
        (XML[: len(XML) // 2], "damaged or cut off"),
        (XML[:-2], "damaged or cut off"),
        (XML.replace(b"<UniqueID>EXA0002</UniqueID>", b""), "has no UniqueID"),
        (CSV.decode("utf-8-sig").encode("utf-16"), ""),
        (CSV.decode("utf-8-sig").encode("cp1256", "replace"), "is not UTF-8 at byte"),
    ],
)
def test_a01_a02_a03_a04_what_is_not_the_list_is_refused(data: bytes, why: str) -> None:
    assert why in refusal(data)


def test_a02_a_file_cut_off_anywhere_is_refused() -> None:
    end = XML.rindex(b"</Designations>")
    for share in (10, 50, 90, 99):
        refusal(XML[: end * share // 100])
    refusal(XML[: end + 5])


def test_a12_a_file_of_which_too_little_is_understood_is_refused() -> None:
    records = "".join(
        f"<Designation>{tags(UniqueID=str(number), Renamed='x')}</Designation>"
        for number in range(20)
    )
    assert "values are unknown" in refusal(
        f"<Designations>{records}</Designations>".encode()
    )


# -- OFSI's closed list --------------------------------------------------------


read_ofsi = partial(samples.read, "gb_ofsi")
refusal_ofsi = partial(samples.refusal, "gb_ofsi")


def test_rows_are_grouped_and_the_labelled_facts_found() -> None:
    jean, firm, ship = read_ofsi(OFSI).entities
    assert [name.full for name in jean.names] == [
        *("Jean Pierre EXEMPLE", "Johann Beispiel", "Le Renard", "جان مثال"),
    ]
    assert [name.strength for name in jean.names][:3] == [
        *(Strength.STRONG, Strength.STRONG, Strength.WEAK),
    ]
    assert [(x.scheme, x.id) for x in jean.xrefs] == [
        ("un_ref", "QDi.901"),
        ("ofsi_group", "90001"),
        ("gb_uksl", "EXA0001"),
    ]
    assert (jean.genders, jean.reasons) == (("M",), ("Leads the Exemple network.",))
    assert firm.names[1].kind is NameKind.FKA
    assert ship.kind is Kind.VESSEL
    assert ship.identifiers[0].value == "9074729"


def test_a_towns_country_is_found_by_its_number() -> None:
    jean = read_ofsi(OFSI).entities[0]
    assert [(place.text, place.country) for place in jean.birth_places] == [
        ("Modelville, France", "fr"),
        ("Kabul, Afghanistan", "af"),
        ("Afghanistan", "af"),
    ]


def test_a_country_without_a_number_is_that_of_every_town() -> None:
    data = OLD.replace(b"(1)-(2) Afghanistan", b"Afghanistan")
    assert [place.text for place in read_ofsi(data).entities[0].birth_places] == [
        "Modelville, Afghanistan",
        "Kabul, Afghanistan",
    ]


def test_a_file_of_2018_lacks_columns_and_is_read() -> None:
    parsed = read_ofsi(OLD)
    assert parsed.issues == ()
    assert parsed.published == date(2018, 4, 13)
    jean, firm = parsed.entities
    assert [(n.full, n.strength.value, n.note) for n in jean.names] == [
        ("Jean EXEMPLE", "strong", ""),
        ("RENARD", "weak", "inferred"),
    ]
    assert [span.precision.value for span in jean.birth_dates] == ["year", "day"]
    assert jean.titles == ("Maulavi", "Mullah")
    assert jean.remarks[0] == "UN Ref QDi.901. Gender: male. Known as ‘the fox’."
    assert [programme.code for programme in firm.programmes] == ["Example", "Specimen"]
    assert firm.listed_on == date(2007, 2, 1)


def test_a17_windows_1252_and_utf_8_give_the_same() -> None:
    again = OLD.decode("cp1252").encode("utf-8")
    assert read_ofsi(again) == read_ofsi(OLD)
    assert read_ofsi(b"\xef\xbb\xbf" + again) == read_ofsi(OLD)


def test_a17_a_byte_that_neither_encoding_has_is_refused_by_its_offset() -> None:
    at = OLD.index(b"\x91")
    data = OLD[:at] + b"\x81" + OLD[at + 1 :]
    why = refusal_ofsi(data)
    assert f"Windows-1252, by its byte {at}" in why
    assert "\ufffd" not in why


def test_a17_a_file_of_both_encodings_is_refused_by_the_first_wrong_byte() -> None:
    again = OLD.decode("cp1252").encode("utf-8")
    at = again.index("É".encode())
    assert f"is not UTF-8 at byte {at}" in refusal_ofsi(
        again[:at] + b"\xc9" + again[at + 2 :]
    )


def test_a02_a_last_id_that_is_cut_short_is_refused() -> None:
    assert "last line does not end" in refusal_ofsi(OLD[:-2])


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (XML, "is XML or a web page"),
        (CSV, "is the UK sanctions list: its id is gb_uksl"),
        (b"a,b\n1,2\n", "no column"),
        (OLD.replace(b"DOB", b"Born"), "no column DOB"),
    ],
)
def test_a04_what_is_not_the_closed_list_is_refused(data: bytes, why: str) -> None:
    assert why in refusal_ofsi(data)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "(UN Ref): QDi.006. (Gender): Male",
            [("UNReferenceNumber", "QDi.006"), ("Gender", "Male")],
        ),
        ("(Hobby): chess. (Gender):", []),
        ("UN REF:QE.A.146.14. Operates", [("UNReferenceNumber", "QE.A.146.14.")]),
        ("UN Ref TAi.002 and more", [("UNReferenceNumber", "TAi.002")]),
        ("IRe.001. Subordinate", [("UNReferenceNumber", "IRe.001.")]),
        ("UN listing. KPi.023. Head", [("UNReferenceNumber", "KPi.023.")]),
        ("Listed as Exemple Front (QE.A.137.14)", []),
        ("A. B. Exemple", []),
        (
            "(IMO number: 9074729). Gender: male",
            [("Gender", "male"), ("IMONumber", "9074729")],
        ),
    ],
)
def test_facts_are_found_in_prose_only_where_they_can_be_trusted(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert list(facts(text)) == found


@pytest.mark.parametrize(
    "piece", ["a.", "1 ", "(5)", "passport no ", "SWIFT ..", "... ("]
)
def test_what_is_long_and_repeats_itself_is_read_at_once(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    started = time.process_time()
    counted(text)
    list(numbers(text))
    list(facts(text))
    for field in ("PassportNumber", "PassportAdditionalInformation"):
        row = f"<PassportDetails><Passport>{tags(**{field: text})}</Passport>"
        individual(f"{row}</PassportDetails>")
    assert within(5, time.process_time() - started)
