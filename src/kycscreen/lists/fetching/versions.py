"""A list of which the publisher names the version, and the changes between two.

So OpenSanctions does. Its index is asked first: the version that is held is confirmed
without a download, and an earlier one becomes the new one by the deltas in between.
What does not fit is told, and the whole file is fetched and held to the index.
"""

from collections.abc import Iterator
from functools import partial

import attrs

from kycscreen.errors import FetchError, FormatError, ListError
from kycscreen.lists.fetching import download, gathering, places
from kycscreen.lists.fetching.download import Line
from kycscreen.lists.fetching.editions import Gathered, Held
from kycscreen.lists.fetching.gathering import Way
from kycscreen.sources import Source
from kycscreen.sources.opensanctions import updates
from kycscreen.sources.opensanctions.updates import Index

_MOST = 300  # deltas; as many are more than a whole file


def ways(line: Line, source: Source, held: Held) -> Iterator[Way]:
    """Yield the ways to a list, best first."""
    try:
        index = updates.index(source.id, _file(line, line.place.index))
    except (FetchError, FormatError) as wrong:
        yield partial(_told, wrong)
        yield from gathering.ways(line, source, held)  # as any list, unchecked
        return
    if index.version == held.version:
        yield partial(_same, line, index)
    elif index.version < held.version:
        older = f"the index has version {index.version}, and {held.version} is held"
        yield partial(_told, FormatError(source.id, f"{older}; fetch it again later"))
    else:
        # A mirror is near: whole files will do.
        if held.version and index.delta_url and not line.place.base:
            yield partial(_changed, line, source, held, index)
        for url in line.place.urls:
            yield partial(_whole, line, source, url, held, index)


def _told(wrong: ListError) -> Gathered:
    raise wrong


def _file(line: Line, url: str) -> bytes:
    return download.get(line, url).data or b""


def _same(line: Line, index: Index) -> Gathered:
    url = places.shown(line.place.index)
    return Gathered(url=url, data=None, received=len(index.data))


def _changed(line: Line, source: Source, held: Held, index: Index) -> Gathered:
    """Apply to what is held the deltas that lead to the version of the index."""
    told = _file(line, index.delta_url)
    steps = updates.pending(source.id, told, held.version, until=index.version)
    if len(steps) > _MOST:
        raise FormatError(source.id, f"is {len(steps)} deltas behind")
    deltas: list[tuple[str, bytes]] = []
    size = 0
    for version, url in steps:
        deltas.append((version, _file(line, url)))
        size += len(deltas[-1][1])
        if size > line.limits.size:
            raise FormatError(source.id, "has deltas that are larger than any list")
    data = updates.applied(
        source.id,
        held.data,
        deltas,
        since=held.version,
        needed=[version for version, _ in steps],
        count=index.entities,
    )
    note = f"version {index.version}, made of {held.version} by {len(steps)} deltas"
    return Gathered(
        url=places.shown(steps[-1][1]),
        data=data,
        received=len(index.data) + len(told) + size,
        version=index.version,
        whole_at=held.fetched_at,
        notes=(note,),
    )


def _whole(line: Line, source: Source, url: str, held: Held, index: Index) -> Gathered:
    """Fetch one of the forms of a list, and hold it to the index."""
    # Deltas are of the first form, so it alone has a version; and it is asked for
    # whole, since what is held has another version, or none that is known.
    is_first = url == line.place.urls[0]
    got = gathering.gathered(line, source, url, Held() if is_first else held)
    if got.data is None:
        return got
    version = updates.checked(source.id, index.data, places.last(url), got.data)
    return attrs.evolve(got, version=version if is_first else "")
