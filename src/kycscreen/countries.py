"""Countries: ISO 3166-1 alpha-2 codes in lower case, from what lists call them.

>>> parse("Korea, North"), find("Espoo, Finland"), find("Sudanese by birth")
('kp', 'fi', 'sd')
>>> compare("fi", "se")
<Agreement.DIFFERENT: 'different'>
>>> successors("Czechoslovakia")
('cz', 'sk')
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from kycscreen.facts import Agreement

_ALL = (
    "ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl"
    " bm bn bo bq br bs bt bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv"
    " cw cx cy cz de dj dk dm do dz ec ee eg eh er es et fi fj fk fm fo fr ga gb gd"
    " ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im"
    " in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk"
    " lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw"
    " mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr"
    " ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss"
    " st sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug um us uy"
    " uz va vc ve vg vi vn vu wf ws xk ye yt za zm zw"
)
_CODES = {code: number for number, code in enumerate(_ALL.split())}
UNKNOWN = len(_CODES)
"""The number of what is no country's code."""
# Whoever is of the one may carry papers of the other.
_TERRITORIES = {
    "cn": "hk mo",
    "dk": "fo gl",
    "fi": "ax",
    "fr": "bl gf gp mf mq nc pf pm re tf wf yt",
    "gb": "ai bm fk gg gi gs im io je ky ms pn sh tc vg",
    "nl": "aw bq cw sx",
    "no": "bv sj",
    "rs": "xk",
    "us": "as gu mp pr um vi",
}


def parse(text: str) -> str:
    """Return the code of a country given as a code, a name or an adjective.

    ``ValueError`` where the text is none, or may be several.
    """
    code = text.strip().lower()
    if code in _CODES:
        return code
    found = _whole(text)
    if len(found) != 1:
        raise ValueError("is no country we know")
    return found[0]


def find(text: str) -> str:
    """Return the code of the country that a publisher's text names, or nothing.

    The text may be a place that ends with its country, or carry a note; where
    it may be several countries, none is returned.
    """
    found = successors(text)
    return found[0] if len(found) == 1 else ""


@lru_cache(maxsize=4096)
def is_country(text: str) -> bool:
    """Tell a country, with a note at most, from a place that ends with one."""
    return any(
        part.strip().lower() in _CODES or len(_whole(part)) == 1
        for part in (text, text.partition("(")[0])
    )


@lru_cache(maxsize=4096)
def successors(text: str) -> tuple[str, ...]:
    """Return every country that a text may stand for today, sorted.

    One for a country, several for a dissolved state, none for what is unknown.
    """
    if text.strip() == "na":  # the UN's "not applicable"; Namibia is written NA
        return ()
    whole = text.strip()
    for reading in _readings(text):
        # Two letters are a code only on their own: not "St. Gallen", "Athens, GA".
        if (len(reading.strip()) > 2 or reading.strip() == whole) and (
            found := _whole(reading)
        ):
            return found
    several = [_whole(piece) for piece in text.split("/")]
    return tuple(sorted({code for codes in several for code in codes}))


def name(code: str) -> str:
    """Return the English name of a country's code; ``ValueError`` where it is none."""
    try:
        return _names()[code]
    except KeyError:
        raise ValueError("is no country's code") from None


def number(code: str) -> int:
    """Return the number of a country's code, below 256; ``UNKNOWN`` for no code.

    >>> number("ad"), number("fi") == number("se")
    (0, False)
    """
    return _CODES.get(code, UNKNOWN)


def compare(a: str, b: str) -> Agreement:
    """Say how two codes relate: a territory and its state are compatible."""
    if not a or not b:
        return Agreement.COMPATIBLE
    if a == b:
        return Agreement.SAME
    if b in _TERRITORIES.get(a, "").split() or a in _TERRITORIES.get(b, "").split():
        return Agreement.COMPATIBLE
    return Agreement.DIFFERENT


