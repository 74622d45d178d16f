"""Names in the EU's file, and what stands with them.

``strong`` is always true and says nothing: the quality of an alias stands in its
remark, beside sons, wives, former names and maiden names.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs

from kycscreen.entities import ListedName, NameKind, Strength
from kycscreen.sources import entries, opener
from kycscreen.sources.entries import Note
from kycscreen.sources.eu.element import read
from kycscreen.sources.scripts import script
from kycscreen.sources.texts import decoded

if TYPE_CHECKING:
    from lxml import etree

_NAME = frozenset(
    {
        *("firstName", "middleName", "lastName", "wholeName", "function", "gender"),
        *("title", "nameLanguage", "strong", "regulationLanguage", "logicalId"),
    }
)
_PARTS = (("firstName", "given"), ("middleName", "middle"), ("lastName", "family"))
_GENDERS = {"M": ("M",), "F": ("F",), "?": (), "": ()}
_BARE_FORMS = frozenset(
    {
        *("общество с ограниченной ответственностью", "ооо", "ао", "пао", "зао"),
        *("акционерное общество", "открытое акционерное общество", "оао"),
        *("публичное акционерное общество", "закрытое акционерное общество"),
        *("limited liability company", "joint stock company", "llc", "ltd", "ooo"),
        *("public joint stock company", "gmbh", "sarl", "s.a.r.l.", "inc", "jsc"),
    }
)


@attrs.frozen
class Alias:
    """What one ``nameAlias`` says: names, and facts about who bears them."""

    names: tuple[ListedName, ...] = ()
    genders: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def alias(element: "etree._Element", note: Note) -> Alias:
    """Read one ``nameAlias``; a name that would meet anything is only remarked."""
    said = read(element, _NAME, note, "nameAlias")
    row = said.row
    parts = tuple((part, row[name]) for name, part in _PARTS if row.get(name))
    full = decoded(row.get("wholeName", "") or " ".join(t for _, t in parts))
    gender = row.get("gender", "")
    if gender not in _GENDERS:
        note("nameAlias/@gender", gender)
    facts = Alias(
        genders=_GENDERS.get(gender, ()),
        titles=entries.enumerated(row.get("title", "")),
        positions=entries.enumerated(row.get("function", "")),
    )
    if _is_junk(full):
        note("nameAlias/@wholeName", full)
        kept = (f"nameAlias/@wholeName: {full}",) if full else ()
        told = tuple(f"nameAlias/remark: {remark}" for remark in said.remarks)
        return attrs.evolve(facts, remarks=kept + told)
    if opener.hidden(full):
        note("nameAlias/@wholeName", full)
    name = ListedName(
        full,
        kind=NameKind.AKA,
        script=script(full),
        lang=row.get("nameLanguage", "").lower(),
        parts=parts,
    )
    return _remarked(attrs.evolve(facts, names=(name,)), said.remarks)


def _is_junk(full: str) -> bool:
    """Tell whether a name would meet anything: none, one letter, a bare form."""
    return (
        len(full) < 2
        or opener.absent(full)
        or full.casefold().strip(".") in _BARE_FORMS
    )


def _remarked(alias: Alias, remarks: tuple[str, ...]) -> Alias:
    """Read the remarks of an alias: its quality, its kind, further names."""
    name, further, told = alias.names[0], [], []
    for remark in remarks:
        words = remark.strip(" ().;").casefold()
        original = re.fullmatch(r"(?i)\(?original script: ?(.+?)\)?", remark)
        maiden = re.fullmatch(r"(?:Maiden name:|born) ([^\d()]{2,40})", remark)
        if re.search(r"\blow? quality\b", words):
            name = attrs.evolve(name, strength=Strength.WEAK)
        elif original is not None:
            further.append(original[1])
        elif words in _REMARK_KINDS:
            name = attrs.evolve(name, kind=_REMARK_KINDS[words])
        elif words in ("call sign", "initials", "nom de guerre"):
            name = attrs.evolve(name, note=words)
        elif maiden is not None and name.parts:
            name = attrs.evolve(name, parts=(*name.parts, ("maiden", maiden[1])))
        if not re.fullmatch(_QUALITY_ALONE, words) and words not in _REMARK_KINDS:
            told.append(f"nameAlias/remark: {remark}")
    more = (
        ListedName(
            full,
            kind=NameKind.ORIGINAL_SCRIPT,
            strength=name.strength,
            script=script(full),
        )
        for full in further
    )
    return attrs.evolve(alias, names=(name, *more), remarks=tuple(told))


_REMARK_KINDS = {
    "formerly known as": NameKind.FKA,
    "maiden name": NameKind.MAIDEN,
    "original script": NameKind.ORIGINAL_SCRIPT,
}
_QUALITY_ALONE = r"(?:low?|good|qood|god|high) quality (?:alias|a\.?k\.?a\.?)|"


def all_names(aliases: Iterable[Alias]) -> Iterable[ListedName]:
    """Let one name be the primary one, as the publisher marks none.

    The first that is neither weak nor former, if it can be in English or in none of
    the Union's languages, and more than an acronym in brackets.
    """
    names = [name for one in aliases for name in one.names]
    able = [
        at
        for at, name in enumerate(names)
        if name.kind is NameKind.AKA and name.strength is Strength.STRONG
    ]
    able = [at for at in able if not _is_aside(names[at])] or able
    plain = (at for at in able if names[at].lang in ("", "en"))
    for at in (next(plain, able[0]),) if able else ():
        names[at] = attrs.evolve(names[at], kind=NameKind.PRIMARY)
    return names


def _is_aside(name: ListedName) -> bool:
    """Tell whether a name stands in brackets from end to end, as "(ABC)"."""
    return re.fullmatch(r"\([^()]*\)", name.full) is not None
