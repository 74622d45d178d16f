"""Hangul: the official spelling, that of scholars and of the North, and usage.

A family name reads as families spell it; any other word as each scheme does.

>>> tuple(parted(["김정은"], True)), tuple(readings("김"))[:2]
(('김', '정', '은'), ('kim', 'gim'))
>>> "samsung" in readings("삼성"), "hyunhi" in readings("현희")
(True, True)
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

import attrs

_FAMILIES = """
김 kim gim, 이 lee yi i ri rhee li, 리 ri lee li rhee yi, 박 park pak bak,
최 choi choe, 정 jung jeong chung chong jong, 강 kang gang, 조 cho jo, 윤 yoon yun,
장 jang chang, 임 lim im rim yim, 림 rim lim im, 한 han, 오 oh o, 서 seo suh so,
신 shin sin, 권 kwon gwon, 황 hwang, 안 ahn an, 송 song, 류 ryu yoo yu,
유 yoo yu ryu you, 홍 hong, 전 jeon chun chon jon jun, 고 ko go koh, 문 moon mun,
손 son sohn, 양 yang ryang, 량 ryang yang, 배 bae pae, 백 baek paek back paik,
허 heo hur ho huh, 남 nam, 심 shim sim, 노 noh roh no ro, 로 ro roh noh, 하 ha,
곽 kwak gwak, 성 sung seong song, 차 cha, 주 joo ju chu, 우 woo u wu, 구 koo gu ku,
민 min, 진 jin chin, 나 na ra, 라 ra na, 지 ji chi jee, 엄 eom um om,
변 byun byeon pyon, 방 bang pang, 원 won, 천 chun cheon chon, 공 kong gong,
현 hyun hyeon hyon, 함 ham, 여 yeo yo ryo, 염 yeom yom ryom, 추 choo chu, 도 do to,
석 seok suk sok, 선 sun seon son, 설 seol sul sol, 마 ma, 길 gil kil, 연 yeon yon yun,
위 wi, 표 pyo, 명 myung myeong myong, 기 ki gi, 반 ban pan, 왕 wang,
금 keum geum kum, 옥 ok, 육 yook yuk, 인 in, 맹 maeng, 제 je che, 모 mo, 탁 tak,
국 kook guk kuk, 은 eun un, 편 pyeon pyon, 용 yong ryong, 예 ye, 봉 bong pong, 사 sa,
부 boo bu pu, 태 tae thae, 계 kye gye, 피 pi, 두 doo du tu, 감 kam gam, 호 ho, 소 so,
채 chae, 남궁 namgung namkung namgoong, 황보 hwangbo hwangpo, 선우 sunwoo seonu sonu,
독고 dokgo tokko, 사공 sagong, 제갈 jegal chegal, 서문 seomun somun, 동방 dongbang
"""
_COMPANY_WORDS = (
    "주식회사", "유한회사", "은행", "그룹", "전자", "자동차", "건설", "무역", "중공업",
    "상사", "총회사", "회사", "화학", "항공", "해운", "보험", "증권", "통신", "제철",
    "조선", "대학교", "재단", "협회", "공사",
)  # fmt: skip


@attrs.frozen
class _Scheme:
    """How a scheme spells initial, middle and final letters of a syllable.

    ``front`` is the initials at the front of a word where they differ there.
    """

    initials: tuple[str, ...]
    vowels: tuple[str, ...]
    finals: tuple[str, ...]
    front: tuple[str, ...]


_INITIALS = "g kk n d tt r m b pp s ss - j jj ch k t p h"
_VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i"
_FINALS = "- k k k n n n t l k m l l l p l m p p t t ng t t k t p t"
_NORTH = "k kk n t tt r m p pp s ss - j jj ch kh th ph h"
_HARD_O = "a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i"
_SOFT_U = "a ae ya yae u e yu ye o wa wae oe yo u wo we wi yu eu i i"
_SCHOLARS_FRONT = "k kk n t tt n m p pp s ss - ch tch ch k t p h"
_USAGE = "k kk n d tt r m b pp s ss - j jj ch k t p h"
_USAGE_CH = "k kk n t tt r m p pp s ss - ch jj ch k t p h"


@cache
def _schemes() -> tuple[_Scheme, ...]:
    return tuple(
        _Scheme(*(tuple(s.replace("-", "") for s in part.split()) for part in parts))
        for parts in (
            (_INITIALS, _VOWELS, _FINALS, _INITIALS),
            (_NORTH, _HARD_O, _FINALS, _NORTH),
            (_USAGE, _SOFT_U, _FINALS, _USAGE),
            (_USAGE, _VOWELS, _FINALS, _USAGE),
            (_INITIALS, _HARD_O, _FINALS, _SCHOLARS_FRONT),
            (_USAGE, _SOFT_U.replace("eu", "u"), _FINALS, _USAGE),
            (_USAGE_CH, _SOFT_U.replace("eu", "u"), _FINALS, _USAGE_CH),
        )
    )


def readings(word: str) -> Iterator[str]:
    """Yield a family name as families spell it, or a word by each scheme."""
    family = families().get(word)
    if family is not None:
        yield from family
        return
    schemes = [_spelt(word, scheme) for scheme in _schemes()]
    yield from schemes[:5]
    # Companies and families write Hyundai, Hanwha, Lotte.
    usage = re.sub("ae$", "ai", schemes[2]).replace("hw", "wh")
    yield re.sub("^r", "l", usage)
    yield from schemes[5:]


def parted(words: Iterable[str], person: bool) -> Iterator[str]:
    """Part a person's family name from the given one, or a company's common words."""
    for word in words:
        yield from _parted(word, person)


def _parted(word: str, person: bool) -> Iterator[str]:
    if not all("가" <= syllable <= "힣" for syllable in word):
        yield word
    elif not person:
        yield from _company(word)
    elif len(word) > 2 and word[:2] in families():
        yield word[:2]
        yield from word[2:]
    elif len(word) <= 4:
        # Latin spellings part the syllables of a given name: Jong Un, Geun-hye.
        yield from word
    else:
        yield word


def _company(word: str) -> Iterator[str]:
    for common in _COMPANY_WORDS:
        if word.startswith(common) and len(word) > len(common):
            yield common
            yield from _company(word.removeprefix(common))
            return
        if word.endswith(common) and len(word) > len(common):
            yield from _company(word.removesuffix(common))
            yield common
            return
    yield word


@cache
def families() -> dict[str, tuple[str, ...]]:
    """Return the family names and how families spell them."""
    found = {}
    for entry in " ".join(_FAMILIES.split()).split(", "):
        word, *spellings = entry.split()
        found[word] = tuple(spellings)
    return found


def _spelt(word: str, scheme: _Scheme) -> str:
    spelt = ""
    final = 0
    for letter in word:
        code = ord(letter) - ord("가")
        if not 0 <= code < 11_172:
            spelt += letter if letter.isascii() else ""
            continue
        initial, rest = divmod(code, 588)
        vowel, after = divmod(rest, 28)
        onset = (scheme.initials if spelt else scheme.front)[initial]
        if initial == 5 and final in (4, 8):
            # ㄹ behind ㄴ or ㄹ makes both of them l.
            onset = "l"
            spelt = spelt[:-1] + "l"
        elif initial == 3 and final in (7, 19):
            # ㄷ doubles with the t that ㄷ and ㅅ end in: Lotte.
            onset = "t"
        elif initial == 11 and final in _SPOKEN_OVER:
            # A final consonant is spoken as the initial that is silent.
            spelt = spelt[: -len(scheme.finals[final])] + _SPOKEN_OVER[final]
        nucleus = scheme.vowels[vowel]
        if not onset and nucleus == "u" and (vowel == 13 and scheme.vowels[4] == "u"):
            nucleus = "woo"
        if onset == "s" and nucleus == "i" and scheme.vowels[4] == "u":
            onset = "sh"
        spelt += onset + nucleus + scheme.finals[after]
        final = after
    return spelt


_SPOKEN_OVER = {8: "r", 19: "s", 22: "j"}


# A syllable in Latin letters: what starts it, its vowel and what ends it may each
# stand for several Korean letters. As numbered in Hangul; 11 is a silent start.
_STARTS = {
    "": "11", "g": "0", "k": "0 15", "kk": "1", "gg": "1", "kh": "15", "n": "2",
    "d": "3", "t": "3 16", "tt": "4", "th": "16", "r": "5", "l": "5", "m": "6",
    "b": "7", "p": "7 17", "ph": "17", "pp": "8", "s": "9", "sh": "9", "ss": "10",
    "j": "12", "ch": "12 14", "jj": "13", "h": "18",
}  # fmt: skip
_MIDDLES = {
    "a": "0", "ah": "0", "ae": "1", "ai": "1", "ay": "1", "ya": "2", "eo": "4",
    "o": "8 4", "u": "13", "oh": "8 4", "uh": "4", "e": "5", "yeo": "6",
    "yo": "12 6", "you": "6 17", "yu": "17 6", "ye": "7", "ie": "7", "wa": "9",
    "wae": "10", "oe": "11", "oi": "11", "yoo": "17", "oo": "13", "ou": "13",
    "woo": "13", "wu": "13", "wo": "14", "weo": "14", "we": "15", "wi": "16",
    "wee": "16", "eu": "18", "ui": "19", "eui": "19", "i": "20 19", "ee": "20 19",
    "yi": "20 19",
}  # fmt: skip
_CLOSED = {"u": "13 4 18"}
"""What a vowel may be before a consonant only: 성 and 승 are Sung, 서 is not Su."""
_ENDS = {
    "": 0,
    "k": 1,
    "g": 1,
    "ck": 1,
    "n": 4,
    "l": 8,
    "m": 16,
    "p": 17,
    "b": 17,
    "ng": 21,
}


@cache
def _latin() -> re.Pattern[str]:
    starts, middles, ends = (
        "|".join(sorted(letters, key=len, reverse=True))
        for letters in (_STARTS, _MIDDLES, _ENDS)
    )
    return re.compile(f"({starts})({middles})({ends})")


@lru_cache(maxsize=2_000)
def romanised(syllable: str) -> tuple[str, ...]:
    """Return what a syllable in Latin letters may be in Hangul, by any scheme or none.

    >>> romanised("jeong"), romanised("chung"), romanised("whun")
    (('정',), ('중', '정', '증', '충', '청', '층'), ('훈',))
    """
    found = _latin().fullmatch(syllable.replace("wh", "hw"))
    if found is None:
        return ()
    start, middle, end = found.groups()
    starts = _STARTS[start]
    if start in ("r", "l") and middle[0] in "yi":
        starts += " 11"  # the South drops it: 룡 is Ryong and Yong
    vowels = end and _CLOSED.get(middle) or _MIDDLES[middle]
    return tuple(
        chr(ord("가") + int(initial) * 588 + int(vowel) * 28 + _ENDS[end])
        for initial in starts.split()
        for vowel in vowels.split()
    )
