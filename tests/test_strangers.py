"""A record under a name that the format does not know is never dropped in silence."""

import re
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

from kycscreen.errors import FormatError
from kycscreen.sources import Issue, Parsed, find, opener

LISTS = Path(__file__).parent.parent.parent / "shared" / "lists"


@attrs.frozen
class Layout:
    """How a publisher's file is laid out: what is around, and what one record is."""

    list_id: str
    record: str
    containers: tuple[str, ...]
    frame: str
    one: str

    def written(self, held: list[list[str]]) -> bytes:
        """Write a file; the last of the lists stands at the root itself."""
        pieces = []
        for name, records in zip((*self.containers, ""), held, strict=True):
            inside = "".join(records)
            pieces.append(f"<{name}>{inside}</{name}>" if name else inside)
        return self.frame.format("".join(pieces)).encode()

    def known(self, number: int) -> str:
        return self.one.format(self.record, number)

    def renamed(self, number: int) -> str:
        return self.one.format("stranger", number)


UN = Layout(
    "un_sc",
    "INDIVIDUAL",
    ("INDIVIDUALS", "ENTITIES"),
    '<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09Z">{}</CONSOLIDATED_LIST>',
    "<{0}><DATAID>{1}</DATAID><FIRST_NAME>JEAN</FIRST_NAME>"
    "<SECOND_NAME>EXEMPLE {1}</SECOND_NAME><UN_LIST_TYPE>Mali</UN_LIST_TYPE>"
    "<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Jean E. {1}</ALIAS_NAME>"
    "</INDIVIDUAL_ALIAS></{0}>",
)
EU = Layout(
    "eu_fsf",
    "sanctionEntity",
    (),
    '<export xmlns="http://eu.europa.ec/fpi/fsd/export"'
    ' generationDate="2026-02-02T00:00:00+01:00" globalFileId="1">{}</export>',
    '<{0} euReferenceNumber="EU.{1}.1" logicalId="{1}">'
    '<subjectType code="person" classificationCode="P"/>'
    '<nameAlias wholeName="Jean Exemple {1}" strong="true" logicalId="2"/></{0}>',
)
OFAC = Layout(
    "us_ofac_sdn",
    "sdnEntry",
    (),
    '<sdnList xmlns="http://tempuri.org/sdnList.xsd"><publshInformation>'
    "<Publish_Date>03/10/2021</Publish_Date></publshInformation>{}</sdnList>",
    "<{0}><uid>{1}</uid><lastName>EXEMPLE {1}</lastName>"
    "<sdnType>Individual</sdnType></{0}>",
)
LAYOUTS = {layout.list_id: layout for layout in (UN, EU, OFAC)}


def read(layout: Layout, held: list[list[str]]) -> Parsed:
    return find(layout.list_id).parse(layout.written(held))


def strangers(parsed: Parsed) -> list[Issue]:
    return [issue for issue in parsed.issues if issue.path == "stranger"]


def placements() -> Iterator[tuple[str, int, str]]:
    """Name every place of a stranger: which list, which holder, where inside."""
    for layout in LAYOUTS.values():
        for holder in range(len(layout.containers) + 1):
            for where in ("first", "middle", "last", "only"):
                if where != "only" or layout.containers:
                    yield layout.list_id, holder, where


@pytest.mark.parametrize(("list_id", "holder", "where"), list(placements()))
def test_A12_a_renamed_record_is_reported_wherever_it_stands(
    list_id: str, holder: int, where: str
) -> None:
    layout = LAYOUTS[list_id]
    holders = len(layout.containers) + 1
    held = [[layout.known(10 * h), layout.known(10 * h + 1)] for h in range(holders)]
    at = {"first": 0, "middle": 1, "last": 2, "only": 0}[where]
    if where == "only":
        held[holder] = []
    held[holder].insert(at, layout.renamed(99))
    parsed = read(layout, held)
    (issue,) = strangers(parsed)
    known = sum(len(records) for records in held) - 1
    assert len(parsed.entities) == known
    assert "99" in issue.value


