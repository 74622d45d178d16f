"""OFAC's ADVANCED XML: what refers to what, and what is refused or reported."""

from functools import partial

import pytest

from benchmarks import advanced
from kycscreen.dates import Precision
from kycscreen.entities import LinkType, ListedEntity, NameKind, Strength
from kycscreen.facts import Kind
from kycscreen.sources import Issue, Parsed
from tests import samples

SAMPLE = samples.sample("us_ofac_cons")
# The sample without what it holds against the format: ten is what a small file may.
QUIET = (
    SAMPLE.replace(b' Mood="grey"', b"")
    .replace(b"<Colour>rust</Colour>", b"")
    .replace(b">Submarine<", b">Vessel<")
    .replace(b">Hull Tattoo<", b">Website<")
)
read = partial(samples.read, "us_ofac_cons")
refusal = partial(samples.refusal, "us_ofac_cons")
DAYS = 'YearFixed="false" MonthFixed="false" DayFixed="false"'
NOBODY = (
    '<SanctionsEntry ID="8" ProfileID="997" ListID="72"><EntryEvent ID="8"'
    ' EntryEventTypeID="1" LegalBasisID="2"><Date CalendarTypeID="1"><Year>2019</Year>'
    "<Month>3</Month><Day>4</Day></Date></EntryEvent><SanctionsMeasure ID='8'"
    ' SanctionsTypeID="1"><Comment>NS-EXE</Comment></SanctionsMeasure></SanctionsEntry>'
)


def changed(*changes: tuple[str, str]) -> bytes:
    """Return the quiet sample with some of its text changed, each once."""
    text = QUIET.decode()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text.encode()


def party(data: bytes, number: str = "301") -> tuple[ListedEntity, Parsed]:
    parsed = read(data)
    return {e.record_id: e for e in parsed.entities}[number], parsed


def birth(inside: str) -> bytes:
    """Return the sample with another date of birth."""
    start, end = b'<DatePeriod CalendarTypeID="1"', b"</DatePeriod>"
    before, _, after = QUIET.partition(b"<Comment>by himself</Comment>")
    _, _, rest = after.partition(end)
    assert start in after
    return before + inside.encode() + rest


def period(
    start: str, end: str, *, approximate: str = "false", calendar: int = 1
) -> str:
    """Write a period of two pairs of days, each of which may be left out."""
    ends = []
    for name, bounds in (("Start", start), ("End", end)):
        points = "".join(
            f"<{tag}><Year>{y}</Year><Month>{m}</Month><Day>{d}</Day></{tag}>"
            for tag, text in zip(("From", "To"), bounds.split(), strict=False)
            if text != "-"
            for y, m, d in [text.split("/")]
        )
        if points:
            ends.append(f'<{name} Approximate="{approximate}" {DAYS}>{points}</{name}>')
    return (
        f'<DatePeriod CalendarTypeID="{calendar}" {DAYS}>{"".join(ends)}</DatePeriod>'
    )


def test_the_words_count_and_not_their_numbers() -> None:
    text = SAMPLE.decode()
    for old, new in (("51", "9951"), ("55", "9955"), ("57", "9957")):
        text = text.replace(f'FeatureType ID="{old}"', f'FeatureType ID="{new}"')
        text = text.replace(f'FeatureTypeID="{old}"', f'FeatureTypeID="{new}"')
    for one, other in zip(
        read(SAMPLE).entities, read(text.encode()).entities, strict=True
    ):
        assert one.birth_dates == other.birth_dates
        assert (one.genders, one.remarks) == (other.genders, other.remarks)


def test_both_namespaces_are_read() -> None:
    new = changed(
        (
            'xmlns="http://www.un.org/sanctions/1.0"',
            'xmlns="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview'
            '/exports/ADVANCED_XML"',
        )
    )
    found = [e.names for e in read(new).entities]
    assert found == [e.names for e in read(SAMPLE).entities]


def test_a_type_says_what_a_party_is_where_its_subtype_does_not() -> None:
    kinds = [entity.kind for entity in read(SAMPLE).entities]
    assert kinds == [
        Kind.PERSON,
        Kind.ORGANISATION,
        Kind.UNKNOWN,
        Kind.ORGANISATION,
    ]


