"""The UN's file: what each element becomes, and what is refused."""

from datetime import date
from functools import cache, partial
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kycscreen import codec
from kycscreen.entities import LinkType, ListedEntity, NameKind, Strength, Topic
from kycscreen.errors import FormatError
from kycscreen.facts import Kind
from kycscreen.sources import Issue, find
from tests import samples

read = partial(samples.read, "un_sc")
refusal = partial(samples.refusal, "un_sc")
SAMPLE = samples.sample("un_sc")
JEAN, ANNE, NAMELESS = "9000001", "9000002", "9000003"
NETWORK, SHIPPING = "9000901", "9000902"


@cache
def sample() -> dict[str, ListedEntity]:
    return {entity.record_id: entity for entity in read(SAMPLE).entities}


def written(inside: str) -> bytes:
    return (
        '<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09.554Z"><INDIVIDUALS>'
        f"{inside}</INDIVIDUALS><ENTITIES/></CONSOLIDATED_LIST>"
    ).encode()


def only(inside: str) -> tuple[ListedEntity, tuple[Issue, ...]]:
    parsed = read(
        written(
            "<INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>JEAN</FIRST_NAME>"
            "<SECOND_NAME>EXEMPLE</SECOND_NAME><UN_LIST_TYPE>Mali</UN_LIST_TYPE>"
            f"{inside}</INDIVIDUAL>"
        )
    )
    (entity,) = parsed.entities
    return entity, parsed.issues


def tags(**texts: str) -> str:
    return "".join(f"<{name}>{text}</{name}>" for name, text in texts.items())


def test_a12_what_the_sample_holds_against_the_format_is_named() -> None:
    found = [(i.record_id, i.path, i.value) for i in read(SAMPLE).issues]
    assert found == [
        (ANNE, "INDIVIDUAL/HOBBY", "chess"),
        (ANNE, "ALIAS/QUALITY", "Medium"),
        (ANNE, "ALIAS/ALIAS_NAME", "A"),
        (ANNE, "DATE_OF_BIRTH", "24/06/1402 (Hijri Calendar)"),
        (ANNE, "DATE_OF_BIRTH", "30-35 years old"),
        (NAMELESS, "FIRST_NAME", ""),
        (NAMELESS, "FIRST_NAME", "no name"),
        (NAMELESS, "NATIONALITY/VALUE", "Ruritanian"),
        (NAMELESS, "DOCUMENT/TYPE_OF_DOCUMENT", "Tattoo"),
        (NAMELESS, "UN_LIST_TYPE", "Atlantis"),
        (SHIPPING, "DATAID", "published more than once"),
    ]


def test_a_file_that_does_not_say_when_it_was_made_is_reported() -> None:
    record = "<INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>JEAN</FIRST_NAME></INDIVIDUAL>"
    parsed = read(written(record).replace(b"dateGenerated", b"dateMade"))
    assert parsed.published is None
    said = {issue.path: issue.value for issue in parsed.issues}
    assert said["CONSOLIDATED_LIST/@dateMade"] == "2026-02-27T00:00:09.554Z"
    assert said["CONSOLIDATED_LIST/@dateGenerated"] == ""


def test_the_file_says_when_it_was_published_and_no_zone_shifts_it() -> None:
    parsed = read(SAMPLE)
    assert parsed.published == date(2026, 2, 27)
    assert parsed.version == "2026-02-27T23:30:09.554-05:00"


def test_an_entity_that_survives_json_is_the_same() -> None:
    for entity in sample().values():
        assert codec.from_json(ListedEntity, codec.to_json(entity)) == entity


def test_a_name_is_joined_in_order_and_its_parts_are_not_guessed() -> None:
    name = sample()[JEAN].names[0]
    assert (name.full, name.parts) == ("JEAN PIERRE EXEMPLE", ())
    assert name.kind is NameKind.PRIMARY


def test_a24_a_comment_inside_a_name_loses_nothing() -> None:
    assert sample()[ANNE].names[0].full == "ANNE EXEMPLELE"


def test_aliases_are_parted_and_keep_the_publishers_trust() -> None:
    found = [
        (name.full, name.kind.value, name.strength.value)
        for name in sample()[JEAN].names[1:]
    ]
    assert found == [
        ("جان مثال", "original_script", "strong"),
        ("جان مثال (Arabic)", "variation", "strong"),
        ("Jean Exempl", "aka", "strong"),
        ("Jan Exempel", "aka", "strong"),
        ("Juan Ejemplo", "aka", "strong"),
        ("Jean Exempl; Jan Exempel; Juan Ejemplo", "variation", "strong"),
        ("أبو مثال", "aka", "weak"),
        ("Abu Mithal", "transliteration", "weak"),
        ("Abu- Misal", "transliteration", "weak"),
        ("أبو مثال (Abu Mithal; Abu- Misal)", "variation", "weak"),
        ("Jean Modele", "fka", "strong"),
        ("Azrak", "aka", "weak"),
        ("Азрак", "original_script", "weak"),
        ("Jean Faux", "aka", "strong"),
        (
            "Jean Faux, born 1 Jan. 1953 (Oman passport no.0123)",
            "variation",
            "strong",
        ),
        ("Jean Vrai", "aka", "strong"),
        ("Jean Wrai", "variation", "strong"),
        ("Jan Vrai", "variation", "strong"),
    ]


