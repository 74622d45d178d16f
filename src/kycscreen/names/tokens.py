"""A word of a name as a token: its kind, weight, readings and sounds.

>>> token("exemple", "person").kind, token("von", "person").kind
('word', 'particle')
>>> token("iii", "organisation").readings
('3',)
"""

from functools import cached_property, lru_cache

import attrs

from kycscreen.facts import Kind
from kycscreen.names import consonants, endings, sounds, tables
from kycscreen.names.outlines import Outline, outline_of
from kycscreen.names.slips import LONGEST
from kycscreen.names.spelling import bare, readings, script_of

PERSON = "person"
ORGANISATION = "organisation"

COMPARED = {
    PERSON: frozenset({Kind.PERSON, Kind.UNKNOWN}),
    ORGANISATION: frozenset(
        {Kind.ORGANISATION, Kind.VESSEL, Kind.AIRCRAFT, Kind.UNKNOWN}
    ),
}
"""Whose names are compared in each space; other pairs meet by identifiers only."""

PLAIN = frozenset({"word", "patronymic", "repeated"})
"""The kinds of words that are spelt freely: all fuzzy edges are for these."""

# What a word that is not just a word weighs, in thousandths of a rare one: the
# most (for a number, the least) that it can count. Of a measured recipe.
_AT_MOST = {
    PERSON: {
        "particle": 80, "title": 20, "suffix": 100, "legal_form": 30,
        "initial": 200, "patronymic": 500, "repeated": 150,
    },
    ORGANISATION: {
        "particle": 80, "title": 80, "suffix": 100, "legal_form": 60,
        "initial": 200, "patronymic": 1000, "repeated": 150, "acronym": 100,
    },
}  # fmt: skip
_NUMBER_AT_LEAST = 500
_PATRONYMIC_ENDS = (
    "ovich", "evich", "ovych", "yovych", "ovna", "evna", "ivna", "yevna", "oglu",
    "ogly", "kyzy", "qizi", "gizi", "ovitj", "evitj", "ovitsj", "evitsj",
    "owitsch", "ewitsch", "ovits", "evits",
)  # fmt: skip
_ALPHABETS = frozenset({"Latn", "Cyrl", "Grek", "Armn", "Geor", "Arab", "Hebr"})
ROMAN = {
    "i": "1", "v": "5", "x": "10",
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9",
    "xi": "11", "xii": "12",
}  # fmt: skip
_NUMERALS = frozenset(ROMAN) - {"i", "v", "x"}


@attrs.frozen(eq=False)
class Token:
    """A word of a name in one space, with all that comparing it needs.

    A pure function of its text, space and kind. ``readings`` are Latin spellings,
    ``weight`` is 1..1000, ``cut`` where it ends a name so long that a form may have
    cut it off; ``syllables`` are marks of those that it may spell in a name of East
    Asia. The rest is found out when it is first asked for: most words meet none that
    is worth it.
    """

    text: str
    space: str
    kind: str
    weight: int
    readings: tuple[str, ...]
    script: str
    cut: bool = False
    syllables: tuple[str, ...] = ()

    @cached_property
    def sounds(self) -> tuple[str, ...]:
        """How the word sounds."""
        spoken = self.readings if self.kind in PLAIN else ()
        return distinct([sounds.sounds_of(reading) for reading in spoken])

    @cached_property
    def loose(self) -> tuple[str, ...]:
        """How a careless ear hears it."""
        if not is_spelt(self):
            return ()
        spelt = self.readings
        if self.space == ORGANISATION:
            spelt = (*spelt, *_places(spelt))
        return distinct([sounds.loose_of(reading) for reading in spelt])

    @cached_property
    def skeletons(self) -> tuple[str, ...]:
        """Its consonants."""
        if not is_spelt(self):
            return ()
        if self.script in consonants.BARE and (letters := bare(self.text)):
            return distinct([consonants.skeletons_of(letters, bare=True)])
        spelt = self.readings[: most_bones(self)]
        return distinct([consonants.skeletons_of(reading) for reading in spelt])

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """What it is a form of: ``=`` a name, ``~`` a nickname, ``#`` a meaning.

        A lone ``=`` is a name without other forms; ``&`` are syllables, ``+`` a
        Japanese word.
        """
        return groups_of(self)

    @cached_property
    def outline(self) -> Outline:
        """What of it stays in all its keys."""
        spelt = self.readings
        if self.space == ORGANISATION:
            spelt = (*spelt, *_places(spelt))
        letters = bare(self.text) if self.script in consonants.BARE else ""
        return outline_of(spelt, self.groups, bare=letters)


