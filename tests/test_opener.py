"""The guarded way into a publisher's XML: what it refuses, and what it hands out."""

import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kycscreen.errors import FormatError
from kycscreen.sources import opener
from tests.pace import within

SHARED = Path(__file__).parent.parent.parent / "shared"
NAMESPACE = "urn:exemple"
WHOLE = (
    f'<?xml version="1.0" encoding="UTF-8"?><list xmlns="{NAMESPACE}" date="2026">'
    "<part><one id='1'><name>Jean Exemple</name></one>"
    "<one id='2'><name>Åsa Exemple</name><!-- x --></one></part>"
    "<other>beside</other><part><one id='3'/></part></list>\n"
).encode()


def records(data: bytes) -> Iterator[tuple[str, "etree._Element"]]:
    return opener.records(
        "un_sc",
        data,
        root="list",
        namespaces=(NAMESPACE, ""),
        names=frozenset({"one"}),
        around=frozenset({"part"}),
    )


def seen(data: bytes) -> list[tuple[str, str]]:
    return [(name, opener.text(element)) for name, element in records(data)]


def refusal(data: bytes) -> str:
    with pytest.raises(FormatError) as raised:
        list(records(data))
    return str(raised.value)


def around(inside: str) -> bytes:
    return f"<list><part>{inside}<one/></part></list>".encode()


def test_records_come_in_order_after_the_root_and_strangers_are_reported() -> None:
    assert seen(WHOLE) == [
        (opener.ROOT, ""),
        ("one", "Jean Exemple"),
        ("one", "Åsa Exemple"),
        (opener.STRANGER, "beside"),
        ("one", ""),
    ]


def test_the_root_comes_with_its_attributes_and_nothing_else() -> None:
    name, root = next(records(WHOLE))
    assert (name, root.get("date"), len(root)) == (opener.ROOT, "2026", 0)


def test_a_stranger_behind_the_last_record_is_reported() -> None:
    data = b"<list><part><one/><two>2</two></part><three>3</three></list>"
    assert seen(data)[-2:] == [(opener.STRANGER, "2"), (opener.STRANGER, "3")]


def test_a_record_within_a_record_is_part_of_it() -> None:
    data = b"<list><one>a<one>b</one>c</one><one>d</one></list>"
    assert seen(data)[1:] == [("one", "abc"), ("one", "d")]


@pytest.mark.parametrize("data", [b"", b" \r\n\t ", b"\n" * 100_000])
def test_A01_an_empty_file_is_refused(data: bytes) -> None:
    assert refusal(data) == "un_sc: the file is empty; fetch it again"


@given(st.integers(min_value=0, max_value=len(WHOLE.rstrip()) - 1))
def test_A02_a_file_cut_off_anywhere_is_refused(at: int) -> None:
    with pytest.raises(FormatError):
        list(records(WHOLE[:at]))


def test_A02_a_damaged_file_names_the_line() -> None:
    assert "is damaged or cut off at line 3" in refusal(b"<list>\n<one/>\n<two")


def test_A02_a_root_with_an_undeclared_prefix_is_refused() -> None:
    data = b'<list date="2026" xsi:schemaLocation="urn:x"><one/></list>'
    assert "xsi:schemaLocation" in refusal(data)
    assert "root is x:list" in refusal(b"<x:list><one/></x:list>")


@pytest.mark.parametrize(
    "page",
    [
        b"<!DOCTYPE html><html><body>Access denied</body></html>",
        b"  <html><body>Access denied<br></body></html>",
        b"<!doctype HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'><HTML></HTML>",
        b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>",
    ],
)
def test_A03_a_web_page_is_named(page: bytes) -> None:
    assert "not an un_sc list: root is html" in refusal(page)


@pytest.mark.parametrize("body", [b'{"error": 1}', b"\xef\xbb\xbf [1]", b'"busy"'])
def test_A03_a_json_body_is_named(body: bytes) -> None:
    assert "the body is JSON" in refusal(body)


def test_A03_a_plain_message_is_refused() -> None:
    assert "is damaged or cut off at line 1" in refusal(b"try again later")


