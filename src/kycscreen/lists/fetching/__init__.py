"""Fetching: what publishers, or a mirror, hand out becomes the next snapshot.

A list is asked for with what its publisher said of the active file, so that an
unchanged one is confirmed and not sent again; every 30 days it is asked for whole. What
comes is stored, read and judged as any file that is added; whatever fails, the active
snapshot stays active. Lists of several hosts are fetched at once, of one host one
after another.
"""

from collections.abc import Iterable, Sequence
from os import PathLike
from pathlib import Path
from threading import Thread

from kycscreen import sources
from kycscreen.lists import snapshots
from kycscreen.lists.fetching import places, turns
from kycscreen.lists.fetching.limits import CLOCK, LIMITS, Clock, Limits, Tell, silent
from kycscreen.lists.fetching.outcomes import Fetched, Happening, Plan
from kycscreen.lists.fetching.turns import Turn
from kycscreen.lists.watchlist import source_of
from kycscreen.policy import Policy
from kycscreen.sources import Source

__all__ = [
    "CLOCK",
    "LIMITS",
    "Clock",
    "Fetched",
    "Happening",
    "Limits",
    "Plan",
    "Tell",
    "fetch",
    "fetch_from",
    "passed_over",
    "planned",
    "published",
    "wanted",
]


def published() -> tuple[str, ...]:
    """Return every list that its publisher keeps up at an address, sorted."""
    return tuple(i for i in sources.ids() if not _why_not(source_of(i)))


def passed_over(folder: str | PathLike[str]) -> dict[str, str]:
    """Say of lists that are held why none of them is fetched unless it is named."""
    found = (
        (list_id, _why_not(source_of(list_id))) for list_id in sorted(_held(folder))
    )
    return {list_id: why for list_id, why in found if why}


def _why_not(source: Source) -> str:
    if source.is_closed:
        return "is no longer kept up by its publisher"
    return "is added by hand" if source.by_hand else ""


def wanted(folder: str | PathLike[str]) -> tuple[str, ...]:
    """Return the lists that are fetched where none is named, sorted.

    Those without which nothing is clear by the default policy, and those of which a
    whole file is held: an extract is bundled, and nobody's choice. Not those that are
    added by hand, nor those that are no longer kept up.
    """
    chosen = _held(folder) | Policy().required
    return tuple(sorted(i for i in chosen if not _why_not(source_of(i))))


def _held(folder: str | PathLike[str]) -> set[str]:
    found = {s.list_id for s in snapshots.held(folder) if not s.extract}
    return {list_id for list_id in found if sources.is_known(list_id)}


def fetch(
    folder: str | PathLike[str],
    list_ids: Iterable[str] | None = None,
    *,
    mirror: str = "",
    force: bool = False,
    limits: Limits = LIMITS,
    clock: Clock = CLOCK,
    tell: Tell = silent,
) -> tuple[Fetched, ...]:
    """Fetch lists from their publishers, and say what became of each, by list id.

    Without ``list_ids`` those that are required or held. ``mirror`` is a folder or a
    base URL that holds ``<list id>/<file name>``: its files age from their publication,
    or from the day that ``<list id>/checked`` tells. ``force`` asks for whole files. No
    list stops the others; what failed is told in its ``Fetched``. ``tell`` hears of a
    list how many bytes are there, and of how many, from several threads.
    """
    chosen = wanted(folder) if list_ids is None else list_ids
    return fetch_from(
        folder,
        map(source_of, chosen),
        mirror=mirror,
        force=force,
        limits=limits,
        clock=clock,
        tell=tell,
    )


def fetch_from(
    folder: str | PathLike[str],
    chosen: Iterable[Source],
    *,
    mirror: str = "",
    force: bool = False,
    limits: Limits = LIMITS,
    clock: Clock = CLOCK,
    tell: Tell = silent,
) -> tuple[Fetched, ...]:
    """Fetch lists from where these sources say, which may not be the register's."""
    turn = Turn(
        folder=Path(folder),
        mirror=mirror,
        force=force,
        limits=limits,
        clock=clock,
        tell=tell,
    )
    hosts: dict[str, list[Source]] = {}
    by_id = {source.id: source for source in chosen}
    for _, source in sorted(by_id.items()):
        first = next(iter(turns.place_of(source, mirror).urls), "")
        hosts.setdefault(places.host_of(first), []).append(source)
    found = _at_once(turn, list(hosts.values()))
    return tuple(sorted(found, key=lambda fetched: fetched.list_id))


def _at_once(turn: Turn, groups: Sequence[Sequence[Source]]) -> list[Fetched]:
    """Fetch every group, at once with the others, in its own order."""
    found: list[Fetched] = []
    faults: list[Exception] = []

    def work(group: Sequence[Source]) -> None:
        for source in group:
            try:
                found.append(turns.fetched(turn, source))
            except Exception as fault:
                faults.append(fault)

    # Whoever is told to stop waits for none of them: what they leave is old or new.
    threads = [Thread(target=work, args=(group,), daemon=True) for group in groups[1:]]
    for thread in threads:
        thread.start()
    for group in groups[:1]:
        work(group)
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return found


def planned(
    folder: str | PathLike[str],
    list_ids: Iterable[str] | None = None,
    *,
    mirror: str = "",
    force: bool = False,
    clock: Clock = CLOCK,
) -> tuple[Plan, ...]:
    """Return what ``fetch`` would ask for, by list id; nothing is touched."""
    chosen = wanted(folder) if list_ids is None else list_ids
    return tuple(
        _plan(source_of(list_id), Path(folder) / list_id, mirror, clock, force=force)
        for list_id in sorted(set(chosen))
    )


def _plan(
    source: Source, list_folder: Path, mirror: str, clock: Clock, *, force: bool
) -> Plan:
    place = turns.place_of(source, mirror)
    urls = list(place.urls)
    if source.parts is not None:
        # As many as are known before the first of them is read.
        named = source.parts({})
        urls[:1] = [place.part(name, url) for name, url in named.items()]
    urls[:0] = filter(None, [place.index])
    shown = tuple(map(places.shown, urls))
    held = turns.held(list_folder, clock, force=force)
    known = held.etags.keys() | held.modified.keys()
    return Plan(
        list_id=source.id,
        urls=shown,
        conditional=bool(held.version) or not known.isdisjoint(shown),
        folder=list_folder,
        problem="" if shown else places.by_hand(source),
    )
