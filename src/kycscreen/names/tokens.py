"""A name read as tokens: words with their kind, weight, readings and sounds.

>>> [(t.text, t.kind) for t in read("Dr. Jean van Exemple", Kind.PERSON).tokens]
[('dr', 'title'), ('jean', 'word'), ('van', 'particle'), ('exemple', 'word')]
>>> [t.text for t in read("Exemple Open Joint Stock Company", Kind.ORGANISATION).tokens]
['exemple', 'ojsc']
"""

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

import attrs

from kycscreen.facts import Kind
from kycscreen.names import consonants, sounds, tables
from kycscreen.names.spelling import readings, script_of, spell

WORDS = 64
"""Words of a name that are read; whoever declares more is told so."""

PERSON = "person"
ORGANISATION = "organisation"

COMPARED = {
    PERSON: frozenset({Kind.PERSON, Kind.UNKNOWN}),
    ORGANISATION: frozenset(
        {Kind.ORGANISATION, Kind.VESSEL, Kind.AIRCRAFT, Kind.UNKNOWN}
    ),
}
"""Whose names are compared in each space; other pairs meet by identifiers only."""

# What a word that is not just a word weighs, in thousandths of a rare one: the
# most (for a number, the least) that it can count. Of a measured recipe.
_AT_MOST = {
    PERSON: {
        "particle": 80, "title": 20, "suffix": 100, "legal_form": 30,
        "initial": 200, "patronymic": 500,
    },
    ORGANISATION: {
        "particle": 80, "title": 80, "suffix": 100, "legal_form": 60,
        "initial": 200, "patronymic": 1000,
    },
}  # fmt: skip
_NUMBER_AT_LEAST = 500
_PATRONYMIC_ENDS = (
    "ovich", "evich", "ovych", "yovych", "ovna", "evna", "ivna", "yevna", "oglu",
    "ogly", "kyzy", "qizi", "gizi", "ovitj", "evitj", "ovitsj", "evitsj",
    "owitsch", "ewitsch", "ovits", "evits",
)  # fmt: skip
_ALPHABETS = frozenset({"Latn", "Cyrl", "Grek", "Armn", "Geor", "Arab", "Hebr"})
_ROMAN = {
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9",
    "xi": "11", "xii": "12",
}  # fmt: skip


@attrs.frozen(eq=False)
class Token:
    """A word of a name in one space, with all that comparing it needs.

    A pure function of its text and space. ``readings`` are Latin spellings,
    ``sounds`` and ``loose`` how they sound, ``skeleton`` the consonants;
    ``groups`` the names it is another form of; ``weight`` 1..1000.
    """

    text: str
    kind: str
    weight: int
    readings: tuple[str, ...]
    sounds: tuple[str, ...]
    loose: tuple[str, ...]
    skeleton: str
    script: str
    groups: tuple[str, ...]


@attrs.frozen(eq=False)
class Name:
    """A name read in one space; ``joins`` are its neighbouring words as one."""

    text: str
    space: str
    tokens: tuple[Token, ...]
    joins: tuple[tuple[str, ...], ...]
    disguised: bool = False
    cut: bool = False

    @property
    def weight(self) -> int:
        """The sum of the tokens' weights."""
        return sum(token.weight for token in self.tokens)


def space_of(kind: Kind) -> str:
    """Return how names of a kind are read: as people's or as organisations'."""
    return PERSON if kind is Kind.PERSON else ORGANISATION


def read(text: str, kind: Kind) -> Name:
    """Read a name as one of a person or of an organisation."""
    return read_in(text, space_of(kind))


@lru_cache(maxsize=5_000)
def read_in(text: str, space: str) -> Name:
    """Read a name in a space, ``person`` or ``organisation``."""
    spelling = spell(text, dotted=space == ORGANISATION)
    words = spelling.words
    if space == ORGANISATION:
        words = _with_short_forms(_with_letters_joined(words))
    cut = spelling.cut or len(words) > WORDS
    found = tuple(token(word, space) for word in words[:WORDS])
    if space == PERSON and sum(t.kind in _TELLING for t in found) < 2:
        # "Le Van An" is a whole name: what elsewhere is a particle is a word.
        found = tuple(
            token(t.text, space, as_word=True) if t.kind == "particle" else t
            for t in found
        )
    return name_of(text, space, found, disguised=spelling.disguised, cut=cut)


