"""Who on one list is who on another: references first, then strict evidence."""

from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kycscreen.entities import ListedEntity, ListedName, Strength, Topic, Xref
from kycscreen.facts import Kind
from kycscreen.identifiers import Identifier
from kycscreen.subjects import Bond, grouped, same

SHARED = Path(__file__).parent.parent.parent / "shared"
PEP = frozenset({Topic.PEP})
SPELLINGS = ("Jean Exemple", "Jan Exemple", "Jean Ekzempl")
PASSPORT = Identifier("passport", "X 1234567", "fi")
UN = ListedEntity(
    list_id="un_sc",
    record_id="1",
    kind=Kind.PERSON,
    names=("Jean Exemple", "Jean de l'Exemple"),
    birth_dates=("1962-03-14",),
    identifiers=(PASSPORT,),
    xrefs=(Xref("un_ref", "QDi.999"),),
)
FIRM = ListedEntity(
    list_id="un_sc",
    record_id="2",
    kind=Kind.ORGANISATION,
    names=("Exemple Négoce SARL", "Exemple Trading"),
)


def elsewhere(entity: ListedEntity, **facts: object) -> ListedEntity:
    """Return a record of another list that says the same, but for some facts."""
    bare = {"xrefs": (), "identifiers": ()}
    return attrs.evolve(
        entity,
        list_id="eu_fsf",
        record_id="EU.1",
        **{**bare, **facts},  # type: ignore[arg-type]
    )


BONDS = {
    "a reference": (
        UN,
        elsewhere(UN, names=("Other Name",), xrefs=UN.xrefs),
        Bond.REFERENCE,
    ),
    "a reference to the record itself": (
        attrs.evolve(UN, xrefs=(Xref("eu_ref", "EU.1"),)),
        elsewhere(UN, names=("Other Name",)),
        Bond.REFERENCE,
    ),
    "the id that a record had before": (
        attrs.evolve(UN, names=("Other Name",), xrefs=(Xref("referent", "Q"),)),
        elsewhere(UN, xrefs=(Xref("referent", "Q"),)),
        None,
    ),
    "name and day": (UN, elsewhere(UN), Bond.NAME_AND_BIRTH),
    "the name otherwise spelt": (
        UN,
        elsewhere(UN, names=("EXEMPLE, Jean",)),
        Bond.NAME_AND_BIRTH,
    ),
    "name and another day": (UN, elsewhere(UN, birth_dates=("1962-03-15",)), None),
    "name and the year, which is all they know": (
        UN,
        elsewhere(UN, birth_dates=("1962",)),
        Bond.NAME_AND_BIRTH,
    ),
    "name and the month": (
        UN,
        elsewhere(UN, birth_dates=("1962-03",)),
        Bond.NAME_AND_BIRTH,
    ),
    "name and another year": (UN, elsewhere(UN, birth_dates=("1963",)), None),
    "name and about the year": (UN, elsewhere(UN, birth_dates=("circa 1962",)), None),
    "a name alone": (UN, elsewhere(UN, birth_dates=()), None),
    "a name and a number": (
        UN,
        elsewhere(UN, birth_dates=(), identifiers=(PASSPORT,)),
        Bond.NAME_AND_NUMBER,
    ),
    "a number alone": (
        UN,
        elsewhere(UN, names=("Other Name",), identifiers=(PASSPORT,)),
        None,
    ),
    "a number of few digits": (
        attrs.evolve(UN, identifiers=(Identifier("passport", "123"),)),
        elsewhere(UN, birth_dates=(), identifiers=(Identifier("passport", "123"),)),
        None,
    ),
    "a weak name": (
        UN,
        elsewhere(UN, names=(ListedName("Jean Exemple", strength=Strength.WEAK),)),
        None,
    ),
    "a name of one word": (
        attrs.evolve(UN, names=("Exemple",)),
        elsewhere(UN, names=("Exemple",)),
        None,
    ),
    "another kind": (UN, elsewhere(UN, kind=Kind.VESSEL, xrefs=UN.xrefs), None),
    "a name of four words": (
        attrs.evolve(UN, names=("Jean Marie Exemple du Lac",)),
        elsewhere(UN, names=("Jean Marie EXEMPLE DU LAC",), birth_dates=()),
        Bond.NAMES,
    ),
    "three names": (
        attrs.evolve(UN, names=(*UN.names, "Juan Ejemplo")),
        elsewhere(UN, names=(*UN.names, "Juan Ejemplo"), birth_dates=()),
        Bond.NAMES,
    ),
    "many names of people born on other days": (
        attrs.evolve(UN, names=(*UN.names, "Juan Ejemplo")),
        elsewhere(UN, names=(*UN.names, "Juan Ejemplo"), birth_dates=("1962-03-15",)),
        None,
    ),
    "two names of an organisation": (
        FIRM,
        elsewhere(FIRM, names=("Exemple Trading", "Exemple Négoce SARL")),
        Bond.NAMES,
    ),
    "the primary name of both": (
        FIRM,
        elsewhere(FIRM, names=("EXEMPLE NEGOCE SARL",)),
        Bond.NAMES,
    ),
    "one name among others": (
        FIRM,
        elsewhere(FIRM, names=("Exemple Kenya", "Exemple Trading")),
        None,
    ),
    "a number that may be any list's": (
        attrs.evolve(UN, xrefs=(Xref("", "12"),)),
        elsewhere(UN, names=("Other Name",), xrefs=(Xref("", "12"),)),
        None,
    ),
    "an id of OpenSanctions, whatever the dataset": (
        attrs.evolve(UN, list_id="os_sanctions", record_id="NK-1", xrefs=()),
        elsewhere(UN, names=("Other Name",), xrefs=(Xref("opensanctions", "NK-1"),)),
        Bond.REFERENCE,
    ),
    "the number that OFAC gives": (
        attrs.evolve(UN, list_id="us_ofac_sdn", record_id="7"),
        elsewhere(UN, names=("Other Name",), xrefs=(Xref("ofac", "7"),)),
        Bond.REFERENCE,
    ),
    "a PEP's name and day": (UN, elsewhere(UN, topics=PEP), Bond.NAME_AND_BIRTH),
    "a PEP's name and year": (
        UN,
        elsewhere(UN, topics=PEP, birth_dates=("1962",)),
        None,
    ),
    "a PEP's name and New Year's Day": (
        attrs.evolve(UN, birth_dates=("1962-01-01",)),
        elsewhere(UN, topics=PEP, birth_dates=("1962-01-01",)),
        None,
    ),
    "three spellings of a PEP's name": (
        attrs.evolve(UN, names=SPELLINGS, birth_dates=()),
        elsewhere(UN, names=SPELLINGS, topics=PEP),
        None,
    ),
    "a PEP's name of four words": (
        attrs.evolve(UN, names=("Jean Marie Exemple du Lac",)),
        elsewhere(UN, names=("Jean Marie EXEMPLE DU LAC",), topics=PEP, birth_dates=()),
        None,
    ),
    "a kind that is not known": (
        FIRM,
        elsewhere(FIRM, kind=Kind.UNKNOWN),
        Bond.NAMES,
    ),
}


