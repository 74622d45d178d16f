"""How two dates of birth relate, in words that claim no more than they say.

>>> note(Reason("birth_date.near", -5, "1964", "1963"))
'1 year apart'
>>> note(Reason("birth_date.year", 5, "1964", "circa 1963"))
'the list says about 1963'
"""

import attrs

from kycscreen import dates
from kycscreen.dates import DateSpan
from kycscreen.explain import values
from kycscreen.explain.words import count, reason, say
from kycscreen.match import Reason


def note(one: Reason) -> str:
    """Return what stands beside the verdict on two dates of birth."""
    plain, _ = reason(one.code)
    apart = _years_apart(one)
    if only_roughly(one):
        return _about(one) or plain
    if one.code not in {"birth_date.near", "birth_date.different"} or apart is None:
        return plain
    return say("apart", years=count("year", apart)) if apart else say("apart.days")


def only_roughly(one: Reason) -> bool:
    """Tell whether two dates fit only as one of them is said to be about right."""
    if one.code != "birth_date.year":
        return False
    ours, theirs = _spans(one)
    return (ours.circa or theirs.circa) and not _meet(ours, theirs)


def _about(one: Reason) -> str:
    ours, theirs = _spans(one)
    key, span = ("about.theirs", theirs) if theirs.circa else ("about.ours", ours)
    return say(key, date=values.birth_date(attrs.evolve(span, circa=False)))


def _spans(one: Reason) -> tuple[DateSpan, DateSpan]:
    return dates.parse(one.party_value), dates.parse(one.listed_value)


def _meet(ours: DateSpan, theirs: DateSpan) -> bool:
    """Tell whether two spans as stated have a day in common; unread ones may."""
    if ours.lo is None or ours.hi is None or theirs.lo is None or theirs.hi is None:
        return True
    return ours.lo <= theirs.hi and theirs.lo <= ours.hi


def _years_apart(one: Reason) -> int | None:
    ours, theirs = _spans(one)
    if ours.lo is None or ours.hi is None or theirs.lo is None or theirs.hi is None:
        return None
    return max(0, theirs.lo.year - ours.hi.year, ours.lo.year - theirs.hi.year)
