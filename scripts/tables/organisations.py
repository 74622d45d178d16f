"""Words of organisations' names by meaning: one word in many languages.

``organisations.txt`` holds them by hand. Here they get the endings and spellings
that follow from them, and countries get the names and demonyms that we read.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from kycscreen.names.spelling import readings, script_of, spell
from scripts.tables.romanising import romanised
from scripts.tables.writing import TABLES, write

BY_HAND = Path(__file__).parent / "organisations.txt"
RUSSIAN = ("ый", "ая", "ое", "ые", "ого", "ой")
RUSSIAN_SOFT = ("ий", "ая", "ое", "ие", "ого", "ой")
"""Endings behind г, к, х and the hushers."""
UKRAINIAN = ("ий", "а", "е", "і", "ого", "ої")
NOMINATIVES = 4
"""The endings, first above, in which adjectives are romanised."""
SHORTEST = 3
"""Letters of a Latin word that is taken from a variant or a country's name."""
COUNTRIES_APART = (
    "chad jersey guernsey niger guinea dominica dominican samoa mali togo reunion"
    " polish saint sint new south north east west central british united island"
    " islands saaret french dutch america american union emirates"
)
"""Words of countries' names that are other words, or several countries', too."""


ORIGIN = "organisations.txt there, written by hand, and countries.csv"


def make(_shared: Path) -> None:
    """Write the groups of words of one meaning, and of phrases."""
    found: dict[str, set[int]] = {}
    for number, (_meaning, words) in enumerate(meanings(), 1):
        for word in words:
            found.setdefault(word, set()).add(number)
    marks = {
        word: " ".join(f"={number}" for number in sorted(numbers))
        for word, numbers in found.items()
        if len(numbers) <= MOST
    }
    write(
        "groups_organisation.csv",
        "word,marks: =N the groups of words of one meaning that a word belongs to;"
        " Latin words by their first reading, others as they are",
        ORIGIN,
        (f"{word},{mark}" for word, mark in marks.items() if " " not in word),
    )
    write(
        "phrases_organisation.csv",
        "phrase,marks: the same of two words and more that have one meaning together",
        ORIGIN,
        (f"{word},{mark}" for word, mark in marks.items() if " " in word),
    )


MOST = 3
"""Meanings of a word; one of more says nothing."""


def meanings() -> Iterator[tuple[str, list[str]]]:
    """Yield each meaning with all the spellings of its words."""
    by_hand = dict(hand())
    never = set(by_hand.pop("never"))
    countries = dict(country_words())
    for meaning, entries in by_hand.items():
        words = [spelling for entry in entries for spelling in spellings(entry)]
        if meaning.startswith("@"):
            words += countries.get(meaning[1:], [])
        yield meaning, [word for word in dict.fromkeys(words) if word not in never]
    for code, words in countries.items():
        if f"@{code}" not in by_hand and len(set(words)) > 1:
            yield code, words


def hand() -> Iterator[tuple[str, list[str]]]:
    """Yield each meaning with its words as they are written down."""
    for line in BY_HAND.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            meaning, words = line.split(":")
            yield meaning, words.split()


def spellings(entry: str) -> Iterator[str]:
    """Yield a word or phrase in all its endings and scripts, keyed as the table is."""
    if "_" in entry:
        yield from phrases(entry.split("_"))
        return
    if entry.endswith(("~", "^")):
        for place in range(len(RUSSIAN)):
            word = _ended(entry, place)
            yield word
            if place < NOMINATIVES:
                yield from romanised(word, schemes=("bgn", "icao", "iso"))
        return
    word = spell(entry, dotted=True).words[-1]
    script = script_of(word)
    if script == "Latn":
        yield readings(word)[0]
        return
    # What begins like an article would be parted from it, and never be found.
    forms = _arabic(word) if script == "Arab" else iter((word,))
    yield from (form for form in forms if spell(form, dotted=True).words == (form,))
    if script == "Cyrl":
        yield from (w for w in romanised(word) if len(w) >= SHORTEST)


def phrases(words: list[str]) -> Iterator[str]:
    """Yield a phrase: as its words are keyed, in each ending of those that have one."""
    if not any(word.endswith(("~", "^")) for word in words):
        phrase = " ".join(word for entry in words for word in spell(entry).words)
        if script_of(phrase) == "Latn":
            yield " ".join(readings(word)[0] for word in phrase.split())
            return
        yield phrase
        if script_of(phrase) == "Cyrl":
            yield from romanised(phrase)
        return
    for place in range(len(RUSSIAN)):
        phrase = " ".join(_ended(word, place) for word in words)
        yield phrase
        if place < NOMINATIVES:
            yield from romanised(phrase, schemes=("bgn", "icao", "iso"))


def _ended(entry: str, place: int) -> str:
    """Return a stem with the ending at a place, or a whole word as it is."""
    if not entry.endswith(("~", "^")):
        return entry
    stem = entry[:-1]
    ends = RUSSIAN_SOFT if stem[-1] in "гкхжшщч" else RUSSIAN
    return stem + (UKRAINIAN if entry.endswith("^") else ends)[place]


_TO_ARABIC = str.maketrans("یکۀھ", "يكهه")
_TO_PERSIAN = str.maketrans("يكة", "یکه")
_BARE = str.maketrans("أإآ", "ااا")


def _arabic(word: str) -> Iterator[str]:
    """Yield a word in the letters of Arabic and of Persian keyboards."""
    yield word
    yield word.translate(_TO_ARABIC)
    yield word.translate(_TO_PERSIAN)
    yield word.translate(_BARE)
    if word == word.translate(_TO_ARABIC) and not set(word) & set("پچژگ"):
        # Arabic writes "for trade" as one word with the article.
        yield "لل" + word.translate(_BARE)


def country_words() -> Iterator[tuple[str, list[str]]]:
    """Yield the names and demonyms of a country that are one word, and its alone."""
    apart = set(COUNTRIES_APART.split())
    rows: dict[str, list[str]] = {}
    owners: dict[str, set[str]] = {}
    lines = (TABLES / "countries.csv").read_text("utf-8").splitlines()
    for row in csv.DictReader(line for line in lines if not line.startswith("#")):
        if row["stands_for"]:
            continue
        cells = "|".join(
            row[c] or "" for c in ("name", "fi", "sv", "no", "da", "others")
        )
        for name in cells.split("|"):
            words = spell(name).words
            if len(words) != 1 or len(words[0]) <= SHORTEST:
                continue
            word = readings(words[0])[0]
            if word not in apart:
                rows.setdefault(row["code"], []).append(word)
                owners.setdefault(word, set()).add(row["code"])
    for code, names in rows.items():
        own = dict.fromkeys(word for word in names if len(owners[word]) == 1)
        yield code, list(own)
