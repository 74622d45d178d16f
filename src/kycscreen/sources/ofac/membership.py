"""On which of OFAC's two lists an entry is, by the names OFAC gives its lists.

The non-SDN lists are several, gathered under the name "Consolidated List". An entry may
be on lists of both kinds; a file of which most are not on ours is the other one's.
"""

from collections.abc import Mapping, Sequence

from kycscreen.errors import FormatError
from kycscreen.sources import Issue

SDN = "SDN List"
CONSOLIDATED = "Consolidated List"
_OWN = {"us_ofac_sdn": SDN, "us_ofac_cons": CONSOLIDATED}


def own(list_id: str) -> str:
    """Return what OFAC calls one of our lists."""
    return _OWN[list_id]


def is_on(list_id: str, lists: Sequence[str]) -> bool:
    """Tell whether an entry is on our list: on SDN, or on any of the others."""
    if list_id == "us_ofac_sdn":
        return SDN in lists
    return any(name != SDN for name in lists)


def remarks(list_id: str, lists: Sequence[str]) -> tuple[str, ...]:
    """Name every list but our own and the one that only gathers others."""
    said = (_OWN[list_id], CONSOLIDATED)
    return tuple(f"list: {name}" for name in lists if name not in said)


def check(
    list_id: str, found: Mapping[str, Sequence[str]], path: str
) -> tuple[Issue, ...]:
    """Refuse the other list's file; report whoever has strayed into ours."""
    strays = [
        record_id for record_id, lists in found.items() if not is_on(list_id, lists)
    ]
    if len(strays) * 2 > len(found):
        others = sorted({name for stray in strays for name in found[stray]})
        what = f", but on {', '.join(others)[:200]}" if others else " of OFAC's at all"
        raise FormatError(
            list_id,
            f"is not {list_id}, OFAC's {_OWN[list_id]}: {len(strays)} of its"
            f" {len(found)} entries are not on it{what}",
        )
    return tuple(Issue(stray, path, ", ".join(found[stray])) for stray in strays)
