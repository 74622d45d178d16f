"""Lists: read a publisher's file, store it, judge it, and know what is held."""

from typing import TYPE_CHECKING, Any

from kycscreen.lists.snapshots import Snapshot, active, held, read_snapshot, verify
from kycscreen.lists.watchlist import Watchlist

if TYPE_CHECKING:
    from kycscreen.lists.store import Approval, add, confirm, keep

__all__ = [
    "Approval",
    "Snapshot",
    "Watchlist",
    "active",
    "add",
    "confirm",
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
    raise AttributeError(name)
