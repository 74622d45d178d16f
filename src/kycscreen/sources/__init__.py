"""The register of sources: what we know of a list before fetching it.

One package per publisher: its docstring tells what is peculiar about the list, its
``SOURCES`` what we know of it, at no cost; its ``reading`` is loaded only when a file
is read. XML comes in through ``opener``, JSON through ``strictjson`` and workbooks
through ``strictxlsx``, which refuse what is damaged or hostile; ``gathering`` takes the
records of an XML file to entities, ``persons`` those of a list of PEPs, and ``merging``
makes copies of one record one.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, partial
from importlib import import_module
from itertools import chain
from typing import Any

import attrs

from kycscreen.entities import ListedEntity, Topic


@attrs.frozen
class Issue:
    """Something in a file that we could not place; its entity is kept."""

    record_id: str
    path: str
    value: str


@attrs.frozen(kw_only=True)
class Parsed:
    """A publisher's file, read: every entity, and whatever could not be placed."""

    entities: tuple[ListedEntity, ...]
    issues: tuple[Issue, ...]
    published: date | None
    version: str = ""


@attrs.frozen(kw_only=True)
class Source:
    """What we know of a list before reading it.

    Days: ``cadence`` is how often the publisher usually publishes, ``max_age``
    how old the last confirmation may be before nothing is clear. The gate
    refuses fewer than ``at_least`` or more than ``at_most`` entities, and fewer
    persons with a birth date than ``birth_dates_at_least`` in a hundred. A list that
    its publisher no longer keeps up has a ``max_age`` below 0: it is always stale.

    ``fallbacks`` are where the publisher offers the same list in another form, best
    first; ``hosts`` whereto, besides its own host, the publisher may redirect. A list
    in several files is fetched by ``parts``: given the files at hand by name, it says
    which more there are, name and URL, until there are no more; they are stored as
    one bundle. A list without an address that lasts is added ``by_hand``: its ``url``
    is the page that leads to its file, or empty. ``index`` is where the publisher says
    which version there is and what changed since another, as OpenSanctions does.
    """

    id: str
    title: str
    publisher: str
    url: str
    licence: str
    cadence: int
    max_age: int
    topics: frozenset[Topic]
    at_least: int
    at_most: int
    birth_dates_at_least: int = 0
    fallbacks: tuple[str, ...] = ()
    hosts: frozenset[str] = frozenset()
    parts: Callable[[Mapping[str, bytes]], Mapping[str, str]] | None = None
    by_hand: bool = False
    index: str = ""
    parse: Callable[[bytes], Parsed]

    @property
    def is_closed(self) -> bool:
        """Whether nothing newer of it will be published."""
        return self.max_age < 0


def later(module: str, *told: Any) -> Callable[[bytes], Parsed]:
    """Return what reads a file by ``read(*told, data)`` of a module, loaded only then.

    Whoever asks how old a list may be need not load what reads it.
    """
    return partial(_read, module, told)


def _read(module: str, told: tuple[Any, ...], data: bytes) -> Parsed:
    found: Parsed = _package(module).read(*told, data)
    return found


_MODULE_OF = {
    "us_ofac_sdn": "ofac",
    "us_ofac_cons": "ofac",
    "eu_fsf": "eu",
    "un_sc": "un",
    "dk_pep": "dk_pep",
    "se_riksdag": "se_riksdag",
    "fi_eduskunta": "fi_eduskunta",
    "no_storting": "no_storting",
    "gb_uksl": "uk",
    "gb_ofsi": "uk",
    "ch_seco": "seco",
    "eu_meps": "meps",
    "us_congress": "congress",
    "wikidata": "wikidata",
    "us_cia_wl": "cia",
}


_FAMILIES = {"os": "opensanctions", "own": "own", "popolo": "popolo"}
"""Packages that read many lists, by the first word of the lists' ids."""


def ids() -> tuple[str, ...]:
    """Return the id of every list we know by name, sorted.

    Every dataset ``os_…``, and every list ``own_…``, can be found besides.
    """
    families = (_package(module).SOURCES for module in _FAMILIES.values())
    return tuple(sorted((*_MODULE_OF, *chain.from_iterable(families))))


def is_known(list_id: str) -> bool:
    """Tell whether we can read a list."""
    try:
        find(list_id)
    except KeyError:
        return False
    return True


@cache
def find(list_id: str) -> Source:
    """Return the source of a list; ``KeyError`` where we know none."""
    package = _package(module_of(list_id))
    made = getattr(package, "source", package.SOURCES.__getitem__)
    found: Source = made(list_id)
    return found


def module_of(list_id: str) -> str:
    """Return the package that reads a list; ``KeyError`` where we know none."""
    return _FAMILIES.get(list_id.partition("_")[0]) or _MODULE_OF[list_id]


def _package(module: str) -> Any:
    return import_module(f"kycscreen.sources.{module}")
