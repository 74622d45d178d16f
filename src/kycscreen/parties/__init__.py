"""Whom we screen: a client company and the parties connected to it, as declared.

>>> jean = Party.person("Jean Exemple", role=Role.REPRESENTATIVE, birth_date="1962")
>>> Client("C-1042", parties=[jean]).parties[0].name
'Jean Exemple'
"""

from collections.abc import Iterable
from datetime import date

import attrs

from kycscreen.errors import PartyError
from kycscreen.facts import Kind
from kycscreen.parties import declared
from kycscreen.parties.holdings import Control, Holding, Undisclosed, Unnamed
from kycscreen.parties.merging import merged
from kycscreen.parties.party import Party, Role
from kycscreen.parties.statements import Pep, Proof, Representation, Right
from kycscreen.shares import Share

__all__ = [
    "Client",
    "Control",
    "Holding",
    "Party",
    "Pep",
    "Proof",
    "Representation",
    "Right",
    "Role",
    "Share",
    "Undisclosed",
    "Unnamed",
]


def _holdings(given: Iterable[Holding]) -> tuple[Holding, ...]:
    return declared.members("holdings", given, Holding)


def _undisclosed(given: Iterable[Undisclosed]) -> tuple[Undisclosed, ...]:
    return declared.members("undisclosed", given, Undisclosed)


def _refused(given: Iterable[str]) -> tuple[str, ...]:
    return declared.texts("refused", given)


@attrs.frozen
class Client:
    """A company that the firm onboards, and everyone declared with it.

    Parties with equal ids are one party: their roles are joined. The company itself
    is the party whose role is ``Role.CLIENT``. ``holdings`` say who of them owns what
    of whom, ``undisclosed`` whose owners nobody names. ``refused`` says what of its
    declaration could not be read: with any, nothing is clear. The rest is what a
    register says of the company, and how its ownership is described in words.
    """

    id: str
    parties: tuple[Party, ...] = attrs.field(kw_only=True, converter=merged, repr=False)
    holdings: tuple[Holding, ...] = attrs.field(
        kw_only=True, default=(), converter=_holdings, repr=False
    )
    undisclosed: tuple[Undisclosed, ...] = attrs.field(
        kw_only=True, default=(), converter=_undisclosed, repr=False
    )
    refused: tuple[str, ...] = attrs.field(  # lines differ from file to file: no fact
        kw_only=True, default=(), converter=_refused, eq=False, repr=False
    )
    registered_on: date | None = attrs.field(kw_only=True, default=None)
    register: str = attrs.field(kw_only=True, default="", repr=False)
    industry: str = attrs.field(kw_only=True, default="", repr=False)
    structure: str = attrs.field(kw_only=True, default="", repr=False)

    def __attrs_post_init__(self) -> None:
        if not declared.text("id", self.id).strip():
            raise PartyError("id", "is empty; a client has one")
        if self.holdings or self.undisclosed:
            known = {"", *(party.id for party in self.parties)}
            ids = {one.owner for one in self.holdings}
            ids |= {one.of for one in self.holdings}
            ids |= {one.of for one in self.undisclosed}
            if not ids <= known:
                raise PartyError(
                    "holdings", "names one that is no party of the client; add it"
                )
            # Blank is the first: it cannot hold itself, but a sole trader can.
            company = [p.id for p in self.companies[:1] if p.kind is Kind.ORGANISATION]
            if any(not held.of and held.owner in company for held in self.holdings):
                raise PartyError("holdings", "has one of a party in itself")

    @property
    def companies(self) -> tuple[Party, ...]:
        """The client company: usually one, none where a book does not say it."""
        return tuple(party for party in self.parties if Role.CLIENT in party.roles)
