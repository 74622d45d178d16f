"""The documents of ADVANCED, which belong to an identity and not to its profile."""

from typing import TYPE_CHECKING

from kycscreen.sources.elements import child, children, text
from kycscreen.sources.entries import Note
from kycscreen.sources.ofac import periods, places
from kycscreen.sources.ofac.references import References
from kycscreen.sources.ofac.values import Row

if TYPE_CHECKING:
    from lxml import etree

_DATES = {"issue date": "issueDate", "expiration date": "expirationDate"}
_VALID = ("", "valid", "unknown")
_VOID = ("fraudulent", "invalid", "expired", "revoked", "lost", "stolen", "cancelled")


def read(
    element: "etree._Element", found: dict[str, Row], references: References, note: Note
) -> Row:
    """Read a document as an id row of the legacy file; ``found`` are the places."""
    said = element.get
    word = references.text(
        "IDRegDocType",
        said("IDRegDocTypeID", ""),
        "IDRegDocument/@IDRegDocTypeID",
        note,
    )
    row = {"idType": word, "idNumber": text(child(element, "IDRegistrationNo"))}
    notes = [text(child(element, "Comment"))]
    if country := said("IssuedBy-CountryID", ""):
        path = "IDRegDocument/@IssuedBy-CountryID"
        row["idCountry"] = places.land(country, path, references, note)
    place = said("IssuedIn-LocationID", "")
    if place and place not in found:
        note("IDRegDocument/@IssuedIn-LocationID", place)
    issuers = [text(child(element, "IssuingAuthority"))]
    where = found.get(place, {})
    if where.keys() == {"country"}:
        row.setdefault("idCountry", where["country"])
    if places.whole(where) != row.get("idCountry"):
        issuers.append(places.whole(where))
    validity = references.said(
        "Validity", said("ValidityID", ""), "IDRegDocument/@ValidityID", note
    )
    if validity.casefold() not in _VALID:
        notes.append(validity)
        row["valid"] = "false"
        if validity.casefold() not in _VOID:
            note("IDRegDocument/@ValidityID", validity)
    for on in children(element, "DocumentDate"):
        _date(on, row, notes, references, note)
    row["issuer"] = ", ".join(issuer for issuer in issuers if issuer)
    row["note"] = "; ".join(told for told in notes if told)
    return {name: value for name, value in row.items() if value or name == "idNumber"}


def _date(
    element: "etree._Element",
    row: dict[str, str],
    notes: list[str],
    references: References,
    note: Note,
) -> None:
    path = "DocumentDate/@IDRegDocDateTypeID"
    word = references.text(
        "IDRegDocDateType", element.get("IDRegDocDateTypeID", ""), path, note
    )
    name = _DATES.get(word.casefold(), "")
    period = child(element, "DatePeriod")
    on = "" if period is None else periods.read(period, references, note)
    if name and name not in row:
        row[name] = on
    else:
        if not name:
            note(path, word)
        notes.append(f"{word}: {on}")
