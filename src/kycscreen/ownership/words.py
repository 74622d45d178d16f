"""What ownership comes to, in one sentence each: grounds to keep on record.

No name stands here, only what is counted: who it is, the party's id tells.
"""

from kycscreen.ownership.verdicts import Owner, Status, Verdict, Way
from kycscreen.shares import PERCENT, percent


def caught(verdict: Verdict, company: str) -> str:
    """Say under which regime a company is, or may be, caught, and by what."""
    whose = "a listed owner" if len(verdict.by) == 1 else "listed owners"
    share = f"{verdict.share.text} belongs to {whose}"
    if company in verdict.by:
        share = "it is listed itself"
    elif Way.SHARES not in verdict.ways and Way.CONTROL in verdict.ways:
        share = f"it is controlled by {whose}, who own {verdict.share.text}"
    found = {
        Status.CAUGHT: "is caught",
        Status.POSSIBLE: "may be caught",
        Status.NOT_REACHED: "is not caught",
    }[verdict.status]
    later = "" if verdict.in_force else " and is not in force on this day"
    told = [_WAYS[way] for way in verdict.ways if way in _WAYS]
    rule = _RULES.get(verdict.regime, verdict.regime)
    return (
        f"Under {rule}, which needs {needs(verdict.at)}{later}, the company {found}:"
        f" {'; '.join((share, *told))}."
    )


_RULES = {
    "ofac": "OFAC's rule of 50 percent",
    "eu": "the EU's rule on asset freezes",
    "amlr": "the EU's regulation on money laundering",
    "uk": "the UK's rule on ownership and control",
}


_WAYS = {
    Way.REMAINDER: "what is not disclosed could make up the rest",
    Way.ASSESS_CONTROL: "whether they control it is to be assessed",
}


def owner(owner: Owner) -> str:
    """Say why a person is a beneficial owner by the holdings that were declared."""
    how = ", who controls the company or one above it," if owner.control else ""
    return (
        f"By the holdings declared, this person{how} owns {owner.share.text} of the"
        " company through all chains, and is not declared as a beneficial owner."
    )


def needs(at: int) -> str:
    """Write a threshold: ``50 % or more``, ``more than 50 %``."""
    if at % PERCENT == 1:
        return f"more than {percent(at - 1)} %"
    return f"{percent(at)} % or more"
