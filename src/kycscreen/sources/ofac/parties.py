"""A party of ADVANCED: its names, its features, and the documents of its identities."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from kycscreen import codec
from kycscreen.entities import ListedName, NameKind, Strength
from kycscreen.facts import Kind
from kycscreen.sources import merging
from kycscreen.sources.elements import child, children, local, text
from kycscreen.sources.entries import Note
from kycscreen.sources.ofac import features, names, periods
from kycscreen.sources.ofac.entity import Said, kind_of
from kycscreen.sources.ofac.features import Feature
from kycscreen.sources.ofac.references import References
from kycscreen.sources.ofac.scripts import disagrees
from kycscreen.sources.ofac.values import Row

if TYPE_CHECKING:
    from lxml import etree


@attrs.frozen
class Held:
    """What parties refer to: words, places and an identity's documents, by number."""

    references: References
    places: dict[str, Row]
    papers: dict[str, list[Row]]


def read(element: "etree._Element", held: Held, note: Note) -> Said:
    """Read a party; nearly always it has one profile of one identity."""
    profiles = children(element, "Profile")
    identities = [i for p in profiles for i in children(p, "Identity")]
    kind, unknown = _kind(profiles, held.references, note)
    listed = tuple(
        name for identity in identities for name in _names(identity, held, note)
    )
    said = features.sort(
        feature
        for profile in profiles
        for part in children(profile, "Feature")
        for feature in _features(part, held, note)
    )
    papers = [
        row
        for identity in identities
        if (number := identity.get("ID", ""))
        for row in held.papers.get(number, ())
    ]
    remarks = [
        text(remark)
        for holder in (element, *profiles, *identities)
        for remark in children(holder, "Comment")
    ]
    return Said(
        kind=kind,
        unknown=unknown,
        names=merging.distinct(listed),
        digest="",
        remark="; ".join(remark for remark in remarks if remark),
        **{**said, "ids": [*papers, *said["ids"]]},
    )


def _kind(
    profiles: "Sequence[etree._Element]", references: References, note: Note
) -> tuple[Kind, tuple[str, ...]]:
    """Say what a party is: its subtype, or its type where that says nothing."""
    path = "Profile/@PartySubTypeID"
    number = profiles[0].get("PartySubTypeID", "") if profiles else ""
    found = references.find("PartySubType", number, path, note)
    word = found.text
    if word.casefold() == "unknown":
        word = references.text(
            "PartyType", found.more.get("PartyTypeID", ""), path, note
        )
    return kind_of(word, path, note)


def _names(identity: "etree._Element", held: Held, note: Note) -> Iterator[ListedName]:
    types: dict[str, str] = {}
    for groups in children(identity, "NamePartGroups"):
        for master in groups:
            for group in master:
                types[group.get("ID", "")] = group.get("NamePartTypeID", "")
    false = ("false identity",) if identity.get("False") == "true" else ()
    for alias in children(identity, "Alias"):
        kind, told = _alias(alias, held.references, note)
        if kind is NameKind.PRIMARY and identity.get("Primary") != "true":
            kind = NameKind.AKA  # of another identity of theirs
        weak = alias.get("LowQuality")
        if weak not in ("true", "false"):
            note("Alias/@LowQuality", weak or "")
        for documented in children(alias, "DocumentedName"):
            name = _name(documented, types, held.references, note)
            if name is not None:
                yield codec.changed(
                    names.spelt(name, kind),
                    strength=Strength.WEAK if weak == "true" else Strength.STRONG,
                    note="; ".join(filter(None, (*false, *told, name.note))),
                )


def _alias(
    alias: "etree._Element", references: References, note: Note
) -> tuple[NameKind, tuple[str, ...]]:
    """Return the kind of a name, and what is to be noted on it."""
    path = "Alias/@AliasTypeID"
    word = references.text("AliasType", alias.get("AliasTypeID", ""), path, note)
    kind = names.TYPES.get(word.casefold())
    remarks = [text(child(alias, "Comment"))]
    period = child(alias, "DatePeriod")
    if period is not None:
        remarks.append(periods.read(period, references, note))
    if kind is None:
        note(path, word)
        remarks.append(word)
        kind = NameKind.AKA
    primary = alias.get("Primary", "")
    if primary != str(kind is NameKind.PRIMARY).lower():
        note("Alias/@Primary", primary)
    return kind, tuple(remarks)


def _name(
    documented: "etree._Element",
    types: Mapping[str, str],
    references: References,
    note: Note,
) -> ListedName | None:
    """Join the parts of a name, each of a type by its group; of one type as they stand.

    The script is that of the letters; where OFAC says another, that is noted.
    """
    parts: dict[str, list[str]] = {}
    stated: dict[str, None] = {}
    path = "NamePartGroup/@NamePartTypeID"
    for part in children(documented, "DocumentedNamePart"):
        for value in part:
            group = types.get(value.get("NamePartGroupID", ""), "")
            word = references.text("NamePartType", group, path, note).casefold()
            if word and word not in names.PARTS:
                note(path, word)
            parts.setdefault(names.PARTS.get(word, ""), []).append(text(value))
            script = value.get("ScriptID", "")
            stated[references.text("Script", script, _SCRIPT, note)] = None
    joined = {part: " ".join(texts) for part, texts in parts.items()}
    name = names.named(joined, "DocumentedName", note)
    if name is None:
        return None
    remarks = [text(child(documented, "Comment"))]
    for word in stated:
        if disagrees(word, name.script):
            note(_SCRIPT, word)
            remarks.append(f"said to be {word}")
    return codec.changed(name, note="; ".join(filter(None, remarks)))


_SCRIPT = "NamePartValue/@ScriptID"


def _features(feature: "etree._Element", held: Held, note: Note) -> Iterator[Feature]:
    path = "Feature/@FeatureTypeID"
    number = feature.get("FeatureTypeID", "")
    word = held.references.text("FeatureType", number, path, note)
    for version in children(feature, "FeatureVersion"):
        said, place = _said(version, held, note)
        remarks = [text(child(version, "Comment"))]
        reliability = held.references.said(
            "Reliability",
            version.get("ReliabilityID", ""),
            "FeatureVersion/@ReliabilityID",
            note,
        )
        if reliability.casefold() not in ("", "confirmed"):
            remarks.append(reliability)
        if not said and not place:
            note(path, word)
        yield Feature(word, said, "; ".join(filter(None, remarks)), place=place)


def _said(version: "etree._Element", held: Held, note: Note) -> tuple[str, Row | None]:
    """Return what a feature says: a text, a word, a period, or a place."""
    texts: list[str] = []
    place: dict[str, str] = {}
    for part in version:
        match local(part):
            case "VersionDetail":
                texts.append(text(part))
                if number := part.get("DetailReferenceID", ""):
                    path = "VersionDetail/@DetailReferenceID"
                    texts.append(
                        held.references.text("DetailReference", number, path, note)
                    )
            case "DatePeriod":
                texts.append(periods.read(part, held.references, note))
            case "VersionLocation":
                number = part.get("LocationID", "")
                if number not in held.places:
                    note("VersionLocation/@LocationID", number)
                place |= held.places.get(number, {})
    return ", ".join(filter(None, texts)), place or None
