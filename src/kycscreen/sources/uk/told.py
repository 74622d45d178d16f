"""What the older list tells in ``Other Information``, as ``(UN Ref): QDi.006. …``.

Since 2021 each fact there has a label in brackets. Before, only the reference of the
UN, the gender and the number of a ship stand there in a form that can be trusted.

>>> list(facts("(UN Ref): QDi.006. (Gender): Male"))
[('UNReferenceNumber', 'QDi.006'), ('Gender', 'Male')]
"""

import re
from collections.abc import Iterator

from kycscreen.sources import references
from kycscreen.sources.uk import fields

_LABEL = r"\(([A-Z][^():]{1,60})\)\s*:"
_FIELDS = {
    **fields.by_fold(fields.UKSL),
    "unref": "UNReferenceNumber",
    "uksanctionslistref": "UniqueID",
    "businessregno": "BusinessRegistrationNumber",
    "emailaddresses": "EmailAddress",
    "websites": "Website",
    "currentowners": "CurrentOwnerOperator",
    "previousowners": "PreviousOwnerOperator",
    "flagofship": "CurrentBelievedFlagOfShip",
}
_FREE = (
    ("Gender", r"(?i)\b(?:gender|sex)\s*:\s*(male|female)\b"),
    ("IMONumber", r"(?i)\bIMO(?: number)?\s*:?\s*(\d{7})\b"),
    (
        "UNReferenceNumber",
        r"(?i)(?:^|\bUN[ .]?listing\.?\s+|\bUN[ .]?ref(?:erence)?(?: no)?\b)[\s.:]*"
        r"([A-Z]\.?[A-Z]{0,2}\.[\w.()]+)",
    ),
)


def facts(text: str) -> Iterator[tuple[str, str]]:
    """Yield the fields that a text tells, with their values."""
    labels = list(re.finditer(_LABEL, text))
    if not labels:
        yield from _free(text)
        return
    ends = [label.start() for label in labels[1:]] + [len(text)]
    for label, end in zip(labels, ends, strict=True):
        field, value = _FIELDS.get(fields.folded(label[1]), ""), text[label.end() : end]
        if field and value.strip(" ."):
            yield field, value.strip() if field in fields.PROSE else value.strip(" .")


def _free(text: str) -> Iterator[tuple[str, str]]:
    for field, pattern in _FREE:
        found = re.search(pattern, text)
        if found and (field != "UNReferenceNumber" or references.found(found[1])):
            yield field, found[1]
