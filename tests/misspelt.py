"""Listed entities of many kinds and scripts, and ways to misspell their names."""

from collections.abc import Callable

from hypothesis import strategies as st

from kycscreen.dates import parse
from kycscreen.entities import (
    ListedEntity,
    ListedName,
    Place,
    Position,
    Strength,
    Topic,
)
from kycscreen.facts import Kind
from kycscreen.identifiers import Identifier

PERSONS: tuple[str, ...] = (
    "Jean Exemple", "EXEMPLE, Jean-Pierre", "Aleksandr Grigorevich PRIMEROV",
    "Александр Григорьевич Примеров", "Åsa Öberg-Exempelson", "Oeberg, Aasa Kristina",
    "Muhammad Abd al-Rahman al-Mithali", "محمد عبد الرحمن المثالي", "محمد حسین مثالی",
    "KIM Example Il", "예시 김", "示例 张", "Φώτιος Παράδειγμα", "Þórður Dæmi Jónsson",
    "J. M. Exemplo", "Maria Maria Ejemplo", "Abdulrahman Mithal", "Ali Hasan",
    "Ольга Примерова", "Olga Primerova", "Oleksandr Prykladenko", "Ахмад Мисолов",
    "José Ejemplo y Muestra", "Dr. Hans-Jörg Beispielmann Jr.", "Mikael Eksempel",
    "Misha Primerov", "Anna Esimerkki", "Antti Esimerkki", "Østen Æbeltoft",
    "Nguyễn Văn Ví Dụ", "გიორგი მაგალითი", "Иван Иванов", "Ivan Ivanov",
    "Sheikh Khalid bin Mithal al-Namudhaj", "O’Exempel, Seán", "De la Muestra, Ana",
    "Muhammad", "Lee Li", "Primer", "Hussein Hassan Hussein",
    "Le Van An", "Nguyen Van Le", "Ю. Примеров", "Юрий Примеров", "عبد الرحمن يسير",
    "Exemple Abdul Rahman", "Mari Anne Exempelström", "Karl-Johan Abdulaziz Muster",
    "Lasse Exempelbarnes", "Lars Exempelclemens", "Peggy Muster", "Margaret Muster",
    "Kolya Obraztsov", "Николай Образцов", "Pepe Muestra", "José Muestra", "Bo Li",
    "예시 민수", "예시민수", "홍예시", "示例 伟明", "范例", "陳示例", "Chen Shili",
    "Katarzyna Przykładowa-Wzorzec", "Abd al-Quddus bin Mithal", "Abd ul Quddus Mithal",
    "Nur al-Din al-Mithali", "نور الدين المثالي", "Mary (Masha) Exempel",
    "Pak Ye-si", "Bak Ye Si", "Park Yesi", "XI Shili", "Hsi Shih-li", "Wong Shih Li",
    "박예시", "Annabeth Exempelova / Anna Primerova",
    "Maximiliana Konstantina Exempelstromina",
)  # fmt: skip
# Many names of few words, so that there is something to sift.
PERSONS += tuple(
    f"{given} {middle} {family}"
    for given in ("Ali", "Muhammad", "Anna", "Ivan")
    for middle in ("Abdul Rahman", "Hasan", "Mari Anne", "Primerovich")
    for family in ("Mithal", "Primer", "al-Exempel")
)
ORGANISATIONS: tuple[str, ...] = (
    "Exemple Négoce SARL", "Открытое акционерное общество «Пример»", "OAO Primer",
    "Primer Open Joint Stock Company", "Exempelbygg AB", "Esimerkki Oy",
    "Voorbeeld Trading & Shipping Co. Ltd.", "Bank of Example (North)", "Victory 3",
    "Victory III Shipping", "BANQUE D’EXEMPLE S.A.", "Beispiel Handels GmbH",
    "Primertrans", "Primer Trans", "Foundation for Examples", "مؤسسة المثال",
    "示例贸易有限公司", "Example Holding Group International Company", "E.X. Motors",
    "The Company", "Exemple 2000", "Mithal Exchange", "XYZ",
    "Muster Rail Way Trading", "Beispielhaft Steelworks Company",
    "E. X. T. COMPANY", "EXT Company", "Exempel Xylo Trading Company",
    "E. T. Exempel Handels A.B.", "EXEM", "Exempel Xylophone Export Mission",
    "Forty-Four Exempel Ltd", "Exempel 44", "First Exempel Fund II",
    "Exempel Fund V", "Exempel V Fund", "I Exempel Mission",
    "Exempelbanken (Muster Bank of Example)", "Exempel Oil / Muster Petroleum",
    "Fondation pour l’Exemple", "Stiftung Beispiel", "Exempel Exempel Trading",
    "Acme Exempel Acme", "АО Пример-Сталь", "Primer Steel JSC", "예시무역 주식회사",
    "חברת דוגמה", "مصرف المثال للتجارة", "Care of Exempel Relief", "SAS", "3 Exempel",
    "Exempel Aktiengesellschaft", "Exempelmuromskiy Zavod", "Exempelmurom Plant",
    "Exempel Gesellschaft mit beschränkter Haftung", "Xylo Agency for Exempel Works",
    "Exempelgrad Instrument-Making Plant", "Exempelgradskiy priborostroitelnyy zavod",
    "Примерградский приборостроительный завод", "NPO Exempel", "НПО «Пример»",
    "Research and Production Association Exempel", "Exempel Railway",
    "Primer Железная Дорога", "Xylo Exempel Muster Beispiel Trading", "XEMBT",
    "XEM Primer", "Xylo Exempel Mission of Primer", "Muster Steel Works",
)  # fmt: skip
ORGANISATIONS += tuple(
    f"{first} {what} {form}"
    for first in ("Exempel", "Muster", "Primer", "Steel Works")
    for what in ("Trading", "Shipping Company", "International Bank 2")
    for form in ("Ltd", "OAO")
)


