"""What is stated about a party besides who it is: rights, offices, proofs.

>>> Pep(declared=False, declared_on=date(2026, 3, 1)).declared
False
"""

from collections.abc import Iterable
from datetime import date
from enum import Enum

import attrs

from kycscreen.errors import PartyError
from kycscreen.parties import declared


class Right(Enum):
    """The kind of a right to act for a client."""

    ALONE = "alone"
    JOINTLY = "jointly"
    PROCURATION = "procuration"
    ATTORNEY = "attorney"
    OTHER = "other"


@attrs.frozen(kw_only=True)
class Representation:
    """A right to act for the client: its kind, and since when.

    ``note`` is what the register or the document says ("two together").
    """

    right: Right
    note: str = attrs.field(default="", repr=False)
    start: date | None = None
    end: date | None = None

    def __attrs_post_init__(self) -> None:
        declared.text("represents", self.note)


def _functions(given: Iterable[str]) -> tuple[str, ...]:
    return declared.texts("pep", given)


def _country(given: str) -> str:
    """Read a country by its code or name, if there is one."""
    if not declared.text("pep", given).strip():
        return ""
    (code,) = declared.countries("pep", (given,))
    return code


def _facts(given: Iterable[str]) -> tuple[str, ...]:
    return declared.texts("proofs", given)


@attrs.frozen(kw_only=True)
class Pep:
    """What a party says of itself: does it hold or did it hold a public function?

    ``declared`` is what was answered: yes, no, or ``None`` where it was asked and left
    open. ``relation`` is empty for the function's own holder, else what ties the
    party to the holder ("spouse").
    """

    declared: bool | None
    functions: tuple[str, ...] = attrs.field(
        default=(), converter=_functions, repr=False
    )
    relation: str = attrs.field(default="", repr=False)
    country: str = attrs.field(default="", converter=_country)
    start: date | None = None
    end: date | None = None
    declared_on: date | None = None
    source: str = attrs.field(default="", repr=False)

    def __attrs_post_init__(self) -> None:
        if self.declared not in (True, False, None):
            raise PartyError("pep", "is neither declared yes, no nor left open")
        for text in (self.relation, self.source):
            declared.text("pep", text)
        if self.start and self.end and self.end < self.start:
            raise PartyError("pep", "has an office that ends before it starts")


@attrs.frozen(kw_only=True)
class Proof:
    """Where some facts of a party are known from, and how they were verified.

    ``facts`` are names of fields (``name``, ``birth_date``, ``shares`` …); none means
    all of them. ``document`` is what was seen to verify them.
    """

    source: str = attrs.field(repr=False)
    facts: tuple[str, ...] = attrs.field(default=(), converter=_facts)
    document: str = attrs.field(default="", repr=False)
    stated_on: date | None = None
    verified_on: date | None = None

    def __attrs_post_init__(self) -> None:
        for text in (self.source, self.document):
            declared.text("proofs", text)
