"""Ownership statements: clients with all who are reached, or a reason why not."""

import gzip
import json
import random
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from kycscreen import book, shares
from kycscreen.book import bods
from kycscreen.book.bods import documents, interests, numbers
from kycscreen.errors import BookError, PartyError
from kycscreen.facts import Kind
from kycscreen.parties import Client, Control, Party, Role, Share, Unnamed

FIXTURES = Path(__file__).parent / "statements"
PERCENT = shares.PERCENT
Plain = dict[str, Any]


def said(kind: str, record: str, details: Plain, **more: Any) -> Plain:
    """Make a statement of 0.4 about the client ``c``."""
    return {
        "statementId": f"s-{record}",
        "declarationSubject": "c",
        "statementDate": "2026-01-01",
        "publicationDetails": {
            "bodsVersion": "0.4",
            "publicationDate": "2026-01-02",
            "publisher": {"name": "Register of Examples"},
        },
        "recordId": record,
        "recordType": kind,
        "recordStatus": "new",
        "recordDetails": {"isComponent": False, **details},
        **more,
    }


def entity(record: str, name: str = "Exemple Oy", **more: Any) -> Plain:
    details = {"entityType": {"type": "registeredEntity"}, "name": name}
    return said("entity", record, details, **more)


def person(record: str, name: str = "Jean Exemple", **more: Any) -> Plain:
    details = {"personType": "knownPerson", "names": [{"fullName": name}]}
    return said("person", record, details, **more)


def owns(record: str, owner: Any, of: Any, *parts: Plain, **details: Any) -> Plain:
    told = {"subject": of, "interestedParty": owner, "interests": list(parts)}
    return said("relationship", record, {**told, **details})


def part(type_: str = "shareholding", **more: Any) -> Plain:
    return {"type": type_, "directOrIndirect": "direct", **more}


def of_share(exact: object, **more: Any) -> Plain:
    return part(share={"exact": exact}, beneficialOwnershipOrControl=True, **more)


CHAIN = [
    entity("c"),
    entity("h", "Exempel AB"),
    person("p"),
    owns("r1", "h", "c", part(share={"exact": 100})),
    owns("r2", "p", "h", of_share(60)),
]

PAIR = [CHAIN[0], CHAIN[2]]


