"""The exported surface: what is promised, sorted, documented, and cheap to import."""

import inspect
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import attrs
import pytest

import kycscreen
from docs import api

# What onboarding code may rely on; a name leaves this list only with a new major
# version.
PROMISED = {
    "Client", "Control", "DateSpan", "Finding", "Gap", "Hit", "Holding", "Identifier",
    "Identity", "Kind", "KycScreenError", "Lack", "ListedEntity", "ListedName", "Lists",
    "Missing", "NextStep", "Outcome", "Ownership", "Party", "PartyScreening", "Pep",
    "Policy", "Proof", "Reason", "Representation", "Right", "Role", "Screener",
    "Screening", "Share", "Strength", "Topic", "Undisclosed", "Unnamed", "Watchlist",
    "load_lists", "names",
}  # fmt: skip
HEAVY = ("numpy", "lxml", "requests", "click", "rich", "stdnum", "unidecode", "numba")
PUBLIC = [
    (module, name) for module, (_, names) in api.MODULES.items() for name in names
]


def found(module: str, name: str) -> object:
    inner: ModuleType = __import__(module, fromlist=[name])
    return getattr(inner, name)


def test_what_is_promised_is_exported_and_nothing_else() -> None:
    assert set(kycscreen.__all__) == PROMISED


def test_the_exported_names_are_sorted() -> None:
    assert list(kycscreen.__all__) == sorted(kycscreen.__all__)


def test_every_exported_name_exists() -> None:
    assert all(hasattr(kycscreen, name) for name in kycscreen.__all__)


def test_every_exported_name_stands_in_the_reference() -> None:
    _, documented = api.MODULES["kycscreen"]
    assert {*documented, "names"} == PROMISED


@pytest.mark.parametrize(("module", "name"), PUBLIC)
def test_a_public_name_says_what_it_is(module: str, name: str) -> None:
    told = inspect.getdoc(found(module, name)) or ""
    assert told.partition("\n")[0].endswith((".", "?", ":")), f"{module}.{name}"


@pytest.mark.parametrize(("module", "name"), PUBLIC)
def test_public_methods_say_what_they_do(module: str, name: str) -> None:
    thing = found(module, name)
    if not inspect.isclass(thing):
        return
    for method, member in vars(thing).items():
        if not method.startswith("_") and callable(inspect.unwrap(member)):
            assert inspect.getdoc(member), f"{name}.{method}"


@pytest.mark.parametrize(
    "name",
    sorted(n for n in PROMISED if attrs.has(found("kycscreen", n))),  # type: ignore[arg-type]  # attrs asks a type, and says no of others
)
def test_public_values_are_frozen(name: str) -> None:
    cls = getattr(kycscreen, name)
    assert cls.__setattr__ is not object.__setattr__, name


def test_importing_loads_nothing_heavy() -> None:
    code = (
        "import sys, kycscreen;"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_types_are_shipped() -> None:
    assert (Path(kycscreen.__file__).parent / "py.typed").exists()
