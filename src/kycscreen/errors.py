"""Everything kycscreen raises: where, what, and what to do next.

Each error is made of fields, and its text is built from them here and nowhere
else. List data may be quoted, it is public; a party's values never are.
"""

from pathlib import Path
from typing import Any


class KycScreenError(Exception):
    """The root of every error that kycscreen raises on purpose."""

    def __reduce__(self) -> tuple[Any, ...]:
        # Made of fields, so the text alone does not make it again in another process.
        return _restored, (type(self), self.args, self.__dict__)


def _restored(
    cls: type[KycScreenError], args: tuple[Any, ...], fields: dict[str, Any]
) -> KycScreenError:
    error = cls.__new__(cls, *args)
    error.__dict__.update(fields)
    return error


class ListError(KycScreenError):
    """A list cannot be used."""

    def __init__(self, list_id: str, problem: str) -> None:
        super().__init__(f"{list_id}: {problem}")
        self.list_id = list_id
        self.problem = problem


class FetchError(ListError):
    """A publisher or a mirror does not hand out a list's file.

    ``status`` is what it answered, ``None`` where it did not.
    """

    def __init__(
        self, list_id: str, url: str, problem: str, status: int | None = None
    ) -> None:
        super().__init__(list_id, f"{url} {problem}")
        self.url = url
        self.status = status


class StoreError(ListError):
    """A list's folder cannot be written: another process does, or the disk is full."""


class FormatError(ListError):
    """A file is not what its publisher's format promises."""

    def __init__(self, list_id: str, problem: str, record_id: str = "") -> None:
        where = f"record {record_id}: " if record_id else ""
        super().__init__(list_id, where + problem)
        self.record_id = record_id


class ChecksumError(ListError):
    """A stored file has changed since it was accepted."""

    def __init__(self, list_id: str, path: Path, expected: str, actual: str) -> None:
        super().__init__(
            list_id,
            f"{path.name} has sha256 {actual[:12]}…, its manifest says"
            f" {expected[:12]}…; add the publisher's file again",
        )
        self.path = path
        self.expected = expected
        self.actual = actual


class BoundsError(ListError):
    """A list holds fewer or more than can be right."""

    def __init__(
        self, list_id: str, what: str, found: int, at_least: int, at_most: int
    ) -> None:
        super().__init__(
            list_id,
            f"{found} {what}, expected between {at_least} and {at_most};"
            " the active snapshot stays",
        )
        self.what = what
        self.found = found
        self.at_least = at_least
        self.at_most = at_most


class PartyError(KycScreenError, ValueError):
    """A client or party is declared in a way that cannot be screened.

    Names the field and never the value.
    """

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field} {problem}")
        self.field = field
        self.problem = problem


class PolicyError(KycScreenError, ValueError):
    """A policy contradicts itself."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"policy: {field} {problem}")
        self.field = field
        self.problem = problem


class BookError(KycScreenError):
    """A client file cannot be read as a whole; single bad rows are refused instead."""

    def __init__(self, file: str, problem: str) -> None:
        super().__init__(f"{file}: {problem}")
        self.file = file
        self.problem = problem


class IndexFileError(KycScreenError):
    """An index file is damaged or was made by another version."""

    def __init__(self, file: str, problem: str) -> None:
        super().__init__(f"{file}: {problem}; delete it and it is built anew")
        self.file = file
        self.problem = problem
