"""From Wikidata's items to groups of words that are one name.

An item holds a name in many languages and some words that are not that name. It is
parted by what is heard in it, by the sex of its bearers and by hand-made groups.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

import attrs

from kycscreen.names.sounds import sound
from kycscreen.names.spelling import readings, script_of
from scripts.tables.kinship import SHORTEST, differ, is_heard_in, is_kin

CERTAIN = 100
"""A name of so many given names, nine in ten of one sex, is one of that sex."""

RARE = 20
"""A sense is rare when so many times as many people bear another one."""

_WITHOUT_VOWELS = frozenset({"Arab", "Hebr"})
_SYLLABLES = frozenset({"Hani", "Hang", "Kana"})


@attrs.frozen
class Vocabulary:
    """The words to ask for, and how they are borne."""

    borne: Counter[str]
    women: Counter[str]
    men: Counter[str]


@attrs.frozen
class Hand:
    """The groups made by hand: names, and nicknames with what they stand for."""

    names: tuple[frozenset[str], ...]
    nicknames: tuple[frozenset[str], ...]

    def of(self, word: str) -> frozenset[int]:
        """Return the numbers of the names that a word is."""
        return frozenset(n for n, group in enumerate(self.names) if word in group)


def parted(
    items: Iterable[frozenset[str]], vocabulary: Vocabulary, hand: Hand
) -> set[frozenset[str]]:
    """Part each item into the names it holds, without what it is seldom heard as."""
    groups = {g for item in items for g in names_in(item, vocabulary, hand)}
    return without_rare_senses(groups, vocabulary)


def telling(groups: Iterable[frozenset[str]], hand: Hand) -> set[frozenset[str]]:
    """Leave out the groups that another one holds, or that any ear would make."""
    kept: list[frozenset[str]] = list(hand.names)
    for group in sorted(groups, key=lambda group: (-len(group), sorted(group))):
        if len(group) > 1 and not any(group <= other for other in kept):
            kept.append(group)
    return {group for group in kept if group in hand.names or not is_heard_alike(group)}


def spellings(name: str, groups: Iterable[frozenset[str]]) -> frozenset[str]:
    """Return a name in all the spellings that its groups give it."""
    return frozenset({name}).union(*(group for group in groups if name in group))


def without_rare_senses(
    groups: set[frozenset[str]], vocabulary: Vocabulary
) -> set[frozenset[str]]:
    """Take a word of another script from names far rarer than another it spells."""
    heads = {
        group: max(latin, key=lambda word: (vocabulary.borne[word], word))
        for group in groups
        if (latin := [word for word in group if word.isascii()])
    }
    main: dict[str, str] = {}
    for group, head in sorted(heads.items(), key=lambda found: found[1]):
        for word in group:
            if vocabulary.borne[head] > vocabulary.borne[main.get(word, "")]:
                main[word] = head
    return {
        frozenset(
            word
            for word in group
            if word.isascii()
            or is_kin(head, main[word])
            or vocabulary.borne[head] * RARE > vocabulary.borne[main[word]]
        )
        for group, head in heads.items()
    }


def names_in(
    item: frozenset[str], vocabulary: Vocabulary, hand: Hand
) -> Iterator[frozenset[str]]:
    """Part an item: a word joins what it is kin to, the most borne ones first."""
    left = sorted(
        (word for word in item if word.isascii()),
        key=lambda word: (-vocabulary.borne[word], word),
    )
    others = sorted(item.difference(left))
    while left:
        group = [left.pop(0)]
        for word in list(left):
            if belongs(word, group, vocabulary, hand):
                group.append(word)
                left.remove(word)
        group += [word for word in others if is_spelt(word, group, hand)]
        yield frozenset(group)


def belongs(word: str, group: list[str], vocabulary: Vocabulary, hand: Hand) -> bool:
    """Ask whether a word is kin to one of a group, and contradicts none of it."""
    if not any(is_kin(word, other) for other in group):
        return False
    return not any(
        differ(word, other)
        or are_of_two_sexes(word, other, vocabulary)
        or are_two_by_hand(word, other, hand)
        for other in group
    )


def are_of_two_sexes(a: str, b: str, vocabulary: Vocabulary) -> bool:
    """Ask whether one is a woman's name and the other a man's."""
    shares = []
    for word in (a, b):
        women, men = vocabulary.women[word], vocabulary.men[word]
        if women + men < CERTAIN:
            return False
        shares.append(women * 10 // (women + men))
    return max(shares) >= 9 and min(shares) == 0


def are_two_by_hand(a: str, b: str, hand: Hand) -> bool:
    """Ask whether the table made by hand has two words in different groups."""
    one, other = hand.of(a), hand.of(b)
    return bool(one and other and not one & other)


def is_spelt(word: str, group: list[str], hand: Hand) -> bool:
    """Ask whether a word of another script spells the name of a group."""
    reading = readings(word)[0]
    if not reading.isascii() or len(group[0]) < SHORTEST:
        return False
    if any(are_two_by_hand(reading, latin, hand) for latin in group):
        return False
    script = script_of(word)
    if script in _WITHOUT_VOWELS or script in _SYLLABLES:
        return any(is_heard_in(reading, latin) for latin in group)
    return any(is_kin(reading, latin) for latin in group) and not any(
        differ(reading, latin) for latin in group
    )


def is_heard_alike(group: frozenset[str]) -> bool:
    """Ask whether every reading of a group sounds the same: no table is needed."""
    heard = [{sound(reading) for reading in readings(word)} for word in group]
    return bool(set.intersection(*heard))
