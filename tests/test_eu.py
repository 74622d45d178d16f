"""The EU's file: what each element becomes, and what is refused."""

from datetime import date
from functools import cache, partial
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kycscreen import codec
from kycscreen.entities import ListedEntity, NameKind, Strength, Topic
from kycscreen.errors import FormatError
from kycscreen.facts import Kind
from kycscreen.sources import Issue, find
from tests import samples

read = partial(samples.read, "eu_fsf")
refusal = partial(samples.refusal, "eu_fsf")
SAMPLE = samples.sample("eu_fsf")
NAMESPACE = "http://eu.europa.ec/fpi/fsd/export"


@cache
def sample() -> dict[str, ListedEntity]:
    return {entity.record_id: entity for entity in read(SAMPLE).entities}


def export(*records: str) -> bytes:
    """Write a file of records, each given with its tag."""
    return (
        f'<export xmlns="{NAMESPACE}" generationDate="2026-02-02T00:00:00+01:00"'
        f' globalFileId="1">{"".join(records)}</export>'
    ).encode()


def record(inside: str = "", *, number: str = "EU.1.1", code: str = "person") -> str:
    return (
        f'<sanctionEntity euReferenceNumber="{number}" logicalId="1">'
        f'<subjectType code="{code}" classificationCode="P"/>{inside}</sanctionEntity>'
    )


def only(inside: str, code: str = "person") -> tuple[ListedEntity, tuple[Issue, ...]]:
    parsed = read(export(record(inside, code=code)))
    (entity,) = parsed.entities
    return entity, parsed.issues


def alias(name: str, remark: str = "") -> str:
    said = f"<remark>{remark}</remark>" if remark else ""
    return (
        f'<nameAlias wholeName="{name}" strong="true" logicalId="2">{said}</nameAlias>'
    )


def born(attributes: str, remark: str = "") -> tuple[ListedEntity, tuple[Issue, ...]]:
    calendar = "" if "calendarType" in attributes else 'calendarType="GREGORIAN"'
    return only(
        alias("Jean Exemple")
        + f'<birthdate {calendar} {attributes} countryIso2Code="00"'
        f' countryDescription="UNKNOWN" logicalId="3"><remark>{remark}</remark>'
        "</birthdate>"
    )


def test_a12_what_the_sample_holds_against_the_format_is_named() -> None:
    found = [(i.record_id, i.path, i.value) for i in read(SAMPLE).issues]
    assert found == [
        ("EU.2.20", "birthdate", "year=1402"),
        ("EU.5.50", "nameAlias/@wholeName", "-"),
        (
            "EU.5.50",
            "nameAlias/@wholeName",
            "Общество с ограниченной ответственностью",
        ),
        ("EU.5.50", "nameAlias/@wholeName", "X"),
        ("EU.5.50", "sanctionEntity/nameAlias", "no name"),
        ("EU.6.60", "nameAlias/@wholeName", "Ex\u200bemple Fils"),
        ("EU.7.70", "sanctionEntity/@colour", "grey"),
        ("EU.7.70", "sanctionEntity/hobby", "plays"),
        ("EU.7.70", "nameAlias/@gender", "N"),
        ("EU.7.70", "identification/@identificationTypeCode", "tattoo"),
        ("EU.7.70", "subjectType/@code", "group"),
        ("EU.7.70", "birthdate/@calendarType", "martian"),
        ("EU.7.70", "birthdate", "year=1962 monthOfYear=13"),
        ("EU.7.70", "birthdate/@countryIso2Code", "QQ"),
        ("EU.7.70", "regulation/@programme", "ATLANTIS"),
        (
            "EU.3.30",
            "sanctionEntity/@euReferenceNumber",
            "published more than once",
        ),
    ]


def test_the_file_says_when_it_was_published() -> None:
    parsed = read(SAMPLE)
    assert parsed.published == date(2026, 2, 2)
    assert parsed.version == "2026-02-02T16:28:05.354+01:00"


def test_a_file_that_does_not_say_when_it_was_made_is_reported() -> None:
    parsed = read(export(record(alias("Jean Exemple"))).replace(b"2026-02-02T", b"T"))
    assert parsed.published is None
    assert Issue("", "export/@generationDate", "T00:00:00+01:00") in parsed.issues


