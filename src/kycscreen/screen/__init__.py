"""A client against the lists: outcome, hits, gaps, and what it all rests on."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from os import PathLike
from typing import TYPE_CHECKING

from kycscreen import __version__, match, sketches, sources
from kycscreen.errors import ListError
from kycscreen.lists.loading import Lists, indexed
from kycscreen.lists.watchlist import Watchlist
from kycscreen.match import Hit
from kycscreen.names import read_all, space_of
from kycscreen.parties import Client, Party, Role
from kycscreen.policy import Policy
from kycscreen.screen import gaps
from kycscreen.screen.diligence import Diligent
from kycscreen.screen.due import Due
from kycscreen.screen.findings import Finding, Lack, Missing, NextStep
from kycscreen.screen.screening import (
    SCHEMA,
    Gap,
    ListUsed,
    Outcome,
    PartyScreening,
    Provenance,
    Screening,
    concluded,
)
from kycscreen.sources import own
from kycscreen.unswept import unswept

if TYPE_CHECKING:  # numpy costs more to load than one screening
    from kycscreen.batch import Batch

__all__ = [
    "SCHEMA",
    "Finding",
    "Gap",
    "Lack",
    "ListUsed",
    "Missing",
    "NextStep",
    "Outcome",
    "PartyScreening",
    "Provenance",
    "Screener",
    "Screening",
]


class Screener:
    """Watchlists and a policy, ready to screen clients.

    ``on`` is the date of the screening, today by default and read once: ages of
    lists are judged on it. The only clock below the command. A service that runs
    for long makes a new one every day, lest it call old lists fresh: that is cheap,
    for the index is only opened.
    """

    def __init__(
        self,
        watchlists: Lists | Iterable[Watchlist],
        policy: Policy | None = None,
        on: date | None = None,
    ) -> None:
        """Take lists as ``load_lists`` opened them, or watchlists made in code."""
        if isinstance(watchlists, str | PathLike):
            raise TypeError("takes watchlists: Screener(load_lists(folder))")
        if not isinstance(watchlists, Lists):
            watchlists = _watchlists(watchlists)
        if not isinstance(policy, Policy | None):
            raise TypeError("policy is a Policy: Screener(lists, policy=Policy())")
        _refuse_doubles(watchlists)
        self.lists = (
            watchlists if isinstance(watchlists, Lists) else indexed(watchlists)
        )
        self.policy = policy if policy is not None else Policy()
        self.on = on if on is not None else date.today()
        if not isinstance(self.on, date) or isinstance(self.on, datetime):
            raise TypeError("on is a date, without a time")
        used = tuple(
            sorted(
                (_used(w, self.policy, self.on) for w in self.lists),
                key=lambda used: used.list_id,
            )
        )
        self.provenance = Provenance(
            engine=__version__,
            on=self.on,
            policy=self.policy.hash,
            alert_at=self.policy.alert_at,
            lists=used,
        )
        self._gaps = tuple(gaps.list_gaps(self.lists.faults, used, self.policy))
        self._warnings = tuple(gaps.list_warnings(used, self.on))
        self._weak = self.lists.index.of_lists(self.policy.weak_alone)
        exposed = self.lists.index.exposed
        self._diligent = Diligent(self.policy.law, self.on, exposed)
        self._due = Due(self.policy.law, self.on, exposed)
        self._batch: Batch | None = None

    def screen(self, client: Client) -> Screening:
        """Screen a client: every party against every list."""
        parties = _a_client(client).parties
        return self._screening(
            client, list(map(self._proposed, parties)), [False] * len(parties)
        )

    def screen_all(self, clients: Iterable[Client]) -> Iterator[Screening]:
        """Screen a book, in its order: many clients at once, with the same result.

        Clients are taken from a book some thousands at a time. Before the second one
        the whole index is checked: a damaged block is an ``IndexFileError`` then, and
        not in the middle of the night.
        """
        left = map(_a_client, clients)
        for client in islice(left, 1):  # one needs only the blocks that it touches
            yield self.screen(client)
        screened = self._screened(left)
        some: list[Screening] = []
        while True:
            with unswept():
                some = next(screened, [])
            if not some:
                return
            yield from some

    def _screened(self, clients: Iterator[Client]) -> Iterator[list[Screening]]:
        """Screen clients a chunk at a time; yield together what is not too much."""
        entities = max(1, len(self.lists.index))
        at_once = min(_AT_ONCE, max(_LEAST_AT_ONCE, _PAIRS // entities))
        while chunk := tuple(_some(clients, at_once)):
            self.lists.index.check()
            parties = [party for client in chunk for party in client.parties]
            if self._batch is None and len(parties) < _FEW:
                screened: Iterator[Screening] = map(self.screen, chunk)
            else:
                screened = self._at_once(chunk, parties)
            while some := list(_few(screened)):
                yield some

    def prepare(self, parties: int, processes: int = 1) -> None:
        """Open now what it takes to screen a book of so many parties, if it is large.

        What is opened is shared with processes that are forked from this one, and what
        is chosen by the size of a book is chosen rightly from its beginning. Of several
        ``processes`` each keeps its share of what may be known of a book.
        """
        if parties >= _FEW and self._batch is None:
            self.lists.index.check()
            # Loops are loaded when they first run: shared as well, if that is here.
            self._open(parties, processes).look_up(_ANYBODY)

    def _open(self, parties: int = 0, processes: int = 1) -> "Batch":
        from kycscreen.batch import Batch

        if self._batch is None:
            self._batch = Batch(
                self.lists.index,
                self.policy,
                self._weak,
                parties=parties,
                processes=processes,
            )
        return self._batch

    def _at_once(
        self, clients: Iterable[Client], parties: Sequence[Party]
    ) -> Iterator[Screening]:
        """Screen some clients, whose parties are all looked up at once."""
        proposed, are_clear = self._proposed_at_once(parties)
        at = 0
        for client in clients:
            end = at + len(client.parties)
            yield self._screening(client, proposed[at:end], are_clear[at:end])
            at = end

    def _screening(
        self,
        client: Client,
        proposed: Sequence[Sequence[int]],
        are_clear: Sequence[bool],
    ) -> Screening:
        """Weigh for each party of a client the entities that the index proposes.

        Of one whose names are told to be clear they are not read again.
        """
        hits: list[Hit] = []
        open_, warnings = self._gaps, self._warnings
        if not client.parties:
            open_ = (*open_, Gap("client.empty", client.id, "no party to screen"))
        for problem in client.refused:
            open_ = (*open_, Gap("client.refused", client.id, problem))
        for party, positions, is_clear in zip(
            client.parties, proposed, are_clear, strict=True
        ):
            if not is_clear:
                open_ = (*open_, *gaps.party_gaps(party))
            if not is_clear or gaps.is_unborn(party.birth_date, self.on):
                warnings = (*warnings, *gaps.party_warnings(party, self.on))
            if positions:
                hits.extend(self._hits(client.id, party, positions))
        if hits:
            hits.sort(key=lambda hit: hit.rank)
        asked = self._diligent
        found = asked.of(client, hits)
        open_ = (*open_, *found.gaps) if found.gaps else open_
        return Screening(
            client_id=client.id,
            outcome=concluded(hits, open_, found.findings),
            hits=tuple(hits),
            gaps=open_,
            warnings=(*warnings, *found.warnings) if found.warnings else warnings,
            parties=tuple(map(match.masked, client.parties)),
            provenance=self.provenance,
            findings=found.findings,
            ownership=found.ownership,
            holdings=client.holdings,
            missing=found.missing,
            next_steps=asked.next_steps(
                hits, found.findings, (*open_, *found.warnings), found.missing
            ),
            due=self._due.of(client, hits),
        )

    def _proposed(self, party: Party) -> list[int]:
        ours = sketches.of_party(party)
        space = space_of(party.kind)
        return self.lists.index.propose(
            [n for name in party.names for n in read_all(name, space)],
            room=match.Room(ours, self.policy),
            on_day=match.Room(ours, self.policy, on_day=True),
            births=party.births,
            numbers=party.identifiers,
            weak=self._weak,
        )

    def _proposed_at_once(
        self, parties: Sequence[Party]
    ) -> tuple[list[Sequence[int]], list[bool]]:
        proposed, are_clear = self._open().look_up(parties)
        each = [
            self._proposed(party) if found is None else found
            for party, found in zip(parties, proposed, strict=True)
        ]
        return each, are_clear

    def _hits(
        self, client_id: str, party: Party, positions: Iterable[int]
    ) -> Iterator[Hit]:
        for position in positions:
            entity = self.lists.index.entity(position)
            hit = match.match(party, entity, self.policy, client_id=client_id)
            if hit is not None:
                yield hit


def _a_client(given: Client) -> Client:
    if not isinstance(given, Client):
        raise TypeError("client is a Client: Client(id, parties=[party])")
    return given


def _watchlists(given: Iterable[Watchlist]) -> tuple[Watchlist, ...]:
    watchlists = tuple(given) if isinstance(given, Iterable) else (None,)
    if not all(isinstance(watchlist, Watchlist) for watchlist in watchlists):
        raise TypeError("watchlists are of Watchlist: Screener(load_lists(folder))")
    return watchlists


_ANYBODY = (
    Party.person("Jean Exemple", role=Role.CLIENT),
    Party.organisation("Exemple Négoce SARL", role=Role.CLIENT),
)
_FEW = 500
"""So many parties are screened one by one before the columns of a batch are read."""
_AT_ONCE, _LEAST_AT_ONCE = 50_000, 5_000
"""Parties that are screened together, and that are at any rate."""
_PAIRS = 2_000_000_000
"""Their pairs with listed entities: what is looked at of a long list takes memory."""


def _some(clients: Iterator[Client], many: int) -> Iterator[Client]:
    """Take clients with so many parties as are screened together, or a few more."""
    parties = 0
    while parties < many and (client := next(clients, None)) is not None:
        parties += max(1, len(client.parties))
        yield client


def _few(screened: Iterator[Screening]) -> Iterator[Screening]:
    """Take screenings that hold so few hits that they may be held together."""
    held = 0
    while held < _HELD and (one := next(screened, None)) is not None:
        held += 1 + len(one.hits)
        yield one


_HELD = 10_000
"""Screenings and hits that are held together: a loose policy finds thousands each."""


def _refuse_doubles(watchlists: Iterable[Watchlist]) -> None:
    """One id, one list: else nobody could say which edition found what."""
    seen: set[str] = set()
    for watchlist in watchlists:
        if watchlist.list_id in seen:
            raise ListError(watchlist.list_id, "is given twice; give one edition")
        seen.add(watchlist.list_id)


def _used(watchlist: Watchlist, policy: Policy, on: date) -> ListUsed:
    checked = watchlist.checked
    return ListUsed(
        list_id=watchlist.list_id,
        sha256=watchlist.sha256,
        published=watchlist.published,
        checked=checked,
        age=None if checked is None else (on - checked).days,
        max_age=_max_age(watchlist.list_id, policy),
        entities=len(watchlist.entities),
        extract=watchlist.extract,
    )


def _max_age(list_id: str, policy: Policy) -> int:
    """Return the days after which a list is stale: the policy's, or its source's."""
    for named, days in policy.max_age:
        if named == list_id:
            return days
    if own.is_own(list_id) or not sources.is_known(list_id):
        return policy.own_max_age
    return sources.find(list_id).max_age
