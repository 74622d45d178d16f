"""OpenSanctions: one reader for lines, nested JSON, simple CSV and Senzing's JSON."""

import gzip
import json
from collections.abc import Iterator
from typing import Any

import attrs
import pytest

from kycscreen import sources
from kycscreen.dates import Precision
from kycscreen.entities import LinkType, ListedEntity, NameKind, Strength, Topic, Xref
from kycscreen.errors import FormatError
from kycscreen.facts import Kind
from kycscreen.sources import Parsed, opensanctions
from tests.samples import read, refusal, sample

LIST = "os_sanctions"


def lines() -> list[dict[str, Any]]:
    return [json.loads(line) for line in sample(LIST).splitlines()]


def written(plain: list[Any]) -> bytes:
    return "".join(json.dumps(one) + "\n" for one in plain).encode()


def entity(record_id: str, parsed: Parsed | None = None) -> ListedEntity:
    parsed = parsed or read(LIST, sample(LIST))
    return next(e for e in parsed.entities if e.record_id == record_id)


def of(*plain: dict[str, Any], list_id: str = LIST) -> Parsed:
    """Read a few entities, to which what every line has is added."""
    return read(list_id, written([{"properties": {}} | one for one in plain]))


def person(**properties: Any) -> dict[str, Any]:
    told = {"name": ["Jean Exemple"], "topics": ["sanction"]} | properties
    return {"id": "p", "schema": "Person", "properties": told, "target": True}


def one(**properties: Any) -> ListedEntity:
    (found,) = of(person(**properties)).entities
    return found


def issues(parsed: Parsed) -> list[tuple[str, str, str]]:
    return [(i.record_id, i.path, i.value) for i in parsed.issues]


# the register


def test_any_dataset_is_a_list() -> None:
    assert set(opensanctions.SOURCES) < set(sources.ids())
    source = sources.find("os_fi_exemple_2")
    assert sources.find("os_fi_exemple_2") is source
    assert source.id == "os_fi_exemple_2"
    assert source.url.endswith("/fi_exemple_2/entities.ftm.json")
    assert source.at_least == 1


@pytest.mark.parametrize("list_id", ["os_", "os_Ä", "os_a/b", "os_..", "os_A", "os"])
def test_what_is_no_datasets_name_is_no_list(list_id: str) -> None:
    with pytest.raises(KeyError):
        sources.find(list_id)


def test_a_business_is_told_that_it_needs_a_licence() -> None:
    for list_id in (*opensanctions.SOURCES, "os_other"):
        assert "no commercial use without a licence" in sources.find(list_id).licence


# the forms


def test_the_forms_are_of_the_same_subjects() -> None:
    whole = {e.record_id for e in read(LIST, sample(LIST)).entities}
    nested, simple, senzing = (
        {e.record_id for e in read(LIST, sample(f"{LIST}-{form}")).entities}
        for form in ("nested", "simple", "senzing")
    )
    assert nested == whole
    assert simple == whole - {"zz-brother"}  # no target himself
    assert senzing == simple - {"xx-wallet", "xx-bond", "xx-maison"}


def test_nested_json_says_what_the_lines_say() -> None:
    """In another order, and but for what a post embedded in it would point to."""

    def told(e: ListedEntity) -> ListedEntity:
        posts = [attrs.evolve(post, body="") for post in e.positions]
        links = sorted(e.links, key=str)
        return attrs.evolve(e, raw_sha256="", links=links, positions=posts)

    nested = {
        e.record_id: told(e) for e in read(LIST, sample(f"{LIST}-nested")).entities
    }
    whole = {e.record_id: told(e) for e in read(LIST, sample(LIST)).entities}
    assert nested == whole


def test_senzing_says_what_it_can_say() -> None:
    parsed = read(LIST, sample(LIST))
    for theirs in read(LIST, sample(f"{LIST}-senzing")).entities:
        ours = entity(theirs.record_id, parsed)
        assert [n.full for n in theirs.names] == [n.full for n in ours.names]
        for field in (
            *("kind", "birth_dates", "birth_places", "nationalities", "citizenships"),
            *("genders", "contacts", "updated_on"),
        ):
            assert getattr(theirs, field) == getattr(ours, field), field
        strong = [(n.full, n.kind, n.strength) for n in theirs.names]
        assert strong == [(n.full, n.kind, n.strength) for n in ours.names]
        numbers = {(i.type, i.value, i.country) for i in theirs.identifiers}
        assert {n[1] for n in numbers} <= {i.value for i in ours.identifiers}
        if theirs.record_id != "yy-debarred":  # a risk beside tells one more
            assert theirs.topics >= ours.topics - {Topic.INTEREST}
        ends = {(link.type, link.target_id) for link in theirs.links}
        assert ends <= {(link.type, link.target_id) for link in ours.links}


def test_the_simple_csv_says_what_it_can_say() -> None:
    parsed = read(LIST, sample(LIST))
    for theirs in read(LIST, sample(f"{LIST}-simple")).entities:
        ours = entity(theirs.record_id, parsed)
        assert theirs.kind is ours.kind
        assert theirs.birth_dates == ours.birth_dates
        assert [n.full for n in theirs.names] == [n.full for n in ours.names]
        assert {i.value for i in theirs.identifiers} == {
            i.value for i in ours.identifiers
        }
        assert {n.strength for n in theirs.names} <= {Strength.STRONG}
        assert set(theirs.countries) == set(ours.countries) - {
            p.country for p in ours.birth_places if theirs.record_id == "NK-jean"
        } | {a.country for a in theirs.addresses if a.country}


