"""All files of a list, gathered: one, or several that become one bundle.

All or nothing: where one of several cannot be had, none is.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

import attrs

from kycscreen.errors import FormatError
from kycscreen.lists.fetching import download, places
from kycscreen.lists.fetching.download import Answer, Line
from kycscreen.lists.fetching.editions import UNKNOWN, Gathered, Held
from kycscreen.sources import Source, archives

Way = Callable[[], Gathered]
"""One way to a list; a ``FetchError`` or ``FormatError`` where it leads nowhere."""


def ways(line: Line, source: Source, held: Held) -> Iterator[Way]:
    """Yield the ways to a list, best first: its addresses."""
    for url in line.place.urls:
        yield partial(gathered, line, source, url, held)


def gathered(line: Line, source: Source, url: str, held: Held) -> Gathered:
    """Gather a list from one of its addresses; only at the first is it in parts."""
    if source.parts is not None and url == line.place.urls[0]:
        return _bundled(line, source, url, held)
    return _said(url, {url: download.get(line, url, held.edition(url))})


def _bundled(line: Line, source: Source, url: str, held: Held) -> Gathered:
    """Gather a list's parts until it names no more, and bundle them."""
    old = _old(source.id, held)
    files: dict[str, bytes] = {}
    answers: dict[str, Answer] = {}
    while more := _more(source, files):
        for name, origin in more.items():
            where = line.place.part(name, origin)
            known = held.edition(where) if name in old else UNKNOWN
            answer = download.get(line, where, known)
            files[name] = old[name] if answer.data is None else answer.data
            answers[where] = answer
            if sum(map(len, files.values())) > line.limits.size:
                raise FormatError(source.id, "has files that are larger than any list")
    found = _said(url, answers)
    if found.data is None and files.keys() == old.keys():
        return found
    return attrs.evolve(found, data=archives.bundle(files))


def _old(list_id: str, held: Held) -> dict[str, bytes]:
    """Return the files that are held, if they are a bundle."""
    if not archives.is_zip(held.data):
        return {}
    return archives.opened(list_id, held.data)


def _more(source: Source, files: Mapping[str, bytes]) -> dict[str, str]:
    """Ask the list which files are still to come."""
    assert source.parts is not None
    named = source.parts(files)
    more = {name: url for name, url in named.items() if name not in files}
    if len(files) + len(more) > archives.MAX_MEMBERS:
        raise FormatError(source.id, f"names more than {archives.MAX_MEMBERS} files")
    return more


def _said(url: str, answers: Mapping[str, Answer]) -> Gathered:
    new = [answer.data for answer in answers.values() if answer.data is not None]
    said = {places.shown(of): answer.edition for of, answer in answers.items()}
    return Gathered(
        url=places.shown(url),
        data=new[0] if new else None,
        etags={of: edition.etag for of, edition in said.items() if edition.etag},
        modified={of: e.modified for of, e in said.items() if e.modified},
        received=sum(answer.received for answer in answers.values()),
    )
