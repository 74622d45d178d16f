"""The UN's file, cut."""

from pathlib import Path

from lxml import etree

from scripts.extracts.records import LONG, chosen, drop, remove, shape_of, written

_KNOWN = (
    "OMAR GHULAM|ZAWAHIRI|HAQQANI|QADHAFI|KONY|NTAGANDA|KIM|TAYLOR|AL-QAIDA|LASHKAR"
    "|ISLAMIC STATE|HAMZA|KOREA MINING|BOKO HARAM|SHABAAB|TALIBAN|BANK|SALEH|SOLEIMANI"
)


def cut(path: Path) -> bytes:
    """Leave every eighth record, the well-known, and one of each shape."""
    root = etree.parse(path).getroot()
    shape = shape_of(
        {"UN_LIST_TYPE", "TYPE_OF_DATE", "QUALITY", "GENDER"}, {"DATE", "LISTED_ON"}
    )
    for group in root:
        records = list(group)
        kept = chosen(records, _KNOWN, every=8, shape=shape)
        for record in records:
            if record not in kept:
                group.remove(record)
            else:
                _cut_un(record)
    return written(root)


def _cut_un(record: etree._Element) -> None:
    """Leave a UN record its facts: no comments, notes or streets."""
    for name in ("COMMENTS1", "NOTE", "STREET", "ZIP_CODE"):
        drop(record, name)
    for tag in ("INDIVIDUAL_ADDRESS", "ENTITY_ADDRESS"):
        for address in record.iter(tag):
            drop(address, "STATE_PROVINCE")
            for city in list(address.iter("CITY")):
                if len(city.text or "") > 40:
                    remove(city)
    for tag in ("DESIGNATION", "TITLE"):
        for element in list(record.iter(tag)):
            for value in list(element):
                if len(value.text or "") > LONG:
                    remove(value)