def test_senzings_three_shapes_say_the_same() -> None:
    head = {"DATA_SOURCE": "OS-SANCTIONS", "RECORD_ID": "7", "RECORD_TYPE": "PERSON"}
    names = [
        {"NAME_TYPE": "PRIMARY", "NAME_FULL": "Jean Exemple"},
        {"NAME_TYPE": "ALIAS", "NAME_FULL": "John Example"},
    ]
    paper = {"PASSPORT_NUMBER": "XX1234567", "PASSPORT_COUNTRY": "fr"}
    place = {"ADDR_FULL": "1 rue de l'Invention", "ADDR_COUNTRY": "FR"}
    rest = [{"DATE_OF_BIRTH": "1962-03-14"}, {"GENDER": "M"}, paper, place]
    flat = head | {
        "PRIMARY_NAME_FULL": "Jean Exemple",
        "ALIAS_NAME_FULL": "John Example",
        **{key: value for group in rest for key, value in group.items()},
    }
    features = head | {"FEATURES": [*names, *rest]}
    arrays = head | {
        "NAMES": names,
        "DATES": rest[:1],
        "ATTRIBUTES": rest[1:2],
        "IDENTIFIERS": [paper],
        "ADDRESSES": [place],
    }
    found = [
        attrs.evolve(of_one, raw_sha256="")
        for shape in (flat, features, arrays)
        for of_one in read(LIST, json.dumps(shape).encode() + b"\n").entities
    ]
    assert found[0] == found[1] == found[2]
    assert [n.full for n in found[0].names] == ["Jean Exemple", "John Example"]
    assert found[0].addresses[0].country == "fr"
    assert found[0].identifiers[0].type == "passport"


def test_senzings_names_in_parts_are_joined() -> None:
    record = {
        "DATA_SOURCE": "TEST", "RECORD_ID": "7", "NAME_FIRST": "Jean",
        "NAME_LAST": "Exemple", "NAME_PREFIX": "Dr", "SHOE_SIZE": 42,
        "REL_POINTER_DOMAIN": "X", "REL_POINTER_KEY": "8", "REL_POINTER_ROLE": "cook",
        "OTHER_ID_TYPE": "lonely", "DRIVERS_LICENSE_NUMBER": "D1",
        "DRIVERS_LICENSE_STATE": "NY", "ADDR_TYPE": "HOME",
    }  # fmt: skip
    parsed = read(LIST, json.dumps([record, record | {"RECORD_ID": "8"}]).encode())
    first = parsed.entities[0]
    assert first.kind is Kind.UNKNOWN
    assert first.names[0].full == "Jean Exemple"
    assert first.names[0].parts == (("given", "Jean"), ("family", "Exemple"))
    assert first.titles == ("Dr",)
    assert "SHOE_SIZE: 42" in first.remarks
    assert first.links[0].target_id == "8"
    assert first.links[0].note == "cook"
    licence = first.identifiers[0]
    assert (licence.type, licence.issuer) == ("driver_licence", "NY")
    assert ("7", "properties/SHOE_SIZE", "42") in issues(parsed)


def test_an_array_is_read_as_lines_are() -> None:
    array = json.dumps(lines()).encode()
    assert read(LIST, array).entities == read(LIST, sample(LIST)).entities


def test_a_packed_file_is_read() -> None:
    assert read(LIST, gzip.compress(sample(LIST))) == read(LIST, sample(LIST))


def test_references_may_stand_in_any_order() -> None:
    turned = read(LIST, written(lines()[::-1]))
    for ours in read(LIST, sample(LIST)).entities:
        theirs = entity(ours.record_id, turned)
        assert set(theirs.links) == set(ours.links)
        assert set(theirs.positions) == set(ours.positions)
        assert set(theirs.programmes) == set(ours.programmes)


# what is read


def test_a_file_is_dated_by_the_latest_day_an_entity_was_seen() -> None:
    parsed = read(LIST, sample(LIST))
    assert str(parsed.published) == "2026-09-01"
    assert parsed.version == "2026-09-01T06:15:02"


def test_a_file_without_days_is_undated() -> None:
    assert of(person()).published is None


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        ("Person", "person"),
        ("Organization", "organisation"),
        ("Company", "organisation"),
        ("PublicBody", "organisation"),
        ("LegalEntity", "unknown"),
        ("Vessel", "vessel"),
        ("Airplane", "aircraft"),
        ("CryptoWallet", "crypto_address"),
        ("Security", "security"),
    ],
)
def test_a_schema_says_the_kind(schema: str, kind: str) -> None:
    parsed = of(person() | {"schema": schema})
    assert parsed.entities[0].kind.value == kind
    assert not parsed.issues


def test_A12_an_unknown_schema_is_kept_and_reported() -> None:
    parsed = of(person() | {"schema": "Spaceship"})
    assert parsed.entities[0].kind is Kind.UNKNOWN
    assert issues(parsed) == [("p", "schema", "Spaceship")]


