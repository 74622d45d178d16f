"""A list of your own, kept as a table: CSV or JSON lines.

What no publisher offers as a file: a national asset freeze, an internal watch list,
the PEPs that your firm knows. List ids are ``own`` and ``own_`` with a name of your
choice in ``a``–``z``, digits and ``_`` (``own_freeze``, ``own_watch``); each is a list
of its own. The columns: docs/how-to/keep-your-own-list.md.

* A file is read whole or refused whole: what cannot be understood is named by line and
  column, up to ten at once, and no cell is ever quoted. A column or key that we do not
  know refuses the file, since a birth date left unread could be a false clear.
* CSV is UTF-8, separated by comma, semicolon or tab, as Excel writes it, its ``sep=;``
  included; in JSON lines the columns are the keys. Several values stand between ``;``,
  in JSON also in an array.
* ``# published: 2026-02-27`` above the header (in JSON lines, ``{"published": …}`` on
  the first line) dates the list; without it the date is given by hand when it is added.
  ``entities`` in the same place says how many there must be.
* A date that could be read in two ways (3.4.1962) is refused; 14.3.1962 is not.
* Where ``topics`` is empty an entity counts as sanctioned. A position is ``current``
  only where you say "to now".

Knowingly not read: workbooks (save the sheet as CSV), since what a cell shows there is
not what it holds; a comment anywhere but above the header; links to entities of other
lists by their id, since ids are kept for one list only: they are links by name.
"""

import re

from kycscreen.entities import Topic
from kycscreen.sources import Source, later

MAX_AGE = 45
"""Days within which somebody should look whether the list still holds."""


def is_own(list_id: str) -> bool:
    """Is this the id of a list of the user's own?"""
    return re.fullmatch("own(_[a-z0-9_]+)?", list_id) is not None


def source(list_id: str) -> Source:
    """Return the source of a list of one's own; ``KeyError`` where the id is none."""
    if not is_own(list_id):
        raise KeyError(list_id)
    return Source(
        id=list_id,
        title="A list of your own",
        publisher="",
        url="",
        licence="yours",
        cadence=365,
        max_age=MAX_AGE,
        topics=frozenset(Topic),
        at_least=1,
        at_most=1_000_000,
        by_hand=True,
        parse=later("own.reading", list_id),
    )


SOURCES = {"own": source("own")}
