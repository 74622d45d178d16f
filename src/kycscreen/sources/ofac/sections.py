"""The sections of ADVANCED, put by as they pass under the numbers that others know.

Words, places and documents come before the parties that refer to them, relationships
and sanctions entries after: one pass is enough, and nothing is looked for twice.
"""

from typing import TYPE_CHECKING

import attrs

from kycscreen.entities import ListedEntity
from kycscreen.sources import entries
from kycscreen.sources.elements import child, children, local, text
from kycscreen.sources.entries import Note
from kycscreen.sources.ofac import designations, papers, parties, periods, places
from kycscreen.sources.ofac.designations import Designation
from kycscreen.sources.ofac.entity import made, renamed
from kycscreen.sources.ofac.parties import Held
from kycscreen.sources.ofac.shapes import shape, strange

if TYPE_CHECKING:
    from lxml import etree

_FIXED = "@YearFixed @MonthFixed @DayFixed"
SHAPE = shape(f"""
DateOfIssue @CalendarTypeID Year Month Day
Location @ID Comment LocationAreaCode* LocationCountry* LocationPart*
 FeatureVersionReference* IDRegDocumentReference*
LocationAreaCode @AreaCodeID
LocationCountry @CountryID @CountryRelevanceID
LocationPart @LocPartTypeID LocationPartValue*
LocationPartValue @Primary @LocPartValueTypeID @LocPartValueStatusID Comment Value
FeatureVersionReference @FeatureVersionID
IDRegDocumentReference @IDRegDocumentID
IDRegDocument @ID @IDRegDocTypeID @IdentityID @IssuedBy-CountryID @IssuedIn-LocationID
 @ValidityID Comment IDRegistrationNo IssuingAuthority DocumentDate*
 DocumentedNameReference* FeatureVersionReference* ProfileRelationshipReference*
DocumentDate @IDRegDocDateTypeID DatePeriod
DocumentedNameReference @DocumentedNameID
ProfileRelationshipReference @ProfileRelationshipID
DatePeriod @CalendarTypeID {_FIXED} Start End
Start @Approximate {_FIXED} From To
End @Approximate {_FIXED} From To
From Year Month Day
To Year Month Day
DistinctParty @FixedRef Comment* Profile*
Profile @ID @PartySubTypeID Comment* Identity* Feature* SanctionsEntryReference*
SanctionsEntryReference @SanctionsEntryID
Identity @ID @FixedRef @Primary @False Comment Alias* NamePartGroups
 IDRegDocumentReference*
Alias @FixedRef @AliasTypeID @Primary @LowQuality Comment DatePeriod DocumentedName*
DocumentedName @ID @FixedRef @DocNameStatusID Comment DocumentedNamePart*
 IDRegDocumentReference*
DocumentedNamePart NamePartValue
NamePartValue @NamePartGroupID @ScriptID @ScriptStatusID @Acronym
NamePartGroups MasterNamePartGroup*
MasterNamePartGroup NamePartGroup*
NamePartGroup @ID @NamePartTypeID
Feature @ID @FeatureTypeID FeatureVersion* IdentityReference*
FeatureVersion @ID @ReliabilityID Comment DatePeriod* VersionDetail* VersionLocation*
 IDRegDocumentReference*
VersionDetail @DetailTypeID @DetailReferenceID
VersionLocation @LocationID
IdentityReference @IdentityID @IdentityFeatureLinkTypeID
ProfileRelationship @ID @From-ProfileID @To-ProfileID @RelationTypeID
 @RelationQualityID @Former @SanctionsEntryID Comment DatePeriod
 IDRegDocumentReference*
SanctionsEntry @ID @ProfileID @ListID @EntryProfileRef Comment EntryEvent*
 SanctionsMeasure* ProfileRelationshipReference*
EntryEvent @ID @EntryEventTypeID @LegalBasisID Comment Date
Date @CalendarTypeID Year Month Day
SanctionsMeasure @ID @SanctionsTypeID Comment DatePeriod
""")
_VALUES = frozenset(
    {"LocationPart", "IDRegDocument", "Profile", "DocumentedName", "FeatureVersion"}
    | {"ProfileRelationship", "EntryEvent", "SanctionsMeasure"}
)
_PATHS = {
    "dateOfBirthList/dateOfBirthItem/dateOfBirth": "Feature/Birthdate",
    "nationalityList/nationality/country": "Feature/Nationality Country",
    "citizenshipList/citizenship/country": "Feature/Citizenship Country",
    "addressList/address/country": "Location/LocationCountry",
    "idList/id": "DistinctParty",
}

Key = tuple[str, str]
"""What kind of thing, and its number."""


@attrs.frozen
class Draft:
    """A party, whose links and designations are still to come."""

    entity: ListedEntity
    profiles: tuple[str, ...]
    keys: tuple[Key, ...]


