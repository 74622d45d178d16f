"""What OpenSanctions' index says of a file, and deltas between two versions."""

import gzip
import hashlib
import json
from typing import Any

import pytest

from kycscreen.errors import FormatError
from kycscreen.sources.opensanctions.updates import applied, checked, pending
from tests.samples import read, sample

LIST = "os_sanctions"
V1, V2, V3, V4 = (f"2026090{day}061502-abc" for day in (1, 2, 3, 4))
FILES = {
    "entities.ftm.json": sample(LIST),
    "targets.nested.json": sample("os_sanctions-nested"),
    "targets.simple.csv": sample("os_sanctions-simple"),
}


def index(**changes: Any) -> bytes:
    plain = {
        "name": "sanctions",
        "version": V1,
        "entity_count": 41,
        "target_count": 13,
        "resources": [
            {"name": name, "size": len(data), "checksum": sha1(data)}
            for name, data in FILES.items()
        ],
    } | changes
    return json.dumps(plain).encode()


def sha1(data: bytes) -> str:
    return hashlib.sha1(data, usedforsecurity=False).hexdigest()


def described(**changes: Any) -> bytes:
    """Return an index that says something else of the lines."""
    data = FILES["entities.ftm.json"]
    told = {"name": "entities.ftm.json", "size": len(data), "checksum": sha1(data)}
    return index(resources=[told | changes])


@pytest.mark.parametrize("resource", FILES)
def test_a_whole_file_has_the_version_of_its_index(resource: str) -> None:
    assert checked(LIST, index(), resource, FILES[resource]) == V1


def test_a_checksum_may_be_in_capitals() -> None:
    data = FILES["entities.ftm.json"]
    told = described(checksum=sha1(data).upper())
    assert checked(LIST, told, "entities.ftm.json", data) == V1


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (described(size=7), "bytes, and its index says 7"),
        (described(size=True), "has no size"),
        (described(size="7"), "has no size"),
        (described(checksum="0" * 40), "has the checksum"),
        (described(checksum=None), "has no checksum"),
        (described(name="other.json"), "names no entities.ftm.json"),
        (index(entity_count=40), "holds 41 records, and its index says 40"),
        (index(entity_count=None), "has no entity_count"),
        (index(version="7"), "version '7', which is none"),
        (index(version=None), "has no version"),
        (index(name="peps"), "the index is of peps"),
        (index(name=None), "has no name"),
        (index(resources=None), "no list of resources"),
        (b"[]", "of no dataset"),
        (b"", "is empty"),
        (b"<html>", "web page"),
        (b"{", "damaged"),
    ],
)
def test_A05_a_file_that_its_index_does_not_describe_is_refused(
    told: bytes, says: str
) -> None:
    data = FILES["entities.ftm.json"]
    with pytest.raises(FormatError, match=says):
        checked(LIST, told, "entities.ftm.json", data)


def test_A02_a_file_cut_between_two_lines_is_refused_by_its_index() -> None:
    data = FILES["entities.ftm.json"]
    cut = data[: data.rstrip().rindex(b"\n") + 1]
    assert read(LIST, cut).entities  # by itself it seems whole
    with pytest.raises(FormatError, match="bytes, and its index says"):
        checked(LIST, index(), "entities.ftm.json", cut)


def versions(*known: str) -> bytes:
    urls = {version: f"https://example.org/{version}" for version in known}
    return json.dumps({"versions": urls}).encode()


def test_the_deltas_after_a_version_are_named_in_their_order() -> None:
    told = versions(V3, V1, V4, V2)
    assert [v for v, _ in pending(LIST, told, V2)] == [V3, V4]
    assert [v for v, _ in pending(LIST, told, V1, until=V3)] == [V2, V3]
    assert pending(LIST, told, V4) == ()
    assert pending(LIST, told, V4, until=V4) == ()
    assert pending(LIST, told, V1)[0][1] == f"https://example.org/{V2}"


@pytest.mark.parametrize(
    ("told", "since", "until"),
    [
        (versions(V2, V3), V1, ""),  # the oldest delta may not be the next one
        (versions(V1, V3), V2, ""),  # nor need that after a version it leaves out
        (versions(), V1, ""),
        (versions(V1, V2), "", ""),
        (versions(V1, V2), V1, V3),
        (b"[]", V1, ""),
        (b'{"versions": []}', V1, ""),
        (b'{"versions": {"7": "x"}}', V1, ""),
        (b'{"versions": {"20260901061502-abc": 7}}', V1, ""),
    ],
)
def test_A22_deltas_that_do_not_reach_back_ask_for_the_whole_file(
    told: bytes, since: str, until: str
) -> None:
    with pytest.raises(FormatError, match="fetch the whole file"):
        pending(LIST, told, since, until=until)


def person(number: int, name: str = "Jean Exemple") -> dict[str, Any]:
    properties = {"name": [name], "topics": ["sanction"]}
    return {"id": f"p{number}", "schema": "Person", "properties": properties}


