"""Lists: fetch a publisher's file, store it, judge it, and know what is held."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kycscreen.lists.snapshots import Snapshot, active, held, read_snapshot, verify
from kycscreen.lists.watchlist import Watchlist

if TYPE_CHECKING:
    from kycscreen.lists.approval import accept, pair, rollback, waiting
    from kycscreen.lists.difference import changes
    from kycscreen.lists.events import history
    from kycscreen.lists.fetching import fetch
    from kycscreen.lists.retention import prune
    from kycscreen.lists.sightings import trace
    from kycscreen.lists.store import add, confirm, keep

__all__ = [
    "Snapshot",
    "Watchlist",
    "accept",
    "active",
    "add",
    "changes",
    "confirm",
    "fetch",
    "held",
    "history",
    "keep",
    "pair",
    "prune",
    "read_snapshot",
    "rollback",
    "trace",
    "verify",
    "waiting",
]

# Whoever only screens need not load what stores.
_LATER = {
    "accept": "approval",
    "add": "store",
    "changes": "difference",
    "confirm": "store",
    "fetch": "fetching",
    "history": "events",
    "keep": "store",
    "pair": "approval",
    "prune": "retention",
    "rollback": "approval",
    "trace": "sightings",
    "waiting": "approval",
}


def __getattr__(name: str) -> Any:
    if name in _LATER:
        return getattr(import_module(f"kycscreen.lists.{_LATER[name]}"), name)
    raise AttributeError(name)
