"""Processes that screen pieces of one book, whose answers come in its order.

The lists are opened once, before the first worker is forked, so that all share what
was read of them; where processes cannot be forked, each worker opens them itself. What
passes between it and us, packed, over two pipes:

* to it: pieces, each a tuple of groups, never more than two at once; nothing (no
  byte) when there are no more;
* from it: for each piece an ``Answer``, or the error that ends the run.

A worker keeps nothing: one that dies is replaced, and asked once more.
"""

import gc
import marshal
import os
import pickle
import signal
import sys
import warnings
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from multiprocessing import connection, get_context
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

import attrs

from kycscreen.book import Group
from kycscreen.errors import KycScreenError, ListError
from kycscreen.lists.loading import load_lists
from kycscreen.policy import Policy
from kycscreen.runs.answering import Answer, Told, answer
from kycscreen.runs.pieces import ScreenAll, rests_on
from kycscreen.screen import Gap, Screener

_AT_ONCE = 2  # pieces with a worker: one that it screens, one that waits
_PROTOCOL = 5
_PICKLED = pickle.PROTO  # how all of that protocol begins, and nothing else of ours
_SEARCHED = 16  # pieces after which cycles are looked for all the same
_AHEAD = 3  # pieces a worker, from the first that is not answered to the last sent

if sys.platform == "linux":
    _CONTEXT = get_context("fork")
else:  # a fork may hang, or there is none
    _CONTEXT = get_context("spawn")