def test_a13_an_empty_alias_meets_nothing() -> None:
    assert all(name.full.strip() for e in sample().values() for name in e.names)
    entity, issues = only(
        f"<INDIVIDUAL_ALIAS>{tags(QUALITY='Good', NOTE='Le Renard')}</INDIVIDUAL_ALIAS>"
    )
    assert len(entity.names) == 1
    assert entity.remarks == ("ALIAS without a name: QUALITY: Good; NOTE: Le Renard",)
    assert [issue.path for issue in issues] == ["ALIAS/ALIAS_NAME"]


def test_a13_an_entity_without_a_name_is_found_by_number() -> None:
    entity = sample()[NAMELESS]
    assert entity.names == ()
    assert entity.identifiers[0].value == "A-1"


def test_the_same_alias_low_and_good_is_good() -> None:
    low, good = (
        f"<INDIVIDUAL_ALIAS>{tags(QUALITY=q, ALIAS_NAME=n)}</INDIVIDUAL_ALIAS>"
        for q, n in (("Low", "Le Renard"), ("Good", "LE RENARD"))
    )
    entity, _ = only(low + good)
    assert [name.strength for name in entity.names] == [Strength.STRONG] * 2


@pytest.mark.parametrize(
    ("row", "lo", "hi", "precision", "circa"),
    [
        (
            {"TYPE_OF_DATE": "EXACT", "DATE": "1960-01-02-05:00"},
            *("1960-01-02", "1960-01-02", "day", False),
        ),
        (
            {"TYPE_OF_DATE": "EXACT", "YEAR": "1960"},
            *("1960-01-01", "1960-12-31", "year", False),
        ),
        (
            {"TYPE_OF_DATE": "APPROXIMATELY", "YEAR": "1960"},
            *("1960-01-01", "1960-12-31", "year", True),
        ),
        (
            {"TYPE_OF_DATE": "BETWEEN", "FROM_YEAR": "1958", "TO_YEAR": "1963"},
            *("1958-01-01", "1963-12-31", "range", False),
        ),
        (
            {"TYPE_OF_DATE": "BETWEEN", "FROM_YEAR": "1958", "TO_YEAR": "1963"}
            | {"NOTE": "Approximately "},
            *("1958-01-01", "1963-12-31", "range", True),
        ),
        (
            {"TYPE_OF_DATE": "BETWEEN", "FROM_YEAR": "1958"},
            *("1958-01-01", "1958-12-31", "year", True),
        ),
        (
            {"TYPE_OF_DATE": "BETWEEN", "FROM_YEAR": "1963", "TO_YEAR": "1958"},
            *(None, None, "unparsed", False),
        ),
        (
            {"TYPE_OF_DATE": "EXACT", "NOTE": "Nov. 1973 "},
            *("1973-11-01", "1973-11-30", "month", False),
        ),
        (
            {"TYPE_OF_DATE": "EXACT", "NOTE": "August 1961 "},
            *("1961-08-01", "1961-08-31", "month", False),
        ),
        (
            {"TYPE_OF_DATE": "EXACT", "NOTE": "Between Aug. and Sep. 1977"},
            *("1977-08-01", "1977-09-30", "range", False),
        ),
        (
            {"TYPE_OF_DATE": "EXACT", "NOTE": "24/06/1402 (Hijri Calendar)"},
            *(None, None, "unparsed", False),
        ),
        (
            {"TYPE_OF_DATE": "APPROXIMATELY", "NOTE": "30-35 years old"},
            *(None, None, "unparsed", True),
        ),
        (
            {"TYPE_OF_DATE": "EXACT", "YEAR": "1962", "NOTE": "Sep."},
            *("1962-09-01", "1962-09-30", "month", False),
        ),
        (
            {"TYPE_OF_DATE": "EXACT", "YEAR": "1402"},
            *(None, None, "unparsed", False),
        ),
        (
            {"TYPE_OF_DATE": "EXACT", "DATE": "1962-02-31"},
            *(None, None, "unparsed", False),
        ),
    ],
)
def test_a21_every_combination_of_a_birth_date_is_read(
    row: dict[str, str], lo: str | None, hi: str | None, precision: str, circa: bool
) -> None:
    entity, issues = only(
        f"<INDIVIDUAL_DATE_OF_BIRTH>{tags(**row)}</INDIVIDUAL_DATE_OF_BIRTH>"
    )
    (span,) = entity.birth_dates
    assert (span.lo and str(span.lo), span.hi and str(span.hi)) == (lo, hi)
    assert (span.precision.value, span.circa) == (precision, circa)
    assert bool(issues) is (lo is None)
    assert span.raw


