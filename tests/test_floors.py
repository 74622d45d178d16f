"""The architecture, as a test: a module imports only from floors below it."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "kycscreen"
FLOORS = [
    {"errors", "facts", "codec", "unswept", "spreadsheets"},
    {"names", "dates", "countries", "identifiers", "shares"},
    {"entities", "parties", "policy", "sketches"},
    {"sources", "index", "match", "ownership", "subjects", "pep", "services"},
    {"lists", "book", "batch", "audit"},
    {"screen"},
    {"explain", "review"},
    {"calibrate", "runs"},
    {"rescreen"},
    {"cli", "desk", "spark"},
]
FLOOR_OF = {module: floor for floor, modules in enumerate(FLOORS) for module in modules}
# On one floor, the one may still rest on the other.
BESIDE = {
    ("identifiers", "dates"),  # a personal number says a birth date
    ("parties", "entities"),
    ("sketches", "entities"),
    ("sketches", "parties"),
    ("pep", "sources"),
}
FILES = sorted(set(PACKAGE.rglob("*.py")) - set(PACKAGE.glob("__*.py")))


def module_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").as_posix()


def imports_of(path: Path) -> set[str]:
    package = ("kycscreen", *path.relative_to(PACKAGE).parts[:-1])
    dotted = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            dotted |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            where = ".".join((*above, *([node.module] if node.module else [])))
            dotted |= {f"{where}.{alias.name}" for alias in node.names}
    parts = [name.split(".") for name in dotted]
    return {p[1] for p in parts if p[0] == "kycscreen" and len(p) > 1} - {
        module_of(path)
    }


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_imports_point_down(path: Path) -> None:
    module = module_of(path)
    floor = FLOOR_OF[module]
    imported = {name for name in imports_of(path) if name != "__version__"}
    upward = {
        name
        for name in imported
        if FLOOR_OF[name] >= floor and (module, name) not in BESIDE
    }
    assert not upward, f"{module}, floor {floor}, may not import {sorted(upward)}"


def test_every_module_has_a_floor() -> None:
    assert {module_of(path) for path in FILES} <= set(FLOOR_OF)
