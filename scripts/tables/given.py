"""What a given name tells: the sex of its bearers, and where everybody knows one.

Three registers count bearers by sex. They hold names of all the world, by those who
moved there; what they cannot know is written by hand.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import attrs

from kycscreen.names.spelling import spell
from scripts.tables import counts
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
        " the countries in which one person in a thousand bears it",
        "given names of Sweden (SCB), Finland (DVV, CC BY 4.0) and Denmark (Statistics"
        " Denmark, CC BY 4.0)",
        rows(countries(shared / "names")),
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


def rows(borne: dict[str, Borne]) -> Iterator[str]:
    """Yield each name that tells something, with its marks."""
    for word in {w for b in borne.values() for w in (*b.women, *b.men)}:
        if word.isascii() and word.isalpha() and not is_left_out(word):
            marks = [*sex(word, borne), *everyday(word, borne)]
            if marks:
                yield f"{word},{' '.join(marks)}"


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
