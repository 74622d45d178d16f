"""The words that ADVANCED refers to by number: its ``ReferenceValueSets``.

The numbers are OFAC's own business and change; only the words mean something.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from kycscreen.sources.elements import attributes, local, text, told
from kycscreen.sources.entries import Note

if TYPE_CHECKING:
    from lxml import etree

SETS = frozenset(
    {
        "AliasType",
        "AreaCode",
        "AreaCodeType",
        "CalendarType",
        "Country",
        "CountryRelevance",
        "DecisionMakingBody",
        "DetailReference",
        "DetailType",
        "DocNameStatus",
        "EntryEventType",
        "EntryLinkType",
        "ExRefType",
        "FeatureType",
        "FeatureTypeGroup",
        "IDRegDocDateType",
        "IDRegDocType",
        "IdentityFeatureLinkType",
        "LegalBasis",
        "LegalBasisType",
        "List",
        "LocPartType",
        "LocPartValueStatus",
        "LocPartValueType",
        "NamePartType",
        "Organisation",
        "PartySubType",
        "PartyType",
        "RelationQuality",
        "RelationType",
        "Reliability",
        "SanctionsProgram",
        "SanctionsType",
        "Script",
        "ScriptStatus",
        "SubsidiaryBody",
        "SupInfoType",
        "TargetType",
        "Validity",
    }
)
_ATTRIBUTES = frozenset(
    {
        "ID",
        "AreaCodeTypeID",
        "Comment",
        "CountryID",
        "DecisionMakingBodyID",
        "Description",
        "DetailCode",
        "FeatureTypeGroupID",
        "IS03166-3Code",
        "ISO2",
        "ISO3",
        "LegalBasisShortRef",
        "LegalBasisTypeID",
        "Notional",
        "OrganisationID",
        "PartyTypeID",
        "SanctionsProgramID",
        "ScriptCode",
        "SubsidiaryBodyID",
        "Symmetrical",
    }
)
UNSAID = ("", "unknown")


@attrs.frozen
class Reference:
    """A word, and what else is said of it."""

    text: str
    more: Mapping[str, str]


@attrs.frozen
class References:
    """The words of every set, by number."""

    sets: Mapping[str, Mapping[str, Reference]]

    def find(self, name: str, number: str, path: str, note: Note) -> Reference:
        """Return a word by its set and number; one that is not there is noted."""
        found = self.sets[name].get(number)
        if found is None:
            note(path, number)
            return _NOTHING
        return found

    def text(self, name: str, number: str, path: str, note: Note) -> str:
        """Return the text of a word."""
        return self.find(name, number, path, note).text

    def said(self, name: str, number: str, path: str, note: Note) -> str:
        """Return the text of a word that may be left out, or "Unknown"."""
        found = self.text(name, number, path, note) if number else ""
        return "" if found.casefold() in UNSAID else found


_NOTHING = Reference("", {})


def read(element: "etree._Element", note: Note) -> References:
    """Read every set; a set or an attribute that we do not know is noted."""
    sets: dict[str, dict[str, Reference]] = {name: {} for name in SETS}
    for values in element:
        name = local(values).removesuffix("Values")
        for value in values:
            if name not in SETS or local(value) != name:
                note(f"{local(values)}/{local(value)}", told(value))
                continue
            more = {path[2:]: said for path, said in attributes(value)}
            for unknown in sorted(more.keys() - _ATTRIBUTES):
                note(f"{name}/@{unknown}", more[unknown])
            number, found = more.get("ID", ""), Reference(text(value), more)
            if sets[name].setdefault(number, found) != found:
                note(f"{name}/@ID", number)
        if name not in SETS and not len(values):
            note(local(values), told(values))
    return References(sets)
