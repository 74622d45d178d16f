"""What is written is read back, and reads the same on every machine."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kycscreen import codec, dates, entities, identifiers
from kycscreen.dates import DateSpan, Precision
from kycscreen.entities import ListedEntity, ListedName, NameKind, Strength, Topic
from kycscreen.facts import Kind
from kycscreen.identifiers import Identifier
from kycscreen.parties import Client, Party, Role
from kycscreen.policy import Policy
from kycscreen.screen import (
    Gap,
    ListUsed,
    Outcome,
    Provenance,
    Screening,
)

TEXT = st.text(max_size=12)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
DAYS = st.dates(date(1900, 1, 1), date(2030, 1, 1))
SPANS = st.one_of(
    st.builds(dates.day, DAYS, circa=st.booleans(), note=TEXT, raw=TEXT),
    st.builds(dates.year, st.integers(1900, 2030), main=st.booleans()),
    st.builds(dates.parse, TEXT),
)
PARTS = st.lists(st.tuples(st.sampled_from(entities.NAME_PARTS), TEXT), max_size=3).map(
    tuple
)
PLACES = st.builds(entities.Place, TEXT, TEXT)
NUMBERS = st.builds(
    Identifier, st.sampled_from(sorted(identifiers.TYPES)), TEXT, valid=st.booleans()
)
NAMES = st.builds(
    ListedName,
    TEXT,
    kind=st.sampled_from(NameKind),
    strength=st.sampled_from(Strength),
    script=TEXT,
    parts=PARTS,
)


def several(made: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.lists(made, max_size=2).map(tuple)


ENTITIES = st.builds(
    ListedEntity,
    list_id=TEXT,
    record_id=TEXT,
    kind=st.sampled_from(Kind),
    names=several(NAMES),
    birth_dates=several(SPANS),
    birth_places=several(PLACES),
    nationalities=st.lists(st.sampled_from(["fi", "ru"]), max_size=3).map(tuple),
    identifiers=several(NUMBERS),
    addresses=several(st.builds(entities.Address, TEXT, city=TEXT)),
    contacts=several(st.tuples(TEXT, TEXT)),
    positions=several(st.builds(entities.Position, TEXT, body=TEXT)),
    programmes=several(st.builds(entities.Programme, TEXT, TEXT)),
    legal_bases=several(st.builds(entities.LegalBasis, TEXT, url=TEXT)),
    topics=st.frozensets(st.sampled_from(Topic)),
    listed_on=st.none() | DAYS,
    links=several(
        st.builds(entities.Link, st.sampled_from(entities.LinkType), target_id=TEXT)
    ),
    xrefs=several(st.builds(entities.Xref, TEXT, TEXT)),
    remarks=TEXTS,
)
PARTIES = st.builds(
    Party,
    id=TEXT,
    kind=st.sampled_from([Kind.PERSON, Kind.ORGANISATION]),
    name=TEXT,
    roles=st.frozensets(st.sampled_from(Role)),
    name_parts=PARTS,
    other_names=TEXTS,
    birth_date=st.none() | SPANS,
    birth_place=st.none() | PLACES,
    nationalities=TEXTS,
    identifiers=several(NUMBERS),
)


@given(ENTITIES)
def test_a_listed_entity_is_read_back_as_it_was(entity: ListedEntity) -> None:
    text = codec.to_json(entity)
    assert codec.from_json(ListedEntity, text) == entity
    assert codec.to_json(codec.from_json(ListedEntity, text.encode())) == text


@given(PARTIES)
def test_a_party_is_read_back_as_it_was(party: Party) -> None:
    assert codec.from_json(Party, codec.to_json(party)) == party


@given(st.lists(PARTIES, max_size=3, unique_by=lambda party: party.id))
def test_a_client_is_read_back_as_it_was(parties: list[Party]) -> None:
    client = Client("C-1", parties=tuple(parties))
    assert codec.from_json(Client, codec.to_json(client)) == client


@given(ENTITIES, st.lists(PARTIES, max_size=3))
def test_what_is_written_at_once_is_what_plain_data_says(
    entity: ListedEntity, parties: list[Party]
) -> None:
    for value in (entity, *parties, tuple(parties), entity.topics, entity.kind, True):
        assert codec.to_json(value) == codec.canonical(codec.to_plain(value))
        if isinstance(value, ListedEntity | Party):
            told = codec.canonical({"schema": "x/1", **codec.to_plain(value)})
            assert codec.to_json(value, schema="x/1") == told


def test_a_policy_is_read_back_as_it_was() -> None:
    policy = Policy(alert_at=70, max_age={"un_sc": 14}, weak_alone=frozenset({"un_sc"}))
    assert codec.from_json(Policy, codec.to_json(policy)) == policy


def test_a_screening_is_read_back_as_it_was() -> None:
    used = ListUsed(
        list_id="un_sc",
        sha256="0" * 64,
        published=date(2026, 1, 2),
        checked=None,
        age=None,
        max_age=14,
        entities=0,
    )
    screening = Screening(
        client_id="C-1",
        outcome=Outcome.INCONCLUSIVE,
        hits=(),
        gaps=(Gap("list.empty", "un_sc", "holds nothing"),),
        parties=(Party.person("Jean Exemple", role=Role.REPRESENTATIVE),),
        provenance=Provenance(
            engine="0", on=date(2026, 1, 2), policy="p", alert_at=65, lists=(used,)
        ),
    )
    assert Screening.from_json(screening.to_json()) == screening


def test_what_many_share_is_written_as_it_is_in_each() -> None:
    days = [date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 1)]
    rests = [
        Provenance(engine="1", on=day, policy="ab", alert_at=75, lists=())
        for day in days
    ]
    for rest in (*rests, *rests, rests[0]):
        one = Screening(
            client_id="C",
            outcome=Outcome.CLEAR,
            hits=(),
            gaps=(),
            parties=(),
            provenance=rest,
        )
        assert one.to_json() == codec.canonical(
            {"schema": "kycscreen.screening/1", **codec.to_plain(one)}
        )


def test_what_holds_its_default_is_not_written() -> None:
    assert codec.to_plain(Identifier("lei", "X")) == {"type": "lei", "value": "X"}


def test_keys_are_sorted_and_letters_stay_letters() -> None:
    assert codec.canonical({"b": 1, "a": "Å"}) == '{"a":"Å","b":1}'


def test_sets_are_written_in_one_order() -> None:
    plain = codec.to_plain(frozenset({Topic.SANCTION, Topic.PEP}))
    assert plain == ["pep", "sanction"]


def test_what_has_no_canonical_form_is_refused() -> None:
    with pytest.raises(TypeError, match="set has no canonical form"):
        codec.canonical({1, 2})


@pytest.mark.parametrize(
    "plain",
    [
        None,
        [],
        "text",
        {},
        {"type": "lei"},
        {"type": "lei", "value": 5},
        {"type": "lei", "value": "X", "valid": 1},
        {"type": "lei", "value": "X", "colour": "red"},
    ],
)
def test_what_is_no_such_value_is_refused(plain: object) -> None:
    with pytest.raises(ValueError, match="^is not a Identifier"):
        codec.from_plain(Identifier, plain)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "marker"},
        {"names": "marker"},
        {"nationalities": "fr"},
        {"listed_on": "1962-marker"},
        {"birth_dates": [{"lo": "1962-13-45", "hi": None, "precision": "day"}]},
        {"topics": [["sanction"]]},
        {"contacts": [["phone"]]},
        {"names": [{"full": "X", "parts": [["marker", "X"]]}]},
    ],
)
def test_d06_a_refusal_quotes_nothing(change: dict[str, object]) -> None:
    plain = {"list_id": "l", "record_id": "r", "kind": "person", "names": []}
    assert codec.from_plain(ListedEntity, plain).names == ()
    with pytest.raises(ValueError, match="^is not a ListedEntity") as refused:
        codec.from_plain(ListedEntity, plain | change)
    assert "marker" not in str(refused.value)
    assert "1962" not in str(refused.value)
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__


def test_text_that_is_no_json_is_refused() -> None:
    with pytest.raises(ValueError, match="Expecting"):
        codec.from_json(Identifier, "{")
    with pytest.raises(ValueError, match="is not a Identifier"):
        codec.from_json(Identifier, '{"type":"lei","value":NaN}')


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"type":"lei","value":"X","value":"marker"}',
        '{"type":"lei","value":"marker\\ud800"}',
        '{"type":"lei","value":"marker\\uDFFF","note":"\\u0041"}',
        '{"type":"lei","value":"marker\ud800"}',
        b'{"type":"lei","value":"marker\xed\xa0\x80"}',
        b'{"type":"lei","value":"marker\xff"}',
        '{"type":"lei","value":"marker"}'.encode("utf-16"),
    ],
)
def test_a23_json_that_hides_or_breaks_something_is_refused(text: str | bytes) -> None:
    with pytest.raises(ValueError, match="^(is|says|holds) ") as refused:
        codec.from_json(Identifier, text)
    assert type(refused.value) is ValueError, "a reader's own errors carry the text"
    assert "marker" not in str(refused.value)
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__ or refused.value.__context__ is None


def test_letters_escaped_in_pairs_are_letters() -> None:
    read = codec.from_json(Identifier, '{"type":"lei","value":"\\ud83d\\ude00"}')
    assert read.value == "\U0001f600"


def test_plain_data_is_what_json_knows() -> None:
    span = DateSpan(date(1962, 3, 14), date(1962, 3, 14), Precision.DAY)
    plain = codec.to_plain(span)
    assert plain == {"lo": "1962-03-14", "hi": "1962-03-14", "precision": "day"}
    assert json.loads(codec.to_json(span)) == plain
