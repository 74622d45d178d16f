"""List sets of any size: OFAC, EU and UN, and after them entities that nobody lists.

An invented entity has the shape of a listed one, or of a member of a parliament: as
many names, of the same kinds, strengths and scripts, as many facts. Its words are of
the same country or kind, drawn apart; some are new, and most aliases are other
spellings of the first name. So words grow as they do on lists.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TypeVar

import attrs

from benchmarks import companies, registers, subjects, vocabulary
from benchmarks.coining import joined, respelt
from benchmarks.people import HOME, family, given
from kycscreen.entities import ListedEntity, ListedName, NameKind
from kycscreen.facts import Kind
from kycscreen.identifiers import Identifier

Words = list[str]
T = TypeVar("T")

SEED = 2026
MADE = "made"
"""The list that invented entities are of."""
_OF_LISTS = 0.62
"""How many invented entities are shaped like those of OFAC, EU and UN."""
_NEW = (0.05, 0.08, 0.2)
"""How many first, middle and last words of people are new."""


def entities(names: int, *, seed: int = SEED) -> Iterator[ListedEntity]:
    """Yield entities that have about so many names, the real ones first."""
    for entity in vocabulary.real():
        if names <= 0:
            return
        yield entity
        names -= len(entity.names)
    dice = random.Random(seed)
    legal = iter(vocabulary.legal_names())
    number = 0
    while names > 0:
        number += 1
        made = _made(dice, _model(dice), number, legal)
        yield made
        names -= len(made.names)


def _model(dice: random.Random) -> ListedEntity:
    """Draw somebody real, whose shape is taken."""
    if dice.random() < _OF_LISTS:
        return dice.choice(vocabulary.real())
    return dice.choice(dice.choice(vocabulary.members()))


def _made(
    dice: random.Random, model: ListedEntity, number: int, legal: Iterator[str]
) -> ListedEntity:
    """Invent an entity with the shape of a real one."""
    country = vocabulary.country_of(model)
    is_person = model.kind is Kind.PERSON
    if is_person and dice.random() < 0.25:
        country = dice.choice(vocabulary.abroad())
    known: dict[str, Words] = {}
    names: dict[str, ListedName] = {}
    for name in model.names:
        script = name.script
        if script not in known:
            known[script] = words = _named(dice, model, name, country, legal)
        elif is_person:
            words = _alias(dice, known[script], name, country)
        else:
            words = _other(dice, known[script], model.kind, script)
        text = _written(name, words, is_person=is_person)
        if text in names:  # if that is taken too, it has one name less
            words = [*words[:-1], respelt(dice, words[-1].lower())]
            text = _written(name, words, is_person=is_person)
        names[text] = attrs.evolve(name, full=text, parts=_parts(name, words), note="")
    is_stated = is_person and country
    return ListedEntity(
        list_id=MADE,
        record_id=f"M-{number:07}",
        kind=model.kind,
        names=tuple(names.values()),
        birth_dates=_birth_dates(dice, model),
        nationalities=(country,) if is_stated and model.nationalities else (),
        citizenships=(country,) if is_stated and model.citizenships else (),
        genders=model.genders,
        identifiers=[
            Identifier(i.type, _reshaped(dice, i.value), i.country)
            for i in model.identifiers
        ],
    )


def _named(
    dice: random.Random,
    model: ListedEntity,
    name: ListedName,
    country: str,
    legal: Iterator[str],
) -> Words:
    """Return the first name in its script of somebody new."""
    if model.kind is Kind.PERSON:
        return _person(dice, country, name.script, len(name.full.split()))
    if model.kind is Kind.ORGANISATION and name.script == "Latn":
        if dice.random() < 0.5:
            if stands := next(legal, ""):
                return stands.split()
        elif country in HOME:
            return companies.made(dice, country).split()
    return _thing(dice, model.kind, name.script)


def _person(dice: random.Random, country: str, script: str, size: int) -> Words:
    """Draw the words of a person's name, some of them new."""
    if script == "Latn" and country in HOME:
        gender = dice.choice(registers.GENDERS)
        words = [given(dice, HOME[country], gender) for _ in range(size - 1)]
        words.append(family(dice, HOME[country]))
        other = family(dice, HOME[country])
        return [
            *words[:-1],
            _new(dice, words[-1], other) if dice.random() < _NEW[2] else words[-1],
        ]
    pools = vocabulary.pools()
    pool = pools.get((country, script)) or pools["", script]
    if len(pool.last) < 20:
        pool = pools["", script]
    words = []
    for at in range(size):
        place = 0 if at == 0 < size - 1 else 2 if at == size - 1 else 1
        known = (pool.first, pool.middle or pool.first, pool.last)[place]
        word = _one(dice, known)
        is_new = dice.random() < _NEW[place] or (size == 1 and dice.random() < 0.8)
        words.append(_new(dice, word, _one(dice, known)) if is_new else word)
    return words


