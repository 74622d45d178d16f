"""SECO's file: what each element becomes, what is skipped, and what is refused."""

import itertools
import re
from datetime import date
from functools import cache, partial
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kycscreen import Client, Party, Role, Screener, Watchlist, codec, explain, subjects
from kycscreen.entities import LinkType, ListedEntity, NameKind, Strength, Topic
from kycscreen.errors import FormatError
from kycscreen.facts import Kind
from kycscreen.sources import Issue, find
from tests import samples

read = partial(samples.read, "ch_seco")
refusal = partial(samples.refusal, "ch_seco")
SAMPLE = samples.sample("ch_seco")
JEAN, ANNA, COMPANY, VESSEL, AIRCRAFT = "9001", "9002", "9003", "9004", "9005"
MANY_NAMED, NAMELESS, STRANGE = "9006", "9007", "9008"
REAL = (
    Path(__file__).parent.parent.parent
    / "shared/lists/current-format/seco_whole_list_trimmed_2026-08-27.xml"
)

PROGRAMME = (
    '<sanctions-program ssid="1"><program-key lang="eng">Ruritania</program-key>'
    '<program-name lang="eng">Ordinance</program-name>'
    '<sanctions-set ssid="11" lang="eng">article 1</sanctions-set><origin>EU</origin>'
    "</sanctions-program>"
)
PLACE = (
    '<place ssid="21"><location>Exempleville</location>'
    '<country iso-code="FR">France</country></place>'
)
LISTED = '<modification modification-type="listed" effective-date="2016-06-15"/>'


@cache
def sample() -> dict[str, ListedEntity]:
    return {entity.record_id: entity for entity in read(SAMPLE).entities}


def written(*inside: str, type_: str = "whole-list") -> bytes:
    root = f'<swiss-sanctions-list list-type="{type_}" date="2026-08-27">'
    return f"{root}{''.join(inside)}</swiss-sanctions-list>".encode()


def called(*parts: str, type_: str = "primary-name", quality: str = "good") -> str:
    told = "".join(
        f'<name-part order="{at}" name-part-type="whole-name"><value>{part}</value>'
        "</name-part>"
        for at, part in enumerate(parts, 1)
    )
    of = f'name-type="{type_}" quality="{quality}" lang="eng"'
    return f"<name {of}>{told}</name>"


def target(
    identity: str = "", about: str = "", modified: str = LISTED, kind: str = "entity"
) -> str:
    return (
        f'<target ssid="1"><sanctions-set-id>11</sanctions-set-id><{kind}>'
        f'<identity main="true">{called("Exemple")}{identity}</identity>{about}'
        f"</{kind.split()[0]}>{modified}</target>"
    )


def only(
    identity: str = "", about: str = "", modified: str = LISTED, kind: str = "entity"
) -> tuple[ListedEntity, list[tuple[str, str]]]:
    inside = target(identity, about, modified, kind)
    parsed = read(written(PROGRAMME, PLACE, inside))
    (entity,) = parsed.entities
    return entity, [(issue.path, issue.value) for issue in parsed.issues]


def changed(type_: str, on: str) -> str:
    return f'<modification modification-type="{type_}" effective-date="{on}"/>'


def fulls(entity: ListedEntity) -> list[str]:
    return [name.full for name in entity.names]


# -- the file ------------------------------------------------------------------


def test_A12_what_the_sample_holds_against_the_format_is_named() -> None:
    found = [(i.record_id, i.path, i.value) for i in read(SAMPLE).issues]
    assert found == [
        (JEAN, "day-month-year", "day=24 month=6 year=1402 islamic"),
        (
            *(MANY_NAMED, "name/spelling-variant"),
            "Uno Duo Trio Quattro Cinque Sei Sette Otto Nove Dieci: 64 are read",
        ),
        (NAMELESS, "name/name-part", "-"),
        (NAMELESS, "name", ""),
        (NAMELESS, "identification-document/@document-type", "tattoo"),
        (STRANGE, "object/@object-type", "submarine"),
        (STRANGE, "identity/hobby", "chess"),
        (STRANGE, "target/sanctions-set-id", "77777"),
        (STRANGE, "modification/@modification-type", "renamed"),
        (STRANGE, "name/@name-type", "nom-de-guerre"),
        (STRANGE, "address/@place-id", "503"),
        (STRANGE, "relation/@relation-type", "steered-by"),
        (COMPANY, "target/@ssid", "published more than once"),
        (STRANGE, "relation/@target-id", "9999"),
    ]


