"""Number words as companies write them: ``Forty-Four`` is 44, ``First`` is 1."""

from collections.abc import Iterator
from pathlib import Path

from kycscreen.names.spelling import readings, script_of, spell
from scripts.tables.writing import write

# What is an article, a pronoun or another word somewhere is left out: en, ett, un,
# to, fire, sex, tio, elf, acht, neuf, sept, dos, tres, kuusi, toinen, andra.
NUMBERS = {
    0: "zero nolla",
    1: "one first 1st eins erste ersten erster första første forste ensimmäinen"
    " primera yksi первый первая первое перший перша",
    2: "two second 2nd zwei zweite zweiter två kaksi deux deuxième"
    " segunda два второй вторая второе другий друга",
    3: "three third 3rd drei dritte dritter tredje kolme kolmas trois troisième"
    " tercera tercero terza три третий третья третье третій третя",
    4: "four fourth 4th vier vierte fyra fjärde fjerde neljä neljäs quatre quatrième"
    " cuatro четыре четвертый четвёртый четвертая чотири четвертий",
    5: "five fifth 5th fünf fünfte fem femte viisi viides cinq cinquième cinco"
    " пять пятый пятая п'ять п'ятий",
    6: "six sixth 6th sechs sechste sjätte sjette seks kuudes sixième seis шесть шестой"
    " шестая шість",
    7: "seven seventh 7th sieben siebte sjunde seitsemän seitsemäs septième siete семь"
    " седьмой седьмая сім",
    8: "eight eighth 8th achte åtta åttonde otte kahdeksan kahdeksas huit huitième ocho"
    " восемь восьмой восьмая вісім",
    9: "nine ninth 9th neun neunte nionde yhdeksän yhdeksäs neuvième nueve девять"
    " девятый девятая дев'ять",
    10: "ten tenth 10th zehn zehnte tionde kymmenen kymmenes dix dixième diez десять"
    " десятый десятая",
    11: "eleven eleventh 11th elva elfte yksitoista одиннадцать",
    12: "twelve twelfth 12th zwölf tolv tolfte kaksitoista douze doce двенадцать",
    13: "thirteen thirteenth dreizehn tretton treize trece тринадцать",
    14: "fourteen fourteenth vierzehn fjorton quatorze catorce четырнадцать",
    15: "fifteen fifteenth fünfzehn femton пятнадцать",
    16: "sixteen sixteenth sechzehn dieciséis шестнадцать",
    17: "seventeen seventeenth siebzehn sjutton diecisiete семнадцать",
    18: "eighteen eighteenth achtzehn dieciocho восемнадцать",
    19: "nineteen nineteenth neunzehn nitton diecinueve девятнадцать",
    20: "twenty twentieth zwanzig tjugo kaksikymmentä vingt veinte двадцать",
    30: "thirty thirtieth dreißig trettio kolmekymmentä trente treinta тридцать",
    40: "forty fourty fortieth vierzig fyrtio quarante cuarenta сорок",
    50: "fifty fiftieth fünfzig femtio cinquante cincuenta пятьдесят",
    60: "sixty sixtieth sechzig sextio soixante sesenta шестьдесят",
    70: "seventy seventieth siebzig sjuttio setenta семьдесят",
    80: "eighty eightieth achtzig åttio ochenta восемьдесят",
    90: "ninety ninetieth neunzig nittio noventa девяносто",
    100: "hundred hundredth hundert hundra hundrede sata cien сто",
    1000: "thousand thousandth tausend tusen tuhat тысяча",
}
ORDINALS = range(11, 101)
"""English ordinals in figures, beside those above: 11th to 100th."""


def make(_shared: Path) -> None:
    """Write every number word with its number."""
    write(
        "numbers.csv",
        "word,number: words for numbers and ordinals in companies' names",
        "the number words written down there by hand",
        (f"{word},{number}" for word, number in dict(words()).items()),
    )


def words() -> Iterator[tuple[str, int]]:
    """Yield each number word, Latin ones by their first reading."""
    for number, written in NUMBERS.items():
        for text in written.split():
            (word,) = spell(text).words
            yield readings(word)[0] if script_of(word) == "Latn" else word, number
    for number in ORDINALS:
        yield f"{number}{_ending(number)}", number


def _ending(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
