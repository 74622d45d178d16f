"""Lists: fetch a publisher's file, store it, judge it, and know what is held."""

from typing import TYPE_CHECKING, Any

from kycscreen.lists.snapshots import Snapshot, active, held, read_snapshot, verify
from kycscreen.lists.watchlist import Watchlist

if TYPE_CHECKING:
    from kycscreen.lists.fetching import fetch
    from kycscreen.lists.store import Approval, add, confirm, keep

__all__ = [
    "Approval",
    "Snapshot",
    "Watchlist",
    "active",
    "add",
    "confirm",
    "fetch",
    "held",
    "keep",
    "read_snapshot",
    "verify",
]


def __getattr__(name: str) -> Any:
    # Whoever only screens need not load what stores.
    if name in ("Approval", "add", "confirm", "keep"):
        from kycscreen.lists import store

        return getattr(store, name)
    if name == "fetch":
        from kycscreen.lists import fetching

        return fetching.fetch
    raise AttributeError(name)