def heard(token: Token) -> tuple[tuple[str, ...], ...]:
    """Return all that is found out of a word only when it is asked for."""
    return token.sounds, token.loose, token.skeletons, token.groups


def with_heard(
    token: Token,
    sounds: tuple[str, ...],
    loose: tuple[str, ...],
    skeletons: tuple[str, ...],
    groups: tuple[str, ...],
) -> Token:
    """Give a new token what is known of its word, as ``heard`` returned it."""
    # As the class itself keeps what it found out: no field of a frozen value changes.
    keep = object.__setattr__
    keep(token, "sounds", sounds)
    keep(token, "loose", loose)
    keep(token, "skeletons", skeletons)
    keep(token, "groups", groups)
    return token


@lru_cache(maxsize=20_000)
def token(
    word: str,
    space: str,
    kind: str = "",
    *,
    cut: bool = False,
    syllables: tuple[str, ...] = (),
) -> Token:
    """Read one word in a space; ``kind`` where its place says what it is.

    ``syllables`` are marks of what it may spell in a name of East Asia.
    """
    found = readings(word)
    kind = kind or _kind(word, found[0], space)
    if kind == "number":
        found = (ROMAN.get(found[0], found[0].lstrip("0") or "0"),)
    script = script_of(word)
    weight = _weight(found[:1] if script == "Latn" else found, kind, space)
    return Token(word, space, kind, weight, found, script, cut, syllables)


def ordinary(word: str, space: str) -> tuple[str, ...]:
    """Return the readings of a word that is just that, in Latin letters; else nothing.

    Of such words nothing but their letters tells whom they meet: most words of a book
    are, and a token is made of few of them.
    """
    if word.isascii():
        if len(word) == 1 or not word.isalpha():
            return ()
    elif len(word) == 1 or script_of(word) != "Latn":
        return ()
    found = readings(word)
    if _kind(word, found[0], space) != "word" or max(map(len, found)) > LONGEST:
        return ()
    if not word.isascii() and not "".join(found).isascii():
        return ()
    return () if space == ORGANISATION and _places(found) else found


def weight(reading: str, space: str) -> int:
    """Return what an ordinary word weighs."""
    return int(tables.weights(space).find(reading) or 1000)


def most_bones(token: Token) -> int:
    """Return of how many readings, the first ones, a word has the consonants."""
    return len(token.readings) if token.script in _MIXED else BONES


BONES = 2
"""Readings of a word, the first ones, of which the consonants are kept."""
_MIXED = frozenset({"Thai"})
"""Scripts whose names are spelt half as they sound, half as they are written."""


def has_places(token: Token) -> bool:
    """Ask whether a word may be an adjective of a place, and is heard as that too."""
    return token.space == ORGANISATION and bool(_places(token.readings))


def _places(found: tuple[str, ...]) -> list[str]:
    """Return the places that an East European adjective is of: Muromskiy, Murom."""
    stems = [
        reading.removesuffix(next(filter(reading.endswith, _OF_A_PLACE)))
        for reading in found
        if reading.endswith(_OF_A_PLACE)
    ]
    return [stem for stem in stems if len(stem) >= _PLACE]


_OF_A_PLACE = ("skiy", "skij", "skii", "sky", "ski", "skaya", "skaja", "skaia", "skoe",
               "skoye", "skoje")  # fmt: skip