class WorkerError(KycScreenError):
    """A worker could not screen a piece of a book."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"a worker {problem}")
        self.problem = problem


@attrs.frozen(kw_only=True)
class Work:
    """What a worker has to know to screen any piece of a book.

    ``rests_on`` is what every screening says that it rests on, and ``of_all`` what
    nobody of the book is clear for; so many ``parties`` of it are known to come, and
    are shared by ``processes``. With ``as_of``, the lists of the folder are meant as
    they stood on that day.
    """

    folder: Path
    as_of: date | None = None
    policy: Policy
    on: date
    rests_on: str
    parties: int = 0
    processes: int = 1
    of_all: tuple[Gap, ...] = ()
    tell: Told | None = None


def answers(
    work: Work, pieces: Iterable[tuple[Group, ...]], *, workers: int
) -> Generator[Answer, None, None]:
    """Screen pieces of a book in several processes, and answer in their order."""
    crew = _Crew(work, pieces, workers)
    ready: dict[int, Answer] = {}
    due = 0
    try:
        crew.send(due)
        while crew.has_work:
            ready.update(crew.hear())
            crew.send(due)
            while due in ready:
                yield ready.pop(due)
                due += 1
                crew.send(due)
        crew.end()
    finally:
        crew.kill()


@attrs.frozen
class _Piece:
    """Some groups, packed, and which clients of those asked they are, from 1."""

    number: int
    first: int
    last: int
    groups: bytes = attrs.field(repr=False)


def _packed(pieces: Iterable[tuple[Group, ...]]) -> Iterator[_Piece]:
    last = 0
    for number, piece in enumerate(pieces):
        first, last = last + 1, last + len(piece)
        yield _Piece(number, first, last, _sent(piece))


def _sent(piece: Sequence[Group]) -> bytes:
    """Pack groups; texts alone by ``marshal``, which costs a third of ``pickle``."""
    try:
        return marshal.dumps([(of.client_id, of.columns, of.rows) for of in piece])
    except ValueError:  # a row is judged already: it is more than text
        return pickle.dumps(piece, _PROTOCOL)


def _received(packed: bytes) -> Sequence[Group]:
    if packed.startswith(_PICKLED):
        piece: tuple[Group, ...] = pickle.loads(packed)
        return piece
    return [Group(*of) for of in marshal.loads(packed)]


class _Crew:
    """The workers, and the pieces that are still to be sent to them."""

    def __init__(
        self, work: Work, pieces: Iterable[tuple[Group, ...]], workers: int
    ) -> None:
        self._work = attrs.evolve(work, processes=workers)
        self._pieces = _packed(pieces)
        self._next = next(self._pieces, None)
        self._most = workers
        self._workers: list[_Worker] = []
        self._screen_all: ScreenAll | None = None

    @property
    def has_work(self) -> bool:
        return any(worker.sent for worker in self._workers)

    def send(self, due: int) -> None:
        """Send pieces while workers have room, and not too far ahead of what is due."""
        while self._next is not None and self._next.number < due + _AHEAD * self._most:
            worker = min(self._workers, key=_load, default=None)
            if worker is None or (worker.sent and len(self._workers) < self._most):
                worker = self._new()
                self._workers.append(worker)
            if len(worker.sent) >= _AT_ONCE:
                return
            worker.send(self._next)
            self._next = next(self._pieces, None)

    def hear(self) -> dict[int, Answer]:
        """Wait until a worker tells something, or dies and is replaced."""
        heard: dict[int, Answer] = {}
        speak = connection.wait([worker.told for worker in self._workers])
        for worker in [one for one in self._workers if one.told in speak]:
            try:
                told = pickle.loads(worker.told.recv_bytes())
            except (EOFError, OSError):
                self._replace(worker)
                continue
            if isinstance(told, KycScreenError):
                raise told
            heard[worker.sent.popleft().number] = told
        return heard

    def _replace(self, dead: "_Worker") -> None:
        """Give what a dead worker was sent to a new one, once."""
        code = dead.buried()
        piece = dead.sent[0] if dead.sent else None
        if piece is None or piece.number == dead.again:
            where = f" of clients {piece.first} to {piece.last}" if piece else ""
            raise WorkerError(
                f"ended twice{where} ({_cause(code)}): if memory is short, use fewer"
                " --workers; then go on with --resume"
            )
        worker = self._new(again=piece.number)
        self._workers[self._workers.index(dead)] = worker
        for left in dead.sent:
            worker.send(left)

    def _new(self, again: int = -1) -> "_Worker":
        if self._screen_all is None and _CONTEXT.get_start_method() == "fork":
            self._screen_all = _screen_all(self._work)
        return _Worker(self._work, self._screen_all, again)

    def end(self) -> None:
        """Let the workers go, who have nothing to do any more."""
        for worker in self._workers:
            worker.tell(b"")
        for worker in self._workers:
            worker.process.join()

    def kill(self) -> None:
        """End what still runs; a worker keeps nothing that could be lost."""
        for worker in self._workers:
            worker.process.kill()
            worker.buried()


def _load(worker: "_Worker") -> int:
    return len(worker.sent)


def _cause(code: int | None) -> str:
    if code is not None and code < 0:
        with suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"


class _Worker:
    """A process, the pipes to and from it, and what it was sent and has not answered.

    ``again`` is the piece of which another worker died, and ``screen_all`` what was
    opened before it is forked.
    """

    def __init__(self, work: Work, screen_all: ScreenAll | None, again: int) -> None:
        theirs, self._pieces = _CONTEXT.Pipe(duplex=False)
        self.told, answers = _CONTEXT.Pipe(duplex=False)
        self.sent: deque[_Piece] = deque()
        self.again = again
        self.process = _CONTEXT.Process(
            target=_work, args=(work, screen_all, theirs, answers), daemon=True
        )
        with _deaf(), warnings.catch_warnings():
            # Threads that others began hold nothing that a worker uses.
            warnings.simplefilter("ignore", DeprecationWarning)
            self.process.start()
        theirs.close()  # else we would not see it end, nor it us
        answers.close()

    def send(self, piece: _Piece) -> None:
        self.sent.append(piece)
        self.tell(piece.groups)

    def tell(self, message: bytes) -> None:
        with suppress(OSError):  # a dead one is found out when it is listened to
            self._pieces.send_bytes(message)

    def buried(self) -> int | None:
        """Wait for the end of the process, and say how it ended."""
        self.process.join()
        self.told.close()
        self._pieces.close()
        return self.process.exitcode


@contextmanager
def _deaf() -> Iterator[None]:
    """Start a process that Ctrl-C never reaches: we heed it, and end the process."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(
    work: Work,
    screen_all: ScreenAll | None,
    pieces: "connection.Connection",
    answers: "connection.Connection",
) -> None:
    """Screen what comes until nothing more does: what a worker is."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if screen_all is not None:
        _leave(pieces, answers)
    inbox: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(pieces, inbox), daemon=True).start()
    # A piece makes many values and no cycles: looking for some takes a quarter longer.
    gc.disable()
    try:
        screen_all = screen_all or _screen_all(work)
        for number, packed in enumerate(iter(inbox.get, b""), start=1):
            if number % _SEARCHED == 0:
                gc.collect()
            told = answer(screen_all, _received(packed), work.of_all, work.tell)
            answers.send_bytes(pickle.dumps(told, _PROTOCOL))
    except Exception as wrong:
        with suppress(OSError):  # nobody listens any more
            answers.send_bytes(pickle.dumps(_error(wrong), _PROTOCOL))
    os._exit(0)  # what a fork took along, such as text to be printed, is not ours


def _leave(*pipes: "connection.Connection") -> None:
    """Let go of what a fork takes along of us: signals, open files, values.

    Locks of ours end with us, and pipes of others with these; and pages stay shared
    only as long as no search for cycles writes to them.
    """
    for told in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(told) is not signal.SIG_IGN:
            signal.signal(told, signal.SIG_DFL)
    kept = {0, 1, 2, *(pipe.fileno() for pipe in pipes)}
    for number in {*map(int, os.listdir("/proc/self/fd"))} - kept:
        with suppress(OSError):  # that of the listing itself
            os.close(number)
    gc.freeze()


def _listen(pieces: "connection.Connection", inbox: "SimpleQueue[bytes]") -> None:
    """Take what is sent at once, so that who sends need not wait; end with the run."""
    message = b"-"
    while message:
        try:
            message = pieces.recv_bytes()
        except (EOFError, OSError):
            os._exit(1)  # whoever started us is gone: nobody wants an answer
        inbox.put(message)


def _screen_all(work: Work) -> ScreenAll:
    held = load_lists(work.folder, as_of=work.as_of)
    screener = Screener(held, policy=work.policy, on=work.on)
    if rests_on(screener.screen_all) != work.rests_on:
        raise ListError(
            str(work.folder), "was changed since the run began; screen the book anew"
        )
    screener.prepare(work.parties, work.processes)
    return screener.screen_all


def _error(wrong: Exception) -> KycScreenError:
    """Return what can be told of an error: of one that is not ours, where it arose."""
    if isinstance(wrong, KycScreenError):
        return wrong
    place, trace = "", wrong.__traceback__
    while trace is not None:
        place = f" in {trace.tb_frame.f_code.co_name}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return WorkerError(
        f"failed ({type(wrong).__name__}{place}); nothing may be concluded. This is a"
        " fault of kycscreen: please report this line"
    )