def write(folder: Path, statements: object, name: str = "bods.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(statements), encoding="utf-8")
    return path


def read(folder: Path, *statements: object) -> book.Book:
    return book.read(write(folder, statements))


def one(folder: Path, *statements: object) -> Client:
    made = read(folder, *statements)
    assert made.refused == ()
    (client,) = made.clients
    return client


def wrong(made: book.Book) -> list[tuple[int, str, str]]:
    return [(row.line, row.field, row.client_id) for row in made.refused]


def by_id(client: Client) -> dict[str, Party]:
    return {party.id: party for party in client.parties}


# the published fixtures


def conformance() -> Iterable[str]:
    fixtures = pytest.importorskip("bods_fixtures")
    cases: list[str] = fixtures.list_cases()
    return cases


def test_C12_every_published_fixture_is_read_as_it_expects(tmp_path: Path) -> None:
    fixtures = pytest.importorskip("bods_fixtures")
    for case in conformance():
        fixture = fixtures.load(case)
        made = read(tmp_path, *fixture.statements)
        assert made.refused == (), case
        named = {one["recordId"] for one in fixture.statements} & {
            s["declarationSubject"] for s in fixture.statements
        }
        assert {client.id for client in made.clients} == named, case
        for client in made.clients:
            told = len(client.holdings) + len(client.undisclosed)
            # None is dropped: of a cycle each client has both sides.
            assert told >= len(fixture.by_record_type("relationship")), case


def test_C12_a_direct_owner_is_the_beneficial_owner_of_all_that_is_stated() -> None:
    fixtures = pytest.importorskip("bods_fixtures")
    path = Path(fixtures.__file__).parent / "data/core/01-direct-ownership.json"
    (client,) = bods.clients(path).clients
    (holding,) = client.holdings
    most = Share(75 * PERCENT, 75 * PERCENT)
    assert (holding.shares, holding.votes) == (most, most)
    assert (holding.of, holding.start) == ("", date(2010, 1, 1))
    (owner,) = (p for p in client.parties if Role.BENEFICIAL_OWNER in p.roles)
    assert (owner.id, owner.nationalities) == ("rec-jane-smith-1975", ("gb",))
    (company,) = client.companies
    assert company.identifiers[0].type == "company_reg"
    assert company.identifiers[0].country == "gb"
    assert client.registered_on == date(2005, 3, 15)
    (proof,) = owner.proofs
    assert proof.stated_on == date(2026, 4, 17)


def test_C12_circular_ownership_keeps_both_sides_and_adds_nothing_up() -> None:
    fixtures = pytest.importorskip("bods_fixtures")
    path = Path(fixtures.__file__).parent / "data/edge-cases/10-circular-ownership.json"
    alpha, beta = bods.clients(path).clients
    for client, other in ((alpha, beta), (beta, alpha)):
        assert {(h.owner, h.of) for h in client.holdings} == {
            (other.id, ""), (client.id, other.id),
        }  # fmt: skip
        assert all(h.shares == Share(10**8, 10**8) for h in client.holdings)
        assert not any(Role.BENEFICIAL_OWNER in party.roles for party in client.parties)


def test_C12_an_owner_who_is_declared_unknown_is_a_gap_and_no_person() -> None:
    fixtures = pytest.importorskip("bods_fixtures")
    path = Path(fixtures.__file__).parent / "data/edge-cases/11-anonymous-person.json"
    (client,) = bods.clients(path).clients
    assert [party.kind for party in client.parties] == [Kind.ORGANISATION]
    (gap,) = client.undisclosed
    assert gap.reason is Unnamed.NOT_CONFIRMED
    assert gap.details.startswith("The subject entity has reported")


# earlier versions


def test_a_file_of_0_2_is_read() -> None:
    made = book.read(FIXTURES / "v02.json")
    assert made.refused == ()
    (client,) = made.clients
    assert client.id == "e-exemple-1", (
        "the first of the statements that replace another"
    )
    company, jean = client.parties
    assert company.name == "Exemple Négoce Oy", "what replaces is what stands"
    assert (company.countries, company.identifiers[0].type) == (("fi",), "company_reg")
    assert company.addresses == ("Esimerkkikatu 1, Espoo, 02100, FI",)
    assert client.registered_on == date(2004, 2, 29)
    assert client.register == "Finnish Trade Register"
    assert jean.names == ("Jean Exemple", "Жан Экземпль")
    assert jean.birth_date is not None
    assert jean.birth_date.raw == "1962-03"
    assert jean.pep is not None
    assert jean.pep.declared is True
    assert jean.pep.functions == ("member of a parliament",)
    assert (jean.pep.country, jean.pep.start) == ("fr", date(2012, 6, 20))
    (holding,) = client.holdings
    assert holding.shares == Share(25 * PERCENT + 1, 50 * PERCENT)
    assert holding.votes == Share(33_330_000, 33_330_000), "exactly, for it is no float"
    assert holding.control == (Control.INFLUENCE,)
    assert jean.roles == {Role.SHAREHOLDER, Role.BENEFICIAL_OWNER}


def test_lines_of_0_3_are_read() -> None:
    made = book.read(FIXTURES / "v03.jsonl")
    assert made.refused == ()
    (client,) = made.clients
    assert client.id == "e-1", "a component is nobody's client"
    roles = {party.id: party.roles for party in client.parties}
    assert roles == {
        "e-1": {Role.CLIENT},
        "e-2": {Role.SHAREHOLDER},
        "p-1": {Role.BENEFICIAL_OWNER, Role.INTERMEDIATE_OWNER},
    }
    assert [(h.owner, h.of, h.direct) for h in client.holdings] == [
        ("e-2", "", True), ("p-1", "", False), ("p-1", "e-2", True),
    ]  # fmt: skip
    (gap,) = client.undisclosed
    assert (gap.of, gap.reason, gap.shares) == (
        "e-2", Unnamed.NOT_PROVIDED, Share(0, 40 * PERCENT),
    )  # fmt: skip


def test_C12_versions_may_be_mixed_in_one_file(tmp_path: Path) -> None:
    older = json.loads((FIXTURES / "v02.json").read_text(encoding="utf-8"))
    lines = (FIXTURES / "v03.jsonl").read_text(encoding="utf-8").splitlines()
    made = read(tmp_path, *older, *map(json.loads, lines), *CHAIN)
    assert made.refused == ()
    assert [client.id for client in made.clients] == ["c", "e-1", "e-exemple-1"]
    unsaid = [{**one} for one in older]
    for statement in unsaid:
        del statement["publicationDetails"]
    assert [client.id for client in read(tmp_path, *unsaid).clients] == ["e-exemple-1"]


# who is a client, and who is reached


def test_everybody_above_a_client_is_its_party(tmp_path: Path) -> None:
    client = one(tmp_path, *CHAIN)
    assert {id: party.roles for id, party in by_id(client).items()} == {
        "c": {Role.CLIENT},
        "h": {Role.SHAREHOLDER},
        "p": {Role.BENEFICIAL_OWNER},
    }
    assert [(h.owner, h.of, h.shares) for h in client.holdings] == [
        ("h", "", Share(10**8, 10**8)),
        ("p", "h", Share(60 * PERCENT, 60 * PERCENT)),
    ]


def test_an_entity_that_nothing_is_said_to_be_about_is_a_client(tmp_path: Path) -> None:
    alone = {**entity("x"), "declarationSubject": None}
    made = read(tmp_path, *CHAIN, alone)
    assert [client.id for client in made.clients] == ["c", "x"]


def test_records_of_two_publishers_are_two(tmp_path: Path) -> None:
    theirs = [json.loads(json.dumps(one)) for one in CHAIN]
    for statement in theirs:
        statement["statementId"] += "-b"
        statement["publicationDetails"]["publisher"] = {"name": "B"}
    theirs[2]["recordDetails"]["names"] = [{"fullName": "Eva Exempel"}]
    made = read(tmp_path, *CHAIN, *theirs)
    assert made.refused == ()
    assert [
        (client.id, client.parties[2].name) for client in made.clients
    ] == [
        ("B/c", "Eva Exempel"),
        ("Register of Examples/c", "Jean Exemple"),
    ]  # fmt: skip


def test_C12_a_chain_of_ten_thousand_ends(tmp_path: Path) -> None:
    many = 10_000
    made = [entity("c")]
    below = "c"
    for at in range(many):
        made += [entity(f"e{at}"), owns(f"r{at}", f"e{at}", below, of_share(100))]
        below = f"e{at}"
    client = one(tmp_path, *made)
    assert len(client.parties) == len(client.holdings) + 1 == many + 1


def test_C12_a_file_that_makes_too_many_parties_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bods, "MOST", 2)
    with pytest.raises(BookError, match="more than 2 parties"):
        read(tmp_path, *CHAIN)