_PLACE = 4


def is_spelt(token: Token) -> bool:
    """Tell whether a word is freely spelt, letter by letter: then letters may slip."""
    return token.kind in PLAIN and (
        token.script not in SYLLABIC or len(token.text) >= _SYLLABLES
    )


def is_lettered(script: str, word: str) -> bool:
    """Tell whether a word is of letters, or of so many syllables that it might be.

    One of few syllables is short in Latin letters, and has too many neighbours.
    """
    return script not in SYLLABIC or len(word) >= _SYLLABLES


SYLLABIC = frozenset({"Hani", "Hang"})
"""Scripts that write a syllable at a time, and a short name in two of them."""
SYLLABARIES = SYLLABIC | {"Kana"}
"""Scripts in which two words are compared by the syllables as they are written."""
_SYLLABLES = 3


def distinct(found: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the keys of several readings, of each of which they are distinct."""
    if len(found) == 1 and "" not in found[0]:
        return found[0]
    return tuple(dict.fromkeys([key for keys in found for key in keys if key]))


def groups_of(token: Token) -> tuple[str, ...]:
    """Return what a word is a form of, and the syllables that it may spell."""
    if token.kind not in PLAIN:
        kin = _classes(token) if token.kind == "legal_form" else ()
        return kin + token.syllables
    return known_as(token.text, token.readings, token.space) + token.syllables


def known_as(text: str, readings: tuple[str, ...], space: str) -> tuple[str, ...]:
    """Return what a freely spelt word is a form of: its groups in the tables."""
    find = tables.groups(space).find
    if len(readings) == 1 and readings[0] == text:
        marks = find(text)
    else:
        marks = " ".join(filter(None, map(find, dict.fromkeys((text, *readings)))))
    if space == ORGANISATION:
        # Words of organisations are not names: their groups are meanings.
        marks = marks.replace("=", "#")
    elif not _has_forms(marks):
        for base in endings.bases(readings[0]):
            if _has_forms(known := find(base)):
                marks = known
                break
    return tuple(dict.fromkeys(marks.split())) if marks else ()


def _classes(token: Token) -> tuple[str, ...]:
    """Return the classes of a legal form."""
    forms = tables.legal_forms()
    found = [
        row for key in (token.text, token.readings[0]) for row in forms.get(key, ())
    ]
    return tuple(
        dict.fromkeys([f"#{kin}" for words, _, kin in found if len(words) == 1])
    )


def _has_forms(marks: str) -> bool:
    return bool(marks) and not {"="}.issuperset(marks.split())


def _kind(word: str, reading: str, space: str) -> str:
    if reading.isdigit() or (space == ORGANISATION and reading in _NUMERALS):
        return "number"
    kinds = tables.kinds(space)
    listed = kinds.get(word) or kinds.get(reading)
    single = len(word) == 1 and script_of(word) in _ALPHABETS
    if single and (space == PERSON or listed is None):
        return "initial"
    if listed is not None:
        return listed
    if space == ORGANISATION:
        return "legal_form" if _legal_form(word, reading) else "word"
    if len(reading) > 6 and reading.endswith(_PATRONYMIC_ENDS):
        return "patronymic"
    return "word"


def _legal_form(word: str, reading: str) -> bool:
    forms = tables.legal_forms()
    if word not in forms and reading not in forms:
        return False
    return any(
        len(phrase) == 1
        for key in (word, reading)
        for phrase, _, _ in forms.get(key, ())
    )


def _weight(found: tuple[str, ...], kind: str, space: str) -> int:
    weights = tables.weights(space)
    if len(found) == 1:
        weight = int(weights.find(found[0]) or 1000)
    else:
        weight = min([int(weights.find(reading) or 1000) for reading in found])
    if kind == "number":
        return max(weight, _NUMBER_AT_LEAST)
    return min(weight, _AT_MOST[space].get(kind, 1000))