def test_A12_what_cannot_be_placed_is_kept_in_the_remarks() -> None:
    entity = sample()[STRANGE]
    assert entity.kind is Kind.UNKNOWN
    assert fulls(entity) == ["Nautile Exemple"]
    assert "identity/hobby: chess" in entity.remarks
    assert "target/sanctions-set-id: 77777" in entity.remarks


def test_the_file_says_when_it_was_published() -> None:
    assert read(SAMPLE).published == date(2026, 8, 27)


def test_an_entity_that_survives_json_is_the_same() -> None:
    for entity in sample().values():
        assert codec.from_json(ListedEntity, codec.to_json(entity)) == entity


@pytest.mark.parametrize("type_", ["consolidated-list", "search-result", ""])
def test_A04_a_filtered_export_is_refused_by_what_it_is(type_: str) -> None:
    said = refusal(written(PROGRAMME, target(), type_=type_))
    assert f"list-type is {type_ or 'not given'}, not whole-list" in said
    # It would look like a list from which everybody has gone.
    assert "list-type" in refusal(written(type_=type_))


def test_A04_another_publishers_file_is_named() -> None:
    assert "EU" in refusal(b'<export xmlns="http://eu.europa.ec/fpi/fsd/export"/>')


def test_A01_a_file_without_targets_is_refused() -> None:
    assert "no entries" in refusal(written(PROGRAMME, PLACE))
    assert "empty" in refusal(b" \n")