def test_an_aliass_own_birth_is_marked_as_such() -> None:
    entity = sample()[JEAN]
    assert [span.note for span in entity.birth_dates][-1] == "alias"
    assert entity.birth_places[-1].text == "Exempleville, Algeria"
    assert entity.birth_places[-1].country == "dz"


def test_what_a_publisher_notes_beside_a_date_is_kept() -> None:
    span = sample()[ANNE].birth_dates[-1]
    assert span.note == "from false passport; possibly padded"


def test_nationalities_are_found_in_sentences_and_the_sentences_kept() -> None:
    entity = sample()[JEAN]
    assert entity.nationalities == ("af", "kw", "et")
    assert entity.citizenships == ()
    assert "NATIONALITY: Kuwaiti citizenship withdrawn in 2002" in entity.remarks


def test_a_dissolved_state_is_its_successors() -> None:
    entity = sample()[ANNE]
    assert {"ru", "ua", "kz"} <= set(entity.nationalities)
    assert "NATIONALITY: USSR (until 1991)" in entity.remarks


def test_genders_stand_in_a_field_or_in_the_comments() -> None:
    assert sample()[JEAN].genders == ("M",)
    assert sample()[ANNE].genders == ("F",)
    assert sample()[NAMELESS].genders == ()
    assert only(tags(COMMENTS1="Gender: male"))[0].genders == ("M",)


def test_documents_are_read_out_of_words() -> None:
    found = [
        (d.type, d.value, d.country, d.issued, d.expires, d.valid)
        for d in sample()[JEAN].identifiers
    ]
    assert found == [
        ("passport", "654781", "jo", "2005-05-19", "2011-03-26", False),
        ("passport", "AA 123456", "pk", "", "", False),
        ("national_id", "1136", "af", "", "", True),
        ("birth_cert", "012546", "ml", "", "", True),
        ("passport", "D0001203", "kp", "", "2019-09-16", True),
    ]
    assert sample()[JEAN].identifiers[0].note.startswith("Jordan 654781")
    assert "Passport: Egypt" in sample()[JEAN].remarks


def test_a_zip_code_without_digits_is_part_of_the_address() -> None:
    first, second = sample()[NETWORK].addresses
    assert "Baluchistan Province" in first.full
    assert first.country == "ir"
    assert second.full == "Operates on the border"
    assert sample()[JEAN].contacts == (
        ("phone", "+235 72 15 47 07"),
        ("phone", "+235 75 09 43 41"),
    )


def test_the_regime_gb_is_guinea_bissau() -> None:
    (programme,) = sample()[ANNE].programmes
    assert (programme.code, programme.label) == ("GB", "Guinea-Bissau")


def test_references_are_trimmed_and_old_ones_found() -> None:
    assert [(x.scheme, x.id) for x in sample()[JEAN].xrefs] == [
        ("un_ref", "QDi.901"),
        ("un_old_ref", "I.01.C.1"),
    ]


def test_days_are_read_whatever_their_offset() -> None:
    entity = sample()[JEAN]
    assert entity.listed_on == date(2015, 7, 1)
    assert entity.updated_on == date(2020, 5, 1)
    assert sample()[ANNE].delisted_on == date(2026, 2, 1)


def test_relatives_are_linked_by_reference_or_by_name() -> None:
    found = [
        (link.type, link.target_id, link.target_name) for link in sample()[JEAN].links
    ]
    assert found == [
        (LinkType.FAMILY, ANNE, "ANNE EXEMPLELE"),
        (LinkType.LINKED_TO, NETWORK, "EXEMPLE NETWORK"),
        (LinkType.LINKED_TO, "", "QDi.999"),
        (LinkType.FAMILY, "", "Paul Exemple"),
        (LinkType.FAMILY, "", "Marie Modele"),
        (LinkType.FAMILY, "", "Anne"),
    ]


def test_titles_and_designations_are_taken_apart() -> None:
    entity = sample()[JEAN]
    assert entity.titles == ("Maulavi", "Mullah", "Haji")
    assert [p.title for p in entity.positions] == [
        "Minister of Examples",
        "Mayor of Exempleville",
    ]


def test_what_has_no_field_is_a_remark() -> None:
    assert "SUBMITTED_BY: Exempleland" in sample()[JEAN].remarks
    assert "SUBMITTED_ON: 2009-07-17" in sample()[NETWORK].remarks