def test_A12_the_first_and_the_last_container_lose_nothing_between_them() -> None:
    parsed = find("un_sc").parse(
        UN.written([[UN.known(1), UN.renamed(2)], [UN.known(3)], []])
    )
    assert [entity.record_id for entity in parsed.entities] == ["1", "3"]
    assert [issue.path for issue in parsed.issues] == ["stranger"]


def test_A12_a_stranger_behind_a_container_within_a_container_is_reported() -> None:
    data = UN.frame.format(
        f"<INDIVIDUALS><ENTITIES>{UN.known(1)}</ENTITIES>{UN.renamed(2)}</INDIVIDUALS>"
        f"<ENTITIES>{UN.known(3)}</ENTITIES>"
    )
    assert len(strangers(find("un_sc").parse(data.encode()))) == 1


@pytest.mark.parametrize("list_id", LAYOUTS)
@pytest.mark.parametrize(("count", "refused"), [(10, False), (11, True)])
def test_A12_more_than_a_handful_of_strangers_is_refused(
    list_id: str, count: int, refused: bool
) -> None:
    layout = LAYOUTS[list_id]
    held = [[layout.known(h)] for h in range(len(layout.containers) + 1)]
    held[0] += [layout.renamed(100 + number) for number in range(count)]
    if refused:
        with pytest.raises(FormatError, match="11 elements stand in the place of"):
            read(layout, held)
    else:
        assert len(strangers(read(layout, held))) == count


def test_A12_a_handful_among_very_many_is_reported() -> None:
    records = [EU.known(number) for number in range(2_000)]
    records[500:500] = [EU.renamed(number) for number in range(20)]
    assert len(strangers(read(EU, [records]))) == 20


def test_A12_a_container_of_strangers_under_a_new_name_is_refused() -> None:
    people = "".join(UN.renamed(number) for number in range(20))
    data = UN.frame.format(
        f"<ENTITIES>{UN.known(3)}</ENTITIES><PEOPLE>{people}</PEOPLE>"
    )
    with pytest.raises(FormatError, match="20 elements stand in the place of"):
        find("un_sc").parse(data.encode())


def test_memory_stays_small_however_many_containers_and_strangers_there_are() -> None:
    part = "<part>" + "<one><name>Jean Exemple</name></one>" * 200 + "<x/></part>"
    data = f"<list>{part * 100}</list>".encode()
    tracemalloc.start()
    found = opener.records(
        "un_sc",
        data,
        root="list",
        namespaces=("",),
        names=frozenset({"one"}),
        around=frozenset({"part"}),
    )
    assert sum(1 for _ in found) == 1 + 100 * 201
    assert tracemalloc.get_traced_memory()[1] < 2_000_000
    tracemalloc.stop()


@pytest.mark.skipif(not LISTS.exists(), reason="needs the publishers' files")
@pytest.mark.parametrize(
    ("list_id", "path", "name"),
    [
        ("un_sc", "un/un_consolidated_2026-02-27.xml", "INDIVIDUAL"),
        ("un_sc", "un/un_consolidated_2026-02-27.xml", "ENTITY"),
        ("eu_fsf", "eu/eu_fsf_full_1_1_2021-03-05.xml", "sanctionEntity"),
        ("us_ofac_sdn", "ofac/sdn_2021-03-10.xml", "sdnEntry"),
    ],
)
@pytest.mark.parametrize(("count", "refused"), [(5, False), (100, True)])
def test_A12_the_last_records_of_a_whole_file_renamed_are_never_dropped(
    list_id: str, path: str, name: str, count: int, refused: bool
) -> None:
    text = (LISTS / path).read_text(encoding="utf-8")
    ends = list(re.finditer(f"<(/?){name}(?=[ >])", text))[-2 * count :]
    for tag in reversed(ends):
        text = f"{text[: tag.start()]}<{tag[1]}PERSON{text[tag.end() :]}"
    data = re.sub("<Record_Count>.*?</Record_Count>", "", text).encode()
    if refused:
        with pytest.raises(FormatError, match="100 elements stand in the place of"):
            find(list_id).parse(data)
    else:
        issues = find(list_id).parse(data).issues
        assert sum(issue.path == "PERSON" for issue in issues) == count
