"""OFAC's ENHANCED XML: whole lists only, and dates by all their bounds."""

from functools import partial

import pytest

from kycscreen.dates import Precision
from kycscreen.entities import LinkType, ListedEntity, NameKind, Strength
from kycscreen.sources import Issue
from tests import samples

read = partial(samples.read, "us_ofac_sdn")
refusal = partial(samples.refusal, "us_ofac_sdn")
NAMESPACE = (
    "https://sanctionslistservice.ofac.treas.gov"
    "/api/PublicationPreview/exports/ENHANCED_XML"
)
SDN = "<sanctionsList>SDN List</sanctionsList>"


def listed(*entities: str, filters: str = SDN, about: str = "") -> bytes:
    """Write a file of entities, each given by what is inside it."""
    info = "<dataAsOf>2026-09-10T00:00:00</dataAsOf>" + about
    if filters:
        info += f"<filters><sanctionsLists>{filters}</sanctionsLists></filters>"
    body = "".join(
        f'<entity id="{number}">{entity}</entity>'
        for number, entity in enumerate(entities, start=1)
    )
    return (
        f'<sanctionsData xmlns="{NAMESPACE}"><publicationInfo>{info}</publicationInfo>'
        f"<entities>{body}</entities></sanctionsData>"
    ).encode()


def name(full: str, inside: str = "<isPrimary>true</isPrimary>") -> str:
    return (
        f"<name>{inside}<translations><translation><script>Latin</script>"
        f"<formattedFullName>{full}</formattedFullName></translation></translations>"
        "</name>"
    )


def entity(
    inside: str = "", *, kind: str = "Individual", names: str = "", on: str = "SDN List"
) -> str:
    return (
        f"<generalInfo><entityType>{kind}</entityType></generalInfo><sanctionsLists>"
        f'<sanctionsList datePublished="2020-01-02">{on}</sanctionsList>'
        f"</sanctionsLists><names>{names or name('EXEMPLE, Jean')}</names>{inside}"
    )


def only(inside: str = "", **facts: str) -> tuple[ListedEntity, tuple[Issue, ...]]:
    parsed = read(listed(entity(inside, **facts)))
    (found,) = parsed.entities
    return found, parsed.issues


def feature(word: str, inside: str) -> str:
    return f"<features><feature><type>{word}</type>{inside}</feature></features>"


def test_a_persons_whole_name_is_parted_and_nobody_elses() -> None:
    assert only()[0].names[0].parts == (("family", "EXEMPLE"), ("given", "Jean"))
    firm, _ = only(kind="Entity", names=name("EXEMPLE NEGOCE, S.A."))
    assert (firm.names[0].full, firm.names[0].parts) == ("EXEMPLE NEGOCE, S.A.", ())


def test_what_is_left_out_of_a_name_is_false() -> None:
    alias = name("MODELE", "<aliasType>A.K.A.</aliasType>")
    weak = name("MOD", "<aliasType>F.K.A.</aliasType><isLowQuality>true</isLowQuality>")
    found, issues = only(names=name("EXEMPLE") + alias + weak)
    assert [(n.kind, n.strength) for n in found.names] == [
        (NameKind.PRIMARY, Strength.STRONG),
        (NameKind.AKA, Strength.STRONG),
        (NameKind.FKA, Strength.WEAK),
    ]
    assert issues == ()


def test_a_name_in_formatted_pieces_needs_no_parts() -> None:
    inside = (
        "<name><isPrimary>true</isPrimary><translations><translation>"
        "<formattedFirstName>Jean</formattedFirstName>"
        "<formattedLastName>EXEMPLE</formattedLastName></translation></translations>"
        "</name>"
    )
    assert only(names=inside)[0].names[0].full == "Jean EXEMPLE"


def test_a_name_that_is_not_in_the_script_said_says_so() -> None:
    names = name("EXEMPLE").replace(">Latin<", ">Arabic<")
    found, issues = only(names=names)
    assert found.names[0].note == "said to be Arabic"
    assert issues == (Issue("1", "translation/script", "Arabic"),)