def test_A12_an_unknown_schema_that_is_no_target_is_reported() -> None:
    other = {"id": "x", "schema": "Alliance", "target": False}
    parsed = of(person(), other)
    assert [e.record_id for e in parsed.entities] == ["p"]
    assert issues(parsed) == [("x", "schema", "Alliance")]


@pytest.mark.parametrize(
    ("told", "listed"),
    [
        ({"target": True}, True),
        ({"target": False}, False),
        ({}, False),
        ({"properties": {"topics": ["sanction"], "name": ["Villa"]}}, True),
    ],
)
def test_a_thing_is_listed_only_where_the_file_lists_it(
    told: dict[str, Any], *, listed: bool
) -> None:
    parsed = of(person(), {"id": "x", "schema": "RealEstate"} | told)
    assert ("x" in {e.record_id for e in parsed.entities}) == listed


def test_names_have_kind_and_strength() -> None:
    jean = entity("NK-jean")
    told = {n.full: (n.kind, n.strength) for n in jean.names}
    strong, weak = Strength.STRONG, Strength.WEAK
    assert told["Jean EXEMPLE"] == (NameKind.PRIMARY, strong)
    assert told["Жан Экзампль"] == (NameKind.AKA, strong)
    assert told["Jean Modèle"] == (NameKind.FKA, strong)
    assert told["Le Comptable"] == (NameKind.AKA, weak)
    assert told["John Example"] == (NameKind.AKA, strong)  # one of two in one value
    assert [n.kind for n in jean.names].count(NameKind.PRIMARY) == 1
    short = entity("xx-negoce").names[1]
    assert (short.full, short.strength) == ("EXNEG", weak)


def test_the_caption_says_which_name_is_the_primary_one() -> None:
    told = person(name=["Ivan Exemple", "Jean Exemple"]) | {"caption": "Jean Exemple"}
    (found,) = of(told).entities
    assert [n.kind.value for n in found.names] == ["aka", "primary"]


def test_parts_are_aligned_only_where_no_other_value_could_be() -> None:
    jean = entity("NK-jean")
    parts = {n.full: dict(n.parts) for n in jean.names}
    assert parts["Жан Экзампль"] == {"given": "Жан", "family": "Экзампль"}
    assert parts["Le Comptable"] == {}
    assert "fatherName: Ivanovich" in jean.remarks  # it stands in none of the names
    both = one(name=["Jean Marie Exemple"], firstName=["Jean", "Marie"])
    assert both.names[0].parts == ()
    assert {"firstName: Jean", "firstName: Marie"} <= set(both.remarks)
    doubled = one(name=["Jean Exemple"], firstName=["Jean"], lastName=["Jean"])
    assert doubled.names[0].parts == ()


def test_lone_parts_make_a_name_where_there_is_none() -> None:
    (found,) = of(person(name=[], lastName=["Exemple"], firstName=["Jean"])).entities
    assert [n.full for n in found.names] == ["Jean Exemple"]


def test_A13_an_entity_without_a_name_is_kept_for_its_numbers() -> None:
    parsed = of(person(name=["-"], firstName=["Jean", "Ivan"], passportNumber=["X123"]))
    assert parsed.entities[0].names == ()
    assert parsed.entities[0].identifiers[0].value == "X123"
    told = issues(parsed)
    assert ("p", "name", "-") in told
    assert ("p", "name", "no name") in told


def test_A13_a_name_of_one_letter_is_reported() -> None:
    assert ("p", "name", "X") in issues(of(person(name=["X"])))


def test_a_birth_date_is_as_exact_as_it_is_long() -> None:
    found = one(birthDate=["1962-03-14", "1962-03", "1962", "c. March"])
    assert [s.precision for s in found.birth_dates] == [
        *(Precision.DAY, Precision.MONTH, Precision.YEAR, Precision.UNPARSED)
    ]
    assert ("p", "birthDate", "c. March") in issues(of(person(birthDate=["c. March"])))


def test_a_linked_country_is_no_nationality() -> None:
    jean = entity("NK-jean")
    assert (jean.nationalities, jean.citizenships) == (("fr",), ("cy",))
    assert "ru" in jean.countries
    assert [a.note for a in jean.addresses if a.country == "ru"] == ["country"]


@pytest.mark.parametrize(
    ("code", "read_as", "reported"),
    [
        ("fi", "fi", False),
        ("gb-sct", "gb", False),
        ("ge-ab", "ge", False),
        ("x-so", "ge", False),
        ("ic", "es", False),
        ("suhh", "", False),
        ("eu", "", False),
        ("qq", "", True),
        ("Finland", "fi", False),
    ],
)
def test_countries_that_iso_does_not_have(
    code: str, read_as: str, *, reported: bool
) -> None:
    parsed = of(person(nationality=[code]))
    found = parsed.entities[0]
    assert found.nationalities == ((read_as,) if read_as else ())
    is_told = not read_as or "-" in code  # a part is more than its country
    assert (f"nationality: {code}" in found.remarks) == is_told
    assert bool(parsed.issues) == reported


def test_places_of_birth_take_the_country_beside() -> None:
    found = one(birthPlace=["Invention", "Turku, Finland"], birthCountry=["se"])
    assert [(p.text, p.country) for p in found.birth_places] == [
        ("Invention", "se"),
        ("Turku, Finland", "fi"),
    ]