def test_a11_copies_of_one_record_are_one() -> None:
    entity = sample()[SHIPPING]
    assert [name.full for name in entity.names] == [
        "EXEMPLE SHIPPING",
        "Beispiel Reederei",
    ]
    assert entity.kind is Kind.ORGANISATION


def test_a01_a_file_without_records_is_refused() -> None:
    assert "no entries" in refusal(written(""))
    assert "empty" in refusal(b"  \n")


def test_a02_a_file_that_breaks_off_is_refused_wherever_it_does() -> None:
    for cut in (1, len(SAMPLE) // 10, len(SAMPLE) // 2, len(SAMPLE) - 3):
        refusal(SAMPLE.rstrip()[:-cut])


def test_a04_another_publishers_file_is_named() -> None:
    assert "EU" in refusal(b'<export xmlns="http://eu.europa.ec/fpi/fsd/export"/>')


def test_a12_a_file_of_which_too_little_is_known_is_refused() -> None:
    strange = "".join(f"<STRANGE{at}>1</STRANGE{at}>" for at in range(20))
    with pytest.raises(FormatError, match="unknown"):
        only(strange)


def test_a12_attributes_and_list_types_that_are_new_are_named() -> None:
    _, issues = only(
        '<GENDER sure="no">Male</GENDER><LIST_TYPE><VALUE>Draft</VALUE></LIST_TYPE>'
    )
    assert [(i.path, i.value) for i in issues] == [
        ("GENDER/@sure", "no"),
        ("LIST_TYPE/VALUE", "Draft"),
    ]


def test_a_record_without_an_id_has_its_reference_or_is_refused() -> None:
    record = "<INDIVIDUAL><FIRST_NAME>JEAN</FIRST_NAME>{}</INDIVIDUAL>"
    told = tags(REFERENCE_NUMBER="QDi.901", UN_LIST_TYPE="Mali")
    assert read(written(record.format(told))).entities[0].record_id == "QDi.901"
    assert "no DATAID" in refusal(written(record.format("")))


ODD = st.sampled_from(
    (
        *("", "-", "na", "9999", "99999999999", "-5", "1e5", "19_62", "١٢٣٤", "1402"),
        *("2020-02-30", "0000-00-00", "31.02.2020", "a) b)", "((", "; ", "née", "X (Y"),
        *("Good", "Low", "EXACT", "BETWEEN", "Sep.", "Passport", "Jordan 1", "\u200b"),
        *(
            "Father's name is X (QDi.001)",
            "expired on 30 Feb. 2011",
            "Kuwaiti by birth",
        ),
    )
) | st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=8)
ROWS = {
    "ALIAS": ("QUALITY", "ALIAS_NAME", "NOTE", "DATE_OF_BIRTH", "COUNTRY_OF_BIRTH"),
    "DATE_OF_BIRTH": ("TYPE_OF_DATE", "DATE", "YEAR", "FROM_YEAR", "TO_YEAR", "NOTE"),
    "DOCUMENT": ("TYPE_OF_DOCUMENT", "TYPE_OF_DOCUMENT2", "NUMBER", "NOTE"),
    "ADDRESS": ("STREET", "ZIP_CODE", "COUNTRY", "NOTE"),
}


@given(st.data())
def test_whatever_stands_in_a_value_its_entity_is_kept(data: st.DataObject) -> None:
    inside = ""
    for row, names in ROWS.items():
        some = data.draw(st.sets(st.sampled_from(names)))
        values = {name: escape(data.draw(ODD)) for name in sorted(some)}
        inside += f"<INDIVIDUAL_{row}>{tags(**values)}</INDIVIDUAL_{row}>"
    for name in ("COMMENTS1", "GENDER", "LISTED_ON", "NAME_ORIGINAL_SCRIPT"):
        inside += tags(**{name: escape(data.draw(ODD))})
    refused, entity = "", None
    try:
        entity, _ = only(inside)
    except FormatError as wrong:
        refused = str(wrong)
    if entity is None:
        assert "unknown" in refused
    else:
        assert all(name.full.strip() for name in entity.names)
        assert codec.from_json(ListedEntity, codec.to_json(entity)) == entity


def test_the_source_says_what_the_list_is() -> None:
    source = find("un_sc")
    assert source.topics == {Topic.SANCTION}
    assert source.at_least < 1003 < source.at_most


def test_an_empty_part_leaves_no_blank_in_a_name() -> None:
    entity, _ = only("<THIRD_NAME/><FOURTH_NAME>DU LAC</FOURTH_NAME>")
    assert entity.names[0].full == "JEAN EXEMPLE DU LAC"
    entity, _ = only("<THIRD_NAME/>")
    assert entity.names[0].full == "JEAN EXEMPLE"
