"""A publisher's XML file as a whole: its header, its records, what stands beside.

The publisher says how the file is built (a ``Form``) and maps one record; walking,
counting, reporting and merging are the same for all.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

from kycscreen import dates
from kycscreen.entities import ListedEntity
from kycscreen.errors import FormatError
from kycscreen.sources import Issue, Parsed, opener
from kycscreen.sources.entries import Note, check_rate, noting
from kycscreen.sources.merging import merged

if TYPE_CHECKING:
    from lxml import etree

Mapped = Callable[[str, "etree._Element", Note], tuple[ListedEntity | None, int]]
"""Maps a record, by its element's name, and counts what was to be understood.

No entity comes of what records only point to: it is kept for those that follow.
"""


@attrs.frozen(kw_only=True)
class Form:
    """How a publisher builds the file, and what it says about itself.

    ``says`` is in attributes (``@name``) of the root, in an element of its own, the
    ``header``, or is that element's text. ``id_path`` is what tells records apart,
    ``around`` what only holds them, ``unread`` what only repeats what records say;
    ``odd`` names paths that are reported, and yet no sign that the format has
    changed. ``whole`` is what the root says of a whole list: a part of one, as a
    search gives it, would look like a list from which most are gone.
    """

    root: str
    namespaces: tuple[str, ...]
    records: frozenset[str]
    id_path: str
    says: frozenset[str]
    header: str = ""
    around: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()
    odd: frozenset[str] = frozenset()
    whole: tuple[tuple[str, str], ...] = ()


@attrs.frozen
class Gathered:
    """What a file holds: entities, issues, what it says about itself."""

    entities: tuple[ListedEntity, ...]
    issues: tuple[Issue, ...]
    said: Mapping[str, str]
    records: int


def gathered(list_id: str, data: bytes, form: Form, mapped: Mapped) -> Gathered:
    """Read every record; ``FormatError`` where it is not that list or not whole."""
    entities: list[ListedEntity] = []
    issues: list[Issue] = []
    said: dict[str, str] = {}
    values = strangers = 0
    for name, element in opener.records(
        list_id,
        data,
        root=form.root,
        namespaces=form.namespaces,
        names=form.records | form.unread | ({form.header} if form.header else set()),
        around=form.around,
    ):
        problems: list[tuple[str, str]] = []
        note, record_id = noting(problems), ""
        if name in form.records:
            entity, count = mapped(name, element, note)
            values += count
            if entity is not None:
                entities.append(entity)
                record_id = entity.record_id
        elif name in (opener.ROOT, form.header):
            for key, value in _says(element, form.says, note):
                if said.setdefault(key, value) != value:
                    note(f"{opener.local(element)}/{key}", value)
            if name == opener.ROOT:
                _check_whole(list_id, said, form)
        elif name not in form.unread:
            strangers += _weight(element)
            note(opener.local(element), opener.told(element))
        issues += (Issue(record_id, path, value) for path, value in problems)
    if not entities:
        raise FormatError(list_id, "holds no entries; fetch it again")
    _check_strangers(list_id, strangers, len(entities))
    check_rate(list_id, [i for i in issues if i.path not in form.odd], values)
    whole = merged(entities, form.id_path, issues)
    return Gathered(whole, tuple(issues), said, len(entities))


def _check_whole(list_id: str, said: Mapping[str, str], form: Form) -> None:
    """Refuse what the publisher says is another file of its than the whole list."""
    for key, wanted in form.whole:
        value = said.get(key, "")
        if value != wanted:
            raise FormatError(
                list_id,
                f"not the whole {list_id} list: {form.root}/{key} is"
                f" {value[:60] or 'not given'}, not {wanted}; fetch the whole list",
            )


def _says(
    element: "etree._Element", known: frozenset[str], note: Note
) -> Iterator[tuple[str, str]]:
    """Yield what a header says, and report what the format does not know of."""
    for path, value in opener.unknown(element, known, opener.local(element)):
        note(path, value)
    for key, value in opener.attributes(element):
        if key.removeprefix("/") in known:
            yield key.removeprefix("/"), value
    for child in element:
        if opener.local(child) in known:
            yield opener.local(child), opener.text(child)
    if opener.local(element) in known:
        yield opener.local(element), opener.text(element)


def _weight(element: "etree._Element") -> int:
    """Count the records a stranger may be: itself, or those that it may hold."""
    return max(1, sum(_is_like_a_record(child) for child in element))


def _is_like_a_record(element: "etree._Element") -> bool:
    """Tell whether an element holds unlike elements, and elements within them."""
    names = {opener.local(child) for child in element}
    return len(names) > 1 and any(len(child) for child in element)


_FEW = 10  # in a small file one stranger may be more than one record in a hundred


def _check_strangers(list_id: str, strangers: int, records: int) -> None:
    """Refuse a file whose records may have got another name."""
    if strangers > _FEW and strangers * 100 > records:
        raise FormatError(
            list_id,
            f"{strangers} elements stand in the place of records and are none, beside"
            f" {records} records; the publisher may have changed the format: a newer"
            " kycscreen is needed",
        )


def dated(list_id: str, data: bytes, form: Form, mapped: Mapped, *, on: str) -> Parsed:
    """Read a file whose root says in an attribute when it was made."""
    found = gathered(list_id, data, form, mapped)
    version = found.said.get(on, "")
    span = dates.parse(version[:10])
    if span.precision is dates.Precision.DAY:
        published, issues = span.lo, found.issues
    else:
        undated = Issue("", f"{form.root}/{on}", version)
        published, issues = None, (*found.issues, undated)
    return Parsed(
        entities=found.entities, issues=issues, published=published, version=version
    )
