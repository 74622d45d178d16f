"""Ownership: what each regime counts, and what stays possible.

In the cases ``X>A 60`` is 60 % of A, held by X; ``-`` and nothing are shares that are
not stated, ``?`` an owner whom nobody names, ``C`` the client. Who owns nothing and
whoever is listed without a holding are persons with a role.
"""

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from itertools import permutations
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kycscreen import ownership
from kycscreen.ownership import Ownership, Status, Verdict
from kycscreen.parties import Client, Control, Holding, Party, Role, Share, Undisclosed
from kycscreen.policy import Policy
from kycscreen.policy.law import Law
from kycscreen.shares import PERCENT, WHOLE

LAW = Policy().law
ON = date(2026, 11, 30)
EVERY_LIST = ("eu_fsf", "us_ofac_sdn", "gb_uksl")
CASES = list(
    csv.DictReader(
        (Path(__file__).parent / "cases" / "ownership.csv").open(encoding="utf-8")
    )
)
REGIMES = ("ofac", "eu", "amlr", "uk")


def read(text: str) -> Holding | Undisclosed:
    """Read one holding as the cases write it."""
    ends, *words = text.split()
    owner, _, of = ends.partition(">")
    of = "" if of == "C" else of
    shares = words.pop(0) if words and words[0][0].isdigit() else ""
    if owner == "?":
        return Undisclosed(of=of, shares=shares)
    said = dict(word.partition("=")[::2] for word in words if word != "-")
    return Holding(
        owner=owner,
        of=of,
        shares=shares,
        votes=said.get("votes"),
        control=[Control(said["control"])] if "control" in said else (),
        direct="indirect" not in said,
        joint=said.get("joint", ""),
        source=said.get("source", ""),
        start=date.fromisoformat(said["from"]) if "from" in said else None,
        end=date.fromisoformat(said["to"]) if "to" in said else None,
    )


def made(
    holdings: Iterable[Holding | Undisclosed], others: Iterable[str] = ()
) -> Client:
    """Make a client of holdings: what is owned, or called A or B, is a company."""
    told = list(holdings)
    held = [one for one in told if isinstance(one, Holding)]
    owned = {one.of for one in told} | {"A", "B", "C2"}
    ids = {one.owner for one in held} | {one.of for one in held} | set(others)
    parties = [Party.organisation("Exemple Oy", role=Role.CLIENT, id="C")]
    for id in sorted(ids - {"", "C"}):
        make = Party.organisation if id in owned else Party.person
        parties.append(make("Exemple", role=Role.BENEFICIAL_OWNER, id=id))
    unnamed = [one for one in told if isinstance(one, Undisclosed)]
    return Client("C-1", parties=parties, holdings=held, undisclosed=unnamed)


def assess(client: Client, listed: Iterable[str], on: date = ON) -> Ownership:
    lists = {}
    for one in listed:
        id, _, list_id = one.partition(":")
        lists[id] = frozenset([list_id] if list_id else EVERY_LIST)
    return ownership.assess(client, lists, law=LAW, on=on)


def short(share: Share) -> str:
    return share.text.removesuffix(" %").replace(" to ", "-")


def written(verdict: Verdict) -> str:
    words = [verdict.status.value, short(verdict.share)]
    words += ["exact"] if verdict.exact else []
    words += ["+".join(way.value for way in verdict.ways)]
    return " ".join(words).strip()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_regimes_and_owners_are_as_the_law_says(case: dict[str, str]) -> None:
    listed = case["listed"].split()
    holdings = [read(text) for text in case["holdings"].split(";")]
    client = made(holdings, (id.partition(":")[0] for id in listed))
    on = date.fromisoformat(case["on"]) if case["on"] else ON
    found = assess(client, listed, on)
    said = {verdict.regime: written(verdict) for verdict in found.verdicts}
    told = "; ".join(
        f"{one.party_id} {short(one.share)}"
        f"{'?' if one.possible else ''}{' control' if one.control else ''}"
        for one in found.owners
    )
    expected = {name: case[name] for name in REGIMES if case[name]}
    assert (said, told) == (expected, case["owners"]), case["why"]