def _new(dice: random.Random, word: str, other: str) -> str:
    """Make a new word of two."""
    if dice.random() < 0.45 and len(word) > 3:
        return respelt(dice, word.lower())
    return joined(dice, word.lower(), other.lower())


def _alias(dice: random.Random, known: Words, name: ListedName, country: str) -> Words:
    """Return another name of a person: mostly the same, spelt in another way."""
    way, size = dice.random(), len(name.full.split())
    if name.kind is NameKind.VARIATION and "," in name.full:
        return known
    if way < 0.12:
        return _person(dice, country, name.script, size)
    if way < 0.3:
        fresh = _person(dice, country, name.script, max(2, size))
        at = int(dice.random() * len(known))
        return [*fresh[:-1], known[at]] if way < 0.2 else [known[at], *fresh[1:]]
    words = list(known)
    if len(words) > max(2, size):
        del words[1 + int(dice.random() * (len(words) - 2))]
    elif len(words) < size:
        words[1:1] = _person(dice, country, name.script, size)[: size - len(words)]
    if way < 0.5 and words != known:
        return words
    if way < 0.55:
        return [*words[1:], words[0]]
    for _ in range(1 if way < 0.9 else 2):
        _respell(dice, words)
    return words


def _respell(dice: random.Random, words: Words) -> None:
    """Spell one of the words in another way: rather a long one."""
    long = [at for at, word in enumerate(words) if len(word) > 3]
    at = dice.choice(long or range(len(words)))
    words[at] = respelt(dice, words[at].lower())


def _thing(dice: random.Random, kind: Kind, script: str) -> Words:
    """Return the name of an organisation or ship with words of others, or new ones."""
    known = vocabulary.things()[kind, script]
    words = list(_one(dice, known))
    for at in {0, int(dice.random() * len(words))}:
        other = dice.choice(_one(dice, known))
        if not words[at].isalpha() or len(words[at]) < 4:
            words[at] = _reshaped(dice, words[at])
        elif dice.random() < 0.6:
            words[at] = _new(dice, words[at], other)
        else:
            words[at] = other
    return words


def _other(dice: random.Random, known: Words, kind: Kind, script: str) -> Words:
    """Return another name of an organisation or ship."""
    way = dice.random()
    if way < 0.15 and len(known) > 2:
        return ["".join(word[0] for word in known).upper()]
    if way < 0.35 and len(known) > 2:
        return known[:-1]
    if way < 0.7:
        words = list(known)
        _respell(dice, words)
        return words
    if way < 0.85:
        return [known[0], *_thing(dice, kind, script)[1:]]
    return _thing(dice, kind, script)


def _written(name: ListedName, words: Words, *, is_person: bool) -> str:
    """Write words as a name is written: in capitals, or its last word first."""
    texts = [word[:1].upper() + word[1:] for word in words]
    if is_person and "," in name.full and len(texts) > 1:
        texts = [f"{texts[-1]},", *texts[:-1]]
    text = " ".join(texts)
    return text.upper() if name.full.isupper() else text


def _parts(name: ListedName, words: Words) -> tuple[tuple[str, str], ...]:
    """State given and family name where those of the shape are stated."""
    stated = {part for part, _ in name.parts}
    if len(words) < 2 or not stated >= {"given", "family"}:
        return ()
    return (("given", " ".join(words[:-1])), ("family", words[-1]))


def _birth_dates(dice: random.Random, model: ListedEntity) -> list[str]:
    """Return other dates than those of the shape, known as exactly."""
    found = []
    for span in model.birth_dates:
        texts = subjects.written(span)
        if not texts:
            continue
        if len(texts[0]) == 10:
            day = date.fromisoformat(texts[0])
            found.append(str(day + timedelta(days=dice.randrange(-4000, 4000))))
            continue
        years = dice.randrange(-10, 10)
        moved = [f"{int(text[:4]) + years}{text[4:]}" for text in texts]
        found.append(moved[0] if len(moved) == 1 else f"{moved[0]} to {moved[-1]}")
    return found


def _reshaped(dice: random.Random, text: str) -> str:
    """Return other letters and digits in the place of those of a number."""
    return "".join(
        dice.choice("0123456789")
        if letter.isdecimal()
        else dice.choice("ABCDEFGHJKLMNPRSTUVXYZ")
        if "A" <= letter <= "Z"
        else letter
        for letter in text
    )


def _one(dice: random.Random, known: Sequence[T]) -> T:
    return known[int(dice.random() * len(known))]
