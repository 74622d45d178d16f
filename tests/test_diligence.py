"""What a screening finds besides hits: owners, offices, seats, records, next steps."""

from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

import kycscreen as kyc
from kycscreen import book
from kycscreen.entities import Position

ON = date(2026, 11, 29)
HETU = "131052-308T"


def listed(
    list_id: str, name: str, *, kind: kyc.Kind = kyc.Kind.PERSON, **facts: Any
) -> kyc.Watchlist:
    entity = kyc.ListedEntity(
        list_id=list_id, record_id="1", kind=kind, names=[name], **facts
    )
    return kyc.Watchlist.of(list_id, [entity], checked=ON)


MP = Position(
    "Member of parliament", country="fi", category="mp", start="2019-04-17",
    status="current",
)  # fmt: skip
LISTS = (
    listed("eu_fsf", "Jean Exemple", birth_dates=["1962-03-14"]),
    listed(
        "fi_eduskunta", "Louise Exemple", birth_dates=["1970-01-02"],
        topics={kyc.Topic.PEP}, positions=[MP],
    ),
)  # fmt: skip
COMPANY = kyc.Party.organisation(
    "Mallikauppa Oy", role=kyc.Role.CLIENT, id="c", countries=["fi"],
    identifiers=["1234567-1"],
)  # fmt: skip
HOLDING = kyc.Party.organisation(
    "Voorbeeld Holding AB", role=kyc.Role.INTERMEDIATE_OWNER, id="h", countries=["se"]
)
JEAN = kyc.Party.person(
    "Jean Exemple", role=kyc.Role.BENEFICIAL_OWNER, id="j", birth_date="1962-03-14"
)
LOUISE = kyc.Party.person(
    "Louise Exemple", role=kyc.Role.REPRESENTATIVE, id="l", birth_date="1970-01-02"
)
PEKKA = kyc.Party.person("Pekka Malli", role=kyc.Role.BENEFICIAL_OWNER, id="p")


def screener(pack: str = "default", **changed: Any) -> kyc.Screener:
    required = {"eu_fsf", "fi_eduskunta"}
    law = kyc.Policy.read(pack).law
    return kyc.Screener(
        LISTS, policy=kyc.Policy(required=required, law=law), **{"on": ON} | changed
    )


def screened(*parties: kyc.Party, pack: str = "default", **facts: Any) -> kyc.Screening:
    client = kyc.Client("C-1", parties=parties, **facts)
    with_it = screener(pack)
    screening = with_it.screen(client)
    (of_a_book,) = list(with_it.screen_all([client]))
    assert of_a_book == screening
    assert kyc.Screening.from_json(screening.to_json()) == screening
    return screening


def codes(screening: kyc.Screening) -> list[tuple[str, str, str]]:
    return [(one.code, one.subject, one.rule) for one in screening.findings]


def test_whoever_has_nothing_to_be_found_is_clear() -> None:
    screening = screened(COMPANY, PEKKA)
    assert screening.outcome is kyc.Outcome.CLEAR
    assert (screening.findings, screening.ownership) == ((), None)


def test_a_listed_owner_catches_the_client_under_each_regime_in_its_own_way() -> None:
    screening = screened(
        COMPANY, HOLDING, JEAN,
        holdings=[
            kyc.Holding(owner=JEAN, of=HOLDING, shares="60"),
            kyc.Holding(owner=HOLDING, shares="100"),
        ],
    )  # fmt: skip
    assert ("ownership.caught", "c", "eu") in codes(screening)
    assert screening.ownership is not None
    assert [v.regime for v in screening.ownership.verdicts] == [
        "ofac", "eu", "amlr", "uk",
    ]  # fmt: skip
    (hit,) = screening.hits
    caught = [f for f in screening.findings if f.code == "ownership.caught"]
    assert {f.hits for f in caught} == {(hit.id,)}
    assert "freeze_if_confirmed" in [step.action for step in screening.next_steps]


