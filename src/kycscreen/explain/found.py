"""What a screening finds besides hits, in words: findings, records, next steps."""

from collections.abc import Iterator

import attrs

from kycscreen.entities import Topic
from kycscreen.explain import owners, values, words
from kycscreen.explain.words import say
from kycscreen.screen import Finding, NextStep, Screening


@attrs.frozen(kw_only=True)
class Told:
    """A finding in words: what it is called and means, on whom, and what it rests on.

    ``notes`` are the rule and how long it holds; ``hits`` are ids.
    """

    title: str
    means: str
    party: str
    grounds: str
    notes: tuple[str, ...]
    hits: tuple[str, ...]


def outcome(screening: Screening, standing: str) -> str:
    """Return how a client came out; without a hit, never as one with hits."""
    if standing == "hits" and not screening.hits:
        return say("outcome.findings")
    return say(f"outcome.{standing}")


def findings(screening: Screening) -> tuple[Told, ...]:
    """Return the findings in words, in their order."""
    return tuple(_told(screening, one) for one in screening.findings)


def _told(screening: Screening, one: Finding) -> Told:
    title, means = words.finding(one.code)
    notes = []
    if one.rule:
        notes.append(say("found.rule", rule=one.rule))
    if one.until is not None:
        notes.append(say("found.until", date=one.until.isoformat()))
    return Told(
        title=title,
        means=means,
        party=owners.called(screening, one.subject),
        grounds=one.grounds,
        notes=tuple(notes),
        hits=one.hits,
    )


def finding_lines(screening: Screening) -> Iterator[str]:
    """Say each finding in one line."""
    for one in findings(screening):
        rests = values.some((say("found.hit", hit=hit) for hit in one.hits), _FEW)
        notes = "; ".join(filter(None, (rests, *one.notes)))
        line = say("found.line", title=one.title, party=one.party, grounds=one.grounds)
        yield f"{line} ({notes})" if notes else line


@attrs.frozen(kw_only=True)
class Lacking:
    """What is not on record of a party, and which lists ask for it."""

    party: str
    facts: str
    records: str
    is_optional: bool

    @property
    def how(self) -> str:
        """Say whether it has to be on record, or is only advised."""
        return say("missing.optional" if self.is_optional else "missing.asked")


def missing(screening: Screening) -> tuple[Lacking, ...]:
    """Return what is not on record: what has to be, before what is advised.

    What several lists ask for alike is said once.
    """
    alike: dict[tuple[bool, str, tuple[str, ...]], list[str]] = {}
    each = ((one.subject, lack) for one in screening.missing for lack in one.lacks)
    for subject, lack in sorted(each, key=lambda pair: pair[1].optional):
        key = (lack.optional, subject, lack.facts)
        alike.setdefault(key, []).append(lack.record)
    return tuple(
        Lacking(
            party=owners.called(screening, subject),
            facts=", ".join(map(words.fact, facts)),
            records=", ".join(records),
            is_optional=is_optional,
        )
        for (is_optional, subject, facts), records in alike.items()
    )


def missing_lines(screening: Screening) -> Iterator[str]:
    """Say in one line each what is not on record of whom."""
    for one in missing(screening):
        yield say(
            "missing.line",
            party=one.party,
            facts=one.facts,
            record=one.records,
            how=one.how,
        )


def because(step: NextStep) -> str:
    """Say why a step is asked for."""
    return "; ".join(dict.fromkeys(map(_within, step.because)))


def _within(code: str) -> str:
    """Return what a step is asked for as part of a sentence; PEP stays PEP."""
    told = words.because(code)
    return told if told[1:2].isupper() else told[:1].lower() + told[1:]


def parties(screening: Screening, step: NextStep) -> str:
    """Name for whom a step is asked: parties, and not lists."""
    known = {party.id: party.name for party in screening.parties}
    told = [(one.code, one.subject) for one in screening.findings]
    told += [(one.code, one.subject) for one in (*screening.gaps, *screening.warnings)]
    told += [("record.missing", m.subject) for m in screening.missing if not m.optional]
    for hit in screening.hits:
        kind = "sanction" if Topic.SANCTION in hit.entity.topics else "other"
        told.append((f"hit.{kind}", hit.party.id))
    named = [
        known[id_] or id_ for code, id_ in told if id_ in known and code in step.because
    ]
    return values.some(named, _FEW)


_FEW = 6  # parties and hits that a line names


def step_lines(screening: Screening) -> Iterator[str]:
    """Say in one line each what to do next, because of what, and for whom."""
    for step in screening.next_steps:
        action = words.action(step.action)
        line = say("step.because", action=action, because=because(step))
        whose = parties(screening, step)
        yield f"{line}, {say('step.of', parties=whose)}" if whose else line


def has_findings(screening: Screening) -> bool:
    """Tell whether a client has what a person reads at length: more than a hit."""
    owned = screening.ownership
    return bool(screening.findings) or (owned is not None and bool(owned.verdicts))


def is_to_complete(screening: Screening) -> bool:
    """Tell whether there is something to do, to complete or to look at all the same."""
    owned = screening.ownership is not None and bool(screening.holdings)
    return not has_findings(screening) and bool(
        screening.missing or screening.next_steps or owned
    )