# states


def test_C12_the_latest_statement_of_a_record_is_what_it_says(tmp_path: Path) -> None:
    later = person("p", "Eva Exempel", statementDate="2026-02-01", statementId="x")
    later["recordStatus"] = "updated"
    for several in ([*CHAIN, later], [later, *CHAIN]):
        assert by_id(one(tmp_path, *several))["p"].name == "Eva Exempel"


def test_C12_a_closed_relationship_is_none(tmp_path: Path) -> None:
    end = {**CHAIN[4], "statementDate": "2026-02-01", "statementId": "x"}
    end = {**end, "recordStatus": "closed"}
    del end["recordDetails"]
    assert set(by_id(one(tmp_path, *CHAIN, end))) == {"c", "h"}


def test_C12_a_closed_client_is_none_and_a_closed_owner_is_refused(
    tmp_path: Path,
) -> None:
    gone = entity("c", statementDate="2026-02-01", statementId="x")
    gone["recordStatus"] = "closed"
    with pytest.raises(BookError, match="holds no clients"):
        read(tmp_path, *CHAIN, gone)
    dead = person("p", statementDate="2026-02-01", statementId="x")
    dead["recordStatus"] = "closed"
    made = read(tmp_path, *CHAIN, dead)
    assert wrong(made) == [(5, "interestedParty", "c")]


def test_C12_nothing_may_follow_what_closes_a_record(tmp_path: Path) -> None:
    end = {**CHAIN[4], "statementDate": "2026-02-01", "statementId": "x"}
    end = {**end, "recordStatus": "closed"}
    after = {**CHAIN[4], "statementDate": "2026-03-01", "statementId": "y"}
    made = read(tmp_path, *CHAIN, end, after)
    assert wrong(made) == [(7, "recordStatus", "c")]


def test_one_statement_twice_is_one_and_two_of_one_id_are_refused(
    tmp_path: Path,
) -> None:
    assert one(tmp_path, *CHAIN, CHAIN[2]) == one(tmp_path, *CHAIN)
    other = {**person("z"), "statementId": "s-p"}
    assert wrong(read(tmp_path, *CHAIN, other)) == [(6, "statementId", "c")]