def test_an_owner_listed_only_elsewhere_catches_nobody_here() -> None:
    held = [kyc.Holding(owner=LOUISE, shares="60")]
    screening = screened(COMPANY, LOUISE, holdings=held)
    assert not [f for f in screening.findings if f.code.startswith("ownership.")]


def test_a_listed_owner_of_unknown_share_may_catch_the_client() -> None:
    (found,) = screened(COMPANY, JEAN).findings
    assert (found.code, found.subject) == ("ownership.possible", "c")


def test_a_listed_board_member_owns_nothing() -> None:
    member = kyc.Party.person(
        JEAN.name, role=kyc.Role.BOARD_MEMBER, birth_date="1962-03-14"
    )
    assert not screened(COMPANY, member).findings


def test_a_listed_beneficial_owner_who_cannot_own_enough_may_control() -> None:
    """Who owns too little to be an owner, and is declared one, is one by control."""
    by_role = {
        role: codes(
            screened(
                COMPANY, PEKKA, kyc.Party.person(JEAN.name, role=role, id="j"),
                holdings=[kyc.Holding(owner=PEKKA, shares="100")],
            )
        )
        for role in (kyc.Role.BENEFICIAL_OWNER, kyc.Role.SHAREHOLDER)
    }  # fmt: skip
    assert by_role == {
        kyc.Role.BENEFICIAL_OWNER: [
            ("ownership.possible", "c", "eu"), ("ownership.possible", "c", "amlr"),
        ],
        kyc.Role.SHAREHOLDER: [],
    }  # fmt: skip


def test_every_client_company_is_asked_whom_it_belongs_to() -> None:
    other = kyc.Party.organisation("Mallikauppa Ab", role=kyc.Role.CLIENT, id="c2")
    owner = attrs.evolve(JEAN, roles=frozenset({kyc.Role.SHAREHOLDER}))
    holdings = [
        kyc.Holding(owner=PEKKA, of=COMPANY, shares="100"),
        kyc.Holding(owner=owner, of=other, shares="100"),
    ]
    for companies in ((COMPANY, other), (other, COMPANY)):
        screening = screened(*companies, PEKKA, owner, holdings=holdings)
        assert ("ownership.caught", "c2", "eu") in codes(screening)


def test_a_listed_client_company_is_said_to_be_listed_and_not_to_be_owned() -> None:
    company = kyc.Party.organisation("Jean Exemple Oy", role=kyc.Role.CLIENT, id="c")
    of_list = listed("eu_fsf", "Jean Exemple Oy", kind=kyc.Kind.ORGANISATION)
    with_it = kyc.Screener([of_list], policy=kyc.Policy(required=["eu_fsf"]), on=ON)
    holdings = [kyc.Holding(owner=PEKKA, shares="100")]
    screening = with_it.screen(
        kyc.Client("C-1", parties=[company, PEKKA], holdings=holdings)
    )
    (eu,) = [found for found in screening.findings if found.rule == "eu"]
    assert "it is listed itself" in eu.grounds
    assert "belongs" not in eu.grounds


def test_who_owns_a_client_of_no_company_is_told_of_the_client() -> None:
    screening = screened(JEAN, holdings=[kyc.Holding(owner=JEAN, shares="60")])
    assert ("ownership.caught", "C-1", "eu") in codes(screening)
    assert [gap.subject for gap in screening.warnings] == ["C-1"]


@pytest.mark.parametrize(
    ("delisted_on", "found", "action"),
    [
        (date(2026, 11, 28), False, "compare_facts"),
        (date(2026, 11, 29), False, "compare_facts"),
        (date(2026, 11, 30), True, "freeze_if_confirmed"),
    ],
)
def test_whoever_is_delisted_catches_nobody_from_that_day_on(
    delisted_on: date, found: bool, action: str
) -> None:
    of_list = listed("eu_fsf", "Jean Exemple", delisted_on=delisted_on)
    with_it = kyc.Screener([of_list], policy=kyc.Policy(required=["eu_fsf"]), on=ON)
    screening = with_it.screen(
        kyc.Client(
            "C-1",
            parties=[COMPANY, JEAN],
            holdings=[kyc.Holding(owner=JEAN, shares="60")],
        )
    )
    assert screening.hits
    assert (("ownership.caught", "c", "eu") in codes(screening)) == found
    assert (screening.due == delisted_on) == found
    asked = {step.action for step in screening.next_steps}
    assert ("freeze_if_confirmed" in asked) == found
    assert action in asked


