"""What is printed: results on stdout, and all else, line by line, on stderr."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO, TypeVar

from kycscreen.errors import KycScreenError
from kycscreen.explain.escapes import visible, width

T = TypeVar("T")

_LONG = 100  # clients
_PAGES = (".html", ".htm")


class OutputError(KycScreenError):
    """What was to be shown cannot be written where it should go."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"{place} cannot be written: {problem}")
        self.place = place
        self.problem = problem


def result(text: str) -> None:
    """Print a piece of the result, in UTF-8 whatever the locale says."""
    results(text.encode("utf-8", "backslashreplace"))


def results(text: bytes) -> None:
    """Print a piece of the result that is written already."""
    if sys.stdout is None:
        raise OutputError("stdout", "it is closed; open it, or send it to a file")
    try:
        sys.stdout.flush()
        left = memoryview(text)
        while left:  # with PYTHONUNBUFFERED a pipe takes only so much at once
            left = left[sys.stdout.buffer.write(left) :]
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        abandon(sys.stdout)
        raise OutputError(
            "stdout", "whoever read it has left; send it to a file"
        ) from None
    except OSError as wrong:
        abandon(sys.stdout)
        raise OutputError("stdout", f"{said(wrong)}; send it elsewhere") from None


def abandon(stream: TextIO) -> None:
    """Give up a stream, lest Python try once more to write what is left in it."""
    with suppress(OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())
        os.close(nothing)


def page(path: Path, text: str) -> None:
    """Write a page to a file that the user named."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as wrong:
        raise OutputError(str(path), f"{said(wrong)}; name another file") from None


def check(path: Path, *kept: Path) -> None:
    """Refuse a file that cannot be written before anything is done for it.

    What is ``kept`` is never written over, nor anything in a folder that is but a page.
    """
    where = path.resolve()
    is_page = where.suffix.casefold() in _PAGES
    taken = {where} if is_page else {where, *where.parents}
    if not taken.isdisjoint(one.resolve() for one in kept):
        problem = "it is what is read, or written already; name another file"
        raise OutputError(str(path), problem)
    try:
        was_there = path.exists()
        path.open("ab").close()  # an old page is not lost before there is a new one
        if not was_there:
            path.unlink()
    except OSError as wrong:
        raise OutputError(str(path), f"{said(wrong)}; name another file") from None


def said(wrong: OSError) -> str:
    """Say what the system says of it; never its text, which tells a path."""
    return wrong.strerror or type(wrong).__name__


def note(text: str) -> None:
    """Print one line for whoever watches; nothing in it can move the cursor.

    Where nobody can watch, nothing is lost: the exit code says the same.
    """
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(f"{visible(text)}\n")
        sys.stderr.flush()
    except OSError:
        abandon(sys.stderr)


def problem(wrong: Exception) -> str:
    """Say what went wrong; of an error that is not ours, only what tells no value."""
    if isinstance(wrong, KycScreenError):
        return f"error: {wrong}"
    if isinstance(wrong, OSError):
        return f"error: {said(wrong)}; nothing may be concluded"
    place, trace = "", wrong.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if "kycscreen" in code.co_filename:
            place = f" in {code.co_name}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return (
        f"error: {type(wrong).__name__}{place}; nothing may be concluded."
        " This is a fault of kycscreen: please report this line"
    )


def attempt(failures: list[Exception], show: Callable[[], T]) -> T | None:
    """Show a result; what cannot be shown is an error, and is kept all the same.

    Where nothing can be written, nothing more is tried, and that is said once.
    """
    if any(isinstance(failure, OutputError) for failure in failures):
        return None
    try:
        return show()
    except Exception as wrong:
        failures.append(wrong)
        note(problem(wrong))
        return None


def table(rows: list[tuple[str, ...]]) -> str:
    """Set rows in columns under the first of them."""
    shown = [tuple(map(visible, row)) for row in rows]
    wide = [max(map(width, column)) for column in zip(*shown, strict=True)]
    return "".join(
        "  ".join(
            cell + " " * (columns - width(cell))
            for cell, columns in zip(row, wide, strict=True)
        ).rstrip()
        + "\n"
        for row in shown
    )


@contextmanager
def progress(total: int, done: int = 0) -> Iterator[Callable[[int, int], object]]:
    """Show how far a long run is, where stderr is a terminal and stdout is not.

    It is told of clients and parties. On one terminal the results that pass are the
    progress.
    """
    if total < _LONG or not _is_terminal(sys.stderr) or _is_terminal(sys.stdout):
        yield lambda _clients, _parties: None
        return
    from rich import progress as shown
    from rich.console import Console

    with shown.Progress(
        shown.TextColumn("clients"),
        shown.BarColumn(),
        shown.MofNCompleteColumn(),
        shown.TextColumn("{task.fields[rate]}"),
        shown.TimeRemainingColumn(elapsed_when_finished=True),
        console=Console(stderr=True),
        transient=True,
        speed_estimate_period=600,
    ) as bar:
        task = bar.add_task("clients", total=total, completed=done, rate="")
        screened = 0

        def advance(clients: int, parties: int) -> None:
            nonlocal screened
            screened += parties
            seconds = bar.tasks[0].elapsed or 1
            bar.update(
                task, advance=clients, rate=f"{screened / seconds:,.0f} parties/s"
            )

        yield advance


@contextmanager
def downloads() -> Iterator[Callable[[str, int, int | None], object]]:
    """Show what is downloaded, a line for each list, where stderr is a terminal.

    It is told of a list, of the bytes that are there, and of all if that is known.
    """
    if not _is_terminal(sys.stderr):
        yield lambda _list_id, _received, _total: None
        return
    from rich import progress as shown
    from rich.console import Console

    with shown.Progress(
        shown.TextColumn("{task.description}"),
        shown.BarColumn(),
        shown.DownloadColumn(),
        shown.TransferSpeedColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        tasks: dict[str, shown.TaskID] = {}

        def advance(list_id: str, received: int, total: int | None) -> None:
            if list_id not in tasks:
                tasks[list_id] = bar.add_task(list_id, total=None)
            bar.update(tasks[list_id], completed=received, total=total)

        yield advance


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()