# what is dangling


def test_C12_an_owner_who_is_reached_from_no_client_is_no_silence(
    tmp_path: Path,
) -> None:
    made = read(tmp_path, *CHAIN[:3], CHAIN[4])
    assert wrong(made) == [(4, "subject", "c")]
    assert [party.id for client in made.clients for party in client.parties] == ["c"]


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([entity("c"), person("p")], (2, "recordId", "c")),
        ([entity("c"), entity("h", "Exempel AB")], (2, "recordId", "c")),
        ([*CHAIN, person("q", declarationSubject="q")], (6, "recordId", "")),
    ],
)
def test_C12_somebody_whom_no_relationship_names_is_no_silence(
    statements: list[Plain], expected: tuple[int, str, str], tmp_path: Path
) -> None:
    made = read(tmp_path, *statements)
    assert wrong(made) == [expected]
    closed = {**owns("r2", "p", "h"), "statementId": "x", "recordStatus": "closed"}
    assert not read(tmp_path, *CHAIN, closed).refused, "it named him once"


def test_C12_of_two_publishers_ids_what_is_refused_may_be_of_either(
    tmp_path: Path,
) -> None:
    def by(publisher: str, one: Plain) -> Plain:
        told = {**one["publicationDetails"], "publisher": {"name": publisher}}
        id = f"{publisher}-{one['statementId']}"
        return {**one, "statementId": id, "publicationDetails": told}

    both = [by(name, one) for name in ("A", "B") for one in CHAIN]
    for odd in (
        by("A", owns("r", "p", "nobody", part())),
        by("A", {**owns("r", "p", "c", part()), "recordStatus": "odd"}),
        by("D", entity("d")),
    ):
        made = read(tmp_path, *both, odd)
        assert [row.client_id for row in made.refused] == [""], odd["recordId"]
        assert {client.id for client in made.clients} == {"A/c", "B/c"}


def test_C12_a_relationship_that_turns_into_something_else_is_no_silence(
    tmp_path: Path,
) -> None:
    turned = {**entity("r1"), "statementId": "x", "statementDate": "2026-02-01"}
    made = read(tmp_path, *PAIR, owns("r1", "p", "c", of_share(60)), turned)
    assert (4, "recordType", "c") in wrong(made)


def test_C12_a_statement_without_a_date_is_no_later_than_one_that_has_one(
    tmp_path: Path,
) -> None:
    less, more = (owns("r", "p", "c", of_share(size)) for size in (10, 90))
    undated = {**more, "statementId": "x", "statementDate": None}
    assert wrong(read(tmp_path, *PAIR, less, undated)) == [(4, "statementDate", "c")]
    neither = {**less, "statementDate": None}
    (holding,) = one(tmp_path, *PAIR, neither, undated).holdings
    assert holding.shares == Share(90 * PERCENT, 90 * PERCENT)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (owns("r", "nobody", "c", part()), (6, "interestedParty", "c")),
        (owns("r", "nobody", "h", part()), (6, "interestedParty", "c")),
        (owns("r", "p", "nobody", part()), (6, "subject", "c")),
        (owns("r", "p", {"reason": "unknown"}, part()), (6, "subject", "c")),
        (owns("r", "h", "h", part()), (6, "interestedParty", "c")),
        (owns("r", "r1", "c", part()), (6, "interestedParty", "c")),
        (owns("r", "c", "p", part()), (6, "subject", "c")),
        (
            owns("r", "p", "c", part(), componentRecords=["x"]),
            (6, "componentRecords", "c"),
        ),
        (owns("r", "p", "c", part("magic")), (6, "type", "c")),
        (owns("r", "p", "c", part(share={"exact": 101})), (6, "share", "c")),
        (owns("r", "p", "c", part(startDate="soon")), (6, "startDate", "c")),
        (entity("n", declarationSubject="x"), (6, "declarationSubject", "x")),
        ({**entity("n"), "recordType": "robot"}, (6, "recordType", "c")),
        ({**entity("n"), "recordStatus": "odd"}, (6, "recordStatus", "c")),
        ({"statementId": "x"}, (6, "recordStatus", "")),
        ("text", (6, "", "")),
    ],
)
def test_C12_what_cannot_be_used_is_refused_by_its_place(
    statement: object, expected: tuple[int, str, str], tmp_path: Path
) -> None:
    made = read(tmp_path, *CHAIN, statement)
    assert wrong(made) == [expected]
    assert len({client.id: client for client in made.clients}["c"].parties) == 3


