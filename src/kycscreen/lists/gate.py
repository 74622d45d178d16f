"""The gate: what a new file must show before it replaces the last good one.

The numbers are in FAULTS' order: what no person can wave through is damage,
bounds and a date to come; what a person can accept is a change that may be real.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import attrs

from kycscreen.entities import ListedEntity, Strength
from kycscreen.errors import BoundsError, ListError
from kycscreen.facts import Kind
from kycscreen.lists.manifest import Manifest
from kycscreen.sources import Issue, Source

_FEWER = 10  # in a hundred, of any kind
_MORE = 50
_SAME_IDS = 80  # in a hundred of the ids that the last one had
_FEW = 20  # fewer of a kind than this may come and go; all of them may not
_RENAMED = 20  # in a hundred of the ids that both have
_WEAKER = 5  # points that the share of weak names may grow, even if it doubles
_UNPLACED = 5  # values at one path, to a hundred entities; or so few as _FEW
_AHEAD = timedelta(days=2)  # publishers in other time zones, and tomorrow's date


@attrs.frozen
class Census:
    """What a list holds, in numbers that can be compared."""

    entities: int
    kinds: Mapping[str, int]
    fill: Mapping[str, int]


def census(entities: Sequence[ListedEntity]) -> Census:
    """Count the entities by kind, and how many in a hundred are well described."""
    persons = [entity for entity in entities if entity.kind is Kind.PERSON]
    names = [name for entity in entities for name in entity.names]
    kinds = Counter(entity.kind.value for entity in entities)
    return Census(
        len(entities),
        dict(sorted(kinds.items())),
        {
            "addresses": _percent(
                any(place.country for place in e.addresses) for e in entities
            ),
            "birth_dates": _percent(bool(e.birth_dates) for e in persons),
            "citizenships": _percent(bool(e.citizenships) for e in persons),
            "identifiers": _percent(bool(e.identifiers) for e in entities),
            _NAMES: 100 * len(names) // len(entities) if entities else 0,
            "nationalities": _percent(bool(e.nationalities) for e in persons),
            "positions": _percent(bool(e.positions) for e in entities),
            "programmes": _percent(bool(e.programmes) for e in entities),
            _WEAK: _percent(name.strength is Strength.WEAK for name in names),
        },
    )


_NAMES = "names"  # not a share: how many a hundred entities have
_WEAK = "weak_names"  # the one share that is better low


def _percent(answers: Iterable[bool]) -> int:
    counted = list(answers)
    return 100 * sum(counted) // len(counted) if counted else 0


def check_confirmed(list_id: str, checked: date | None, today: date) -> None:
    """Refuse a confirmation of the future: it would keep a list fresh for ever."""
    if checked is not None and is_future(checked, today):
        raise ListError(
            list_id,
            f"was confirmed on {checked}, later than today, {today};"
            " correct the day or the clock; the active snapshot stays",
        )


def check_downloaded(list_id: str, found: Manifest) -> None:
    """Refuse a download before the publication: one of the two days is wrong.

    What we fetched ourselves may be dated tomorrow, where its publisher is.
    """
    checked, published = found.checked, found.published
    if found.url or checked is None or published is None:
        return
    if checked < published:
        raise ListError(
            list_id,
            f"was published on {published}, and cannot have been downloaded on"
            f" {checked}; correct the day; the active snapshot stays",
        )


def is_future(day: date, today: date) -> bool:
    """Tell whether a day is further ahead than time zones explain."""
    return day > today + _AHEAD


def check_bounds(source: Source, found: Manifest) -> None:
    """Refuse what can be right for no edition of this list."""
    published, today = found.published, found.added_on
    if published is not None and is_future(published, today):
        raise ListError(
            source.id,
            f"is dated {published}, later than today, {today};"
            " check the file and the clock; the active snapshot stays",
        )
    if not source.at_least <= found.entities <= source.at_most:
        raise BoundsError(
            source.id, "entities", found.entities, source.at_least, source.at_most
        )
    births = found.fill["birth_dates"]
    if births < source.birth_dates_at_least:
        raise BoundsError(
            source.id,
            "persons in a hundred with a birth date",
            births,
            source.birth_dates_at_least,
            100,
        )


def differences(old: Manifest, new: Manifest) -> tuple[str, ...]:
    """Name what makes a file an unlikely next edition of the active one."""
    kinds = sorted({*old.kinds, *new.kinds})
    return (
        *_older(old.published, new.published),
        *_counts("entities", old.entities, new.entities),
        *(
            problem
            for kind in kinds
            for problem in _counts(
                f"of kind {kind}", old.kinds.get(kind, 0), new.kinds.get(kind, 0)
            )
        ),
        *(
            problem
            for what, now in sorted(new.fill.items())
            if what in old.fill
            for problem in _fills(what, old.fill[what], now)
        ),
    )


def _older(before: date | None, now: date | None) -> tuple[str, ...]:
    if before is None or (now is not None and now >= before):
        return ()
    dated = "has no date" if now is None else f"is dated {now}"
    return (f"it {dated}, the active one {before}",)


def _counts(what: str, before: int, now: int) -> tuple[str, ...]:
    """Judge a number; a small one may change freely but not vanish."""
    vanished = before > 0 and now == 0
    shrunk = before >= _FEW and 100 * now < (100 - _FEWER) * before
    grown = 100 * now > (100 + _MORE) * max(before, _FEW)
    return (f"{now} {what}, before {before}",) if vanished or shrunk or grown else ()


def _fills(what: str, before: int, now: int) -> tuple[str, ...]:
    """Judge how well entities are described; the last point may be rounding."""
    if what == _WEAK:
        weaker = now > 2 * before and now > before + _WEAKER
        return (f"{now} in a hundred names weak, before {before}",) * weaker
    fallen = 2 * now + 1 < before
    if what == _NAMES:
        return (f"{now} names to a hundred entities, before {before}",) * fallen
    words = what.replace("_", " ")
    return (f"{words} for {now} in a hundred, before {before}",) * fallen


def strangers(
    old: Sequence[ListedEntity], new: Sequence[ListedEntity]
) -> tuple[str, ...]:
    """Name it when too few of the active list's entities are there, by their names."""
    before, now = _names(old), _names(new)
    both = before.keys() & now.keys()
    renamed = sum(before[record_id].isdisjoint(now[record_id]) for record_id in both)
    problems = []
    if 100 * len(both) < _SAME_IDS * len(before):
        problems.append(
            f"{len(both)} of the {len(before)} ids of the active one are still there"
        )
    if 100 * renamed > _RENAMED * len(both):
        problems.append(
            f"{renamed} of the {len(both)} entities in both have only other names"
        )
    return tuple(problems)


def _names(entities: Sequence[ListedEntity]) -> dict[str, set[tuple[str, ...]]]:
    """Collect each id's names, as words: order and commas make no other name."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for entity in entities:
        found.setdefault(entity.record_id, set()).update(
            tuple(sorted(re.findall(r"\w+", name.full.casefold())))
            for name in entity.names
        )
    return found


def unplaced(issues: Iterable[Issue], entities: int) -> dict[str, int]:
    """Count the values at each path where too many could not be placed."""
    return {
        path: count
        for path, count in sorted(Counter(issue.path for issue in issues).items())
        if count > _FEW and 100 * count > _UNPLACED * entities
    }