@pytest.mark.parametrize(
    ("root", "publisher"),
    [
        ('<sdnList xmlns="http://tempuri.org/sdnList.xsd"/>', "OFAC's legacy XML"),
        ('<Sanctions xmlns="urn:x"/>', "OFAC's ADVANCED XML"),
        ("<sanctionsData/>", "OFAC's ENHANCED XML"),
        ("<export/>", "the EU's financial sanctions file"),
        ("<CONSOLIDATED_LIST/>", "the UN Security Council's list"),
        ("<Designations/>", "the UK sanctions list"),
        ("<swiss-sanctions-list/>", "SECO's list"),
    ],
)
def test_A04_another_publishers_list_is_named(root: str, publisher: str) -> None:
    assert publisher in refusal(root.encode())


def test_A04_another_namespace_is_named() -> None:
    assert "root is list in namespace urn:other" in refusal(
        b'<list xmlns="urn:other"/>'
    )


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE list [<!ENTITY n SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE list [<!ENTITY n SYSTEM "http://127.0.0.1:9/">]>',
        '<!DOCTYPE list [<!ENTITY % p SYSTEM "http://127.0.0.1:9/"> %p;]>',
        '<!DOCTYPE list SYSTEM "http://127.0.0.1:9/list.dtd">',
        '<!DOCTYPE list [<!ENTITY n "Jean">]>',
        "<!DOCTYPE list>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_A14_a_doctype_is_refused(declaration: str, encoding: str) -> None:
    document = f"{declaration}<list><one>&n;</one></list>"
    assert "has a DOCTYPE" in refusal(document.encode(encoding))


def test_A14_a_doctype_in_an_unusual_encoding_is_refused() -> None:
    document = "<?xml version='1.0' encoding='{}'?><!DOCTYPE list><list><one/></list>"
    for encoding in ("utf-32", "cp037", "utf-7"):
        data = document.format(encoding.replace("cp", "IBM")).encode(encoding)
        assert "DOCTYPE" in refusal(data) or "is damaged" in refusal(data)


@pytest.mark.parametrize("behind", [0, 10_000])
def test_A14_an_undeclared_entity_is_refused(behind: int) -> None:
    more = b"<one>Jean</one>" * behind
    data = b"<list><one>a</one><one>Jean &n;</one>" + more + b"</list>"
    assert "is damaged or cut off" in refusal(data)


def test_A15_entities_that_grow_are_refused_at_once() -> None:
    rounds = "".join(f'<!ENTITY l{i + 1} "{f"&l{i};" * 10}">' for i in range(9))
    laughs = f'<!DOCTYPE list [<!ENTITY l0 "ha">{rounds}]><list><one>&l9;</one></list>'
    assert "has a DOCTYPE" in refusal(laughs.encode())


def test_A15_a_file_nested_100_000_deep_is_refused() -> None:
    assert "is damaged" in refusal(around("<a>" * 100_000 + "</a>" * 100_000))


@pytest.mark.parametrize(("depth", "refused"), [(60, False), (70, True)])
def test_A15_a_record_may_be_64_deep(depth: int, refused: bool) -> None:
    data = f"<list><one>{'<a>' * depth}{'</a>' * depth}</one></list>".encode()
    if refused:
        assert "is nested deeper than 64" in refusal(data)
    else:
        assert len(seen(data)) == 2


@pytest.mark.parametrize(
    "inside",
    ["x" * 11_000_000, f"<a b='{'x' * 2_000_000}'/>", f"<!--{' ' * 2_000_000}-->"],
)
def test_A15_a_text_beyond_one_megabyte_is_refused(inside: str) -> None:
    assert "a text or tag of more than 1 MB at byte" in refusal(around(inside))


def test_A15_a_million_attributes_are_refused() -> None:
    attributes = " ".join(f'a{i}=""' for i in range(1_000_000))
    assert "more than 1 MB" in refusal(f"<list><one {attributes}/></list>".encode())


def test_A15_a_hundred_attributes_are_refused() -> None:
    attributes = " ".join(f'a{i}=""' for i in range(100))
    assert "attributes" in refusal(f"<list><one {attributes}/></list>".encode())


@pytest.mark.parametrize("before", ["", "<one/>"])
def test_A15_millions_of_siblings_are_refused_early(before: str) -> None:
    data = f"<list>{before}{'<a/>' * 5_000_000}".encode()
    started = time.process_time()
    assert "holds something else than records" in refusal(data)
    assert within(5, time.process_time() - started)


def test_A15_strangers_between_records_are_refused_beyond_a_thousand() -> None:
    data = b"<list>" + b"<a/><one/>" * 1001 + b"</list>"
    assert "holds something else than records" in refusal(data)


@pytest.mark.parametrize(
    ("magic", "what"),
    [
        (b"\x1f\x8b\x08", "gzip"),
        (b"PK\x03\x04", "zip"),
        (b"BZh9", "bzip2"),
        (b"\xfd7zXZ\x00", "xz"),
        (b"%PDF-1.7", "PDF"),
    ],
)
def test_A16_an_archive_is_named(magic: bytes, what: str) -> None:
    assert f"{what} " in refusal(magic + b"\x00" * 100)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_A17_unicode_is_read_as_the_parser_detects_it(encoding: str) -> None:
    text = "<?xml version='1.0'?><list>" + "<one>Åsa Exemple</one>" * 5_000 + "</list>"
    assert set(seen(text.encode(encoding))[1:]) == {("one", "Åsa Exemple")}


def test_A17_a_declared_encoding_is_honoured() -> None:
    text = "<?xml version='1.0' encoding='ISO-8859-1'?><list><one>Åsa</one></list>"
    assert seen(text.encode("latin-1"))[1] == ("one", "Åsa")


def test_A17_latin_1_declared_as_utf_8_is_refused() -> None:
    text = "<?xml version='1.0' encoding='UTF-8'?><list><one>Åsa</one></list>"
    assert "is damaged or cut off at line 1" in refusal(text.encode("latin-1"))


@pytest.mark.parametrize(
    "inside",
    [
        "Jean<!-- no --> Exemple",
        "Jean<?no no?> Exemple",
        "<![CDATA[Jean Exemple]]>",
        "J<![CDATA[ean Exe]]>mple",
        "&#74;ean&#x20;Exemple",
        "\n  Jean\u00a0\n\tExemple\u3000",
        "<b>Jean</b> Exemple",
        "Jean Exe\u0080mple",
    ],
)
def test_A24_no_comment_reference_or_blank_cuts_a_name(inside: str) -> None:
    data = f"<list><one>{inside}</one></list>".encode()
    assert seen(data)[1] == ("one", "Jean Exemple")


def test_memory_stays_small_however_many_records_there_are() -> None:
    data = b"<list>" + b"<one><name>Jean Exemple</name></one>" * 20_000 + b"</list>"
    tracemalloc.start()
    assert sum(1 for _ in records(data)) == 20_001
    assert tracemalloc.get_traced_memory()[1] < 2_000_000
    tracemalloc.stop()


def test_what_a_format_does_not_know_is_named_with_its_path() -> None:
    data = (
        b'<list xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        b'<one id="1" new="2" xsi:nil="true"><name/><colour>grey</colour></one></list>'
    )
    found = [
        problem
        for name, element in records(data)
        if name == "one"
        for problem in opener.unknown(element, frozenset({"name", "@id"}), "one")
    ]
    assert found == [("one/colour", "grey"), ("one/@new", "2")]


def test_paragraphs_keep_their_lines_and_lose_their_indentation() -> None:
    data = b"<list><one>\n   First\n   line.  \n\n\n   Second.\n</one></list>"
    found = [opener.paragraph(element) for _, element in records(data)]
    assert found[1] == "First\nline.\nSecond."


def test_children_are_found_by_local_name() -> None:
    data = f'<list xmlns="{NAMESPACE}"><one><a>1</a><b/><a>2</a></one></list>'.encode()
    for name, element in records(data):
        if name == "one":
            assert [opener.text(a) for a in opener.children(element, "a")] == ["1", "2"]
            assert opener.text(opener.child(element, "a")) == "1"
            assert opener.text(opener.child(element, "c")) == ""
            assert opener.local(element) == "one"
