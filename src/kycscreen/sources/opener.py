"""The one guarded way into a publisher's XML file.

What a hostile or damaged file could do is refused here: entities and DOCTYPE,
archives, error pages, another publisher's list, runaway depth or size. A record
is handed out as soon as it is read, so memory stays small. A file that breaks off
raises only after its last whole record: nothing may be concluded before the end.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal, cast

from kycscreen.errors import FormatError
from kycscreen.sources import archives, guard
from kycscreen.sources.elements import attributes as attributes
from kycscreen.sources.elements import child as child
from kycscreen.sources.elements import children as children
from kycscreen.sources.elements import local as local
from kycscreen.sources.elements import paragraph as paragraph
from kycscreen.sources.elements import text as text
from kycscreen.sources.elements import told as told
from kycscreen.sources.elements import unknown as unknown
from kycscreen.sources.guard import MAX_DEPTH
from kycscreen.sources.texts import absent as absent
from kycscreen.sources.texts import hidden as hidden
from kycscreen.sources.texts import line as line

if TYPE_CHECKING:
    from lxml import etree

MAX_RUN = 2**20  # bytes from one tag to the next: texts, attributes, comments
MAX_ATTRIBUTES = 64
MAX_BETWEEN = 4 * 2**20  # bytes without a record: what a tree may grow to
MAX_STRANGERS = 1000
ROOT = "root"
STRANGER = "stranger"

_CHUNK = 2**16
_KNOWN_ROOTS = {
    "sdnList": "OFAC's legacy XML",
    "Sanctions": "OFAC's ADVANCED XML",
    "sanctionsData": "OFAC's ENHANCED XML",
    "export": "the EU's financial sanctions file",
    "CONSOLIDATED_LIST": "the UN Security Council's list",
    "Designations": "the UK sanctions list",
    "swiss-sanctions-list": "SECO's list",
    "meps": "the European Parliament's members",
    "html": "a web page",
}


def records(
    list_id: str,
    data: bytes,
    *,
    root: str,
    namespaces: tuple[str, ...],
    names: frozenset[str],
    around: frozenset[str] = frozenset(),
) -> Iterator[tuple[str, "etree._Element"]]:
    """Yield ``(ROOT, root)``, then ``(local name, element)`` in order.

    Of the root only name and attributes are there: the rest is still to come.
    An element is good until the next one is asked for. ``around`` names the
    elements that only hold records; whatever else stands beside a record comes
    as ``(STRANGER, element)``, to be reported.
    """
    from lxml import etree

    data = archives.single(list_id, data)
    _sniff(list_id, data)
    try:
        _check_root(list_id, data, root, namespaces)
        yield from _stream(list_id, data, root, names, around)
    except etree.XMLSyntaxError as wrong:
        raise _damaged(list_id, wrong.lineno, str(wrong.msg)) from None


def _sniff(list_id: str, data: bytes) -> None:
    """Refuse what can be told from the bytes alone."""
    guard.check(list_id, data)
    head = data[:2048].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html")):
        raise FormatError(list_id, _not_this(list_id, "html"))
    if head.startswith((b"{", b"[", b'"')):
        raise FormatError(list_id, f"not an {list_id} list: the body is JSON")
    for encoding in ("ascii", "utf-16-le", "utf-16-be"):
        if "<!DOCTYPE".encode(encoding) in data:
            raise _doctype(list_id)
    _check_runs(list_id, data)


def _check_runs(list_id: str, data: bytes) -> None:
    """Refuse a text, tag or comment beyond ``MAX_RUN``, in few steps."""
    at = data.find(b"<")
    while at + MAX_RUN < len(data):
        ahead = data.rfind(b"<", at + 1, at + 1 + MAX_RUN)
        if ahead < 0:
            raise FormatError(
                list_id, f"holds a text or tag of more than 1 MB at byte {at}"
            )
        at = ahead


def _doctype(list_id: str) -> FormatError:
    return FormatError(
        list_id, "has a DOCTYPE, which no publisher's list has; do not use this file"
    )


def _damaged(list_id: str, at: int | None, why: str) -> FormatError:
    """Name the line, unless the parser has lost it (as after an unknown entity)."""
    where = f" at line {at}" if at else ""
    return FormatError(
        list_id, f"is damaged or cut off{where} ({why[:120]}); fetch it again"
    )


def _not_this(list_id: str, root: str, namespace: str = "") -> str:
    """Say which list this is not, and what it is instead."""
    what = _KNOWN_ROOTS.get(root)
    being = f", {what}" if what else ""
    inside = f" in namespace {namespace[:120]}" if namespace else ""
    return f"not an {list_id} list: root is {root[:60]}{inside}{being}"


def root(list_id: str, data: bytes) -> str:
    """Return the local name of the root, to choose a reader by; empty if unreadable."""
    from lxml import etree

    try:
        found = _first(archives.single(list_id, data))
    except etree.XMLSyntaxError:
        return ""
    return "" if found is None else local(found)


def _first(data: bytes) -> "etree._Element | None":
    """Read as far as the root begins."""
    parser = _parser(None, ("start",))
    for start in range(0, len(data), _CHUNK // 16):
        parser.feed(data[start : start + _CHUNK // 16])
        found = next((element for _, element in _events(parser)), None)
        if found is not None:
            return found
    parser.close()
    return None


def _check_root(
    list_id: str, data: bytes, root: str, namespaces: tuple[str, ...]
) -> None:
    """Refuse another root, another publisher's namespace, and any DOCTYPE."""
    found = _first(data)
    if found is None:
        raise FormatError(list_id, "holds no element; fetch it again")
    about: Any = found.getroottree().docinfo
    if about.doctype:
        raise _doctype(list_id)
    # Not etree.QName, which raises where nothing declares a prefix.
    namespace = str(found.tag).rpartition("}")[0].removeprefix("{")
    if local(found) != root or namespace not in namespaces:
        raise FormatError(list_id, _not_this(list_id, local(found), namespace))