def test_A02_a_file_that_breaks_off_is_refused_wherever_it_does() -> None:
    for cut in (1, len(SAMPLE) // 10, len(SAMPLE) // 2, len(SAMPLE) - 3):
        refusal(SAMPLE.rstrip()[:-cut])


def test_A03_a_web_page_in_place_of_the_list_is_named() -> None:
    assert "html" in refusal(b"<!DOCTYPE html><html><body>Sorry</body></html>")


def test_A14_an_entity_in_a_name_is_refused() -> None:
    assert "DOCTYPE" in refusal(
        b'<!DOCTYPE x [<!ENTITY n "Jean">]>' + written(PROGRAMME, target())
    )


def test_A12_a_file_of_which_too_little_is_known_is_refused() -> None:
    strange = "".join(f"<strange{at}>1</strange{at}>" for at in range(20))
    with pytest.raises(FormatError, match="unknown"):
        only(about=strange)


def test_a_target_without_a_number_is_refused() -> None:
    nameless = target().replace('target ssid="1"', "target")
    assert "no target/@ssid" in refusal(written(PROGRAMME, nameless))


def test_A11_copies_of_one_target_are_one() -> None:
    entity = sample()[COMPANY]
    assert fulls(entity)[-1] == "Beispiel Handel GmbH"
    assert [n.kind for n in entity.names].count(NameKind.PRIMARY) == 1


# -- joins ---------------------------------------------------------------------


def test_programme_and_measure_are_joined_by_number_and_in_english() -> None:
    entity = sample()[JEAN]
    (programme,) = entity.programmes
    assert programme.code == "Ruritania"
    assert programme.label.startswith("Ordinance of 15 June 2016")
    assert entity.measures == (
        "article 12 -- Restrictions on named individuals and entities",
        "article 16 -- Restrictions on the capital market",
    )


def test_a_set_may_stand_in_an_attribute_of_the_target() -> None:
    assert sample()[ANNA].programmes == sample()[JEAN].programmes


def test_a_programme_without_english_keeps_the_first_language() -> None:
    inside = PROGRAMME.replace("eng", "ger")
    (entity,) = read(written(inside, PLACE, target())).entities
    assert entity.programmes[0].code == "Ruritania"


@pytest.mark.parametrize(
    ("order", "issues"),
    [
        ((PROGRAMME, PLACE), []),
        ((PROGRAMME,), [("place-of-birth/@place-id", "21")]),
        ((PLACE,), [("target/sanctions-set-id", "11")]),
    ],
)
@pytest.mark.parametrize("later", [False, True])
def test_a_place_or_programme_that_is_missing_or_comes_later_is_an_issue(
    order: tuple[str, ...], issues: list[tuple[str, str]], later: bool
) -> None:
    born = '<place-of-birth place-id="21"/>'
    missing = [section for section in (PROGRAMME, PLACE) if section not in order]
    inside = [*order, target(born, kind="individual"), *(missing if later else ())]
    parsed = read(written(*inside))
    assert [(issue.path, issue.value) for issue in parsed.issues] == issues
    (entity,) = parsed.entities
    assert bool(entity.programmes) is (PROGRAMME in order)
    assert [p.text for p in entity.birth_places] == (
        ["Exempleville, France"] if PLACE in order else []
    )


def test_a_number_given_twice_to_sections_is_an_issue() -> None:
    other = PLACE.replace("Exempleville", "Elsewhere")
    parsed = read(written(PROGRAMME, PROGRAMME, PLACE, other, target()))
    assert [(i.path, i.value) for i in parsed.issues] == [
        ("sanctions-set/@ssid", "11"),
        ("place/@ssid", "21"),
    ]


def test_A12_what_is_new_in_a_section_is_named() -> None:
    parsed = read(
        written(
            PROGRAMME.replace("<origin>", '<origin sure="no">').replace(
                ' lang="eng">Ruritania', ">"
            ),
            PLACE.replace("</place>", "<sea><salt>yes</salt></sea></place>"),
            target(),
        )
    )
    assert [(i.path, i.value) for i in parsed.issues] == [
        ("origin/@sure", "no"),
        ("sanctions-program/program-key", ""),
        ("place/sea", "yes"),
        ("place/sea/salt", "yes"),
    ]


def test_a_foreign_identifier_is_the_uns_where_form_or_programme_tell() -> None:
    def xref(number: str, programme: str = PROGRAMME) -> tuple[str, str]:
        told = f"<foreign-identifier>{number}</foreign-identifier><entity>"
        inside = target().replace("<entity>", told)
        (entity,) = read(written(programme, inside)).entities
        (found,) = entity.xrefs
        return found.scheme, found.id

    assert xref("QDi.001") == ("un_ref", "QDi.001")
    assert xref("140") == ("foreign_id", "140")
    uns = PROGRAMME.replace("<origin>EU", "<origin>UN")
    assert xref("QI.A.12.01", uns) == ("un_old_ref", "QI.A.12.01")
    assert xref("12345", uns) == ("un_ref", "12345")
    of_both = uns.replace("</origin>", "</origin><origin>EU</origin>")
    assert xref("QI.A.12.01", of_both) == ("foreign_id", "QI.A.12.01")


def test_a_foreign_identifier_that_says_nothing_is_none() -> None:
    told = "<foreign-identifier>N/A</foreign-identifier><entity>"
    (entity,) = read(written(PROGRAMME, target().replace("<entity>", told))).entities
    assert entity.xrefs == ()


def test_numbers_of_annexes_tie_nobody_together() -> None:
    told = "<foreign-identifier>140</foreign-identifier><entity>"
    one = target().replace("<entity>", told)
    other = one.replace("Exemple", "Beispiel").replace('ssid="1"', 'ssid="2"')
    first, second = read(written(PROGRAMME, one, other)).entities
    assert first.xrefs == second.xrefs
    assert subjects.same(first, second) is None


# -- history -------------------------------------------------------------------


def test_A25_a_delisted_target_is_kept_as_delisted_and_not_as_sanctioned() -> None:
    entity = sample()[ANNA]
    assert entity.delisted_on == date(2021, 3, 1)
    assert entity.topics == frozenset()
    assert entity.measures == ()
    assert sample()[JEAN].topics == {Topic.SANCTION}
    assert sample()[JEAN].delisted_on is None


def test_A25_a_target_is_listed_until_the_day_of_its_delisting() -> None:
    entity, issues = only(modified=LISTED + changed("de-listed", "2026-08-28"))
    assert (entity.delisted_on, *entity.topics) == (None, Topic.SANCTION)
    assert entity.measures == ("article 1",)
    assert entity.remarks == ("modification: de-listed from 2026-08-28",)
    assert not issues
    entity, _ = only(modified=LISTED + changed("de-listed", "2026-08-27"))
    assert (entity.delisted_on, entity.topics) == (date(2026, 8, 27), frozenset())
    assert entity.remarks == ("sanctions-set: article 1",)


def test_A25_a_hit_on_a_delisted_target_asks_for_nothing_and_says_when() -> None:
    screener = Screener(
        [Watchlist.of("ch_seco", sample().values())], on=date(2026, 9, 1)
    )
    party = Party.person("Anna Beispiel", role=Role.BENEFICIAL_OWNER)
    screening = screener.screen(Client("C-1", parties=[party]))
    told = explain.text(screening)
    assert "delisted 2021-03-01" in told
    assert "anction" not in told.replace("sanctions-set", "")


def test_A25_earlier_states_of_a_target_are_never_read() -> None:
    entity = sample()[JEAN]
    assert not {"Jean Jadis", "Jean Naguère"} & set(fulls(entity))
    assert entity.genders == ("M",)
    assert min(s.lo for s in entity.birth_dates if s.lo) == date(1962, 3, 1)
    assert "Elsewhere" not in codec.to_json(tuple(sample().values()))


@pytest.mark.parametrize(
    ("changes", "listed", "updated", "delisted"),
    [
        ((("listed", "2016-06-15"),), "2016-06-15", None, None),
        ((("de-listed", "2020-01-01"),), None, None, "2020-01-01"),
        (
            (("listed", "2016-06-15"), ("de-listed", "2020-01-01")),
            *("2016-06-15", None, "2020-01-01"),
        ),
        (
            (("de-listed", "2020-01-01"), ("listed", "2016-06-15")),
            *("2016-06-15", None, "2020-01-01"),
        ),
        (
            (("listed", "2022-01-01"), ("de-listed", "2020-01-01"),
             ("listed", "2016-06-15")),
            *("2016-06-15", None, None),
        ),
        (
            (("de-listed", "2020-01-01"), ("amended", "2020-01-01")),
            *(None, "2020-01-01", "2020-01-01"),
        ),
        (
            (("amended", "2020-01-01"), ("de-listed", "2020-01-01")),
            *(None, "2020-01-01", None),
        ),
        ((), None, None, None),
    ],
)  # fmt: skip
def test_A25_the_last_modification_decides_and_of_one_day_the_first(
    changes: tuple[tuple[str, str], ...],
    listed: str | None,
    updated: str | None,
    delisted: str | None,
) -> None:
    entity, issues = only(modified="".join(changed(*change) for change in changes))
    days = entity.listed_on, entity.updated_on, entity.delisted_on
    assert [on and on.isoformat() for on in days] == [listed, updated, delisted]
    assert not issues


def test_a_modification_on_no_day_decides_nothing() -> None:
    entity, issues = only(modified=changed("de-listed", "soon") + LISTED)
    assert entity.delisted_on is None
    assert issues == [
        ("modification/@effective-date", "soon"),
        ("modification", "de-listed on no day"),
    ]


def test_an_unknown_modification_leaves_a_target_listed() -> None:
    entity, issues = only(
        modified=changed("suspended", "2021-01-01") + changed("de-listed", "2020-01-01")
    )
    assert entity.delisted_on is None
    assert issues == [("modification/@modification-type", "suspended")]


def test_the_field_of_the_listing_day_is_told() -> None:
    entity, _ = only(modified=LISTED.replace("effective", "publication"))
    assert entity.listed_on_source == "modification/@publication-date"


# -- names ---------------------------------------------------------------------


def test_a_name_is_joined_in_order_and_has_its_parts() -> None:
    name = sample()[JEAN].names[0]
    assert name.full == "Exemple Jean Pavlovitch"
    assert name.parts == (
        ("family", "Exemple"),
        ("given", "Jean"),
        ("patronymic", "Pavlovitch"),
    )
    assert (name.kind, name.lang, name.script) == (NameKind.PRIMARY, "eng", "Latn")


def test_spellings_are_read_by_script_and_alone_and_never_all_together() -> None:
    found = [
        (name.full, name.kind.value, name.strength.value)
        for name in sample()[JEAN].names
    ]
    assert found == [
        ("Exemple Jean Pavlovitch", "primary", "strong"),
        ("Экземпл Жан Pavlovitch", "variation", "strong"),
        ("Ekzempl Jean Pavlovitch", "variation", "strong"),
        ("Exemple Jean Paulavich", "variation", "strong"),
        ("Эгземпль Жан Pavlovitch", "variation", "strong"),
        ("Le Renard", "aka", "weak"),
        ("Dr Jean Modèle", "fka", "strong"),
        ("Dr Jean Model", "fka", "strong"),
        ("Faux Jean", "aka", "strong"),
    ]


def test_A25_spellings_end_at_the_cap_with_an_issue_and_the_base_name_first() -> None:
    names = fulls(sample()[MANY_NAMED])
    assert len(names) == 64
    assert names[0] == "Uno Duo Trio Quattro Cinque Sei Sette Otto Nove Dieci"
    assert names[1] == "Unoa Duoa Trioa Quattroa Cinquea Seia Settea Ottoa Novea Diecia"
    assert names[11] == "Unoa Duo Trio Quattro Cinque Sei Sette Otto Nove Dieci"


@pytest.mark.parametrize(("spellings", "names"), [(63, 64), (64, 64), (70, 64)])
def test_A25_spellings_beyond_the_cap_stay_in_the_remarks(
    spellings: int, names: int
) -> None:
    variants = "".join(
        f'<spelling-variant lang="ENG" script="LATN">Exampl{at}</spelling-variant>'
        for at in range(spellings)
    )
    part = (
        '<name-part order="1" name-part-type="whole-name"><value>Exempel</value>'
        f"{variants}</name-part>"
    )
    entity, issues = only(f'<name name-type="alias" quality="good">{part}</name>')
    assert len(entity.names) == 1 + names
    left = [f"Exampl{at}" for at in range(63, spellings)]
    told = f"Exempel: 64 are read, without {'; '.join(left)}"
    assert issues == ([("name/spelling-variant", told)] if left else [])
    assert entity.remarks == ((f"name/spelling-variant: {told}",) if left else ())


def test_A24_a_comment_inside_a_name_loses_nothing() -> None:
    assert "Dr Jean Modèle" in fulls(sample()[JEAN])


def test_titles_are_in_the_name_and_beside_it() -> None:
    assert sample()[JEAN].titles == ("Dr",)


def test_A13_a_target_without_a_name_is_found_by_number() -> None:
    entity = sample()[NAMELESS]
    assert entity.names == ()
    assert entity.identifiers[0].value == "A-100001"


def test_an_empty_part_is_no_part() -> None:
    entity, issues = only(called("Beispiel", "", type_="alias"))
    assert fulls(entity) == ["Exemple", "Beispiel"]
    assert not issues


@pytest.mark.parametrize("name", ["", "-", "X", "unknown"])
def test_A13_a_name_that_would_meet_anything_is_none(name: str) -> None:
    entity, issues = only(called(name))
    assert fulls(entity) == ["Exemple"]
    assert issues == [("name/name-part", name)]


def test_a_part_without_a_text_is_its_first_spelling() -> None:
    part = (
        '<name-part order="1" name-part-type="whole-name"><value/>'
        '<spelling-variant lang="RUS" script="CYRL">Пример</spelling-variant>'
        '<spelling-variant lang="RUS" script="LATN">-</spelling-variant></name-part>'
    )
    entity, _ = only(f'<name name-type="alias" quality="good">{part}</name>')
    assert fulls(entity) == ["Exemple", "Пример"]


def test_A12_what_is_new_in_a_name_is_named_and_the_name_kept() -> None:
    part = (
        '<name-part order="first" name-part-type="nickname">'
        "<value>Exem\u200bpel</value>"
        "<spelling-variant>Exam\u200bple</spelling-variant></name-part>"
    )
    entity, issues = only(f'<name name-type="alias" quality="fair">{part}</name>')
    assert [n.strength for n in entity.names] == [Strength.STRONG] * 3
    assert [path for path, _ in issues] == [
        "name/@quality",
        "name-part/@name-part-type",
        "name-part/@order",
        "name-part/value",
        "name-part/spelling-variant",
    ]


def test_what_an_attribute_that_is_absent_would_say_costs_no_list() -> None:
    inside = target().replace(' main="true"', "").replace(' quality="good"', "")
    parsed = read(written(PROGRAMME, inside))
    assert parsed.issues == ()
    assert [(n.kind, n.strength) for n in parsed.entities[0].names] == [
        (NameKind.PRIMARY, Strength.STRONG)
    ]


def test_without_a_main_identity_the_first_primary_name_is_it() -> None:
    inside = target(called("Beispiel")).replace('main="true"', 'main="perhaps"')
    parsed = read(written(PROGRAMME, inside))
    assert [(i.path, i.value) for i in parsed.issues] == [("identity/@main", "perhaps")]
    assert [n.kind for n in parsed.entities[0].names] == [
        NameKind.PRIMARY,
        NameKind.AKA,
    ]


# -- facts ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "lo", "hi", "precision", "circa"),
    [
        ('day="14" month="3" year="1962" calendar="Gregorian"',
         "1962-03-14", "1962-03-14", "day", False),
        ('month="2" year="1962"', "1962-02-01", "1962-02-28", "month", False),
        ('year="1962" quality="good"', "1962-01-01", "1962-12-31", "year", False),
        ('year="1962" quality="low"', "1962-01-01", "1962-12-31", "year", True),
        ('day="1" month="1" year="1962"', "1962-01-01", "1962-01-01", "day", False),
        ('day="31" month="2" year="1962"', None, None, "unparsed", False),
        ('day="14" year="1962"', "1962-01-01", "1962-12-31", "year", False),
        ('day="14" month="3"', None, None, "unparsed", False),
        ('year="62"', None, None, "unparsed", False),
        ('year="99999"', None, None, "unparsed", False),
        ('year="1402" calendar="Islamic"', None, None, "unparsed", False),
        ('year="1980" calendar="Persian"', None, None, "unparsed", False),
        ("", None, None, "unparsed", False),
    ],
)  # fmt: skip
def test_A21_every_combination_of_a_birth_date_is_read(
    said: str, lo: str | None, hi: str | None, precision: str, circa: bool
) -> None:
    entity, issues = only(f"<day-month-year {said}/>", kind="individual")
    (span,) = entity.birth_dates
    assert (span.lo and str(span.lo), span.hi and str(span.hi)) == (lo, hi)
    assert (span.precision.value, span.circa, span.main) == (precision, circa, True)
    assert [path for path, _ in issues] == ([] if lo else ["day-month-year"])