def test_an_address_of_its_own_stands_for_the_same_text() -> None:
    first = entity("NK-jean").addresses[0]
    assert (first.full, first.city) == ("1 rue de l'Invention, Paris, France", "Paris")
    assert [a.full for a in entity("NK-jean").addresses][1] == "Limassol"


def test_an_address_in_pieces_is_joined() -> None:
    parts = {"street": ["Keksintie 1"], "city": ["Espoo"], "country": ["fi"]}
    parsed = of(
        person(addressEntity=["a", "b"]),
        {"id": "a", "schema": "Address", "properties": parts},
    )
    joined, missing = parsed.entities[0].addresses
    assert (joined.full, joined.country) == ("Keksintie 1, Espoo", "fi")
    assert missing.full == "b"
    assert ("p", "addressEntity", "b is not in the file") in issues(parsed)


def test_numbers_have_the_type_of_their_property() -> None:
    def types(record_id: str) -> list[tuple[str, str]]:
        return [(i.type, i.value) for i in entity(record_id).identifiers]

    assert types("xx-star")[0] == ("imo", "IMO9074729")
    assert types("xx-plane") == [("aircraft_tail", "XX-EXM"), ("aircraft_msn", "5099")]
    assert types("xx-wallet")[0][0] == "crypto"
    assert types("xx-negoce")[0] == ("company_reg", "B 123 456")
    assert types("xx-filiale") == [("other", "HE 4711")]
    assert entity("NK-jean").identifiers[0].country == "ru"


def test_a_number_that_fails_its_check_is_kept_and_marked() -> None:
    lei = entity("xx-negoce").identifiers[1]
    assert (lei.type, lei.note) == ("lei", "check digit fails")


def test_a_paper_tells_more_of_a_number_than_the_number_alone() -> None:
    papers = [i for i in entity("NK-jean").identifiers if i.type == "passport"]
    assert [(p.country, p.issued, p.expires) for p in papers] == [
        ("fr", "2010-01-02", "2020-01-02")
    ]


@pytest.mark.parametrize(
    ("called", "type_"),
    [
        ("Diplomatic passport", "passport"),
        ("National ID card", "national_id"),
        ("Driver's license", "driver_licence"),
        ("Tax number", "tax"),
        ("Voter card", "voter"),
        ("Company registration", "other"),  # a person has none of his own
        ("Library card", "other"),
    ],
)
def test_a_paper_is_what_it_is_called(called: str, type_: str) -> None:
    paper = {"holder": ["p"], "number": ["42 4242"], "type": [called]}
    parsed = of(person(), {"id": "i", "schema": "Identification", "properties": paper})
    assert [i.type for i in parsed.entities[0].identifiers] == [type_]


def test_a_paper_without_a_number_is_reported() -> None:
    paper = {"id": "i", "schema": "Passport", "properties": {"holder": ["p"]}}
    assert ("p", "Passport/number", "") in issues(of(person(), paper))


def test_a_sanction_is_folded_into_its_subject() -> None:
    jean = entity("NK-jean")
    assert [(p.code, p.label) for p in jean.programmes] == [
        ("XX-EXEMPLE", "Exemple regime"),
        ("", "BEISPIEL-1"),
    ]
    assert jean.legal_bases[0].url == "https://example.org/regime"
    assert jean.measures == ("Asset freeze", "Travel ban")
    assert str(jean.listed_on) == "2014-07-31"
    assert jean.listed_on_source == "Sanction/listingDate"
    assert jean.reasons == ("Said to have financed an invented militia.",)
    assert any("authority Beispiel Treasury" in remark for remark in jean.remarks)


def test_a_sanction_finds_its_subject_by_an_id_of_before() -> None:
    assert entity("xx-negoce").reasons == ("Owned by Jean Exemple.",)


def sanction(number: int = 1, **properties: Any) -> dict[str, Any]:
    told = {"entity": ["p"]} | properties
    return {"id": f"s{number}", "schema": "Sanction", "properties": told}


SEEN = {"last_seen": "2026-09-01T00:00:00"}


@pytest.mark.parametrize(
    ("ends", "topics", "delisted", "topic"),
    [
        ((["2020-01-01"],), [], "2020-01-01", Topic.INTEREST),
        ((["2020-01-01"], ["2021-01-01"]), [], "2021-01-01", Topic.INTEREST),
        ((["2020-01-01"], []), [], "None", Topic.SANCTION),
        ((["2020"],), [], "None", Topic.SANCTION),
        ((["2026-09-02"],), [], "None", Topic.SANCTION),  # after the file was made
        ((["2020-01-01"],), ["sanction"], "None", Topic.SANCTION),
    ],
)
def test_an_end_in_the_past_delists_whom_no_topic_keeps(
    ends: tuple[list[str], ...], topics: list[str], delisted: str, topic: Topic
) -> None:
    sanctions = [sanction(n, endDate=end) for n, end in enumerate(ends)]
    (found,) = of(person(topics=topics) | SEEN, *sanctions).entities
    assert str(found.delisted_on) == delisted
    assert found.topics == {topic}


def test_a_file_without_a_day_delists_nobody() -> None:
    ended = sanction(endDate=["2001-01-01"])
    assert of(person(topics=[]), ended).entities[0].delisted_on is None