def test_a_name_has_one_form_for_each_script() -> None:
    names = party(SAMPLE)[0].names
    assert [(n.full, n.kind, n.script) for n in names[:3]] == [
        ("Jean Petrovitch EXEMPLE", NameKind.PRIMARY, "Latn"),
        ("Жан ЭКЗЕМПЛ", NameKind.ORIGINAL_SCRIPT, "Cyrl"),
        ("范 例", NameKind.ORIGINAL_SCRIPT, "Hani"),
    ]
    assert names[0].parts == (
        ("family", "EXEMPLE"),
        ("given", "Jean"),
        ("patronymic", "Petrovitch"),
    )


def test_A20_low_quality_is_weak_and_letters_outweigh_the_script_said() -> None:
    name = party(SAMPLE)[0].names[3]
    assert (name.strength, name.script) == (Strength.WEAK, "Latn")
    assert name.note == "as told; said to be Cyrillic"


def test_the_name_of_a_false_identity_is_no_primary_one() -> None:
    name = party(SAMPLE)[0].names[4]
    assert (name.full, name.kind, name.note) == (
        "MODELE",
        NameKind.AKA,
        "false identity",
    )


def test_a_document_belongs_to_an_identity() -> None:
    (passport,) = party(SAMPLE)[0].identifiers
    assert (passport.value, passport.country) == ("XX 12345", "fr")
    assert passport.issued == "2010-05"
    assert passport.issuer == "Prefecture, Exemple Ville, North, Palestinian"
    assert (passport.valid, passport.note) == (False, "seen once; Fraudulent")


def test_a_country_is_where_a_document_was_issued() -> None:
    (number,) = party(SAMPLE, "302")[0].identifiers
    assert (number.type, number.country, number.issuer) == ("company_reg", "fr", "OGRN")


def test_what_is_reported_as_false_is_kept_and_says_so() -> None:
    entity, _ = party(SAMPLE)
    assert entity.birth_dates[0].note == "by himself; Reported as false"
    assert "Citizenship Country: FI (Reported as false)" in entity.remarks
    assert (
        "Website: www.banque.example, Reported as false"
        in party(SAMPLE, "302")[0].remarks
    )


@pytest.mark.parametrize(
    ("start", "end", "approximate", "raw", "precision"),
    [
        ("1951/1/1 1951/1/1", "1951/12/31 1951/12/31", "false", "1951", "year"),
        ("1951/1/1 1951/1/1", "1951/12/31 1951/12/31", "true", "circa 1951", "year"),
        ("1951/2/1 1951/2/1", "1951/2/28 1951/2/28", "false", "Feb 1951", "month"),
        ("1951/2/3 1951/2/3", "1951/2/3 1951/2/3", "false", "03 Feb 1951", "day"),
        ("1951/1/1 1951/12/31", "1953/1/1 1953/12/31", "false", "1951 to 1953",
         "range"),
        ("1951/1/1", "1952/2/2", "false", "01 Jan 1951 to 02 Feb 1952", "range"),
        ("1951/2/1 1951/2/28", "", "false", "Feb 1951", "month"),
        ("- 1951/2/3", "- 1951/2/3", "false", "03 Feb 1951", "day"),
    ],
)  # fmt: skip
def test_A21_a_period_is_what_all_its_bounds_say(
    start: str, end: str, approximate: str, raw: str, precision: str
) -> None:
    written = period(start, end, approximate=approximate)
    if start.startswith("- "):
        written = written.replace("<From>", "<To>").replace("</From>", "</To>")
    span = party(birth(written))[0].birth_dates[0]
    assert (span.raw, span.precision.value) == (raw, precision)
    assert span.circa is (approximate == "true")


@pytest.mark.parametrize(
    ("written", "path"),
    [
        (period("1951/1/1", ""), "DatePeriod"),
        (period("", "1951/1/1 1951/1/1"), "DatePeriod"),
        (period("1951/2/30 1951/2/30", ""), "From"),
        (period("0/0/0 x/1/1", ""), "To"),
        (period("1951/1/1", "", calendar=2), "DatePeriod/@CalendarTypeID"),
    ],
)
def test_A21_a_period_that_cannot_be_read_is_kept_unparsed_and_named(
    written: str, path: str
) -> None:
    entity, parsed = party(birth(written))
    assert entity.birth_dates[0].precision is Precision.UNPARSED
    assert path in {issue.path for issue in parsed.issues}


