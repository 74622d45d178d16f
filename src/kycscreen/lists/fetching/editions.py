"""Which edition of a file is held, and what of it was served."""

from collections.abc import Mapping

import attrs

from kycscreen.lists.fetching import places


@attrs.frozen
class Edition:
    """What a server says of a file, and is asked by whether there is another."""

    etag: str = ""
    modified: str = ""


UNKNOWN = Edition()


@attrs.frozen(kw_only=True)
class Held:
    """The good file that is held, of which only another edition is wanted.

    ``version`` is what its publisher calls it, where it names the changes since.
    """

    sha256: str = ""
    version: str = ""
    fetched_at: str = ""
    data: bytes = b""
    etags: Mapping[str, str] = attrs.field(factory=dict)
    modified: Mapping[str, str] = attrs.field(factory=dict)

    def edition(self, url: str) -> Edition:
        """Return what its publisher said of it."""
        shown = places.shown(url)
        return Edition(self.etags.get(shown, ""), self.modified.get(shown, ""))


@attrs.frozen(kw_only=True)
class Gathered:
    """A list as it was served; no ``data`` where it is the one that is held.

    ``whole_at`` says when the file was fetched that it was made of, by deltas;
    ``notes`` how.
    """

    url: str
    data: bytes | None
    etags: Mapping[str, str] = attrs.field(factory=dict)
    modified: Mapping[str, str] = attrs.field(factory=dict)
    received: int
    version: str = ""
    whole_at: str = ""
    notes: tuple[str, ...] = ()