def test_ids_of_before_and_of_others_are_kept() -> None:
    assert set(entity("NK-jean").xrefs) == {
        Xref("referent", "yy-0017"),
        Xref("referent", "ofac-99017"),
        Xref("referent", "eu-fsf-eu-3112-72"),
        Xref("ofac", "99017"),
        Xref("eu_ref", "EU.3112.72"),
        Xref("wikidata", "Q999001"),
        Xref("un_ref", "QDi.901"),
    }
    assert Xref("wikidata", "Q999002") in entity("Q999002").xrefs


def test_a_un_reference_is_known_by_its_form() -> None:
    (found,) = of(person(), sanction(authorityId=["QDe.004"])).entities
    assert found.xrefs == (Xref("un_ref", "QDe.004"),)


# topics


@pytest.mark.parametrize(
    ("told", "topics"),
    [
        (["sanction"], {Topic.SANCTION}),
        (["sanction.linked"], {Topic.LINKED}),
        (["sanction.control", "asset.frozen"], {Topic.LINKED}),
        (["sanction.counter"], {Topic.INTEREST}),
        (["debarment"], {Topic.DEBARRED}),
        (["crime.fraud", "wanted"], {Topic.CRIME}),
        (["poi", "reg.warn", "role.oligarch"], {Topic.INTEREST}),
        (["role.pep", "gov.national"], {Topic.PEP}),
        (["role.rca", "sanction"], {Topic.RCA, Topic.SANCTION}),
        (["role.pol"], {Topic.SANCTION}),  # no risk: what the dataset is about
    ],
)
def test_only_the_topic_sanction_is_a_sanction(
    told: list[str], topics: set[Topic]
) -> None:
    found = one(topics=told)
    assert found.topics == topics
    plain = set(told) <= {"sanction", "role.rca"}
    assert any(r.startswith("topics: ") for r in found.remarks) != plain


def test_A12_an_unknown_topic_is_kept_and_reported() -> None:
    parsed = of(person(topics=["brand.new"]))
    assert parsed.entities[0].topics == {Topic.INTEREST}
    assert parsed.entities[0].remarks == ("topics: brand.new",)
    assert issues(parsed) == [("p", "topics", "brand.new")]


@pytest.mark.parametrize(
    ("list_id", "topic"),
    [
        ("os_sanctions", Topic.SANCTION),
        ("os_peps", Topic.PEP),
        ("os_default", Topic.INTEREST),
        ("os_xx_exemple", Topic.INTEREST),
    ],
)
def test_who_has_no_topic_is_what_the_dataset_is_about(
    list_id: str, topic: Topic
) -> None:
    (found,) = of(person(topics=[]), list_id=list_id).entities
    assert found.topics == {topic}


def test_a_risk_beside_adds_its_topic() -> None:
    assert entity("yy-debarred").topics == {
        *(Topic.DEBARRED, Topic.CRIME, Topic.INTEREST)
    }


# PEPs


def test_posts_have_category_dates_and_status() -> None:
    assert [
        (p.title, p.category, p.start, p.end, p.status)
        for p in entity("Q999002").positions
    ] == [
        ("Minister of Inventions", "minister", "2022-12-14", "", "current"),
        ("Member of the Saeima", "mp", "2014-11-04", "2022-11-01", "ended"),
        ("Mayor of Izdoma", "mayor_regional", "2009", "", "unknown"),
    ]
    assert {p.country for p in entity("Q999002").positions} == {"lv"}
    assert entity("Q999002").positions[0].body == "Cabinet of Latvia"


@pytest.mark.parametrize(
    ("topics", "category"),
    [
        (["gov.national", "gov.head"], "head_of_state"),
        (["gov.head", "gov.state"], "mayor_regional"),
        (["gov.national", "gov.executive"], "minister"),
        (["gov.legislative"], "mp"),
        (["gov.state", "gov.legislative"], "mayor_regional"),
        (["gov.judicial", "gov.national"], "supreme_judge"),
        (["gov.igo", "gov.legislative"], "intl_org"),
        (["gov.financial"], "central_bank"),
        (["gov.soe"], "soe_board"),
        (["role.diplo"], "ambassador"),
        (["gov.security"], "armed_forces"),
        (["pol.party"], "party_leadership"),
        (["gov.religion"], "other"),
        ([], "other"),
    ],
)
def test_a_posts_category_follows_from_its_topics(
    topics: list[str], category: str
) -> None:
    parsed = of(
        person(topics=[]),
        {"id": "o", "schema": "Occupancy", "properties": {
            "holder": ["p"], "post": ["q"]}},
        {"id": "q", "schema": "Position", "properties": {
            "name": ["Exemple"], "topics": topics, "country": ["fi", "se"]}},
    )  # fmt: skip
    (found,) = parsed.entities
    assert found.positions[0].category == category
    assert found.positions[0].source_text == "country: se"
    assert found.topics == {Topic.PEP}
    assert not parsed.issues


def test_A12_what_a_post_says_in_other_words_is_reported() -> None:
    told = {"holder": ["p"], "post": ["q", "gone"], "status": ["acting"],
            "startDate": ["soon", "2001-02"]}  # fmt: skip
    parsed = of(
        person(),
        {"id": "o", "schema": "Occupancy", "properties": told},
        {"id": "n", "schema": "Occupancy", "properties": {"holder": ["p"]}},
        {"id": "q", "schema": "Position", "caption": "Exemple", "properties": {
            "topics": ["gov.new"]}},
    )  # fmt: skip
    first, second = parsed.entities[0].positions
    assert (first.title, first.status, first.start) == ("Exemple", "unknown", "2001-02")
    assert first.source_text == "status: acting"
    assert second.title == ""
    assert {path for _, path, _ in issues(parsed)} == {
        *("Occupancy/status", "Occupancy/startDate", "Occupancy/post"),
        "Position/topics",
    }


