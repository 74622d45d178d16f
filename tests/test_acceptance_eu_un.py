"""The EU's and the UN's complete files: the numbers that must come out exactly."""

import re
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from kycscreen.dates import DateSpan, Precision
from kycscreen.entities import LinkType, ListedEntity, NameKind, Strength
from kycscreen.errors import FormatError
from kycscreen.facts import Kind
from kycscreen.sources import Parsed, find
from tests.pace import within

LISTS = Path(__file__).parent.parent.parent / "shared" / "lists"

pytestmark = pytest.mark.skipif(not LISTS.exists(), reason="needs ../shared/lists")

EU = "eu/eu_fsf_full_1_1_2021-03-05.xml"
EDITIONS = ("2021-03-12", "2025-04-19", "2025-11-15", "2026-02-27")
EXACT = ("2021-03-12", "2026-02-27")


def data(path: str) -> bytes:
    return (LISTS / path).read_bytes()


@cache
def eu() -> Parsed:
    return find("eu_fsf").parse(data(EU))


@cache
def eu_apart() -> Parsed:
    """Read the EU's file with every copy of a record under a number of its own."""
    seen: Counter[bytes] = Counter()

    def numbered(found: re.Match[bytes]) -> bytes:
        seen[found[1]] += 1
        return b'euReferenceNumber="%s#%d"' % (found[1], seen[found[1]])

    apart = re.sub(rb'euReferenceNumber="([^"]+)"', numbered, data(EU))
    return find("eu_fsf").parse(apart)


@cache
def un(edition: str) -> Parsed:
    return find("un_sc").parse(data(f"un/un_consolidated_{edition}.xml"))


def spans(parsed: Parsed) -> list[DateSpan]:
    return [span for entity in parsed.entities for span in entity.birth_dates]


def weak(parsed: Parsed) -> int:
    return sum(
        name.strength is Strength.WEAK for e in parsed.entities for name in e.names
    )


def key(name: str) -> str:
    return " ".join(name.split()).casefold()


# ---- the EU's file --------------------------------------------------------------


def test_every_eu_entity_is_read_and_the_copies_are_merged() -> None:
    ids = {entity.record_id for entity in eu().entities}
    assert len(eu().entities) == len(ids) == 2248
    assert len(eu_apart().entities) == 2269
    twice = [i for i in eu().issues if i.value == "published more than once"]
    assert len(twice) == 21
    assert str(eu().published) == "2021-03-02"


def test_the_copies_of_an_eu_entity_keep_both_regulations() -> None:
    assert sum(len(entity.legal_bases) for entity in eu().entities) == 2269
    assert sum(len(entity.programmes) > 1 for entity in eu().entities) == 21


def eu_published() -> Iterator[tuple[str, str]]:
    """Read the reference and the aliases of every record by another parser."""
    space = "{http://eu.europa.ec/fpi/fsd/export}"
    for record in ElementTree.fromstring(data(EU)).iter(f"{space}sanctionEntity"):
        for alias in record.iter(f"{space}nameAlias"):
            yield record.attrib["euReferenceNumber"], key(alias.attrib["wholeName"])


def test_every_eu_name_is_kept_but_for_repetitions() -> None:
    published = list(eu_published())
    assert len(published) == 9544
    assert len(set(published)) == 9401
    kept = {(e.record_id, key(n.full)) for e in eu().entities for n in e.names}
    assert not set(published) - kept


def test_every_eu_entity_has_one_primary_name() -> None:
    for entity in eu().entities:
        kinds = [name.kind for name in entity.names]
        assert kinds.count(NameKind.PRIMARY) == 1, entity.record_id


def test_the_quality_of_eu_aliases_is_read() -> None:
    assert weak(eu_apart()) == 51
    assert 45 <= weak(eu()) <= 51
    good = re.findall(rb"<remark>(?:good|qood|god|high) quality", data(EU), re.I)
    assert len(good) == 77
    assert not any(
        "quality a" in r
        for e in eu().entities
        for r in e.remarks[1:]
        if re.fullmatch("nameAlias/remark: \\w+ quality \\S+", r)
    )


