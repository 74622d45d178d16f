"""What may not be given: tests/cases/services.csv holds the law, this file the rest."""

import csv
from datetime import date
from pathlib import Path

import pytest

from kycscreen import services
from kycscreen.errors import PartyError
from kycscreen.parties import Client, Party, Role
from kycscreen.policy import Policy

CASES = list(
    csv.DictReader(
        (Path(__file__).parent / "cases" / "services.csv")
        .read_text("utf-8")
        .splitlines()
    )
)
ON = date(2026, 11, 29)


def client_of(countries: str, owners: str = "") -> tuple[Client, tuple[str, ...]]:
    company = Party.organisation(
        "Exemple Oy", role=Role.CLIENT, countries=countries.split()
    )
    made = [_owner(told) for told in owners.split()]
    client = Client("C-1", parties=[company, *made])
    return client, tuple(party.id for party in made)


def _owner(told: str) -> Party:
    kind, _, country = told.rpartition(":")
    if kind:
        return Party.person(
            "Jean Exemple",
            role=Role.BENEFICIAL_OWNER,
            countries=[country],
            nationalities=[country],
        )
    return Party.organisation(
        f"Exemple {country}", role=Role.SHAREHOLDER, countries=[country]
    )


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_what_is_prohibited_is_what_the_cases_say(case: dict[str, str]) -> None:
    client, owners = client_of(case["client"], case["owners"])
    found = services.prohibited(
        client,
        owners=owners,
        law=Policy.read(case["pack"]).law,
        on=date.fromisoformat(case["on"]),
    )
    told = " | ".join(
        f"{one.rule} {one.country} {'certain' if one.certain else 'check'}"
        for one in found
    )
    assert told == case["expected"], case["why"]
    assert all(one.services and one.carve_outs for one in found)


def test_grounds_say_who_where_by_which_act_and_what_to_check() -> None:
    client, owners = client_of("fi", "by")
    (found,) = services.prohibited(client, owners=owners, law=Policy().law, on=ON)
    assert found.grounds == (
        "A company that controls the client, or may, is established in Belarus:"
        " Regulation (EC) 765/2006, Article 1jc forbids accounting, auditing,"
        " bookkeeping, tax consulting, business and management consulting; check"
        " whether the rule reaches the client."
    )


def test_an_owner_who_is_no_party_is_refused() -> None:
    client, _ = client_of("fi")
    with pytest.raises(PartyError, match="owners names one that is no party"):
        services.prohibited(client, owners=["nobody"], law=Policy().law, on=ON)


def test_only_the_client_company_and_whom_the_caller_names_are_asked() -> None:
    client, _ = client_of("fi", "ru by")
    assert services.prohibited(client, owners=(), law=Policy().law, on=ON) == ()