def test_relatives_and_associates_of_a_pep_are_rcas() -> None:
    assert entity("zz-spouse").topics == {Topic.RCA}
    assert entity("zz-brother").topics == {Topic.RCA}  # no target, and no topic
    assert entity("zz-friend").topics == {Topic.RCA, Topic.CRIME}
    (link,) = entity("zz-brother").links
    assert (link.type, link.target_id) == (LinkType.FAMILY, "Q999002")
    assert (link.target_name, link.note) == ("Liene Izdomāta", "sister")
    (link,) = entity("zz-friend").links
    assert (link.type, link.note) == (
        LinkType.ASSOCIATE,
        "as associate: business partner",
    )


def test_relatives_of_who_is_no_pep_are_not_listed() -> None:
    assert "xx-marie" not in {e.record_id for e in read(LIST, sample(LIST)).entities}
    assert entity("NK-jean").links[0].target_name == "Marie Exemple"


def test_owners_and_directors_are_linked_from_both_sides() -> None:
    ours = {(link.type, link.target_id, link.note) for link in entity("NK-jean").links}
    assert (LinkType.OWNS, "xx-negoce", "51 %; startDate 2009") in ours
    assert (LinkType.LEADER_OF, "xx-negoce", "chairman") in ours
    theirs = {(link.type, link.target_id) for link in entity("xx-negoce").links}
    assert (LinkType.OWNED_BY, "NK-jean") in theirs
    assert (LinkType.OWNED_BY, "xx-holding") in theirs
    agents = {(link.type, link.target_id) for link in entity("xx-filiale").links}
    assert (LinkType.ACTS_FOR, "NK-jean") in agents
    assert (LinkType.MEMBER_OF, "yy-debarred") in agents


def test_a_link_out_of_the_file_is_kept_and_reported() -> None:
    told = {"owner": ["p"], "asset": ["gone"]}
    parsed = of(person(), {"id": "o", "schema": "Ownership", "properties": told})
    assert parsed.entities[0].links[0].target_id == "gone"
    assert issues(parsed) == [("o", "Ownership/asset", "gone is not in the file")]


def test_A12_an_unknown_property_is_a_remark_and_an_issue() -> None:
    parsed = read(LIST, sample(LIST))
    assert "shoeSize: 42" in entity("yy-debarred", parsed).remarks
    assert ("yy-debarred", "properties/shoeSize", "42") in issues(parsed)


def test_A12_an_unknown_key_or_day_is_an_issue() -> None:
    parsed = of(person() | {"colour": "red", "last_change": "yesterday"})
    assert issues(parsed) == [("p", "colour", "red"), ("p", "last_change", "yesterday")]


def test_A12_a_file_of_mostly_strange_values_is_refused() -> None:
    strange = [person(shoeSize=["42"]) | {"id": f"p{n}"} for n in range(12)]
    with pytest.raises(FormatError, match="values are unknown"):
        of(*strange)


def test_A11_two_lines_of_one_id_are_one_entity() -> None:
    parsed = of(
        person(name=["Jean Exemple"]) | SEEN,
        person(name=["Ivan Exemple"]) | {"schema": "LegalEntity"},
    )
    (found,) = parsed.entities
    assert [n.full for n in found.names] == ["Jean Exemple", "Ivan Exemple"]
    assert found.kind is Kind.PERSON
    assert issues(parsed) == [
        ("p", "id", "published more than once"),
        ("p", "schema", "LegalEntity"),
    ]


# damage


@pytest.mark.parametrize(
    "data", [b"", b" \n", b"[]", b"{}", b"[{}]", b"null", b"a,b\n"]
)
def test_A01_a_blank_or_bare_file_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError):
        read(LIST, data)


def test_A01_a_file_of_no_targets_is_refused() -> None:
    with pytest.raises(FormatError, match="no entities that are listed"):
        of(person(topics=[]) | {"target": False})


@pytest.mark.parametrize("form", ["", "-nested", "-simple", "-senzing"])
def test_A02_a_file_cut_within_a_record_is_refused(form: str) -> None:
    data = sample(LIST + form).rstrip()
    for end in range(1, len(data), 211):
        if b"\n" in (data[end - 1 : end], data[end : end + 1]):
            continue  # cut between two lines: only the index tells
        with pytest.raises(FormatError):
            read(LIST, data[:end])


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"<!DOCTYPE html><html></html>", "web page"),
        (b'{"error": "rate limit"}', "line 1 is no entity"),
        (b'{"resources": [], "name": "sanctions"}', "index of files"),
        (b'{"versions": {}}', "index of files"),
        (b"PK\x03\x04", "archive"),
        (b"SDN_Name,Ent_Num\nExemple,1\n", "no column"),
    ],
)
def test_A03_an_error_page_or_another_file_is_refused(data: bytes, says: str) -> None:
    assert says in refusal(LIST, data)


