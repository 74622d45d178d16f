"""A publisher on this machine, who answers as a test wants, well or badly.

What is served at a path is a behaviour: a function that is given the question and
answers it, byte by byte if it likes.
"""

import shutil
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import repeat
from pathlib import Path

Behaviour = Callable[["Question"], None]

OPENSSL = shutil.which("openssl")


class Question(BaseHTTPRequestHandler):
    """One question to the publisher, and the ways to answer it."""

    protocol_version = "HTTP/1.1"
    server: "Server"

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.publisher.asked.append((self.path, headers))
        try:
            self.server.publisher.behaviour(self.path)(self)
        except OSError:
            self.close_connection = True  # whoever asked has left

    def log_message(self, *_: object) -> None:
        pass

    def head(self, status: int, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def wait(self) -> bool:
        """Wait a moment; tell whether the test is still on."""
        return not self.server.publisher.over.wait(0.01)


class Server(ThreadingHTTPServer):
    daemon_threads = True
    publisher: "Publisher"

    def handle_error(self, *_: object) -> None:
        pass  # a test that refuses a certificate breaks off the greeting


class Publisher:
    """Serves behaviours by path; ``asked`` is every question with its headers."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.serves: dict[str, Behaviour | Iterator[Behaviour]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.over = threading.Event()

    def behaviour(self, path: str) -> Behaviour:
        """Return what is done for a path: always the same, or one after another."""
        found = self.serves.get(path, status(404))
        return found if callable(found) else next(found)

    def url(self, path: str) -> str:
        return f"{self.base}{path}"


@contextmanager
def publishing(
    certificate: tuple[Path, Path] | None = None, host: str = "localhost"
) -> Iterator[Publisher]:
    """Publish on a free port; by TLS where a certificate and its key are given."""
    server = Server(("127.0.0.1", 0), Question)
    scheme = "http"
    if certificate is not None:
        scheme = "https"
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    publisher = Publisher(f"{scheme}://{host}:{server.server_port}")
    server.publisher = publisher
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
    )
    thread.start()
    try:
        yield publisher
    finally:
        publisher.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def certificate(
    folder: Path, *, name: str = "localhost", days: int = 2
) -> tuple[Path, Path, Path]:
    """Make an authority and a certificate by it; return it, its key, the authority."""
    key, authority, made = (folder / f"{what}.pem" for what in ("key", "ca", "made"))
    request, extension = folder / "request.pem", folder / "extension"
    extension.write_text(f"subjectAltName=DNS:{name}\n")

    def openssl(*words: str | Path) -> None:
        subprocess.run([str(OPENSSL), *words], check=True, capture_output=True)

    curve = ("ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    openssl(
        *("req", "-x509", "-newkey", *curve, "-keyout", key, "-out", authority),
        *("-subj", "/CN=Authorité Exemple", "-days", "2"),
    )
    openssl("req", "-new", "-key", key, "-subj", f"/CN={name}", "-out", request)
    openssl(
        *("x509", "-req", "-in", request, "-CA", authority, "-CAkey", key),
        *("-set_serial", "2", "-days", str(days), "-extfile", extension),
        *("-out", made),
    )
    return made, key, authority


# ---- behaviours ----


def file(
    data: bytes,
    *,
    etag: str = "",
    modified: str = "",
    ranges: bool = False,
    kind: str = "application/octet-stream",
    headers: Mapping[str, str] | None = None,
    code: int = 200,
) -> Behaviour:
    """Serve a file as a good publisher does: unchanged, or in part, where asked."""

    def answer(question: Question) -> None:
        told = {"Content-Type": kind, **(headers or {})}
        told |= {"ETag": etag} if etag else {}
        told |= {"Last-Modified": modified} if modified else {}
        told |= {"Accept-Ranges": "bytes"} if ranges else {}
        asked = question.headers
        is_known = (etag and asked.get("If-None-Match") == etag) or (
            modified and asked.get("If-Modified-Since") == modified
        )
        if is_known:
            question.head(304, told)
            return
        body, status = data, code
        if ranges and "Range" in asked and asked.get("If-Range") == etag:
            begin = int(asked["Range"].removeprefix("bytes=").removesuffix("-"))
            told["Content-Range"] = f"bytes {begin}-{len(data) - 1}/{len(data)}"
            body, status = data[begin:], 206
        question.head(status, {"Content-Length": str(len(body)), **told})
        question.wfile.write(body)

    return answer


def status(code: int, headers: Mapping[str, str] | None = None) -> Behaviour:
    """Answer with a status and little else."""
    return file(b"{}", code=code, headers=headers, kind="application/json")


def moved(location: str, code: int = 302) -> Behaviour:
    """Redirect."""
    return status(code, {"Location": location})


def broken(
    data: bytes, length: int, headers: Mapping[str, str] | None = None
) -> Behaviour:
    """Promise a length, send what there is, and hang up."""

    def answer(question: Question) -> None:
        question.head(200, {"Content-Length": str(length), **(headers or {})})
        question.wfile.write(data)
        question.close_connection = True

    return answer


def dripping(question: Question) -> None:
    """Send a byte now and then, for ever."""
    question.head(200, {"Content-Length": "100000"})
    while question.wait():
        question.wfile.write(b" ")
        question.wfile.flush()


def dripping_head(question: Question) -> None:
    """Send a header byte by byte, for ever."""
    question.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while question.wait():
        question.wfile.write(b"x")
        question.wfile.flush()


def dripping_chunks(question: Question) -> None:
    """Send the length of a chunk digit by digit, for ever."""
    question.head(200, {"Transfer-Encoding": "chunked"})
    while question.wait():
        question.wfile.write(b"0")
        question.wfile.flush()


def stalled(data: bytes, headers: Mapping[str, str] | None = None) -> Behaviour:
    """Send the beginning, and then nothing any more."""

    def answer(question: Question) -> None:
        told = {"Content-Length": str(2 * len(data) + 1), **(headers or {})}
        question.head(200, told)
        question.wfile.write(data)
        question.wfile.flush()
        while question.wait():
            pass

    return answer


def endless(
    question: Question, code: int = 200, headers: Mapping[str, str] | None = None
) -> None:
    """Send chunks for ever."""
    question.head(code, {"Transfer-Encoding": "chunked", **(headers or {})})
    while not question.server.publisher.over.is_set():
        question.wfile.write(b"1000\r\n" + b" " * 0x1000 + b"\r\n")


def in_turn(*behaviours: Behaviour) -> Iterator[Behaviour]:
    """Behave differently each time, and at last always as the last time."""
    yield from behaviours
    yield from repeat(behaviours[-1])


def paths(asked: Sequence[tuple[str, dict[str, str]]]) -> list[str]:
    """Return what was asked for, in order."""
    return [path for path, _ in asked]
