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
        made.append(
            ListedEntity(
                list_id="eu_fsf",
                record_id=str(number),
                kind=(Kind.ORGANISATION, Kind.VESSEL, Kind.AIRCRAFT)[number % 3],
                names=(name,),
                nationalities=COUNTRIES[number % len(COUNTRIES)],
                identifiers=(Identifier("company_reg", f"77{number}55", "ru"),),
            )
        )
    return tuple(made)


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


MISSPELLINGS: tuple[Callable[[str, int], str], ...] = (
    _drop, _swap, _double, _replace, _reorder, _join, _split, _lose, _shorten, _add,
    _romanise,
)  # fmt: skip


@st.composite
def misspelt(draw: st.DrawFn, names: tuple[str, ...]) -> str:
    """Draw one of some names, misspelt up to three times."""
    name = draw(st.sampled_from(names))
    for _ in range(draw(st.integers(0, 3))):
        if name.strip():
            spoil = draw(st.sampled_from(MISSPELLINGS))
            name = spoil(name.strip(), draw(st.integers(0, 60)))
    return name