def test_a_date_of_another_calendar_is_not_reckoned() -> None:
    written = period("1370/1/1 1370/1/1", "", calendar=2)
    data = birth(written).replace(
        b'<CalendarType ID="1">Gregorian</CalendarType>',
        b'<CalendarType ID="1">Gregorian</CalendarType>'
        b'<CalendarType ID="2">Hijri</CalendarType>',
    )
    assert party(data)[0].birth_dates[0].raw == "1370-1-1 (Hijri)"


def test_an_undetermined_place_is_no_address() -> None:
    (address,) = party(SAMPLE)[0].addresses
    assert (address.full, address.country) == (
        "Exemple Ville, North, Palestinian",
        "ps",
    )
    assert address.note == "CITY: Old Exemple; PLANET: Mars; so it is said"


def test_a_feature_may_be_a_text_and_a_place() -> None:
    data = changed(
        (
            ">Tours, France</VersionDetail>",
            '>Tours</VersionDetail><VersionLocation LocationID="403" />',
        ),
        (
            '<VersionLocation LocationID="401" />',
            '<VersionDetail DetailTypeID="1">at sea</VersionDetail>',
        ),
        ('ID="906" ReliabilityID="1"', 'ID="906" ReliabilityID="3"'),
    )
    entity, _ = party(data)
    assert entity.birth_places[0].text == "Tours, France"
    assert entity.addresses[0].full == "at sea"
    assert entity.addresses[1].note.endswith("so it is said; Reported as false")


def test_entries_say_the_programme_once_and_the_first_day() -> None:
    entity, _ = party(SAMPLE)
    assert [programme.code for programme in entity.programmes] == ["NS-EXE"]
    assert str(entity.listed_on) == "2006-04-12"
    assert entity.listed_on_source == "SanctionsEntry/EntryEvent/Date"
    assert entity.measures == ("13662 Sectoral Directive 1: as amended",)
    assert [b.title for b in entity.legal_bases] == ["Executive Order 13662 (Ukraine)"]
    assert entity.remarks[-4:] == (
        "list: Sectoral Sanctions Identifications List",
        "see directive",
        "Amended: 01 Jan 2005",
        "name",
    )


def test_a_link_keeps_its_direction_and_a_target_outside_the_file() -> None:
    (link,) = party(SAMPLE, "302")[0].links
    assert (link.type, link.target_id, link.target_name) == (
        LinkType.OWNED_BY,
        "999",
        "",
    )
    assert link.note == "Owned or Controlled By; former; until 2014"


def test_a_senseless_link_is_kept_and_named() -> None:
    entity, parsed = party(SAMPLE)
    assert entity.links[0].type is LinkType.OWNED_BY
    said = "a person Owned or Controlled By 302"
    assert Issue("301", "relationship", said) in parsed.issues


def test_A12_an_unknown_relation_is_a_link_of_no_type_and_named() -> None:
    entity, parsed = party(SAMPLE, "303")
    assert (entity.links[0].type, entity.links[0].note) == (
        LinkType.LINKED_TO,
        "Admirer of",
    )
    path = "ProfileRelationship/@RelationTypeID"
    assert Issue("303", path, "Admirer of") in parsed.issues