def test_C12_what_is_refused_is_so_for_every_client_that_it_is_reached_from(
    tmp_path: Path,
) -> None:
    odd = person("p")
    odd["recordDetails"]["nationalities"] = [{"code": "QQ"}]
    other = [
        entity("d", declarationSubject="d"),
        {**owns("r3", "h", "d", part()), "declarationSubject": "d"},
    ]
    made = read(tmp_path, CHAIN[0], CHAIN[1], odd, *CHAIN[3:], *other)
    assert wrong(made) == [(3, "nationalities", "c"), (3, "nationalities", "d")]
    assert [len(client.parties) for client in made.clients] == [2, 2]


# what is stated


def test_all_types_of_interest_are_told_and_every_version_of_their_names(
    tmp_path: Path,
) -> None:
    assert len(interests.TYPES) == 23
    for type_ in interests.TYPES:
        client = one(tmp_path, *PAIR, owns("r", "p", "c", part(type_)))
        roles = by_id(client)["p"].roles
        assert roles, type_
        is_office = isinstance(interests.TYPES[type_], Role)
        assert len(client.holdings) == (not is_office), type_
    for former in ("voting-rights", "settlor-of-trust", "other-influence-or-control"):
        assert one(tmp_path, *PAIR, owns("r", "p", "c", part(former))).holdings


def test_an_office_is_a_role_with_the_client_and_none_with_its_owner(
    tmp_path: Path,
) -> None:
    offices = (part("boardMember"), part("seniorManagingOfficial"))
    client = one(tmp_path, *CHAIN[:4], owns("r", "p", "c", *offices))
    assert by_id(client)["p"].roles == {
        Role.BOARD_MEMBER, Role.SENIOR_MANAGING_OFFICIAL,
    }  # fmt: skip
    client = one(tmp_path, *CHAIN[:4], owns("r", "p", "h", *offices))
    assert by_id(client)["p"].roles == {Role.INTERMEDIATE_OWNER}
    assert [h.owner for h in client.holdings] == ["h"]


def test_what_had_ended_when_it_was_stated_makes_no_beneficial_owner(
    tmp_path: Path,
) -> None:
    over = of_share(60, startDate="2010", endDate="2020-05")
    client = one(tmp_path, *PAIR, owns("r", "p", "c", over))
    assert by_id(client)["p"].roles == {Role.INTERMEDIATE_OWNER}
    (holding,) = client.holdings
    assert (holding.start, holding.end) == (date(2010, 1, 1), date(2020, 6, 1))


def test_two_parcels_are_two_holdings_and_profit_is_no_further_share(
    tmp_path: Path,
) -> None:
    parcels = (of_share(10), of_share(10))
    client = one(tmp_path, *PAIR, owns("r", "p", "c", *parcels))
    assert len(client.holdings) == 2
    profit = part("rightsToProfitOrIncome", share={"exact": 60})
    client = one(tmp_path, *PAIR, owns("r", "p", "c", of_share(10), profit))
    (holding,) = client.holdings
    assert holding.shares == Share(10 * PERCENT, 10 * PERCENT)
    assert holding.details == "rightsToProfitOrIncome 60 %"
    client = one(tmp_path, *PAIR, owns("r", "p", "c", profit))
    assert client.holdings[0].shares == Share(60 * PERCENT, 60 * PERCENT)


