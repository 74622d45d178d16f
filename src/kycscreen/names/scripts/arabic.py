"""Arabic, Persian, Urdu and Pashto: scripts that leave the short vowels out.

A frequent name reads as it is usually spelt; of every word the letters are a
reading (compared by its consonants), and so are guesses at the vowels.

>>> next(readings("محمد")), "musawi" in readings("موسوی")
('muhammad', True)
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from kycscreen.names.scripts.letters import through

_LETTERS = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ب": "b", "پ": "p", "ت": "t",
    "ث": "th", "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh",
    "ر": "r", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "d",
    "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ک": "k",
    "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ة": "a", "و": "w", "ؤ": "u",
    "ي": "y", "ی": "y", "ى": "a", "ئ": "i", "ء": "", "ـ": "", "ہ": "h", "ھ": "h",
    "ے": "y", "ٹ": "t", "ڈ": "d", "ڑ": "r", "ں": "n", "ۀ": "h", "ټ": "t", "ښ": "sh",
    "ځ": "dz", "څ": "ts", "ډ": "d", "ړ": "r", "ږ": "zh", "ڼ": "n", "ۍ": "y", "ې": "e",
    "ۃ": "a", "ە": "a", "ګ": "g", "ڭ": "ng", "ۇ": "u", "ۆ": "o", "ڤ": "v", "ڨ": "g",
}  # fmt: skip

# How names that write no vowels are usually spelt: what no rule can tell.
_USUAL = """
محمد muhammad mohammed mohamed, احمد ahmad ahmed, محمود mahmud mahmoud, علي ali,
حسن hassan, حسين hussein hossein, عمر umar omar, عثمان uthman othman osman,
خالد khalid, ابراهيم ibrahim, اسماعيل ismail, يوسف yusuf yousef,
موسي musa mousa moussa, عيسي isa issa, داود dawud daoud david,
سليمان sulayman suleiman, هارون harun haroun, يونس yunus younes, يحيي yahya,
زكريا zakariya, مصطفي mustafa mostafa, مرتضي murtada morteza murtaza, رضا rida reza,
مهدي mahdi mehdi, صادق sadiq sadegh, باقر baqir bagher, جعفر jafar,
كاظم kazim kazem kadhim, عباس abbas, حيدر haydar haidar, قاسم qasim qasem ghasem,
اكبر akbar, اصغر asghar, جواد jawad javad, نور nur noor, نصر nasr, ناصر nasir nasser,
منصور mansur mansour, سعيد said saeed, سعد saad sad, مسعود masud masoud,
صالح salih saleh, فاطمة fatima, فاطمه fatemeh fatima, زينب zaynab zeinab,
مريم maryam mariam, خديجة khadija, عائشة aisha, ليلي layla leila, طارق tariq tarek,
طه taha, بشار bashar, حافظ hafiz hafez, معمر muammar, قذافي qadhafi gaddafi,
صدام saddam, انور anwar, جمال jamal gamal, كريم karim kareem, رحيم rahim, حميد hamid,
مجيد majid, عزيز aziz, لطيف latif, رحمن rahman rehman, ولد walad ould, رشيد rashid,
سلطان sultan, فيصل faysal faisal, فهد fahd, تركي turki, سلمان salman, بن bin ben ibn,
ابن ibn, بنت bint, ابو abu abou abo, ابي abi, ام umm, ال al el ul, عبد abd abdu,
عبدال abdul abdel abdal abdu abdol abdoul,
عبدالله abdullah abdallah abdollah abdulla, آخوند akhund akhond, زاده zada zadeh,
آدم adam, خيل khel khail, الله allah ullah ollah, شيخ shaykh sheikh, حاج hajj haj,
حاجي haji, سيد sayyid seyed sayed sayyed said, ملا mulla mullah, خان khan,
مولوي mawlawi molavi,
جان jan, آغا agha, بيگ baig beg, شاه shah, دين din dine deen, اسلام islam, قاري qari,
مير mir, امير amir, اختر akhtar, گل gul gol, غلام ghulam gholam, نبي nabi,
رسول rasul rasool, حق haq, حبيب habib, ولي wali vali, جلال jalal, كمال kamal,
شمس shams, بدر badr, فخر fakhr, سيف sayf saif, عماد imad, حزب hizb, حركة haraka,
جماعة jamaat jamaa, جيش jaysh, شركة sharika, بنك bank, مؤسسة muassasa, جمعية jamiyya,
مصرف masrif, شركت sherkat, بانك bank, دولت dowlat dawlat daulat, بطرس butrus boutros,
جبران gibran jubran jibran, حي hai hay hayy,
آخوندزاده akhundzada akhundzadeh
"""
# Letters that several languages write apart, and marks above what is a plain alif.
_ONE_LETTER = str.maketrans("يىیکأإٱہھےۀ", "يييكاااههيه", "\u0640")


def readings(word: str) -> Iterator[str]:
    """Yield a word as usually spelt if it is, by its letters, and with vowels."""
    word = "".join(mark for mark in word if unicodedata.category(mark) != "Mn")
    usual = _usual().get(_plain(word))
    if usual is not None:
        yield from usual
        yield _letters(word)
        yield _vowels(word)
        return
    if sum(letter not in _WEAK for letter in word) < _FEW:
        # Too few consonants to be known by them: more guesses at the vowels.
        yield _letters(word)
        yield _vowels(word)
        yield _vowels(word, vowel="u", waw="aw", ya="ay")
        yield _vowels(word.translate(_EASTERN), vowel="e", front="e")
        yield _vowels(word, vowel="i", waw="o", ya="ay")
        yield _vowels(word, closed=True, waw="aw")
        return
    if word.startswith(_ARTICLE) and len(word) > 4:
        inner = word.removeprefix(_ARTICLE)
        spelt = next(iter(_usual().get(_plain(inner), ())), _vowels(inner))
        yield "al" + spelt
        yield "e" + spelt[0] + spelt
        yield "u" + spelt[0] + spelt
    if word.endswith(_GOD) and len(word) > 4:
        yield from _gods(word.removesuffix(_GOD))
    yield _letters(word)
    yield _vowels(word)
    eastern = word.translate(_EASTERN)
    if eastern != word:
        yield _vowels(eastern.replace("غ", "ق"))
        yield _vowels(eastern, vowel="e", front="e")
    yield _vowels(word, waw="aw", ya="ay")
    yield _vowels(word, vowel="e", dense=True, front="e")
    yield _vowels(word, waw="w", front="i", vowel="i")
    yield _vowels(word, waw="aw", closed=True)


def parted(words: Iterable[str], person: bool) -> Iterator[str]:
    """Part the article from its word, but join it to Abd, and God to what is his.

    In Latin it is ``al-Zawahiri``, ``Abu Bakr``, ``Abdul Rahman``, ``Nasrullah``.
    """
    before = ""
    for word in words:
        if before == _SERVANT and word.startswith(_ARTICLE) and _plain(word) != _GOD:
            yield from _one_parted(before + word)
            before = ""
        elif before and (_plain(word) == _GOD or _is_born(before, word)):
            yield before + word
            before = ""
        else:
            if before:
                yield from _one_parted(before)
            before = word
    if before:
        yield from _one_parted(before)


def _is_born(before: str, word: str) -> bool:
    """Ask whether a usual name is written as two words: Akhund-zada."""
    return _plain(word) == "زاده" and _plain(before + word) in _usual()


def _one_parted(word: str) -> Iterator[str]:
    for slipped in _SERVANT_SLIPPED:
        if word.startswith(slipped) and len(word) > len(slipped) + 2:
            word = _SERVANT + _ARTICLE + word.removeprefix(slipped)
    if word.startswith(_SERVANT + _ARTICLE) and not _plain(word).endswith(_GOD):
        # The servant with its article is one word, Abdul, and whose he is another.
        yield _SERVANT + _ARTICLE
        if len(word) > len(_SERVANT + _ARTICLE):
            yield word.removeprefix(_SERVANT + _ARTICLE)
    elif word.startswith(_ARTICLE) and len(word) >= 4 and _plain(word) not in _KEPT:
        yield _ARTICLE
        yield word.removeprefix(_ARTICLE)
    elif _plain(word)[:3] == _FATHER and len(word) >= 6:
        yield word[:3]
        yield from _one_parted(word[3:])
    elif _plain(word).endswith(_FAITH) and len(word) >= 7:
        yield word.removesuffix(word[-5:])
        yield word[-5:]
    else:
        at = _seam(word)
        yield word[:at]
        if at < len(word):
            yield word[at:]


def _seam(word: str) -> int:
    """Return where a word of two usual names (Gholamreza) parts, or its end."""
    plain, usual = _plain(word), _usual()
    if plain not in usual and len(plain) == len(word):
        for at in range(3, len(word) - 2):
            if plain[:at] in usual and plain[at:] in usual:
                return at
    return len(word)


_FATHER, _FAITH = "ابو", "الدين"


_ARTICLE, _SERVANT, _GOD = "ال", "عبد", "الله"
# Parted from what it is misspelt with, the rest of the name is found.
_SERVANT_SLIPPED = ("عدال", "عبال", "بعدال", "عببدال", "ععبدال", "عبدلا", "عبداال")
_KEPT = frozenset({"الله", "الدين"})
_FEW = 3
_WEAK = frozenset("اأإآىيیوعءئؤةه")
# What Persians, Afghans and Pakistanis speak as another Arabic letter.
_EASTERN = str.maketrans("ثذضظق", "سزززغ")


@cache
def _usual() -> dict[str, tuple[str, ...]]:
    found = {}
    for entry in " ".join(_USUAL.split()).split(", "):
        word, *spellings = entry.split()
        found[_plain(word)] = tuple(spellings)
    return found


def _gods(word: str) -> Iterator[str]:
    """Yield the ways to spell a name that ends in God: Nasrullah, Nasrallah."""
    spelt = next(iter(_usual().get(_plain(word), ())), _vowels(word))
    yield spelt + "ullah"
    yield spelt + "allah"
    yield _letters(word) + "alh"


def _plain(word: str) -> str:
    """Write letters that languages write apart as one."""
    return word.translate(_ONE_LETTER)


def bare(word: str) -> str:
    """Spell the letters alone, with something between two that read as one sound.

    An e stands for any vowel: that of an ayin, and what an alif without dots ends;
    a T for the ending that is a or at.
    """
    return _parted_sounds(word, {**_LETTERS, "ع": "e", "ى": "e", "ة": "T"}, "'")


def _letters(word: str) -> str:
    return _parted_sounds(word, _LETTERS, "a")


def _parted_sounds(word: str, letters: dict[str, str], between: str) -> str:
    spelt = ""
    for letter in word:
        sound = through(letter, letters)
        pair = spelt[-1:] + sound[:1]
        spelt += (between if pair in _PAIRS else "") + sound
    return spelt


_PAIRS = frozenset(
    {"sh", "zh", "th", "kh", "gh", "dh", "bh", "ph", "ch", "ts", "ds", "dz", "ks"}
    | {"dj", "sj", "tj", "zj", "tz", "rh", "ck"}
)


def _vowels(
    word: str,
    *,
    vowel: str = "a",
    dense: bool = False,
    closed: bool = False,
    waw: str = "u",
    ya: str = "i",
    front: str = "a",
) -> str:
    """Guess the vowels: a syllable may end in a consonant, but not begin with two.

    ``dense`` has a vowel behind every consonant but the last; ``closed`` lets a
    word end in two consonants.
    """
    spelt = ""
    for at, letter in enumerate(word):
        rest = word[at + 1 :]
        open_ = spelt[-1:] in _VOWELS
        if letter in _GLIDES:
            spelt += _glide(letter, rest, at, open_, {"w": waw, "y": ya})
        elif letter in _LONG:
            spelt += _long(letter, rest, at, spelt[-1:], front)
        elif letter in "هہھ" and at and not rest and not open_:
            spelt += "eh"
        else:
            spelt += through(letter, _LETTERS)
            last_but_one = len(rest) == 1
            if not rest or rest[0] in _LONG or rest[0] in _GLIDES:
                continue
            if last_but_one and rest in "هہھة":
                continue
            if last_but_one and at > 1 and word[at - 1] in "اآ":
                spelt += "i"
            elif dense or not at or not open_ or (last_but_one and not closed):
                spelt += vowel
    return spelt


_VOWELS = frozenset("aeiou")
_GLIDES = {"و": "w", "ي": "y", "ی": "y"}
_LONG = frozenset("اأآإٱعىةءئؤ")


def _glide(letter: str, rest: str, at: int, open_: bool, vowels: dict[str, str]) -> str:
    """Spell و or ي: a consonant before a vowel and at the front, or a vowel."""
    consonant = _GLIDES[letter]
    vowel = vowels[consonant]
    before_vowel = bool(rest) and (rest[0] in _LONG or rest[0] in _GLIDES)
    if not at:
        return consonant if before_vowel or not rest else consonant + "a"
    if open_:
        return consonant if rest or consonant == "w" else "i"
    if before_vowel and rest[0] not in "ءئع":
        return ("a" if consonant == "w" else vowel[0]) + consonant
    return "i" if not rest and consonant == "y" else vowel


def _long(letter: str, rest: str, at: int, before: str, front: str) -> str:
    """Spell a letter that carries a vowel."""
    if not at:
        carried = len(rest) > 1 and rest[0] in _GLIDES and rest[1] not in _LONG
        return "" if carried and letter in "اإع" else {"إ": "i"}.get(letter, front)
    if letter in "ءعئؤ" and before in _VOWELS:
        return {"ئ": "i", "ؤ": "u"}.get(letter, "")
    if letter == "ء":
        return ""
    return "" if before == "a" else {"ئ": "i", "ؤ": "u"}.get(letter, "a")
