"""A listed entity is what it says, or is refused: what is misread matches nobody."""

from typing import Any

import pytest

from kycscreen.entities import ListedEntity, ListedName
from kycscreen.facts import Kind


def listed(**facts: Any) -> ListedEntity:
    facts = {"kind": Kind.PERSON, "names": ["Jean Exemple"], **facts}
    return ListedEntity(list_id="own", record_id="1", **facts)


@pytest.mark.parametrize(
    "facts",
    [
        {"names": "Jean Exemple"},
        {"names": [("Jean", "Exemple")]},
        {"kind": "person"},
        {"birth_dates": "1962"},
        {"birth_dates": [1962]},
        {"nationalities": "fi"},
        {"nationalities": ["Ruritania"]},
        {"citizenships": ["FI"]},
        {"genders": "M"},
        {"identifiers": ["131052-308T"]},
        {"birth_places": ["Exempelstad"]},
        {"positions": ["mayor"]},
        {"topics": ["pep"]},
    ],
    ids=str,
)
def test_a_value_of_another_type_is_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="belong|holds something"):
        listed(**facts)


def test_plain_names_and_iso_dates_are_taken() -> None:
    entity = listed(
        names=["Jean Exemple", ListedName("J. Exemple")], birth_dates=["1962"]
    )
    assert [name.full for name in entity.names] == ["Jean Exemple", "J. Exemple"]
    assert entity.birth_dates[0].raw == "1962"


def test_a_name_has_only_the_parts_there_are() -> None:
    with pytest.raises(ValueError, match="no such part"):
        ListedName("Jean Exemple", parts={"surname": "Exemple"})
