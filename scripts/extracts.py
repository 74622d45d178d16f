"""Make the bundled extracts: ``python -m scripts.extracts LISTS data/lists``.

LISTS is a folder of publishers' files as they were published. An extract is a few
hundred of a file's own records in the publisher's own format: those everybody
knows, every k-th, and one of each shape. Facts only: names, dates, countries, ids,
programmes, references; no reasons, comments or remarks, no street, no telephone.
Run again it writes the same bytes.
"""

import argparse
import hashlib
import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree

from kycscreen import lists
from kycscreen.lists import manifest
from kycscreen.lists.manifest import Manifest
from kycscreen.sources.opener import local

_EXTRACT = "extract"
_LONG = 60  # a longer function or title is a description
_OF_EACH = 3  # of the well-known of one name
# What must stand in an alias' remark for it to say what the alias is worth.
_WORTH = (
    r"(good|low) quality( alias| a\.?k\.?a\.?)?|formerly known as|maiden name"
    r"|\(?original script\)?"
)

OFAC_KNOWN = (
    "LUKASHENKA|AL-ASSAD, Bashar|MADURO MOROS|KIM, Jong Un|KADYROV|DERIPASKA|SECHIN"
    "|VEKSELBERG|TIMCHENKO|ROTENBERG|PRIGOZHIN|PATRUSHEV|BORTNIKOV|KHAMENEI|ZARIF"
    "|SOLEIMANI|MUGABE|GUZMAN LOERA|MIN AUNG HLAING|DVORNIKOV|SHUVALOV|BOUT, Viktor"
    "|LAM, Carrie|KOVALCHUK|YANUKOVYCH|ROSSIYA|ROSOBORONEXPORT|KALASHNIKOV"
    "|ISLAMIC REVOLUTIONARY GUARD CORPS|BANK MELLI|BANK SEPAH|BANK SADERAT"
    "|CENTRAL BANK OF|PETROLEOS DE VENEZUELA|HIZBALLAH|^HAMAS|AL QA'IDA|^TALIBAN"
    "|LAZARUS GROUP|MAHAN AIR|NATIONAL IRANIAN OIL|WAGNER|RUSAL|ROSNEFT|GAZPROM"
    "|SBERBANK|^VTB|NOVATEK|TRANSNEFT|LUKOIL|SURGUTNEFTEGAS|HUAWEI|HIKVISION"
    "|SEMICONDUCTOR MANUFACTURING|VNESHECONOMBANK|ROSTEC|UNITED AIRCRAFT"
)
EU_KNOWN = (
    "L[Uu][Kk][Aa][Ss][Hh][Ee][Nn][Kk]|Bashar.*Assad|Kadyrov|Rotenberg|Prigozhin|Patrushev"
    "|Bortnikov|Surkov|Kiselyov|Sechin|Timchenko|Mugabe|Cabello|Kim Jong|Saddam"
    "|Qadhafi|Gaddafi|Soleimani|Revolutionary Guard|Bank Melli|Bank Saderat"
    "|Bank Rossiya|Almaz-Antey|Al-Qaida|Taliban|Hizballah|Hamas|Islamic State"
    "|Lazarus|Chosun Expo|Central Bank of|Mladi[cć]|Aksyonov|Rosneft|Gazprom|Sberbank"
)
UN_KNOWN = (
    "OMAR GHULAM|ZAWAHIRI|HAQQANI|QADHAFI|KONY|NTAGANDA|KIM|TAYLOR|AL-QAIDA|LASHKAR"
    "|ISLAMIC STATE|HAMZA|KOREA MINING|BOKO HARAM|SHABAAB|TALIBAN|BANK|SALEH|SOLEIMANI"
)
FI_KNOWN = (
    "Stubb|Niinistö|Halonen|Vanhanen|Katainen|Sipilä|Soini|Orpo|Urpilainen|Kiviniemi"
    "|Rinne|Haavisto|Lipponen|Rehn|Jäätteenmäki|Heinäluoma|Aho|Sailas|Marin|Risikko"
    "|Holkeri|Väyrynen|Häkämies|Tuomioja|Biaudet|Henriksson|Lindström|Terho"
)
SE_KNOWN = (
    "Löfven|Reinfeldt|Åkesson|Kristersson|Lööf|Björklund|Wallström|Hultqvist|Borg"
    "|Kinberg|Sjöstedt|Fridolin|Romson|Hägglund|Bildt|Ygeman|Hallengren|Ahlin|Söder"
    "|Strandhäll|Damberg|Johansson|Linde|Busch|Bohlin|Svantesson"
)


