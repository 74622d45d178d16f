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
from kycscreen.parties import Client, Party, Role
from kycscreen.policy import Policy
from kycscreen.screen import Gap, Outcome, Screener, Screening

__all__ = [
    "Client", "DateSpan", "Gap", "Hit", "Identifier", "Identity", "Kind",
    "KycScreenError", "ListedEntity", "ListedName", "Lists", "Outcome", "Party",
    "Policy", "Reason", "Role", "Screener", "Screening", "Strength", "Topic",
    "Watchlist", "load_lists", "names",
]  # fmt: skip
