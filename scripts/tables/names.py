"""Groups of names: one name in other languages and spellings, and nicknames.

Wikidata says which words are one name; what is not heard in the name is left out
of its group (``grouping``), and a group made by hand outranks any other.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import attrs

from kycscreen.names import tables
from kycscreen.names.spelling import readings, script_of
from kycscreen.names.tokens import PERSON
from scripts.tables import counts, wikidata
from scripts.tables.grouping import Hand, Vocabulary, parted, spellings, telling
from scripts.tables.writing import write

BEARERS = 20
"""A word of the registers is asked for when so many bear it."""
KNOWN_BEARERS = 50
"""A name is known to be another one than its like when so many bear it."""
A_LISTING = 20
"""How many bearers a listing stands for: lists hold names that few bear here."""


def make(shared: Path) -> None:
    """Write the groups of people's names."""
    rigour = wikidata.version()
    vocabulary = vocabulary_of(shared)
    asked = {w for w, n in vocabulary.borne.items() if n >= BEARERS}
    known, items, nicknames = folded(wikidata.senses(asked))
    vocabulary = Vocabulary(*map(fold, attrs.astuple(vocabulary, recurse=False)))
    hand = hand_made()
    groups = parted(items, vocabulary, hand)
    write(
        "groups_person.csv",
        HEAD,
        f"Wikidata (CC0) as compiled into {rigour} (MIT), and from equivalents.csv",
        rows(
            {word for word in known if vocabulary.borne[word] >= KNOWN_BEARERS},
            telling(groups, hand),
            {
                frozenset().union(*(spellings(word, groups) for word in group))
                for group in (*hand.nicknames, *nicknames)
            },
        ),
    )


HEAD = (
    "word,marks: =N one name in several languages or spellings, ~N a nickname and what"
    " it stands for, = a name of its own: two names without a common mark are different"
)


def vocabulary_of(shared: Path) -> Vocabulary:
    """Count the words of the registers and, for more, those of the lists."""
    women, men = counts.bearers(shared / "names")
    borne = women + men + counts.surnames(shared / "names")
    for word, listings in counts.written_names(shared / "lists").items():
        borne[word] += A_LISTING * listings
    return Vocabulary(borne, women, men)


def folded(
    senses: dict[str, wikidata.Senses],
) -> tuple[set[str], set[frozenset[str]], set[frozenset[str]]]:
    """Return the names, the items and the nicknames by words as we fold them."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    nicknames: defaultdict[str, set[str]] = defaultdict(set)
    known = set()
    for word, sense in senses.items():
        key = key_of(word)
        if is_left_out(key):
            continue
        if sense.names:
            known.add(key)
        for item in sense.names:
            names[item].add(key)
        for item in sense.nicknames:
            nicknames[item].add(key)
    return (
        known,
        {frozenset(group) for group in names.values() if len(group) > 1},
        {frozenset(group) for group in nicknames.values() if len(group) > 1},
    )


def key_of(word: str) -> str:
    """Return what a word is looked up by: in Latin letters, its first reading."""
    return readings(word)[0] if script_of(word) == "Latn" else word


def fold(count: Counter[str]) -> Counter[str]:
    """Add up the counts of what is looked up by one key."""
    found: Counter[str] = Counter()
    for word, number in count.items():
        found[key_of(word)] += number
    return found


def is_left_out(key: str) -> bool:
    """Ask whether a word is no name by itself: a particle, a title, a syllable."""
    kinds = tables.kinds(PERSON)
    if key in kinds or any(reading in kinds for reading in readings(key)):
        return True
    return len(key) < (3 if key.isascii() else 2)


def hand_made() -> Hand:
    """Read the table made by hand; a nickname stands first in its line."""
    names: list[frozenset[str]] = []
    stands_for: list[list[str]] = []
    for row in tables.rows("equivalents.csv"):
        mark, cell = row.split(",")
        found = cell.split()
        if mark == "=":
            if wrong := [word for word in found if word in tables.kinds(PERSON)]:
                raise ValueError(f"equivalents.csv has a title or particle: {wrong}")
            names.append(frozenset(found))
        else:
            stands_for.append(found)
    hand = Hand(tuple(names), ())
    nicknames = (g for n, *full in stands_for for g in nickname_groups(n, full, hand))
    return Hand(hand.names, tuple(nicknames))


def nickname_groups(
    nickname: str, full: list[str], hand: Hand
) -> Iterator[frozenset[str]]:
    """Yield a nickname with each name it stands for, in the spellings given.

    Kim is Kimberly and Joakim, who are not each other.
    """
    spellings: defaultdict[object, set[str]] = defaultdict(set)
    for name in full:
        spellings[hand.of(name) or name].add(name)
    for names in spellings.values():
        yield frozenset((nickname, *names))


def rows(
    known: set[str],
    names: set[frozenset[str]],
    nicknames: set[frozenset[str]],
) -> Iterator[str]:
    """Yield each word with its marks."""
    marks: defaultdict[str, list[str]] = defaultdict(list)
    number = 0
    for mark, groups in (("=", names), ("~", nicknames)):
        for group in sorted(groups, key=sorted):
            number += 1
            for word in group:
                marks[word].append(f"{mark}{number}")
    for word in known:
        if word.isascii():
            marks.setdefault(word, [])
    for word, found in marks.items():
        own = [] if any(mark[0] == "=" for mark in found) else ["="]
        yield f"{word},{' '.join(own + found)}"
