"""What ENHANCED gives in several scripts: names, and addresses.

OFAC calls the spellings of one name in its scripts translations.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kycscreen import codec
from kycscreen.entities import ListedName, NameKind, Strength
from kycscreen.facts import Kind
from kycscreen.sources.elements import child, children, local, text
from kycscreen.sources.entries import Note
from kycscreen.sources.ofac import names
from kycscreen.sources.ofac.scripts import disagrees
from kycscreen.sources.ofac.values import PARTS, Row

if TYPE_CHECKING:
    from lxml import etree


def is_true(element: "etree._Element", name: str, note: Note) -> bool:
    """Read a truth; one that is left out is none."""
    said = text(child(element, name))
    if said not in ("", "true", "false"):
        note(f"{local(element)}/{name}", said)
    return said == "true"


def listed(element: "etree._Element", holder: Kind, note: Note) -> Iterator[ListedName]:
    """Make a name of every translation: of a name's other scripts, that is."""
    word = text(child(element, "aliasType"))
    primary = is_true(element, "isPrimary", note)
    kind = NameKind.PRIMARY if primary else names.TYPES.get(word.casefold())
    told = ""
    if kind is None or (kind is NameKind.PRIMARY) is not primary:
        note("name/aliasType", word)
        kind, told = NameKind.AKA, word
    weak = is_true(element, "isLowQuality", note)
    for group in children(element, "translations"):
        for translation in group:
            name = names.named(_parts(translation, holder, note), "translation", note)
            if name is None:
                continue
            stated = text(child(translation, "script"))
            notes = [told]
            if disagrees(stated, name.script):
                note("translation/script", stated)
                notes.append(f"said to be {stated}")
            yield codec.changed(
                names.spelt(name, kind),
                strength=Strength.WEAK if weak else Strength.STRONG,
                note="; ".join(filter(None, notes)),
            )


def _parts(translation: "etree._Element", kind: Kind, note: Note) -> Mapping[str, str]:
    """Return a name's parts, or else what OFAC has put together of them."""
    parts: dict[str, list[str]] = {}
    for group in children(translation, "nameParts"):
        for part in group:
            word = text(child(part, "type")).casefold()
            if word not in names.PARTS:
                note("namePart/type", word)
            value = text(child(part, "value"))
            parts.setdefault(names.PARTS.get(word, ""), []).append(value)
    if parts:
        return {part: " ".join(texts) for part, texts in parts.items()}
    said = {local(part): text(part) for part in translation}
    family, given = (
        said.get("formattedLastName", ""),
        said.get("formattedFirstName", ""),
    )
    if family or given:
        return {"family": family, "given": given}
    full = said.get("formattedFullName", "")
    return names.written(full) if kind is Kind.PERSON else {"": full}


def addresses(element: "etree._Element", note: Note) -> Iterator[Row]:
    """Read an address in each of its scripts; without one it is but a country."""
    country = text(child(element, "country"))
    held = {"country": country} if country else {}
    translations = [
        part for group in children(element, "translations") for part in group
    ]
    for translation in translations:
        row: dict[str, str] = {}
        others: list[str] = []
        for group in children(translation, "addressParts"):
            for part in group:
                word, value = text(child(part, "type")), text(child(part, "value"))
                name = PARTS.get(word.casefold(), "")
                if name and name not in row:
                    row[name] = value
                else:
                    if not name:
                        note("addressPart/type", word)
                    others.append(f"{word}: {value}")
        yield {**row, **held, **({"note": "; ".join(others)} if others else {})}
    if not translations:
        yield held
