"""Reading the Eduskunta's bundle: a member each, with seats and ministries."""

from collections.abc import Iterator
from functools import partial

from kycscreen.dates import Precision, parse
from kycscreen.entities import (
    Address,
    ListedEntity,
    ListedName,
    NameKind,
    Place,
    Position,
    Topic,
)
from kycscreen.errors import FormatError
from kycscreen.facts import Kind
from kycscreen.sources import Parsed, persons
from kycscreen.sources.entries import Note, iso
from kycscreen.sources.fi_eduskunta import bundles
from kycscreen.sources.persons import Plain
from kycscreen.sources.strictjson import several, spoken, strangers
from kycscreen.sources.texts import line

_GENDERS = {"mies": "M", "nainen": "F"}
_SEATS, _MINISTRIES = "Edustajatoimet", "ValtioneuvostonJasenyydet"
_READ = {
    *("HetekaId", "hetekaId", "EtunimetNimi", "KutsumaNimi", "SukuNimi"),
    *("SyntymaPvm", "SyntymaPaikka", "SukuPuoliKoodi", "NykyinenKotikunta"),
    *("KuolemaPvm", "Ammatti", "SahkoPosti", "KotiSivu"),
    *(_SEATS, _MINISTRIES, "Eduskuntaryhmat", "Vaalipiirit"),
}
_IGNORED = {  # what tells no person from another; see the publisher's notes
    *("LajitteluNimi", "MatrikkeliNimi", "KuolemaPaikka", "PuhelinNro", "Asema"),
    *("Koulutukset", "TyoUra", "TyouraLisatieto", "Julkaisut", "Kirjallisuus"),
    *("KirjallisuusHenkilosta", "Sidonnaisuudet", "Lomaketiedot", "Arvonimet"),
    *("NykyisetToimielinjasenyydet", "AiemmatToimielinjasenyydet"),
    *("EduskuntaTehtavat", "KunnallisetLuottamustehtavat", "MuutLuottamustehtavat"),
    *("ValtiollisetLuottamustehtavat", "KansainvalisetLuottamustehtavat"),
    *("KansanedustajuusKeskeytynyt", "KansanedustajuusPaattynytPvm"),
}
_START, _END = "AlkuPvm", "LoppuPvm"


def read(list_id: str, data: bytes) -> Parsed:
    """Read every member; ``FormatError`` where the bundle is another or not whole."""
    members = bundles.members(list_id, data)
    try:
        return persons.gathered(
            list_id, members, partial(_entity, list_id), id_path="hetekaId"
        )
    except ValueError as wrong:
        raise FormatError(list_id, str(wrong)) from None


def _entity(
    list_id: str, record_id: str, member: Plain, note: Note, odd: Note
) -> ListedEntity | None:
    names = _names(member, note)
    if not names:
        return None
    if _SEATS not in member:
        raise FormatError(list_id, f"has no {_SEATS}; fetch it again", record_id)
    remarks = []
    for path, value in strangers(member, _READ | _IGNORED, "Henkilo"):
        odd(path, value)
        remarks.append(f"{path}: {value}")
    if died := spoken(member, "KuolemaPvm"):
        remarks.append(f"died {iso(died)}")
    town, birth_place = (
        spoken(member, "NykyinenKotikunta"),
        spoken(member, "SyntymaPaikka"),
    )
    contacts = (("email", "SahkoPosti"), ("web", "KotiSivu"))
    return ListedEntity(
        list_id=list_id,
        record_id=record_id,
        kind=Kind.PERSON,
        names=names,
        birth_dates=persons.born(spoken(member, "SyntymaPvm"), "SyntymaPvm", note),
        birth_places=(Place(birth_place),) if birth_place else (),
        genders=persons.gendered(
            spoken(member, "SukuPuoliKoodi"), _GENDERS, "SukuPuoliKoodi", note
        ),
        # Only Finland's municipalities are a "kotikunta".
        addresses=(Address(town, city=town, country="fi"),) if town else (),
        contacts=[(k, value) for k, key in contacts if (value := spoken(member, key))],
        titles=filter(None, [spoken(member, "Ammatti")]),
        positions=dict.fromkeys(
            (*_seats(member, note, odd), *_posts(member, note, odd))
        ),
        topics={Topic.PEP},
        remarks=remarks,
    )