@pytest.mark.parametrize(("one", "other", "bond"), BONDS.values(), ids=BONDS)
def test_two_records_are_tied_by(
    one: ListedEntity, other: ListedEntity, bond: Bond | None
) -> None:
    assert same(one, other) is bond
    assert same(other, one) is bond
    assert grouped([one, other]) == (((0, 1),) if bond else ((0,), (1,)))


def test_a_record_tied_to_two_others_ties_those() -> None:
    eu = elsewhere(UN, xrefs=UN.xrefs, names=("Other Name",), birth_dates=())
    ofac = attrs.evolve(elsewhere(UN), list_id="us_ofac_sdn", record_id="7")
    assert same(eu, ofac) is None
    assert grouped([eu, FIRM, ofac, UN]) == ((0, 2, 3), (1,))


def test_what_one_list_holds_apart_is_not_tied_by_another() -> None:
    parent, branch = FIRM, attrs.evolve(FIRM, record_id="3", names=("Exemple Kenya",))
    eu = elsewhere(FIRM, names=(*FIRM.names, "Exemple Kenya"))
    assert grouped([parent, branch, eu]) == ((0, 2), (1,))
    assert grouped([branch, eu, parent]) == ((0,), (1, 2))
    assert grouped([FIRM, attrs.evolve(FIRM, record_id="3")]) == ((0,), (1,))


def test_one_list_may_list_a_person_twice() -> None:
    assert grouped([UN, attrs.evolve(UN, record_id="3")]) == ((0, 1),)


def test_a_reference_that_no_name_bears_out_comes_last() -> None:
    wrong = elsewhere(UN, xrefs=UN.xrefs, names=("Other Name",))
    right = attrs.evolve(
        UN, record_id="5", names=("Other Name",), xrefs=(), identifiers=()
    )
    assert grouped([UN, wrong, right]) == ((0,), (1, 2))


@given(st.permutations(range(6)))
def test_groups_do_not_depend_on_the_order_of_the_records(order: list[int]) -> None:
    records = [
        UN,
        FIRM,
        elsewhere(UN),
        elsewhere(FIRM),
        attrs.evolve(UN, list_id="own", record_id="o", birth_dates=("1962",), xrefs=()),
        attrs.evolve(FIRM, list_id="own", record_id="p"),
    ]
    found = grouped([records[at] for at in order])
    assert {frozenset(order[at] for at in group) for group in found} == {
        frozenset({0, 2, 4}),
        frozenset({1, 3, 5}),
    }
    assert sorted(at for group in found for at in group) == list(range(6))