def test_an_entity_that_survives_json_is_the_same() -> None:
    for entity in sample().values():
        assert codec.from_json(ListedEntity, codec.to_json(entity)) == entity


def test_a20_the_quality_of_an_alias_stands_in_its_remark() -> None:
    weak = [n.full for n in sample()["EU.1.10"].names if n.strength is Strength.WEAK]
    assert weak == ["Le Renard", "Le Loup"]


@pytest.mark.parametrize(
    ("remark", "strength"),
    [
        ("low quality alias", Strength.WEAK),
        ("LOW QUALITY A.K.A.", Strength.WEAK),
        ("lo quality aka", Strength.WEAK),
        ("good quality alias", Strength.STRONG),
        ("qood quality alias", Strength.STRONG),
        ("god quality alias", Strength.STRONG),
        ("high quality alias", Strength.STRONG),
        ("", Strength.STRONG),
    ],
)
def test_every_spelling_of_a_quality_is_read(remark: str, strength: Strength) -> None:
    entity, _ = only(alias("Jean Exemple", remark))
    assert entity.names[0].strength is strength
    assert entity.remarks == ()


def test_a_remark_tells_the_kind_of_a_name() -> None:
    kinds = {name.full: name.kind for name in sample()["EU.1.10"].names}
    assert kinds["Jean MODELE"] is NameKind.FKA
    assert kinds["Иван Примеров"] is NameKind.ORIGINAL_SCRIPT
    assert kinds["Экземпль"] is NameKind.ORIGINAL_SCRIPT
    assert {n.full: n.kind for n in sample()["EU.2.20"].names} == {
        "Anne EXEMPLE": NameKind.PRIMARY,
        "Anne MODELE": NameKind.MAIDEN,
    }
    assert ("maiden", "Modèle") in sample()["EU.2.20"].names[0].parts


def test_other_remarks_on_a_name_are_kept() -> None:
    remarks = sample()["EU.1.10"].remarks
    assert "nameAlias/remark: Son of Anne MODELE." in remarks
    assert "nameAlias/remark: qood quality alias; as previously listed" in remarks


def test_the_primary_name_is_the_first_in_no_or_the_english_language() -> None:
    hungarian = alias("Példa Bank").replace('strong="true"', 'nameLanguage="HU"')
    entity, _ = only(
        hungarian + alias("Exempel", "low quality alias") + alias("Exemple Bank")
    )
    assert [n.kind for n in entity.names] == [
        NameKind.AKA,
        NameKind.AKA,
        NameKind.PRIMARY,
    ]


@pytest.mark.parametrize(
    ("full", "primary"),
    [
        (["(KIB)", "Exemple Négoce"], "Exemple Négoce"),
        (["(KIB)", "(KIB) Exemple"], "(KIB) Exemple"),
        (["(KIB)"], "(KIB)"),
    ],
)
def test_an_acronym_in_brackets_is_primary_only_where_nothing_else_is(
    full: list[str], primary: str
) -> None:
    entity, _ = only("".join(alias(name) for name in full), "enterprise")
    (found,) = (n.full for n in entity.names if n.kind is NameKind.PRIMARY)
    assert found == ("Exemple" if "(KIB) " in primary else primary)


def test_a_name_that_we_cut_short_is_only_noted() -> None:
    entity, _ = only(alias("Al-Exemple (Swedish branch)"), "enterprise")
    assert [(n.full, n.strength, n.note) for n in entity.names] == [
        ("Al-Exemple (Swedish branch)", Strength.STRONG, "inferred: Al-Exemple")
    ]


def test_names_that_differ_in_case_are_one() -> None:
    names = [name.full for name in sample()["EU.1.10"].names]
    assert names.count("Jean Pierre EXEMPLE") == 1
    assert "JEAN PIERRE Exemple" not in names


def test_a13_a_junk_name_meets_nothing_and_its_entity_is_found_by_number() -> None:
    entity = sample()["EU.5.50"]
    assert entity.names == ()
    assert entity.identifiers[0].value == "7700000000"
    assert "nameAlias/@wholeName: -" in entity.remarks