@pytest.mark.parametrize(
    ("plain", "least", "most"),
    [
        ({"exact": 50}, "50", "50"),
        ({"exact": "0.1"}, "0.1", "0.1"),
        ({"exact": "33.33333333"}, "33.333333", "33.333334"),
        ({"minimum": 25, "maximum": 50}, "25", "50"),
        ({"exclusiveMinimum": 25}, "25.000001", "100"),
        ({"exclusiveMinimum": 25, "exclusiveMaximum": 50}, "25.000001", "49.999999"),
        ({"minimum": 25, "exclusiveMinimum": 20}, "25", "100"),
        ({"minimum": 25, "exclusiveMinimum": 25}, "25.000001", "100"),
        ({"minimum": 25, "exclusiveMinimum": False}, "25", "100"),
        ({"maximum": 10, "exclusiveMaximum": True}, "0", "9.999999"),
        ({"exact": "1e1"}, "10", "10"),
    ],
)
def test_a_share_is_exact_whatever_its_bounds(
    plain: Plain, least: str, most: str, tmp_path: Path
) -> None:
    made = owns("r", "p", "c", part(share="HERE"))
    written = json.dumps(plain).replace('"0.1"', "0.1").replace('"1e1"', "1e1")
    written = written.replace('"33.33333333"', "33.33333333")
    path = tmp_path / "bods.json"
    text = json.dumps([*PAIR, made]).replace('"HERE"', written)
    path.write_text(text, encoding="utf-8")
    ((holding,),) = (client.holdings for client in book.read(path).clients)
    assert holding.shares == shares.between(
        least=Fraction(least) * PERCENT, most=Fraction(most) * PERCENT
    )


def test_a_share_outside_its_own_bounds_is_refused(tmp_path: Path) -> None:
    for exact, expected in ((10, [(3, "share", "c")]), (25, []), (30, [])):
        share = {"exact": exact, "minimum": 25, "maximum": 50}
        made = read(tmp_path, *PAIR, owns("r", "p", "c", part(share=share)))
        assert wrong(made) == expected


@pytest.mark.parametrize(
    "number",
    ["-1", "100.5", "true", '"50"', "1e-999999999", "1e999999999", f"0.{'1' * 99}"],
)
def test_a_number_that_is_no_share_is_refused_at_once(
    number: str, tmp_path: Path
) -> None:
    made = owns("r", "p", "c", part(share={"exact": "HERE"}))
    text = json.dumps([*PAIR, made]).replace('"HERE"', number)
    path = tmp_path / "bods.json"
    path.write_text(text, encoding="utf-8")
    assert wrong(book.read(path)) == [(3, "share", "c")]


@pytest.mark.parametrize(
    ("kind", "reason"),
    [("anonymousPerson", Unnamed.ANONYMOUS), ("unknownPerson", Unnamed.UNKNOWN)],
)
def test_C12_a_person_whom_nobody_names_is_a_gap(
    kind: str, reason: Unnamed, tmp_path: Path
) -> None:
    nobody = person("p")
    nobody["recordDetails"] = {"personType": kind}
    client = one(tmp_path, *CHAIN[:2], nobody, *CHAIN[3:])
    (gap,) = client.undisclosed
    assert (gap.of, gap.reason) == ("h", reason)
    assert gap.shares == Share(60 * PERCENT, 60 * PERCENT)
    assert set(by_id(client)) == {"c", "h"}


def test_C12_an_entity_whom_nobody_names_is_climbed_past(tmp_path: Path) -> None:
    veiled = entity("h")
    veiled["recordDetails"] = {"entityType": {"type": "anonymousEntity"}}
    client = one(tmp_path, CHAIN[0], veiled, *CHAIN[2:])
    assert [gap.of for gap in client.undisclosed] == [""]
    assert set(by_id(client)) == {"c", "h", "p"}


def test_a_person_is_told_with_every_fact(tmp_path: Path) -> None:
    full = person("p")
    full["recordDetails"] |= {
        "names": [
            {"type": "former", "fullName": "Jean Ancien"},
            {"type": "legal", "givenName": "Jean", "familyName": "Exemple"},
            {"type": "birth", "fullName": "Jean Né"},
        ],
        "birthDate": "1962",
        "placeOfBirth": {
            "address": "Lyon",
            "country": {"code": "FR", "name": "France"},
        },
        "nationalities": [{"code": "FR"}, {"name": "Sweden"}],
        "taxResidencies": [{"code": "GB-SCT"}],
        "identifiers": [{"scheme": "FRA-PASSPORT", "id": "XX1234567"}],
        "addresses": [{"address": "Katu 1", "country": {"code": "FI"}}],
        "politicalExposure": {
            "status": "isNotPep",
            "details": [{"missingInfoReason": "asked"}],
        },
    }
    party = by_id(one(tmp_path, *CHAIN[:2], full, *CHAIN[3:]))["p"]
    assert party.names == ("Jean Exemple", "Jean Ancien", "Jean Né")
    assert dict(party.name_parts) == {"given": "Jean", "family": "Exemple"}
    assert (party.nationalities, party.countries) == (("fr", "se"), ("fi", "gb"))
    assert party.birth_place is not None
    assert party.birth_place.country == "fr"
    (number,) = party.identifiers
    assert (number.type, number.country) == ("passport", "fr")
    assert party.pep is not None
    assert party.pep.declared is False
    assert party.pep.declared_on == date(2026, 1, 1)


