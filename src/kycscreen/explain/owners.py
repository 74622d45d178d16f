"""What ownership comes to, in words: the regimes side by side, and what they rest on.

Text, Markdown and the page all show these rows, so none can disagree.
"""

import attrs

from kycscreen.explain import values
from kycscreen.explain.words import knows, say
from kycscreen.match import Hit
from kycscreen.ownership.verdicts import Ownership, Path, Status, Verdict, Way
from kycscreen.ownership.words import needs
from kycscreen.parties import Holding
from kycscreen.screen import Screening

HEADS = ("owns.regime", "owns.needs", "owns.here", "owns.result")


@attrs.frozen(kw_only=True)
class Row:
    """One regime: what it needs, what there is here, and what comes of it.

    ``by`` are the ids of the listed owners.
    """

    regime: str
    called: str
    needs: str
    here: str
    by: tuple[str, ...]
    status: Status

    @property
    def result(self) -> str:
        """What comes of it, in a word or two."""
        return say(f"owns.{self.status.value}")


def rows(owned: Ownership) -> tuple[Row, ...]:
    """Return the regimes side by side, in their order."""
    return tuple(map(_row, owned.verdicts))


def _row(verdict: Verdict) -> Row:
    key = f"regime.{verdict.regime}"
    is_nobody = not verdict.by and not verdict.share.most
    told = [say("owns.nobody") if is_nobody else verdict.share.text]
    told += [say(f"owns.{way.value}") for way in verdict.ways if way is not Way.SHARES]
    if not verdict.in_force:
        told.append(say("owns.later"))
    return Row(
        regime=verdict.regime,
        called=say(key) if knows(key) else "",
        needs=needs(verdict.at),
        here="; ".join(told),
        by=verdict.by,
        status=verdict.status,
    )


def notes(owned: Ownership) -> tuple[str, ...]:
    """Return how the shares multiply, and where regimes differ at a half."""
    told = [chain(path) for path in leading(owned)[:1] if len(path.holdings) > 1]
    if any(verdict.exact for verdict in owned.verdicts):
        told.append(say("owns.exact"))
    return tuple(filter(None, told))


def leading(owned: Ownership) -> tuple[Path, ...]:
    """Return the chains of listed owners: those that catch before those that may."""
    return (*paths(owned, Status.CAUGHT), *paths(owned, Status.POSSIBLE))


def paths(owned: Ownership, status: Status) -> tuple[Path, ...]:
    """Return the chains by which regimes come to a status, each once."""
    found = (v.paths for v in owned.verdicts if v.status is status)
    return tuple(dict.fromkeys(path for several in found for path in several))


def chain(path: Path) -> str:
    """Write a chain as its product; empty where a share of it is not stated."""
    stated = [one.shares or one.votes for one in path.holdings]
    if any(share is None for share in stated):
        return ""
    factors = " × ".join(share.text for share in stated if share is not None)
    return f"{factors} = {path.share.text}"


def caught(hit: Hit, screening: Screening) -> tuple[str, tuple[Row, ...]]:
    """Return what a hit means for the client that its party owns, if it is true.

    Empty where no finding on ownership rests on the hit.
    """
    owned = screening.ownership
    found = [one for one in screening.findings if hit.id in one.hits]
    resting = {one.rule for one in found if one.code.startswith("ownership.")}
    if owned is None or not resting:
        return "", ()
    by_status: dict[Status, list[str]] = {Status.CAUGHT: [], Status.POSSIBLE: []}
    for verdict in owned.verdicts:
        if verdict.regime in resting and verdict.status in by_status:
            by_status[verdict.status].append(verdict.regime)
    told = {
        status.value: ", ".join(regimes)
        for status, regimes in by_status.items()
        if regimes
    }
    if not told:
        return "", ()
    form = "both" if len(told) == 2 else next(iter(told))
    return say(f"owns.line.{form}", **told), rows(owned)


def held(holding: Holding) -> tuple[str, ...]:
    """Return what is held, a few short pieces: shares, votes, control."""
    told = []
    if holding.shares is not None:
        told.append(holding.shares.text)
    if holding.votes is not None and holding.votes != holding.shares:
        told.append(say("graph.votes", share=holding.votes.text))
    told += [say(f"control.{one.value}") for one in holding.control]
    if not holding.direct:
        told.append(say("graph.indirect"))
    return tuple(told) or (say("graph.unstated"),)


def called(screening: Screening, party_id: str) -> str:
    """Return the name of a party, or its id where it has none."""
    named = (p.name for p in screening.parties if p.id == party_id)
    client = values.company(screening) or screening.client_id
    return next(named, "") or party_id or client
