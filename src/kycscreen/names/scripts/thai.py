"""Thai: as it is spoken (RTGS, as far as rules reach) and as it is written.

Families spell their name after its Sanskrit origin more often than after its sound.

>>> tuple(readings("ทักษิณ"))[0], tuple(readings("สมชาย"))[0]
('thaksin', 'somchai')
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

_CONSONANTS = "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_SOUNDS = """
k kh kh kh kh kh ng ch ch ch s ch y d t th th th n d t th th th n b p ph f ph f ph m y r
l w s s s h l _ h
"""
_INITIALS = dict(zip(_CONSONANTS, _SOUNDS.split(), strict=True))
_FINALS = {
    **dict.fromkeys("กขคฆ", "k"), **dict.fromkeys("จชซฌฎฏฐฑฒดตถทธศษส", "t"),
    **dict.fromkeys("ญณนรลฬ", "n"), **dict.fromkeys("บปพฟภ", "p"),
    "ง": "ng", "ม": "m", "ย": "i", "ว": "o",
}  # fmt: skip
_WRITTEN = {**_INITIALS, "ญ": "n", "อ": "_"}
_SANSKRIT = {
    **_WRITTEN, "ค": "g", "ฆ": "gh", "จ": "j", "ช": "j", "ท": "d", "ธ": "dh", "พ": "b",
    "ภ": "bh", "ว": "v", "ฑ": "d", "ฒ": "dh", "ศ": "s",
}  # fmt: skip
_SIGNS = {
    "ะ": "a", "ั": "a", "า": "a", "ำ": "am", "ิ": "i", "ี": "i", "ึ": "ue", "ื": "ue",
    "ุ": "u", "ู": "u", "ฤ": "rue",
}  # fmt: skip
_FRONT = {"เ": "e", "แ": "ae", "โ": "o", "ใ": "ai", "ไ": "ai"}
# What is not spoken as it is written, in names: letters that are no consonants,
# an r that is silent, and Charoen.
_IRREGULAR = (
    ("ฤๅ", "รี"), ("ฤ", "ริ"), ("ฦ", "ลึ"), ("เกียรติ", "เกียด"), ("เพชร", "เพด"),
    ("เศรษฐา", "เสดถา"), ("เศรษฐ", "เสดถะ"), ("เจริ", "จะเริ"),
    ("วุฒิ", "วุฒ"), ("จักร", "จัก"),
    ("ชาติ", "ชาต"), ("ญาติ", "ญาต"), ("ธาตุ", "ธาต"), ("เหตุ", "เหต"),
)  # fmt: skip
_COMPANY_WORDS = "(บริษัท|จำกัด|มหาชน|ธนาคาร|มหาวิทยาลัย|กลุ่ม|มูลนิธิ|ประเทศไทย)"
_C = "[ก-ฮ]"
_CLUSTER = (
    "(?:[กขคตปผพ][รลว](?=[ะ-ู็อ])|ทร(?=[ะ-ู])|[กขคตปผพ][รล](?=[ก-ฮ])|ห[งญนมยรลว]|[ก-ฮ])"
)


def readings(word: str) -> Iterator[str]:
    """Yield a word as spoken, then as written, in plain and in Sanskrit values."""
    word = re.sub("[็-๎]", lambda m: m[0] if m[0] in "์ํ็" else "", word)
    word = word.replace("ํา", "ำ").replace("ํ", "")
    for irregular, regular in _IRREGULAR:
        word = word.replace(irregular, regular)
    # What a silencing mark takes away ends a syllable.
    spoken = re.sub("(?:[ทตดธ]ร|[ก-ฮ])[ิุ]?์", "-", word).replace("์", "").rstrip("-")
    spoken = re.sub("^วร(?=[ก-ฮ])(?!รร)", "วอระ", spoken)
    yield _spoken(spoken)
    linked = _spoken(spoken, linked=True)
    yield linked
    yield _unbreathed(linked)
    kept = re.sub("ดิ์$", "ดิ", word) if word.endswith("ดิ์") else spoken
    yield _as_families_do(_unbreathed(_spoken(kept, linked=True, heard=False)))
    yield _written(word.replace("์", ""), _WRITTEN, "a")
    yield _written(word.replace("์", ""), _SANSKRIT, "a")


def _as_families_do(reading: str) -> str:
    """Write an r where English spelling has a long vowel with one: Banharn."""
    return re.sub("aa(?=[ntk](?![aeioh]))", "ar", reading).replace("aa", "a")


def _unbreathed(reading: str) -> str:
    """Leave out the h that only tells Thai consonants apart: Somphon, Sompon."""
    return re.sub("(?<=[pkt])h", "", reading)


def parted(words: Iterable[str], person: bool) -> Iterator[str]:
    """Part company words from a name; people's names have a blank."""
    for word in words:
        whole = word.replace("ํา", "ำ")
        yield from [word] if person else filter(None, re.split(_COMPANY_WORDS, whole))


