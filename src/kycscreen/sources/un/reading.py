"""Reading the UN's file as a whole: its header, its records, what stands beside."""

from datetime import date

from kycscreen import dates
from kycscreen.entities import ListedEntity
from kycscreen.errors import FormatError
from kycscreen.sources import Issue, Parsed, entries, opener
from kycscreen.sources.un import comments, records
from kycscreen.sources.un.entity import mapped

_AROUND = frozenset({"INDIVIDUALS", "ENTITIES"})


def read(data: bytes) -> Parsed:
    """Read the UN's file; ``FormatError`` where it is not that list or not whole."""
    entities: list[ListedEntity] = []
    issues: list[Issue] = []
    values, version = 0, ""
    for name, element in opener.records(
        "un_sc",
        data,
        root="CONSOLIDATED_LIST",
        namespaces=("",),
        names=frozenset(records.KINDS),
        around=_AROUND,
    ):
        if name in records.KINDS:
            problems: list[tuple[str, str]] = []
            note = entries.noting(problems)
            values += records.count(element, note)
            entity = mapped(records.read(element, name, note), element, note)
            entities.append(entity)
            issues += (Issue(entity.record_id, path, told) for path, told in problems)
        elif name == opener.ROOT:
            version = element.get("dateGenerated", "")
            strangers = opener.unknown(element, _ROOT, "CONSOLIDATED_LIST")
            issues += (Issue("", path, told) for path, told in strangers)
        else:
            issues.append(Issue("", opener.local(element), opener.text(element)))
    if not entities:
        raise FormatError("un_sc", "holds no entries; fetch it again")
    entries.check_rate("un_sc", len(issues), values)
    whole = entries.merged(entities, "DATAID", issues)
    return Parsed(
        entities=comments.resolved(whole),
        issues=tuple(issues),
        published=_published(version, issues),
        version=version,
    )


_ROOT = _AROUND | {"@dateGenerated"}


def _published(version: str, issues: list[Issue]) -> date | None:
    span = dates.parse(version[:10])
    if span.precision is not dates.Precision.DAY:
        issues.append(Issue("", "CONSOLIDATED_LIST/@dateGenerated", version))
        return None
    return span.lo
