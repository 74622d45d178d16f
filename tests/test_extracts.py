"""The bundled extracts hold what they promise; no other test reads data/lists."""

import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from kycscreen import lists
from kycscreen.entities import ListedEntity, Strength
from kycscreen.facts import Kind
from kycscreen.lists import Snapshot, Watchlist
from scripts.extracts.__main__ import EXTRACTS

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "lists"
FOLDER = ROOT / "data" / "lists"
# Of each list: entities at least, kinds, and somebody whom everybody knows.
PROMISED = {
    "us_ofac_sdn": (
        200,
        {Kind.PERSON, Kind.ORGANISATION, Kind.VESSEL, Kind.AIRCRAFT},
        "LUKASHENKA",
    ),
    "us_ofac_cons": (100, {Kind.PERSON, Kind.ORGANISATION}, "ROSNEFT"),
    "eu_fsf": (100, {Kind.PERSON, Kind.ORGANISATION}, "LUKASHENKA"),
    "un_sc": (100, {Kind.PERSON, Kind.ORGANISATION}, "AL-QAIDA"),
    "popolo_fi_eduskunta": (80, {Kind.PERSON}, "Niinistö"),
    "popolo_se_riksdag": (80, {Kind.PERSON}, "Kristersson"),
}
LISTS = sorted(PROMISED)


def snapshot(list_id: str) -> Snapshot:
    """Return the extract, even where somebody has added the full list beside it."""
    sha256 = (FOLDER / list_id / "extract").read_text().strip()
    return next(
        s for s in lists.held(FOLDER) if (s.list_id, s.sha256) == (list_id, sha256)
    )


def watchlist(list_id: str) -> Watchlist:
    return lists.read_snapshot(snapshot(list_id))


def full_names(entity: ListedEntity) -> str:
    return "; ".join(name.full for name in entity.names)


@pytest.mark.parametrize("list_id", LISTS)
def test_an_extract_is_whole_and_marked_as_one(list_id: str) -> None:
    found = snapshot(list_id)
    assert not found.problem
    assert found.extract
    read = watchlist(list_id)
    assert read.extract
    assert len(read.entities) == found.entities


@pytest.mark.parametrize("list_id", LISTS)
def test_an_extract_holds_every_kind_and_the_well_known(list_id: str) -> None:
    at_least, kinds, known = PROMISED[list_id]
    entities = watchlist(list_id).entities
    assert len(entities) >= at_least
    assert {entity.kind for entity in entities} >= kinds
    assert any(known in full_names(entity) for entity in entities)


@pytest.mark.parametrize("list_id", LISTS)
def test_an_extract_is_dated_as_its_file_is(list_id: str) -> None:
    found = snapshot(list_id)
    assert (found.published is None) is list_id.startswith("popolo_")
    assert found.published == found.checked


@pytest.mark.parametrize("list_id", LISTS)
def test_an_extract_holds_facts_and_no_prose(list_id: str) -> None:
    for entity in watchlist(list_id).entities:
        assert not entity.reasons
        assert not entity.contacts
        said = [*entity.remarks, *entity.titles]
        said += [position.title for position in entity.positions]
        said += [address.full for address in entity.addresses]
        assert max(map(len, said), default=0) <= 120, entity.record_id


@pytest.mark.parametrize("list_id", LISTS)
def test_an_extract_gives_nobodys_telephone_or_mail(list_id: str) -> None:
    text = (snapshot(list_id).path / "file").read_text(encoding="utf-8")
    assert not re.search(r"[\w.]+@[\w.]+\.[a-z]{2,}", text)
    assert not re.search(r"(?i)\b(tel|fax|phone)[.: ]+[+(]?[0-9]", text)


@pytest.mark.parametrize("list_id", LISTS)
def test_an_extract_is_in_its_publishers_format(list_id: str) -> None:
    path = snapshot(list_id).path / "file"
    assert Watchlist.read(list_id, path).entities == watchlist(list_id).entities


def test_shapes_that_matter_occur() -> None:
    sanctioned = [
        entity
        for list_id in ("us_ofac_sdn", "us_ofac_cons", "eu_fsf", "un_sc")
        for entity in watchlist(list_id).entities
    ]
    strengths = {name.strength for entity in sanctioned for name in entity.names}
    precisions = {d.precision.value for e in sanctioned for d in e.birth_dates}
    types = {i.type for entity in sanctioned for i in entity.identifiers}
    scripts = {name.script for entity in sanctioned for name in entity.names}
    assert strengths == set(Strength)
    assert precisions >= {"day", "month", "year", "range"}
    assert types >= {"passport", "national_id", "tax", "imo", "company_reg"}
    assert scripts >= {"Latn", "Arab", "Cyrl"}
    assert any(d.circa for entity in sanctioned for d in entity.birth_dates)


@pytest.mark.skipif(not SHARED.exists(), reason="the full lists are not here")
@pytest.mark.parametrize(("list_id", "file", "cut"), EXTRACTS)
def test_an_extract_is_cut_to_the_same_bytes_again(
    list_id: str, file: str, cut: Callable[[Path], bytes]
) -> None:
    assert sha256(cut(SHARED / file)).hexdigest() == snapshot(list_id).sha256


def test_extracts_are_small() -> None:
    size = sum((snapshot(list_id).path / "file").stat().st_size for list_id in LISTS)
    assert size < 1_500_000


def test_git_tracks_the_extracts_and_no_other_snapshot() -> None:
    lines = (FOLDER / ".gitignore").read_text(encoding="utf-8").splitlines()
    tracked = {line for line in lines if line.startswith("!") and line.count("/") == 3}
    assert tracked == {
        f"!/{list_id}/{snapshot(list_id).sha256}/" for list_id in PROMISED
    }
    assert "/*" in lines


def test_the_readme_names_every_extract() -> None:
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    for list_id in PROMISED:
        published = snapshot(list_id).published
        assert f"| `{list_id}` |" in text
        assert published is None or published.isoformat() in text