def main() -> None:
    """Write every extract into the list folder, and what git is to track of it."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("lists", type=Path, help="a folder of publishers' files")
    reader.add_argument("folder", type=Path, help="the list folder, data/lists")
    reader.add_argument("--on", type=date.fromisoformat, default=date.today())
    given = reader.parse_args()
    made = [
        _bundled(given.folder, list_id, cut(given.lists / file), given.on)
        for list_id, file, cut in EXTRACTS
    ]
    (given.folder / ".gitignore").write_text(_tracked(made), encoding="utf-8")
    print(f"{sum(size for _, _, size in made):,} bytes in all")


def _bundled(folder: Path, list_id: str, data: bytes, on: date) -> tuple[str, str, int]:
    """Put one extract into the store, and take the one before it away."""
    pointer = folder / list_id / _EXTRACT
    before = pointer.read_text().strip() if pointer.exists() else ""
    if before == hashlib.sha256(data).hexdigest():
        on = manifest.read(folder / list_id / before / "manifest.json").added_on
    origin = Manifest(sha256="", bytes=0, added_on=on, extract=True)
    snapshot = lists.keep(folder, list_id, data, origin)
    if before and before != snapshot.sha256:
        shutil.rmtree(folder / list_id / before)
    print(f"{list_id}: {snapshot.entities} entities, {len(data):,} bytes")
    return list_id, snapshot.sha256, len(data)


def _tracked(made: Iterable[tuple[str, str, int]]) -> str:
    """Name what of the list folder belongs to the repository: no other snapshot."""
    lines = [
        "# written by scripts/extracts.py: the extracts are tracked, and nothing else",
        "/*",
        "!/.gitattributes",
        "!/.gitignore",
        "!/README.md",
    ]
    for list_id, sha256, _ in made:
        lines += [f"!/{list_id}/", f"/{list_id}/*", f"!/{list_id}/{_EXTRACT}"]
        lines += [f"!/{list_id}/{sha256}/"]
    return "\n".join(lines) + "\n"


# ---- choosing records ----


def _chosen(
    records: list[etree._Element],
    known: str,
    *,
    every: int,
    shape: Callable[[etree._Element], set[str]],
) -> list[etree._Element]:
    """Choose the well-known records, every k-th, and the first of each shape."""
    seen: set[str] = set()
    left = dict.fromkeys(known.split("|"), _OF_EACH)
    chosen = []
    for number, record in enumerate(records):
        new = shape(record) - seen
        names = list(_names(record))
        famous = [
            word
            for word, more in left.items()
            if more and any(re.search(word, name) for name in names)
        ]
        if number % every == 0 or new or famous:
            seen |= new
            left |= {word: left[word] - 1 for word in famous}
            chosen.append(record)
    return chosen


def _names(record: etree._Element) -> Iterator[str]:
    """Yield the names of a record, whole, as its publisher would print them."""
    for element in record.iter("{*}nameAlias"):
        yield element.get("wholeName", "")
    parts = {local(child): (child.text or "").strip() for child in record}
    name = parts.get("lastName") or " ".join(
        parts[key]
        for key in ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
        if parts.get(key)
    )
    yield f"{name}, {parts['firstName']}" if "firstName" in parts else name


def _shape_of(
    words: set[str], patterns: set[str]
) -> Callable[[etree._Element], set[str]]:
    """Make what tells one shape from another: paths, code words, forms of dates."""

    def shape(record: etree._Element) -> set[str]:
        found = set()
        for element in record.iter():
            name = local(element)
            texts = {name: (element.text or "").strip(), **_attributes(element)}
            for key, value in texts.items():
                if value:
                    found.add(f"{name}/{key}")
                if key in words and value:
                    found.add(f"{key}={value}")
                if key in patterns and value:
                    found.add(f"{key}={_form(value)}")
        return found

    return shape


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(key): str(value) for key, value in element.attrib.items()}


def _form(value: str) -> str:
    """Reduce a date to its form: "10 Dec 1948" and "07 Jul 1966" have one."""
    return re.sub("[0-9]", "9", re.sub("[A-Z][a-z]+", "Mmm", value))


# ---- cutting each publisher's file ----


def _ofac(path: Path, *, every: int, known: str, shapes: set[str]) -> bytes:
    root = etree.parse(path).getroot()
    entries = [child for child in root if local(child) == "sdnEntry"]
    shape = _shape_of(shapes, {"dateOfBirth"})
    kept = _chosen(entries, known, every=every, shape=shape)
    for entry in entries:
        if entry not in kept:
            root.remove(entry)
    for entry in kept:
        _cut_ofac(entry)
    (count,) = root.iter("{*}Record_Count")
    count.text = str(len(kept))
    return _written(root)


def _cut_ofac(entry: etree._Element) -> None:
    """Leave an OFAC entry its facts: no remarks, no streets, no notes among ids."""
    for name in ("address1", "address2", "address3", "postalCode", "stateOrProvince"):
        _drop(entry, name)
    for element in list(entry.iter("{*}title")):
        if len(element.text or "") > _LONG:
            _remove(element)
    for element in list(entry.iter("{*}remarks")):
        linked = re.fullmatch(r"\(Linked To: [^()]+\)", element.text or "")
        if linked is None:
            _remove(element)
    for row in list(entry.iter("{*}id")):
        (kind,) = (child.text or "" for child in row if local(child) == "idType")
        if kind in _CONTACTS or kind.endswith((":", " -", "nformation")):
            _remove(row)


_CONTACTS = {"Website", "Email Address", "Phone Number"}


def _eu(path: Path) -> bytes:
    root = etree.parse(path).getroot()
    shape = _shape_of(
        {"programme", "identificationTypeCode", "calendarType", "nameLanguage", "code"},
        {"birthdate", "year"},
    )
    entities = list(root)
    kept = _chosen(entities, EU_KNOWN, every=25, shape=shape)
    ids = {entity.get("euReferenceNumber") for entity in kept}
    for entity in entities:
        if entity.get("euReferenceNumber") not in ids:
            root.remove(entity)
        else:
            _cut_eu(entity)
    return _written(root)


def _cut_eu(entity: etree._Element) -> None:
    """Leave an EU entity its facts; an alias keeps what it is said to be worth."""
    for remark in list(entity.iter("{*}remark")):
        parent = remark.getparent()
        of_alias = parent is not None and local(parent) == "nameAlias"
        worth = re.fullmatch(_WORTH, (remark.text or "").strip(), re.IGNORECASE)
        if not (of_alias and worth):
            _remove(remark)
    for name in ("contactInfo", "regulationSummary"):
        _drop(entity, name)
    for address in entity.iter("{*}address"):
        _blank(address, "street", "poBox", "zipCode", "region", "place")
        if len(address.get("city", "")) > 40:
            _blank(address, "city")
    for alias in list(entity.iter("{*}nameAlias"))[12:]:
        _remove(alias)
    for alias in entity.iter("{*}nameAlias"):
        if len(alias.get("function", "")) > _LONG:
            _blank(alias, "function")
    if not re.fullmatch("[0-9.]+", entity.get("designationDetails", "")):
        _blank(entity, "designationDetails")


def _un(path: Path) -> bytes:
    root = etree.parse(path).getroot()
    shape = _shape_of(
        {"UN_LIST_TYPE", "TYPE_OF_DATE", "QUALITY", "GENDER"}, {"DATE", "LISTED_ON"}
    )
    for group in root:
        records = list(group)
        kept = _chosen(records, UN_KNOWN, every=8, shape=shape)
        for record in records:
            if record not in kept:
                group.remove(record)
            else:
                _cut_un(record)
    return _written(root)


def _cut_un(record: etree._Element) -> None:
    """Leave a UN record its facts: no comments, notes or streets."""
    for name in ("COMMENTS1", "NOTE", "STREET", "ZIP_CODE"):
        _drop(record, name)
    for tag in ("INDIVIDUAL_ADDRESS", "ENTITY_ADDRESS"):
        for address in record.iter(tag):
            _drop(address, "STATE_PROVINCE")
            for city in list(address.iter("CITY")):
                if len(city.text or "") > 40:
                    _remove(city)
    for tag in ("DESIGNATION", "TITLE"):
        for element in list(record.iter(tag)):
            for value in list(element):
                if len(value.text or "") > _LONG:
                    _remove(value)


def _popolo(path: Path, *, known: str, every: int) -> bytes:
    """Cut a parliament's file: members, and what their memberships point to."""
    plain = json.loads(path.read_bytes())
    persons = [
        {key: person[key] for key in _PERSON if key in person}
        for number, person in enumerate(plain["persons"])
        if number % every == 0 or re.search(known, person["name"])
    ]
    for person in persons:
        person["identifiers"] = [
            identifier
            for identifier in person.get("identifiers", [])
            if identifier["scheme"] in _SCHEMES
        ]
    ids = {person["id"] for person in persons}
    memberships = [m for m in plain["memberships"] if m["person_id"] in ids]
    to = {value for m in memberships for key, value in m.items() if key.endswith("_id")}
    cut = {
        "meta": plain["meta"],
        "persons": persons,
        "memberships": memberships,
        "organizations": _only(plain["organizations"], to),
        "events": _only(plain["events"], to),
        "areas": _only(plain["areas"], to),
    }
    return (
        json.dumps(cut, ensure_ascii=False, sort_keys=True, indent=0) + "\n"
    ).encode()