def test_every_eu_birth_date_has_its_precision() -> None:
    read = [span for span in spans(eu_apart()) if span.note != "in a remark"]
    assert len(read) == 1774
    assert Counter(span.precision.value for span in read) == {
        "day": 1073,
        "year": 467 + 166 + 1,
        "range": 42 + 16,
        "month": 9,
    }
    told = sum("pproximately" in span.note and span.circa for span in read)
    assert sum(span.circa for span in read) == 166 + 42 + 4 + 4
    assert told >= 4  # a remark may say so where no attribute does
    assert min(span.lo.year for span in read if span.lo is not None) >= 1900
    islamic = [span for span in read if span.calendar == "islamic"]
    assert [str(span.lo) for span in islamic] == ["1982-04-19"]


def test_unknown_countries_of_the_eu_are_none() -> None:
    assert data(EU).count(b'countryIso2Code="00"') == 869
    for entity in eu().entities:
        countries = {
            *entity.citizenships,
            *(place.country for place in entity.birth_places),
            *(address.country for address in entity.addresses),
            *(identifier.country for identifier in entity.identifiers),
        }
        assert not countries & {"00", "yu", "unknown"}
        assert all(len(code) in (0, 2) for code in countries)


def test_nothing_in_the_eu_file_is_unknown() -> None:
    paths = Counter(issue.path for issue in eu().issues)
    assert paths == {"sanctionEntity/@euReferenceNumber": 21, "nameAlias/@wholeName": 2}


def test_eu_kinds_and_days_of_listing_are_read() -> None:
    kinds = Counter(entity.kind for entity in eu_apart().entities)
    assert kinds[Kind.PERSON] == 1700
    assert kinds[Kind.ORGANISATION] + kinds[Kind.VESSEL] == 569
    sources = Counter(entity.listed_on_source for entity in eu_apart().entities)
    assert sources["designationDate"] == 1170
    assert sources[""] == 0


def test_todays_eu_format_is_read() -> None:
    (path,) = (LISTS / "current-format").glob("eu_fsf_trimmed*.xml")
    parsed = find("eu_fsf").parse(path.read_bytes())
    assert [entity.names[0].full for entity in parsed.entities] == [
        "Tarek Mikhail Aziz",
        "Organização Abu Nidal",
    ]
    assert parsed.issues == ()


# ---- the UN's files -------------------------------------------------------------


@pytest.mark.parametrize(
    ("edition", "persons", "others"),
    [
        ("2021-03-12", 711, 293),
        ("2025-04-19", 684, 193),
        ("2025-11-15", 727, 273),
        ("2026-02-27", 730, 273),
    ],
)
def test_every_un_record_is_read(edition: str, persons: int, others: int) -> None:
    kinds = Counter(entity.kind for entity in un(edition).entities)
    assert kinds == {Kind.PERSON: persons, Kind.ORGANISATION: others}
    assert str(un(edition).published) == edition


def un_published(edition: str) -> Iterator[tuple[str, str, str]]:
    """Read id, quality and text of every alias by another parser."""
    path = f"un/un_consolidated_{edition}.xml"
    for record in ElementTree.fromstring(data(path)).iter():
        for alias in record.findall(f"{record.tag}_ALIAS"):
            text = key(alias.findtext("ALIAS_NAME") or "")
            if text:
                quality = alias.findtext("QUALITY") or ""
                yield record.findtext("DATAID") or "", quality, text


@pytest.mark.parametrize(
    ("edition", "persons", "others", "low"),
    [("2021-03-12", 2096, 561, 600), ("2026-02-27", 2139, 613, 615)],
)
def test_every_un_alias_with_a_text_is_kept(
    edition: str, persons: int, others: int, low: int
) -> None:
    published = list(un_published(edition))
    of = Counter(quality in ("Good", "Low") for _, quality, _ in published)
    assert (of[True], of[False]) == (persons, others)
    assert sum(quality == "Low" for _, quality, _ in published) == low
    kept = {(e.record_id, key(n.full)) for e in un(edition).entities for n in e.names}
    assert not {(at, text) for at, _, text in published} - kept
    assert low * 0.9 <= weak(un(edition)) <= low * 1.15


def weakness(edition: str) -> Iterator[tuple[str, str, Strength]]:
    """Find how far each name of one trust only is trusted."""
    trusts: dict[tuple[str, str], set[str]] = {}
    for record_id, quality, text in un_published(edition):
        trusts.setdefault((record_id, text), set()).add(quality)
    for (record_id, text), qualities in trusts.items():
        strong = qualities != {"Low"}
        yield record_id, text, Strength.STRONG if strong else Strength.WEAK


