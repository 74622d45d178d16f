"""Callers' code: type-checked as theirs would be, and never run."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import assert_type

import kycscreen as kyc
from kycscreen import book, explain, lists, runs


def onboarding(folder: Path) -> bool:
    screener = kyc.Screener(
        kyc.load_lists(folder), policy=kyc.Policy(alert_at=70), on=date(2026, 6, 1)
    )
    client = kyc.Client(
        "C-1042",
        parties=[
            kyc.Party.organisation(
                "Exemple Oy",
                role=kyc.Role.CLIENT,
                countries=["fi"],
                identifiers=["1234567-1"],
            ),
            kyc.Party.person(
                "Jean Exemple",
                role=[kyc.Role.REPRESENTATIVE, kyc.Role.BENEFICIAL_OWNER],
                birth_date="1962-03-14",
                nationalities=("fr",),
                other_names={"J. Exemple"},
                name_parts={"given": "Jean", "family": "Exemple"},
                identifiers=[kyc.Identifier("passport", "XX1234567", country="fr")],
            ),
        ],
        holdings=[kyc.Holding(owner="p-1", shares="60 %", control=kyc.Control.TRUST)],
        undisclosed=[kyc.Undisclosed(reason=kyc.Unnamed.ANONYMOUS)],
    )
    screening = assert_type(screener.screen(client), kyc.Screening)
    for hit in screening.hits:
        assert_type(hit.score, int)
        assert_type(hit.id, str)
        assert_type(hit.reasons, tuple[kyc.Reason, ...])
        assert_type(hit.matched_name, kyc.ListedName | None)
    for gap in screening.gaps:
        assert_type(gap, kyc.Gap)
    for finding in screening.findings:
        assert_type(finding, kyc.Finding)
        assert_type(finding.until, date | None)
    for missing in screening.missing:
        assert_type(missing.lacks, tuple[kyc.Lack, ...])
    for step in screening.next_steps:
        assert_type(step.action, str)
    match screening.outcome:
        case kyc.Outcome.CLEAR:
            return True
        case kyc.Outcome.HITS | kyc.Outcome.INCONCLUSIVE:
            return False


def nightly(clients: Path, folder: Path) -> Iterator[str]:
    read = book.read(clients)
    screener = kyc.Screener(kyc.load_lists(str(folder)))
    for screening in runs.screen(screener.screen_all, read):
        assert_type(screening, kyc.Screening)
        yield screening.to_json()
        yield explain.text(screening, policy=screener.policy)
    yield explain.html(screener.screen_all(read.clients), title="Screening")


def stored(text: str, data: bytes) -> tuple[kyc.Screening, kyc.Screening]:
    return kyc.Screening.from_json(text), kyc.Screening.from_json(data)


def a_list_of_ones_own() -> kyc.Watchlist:
    listed = kyc.ListedEntity(
        list_id="own",
        record_id="1",
        kind=kyc.Kind.PERSON,
        names=[
            "Jean Exemple",
            kyc.ListedName("Le Renard", strength=kyc.Strength.WEAK),
        ],
        birth_dates=["1962-03-14"],
        nationalities=["fr"],
        topics={kyc.Topic.SANCTION},
    )
    return kyc.Watchlist.of("own", [listed], checked=date(2026, 6, 1))


def a_published_list(path: Path) -> int:
    watchlist = kyc.Watchlist.read("un_sc", path)
    assert_type(watchlist.published, date | None)
    return len(watchlist.entities) + len(watchlist.issues)


def names_alone() -> int:
    comparison = kyc.names.compare("Åsa Öberg", "OEBERG, Aasa", kind=kyc.Kind.PERSON)
    for word in comparison.tokens:
        assert_type(word.how, str)
    return comparison.score


def what_is_held(folder: Path) -> list[str]:
    try:
        return [snapshot.list_id for snapshot in lists.active(folder)]
    except kyc.KycScreenError as wrong:
        return [str(wrong)]
