"""Whom to screen tonight: everybody, or only those whom a change may concern."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from heapq import heappush, heappushpop
from itertools import islice

import attrs

from kycscreen import codec
from kycscreen.book import Book, Group, digest
from kycscreen.parties import Client
from kycscreen.rescreen import changes
from kycscreen.rescreen.changes import ListChange, Marks, Record
from kycscreen.rescreen.known import Stands
from kycscreen.rescreen.nights import Night
from kycscreen.rescreen.reached import Asked
from kycscreen.rescreen.shelf import Shelf
from kycscreen.rescreen.states import State
from kycscreen.rescreen.turns import Tonight
from kycscreen.screen import Gap, Screener

SAMPLE = 200
"""Clients whom no change concerns, and who are screened all the same each night."""
_SPARE = 4
"""Times as many are held, as some turn out to be concerned."""
_AT_ONCE = 500
_AT_HAND = 5_000
"""Clients whose rows are kept until they are screened; of more they are read again."""
_UNPROVED = ("list.damaged", "list.missing", "list.empty", "list.extract")
"""Gaps of a list of which nobody can be missed."""


@attrs.frozen(kw_only=True)
class Changed:
    """What is not as the last run left it, of all that is the same for all clients.

    ``why`` says why every client has to be screened. ``marks`` are new hashes of
    lists. ``lost`` are list ids that hits may have and that nobody is found on.
    ``is_back``: the day ``on`` is one before that of the last run.
    """

    key: str
    why: tuple[str, ...]
    lists: tuple[ListChange, ...]
    marks: dict[str, Marks] = attrs.field(repr=False)
    gaps: tuple[Gap, ...]
    added: frozenset[str]
    removed: frozenset[str]
    unproved: dict[str, str]
    lost: frozenset[str]
    on: date
    is_back: bool


def changed(
    book: Book, screener: Screener, state: State, last: Night | None, *, full: bool
) -> Changed:
    """Compare lists, policy and engine with those of the last run."""
    code = changes.engine()
    marks: dict[str, Marks] = {}
    is_same_code = last is not None and last.code == code
    lists = tuple(_lists(screener, state, marks, is_same_code=is_same_code))
    gaps = _gaps(book, screener)
    now = {change.edition.list_id for change in lists}
    used = now if last is None else {one.edition.list_id for one in last.lists}
    unproved = {gap.subject: gap.code for gap in gaps if gap.code in _UNPROVED}
    is_back = last is not None and screener.on < date.fromisoformat(last.on)
    why = {
        "first": last is None,
        "asked": full,
        "policy": last is not None and last.policy != screener.policy.hash,
        "engine": last is not None and last.code != code,
        "list_added": bool(now - used),
        "date": is_back,
    }
    lost = {held: state.list_ids(held) for held in used - now}
    return Changed(
        key=_key(book, screener, lists),
        why=tuple(reason for reason, holds in why.items() if holds),
        lists=lists,
        marks=marks,
        gaps=gaps,
        added=frozenset(i for held in now - used for i in _ids(held, marks)),
        removed=frozenset(
            i for h, ids in lost.items() if h not in unproved for i in ids
        ),
        unproved={
            list_id: code
            for held, code in unproved.items()
            for list_id in state.list_ids(held)
        },
        lost=frozenset(list_id for ids in lost.values() for list_id in ids),
        on=screener.on,
        is_back=is_back,
    )


def _lists(
    screener: Screener, state: State, marks: dict[str, Marks], *, is_same_code: bool
) -> Iterator[ListChange]:
    """Compare each list with its edition that was used last, whenever that was."""
    known = state.editions()
    index = screener.lists.index
    stored = zip(screener.lists, index.header["lists"], strict=True)
    for watchlist, part in sorted(stored, key=lambda one: one[0].list_id):
        before = known.get(watchlist.list_id)
        is_file = before is not None and before.sha256 == watchlist.sha256 != ""
        if before is not None and is_file and is_same_code:
            edition = changes.edition(watchlist, before.marks)
            yield ListChange(edition=edition, before=before)
            continue
        old = {} if before is None else state.marks(before)
        positions = range(part["first"], part["first"] + part["entities"])
        made = changes.marks(index, positions, old if is_same_code else {})
        found = marks[watchlist.list_id] = made[0]
        edition = changes.edition(watchlist, changes.total(found))
        if before is None or is_file:  # another engine reads one file in another way
            yield ListChange(edition=edition, before=before)
            continue
        change = changes.compared(edition, found, before, old)
        entities = (index.entity(at) for of, at in made[1] if of in change.records)
        yield attrs.evolve(change, entities=tuple(entities))


def _ids(held_in: str, marks: dict[str, Marks]) -> set[str]:
    return {held_in, *(list_id for list_id, _ in marks.get(held_in, ()))}


def _gaps(book: Book, screener: Screener) -> tuple[Gap, ...]:
    """Return the gaps of every client: of the lists, and of rows that say no client."""
    (empty,) = screener.screen_all([Client("-", parties=())])
    gaps = [gap for gap in empty.gaps if gap.code.startswith("list.")]
    if book.unclaimed:
        rows = len(book.unclaimed)
        gaps.append(Gap("book.refused", "", f"rows that do not say whose: {rows}"))
    return tuple(gaps)


def _key(book: Book, screener: Screener, lists: Iterable[ListChange]) -> str:
    used = [codec.to_plain(one) for one in screener.provenance.lists]
    marks = sorted((c.edition.list_id, c.edition.marks) for c in lists)
    faults = [codec.to_plain(fault) for fault in screener.lists.faults]
    rests = [book.sha256, screener.on.isoformat(), screener.policy.hash,
             changes.engine(), used, marks, faults]  # fmt: skip
    return hashlib.sha256(codec.canonical(rests).encode()).hexdigest()


def tonight(found: Changed, book: Book, run: int) -> Tonight:
    """Return what the comparison of each client with the last run has to know."""
    concerning = {"first", "policy", "engine"}
    records: dict[Record, tuple[str, ListChange]] = {}
    for change in found.lists:
        for kind in ("listed", "amended", "delisted"):
            records |= dict.fromkeys(getattr(change, kind), (kind, change))
    return Tonight(
        run=run,
        causes=frozenset(concerning.intersection(found.why)),
        lists=records,
        editions={c.edition.list_id: c.edition.told for c in found.lists},
        added=found.added,
        unproved=found.unproved,
        removed=found.removed,
        doubt=bool(book.unclaimed),
        on=found.on,
        is_back=found.is_back,
    )


@attrs.frozen(kw_only=True)
class Plan:
    """Whom to screen: ``chosen``, or everybody where that is ``None``.

    ``groups`` are theirs, in the order of the book, where these are at hand; it has so
    many ``clients`` and ``rows``. ``sample`` are clients whom no change concerns, of
    ``carried`` of that kind; they are among the chosen.
    """

    chosen: frozenset[str] | None = attrs.field(default=None, repr=False)
    groups: tuple[Group, ...] | None = attrs.field(default=None, repr=False)
    clients: int = 0
    rows: int = 0
    sample: tuple[Group, ...] = attrs.field(default=(), repr=False)
    carried: int = 0


def planned(
    book: Book, screener: Screener, state: State, found: Changed, run: int
) -> Plan:
    """Read the book, and find out whom a change may concern."""
    if found.why:
        return Plan()
    records = frozenset(r for change in found.lists for r in change.records)
    entities = [entity for change in found.lists for entity in change.entities]
    shelf = Shelf(state.path)
    asked = Asked(entities, screener.policy) if entities else None
    near = shelf.concern(asked) if asked else set()
    chosen: set[str] = set()
    of_them: set[str] = set()
    fresh: dict[bytes, str] = {}
    unchanged = clients = rows = 0
    kept: dict[int, Group] = {}
    draw = _Draw(f"{run} {found.key}")
    for group, was in _with_known(book.groups, state):
        place = clients
        clients += 1
        rows += len(group.rows)
        told = digest(group)
        is_held = shelf.covers(group, told)
        if _is_concerned(told, was, records, found):
            chosen.add(group.client_id)
        else:
            unchanged += 1
            draw.take(group, place)
            if told in near:
                of_them.add(group.client_id)
            elif not is_held:
                fresh[told] = group.client_id
            if told not in near:
                continue
        if len(kept) <= _AT_HAND:
            kept[place] = group
    part = shelf.keep()
    if asked is not None and fresh:  # as when nothing of the book was held
        late = shelf.unread | (set() if part is None else asked.concern(part))
        of_them.update(fresh[told] for told in late & fresh.keys())
    sample = draw.drawn(of_them)
    chosen |= of_them | {group.client_id for group in sample.values()}
    kept |= sample
    groups = tuple(kept[place] for place in sorted(kept))
    return Plan(
        chosen=frozenset(chosen),
        groups=groups if len(groups) == len(chosen) else None,
        clients=clients,
        rows=rows,
        sample=tuple(sample.values()),
        carried=unchanged - len(of_them),
    )


def _with_known(
    groups: Iterable[Group], state: State
) -> Iterator[tuple[Group, Stands | None]]:
    left = iter(groups)
    while some := list(islice(left, _AT_ONCE)):
        client_ids = [group.client_id for group in some]
        state.meet(client_ids)
        known = state.stands(client_ids)
        for group in some:
            yield group, known.get(group.client_id)


def _is_concerned(
    told: bytes, was: Stands | None, records: frozenset[Record], found: Changed
) -> bool:
    """Tell whether a client changed, was not screened, or is due; or a hit may have."""
    return (
        was is None
        or was.standing == "error"
        or was.digest != told
        or (was.due is not None and was.due <= found.on)
        or any(one.pending for one in was.findings)
        or any(
            hit.pending
            or any(of[0] in found.lost or of in records for of in hit.records)
            for hit in was.hits
        )
    )


class _Draw:
    """Groups drawn by the hash of their client's id: no order tells who is drawn."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._held: list[tuple[int, str, int, Group]] = []

    def take(self, group: Group, at: int) -> None:
        """Hold a group, which stands there, if it is among those that come first."""
        told = f"{self._seed} {group.client_id}".encode("utf-8", "surrogatepass")
        place = int.from_bytes(hashlib.blake2b(told, digest_size=8).digest(), "big")
        one = (
            -place,
            group.client_id,
            at,
            group,
        )  # the heap's first is the last of them
        if len(self._held) < _SPARE * SAMPLE:
            heappush(self._held, one)
        else:
            heappushpop(self._held, one)

    def drawn(self, but: set[str]) -> dict[int, Group]:
        """Return the first of them that are not left out, and where they stand."""
        some = [one for one in sorted(self._held, reverse=True) if one[1] not in but]
        return {at: group for _, _, at, group in some[:SAMPLE]}
