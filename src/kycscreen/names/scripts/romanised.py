"""Chinese and Korean names in Latin letters: which syllables each word may spell.

One name is romanised in many ways: 泽东 is Zedong and Tse-tung, 정희 is Jeong Hui,
Chong Hui and Chung Hee. That a word is of such a name its letters alone do not
tell, but its name does: all of its words are syllables, and one is a family name.

>>> spelt(("hsi", "chinping")), spelt(("xi", "jinping"))
((('xi',), ('jinbing', 'jinping', 'qinbing', 'qinping')), (('xi',), ('jinping',)))
>>> spelt(("bak", "myeong")), spelt(("kari", "nieminen"))
((('박',), ('명',)), ((), ()))
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import product

from kycscreen.names.memory import KEPT
from kycscreen.names.scripts import chinese, kana, korean

Spelt = tuple[str, ...]
"""What a word may spell."""
WORDS = range(2, 5)
"""How many words a name of syllables has."""
LONGEST = 14
"""Letters of the longest word that is read as syllables."""
_MOST = 2  # syllables of a word


def spelt(words: Sequence[str]) -> tuple[Spelt, ...]:
    """Return the syllables that each word of a name may spell, Chinese and Korean."""
    nothing: tuple[Spelt, ...] = ((),) * len(words)
    if len(words) not in WORDS or max(map(len, words)) > LONGEST:
        return nothing
    ends = (words[0], words[-1])
    read = [
        tuple(as_read(words))
        for known, as_read in (
            (_chinese_families, _chinese),
            (_korean_families, _korean),
        )
        if any(end in known() for end in ends)
    ]
    whole = [of for of in read if all(of)]
    return tuple(_distinct(each) for each in zip(*whole, strict=True)) or nothing


def japanese(words: Sequence[str]) -> tuple[Spelt, ...]:
    """Return in Hepburn the words of a name that schemes of Japanese may spell apart.

    >>> japanese(("matuo", "basyo")), japanese(("sato", "yamada"))
    ((('matsuo',), ('basho',)), ((), ()))
    """
    nothing: tuple[Spelt, ...] = ((),) * len(words)
    if len(words) not in WORDS or max(map(len, words)) > LONGEST:
        return nothing
    if not all(map(is_japanese, words)):
        return nothing
    heard: list[Spelt] = []
    for word in words:
        spelt = kana.hepburn(word)
        heard.append(() if spelt == word and not _of_hepburn(word) else (spelt,))
    return tuple(heard)


def is_japanese(word: str) -> bool:
    """Ask whether a word may be Japanese, so that most names are soon refused."""
    return kana.is_japanese(word)


def _of_hepburn(word: str) -> bool:
    return any(letters in word for letters in ("sh", "ch", "ts", "f", "j"))


def _distinct(several: Sequence[Spelt]) -> Spelt:
    return tuple(dict.fromkeys(one for of in several for one in of))


def _chinese(words: Sequence[str]) -> Iterator[Spelt]:
    """Read a name in Pinyin or, where that does not spell it, as others do.

    One that both may have spelt is read in both, one that is Pinyin alone in Pinyin:
    Pan may be Ban, but not where Xiaojin stands beside it.
    """
    known = _chinese_families()
    pinyin = [_pinyin(word) for word in words]
    older = [_older(word) for word in words]
    if all(pinyin) and not all(older):
        yield from pinyin
        return
    of_pinyin = all(pinyin) or not all(older)
    for at, word in enumerate(words):
        family = known.get(word, ()) if at in (0, len(words) - 1) else ()
        yield _distinct((pinyin[at] if of_pinyin else (), older[at], family))


def _korean(words: Sequence[str]) -> Iterator[Spelt]:
    known = _korean_families()
    for at, word in enumerate(words):
        family = known.get(word, ()) if at in (0, len(words) - 1) else ()
        yield _distinct((family, _of_korea(word)))


def is_syllabic(word: str) -> bool:
    """Ask whether a word may stand in a name of which all words are syllables."""
    return word in families() or bool(_pinyin(word) or _older(word) or _of_korea(word))


@lru_cache(maxsize=KEPT)
def _pinyin(word: str) -> Spelt:
    return (word,) if any(_parted(word, chinese.pinyin().get)) else ()


@lru_cache(maxsize=KEPT)
def _older(word: str) -> Spelt:
    return tuple(sorted(_joined(word, chinese.older().get)))


@lru_cache(maxsize=KEPT)
def _of_korea(word: str) -> Spelt:
    return tuple(sorted(_joined(word, korean.romanised)))


_Table = Callable[[str], Spelt | None]


def _joined(word: str, table: _Table) -> set[str]:
    """Return what a word spells, however its syllables are parted."""
    return {
        "".join(syllables)
        for parts in _parted(word, table)
        for syllables in product(*(table(part) or () for part in parts))
    }


def _parted(word: str, table: _Table, most: int = _MOST) -> Iterator[tuple[str, ...]]:
    """Yield each way to part a word into syllables of a table, if it is not one."""
    if table(word):
        yield (word,)
    elif most > 1:
        for at in range(1, len(word)):
            if table(word[:at]):
                for rest in _parted(word[at:], table, most - 1):
                    yield (word[:at], *rest)


@cache
def families() -> frozenset[str]:
    """Return every spelling of a family name; one of them stands in such a name."""
    return frozenset((*_chinese_families(), *_korean_families()))


@cache
def _chinese_families() -> Mapping[str, Spelt]:
    """Return the family names by each of their spellings, in Pinyin.

    Spellings that Koreans use as well are theirs, but for those of the two schemes.
    """
    found: dict[str, dict[str, None]] = {}
    for pinyin, *others in dict.fromkeys(chinese.families().values()):
        coast = (other for other in others if other not in _korean_families())
        for spelling in (pinyin, *coast, *chinese.wade_giles(pinyin)):
            found.setdefault(spelling, {})[pinyin] = None
    return {spelling: tuple(names) for spelling, names in found.items()}


@cache
def _korean_families() -> Mapping[str, Spelt]:
    """Return the family names by each of their spellings, in Hangul."""
    found: dict[str, list[str]] = {}
    for name, spellings in korean.families().items():
        for spelling in spellings:
            found.setdefault(spelling, []).append(name)
    return {spelling: tuple(names) for spelling, names in found.items()}
