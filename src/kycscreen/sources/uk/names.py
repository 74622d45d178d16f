"""Names in the UK's lists: six parts, of which the sixth is the family name.

Whatever is no person has its whole name in the sixth. Names in another script stand
beside the others, tied to none of them.
"""

from collections.abc import Iterable

from kycscreen.entities import ListedName, NameKind, Strength
from kycscreen.facts import Kind
from kycscreen.sources import merging
from kycscreen.sources.entries import Note
from kycscreen.sources.scripts import script
from kycscreen.sources.texts import absent, hidden
from kycscreen.sources.uk.records import Record, Row

_PARTS = {"Name1": "given", "Name6": "family"}
_ORDER = ("Name1", "Name2", "Name3", "Name4", "Name5", "Name6")
_KINDS = {
    "": NameKind.PRIMARY,
    "primary name": NameKind.PRIMARY,
    "prime alias": NameKind.PRIMARY,
    "primary name variation": NameKind.VARIATION,
    "alias": NameKind.AKA,
    "aka": NameKind.AKA,
    "fka": NameKind.FKA,
}
_STRENGTHS = {
    "": Strength.STRONG,
    "good": Strength.STRONG,
    "good quality aka": Strength.STRONG,
    "low": Strength.WEAK,
    "low quality aka": Strength.WEAK,
}
_UNSPACED = frozenset({"Hani", "Hang", "Hira", "Kana", "Thai"})


def read(record: Record, kind: Kind, note: Note) -> tuple[ListedName, ...]:
    """Read every name, the primary ones first; one name twice is kept once."""
    named = [_named(row, record, kind, note) for row in record.all("Name")]
    made = [name for name in named if name is not None]
    made.sort(key=lambda name: name.kind is not NameKind.PRIMARY)
    return merging.taken_apart((*made, *_originals(record, note)), kind)


def _named(row: Row, record: Record, kind: Kind, note: Note) -> ListedName | None:
    """Make a name of its parts; its parts are known where a person has several."""
    pieces = [(part, row[part]) for part in _ORDER if part in row]
    full = " ".join(text for _, text in pieces)
    if not _is_name(full, "Name6", note):
        return None
    said, quality = row.get("NameType", ""), row.get("AliasStrength", "")
    type_, strength = _folded(said), _folded(quality)
    told = []
    if type_ not in _KINDS:
        note("NameType", said)
        told.append(said)
    if strength not in _STRENGTHS:
        note("AliasStrength", quality)
        told.append(quality)
    name_kind = _KINDS.get(type_, NameKind.AKA)
    trust = _STRENGTHS.get(strength, Strength.STRONG)
    if not strength and name_kind is NameKind.AKA and _is_bare(full, kind):
        trust = Strength.WEAK
        told.append("inferred")
    person = kind is Kind.PERSON and len(pieces) > 1
    return ListedName(
        full,
        kind=name_kind,
        strength=trust,
        script=script(full),
        parts=_parts(pieces) if person else (),
        note="; ".join(told),
    )


def _is_name(full: str, path: str, note: Note) -> bool:
    """Tell whether a name can meet anyone; report one that cannot, or is disguised."""
    nameless = len(full) < 2 or absent(full)
    if nameless or hidden(full):
        note(path, full)
    return not nameless


def _folded(said: str) -> str:
    """Reduce the publisher's word to one of its many casings."""
    return " ".join(said.casefold().replace(".", "").split())


def _is_bare(full: str, kind: Kind) -> bool:
    """Tell whether a person's name is one word, which may be many a person's."""
    spaced = _UNSPACED.isdisjoint(script(full).split("+"))
    return kind is Kind.PERSON and spaced and len(full.split()) == 1


def _parts(pieces: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Name the parts; what stands between given and family name is one."""
    parts: dict[str, str] = {}
    for field, text in pieces:
        part = _PARTS.get(field, "middle")
        parts[part] = f"{parts[part]} {text}" if part in parts else text
    return parts


def _originals(record: Record, note: Note) -> Iterable[ListedName]:
    for row in record.all("NonLatinName"):
        full = row.get("NameNonLatinScript", "")
        about = (row.get("NonLatinScriptType"), row.get("NonLatinScriptLanguage"))
        if _is_name(full, "NameNonLatinScript", note):
            yield ListedName(
                full,
                kind=NameKind.ORIGINAL_SCRIPT,
                script=script(full),
                note="; ".join(text for text in about if text),
            )
