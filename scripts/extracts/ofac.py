"""OFAC's legacy XML, cut."""

import re
from pathlib import Path

from lxml import etree

from kycscreen.sources.opener import local
from scripts.extracts.records import LONG, chosen, drop, remove, shape_of, written

_KNOWN = (
    "LUKASHENKA|AL-ASSAD, Bashar|MADURO MOROS|KIM, Jong Un|KADYROV|DERIPASKA|SECHIN"
    "|VEKSELBERG|TIMCHENKO|ROTENBERG|PRIGOZHIN|PATRUSHEV|BORTNIKOV|KHAMENEI|ZARIF"
    "|SOLEIMANI|MUGABE|GUZMAN LOERA|MIN AUNG HLAING|DVORNIKOV|SHUVALOV|BOUT, Viktor"
    "|LAM, Carrie|KOVALCHUK|YANUKOVYCH|ROSSIYA|ROSOBORONEXPORT|KALASHNIKOV"
    "|ISLAMIC REVOLUTIONARY GUARD CORPS|BANK MELLI|BANK SEPAH|BANK SADERAT"
    "|CENTRAL BANK OF|PETROLEOS DE VENEZUELA|HIZBALLAH|^HAMAS|AL QA'IDA|^TALIBAN"
    "|LAZARUS GROUP|IRAN SHIPPING LINES|MAHAN AIR|NATIONAL IRANIAN OIL|WAGNER|RUSAL"
    "|ROSNEFT|GAZPROM"
    "|SBERBANK|^VTB|NOVATEK|TRANSNEFT|LUKOIL|SURGUTNEFTEGAS|HUAWEI|HIKVISION"
    "|SEMICONDUCTOR MANUFACTURING|VNESHECONOMBANK|ROSTEC|UNITED AIRCRAFT"
)
_CODES = {"sdnType", "program", "type"}


def cut(path: Path, *, every: int) -> bytes:
    """Leave every k-th entry, the well-known, and one of each shape."""
    root = etree.parse(path).getroot()
    entries = [child for child in root if local(child) == "sdnEntry"]
    shape = shape_of(_CODES, {"dateOfBirth"})
    kept = chosen(entries, _KNOWN, every=every, shape=shape)
    for entry in entries:
        if entry not in kept:
            root.remove(entry)
    for entry in kept:
        _cut_ofac(entry)
    (count,) = root.iter("{*}Record_Count")
    count.text = str(len(kept))
    return written(root)


def _cut_ofac(entry: etree._Element) -> None:
    """Leave an OFAC entry its facts: no remarks, no streets, no notes among ids."""
    for name in ("address1", "address2", "address3", "postalCode", "stateOrProvince"):
        drop(entry, name)
    for element in list(entry.iter("{*}title")):
        if len(element.text or "") > LONG:
            remove(element)
    for element in list(entry.iter("{*}remarks")):
        linked = re.fullmatch(r"\(Linked To: [^()]+\)", element.text or "")
        if linked is None:
            remove(element)
    for row in list(entry.iter("{*}id")):
        (kind,) = (child.text or "" for child in row if local(child) == "idType")
        if kind in _CONTACTS or kind.endswith((":", " -", "nformation")):
            remove(row)


_CONTACTS = {"Website", "Email Address", "Phone Number"}
