"""Where a list may be had, and which addresses may be asked for it.

A publisher is asked by https alone, and only on its own hosts, whereto it redirects
as well. A mirror is a folder or a URL of the firm's own, which may be http; it holds
``<list id>/<the name that the publisher's URL ends in>``, or ``<list id>/file`` where
the publisher has no address that lasts.

>>> from kycscreen import sources
>>> un = sources.find("un_sc")
>>> mirror(un, "http://mirror.example/lists").urls
('http://mirror.example/lists/un_sc/consolidated.xml',)
>>> mirror(sources.find("dk_pep"), "http://mirror.example/lists").urls
('http://mirror.example/lists/dk_pep/file',)
>>> publisher(un).forbids("http://scsanctions.un.org/a")
'which is not https'
>>> publisher(un).forbids("https://other.example/a")
'which is no host of this list'
"""

from pathlib import Path
from urllib.parse import quote, unquote, urlsplit, urlunsplit

import attrs

from kycscreen.sources import Source

FILE = "file"
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@attrs.frozen(kw_only=True)
class Place:
    """The addresses of one list, best first.

    ``base`` is a mirror's folder of that list; ``plain`` says that http will do.
    ``index`` is asked first, where there is one: it tells the version.
    """

    urls: tuple[str, ...]
    hosts: frozenset[str]
    base: str = ""
    plain: bool = False
    index: str = ""

    def forbids(self, url: str) -> str:
        """Say why an address may not be asked; nothing where it may."""
        host = host_of(url)
        if not host:
            return "which is no address"
        if host not in self.hosts:
            return "which is no host of this list"
        # What never leaves the machine can be read by nobody on the way.
        may_be_plain = self.plain or host in _LOOPBACK
        schemes = ("https", "http") if may_be_plain else ("https",)
        return "" if urlsplit(url).scheme in schemes else "which is not https"

    def part(self, name: str, url: str) -> str:
        """Return where one of several files is, by its name and its publisher's URL."""
        return f"{self.base}/{quote(name)}" if self.base else url


def publisher(source: Source) -> Place:
    """Return where the publisher offers a list."""
    urls = () if source.by_hand else (source.url, *source.fallbacks)
    hosts = source.hosts | {host_of(url) for url in urls}
    return Place(urls=urls, hosts=hosts, index=source.index)


def mirror(source: Source, place: str) -> Place:
    """Return where a mirror has a list: a base URL, or a folder."""
    base = place if is_url(place) else Path(place).absolute().as_uri()
    base = f"{base.rstrip('/')}/{source.id}"
    names = [last(url) for url in publisher(source).urls] or [FILE]
    return Place(
        urls=tuple(dict.fromkeys(f"{base}/{quote(name)}" for name in names)),
        hosts=frozenset({host_of(base)}),
        base=base,
        plain=base.startswith("http:"),
        index=f"{base}/{last(source.index)}" if source.index else "",
    )


def by_hand(source: Source) -> str:
    """Say how a list comes in that has no address which lasts."""
    where = f"download its file by way of {source.url}" if source.url else "keep it"
    return (
        f"has no address that lasts: {where}, and add it with kycscreen lists add"
        f" {source.id} FILE"
    )


def is_url(place: str) -> bool:
    """Tell whether a mirror is named by its URL."""
    return place.startswith(("https://", "http://"))


def is_file(url: str) -> bool:
    """Tell whether it is a mirror's file on this machine."""
    return url.startswith("file:")


def path_of(url: str) -> Path:
    """Return the path of a mirror's file."""
    from urllib.request import url2pathname  # which brings half of http along

    return Path(url2pathname(urlsplit(url).path))


def last(url: str) -> str:
    """Return the name that a URL ends in."""
    return unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2])


def host_of(url: str) -> str:
    """Return the host of an address; nothing where it is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def shown(url: str) -> str:
    """Return an address without the password that it may hold."""
    if is_file(url):
        return str(path_of(url))
    try:
        parts = urlsplit(url)
        return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    except ValueError:
        return "an address that is none"
