"""The names of an entity: which is the primary one, which are weak, and their parts."""

from collections.abc import Iterator, Sequence

import attrs

from kycscreen.entities import ListedName, NameKind, Strength
from kycscreen.facts import Kind
from kycscreen.sources.entries import Note
from kycscreen.sources.merging import distinct, taken_apart
from kycscreen.sources.opensanctions.nodes import Node
from kycscreen.sources.scripts import script
from kycscreen.sources.texts import absent, hidden

_KINDS = {
    "name": (NameKind.PRIMARY, Strength.STRONG),
    "alias": (NameKind.AKA, Strength.STRONG),
    "previousName": (NameKind.FKA, Strength.STRONG),
    "weakAlias": (NameKind.AKA, Strength.WEAK),
    "abbreviation": (NameKind.AKA, Strength.WEAK),
}
PARTS = {
    "firstName": "given",
    "secondName": "middle",
    "middleName": "middle",
    "fatherName": "patronymic",
    "motherName": "matronymic",
    "lastName": "family",
    "nameSuffix": "suffix",
}
READ = _KINDS.keys() | PARTS.keys()


@attrs.frozen
class Named:
    """The names of an entity, and the parts of names that stand in none of them."""

    names: tuple[ListedName, ...]
    remarks: tuple[str, ...]


def read(node: Node, kind: Kind, note: Note) -> Named:
    """Return every name once; without a whole name, one joined from lone parts."""
    whole = list(_whole(node, note)) or list(_joined(node, note))
    parts = [
        (prop, value, _words(value)) for prop in PARTS for value in node.values(prop)
    ]
    names = [_with_parts(name, parts) for name in taken_apart(whole, kind)]
    for name in names:
        if len(name.full) == 1 or hidden(name.full):
            note("name", name.full)
    placed = {text for name in names for _, text in name.parts}
    left = (f"{prop}: {value}" for prop, value, _ in parts if value not in placed)
    return Named(distinct(names), tuple(left))


def _whole(node: Node, note: Note) -> Iterator[ListedName]:
    """Yield the names as published; the caption says which is the primary one."""
    given = [name for name in node.properties.get("name", ()) if not absent(name)]
    first = node.caption if node.caption in given else next(iter(given), "")
    for prop, (kind, strength) in _KINDS.items():
        for full in node.properties.get(prop, ()):
            if absent(full):
                note(prop, full)
                continue
            other = kind is NameKind.PRIMARY and full != first
            yield ListedName(
                full,
                kind=NameKind.AKA if other else kind,
                strength=strength,
                script=script(full),
            )


def _joined(node: Node, note: Note) -> Iterator[ListedName]:
    """Make a name of parts, where there is one value of each at most."""
    parts = [node.values(prop) for prop in PARTS]
    if node.values("lastName") and all(len(values) <= 1 for values in parts):
        full = " ".join(value for values in parts for value in values)
        yield ListedName(full, script=script(full), note="joined from its parts")
    elif any(parts):
        note("name", "no whole name")


def _with_parts(
    name: ListedName, stated: Sequence[tuple[str, str, set[str]]]
) -> ListedName:
    """Align a part where it stands in the name and no other value of it does."""
    there = _words(name.full)
    found: dict[str, list[str]] = {}
    for prop, value, words in stated:
        if words <= there:
            found.setdefault(PARTS[prop], []).append(value)
    parts = {part: values[0] for part, values in found.items() if len(set(values)) == 1}
    # One word for two parts is aligned to neither.
    sure = [(p, v) for p, v in parts.items() if list(parts.values()).count(v) == 1]
    return attrs.evolve(name, parts=sure) if sure else name


def _words(text: str) -> set[str]:
    return set(text.casefold().replace(",", " ").split())
