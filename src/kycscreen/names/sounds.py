"""How a Latin reading sounds, as keys: words that sound alike share one.

Letters speak differently from country to country: *ch* is one sound in English,
another in French, a third in Swedish spellings of Russian. What is ambiguous is
heard in up to four ways, so a reading has up to four sound keys. ``loose`` keys
also join what ears confuse (e and i, b and p).

>>> sounds_of("lukasjenko"), sounds_of("loukachenko")
(('lukaSenko', 'lukasjenko'), ('lukaCenko', 'lukaSenko', 'lukahenko', 'lukakenko'))
>>> set(loose_of("mohammed")) & set(loose_of("muhammad"))
{'muamad'}
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from kycscreen.names import rules
from kycscreen.names.memory import KEPT
from kycscreen.names.rules import compiled, single
from kycscreen.names.slips import LONGEST

MOST = 4
"""The most keys of one kind that a reading has."""

_CONSONANT = "[bcdfghklmnpqrstvwxz]"
_V = "(?=[vw]|ff?$)"  # the endings -ov, -ew, -eff and their feminine forms

# Letters, and the sound they make: capitals are sounds with no letter of their own,
# S (sh), C (ch), J (zh and the English j), Y (ai and ei), and j is the y of yes.
# After slashes the other ways to hear them: as the English and Arabic world spells /
# the Romance one / the Nordic, German and Slavic one / others (Turkish, Spanish …).
# Of each letter the first rule that holds is taken, so the longer ones come first.
_RULES = (
    ("a[yji]?e" + _V, "Ye"), ("ae[ei]", "Y"), ("aj(?=[aeiou].{2})", "Y/Y/Y/ah"),
    ("aw(?:u|oo|ou)", "au"), ("ah$(?<=[a-z]{5})", "a"), ("a[iyj]y*", "Y"),
    ("aa", "a"), ("ae(?=.)", "a/a/a/Y"), ("ae", "a"), ("bh", "b"),
    ("cht(?:ch|sch)", "S"), ("cch", "k"), ("ch(?=[rl])", "k/k/h/k"),
    ("ch(?=m)", "h/S/h/k"), ("ch(?=[bdfgknpqtvwxz])", "k/S/h/k"),
    ("ch(?<=^ch)", "C/S/h/C"), ("ch", "C/S/h/k"),
    ("ck(?=[iy]$)", "k/k/zk/k"), ("c[kq]", "k"), ("cs", "ks/ks/ks/C"), ("cz", "C"),
    ("c(?=[eiy])", "s/s/z/J"), ("c", "k"),
    ("d(?:zh|sj|zj|sch|sh)", "J"), ("dje" + _V, "de"), ("dj", "J/J/J/dj"),
    ("dh", "d/d/d/z"),
    ("ee" + _V, "i/Ye/Ye/i"), ("e[yji]e" + _V, "Ye"), ("ee", "i/i/e/i"),
    ("e[iyj](?<=^e.)", "ei"), ("ei(?=.*nen$)", "ei"), ("ej(?=[aou].{2})", "Y/Y/Y/eh"),
    ("e[iyj]", "Y"),
    ("eh$(?<=[a-z]{5})", "e"), ("ff$(?<=[oe]ff)", "v"),
    ("gh", "g"), ("gia", "gja/gja/gja/ja"), ("gio(?=[rt])", "gio/gio/gio/jo"),
    ("gk", "g"), ("gue(?=[^iyj])", "gu/ge/gu/gu"), ("gu(?=[eiy])", "gu/g/gu/gu"),
    ("g(?=[aou][^aeiouy])(?<![^aeiou]g)", "g/g/g/J"),
    ("i[yj]?e" + _V, "ie/e/e/ie"), ("ija(?=.{2})", "ja/ja/ja/iha"),
    ("i[iyj]?a", "ja"), ("i[iyj]?o?u", "ju"), ("io" + _V, "jo/jo/e/jo"),
    ("ie(?<=^ie)(?=.{4})", "je/je/je/e"), ("ie$", "i"), ("i[iy]", "i"),
    ("ij(?![aeou])", "i"), ("ie", "i/e/e/i"),
    ("je(?<=^je)(?=.{4})(?!nn|ss|ll|mm|tt|pp|rr)", "Je/Je/je/e"),
    (f"je(?<={_CONSONANT}je)", "Je/Je/je/e"),
    (f"jo(?<=[dlmnprstvz]jo)(?={_CONSONANT})", "Jo/Jo/jo/e"), ("jou", "Ju/Ju/ju/ju"),
    ("j(?<=[aeiouy]j)(?=[aeiou].{2})", "J/J/j/h"), ("jh", "J"),
    ("j(?=[aeiouy])", "J/J/j/j"), ("j", "i"), ("kh(?<=^kh)", "h"), ("kh", "h/h/h/k"),
    ("mp(?<=^mp)", "b"), ("nt(?<=^nt)", "d"),
    ("ou(?<=^ou)(?=[aei])", "v"), ("ou", "u"), ("oo", "u/u/o/u"), ("oe", "o"),
    ("of$(?<=[a-z]{5})", "ov"), ("ph", "f"),
    ("qu(?=[eiy])", "ku/k/kv/gu"), ("q", "k/k/k/g"),
    ("rz(?<=[bdgkpt]rz)", "J"), ("rh", "r"),
    ("s(?:chtsch|chch|tsch|hch|zcz|jtj|jtsj|jtsch|tj(?=[eo][vw]))", "S"),
    ("skj(?=[aeo])", "S"), ("sch", "S"), ("sh", "S"), ("sj", "S/S/S/sj"),
    ("sz", "S/S/S/s"),
    ("t(?:sch|sj|ch|sh)", "C"), ("tj", "tj/tj/C/tj"), ("th", "t"), ("t[zs]", "z"),
    ("u[eu]", "u"), ("w", "v"), ("xh", "J"), ("x(?<=^x)", "ks/ks/ks/h"),
    ("x(?<!ex)(?=.)", "ks/ks/ks/h"), ("x", "ks"),
    ("ye(?<=^ye)(?=.{4})", "je/je/je/e"), (f"ye(?<={_CONSONANT}ye)", "e"),
    (f"yo(?<=[dlmnprstvz]yo)(?={_CONSONANT})", "jo/jo/e/jo"), ("you", "ju"),
    ("y(?=[aoue])", "j"), ("y[iyj]?", "i"), ("z[hs]", "J"), ("zj", "J/J/J/zj"),
)  # fmt: skip

# Endings (and one beginning) that are spelt as a whole, each in many ways: Arabic
# -uddin, -ullah, -iya and Abdul-, and patronymics with what family names are made
# alike. Baltic grammar adds an s to Slavic ones.
_ENDINGS = (
    (
        ("ovs", "evs", "ovas", "evas", "skis", "cuks", "chuks"),
        "(?<=[oe]v)a?s$|(?:(?<=ski)|(?<=cuk)|(?<=chuk))s$",
        "",
    ),
    (
        ("din", "dine", "deen", "dien", "ttin"),
        "[iy]?(?:(?:ou|[aeou])(?:dd|tt|ld)|[iu]dd?)(?:i|ee|ie)ne?$(?<=.{6})",
        "udin",
    ),
    (("llah",), "(?:ou|oo|[aeiou])llah$(?<=.{6})", "ula"),
    (("olla", "ulla"), "o?[ou]lla$(?<=.{6})", "ula"),
    (
        ("ch", "tj", "tsj", "cz", "vic", "ts", "tsh", "vics", "vichs", "cius", "chius"),
        "(?:a?[eiy]?[yj]?[eo][vw][iy](?:tsch|tch|tsh|tsj|tj|ts|ch|cz|c)s?"
        "|[aeo]vi(?:ch|c)ius)$",
        "eviC",
    ),
    (("ye", "ieh", "yah", "yeh", "jeh"), "(?<=..)i(?:[yj]?eh|[yj](?:e|ah))$", "ia"),
    (("vna", "wna"), "(?:a?[eiy]?[yj]?[eo]|i)[vw]na$", "evna"),
)
ENDINGS = tuple(sorted({end for ends, *_ in _ENDINGS for end in ends}))
"""How a reading ends of whose ending much is spelt as a whole."""
_LAST_LETTERS = frozenset(end[-2:] for end in ENDINGS)
SERVANT = "abd"
_SERVANT = "^abd(?:ou|oo|[aeiou])(?:l(?P<alone>$)|l*(?P<god>ah?$)|l*(?=.{4}))"

# In words that end so, Ukrainian h is Russian g, and a Dutch oe is u: Loekasjin. In
# German ones s is z where it is voiced, and sch may be zh: Selinskyj, Schukow.
_SLAVIC = (
    "ov", "ova", "ow", "owa", "off", "ev", "eva", "ew", "ewa", "eff", "iv", "yv",
    "eviC", "evna", "enko", "enka", "chuk", "czuk", "cuk", "ski", "sky", "skyi", "skyj",
    "skyy", "skij", "skiy", "skii", "skaya", "skaja", "ska", "ych", "slav", "dan",
)  # fmt: skip
_GERMAN = ("ow", "owa", "ew", "ewa", "owski", "ewski", "skij", "skyj", "skaja", "enko")
_VOICED_S, _VOICED_SCH, _SOUTHERN_H, _DUTCH_OE = "\ue0fc\ue0fd\ue0fe\ue0ff"
_MARKED = {
    _VOICED_S: "s/s/z/s", _VOICED_SCH: "S/S/S/J", _SOUTHERN_H: "h/h/h/g",
    _DUTCH_OE: "o/o/u/o",
}  # fmt: skip
NOTED_ENDS = _LAST_LETTERS | {end[-2:] for end in (*_SLAVIC, *_GERMAN, "in")}
"""How every word ends whose ending may count."""
# Family names of the North, where e is e.
NORTHERN = (
    "nen", "sen", "son", "berg", "man", "mann", "la", "er", "ers", "gren", "kvist",
    "strom", "lund",
)  # fmt: skip


def sounds_of(reading: str) -> tuple[str, ...]:
    """Spell a reading as it sounds, each way that it may; the usual one first."""
    return _sounds_of(reading) if len(reading) <= LONGEST else (reading,)


@lru_cache(maxsize=KEPT)
def _sounds_of(reading: str) -> tuple[str, ...]:
    table = letters()
    heard = rules.marked(table, with_usual_ends(reading))
    if heard.isascii():
        return (_settled(heard),)
    if is_syllable(reading):
        # Of those each letter counts: Jun is not Yun.
        return (_settled(heard.translate(table.ways[0])),)
    return tuple(dict.fromkeys(map(_settled, rules.spoken(table, heard))))


def with_usual_ends(reading: str) -> str:
    """Write in one way the endings that are spelt as a whole, and a beginning."""
    heard = as_a_whole(reading)
    if "s" in heard and reading.endswith(_GERMAN):
        heard = compiled("(?<!t)sch(?=[aeiou])").sub(_VOICED_SCH, heard)
        heard = compiled("(?<![^aeiou])s(?=[aeioubdglmn])").sub(_VOICED_S, heard)
    if "oe" in heard and heard.endswith((*_SLAVIC, "in")):
        heard = heard.replace("oe", _DUTCH_OE)
    if "h" in heard and heard.endswith(_SLAVIC):
        heard = compiled("(?<![bcdfgjkpstwxz])h").sub(_SOUTHERN_H, heard)
    return heard


def is_syllable(reading: str) -> bool:
    """Ask whether a reading may be a Chinese or Korean syllable."""
    return len(reading) <= 5 and bool(compiled(_SYLLABLE).fullmatch(reading))


def as_a_whole(reading: str) -> str:
    """Write a beginning and endings that are spelt as a whole in one way."""
    heard = reading
    if "yy" in heard:
        heard = compiled("yy+").sub("y", heard)
    if heard.startswith(SERVANT):
        heard = compiled(_SERVANT).sub(_servant, heard)
    if heard[-2:] in _LAST_LETTERS:
        for endings, letters, sound in _ENDINGS:
            if heard.endswith(endings):
                heard = compiled(letters).sub(sound, heard)
    return heard


def _servant(found: re.Match[str]) -> str:
    if found["alone"] is not None:
        return "abdul"
    return "abdula" if found["god"] else "abd"


@lru_cache(maxsize=KEPT)
def loose_of(reading: str) -> tuple[str, ...]:
    """Spell a reading as a careless ear hears it; none where too little is left."""
    found = list(_all_loose(reading))
    return tuple(dict.fromkeys(found))[:MOST] if found[1:] else tuple(found)


def loose(reading: str) -> str:
    """Return the first key of a careless ear, or nothing."""
    return next(_all_loose(reading), "")


def _all_loose(reading: str) -> Iterator[str]:
    if len(reading) < 4:
        return
    open_e = not reading.endswith(NORTHERN)
    for key in sounds_of(reading):
        if careless := roughly(key):
            yield careless
        opened = with_open_e(key) if open_e and "e" in key else ""
        if opened and (careless := _careless(opened)):
            yield careless


def with_open_e(key: str) -> str:
    """Write a for each e inside: Arabic a is often written so (Ahmed, Jamel)."""
    inside = key[1:-1]
    if len(key) > 4 and "e" in inside:
        return key[0] + inside.replace("e", "a") + key[-1]
    return ""


@lru_cache(maxsize=KEPT)
def roughly(sound: str) -> str:
    """Return what a careless ear hears of a sound; nothing where too little is left."""
    return _careless(with_article(sound))


def with_article(sound: str) -> str:
    """Write the Arabic article in one way, where it is written as one with a name."""
    if len(sound) > ARTICLED and sound.startswith(("el", "il", "ul")):
        return "al" + sound[2:]
    return sound


ARTICLED = 6


def sound(reading: str) -> str:
    """Return the usual sound key of a reading."""
    return sounds_of(reading)[0]


def _settled(heard: str) -> str:
    """Write doubled letters once, and what follows a hush in one way."""
    heard = single(heard)
    return behind_hushes(heard) if "ov" in heard else heard


def behind_hushes(heard: str) -> str:
    """Write what follows a hush in one way; of a sound, or of many, one a line."""
    return compiled("([CSJ])j?ov").sub(r"\1ev", heard)


def _careless(heard: str) -> str:
    """Reduce a sound key to what a careless ear tells apart."""
    heard = heard.translate(LOOSE)
    if "h" in heard:
        heard = heard[:1] + heard[1:].replace("h", "")
    return ended(single(heard))


def ended(heard: str) -> str:
    """Take off what a careless ear does not hear of an end."""
    if len(heard) >= 6:
        heard = heard.replace("S", "s")
        if heard[-1] in "sndti":
            # Baltic grammar gives foreign names its own endings: Putins, Putinas.
            ending = compiled(_BALTIC).search(heard, len(heard) - 3)
            heard = heard[: ending.start()] if ending else heard
    if len(heard) > 4 and heard[-1] in "aiu":
        heard = heard[:-1]
    if heard[-1:] == "t":
        heard = heard[:-1] + "d"  # Turkish ends in p and t what Arabic ends in b and d
    return heard if len(heard) >= 3 else ""


_SYLLABLE = "[^aeiouy]*[aeiouy]+[^aeiouy]*"
_BALTIC = "(?:(?<=[aiu]v)|(?<=in))(?:[aiu]?s|i[ndt]i?)$|(?<=sk)(?:[aiu]s|i[ndt]i?)$"
LOOSE = rules.exchange("YeozJCp", "iiusjSb")


@cache
def letters() -> rules.Rules:
    """Return letters and their sounds."""
    return rules.rules(_RULES, words=_MARKED)