@pytest.mark.parametrize("later", [{"startDate": "2024"}, {"endDate": "2026-06"}])
def test_of_several_offices_of_a_person_the_last_one_decides(
    tmp_path: Path, later: dict[str, str]
) -> None:
    first = {"startDate": "1990", "endDate": "1995", "jurisdiction": {"code": "FR"}}
    last = {"reason": "minister", "jurisdiction": {"code": "FI"}, **later}
    told = []
    for details in ([first, last], [last, first]):
        full = person("p")
        full["recordDetails"]["politicalExposure"] = {
            "status": "isPep",
            "details": details,
        }
        party = by_id(one(tmp_path, *CHAIN[:2], full, *CHAIN[3:]))["p"]
        assert party.pep is not None
        told.append(party.pep)
    assert told[0] == told[1]
    assert told[0].country == "fi"
    assert told[0].end in (None, date(2026, 7, 1))


@pytest.mark.parametrize(
    ("scheme", "id", "kind", "expected"),
    [
        ("FI-PRO", "1234567-1", Kind.ORGANISATION, ("company_reg", "fi")),
        ("SE-BLV", "556056-6258", Kind.ORGANISATION, ("company_reg", "se")),
        ("NO-BRC", "923609016", Kind.ORGANISATION, ("company_reg", "no")),
        ("DK-CVR", "12345674", Kind.ORGANISATION, ("company_reg", "dk")),
        ("GB-COH", "10000001", Kind.ORGANISATION, ("company_reg", "gb")),
        ("XI-LEI", "5493001KJTIIGC8Y1R12", Kind.ORGANISATION, ("lei", "")),
        ("MISC-Register", "A1", Kind.ORGANISATION, ("other", "")),
        ("", "A1", Kind.ORGANISATION, ("other", "")),
        ("FIN-TAXID", "A1", Kind.PERSON, ("tax", "fi")),
        ("FI-XXX", "131052-308T", Kind.PERSON, ("national_id", "fi")),
    ],
)
def test_a_scheme_tells_what_a_number_is(
    scheme: str, id: str, kind: Kind, expected: tuple[str, str]
) -> None:
    found = numbers.number({"scheme": scheme, "id": id}, kind)
    assert found is not None
    assert (found.type, found.country) == expected


def test_a_number_that_says_nothing_is_none_or_refused() -> None:
    assert numbers.number({"scheme": "FI-PRO"}, Kind.ORGANISATION) is None
    with pytest.raises(PartyError, match="identifiers"):
        numbers.number({"id": "--"}, Kind.ORGANISATION)


# the file


def told(path: Path) -> object:
    made = book.read(path)
    return list(made.clients), list(map(book.digest, made.groups))


def test_C12_order_and_form_of_a_file_change_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(CHAIN, indent=3), encoding="utf-8")
    expected = told(tmp_path / "a.json")
    dice = random.Random(1)
    for _ in range(20):
        mixed = dice.sample(CHAIN, len(CHAIN))
        keys = [dict(dice.sample(list(one.items()), len(one))) for one in mixed]
        assert told(write(tmp_path, keys)) == expected
        lines = "".join(f"{json.dumps(one)}\n\n" for one in keys)
        (tmp_path / "b.jsonl").write_text(f"\ufeff\n{lines}", encoding="utf-8")
        assert told(tmp_path / "b.jsonl") == expected
        (tmp_path / "b.json.gz").write_bytes(gzip.compress(lines.encode()))
        assert told(tmp_path / "b.json.gz") == expected
    (tmp_path / "c.ndjson").write_text(json.dumps(CHAIN), encoding="utf-8")
    assert told(tmp_path / "c.ndjson") == expected


