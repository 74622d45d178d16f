"""The fields of the UK's lists: what each is called in XML and in CSV.

A field goes by the name of its XML element. Fields that stand together in a row (a
passport's number and what is told about it) share a block; every other field is a
block of its own.
"""

import re
from collections.abc import Mapping

PROSE = frozenset({"OtherInformation", "UKStatementofReasons"})
INDICATORS = "SanctionsImposedIndicators"
"""The block of measures, each an element of its own that says true or false."""

_BLOCKS = frozenset(
    {"Name", "NonLatinName", "Address", "Passport", "NationalIdentifier", "Location"}
)
_UKSL = """
Last Updated: LastUpdated
Unique ID: UniqueID
OFSI Group ID: OFSIGroupID
UN Reference Number: UNReferenceNumber
Name 6: Names/Name/Name6
Name 1: Names/Name/Name1
Name 2: Names/Name/Name2
Name 3: Names/Name/Name3
Name 4: Names/Name/Name4
Name 5: Names/Name/Name5
Name type: Names/Name/NameType
Alias strength: Names/Name/AliasStrength
Title: Titles/Title
Name non-latin script: NonLatinNames/NonLatinName/NameNonLatinScript
Non-latin script type: NonLatinNames/NonLatinName/NonLatinScriptType
Non-latin script language: NonLatinNames/NonLatinName/NonLatinScriptLanguage
Regime Name: RegimeName
Designation Type: IndividualEntityShip
Designation source: DesignationSource
Sanctions Imposed: SanctionsImposed
Other Information: OtherInformation
UK Statement of Reasons: UKStatementofReasons
Address Line 1: Addresses/Address/AddressLine1
Address Line 2: Addresses/Address/AddressLine2
Address Line 3: Addresses/Address/AddressLine3
Address Line 4: Addresses/Address/AddressLine4
Address Line 5: Addresses/Address/AddressLine5
Address Line 6: Addresses/Address/AddressLine6
Address Postal Code: Addresses/Address/AddressPostalCode
Address Country: Addresses/Address/AddressCountry
Phone number: PhoneNumbers/PhoneNumber
Website: Websites/Website
Email address: EmailAddresses/EmailAddress
Date Designated: DateDesignated
D.O.B: IndividualDetails/Individual/DOBs/DOB
Nationality(/ies): IndividualDetails/Individual/Nationalities/Nationality
National Identifier number: \
IndividualDetails/Individual/NationalIdentifierDetails/NationalIdentifier/NationalIdentifierNumber
National Identifier additional information: \
IndividualDetails/Individual/NationalIdentifierDetails/NationalIdentifier/NationalIdentifierAdditionalInformation
Passport number: \
IndividualDetails/Individual/PassportDetails/Passport/PassportNumber
Passport additional information: \
IndividualDetails/Individual/PassportDetails/Passport/PassportAdditionalInformation
Position: IndividualDetails/Individual/Positions/Position
Gender: IndividualDetails/Individual/Genders/Gender
Town of birth: IndividualDetails/Individual/BirthDetails/Location/TownOfBirth
Country of birth: IndividualDetails/Individual/BirthDetails/Location/CountryOfBirth
Type of entity: EntityDetails/Entity/TypeOfEntities/TypeOfEntity
Subsidiaries: EntityDetails/Entity/Subsidiaries/Subsidiary
Parent company: EntityDetails/Entity/ParentCompanies/ParentCompany
Business registration number (s): \
EntityDetails/Entity/BusinessRegistrationNumbers/BusinessRegistrationNumber
IMO number: ShipDetails/Ship/IMONumbers/IMONumber
Current owner/operator (s): \
ShipDetails/Ship/CurrentOwnerOperators/CurrentOwnerOperator
Previous owner/operator (s): \
ShipDetails/Ship/PreviousOwnerOperators/PreviousOwnerOperator
Current believed flag of ship: \
ShipDetails/Ship/CurrentBelievedFlagOfShips/CurrentBelievedFlagOfShip
Previous flags: ShipDetails/Ship/PreviousFlags/PreviousFlag
Type of ship: ShipDetails/Ship/TypeOfShipDetails/TypeOfShip
Tonnage of ship: ShipDetails/Ship/TonnageOfShipDetails/TonnageOfShip
Length of ship: ShipDetails/Ship/LengthOfShipDetails/LengthOfShip
Year Built: ShipDetails/Ship/YearsBuilt/YearBuilt
Hull identification number (HIN): ShipDetails/Ship/HINs/HIN
"""
_CONLIST = """
Name 6: Name6
Name 1: Name1
Name 2: Name2
Name 3: Name3
Name 4: Name4
Name 5: Name5
Title: Title
Name Non-Latin Script: NameNonLatinScript
Non-Latin Script Type: NonLatinScriptType
Non-Latin Script Language: NonLatinScriptLanguage
DOB: DOB
Town of Birth: TownOfBirth
Country of Birth: CountryOfBirth
Nationality: Nationality
Passport Number: PassportNumber
Passport Details: PassportAdditionalInformation
NI Number: NationalIdentifierNumber
National Identification Number: NationalIdentifierNumber
National Identification Details: NationalIdentifierAdditionalInformation
Position: Position
Address 1: AddressLine1
Address 2: AddressLine2
Address 3: AddressLine3
Address 4: AddressLine4
Address 5: AddressLine5
Address 6: AddressLine6
Post/Zip Code: AddressPostalCode
Country: AddressCountry
Other Information: OtherInformation
Group Type: IndividualEntityShip
Alias Type: NameType
Alias Quality: AliasStrength
Regime: RegimeName
Listed On: ListedOn
UK Sanctions List Date Designated: DateDesignated
Last Updated: LastUpdated
Group ID: OFSIGroupID
"""


def _pairs(table: str) -> list[tuple[str, str]]:
    lines = (line.partition(": ") for line in table.strip().splitlines())
    return [(column, path) for column, _, path in lines]


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def folded(column: str) -> str:
    """Reduce a column's name to its letters and digits, without what is in brackets."""
    return re.sub(r"\([^()]*\)|[\W_]+", "", column.casefold())


PATHS = {_last(path): path for _, path in _pairs(_UKSL)}
"""Where each field stands in the XML of the UK Sanctions List."""
CONTAINERS = frozenset(
    path[:at]
    for path in PATHS.values()
    for at, character in enumerate(path)
    if character == "/"
)
"""The paths of the elements that only hold others."""
BLOCK_OF = {
    field: block if (block := _last(path.rpartition("/")[0])) in _BLOCKS else field
    for field, path in PATHS.items()
}
ROWS = {
    block: frozenset(field for field, of in BLOCK_OF.items() if of == block)
    for block in _BLOCKS
}
"""The fields of each block that has several."""
NAMES = ROWS["Name"] | ROWS["NonLatinName"]
UKSL = {column: _last(path) for column, path in _pairs(_UKSL)}
CONLIST = dict(_pairs(_CONLIST))
"""The field of each column, in the CSV of either list."""


def block_of(field: str) -> str:
    """Return the block that a field belongs to."""
    return BLOCK_OF.get(field, field)


def by_fold(columns: Mapping[str, str]) -> dict[str, str]:
    """Return fields by the folded names of their columns."""
    return {folded(column): field for column, field in columns.items()}
