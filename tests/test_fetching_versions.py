"""Versions and deltas: a list is brought up to date, or fetched whole.

The publisher is on this machine (``tests.publisher``), and offers a dataset as
OpenSanctions does: an index, a whole file, and deltas between versions.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest

from kycscreen import lists
from kycscreen.lists import fetching
from kycscreen.lists.fetching import Clock, Fetched, Happening
from kycscreen.lists.manifest import Manifest
from kycscreen.sources import find
from tests.publisher import Publisher, broken, file, paths, publishing, status
from tests.test_fetching import NOW, QUICK

LIST = "os_exemple"
V1, V2, V3, V4 = (f"2026020{day}061502-abc" for day in (1, 2, 3, 4))
DELTAS = "/deltas/delta.json"


def person(number: int, name: str = "Jean Exemple") -> dict[str, Any]:
    properties = {"name": [f"{name} {number}"], "topics": ["sanction"]}
    return {"id": f"p{number}", "schema": "Person", "properties": properties}


def lines(*plain: dict[str, Any]) -> bytes:
    return "".join(f"{json.dumps(one)}\n" for one in plain).encode()


def delta(*ops: tuple[str, dict[str, Any]]) -> bytes:
    return lines(*({"op": op, "entity": told} for op, told in ops))


PEOPLE = {number: person(number) for number in range(30)}
BASE = lines(*PEOPLE.values())
LATER = lines(*PEOPLE.values(), person(30), person(31))
ADDED = {
    V1: b"",
    V2: delta(("ADD", person(30))),
    V3: delta(("ADD", person(31))),
}


class Dataset:
    """A dataset that is held in one version, and offered in another."""

    def __init__(self, folder: Path, at: Publisher) -> None:
        self.folder = folder
        self.at = at
        self.now = NOW
        self.source = attrs.evolve(
            find(LIST),
            url=at.url("/entities.ftm.json"),
            index=at.url("/index.json"),
            fallbacks=(at.url("/targets.nested.json"),),
        )

    def offer(self, version: str, data: bytes, **index: Any) -> None:
        """Offer a version as a whole file, as its index says."""
        told = {
            "name": "entities.ftm.json",
            "size": len(data),
            "checksum": hashlib.sha1(data, usedforsecurity=False).hexdigest(),
        }
        plain = {
            "name": LIST.removeprefix("os_"),
            "version": version,
            "entity_count": data.count(b"\n"),
            "target_count": data.count(b"\n"),
            "resources": [told],
            "delta_url": self.at.url(DELTAS),
        } | index
        self.at.serves["/index.json"] = file(json.dumps(plain).encode())
        self.at.serves["/entities.ftm.json"] = file(data)

    def offer_deltas(self, deltas: dict[str, bytes]) -> None:
        """Offer what leads from version to version."""
        urls = {version: self.at.url(f"/deltas/{version}") for version in deltas}
        plain = {"versions": urls}
        self.at.serves[DELTAS] = file(json.dumps(plain).encode())
        for version, data in deltas.items():
            self.at.serves[f"/deltas/{version}"] = file(data)

    def fetch(self, *, mirror: str = "", force: bool = False) -> Fetched:
        self.at.asked.clear()
        (found,) = fetching.fetch_from(
            self.folder,
            [self.source],
            mirror=mirror,
            force=force,
            limits=QUICK,
            clock=Clock(now=lambda: self.now, sleep=lambda _: None),
        )
        return found

    @property
    def asked(self) -> list[str]:
        return paths(self.at.asked)

    @property
    def known(self) -> Manifest:
        (active,) = lists.active(self.folder)
        assert active.manifest is not None
        return active.manifest

    @property
    def names(self) -> set[str]:
        (active,) = lists.active(self.folder)
        found = lists.read_snapshot(active).entities
        return {entity.names[0].full for entity in found}


@pytest.fixture
def at() -> Iterator[Publisher]:
    with publishing() as found:
        yield found


@pytest.fixture
def dataset(tmp_path: Path, at: Publisher) -> Dataset:
    """Hold the first version; the third is offered, and the deltas that lead there."""
    made = Dataset(tmp_path / "lists", at)
    made.offer(V1, BASE)
    found = made.fetch()
    assert (found.happened, found.notes) == (Happening.NEW, ())
    assert made.asked == ["/index.json", "/entities.ftm.json"]
    assert made.known.version == V1
    made.offer(V3, LATER)
    made.offer_deltas(ADDED)
    return made


def test_the_version_that_is_held_is_confirmed_without_a_download(
    dataset: Dataset,
) -> None:
    dataset.offer(V1, BASE)
    dataset.now += timedelta(days=3)
    assert dataset.fetch().happened is Happening.CONFIRMED
    assert dataset.asked == ["/index.json"]
    assert dataset.known.checked == dataset.now.date()
    assert dataset.fetch(force=True).happened is Happening.UNCHANGED
    assert dataset.asked == ["/index.json", "/entities.ftm.json"]


def test_deltas_lead_to_the_new_version(dataset: Dataset) -> None:
    dataset.now += timedelta(days=1)
    found = dataset.fetch()
    note = f"version {V3}, made of {V1} by 2 deltas"
    assert (found.happened, found.notes) == (Happening.NEW, (note,))
    deltas = [f"/deltas/{version}" for version in (V2, V3)]
    assert dataset.asked == ["/index.json", DELTAS, *deltas]
    assert {"Jean Exemple 30", "Jean Exemple 31"} < dataset.names
    known = dataset.known
    assert (known.version, known.entities, known.notes) == (V3, 32, (note,))
    assert known.url == dataset.at.url(deltas[1])
    assert known.checked == dataset.now.date()
    assert dataset.fetch().happened is Happening.CONFIRMED
    assert lists.verify(dataset.folder) == ()


def test_names_may_be_changed_and_deleted_by_deltas(dataset: Dataset) -> None:
    changes = delta(("MOD", person(1, "Ivan Exemple")), ("DEL", {"id": "p2"}))
    dataset.offer(V2, lines(*(PEOPLE[n] for n in range(29))))
    dataset.offer_deltas({V1: b"", V2: changes})
    assert dataset.fetch().happened is Happening.NEW
    assert "Ivan Exemple 1" in dataset.names
    assert not {"Jean Exemple 1", "Jean Exemple 2"} & dataset.names


def test_every_thirty_days_the_whole_file_is_fetched_whatever_deltas_there_were(
    dataset: Dataset,
) -> None:
    dataset.now = NOW + timedelta(days=29)
    assert dataset.fetch().happened is Happening.NEW
    assert DELTAS in dataset.asked
    dataset.now = NOW + timedelta(days=30)
    found = dataset.fetch()
    assert dataset.asked == ["/index.json", "/entities.ftm.json"]
    assert found.happened is Happening.NEW, "it says the same in other bytes"
    assert (dataset.known.version, dataset.known.entities) == (V3, 32)


def test_a_dataset_without_deltas_is_fetched_whole(dataset: Dataset) -> None:
    dataset.offer(V3, LATER, delta_url=None)
    found = dataset.fetch()
    assert (found.happened, found.notes) == (Happening.NEW, ())
    assert dataset.asked == ["/index.json", "/entities.ftm.json"]


Break = Callable[[Dataset], None]


def gap(dataset: Dataset) -> None:
    dataset.offer_deltas({V3: ADDED[V3]})


def lost(dataset: Dataset) -> None:
    # One of them is not named: only the count tells.
    dataset.offer_deltas({V1: b"", V3: ADDED[V3]})


def behind(dataset: Dataset) -> None:
    dataset.offer_deltas({V2: ADDED[V2]})


def to_come(dataset: Dataset) -> None:
    dataset.offer_deltas({V1: b"", V2: ADDED[V2], V4: ADDED[V3]})


def turned(dataset: Dataset) -> None:
    early = delta(("MOD", person(31)))
    dataset.offer_deltas({V1: b"", V2: early, V3: ADDED[V3]})


def with_delta(*ops: tuple[str, dict[str, Any]]) -> Break:
    return lambda of: of.offer_deltas({V1: b"", V2: delta(*ops), V3: ADDED[V3]})


def served(path: str, answer: Any) -> Break:
    return lambda of: of.at.serves.__setitem__(path, answer)


def many(dataset: Dataset) -> None:
    versions = (f"20260201{second:06}" for second in range(61503, 61804))
    dataset.offer_deltas({V1: b"", **dict.fromkeys(versions, b""), V3: b""})


@pytest.mark.parametrize(
    ("broken_by", "says"),
    [
        (gap, "no deltas that follow"),
        (lost, "holds 31 records, and its index says 32"),
        (behind, "no deltas that follow"),
        (to_come, f"no delta to {V3}"),
        (turned, "MOD of p31, which is not there"),
        (many, "deltas behind"),
        (with_delta(("DEL", {"id": "p99"})), "DEL of p99, which is not there"),
        (with_delta(("ADD", person(1))), "ADD of p1, which is there already"),
        (with_delta(("PUT", person(30))), "'PUT' is no operation"),
        (with_delta(("ADD", {"id": "p30"})), "the entity has no schema"),
        (served(DELTAS, status(404)), "answered 404"),
        (served(DELTAS, file(b"<html>")), "web page"),
        (served(DELTAS, file(b"[]")), "no index of deltas"),
        (served(f"/deltas/{V2}", status(404)), "answered 404"),
        (served(f"/deltas/{V2}", file(b"")), "is empty"),
        (served(f"/deltas/{V2}", file(ADDED[V2][:-9])), "damaged or cut off"),
        (served(f"/deltas/{V2}", broken(ADDED[V2], 999)), "broke off"),
        (served(f"/deltas/{V2}", file(b"<html>", kind="text/html")), "web page"),
    ],
)
def test_A22_where_deltas_do_not_fit_the_whole_file_is_fetched(
    broken_by: Break, says: str, dataset: Dataset
) -> None:
    broken_by(dataset)
    found = dataset.fetch()
    assert found.happened is Happening.NEW, found.problem
    (note,) = found.notes
    assert says in note, note
    assert dataset.asked[-1] == "/entities.ftm.json"
    (active,) = lists.active(dataset.folder)
    assert (active.path / "file").read_bytes() == LATER
    assert dataset.known.version == V3


def test_A22_where_the_whole_file_fails_as_well_the_last_good_one_stays(
    dataset: Dataset,
) -> None:
    gap(dataset)
    dataset.at.serves["/entities.ftm.json"] = status(404)
    found = dataset.fetch()
    assert found.happened is Happening.FAILED
    assert "no deltas that follow" in found.problem
    assert "entities.ftm.json answered 404" in found.problem
    assert (dataset.known.version, dataset.known.entities) == (V1, 30)
    dataset.offer(V3, LATER)
    assert dataset.fetch().happened is Happening.NEW


def test_A22_a_damaged_base_is_fetched_whole(dataset: Dataset) -> None:
    (active,) = lists.active(dataset.folder)
    (active.path / "file").write_bytes(BASE.replace(b"Jean", b"Joan"))
    assert dataset.fetch().happened is Happening.NEW
    assert dataset.asked == ["/index.json", "/entities.ftm.json"]
    assert dataset.known.version == V3


def test_A22_a_base_of_no_known_version_is_fetched_whole(dataset: Dataset) -> None:
    path = lists.active(dataset.folder)[0].path / "manifest.json"
    path.write_text(path.read_text().replace("version", "url"))
    plain = json.loads(path.read_text())
    path.write_text(json.dumps({k: v for k, v in plain.items() if k != "version"}))
    assert dataset.fetch().happened is Happening.NEW
    assert DELTAS not in dataset.asked


@pytest.mark.parametrize(
    ("index", "says"),
    [
        ({"entity_count": 31}, "holds 32 records, and its index says 31"),
        ({"resources": []}, "names no entities.ftm.json"),
    ],
)
def test_A22_a_whole_file_that_its_index_does_not_describe_is_refused(
    index: dict[str, Any], says: str, dataset: Dataset
) -> None:
    dataset.offer(V3, LATER, **index)
    gap(dataset)
    found = dataset.fetch()
    assert found.happened is Happening.FAILED
    assert says in found.problem
    assert dataset.known.version == V1


def test_A22_a_checksum_that_differs_is_refused(dataset: Dataset) -> None:
    gap(dataset)
    dataset.at.serves["/entities.ftm.json"] = file(LATER.replace(b"Jean", b"Joan"))
    found = dataset.fetch()
    assert found.happened is Happening.FAILED
    assert "has the checksum" in found.problem
    assert dataset.known.version == V1


def test_A22_what_deltas_make_and_the_gate_refuses_is_fetched_whole(
    dataset: Dataset,
) -> None:
    deleted = delta(*(("DEL", {"id": f"p{n}"}) for n in range(20)))
    added = delta(*(("ADD", person(n)) for n in range(40, 60)))
    dataset.offer(V2, BASE)
    dataset.offer_deltas({V1: b"", V2: deleted + added})
    found = dataset.fetch()
    assert found.happened is Happening.UNCHANGED, found.problem
    assert "needs a person's approval" in found.notes[0]
    assert (dataset.known.version, dataset.known.entities) == (V2, 30)


def test_an_index_of_an_older_version_changes_nothing(dataset: Dataset) -> None:
    dataset.fetch()
    dataset.offer(V2, BASE)
    found = dataset.fetch()
    assert found.happened is Happening.FAILED
    assert f"has version {V2}, and {V3} is held" in found.problem
    assert dataset.asked == ["/index.json"]
    assert dataset.known.version == V3


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (status(404), "answered 404"),
        (file(b"{}"), "has no name"),
        (file(b'{"name": "other"}'), "the index is of other"),
        (
            file(b'{"name": "exemple", "version": "7"}'),
            "the version '7'",
        ),
    ],
)
def test_without_an_index_the_file_is_fetched_as_any_other_and_that_is_noted(
    answer: Any, says: str, dataset: Dataset
) -> None:
    dataset.at.serves["/index.json"] = answer
    found = dataset.fetch()
    assert found.happened is Happening.NEW
    assert says in found.notes[0]
    assert dataset.known.version == ""
    dataset.offer(V3, LATER)
    assert dataset.fetch().happened is Happening.UNCHANGED
    assert dataset.known.version == V3


def test_another_form_has_no_version_to_apply_deltas_to(dataset: Dataset) -> None:
    told = {
        "name": "targets.nested.json",
        "size": len(LATER),
        "checksum": hashlib.sha1(LATER, usedforsecurity=False).hexdigest(),
    }
    dataset.offer(V3, LATER, resources=[told])
    dataset.at.serves["/targets.nested.json"] = file(LATER, etag='"one"')
    gap(dataset)
    found = dataset.fetch()
    assert found.happened is Happening.NEW, found.problem
    assert dataset.known.version == ""
    assert dataset.fetch().happened is Happening.CONFIRMED
    assert DELTAS not in dataset.asked


def test_a_delta_on_another_host_is_not_asked_for(dataset: Dataset) -> None:
    dataset.offer(V3, LATER, delta_url="https://other.example/delta.json")
    found = dataset.fetch()
    assert found.happened is Happening.NEW
    assert "no host of this list" in found.notes[0]


def test_a_mirror_has_the_index_and_whole_files(
    dataset: Dataset, tmp_path: Path
) -> None:
    mirror = tmp_path / "mirror"
    place = mirror / LIST
    place.mkdir(parents=True)
    dataset.fetch()
    (place / "entities.ftm.json").write_bytes(BASE)
    found = dataset.fetch(mirror=str(mirror))
    assert found.happened is Happening.NEW
    assert "index.json is not there" in found.notes[0]
    index = {
        "name": "exemple",
        "version": V1,
        "entity_count": 30,
        "resources": [
            {
                "name": "entities.ftm.json",
                "size": len(BASE),
                "checksum": hashlib.sha1(BASE, usedforsecurity=False).hexdigest(),
            }
        ],
        "delta_url": "https://other.example/delta.json",
    }
    (place / "index.json").write_text(json.dumps(index))
    assert dataset.fetch(mirror=str(mirror)).happened is Happening.UNCHANGED
    assert dataset.fetch(mirror=str(mirror)).happened is Happening.CONFIRMED
    assert dataset.asked == []


def test_a_plan_names_the_index_first(dataset: Dataset) -> None:
    (plan,) = fetching.planned(dataset.folder, [LIST], clock=Clock(now=lambda: NOW))
    base = "https://data.opensanctions.org/datasets/latest/exemple"
    assert plan.urls[:2] == (f"{base}/index.json", f"{base}/entities.ftm.json")
    assert plan.conditional