def test_lines_of_parties_are_no_statements(tmp_path: Path) -> None:
    path = tmp_path / "book.jsonl"
    row = {
        "client_id": "C-1",
        "kind": "person",
        "role": "client",
        "name": '"statementId":',
    }
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert [client.id for client in book.read(path).clients] == ["C-1"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is empty"),
        ("[]", "holds no statements"),
        ("{}", "holds no clients|Refused|"),
        ("[1, 2]", "holds no statements"),
        ("null", "holds no statements"),
        ("7", "holds no statements"),
        ('[{"a": 1, "a": 2}]', "one key twice"),
        ('[{"a": NaN}]', "none in JSON"),
        ('[{"a": "\\ud800"}]', "surrogate"),
        ("[" * 100_000, "nested too deeply"),
        ("[" * 70 + "]" * 70, "nested too deeply"),
        (f"[{'9' * 5_000}]", "too long to read"),
        ("[", "is not JSON"),
        ("<html>", "holds no statements"),
    ],
)
def test_A16_a_file_that_is_no_such_file_is_refused(
    text: str, problem: str, tmp_path: Path
) -> None:
    path = tmp_path / "bods.json"
    path.write_text(text, encoding="utf-8")
    if text == "{}":
        assert [row.client_id for row in book.read(path).refused] == [""]
        return
    with pytest.raises(BookError, match=problem):
        book.read(path)


def test_A16_a_file_that_is_too_large_or_no_text_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bods.json"
    path.write_bytes(b"[\xff]")
    with pytest.raises(BookError, match="not UTF-8 at byte 1"):
        book.read(path)
    monkeypatch.setattr(documents, "MAX_BYTES", 10)
    with pytest.raises(BookError, match="holds more than"):
        read(tmp_path, *CHAIN)


def test_D06_no_refusal_and_no_error_tells_a_value(tmp_path: Path) -> None:
    marker = "Zzyzxmarker"
    for key in ("birthDate", "nationalities", "names", "identifiers", "addresses"):
        odd = person("p")
        odd["recordDetails"][key] = marker
        made = read(tmp_path, *CHAIN[:2], odd, *CHAIN[3:])
        assert made.refused, key
        assert marker not in repr(made.refused)


ATTACKS = [
    "=cmd|' /C calc'!A0", "<script>alert(1)</script>", "{{7*7}}", "'; DROP TABLE x;--",
    "../../x", "\x1b[2J", "x\n2026 ERROR all clear",
]  # fmt: skip


def test_C13_an_attack_in_a_statement_is_kept_as_it_is_written(tmp_path: Path) -> None:
    for attack in ATTACKS:
        client = one(tmp_path, *CHAIN[:2], person("p", attack), *CHAIN[3:])
        assert by_id(client)["p"].name == attack
        assert attack not in repr(client)


ODD: list[Any] = [
    None, True, 0, -1, 1e300, "", "x", "c", "h", "p", "r1", [], {}, [None], [{}], ["c"],
    {"reason": "unknown"}, {"type": "x"}, "2026-13-45", "closed", "\x00", "9" * 20_000,
]  # fmt: skip


def test_C12_a_file_that_is_changed_anywhere_is_read_or_refused(
    tmp_path: Path,
) -> None:
    older = json.loads((FIXTURES / "v02.json").read_text(encoding="utf-8"))
    dice = random.Random(7)
    path = tmp_path / "bods.json"
    refused = 0
    for at in range(400):
        changed = json.loads(json.dumps(CHAIN if at % 2 else older))
        for _ in range(dice.randrange(1, 4)):
            _change(changed, dice)
        path.write_text(json.dumps(changed), encoding="utf-8")
        try:
            made = book.read(path)
        except BookError:
            continue
        refused += bool(made.refused)
        for group in made.groups:
            book.client_of(group)
            book.digest(group)
    assert refused > 100


def _change(plain: Any, dice: random.Random) -> None:
    """Change, remove or add something at some depth."""
    keys = list(plain) if isinstance(plain, dict) else list(range(len(plain)))
    if not keys:
        return
    key = dice.choice(keys)
    if isinstance(plain[key], dict | list) and plain[key] and dice.random() < 0.85:
        _change(plain[key], dice)
    elif dice.random() < 0.3:
        del plain[key]
    else:
        plain[key] = dice.choice(ODD)


def test_C12_bytes_that_are_changed_are_read_or_refused(tmp_path: Path) -> None:
    good = json.dumps(CHAIN).encode()
    dice = random.Random(3)
    path = tmp_path / "bods.jsonl"
    for _ in range(300):
        place = dice.randrange(len(good))
        changed = good[:place] + bytes([dice.randrange(256)]) + good[place + 1 :]
        path.write_bytes(changed if dice.random() < 0.8 else good[:place])
        try:
            list(book.read(path).clients)
        except BookError:
            continue
