"""Kana: Hepburn as passports have it, with long vowels written out, and Kunrei.

>>> list(dict.fromkeys(readings("ようこ"))), next(iter(readings("しんぺい")))
(['yoko', 'youko', 'yohko'], 'shinpei')
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from kycscreen.names.memory import KEPT

_KANA = (
    "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよ"
    "らりるれろわゐゑをんがぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽぁぃぅぇぉゔ"
)
_SOUNDS = """
a i u e o ka ki ku ke ko sa shi su se so ta chi tsu te to na ni nu ne no
ha hi fu he ho ma mi mu me mo ya yu yo ra ri ru re ro wa i e o n ga gi gu ge go
za ji zu ze zo da ji zu de do ba bi bu be bo pa pi pu pe po a i u e o vu
"""
_HEPBURN = dict(zip(_KANA, _SOUNDS.split(), strict=True))
_GLIDES = {"ゃ": "a", "ゅ": "u", "ょ": "o", "ぇ": "e"}
_SMALL = {"ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o"}
_LONG, _DOUBLED = "ー", "っ"


def readings(word: str) -> Iterator[str]:
    """Yield a word with short vowels, then written out, then in Kunrei."""
    written = _written(word)
    plain = re.sub("ou|oo|o-", "o", written)
    plain = re.sub("uu|u-", "u", plain).replace("-", "")
    yield plain
    yield re.sub("n(?=[bmp])", "m", plain)
    whole = re.sub("([aeiou])-", r"\1\1", written)
    yield whole
    yield re.sub("ou|oo|o-", "oh", written).replace("-", "")
    yield _kunrei(plain)
    yield _kunrei(whole)


def parted(words: Iterable[str], person: bool) -> Iterator[str]:
    """Part Japanese company words from a name; people's names have a blank."""
    for word in words:
        yield from [word] if person else filter(None, re.split(_COMPANY_WORDS, word))


_COMPANY_WORDS = (
    "(グループ|ホールディングス|コーポレーション|株式会社|銀行|自動車|工業|製作所|電機)"
)


def _written(word: str) -> str:
    """Spell each kana; a long mark stays ``-``, a small tsu doubles what follows."""
    letters = [_hiragana(letter) for letter in word]
    spelt = ""
    doubled = False
    for letter in letters:
        if letter == _DOUBLED:
            doubled = True
            continue
        if letter == _LONG:
            spelt += "-"
            continue
        if letter in _GLIDES and spelt.endswith(("i",)) and letter != "ぇ":
            front = spelt[:-1]
            glide = "" if front.endswith(("sh", "ch", "j")) else "y"
            spelt = front + glide + _GLIDES[letter]
            continue
        if letter in _SMALL and spelt[-2:-1] in ("f", "v", "t", "d", "h", "w", "j"):
            spelt = spelt[:-1] + _SMALL[letter]
            continue
        sound = _HEPBURN.get(letter)
        if sound is None:
            from kycscreen.names.scripts.letters import romanised

            sound = letter if letter.isascii() else romanised(letter)
        if doubled and sound:
            sound = ("t" if sound.startswith("ch") else sound[0]) + sound
            doubled = False
        spelt += sound
    return spelt


def _hiragana(letter: str) -> str:
    return chr(ord(letter) - 0x60) if "ァ" <= letter <= "ヴ" else letter


def _kunrei(spelt: str) -> str:
    for hepburn, kunrei in (
        ("tch", "tt"), ("sshi", "ssi"), ("shi", "si"), ("sh", "sy"), ("chi", "ti"),
        ("ch", "ty"), ("tsu", "tu"), ("fu", "hu"), ("ji", "zi"), ("j", "zy"),
    ):  # fmt: skip
        spelt = spelt.replace(hepburn, kunrei)
    return spelt


@lru_cache(maxsize=KEPT)
def hepburn(word: str) -> str:
    """Spell a Japanese word in one way, whatever scheme it is in.

    >>> hepburn("zyunitirou"), hepburn("junichiro")
    ('junichiro', 'junichiro')
    """
    for letters, sound in _HEARD:
        word = re.sub(letters, sound, word)
    return word


# What the schemes differ in, as Hepburn has it; long vowels are short, as in passports.
_HEARD = (
    ("m(?=[bmp])", "n"), ("ou|oo|oh(?![aeiouy])", "o"), ("uu", "u"), ("tch", "cch"),
    ("sy", "sh"), ("ty", "ch"), ("[zd]y", "j"), ("s(?=i)", "sh"), ("t(?=i)", "ch"),
    ("t(?=u)", "ts"), ("h(?=u)(?<![sc]h)", "f"), ("[zd](?=i)", "j"),
    ("(?<=sh|ch)iy(?=[auo])|(?<=j)iy(?=[auo])", ""), ("tch|cch", "ch"), ("ssh", "sh"),
)  # fmt: skip


@lru_cache(maxsize=KEPT)
def is_japanese(word: str) -> bool:
    """Ask whether a word in Latin letters may be Japanese: it is of its syllables.

    >>> is_japanese("zyunitirou"), is_japanese("exempel")
    (True, False)
    """
    return _morae().fullmatch(word) is not None


@cache
def _morae() -> re.Pattern[str]:
    return re.compile(
        "(?:(?:kk?|ss?|tt?|pp?|[gzdbnhmry]|[kgnhmrpbsztd]y|s?sh|[tc]?ch|t?ts|[fjw])?"
        "[aiueo]|[nmh](?![aiueoy]))+"
    )