def entities() -> tuple[ListedEntity, ...]:
    """Return a list of entities that between them have every kind of fact."""
    made = []
    for number, name in enumerate(PERSONS):
        names: list[ListedName | str] = [name]
        if number % 3 == 0:
            alias = PERSONS[(number * 7 + 3) % len(PERSONS)].split()[-1]
            names.append(ListedName(f"The {alias}", strength=Strength.WEAK))
        if number % 7 == 2:
            # As weak as it is called, but a whole name: facts may lift it.
            names.append(ListedName(WEAK[number % len(WEAK)], strength=Strength.WEAK))
        if number % 4 == 1:
            names.append(PERSONS[(number * 5 + 1) % len(PERSONS)] + " Secundus")
        made.append(
            ListedEntity(
                list_id="pep" if number % 5 == 0 else "un_sc",
                record_id=str(number),
                kind=Kind.UNKNOWN if number % 11 == 7 else Kind.PERSON,
                names=tuple(names),
                birth_dates=tuple(map(parse, BORN[number % len(BORN)])),
                birth_places=(Place("Exempelstad, Norway", "no"),)
                if number % 4 == 0
                else (),
                nationalities=COUNTRIES[number % len(COUNTRIES)],
                genders=(("M",), ("F",), ())[number % 3],
                identifiers=(Identifier("passport", f"EX{number}123456", "ru"),)
                if number % 3 == 0
                else (),
                positions=(Position("member", country="fi"),)
                if number % 5 == 0
                else (),
                topics=frozenset({Topic.PEP if number % 5 == 0 else Topic.SANCTION}),
            )
        )
    for number, name in enumerate(ORGANISATIONS, start=1000):
        weak = ListedName(WEAK[number % len(WEAK)], strength=Strength.WEAK)
        made.append(
            ListedEntity(
                list_id="eu_fsf" if number % 4 else "un_sc",
                record_id=str(number),
                kind=(Kind.ORGANISATION, Kind.VESSEL, Kind.AIRCRAFT)[number % 3],
                names=(name, weak) if number % 5 == 0 else (name,),
                nationalities=COUNTRIES[number % len(COUNTRIES)],
                identifiers=(Identifier("company_reg", f"77{number}55", "ru"),),
            )
        )
    return tuple(made)


WEAK: tuple[str, ...] = (
    "Aurora Exempelfox",
    "Abu Mithal",
    "Лиса",
    "The Muster",
    "Exempel-Xylo",
    "E. X.",
    "Jean Exemple",
    "Kalle (Karl) Muster",
)
"""Names that lists call weak; some are other entities' proper ones."""

BORN: tuple[list[str], ...] = (
    ["14 Mar 1962"], [], ["1962"], ["circa 1961"], ["Mar 1962"], ["1960 to 1963"],
    ["03 Dec 1970", "12 Mar 1970"], ["01 Mar 1962 to 31 Mar 1962"],
)  # fmt: skip
COUNTRIES: tuple[tuple[str, ...], ...] = (("ru",), (), ("fi", "se"), ("ir",))


def _drop(name: str, at: int) -> str:
    return name[: at % len(name)] + name[at % len(name) + 1 :]


def _swap(name: str, at: int) -> str:
    i = at % len(name)
    return name[:i] + name[i + 1 : i + 2] + name[i : i + 1] + name[i + 2 :]