def _spoken(word: str, *, linked: bool = False, heard: bool = True) -> str:
    """Spell a word syllable by syllable, with finals as they are spoken.

    ``linked`` speaks the a that Sanskrit words have between two consonants. Not as
    ``heard``, a long a is ``aa``, and r, l and j are what is written.
    """
    spelt = ""
    at = 0
    while at < len(word):
        if at == len(word) - 1 and spelt[-1:] not in "aeiou" and word[at] != "อ":
            break  # a consonant behind a final one is not spoken
        for pattern, vowel in _syllables():
            found = pattern.match(word, at)
            if found is not None:
                onset = _onset(found["c"])
                if found["c"] == "จ" and not heard:
                    onset = "j"
                at = found.end()
                sign = _SIGNS.get(found[0][-1], "")
                if found[0][-1] == "า" and not heard:
                    sign = "aa"
                spelt += onset + vowel.replace("?", sign)
                if not vowel.endswith(("am", "ai", "ao", "oei")) or vowel == "a":
                    last = found[0][-1]
                    if linked and (link := _linked(word, at, last)):
                        spelt += link
                        at += 1
                        break
                    ends = at
                    final, at = _final(word, at, short=vowel == "", closed=last in "ั็")
                    if vowel == "":
                        spelt += "o" if final else "a"
                    if not heard and word[ends:at] in ("ร", "ล"):
                        final = {"ร": "rn", "ล": "l"}[word[ends]]
                    elif not heard and word[ends - 1] == "อ" and final in ("p", "k"):
                        final = "r" + final
                    spelt += final
                break
        else:
            spelt += _SIGNS.get(word[at], "")
            at += 1
    return spelt.replace("_", "")


@cache
def _syllables() -> tuple[tuple[re.Pattern[str], str], ...]:
    c = f"(?P<c>{_CLUSTER})"
    return tuple(
        (re.compile(pattern), vowel)
        for pattern, vowel in (
            (f"เ{c}ียะ?", "ia"), (f"เ{c}ือะ?", "uea"), (f"เ{c}าะ", "o"),
            (f"เ{c}า", "ao"), (f"เ{c}ิ", "oe"), (f"เ{c}อะ?", "oe"),
            (f"เ{c}ย(?![ะ-ู])", "oei"), (f"เ{c}็?ะ?", "e"), (f"แ{c}็?ะ?", "ae"),
            (f"โ{c}ะ?", "o"), (f"[ใไ]{c}(?:ย(?![ะ-ู]))?", "ai"), (f"{c}ัว(?![ะ-ู])", "ua"),
            (f"{c}ัย(?![ะ-ู])", "ai"), (f"{c}รร(?={_C}(?![ะ-ู]))", "a"),
            (f"{c}รร", "an"), (f"{c}ำ", "am"), (f"{c}[ะ-ู]", "?"),
            (f"{c}ว(?={_C}(?![ะ-ู]))", "ua"),
            (f"{c}็?อ(?![ะ-ู])", "o"), (c, ""),
        )
    )  # fmt: skip