_TELLING = frozenset({"word", "patronymic", "initial"})


def name_of(
    text: str,
    space: str,
    found: tuple[Token, ...],
    *,
    disguised: bool = False,
    cut: bool = False,
) -> Name:
    """Make a name of tokens that are already known."""
    joins = tuple(join_keys(one, other) for one, other in pairwise(found))
    return Name(text, space, found, joins, disguised, cut)


@lru_cache(maxsize=20_000)
def token(word: str, space: str, *, as_word: bool = False) -> Token:
    """Read one word in a space; ``as_word`` where it is not just a particle."""
    found = readings(word)
    kind = "word" if as_word else _kind(word, found, space)
    if kind == "number":
        found = (_ROMAN.get(found[0], found[0].lstrip("0") or "0"),)
    plain = kind in ("word", "patronymic")
    spoken = found if plain else ()
    script = script_of(word)
    bare = script in consonants.BARE
    return Token(
        text=word,
        kind=kind,
        weight=_weight(found[0], kind, space),
        readings=found,
        sounds=_distinct(key for r in spoken for key in sounds.sounds_of(r)),
        loose=_distinct(key for r in spoken for key in sounds.loose_of(r)),
        skeleton=consonants.skeletons_of(found[0], bare=bare)[0] if plain else "",
        script=script,
        groups=tuple(
            dict.fromkeys(group for r in found for group in tables.groups().get(r, ()))
        ),
    )


def join_keys(one: Token, other: Token) -> tuple[str, ...]:
    """Return how two neighbours sound as one: ``Abdul Rahman`` is Abdulrahman."""
    if one.kind in _ALONE or other.kind in _ALONE:
        return ()
    # As they usually sound: a word that may sound so has that among its keys.
    return _distinct(sounds.sound(a + b) for a in one.readings for b in other.readings)


_ALONE = frozenset({"number", "legal_form", "title", "suffix"})


def _distinct(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in keys if key))


def _with_letters_joined(words: tuple[str, ...]) -> tuple[str, ...]:
    """Join a run of single letters, as in ``S A`` for a société anonyme."""
    joined: list[str] = []
    run = ""
    for word in words:
        if len(word) == 1 and word.isalpha():
            run += word
            continue
        if run:
            joined.append(run)
            run = ""
        joined.append(word)
    return (*joined, run) if run else tuple(joined)


def _with_short_forms(words: tuple[str, ...]) -> tuple[str, ...]:
    """Write legal forms short: ``open joint stock company`` is ``ojsc``."""
    forms = tables.legal_forms()
    short: list[str] = []
    at = 0
    while at < len(words):
        for phrase, form in forms.get(words[at], ()):
            if len(phrase) > 1 and words[at : at + len(phrase)] == phrase:
                short.append(form)
                at += len(phrase)
                break
        else:
            short.append(words[at])
            at += 1
    return tuple(short)


def _kind(word: str, found: tuple[str, ...], space: str) -> str:
    reading = found[0]
    if reading.isdigit() or (space == ORGANISATION and reading in _ROMAN):
        return "number"
    if len(word) == 1 and script_of(word) in _ALPHABETS:
        return "initial"
    listed = tables.kinds(space).get(word) or tables.kinds(space).get(reading)
    if listed is not None:
        return listed
    if space == ORGANISATION and _legal_form(word, reading):
        return "legal_form"
    if space == PERSON and len(reading) > 6 and reading.endswith(_PATRONYMIC_ENDS):
        return "patronymic"
    return "word"


def _legal_form(word: str, reading: str) -> bool:
    forms = tables.legal_forms()
    return any(
        len(phrase) == 1 for key in (word, reading) for phrase, _ in forms.get(key, ())
    )


def _weight(reading: str, kind: str, space: str) -> int:
    weight = tables.weights(space).get(reading, 1000)
    if kind == "number":
        return max(weight, _NUMBER_AT_LEAST)
    return min(weight, _AT_MOST[space].get(kind, 1000))