@pytest.mark.parametrize(
    ("value", "dated", "raw", "precision"),
    [
        ("1951", "<fromDateBegin>1951-01-01</fromDateBegin>", "1951", "year"),
        ("", "<fromDateBegin>1951-01-01</fromDateBegin>"
         "<toDateEnd>1951-12-31</toDateEnd>", "1951", "year"),
        ("", "<fromDateBegin>1951-01-01T00:00:00</fromDateBegin>"
         "<fromDateEnd>1951-01-01</fromDateEnd><toDateBegin>1953-02-03</toDateBegin>"
         "<toDateEnd>1953-02-03</toDateEnd><isDateRange>true</isDateRange>",
         "01 Jan 1951 to 03 Feb 1953", "range"),
        ("1951", "<isApproximate>true</isApproximate>", "circa 1951", "year"),
        ("circa 1951", "<isApproximate>true</isApproximate>", "circa 1951", "year"),
        ("14 Mar 1962", "<fromDateBegin>1962-03-14</fromDateBegin>"
         "<toDateEnd>1962-03-14</toDateEnd>", "14 Mar 1962", "day"),
    ],
)  # fmt: skip
def test_A21_a_birth_is_as_written_or_by_all_its_bounds(
    value: str, dated: str, raw: str, precision: str
) -> None:
    said = f"<value>{value}</value><valueDate>{dated}</valueDate>"
    found, issues = only(feature("Birthdate", said))
    (span,) = found.birth_dates
    assert (span.raw, span.precision.value, issues) == (raw, precision, ())
    assert span.circa is ("circa" in raw)


def test_A21_the_first_bound_alone_is_no_date() -> None:
    alone = "<valueDate><fromDateBegin>1951-01-01</fromDateBegin></valueDate>"
    found, issues = only(feature("Birthdate", alone))
    assert found.birth_dates[0].precision is Precision.UNPARSED
    assert Issue("1", "feature/valueDate", "1951-01-01") in issues


def test_a_date_that_its_bounds_contradict_is_named() -> None:
    bounds = (
        "<fromDateBegin>1952-01-01</fromDateBegin><toDateEnd>1952-12-31</toDateEnd>"
    )
    said = f"<value>1951</value><valueDate>{bounds}</valueDate>"
    found, issues = only(feature("Birthdate", said))
    assert found.birth_dates[0].raw == "1951"
    assert issues == (Issue("1", "feature/valueDate", "1952"),)


def test_the_main_birth_is_marked() -> None:
    said = "<value>1951</value><isPrimary>true</isPrimary>"
    assert only(feature("Birthdate", said))[0].birth_dates[0].main


def test_an_address_without_a_translation_is_a_country() -> None:
    inside = "<addresses><address><country>Iran</country></address></addresses>"
    (address,) = only(inside)[0].addresses
    assert (address.full, address.country) == ("Iran", "ir")


def test_an_address_is_read_in_each_of_its_scripts() -> None:
    part = "<addressPart><type>{}</type><value>{}</value></addressPart>"
    texts = (("CITY", "Paris"), ("CITY", "Lutece"), ("PLANET", "Mars"))
    parts = "".join(part.format(*one) for one in texts)
    translation = "<translation><addressParts>{}</addressParts></translation>"
    inside = translation.format(parts) + translation.format(
        part.format("CITY", "Париж")
    )
    found, issues = only(
        "<addresses><address><country>France</country>"
        f"<translations>{inside}</translations></address></addresses>"
    )
    assert [(a.full, a.note) for a in found.addresses] == [
        ("Paris, France", "CITY: Lutece; PLANET: Mars"),
        ("Париж, France", ""),
    ]
    assert issues == (Issue("1", "addressPart/type", "PLANET"),)


def test_a_document_that_does_not_hold_is_kept_and_says_so() -> None:
    found, issues = only(
        "<identityDocuments><identityDocument><type>Passport</type><name>X</name>"
        "<documentNumber>XX 1</documentNumber><isValid>false</isValid>"
        "<issueDate>2008-10-28</issueDate><issuingCountry>Iran</issuingCountry>"
        "<issuingLocation>Tehran</issuingLocation></identityDocument>"
        "</identityDocuments>"
    )
    (passport,) = found.identifiers
    assert (passport.value, passport.valid, passport.country) == ("XX 1", False, "ir")
    assert (passport.issued, passport.issuer, issues) == ("2008-10-28", "Tehran", ())


def test_the_first_day_on_a_list_is_the_day_of_listing() -> None:
    lists = (
        '<sanctionsList datePublished="2006-04-12">Non-SDN X List</sanctionsList>'
        '<sanctionsList datePublished="2014-10-10">Consolidated List</sanctionsList>'
    )
    inside = entity().replace(
        '<sanctionsList datePublished="2020-01-02">SDN List</sanctionsList>', lists
    )
    filters = "<sanctionsList>Consolidated List</sanctionsList>"
    (found,) = samples.read("us_ofac_cons", listed(inside, filters=filters)).entities
    assert str(found.listed_on) == "2006-04-12"
    assert found.remarks == ("list: Non-SDN X List",)


