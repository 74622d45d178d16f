"""Make the tables of names from public statistics: ``python -m scripts.tables SHARED``.

SHARED is a folder with ``names/`` (given names and surnames with their bearers of
Sweden, Finland and Denmark), ``companies/`` (legal names and legal forms of GLEIF)
and ``lists/`` (publishers' files, of which only word counts are taken).
Run again it writes the same bytes.
"""

import csv
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from kycscreen import sources
from kycscreen.facts import Kind
from kycscreen.names.spelling import readings, spell
from kycscreen.names.tokens import ORGANISATION, PERSON

TABLES = Path(__file__).parent.parent / "src" / "kycscreen" / "tables"
LISTS = {
    "us_ofac_sdn": "ofac/sdn_2021-03-10.xml",
    "eu_fsf": "eu/eu_fsf_full_1_1_2021-03-05.xml",
    "un_sc": "un/un_consolidated_2021-03-12.xml",
}

# A word with this share of all words, in bits, weighs nothing; one twelve (ten)
# bits rarer weighs all. The floor keeps a common word from vanishing.
PERSON_SCALE = (4.0, 12.0, 150)
ORGANISATION_SCALE = (3.0, 10.0, 120)

FORMS_BY_HAND = {
    "limited": "ltd", "incorporated": "inc", "corporation": "corp", "company": "co",
    "limited liability company": "llc", "limited liability partnership": "llp",
    "public limited company": "plc", "private limited": "ltd",
    "joint stock company": "jsc", "open joint stock company": "ojsc",
    "public joint stock company": "pjsc", "closed joint stock company": "cjsc",
    "private joint stock company": "pjsc", "joint stock commercial bank": "jscb",
    "federal state unitary enterprise": "fsue", "aktiengesellschaft": "ag",
    "gesellschaft mit beschraenkter haftung": "gmbh", "aktiebolag": "ab",
    "gesellschaft mit beschrankter haftung": "gmbh", "handelsbolag": "hb",
    "kommanditbolag": "kb", "osakeyhtiö": "oy", "osakeyhtio": "oy",
    "julkinen osakeyhtiö": "oyj", "kommandiittiyhtiö": "ky", "toiminimi": "tmi",
    "aksjeselskap": "as", "allmennaksjeselskap": "asa", "aktieselskab": "as",
    "anpartsselskab": "aps", "osaühing": "ou", "aktsiaselts": "as",
    "société anonyme": "sa", "societe anonyme": "sa", "sociedad anonima": "sa",
    "sociedad anónima": "sa", "sociedade anonima": "sa",
    "société à responsabilité limitée": "sarl",
    "societe a responsabilite limitee": "sarl", "besloten vennootschap": "bv",
    "naamloze vennootschap": "nv", "società per azioni": "spa",
    "societa per azioni": "spa", "società a responsabilità limitata": "srl",
    "общество с ограниченной ответственностью": "ooo",
    "публичное акционерное общество": "pao", "открытое акционерное общество": "oao",
    "закрытое акционерное общество": "zao", "акционерное общество": "ao",
    "obshchestvo s ogranichennoi otvetstvennostyu": "ooo",
    "obshchestvo s ogranichennoy otvetstvennostyu": "ooo",
    "otkrytoe aktsionernoe obshchestvo": "oao", "ooo": "ooo", "оoo": "ooo",
    "otkrytoye aktsionernoye obshchestvo": "oao", "ооо": "ooo", "оао": "oao",
    "publichnoe aktsionernoe obshchestvo": "pao", "зао": "zao", "пао": "pao",
    "zakrytoe aktsionernoe obshchestvo": "zao", "ао": "ao", "тов": "tov",
    "free zone establishment": "fze", "free zone company": "fzco",
    "sendirian berhad": "sdn bhd", "limited partnership": "lp",
}  # fmt: skip
FORMS_ALONE = [
    "ltd", "inc", "corp", "co", "llc", "llp", "plc", "lp", "jsc", "ojsc", "pjsc",
    "cjsc", "jscb", "oao", "zao", "pao", "ao", "tov", "pat", "prat", "fsue", "fgup",
    "gup", "fze", "fzco", "fzc", "fzllc", "dmcc", "lda", "ltda", "sarl", "eurl",
    "sas", "spa", "srl", "sl", "sa", "bv", "nv", "cv", "kg", "kgaa", "gmbh", "ag",
    "ug", "ev", "ek", "oy", "oyj", "ab", "abp", "hb", "kb", "ky", "tmi", "as", "asa",
    "ans", "da", "aps", "ivs", "amba", "ehf", "hf", "sf", "ou", "uab", "sia", "doo",
    "dd", "ad", "eood", "ood", "kft", "zrt", "nyrt", "rt", "sro", "pte", "pty",
    "bhd", "sdn", "tbk", "pt", "mchj", "too", "sti", "sae", "sal", "saog", "saoc",
    "wll", "ksc", "kscc", "psc", "pjs", "jv", "se", "scs", "sca", "snc", "kk", "gk",
    "yk", "kda", "oou", "gie", "ei", "mbh", "ohg", "gbr",
]  # fmt: skip