def test_ownership_rests_on_the_hits_that_its_regime_counts() -> None:
    others = (
        listed("us_ofac_sdn", "Jean Exemple"),
        listed("dk_pep", "Jean Exemple", topics={kyc.Topic.PEP}),
    )
    with_it = kyc.Screener(
        [LISTS[0], *others], policy=kyc.Policy(required=["eu_fsf"]), on=ON
    )
    holdings = [kyc.Holding(owner=JEAN, shares="60")]
    screening = with_it.screen(
        kyc.Client("C-1", parties=[COMPANY, JEAN], holdings=holdings)
    )
    list_of = {hit.id: hit.entity.list_id for hit in screening.hits}
    assert len(list_of) == 3
    rests_on = {
        found.rule: [list_of[id] for id in found.hits]
        for found in screening.findings
        if found.code == "ownership.caught"
    }
    assert rests_on == {
        "ofac": ["us_ofac_sdn"], "eu": ["eu_fsf"], "amlr": ["eu_fsf"],
    }  # fmt: skip


def test_what_is_left_open_may_be_the_listed_owners_of_unknown_share() -> None:
    owner = attrs.evolve(JEAN, roles=frozenset({kyc.Role.SHAREHOLDER}))
    screening = screened(
        COMPANY, PEKKA, owner, holdings=[kyc.Holding(owner=PEKKA, shares="40")]
    )
    found = [one for one in screening.findings if one.code == "ownership.possible"]
    assert [one.rule for one in found] == ["eu", "amlr"]
    assert all(one.hits == (screening.hits[0].id,) for one in found)


def test_who_owns_enough_and_is_not_declared_an_owner_is_a_finding() -> None:
    buyer = kyc.Party.person("Pekka Malli", role=kyc.Role.SHAREHOLDER, id="p")
    held = [kyc.Holding(owner=buyer, shares="30")]
    screening = screened(COMPANY, buyer, holdings=held)
    assert codes(screening) == [("owner.undeclared", "p", "")]
    assert screening.outcome is kyc.Outcome.HITS
    held = [kyc.Holding(owner=PEKKA, shares="100")]
    assert screened(COMPANY, PEKKA, holdings=held).outcome is kyc.Outcome.CLEAR


@pytest.mark.parametrize("reason", [r for r in kyc.Unnamed if r.value != "none"])
def test_c12_an_owner_whom_nobody_names_is_a_gap(reason: kyc.Unnamed) -> None:
    screening = screened(COMPANY, undisclosed=[kyc.Undisclosed(reason=reason)])
    assert [(g.code, g.subject) for g in screening.gaps] == [("owner.undisclosed", "c")]
    assert screening.outcome is kyc.Outcome.INCONCLUSIVE
    assert [step.action for step in screening.next_steps][:1] == ["ask_owners"]


def test_where_nobody_owns_enough_a_senior_official_stands_in() -> None:
    nobody = [kyc.Undisclosed(reason=kyc.Unnamed.NONE)]
    assert screened(COMPANY, undisclosed=nobody).gaps
    official = kyc.Party.person(
        "Pekka Malli", role=kyc.Role.SENIOR_MANAGING_OFFICIAL, id="p"
    )
    screening = screened(COMPANY, official, undisclosed=nobody)
    assert screening.outcome is kyc.Outcome.CLEAR


def test_what_holdings_leave_open_is_worth_a_word() -> None:
    held = [kyc.Holding(owner=PEKKA, shares="60")]
    screening = screened(COMPANY, PEKKA, holdings=held)
    assert [(w.code, w.detail) for w in screening.warnings] == [
        ("owner.remainder", "the holdings declared leave 40 % open")
    ]


