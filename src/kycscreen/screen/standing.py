"""How a client came out, an error told apart from what is only inconclusive."""

from kycscreen.screen.screening import Screening

# A refused row that says no client leaves none clear, and none wrong: no error.
_ERRORS = frozenset({"client.error", "client.refused"})


def standing(screening: Screening) -> str:
    """Return the outcome, or ``error`` where the client was not screened whole."""
    if any(gap.code in _ERRORS for gap in screening.gaps):
        return "error"
    return screening.outcome.value
