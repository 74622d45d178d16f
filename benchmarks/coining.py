"""Words that are new and sound as if they were not: respelt, or joined of two.

Vocabularies grow without end; a list made only of known words would not.

>>> import random
>>> dice = random.Random(1)
>>> respelt(dice, "exemple"), joined(dice, "exemple", "negoce")
('eksemple', 'exoce')
"""

import random
import re
from functools import cache

_ALIKE = (
    "kh h|ou u|ee i|oo u|q k|sh ch|sch sh|ei ai|ay ai|y i|w v|ph f|z s|dj j|tz ts"
    "|x ks|x gz|ie i|ia iya|ie ye|zh j|th t|dh d|ae e|oe o|aa a|uw u"
    "|ova ov|ev iev|off ov|sson sen|ski sky|skyi ski|ich ic|ian yan|ah a|ul al"
    "|ed ad|id eed|im eem|ur oor|er ar|on en|ez es|gn n|sz s|cz ch"
    "|ий ый|ё е|э е|ья ия|ов ев|ич ыч|дж ж|кс х|ай ей|а я|о а|е и|у ю|т д|с з"
    "|ي ی|ك ک|ه ة|أ ا|إ ا|ى ي|ؤ و|ال ا|د ض|س ص|ت ط|ح ه|ق ك|ز ذ"
)
_HALVES = re.compile(r"(.*?[aeiouyåäöøæõü]+[^aeiouyåäöøæõü]*)(.+)")


def respelt(dice: random.Random, word: str) -> str:
    """Spell a small word as another scheme or country would; or double a letter."""
    rules = _rules()
    first = int(dice.random() * len(rules))
    for at in range(first, first + len(rules)):
        plain, other = rules[at % len(rules)]
        place = word.rfind(plain) if at % 2 else word.find(plain)
        if place >= 0:
            return f"{word[:place]}{other}{word[place + len(plain) :]}"
    at = int(dice.random() * len(word))
    return word[: at + 1] + word[at:]


def joined(dice: random.Random, one: str, other: str) -> str:
    """Return the beginning of one small word and the end of another."""
    ours, theirs = halves(one), halves(other)
    if ours is None or theirs is None:
        return one[: 1 + len(one) // 2] + other[len(other) // 2 :]
    head = ours[0] if dice.random() < 0.7 or len(one) < 8 else one[: len(one) - 3]
    return head + theirs[1]


@cache
def _rules() -> tuple[tuple[str, str], ...]:
    """Return what may stand for what, either way."""
    pairs = [pair.split() for pair in _ALIKE.split("|")]
    return tuple(rule for one, other in pairs for rule in ((one, other), (other, one)))


def halves(word: str) -> tuple[str, str] | None:
    """Part a small word behind its first syllable, if it has two."""
    found = _HALVES.fullmatch(word)
    return None if found is None else (found[1], found[2])
