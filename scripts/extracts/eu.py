"""The EU's file, cut."""

import re
from pathlib import Path

from lxml import etree

from kycscreen.sources.opener import local
from scripts.extracts.records import (
    LONG,
    blank,
    chosen,
    drop,
    remove,
    shape_of,
    written,
)

# What must stand in an alias' remark for it to say what the alias is worth.
_WORTH = (
    r"(good|low) quality( alias| a\.?k\.?a\.?)?|formerly known as|maiden name"
    r"|\(?original script\)?"
)
_KNOWN = (
    "L[Uu][Kk][Aa][Ss][Hh][Ee][Nn][Kk]|Bashar.*Assad|Kadyrov|Rotenberg|Prigozhin|Patrushev"
    "|Bortnikov|Surkov|Kiselyov|Sechin|Timchenko|Mugabe|Cabello|Kim Jong|Saddam"
    "|Qadhafi|Gaddafi|Soleimani|Revolutionary Guard|Bank Melli|Bank Saderat"
    "|Bank Rossiya|Almaz-Antey|Al-Qaida|Taliban|Hizballah|Hamas|Islamic State"
    "|Lazarus|Chosun Expo|Central Bank of|Mladi[cć]|Aksyonov|Rosneft|Gazprom|Sberbank"
)


def cut(path: Path) -> bytes:
    """Leave every 25th entity, the well-known, and one of each shape."""
    root = etree.parse(path).getroot()
    shape = shape_of(
        {"programme", "identificationTypeCode", "calendarType", "nameLanguage", "code"},
        {"birthdate", "year"},
    )
    entities = list(root)
    kept = chosen(entities, _KNOWN, every=25, shape=shape)
    ids = {entity.get("euReferenceNumber") for entity in kept}
    for entity in entities:
        if entity.get("euReferenceNumber") not in ids:
            root.remove(entity)
        else:
            _cut_eu(entity)
    return written(root)


def _cut_eu(entity: etree._Element) -> None:
    """Leave an EU entity its facts; an alias keeps what it is said to be worth."""
    for remark in list(entity.iter("{*}remark")):
        parent = remark.getparent()
        of_alias = parent is not None and local(parent) == "nameAlias"
        worth = re.fullmatch(_WORTH, (remark.text or "").strip(), re.IGNORECASE)
        if not (of_alias and worth):
            remove(remark)
    for name in ("contactInfo", "regulationSummary"):
        drop(entity, name)
    for address in entity.iter("{*}address"):
        blank(address, "street", "poBox", "zipCode", "region", "place")
        if len(address.get("city", "")) > 40:
            blank(address, "city")
    for alias in list(entity.iter("{*}nameAlias"))[12:]:
        remove(alias)
    for alias in entity.iter("{*}nameAlias"):
        if len(alias.get("function", "")) > LONG:
            blank(alias, "function")
    if not re.fullmatch("[0-9.]+", entity.get("designationDetails", "")):
        blank(entity, "designationDetails")
