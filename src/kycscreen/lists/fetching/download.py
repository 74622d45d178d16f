"""One file, as its address hands it out: bounded, tried again, and gone on with.

Only 200, 206 and 304 are answers; a page for people is none, whatever its status. A
body that breaks off is gone on with where the server can do that and says that it is
the same edition, else begun anew.
"""

import re
from collections.abc import Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urljoin

import attrs
import requests

from kycscreen.errors import FetchError
from kycscreen.lists.fetching import places, wire
from kycscreen.lists.fetching.editions import UNKNOWN, Edition
from kycscreen.lists.fetching.limits import Clock, Limits, Tell
from kycscreen.lists.fetching.part import Part
from kycscreen.lists.fetching.places import Place
from kycscreen.lists.fetching.wire import LateError, Reply, WireError
from kycscreen.lists.watchlist import read_bytes
from kycscreen.sources import archives

_MOVED = (301, 302, 303, 307, 308)
_PASSING = (429, 500, 502, 503, 504)
_PAGES = ("text/html", "application/xhtml+xml")
_GZIP = b"\x1f\x8b"
_TAG = 300  # characters; nobody's ETag is as long
_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)")


@attrs.frozen(kw_only=True)
class Answer:
    """A file as it was served; no ``data`` where it is the edition asked about."""

    data: bytes | None
    edition: Edition
    received: int


@attrs.frozen(kw_only=True)
class Line:
    """The way to whoever has a list, and what is allowed on it."""

    list_id: str
    place: Place
    folder: Path
    session: requests.Session
    limits: Limits
    clock: Clock
    tell: Tell


def get(line: Line, url: str, known: Edition = UNKNOWN) -> Answer:
    """Fetch a file, or learn that it is the edition ``known``; else ``FetchError``."""
    if places.is_file(url):
        return _copied(line, url)
    deadline = line.clock.monotonic() + line.limits.total
    with Part.of(line.folder) as part:
        attempt = 0
        while True:
            attempt += 1
            try:
                return _tried(line, url, known, part, deadline)
            except _PassingError as wrong:
                _wait(line, url, attempt, wrong, deadline)
            except LateError:
                late = f"took longer than {line.limits.total:g} s"
                raise _failure(line, url, late) from None


def _copied(line: Line, url: str) -> Answer:
    path = places.path_of(url)
    if not path.exists():
        raise _failure(line, url, "is not there")
    data = read_bytes(line.list_id, path)
    line.tell(line.list_id, len(data), len(data))
    return Answer(data=data, edition=UNKNOWN, received=len(data))


class _PassingError(Exception):
    """What may be otherwise the next time; ``after`` is when the publisher says so."""

    def __init__(
        self, problem: str, status: int | None = None, after: float | None = None
    ) -> None:
        super().__init__(problem)
        self.problem = problem
        self.status = status
        self.after = after


def _tried(line: Line, url: str, known: Edition, part: Part, deadline: float) -> Answer:
    """Ask once, following redirects as far as they may lead."""
    if part.length and not part.resumable:
        part.forget()
    headers = _resuming(part) if part.length else _conditions(known)
    target = url
    for _ in range(line.limits.redirects + 1):
        if forbidden := line.place.forbids(target):
            whither = f"redirects to {places.shown(target)}, " * (target != url)
            raise _failure(line, url, f"{whither}{forbidden}")
        try:
            with wire.asked(
                line.session,
                target,
                headers,
                limits=line.limits,
                left=lambda: deadline - line.clock.monotonic(),
            ) as reply:
                if reply.status not in _MOVED:
                    return _answer(line, url, reply, headers, part)
                if "Location" not in reply.headers:
                    raise _failure(line, url, "redirects to nowhere", reply.status)
                target = _joined(target, reply.headers["Location"])
        except WireError as wrong:
            there = f" after {part.length:,} bytes" * bool(part.length)
            if wrong.passing:
                raise _PassingError(f"{wrong.problem}{there}") from None
            raise _failure(line, url, wrong.problem) from None
    raise _failure(line, url, f"redirects more than {line.limits.redirects} times")


def _conditions(known: Edition) -> dict[str, str]:
    asked = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in asked.items() if value}


def _resuming(part: Part) -> dict[str, str]:
    return {"Range": f"bytes={part.length}-", "If-Range": part.edition.etag}


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError:
        return ""


def _answer(
    line: Line, url: str, reply: Reply, headers: Mapping[str, str], part: Part
) -> Answer:
    """Take what is an answer, and refuse by name what is none."""
    asked_for_rest = "Range" in headers
    if reply.status == 200:
        part.forget()
        _check_head(line, url, reply)
        part.edition = _edition(reply.headers)
        part.resumable = _is_resumable(reply.headers)
        return _received(line, url, reply, part, _length(reply.headers))
    if reply.status == 206 and asked_for_rest:
        total = _check_rest(reply, part)
        return _received(line, url, reply, part, total)
    if reply.status == 416 and asked_for_rest:
        part.forget()
        raise _PassingError("has another edition by now", 416, 0)
    if reply.status == 304 and headers and not asked_for_rest:
        asked = (
            headers.get(name, "") for name in ("If-None-Match", "If-Modified-Since")
        )
        return Answer(data=None, edition=Edition(*asked), received=0)
    if reply.status in _PASSING:
        after = _retry_after(reply.headers, line.clock)
        raise _PassingError(_said(reply), reply.status, after)
    told = {
        202: ", which is no file: it may want a browser",
        304: " (not modified), though no file is held that could be meant",
    }
    raise _failure(
        line, url, f"{_said(reply)}{told.get(reply.status, '')}", reply.status
    )


