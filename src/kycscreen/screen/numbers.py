"""Where the numbers of a party are odd, or contradict what it declares."""

from collections.abc import Iterator

from kycscreen import dates, identifiers
from kycscreen.dates import DateSpan
from kycscreen.facts import Agreement
from kycscreen.parties import Party
from kycscreen.screen.screening import Gap


def oddities(party: Party) -> Iterator[Gap]:
    """Say where a number is odd, or contradicts what is declared."""
    told = party.birth_date
    by_number = "birth_date" in party.by_number
    if told is not None and any(
        _differ(told, born) and not (by_number and _is_century_apart(told, born))
        for born in party.other_births
    ):
        who = (
            "two personal numbers say birth dates that"
            if by_number
            else "the personal number and the declared birth date"
        )
        yield Gap("identity.birth_date", party.id, f"{who} differ; screened with both")
    for number in party.identifiers:
        if problem := identifiers.problem(number):
            what = number.type.replace("_", " ")
            yield Gap(f"identity.{problem}", party.id, what)
        if number.type != "national_id" or not party.genders:
            continue
        if "genders" in party.by_number or party.genders == ("X",):
            continue
        gender = identifiers.derive(number).gender
        if gender and gender not in party.genders:
            yield Gap(
                "identity.gender",
                party.id,
                "the personal number and the declared gender differ",
            )


def _differ(one: DateSpan, other: DateSpan) -> bool:
    return dates.compare(one, other) is Agreement.DIFFERENT


def _is_century_apart(one: DateSpan, other: DateSpan) -> bool:
    """Ask whether one number may say both: it leaves its century out."""
    if one.lo is None or other.lo is None:
        return False
    days = [(born.month, born.day) for born in (one.lo, other.lo)]
    return days[0] == days[1] and (one.lo.year - other.lo.year) % 100 == 0
