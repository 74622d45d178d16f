"""What the reasons come to as a whole: corrections that are reasons, and identity."""

from collections.abc import Iterator

from kycscreen.facts import Kind
from kycscreen.match.reasons import NUMBER_AGREES, Identity, Reason
from kycscreen.policy import Policy

_CORROBORATES = NUMBER_AGREES | {
    "birth_date.same", "birth_date.month", "birth_date.year", "birth_date.slip",
    "identifier.slip", "birth_place.same",
}  # fmt: skip
# A place is no such fact: another spelling of it looks like another place.
_COULD = ("birth_date.", "country.", "identifier.")
_SAYS_NOTHING = (".one_sided", ".not_weighed")


def uncorroborated(
    codes: set[str], name_score: int, policy: Policy
) -> Iterator[Reason]:
    """A PEP's namesakes are many: one fact must agree where both sides state one.

    Most of them live in one country: it speaks only where no birth date does.
    """
    compared = [
        code for code in codes
        if code.startswith(_COULD) and not code.endswith(_SAYS_NOTHING)
    ]  # fmt: skip
    born = any(code.startswith("birth_date.") for code in compared)
    if codes & _CORROBORATES or ("country.same" in codes and not born):
        return
    if compared or name_score < policy.name_sure:
        yield Reason("pep.uncorroborated", policy.uncorroborated)


def adjusted(
    reasons: list[Reason], codes: set[str], name_score: int, pack: str, policy: Policy
) -> list[Reason]:
    """Keep what an identifier or a sure name proves, and the scale: as reasons.

    ``codes`` are those of the facts besides the name.
    """
    found = []
    total = sum([reason.points for reason in reasons])
    if total < policy.identifier_at and not codes.isdisjoint(NUMBER_AGREES):
        found.append(Reason("score.identifier", policy.identifier_at - total))
        total = policy.identifier_at
    is_sure = pack == "sanctions" and name_score >= policy.name_sure
    if is_sure and total < policy.alert_at:
        # What the name itself lacks is no contradiction.
        for_it = sum([r.points for r in reasons if r.points > 0 or r.code in _LACKS])
        floor = min(policy.alert_at, for_it)
        if total < floor:
            found.append(Reason("score.floor", floor - total))
            total = floor
    if not 0 <= total <= 100:
        limit = 100 if total > 100 else 0
        found.append(Reason("score.limit", limit - total, "", str(limit)))
    return found


_LACKS = frozenset({"name.little", "name.crossed"})
_DISAGREE = frozenset({"birth_date.different", "gender.different"})
_DISAGREE_IN_PART = frozenset(
    {
        "birth_date.near", "birth_date.slip", "country.different",
        "identifier.different", "identifier.slip",
    }
)  # fmt: skip
_SUPPORT = frozenset(
    {
        "birth_date.same", "birth_date.month", "birth_date.year", "birth_place.same",
        "identifier.compatible",
    }
)  # fmt: skip
_SUPPORT_OTHERS = _SUPPORT | {"country.same"}
_PERSON = Kind.PERSON  # a member costs more to reach than to compare


def identity(codes: set[str], kind: Kind) -> Identity:
    """Sum up what the facts besides the name say."""
    if "score.floor" in codes:  # points were taken, and given back for the name
        return Identity.DOUBTFUL
    proved = "identifier.same" in codes
    if not codes.isdisjoint(_DISAGREE):
        in_part = codes & (NUMBER_AGREES | {"birth_date.same"})
        return Identity.DOUBTFUL if in_part else Identity.CONTRADICTED
    if proved:
        return Identity.CONFIRMED
    is_same_day = "birth_date.same" in codes
    if not is_same_day and not codes.isdisjoint(_DISAGREE_IN_PART):
        return Identity.DOUBTFUL
    supporting = _SUPPORT if kind is _PERSON else _SUPPORT_OTHERS
    return Identity.UNKNOWN if codes.isdisjoint(supporting) else Identity.SUPPORTED
