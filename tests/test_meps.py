"""The European Parliament's file: names, seats, and pages that are no list."""

from functools import cache, partial

import pytest

from kycscreen import codec
from kycscreen.entities import ListedEntity, Topic
from kycscreen.sources import find
from tests import samples

read = partial(samples.read, "eu_meps")
refusal = partial(samples.refusal, "eu_meps")
SAMPLE = samples.sample("eu_meps")


@cache
def sample() -> dict[str, ListedEntity]:
    return {entity.record_id: entity for entity in read(SAMPLE).entities}


def written(**texts: str) -> bytes:
    known = {"fullName": "Jean EXEMPLE", "country": "France", "id": "1"} | texts
    inside = "".join(f"<{name}>{text}</{name}>" for name, text in known.items())
    return f"<meps><mep>{inside}</mep></meps>".encode()


def only(**texts: str) -> tuple[ListedEntity, list[tuple[str, str]]]:
    parsed = read(written(**texts))
    (entity,) = parsed.entities
    return entity, [(issue.path, issue.value) for issue in parsed.issues]


def test_A12_what_the_sample_holds_against_the_format_is_named() -> None:
    found = [(i.record_id, i.path, i.value) for i in read(SAMPLE).issues]
    assert found == [
        ("900008", "mep/birthPlace", "Esimerkkilä"),
        ("900008", "mep/country", "Ruritania"),
        ("900009", "mep/fullName", ""),
        ("900001", "mep/id", "published more than once"),
    ]
    assert sample()["900008"].remarks == (
        "mep/birthPlace: Esimerkkilä",
        "mep/country: Ruritania",
    )


@pytest.mark.parametrize(
    ("full", "given", "family"),
    [
        ("Jean EXEMPLE", "Jean", "EXEMPLE"),
        ("Anna-Maria BEISPIEL MUSTER", "Anna-Maria", "BEISPIEL MUSTER"),
        ("Seán Ó SAMPLA", "Seán", "Ó SAMPLA"),
        ("Mary McEXAMPLE", "Mary", "McEXAMPLE"),
        ("Mary P. EXAMPLE", "Mary P.", "EXAMPLE"),
        ("Luke O'EXAMPLE", "Luke", "O'EXAMPLE"),
        ("Marie d’EXEMPLE", "Marie", "d’EXEMPLE"),
        ("Jan van der VOORBEELD", "Jan", "van der VOORBEELD"),
        ("Jan VAN DER VOORBEELD", "Jan", "VAN DER VOORBEELD"),
        ("Juan EJEMPLO y MODELO", "Juan", "EJEMPLO y MODELO"),
        ("Karl GROßBEISPIEL", "Karl", "GROßBEISPIEL"),
        ("Jean EXEMPLE 2", "Jean", "EXEMPLE 2"),
        ("Jean EXEMPLE-MODÈLE", "Jean", "EXEMPLE-MODÈLE"),
    ],
)
def test_the_family_name_is_the_longest_end_in_capitals(
    full: str, given: str, family: str
) -> None:
    entity, issues = only(fullName=full)
    assert entity.names[0].full == full
    assert entity.names[0].parts == (("given", given), ("family", family))
    assert not issues


@pytest.mark.parametrize(
    "full",
    ["ESIMERKKI", "JEAN EXEMPLE", "Jean Exemple", "Jean Exemple 2", "jean EXEMPLE"],
)
def test_a_name_that_does_not_tell_its_parts_has_none(full: str) -> None:
    entity, _ = only(fullName=full)
    assert [(name.full, name.parts) for name in entity.names] == [(full, ())]


def test_a_member_holds_a_seat_today() -> None:
    entity = sample()["900001"]
    (post,) = entity.positions
    assert post.title == "Member of the European Parliament"
    assert (post.category, post.body) == ("mp", "European Parliament")
    assert (post.country, post.status) == ("fr", "current")
    assert (post.start, post.end) == ("", "")
    assert post.source_text.endswith("; Parti de l’Exemple")
    assert entity.citizenships == ("fr",)
    assert entity.topics == {Topic.PEP}


def test_a_party_that_is_none_is_left_out() -> None:
    assert sample()["900002"].positions[0].source_text == "Non-attached Members"


def test_the_file_is_undated() -> None:
    assert (read(SAMPLE).published, read(SAMPLE).version) == (None, "")


@pytest.mark.parametrize("full", ["", "-", "X"])
def test_A13_a_member_without_a_name_is_reported_and_kept(full: str) -> None:
    entity, issues = only(fullName=full)
    assert entity.names == ()
    assert issues == [("mep/fullName", full)]
    assert entity.remarks == ((f"mep/fullName: {full}",) if full else ())


def test_A12_a_name_with_a_hidden_character_is_kept_and_reported() -> None:
    entity, issues = only(fullName="Jean EXEM\u200bPLE")
    assert entity.names[0].full == "Jean EXEM\u200bPLE"
    assert issues == [("mep/fullName", "Jean EXEM\u200bPLE")]


def test_A12_attributes_and_elements_that_are_new_are_named() -> None:
    data = written().replace(b"<mep>", b'<mep sure="no">')
    data = data.replace(b"<id>1", b'<id old="2">1<b>3</b>')
    found = read(data)
    assert [(i.path, i.value) for i in found.issues] == [
        ("mep/@sure", "no"),
        ("mep/id/b", "3"),
        ("mep/id/@old", "2"),
    ]
    assert found.entities[0].remarks == (
        "mep/@sure: no",
        "mep/id/b: 3",
        "mep/id/@old: 2",
    )


def test_A12_a_member_of_no_country_is_reported() -> None:
    entity, issues = only(country="")
    assert (entity.citizenships, issues) == ((), [("mep/country", "")])


def test_A11_a_member_twice_is_one_with_both_names() -> None:
    assert [name.full for name in sample()["900001"].names] == [
        "Jean EXEMPLE",
        "Jean EXEMPLE-MODÈLE",
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<!DOCTYPE html><html><script>challenge()</script></html>", "root is html"),
        (b'<html lang="en"><body>Please enable JavaScript</body></html>', "html"),
        (b"", "empty"),
        (b'{"error": "accepted"}', "JSON"),
        (b'<sdnList xmlns="http://tempuri.org/sdnList.xsd"/>', "OFAC"),
        (b"<meps/>", "no entries"),
        (b"<meps><mep><fullName>Jean EXEMPLE</fullName></mep></meps>", "no mep/id"),
    ],
)
def test_A03_what_is_no_list_is_refused_by_what_it_is(data: bytes, said: str) -> None:
    assert said in refusal(data)


def test_A02_a_file_that_breaks_off_is_refused_wherever_it_does() -> None:
    for cut in (1, len(SAMPLE) // 10, len(SAMPLE) // 2, len(SAMPLE) - 3):
        refusal(SAMPLE.rstrip()[:-cut])


def test_A12_a_file_of_which_too_little_is_known_is_refused() -> None:
    assert "unknown" in refusal(written(**{f"new{at}": "1" for at in range(20)}))


def test_an_entity_that_survives_json_is_the_same() -> None:
    for entity in sample().values():
        assert codec.from_json(ListedEntity, codec.to_json(entity)) == entity


def test_the_source_says_what_the_list_is() -> None:
    source = find("eu_meps")
    assert source.topics == {Topic.PEP}
    assert source.at_least < 720 < source.at_most
    assert source.birth_dates_at_least == 0