def test_a_company_has_no_birth_date_but_a_remark() -> None:
    entity = sample()[COMPANY]
    assert entity.birth_dates == ()
    assert "day-month-year: day=1 month=5 year=1999" in entity.remarks


def test_a_birth_of_another_identity_is_not_the_main_one() -> None:
    assert [span.main for span in sample()[JEAN].birth_dates] == [True] * 4 + [False]


def test_places_are_found_by_their_number() -> None:
    entity = sample()[JEAN]
    assert [(p.text, p.country) for p in entity.birth_places] == [
        ("Exempleville, Example Province, France", "fr"),
        ("Belarus", "by"),
    ]
    assert "place-of-birth, low quality: Belarus" in entity.remarks
    first, second = entity.addresses
    assert first.full == (
        "1 Example Road, P.O. Box 7, 12345, Exempleville, Example Province, France"
    )
    assert (first.city, first.country) == ("Exempleville", "fr")
    assert first.note == "c/o Exemple Négoce SARL; former address"
    assert (second.full, second.note) == ("Belarus", "low quality")


def test_A12_a_new_quality_is_named() -> None:
    _, issues = only('<address place-id="21" quality="fair"/>')
    assert issues == [("address/@quality", "fair")]


def test_an_empty_text_and_number_say_nothing() -> None:
    about = '<other-information ssid="3"> </other-information>'
    inside = target(about=about).replace("<entity>", "<foreign-identifier/><entity>")
    (entity,) = read(written(PROGRAMME, inside)).entities
    assert (entity.remarks, entity.xrefs) == ((), ())