def _readings(text: str) -> Iterator[str]:
    """Read a text as a country, as one with a note, or as a place in a country."""
    # One blank at most, here and where brackets stood: no pattern below can be slow.
    text = " ".join(text.split())
    yield text
    now = re.search(r"(?i)\b(?:now|currently)\s+([^()]+)", text)
    if now:
        yield now[1]
    bare = " ".join(re.sub(r"\([^()]*\)", " ", text).split())
    yield bare
    yield bare.rpartition(":")[2]
    # "United States. Also believed to hold …", "Cabo Verde.  Previously …"
    yield re.split(r"\. ", bare, maxsplit=1)[0]
    parts = bare.rsplit(",", 2)
    if len(parts) == 3:
        yield ",".join(parts[1:])  # "Pyongyang, Korea, North"
    if not _is_american(parts):
        yield parts[-1]
    called = re.sub(r"(?i)^\s*(?:possibly|former(?:ly)?|reportedly)\s+", "", bare)
    yield re.split(
        r"(?i)\s+(?:by birth|citizen(?:ship)?|national(?:ity)?|passport|ssr"
        r"|soviet socialist republic)\b",
        called,
        maxsplit=1,
    )[0]
    # "Sudan/South Sudan" and "(1) Kuwait (2) Qatar" are not the last of the two.
    if "/" not in bare and not re.search(r"\([0-9a-z]\)", text, re.IGNORECASE):
        yield from _last_words(parts[-1])


def _is_american(parts: list[str]) -> bool:
    """Tell the state of Georgia from the country, by its larger cities."""
    return _fold(parts[-1]) == "georgia" and _fold(parts[-2:][0]) in _CITIES


_CITIES = ("athens", "atlanta", "augusta", "columbus", "macon", "marietta", "savannah")


def _last_words(place: str) -> Iterator[str]:
    """Read the country behind a place that has no comma: "Valle Colombia"."""
    words = place.split()[-7:]
    for start in range(1, len(words)):
        named, before = " ".join(words[start:]), words[start - 1]
        if _is_plain(_fold(named)):
            apart = before.casefold() in _OF_ANOTHER or _is_plain(_fold(before))
            if before[0].isupper() and not apart:
                yield named
            return


# "New Mexico", "Port of Spain", "Western Sudan": their end is not where they are.
_OF_ANOTHER = frozenset(
    (
        *("new", "nuevo", "nueva", "north", "northern", "south", "southern", "east"),
        *("eastern", "west", "western", "central", "inner", "outer", "upper", "lower"),
        *("great", "greater", "little", "old", "former", "united", "of", "de", "del"),
        *("di", "du", "la", "el", "the", "and", "st", "st.", "saint", "san", "santa"),
        *("lake", "gulf", "port", "mount", "street", "avenue", "road", "rue", "via"),
    )
)
# Also a person, a lake, a state or a province of another country.
_AMBIGUOUS = frozenset(
    (
        *("armenia", "azerbaijan", "chad", "congo", "georgia", "guinea", "ireland"),
        *("israel", "jersey", "jordan", "luxembourg", "moldova", "niger", "oman"),
        "samoa",
    )
)


def _is_plain(folded: str) -> bool:
    """Tell whether a name is a country's and can hardly be anything else."""
    if folded.isalpha():  # one word: neither an adjective nor a code
        return folded in _english() and folded not in _AMBIGUOUS
    return folded in _table()


@cache
def _english() -> frozenset[str]:
    return frozenset(_fold(english) for english in _names().values()) | {"usa"}


def _whole(text: str) -> tuple[str, ...]:
    """Look a text up as a whole, also with its parts turned: "Korea, North"."""
    table = _table()
    found = table.get(_fold(text))
    if found is None and "," in text:
        last, _, first = text.partition(",")
        found = table.get(_fold(f"{first} {last}"))
    return () if found is None else found


def _fold(text: str) -> str:
    """Reduce a spelling to letters without case, marks and punctuation."""
    return _words(_plain(text))


def _plain(text: str) -> str:
    folded = text.casefold()
    if folded.isascii():
        return folded
    return re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", folded))


def _words(plain: str) -> str:
    if plain.isalnum():
        return plain
    spaced = re.sub(r"[\W_]+", " ", plain.replace("&", " and ")).strip()
    return spaced.removeprefix("the ")


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """Load what codes each folded name stands for: most names are one plain word."""
    table: dict[str, tuple[str, ...]] = {}
    for row in _plain(_text()).splitlines():
        code, *others, stands_for = row.split(",")
        codes = tuple(stands_for.split("|")) if stands_for else (code,)
        for cell in (code, *others):
            for written in cell.split("|"):
                table[_words(written)] = codes
    del table[""]  # from the cells that are empty
    return table


@cache
def _names() -> dict[str, str]:
    """Load the English name of each code."""
    rows = (row.split(",") for row in _text().splitlines())
    return {code: english for code, _, english, *_ in rows if code in _CODES}


def _text() -> str:
    """Read the rows of the table; no name in it has a comma."""
    path = Path(__file__).parent / "tables" / "countries.csv"
    return path.read_text(encoding="utf-8").split("stands_for\n", 1)[1]