_PERSON = (
    *("id", "name", "sort_name", "given_name", "family_name", "patronymic_name"),
    *("birth_date", "death_date", "gender", "other_names", "identifiers"),
)
_SCHEMES = ("wikidata", "eduskunta", "riksdagen")
_POINTED_TO = ("id", "name", "classification", "type", "start_date", "end_date")


def _only(objects: list[dict[str, Any]], ids: set[str]) -> list[dict[str, Any]]:
    return [
        {key: o[key] for key in _POINTED_TO if key in o}
        for o in objects
        if o["id"] in ids
    ]


# ---- editing XML ----


def _drop(element: etree._Element, name: str) -> None:
    for found in list(element.iter(f"{{*}}{name}")):
        _remove(found)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _blank(element: etree._Element, *keys: str) -> None:
    for key in keys:
        if element.get(key):
            element.set(key, "")


def _written(root: etree._Element) -> bytes:
    """Write a file with one record a line and nothing between its parts."""
    for element in root.iter():
        if not (element.text or "").strip():
            element.text = None
        element.tail = None
    for element in (root, *root):
        element.text = element.text if (element.text or "").strip() else "\n"
        for child in element:
            child.tail = "\n"
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


EXTRACTS: tuple[tuple[str, str, Callable[[Path], bytes]], ...] = (
    (
        "us_ofac_sdn",
        "ofac/sdn_2021-03-10.xml",
        lambda path: _ofac(
            path, every=60, known=OFAC_KNOWN, shapes={"sdnType", "program", "type"}
        ),
    ),
    (
        "us_ofac_cons",
        "ofac/consolidated_2025-03-28.xml",
        lambda path: _ofac(
            path, every=5, known=OFAC_KNOWN, shapes={"sdnType", "program", "type"}
        ),
    ),
    ("eu_fsf", "eu/eu_fsf_full_1_1_2021-03-05.xml", _eu),
    ("un_sc", "un/un_consolidated_2026-02-27.xml", _un),
    (
        "popolo_fi_eduskunta",
        "pep/everypolitician/Finland__Eduskunta.json",
        lambda path: _popolo(path, known=FI_KNOWN, every=6),
    ),
    (
        "popolo_se_riksdag",
        "pep/everypolitician/Sweden__Riksdag.json",
        lambda path: _popolo(path, known=SE_KNOWN, every=4),
    ),
)

if __name__ == "__main__":
    main()
