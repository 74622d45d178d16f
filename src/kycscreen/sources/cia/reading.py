"""Reading the archive of pages: everybody who holds an office, once for each office."""

from kycscreen import countries
from kycscreen.entities import ListedEntity, ListedName, Position, Topic
from kycscreen.errors import FormatError
from kycscreen.facts import Kind
from kycscreen.sources import Issue, Parsed, entries, merging, offices
from kycscreen.sources.cia import words
from kycscreen.sources.cia.pages import ID, Leader, leaders
from kycscreen.sources.entries import Note
from kycscreen.sources.scripts import script
from kycscreen.sources.texts import hidden, slug

_NO_DRIFT = {"name", "country", "id"}


def read(data: bytes) -> Parsed:
    """Read the archive; ``FormatError`` where it is not whole."""
    found: list[ListedEntity] = []
    problems: list[tuple[str, str]] = []
    issues: list[Issue] = []
    values = 0
    for leader in leaders(data, entries.noting(problems)):
        values += 2
        if words.is_vacant(leader.name):
            continue
        odd: list[tuple[str, str]] = []
        entity = _entity(leader, entries.noting(odd))
        found.append(entity)
        issues += (Issue(entity.record_id, path, value) for path, value in odd)
    if not found:
        raise FormatError(ID, "holds nobody; fetch it again")
    issues += (Issue("", path, value) for path, value in problems)
    drift = [issue for issue in issues if issue.path not in _NO_DRIFT]
    entries.check_rate(ID, drift, values)
    whole = merging.merged(found, "id", issues)
    return Parsed(entities=whole, issues=tuple(issues), published=None)


def _entity(leader: Leader, note: Note) -> ListedEntity:
    name = words.named(leader.name)
    if not name.parts:
        note("name", "has no word in capitals; kept")
    if hidden(name.full):
        note("name", "holds zero-width characters; kept")
    if not leader.title:
        note("title", "")
    title = words.written_out(leader.title)
    return ListedEntity(
        list_id=ID,
        record_id=slug(leader.country, leader.section, leader.title, leader.name),
        kind=Kind.PERSON,
        names=(ListedName(name.full, script=script(name.full), parts=name.parts),),
        titles=(name.ranks,) if name.ranks else (),
        positions=(
            Position(
                title,
                category=offices.category(title),
                country=_country(leader, note),
                body=leader.section,
                status="current",
                source_text="" if title == leader.title else leader.title,
            ),
        ),
        topics={Topic.PEP},
    )


def _country(leader: Leader, note: Note) -> str:
    """Return the country of a section that is called as one, else that of the page."""
    if countries.is_country(leader.section):
        return countries.find(leader.section)
    return entries.land(leader.country, "country", note)