def test_a_pep_has_grounds_and_asks_for_care_and_never_for_a_freeze() -> None:
    screening = screened(COMPANY, LOUISE)
    (found,) = screening.findings
    assert (found.code, found.subject) == ("pep.current", "l")
    assert "Member of parliament of Finland since 2019-04-17" in found.grounds
    assert found.hits == (screening.hits[0].id,)
    actions = {step.action for step in screening.next_steps}
    assert {"senior_approval", "source_of_wealth", "monitoring"} <= actions
    assert "freeze_if_confirmed" not in actions


@pytest.mark.parametrize(
    ("party", "declared", "code"),
    [
        (LOUISE, False, "pep.undeclared"),
        (LOUISE, None, "pep.left_open"),
        (LOUISE, True, ""),
        (PEKKA, True, "pep.declared"),
        (PEKKA, None, "pep.left_open"),
        (PEKKA, False, ""),
    ],
)
def test_what_a_party_says_of_itself_is_held_against_the_lists(
    party: kyc.Party, declared: bool | None, code: str
) -> None:
    said = kyc.Pep(declared=declared, declared_on=date(2026, 3, 1), source="a form")
    asked = kyc.Party.person(
        party.name,
        role=party.roles,
        birth_date=party.birth_date,
        pep=said,
        id=party.id,
    )
    screening = screened(COMPANY, asked)
    found = [f.code for f in screening.findings if f.code != "pep.current"]
    assert found == ([code] if code else [])
    assert (screening.outcome is kyc.Outcome.CLEAR) == (party is PEKKA and not code)


def test_services_are_forbidden_by_the_seat_of_the_company_and_no_list() -> None:
    company = kyc.Party.organisation(
        "Mallikauppa OOO", role=kyc.Role.CLIENT, countries=["ru"], id="c"
    )
    screening = screened(company)
    assert codes(screening) == [("service.prohibited", "c", "eu_833_5n")]
    assert screening.outcome is kyc.Outcome.HITS
    assert "no_service" in [step.action for step in screening.next_steps]


def test_services_are_forbidden_through_who_controls_the_company() -> None:
    owner = kyc.Party.organisation(
        "Primer OOO", role=kyc.Role.SHAREHOLDER, countries=["by"], id="o"
    )
    by_share = {
        share: codes(
            screened(
                COMPANY, owner, holdings=[kyc.Holding(owner=owner, shares=share)]
            )
        )
        for share in ("60", "20")
    }  # fmt: skip
    assert by_share == {"60": [("service.prohibited", "o", "eu_765_1jc")], "20": []}


@pytest.mark.parametrize("role", [kyc.Role.SHAREHOLDER, kyc.Role.INTERMEDIATE_OWNER])
def test_an_owner_whose_share_nobody_states_may_control(role: kyc.Role) -> None:
    owner = kyc.Party.organisation("Primer OOO", role=role, countries=["by"], id="o")
    screening = screened(COMPANY, owner)
    assert codes(screening) == [("service.prohibited", "o", "eu_765_1jc")]
    assert "or may," in screening.findings[0].grounds


def test_a_list_that_says_what_does_not_count_hides_no_declaration() -> None:
    mayor = Position("Mayor", country="fi", category="mayor_regional", start="2019")
    of_list = listed(
        "own_peps", "Louise Exemple", birth_dates=["1970-01-02"],
        topics={kyc.Topic.PEP}, positions=[mayor],
    )  # fmt: skip
    with_it = kyc.Screener([of_list], policy=kyc.Policy(required=[]), on=ON)
    said = kyc.Pep(declared=True, functions=["minister"], start=date(2024, 1, 1))
    client = kyc.Client("C-1", parties=[COMPANY, attrs.evolve(LOUISE, pep=said)])
    (found,) = with_it.screen(client).findings
    assert (found.code, found.hits) == ("pep.declared", ())
    assert "lists say only what the law does not count" in found.grounds