def test_an_address_with_a_remark_only_is_that_remark() -> None:
    entity, _ = only("<address><remark>on the border</remark></address><address/>")
    assert [(a.full, a.note) for a in entity.addresses] == [("on the border", "")]


def test_a_place_that_says_nothing_is_no_place_of_birth() -> None:
    inside = target('<place-of-birth place-id="3"/>', kind="individual")
    parsed = read(written(PROGRAMME, '<place ssid="3"/>', inside))
    assert parsed.entities[0].birth_places == ()
    assert parsed.issues == ()


@pytest.mark.parametrize(
    ("country", "code"),
    [
        ('<country iso-code="BY">Belarus</country>', "by"),
        ('<country ssid="3">Namibia</country>', "na"),
        ('<country iso-code="NA">Namibia</country>', "na"),
        ('<country iso-code="QX">Ruritania</country>', ""),
    ],
)
def test_a_nationality_is_read_by_its_code(country: str, code: str) -> None:
    entity, issues = only(f"<nationality>{country}</nationality>", kind="individual")
    assert entity.nationalities == ((code,) if code else ())
    assert entity.citizenships == ()
    assert issues == ([] if code else [("nationality/country", "QX")])


def test_a_nationality_is_read_by_its_name_where_the_code_is_none() -> None:
    entity, issues = only(
        '<nationality><country iso-code="XX">France</country></nationality>'
        "<nationality><country>Czechoslovakia</country></nationality>",
        kind="individual",
    )
    assert entity.nationalities == ("fr", "cz", "sk")
    assert issues == []