def _double(name: str, at: int) -> str:
    i = at % len(name)
    return name[:i] + name[i] + name[i:]


def _replace(name: str, at: int) -> str:
    i = at % len(name)
    return name[:i] + "aeiknxz"[at % 7] + name[i + 1 :]


def _reorder(name: str, at: int) -> str:
    words = name.split()
    return " ".join(words[at % len(words) :] + words[: at % len(words)])


def _join(name: str, at: int) -> str:
    """Write two neighbouring words as one, or with a hyphen."""
    words = name.split()
    i = at % len(words)
    pair = "".join(words[i : i + 2]) if at < 30 else "-".join(words[i : i + 2])
    return " ".join((*words[:i], pair, *words[i + 2 :]))


def _split(name: str, at: int) -> str:
    """Write one word as two."""
    i = at % len(name)
    return f"{name[:i]} {name[i:]}"


def _lose(name: str, at: int) -> str:
    words = name.split()
    return " ".join(w for i, w in enumerate(words) if i != at % len(words)) or name


def _shorten(name: str, at: int) -> str:
    words = name.split()
    i = at % len(words)
    return " ".join(words[:i] + [words[i][0] + "."] + words[i + 1 :])


def _add(name: str, at: int) -> str:
    return f"{name} {('Aleksandr', 'Maria', 'Exempel', 'al', 'Group', 'B.')[at % 6]}"


def _romanise(name: str, at: int) -> str:
    from kycscreen.names import fold

    return fold(name) or name


def _word(name: str, at: int, change: Callable[[str], str]) -> str:
    """Change one of a name's words."""
    words = name.split()
    i = at % len(words)
    return " ".join((*words[:i], change(words[i]), *words[i + 1 :]))


def _unvowel(name: str, at: int) -> str:
    """Drop a word's vowels; its first and last letter mostly stay."""

    def thin(word: str) -> str:
        inner = "".join(c for c in word[1:-1] if c.lower() not in "aeiou")
        return word[:1] + inner + (word[-1:] if at < 40 else "") or word

    return _word(name, at, thin)


_SCANNED = (("rn", "m"), ("m", "rn"), ("cl", "d"), ("d", "cl"), ("w", "vv"))


def _scan(name: str, at: int) -> str:
    """Read letters as a scanner does."""
    return name.replace(*_SCANNED[at % len(_SCANNED)])


def _reverse(name: str, at: int) -> str:
    return _word(name, at, lambda word: word[::-1])


def _permute(name: str, at: int) -> str:
    """Write a word's letters in disorder: the even ones first, or sorted."""
    return _word(
        name, at, lambda w: w[::2] + w[1::2] if at < 40 else "".join(sorted(w))
    )