def test_a11_a_name_only_the_second_copy_has_is_found() -> None:
    entity = sample()["EU.3.30"]
    assert [(n.full, n.kind.value, n.strength.value) for n in entity.names] == [
        ("EXEMPLE RELIEF", "aka", "strong"),
        ("Exemple Secours", "primary", "strong"),
        ("Exemple Secours (ES)", "variation", "strong"),
        ("Beispielhilfe", "aka", "strong"),
    ]
    assert [p.code for p in entity.programmes] == ["TAQA", "UNLI"]
    assert [b.title for b in entity.legal_bases] == ["2021/3 (OJ L3)", "2021/4 (OJ L4)"]
    assert entity.listed_on == date(2015, 3, 13)


@pytest.mark.parametrize(
    ("record_id", "on", "source"),
    [
        ("EU.1.10", date(2019, 1, 21), "designationDate"),
        ("EU.2.20", date(2019, 1, 21), "designationDetails"),
        ("EU.3.30", date(2015, 3, 13), "remark"),
        ("EU.4.40", date(2018, 1, 2), "regulation"),
        ("EU.7.70", date(2022, 2, 18), "regulation"),
    ],
)
def test_the_day_of_listing_says_where_it_comes_from(
    record_id: str, on: date, source: str
) -> None:
    entity = sample()[record_id]
    assert (entity.listed_on, entity.listed_on_source) == (on, source)


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Date of listing: 25/06/2018", date(2018, 6, 25)),
        ("date of listing 26.07.2010", date(2010, 7, 26)),
        ("date of listing:14.11.2016", date(2016, 11, 14)),
        ("Date of UN designation: 18.07.2012 (pursuant to 2048)", date(2012, 7, 18)),
        ("Date of UN designation: 1 November 2005.", date(2005, 11, 1)),
        ("(Travel Ban). Listed on 17 March 2011 pursuant to", date(2011, 3, 17)),
        ("Date of designation: 2012-06-01", date(2012, 6, 1)),
        ("Date of listing 14-12-2012.", date(2012, 12, 14)),
        ("22.1.2018", date(2018, 1, 22)),
        ("date of listing: 21.01.201", None),
        ("UN designation amended on 19 dec 2019", None),
        ("UNLI-30.03.2018", None),
    ],
)
def test_a_listing_date_is_found_in_prose(text: str, on: date | None) -> None:
    entity, _ = only(f"<remark>{text}</remark>{alias('Jean Exemple')}")
    assert entity.listed_on == on


def test_a_delisting_is_kept() -> None:
    assert sample()["EU.6.60"].delisted_on == date(2025, 12, 24)


def test_vessels_are_enterprises_with_an_imo_number() -> None:
    assert sample()["EU.4.40"].kind is Kind.VESSEL


@pytest.mark.parametrize(
    ("number", "kind", "note"),
    [
        ("1234567", Kind.VESSEL, ""),
        ("IMO 1234567", Kind.VESSEL, "IMO 1234567"),
        ("1234565", Kind.ORGANISATION, ""),
        ("1234566", Kind.ORGANISATION, "check digit fails"),
        ("1000021", Kind.ORGANISATION, ""),  # holds as either
    ],
)
def test_an_owners_imo_number_makes_no_vessel(
    number: str, kind: Kind, note: str
) -> None:
    entity, _ = only(
        alias("Exemple Shipping")
        + f'<identification number="{number}" identificationTypeCode="imo"'
        ' countryIso2Code="00" countryDescription="UNKNOWN" logicalId="4"/>',
        code="enterprise",
    )
    assert (entity.kind, entity.identifiers[0].note) == (kind, note)


def test_a12_an_unknown_kind_is_kept_as_unknown() -> None:
    entity = sample()["EU.7.70"]
    assert entity.kind is Kind.UNKNOWN
    assert entity.names[0].full == "Groupe Exemple"
    assert entity.identifiers[0].type == "other"
    assert entity.programmes[0].code == "ATLANTIS"


