"""Parts of a whole in percent: known exactly, or between two bounds.

>>> parse("50 %"), parse("25-50").text, parse(">25").least > 25 * PERCENT
(Share(least=50000000, most=50000000), '25 to 50 %', True)
"""

import re
from functools import lru_cache
from math import ceil, floor
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:  # loaded where a share is read: most parties have none
    from fractions import Fraction

PERCENT = 1_000_000
"""Shares are counted in millionths of a percent: whole numbers, so that exactly 50 %
is exactly that, and a bound that is left out is the next one."""
WHOLE = 100 * PERCENT


@attrs.frozen
class Share:
    """A part of shares or votes, in millionths of a percent."""

    least: int
    most: int

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.least <= self.most <= WHOLE:
            raise ValueError("is not between 0 and 100 %")

    @property
    def text(self) -> str:
        """The share as people write it: ``50 %``, ``25 to 50 %``."""
        if self.least == self.most:
            return f"{percent(self.least)} %"
        return f"{percent(self.least)} to {percent(self.most)} %"


def percent(millionths: int) -> str:
    """Write millionths of a percent as percent, with as few digits as are true.

    >>> percent(33_330_000), percent(50_000_000), percent(25_000_001)
    ('33.33', '50', '25.000001')
    """
    whole, rest = divmod(millionths, PERCENT)
    return f"{whole}.{rest:06d}".rstrip("0").rstrip(".")


_NUMBER = "[0-9]{1,3}(?:[.,][0-9]{1,40})?"
_BOUNDS = re.compile(
    rf"(?P<sign>>=|≥|>|<=|≤|<)?(?P<least>{_NUMBER})%?"
    rf"(?:(?:-|–|to|\.\.)(?P<most>{_NUMBER})%?)?"
)


@lru_cache(maxsize=1024)
def parse(text: str) -> Share:
    """Read a share in percent: ``50``, ``33,3 %``, ``25-50``, ``>25``, ``<= 10``.

    ``ValueError`` on anything else. What is finer than a millionth of a percent lies
    between the two next to it.
    """
    match = _BOUNDS.fullmatch("".join(text.split()))
    if match is None:
        raise ValueError("is no share in percent")
    number = _fraction(match["least"])
    if match["most"] is not None:
        if match["sign"]:
            raise ValueError("is no share in percent")
        return Share(floor(number), ceil(_fraction(match["most"])))
    if match["sign"] in (">", ">=", "≥"):
        return between(least=number, above=match["sign"] == ">")
    if match["sign"] is not None:
        return between(most=number, below=match["sign"] == "<")
    return Share(floor(number), ceil(number))


def between(
    *,
    least: "Fraction | None" = None,
    most: "Fraction | None" = None,
    above: bool = False,
    below: bool = False,
) -> Share:
    """Return the share between two bounds in millionths; one not given is 0 or 100 %.

    ``above`` and ``below`` leave the bound itself out.
    """
    low = 0 if least is None else floor(least) + 1 if above else floor(least)
    high = WHOLE if most is None else ceil(most) - 1 if below else ceil(most)
    return Share(low, high)


def _fraction(text: str) -> "Fraction":
    from fractions import Fraction

    return Fraction(text.replace(",", ".")) * PERCENT