def _onset(cluster: str) -> str:
    if len(cluster) == 2 and cluster[0] == "ห":
        return _INITIALS[cluster[1]]
    return "".join(_INITIALS[letter] for letter in cluster)


def _linked(word: str, at: int, vowel: str) -> str:
    """Spell a consonant that carries an a of its own before another: Rat-cha-nok."""
    found = re.compile("[ขคฆจชฌฏฐฒณตถทธปพภศษสร](?=[ก-ฮเ-ไ])(?!รร|.อ)").match(word, at)
    if found is None or vowel not in "ัาิีุู" or (found[0] == "ร" and vowel != "ี"):
        return ""
    own, after = found[0], word[at + 1]
    alike = _INITIALS.get(after, "-")[0] == _INITIALS[own][0]
    if alike and _FINALS.get(after) == _FINALS[own]:
        return ""  # doubled: it closes a syllable and opens the next
    front = after in _FRONT
    single = word[at + 1 :] != "ร" and _bare(word, at) == 1 + front
    if not single and (at + 2 >= len(word) or vowel != "ั" or front):
        return ""
    sound = _INITIALS[own]
    return sound + "a" if vowel in "ิุ" or sound == "r" else _FINALS[own] + sound + "a"


def _final(word: str, at: int, *, short: bool, closed: bool) -> tuple[str, int]:
    """Return the final of a syllable that ends at a place, and where it ends."""
    found = re.compile("([ก-ฬ])(?![ะ-ูอ็])(?!รร)").match(word, at)
    if found is None or found[1] == "ห":
        return "", at
    ends = found.end()
    rest = word[ends:]
    if short and found[1] in "วย":
        return "", at
    if len(rest) == 1 and rest + found[1] in (_SILENT if closed else _ALWAYS_SILENT):
        return _FINALS[found[1]], ends + 1
    # Consonants without vowels are spoken two and two; of an odd number, the first
    # closes the syllable in front, as every one behind a short a does.
    bare = _bare(word, at)
    if bare % 2 or (bare > 2 and not short) or (bare and closed):
        return _FINALS.get(found[1], ""), ends
    return "", at


_ALWAYS_SILENT = frozenset({"รต", "รจ", "รช", "ธท", "ถต", "ฐษ", "ฒฒ", "ธธ"})
_SILENT = _ALWAYS_SILENT | {"รท", "รด", "รก"}


def _bare(word: str, at: int) -> int:
    """Count the consonants from a place on that have no vowel of their own."""
    run = re.compile("[ก-ฮ]*").match(word, at)
    ends = run.end() if run is not None else at
    following = word[ends : ends + 1]
    return ends - at - (1 if following and following in _AFTER else 0)


_AFTER = frozenset("ะัาำิีึืฺุู็")


_DOUBLED = frozenset({"กก", "จจ", "ชช", "ดด", "ตต", "ทท", "ทธ", "ตถ", "ปป", "พพ"})


def _written(word: str, letters: dict[str, str], inherent: str) -> str:
    """Spell letter by letter; a consonant without a vowel carries one."""
    word = re.sub(f"([เแโใไ])({_C})", r"\2\1", word).replace("รร", "ั\u0e19")
    spelt = ""
    for at, letter in enumerate(word):
        following = word[at + 1 : at + 2]
        if letter in letters:
            spelt += letters[letter]
            bare = following not in _SIGNS and following not in _FRONT
            closed = word[at - 1 : at] in ("ั", "็") if at else False
            doubled = letter + following in _DOUBLED
            if bare and following and following != "็" and not closed and not doubled:
                if letter == "อ" and at:
                    spelt += "o"
                else:
                    spelt += inherent
            elif letter == "อ" and at and not following:
                spelt += "o"
        elif letter in _FRONT:
            spelt += _FRONT[letter]
        else:
            spelt += _SIGNS.get(letter, "")
    return spelt.replace("_", "")