@pytest.mark.parametrize(
    ("attributes", "lo", "hi", "precision", "circa"),
    [
        ('birthdate="1962-03-14" year="1962"', "1962-03-14", "1962-03-14", "day", 0),
        (
            'birthdate="1962-03-14" circa="true"',
            "1962-03-14",
            "1962-03-14",
            "day",
            1,
        ),
        ('year="1962" circa="false"', "1962-01-01", "1962-12-31", "year", 0),
        ('year="1962" circa="true"', "1962-01-01", "1962-12-31", "year", 1),
        ('year="1962" monthOfYear="2"', "1962-02-01", "1962-02-28", "month", 0),
        (
            'year="1962" monthOfYear="2" dayOfMonth="3"',
            "1962-02-03",
            "1962-02-03",
            "day",
            0,
        ),
        (
            'yearRangeFrom="1958" yearRangeTo="1963"',
            "1958-01-01",
            "1963-12-31",
            "range",
            0,
        ),
        (
            'yearRangeFrom="1958" yearRangeTo="1963" circa="true"',
            "1958-01-01",
            "1963-12-31",
            "range",
            1,
        ),
        ('yearRangeTo="1980"', "1980-01-01", "1980-12-31", "year", 1),
        (
            'birthdate="1982-04-19" year="1402" calendarType="ISLAMIC"',
            "1982-04-19",
            "1982-04-19",
            "day",
            0,
        ),
        ('year="1402" calendarType="ISLAMIC"', None, None, "unparsed", 0),
        ('year="1402"', None, None, "unparsed", 0),
        ('year="1962" monthOfYear="2" dayOfMonth="31"', None, None, "unparsed", 0),
        ('birthdate="1962-02-31"', None, None, "unparsed", 0),
        ('birthdate="0000-00-00"', None, None, "unparsed", 0),
        ('yearRangeFrom="1973" yearRangeTo="1968"', None, None, "unparsed", 0),
        ('monthOfYear="2"', None, None, "unparsed", 0),
        ('year="99999"', None, None, "unparsed", 0),
        ('year="nineteen"', None, None, "unparsed", 0),
    ],
)
def test_a21_every_combination_of_a_birthdate_is_read(
    attributes: str, lo: str | None, hi: str | None, precision: str, circa: int
) -> None:
    entity, issues = born(attributes)
    (span,) = entity.birth_dates
    assert (span.lo and str(span.lo), span.hi and str(span.hi)) == (lo, hi)
    assert (span.precision.value, span.circa) == (precision, bool(circa))
    assert bool(issues) is (lo is None)
    assert span.raw


def test_an_element_without_a_date_is_only_a_place() -> None:
    entity, issues = born('circa="true" city="Exempleville"', "(possibly elsewhere)")
    assert entity.birth_dates == ()
    assert entity.birth_places[0].text == "Exempleville"
    assert entity.remarks == ("birthdate/remark: (possibly elsewhere)",)
    assert issues == ()


def test_a_remark_may_give_more_dates_if_it_is_clear() -> None:
    entity, _ = born('birthdate="1965-12-30"', "DOB: 30.12.1965 or 19.12.1962")
    assert [str(span.lo) for span in entity.birth_dates] == ["1965-12-30", "1962-12-19"]
    entity, _ = born('year="1965"', "DOB: 1964 (possibly 21 April)")
    assert len(entity.birth_dates) == 1
    assert entity.birth_dates[0].note == "DOB: 1964 (possibly 21 April)"


def test_an_unknown_country_is_none_and_a_dissolved_state_its_successors() -> None:
    entity = sample()["EU.1.10"]
    assert entity.citizenships[0] == "fr"
    assert {"rs", "hr", "si"} <= set(entity.citizenships)
    assert not {"yu", "00"} & set(entity.citizenships)
    assert any("YUGOSLAVIA" in remark for remark in entity.remarks)
    exemplegrad = sample()["EU.2.20"].birth_places[0]
    assert (exemplegrad.text, exemplegrad.country) == ("Exemplegrad, USSR", "")


def test_a_document_that_does_not_hold_stays_searchable() -> None:
    passport, ration = sample()["EU.1.10"].identifiers
    assert (passport.value, passport.valid) == ("XX1234567", False)
    assert passport.note == "diplomatic; expired; (name on doc. 'J. Exemple')"
    assert (ration.value, ration.country, ration.valid) == ("0094195", "", False)
    assert "Ration Card no. 0094195" in ration.note
    assert "identification id: Student card" in sample()["EU.1.10"].remarks


def test_contacts_are_parted_and_their_blanks_removed() -> None:
    assert sample()["EU.1.10"].contacts == (
        ("email", "jean@example.org"),
        ("email", "j.exemple@example.com"),
        ("email", "renard@example.net"),
        ("phone", "+33 1 00 00 00 01"),
        ("phone", "02"),
        ("web", "www.example.org"),
        ("web", "www.example.net"),
        ("fax", "+33 1 00 00 00 03"),
    )