def _names(member: Plain, note: Note) -> tuple[ListedName, ...]:
    """Return the name with all given names, and that with the one used."""
    family = spoken(member, "SukuNimi")
    whole = persons.named(spoken(member, "EtunimetNimi"), family, note)
    used = spoken(member, "KutsumaNimi")
    if whole is None or not used:
        return () if whole is None else (whole,)
    short = persons.named(used, family, note, kind=NameKind.AKA)
    assert short is not None  # it has a name used
    return (whole,) if short.full == whole.full else (whole, short)


def _seats(member: Plain, note: Note, odd: Note) -> Iterator[Position]:
    about = [
        spoken(inner, "Nimi")
        for outer, key in (
            ("Eduskuntaryhmat", "NykyinenEduskuntaryhma"),
            ("Vaalipiirit", "NykyinenVaalipiiri"),
        )
        for section in several(member, outer)
        for inner in several(section, key)
    ]
    seats = list(_within(member, _SEATS, {"Edustajatoimi"}, odd))
    is_over = all(spoken(seat, _END) for seat in seats)
    if is_over and not spoken(member, "KuolemaPvm"):
        note(_SEATS, "has no seat without an end, and sits in the chamber")
        seats.append({})
    for seat in seats:
        yield Position(
            title="member of the Eduskunta",
            category="mp",
            country="fi",
            body="Eduskunta",
            **_term(seat, _SEATS, note),
            source_text=", ".join(filter(None, (*about, *_told(seat, _SEATS, odd)))),
        )


def _posts(member: Plain, note: Note, odd: Note) -> Iterator[Position]:
    for post in _within(member, _MINISTRIES, {"Jasenyys"}, odd):
        title = spoken(post, "Ministeriys") or spoken(post, "Nimi")
        if not title:
            note(f"{_MINISTRIES}.Ministeriys", "")
        is_first = title.casefold() == "pääministeri"
        yield Position(
            title=title or "ministeri",
            category="head_of_state" if is_first else "minister",
            country="fi",
            body="Valtioneuvosto",
            **_term(post, _MINISTRIES, note),
            source_text=", ".join(
                text for text in _told(post, _MINISTRIES, odd) if text and text != title
            ),
        )


def _within(member: Plain, key: str, known: set[str], odd: Note) -> Iterator[Plain]:
    """Yield what a section holds; under another key than the known one, told as odd."""
    for section in several(member, key):
        for path, value in strangers(section, known, f"Henkilo.{key}"):
            odd(path, value)
        for inner, value in section.items():
            if inner in known or isinstance(value, dict | list):
                yield from several(section, inner)


def _told(one: Plain, section: str, odd: Note) -> Iterator[str]:
    """Yield every other text of a seat or ministry; what is more is told as odd."""
    for key, value in one.items():
        if isinstance(value, str | int):
            yield "" if key in (_START, _END) else line(str(value))
        elif value is not None:
            odd(f"Henkilo.{section}.{key}", line(str(value)))


def _term(one: Plain, section: str, note: Note) -> dict[str, str]:
    """Return since when and until when; without an end it is held today."""
    term = {}
    for field, key in (("start", _START), ("end", _END)):
        value = spoken(one, key)
        readable = parse(value).precision in (Precision.DAY, Precision.YEAR)
        if value and not readable:
            note(f"{section}.{key}", value)
        term[field] = iso(value) if readable else ""
    status = "ended" if spoken(one, _END) else "current"
    return term | {"status": status}