def test_A12_what_the_format_does_not_know_is_named_and_kept() -> None:
    entity, parsed = party(SAMPLE, "303")
    assert entity.remarks[-2:] == ("DistinctParty/@Mood: grey", "Profile/Colour: rust")
    found = {(i.path, i.value) for i in parsed.issues if i.record_id == "303"}
    assert {
        ("DistinctParty/@Mood", "grey"),
        ("Profile/Colour", "rust"),
        ("Profile/@PartySubTypeID", "Submarine"),
        ("DistinctParty/idType", "Hull Tattoo"),
    } <= found
    assert [(n.type, n.value) for n in entity.identifiers] == [
        ("other", "A-1"),
        ("call_sign", "EX1A3"),
        ("call_sign", "EX1A2"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "issue"),
    [
        ('FeatureTypeID="60"', 'FeatureTypeID="6"', ("Feature/@FeatureTypeID", "6")),
        ('AliasTypeID="12"', 'AliasTypeID="13"', None),
        ('AliasTypeID="12"', 'AliasTypeID="1"', ("Alias/@AliasTypeID", "1")),
        ('LowQuality="true"', 'LowQuality="maybe"', ("Alias/@LowQuality", "maybe")),
        ('AliasTypeID="12" Primary="false"', 'AliasTypeID="12" Primary="true"',
         ("Alias/@Primary", "true")),
        ('<VersionLocation LocationID="402"', '<VersionLocation LocationID="4"',
         ("VersionLocation/@LocationID", "4")),
        ('IssuedIn-LocationID="402"', 'IssuedIn-LocationID="4"',
         ("IDRegDocument/@IssuedIn-LocationID", "4")),
        ('ValidityID="2"', 'ValidityID="7"', ("IDRegDocument/@ValidityID", "7")),
        (">Fraudulent<", ">Dubious<", ("IDRegDocument/@ValidityID", "Dubious")),
        (">Issue Date<", ">Renewal Date<",
         ("DocumentDate/@IDRegDocDateTypeID", "Renewal Date")),
        ("<AliasTypeValues>", '<MoodValues><Mood ID="1">grey</Mood></MoodValues>'
         "<AliasTypeValues>", ("MoodValues/Mood", "grey")),
        ("<AliasTypeValues>", "<MoodValues>grey</MoodValues><AliasTypeValues>",
         ("MoodValues", "grey")),
        ('<AliasType ID="11"', '<AliasType New="1" ID="11"', ("AliasType/@New", "1")),
        ('<AliasType ID="11">Name</AliasType>',
         '<AliasType ID="11">Name</AliasType><AliasType ID="11">N.K.A.</AliasType>',
         ("AliasType/@ID", "11")),
        ("<SanctionsEntryLinks />",
         '<SanctionsEntryLinks><SanctionsEntryLink ID="1" /></SanctionsEntryLinks>',
         ("SanctionsEntryLink", "ID: 1")),
        ('Version="3"', 'Version="3" Mood="1"', ("Sanctions/@Mood", "1")),
        ("<ReferenceValueSets>", '<DateOfIssue CalendarTypeID="1"><Year>2026</Year>'
         "<Month>1</Month><Day>2</Day></DateOfIssue><ReferenceValueSets>",
         ("DateOfIssue", "2026-01-02")),
        ('<Location ID="401">', '<Location ID="402" /><Location ID="401">',
         ("Location/@ID", "402")),
        ("<Locations>", '<x:Place xmlns:x="urn:x" ID="1" /><Locations>',
         ("Place", "ID: 1")),
        ('FixedRef="304"', 'FixedRef="305"', ("Profile/@ID", "304")),
        ("<SanctionsEntries>", f"<SanctionsEntries>{NOBODY}",
         ("SanctionsEntry/@ProfileID", "997: NS-EXE")),
        ('ProfileID="303" ListID="72"', 'ProfileID="301" ListID="72"',
         ("SanctionsEntry/@ProfileID", "")),
        ('IdentityID="602" IssuedIn', 'IdentityID="699" IssuedIn',
         ("IDRegDocument/@IdentityID", "699: Registration ID 1027739609391")),
        ('From-ProfileID="303"', 'From-ProfileID="998"',
         ("ProfileRelationship/@From-ProfileID", "998")),
        ('Former="true"', 'Former="soon"', ("ProfileRelationship/@Former", "soon")),
        ("<Month>7</Month>", "<Month>13</Month>", ("Date", "2014-13-16")),
        ('NamePartTypeID="83"', 'NamePartTypeID="8"',
         ("NamePartGroup/@NamePartTypeID", "8")),
        (">Patronymic<", ">Clan<", ("NamePartGroup/@NamePartTypeID", "clan")),
    ],
)  # fmt: skip
def test_A12_what_is_not_there_or_not_known_is_named(
    old: str, new: str, issue: tuple[str, str] | None
) -> None:
    parsed = read(changed((old, new)))
    found = {(one.path, one.value) for one in parsed.issues}
    assert issue is None or issue in found
    assert len(parsed.entities) == 4


def test_a_relationship_from_outside_the_file_is_kept_by_its_target() -> None:
    data = changed(('From-ProfileID="303"', 'From-ProfileID="998"'))
    assert "ProfileRelationship: 998 Admirer of 302" in party(data, "302")[0].remarks