def test_titles_and_functions_are_taken_apart() -> None:
    entity = sample()["EU.1.10"]
    assert entity.titles == ("Dr.", "Professor")
    assert [p.title for p in entity.positions] == [
        "Minister of Examples",
        "Mayor of Exempleville",
    ]


def test_a24_comments_sections_and_double_encoding_lose_nothing() -> None:
    entity = sample()["EU.6.60"]
    assert entity.names[0].full == "Exemple & Fils"
    assert entity.names[1].full == "Beispiel & Söhne"
    assert "nameAlias/remark: Trades with A & B and C." in entity.remarks


def test_a_record_without_a_reference_has_its_logical_id() -> None:
    parsed = read(export(record(alias("Jean Exemple")).replace("euRef", "noRef")))
    assert parsed.entities[0].record_id == "1"
    no_id = record(alias("Jean Exemple"), number="").replace('logicalId="1"', "", 1)
    assert "has no sanctionEntity/@euReferenceNumber" in refusal(export(no_id))


def test_a01_a_file_without_entities_is_refused() -> None:
    assert "holds no entries" in refusal(export())
    assert "empty" in refusal(b"")


def test_a02_a_file_that_breaks_off_is_refused_wherever_it_does() -> None:
    for cut in (1, len(SAMPLE) // 10, len(SAMPLE) // 2, len(SAMPLE) - 3):
        refusal(SAMPLE.rstrip()[:-cut])


def test_a03_a_web_page_is_named() -> None:
    assert "web page" in refusal(b"<html><body>Access denied</body></html>")


def test_a04_another_publishers_file_is_named() -> None:
    assert "UN Security Council" in refusal(b"<CONSOLIDATED_LIST/>")


def test_a12_a_file_of_which_too_little_is_known_is_refused() -> None:
    strange = "".join(f"<strange{at}/>" for at in range(20))
    assert "unknown" in refusal(export(record(alias("Jean Exemple") + strange)))
    few = "".join(f"<strange{at}/>" for at in range(3))
    assert len(only(alias("Jean Exemple") + few)[1]) == 3


def test_a14_a_doctype_is_refused() -> None:
    doctype = b'<!DOCTYPE x [<!ENTITY n "Jean">]>' + export(record(alias("Jean E")))
    assert "DOCTYPE" in refusal(doctype)


ODD = st.sampled_from(
    (
        *("", "-", "00", "9999", "99999999999", "-5", "1e5", "19_62", "١٢٣٤", "1402"),
        *("2020-02-30", "0000-00-00", "31.02.2020", "a) b)", "((", "; ", "née", "X (Y"),
        *(
            "true",
            "ISLAMIC",
            "M",
            "person",
            "FR",
            "YU",
            "\u200b",
            "Date of listing: 1.1",
        ),
    )
) | st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=8)
WHERE = {
    "nameAlias": ("wholeName", "firstName", "title", "function", "gender"),
    "birthdate": (
        *("birthdate", "year", "monthOfYear", "dayOfMonth", "calendarType", "circa"),
        *("yearRangeFrom", "yearRangeTo", "city", "countryIso2Code"),
    ),
    "identification": ("number", "identificationTypeCode", "issueDate", "latinNumber"),
    "citizenship": ("countryIso2Code", "countryDescription"),
    "address": ("street", "zipCode", "countryIso2Code", "asAtListingTime"),
    "regulation": ("programme", "entryIntoForceDate"),
}


@given(st.data())
def test_whatever_stands_in_a_value_its_entity_is_kept(data: st.DataObject) -> None:
    inside = ""
    for tag, attributes in WHERE.items():
        values = [f"{name}={quoteattr(data.draw(ODD))}" for name in attributes]
        inside += f'<{tag} {" ".join(values)} logicalId="2"/>'
    refused, entity = "", None
    try:
        (entity,) = read(export(record(inside))).entities
    except FormatError as wrong:
        refused = str(wrong)
    if entity is None:
        assert "unknown" in refused
    else:
        assert all(name.full.strip() for name in entity.names)
        assert codec.from_json(ListedEntity, codec.to_json(entity)) == entity


def test_the_source_says_what_the_list_is() -> None:
    source = find("eu_fsf")
    assert source.topics == {Topic.SANCTION}
    assert source.at_least < 2248 < source.at_most
