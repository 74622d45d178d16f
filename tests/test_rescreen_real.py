"""Real nights: four editions of the UN's list, and five days of OFAC's names."""

import csv
from datetime import date
from pathlib import Path

import pytest

from benchmarks import books
from kycscreen.book import Book, read
from kycscreen.entities import ListedEntity
from kycscreen.facts import Kind
from kycscreen.lists import Watchlist
from kycscreen.policy import Policy
from kycscreen.rescreen import Night, Turn, rescreen, transitions
from kycscreen.screen import Screener

SHARED = Path(__file__).parent.parent.parent / "shared"
UN = sorted((SHARED / "lists" / "un").glob("*.xml"))
OFAC = sorted((SHARED / "lists" / "ofac" / "daily").glob("*.csv"))
KINDS = {
    "entity": Kind.ORGANISATION,
    "individual": Kind.PERSON,
    "vessel": Kind.VESSEL,
    "aircraft": Kind.AIRCRAFT,
}
LATELY = 52_000
"""Records of the last years: enough to try what changes from day to day."""
pytestmark = pytest.mark.skipif(not UN or not OFAC, reason="has no real lists")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """Make a book in which one party of a hundred is listed, slightly misspelt."""
    path = tmp_path_factory.mktemp("book") / "book.csv"
    books.write(path, 1_500, one_in=100)
    return read(path)


def names_of_ofac(path: Path) -> Watchlist:
    """Read the names of one day, in the form in which somebody derived them."""
    day = date.fromisoformat(path.stem.rpartition("_")[2])
    with path.open(encoding="utf-8", newline="") as file:
        entities = [
            ListedEntity(
                list_id="us_ofac_sdn",
                record_id=row["uid"],
                kind=KINDS[row["type"]],
                names=tuple(
                    name.strip()
                    for name in (row["name"], *row["alternate_names"].split(";"))
                    if name.strip()
                ),
            )
            for row in csv.DictReader(file)
            if int(row["uid"]) > LATELY
        ]
    return Watchlist.of("us_ofac_sdn", entities, published=day, checked=day)


def assert_true(book: Book, watchlist: Watchlist, folder: Path, number: int) -> Night:
    """Hold a night to one that screens everybody, and return it."""
    policy = Policy(required=(watchlist.list_id,))
    screener = Screener([watchlist], policy, watchlist.published)
    found = {}
    for full in (False, True):
        state = folder / f"{full}.sqlite"
        night = rescreen(
            book, screener, state=state, output=folder / f"{full}-{number}", full=full
        )
        assert not night.unexplained
        assert not night.proof.differ
        found[full] = night, transitions(state, night.run)
    (delta, some), (whole, every) = found[False], found[True]
    assert some == every
    assert (delta.outcomes, delta.turns) == (whole.outcomes, whole.turns)
    assert number == 1 or not delta.is_full
    return delta


def test_each_edition_of_the_un_tells_the_truth(book: Book, tmp_path: Path) -> None:
    nights = [
        assert_true(book, Watchlist.read("un_sc", path), tmp_path, number)
        for number, path in enumerate(UN, start=1)
    ]
    changed = [night.lists[0] for night in nights[1:]]
    assert all(one.listed + one.amended + one.delisted for one in changed)
    assert any(night.turns.get(Turn.DELISTED.value) for night in nights)


def test_each_day_of_ofac_tells_the_truth(book: Book, tmp_path: Path) -> None:
    nights = [
        assert_true(book, names_of_ofac(path), tmp_path, number)
        for number, path in enumerate(OFAC, start=1)
    ]
    changed = [night.lists[0] for night in nights[1:]]
    assert all(one.listed + one.amended + one.delisted for one in changed)
