"""A client against the lists: outcome, hits, gaps, and what it all rests on."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum

import attrs

from kycscreen import __version__, codec, match, sources
from kycscreen.lists.loading import Fault, Lists, indexed
from kycscreen.lists.watchlist import Watchlist
from kycscreen.match import Hit, Identity
from kycscreen.names import LONGEST, WORDS, Name, read_in, space_of
from kycscreen.parties import Client, Party
from kycscreen.policy import Policy

SCHEMA = "kycscreen.screening/1"


class Outcome(Enum):
    """What a screening concludes. ``CLEAR`` is proved: no hits and no gaps."""

    CLEAR = "clear"
    HITS = "hits"
    INCONCLUSIVE = "inconclusive"


@attrs.frozen
class Gap:
    """Why nothing can be concluded, and what closes it.

    ``code`` is dotted: ``list.missing``, ``list.stale``, ``list.empty``,
    ``list.damaged``, ``list.extract``, ``list.undated``, ``party.unnamed``,
    ``party.overlong``, ``client.empty``. ``subject`` is the id of a list, a party
    or a client. Warnings have the same shape.
    """

    code: str
    subject: str
    detail: str


@attrs.frozen(kw_only=True)
class ListUsed:
    """The edition of a list that a screening used. Ages are in days."""

    list_id: str
    sha256: str
    published: date | None
    checked: date | None
    age: int | None
    max_age: int | None
    entities: int
    extract: bool = False


@attrs.frozen(kw_only=True)
class Provenance:
    """What a screening rests on: the same again gives the same result."""

    engine: str
    on: date
    policy: str
    alert_at: int
    lists: tuple[ListUsed, ...]


@attrs.frozen(kw_only=True)
class Screening:
    """The result for one client.

    ``parties`` are those that were screened, personal numbers masked. ``hits``
    stand in one total order: score, identity, name score, list id, record id.
    ``warnings`` close nothing and change no outcome.
    """

    client_id: str
    outcome: Outcome
    hits: tuple[Hit, ...]
    gaps: tuple[Gap, ...]
    warnings: tuple[Gap, ...] = ()
    parties: tuple[Party, ...]
    provenance: Provenance

    def to_json(self) -> str:
        """Write the screening as one line of canonical JSON."""
        return codec.canonical({"schema": SCHEMA, **codec.to_plain(self)})

    @classmethod
    def from_json(cls, text: str | bytes) -> "Screening":
        """Read back what ``to_json`` wrote; ``ValueError`` on anything else."""
        plain = json.loads(text)
        if not isinstance(plain, dict) or plain.pop("schema", None) != SCHEMA:
            raise ValueError(f"is not {SCHEMA}")
        return codec.from_plain(cls, plain)


class Screener:
    """Watchlists and a policy, ready to screen clients.

    ``on`` is the date of the screening, today by default and read once: ages of
    lists are judged on it. The only clock below the command.
    """

    def __init__(
        self,
        watchlists: Lists | Iterable[Watchlist],
        policy: Policy | None = None,
        on: date | None = None,
    ) -> None:
        """Take lists as ``load_lists`` opened them, or watchlists made in code."""
        self.lists = (
            watchlists if isinstance(watchlists, Lists) else indexed(watchlists)
        )
        self.policy = policy if policy is not None else Policy()
        self.on = on if on is not None else date.today()
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
        self._gaps = tuple(_list_gaps(self.lists.faults, used, self.policy))
        self._warnings = tuple(_list_warnings(used, self.on))
        self._weak = tuple(_weak_ranges(self.lists, self.policy))

    def screen(self, client: Client) -> Screening:
        """Screen a client: every party against every list."""
        hits: list[Hit] = []
        gaps = list(self._gaps)
        warnings = list(self._warnings)
        if not client.parties:
            gaps.append(Gap("client.empty", client.id, "no party to screen"))
        for party in client.parties:
            gaps.extend(_party_gaps(party))
            warnings.extend(_party_warnings(party, self.on))
            hits.extend(self._hits(client.id, party))
        hits.sort(key=_order)
        outcome = Outcome.CLEAR
        if hits or gaps:
            outcome = Outcome.HITS if hits else Outcome.INCONCLUSIVE
        return Screening(
            client_id=client.id,
            outcome=outcome,
            hits=tuple(hits),
            gaps=tuple(gaps),
            warnings=tuple(warnings),
            parties=tuple(match.masked(party) for party in client.parties),
            provenance=self.provenance,
        )

    def screen_all(self, clients: Iterable[Client]) -> Iterator[Screening]:
        """Screen a book, in its order, one client at a time."""
        return map(self.screen, clients)

    def _hits(self, client_id: str, party: Party) -> Iterator[Hit]:
        most, most_on_day = match.headroom(party, self.policy)
        space = space_of(party.kind)
        proposed = self.lists.index.propose(
            [read_in(name, space) for name in party.names],
            least=match.least_name(self.policy, most),
            least_on_day=match.least_name(self.policy, most_on_day),
            born=party.birth_date,
            numbers=party.identifiers,
            weak=self._weak,
        )
        for position in proposed:
            entity = self.lists.index.entity(position)
            hit = match.match(party, entity, self.policy, client_id=client_id)
            if hit is not None:
                yield hit


_IDENTITIES = {identity: rank for rank, identity in enumerate(Identity)}


def _order(hit: Hit) -> tuple[int, int, int, str, str, str]:
    """Order hits: score, identity, name score, list id, record id, party id."""
    return (
        -hit.score,
        _IDENTITIES[hit.identity],
        -hit.name_score,
        hit.entity.list_id,
        hit.entity.record_id,
        hit.party.id,
    )


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


def _max_age(list_id: str, policy: Policy) -> int | None:
    """Return the days after which a list is stale: the policy's, or its source's."""
    for named, days in policy.max_age:
        if named == list_id:
            return days
    try:
        return sources.find(list_id).max_age
    except KeyError:
        return None  # a list made in code has no source, and no limit of its own


def _list_gaps(
    faults: Iterable[Fault], used: tuple[ListUsed, ...], policy: Policy
) -> Iterator[Gap]:
    """Say of every list why nothing can be clear by it, in the order of their ids."""
    damaged = {fault.list_id: fault.problem for fault in faults}
    for list_id, problem in damaged.items():
        yield Gap("list.damaged", list_id, problem)
    held = {one.list_id for one in used} | set(damaged)
    for list_id in sorted(policy.required - held):
        yield Gap("list.missing", list_id, "the policy requires it")
    for one in used:
        if not one.entities:
            yield Gap("list.empty", one.list_id, "holds no entity")
        if one.extract:
            yield Gap("list.extract", one.list_id, "holds some of the list only")
        if one.age is None:
            yield Gap("list.undated", one.list_id, "nobody knows how old it is")
        elif one.max_age is not None and one.age > one.max_age:
            yield Gap(
                "list.stale",
                one.list_id,
                f"last confirmed {one.age} days ago, at most {one.max_age} allowed",
            )


def _list_warnings(used: tuple[ListUsed, ...], on: date) -> Iterator[Gap]:
    """A publisher silent for longer than usual is worth a word, and no gap."""
    for one in used:
        try:
            usual = sources.find(one.list_id).cadence
        except KeyError:
            continue
        if one.published is not None and (on - one.published).days > 3 * usual:
            days = (on - one.published).days
            yield Gap(
                "list.silent",
                one.list_id,
                f"published {days} days ago; it usually changes every {usual}",
            )


def _weak_ranges(lists: Lists, policy: Policy) -> Iterator[tuple[int, int]]:
    """Yield the positions of lists whose weak aliases count as names."""
    first = 0
    for watchlist in lists:
        last = first + len(watchlist.entities)
        if watchlist.list_id in policy.weak_alone:
            yield first, last
        first = last


def _party_gaps(party: Party) -> Iterator[Gap]:
    """A party whose name cannot be read cannot be clear."""
    space = space_of(party.kind)
    names = [read_in(name, space) for name in party.names]
    if not any(_usable(name) for name in names):
        yield Gap("party.unnamed", party.id, "has no name that can be screened")
    if any(name.cut for name in names):
        yield Gap(
            "party.overlong",
            party.id,
            f"has a name of more than {LONGEST} characters or {WORDS} words; only"
            " the beginning was screened",
        )


def _usable(name: Name) -> bool:
    """Whether a name has a word that could tell anyone apart."""
    telling = ("word", "patronymic", "number")
    return any(token.kind in telling for token in name.tokens)


def _party_warnings(party: Party, on: date) -> Iterator[Gap]:
    space = space_of(party.kind)
    if any(read_in(name, space).disguised for name in party.names):
        yield Gap(
            "name.disguised", party.id, "has letters or signs made to look like others"
        )
    born = party.birth_date
    if born is not None and born.lo is not None and born.lo > on:
        yield Gap("party.birth_date_future", party.id, "is not born yet")