def numbered(**facts: Any) -> kyc.Party:
    return kyc.Party.person(
        "Pekka Malli", role=kyc.Role.BENEFICIAL_OWNER, id="p", **facts
    )


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({"identifiers": [HETU]}, []),
        ({"identifiers": [HETU], "birth_date": "1952-10-13", "genders": "F"}, []),
        ({"identifiers": [HETU], "birth_date": "1952"}, []),
        (
            {"identifiers": [HETU], "birth_date": "1962-10-13"},
            ["identity.birth_date"],
        ),
        ({"identifiers": [HETU], "genders": "M"}, ["identity.gender"]),
        # Ten digits of an age that nobody can tell contradict nothing.
        ({"identifiers": ["250314-1232"], "countries": ["se"]}, []),
        (
            {"identifiers": [HETU, "19620314-1236"], "countries": ["fi", "se"]},
            ["identity.birth_date"],
        ),
        (
            {"identifiers": ["131052-308A"], "countries": ["fi"]},
            ["identity.check_digit"],
        ),
    ],
)
def test_c08_a_number_that_contradicts_what_is_declared_is_told(
    facts: dict[str, Any], codes: list[str]
) -> None:
    screening = screened(COMPANY, numbered(**facts))
    assert [warning.code for warning in screening.warnings] == codes
    assert screening.outcome is kyc.Outcome.CLEAR


@pytest.mark.parametrize("born", ["1962-03-14", "1952-10-13"])
def test_c08_who_declares_another_birth_date_is_screened_with_both(born: str) -> None:
    of_list = listed("eu_fsf", "Pekka Malli", birth_dates=[born])
    policy = kyc.Policy(alert_at=90, required=["eu_fsf"])
    with_it = kyc.Screener([of_list], policy=policy, on=ON)
    party = numbered(identifiers=[HETU], birth_date="1962-03-14")
    (hit,) = with_it.screen(kyc.Client("C-1", parties=[party])).hits
    assert "birth_date.same" in [reason.code for reason in hit.reasons]


def lacks(screening: kyc.Screening) -> dict[str, tuple[str, ...]]:
    return {
        f"{one.subject} {lack.record}": lack.facts
        for one in screening.missing
        for lack in one.lacks
        if not lack.optional
    }


@pytest.mark.parametrize(
    ("pack", "party", "expected"),
    [
        ("fi", LOUISE, {"l fi.representative": ("nationalities",)}),
        ("se", LOUISE, {"l se.representative": ("identity_code",)}),
        ("fi", PEKKA, {"p fi.owner": ("birth_date", "identity_code", "pep")}),
        ("fi", numbered(identifiers=[HETU]), {"p fi.owner": ("pep",)}),
        ("se", numbered(identifiers=[HETU]), {"p se.owner": ("identity_code", "pep")}),
        (
            "se",
            numbered(identifiers=[HETU], nationalities=["fi"]),
            {"p se.owner": ("pep",)},
        ),
        ("fi", HOLDING, {}),
    ],
)
def test_what_is_not_on_record_is_told_by_role_and_country(
    pack: str, party: kyc.Party, expected: dict[str, tuple[str, ...]]
) -> None:
    screening = screened(COMPANY, party, pack=pack)
    assert lacks(screening) == expected
    asks = [step.action for step in screening.next_steps]
    assert ("complete_record" in asks) == bool(expected)


def test_a_record_that_is_not_complete_hides_no_clear() -> None:
    screening = screened(COMPANY, PEKKA)
    assert screening.missing
    assert screening.outcome is kyc.Outcome.CLEAR


def test_the_order_of_parties_changes_no_finding() -> None:
    parties = (COMPANY, HOLDING, JEAN, LOUISE)
    held = [
        kyc.Holding(owner=JEAN, of=HOLDING, shares="60"),
        kyc.Holding(owner=HOLDING, shares="50"),
    ]
    one = screened(*parties, holdings=held)
    other = screened(*reversed(parties), holdings=held[::-1])
    assert set(one.findings) == set(other.findings)
    assert one.ownership == other.ownership
    assert one.next_steps == other.next_steps