def test_A04_another_dataset_is_refused_by_name() -> None:
    told = person() | {"datasets": ["xx_exemple"]}
    with pytest.raises(FormatError, match="is the dataset xx_exemple, and should be"):
        of(told)
    assert of(told, list_id="os_xx_exemple").entities
    assert of(told, person() | {"id": "q", "datasets": ["yy_other"]}).entities
    senzing = {"DATA_SOURCE": "OS-PEPS", "RECORD_ID": "1", "NAME_FULL": "Jean Exemple"}
    assert "is the dataset peps" in refusal(LIST, json.dumps(senzing).encode())
    senzing["DATA_SOURCE"] = "OUR CUSTOMERS"
    assert read(LIST, json.dumps(senzing).encode()).entities


def test_A17_a_byte_order_mark_is_borne() -> None:
    for form in ("", "-simple"):
        data = sample(LIST + form)
        assert read(LIST, b"\xef\xbb\xbf" + data) == read(LIST, data)


def test_A17_no_text_is_guessed() -> None:
    assert "not UTF-8 at byte 0" in refusal(LIST, "{}".encode("utf-16"))
    half = written([person(name=["Jean \ud800"])])
    assert "line 1 holds half a character" in refusal(LIST, half)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b'{"id": "a", "id": "b"}', "line 3 says 'id' twice"),
        (b'{"id": NaN}', "line 3 holds NaN"),
        (b'{"id": 1e999}', "line 3 holds a number too large"),
        (b'{"id": ' + b"9" * 5000 + b"}", "line 3 holds a number too long"),
        (b'{"a":' + b"[" * 100 + b"]" * 100 + b"}", "line 3 is nested deeper"),
        (b"[" * 100_000, "line 3 is nested deeper"),
        (b'"x"', "line 3 holds a single value"),
        (b"[1]", "line 3 holds no object"),
        (b'{"id": "x" "y"}', "at line 3, column"),
        (b'{"a": "' + b"x" * (9 * 2**20) + b'"}', "line 3 is longer than any record"),
        (b'{"schema": "Person", "properties": {}}', "line 3 has no id"),
        (b'{"id": "\\u0000", "schema": "P", "properties": {}}', "line 3 has no id"),
        (b'{"id": "7", "properties": {}}', "line 3 (7) has no schema"),
        (b'{"id": "7", "schema": "Person"}', "line 3 (7) has no properties"),
        (b'{"id": "7", "schema": "Person", "properties": []}', "has no properties"),
        (
            b'{"id": "7", "schema": "Person", "properties": {"name": "Jean"}}',
            "line 3 (7): name is no list of texts",
        ),
        (
            b'{"id": "7", "schema": "Person", "properties": {"name": [7]}}',
            "line 3 (7): name is no list of texts",
        ),
        (
            b'{"id": "7", "schema": "P", "properties": {}, "target": "yes"}',
            "target is neither true nor false",
        ),
        (
            b'{"id": "7", "schema": "P", "properties": {}, "datasets": "x"}',
            "datasets is no list of texts",
        ),
    ],
)
def test_A23_a_bad_line_is_named(line: bytes, says: str) -> None:
    assert says in refusal(LIST, written([person()]) + b"\n" + line + b"\n")


def test_A23_blank_lines_and_a_last_line_without_an_end_are_borne() -> None:
    data = sample(LIST)
    spaced = b"\n \n" + data.replace(b"\n", b"\r\n\n").rstrip()
    assert read(LIST, spaced) == read(LIST, data)


@pytest.mark.parametrize(
    ("record", "says"),
    [
        ({"RECORD_ID": "7", "NAMES": ["Jean"]}, "no list of NAMES"),
        ({"RECORD_ID": "7", "NAME_FULL": {"x": 1}}, "NAME_FULL is no text"),
        ({"RECORD_ID": "7", "NAME_FULL": True}, "NAME_FULL is no text"),
        ({"DATA_SOURCE": "X"}, "has no RECORD_ID"),
        ({"RECORD_ID": "7", "RECORD_TYPE": 7}, "RECORD_TYPE is a int"),
    ],
)
def test_a_senzing_record_of_another_shape_is_refused(
    record: dict[str, Any], says: str
) -> None:
    assert says in refusal(LIST, json.dumps(record).encode())


def test_A12_a_senzing_record_of_another_type_is_kept() -> None:
    record = {"RECORD_ID": "7", "RECORD_TYPE": "ROBOT", "NAME_ORG": "Exemple"}
    parsed = read(LIST, json.dumps(record).encode())
    assert parsed.entities[0].kind is Kind.UNKNOWN
    assert issues(parsed) == [("7", "schema", "ROBOT")]


def simple(**cells: str) -> bytes:
    """Write the simple CSV's header and one row."""
    row = dict.fromkeys(HEADER.split(","), "") | {
        "id": "7", "schema": "Person", "name": "Jean Exemple"
    } | cells  # fmt: skip
    cell = (f'"{value.replace(chr(34), chr(34) * 2)}"' for value in row.values())
    return f"{','.join(row)}\n{','.join(cell)}\n".encode()


HEADER = (
    "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,"
    "emails,program_ids,dataset,first_seen,last_seen,last_change"
)


def test_many_values_of_a_cell_are_a_row_of_csv() -> None:
    aliases = 'John Example;"Exemple; Jean ""le Grand""";Ivan, Exemple'
    (found,) = read(LIST, simple(aliases=aliases, addresses='"A;B";C')).entities
    assert {'Exemple; Jean "le Grand"', "Ivan, Exemple"} <= {
        n.full for n in found.names
    }
    assert [a.full for a in found.addresses] == ["A;B", "C"]