def test_A11_a_party_published_twice_is_one_and_named() -> None:
    text = SAMPLE.decode()
    start = text.index('    <DistinctParty FixedRef="304"')
    end = text.index("  </DistinctParties>")
    data = (text[:end] + text[start:end] + text[end:]).encode()
    parsed = read(data)
    assert len(parsed.entities) == 4
    path = "DistinctParty/@FixedRef"
    assert Issue("304", path, "published more than once") in parsed.issues


@pytest.mark.parametrize(
    "id_",
    [
        'IDRegDocument ID="501',
        'Location ID="401',
        'FixedRef="301',
        'From-ProfileID="301',
        'SanctionsEntry ID="2',
    ],
)
def test_whatever_a_party_refers_to_is_part_of_its_record(id_: str) -> None:
    before = party(QUIET)[0].raw_sha256
    data = changed((f'{id_}"', f'{id_}" New="1"'))
    assert party(data)[0].raw_sha256 != before


def test_a_name_in_parentheses_of_no_part_is_whole() -> None:
    assert party(SAMPLE, "302")[0].names[0].full == "EXEMPLE BANQUE, S.A."


def test_A13_a_party_without_a_name_is_kept() -> None:
    entity, parsed = party(changed((">EXEMPLE BANQUE, S.A.<", "><")), "302")
    assert entity.names == ()
    assert [number.value for number in entity.identifiers] == ["1027739609391"]
    assert Issue("302", "DocumentedName", "") in parsed.issues


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ((("<ReferenceValueSets>", "<Others>"), ("</ReferenceValueSets>", "</Others>")),
         "has a Location before any ReferenceValueSets"),
        ((("<SanctionsEntries>", "<ReferenceValueSets /><SanctionsEntries>"),),
         "has ReferenceValueSets twice"),
        ((('Version="3"', 'Version="3" DeltaBaseVersion="2"'),),
         "holds only what changed"),
        ((("<Year>2026</Year>", "<Year>soon</Year>"),), "soon-9-10 is no day"),
        ((('FixedRef="304"', ""), (' ID="304"', "")),
         "has no DistinctParty/@FixedRef and no Profile/@ID"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(
    changes: tuple[tuple[str, str], ...], why: str
) -> None:
    assert why in refusal(changed(*changes))


def test_A01_a_list_without_entries_is_refused() -> None:
    text = SAMPLE.decode()
    start, end = text.index("    <DistinctParty "), text.index("  </DistinctParties>")
    assert "holds no entries" in refusal((text[:start] + text[end:]).encode())


def test_a_list_without_its_date_is_read_and_says_so() -> None:
    start, end = SAMPLE.index(b"<DateOfIssue"), SAMPLE.index(b"</DateOfIssue>")
    parsed = read(SAMPLE[:start] + SAMPLE[end + len(b"</DateOfIssue>") :])
    assert parsed.published is None
    assert Issue("", "DateOfIssue", "") in parsed.issues


def test_A04_a_file_of_the_other_list_is_refused_by_name() -> None:
    text = SAMPLE.decode().replace('ListID="72"', 'ListID="71"')
    text = text.replace('ListID="73"', 'ListID="71"')
    assert "4 of its 4 entries are not on it, but on SDN List" in refusal(text.encode())
    assert "is not us_ofac_sdn" in samples.refusal("us_ofac_sdn", SAMPLE)


def test_whoever_has_strayed_into_a_list_is_kept_and_named() -> None:
    data = changed(('ProfileID="302" ListID="72"', 'ProfileID="302" ListID="71"'))
    parsed = read(data)
    assert len(parsed.entities) == 4
    assert Issue("302", "SanctionsEntry/@ListID", "SDN List") in parsed.issues


def test_the_benchmarks_file_is_so_many_lists_that_never_meet() -> None:
    one = samples.sample("us_ofac_sdn-advanced")
    three = "".join(advanced.multiplied(one.decode(), 3)).encode()
    alone, parsed = (samples.read("us_ofac_sdn", data) for data in (one, three))
    assert parsed.issues == ()
    assert len({entity.record_id for entity in parsed.entities}) == 36
    assert [e.names for e in parsed.entities] == [e.names for e in alone.entities] * 3
    numbers = [len(entity.identifiers) for entity in alone.entities]
    assert [len(entity.identifiers) for entity in parsed.entities] == numbers * 3