@pytest.mark.parametrize(
    ("number", "found", "remarks"),
    [
        ("AB123456; AB123457", ["AB123456", "AB123457"], ()),
        ("34409/129", ["34409/129"], ()),
        ("N/A", [], ("passport: N/A",)),
    ],
)
def test_several_numbers_of_one_document_are_parted(
    number: str, found: list[str], remarks: tuple[str, ...]
) -> None:
    entity, _ = only(
        '<identification-document document-type="passport">'
        f"<number>{number}</number></identification-document>",
        kind="individual",
    )
    assert [one.value for one in entity.identifiers] == found
    assert entity.remarks == remarks


def test_documents_have_a_type_a_country_and_days() -> None:
    found = [
        (d.type, d.value, d.country, d.issued, d.expires, d.valid)
        for d in sample()[JEAN].identifiers[:2]
    ]
    assert found == [
        ("passport", "AA 123456", "by", "2005-05-19", "2015-05-19", False),
        ("passport", "D 0001203", "", "1.2.1994/6.3.2000", "", True),
    ]
    assert sample()[JEAN].identifiers[1].issuer == "Ministry of Examples"
    assert "id-card: France; number unknown" in sample()[JEAN].remarks


@pytest.mark.parametrize(
    ("kind", "found", "issues"),
    [
        ('individual sex="male"', ("M",), []),
        ('individual sex="female"', ("F",), []),
        ("individual", (), []),
        ('individual sex="other"', (), [("individual/@sex", "other")]),
    ],
)
def test_genders_are_the_sex_of_an_individual(
    kind: str, found: tuple[str, ...], issues: list[tuple[str, str]]
) -> None:
    inside = target(kind=kind.split()[0]).replace("<individual>", f"<{kind}>")
    parsed = read(written(PROGRAMME, inside))
    assert parsed.entities[0].genders == found
    assert [(i.path, i.value) for i in parsed.issues] == issues


