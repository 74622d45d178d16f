"""The names of an OFAC entry: the primary one and its aliases."""

import re
from collections.abc import Mapping, Sequence

from kycscreen import codec
from kycscreen.entities import ListedName, NameKind, Strength
from kycscreen.sources import merging
from kycscreen.sources.entries import Note
from kycscreen.sources.ofac.values import Row
from kycscreen.sources.scripts import script
from kycscreen.sources.texts import absent, decoded, hidden

KINDS = {
    "a.k.a.": NameKind.AKA,
    "f.k.a.": NameKind.FKA,
    "n.k.a.": NameKind.NKA,
}
TYPES = {**KINDS, "name": NameKind.PRIMARY}
_STRENGTHS = {"strong": Strength.STRONG, "weak": Strength.WEAK}
PARTS = {  # a whole name has no part's word
    "first name": "given",
    "middle name": "middle",
    "patronymic": "patronymic",
    "last name": "family",
    "matronymic": "matronymic",
    "maiden name": "maiden",
    "nickname": "nickname",
    "entity name": "",
    "vessel name": "",
    "aircraft name": "",
}
_ORDER = tuple(PARTS.values())  # of reading; OFAC prints family names first
_FAMILY_FIRST = {"Hani", "Hang", "Hira", "Kana"}


def read(leaves: Row, aliases: Sequence[Row], note: Note) -> tuple[ListedName, ...]:
    """Make the legacy file's primary name and aliases; one twice is kept once."""
    primary = named(_parts(leaves), "sdnEntry/lastName", note)
    made = [] if primary is None else [primary]
    for row in aliases:
        said = row.get("type", ""), row.get("category", "")
        kind, strength = KINDS.get(said[0]), _STRENGTHS.get(said[1])
        if kind is None:
            note("akaList/aka/type", said[0])
        if strength is None:
            note("akaList/aka/category", said[1])
        alias = named(_parts(row), "akaList/aka/lastName", note)
        if alias is not None:
            made.append(
                codec.changed(
                    alias,
                    kind=NameKind.AKA if kind is None else kind,
                    strength=Strength.STRONG if strength is None else strength,
                    note=""
                    if kind is not None and strength is not None
                    else " ".join(said).strip(),
                )
            )
    return merging.distinct(made)


def _parts(row: Row) -> Mapping[str, str]:
    return {"family": row.get("lastName", ""), "given": row.get("firstName", "")}


def named(parts: Mapping[str, str], path: str, note: Note) -> ListedName | None:
    """Join a name's parts in reading order; they stay only where there are several."""
    kept = {part: decoded(text.strip()) for part, text in parts.items()}
    kept = {part: text for part, text in kept.items() if text}
    full = " ".join(text for _, text in _ordered(kept))
    if absent(full):
        note(path, full)
        return None
    if len(full) == 1 or hidden(full):
        note(path, full)
    several = kept.items() if len(kept) > 1 else ()
    return ListedName(
        full,
        script=script(full),
        parts=tuple((part, text) for part, text in several if part),
    )


def _ordered(parts: Mapping[str, str]) -> Sequence[tuple[str, str]]:
    """Put the parts in the order in which people write them in their script."""
    scripts = set(script("".join(parts.values())).split("+"))
    if scripts & _FAMILY_FIRST:
        return tuple(parts.items())
    return sorted(parts.items(), key=lambda part: _ORDER.index(part[0]))


def spelt(name: ListedName, kind: NameKind) -> ListedName:
    """Give a name its kind: in another script than Latin it is the original one."""
    if "Latn" in name.script or name.script == "Zyyy":
        return codec.changed(name, kind=kind)
    return codec.changed(name, kind=NameKind.ORIGINAL_SCRIPT)


def written(full: str) -> Mapping[str, str]:
    """Part a person's name that OFAC writes ``FAMILY, Given``."""
    parted = re.fullmatch(r"(.+?(?:, [JS]R\.)?), (.+)", full)
    return {"": full} if parted is None else {"family": parted[1], "given": parted[2]}