def lines(*plain: dict[str, Any]) -> bytes:
    return "".join(f"{json.dumps(one)}\n" for one in plain).encode()


def delta(*ops: tuple[str, dict[str, Any]]) -> bytes:
    return lines(*({"op": op, "entity": told} for op, told in ops))


BASE = lines(person(1), person(2), person(3))


def test_deltas_add_change_and_delete() -> None:
    changes = delta(
        ("MOD", person(2, "Ivan Exemple")), ("DEL", {"id": "p1"}), ("ADD", person(4))
    )
    again = delta(("DEL", {"id": "p4"}), ("ADD", person(1, "John Example")))
    made = applied(LIST, BASE, [(V2, changes), (V3, again)], since=V1, count=3)
    found = read(LIST, made).entities
    assert [(e.record_id, e.names[0].full) for e in found] == [
        ("p2", "Ivan Exemple"),
        ("p3", "Jean Exemple"),
        ("p1", "John Example"),
    ]


def test_lines_that_no_delta_changes_stay_byte_for_byte() -> None:
    base = b'{"schema":"Person",  "id":"x", "properties":{}}\n\n' + BASE.rstrip()
    assert applied(LIST, base, [], since=V1) == base.replace(b"\n\n", b"\n") + b"\n"
    blank = base.replace(b"\n\n", "\n\u00a0\n".encode())
    assert (
        applied(LIST, gzip.compress(blank), [], since=V1)
        == base.replace(b"\n\n", b"\n") + b"\n"
    )
    made = applied(LIST, base, [(V2, delta(("DEL", {"id": "p3"})))], since=V1)
    assert (
        made == b"".join(one + b"\n" for one in base.splitlines() if one)[: len(made)]
    )


def test_equal_deltas_make_equal_bytes() -> None:
    told = person(4)
    turned = dict(reversed(told.items()))
    made = [
        applied(LIST, BASE, [(V2, delta(("ADD", one)))], since=V1)
        for one in (told, turned)
    ]
    assert made[0] == made[1]


GOOD = delta(("ADD", person(4)))


@pytest.mark.parametrize(
    ("base", "deltas", "says"),
    [
        (b"", [(V2, GOOD)], "no lines to apply deltas to"),
        (b'{"a": 1}\n', [(V2, GOOD)], "line 1 has no id of its own"),
        (b"\xff\n", [(V2, GOOD)], "not UTF-8"),
        (BASE + BASE, [(V2, GOOD)], "line 4 has no id of its own"),
        (BASE, [(V2, delta(("DEL", {"id": "p9"})))], "line 1: DEL of p9, which is not"),
        (BASE, [(V2, delta(("MOD", person(4))))], "MOD of p4, which is not there"),
        (BASE, [(V2, delta(("ADD", person(1))))], "ADD of p1, which is there already"),
        (
            BASE,
            [(V2, delta(("MOD", person(4)), ("ADD", person(4))))],
            "line 1: MOD of p4, which is not there",
        ),
        (BASE, [(V2, delta(("PUT", person(4))))], "'PUT' is no operation"),
        (BASE, [(V2, lines({"op": "DEL"}))], "line 1 has no list of entity"),
        (BASE, [(V2, lines({"entity": {"id": "p1"}}))], "line 1 has no op"),
        (BASE, [(V2, delta(("DEL", {})))], "line 1: the entity has no id"),
        (BASE, [(V2, delta(("ADD", {"id": "p4"})))], "the entity has no schema"),
        (BASE, [(V2, GOOD[:-9])], "damaged or cut off"),
        (BASE, [(V2, b"")], "empty"),
        (BASE, [(V1, GOOD)], f"{V1} does not follow {V1}"),
        (BASE, [(V3, GOOD), (V2, GOOD)], f"{V2} does not follow {V3}"),
        (BASE, [("latest", GOOD)], "'latest' is no version"),
    ],
)
def test_A22_a_delta_that_does_not_fit_is_refused(
    base: bytes, deltas: list[tuple[str, bytes]], says: str
) -> None:
    with pytest.raises(FormatError, match=says):
        applied(LIST, base, deltas, since=V1)


@pytest.mark.parametrize("needed", [[V2, V3], [V3], []])
def test_A22_a_gap_in_the_versions_is_refused(needed: list[str]) -> None:
    with pytest.raises(FormatError, match="gap"):
        applied(LIST, BASE, [(V2, GOOD)], since=V1, needed=needed)
    assert applied(LIST, BASE, [(V2, GOOD)], since=V1, needed=[V2])


def test_A22_another_checksum_or_count_is_refused() -> None:
    sums = {V2: sha1(GOOD)}
    assert applied(LIST, BASE, [(V2, GOOD)], since=V1, checksums=sums, count=4)
    with pytest.raises(FormatError, match="has the checksum"):
        applied(LIST, BASE, [(V2, GOOD)], since=V1, checksums={V2: "0" * 40})
    with pytest.raises(FormatError, match="holds 4 records, and its index says 5"):
        applied(LIST, BASE, [(V2, GOOD)], since=V1, count=5)
