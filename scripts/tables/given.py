"""What a given name tells: the sex of its bearers, and where it is everyday.

Three registers count bearers by sex. They hold names of all the world, by those who
moved there; what they cannot know is written by hand.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from kycscreen.names import tables
from kycscreen.names.spelling import spell
from kycscreen.names.tokens import PERSON
from scripts.tables import counts
from scripts.tables.kinship import is_kin
from scripts.tables.names import fold, is_left_out
from scripts.tables.writing import write

BEARERS = 200
"""A name tells a sex if so many bear it in all the registers."""
OF_ONE_SEX = 95
"""How many in a hundred must be of it: together, and in each country by itself."""
OF_ONE_SEX_AT_LEAST = 75
"""How many in Finland, which counts second names too: a woman's may be her father's."""
SOME = 50
"""The bearers in a country from which on they speak for it."""
EVERYDAY = 1_000
"""A name is everyday in a country if one in so many people bears it."""
PEOPLE = {"dk": 5_820_000, "fi": 5_530_000, "se": 10_380_000}
"""Who lived in each country when its names were counted, in 2020."""

# Names of women here and of men elsewhere, or the reverse: Jan is a Janet in England,
# Amal a man in India, Gul one in Afghanistan.
ELSEWHERE = frozenset(
    {"amal", "amit", "dylan", "evelyn", "gul", "jan", "jess", "kaya", "saba", "tracy",
     "vivian"}
)  # fmt: skip

# By what a person is called, where a register tells: many women in Sweden have their
# father's name behind their own.
_FILES = {
    "dk": ("dkfemales.csv", "dkmales.csv"),
    "fi": ("fifemales.csv", "fimales.csv"),
    "se": ("tilltalsnamn-kvinnor.csv", "tilltalsnamn-man.csv"),
}


@attrs.frozen
class Borne:
    """The women and the men who bear each name in a country."""

    women: Counter[str]
    men: Counter[str]

    def by(self, word: str) -> tuple[int, int]:
        """Return the women and the men who bear a name."""
        return self.women[word], self.men[word]


def make(shared: Path) -> None:
    """Write what given names tell."""
    write(
        "given_person.csv",
        "word,marks: f or m where 95 in 100 bearers are of that sex, then the codes of"
        " the countries in which one person in a thousand bears it; w where it is"
        " everyday in Denmark or Finland, or spells a name that is",
        "given names of Sweden (SCB), Finland (DVV, CC BY 4.0) and Denmark (Statistics"
        " Denmark, CC BY 4.0); what spells another is told by groups_person.csv",
        (f"{word},{' '.join(marks)}" for word, marks in told(shared).items()),
    )


def countries(names: Path) -> dict[str, Borne]:
    """Count the bearers of the three countries."""
    return {
        country: Borne(*(counted(names / country / file) for file in files))
        for country, files in _FILES.items()
    }


def counted(file: Path) -> Counter[str]:
    """Count the bearers of a register, by what a name is looked up by."""
    found: Counter[str] = Counter()
    for name, bearers in counts.bearer_rows(file):
        for word in spell(name).words:
            found[word] += bearers
    return fold(found)


def told(shared: Path) -> dict[str, list[str]]:
    """Return the marks of each name that tells something."""
    borne = countries(shared / "names")
    words = {w for b in borne.values() for w in (*b.women, *b.men)}
    marks = {
        word: [*sex(word, borne), *everyday(word, borne)]
        for word in words
        if word.isascii() and word.isalpha() and not is_left_out(word)
    }
    for word in western(marks):
        marks[word].append("w")
    return {word: found for word, found in marks.items() if found}


def western(marks: dict[str, list[str]]) -> Iterator[str]:
    """Yield the names of a sex whose bearers write a given name before a family's.

    Few names from elsewhere are everyday in Denmark or Finland; in Sweden, some.
    """
    at_home: defaultdict[str, set[str]] = defaultdict(set)
    for word, found in marks.items():
        if not _AT_HOME.isdisjoint(found):
            for group in names_of(word):
                at_home[group].add(word)
    for word, found in marks.items():
        if _SEXES.isdisjoint(found):
            continue
        alike = (other for group in names_of(word) for other in at_home[group])
        if not _AT_HOME.isdisjoint(found) or any(is_kin(word, o) for o in alike):
            yield word


_AT_HOME = frozenset({"dk", "fi"})
_SEXES = frozenset({"f", "m"})


def names_of(word: str) -> Iterable[str]:
    """Return the names that a word spells, as they are grouped."""
    marks = tables.groups(PERSON).find(word).split()
    return (mark for mark in marks if mark[0] == "=" and mark[1:])


def sex(word: str, borne: dict[str, Borne]) -> Iterator[str]:
    """Yield the sex that nearly all bearers of a name are of, everywhere."""
    each = {country: found.by(word) for country, found in borne.items()}
    women, men = (sum(bearers) for bearers in zip(*each.values(), strict=True))
    heard = {country: found for country, found in each.items() if sum(found) >= SOME}
    if women + men < BEARERS or word in ELSEWHERE:
        return
    for mark, of_it in (("f", 0), ("m", 1)):
        if of_one(of_it, (women, men), OF_ONE_SEX) and all(
            of_one(of_it, found, _SHARES.get(country, OF_ONE_SEX))
            for country, found in heard.items()
        ):
            yield mark


_SHARES = {"fi": OF_ONE_SEX_AT_LEAST}


def of_one(of_it: int, bearers: tuple[int, int], share: int) -> bool:
    """Ask whether so many in a hundred bearers are women (0), or men (1)."""
    return bearers[of_it] * 100 >= share * sum(bearers)


def everyday(word: str, borne: dict[str, Borne]) -> Iterator[str]:
    """Yield the countries in which a name is everyday."""
    for country, people in PEOPLE.items():
        if sum(borne[country].by(word)) * EVERYDAY >= people:
            yield country
