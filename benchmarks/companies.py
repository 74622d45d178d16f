"""Names of companies without end: those of GLEIF as they stand, then made of them.

A made name is a family, place, given name, initials or an invented word, with what
the company does and the legal form of its country. Invented words are joined of
halves of known ones, so that words keep growing as they do in a register.
"""

import csv
import random
import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import accumulate

from benchmarks import material, registers
from benchmarks.coining import halves
from benchmarks.people import HOME, family, given

SEED = "companies"
_FORMS = {
    "dk": "{} ApS|{} ApS|{} ApS|{} A/S|{} I/S|{} K/S|{} IVS|{} P/S",
    "ee": "{} OÜ|{} OÜ|{} OÜ|{} OÜ|OÜ {}|Osaühing {}|{} AS|AS {}|MTÜ {}",
    "fi": "{} Oy|{} Oy|{} Oy|{} Oy|Oy {} Ab|{} Oy Ab|{} Oyj|{} Ky|Tmi {}|{} ry",
    "no": "{} AS|{} AS|{} AS|{} AS|{} ASA|{} ANS|{} DA|{} ENK|{} KS",
    "se": "{} AB|{} AB|{} AB|{} AB|{} Aktiebolag|{} HB|{} KB|Aktiebolaget {}",
}
_TRADES = {
    "dk": "Byg Tømrer Murer VVS El Ejendomme Maskinfabrik Transport Vognmand Revision"
    " Rådgivning Tandlæge Landbrug Fiskeri Smede Maler Rengøring Gartneri Frisør",
    "ee": "Ehitus Kinnisvara Veod Puit Mets Autod Talu Kaubandus Raamatupidamine"
    " Elekter Metall Grupp Haldus Projekt Toit Majutus Reisid",
    "fi": "Rakennus Kuljetus Kiinteistö Sähkö Metsä Putki Huolto Maalaus Konepaja"
    " Tilitoimisto Ravintola Parturi Maatila Siivous Autokorjaamo Saneeraus Kalusteet"
    " Hoiva Sijoitus Betoni",
    "no": "Bygg Eiendom Rør Elektro Transport Regnskap Fisk Havbruk Tømrer Maskin"
    " Gård Maler Rådgivning Tannlege Rederi Renhold Anlegg Drift",
    "se": "Bygg Åkeri Fastigheter El Måleri Schakt Redovisning Snickeri Rör Plåt Mark"
    " Juristbyrå Restaurang Städ Lantbruk Skog Bil Förvaltning Konsult Verkstad",
}
_PLACES = {
    "dk": "København Aarhus Odense Aalborg Esbjerg Randers Kolding Horsens Vejle"
    " Roskilde Herning Silkeborg Nordjylland Fyn Sjælland Bornholm Thy Djursland",
    "ee": "Tallinn Tartu Narva Pärnu Viljandi Rakvere Saaremaa Hiiumaa Võru Valga"
    " Haapsalu Jõhvi Paide Rapla Harju Viru",
    "fi": "Helsinki Espoo Tampere Turku Oulu Vantaa Lahti Kuopio Jyväskylä Pori Vaasa"
    " Kouvola Rovaniemi Lappi Savo Karjala Pohjanmaa Häme Uusimaa Saimaa",
    "no": "Oslo Bergen Trondheim Stavanger Tromsø Drammen Bodø Ålesund Molde Harstad"
    " Haugesund Sørland Nordland Finnmark Hardanger Lofoten Sogn Jæren",
    "se": "Stockholm Göteborg Malmö Uppsala Västerås Örebro Linköping Norrköping"
    " Jönköping Umeå Lund Gävle Borås Skåne Dalarna Värmland Gotland Öresund Småland",
}
_WORD = re.compile(r"[^\W\d_]{3,}")


@cache
def legal_names() -> dict[str, tuple[str, ...]]:
    """Return the names of GLEIF by country, in an order that is no alphabet's."""
    path = material.SHARED / "companies" / "gleif_legal_names.csv"
    found: dict[str, list[str]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["country"].lower(), []).append(row["legal_name"])
    for country, names in sorted(found.items()):
        random.Random(f"{SEED} {country}").shuffle(names)
    return {country: tuple(found[country]) for country in sorted(found)}


def names(dice: random.Random, country: str) -> Iterator[str]:
    """Yield names of a country's companies: GLEIF's first, then made ones."""
    yield from legal_names().get(country, ())
    while True:
        yield made(dice, country)


def made(dice: random.Random, country: str) -> str:
    """Make a name of a company of one of the countries that we know the forms of."""
    core = _core(dice, country)
    if dice.random() < 0.1:
        core = core.upper()
    forms = _FORMS[country].split("|")
    return forms[int(dice.random() * len(forms))].format(core)


def invented(dice: random.Random, country: str) -> str:
    """Join the beginning of one word and the end of another."""
    heads, tails = _halves(country)
    word = dice.choice(heads) + dice.choice(tails)
    if dice.random() < 0.3:
        word = word[: 2 + int(dice.random() * 4)] + dice.choice(_ENDINGS)
    return word.capitalize()


_ENDINGS = (
    "ex", "on", "ia", "tec", "nor", "ova", "io", "era", "ix", "um", "ent", "iva",
    "line", "soft", "lab", "net", "vik", "mar", "dan", "fin",
)  # fmt: skip


def _core(dice: random.Random, country: str) -> str:
    """Return what stands before or behind the legal form."""
    way = dice.random()
    trade = _trade(dice, country)
    home = HOME[country]
    if way < 0.22:
        return f"{family(dice, home)} {trade}"
    if way < 0.28:
        return f"{family(dice, home)} & {family(dice, home)}"
    if way < 0.36:
        return (
            f"{given(dice, home, dice.choice(registers.GENDERS))} {family(dice, home)}"
        )
    if way < 0.46:
        return f"{dice.choice(_PLACES[country].split())} {trade}"
    if way < 0.54:
        letters = "".join(dice.choices("ABCDEFGHIJKLMNOPRSTV", k=dice.choice((2, 3))))
        return f"{letters} {trade}"
    if way < 0.60:
        return f"{trade} {family(dice, home)} {_trade(dice, country)}"
    if way < 0.85:
        return f"{invented(dice, country)} {trade}"
    if way < 0.9:
        return (
            f"{invented(dice, country)} {trade} {dice.choice(_PLACES[country].split())}"
        )
    return invented(dice, country)


def _trade(dice: random.Random, country: str) -> str:
    if dice.random() < 0.4:
        return dice.choice(_TRADES[country].split())
    words, often = _trades(country)
    return words[bisect(often, dice.random() * often[-1])]


@cache
def _trades(country: str) -> tuple[list[str], list[int]]:
    """Return the words inside the names of a country, as often as they are used."""
    counted = Counter(
        word.capitalize()
        for name in legal_names()[country]
        for word in name.split()[1:-1]
        if _WORD.fullmatch(word)
    )
    known = [(word, n) for word, n in counted.items() if n > 2]
    return [word for word, _ in known], list(accumulate(n for _, n in known))


@cache
def _halves(country: str) -> tuple[list[str], list[str]]:
    """Return how words of a country begin and end: of companies and of families."""
    words = {
        word.lower()
        for name in legal_names()[country]
        for word in name.split()
        if _WORD.fullmatch(word) and len(word) > 4
    }
    parts = [part for part in map(halves, sorted(words)) if part is not None]
    heads = sorted({head for head, _ in parts})
    return heads, sorted({tail for _, tail in parts if len(tail) < 8})