def test_every_finding_rests_on_hits_that_are_there() -> None:
    held = [kyc.Holding(owner=JEAN, shares="60")]
    screening = screened(COMPANY, JEAN, LOUISE, holdings=held)
    ids = {hit.id for hit in screening.hits}
    assert len(ids) == 2
    assert all(
        finding.hits and set(finding.hits) <= ids for finding in screening.findings
    )


def test_a_screening_is_told_party_by_party_and_nothing_is_lost() -> None:
    held = [kyc.Holding(owner=JEAN, shares="60")]
    nobody = [kyc.Undisclosed()]
    screening = screened(COMPANY, JEAN, LOUISE, holdings=held, undisclosed=nobody)
    each = {one.party.id: one for one in screening.by_party}
    assert [*each] == ["c", "j", "l"]
    assert [len(one.hits) for one in each.values()] == [0, 1, 1]
    assert [gap.code for gap in each["c"].gaps] == ["owner.undisclosed"]
    assert [lack.record for lack in each["j"].lacks] == ["fi.owner", "se.owner"]
    told = [finding for one in each.values() for finding in one.findings]
    assert sorted(told, key=repr) == sorted(screening.findings, key=repr)


def test_c08_a_number_that_contradicts_asks_to_look_at_the_document() -> None:
    screening = screened(COMPANY, numbered(identifiers=[HETU], birth_date="1962-10-13"))
    asked = {step.action: step.because for step in screening.next_steps}
    assert asked["check_document"] == ("identity.birth_date",)


def test_d06_no_repr_of_a_screening_tells_who_the_party_is() -> None:
    of_list = listed("eu_fsf", "Jean Eksemple", birth_dates=["1962-03-14"])
    with_it = kyc.Screener([of_list], policy=kyc.Policy(required=[]), on=ON)
    client = kyc.Client("C-1", parties=[attrs.evolve(JEAN, countries=("fi",))])
    screening = with_it.screen(client)
    (hit,) = screening.hits
    shown = f"{screening!r} {hit!r} {hit.reasons!r}"
    # What the list says of an entity is public, and may be shown.
    for told in ("Jean Exemple", "Exemple", "Finland"):
        assert told not in shown


def test_holdings_of_more_than_the_whole_are_told() -> None:
    held = [kyc.Holding(owner=one, shares="70") for one in (PEKKA, LOUISE)]
    screening = screened(COMPANY, PEKKA, LOUISE, holdings=held)
    assert [w.code for w in screening.warnings] == ["owner.overstated"]


def test_a_client_without_a_country_is_asked_where_it_is_established() -> None:
    nowhere = kyc.Party.organisation(
        "Mallikauppa", role=kyc.Role.CLIENT, identifiers=["FI12345671"], id="c"
    )
    assert lacks(screened(nowhere, pack="fi")) == {"c eu.client": ("countries",)}


def test_c10_of_a_book_no_client_is_clear_of_which_a_row_was_refused(
    tmp_path: Path,
) -> None:
    lines = [
        "client_id,kind,role,name,birth_date",
        "C-1,organisation,client,Mallikauppa Oy,",
        "C-1,person,beneficial_owner,Pekka Malli,yesterday",
        "C-2,organisation,client,Voorbeeld AB,",
    ]
    path = tmp_path / "book.csv"

    def outcomes(lines: list[str]) -> list[tuple[str, list[str]]]:
        path.write_text("\n".join(lines), encoding="utf-8")
        found = screener().screen_all(book.read(path).clients)
        return [(one.outcome.value, [gap.code for gap in one.gaps]) for one in found]

    assert outcomes(lines) == [("inconclusive", ["client.refused"]), ("clear", [])]
    nobodys = [*lines, ",person,beneficial_owner,Jean Malli,"]
    assert {outcome for outcome, _ in outcomes(nobodys)} == {"inconclusive"}
