"""The files that make one list of members: the seating, and a file for each seat."""

from typing import Any

from kycscreen.errors import FormatError
from kycscreen.sources import archives, strictjson
from kycscreen.sources.persons import Plain
from kycscreen.sources.strictjson import spoken

SEATING = "seating.json"
_MOST = 1_000  # members: each is a request
_WHO = ("hetekaId", "lastname", "firstname")  # a seat with none of them is vacant


def named(member: str) -> str:
    """Return the name of a member's file."""
    return f"{member}.json"


def seated(list_id: str, data: bytes) -> tuple[str, ...]:
    """Return the ids of the members in the seating, in its order."""
    plain = strictjson.read(list_id, data)
    if not isinstance(plain, list) or not all(isinstance(seat, dict) for seat in plain):
        raise FormatError(list_id, f"{SEATING} is no list of seats; fetch it again")
    try:
        taken = [seat for seat in plain if any(spoken(seat, key) for key in _WHO)]
        found = dict.fromkeys(spoken(seat, "hetekaId") for seat in taken)
    except ValueError as wrong:
        raise FormatError(list_id, f"{SEATING}: {wrong}") from None
    if not found:
        raise FormatError(list_id, f"{SEATING} holds no seats; fetch it again")
    if len(found) > _MOST:
        raise FormatError(list_id, f"{SEATING} holds more than {_MOST} seats")
    for member in found:
        # Each becomes a part of an address.
        if not (member.isascii() and member.isdecimal()):
            raise FormatError(list_id, f"{SEATING} has the hetekaId {member[:20]!r}")
    return tuple(found)


def members(list_id: str, data: bytes) -> list[tuple[str, Plain]]:
    """Return each member's own record, by id, in the seating's order."""
    if not archives.is_zip(data):
        raise FormatError(
            list_id, f"is one file, and should be a bundle of {SEATING} and its members"
        )
    files = archives.opened(list_id, data)
    if SEATING not in files:
        raise FormatError(list_id, f"is a bundle without {SEATING}")
    ids = seated(list_id, files[SEATING])
    expected = {SEATING, *map(named, ids)}
    for name in sorted(expected - files.keys()):
        raise FormatError(list_id, f"is a bundle without {name}; fetch it again")
    for name in sorted(files.keys() - expected):
        raise FormatError(list_id, f"holds {name[:60]!r}, which is of no seated member")
    return [(member, _record(list_id, member, files[named(member)])) for member in ids]


def _record(list_id: str, member: str, data: bytes) -> Plain:
    """Return what ``jsonNode.Henkilo`` of a member's file holds."""
    answer = strictjson.read(list_id, data)
    node = answer.get("jsonNode") if isinstance(answer, dict) else None
    if isinstance(node, str):  # JSON within JSON
        node = strictjson.read(list_id, node.encode())
    found: Any = node.get("Henkilo") if isinstance(node, dict) else None
    if not isinstance(found, dict):
        raise FormatError(
            list_id, f"{named(member)} has no jsonNode.Henkilo; fetch it again", member
        )
    try:
        own = spoken(found, "HetekaId") or spoken(found, "hetekaId") or member
    except ValueError as wrong:
        raise FormatError(list_id, str(wrong), member) from None
    if own != member:
        raise FormatError(list_id, f"{named(member)} is of the member {own[:20]}")
    return found
