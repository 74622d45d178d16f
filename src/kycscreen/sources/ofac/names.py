"""The names of an OFAC entry: the primary one and its aliases."""

from collections.abc import Sequence

import attrs

from kycscreen.entities import ListedName, NameKind, Strength
from kycscreen.sources import merging
from kycscreen.sources.entries import Note
from kycscreen.sources.ofac.values import Row
from kycscreen.sources.scripts import script
from kycscreen.sources.texts import absent, decoded, hidden

_ALIAS_KINDS = {"a.k.a.": NameKind.AKA, "f.k.a.": NameKind.FKA, "n.k.a.": NameKind.NKA}
_STRENGTHS = {"strong": Strength.STRONG, "weak": Strength.WEAK}


def read(leaves: Row, aliases: Sequence[Row], note: Note) -> tuple[ListedName, ...]:
    """Make the primary name and the aliases; one name twice is kept once."""
    primary = _name(leaves, NameKind.PRIMARY, Strength.STRONG, "sdnEntry", note)
    made = [] if primary is None else [primary]
    for row in aliases:
        said = row.get("type", ""), row.get("category", "")
        kind, strength = _ALIAS_KINDS.get(said[0]), _STRENGTHS.get(said[1])
        if kind is None:
            note("akaList/aka/type", said[0])
        if strength is None:
            note("akaList/aka/category", said[1])
        alias = _name(
            row,
            NameKind.AKA if kind is None else kind,
            Strength.STRONG if strength is None else strength,
            "akaList/aka",
            note,
        )
        if alias is not None and (kind is None or strength is None):
            alias = attrs.evolve(alias, note=" ".join(said).strip())
        if alias is not None:
            made.append(alias)
    return merging.distinct(made)


def _name(
    row: Row, kind: NameKind, strength: Strength, path: str, note: Note
) -> ListedName | None:
    """Join a name in reading order; parts only where the publisher gives both."""
    family, given = decoded(row.get("lastName", "")), decoded(row.get("firstName", ""))
    full = f"{given} {family}".strip()
    if absent(full):
        note(f"{path}/lastName", full)
        return None
    if len(full) == 1 or hidden(full):
        note(f"{path}/lastName", full)
    parts = (("family", family), ("given", given)) if family and given else ()
    return ListedName(
        full, kind=kind, strength=strength, script=script(full), parts=parts
    )
