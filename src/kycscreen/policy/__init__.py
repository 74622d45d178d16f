"""Every threshold and weight in force, recorded with each screening."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Self

import attrs

from kycscreen import codec
from kycscreen.errors import PolicyError
from kycscreen.policy import packs
from kycscreen.policy.law import Law

# The two halves of the evidence: what agrees never lowers a score, what differs
# never raises one. The index relies on it (``match.Room``).
_RAISE = (
    "weak_name_points", "weak_points", "birth_date_same", "birth_date_month",
    "birth_date_year", "birth_date_slip", "country_same", "birth_place_same",
    "gender_same", "identifier_same", "identifier_compatible", "identifier_slip",
)  # fmt: skip
_LOWER = (
    "name_little", "name_crossed", "birth_date_near", "birth_date_different",
    "country_different", "gender_different", "identifier_different", "uncorroborated",
)  # fmt: skip
# A looser agreement is worth no more than a closer one.
_NO_MORE = (
    ("birth_date_year", "birth_date_month"), ("birth_date_month", "birth_date_same"),
    ("birth_date_slip", "birth_date_same"),
    ("identifier_compatible", "identifier_same"),
    ("weak_name_points", "name_points"),
    ("identifier_slip", "identifier_compatible"),
)  # fmt: skip
_OF_100 = ("alert_at", "name_points", "name_floor", "identifier_at")


def _days(
    days: Mapping[str, int] | Iterable[tuple[str, int]],
) -> tuple[tuple[str, int], ...]:
    try:
        pairs = tuple(days.items() if isinstance(days, Mapping) else days)
        by_list = dict(pairs)
    except (TypeError, ValueError):
        raise PolicyError("max_age", "takes days by list id") from None
    for list_id, most in by_list.items():
        if not isinstance(list_id, str) or not _is_whole(most) or most < 0:
            raise PolicyError("max_age", "takes whole days, 0 or more, by list id")
    if len(by_list) < len(pairs):
        raise PolicyError("max_age", "names a list twice")
    return tuple(sorted(by_list.items()))


def _lists(list_ids: Iterable[str]) -> frozenset[str]:
    if isinstance(list_ids, str):
        raise PolicyError("required and weak_alone", "take several list ids, not text")
    try:
        found = frozenset(list_ids)
    except TypeError:
        raise PolicyError("required and weak_alone", "take several list ids") from None
    if not all(isinstance(list_id, str) for list_id in found):
        raise PolicyError("required and weak_alone", "take ids of lists, as text")
    return found


def _is_whole(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool)


@attrs.frozen(kw_only=True, cache_hash=True)  # what is known of one is asked by it
class Policy:
    """What counts, how much, and from where on a person has to look.

    All points are whole numbers. A name that is the same earns ``name_points``;
    what the facts add on top stays within 100 unless an identifier agrees too, so
    that each piece of evidence shows.
    """

    alert_at: int = 65
    """The score from which a pair is a hit."""

    name_points: int = 80
    """What an identical name is worth; a likeness earns its share."""
    name_floor: int = 40
    """Below this name score nothing but an identifier makes a hit."""
    name_sure: int = 95
    """From this name score up, contradictions cannot hide a sanctions hit."""
    name_little: int = -6
    """The most that is taken where few words met, or words that many people share."""
    name_crossed: int = -19
    """Both sides say which word is the given name: the one's is the other's family."""
    weak_name_points: int = 58
    """What a weak alias is worth where no other name is as alike: alone no hit."""
    weak_points: int = 2
    """The most that a weak alias adds, beside a name or an identifier."""
    weak_alone: frozenset[str] = attrs.field(default=frozenset(), converter=_lists)
    """Lists whose weak aliases count as names: by default none."""

    birth_date_same: int = 12
    """The same day."""
    birth_date_month: int = 8
    """One side knows only the month, and it is the same."""
    birth_date_year: int = 6
    """One side knows only the year or a range, and it fits."""
    birth_date_slip: int = 4
    """One slip apart: day and month swapped, or one part mistyped."""
    birth_date_near: int = -6
    """Different, but within ``birth_date_near_years``; two full dates, within one."""
    birth_date_different: int = -22
    """Years apart."""
    birth_date_near_years: int = 5
    """How far apart two births are still near, where one is known only roughly."""
    circa_years: int = 2
    """How far ``circa`` reaches to either side."""

    country_same: int = 3
    """A nationality or country in common."""
    country_different: int = -6
    """Nationalities, or countries of organisations, on both sides: none shared."""
    birth_place_same: int = 3
    """Words of the birth place in common."""
    gender_same: int = 1
    """The same gender."""
    gender_different: int = -10
    """Different genders."""
    identifier_same: int = 20
    """A passport, registration or other number in common."""
    identifier_compatible: int = 10
    """An equal number, where a side does not say of what kind or country it is."""
    identifier_slip: int = 4
    """Two numbers one slip apart."""
    identifier_different: int = -6
    """Both state a number of one kind and country, and they differ."""
    identifier_at: int = 75
    """An identifier in common lifts the score to at least this."""

    uncorroborated: int = -25
    """PEP only: facts could corroborate, and none does."""

    required: frozenset[str] = attrs.field(
        default=frozenset({"eu_fsf", "un_sc", "us_ofac_sdn"}), converter=_lists
    )
    """The lists without which nothing is clear."""
    own_max_age: int = 45
    """Days for a list of your own: by then somebody looks whether it still holds."""
    max_age: tuple[tuple[str, int], ...] = attrs.field(default=(), converter=_days)
    """Days by list id, where it is not the source's own limit."""

    law: Law = attrs.field(factory=packs.default_law)
    """What laws ask of owners, PEPs, services and records."""

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.law, Law):
            raise PolicyError("law", 'is no Law: Policy.read("fi") has one')
        for field in attrs.fields(type(self)):
            if field.type is int and not _is_whole(getattr(self, field.name)):
                raise PolicyError(field.name, "is not a whole number")
        for name in _RAISE:
            if getattr(self, name) < 0:
                raise PolicyError(name, "lowers a score; what agrees may not")
        for name in _LOWER:
            if getattr(self, name) > 0:
                raise PolicyError(name, "raises a score; what differs may not")
        for name in _OF_100:
            if not 1 <= getattr(self, name) <= 100:
                raise PolicyError(name, "is not between 1 and 100")
        if not 0 <= self.name_sure <= 100:
            raise PolicyError("name_sure", "is not between 0 and 100")
        for name in ("circa_years", "birth_date_near_years", "own_max_age"):
            if getattr(self, name) < 0:
                raise PolicyError(name, "is below 0")
        for less, more in _NO_MORE:
            if getattr(self, less) > getattr(self, more):
                raise PolicyError(less, f"is above {more}, which says more")

    @classmethod
    def read(cls, policy: str | Path) -> Self:
        """Read a policy that comes along by its name, or yours from a TOML file.

        ``default``, ``fi``, ``se`` and ``eu_2027`` come along. ``PolicyError`` says
        what in the file is wrong.
        """
        numbers, law = packs.read(policy)
        known = {field.name for field in attrs.fields(cls)} - {"law"}
        if unknown := sorted(set(numbers) - known):
            raise PolicyError(f"{policy}, matching", f"knows no {', '.join(unknown)}")
        try:
            return cls(law=law, **numbers)
        except PolicyError as wrong:
            where = f"{policy}, matching: {wrong.field}"
            raise PolicyError(where, wrong.problem) from None

    @property
    def name_at(self) -> int:
        """The least name score that alerts with no other fact."""
        return next(
            (
                score
                for score in range(self.name_floor, 101)
                if name_points(score, self) >= self.alert_at
            ),
            101,
        )

    @property
    def hash(self) -> str:
        """The policy's identity: the first 16 hex digits of its content's SHA-256."""
        # Every value, default or not: a default of tomorrow is another policy.
        whole = {
            field.name: codec.to_plain(getattr(self, field.name))
            for field in attrs.fields(type(self))
        }
        return hashlib.sha256(codec.canonical(whole).encode()).hexdigest()[:16]


def name_points(name_score: int, policy: Policy) -> int:
    """Return what a name score is worth: its share of ``name_points``, rounded once.

    >>> name_points(100, Policy()), name_points(81, Policy())
    (80, 65)
    """
    return (name_score * policy.name_points + 50) // 100


def weak_name_points(weak_score: int, policy: Policy) -> int:
    """Return what the likeness to a weak alias is worth where no name is as alike.

    >>> weak_name_points(100, Policy())
    58
    """
    return (weak_score * policy.weak_name_points + 50) // 100