def test_kinds_are_what_a_target_holds() -> None:
    found = {
        number: sample()[number].kind for number in (JEAN, COMPANY, VESSEL, AIRCRAFT)
    }
    assert list(found.values()) == [
        *(Kind.PERSON, Kind.ORGANISATION, Kind.VESSEL, Kind.AIRCRAFT)
    ]


def test_A12_a_target_of_two_subjects_or_of_none_is_kept_as_unknown() -> None:
    two = target().replace("</entity>", "</entity><individual/>")
    none = '<target ssid="2"><sanctions-set-id>11</sanctions-set-id></target>'
    parsed = read(written(PROGRAMME, two, none))
    assert [e.kind for e in parsed.entities] == [Kind.UNKNOWN] * 2
    assert [(i.path, i.value) for i in parsed.issues] == [
        ("target", "entity; individual"),
        ("target", "no subject"),
        ("name", ""),
    ]


# -- prose ---------------------------------------------------------------------


def told(text: str, kind: str = "entity") -> list[tuple[str, str]]:
    about = f"<other-information>{escape(text)}</other-information>"
    object_type = kind.removeprefix("object ") if kind.startswith("object") else ""
    inside = target(about=about, kind=kind.split()[0])
    inside = inside.replace("<object>", f'<object object-type="{object_type}">')
    (entity,) = read(written(PROGRAMME, inside)).entities
    assert entity.remarks == (text,)
    return [(n.type, n.value) for n in entity.identifiers]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("INN: 7700000016", [("tax", "7700000016")]),
        ("Taxpayer number (INN): 770000000016.", [("tax", "770000000016")]),
        ("INN 7700000016, 7700000017", [("tax", "7700000016"), ("tax", "7700000017")]),
        (
            "INN/KPP: 7700000016/770001001",
            [("tax", "7700000016"), ("other", "770001001")],
        ),
        ("KPP code: 770001001", [("other", "770001001")]),
        ("OGRN: 1027700000016", [("company_reg", "1027700000016")]),
        ("OGRNIP 304770000000016", [("company_reg", "304770000000016")]),
        (
            "SWIFT/BIC code: EXMPFRPP, EXMPFRPP123 and EXMPCHZZ",
            [("bic", "EXMPFRPP"), ("bic", "EXMPFRPP123"), ("bic", "EXMPCHZZ")],
        ),
        ("SWIFT: EXMPFRPP", [("bic", "EXMPFRPP")]),
        # Without a label, or with another one, a number is anybody's.
        ("7700000016", []),
        ("phone 7700000016", []),
        ("INN: unknown, phone 7700000016", []),
        ("INN: 77000000161", []),
        ("the inn 7700000016", []),
        ("SWIFT PAYMENTS to Exempleville", []),
        ("SWIFT code: PAYMENTS", []),
        ("EXMPFRPP", []),
    ],
)
def test_numbers_are_read_behind_a_label_only(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert told(text) == found


def test_an_imo_number_is_that_of_a_vessel_and_not_of_its_owner() -> None:
    assert told("IMO number: 9074729", "object vessel") == [("imo", "9074729")]
    assert told("IMO number: 9074729") == []
    assert told("Owner: Exemple SARL, IMO number 5000004", "object vessel") == []
    assert [n.value for n in sample()[VESSEL].identifiers] == ["9074729"]
    assert "IMO number: 9074729" in " ".join(sample()[COMPANY].remarks)


def test_a_mistyped_imo_number_is_kept_and_marked() -> None:
    about = "<other-information>IMO No. 9074720</other-information>"
    inside = target(about=about, kind="object").replace(
        "<object>", '<object object-type="vessel">'
    )
    (entity,) = read(written(PROGRAMME, inside)).entities
    assert [n.note for n in entity.identifiers] == ["check digit fails"]


def test_websites_are_contacts() -> None:
    assert sample()[COMPANY].contacts == (
        ("web", "www.exemple.example"),
        ("web", "https://negoce.example/en"),
    )


def test_justifications_are_reasons_and_all_else_told_is_a_remark() -> None:
    assert sample()[JEAN].reasons == (
        "Chairman of Exemple Négoce SARL.\nActive in the Ruritanian oil trade.",
    )
    assert "Legal form: SARL" in sample()[COMPANY].remarks


def test_relations_are_links_by_number_with_the_name() -> None:
    (link,) = sample()[JEAN].links
    assert link.type is LinkType.LINKED_TO
    assert (link.target_id, link.target_name) == (COMPANY, "Exemple Négoce SARL")
    assert (link.target_list, link.note) == ("ch_seco", "chairman")
    (astray,) = sample()[STRANGE].links
    assert (astray.target_id, astray.target_name) == ("9999", "")
    assert astray.note == "steered-by"


def test_a_link_to_a_target_without_a_name_has_its_number() -> None:
    related = '<relation target-id="2" relation-type="related-to"/>'
    nameless = '<target ssid="2"><sanctions-set-id>11</sanctions-set-id></target>'
    parsed = read(written(PROGRAMME, target(about=related), nameless))
    assert parsed.entities[0].links[0].target_name == "2"


# -- whatever it is --------------------------------------------------------------

ODD = st.sampled_from(
    (
        *("", "-", "na", "9999", "99999999999", "-5", "1e5", "19_62", "١٢٣٤", "1402"),
        *("2020-02-30", "31.02.2020", "((", "; ", "née", "X (Y", "\u200b", "low"),
        *("INN: ", "INN: 7700000016,", "SWIFT: ;", "IMO:::: 1", "Website: ..."),
        *("primary-name", "family-name", "FR", "21", "de-listed", "true"),
    )
) | st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=8)