def _said(reply: Reply) -> str:
    try:
        name = HTTPStatus(reply.status).phrase
    except ValueError:
        name = ""
    return f"answered {reply.status} {name}".rstrip()


def _check_head(line: Line, url: str, reply: Reply) -> None:
    """Refuse what is no list before a byte of it is read."""
    kind = reply.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind in _PAGES:
        raise _failure(
            line, url, "answered with a web page, not with a file", reply.status
        )
    packed = _packing(reply.headers)
    if packed not in ("", "gzip"):
        raise _failure(
            line, url, f"answered packed as {packed[:20]!r}, unasked", reply.status
        )
    length = _length(reply.headers)
    if length is not None and length > line.limits.size:
        raise _too_large(line, url)


def _packing(headers: Mapping[str, str]) -> str:
    packed = headers.get("Content-Encoding", "").strip().lower()
    return {"identity": "", "x-gzip": "gzip"}.get(packed, packed)


def _length(headers: Mapping[str, str]) -> int | None:
    text = headers.get("Content-Length", "")
    return int(text) if re.fullmatch(r"[0-9]{1,15}", text) else None


def _edition(headers: Mapping[str, str]) -> Edition:
    said = (headers.get(name, "") for name in ("ETag", "Last-Modified"))
    return Edition(*(text if len(text) <= _TAG else "" for text in said))


def _is_resumable(headers: Mapping[str, str]) -> bool:
    """Tell whether the rest can be asked for, and be known to be of the same file."""
    is_strong = _edition(headers).etag.startswith('"')
    return is_strong and headers.get("Accept-Ranges", "").strip().lower() == "bytes"


def _check_rest(reply: Reply, part: Part) -> int | None:
    """Return how long the whole is, if what comes is the rest of what is there."""
    found = _RANGE.fullmatch(reply.headers.get("Content-Range", ""))
    is_next = found is not None and int(found[1]) == part.length
    is_same = reply.headers.get("ETag", part.edition.etag) == part.edition.etag
    if found is None or not is_next or not is_same:
        part.forget()
        raise _PassingError("went on with something else", 206, 0)
    return None if found[3] == "*" else int(found[3])


def _received(
    line: Line, url: str, reply: Reply, part: Part, total: int | None
) -> Answer:
    """Take the body, never more than a list may have."""
    packing = _packing(reply.headers)
    for piece in reply.pieces:
        if part.length + len(piece) > line.limits.size:
            raise _too_large(line, url)
        part.add(piece)
        line.tell(line.list_id, part.length, total)
    if total is not None and part.length != total:
        raise _PassingError(f"broke off after {part.length:,} of {total:,} bytes")
    data = part.read()
    if packing and data.startswith(_GZIP):
        data = archives.single(line.list_id, data)
    return Answer(data=data, edition=part.edition, received=part.length)


def _too_large(line: Line, url: str) -> FetchError:
    return _failure(
        line, url, f"is larger than {line.limits.size:,} bytes, which no list is"
    )


def _retry_after(headers: Mapping[str, str], clock: Clock) -> float | None:
    """Return the seconds that the publisher wants us to wait, if it says so."""
    text = headers.get("Retry-After", "").strip()
    if re.fullmatch(r"[0-9]{1,9}", text):
        return float(text)
    try:
        then = parsedate_to_datetime(text)
        # By the publisher's own clock, if it tells the time: ours may be wrong.
        told = headers.get("Date")
        now = parsedate_to_datetime(told) if told else clock.now()
    except ValueError:
        return None
    if then.tzinfo is None or now.tzinfo is None:
        then, now = then.replace(tzinfo=UTC), now.replace(tzinfo=UTC)
    return max(0.0, (then - now).total_seconds())


def _wait(
    line: Line, url: str, attempt: int, wrong: _PassingError, deadline: float
) -> None:
    """Wait before the next try, or give up: too often, too long, or too late."""
    limits = line.limits
    if attempt >= limits.attempts:
        times = f", {attempt} times" * (attempt > 1)
        raise _failure(line, url, f"{wrong.problem}{times}", wrong.status)
    after = wrong.after
    if after is None:
        after = min(limits.pause * 2 ** (attempt - 1), limits.longest_wait)
    if after > limits.longest_wait:
        asks = f"{wrong.problem}, and asks to come back in {after:,.0f} s"
        raise _failure(line, url, asks, wrong.status)
    if line.clock.monotonic() + after >= deadline:
        late = f"{wrong.problem}, and {limits.total:g} s are up"
        raise _failure(line, url, late, wrong.status)
    line.clock.sleep(after)


def _failure(
    line: Line, url: str, problem: str, status: int | None = None
) -> FetchError:
    return FetchError(line.list_id, places.shown(url), problem, status)