def main(shared: Path) -> None:
    """Write every generated table."""
    lists = list(listed_names(shared / "lists"))
    people = Counter(w for kind, name in lists if kind is Kind.PERSON for w in name)
    bodies = Counter(w for kind, name in lists if kind is not Kind.PERSON for w in name)
    given, family = nordic_names(shared / "names")
    companies = company_names(shared / "companies" / "gleif_legal_names.csv")
    person = shares((less_one(people), 0.6), (given, 0.2), (family, 0.2))
    write_weights(PERSON, person, 2**-17.5, PERSON_SCALE)
    organisation = shares((less_one(bodies), 0.5), (less_one(companies), 0.5))
    for word, share in person.items():
        organisation[word] = organisation.get(word, 0.0) + 0.1 * share
    write_weights(ORGANISATION, organisation, 2**-16, ORGANISATION_SCALE)
    write_legal_forms()


def listed_names(lists: Path) -> Iterator[tuple[Kind, set[str]]]:
    """Yield the distinct words of every listed entity with its kind."""
    for list_id, file in LISTS.items():
        parsed = sources.find(list_id).parse((lists / file).read_bytes())
        for entity in parsed.entities:
            space = PERSON if entity.kind is Kind.PERSON else ORGANISATION
            yield entity.kind, {w for n in entity.names for w in words(n.full, space)}


def nordic_names(names: Path) -> tuple[Counter[str], Counter[str]]:
    """Count given names and surnames, per hundred million in each country.

    Surname counts of Sweden and Denmark are not of the population, so each file
    is taken by its shares.
    """
    given: Counter[str] = Counter()
    family: Counter[str] = Counter()
    for file in sorted(names.glob("*/*.csv")):
        if file.stem.startswith("tilltalsnamn"):
            continue  # the names people use, already among all their given names
        found: Counter[str] = Counter()
        for name, bearers in bearer_rows(file):
            for word in words(name, PERSON):
                found[word] += bearers
        total = sum(found.values())
        kind = family if "surname" in file.stem else given
        for word, bearers in found.items():
            kind[word] += bearers * 100_000_000 // total
    return given, family


def bearer_rows(file: Path) -> Iterator[tuple[str, int]]:
    """Yield name and bearers of one register, whatever its columns are called."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.reader(lines):
            numbers = [cell for cell in row[1:] if cell.strip().isdigit()]
            if row and numbers:
                yield row[0], int(numbers[0])


def company_names(file: Path) -> Counter[str]:
    """Count in how many company names each word occurs."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines)
        column = next(c for c in rows.fieldnames or () if "name" in c.lower())
        return Counter(w for row in rows for w in set(words(row[column], ORGANISATION)))


def words(name: str, space: str) -> list[str]:
    """Split a name into words as the matcher reads them."""
    spelling = spell(name, dotted=space == ORGANISATION)
    return [readings(word)[0] for word in spelling.words]


def less_one(counts: Counter[str]) -> Counter[str]:
    """Take one bearer off each word: a word only one entity has is rare."""
    return Counter({word: count - 1 for word, count in counts.items() if count > 1})


def shares(*parts: tuple[Counter[str], float]) -> dict[str, float]:
    """Mix counts into one share per word."""
    mixed: dict[str, float] = {}
    for counts, part in parts:
        total = sum(counts.values())
        for word, count in counts.items():
            mixed[word] = mixed.get(word, 0.0) + part * count / total
    return mixed


def write_weights(
    space: str, share: dict[str, float], rare: float, scale: tuple[float, float, int]
) -> None:
    """Write the words that weigh less than a rare one."""
    zero, span, floor = scale
    rows = []
    for word, part in share.items():
        bits = -math.log2(part + rare)
        weight = max(floor, min(1000, round((bits - zero) / span * 1000)))
        if weight < 1000:
            rows.append(f"{word},{weight}")
    write(
        f"weights_{space}.csv",
        "word,weight: thousandths of what a rare word weighs; absent words weigh 1000",
        "word counts of the OFAC, EU and UN lists of March 2021; "
        + (
            "given names and surnames of Sweden (SCB), Finland (DVV, CC BY 4.0) and"
            " Denmark (Statistics Denmark, CC BY 4.0)"
            if space == PERSON
            else "48,457 legal names of GLEIF (CC0), October 2025"
        ),
        rows,
    )


def write_legal_forms() -> None:
    """Write every spelling of a legal form beside its short form."""
    forms = {form: form for form in FORMS_ALONE}
    for phrase, form in FORMS_BY_HAND.items():
        forms[" ".join(spell(phrase).words)] = form
    write(
        "legal_forms.csv",
        "phrase,form: a legal form as written and as abbreviated",
        "the legal forms written down there by hand",
        [f"{phrase},{form}" for phrase, form in forms.items()],
    )


def write(table: str, columns: str, origin: str, rows: Iterable[str]) -> None:
    """Write a table, sorted, with what it is and where it came from."""
    head = f"# {columns}\n# made by scripts/tables.py from {origin}\n"
    body = "".join(f"{row}\n" for row in sorted(rows))
    (TABLES / table).write_text(head + body, encoding="utf-8")
    print(f"{table}: {len(body.splitlines())} rows")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
