"""Reading Riksdagen's ``personlista``: a person each, with the seats held."""

from datetime import date
from functools import partial
from typing import Any

from kycscreen.entities import ListedEntity, ListedName, NameKind, Topic
from kycscreen.errors import FormatError
from kycscreen.facts import Kind
from kycscreen.sources import Issue, Parsed, entries, persons, strictjson
from kycscreen.sources.entries import Note
from kycscreen.sources.persons import Plain
from kycscreen.sources.scripts import script
from kycscreen.sources.se_riksdag.seats import position, told
from kycscreen.sources.strictjson import several, spoken, strangers, text
from kycscreen.sources.texts import line

_GENDERS = {"man": "M", "kvinna": "F"}
_READ = {
    *("intressent_id", "tilltalsnamn", "efternamn", "sorteringsnamn", "iort"),
    *("fodd_ar", "kon", "parti", "valkrets", "status"),
    *("personuppdrag", "personuppgift"),
}
_IGNORED = {  # further ids, and pictures
    *("hangar_guid", "hangar_id", "sourceid", "person_url_xml"),
    *("bild_url_80", "bild_url_192", "bild_url_max"),
}
_FACT = {"kod", "typ", "uppgift", "intressent_id", "hangar_id"}


def read(list_id: str, data: bytes) -> Parsed:
    """Read every person; ``FormatError`` where it is another file or not whole."""
    plain = strictjson.read(list_id, data)
    try:
        return _read(list_id, plain)
    except ValueError as wrong:
        raise FormatError(list_id, str(wrong)) from None


def _read(list_id: str, plain: Any) -> Parsed:
    listing = plain.get("personlista") if isinstance(plain, dict) else None
    if not isinstance(listing, dict):
        raise ValueError("has no personlista; it is another file")  # noqa: TRY004  # of a shape, not a type
    found = several(listing, "person")
    hits = spoken(listing, "@hits")
    if hits and hits != str(len(found)):
        raise ValueError(
            f"says it holds {hits} persons, and holds {len(found)}; fetch it again"
        )
    version = text(listing, "@systemdatum")
    issues: list[Issue] = []
    report = entries.reporting(issues, "")
    on = entries.day(version[:10] or "none", "@systemdatum", report)
    return persons.gathered(
        list_id,
        persons.by_id(found, "intressent_id"),
        partial(_entity, list_id, on),
        id_path="intressent_id",
        published=on,
        version=version,
        issues=issues,
    )


def _entity(
    list_id: str, on: date | None, record_id: str, person: Plain, note: Note, odd: Note
) -> ListedEntity | None:
    names = _names(person, note)
    if not names:
        return None
    seat = ", ".join(filter(None, (text(person, key) for key in ("parti", "valkrets"))))
    held = several(_inner(person, "personuppdrag"), "uppdrag")
    posts = [position(one, seat, on, note, odd) for one in held]
    facts = several(_inner(person, "personuppgift"), "uppgift")
    contacts, titles, remarks = _facts(facts, odd)
    for path, value in strangers(person, _READ | _IGNORED, "person"):
        odd(path, value)
        remarks.append(f"{path}: {value}")
    if status := text(person, "status"):
        remarks.append(f"status: {status}")
    return ListedEntity(
        list_id=list_id,
        record_id=record_id,
        kind=Kind.PERSON,
        names=names,
        birth_dates=persons.born(spoken(person, "fodd_ar"), "fodd_ar", note),
        genders=persons.gendered(text(person, "kon"), _GENDERS, "kon", note),
        contacts=dict.fromkeys(contacts),
        titles=dict.fromkeys(titles),
        positions=dict.fromkeys(post for post in posts if post is not None),
        topics={Topic.PEP},
        remarks=dict.fromkeys(remarks),
    )


def _inner(person: Plain, key: str) -> Plain:
    """Return an object; empty where an empty text stands for it."""
    found = several(person, key)
    if len(found) > 1:
        raise ValueError(f"{key} is a list, and should be an object")
    return found[0] if found else {}


def _names(person: Plain, note: Note) -> tuple[ListedName, ...]:
    """Return the name used, and the one to sort by where it has other words."""
    name = persons.named(
        text(person, "tilltalsnamn"),
        text(person, "efternamn"),
        note,
        note=text(person, "iort"),
    )
    if name is None:
        return ()
    sorting = line(text(person, "sorteringsnamn").replace(",", ", "))
    if _words(sorting) <= _words(name.full):
        return (name,)
    other = ListedName(sorting, kind=NameKind.VARIATION, script=script(sorting))
    return name, other


def _words(name: str) -> set[str]:
    return set(name.casefold().replace(",", " ").split())


def _facts(
    facts: list[Plain], odd: Note
) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """Part what is told of a person into contacts, titles and remarks."""
    contacts: list[tuple[str, str]] = []
    titles: list[str] = []
    remarks: list[str] = []
    for fact in facts:
        code, typ = spoken(fact, "kod"), spoken(fact, "typ")
        for path, value in strangers(fact, _FACT, "uppgift"):
            odd(path, value)
            remarks.append(f"{path}: {value}")
        for value in told(fact):
            if typ == "titel":
                titles.append(value)
            elif typ == "eadress":
                # Against harvesters, "@" is written out.
                kind = "email" if "[på]" in value or "@" in value else "web"
                contacts.append((kind, value.replace("[på]", "@")))
            else:
                remarks.append(f"{code or typ}: {value}")
    return contacts, titles, remarks
