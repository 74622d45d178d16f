"""What FollowTheMoney's schemata are to us, and which properties they have.

https://followthemoney.tech/explorer/ lists them; these are those of version 4.
"""

from collections.abc import Mapping

import attrs

from kycscreen.entities import LinkType
from kycscreen.facts import Kind

KINDS: Mapping[str, Kind] = {
    "Person": Kind.PERSON,
    "Organization": Kind.ORGANISATION,
    "Company": Kind.ORGANISATION,
    "PublicBody": Kind.ORGANISATION,
    "LegalEntity": Kind.UNKNOWN,  # a person or an organisation
    "Vessel": Kind.VESSEL,
    "Airplane": Kind.AIRCRAFT,
    "CryptoWallet": Kind.CRYPTO_ADDRESS,
    "Security": Kind.SECURITY,
}


@attrs.frozen
class Bond:
    """A schema that ties two subjects: who is at which end, and what each is then."""

    source: str
    target: str
    outward: LinkType
    inward: LinkType


BONDS: Mapping[str, Bond] = {
    "Family": Bond("person", "relative", LinkType.FAMILY, LinkType.FAMILY),
    "Associate": Bond("person", "associate", LinkType.ASSOCIATE, LinkType.ASSOCIATE),
    "Ownership": Bond("owner", "asset", LinkType.OWNS, LinkType.OWNED_BY),
    "Control": Bond("controller", "controlled", LinkType.OWNS, LinkType.OWNED_BY),
    "Directorship": Bond(
        "director", "organization", LinkType.LEADER_OF, LinkType.LINKED_TO
    ),
    "Membership": Bond(
        "member", "organization", LinkType.MEMBER_OF, LinkType.LINKED_TO
    ),
    "Employment": Bond("employee", "employer", LinkType.MEMBER_OF, LinkType.LINKED_TO),
    "Representation": Bond("agent", "client", LinkType.ACTS_FOR, LinkType.LINKED_TO),
    "UnknownLink": Bond("subject", "object", LinkType.LINKED_TO, LinkType.LINKED_TO),
    "Succession": Bond(
        "predecessor", "successor", LinkType.LINKED_TO, LinkType.LINKED_TO
    ),
    "Debt": Bond("debtor", "creditor", LinkType.LINKED_TO, LinkType.LINKED_TO),
}
# Subjects name these others themselves.
REFERENCES: Mapping[str, LinkType] = {
    "parent": LinkType.OWNED_BY,
    "owner": LinkType.OWNED_BY,
    "operator": LinkType.LINKED_TO,
    "holder": LinkType.OWNED_BY,
    "issuer": LinkType.LINKED_TO,
    "riskSource": LinkType.LINKED_TO,
}
ABOUT: Mapping[str, str] = {
    "Sanction": "entity",
    "Risk": "entity",
    "Occupancy": "holder",
    "Identification": "holder",
    "Passport": "holder",
}
"""Schemata that say something of one subject, and the property that names it."""

BESIDE = frozenset({*ABOUT, *BONDS, "Address", "Position"})
"""Schemata of what only stands beside subjects."""
OTHERS = frozenset(
    (
        *("Asset", "BankAccount", "Call", "CallForTenders", "Contract"),
        *("ContractAward", "CourtCase", "CourtCaseParty", "EconomicActivity"),
        *("Event", "License", "Payment", "Project", "ProjectParticipant"),
        *("RealEstate", "TaxRoll", "Territory", "Trip", "UserAccount", "Vehicle"),
        *("Analyzable", "Article", "Audio", "Document", "Documentation", "Email"),
        *("Folder", "HyperText", "Image", "Mention", "Message", "Note", "Package"),
        *("Page", "Pages", "PlainText", "Similar", "Table", "Video", "Workbook"),
    )
)
"""Schemata of things, of documents and of guesses: read only if a file lists them."""

REVERSED: Mapping[str, str] = {
    "sanctions": "entity",
    "risks": "entity",
    "positionOccupancies": "holder",
    "identification": "holder",
    "familyPerson": "person",
    "familyRelative": "relative",
    "associates": "person",
    "associations": "associate",
    "ownershipOwner": "owner",
    "ownershipAsset": "asset",
    "controlledEntities": "controller",
    "controllingEntities": "controlled",
    "directorshipDirector": "director",
    "directorshipOrganization": "organization",
    "membershipMember": "member",
    "membershipOrganization": "organization",
    "employees": "employer",
    "employers": "employee",
    "agencyClient": "agent",
    "agentRepresentation": "client",
    "unknownLinkTo": "subject",
    "unknownLinkFrom": "object",
    "successors": "predecessor",
    "predecessors": "successor",
    "debtDebtor": "debtor",
    "debtCreditor": "creditor",
    "occupancies": "post",
    "subsidiaries": "parent",
    "ownedVehicles": "owner",
    "operatedVehicles": "operator",
    "cryptoWallets": "holder",
    "securities": "issuer",
}
"""Properties under which what points to a subject is embedded in it, and by what."""

