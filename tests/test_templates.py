"""The templates of books: read without a refusal, and all that they show is there."""

from pathlib import Path

import pytest

from kycscreen import book
from kycscreen.parties import Unnamed
from kycscreen.policy import Policy
from kycscreen.screen import Outcome, Screener

EXAMPLES = Path(__file__).parent.parent / "examples"
TEMPLATES = ("book_template.csv", "book_template.jsonl", "bods.json")


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_screened_as_it_stands(name: str) -> None:
    read = book.read(EXAMPLES / name)
    assert read.refused == ()
    clients = list(read.clients)
    for screening in Screener([], policy=Policy()).screen_all(clients):
        assert screening.outcome is not Outcome.CLEAR, "there is no list"
        declared = {finding.code for finding in screening.findings}
        assert declared <= {"pep.declared"}, "what parties say needs no list"
    assert all(client.companies for client in clients)
    assert any(client.holdings for client in clients)
    assert any(client.undisclosed for client in clients)
    assert any(party.pep for client in clients for party in client.parties)


def test_the_templates_of_rows_say_the_same() -> None:
    one, other = (list(book.read(EXAMPLES / name).clients) for name in TEMPLATES[:2])
    assert one == other
    gaps = {gap.reason for client in one for gap in client.undisclosed}
    assert gaps == {Unnamed.NOT_PROVIDED, Unnamed.NONE}


def test_the_template_of_statements_holds_a_circle() -> None:
    (client,) = book.read(EXAMPLES / "bods.json").clients
    held = {(holding.owner, holding.of) for holding in client.holdings}
    assert any((of, owner) in held for owner, of in held)
