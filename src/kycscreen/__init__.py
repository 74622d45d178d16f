"""Sanctions and PEP screening that proves its clears and records its reasons.

>>> listed = ListedEntity(list_id="own", record_id="1", kind=Kind.PERSON,
...     names=["Jean Exemple"], birth_dates=["1962-03-14"])
>>> screener = Screener([Watchlist.of("own", [listed])])
>>> jean = Party.person("Exemple, Jean", role=Role.REPRESENTATIVE, birth_date="1962")
>>> [(hit.score, hit.identity.value) for hit in
...     screener.screen(Client("C-1", parties=[jean])).hits]
[(84, 'supported')]
"""

__version__ = "0.1.0"

from kycscreen import names
from kycscreen.dates import DateSpan
from kycscreen.entities import ListedEntity, ListedName, Strength, Topic
from kycscreen.errors import KycScreenError
from kycscreen.facts import Kind
from kycscreen.identifiers import Identifier
from kycscreen.lists.loading import Lists, load_lists
from kycscreen.lists.watchlist import Watchlist
from kycscreen.match import Hit, Identity, Reason
from kycscreen.ownership import Ownership
from kycscreen.parties import (
    Client,
    Control,
    Holding,
    Party,
    Pep,
    Proof,
    Representation,
    Right,
    Role,
    Share,
    Undisclosed,
    Unnamed,
)
from kycscreen.policy import Policy
from kycscreen.screen import (
    Finding,
    Gap,
    Lack,
    Missing,
    NextStep,
    Outcome,
    PartyScreening,
    Screener,
    Screening,
)

__all__ = [
    "Client", "Control", "DateSpan", "Finding", "Gap", "Hit", "Holding", "Identifier",
    "Identity", "Kind", "KycScreenError", "Lack", "ListedEntity", "ListedName", "Lists",
    "Missing", "NextStep", "Outcome", "Ownership", "Party", "PartyScreening", "Pep",
    "Policy", "Proof", "Reason", "Representation", "Right", "Role", "Screener",
    "Screening", "Share", "Strength", "Topic", "Undisclosed", "Unnamed", "Watchlist",
    "load_lists", "names",
]  # fmt: skip
