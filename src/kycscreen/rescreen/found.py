"""What is known of a client's findings from night to night, and what of it is graver.

Nothing of a party is kept but its id.
"""

from collections.abc import Iterable
from datetime import date

import attrs

from kycscreen.screen import Finding

Said = tuple[str, str, str, date | None]
"""What of a finding decides whether somebody has to look again."""


@attrs.frozen(kw_only=True)
class Found:
    """A finding that is known: what it says, of whom, and on which hits it rests.

    ``pending`` says why tonight could not tell whether it still holds: the code of a
    gap, and nothing where it could.
    """

    code: str
    subject: str
    rule: str = ""
    until: date | None = None
    hits: tuple[str, ...] = ()
    pending: str = ""

    @property
    def said(self) -> Said:
        """What it says; a hit more that says the same is no other finding."""
        return self.code, self.subject, self.rule, self.until


def found(findings: Iterable[Finding]) -> tuple[Found, ...]:
    """Return what is known of findings, of several that say the same one."""
    known: dict[Said, Found] = {}
    for finding in findings:
        one = Found(
            code=finding.code,
            subject=finding.subject,
            rule=finding.rule,
            until=finding.until,
            hits=finding.hits,
        )
        if (other := known.get(one.said)) is not None:
            one = attrs.evolve(one, hits=(*other.hits, *one.hits))
        known[one.said] = one
    made = (attrs.evolve(one, hits=sorted_once(one.hits)) for one in known.values())
    return ordered(made)


def sorted_once(hits: Iterable[str]) -> tuple[str, ...]:
    """Return ids in order, each once."""
    return tuple(sorted(set(hits)))


def ordered(findings: Iterable[Found]) -> tuple[Found, ...]:
    """Return findings in the order in which they are kept and told."""
    return tuple(sorted(findings, key=_place))


def _place(found: Found) -> tuple[str, str, str, str]:
    code, subject, rule, until = found.said
    return subject, code, rule, "" if until is None else until.isoformat()


def said(findings: Iterable[Found]) -> frozenset[Said]:
    """Return what findings say, whether or not tonight could tell."""
    return frozenset(found.said for found in findings)


def is_graver(was: Iterable[Found], now: Iterable[Found]) -> bool:
    """Tell whether one of them is new, or graver than what it was.

    A finding that is there no more may have become one of its kind, of the same party:
    who was in office and counts for some months still is no news. Each becomes one.
    """
    before, after = {*was}, {*now}
    told, known = said(after), said(before)
    gone = [one for one in ordered(before) if one.said not in told]
    for one in ordered(after):
        if one.said in known:
            continue
        became = (old for old in gone if _is_milder(old, one))
        if (heir := next(became, None)) is None:
            return True
        gone.remove(heir)
    return False


def _is_milder(was: Found, now: Found) -> bool:
    """Tell whether one may have become the other, which is no graver."""
    kind = now.code.partition(".")[0]
    # Each regime and ban judges for itself; of offices a rule says only until when.
    is_one = was.rule == now.rule or kind == "pep"
    return (
        is_one
        and was.subject == now.subject
        and was.code.partition(".")[0] == kind
        and _gravity(now.code) <= _gravity(was.code)
        and (was.code == now.code or now.code in _GRAVITY and was.code in _GRAVITY)
    )


_GRAVITY = {
    "pep.former": 0,
    "pep.unknown": 1,
    "pep.cooling_off": 2,
    "pep.current": 3,
    "ownership.possible": 0,
    "ownership.caught": 1,
}
"""Codes of which one may become another, the gravest last."""


def _gravity(code: str) -> int:
    return _GRAVITY.get(code, 0)
