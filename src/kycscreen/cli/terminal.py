"""What is printed: results on stdout, and all else, line by line, on stderr."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from kycscreen.errors import KycScreenError
from kycscreen.explain.escapes import visible, width

T = TypeVar("T")

_LONG = 100  # clients


def result(text: str) -> None:
    """Print a piece of the result, in UTF-8 whatever the locale says."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def note(text: str) -> None:
    """Print one line for whoever watches; nothing in it can move the cursor."""
    sys.stderr.write(f"{visible(text)}\n")
    sys.stderr.flush()


def problem(wrong: Exception) -> str:
    """Say what went wrong; of an error that is not ours, only what tells no value."""
    if isinstance(wrong, KycScreenError):
        return f"error: {wrong}"
    if isinstance(wrong, OSError) and wrong.strerror:  # its text tells a path
        return f"error: {wrong.strerror}; nothing may be concluded"
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
    """Show a result; what cannot be shown is an error, and is kept all the same."""
    try:
        return show()
    except BrokenPipeError:  # whoever read the results has left
        raise
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
def progress(total: int) -> Iterator[Callable[[], object]]:
    """Show how far a long run is, where stderr is a terminal and stdout is not.

    On one terminal the results that pass are the progress.
    """
    if total < _LONG or not sys.stderr.isatty() or sys.stdout.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("clients", total=total)
        yield lambda: bar.advance(task)
