"""The network, touched here and nowhere else: one question, and what is answered.

``requests`` asks, so proxies (``HTTPS_PROXY``, ``NO_PROXY``), ``REQUESTS_CA_BUNDLE``
and ``.netrc`` hold as everywhere. Whoever answers a byte a second, be it in a header,
would keep a thread for days: another one listens, and is left behind when time is up.
"""

import http.client
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from queue import Empty, Full, Queue
from threading import Event, Thread

import attrs
import requests
import urllib3
from urllib3.exceptions import NameResolutionError

from kycscreen import __version__
from kycscreen.lists.fetching.limits import Limits

_PIECE = 2**18
_AHEAD = 16  # pieces that are heard before they are taken
_HEADERS = {
    "User-Agent": f"kycscreen/{__version__}",
    "Accept": "*/*",
    # Sizes, ranges and checksums are those of the file itself.
    "Accept-Encoding": "identity",
}


class WireError(Exception):
    """The network failed; what is ``passing`` may be tried again."""

    def __init__(self, problem: str, *, passing: bool) -> None:
        super().__init__(problem)
        self.problem = problem
        self.passing = passing


class LateError(Exception):
    """The time for the whole file is up."""


@attrs.frozen
class Reply:
    """What was answered: its head, and its body piece by piece."""

    status: int
    headers: Mapping[str, str]
    pieces: Iterator[bytes]


def session() -> requests.Session:
    """Return what keeps connections to one host."""
    made = requests.Session()
    # Asked where a redirect leads, it would read its body first, however long. So it
    # is not asked: of this session alone, for which a class would be too much.
    made.get_redirect_target = _nowhere  # type: ignore[assignment,method-assign]
    made.headers.clear()
    made.headers.update(_HEADERS)
    return made


def _nowhere(_response: object) -> None:
    pass


@contextmanager
def asked(
    session: requests.Session,
    url: str,
    headers: Mapping[str, str],
    *,
    limits: Limits,
    left: Callable[[], float],
) -> Iterator[Reply]:
    """Ask for a URL, following nothing; ``left`` says how many seconds there are."""
    said: Queue[object] = Queue(_AHEAD)
    over = Event()

    def say(thing: object) -> None:
        while not over.is_set():
            with suppress(Full):
                said.put(thing, timeout=0.1)
                return

    def listen() -> None:
        try:
            with session.get(
                url,
                headers=dict(headers),
                stream=True,
                allow_redirects=False,
                timeout=(limits.connect, limits.idle),
            ) as response:
                say(response)
                piece: bytes | None = None
                while piece != b"" and not over.is_set():
                    piece = response.raw.read1(_PIECE, decode_content=False)
                    say(piece)
        except Exception as wrong:
            say(wrong)

    def heard() -> object:
        try:
            thing = said.get(timeout=max(0.0, left()))
        except Empty:
            raise LateError from None
        if isinstance(thing, Exception):
            raise _named(thing, limits) from thing
        return thing

    def pieces() -> Iterator[bytes]:
        while piece := heard():
            assert isinstance(piece, bytes)
            if left() <= 0:
                raise LateError
            yield piece

    Thread(target=listen, daemon=True).start()
    try:
        response = heard()
        assert isinstance(response, requests.Response)
        yield Reply(response.status_code, response.headers, pieces())
    finally:
        # Not waited for: it ends with the next byte, or when none comes for long.
        over.set()


def _named(wrong: Exception, limits: Limits) -> WireError:
    """Say what failed in words that an operator can act on."""
    causes = tuple(_causes(wrong))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return WireError(
                f"shows a certificate that is not valid: {cause.verify_message}",
                passing=False,
            )
    for kind, problem in (
        (requests.exceptions.InvalidProxyURL, "cannot be asked: the proxy is no URL"),
        (requests.exceptions.InvalidHeader, "was to be asked with a damaged header"),
        (ValueError, "is no address that can be asked, or redirects to none"),
    ):
        if isinstance(wrong, kind):
            return WireError(problem, passing=False)
    if any("CA certificate bundle" in str(cause) for cause in causes):
        return WireError(
            "cannot be asked: REQUESTS_CA_BUNDLE names no file", passing=False
        )
    return WireError(_passing(causes, limits), passing=True)


def _passing(causes: tuple[BaseException, ...], limits: Limits) -> str:
    """Name a failure that may pass."""
    known: tuple[tuple[type[BaseException], str], ...] = (
        (requests.exceptions.ProxyError, "cannot be reached: the proxy failed"),
        (NameResolutionError, "cannot be reached: its host has no address (DNS)"),
        (socket.gaierror, "cannot be reached: its host has no address (DNS)"),
        (
            requests.exceptions.ConnectTimeout,
            f"cannot be reached within {limits.connect:g} s",
        ),
        (
            urllib3.exceptions.ReadTimeoutError,
            f"sent nothing for {limits.idle:g} s",
        ),
        (ssl.SSLError, "cannot be reached: TLS failed"),
        (http.client.IncompleteRead, "broke off"),
    )
    for kind, problem in known:
        if any(isinstance(cause, kind) for cause in causes):
            return problem
    told = (
        cause.strerror.lower()
        for cause in causes
        if isinstance(cause, OSError) and isinstance(cause.strerror, str)
    )
    return f"failed: {next(told, type(causes[-1]).__name__)}"


def _causes(wrong: BaseException) -> Iterator[BaseException]:
    """Yield an error and all that it wraps, each once."""
    waiting: list[object] = [wrong]
    known: set[int] = set()
    while waiting:
        cause = waiting.pop(0)
        if not isinstance(cause, BaseException) or id(cause) in known:
            continue
        known.add(id(cause))
        yield cause
        waiting += [*cause.args, cause.__cause__, cause.__context__]
        waiting.append(getattr(cause, "reason", None))