def _parser(
    tags: tuple[str, ...] | None, events: "tuple[Literal['start', 'end'], ...]"
) -> "etree.XMLPullParser":
    from lxml import etree

    return etree.XMLPullParser(
        events=events,
        tag=tags,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def _events(
    parser: "etree.XMLPullParser",
) -> "Iterator[tuple[str, etree._Element]]":
    return cast("Iterator[tuple[str, etree._Element]]", parser.read_events())


def _stream(
    list_id: str, data: bytes, root: str, names: frozenset[str], around: frozenset[str]
) -> Iterator[tuple[str, "etree._Element"]]:
    """Feed the parser piece by piece; hand out records and forget them."""
    tags = tuple(f"{{*}}{name}" for name in sorted({root, *names, *around}))
    parser = _parser(tags, ("start", "end"))
    top: etree._Element | None = None
    inside, last, strangers, whole = 0, 0, 0, False
    for start in range(0, len(data), _CHUNK):
        parser.feed(data[start : start + _CHUNK])
        for event, element in _events(parser):
            if top is None:
                top = element
                yield ROOT, _alone(list_id, top)
            elif element is top:
                whole = event == "end"
            elif local(element) in around:
                if event == "end" and not inside:
                    others = _strange(element, names | around)
                    strangers += len(others)
                    _check_sparse(list_id, 0, strangers, start)
                    yield from ((STRANGER, other) for other in others)
                    element.clear()
            elif event == "start":
                inside += 1
            elif inside > 1:
                inside -= 1  # part of a record that is still open
            else:
                inside, last = 0, start
                _check_shape(list_id, element)
                others = _before(element, names | around)
                strangers += len(others)
                _check_sparse(list_id, 0, strangers, start)
                yield from ((STRANGER, other) for other in others)
                yield local(element), element
                _forget(element)
        _check_sparse(list_id, start - last, strangers, start)
    parser.close()
    if top is None or not whole:
        raise _damaged(list_id, None, "the root does not end")
    others = _strange(top, names | around)
    _check_sparse(list_id, 0, strangers + len(others), len(data))
    yield from ((STRANGER, other) for other in others)


def _check_sparse(list_id: str, gap: int, strangers: int, at: int) -> None:
    """Refuse a file that is mostly something else than records."""
    if gap > MAX_BETWEEN or strangers > MAX_STRANGERS:
        raise FormatError(
            list_id,
            f"holds something else than records before byte {at};"
            " it is not the list it should be",
        )


def _alone(list_id: str, element: "etree._Element") -> "etree._Element":
    """Copy an element without what it holds, of which only a part is read yet."""
    from lxml import etree

    copy = etree.Element(element.tag)
    for key, value in element.attrib.items():
        try:
            copy.set(key, value)
        except ValueError:  # a prefix that nothing declares
            raise FormatError(
                list_id,
                f"is damaged: its root has an attribute {str(key)[:60]};"
                " fetch it again",
            ) from None
    return copy


def _check_shape(list_id: str, element: "etree._Element") -> None:
    """Refuse a record that is too deep, holds an entity, or is all attributes."""
    from lxml import etree

    for part in element.iter(etree.Entity):
        raise FormatError(list_id, f"holds the entity {part.text}; do not use it")
    if len(element.attrib) > MAX_ATTRIBUTES:
        raise FormatError(
            list_id, f"{local(element)} has more than {MAX_ATTRIBUTES} attributes"
        )
    if _is_deep(element):
        raise FormatError(list_id, f"is nested deeper than {MAX_DEPTH} elements")


def _is_deep(element: "etree._Element") -> bool:
    """Tell whether anything lies ``MAX_DEPTH`` levels below an element."""
    level = [element]
    for _ in range(MAX_DEPTH):
        level = [child for parent in level for child in parent if len(child)]
        if not level:
            return False
    return True


def _before(
    element: "etree._Element", expected: frozenset[str]
) -> "list[etree._Element]":
    """List what stands before a record, or before what holds it, and is no record."""
    found = []
    for node in (element, *element.iterancestors()):
        found += [
            other
            for other in node.itersiblings(preceding=True)
            if local(other) not in expected
        ]
    return found


def _forget(element: "etree._Element") -> None:
    """Empty a record and drop all that lies before it."""
    element.clear()
    for node in (element, *element.iterancestors()):
        parent = node.getparent()
        while parent is not None and node.getprevious() is not None:
            del parent[0]


def _strange(
    holder: "etree._Element", expected: frozenset[str]
) -> "list[etree._Element]":
    """List what is left at the end of what holds records, and is no record.

    What stands before a record has been handed out, and forgotten, with it.
    """
    return [other for other in holder if local(other) not in expected]