FIRST = SAMPLE.index(b"<target")
SECTIONS, RECORD = SAMPLE[:FIRST], SAMPLE[FIRST : SAMPLE.index(b'<target ssid="9002')]
VALUE = re.compile(rb'(?<=>)[^<>\n]+(?=<)|(?<==")[^"<>\n]+(?=")')
VALUES = len(VALUE.findall(RECORD))


@settings(max_examples=50)
@given(st.data())
def test_whatever_stands_in_a_value_its_entity_is_kept(data: st.DataObject) -> None:
    some = data.draw(st.sets(st.integers(1, VALUES - 1), min_size=1, max_size=8))
    places = itertools.count()  # the first is the number of the target

    def other(found: re.Match[bytes]) -> bytes:
        if next(places) not in some:
            return found[0]
        return escape(data.draw(ODD), {'"': "&quot;"}).encode()

    odd = VALUE.sub(other, RECORD)
    refused, entity = "", None
    try:
        (entity,) = read(SECTIONS + odd + b"</swiss-sanctions-list>").entities
    except FormatError as wrong:
        refused = str(wrong)
    if entity is None:
        assert "unknown" in refused
    else:
        assert all(name.full.strip() for name in entity.names)
        assert codec.from_json(ListedEntity, codec.to_json(entity)) == entity


@pytest.mark.skipif(not REAL.exists(), reason="needs ../shared/lists")
def test_the_structure_of_the_real_file_is_known() -> None:
    parsed = read(REAL.read_bytes())
    assert parsed.published == date(2026, 8, 27)
    # It was trimmed: the place of an address is not in it.
    assert parsed.issues == (Issue("5142", "address/@place-id", "29492"),)
    assert [(e.record_id, e.kind.value, len(e.names)) for e in parsed.entities] == [
        ("5142", "person", 2),
        ("46130", "organisation", 1),
        ("34461", "vessel", 2),
    ]
    assert [e.delisted_on for e in parsed.entities] == [date(2016, 3, 1), None, None]
    assert [n.value for n in parsed.entities[2].identifiers] == ["8405270"]


def test_the_source_says_what_the_list_is() -> None:
    source = find("ch_seco")
    assert source.topics == {Topic.SANCTION}
    assert source.at_least < 8_670 < source.at_most
