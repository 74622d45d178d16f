"""Reading the EU's file as a whole: its header, its entities, what stands beside."""

from datetime import date

from kycscreen import dates
from kycscreen.entities import ListedEntity
from kycscreen.errors import FormatError
from kycscreen.sources import Issue, Parsed, entries, opener
from kycscreen.sources.eu.entity import mapped

_NAMESPACES = ("http://eu.europa.ec/fpi/fsd/export",)
_ROOT = frozenset({"@generationDate", "@globalFileId", "sanctionEntity"})
# Reported, and yet no sign that the format has changed: names that are none.
_ODD = frozenset({"nameAlias/@wholeName", "sanctionEntity/nameAlias"})


def read(data: bytes) -> Parsed:
    """Read the EU's file; ``FormatError`` where it is not that list or not whole."""
    entities: list[ListedEntity] = []
    issues: list[Issue] = []
    values, version = 0, ""
    for name, element in opener.records(
        "eu_fsf",
        data,
        root="export",
        namespaces=_NAMESPACES,
        names=frozenset({"sanctionEntity"}),
    ):
        match name:
            case "sanctionEntity":
                values += sum(len(part.attrib) for part in element.iter())
                problems: list[tuple[str, str]] = []
                entity = mapped(element, entries.noting(problems))
                entities.append(entity)
                issues += (
                    Issue(entity.record_id, path, told) for path, told in problems
                )
            case opener.ROOT:
                version = element.get("generationDate", "")
                strangers = opener.unknown(element, _ROOT, "export")
                issues += (Issue("", path, told) for path, told in strangers)
            case _:
                issues.append(Issue("", opener.local(element), opener.text(element)))
    if not entities:
        raise FormatError("eu_fsf", "holds no entities; fetch it again")
    unknown = sum(issue.path not in _ODD for issue in issues)
    entries.check_rate("eu_fsf", unknown, values)
    path = "sanctionEntity/@euReferenceNumber"
    return Parsed(
        entities=entries.merged(entities, path, issues),
        issues=tuple(issues),
        published=_published(version, issues),
        version=version,
    )


def _published(version: str, issues: list[Issue]) -> date | None:
    span = dates.parse(version[:10])
    if span.precision is not dates.Precision.DAY:
        issues.append(Issue("", "export/@generationDate", version))
        return None
    return span.lo
