"""Reading OFAC's legacy XML as a whole: its header, its entries, its own count."""

import re
from collections.abc import Mapping
from datetime import date
from functools import partial

from kycscreen.errors import FormatError
from kycscreen.sources import Issue, Parsed
from kycscreen.sources.gathering import Form, gathered
from kycscreen.sources.ofac import remarks
from kycscreen.sources.ofac.entry import mapped

_FORM = Form(
    root="sdnList",
    namespaces=(
        "https://sanctionslistservice.ofac.treas.gov"
        "/api/PublicationPreview/exports/XML",
        "http://tempuri.org/sdnList.xsd",
    ),
    records=frozenset({"sdnEntry"}),
    id_path="sdnEntry/uid",
    header="publshInformation",
    says=frozenset({"Publish_Date", "Record_Count"}),
)


def read(list_id: str, data: bytes) -> Parsed:
    """Read a legacy file; ``FormatError`` where it is not that list or not whole."""
    found = gathered(list_id, data, _FORM, partial(mapped, list_id))
    _check_count(list_id, found.said, found.records)
    return Parsed(
        entities=remarks.resolve(found.entities),
        # an extract has no count; the gate knows what is an extract
        issues=(*found.issues, *_unsaid(found.said)),
        published=_published(list_id, found.said),
        version="legacy XML",
    )


def _check_count(list_id: str, said: Mapping[str, str], found: int) -> None:
    """Compare the file's own count with what was read."""
    count = said.get("Record_Count", "")
    if count and count != str(found):
        raise FormatError(
            list_id,
            f"its header counts {count[:20]} entries, {found} were read;"
            " fetch the file again",
        )


def _unsaid(said: Mapping[str, str]) -> tuple[Issue, ...]:
    """Report what a header should say and does not."""
    return tuple(
        Issue("", f"{_FORM.header}/{name}", "")
        for name in ("Record_Count", "Publish_Date")
        if not said.get(name)
    )


def _published(list_id: str, said: Mapping[str, str]) -> date | None:
    """Return the day a file was published, where it says so."""
    text = said.get("Publish_Date", "")
    if not text:
        return None
    form = re.fullmatch("([0-9]{2})/([0-9]{2})/([0-9]{4})", text)
    try:
        if form is not None:
            return date(int(form[3]), int(form[1]), int(form[2]))
    except ValueError:
        pass
    raise FormatError(list_id, f"Publish_Date {text[:20]} is no day (MM/DD/YYYY)")
