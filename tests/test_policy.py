"""A policy: every number in force, and one name for all of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kycscreen import policy as policies
from kycscreen.errors import PolicyError
from kycscreen.policy import Policy


@given(st.integers(1, 100), st.integers(1, 100))
def test_name_at_is_the_least_name_that_alerts_alone(at: int, floor: int) -> None:
    policy = Policy(alert_at=at, name_floor=floor)
    least = policy.name_at
    alerting = [
        score
        for score in range(floor, 101)
        if policies.name_points(score, policy) >= at
    ]
    assert least == (alerting[0] if alerting else 101)


def test_name_points_never_fall_with_the_name() -> None:
    points = [policies.name_points(score, Policy()) for score in range(101)]
    assert points == sorted(points)
    assert (points[0], points[100]) == (0, Policy().name_points)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("alert_at", 0),
        ("alert_at", 101),
        ("name_points", 0),
        ("identifier_at", 101),
        ("name_floor", 0),  # then every pair would be a candidate by name
        ("name_sure", -1),
        ("name_sure", 101),
    ],
)
def test_a_number_out_of_its_range_is_refused_by_name(field: str, value: int) -> None:
    with pytest.raises(PolicyError, match=f"policy: {field} is not between"):
        Policy(**{field: value})  # type: ignore[arg-type]  # numbers only


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("alert_at", {"alert_at": 65.5}),
        ("alert_at", {"alert_at": "65"}),
        ("name_points", {"name_points": True}),
        ("country_different", {"country_different": -4.0}),
        ("circa_years", {"circa_years": -1}),
        ("birth_date_near_years", {"birth_date_near_years": -1}),
        ("birth_date_year", {"birth_date_year": 9}),
        ("birth_date_month", {"birth_date_month": 13}),
        ("birth_date_slip", {"birth_date_slip": 13}),
        ("identifier_compatible", {"identifier_compatible": 21}),
        ("identifier_slip", {"identifier_slip": 11}),
        ("max_age", {"max_age": {"t": -1}}),
        ("max_age", {"max_age": {"t": 1.5}}),
        ("max_age", {"max_age": {"t": True}}),
        ("max_age", {"max_age": {7: 7}}),
        ("max_age", {"max_age": [("t", 1), ("t", 2)]}),
        ("max_age", {"max_age": [("t", 1), ("t", 1)]}),
        ("max_age", {"max_age": ["t"]}),
        ("max_age", {"max_age": 7}),
    ],
)
def test_a_policy_that_contradicts_itself_is_refused_by_name(
    field: str, given: dict[str, object]
) -> None:
    with pytest.raises(PolicyError) as refused:
        Policy(**given)  # type: ignore[arg-type]  # that is the test
    assert refused.value.field == field


def test_equal_policies_have_one_hash_and_others_another() -> None:
    assert Policy().hash == Policy().hash
    assert Policy(required=["b", "a"]).hash == Policy(required=["a", "b"]).hash
    assert (
        Policy(max_age={"b": 1, "a": 2}).hash
        == Policy(max_age=(("a", 2), ("b", 1))).hash
    )
    assert len({Policy(alert_at=at).hash for at in range(1, 101)}) == 100


def test_the_hash_does_not_depend_on_the_run() -> None:
    import subprocess
    import sys

    code = (
        "from kycscreen.policy import Policy; print(Policy(required=['b', 'a']).hash)"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in "0123"
    }
    assert len(told) == 1


def test_the_lists_the_law_names_are_required() -> None:
    assert Policy().required == {"eu_fsf", "un_sc", "us_ofac_sdn"}