def _slip_twice(name: str, at: int) -> str:
    """Make two slips in one word."""
    slips = (_drop, _swap, _double, _replace)
    one, other = slips[at % 4], slips[at // 4 % 4]

    def twice(word: str) -> str:
        return other(one(word, at) or word, at // 3) or word

    longest = max(range(len(words := name.split())), key=lambda i: len(words[i]))
    return _word(name, longest, twice)


def _slip_in_a_short_word(name: str, at: int) -> str:
    shortest = min(range(len(words := name.split())), key=lambda i: len(words[i]))
    slip = (_drop, _swap, _double, _replace)[at % 4]
    return _word(name, shortest, lambda word: slip(word, at) or word)


def _truncate(name: str, at: int) -> str:
    """Cut a name off as a form does."""
    return name[: (20, 30, 35, 18, 24)[at % 5]]


def _join_three(name: str, at: int) -> str:
    words = name.split()
    i = at % len(words)
    return " ".join((*words[:i], "".join(words[i : i + 3]), *words[i + 3 :]))


def _dot(name: str, at: int) -> str:
    """Write a company's first letters with dots: all, or but the last word."""
    words = name.split()
    kept = at % 2 if len(words) > 1 else 0
    dotted = [f"{word[0]}." for word in words[: len(words) - kept]]
    return (" " if at < 30 else "").join(dotted) + "".join(
        f" {word}" for word in words[len(words) - kept :]
    )


def _abbreviate(name: str, at: int) -> str:
    """Write initials as one word, a last form maybe behind."""
    words = name.replace("-", " ").split() or [name]
    kept = at % 2 if len(words) > 3 else 0
    acronym = "".join(word[0] for word in words[: len(words) - kept])
    return " ".join((acronym, *words[len(words) - kept :]))


def _bracket(name: str, at: int) -> str:
    """Put a word, or what is behind it, in a parenthesis."""
    words = name.split()
    i = at % len(words)
    stop = i + 1 if at < 30 else len(words)
    inside = f"({' '.join(words[i:stop])})"
    return " ".join((*words[:i], inside, *words[stop:]))


def _stroke(name: str, at: int) -> str:
    """Write another name behind a stroke, or before it."""
    other = ("Aurora Exempelfox", "Exempelbanken Nord", "Li", "Exemple Jean")[at % 4]
    return f"{name} / {other}" if at < 40 else f"{other}/{name}"


_SAID_OTHERWISE = (
    ("44", "forty four"), ("3", "three"), ("III", "3"), ("2000", "two thousand"),
    ("First", "1st"), ("II", "2"), ("Trading", "Handel"), ("Bank", "Banque"),
    ("Shipping", "Rederi"), ("International", "Internationale"), ("Steel", "Stahl"),
    ("Company", "Компания"), ("Foundation", "Stiftung"), ("Trading", "Tradng"),
    ("Ltd", "Limited Liability Company"), ("OAO", "Open Joint Stock Company"),
    ("GmbH", "Gesellschaft mit beschränkter Haftung"), ("AB", "Aktiebolag"),
    ("Ivan", "Johan"), ("Misha", "Mihail"), ("Jean", "Juhani"), ("Peggy", "Margareta"),
    ("Lars", "Lasse"), ("Pepe", "José"), ("Kolya", "Nikolai"), ("Olga", "Helga"),
    ("Ali", "عَلِيّ"), ("Hasan", "حسن"), ("Anna", "Анна"), ("Muhammad", "Mohd"),
    ("Karl", "Kalle"), ("Abd al-", "Abdul "), ("al-", "el "), ("示例", "Shili"),
)  # fmt: skip


def _say_otherwise(name: str, at: int) -> str:
    """Write words by another name, in another language, or in figures."""
    fitting = [pair for pair in _SAID_OTHERWISE if pair[0] in name]
    return name.replace(*fitting[at % len(fitting)]) if fitting else name


def _repeat(name: str, at: int) -> str:
    return _word(name, at, lambda word: f"{word} {word}")


def _move_blank(name: str, at: int) -> str:
    """Part two words a letter or two before or behind where they are."""
    words = name.split()
    i = at % len(words)
    together = "".join(words[i : i + 2])
    place = max(1, len(words[i]) + (-2, -1, 1, 2)[at % 4])
    moved = f"{together[:place]} {together[place:]}"
    return " ".join((*words[:i], moved.strip(), *words[i + 2 :]))


_GRAMMAR = ("s", "as", "ijs", "iy", "yj", "iya", "ova", "ovs", "skaya", "sky", "is")


def _decline(name: str, at: int) -> str:
    """Write a word with the ending of another grammar, or scheme."""
    end = _GRAMMAR[at % len(_GRAMMAR)]
    return _word(name, at, lambda word: word.rstrip("aeiouysj")[: 40 + at] + end)


_FORMS = ("company", "limited", "corporation", "joint stock company", "incorporated")


def _misspell_form(name: str, at: int) -> str:
    """Write a legal form behind, with a slip, without vowels or cut off."""
    form = _FORMS[at % len(_FORMS)]
    slips = (_swap, _drop, lambda f, _: "".join(c for c in f if c not in "aeiouy"))
    return f"{name} {(*slips, lambda f, n: f[: 4 + n % 4])[at % 4](form, 1 + at % 7)}"


def _set_apart_by_hyphens(name: str, at: int) -> str:
    """Write blanks as hyphens, or hyphens as blanks, or neither."""
    old, new = ((" ", "-"), ("-", " "), ("-", ""))[at % 3]
    return name.replace(old, new)


MISSPELLINGS: tuple[Callable[[str, int], str], ...] = (
    _drop, _swap, _double, _replace, _reorder, _join, _split, _lose, _shorten, _add,
    _romanise, _unvowel, _scan, _reverse, _permute, _slip_twice, _slip_in_a_short_word,
    _truncate, _join_three, _dot, _abbreviate, _bracket, _stroke, _say_otherwise,
    _repeat, _move_blank, _decline, _misspell_form, _set_apart_by_hyphens,
)  # fmt: skip


@st.composite
def misspelt(draw: st.DrawFn, names: tuple[str, ...]) -> str:
    """Draw one of some names, or a weak alias, misspelt up to three times."""
    name = draw(st.sampled_from(names + WEAK))
    for _ in range(draw(st.integers(0, 3))):
        if name.strip():
            spoil = draw(st.sampled_from(MISSPELLINGS))
            name = spoil(name.strip(), draw(st.integers(0, 60)))
    return name
