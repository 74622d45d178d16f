"""In which ways a name is read, row by row, and which words of two names meet."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kycscreen.facts import Kind
from kycscreen.names import compare
from kycscreen.names.pairing import pair
from kycscreen.names.reading import Name, read_all, read_in
from kycscreen.names.tokens import ORGANISATION, PERSON
from tests.misspelt import ORGANISATIONS, PERSONS, misspelt

CASES = list(
    csv.DictReader(
        (Path(__file__).parent / "cases" / "readings.csv")
        .read_text("utf-8")
        .splitlines()
    )
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_names_are_read_as_the_cases_say(case: dict[str, str]) -> None:
    found = read_all(case["name"], case["space"])
    expected = [reading.split() for reading in case["readings"].split(" | ")]
    assert [[t.text for t in name.tokens] for name in found] == [
        [word.partition(":")[0] for word in words] for words in expected
    ], case["why"]
    for name, words in zip(found, expected, strict=True):
        for read, word in zip(name.tokens, words, strict=True):
            kind = word.partition(":")[2]
            assert not kind or read.kind == kind, (case["why"], read.text)
    assert [bool(name.part) for name in found] == [False] + [True] * (len(found) - 1)


def met(ours: str, theirs: str, space: str) -> set[tuple[str, str, str]]:
    one, other = read_in(ours, space), read_in(theirs, space)

    def words(name: Name, places: tuple[int, ...]) -> str:
        return " ".join(name.tokens[i].text for i in places)

    return {
        (words(one, p.ours), words(other, p.theirs), p.how) for p in pair(one, other)
    }


@pytest.mark.parametrize(
    ("ours", "theirs", "space", "expected"),
    [
        ("Abdulrahman", "Abdul Rahman", PERSON, ("abdulrahman", "abdul rahman")),
        ("Mari Anne", "Marianne", PERSON, ("mari anne", "marianne")),
        ("Abdalquddus", "Abd al-Quddus", PERSON, ("abdalquddus", "abd al quddus")),
        ("Rail Way", "Railway", ORGANISATION, ("rail way", "railway")),
    ],
)
def test_neighbours_meet_the_word_that_reads_like_all_of_them(
    ours: str, theirs: str, space: str, expected: tuple[str, str]
) -> None:
    assert (*expected, "joined") in met(ours, theirs, space)
    turned = (expected[1], expected[0], "joined")
    assert turned in met(theirs, ours, space)


@pytest.mark.parametrize(
    ("ours", "theirs", "space"),
    [("3 Exempel", "3exempel", ORGANISATION), ("Exempel Jr", "Exempeljr", PERSON)],
)
def test_numbers_and_suffixes_join_nothing(ours: str, theirs: str, space: str) -> None:
    for one, other in ((ours, theirs), (theirs, ours)):
        assert "joined" not in {how for *_, how in met(one, other, space)}


@pytest.mark.parametrize(
    ("short", "long", "words"),
    [
        ("EXT", "Exempel Xylo Trading", "exempel xylo trading"),
        ("EXT Ltd", "Exempel Xylo Trading Ltd", "exempel xylo trading"),
        ("EXET", "Exempel Xylo Export Trading", "exempel xylo export trading"),
        ("EXT", "Exempel Xylo Trading of Muster", "exempel xylo trading"),
        ("EXT Muster", "Exempel Xylo Trading of Muster", "exempel xylo trading"),
    ],
)
def test_an_acronym_meets_the_words_whose_initials_it_is(
    short: str, long: str, words: str
) -> None:
    acronym = short.split()[0].lower()
    assert (acronym, words, "acronym") in met(short, long, ORGANISATION)
    assert (words, acronym, "acronym") in met(long, short, ORGANISATION)
    assert "acronym" not in {how for *_, how in met(short, long, PERSON)}


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("EX", "Exempel Xylo"),  # too short to tell
        ("EXT Muster", "Muster Exempel Xylo Trading"),  # not the first words
        ("Oil", "Obraztsov Industrial Leasing"),  # a word with a meaning
        ("EXM", "Exempel Xylo Trading"),  # of other words
    ],
)
def test_other_letters_are_no_acronym(short: str, long: str) -> None:
    assert "acronym" not in {how for *_, how in met(short, long, ORGANISATION)}


@settings(max_examples=300, deadline=None)
@given(st.data(), st.sampled_from([PERSON, ORGANISATION]))
def test_a_word_meets_once(data: st.DataObject, space: str) -> None:
    names = misspelt(PERSONS if space == PERSON else ORGANISATIONS)
    ours, theirs = (read_in(data.draw(names), space) for _ in range(2))
    pairs = pair(ours, theirs)
    for places, name in (
        ([i for p in pairs for i in p.ours], ours),
        ([i for p in pairs for i in p.theirs], theirs),
    ):
        assert len(places) == len(set(places))
        assert set(places) <= set(range(len(name.tokens)))
    for found in pairs:
        assert 0 < found.likeness <= 100
        assert found.weight <= sum(ours.tokens[i].weight for i in found.ours)
        assert found.weight <= sum(theirs.tokens[i].weight for i in found.theirs)


EVERY_HOW = (
    ("Exempel Muster", "Exempel Muster", "same"),
    ("Oberg Aasa", "Öberg Åsa", "spelling"),
    ("Primerov Li", "Примеров Li", "transliterated"),
    ("Mischa Exempel", "Misha Exempel", "sound"),
    ("Hsi Shihli", "Xi Shili", "romanised"),
    ("Juhani Exempel", "Giovanni Exempel", "equivalent"),
    ("Lasse Exempel", "Lars Exempel", "nickname"),
    ("Erik Exempel", "Erika Exempel", "sexes"), ("Jan Exempel", "Hans Exempel", "root"),
    ("Li Exempelbames", "Li Exempelbarnes", "scan"),
    ("Li Xmpl", "Li Exempel", "vowels"),
    ("Li Mustrer", "Li Muster", "typo"), ("Li Lepmexe", "Li Exempel", "letters"),
    ("J Exempel", "Jean Exempel", "initial"),
    ("Li Exempolstram", "Li Exempelstrom", "consonants"),
    ("Maximiliana Exempelst", "Maximiliana Exempelstromina", "truncated"),
    ("Abdulrahman Exempel", "Abdul Rahman Exempel", "joined"),
    ("Jean Exempel", "Jean", "only_ours"), ("Jean", "Jean Exempel", "only_theirs"),
    ("Jean Exempel", "Exempel Jean", "order"),
)  # fmt: skip
EVERY_HOW_OF_ORGANISATIONS = (
    ("EXT", "Exempel Xylo Trading", "acronym"), ("Exempel 2", "Exempel 3", "numbers"),
    ("Exempel Handel", "Exempel Trading", "equivalent"),
    ("Exempel (Nord)", "Exempel", "same"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("ours", "theirs", "how", "kind"),
    [
        *((*row, Kind.PERSON) for row in EVERY_HOW),
        *((*row, Kind.ORGANISATION) for row in EVERY_HOW_OF_ORGANISATIONS),
    ],
)
def test_every_way_to_meet_is_told_and_its_points_sum_to_the_score(
    ours: str, theirs: str, how: str, kind: Kind
) -> None:
    comparison = compare(ours, theirs, kind=kind)
    assert how in {word.how for word in comparison.tokens}, comparison
    assert sum(word.points for word in comparison.tokens) == comparison.score


@settings(max_examples=500, deadline=None)
@given(misspelt(PERSONS + ORGANISATIONS), misspelt(PERSONS + ORGANISATIONS))
def test_the_points_sum_however_words_meet(ours: str, theirs: str) -> None:
    for kind in (Kind.PERSON, Kind.ORGANISATION):
        comparison = compare(ours, theirs, kind=kind)
        assert sum(word.points for word in comparison.tokens) == comparison.score