@pytest.mark.parametrize(
    ("word", "entity_", "type_", "issues"),
    [
        ("Acting for or on behalf of", '<relatedEntity entityId="9">A</relatedEntity>',
         LinkType.ACTS_FOR, ()),
        ("Associate Of", "<relatedEntity>A</relatedEntity>", LinkType.ASSOCIATE, ()),
        ("Admirer of", '<relatedEntity entityId="9"/>', LinkType.LINKED_TO,
         (Issue("1", "relationship/type", "Admirer of"),)),
        ("Family member of", "", LinkType.FAMILY,
         (Issue("1", "relationship/relatedEntity", ""),)),
        ("Owned or Controlled By", '<relatedEntity entityId="9"/>', LinkType.OWNED_BY,
         (Issue("1", "relationship", "a person Owned or Controlled By 9"),)),
    ],
)  # fmt: skip
def test_a_relationship_is_a_link(
    word: str, entity_: str, type_: LinkType, issues: tuple[Issue, ...]
) -> None:
    inside = f"<relationship><type>{word}</type>{entity_}</relationship>"
    found, reported = only(f"<relationships>{inside}</relationships>")
    (link,) = found.links
    assert (link.type, link.note, reported) == (type_, word, issues)


@pytest.mark.parametrize(
    ("inside", "issue"),
    [
        ("<colour>grey</colour>", ("entity/colour", "grey")),
        ("<names new='1'/>", ("entity/names", "new: 1")),
        ("<features new='1'/>", ("features/@new", "1")),
        ("<features><colour>grey</colour></features>", ("features/colour", "grey")),
        ("<sanctionsPrograms><sanctionsProgram/><sanctionsProgram new='1'/>"
         "</sanctionsPrograms>", ("sanctionsProgram/@new", "1")),
    ],
)  # fmt: skip
def test_A12_what_the_format_does_not_know_is_named_and_kept(
    inside: str, issue: tuple[str, str]
) -> None:
    found, issues = only(inside)
    assert Issue("1", *issue) in issues
    assert f"{issue[0]}: {issue[1]}" in found.remarks


@pytest.mark.parametrize(
    ("old", "new", "issue"),
    [
        (">Individual<", ">Drone<", ("generalInfo/entityType", "Drone")),
        ("<isPrimary>true<", "<isPrimary>soon<", ("name/isPrimary", "soon")),
        ("<isPrimary>true</isPrimary>", "", ("name/aliasType", "")),
        ("2020-01-02", "soon", ("sanctionsList/@datePublished", "soon")),
        (">EXEMPLE, Jean<", "><", ("translation", "")),
        ("2026-09-10T00", "2026-09T00", ("publicationInfo/dataAsOf", None)),
    ],
)
def test_A12_an_unknown_value_is_named(
    old: str, new: str, issue: tuple[str, str | None]
) -> None:
    data = listed(entity()).replace(old.encode(), new.encode(), 1)
    found = [(one.path, one.value) for one in read(data).issues]
    assert issue in found or (issue[1] is None and issue[0] == found[0][0])


@pytest.mark.parametrize(
    "filters",
    [
        "<sanctionsList>Consolidated List</sanctionsList>",
        f"{SDN}<sanctionsList>Consolidated List</sanctionsList>",
        f"{SDN}</sanctionsLists><entityTypes>Individual</entityTypes><sanctionsLists>",
    ],
)
def test_A04_an_export_of_part_or_of_more_is_refused(filters: str) -> None:
    assert "should be one of all of the SDN List and nothing else" in refusal(
        listed(entity(), filters=filters)
    )


def test_A04_an_export_without_a_filter_is_told_by_its_entities() -> None:
    assert len(read(listed(entity(), filters="")).entities) == 1
    other = listed(entity(on="Consolidated List"), filters="")
    assert "but on Consolidated List" in refusal(other)
    assert "of OFAC's at all" in refusal(listed(entity(on=""), filters="").replace(
        b'<sanctionsList datePublished="2020-01-02"></sanctionsList>', b""
    ))  # fmt: skip


def test_A12_what_else_a_file_says_of_itself_is_named() -> None:
    parsed = read(listed(entity(), about="<mood>grey</mood>"))
    assert parsed.issues == (Issue("", "publicationInfo/mood", "grey"),)


def test_A11_an_entity_published_twice_is_one_and_named() -> None:
    data = listed(entity(), entity()).replace(b'id="2"', b'id="1"')
    parsed = read(data)
    assert len(parsed.entities) == 1
    assert parsed.issues == (Issue("1", "entity/@id", "published more than once"),)


def test_an_entity_without_its_number_is_refused() -> None:
    data = listed(entity()).replace(b' id="1"', b"")
    assert "has no entity/@id" in refusal(data)