def test_A18_a_cell_whose_quotes_do_not_close_is_refused_with_its_line() -> None:
    assert "line 2 holds a damaged cell" in refusal(LIST, simple(aliases='"John'))


def test_A18_columns_may_stand_in_any_order_and_may_be_new() -> None:
    rows = simple(aliases="John Example").decode().splitlines()
    turned = "\n".join(",".join(row.split(",")[::-1]) for row in rows)
    found, again = (
        read(LIST, simple(aliases="John Example")),
        read(LIST, turned.encode()),
    )
    assert found.entities == again.entities
    parsed = read(LIST, simple(risk_level="high"))
    assert "risk_level: high" in parsed.entities[0].remarks
    assert issues(parsed) == [("7", "properties/risk_level", "high")]


def test_a_row_without_an_id_or_with_an_odd_day() -> None:
    assert "line 2 has no id" in refusal(LIST, simple(id=" "))
    parsed = read(LIST, simple(last_seen="soon"))
    assert issues(parsed) == [("7", "last_seen", "soon")]
    assert parsed.published is None


def places(plain: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every container in a JSON value, with each of its keys."""
    keys = list(plain) if isinstance(plain, dict) else range(len(plain))
    for key in keys:
        yield plain, key
        if isinstance(plain[key], dict | list):
            yield from places(plain[key])


@pytest.mark.parametrize("value", [None, 7, [], {}, [7], "", "x", [{}]])
@pytest.mark.parametrize("form", ["", "-nested", "-senzing"])
def test_any_value_in_any_place_is_read_or_refused(form: str, value: Any) -> None:
    plain = [json.loads(line) for line in sample(LIST + form).splitlines()]
    plain = plain[:1] if form == "-nested" else plain[:6]
    for container, key in list(places(plain)):
        kept = container[key]
        container[key] = value
        try:
            read(LIST, written(plain))
        except FormatError:
            pass
        finally:
            container[key] = kept


# what stands beside a subject


def test_who_controls_another_is_linked_from_both_sides() -> None:
    told = {"controller": ["p"], "controlled": ["c"], "controlType": ["voting rights"]}
    firm = {"id": "c", "schema": "Company", "properties": {"name": ["Exemple SA"]}}
    control = {"id": "k", "schema": "Control", "properties": told}
    ours, theirs = of(person(), firm | {"target": True}, control).entities
    (link,) = ours.links
    assert (link.type, link.target_name) == (LinkType.OWNS, "Exemple SA")
    assert link.note == "controlType voting rights"
    assert theirs.links[0].type is LinkType.OWNED_BY


@pytest.mark.parametrize(
    ("schema", "told"),
    [
        ("Sanction", {"entity": ["p"]}),
        ("Family", {"person": ["p"], "relative": ["p"]}),
        ("Position", {"name": ["Mayor"]}),
    ],
)
def test_A12_an_unknown_property_beside_a_subject_is_an_issue(
    schema: str, told: dict[str, Any]
) -> None:
    beside = {"id": "b", "schema": schema, "properties": told | {"mood": ["glum"]}}
    assert issues(of(person(), beside)) == [("b", f"{schema}/mood", "glum")]


def test_what_a_sanction_a_paper_and_a_post_say_besides_is_kept() -> None:
    sanction = {
        "entity": ["p"],
        "recordId": ["R-7"],
        "sourceUrl": ["https://x.example"],
    }
    paper = {"holder": ["p"], "number": ["AB 1234567"], "surname": ["Exempel"]}
    post = {"holder": ["p"], "post": ["m"], "description": ["interim"]}
    found = of(
        person(program=["PROGRAMME-1"]),
        {"id": "s", "schema": "Sanction", "properties": sanction},
        {"id": "i", "schema": "Passport", "properties": paper},
        {"id": "o", "schema": "Occupancy", "properties": post},
        {"id": "m", "schema": "Position", "properties": {"name": ["Mayor"]}},
    )
    (jean,) = found.entities
    assert not found.issues
    assert "Sanction: recordId R-7; sourceUrl https://x.example" in jean.remarks
    assert jean.identifiers[0].note == "surname Exempel"
    assert jean.positions[0].source_text == "description: interim"
    assert [p.label for p in jean.programmes] == ["PROGRAMME-1"]


@pytest.mark.parametrize(("mark", "listed"), [({}, False), ({"target": True}, True)])
def test_who_is_only_embedded_in_another_is_listed_only_if_marked(
    mark: dict[str, bool], *, listed: bool
) -> None:
    owner = {"id": "q", "schema": "Person", "properties": {"name": ["Eva Exempel"]}}
    link = {"id": "o", "schema": "Ownership", "properties": {"owner": [owner | mark]}}
    parsed = of(person(ownershipAsset=[link]))
    assert ("q" in {e.record_id for e in parsed.entities}) == listed
    assert entity("p", parsed).links[0].target_name == "Eva Exempel"


def test_embedded_contracts_and_documents_are_no_news() -> None:
    deed = {"id": "d", "schema": "Documentation", "properties": {"role": ["deed"]}}
    assert not of(person(documentedBy=[deed])).issues
