"""Lists: read a publisher's file, store it, judge it, and know what is held."""

from kycscreen.lists.snapshots import Snapshot, active, held, read_snapshot, verify
from kycscreen.lists.store import Approval, add, confirm, keep
from kycscreen.lists.watchlist import Watchlist

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