REMARKED = frozenset(
    (
        *("appearance", "biography", "blockchain", "buildDate", "capital"),
        *("classification", "currency", "currencySymbol", "deathDate", "description"),
        *("dissolutionDate", "education", "ethnicity", "eyeColor", "hairColor"),
        *("height", "icaoCode", "incorporationDate", "keywords", "legalForm"),
        *("managingExchange", "manufacturer", "model", "notes", "pastFlags"),
        *("pastTypes", "political", "profession", "registrationPort", "religion"),
        *("sector", "spokenLanguage", "status", "summary", "tonnage", "type"),
        *("weight", "accountType", "amount", "amountEur", "amountUsd", "balance"),
        *("balanceDate", "bankAddress", "bankName", "caemCode", "coatoCode"),
        *("collateral", "creationDate", "custodyType", "deadweightTonnage"),
        *("deregistrationDate", "grossRegisteredTonnage", "issueDate"),
        *("maturityDate", "nameChangeDate", "navigationArea", "okopfCode"),
        *("okvedCode", "oksmCode", "openingDate", "closingDate", "registrationDate"),
        *("taxStatus", "maxBalance", "maxBalanceDate", "inceptionDate"),
        *("numberOfSeats", "subnationalArea"),
        *("publisher",),
    )
)
"""Properties of subjects that are read as they are, into a remark each."""

UNREAD = frozenset(
    (
        *("alephUrl", "createdAt", "indexText", "modifiedAt", "privateKey", "proof"),
        *("publisherUrl", "retrievedAt", "detectedLanguage", "detectedCountry"),
        *("namesMentioned", "peopleMentioned", "companiesMentioned"),
        *("ibanMentioned", "ipMentioned", "locationMentioned", "phoneMentioned"),
        *("emailMentioned", "opencorporatesUrl"),
        # What embeds documents, guesses and things that are listed nowhere.
        *("bankAccounts", "callForTenders", "callsMade", "callsReceived"),
        *("candidateSimilars", "contractAuthority", "contractAwardSupplier"),
        *("courtCase", "declaredCustoms", "delegatedCallForTenders", "documentedBy"),
        *("economicActivityDeclarant", "economicActivityHolder"),
        *("economicActivityReceiver", "economicActivitySender", "emailsReceived"),
        *("emailsSent", "eventsInvolved", "eventsOrganized", "images"),
        *("matchSimilars", "mentionedBy", "messagesReceived", "messagesSent"),
        *("noteEntities", "paymentBeneficiary", "paymentPayer", "positions"),
        *("projectParticipation", "taxRolls", "things", "tripsInvolved"),
        *("userAccounts",),
    )
)
"""Properties that say nothing of the subject itself."""

OF_BESIDE = frozenset(
    (
        *(end for bond in BONDS.values() for end in (bond.source, bond.target)),
        *ABOUT.values(),
        # Of statements: read into whom they are about, but for the last line's.
        *("amount", "amountEur", "amountUsd", "authority", "authorityId"),
        *("birthDate", "birthPlace", "constituency", "controlType", "country"),
        *("currency", "date", "declarationDate", "description", "duration"),
        *("electionDate", "endDate", "gender", "givenName", "legalBasis"),
        *("listingDate", "number", "ownershipType", "passportNumber", "percentage"),
        *("periodEnd", "periodStart", "personalNumber", "politicalGroup", "post"),
        *("program", "programId", "programUrl", "provisions", "reason"),
        *("relationship", "role", "secretary", "sharesCount", "sharesCurrency"),
        *("sharesType", "sharesValue", "startDate", "status", "summary", "surname"),
        *("topics", "type", "unscId"),
        *("publisher", "recordId", "sourceUrl"),
        # Of addresses and positions: where one is, and which one.
        *("city", "full", "jurisdiction", "name", "organization", "postOfficeBox"),
        *("postalCode", "region", "remarks", "state", "street", "street2"),
        *("subnationalArea", "territory"),
        *("address", "addressEntity", "alias", "dissolutionDate", "googlePlaceId"),
        *("inceptionDate", "keywords", "latitude", "longitude", "notes"),
        *("numberOfSeats", "occupancies", "osmId", "previousName", "riskSource"),
        *("weakAlias", "wikidataId", "wikipediaUrl"),
    )
)
"""Properties that what stands beside subjects may have."""
