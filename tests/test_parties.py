"""Parties: read as a book declares them, refused without being quoted."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import attrs
import pytest

from kycscreen import dates
from kycscreen.entities import Place
from kycscreen.errors import KycScreenError, PartyError
from kycscreen.facts import Kind
from kycscreen.identifiers import Identifier
from kycscreen.parties import (
    Client,
    Control,
    Holding,
    Party,
    Pep,
    Proof,
    Representation,
    Right,
    Role,
    Undisclosed,
)

OWNER = Role.BENEFICIAL_OWNER
MARKER = "Zzyzx7391"


def jean(**facts: Any) -> Party:
    return Party.person("Jean Exemple", **({"role": OWNER} | facts))


def test_a_person_is_read_as_declared() -> None:
    party = jean(
        birth_date="1962-03-14",
        birth_place="Lyon, France",
        countries=["FR", "Finland", "fr"],
        nationalities=("French",),
        genders=["male"],
        other_names=["Jean E.", " "],
        identifiers=["131052-308T", "131052-308T"],
        positions=["Director"],
    )
    assert party.kind is Kind.PERSON
    assert party.roles == {OWNER}
    assert party.names == ("Jean Exemple", "Jean E.")
    assert party.birth_date == dates.parse_iso("1962-03-14")
    assert party.birth_place is not None
    assert (party.birth_place.text, party.birth_place.country) == ("Lyon, France", "fr")
    assert party.countries == ("fr", "fi")
    assert party.nationalities == ("fr",)
    assert party.genders == ("M",)
    assert party.identifiers == (Identifier("national_id", "131052-308T", "fi"),)


def test_an_organisation_is_read_as_declared() -> None:
    party = Party.organisation(
        "Exemple Oy", role=Role.CLIENT, countries=["fi"], identifiers=["1234567-1"]
    )
    assert party.kind is Kind.ORGANISATION
    assert party.identifiers == (Identifier("company_reg", "1234567-1", "fi"),)


def test_a_name_may_come_in_parts() -> None:
    parts = {"given": "Jean", "middle": " ", "family": "Exemple"}
    party = Party.person(role=OWNER, name_parts=parts)
    assert party.name == "Jean Exemple"
    assert party.name_parts == (("given", "Jean"), ("family", "Exemple"))


def test_an_identifier_made_by_the_caller_stays_as_it_is() -> None:
    passport = Identifier("passport", "XX1234567", "fr")
    assert jean(identifiers=[passport]).identifiers == (passport,)


def test_roles_come_one_or_several() -> None:
    both = [OWNER, Role.REPRESENTATIVE]
    assert jean(role=both).roles == set(both)


@pytest.mark.parametrize(
    ("field", "facts"),
    [
        ("birth_date", {"birth_date": f"{MARKER}-13-45"}),
        ("birth_date", {"birth_date": "1962-02-30"}),
        ("birth_date", {"birth_date": " "}),
        ("birth_date", {"birth_date": 19620314}),
        ("birth_place", {"birth_place": 7391}),
        ("countries", {"countries": [MARKER]}),
        ("countries", {"countries": "fr"}),
        ("countries", {"countries": [None]}),
        ("nationalities", {"nationalities": [MARKER]}),
        ("nationalities", {"nationalities": ["fr", ""]}),
        ("genders", {"genders": [MARKER]}),
        ("genders", {"genders": [None]}),
        ("other_names", {"other_names": MARKER}),
        ("other_names", {"other_names": [7391]}),
        ("positions", {"positions": MARKER}),
        ("name_parts", {"name_parts": {MARKER: "Jean"}}),
        ("name_parts", {"name_parts": {"given": 7391}}),
        ("identifiers", {"identifiers": "131052-308T"}),
        ("identifiers", {"identifiers": ["--"]}),
        ("identifiers", {"identifiers": [7391]}),
        ("name_parts", {"name_parts": [("given", "Jean")]}),
        ("countries", {"countries": None}),
        ("nationalities", {"nationalities": None}),
        ("genders", {"genders": None}),
        ("other_names", {"other_names": None}),
        ("positions", {"positions": 7391}),
        ("identifiers", {"identifiers": None}),
        ("role", {"role": None}),
        ("role", {"role": "client"}),
        ("role", {"role": [MARKER]}),
        ("role", {"role": ()}),
        ("id", {"id": " "}),
        ("id", {"id": 7391}),
    ],
)
def test_d06_a_refusal_names_the_field_and_never_the_value(
    field: str, facts: dict[str, Any]
) -> None:
    with pytest.raises(PartyError) as refused:
        jean(**facts)
    assert refused.value.field == field
    told = "".join((str(refused.value), repr(refused.value), *map(str, chain(refused))))
    for value in (MARKER, "7391", "131052", "02-30", "Jean Exemple"):
        assert value not in told


HALF = f"{MARKER}\ud800"


@pytest.mark.parametrize(
    ("field", "facts"),
    [
        ("name", {"name": HALF}),
        ("name_parts", {"name_parts": {"given": HALF}}),
        ("other_names", {"other_names": ["Jean", HALF]}),
        ("birth_place", {"birth_place": HALF}),
        ("countries", {"countries": [HALF]}),
        ("genders", {"genders": [HALF]}),
        ("identifiers", {"identifiers": [HALF]}),
        ("identifiers", {"identifiers": [Identifier("passport", "A1", issuer=HALF)]}),
        ("positions", {"positions": [HALF]}),
        ("birth_date", {"birth_date": HALF}),
        ("birth_date", {"birth_date": attrs.evolve(dates.parse("1962"), raw=HALF)}),
        ("id", {"id": HALF}),
    ],
)
def test_d06_half_a_surrogate_is_refused_where_it_is_declared(
    field: str, facts: dict[str, Any]
) -> None:
    declared: dict[str, Any] = {"name": "Jean Exemple", "role": OWNER} | facts
    with pytest.raises(PartyError) as refused:
        Party.person(**declared)
    assert refused.value.field == field
    assert MARKER not in "".join(map(repr, chain(refused)))


def test_d06_half_a_surrogate_is_refused_in_a_party_made_by_hand() -> None:
    with pytest.raises(PartyError, match="^birth_place holds half"):
        attrs.evolve(jean(), birth_place=Place("Lyon", HALF))
    with pytest.raises(PartyError, match="^id holds half"):
        Client(HALF, parties=[])


WHOLE = Party.person(
    "Jean Exemple", role=OWNER, birth_date="1962", birth_place="Lyon", countries=["fi"],
    nationalities=["fr"], genders=["M"], other_names=["J. Exemple"], identifiers=["X1"],
    name_parts={"given": "Jean"}, positions=["minister"], addresses=["1 rue Exemple"],
    represents=[Representation(right=Right.JOINTLY, note="two together")],
    pep=Pep(declared=True, functions=["mp"], relation="spouse", country="fr"),
    proofs=[Proof(source="register", facts=["name"], document="passport")],
)  # fmt: skip
WHOLE = attrs.evolve(
    WHOLE, by_number=("genders",), other_births=(dates.parse_iso("1952-10-13"),)
)


def broken(value: Any) -> Iterator[Any]:
    """Yield a value with half a surrogate pair in one of its texts, for each."""
    if isinstance(value, str):
        yield HALF
    elif isinstance(value, tuple):
        for place, member in enumerate(value):
            for one in broken(member):
                yield (*value[:place], one, *value[place + 1 :])
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            for one in broken(getattr(value, field.name)):
                yield attrs.evolve(value, **{field.name: one})


STATED = ("represents", "pep", "proofs")
"""Values of their own, which refuse what is broken themselves."""


@pytest.mark.parametrize(
    "value",
    [
        *WHOLE.represents, WHOLE.pep, *WHOLE.proofs,
        Holding(owner="p", joint="j", source="s", details="d"),
        Undisclosed(source="s", details="d"),
    ],
)  # fmt: skip
def test_d06_what_is_stated_of_a_party_refuses_half_a_character(value: Any) -> None:
    for field in attrs.fields(type(value)):
        given = getattr(value, field.name)
        if isinstance(given, str) or (given and isinstance(given, tuple)):
            half = HALF if isinstance(given, str) else (HALF,)
            with pytest.raises(PartyError, match=" holds half"):
                attrs.evolve(value, **{field.name: half})


@pytest.mark.parametrize(
    "field", [f.name for f in attrs.fields(Party) if f.name not in STATED]
)
def test_d06_no_text_of_a_party_is_left_out_when_it_is_looked_at(field: str) -> None:
    value = getattr(WHOLE, field)
    found = list(broken(value))
    assert found or field in ("kind", "roles")
    for one in found:
        with pytest.raises(PartyError, match=f"^{field} holds half"):
            attrs.evolve(WHOLE, **{field: one})


@pytest.mark.parametrize("parties", [None, 7391, ["Jean Exemple"]])
def test_a_client_has_parties_or_is_refused(parties: Any) -> None:
    with pytest.raises(PartyError, match="^parties "):
        Client("C-1", parties=parties)


@pytest.mark.parametrize("kind", [*Kind, "person", None])
def test_a_party_is_a_person_or_an_organisation(kind: Any) -> None:
    if kind in (Kind.PERSON, Kind.ORGANISATION):
        assert attrs.evolve(jean(), kind=kind).kind is kind
        return
    with pytest.raises(PartyError) as refused:
        attrs.evolve(jean(), kind=kind)
    assert refused.value.field == "kind"


def test_d06_no_repr_tells_who_somebody_is() -> None:
    number = Identifier(
        "passport", f"{MARKER}1", "fr", issued=MARKER, issuer=MARKER, note=MARKER
    )
    party = Party.person(
        f"Jean {MARKER}", role=OWNER, id="P-1", birth_date="1962-03-14",
        birth_place=f"{MARKER}ville, France", countries=["fi"], nationalities=["se"],
        genders=["X"], other_names=[MARKER], name_parts={"nickname": MARKER},
        identifiers=[number, f"{MARKER}2"], positions=[MARKER],
    )  # fmt: skip
    for value in (party, number, Client("C-1", parties=[party])):
        for told in (MARKER, "1962", "'fi'", "'se'", "'X'", "France"):
            assert told not in repr(value)
            assert told not in str(value)
    assert "P-1" in repr(party)
    assert "beneficial_owner" in repr(party)
    assert "passport" in repr(number)
    assert "C-1" in repr(Client("C-1", parties=[party]))


@pytest.mark.parametrize(
    ("name", "parts", "names"),
    [
        ("", {"given": "Jean", "family": "Exemple"}, ("Jean Exemple",)),
        ("EXEMPLE, Jean", {"given": "Jean", "family": "Exemple"}, ("EXEMPLE, Jean",)),
        ("Jean Exemple", {"given": "Jean Marie", "family": "Exemple"},
         ("Jean Exemple", "Jean Marie Exemple")),
        ("Jean Exemple", {"title": "Dr.", "family": "Exemple"}, ("Jean Exemple",)),
        ("Jean Exemple", {"given": "Жан", "family": "Экземпл"},
         ("Jean Exemple", "Жан Экземпл")),
        ("", {"given": "Jeanne", "family": "Exemple", "maiden": "Muster"},
         ("Jeanne Exemple", "Jeanne Muster")),
        ("", {"given": "Jeanne", "family": "Exemple", "nickname": "Nana"},
         ("Jeanne Exemple", "Nana Exemple")),
        ("Jeanne Exemple", {"maiden": "Muster"},
         ("Jeanne Exemple", "Jeanne Exemple Muster")),
        ("Jeanne Exemple", {"nickname": "Nana"},
         ("Jeanne Exemple", "Nana Jeanne Exemple")),
        ("", {"given": "Jeanne", "maiden": "Muster"}, ("Jeanne", "Jeanne Muster")),
        ("", {"nickname": "Nana"}, ("Nana",)),
        (" ", {}, (" ",)),
    ],
)  # fmt: skip
def test_parts_that_say_more_make_further_names(
    name: str, parts: dict[str, str], names: tuple[str, ...]
) -> None:
    party = Party.person(name, role=OWNER, name_parts=parts)
    assert party.names == names


def test_a_further_row_with_other_parts_adds_a_name_and_no_place() -> None:
    rows = [
        jean(id="P-1", name_parts={"given": "Jean"}, birth_place="Lyon"),
        attrs.evolve(
            jean(id="P-1", birth_place="Annanstad"),
            name_parts=(("given", "Jean Pierre"), ("family", "Exemple")),
        ),
    ]
    (party,) = Client("C-1", parties=rows).parties
    assert party.names == ("Jean Exemple", "Jean Pierre Exemple")
    assert party.name_parts == (("given", "Jean"),)
    assert party.birth_place is not None
    assert party.birth_place.text == "Lyon"


def chain(refused: pytest.ExceptionInfo[PartyError]) -> list[BaseException]:
    """Everything a traceback would show beside the refusal."""
    shown: list[BaseException] = []
    error: BaseException | None = refused.value
    while error is not None:
        shown.append(error)
        error = error.__cause__ or (
            None if error.__suppress_context__ else error.__context__
        )
    return shown


@pytest.mark.parametrize("make", [Party.person, Party.organisation])
def test_a_name_that_is_not_text_is_refused(make: Callable[..., Party]) -> None:
    with pytest.raises(PartyError, match="name is not text"):
        make(7391, role=OWNER)


def test_a_refusal_is_ours_and_a_value_error() -> None:
    assert issubclass(PartyError, KycScreenError)
    assert issubclass(PartyError, ValueError)


def test_a_party_without_a_name_is_kept_to_be_a_gap() -> None:
    assert Party.person(role=OWNER).name == ""


def test_an_id_is_derived_from_kind_name_and_birth_date_only() -> None:
    party = jean(birth_date="1962-03-14")
    same = Party.person(
        " jean  EXEMPLE", role=Role.SHAREHOLDER, birth_date="1962-03-14"
    )
    assert party.id == same.id
    others = {
        jean().id,
        jean(birth_date="1963-03-14").id,
        Party.person("Jeanne Exemple", role=OWNER, birth_date="1962-03-14").id,
        Party.organisation("Jean Exemple", role=OWNER).id,
    }
    assert len(others | {party.id}) == 5
    assert jean(id="P-7").id == "P-7"


def test_rows_of_one_party_are_joined() -> None:
    client = Client(
        "C-1",
        parties=[
            jean(id="P-1", birth_date="1962", countries=["fr"], identifiers=["A12345"]),
            Party.organisation("Exemple Oy", role=Role.CLIENT),
            Party.person(
                "Jean-Marie Exemple",
                role=Role.REPRESENTATIVE,
                id="P-1",
                birth_date="1962-03",
                countries=["fi", "fr"],
                birth_place="Lyon",
                name_parts={"given": "Jean-Marie", "family": "Exemple"},
                identifiers=["A12345", "B12345"],
            ),
            jean(id="P-1", role=Role.SHAREHOLDER, birth_date="1962-03-14"),
        ],
    )
    assert [party.kind for party in client.parties] == [Kind.PERSON, Kind.ORGANISATION]
    party = client.parties[0]
    assert party.roles == {OWNER, Role.REPRESENTATIVE, Role.SHAREHOLDER}
    assert party.names == ("Jean Exemple", "Jean-Marie Exemple")
    assert party.birth_date == dates.parse_iso("1962-03-14")
    assert party.countries == ("fr", "fi")
    assert [number.value for number in party.identifiers] == ["A12345", "B12345"]
    assert party.birth_place is not None
    assert party.name_parts[0] == ("given", "Jean-Marie")


def test_a_later_row_never_coarsens_a_birth_date() -> None:
    rows = [jean(id="P-1", birth_date=date) for date in ("1962-03", "1962")]
    assert Client("C-1", parties=rows).parties[0].birth_date == rows[0].birth_date
    rows.append(jean(id="P-1"))
    assert Client("C-1", parties=rows[::-1]).parties[0].birth_date == rows[0].birth_date


def test_a_row_without_a_name_takes_the_others() -> None:
    nameless = Party.person(role=OWNER, id="P-1")
    for rows in ([nameless, jean(id="P-1")], [jean(id="P-1"), nameless]):
        assert Client("C-1", parties=rows).parties[0].names == ("Jean Exemple",)


def test_rows_that_contradict_each_other_are_refused() -> None:
    dates_differ = [jean(id="P-1", birth_date=d) for d in ("1962-03-14", "1963")]
    with pytest.raises(PartyError, match="birth_date differs between two rows"):
        Client("C-1", parties=dates_differ)
    kinds_differ = [jean(id="P-1"), Party.organisation("X", role=OWNER, id="P-1")]
    with pytest.raises(PartyError, match="id is declared as a person and as an"):
        Client("C-1", parties=kinds_differ)


def test_joining_is_the_same_however_often_it_is_done() -> None:
    client = Client("C-1", parties=[jean(id="P-1"), jean(id="P-1", birth_date="1962")])
    assert attrs.evolve(client) == client


def test_a_birth_date_may_be_a_date() -> None:
    born = Party.person("Jean Exemple", role=Role.CLIENT, birth_date=date(1962, 3, 14))
    assert born.birth_date is not None
    assert (born.birth_date.lo, born.birth_date.hi) == (date(1962, 3, 14),) * 2


@pytest.mark.parametrize("id", ["", "  "])
def test_a_client_has_an_id(id: str) -> None:
    with pytest.raises(PartyError, match="id is empty"):
        Client(id, parties=[])


def company() -> Party:
    return Party.organisation("Exemple Oy", role=Role.CLIENT, id="c")


def test_an_owner_may_be_given_as_a_party_or_by_id() -> None:
    owner = attrs.evolve(jean(), id="p")
    by_party = Holding(owner=owner, of=company(), shares="60 %")
    assert by_party == Holding(owner="p", of="c", shares="60")


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        ({"owner": ""}, "holdings has one without an owner"),
        ({"owner": "p", "of": "p"}, "holdings has one of a party in itself"),
        ({"owner": "p", "shares": "half"}, "shares is no share in percent"),
        ({"owner": "p", "shares": 50}, "shares is not text"),
        ({"owner": "p", "votes": "101"}, "votes is no share in percent"),
        ({"owner": "p", "control": ["trust"]}, "control is not one or more of Control"),
        (
            {"owner": "p", "start": date(2026, 2, 1), "end": date(2026, 1, 1)},
            "holdings has one that ends before it starts",
        ),
    ],
)
def test_a_holding_that_cannot_be_is_refused_by_its_field(
    facts: dict[str, Any], problem: str
) -> None:
    with pytest.raises(PartyError, match=problem):
        Holding(**facts)


def test_a_holding_is_held_from_its_start_to_before_its_end() -> None:
    held = Holding(owner="p", start=date(2026, 1, 1), end=date(2026, 2, 1))
    days = (date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 1))
    assert [held.holds_on(day) for day in days] == [False, True, True, False]


@pytest.mark.parametrize(
    "more",
    [
        {"holdings": [Holding(owner="nobody")]},
        {"holdings": [Holding(owner="c", of="nobody")]},
        {"undisclosed": [Undisclosed(of="nobody")]},
    ],
)
def test_c12_whoever_is_named_as_owner_is_a_party_of_the_client(more: Any) -> None:
    with pytest.raises(PartyError, match="names one that is no party of the client"):
        Client("C-1", parties=[company()], **more)


def test_a_client_company_does_not_hold_itself() -> None:
    with pytest.raises(PartyError, match="has one of a party in itself"):
        Client("C-1", parties=[company()], holdings=[Holding(owner="c", shares="60")])


def test_holdings_stand_once_each_in_their_order() -> None:
    one, other = Holding(owner="p", shares="1"), Holding(owner="p", shares="2")
    parties = [company(), attrs.evolve(jean(), id="p")]
    client = Client("C-1", parties=parties, holdings=[other, one, other])
    assert client.holdings == (other, one)
    assert client.companies == (company(),)


@pytest.mark.parametrize("field", ["represents", "pep", "proofs"])
def test_what_is_stated_is_of_its_kind_or_refused(field: str) -> None:
    wrong: Any = {field: "yes" if field == "pep" else ["yes"]}
    with pytest.raises(PartyError, match=f"^{field} "):
        Party.person("Jean Exemple", role=OWNER, **wrong)


def test_controls_are_a_set_in_order() -> None:
    several = [Control.TRUST, Control.AGREEMENT, Control.TRUST]
    held = Holding(owner="p", control=several)
    assert held.control == (Control.AGREEMENT, Control.TRUST)
    assert Holding(owner="p", control=Control.TRUST).control == (Control.TRUST,)


def test_rows_of_one_party_may_not_answer_differently() -> None:
    yes, no = Pep(declared=True), Pep(declared=False)
    rows = [attrs.evolve(jean(), id="p", pep=pep) for pep in (yes, None, yes)]
    assert Client("C-1", parties=rows).parties[0].pep == yes
    with pytest.raises(PartyError, match="^pep differs between two rows"):
        Client("C-1", parties=[*rows, attrs.evolve(jean(), id="p", pep=no)])


def test_a_declared_office_has_a_country_and_an_order_of_days() -> None:
    assert Pep(declared=True, country="FI").country == "fi"
    assert Pep(declared=True, country="Finland").country == "fi"
    with pytest.raises(PartyError, match="^pep holds what is no country"):
        Pep(declared=True, country="Nowhere")
    with pytest.raises(PartyError, match="^pep has an office that ends before"):
        Pep(declared=True, start=date(2026, 1, 2), end=date(2026, 1, 1))


def numbered(*numbers: str, **facts: Any) -> Party:
    return Party.person(
        "Jean Exemple", role=OWNER, countries=["fi", "se"], identifiers=numbers,
        id="p", **facts,
    )  # fmt: skip


HETU = "131052-308T"


def test_a_personal_number_says_what_nobody_declared() -> None:
    party = numbered(HETU)
    assert party.births == (dates.day(date(1952, 10, 13)),)
    assert party.genders == ("F",)
    assert party.by_number == ("birth_date", "genders")


def test_what_is_declared_stands_and_a_number_that_differs_is_screened_too() -> None:
    party = numbered(HETU, birth_date="1952-10-31", genders=["M"])
    assert [str(born.lo) for born in party.births] == ["1952-10-31", "1952-10-13"]
    assert (party.genders, party.by_number) == (("M",), ())


def test_a_number_that_says_the_same_adds_nothing() -> None:
    party = numbered(HETU, birth_date="1952-10-13", genders=["F"])
    assert (party.by_number, party.other_births) == ((), ())


def test_a_number_may_say_more_exactly_when_somebody_was_born() -> None:
    party = numbered(HETU, birth_date="1952")
    assert [born.precision.value for born in party.births] == ["year", "day"]


def test_a_number_without_its_century_is_read_for_each_that_it_may_be() -> None:
    years = {n: [b.lo.year for b in numbered(n).births if b.lo] for n in TEN_DIGITS}
    assert list(years.values()) == [[1985], [1930, 2030]]
    declared = numbered(TEN_DIGITS[1], birth_date="1930-07-09")
    assert len(declared.births) == 1


TEN_DIGITS = ("850709-9805", "300709-9801")


def test_rows_of_one_party_may_have_different_numbers() -> None:
    rows = [numbered(HETU), numbered("010203A1230"), numbered(birth_date="1952-10-13")]
    (party,) = Client("C-1", parties=rows).parties
    (turned,) = Client("C-1", parties=reversed(rows)).parties
    assert [str(born.lo) for born in party.births] == ["1952-10-13", "2003-02-01"]
    assert set(party.births) == set(turned.births)
    assert party.by_number == turned.by_number == ("genders",)
