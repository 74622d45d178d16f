"""Errors: made of fields, told in one line, the same in another process."""

import pickle
from pathlib import Path

import pytest

from kycscreen import errors
from kycscreen.errors import KycScreenError

MADE = (
    errors.ListError("un_sc", "is away"),
    errors.FetchError("un_sc", "https://a.example/", "answered 403", 403),
    errors.StoreError("un_sc", "cannot be stored: disk full"),
    errors.FormatError("un_sc", "is no date", "1"),
    errors.ChecksumError("un_sc", Path("file"), "a" * 64, "b" * 64),
    errors.BoundsError("un_sc", "persons", 3, 10, 20),
    errors.PartyError("birth_date", "is not an ISO date"),
    errors.PolicyError("alert_at", "is not between 1 and 100"),
    errors.BookError("clients.csv", "has no header"),
    errors.IndexFileError("x.kyc", "is damaged"),
)


def test_every_error_is_here() -> None:
    classes = {
        cls
        for cls in vars(errors).values()
        if isinstance(cls, type) and issubclass(cls, KycScreenError)
    }
    assert classes - {KycScreenError} == {type(error) for error in MADE}


@pytest.mark.parametrize("error", MADE, ids=lambda error: type(error).__name__)
def test_an_error_survives_another_process(error: KycScreenError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert vars(again) == vars(error)


@pytest.mark.parametrize("error", MADE, ids=lambda error: type(error).__name__)
def test_an_error_is_one_line(error: KycScreenError) -> None:
    assert str(error)
    assert "\n" not in str(error)