@attrs.frozen
class Relation:
    """A relationship: to whom, OFAC's word for it, and what else is said of it."""

    target: str
    word: str
    told: tuple[str, ...]


@attrs.frozen
class Passed:
    """What has passed; what was noted, strange and hashed, by what it belongs to."""

    list_id: str
    held: Held
    drafts: list[Draft] = attrs.field(factory=list)
    designations: dict[str, list[Designation]] = attrs.field(factory=dict)
    relations: dict[str, list[Relation]] = attrs.field(factory=dict)
    noted: dict[Key, list[tuple[str, str]]] = attrs.field(factory=dict)
    strange: dict[Key, list[str]] = attrs.field(factory=dict)
    digests: dict[Key, list[str]] = attrs.field(factory=dict)


def put(name: str, element: "etree._Element", passed: Passed) -> int:
    """Put an element by, and count the values in it."""
    # Held for as long as it takes: lxml makes anew what nobody holds, at each look.
    parts = list(element.iter())
    _PUT[name](element, passed)
    return sum(local(part) in _VALUES for part in parts)


def _note(element: "etree._Element", key: Key, passed: Passed) -> Note:
    """Keep what is strange in an element, and return what notes all else of it."""
    found = strange(element, SHAPE)
    passed.digests.setdefault(key, []).append(entries.digest(element))
    if found:
        passed.noted.setdefault(key, []).extend(found)
        passed.strange.setdefault(key, []).extend(entries.told(found))

    def note(path: str, value: str) -> None:
        passed.noted.setdefault(key, []).append((path, value))

    return note


def _put_place(element: "etree._Element", passed: Passed) -> None:
    number = element.get("ID", "")
    note = _note(element, ("place", number), passed)
    row = places.read(element, passed.held.references, note)
    if passed.held.places.setdefault(number, row) != row:
        note("Location/@ID", number)


def _put_paper(element: "etree._Element", passed: Passed) -> None:
    identity = element.get("IdentityID", "")
    note = _note(element, ("identity", identity), passed)
    row = papers.read(element, passed.held.places, passed.held.references, note)
    passed.held.papers.setdefault(identity, []).append(row)


def _put_party(element: "etree._Element", passed: Passed) -> None:
    number = element.get("FixedRef", "")
    key = ("party", number)
    note = _note(element, key, passed)
    numbers = (p.get("ID", "") for p in children(element, "Profile"))
    profiles = tuple(filter(None, numbers))
    first = profiles[0] if profiles else ""
    record_id = entries.record_id(
        passed.list_id,
        element,
        {"DistinctParty/@FixedRef": number, "Profile/@ID": first},
        note,
    )
    for other in profiles:
        if other != record_id:
            note("Profile/@ID", other)
    said = parties.read(element, passed.held, note)
    keys = dict.fromkeys(
        (
            key,
            *(("identity", i.get("ID", "")) for i in element.iter("{*}Identity")),
            *(
                ("place", place.get("LocationID", ""))
                for place in element.iter("{*}VersionLocation")
            ),
            *(("profile", profile) for profile in profiles),
        )
    )
    entity = made(passed.list_id, record_id, said, renamed(note, _PATHS))
    passed.drafts.append(Draft(entity, profiles, tuple(keys)))


def _put_relation(element: "etree._Element", passed: Passed) -> None:
    source, target = (element.get(f"{end}-ProfileID", "") for end in ("From", "To"))
    note = _note(element, ("profile", source), passed)
    find, said = passed.held.references.text, passed.held.references.said
    path = "ProfileRelationship/@RelationTypeID"
    word = find("RelationType", element.get("RelationTypeID", ""), path, note)
    path = "ProfileRelationship/@RelationQualityID"
    quality = said("RelationQuality", element.get("RelationQualityID", ""), path, note)
    former = element.get("Former", "")
    if former not in ("true", "false"):
        note("ProfileRelationship/@Former", former)
    period = child(element, "DatePeriod")
    told = (
        "former" if former == "true" else "",
        f"quality: {quality}" if quality else "",
        "" if period is None else periods.read(period, passed.held.references, note),
        text(child(element, "Comment")),
    )
    passed.relations.setdefault(source, []).append(Relation(target, word, told))


def _put_entry(element: "etree._Element", passed: Passed) -> None:
    profile = element.get("ProfileID", "")
    note = _note(element, ("profile", profile), passed)
    found = designations.read(element, passed.held.references, note)
    passed.designations.setdefault(profile, []).append(found)


_PUT = {
    "Location": _put_place,
    "IDRegDocument": _put_paper,
    "DistinctParty": _put_party,
    "ProfileRelationship": _put_relation,
    "SanctionsEntry": _put_entry,
}
RECORDS = frozenset(_PUT)
