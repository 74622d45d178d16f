"""Every register that we know the rule of, and what finds a number's own."""

import re
from functools import lru_cache

from kycscreen.identifiers import baltic, companies, nordic
from kycscreen.identifiers.rules import Fit, Rule, pattern

RULES: dict[Fit, Rule] = {**nordic.RULES, **baltic.RULES, **companies.RULES}
"""The rule of each register."""

PREFIXES = {
    country.upper(): tuple(fit for fit in RULES if fit[1] == country)
    for _, country in RULES
}
"""What a number may have before it, and the registers of that country."""

# Their form says whose they are, without a country before it.
_WITHOUT_PREFIX = (("national_id", "fi"), ("national_id", "se"))


def fitting(
    written: str, types: tuple[str, ...], countries: tuple[str, ...]
) -> list[tuple[Fit, bool | None]]:
    """Return which registers may have given a number, and whether its check holds.

    A register counts where its country is one of some, or is told by the number
    itself; then only if the check holds. Bare digits that fail their check are
    another register's.
    """
    fits: list[tuple[Fit, bool | None]] = []
    if written[:1].isdigit():
        prefix = ""
    elif written[:2] in PREFIXES:
        prefix = written[:2]
    else:
        return fits
    for fit, rule, told, alone in _asked(types, countries, prefix):
        is_told = told is not None and told.fullmatch(written) is not None
        if is_told or (alone is not None and alone.fullmatch(written)):
            number = rule.bare(written)
            holds = rule.holds(number) or verdict(fit, number)
            unsure = is_told and (holds is None or not written.isdigit())
            if holds or unsure:
                fits.append((fit, holds))
    return fits


@lru_cache(maxsize=1024)
def _asked(
    types: tuple[str, ...], countries: tuple[str, ...], prefix: str
) -> tuple[tuple[Fit, Rule, re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    """Return what numbers of some types may be: by the countries, and without."""
    fits = PREFIXES[prefix] if prefix else tuple(RULES)
    alone = fits if prefix else _WITHOUT_PREFIX
    return tuple(
        (
            fit,
            RULES[fit],
            pattern(RULES[fit].form) if fit[1] in countries else None,
            pattern(RULES[fit].alone) if fit in alone and RULES[fit].alone else None,
        )
        for fit in fits
        if fit[0] in types and (fit[1] in countries or fit in alone)
    )


def verdict(fit: Fit, number: str) -> bool | None:
    """Say whether the check of a bare number holds; ``None``: it may have none."""
    if RULES[fit].holds(number):
        return True
    return None if nordic.is_unverified(fit, number) else False


def bare(fit: Fit, written: str) -> str | None:
    """Return a number without what writers leave out, if it has its register's form."""
    rule = RULES.get(fit)
    if rule is None or pattern(rule.form).fullmatch(written) is None:
        return None
    return rule.bare(written)


def series(fit: Fit, written: str) -> str:
    """Return the series of its register to which a number belongs; most have one."""
    number = bare(fit, written)
    return "" if number is None else RULES[fit].series(number)
