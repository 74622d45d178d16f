"""Georgian and Armenian: alphabets that tell more sounds apart than English does.

>>> next(readings("შოთა")), next(readings("խաչատրյան"))
('shota', 'khachatryan')
"""

import re
from collections.abc import Iterator

from kycscreen.names.scripts.letters import through

_GEORGIAN = {
    "ა": "a", "ბ": "b", "გ": "g", "დ": "d", "ე": "e", "ვ": "v", "ზ": "z", "თ": "t",
    "ი": "i", "კ": "k", "ლ": "l", "მ": "m", "ნ": "n", "ო": "o", "პ": "p", "ჟ": "zh",
    "რ": "r", "ს": "s", "ტ": "t", "უ": "u", "ფ": "p", "ქ": "k", "ღ": "gh", "ყ": "q",
    "შ": "sh", "ჩ": "ch", "ც": "ts", "ძ": "dz", "წ": "ts", "ჭ": "ch", "ხ": "kh",
    "ჯ": "j", "ჰ": "h", "ჱ": "ey", "ჲ": "y", "ჳ": "vi", "ჴ": "kh", "ჵ": "o", "ჶ": "f",
}  # fmt: skip
_GEORGIAN_RUSSIAN = {**_GEORGIAN, "ჯ": "dzh", "ყ": "k", "ფ": "f", "ღ": "g", "ჰ": "g"}
_GEORGIAN_OLD = {**_GEORGIAN, "ფ": "ph", "თ": "th", "ქ": "kh", "ყ": "kh", "ჯ": "dj"}

_ARMENIAN = {
    "ա": "a", "բ": "b", "գ": "g", "դ": "d", "ե": "e", "զ": "z", "է": "e", "ը": "y",
    "թ": "t", "ժ": "zh", "ի": "i", "լ": "l", "խ": "kh", "ծ": "ts", "կ": "k", "հ": "h",
    "ձ": "dz", "ղ": "gh", "ճ": "ch", "մ": "m", "յ": "y", "ն": "n", "շ": "sh",
    "ո": "o", "չ": "ch", "պ": "p", "ջ": "j", "ռ": "r", "ս": "s", "վ": "v", "տ": "t",
    "ր": "r", "ց": "ts", "ւ": "v", "փ": "p", "ք": "k", "օ": "o", "ֆ": "f",
}  # fmt: skip
_ARMENIAN_WESTERN = {
    **_ARMENIAN, "բ": "p", "պ": "b", "գ": "k", "կ": "g", "դ": "t", "տ": "d",
    "ձ": "ts", "ծ": "dz", "ջ": "ch", "ճ": "j",
}  # fmt: skip
_ARMENIAN_RUSSIAN = {**_ARMENIAN, "ջ": "dzh", "հ": "g", "ղ": "g"}


def readings(word: str) -> Iterator[str]:
    """Yield the official reading, then those of neighbours and emigrants."""
    if any("\u0530" <= letter <= "\u058f" for letter in word):
        yield from _armenian(word)
        return
    for table in (_GEORGIAN, _GEORGIAN_RUSSIAN, _GEORGIAN_OLD):
        yield through(word, table)
    if "შ" in word or "ჯ" in word:
        yield through(word, {**_GEORGIAN, "შ": "ch", "ჯ": "dj", "ჟ": "j"})


def _armenian(word: str) -> Iterator[str]:
    # The old spelling writes -եան and ու with a letter of its own, եւ (and).
    word = word.replace("ու", "у").replace("եւ", "եվ")
    word = re.sub("եան$", "յան", word)
    word = re.sub("^ո(?!վ)", "վո", word)
    for front, table in (
        ("ye", _ARMENIAN), ("e", _ARMENIAN), ("ye", _ARMENIAN_RUSSIAN),
        ("ye", _ARMENIAN_WESTERN),
    ):  # fmt: skip
        spelt = through(word[1:] if word[:1] == "ե" else word, {**table, "у": "u"})
        spelt = front + spelt if word[:1] == "ե" else spelt
        yield spelt
        if table is not _ARMENIAN_RUSSIAN and spelt.endswith("yan"):
            yield spelt.removesuffix("yan") + "ian"
    if "ղ" in word:
        spelt = through(word, {**_ARMENIAN, "у": "u", "ղ": "l"})
        yield spelt
