"""Legal forms: as they are written, as abbreviated, and which are comparable.

The list by hand (``forms.txt``) decides; GLEIF's Entity Legal Forms add how the
registers of many countries spell a form out. What is written in one word there is
taken only if it is long: a short one may be a word, or a name, somewhere else.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from kycscreen.names.spelling import readings, script_of, spell
from scripts.tables.romanising import romanised
from scripts.tables.writing import write

BY_HAND = Path(__file__).parent / "forms.txt"
ELF = Path("companies") / "gleif_elf-codes-1.4.1.csv"
COUNTRIES = (
    "AE AT AZ BE BG BY CH CN CY CZ DE DK EE ES FI FR GB GR HK HR HU IE IS IT JO KR LI"
    " LT LU LV MC MK MT MX MY NL NO PA PK PL PT QA RO RS SA SE SG SI SK TN TR"
)
"""Whose companies are on the lists, or in the books of Nordic firms."""
WORDS = 6
"""A form spelled out in more words stands in no name."""
LONG = 10
"""Letters of a form in one word that no other language has for anything else."""

# Stems that tell the class of a form, in the order in which they are asked; what
# holds none of them is no form that a name would carry.
CLASSES = {
    "branch": r"\bbranch\b|filial|zweigniederlassung|succursale|sucursal|sivuliike",
    "cooperative": r"cooperativ|kooperativ|genossenschaft|osuuskunta|andelslag|druzstv"
    r"|zadrug|spoldzieln|coopera|andelsselskab|samvinnuf|uhistu|кооператив",
    "partnership": r"partnership|komandit|kommandit|commandit|comandit|komandyt"
    r"|handelsbolag|kollektif|offene handels|nom collectif|nome collettivo|avoin yhtio"
    r"|sameignarf|interessentskab|vennootschap onder firma|ansvarlig selskap",
    "limited": r"limited liability|responsab\w+ limit|beschrankter haftung|haftungsbes"
    r"|beperkte aans|ograniczon|rucenim|ogranicen|omejeno|raspundere limit|felelossegu"
    r"|anpartss|ierobezotu|uzdaroji|osauhing|einkahlut|limitada|private company limit"
    r"|periorismen|ограничен|ограниченом|mahdud|masouliy",
    "joint_stock": r"joint stock|aktieb|akties|aksjes|aktsia|osakeyht|hlutaf|anonym"
    r"|anonim|azioni|aktien|akcij|akciov|akcyjn|akcine|akcionar|actiuni|reszveny"
    r"|naamloze|public limited|акционер|musahama|dionick|delnisk|public company limit",
    "state_enterprise": r"state enterprise|unitary enterprise|унитарн|унітарн"
    r"|valstybes imone|javno preduzec|държавно предпр",
}  # fmt: skip
NOT_FORMS = re.compile(
    r"bank|pank|kredit|credit|versicher|forsakr|insur|assur|vakuutus|bolsa|invest|fond"
    r"|fund|other|autre|otr[ao]s|altr[ei]|jine|ostatn|muu |annan|andre|sonstig"
    r"|public law|foreign|europ|evrop|non-|outside|extranj|etrang|trust|asunto|bostad"
    r"|financ|konsum|consum|consom|ahorro|transport|interet|omsesid|keskinai|mutual|mutuel"
    r"|kollektive|placement|kmetij|neomejen|neograni|unlimited|annat|^coop\w+$"
    r"|^kooperativ\w*$|a directoire|a conseil|construction|korteri"
)


def make(shared: Path) -> None:
    """Write every spelling of a legal form, its short form and its class."""
    forms = dict(by_hand())
    for phrase, form, likened in registered(shared / ELF, forms):
        forms.setdefault(phrase, (form, likened))
    write(
        "legal_forms.csv",
        "phrase,form,class: a legal form as written, its short form, and the class of"
        " forms that are comparable across countries",
        "forms.txt there, written by hand, and GLEIF's Entity Legal Forms 1.4.1 (CC0)",
        (f"{phrase},{form},{likened}" for phrase, (form, likened) in forms.items()),
    )


def by_hand() -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield phrase, form and class of the list by hand; a phrase has one form."""
    seen: dict[str, str] = {}
    for line in BY_HAND.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        head, phrases = line.split(":")
        likened, form = head.split()
        short = spelled(form)[-1]
        for phrase in (form, *phrases.split("|")):
            for spelling in spelled(phrase):
                if seen.setdefault(spelling, form) != form:
                    raise ValueError(f"{spelling} is both {seen[spelling]} and {form}")
                yield spelling, (short, likened)


def registered(
    file: Path, known: dict[str, tuple[str, str]]
) -> Iterator[tuple[str, str, str]]:
    """Yield the forms that registers spell out, with a short form known by hand."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["Country Code (ISO 3166-1)"] not in COUNTRIES.split():
                continue
            local = re.sub(r"\(.*?\)|\[.*?\]", " ", row[_NAME])
            likened = class_of(local)
            words = spell(local, dotted=True).words
            if likened is None or len(words) > WORDS:
                continue
            if len(words) == 1 and len(words[0]) < LONG:
                continue
            form = short_form(row, likened, known)
            for spelling in spelled(" ".join(words)):
                yield spelling, form, likened


_NAME = "Entity Legal Form name Local name"
_ABBREVIATIONS = ("Abbreviations Local language", "Abbreviations transliterated")


def class_of(form: str) -> str | None:
    """Return the class of a form spelled out, or none."""
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", form.casefold().replace("ł", "l"))
        if unicodedata.category(c) != "Mn"
    )  # fmt: skip
    if NOT_FORMS.search(plain):
        return None
    return next((c for c, stems in CLASSES.items() if re.search(stems, plain)), None)


def short_form(
    row: dict[str, str], likened: str, known: dict[str, tuple[str, str]]
) -> str:
    """Return the register's abbreviation where it is a form of this class by hand."""
    for column in _ABBREVIATIONS:
        for abbreviation in row[column].split(";"):
            short = spelled(abbreviation)[-1] if abbreviation.strip() else ""
            if known.get(short, ("", ""))[1] == likened:
                return known[short][0]
    return USUAL[likened]


USUAL = {
    "branch": "filial", "cooperative": "osk", "partnership": "lp", "limited": "ltd",
    "joint_stock": "plc", "state_enterprise": "fgup",
}  # fmt: skip
"""The short form of a class where the country has none of its own."""


def spelled(phrase: str) -> list[str]:
    """Return a phrase as names are read: as it is, and in Latin letters.

    A short form in Cyrillic stays so: ``ВАТ`` is one and ``VAT`` is none.
    """
    words = spell(phrase, dotted=True).words
    found = [" ".join(words)]
    if len(words) > 1 and script_of(words[0]) == "Cyrl":
        found.extend(romanised(" ".join(words)))
    elif script_of(words[0]) == "Latn":
        found.append(" ".join(readings(word)[0] for word in words))
        if set(phrase.casefold()) & set("äöüåøæß") and len(phrase) >= LONG:
            found.append(
                " ".join(readings(word)[1 % len(readings(word))] for word in words)
            )
    return list(dict.fromkeys(found))
