"""Hebrew: consonants, with vav and yod for some vowels; the others are guessed.

>>> tuple(readings("שרון"))[:2], next(readings("יצחק"))
(('shrvn', 'sharon'), 'yitzhak')
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

_LETTERS = {
    "א": "", "ב": "v", "ג": "g", "ד": "d", "ה": "h", "ו": "v", "ז": "z", "ח": "h",
    "ט": "t", "י": "y", "כ": "kh", "ך": "kh", "ל": "l", "מ": "m", "ם": "m", "נ": "n",
    "ן": "n", "ס": "s", "ע": "", "פ": "f", "ף": "f", "צ": "ts", "ץ": "ts", "ק": "k",
    "ר": "r", "ש": "sh", "ת": "t",
}  # fmt: skip
GERESH = "\N{HEBREW POINT RAFE}"
"""Stands for the geresh behind a letter, which as an apostrophe would be lost."""
_FOREIGN = {"ג": "j", "ז": "zh", "צ": "ch", "ץ": "ch", "ת": "th", "ד": "dh", "ח": "kh"}
_SOFT = {"ב": "B", "פ": "F", "כ": "K", "ש": "C"}
_HARD = {"ב": "b", "פ": "p", "כ": "k"}
# How names that write few of their vowels are usually spelt.
_USUAL = """
דוד david dawid, משה moshe moses, שלמה shlomo solomon, אברהם avraham abraham,
יצחק yitzhak isaac itzhak, יעקב yaakov jacob, יוסף yosef joseph, שרה sarah sara,
רחל rachel rahel, רבקה rivka rebecca, לאה leah lea, מרים miriam, אסתר esther,
חנה hannah chana, אליהו eliyahu, בנימין binyamin benjamin, שמעון shimon simon,
ראובן reuven ruben, לוי levi, יהודה yehuda judah, דניאל daniel, מיכאל michael,
גבריאל gabriel gavriel, רפאל rafael raphael, אריה arye arieh, חיים chaim haim,
שמואל shmuel samuel, ישראל israel yisrael, מאיר meir, אהרן aharon aaron,
אהרון aharon aaron, כהן cohen kohen, פרץ peretz, אורי uri, עמוס amos, יאיר yair,
נתן natan nathan, צבי zvi tsvi, זאב zeev, אלי eli, גדעון gideon, עוזי uzi,
איתן eitan, יהושע yehoshua joshua, מנחם menachem menahem, מרדכי mordechai,
שאול shaul saul, עזר ezer, תל tel, בן ben, בת bat, בר bar, בנק bank, אבי avi, דן dan,
יונתן yonatan jonathan, אלון alon, עדה ada, נעמי naomi noemi,
תמר tamar, יעל yael, רות ruth, דבורה dvora deborah, מזרחי mizrahi, לבנה levana,
נתניהו netanyahu, ירושלים yerushalayim jerusalem, חיפה haifa, אביב aviv
"""


def readings(word: str) -> Iterator[str]:
    """Yield the consonants of a word, then guesses at how it is spoken."""
    letters = _letters(word)
    yield from _usual().get("".join(letters), ())
    yield _spelt(letters, vowel="")
    yield _spelt(letters, vowel="a")
    yield _spelt(letters, vowel="e")
    yield _spelt(letters, vowel="a", hard=True)
    yield _spelt(letters, vowel="e", hard=True, vav="u")
    yield _spelt(letters, vowel="a", ch=True)


def bare(word: str) -> str:
    """Spell the letters of a word alone: capitals for those of two sounds.

    Vav is w, a vowel more often than a consonant; an ayin is e, which is any vowel.
    """
    spelt = ""
    letters = _letters(word)
    for at, letter in enumerate(letters):
        if letter in ("ו", "וו", "י", "יי"):
            spelt += {"ו": "w", "י": "y"}[letter[0]]
        elif letter in ("א", "ע"):
            spelt += {"א": "a", "ע": "e"}[letter]
        elif letter == "ש" or (letter in _SOFT and at):
            spelt += _SOFT[letter]
        else:
            spelt += _sound(letter, first=not at, hard=False, ch=False)
    return spelt


@cache
def _usual() -> dict[str, tuple[str, ...]]:
    found = {}
    for entry in " ".join(_USUAL.split()).split(", "):
        word, *spellings = entry.split()
        found[word] = tuple(spellings)
    return found


def _letters(word: str) -> list[str]:
    """Part a word into letters; points are left out, the geresh kept on its letter."""
    found = ""
    for mark in unicodedata.normalize("NFKD", word):
        if mark == GERESH or unicodedata.category(mark) != "Mn":
            found += mark
    # What is a vowel is written once, what is a consonant sometimes twice.
    return re.findall("וו|יי|.\u05bf?", found)


def _spelt(
    letters: list[str],
    *,
    vowel: str,
    vav: str = "o",
    hard: bool = False,
    ch: bool = False,
) -> str:
    """Spell letters with a vowel where syllables need one; none: as consonants."""
    spelt = ""
    for at, letter in enumerate(letters):
        rest = letters[at + 1 :]
        open_ = spelt[-1:] in _VOWELS
        if letter == "ו" and not rest and vowel and at and not open_:
            spelt += {"a": "av", "e": "ev"}[vowel] if vav == "o" and not hard else vav
        elif letter in ("ו", "י") and vowel and at:
            spoken = {"ו": vav, "י": "i"}[letter]
            consonant = _LETTERS[letter] if rest or letter == "ו" else "i"
            spelt += consonant if open_ else spoken
        elif letter in ("א", "ע"):
            carried = rest[:1] in (["ו"], ["י"]) and len(rest) > 1
            if not at:
                spelt += "" if carried and vowel and rest[0] == "ו" else vowel or "a"
            elif vowel and not open_ and not carried:
                spelt += vowel if rest else "a"
        elif letter == "ה" and not rest and at and vowel:
            spelt += "" if open_ else "ah"
        else:
            closed = at > 1 and letters[at - 1] not in _CARRIERS
            spelt += _sound(letter, first=not at or closed, hard=hard, ch=ch)
            if vowel and rest and rest[0] not in _CARRIERS:
                needed = not at or not open_ or len(rest) == 1
                spelt += vowel if needed else ""
            elif vowel and rest[:1] == ["ה"] and len(rest) > 1:
                spelt += vowel
    return spelt


_VOWELS = frozenset("aeiou")
_CARRIERS = frozenset("ויאעה")


def _sound(letter: str, *, first: bool, hard: bool, ch: bool) -> str:
    if letter in ("וו", "יי"):
        return {"וו": "v", "יי": "y"}[letter]
    if letter.endswith(GERESH) and len(letter) > 1:
        return _FOREIGN.get(letter[0], _LETTERS.get(letter[0], ""))
    if letter in _HARD and (first or hard):
        return _HARD[letter]
    if ch and letter in "חכך":
        return "ch"
    return _LETTERS.get(letter, letter if letter.isascii() else "")