@pytest.mark.parametrize("edition", EXACT)
def test_a_low_un_alias_is_weak_unless_a_better_one_says_the_same(edition: str) -> None:
    read = {
        (entity.record_id, key(name.full)): name.strength
        for entity in un(edition).entities
        for name in entity.names
    }
    differ = [
        (record_id, text)
        for record_id, text, strength in weakness(edition)
        if read[record_id, text] is not strength
    ]
    # A piece of a good value may say the same as a low alias; then it is good.
    assert len(differ) <= 3
    assert all(read[name] is Strength.STRONG for name in differ)


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_un_name_is_empty_and_one_is_primary(edition: str) -> None:
    for entity in un(edition).entities:
        assert all(name.full.strip() for name in entity.names)
        kinds = [name.kind for name in entity.names]
        assert kinds.count(NameKind.PRIMARY) == 1, entity.record_id


@pytest.mark.parametrize(
    ("edition", "ranges", "circa"), [("2021-03-12", 34, 127), ("2026-02-27", 32, 124)]
)
def test_every_un_birth_date_has_its_precision(
    edition: str, ranges: int, circa: int
) -> None:
    read = [span for span in spans(un(edition)) if span.note != "alias"]
    found = Counter(span.precision for span in read)
    assert found[Precision.RANGE] == ranges
    parsed = [span for span in read if span.precision is not Precision.UNPARSED]
    assert sum(span.circa for span in parsed) == circa
    assert min(span.lo.year for span in parsed if span.lo is not None) > 1900


@pytest.mark.parametrize(
    ("edition", "days"), [("2021-03-12", 442), ("2026-02-27", 454)]
)
def test_every_exact_un_day_is_a_day(edition: str, days: int) -> None:
    read = [span for span in spans(un(edition)) if "alias" not in span.note]
    found = Counter(span.precision for span in read)
    assert found[Precision.DAY] == days


@pytest.mark.parametrize("edition", EDITIONS)
def test_only_dates_remain_unread_in_the_un_file(edition: str) -> None:
    assert {issue.path for issue in un(edition).issues} == {"DATE_OF_BIRTH"}
    assert len(un(edition).issues) <= 3


@pytest.mark.parametrize("edition", EDITIONS)
def test_un_relatives_are_linked_to_their_records(edition: str) -> None:
    ids = {entity.record_id for entity in un(edition).entities}
    links = [link for entity in un(edition).entities for link in entity.links]
    kin = [link for link in links if link.type is LinkType.FAMILY and link.target_id]
    assert len(kin) > 25
    assert all(link.target_id in ids for link in links if link.target_id)


def test_the_regime_on_guinea_bissau_has_ten_persons() -> None:
    listed = [
        entity
        for entity in un("2026-02-27").entities
        if entity.programmes[0].label == "Guinea-Bissau"
    ]
    assert len(listed) == 10
    assert all(entity.nationalities == ("gw",) for entity in listed)


# ---- both -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("list_id", "path"),
    [("eu_fsf", EU), ("un_sc", "un/un_consolidated_2026-02-27.xml")],
)
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a02_a_file_that_breaks_off_is_refused(
    list_id: str, path: str, share: float
) -> None:
    whole = data(path)
    with pytest.raises(FormatError):
        find(list_id).parse(whole[: int(len(whole) * share)])


def test_a04_the_lists_do_not_take_each_other() -> None:
    for list_id, path in (
        ("un_sc", EU),
        ("eu_fsf", "un/un_consolidated_2026-02-27.xml"),
    ):
        with pytest.raises(FormatError, match="not an"):
            find(list_id).parse(data(path))


def test_both_files_are_read_within_two_seconds() -> None:
    before = time.process_time()
    find("eu_fsf").parse(data(EU))
    find("un_sc").parse(data("un/un_consolidated_2026-02-27.xml"))
    assert within(2, time.process_time() - before)


def test_every_entity_keeps_what_it_stood_on() -> None:
    whole: tuple[ListedEntity, ...] = eu().entities + un("2026-02-27").entities
    assert all(len(entity.raw_sha256) == 64 for entity in whole)
    assert all(entity.listed_on is not None for entity in whole)
