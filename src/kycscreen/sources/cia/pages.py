"""The index and the pages of the countries, as the site has them."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from kycscreen.errors import FormatError
from kycscreen.sources import archives, strictjson
from kycscreen.sources.entries import Note
from kycscreen.sources.strictjson import mandatory, objects, text
from kycscreen.sources.texts import line

ID, INDEX = "us_cia_wl", "index.json"
_LEADER = {"name", "title"}


@attrs.frozen
class Leader:
    """One line of a page: who is what, in which section of which country."""

    country: str
    section: str
    name: str
    title: str


def named(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the country of each page that the index names, by the page's name."""
    if INDEX not in files:
        raise FormatError(ID, f"has no {INDEX}, which says what countries there are")
    plain = strictjson.read(ID, files[INDEX])
    try:
        nodes = objects(_inner(plain, "data", "leaders"), "nodes", INDEX)
        countries = [mandatory(node, "country", INDEX) for node in nodes]
    except ValueError as wrong:
        raise FormatError(ID, f"{INDEX} is no index of countries: {wrong}") from None
    found = {f"{_slug(country)}.json": line(country) for country in countries}
    if len(found) < len(countries) or not found:
        raise FormatError(ID, f"{INDEX} names no country, or one of them twice")
    return found


def _inner(plain: Any, *keys: str) -> Any:
    """Return what stands within objects within objects; none where one is missing."""
    for key in keys:
        plain = plain.get(key) if isinstance(plain, dict) else None
    return plain


def _slug(country: str) -> str:
    """Name a page as the site does: ``Cote d'Ivoire`` is ``cote-divoire``."""
    plain = unicodedata.normalize("NFKD", country.casefold())
    letters = re.sub("[^a-z0-9 -]", "", re.sub("[\u0300-\u036f]", "", plain))
    return re.sub("[ -]+", "-", letters).strip("-")


def leaders(data: bytes, note: Note) -> Iterator[Leader]:
    """Yield every line of every page; ``FormatError`` where a page is missing."""
    if not archives.is_zip(data):
        raise FormatError(
            ID, f"is no zip archive of {INDEX} and a page for each country"
        )
    files = archives.opened(ID, data)
    pages = named(files)
    missing = [country for name, country in pages.items() if name not in files]
    if missing:
        raise FormatError(
            ID,
            f"has no page for {missing[0]}"
            + (f" and {len(missing) - 1} more" if missing[1:] else "")
            + "; fetch it whole",
        )
    for name in sorted(files.keys() - pages.keys() - {INDEX}):
        note(name, "is a page that the index does not name; not read")
    for name, country in pages.items():
        try:
            yield from _page(name, country, strictjson.read(ID, files[name]), note)
        except ValueError as wrong:
            raise FormatError(ID, str(wrong)) from None


def _page(name: str, country: str, plain: Any, note: Note) -> Iterator[Leader]:
    page = _inner(plain, "result", "data", "page")
    if not isinstance(page, dict) or "leaders" not in page:
        raise ValueError(f"{name} is no page of a country: it has no leaders")
    sections = _sections(page)
    for key in sorted(page):
        if key.startswith("leaders") and key not in {*sections, *sections.values()}:
            note(f"{name}: {key}", str(page[key])[:200])
    for key, label in sections.items():
        if page.get(key) in (None, ""):  # a section that there is not
            continue
        section = text(page, label)
        for leader in objects(page, key, name):
            for other in sorted(leader.keys() - _LEADER):
                note(f"{name}: {key}.{other}", str(leader[other])[:200])
            yield Leader(country, section, text(leader, "name"), text(leader, "title"))


def _sections(page: Mapping[str, object]) -> dict[str, str]:
    """Return the keys of the sections of a page, each with the key of its label."""
    numbers = sorted(
        int(found[1])
        for key in page
        if (found := re.fullmatch("leaders_([0-9]{1,3})(?:_label)?", key))
    )
    others = {f"leaders_{number}": f"leaders_{number}_label" for number in numbers}
    return {"leaders": "leaders_label", **others}
