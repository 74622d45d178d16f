"""Fetching: whatever a publisher, a network, a disk or a clock does.

The publisher is on this machine (``tests.publisher``), and nobody waits: what is
slept is written down, and limits are tenths of a second.
"""

import gzip
import io
import itertools
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import attrs
import pytest

from kycscreen import lists
from kycscreen.lists import Snapshot, fetching, lock
from kycscreen.lists.fetching import (
    LIMITS,
    Clock,
    Fetched,
    Happening,
    Limits,
    places,
)
from kycscreen.sources import Source, archives, find
from tests import publisher
from tests.publisher import (
    OPENSSL,
    Behaviour,
    Publisher,
    broken,
    file,
    in_turn,
    moved,
    paths,
    publishing,
    stalled,
    status,
)
from tests.test_lists import LIST, OLD, SAMPLE, edition

NOW = datetime(2026, 3, 1, 4, 30, tzinfo=UTC)
TODAY = NOW.date()
NEW = edition(205)
QUICK = attrs.evolve(LIMITS, attempts=3, total=20, idle=10, connect=10)
ETAG = '"one"'

with_tls = pytest.mark.skipif(OPENSSL is None, reason="has no openssl")
posix = pytest.mark.skipif(not hasattr(os, "fork"), reason="cannot fork")


class Ways:
    """A list folder, a publisher, and what is fetched from the one to the other."""

    def __init__(self, folder: Path, at: Publisher) -> None:
        self.folder = folder
        self.at = at
        self.waited: list[float] = []
        self.source = attrs.evolve(find(LIST), url=at.url("/list.json"))
        self.now = NOW

    def serve(self, *behaviours: Behaviour, path: str = "/list.json") -> None:
        self.at.serves[path] = in_turn(*behaviours)

    def fetch(
        self,
        *behaviours: Behaviour,
        source: Source | None = None,
        mirror: str = "",
        force: bool = False,
        limits: Limits = QUICK,
    ) -> Fetched:
        """Fetch the list, as the publisher behaves now."""
        if behaviours:
            self.serve(*behaviours)
        self.at.asked.clear()
        self.waited.clear()
        (found,) = fetching.fetch_from(
            self.folder,
            [source or self.source],
            mirror=mirror,
            force=force,
            limits=limits,
            clock=Clock(now=lambda: self.now, sleep=self.waited.append),
        )
        assert not list(self.folder.rglob("*.part"))
        assert not list(self.folder.rglob("*.new"))
        return found

    def asked(self, header: str) -> list[str]:
        """Return what every question said in a header."""
        return [headers.get(header, "") for _, headers in self.at.asked]

    @property
    def active(self) -> Snapshot:
        (found,) = lists.active(self.folder)
        return found

    def old_stays(self) -> bool:
        return (self.active.path / "file").read_bytes() == OLD


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    with publishing() as found:
        yield found


@pytest.fixture
def ways(tmp_path: Path, at: Publisher) -> Ways:
    """Hold a list already, fetched without a trace by which to ask again."""
    ways = Ways(tmp_path / "lists", at)
    assert ways.fetch(file(OLD)).happened is Happening.NEW
    return ways


def failed(found: Fetched, *says: str) -> bool:
    """Hold a failure to be told, the last good file kept, and say why not."""
    assert found.happened is Happening.FAILED, found
    for said in says:
        assert said in found.problem, found.problem
    assert not found.is_current
    assert found.active is not None
    return (found.active.path / "file").read_bytes() == OLD


# ---- what is fetched ----


def test_a_list_that_was_never_held_is_new(tmp_path: Path, at: Publisher) -> None:
    ways = Ways(tmp_path / "deep" / "lists", at)
    found = ways.fetch(file(OLD, etag=ETAG, modified="Sun, 01 Mar 2026 03:00:00 GMT"))
    assert (found.happened, found.received, found.problem) == (
        Happening.NEW,
        len(OLD),
        "",
    )
    known = ways.active.manifest
    assert known is not None
    assert (known.url, known.fetched_at) == (ways.source.url, "2026-03-01T04:30:00Z")
    assert (known.added_on, known.checked, known.entities) == (TODAY, TODAY, 200)
    assert known.etags == {ways.source.url: ETAG}
    assert known.modified == {ways.source.url: "Sun, 01 Mar 2026 03:00:00 GMT"}


def test_we_say_who_asks_and_want_the_file_as_it_is(ways: Ways) -> None:
    ways.fetch(file(OLD))
    (agent,) = ways.asked("user-agent")
    assert agent.startswith("kycscreen/")
    assert ways.asked("accept-encoding") == ["identity"]


def test_the_same_bytes_again_confirm_the_list(ways: Ways) -> None:
    ways.now += timedelta(days=3)
    found = ways.fetch(file(OLD))
    assert found.happened is Happening.UNCHANGED
    assert ways.active.checked == ways.now.date()
    assert found.age(ways.now.date()) == 0


def test_another_edition_takes_its_place(ways: Ways) -> None:
    assert ways.fetch(file(NEW)).happened is Happening.NEW
    assert ways.active.entities == 205


def test_a_file_added_by_hand_keeps_by_what_it_was_fetched(
    ways: Ways, tmp_path: Path
) -> None:
    ways.fetch(file(NEW, etag=ETAG))
    by_hand = tmp_path / "by_hand.json"
    by_hand.write_bytes(NEW)
    lists.add(ways.folder, LIST, by_hand, today=TODAY)
    assert ways.fetch(file(NEW, etag=ETAG)).happened is Happening.CONFIRMED


def test_an_older_manifest_still_loads_and_its_file_is_asked_for_whole(
    ways: Ways,
) -> None:
    path = ways.active.path / "manifest.json"
    plain = json.loads(path.read_text())
    for name in ("etags", "modified", "fetched_at", "url"):
        del plain[name]
    path.write_text(json.dumps(plain))
    assert ways.active.problem == ""
    assert ways.fetch(file(OLD, etag=ETAG)).happened is Happening.UNCHANGED
    assert ways.fetch(file(OLD, etag=ETAG)).happened is Happening.CONFIRMED


def test_one_list_stops_no_other_and_they_come_in_order(
    tmp_path: Path, at: Publisher
) -> None:
    others = [find(i) for i in ("un_sc", LIST, "popolo_fi_eduskunta", "eu_fsf")]
    # Two hosts, so that two are asked at once.
    at.serves["/good"] = file(OLD)
    elsewhere = at.base.replace("localhost", "127.0.0.1")
    sources = [
        attrs.evolve(
            source,
            url=(elsewhere if number % 2 else at.base)
            + ("/good" if source.id == LIST else "/bad"),
        )
        for number, source in enumerate(others)
    ]
    found = fetching.fetch_from(tmp_path, sources, limits=QUICK)
    assert [(f.list_id, f.happened.value) for f in found] == [
        ("eu_fsf", "failed"),
        ("popolo_fi_eduskunta", "failed"),
        (LIST, "new"),
        ("un_sc", "failed"),
    ]


def test_a_fault_of_ours_is_told_when_all_others_are_done(
    tmp_path: Path, at: Publisher
) -> None:
    def fault(_files: Mapping[str, bytes]) -> Mapping[str, str]:
        raise ZeroDivisionError

    at.serves["/good"] = file(OLD)
    good = attrs.evolve(find(LIST), url=at.url("/good"))
    bad = attrs.evolve(find("eu_fsf"), url=at.url("/bad"), parts=fault)
    with pytest.raises(ZeroDivisionError):
        fetching.fetch_from(tmp_path, [good, bad], limits=QUICK)
    assert [s.list_id for s in lists.active(tmp_path)] == [LIST]


def test_where_none_is_named_the_required_and_the_held_are_fetched(
    ways: Ways,
) -> None:
    required = ("eu_fsf", "un_sc", "us_ofac_sdn")
    hold(ways, "us_ofac_cons", "os_eu_fsf", "stranger")
    assert fetching.wanted(ways.folder) == (
        *("eu_fsf", "os_eu_fsf", "un_sc", "us_ofac_cons", "us_ofac_sdn"),
    )
    assert fetching.wanted(ways.folder / "none") == required
    bundled = Path(__file__).parent.parent / "data" / "lists"
    if not list(bundled.glob("*/active")):
        assert fetching.wanted(bundled) == required, "an extract is nobody's choice"
    assert set(required) < set(fetching.published())


def hold(ways: Ways, *list_ids: str) -> None:
    """Hold a file as other lists, too."""
    for list_id in list_ids:
        shutil.copytree(ways.folder / LIST, ways.folder / list_id)


def test_what_is_added_by_hand_or_closed_is_passed_over_unless_it_is_named(
    ways: Ways,
) -> None:
    by_hand = ("dk_pep", "own_watch", "us_cia_wl", "wikidata")
    hold(ways, *by_hand)
    closed = "is no longer kept up by its publisher"
    hand = dict.fromkeys(by_hand, "is added by hand")
    assert fetching.passed_over(ways.folder) == {**hand, LIST: closed}
    assert fetching.passed_over(ways.folder / "none") == {}
    assert not {LIST, "gb_ofsi", *by_hand} & {
        *fetching.published(),
        *fetching.wanted(ways.folder),
    }
    assert ways.fetch(file(NEW)).happened is Happening.NEW, "it was named"


@pytest.mark.parametrize(
    ("list_id", "says"),
    [
        ("dk_pep", "by way of https://www.finanstilsynet.dk/"),
        ("own", "keep it, and add it with kycscreen lists add own FILE"),
    ],
)
def test_a_list_without_an_address_says_how_it_comes_in(
    list_id: str, says: str, tmp_path: Path
) -> None:
    (found,) = fetching.fetch(tmp_path, [list_id])
    assert found.happened is Happening.FAILED
    assert says in found.problem
    (plan,) = fetching.planned(tmp_path, [list_id])
    assert (plan.urls, plan.problem) == ((), found.problem)


def test_a_mirror_may_have_a_list_without_an_address(tmp_path: Path) -> None:
    source = find("own_watch")
    mirror = tmp_path / "mirror"
    (mirror / source.id).mkdir(parents=True)
    (mirror / source.id / "checked").write_text("2026-03-01")
    held = tmp_path / "lists"
    (found,) = fetching.fetch(held, [source.id], mirror=str(mirror))
    assert "own_watch/file is not there" in found.problem
    (mirror / source.id / "file").write_text("id,kind,name\n1,person,Jean Exemple\n")
    (found,) = fetching.fetch(held, [source.id], mirror=str(mirror))
    assert found.happened is Happening.NEW, found.problem
    (plan,) = fetching.planned(held, [source.id], mirror=str(mirror))
    assert (plan.urls, plan.problem) == ((str(mirror / source.id / "file"),), "")


# ---- B01: the network ----


def test_B01_a_connection_that_is_refused_is_tried_again_and_told(ways: Ways) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    source = attrs.evolve(ways.source, url=f"http://localhost:{port}/list.json")
    found = ways.fetch(source=source)
    assert failed(found, "connection refused, 3 times")
    assert ways.waited == [2, 4]


def test_B01_a_host_without_address_is_told(
    ways: Ways, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    source = attrs.evolve(ways.source, url="https://nowhere.invalid/list.json")
    assert failed(ways.fetch(source=source), "no address (DNS), 3 times")


@with_tls
@pytest.mark.parametrize(
    ("name", "days", "trusted", "says"),
    [
        ("localhost", -1, True, "certificate has expired"),
        ("elsewhere.example", 2, True, "Hostname mismatch"),
        ("localhost", 2, False, "unable to get local issuer certificate"),
    ],
)
def test_B01_a_certificate_that_is_not_valid_is_told_and_not_tried_again(
    name: str,
    days: int,
    trusted: bool,
    says: str,
    ways: Ways,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made, key, authority = publisher.certificate(tmp_path, name=name, days=days)
    if trusted:
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority))
    with publishing((made, key)) as other:
        other.serves["/list.json"] = file(NEW)
        source = attrs.evolve(ways.source, url=other.url("/list.json"))
        assert failed(ways.fetch(source=source), "a certificate that is not", says)
        assert other.asked == []
    assert ways.waited == []


@with_tls
def test_B01_an_authority_of_the_firms_own_is_honoured(
    ways: Ways, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, key, authority = publisher.certificate(tmp_path)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority))
    with publishing((made, key)) as other:
        other.serves["/list.json"] = file(NEW)
        source = attrs.evolve(ways.source, url=other.url("/list.json"))
        assert ways.fetch(source=source).happened is Happening.NEW


def test_B01_a_missing_file_of_authorities_is_told(
    ways: Ways, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "nowhere.pem")
    source = attrs.evolve(ways.source, url="https://localhost:1/list.json")
    assert failed(ways.fetch(source=source), "REQUESTS_CA_BUNDLE")
    assert ways.waited == []


def test_B01_a_proxy_is_asked_where_the_environment_names_one(
    ways: Ways, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", ways.at.base)
    monkeypatch.setenv("no_proxy", "")
    url = "http://mirror.example/lists"
    ways.at.serves[f"{url}/{LIST}/list.json"] = file(NEW)
    assert ways.fetch(mirror=url).happened is Happening.NEW


def test_B01_redirects_are_followed_as_far_as_five_times(ways: Ways) -> None:
    for number in range(7):
        ways.serve(moved(f"/{number + 1}"), path=f"/{number}")
    ways.serve(file(NEW), path="/5")
    assert ways.fetch(moved("/1")).happened is Happening.NEW
    assert len(ways.at.asked) == 6
    ways.serve(moved("/6"), path="/5")
    ways.serve(file(edition(206)), path="/6")
    found = ways.fetch(moved("/1"))
    assert "redirects more than 5 times" in found.problem
    assert ways.active.entities == 205


def test_B01_a_redirect_loop_ends(ways: Ways) -> None:
    found = ways.fetch(moved("/list.json", 307))
    assert failed(found, "redirects more than 5 times")
    assert len(ways.at.asked) == 6


@pytest.mark.parametrize(
    ("location", "says"),
    [
        ("http://other.example/list.json", "no host of this list"),
        ("https://other.example/list.json", "no host of this list"),
        ("https://localhost@other.example/", "no host of this list"),
        ("//other.example/list.json", "no host of this list"),
        ("file:///etc/hostname", "is no address"),
        ("ftp://localhost/list.json", "is not https"),
    ],
)
def test_B01_a_redirect_leads_to_no_other_host(
    location: str, says: str, ways: Ways
) -> None:
    assert failed(ways.fetch(moved(location)), "redirects to", says)
    assert len(ways.at.asked) == 1
    assert ways.waited == []


def test_B01_a_redirect_to_a_host_that_the_list_names_is_followed(ways: Ways) -> None:
    elsewhere = ways.at.base.replace("localhost", "127.0.0.1")
    ways.serve(file(NEW), path="/new")
    assert failed(ways.fetch(moved(f"{elsewhere}/new")), "no host of this list")
    source = attrs.evolve(ways.source, hosts=frozenset({"127.0.0.1"}))
    assert ways.fetch(source=source).happened is Happening.NEW
    manifest = ways.active.manifest
    assert manifest is not None
    assert manifest.url == ways.source.url


def test_B01_every_list_is_published_where_it_may_be_asked_for() -> None:
    for list_id in fetching.published():
        place = places.publisher(find(list_id))
        assert [place.forbids(url) for url in place.urls] == [""] * len(place.urls)


def test_B01_a_publisher_is_asked_by_https_alone() -> None:
    place = places.publisher(find("un_sc"))
    host = places.host_of(find("un_sc").url)
    assert place.forbids(f"https://{host}/a") == ""
    assert place.forbids(f"http://{host}/a") == "which is not https"
    assert place.forbids("http://localhost/a") == "which is no host of this list"


def test_B01_a_redirect_to_nowhere_is_told(ways: Ways) -> None:
    assert failed(ways.fetch(status(302)), "redirects to nowhere")
    assert failed(ways.fetch(moved("http://[")), "redirects to , which is no address")
    assert ways.waited == []


@pytest.mark.parametrize("code", [400, 401, 403, 404, 410, 451])
def test_B01_who_says_no_is_not_asked_again(code: int, ways: Ways) -> None:
    assert failed(ways.fetch(status(code), file(NEW)), f"answered {code} ")
    assert len(ways.at.asked) == 1
    assert ways.waited == []


@pytest.mark.parametrize("code", [429, 500, 502, 503, 504])
def test_B01_a_passing_failure_is_tried_again_ever_later(code: int, ways: Ways) -> None:
    assert failed(ways.fetch(status(code)), f"answered {code} ", ", 3 times")
    assert (len(ways.at.asked), ways.waited) == (3, [2, 4])
    found = ways.fetch(status(code), status(code), file(NEW))
    assert found.happened is Happening.NEW


def test_B01_the_pauses_double_up_to_the_longest(ways: Ways) -> None:
    limits = attrs.evolve(QUICK, attempts=6, longest_wait=10, total=1000)
    ways.fetch(status(503), limits=limits)
    assert ways.waited == [2, 4, 8, 10, 10]


@pytest.mark.parametrize(
    ("headers", "waited"),
    [
        ({"Retry-After": "7"}, [7]),
        ({"Retry-After": "0"}, [0]),
        ({"Retry-After": "Sun, 01 Mar 2026 04:30:09 GMT"}, [9]),
        ({"Retry-After": "Sun, 01 Mar 2026 04:30:09 -0000"}, [9]),
        ({"Retry-After": "Sun, 01 Mar 2020 04:30:09 GMT"}, [0]),
        ({"Retry-After": "soon"}, [2]),
        ({"Retry-After": "-5"}, [2]),
        ({"Retry-After": "Sun, 99 Mar 2026 04:30:09 GMT"}, [2]),
    ],
)
def test_B01_who_says_when_to_come_back_is_heeded(
    headers: dict[str, str], waited: list[float], ways: Ways
) -> None:
    def answer(question: publisher.Question) -> None:
        question.send_response_only(503)
        told = {"Date": "Sun, 01 Mar 2026 04:30:00 GMT", "Content-Length": "0"}
        for name, value in (told | headers).items():
            question.send_header(name, value)
        question.end_headers()

    ways.now += timedelta(days=400)  # the publisher's clock counts, ours may be wrong
    assert ways.fetch(answer, file(NEW), force=True).happened is Happening.NEW
    assert ways.waited == waited


def test_B01_who_wants_us_back_next_hour_is_left_alone(ways: Ways) -> None:
    found = ways.fetch(status(429, {"Retry-After": "3600"}), file(NEW))
    assert failed(found, "answered 429", "come back in 3,600 s")
    assert ways.waited == []


def test_B01_where_the_publisher_fails_his_other_forms_are_tried_in_turn(
    ways: Ways,
) -> None:
    source = attrs.evolve(
        ways.source,
        fallbacks=tuple(map(ways.at.url, ("/second", "/third", "/fourth"))),
    )
    ways.serve(file(SAMPLE.read_bytes()), path="/second")
    ways.serve(file(NEW), path="/third")
    found = ways.fetch(status(403), source=source)
    assert found.happened is Happening.NEW
    assert found.url == ways.at.url("/third")
    assert paths(ways.at.asked) == ["/list.json", "/second", "/third"]
    first, second = found.notes
    assert "answered 403" in first
    assert "its legislature is Eduskunta" in second


def test_B01_where_all_fail_each_is_told(ways: Ways) -> None:
    source = attrs.evolve(ways.source, fallbacks=(ways.at.url("/second"),))
    found = ways.fetch(status(403), source=source)
    assert failed(found, "answered 403", "/second answered 404")


# ---- B02: time and size ----


@pytest.mark.parametrize(
    "behaviour",
    [publisher.dripping, publisher.dripping_head, publisher.dripping_chunks],
)
def test_B02_who_sends_a_byte_now_and_then_is_left_when_time_is_up(
    behaviour: Behaviour, ways: Ways
) -> None:
    limits = attrs.evolve(QUICK, total=0.4)
    assert failed(ways.fetch(behaviour, limits=limits), "took longer than 0.4 s")


def test_B02_who_sends_nothing_any_more_is_left_and_tried_again(ways: Ways) -> None:
    limits = attrs.evolve(QUICK, idle=0.3, attempts=2)
    found = ways.fetch(stalled(NEW[:100]), limits=limits)
    assert failed(found, "sent nothing for 0.3 s", ", 2 times")
    assert len(ways.at.asked) == 2


def test_B02_no_wait_goes_past_the_end(ways: Ways) -> None:
    found = ways.fetch(status(503), limits=attrs.evolve(QUICK, total=1.5))
    assert failed(found, "answered 503", "1.5 s are up")
    assert ways.waited == []


@pytest.mark.parametrize("headers", [{}, {"ETag": ETAG, "Accept-Ranges": "bytes"}])
def test_B02_a_body_shorter_than_promised_is_an_error(
    headers: dict[str, str], ways: Ways
) -> None:
    found = ways.fetch(broken(NEW[:-9], len(NEW), headers))
    assert failed(found, "broke off", "3 times")


def test_B02_a_body_longer_than_promised_is_cut_there_and_refused(ways: Ways) -> None:
    found = ways.fetch(broken(NEW, len(NEW) - 9))
    assert found.happened is Happening.REFUSED
    assert ways.old_stays()


@pytest.mark.parametrize(
    "behaviour", [publisher.endless, file(b" " * 200_001)], ids=["endless", "large"]
)
def test_B02_what_is_larger_than_any_list_is_left(
    behaviour: Behaviour, ways: Ways
) -> None:
    limits = attrs.evolve(QUICK, size=200_000)
    found = ways.fetch(behaviour, limits=limits)
    assert failed(found, "is larger than 200,000 bytes")
    assert len(ways.at.asked) == 1


@pytest.mark.parametrize("code", [302, 403])
def test_B02_a_body_without_end_that_nobody_wants_is_not_read(
    code: int, ways: Ways
) -> None:
    def answer(question: publisher.Question) -> None:
        publisher.endless(question, code, {"Location": "/new"})

    ways.serve(file(NEW), path="/new")
    assert ways.fetch(answer).is_current is (code == 302)
    assert len(ways.at.asked) == (2 if code == 302 else 1)


def test_B02_a_body_that_breaks_off_is_gone_on_with(ways: Ways) -> None:
    headers = {"ETag": ETAG, "Accept-Ranges": "bytes"}
    found = ways.fetch(
        broken(NEW[:1000], len(NEW), headers), file(NEW, etag=ETAG, ranges=True)
    )
    assert found.happened is Happening.NEW
    assert ways.asked("range") == ["", "bytes=1000-"]
    assert ways.asked("if-range") == ["", ETAG]
    assert found.received == len(NEW)
    manifest = ways.active.manifest
    assert manifest is not None
    assert manifest.etags == {ways.source.url: ETAG}


@pytest.mark.parametrize(
    "headers",
    [{}, {"ETag": ETAG}, {"Accept-Ranges": "bytes"}]
    + [{"ETag": f"W/{ETAG}", "Accept-Ranges": "bytes"}],
)
def test_B02_it_is_begun_anew_where_the_rest_might_be_another_files(
    headers: dict[str, str], ways: Ways
) -> None:
    whole = file(NEW, etag=ETAG, ranges=True)
    assert ways.fetch(broken(OLD[:1000], len(OLD), headers), whole).is_current
    assert ways.asked("range") == ["", ""]
    assert ways.active.entities == 205


def test_B02_another_edition_meanwhile_is_taken_whole(ways: Ways) -> None:
    headers = {"ETag": ETAG, "Accept-Ranges": "bytes"}
    other = file(NEW, etag='"two"', ranges=True)
    assert ways.fetch(broken(OLD[:1000], len(OLD), headers), other).is_current
    assert ways.asked("range") == ["", "bytes=1000-"]
    assert ways.active.entities == 205


REST = {"Content-Range": f"bytes 1000-{len(NEW) - 1}/{len(NEW)}", "ETag": ETAG}


@pytest.mark.parametrize(
    ("code", "headers"),
    [
        (206, REST | {"ETag": '"two"'}),
        (206, REST | {"Content-Range": f"bytes 0-{len(NEW) - 1}/{len(NEW)}"}),
        (206, {"ETag": ETAG}),
        (206, REST | {"Content-Range": f"bytes 1000-{len(NEW) - 1}/{len(NEW) + 5}"}),
        (416, {}),
    ],
)
def test_B02_a_rest_that_does_not_fit_is_thrown_away(
    code: int, headers: dict[str, str], ways: Ways
) -> None:
    begun = broken(NEW[:1000], len(NEW), {"ETag": ETAG, "Accept-Ranges": "bytes"})
    rest = file(NEW[1000:], code=code, headers=headers)
    limits = attrs.evolve(QUICK, attempts=4)
    found = ways.fetch(begun, rest, file(NEW), limits=limits)
    assert found.happened is Happening.NEW
    assert ways.active.entities == 205


def test_B02_a_rest_that_nobody_asked_for_is_no_file(ways: Ways) -> None:
    assert failed(ways.fetch(file(NEW, code=206)), "answered 206")


# ---- B03: editions ----


def test_B03_a_list_that_did_not_change_is_confirmed_and_not_sent(ways: Ways) -> None:
    ways.fetch(file(NEW, etag=ETAG, modified="Sun, 01 Mar 2026 03:00:00 GMT"))
    ways.now += timedelta(days=2)
    found = ways.fetch()
    assert (found.happened, found.received) == (Happening.CONFIRMED, 0)
    assert ways.asked("if-none-match") == [ETAG]
    assert ways.asked("if-modified-since") == ["Sun, 01 Mar 2026 03:00:00 GMT"]
    assert ways.active.checked == ways.now.date()
    assert ways.fetch().happened is Happening.CONFIRMED, "and so it stays"


def test_B03_the_day_of_the_last_change_does_as_well(ways: Ways) -> None:
    ways.fetch(file(NEW, modified="Sun, 01 Mar 2026 03:00:00 GMT"))
    assert ways.fetch().happened is Happening.CONFIRMED


def test_B03_not_modified_without_a_file_is_an_error(
    tmp_path: Path, at: Publisher
) -> None:
    ways = Ways(tmp_path / "lists", at)
    found = ways.fetch(status(304))
    assert found.happened is Happening.FAILED
    assert "answered 304" in found.problem
    assert "no file is held" in found.problem
    assert found.active is None


def test_B03_a_file_added_meanwhile_is_not_the_one_that_is_confirmed(
    ways: Ways, tmp_path: Path
) -> None:
    ways.fetch(file(NEW, etag=ETAG))
    other = tmp_path / "other.json"
    other.write_bytes(edition(206))

    def answer(question: publisher.Question) -> None:
        lists.add(ways.folder, LIST, other, today=TODAY)
        question.head(304, {})

    found = ways.fetch(answer)
    assert found.happened is Happening.FAILED
    assert "was changed meanwhile" in found.problem
    assert (ways.active.entities, ways.active.checked) == (206, None)


def test_B03_a_damaged_file_is_asked_for_whole_and_healed(ways: Ways) -> None:
    ways.fetch(file(NEW, etag=ETAG))
    (ways.active.path / "file").write_bytes(NEW[:-1] + b" ")
    assert ways.fetch().happened is Happening.UNCHANGED
    assert ways.asked("if-none-match") == [""]
    assert lists.verify(ways.folder) == ()


def test_B03_the_editions_of_another_address_are_not_asked_after(ways: Ways) -> None:
    ways.fetch(file(NEW, etag=ETAG))
    ways.serve(file(NEW, etag=ETAG), path="/moved")
    ways.fetch(source=attrs.evolve(ways.source, url=ways.at.url("/moved")))
    assert ways.asked("if-none-match") == [""]


def test_B03_another_file_under_the_same_etag_is_found_when_asked_for_whole(
    ways: Ways,
) -> None:
    ways.fetch(file(NEW, etag=ETAG))
    other = edition(206)
    assert ways.fetch(file(other, etag=ETAG)).happened is Happening.CONFIRMED
    before = ways.active.sha256[:12]
    found = ways.fetch(force=True)
    assert found.happened is Happening.NEW
    assert found.notes == (f"same ETag as {before}, other content",)
    assert ways.active.manifest is not None
    assert found.notes[0] in ways.active.manifest.notes


def test_B03_every_thirty_days_a_list_is_asked_for_whole(ways: Ways) -> None:
    ways.fetch(file(NEW, etag=ETAG))
    for days, happened in (
        (29, Happening.CONFIRMED),
        (30, Happening.UNCHANGED),
        (30, Happening.CONFIRMED),
    ):
        ways.now = NOW + timedelta(days=days)
        assert ways.fetch().happened is happened, days


# ---- B04: two at once ----


@posix
def test_B04_a_second_fetch_is_told_that_one_is_running(ways: Ways) -> None:
    with lock.held(LIST, ways.folder / LIST, name="fetching"):
        found = ways.fetch(file(NEW))
    assert failed(found, f"is being fetched already by process {os.getpid()}")
    assert ways.at.asked == []
    assert ways.fetch().happened is Happening.NEW


@posix
def test_B04_a_lock_left_behind_is_taken_over(ways: Ways) -> None:
    code = (
        "import sys; from pathlib import Path; from kycscreen.lists import lock\n"
        f"folder = Path({str(ways.folder / LIST)!r})\n"
        f"with lock.held({LIST!r}, folder, name='fetching'):\n"
        "    print('held', flush=True); sys.stdin.read()\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert child.stdout is not None
    assert child.stdin is not None
    assert child.stdout.readline() == b"held\n"
    assert failed(ways.fetch(file(NEW)), f"already by process {child.pid}")
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdin.close()
    child.stdout.close()
    (ways.folder / LIST / "left.part").write_bytes(b"half")
    assert ways.fetch().happened is Happening.NEW


@posix
def test_B04_while_a_file_is_added_by_hand_the_fetch_gives_way(ways: Ways) -> None:
    with lock.held(LIST, ways.folder / LIST):
        assert failed(ways.fetch(file(NEW)), "is being changed by process")


# ---- B07: the disk ----


@posix
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.parametrize("room", [0, 5_000, len(NEW) + 10])
def test_B07_a_full_disk_is_an_error_and_leaves_the_last_file(
    room: int, ways: Ways, monkeypatch: pytest.MonkeyPatch
) -> None:
    import resource

    data = NEW if room < len(NEW) else NEW + b" " * 20
    ways.serve(file(data))
    child = os.fork()
    if not child:
        code = 9
        try:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
            found = ways.fetch()
            code = 0 if failed(found, "cannot be stored: File too large") else 8
        finally:
            os._exit(code)
    _, ended = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(ended) == 0
    assert ways.old_stays()
    assert not list(ways.folder.rglob("*.part"))
    assert ways.fetch(file(NEW)).happened is Happening.NEW


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_B07_a_folder_that_cannot_be_written_is_an_error(ways: Ways) -> None:
    place = ways.folder / LIST
    place.chmod(0o555)
    try:
        assert failed(ways.fetch(file(NEW)), "Permission denied")
    finally:
        place.chmod(0o755)


def test_B07_something_else_in_the_place_of_the_folder_is_an_error(
    tmp_path: Path, at: Publisher
) -> None:
    for folder in (tmp_path / "one", tmp_path / "two" / LIST):
        folder.parent.mkdir(exist_ok=True)
        folder.write_text("a file")
    for name in ("one", "two"):
        found = Ways(tmp_path / name, at).fetch(file(OLD))
        assert found.happened is Happening.FAILED
        assert "cannot be stored" in found.problem or "no folder" in found.problem
        assert at.asked == []


# ---- B09: clocks ----


def test_B09_time_is_measured_by_the_clock_that_does_not_jump(ways: Ways) -> None:
    def fetched(monotonic: Callable[[], float]) -> Fetched:
        jumps = itertools.cycle(timedelta(days=days) for days in (0, 1, -1))
        clock = Clock(now=lambda: NOW + next(jumps), monotonic=monotonic)
        (found,) = fetching.fetch_from(
            ways.folder, [ways.source], limits=QUICK, clock=clock
        )
        return found

    ways.serve(file(NEW))
    found = fetched(itertools.count(0.0, 100.0).__next__)
    assert failed(found, "took longer than 20 s")
    assert fetched(itertools.repeat(0.0).__next__).happened is Happening.NEW


def test_B09_a_clock_that_was_a_year_ahead_is_put_right_by_the_next_fetch(
    ways: Ways,
) -> None:
    ways.now = NOW + timedelta(days=365)
    ways.fetch(file(NEW, etag=ETAG))
    assert ways.active.checked == date(2027, 3, 1)
    ways.now = NOW
    assert ways.fetch().happened is Happening.UNCHANGED, "not asked by a date to come"
    assert ways.active.checked == TODAY


def test_B09_a_clock_a_year_behind_is_put_right_by_the_next_fetch(ways: Ways) -> None:
    ways.fetch(file(NEW, etag=ETAG))
    ways.now = NOW - timedelta(days=365)
    assert ways.fetch().is_current
    ways.now = NOW
    assert ways.fetch().is_current
    assert ways.active.checked == TODAY


# ---- A: what is served is not the list ----


def packed(data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("list.json", data)
    return made.getvalue()


def out_of_here() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("../../list.json", NEW)
    return made.getvalue()


NO_LIST = {
    "A01_empty": (b"", "is empty"),
    "A01_blank": (b" \n \n", "is empty"),
    "A01_nobody": (edition(0), ""),
    "A02_half": (NEW[: len(NEW) // 2], ""),
    "A02_one_byte_short": (NEW[:-1], ""),
    "A03_page": (b"<!DOCTYPE html><html><body>Access denied</body></html>", ""),
    "A03_json_error": (b'{"error": "rate limit exceeded"}', ""),
    "A04_another_list": (SAMPLE.read_bytes(), "its legislature is Eduskunta"),
    "A16_gzip_bomb": (gzip.compress(b" " * 30_000_000), "times its size"),
    "A16_zip_bomb": (packed(b" " * 30_000_000), "times its size"),
    "A16_path_out": (out_of_here(), "a path out of it"),
    "A17_latin_1": (NEW.replace("þ".encode(), b"\xfe"), ""),
    "A17_utf_16": (NEW.decode().encode("utf-16"), ""),
}


@pytest.mark.parametrize(("data", "says"), NO_LIST.values(), ids=NO_LIST)
def test_what_is_no_list_is_refused_and_stays_to_be_looked_at(
    data: bytes, says: str, ways: Ways
) -> None:
    found = ways.fetch(file(data))
    assert found.happened is Happening.REFUSED
    assert says in found.problem
    assert found.refused is not None
    assert (found.refused / "file").read_bytes() == data
    assert ways.old_stays()
    assert found.active == ways.active


def test_A17_a_byte_order_mark_is_borne(ways: Ways) -> None:
    assert ways.fetch(file(b"\xef\xbb\xbf" + NEW)).happened is Happening.NEW


@pytest.mark.parametrize("kind", ["text/html", "TEXT/HTML; charset=utf-8"])
def test_A03_a_page_for_people_is_not_even_read(kind: str, ways: Ways) -> None:
    found = ways.fetch(file(NEW, kind=kind))
    assert failed(found, "a web page")
    assert len(lists.held(ways.folder)) == 1


@pytest.mark.parametrize("code", [201, 202, 203, 204, 300])
def test_A03_any_other_status_is_no_file(code: int, ways: Ways) -> None:
    def answer(question: publisher.Question) -> None:
        body = b"" if code == 204 else NEW
        question.head(code, {"Content-Length": str(len(body))})
        question.wfile.write(body)

    assert failed(ways.fetch(answer), f"answered {code} ")
    assert len(lists.held(ways.folder)) == 1


def test_A05_a_list_that_disagrees_with_its_own_count_is_refused(
    tmp_path: Path, at: Publisher
) -> None:
    from tests.test_cli import OFAC

    ways = Ways(tmp_path / "lists", at)
    wrong = OFAC.replace("Count>1<", "Count>2<").encode()
    source = attrs.evolve(find("us_ofac_sdn"), url=ways.source.url)
    found = ways.fetch(file(wrong), source=source)
    assert found.happened is Happening.REFUSED
    assert "2" in found.problem


def un(day: date, count: int = 800) -> bytes:
    """Make an edition of the UN's list of invented persons."""
    from tests.test_cli import UN

    head, rest = UN.split("    <INDIVIDUAL>\n", 1)
    one, tail = rest.split("  </INDIVIDUALS>", 1)
    persons = "".join(
        "    <INDIVIDUAL>\n"
        + one.replace("<DATAID>1<", f"<DATAID>{n}<").replace("CDi.001", f"CDi.{n:03}")
        for n in range(1, count + 1)
    )
    text = f"{head}{persons}  </INDIVIDUALS>{tail}"
    return text.replace("2026-05-31T", f"{day}T").encode()


@pytest.fixture
def dated(tmp_path: Path, at: Publisher) -> Ways:
    """Hold a list that tells its date."""
    ways = Ways(tmp_path / "dated", at)
    ways.source = attrs.evolve(find("un_sc"), url=ways.source.url)
    assert ways.fetch(file(un(TODAY), etag=ETAG)).happened is Happening.NEW
    return ways


def test_A08_an_older_edition_needs_a_persons_word(dated: Ways) -> None:
    before = dated.active.sha256
    found = dated.fetch(file(un(TODAY - timedelta(days=1))))
    assert found.happened is Happening.REFUSED
    assert "needs a person's approval" in found.problem
    assert dated.active.sha256 == before


def test_A10_a_date_to_come_is_refused(dated: Ways) -> None:
    before = dated.active.sha256
    found = dated.fetch(file(un(TODAY + timedelta(days=3))))
    assert found.happened is Happening.REFUSED
    assert "later than today" in found.problem
    assert dated.active.sha256 == before


def test_A10_tomorrows_date_east_of_us_can_be_confirmed(dated: Ways) -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert dated.fetch(file(un(tomorrow), etag='"two"')).is_current
    assert dated.fetch().happened is Happening.CONFIRMED
    assert dated.active.checked == tomorrow


def test_what_the_gate_refuses_is_not_asked_for_in_another_form(dated: Ways) -> None:
    dated.serve(file(un(TODAY)), path="/other")
    source = attrs.evolve(dated.source, fallbacks=(dated.at.url("/other"),))
    found = dated.fetch(file(un(TODAY, 760)), source=source)
    assert found.is_current
    found = dated.fetch(file(un(TODAY, 600)), source=source)
    assert found.happened is Happening.REFUSED
    assert paths(dated.at.asked) == ["/list.json"]


def test_A16_what_the_server_packs_on_its_own_is_unpacked_within_bounds(
    ways: Ways,
) -> None:
    headers = {"Content-Encoding": "gzip"}
    found = ways.fetch(file(gzip.compress(NEW), headers=headers))
    assert found.happened is Happening.NEW
    assert (ways.active.path / "file").read_bytes() == NEW
    # Some servers say so of a file that is packed already, others of one that is not.
    assert ways.fetch(file(OLD, headers=headers)).happened is Happening.NEW
    assert ways.old_stays()
    bomb = ways.fetch(file(gzip.compress(b" " * 30_000_000), headers=headers))
    assert not bomb.is_current
    assert "times its size" in bomb.problem
    other = ways.fetch(file(NEW, headers={"Content-Encoding": "br"}))
    assert "answered packed as 'br'" in other.problem


# ---- a list in several files ----


def parts_of(ways: Ways, *names: str) -> Source:
    """Return a source of one file after another, each told by the one before."""

    def parts(files: Mapping[str, bytes]) -> Mapping[str, str]:
        return {name: ways.at.url(f"/{name}") for name in names[: len(files) + 1]}

    return attrs.evolve(ways.source, parts=parts)


def gather(ways: Ways, source: Source) -> Fetched:
    return ways.fetch(source=source)


def test_parts_become_one_bundle_and_are_asked_for_one_by_one(ways: Ways) -> None:
    ways.serve(file(NEW, etag=ETAG), path="/a.json")
    source = parts_of(ways, "a.json")
    assert gather(ways, source).happened is Happening.NEW
    stored = (ways.active.path / "file").read_bytes()
    assert archives.opened(LIST, stored) == {"a.json": NEW}
    assert gather(ways, source).happened is Happening.CONFIRMED
    assert ways.asked("if-none-match") == [ETAG]


def test_parts_that_did_not_change_are_taken_from_the_bundle_that_is_held(
    ways: Ways,
) -> None:
    from kycscreen.lists.fetching import download, gathering, wire
    from kycscreen.lists.fetching.editions import Held

    ways.serve(file(b"1", etag='"1"'), path="/a")
    ways.serve(file(b"2", etag='"2"'), path="/b")
    source = parts_of(ways, "a", "b")
    with wire.session() as session:
        line = download.Line(
            list_id=LIST,
            place=places.publisher(source),
            folder=ways.folder / LIST,
            session=session,
            limits=QUICK,
            clock=Clock(),
            tell=lambda *_: None,
        )
        first = gathering.gathered(line, source, source.url, Held())
        assert first.data == archives.bundle({"a": b"1", "b": b"2"})
        held = Held(data=first.data, etags=first.etags, modified=first.modified)
        assert gathering.gathered(line, source, source.url, held).data is None
        ways.serve(file(b"3", etag='"3"'), path="/b")
        second = gathering.gathered(line, source, source.url, held)
        assert second.data == archives.bundle({"a": b"1", "b": b"3"})
        assert second.received == 1
        assert second.etags == {ways.at.url("/a"): '"1"', ways.at.url("/b"): '"3"'}
        fewer = gathering.gathered(line, parts_of(ways, "a"), source.url, held)
        assert fewer.data == archives.bundle({"a": b"1"})


def test_where_one_part_is_missing_there_is_none(ways: Ways) -> None:
    ways.serve(file(NEW), path="/a")
    assert failed(gather(ways, parts_of(ways, "a", "b")), "/b answered 404")
    assert len(lists.held(ways.folder)) == 1


def test_parts_without_end_are_refused(ways: Ways) -> None:
    def parts(files: Mapping[str, bytes]) -> Mapping[str, str]:
        return {str(n): ways.source.url for n in range(archives.MAX_MEMBERS + 1)}

    source = attrs.evolve(ways.source, parts=parts)
    assert failed(gather(ways, source), "names more than 2000 files")
    ways.serve(file(b" " * 60), path="/a")
    ways.serve(file(b" " * 60), path="/b")
    limits = attrs.evolve(QUICK, size=100)
    found = ways.fetch(source=parts_of(ways, "a", "b"), limits=limits)
    assert failed(found, "larger than any list")


def test_parts_are_asked_for_on_the_lists_own_hosts_alone(ways: Ways) -> None:
    source = attrs.evolve(
        ways.source, parts=lambda files: {"a": "https://other.example/a"}
    )
    assert failed(gather(ways, source), "no host of this list")


# ---- mirrors ----


def test_a_folder_is_a_mirror_and_says_when_the_publisher_was_asked(
    ways: Ways, tmp_path: Path
) -> None:
    mirror = tmp_path / "ä mirror"
    place = mirror / LIST
    place.mkdir(parents=True)
    assert failed(ways.fetch(mirror=str(mirror)), "list.json is not there")
    (place / "list.json").write_bytes(NEW)
    assert ways.fetch(mirror=str(mirror)).happened is Happening.NEW
    assert ways.at.asked == []
    assert ways.active.checked is None, "a mirror is not fresh for being asked"
    (place / "checked").write_text("2026-02-27\n")
    assert ways.fetch(mirror=str(mirror)).happened is Happening.UNCHANGED
    assert ways.active.checked == date(2026, 2, 27)
    (place / "checked").write_text("today")
    found = ways.fetch(mirror=str(mirror))
    assert "is no day" in found.problem
    (place / "checked").write_text("2027-02-27")
    assert "later than today" in ways.fetch(mirror=str(mirror)).problem


def test_a_url_is_a_mirror_which_may_be_plain_http(ways: Ways) -> None:
    mirror = ways.at.url("/mirror/")
    ways.serve(file(NEW, etag=ETAG), path=f"/mirror/{LIST}/list.json")
    found = ways.fetch(mirror=mirror)
    assert found.happened is Happening.NEW
    assert found.url == ways.at.url(f"/mirror/{LIST}/list.json")
    assert ways.active.checked is None
    assert ways.fetch(mirror=mirror).happened is Happening.CONFIRMED
    assert ways.active.checked is None
    ways.serve(file(b"2026-02-28"), path=f"/mirror/{LIST}/checked")
    assert ways.fetch(mirror=mirror).happened is Happening.CONFIRMED
    assert ways.active.checked == date(2026, 2, 28)
    ways.serve(status(403), path=f"/mirror/{LIST}/checked")
    assert ways.fetch(mirror=mirror).happened is Happening.CONFIRMED
    assert ways.active.checked == date(2026, 2, 28), "of today nothing is known"


def test_a_mirror_that_is_plain_is_so_for_itself_alone() -> None:
    un_sc = find("un_sc")
    plain = places.mirror(un_sc, "http://mirror.example/lists")
    assert plain.forbids("http://mirror.example/x") == ""
    assert plain.forbids("http://scsanctions.un.org/x")
    safe = places.mirror(un_sc, "https://mirror.example/lists")
    assert safe.forbids("http://mirror.example/x") == "which is not https"


def test_a_mirrors_password_is_shown_nowhere(ways: Ways) -> None:
    mirror = ways.at.url("/mirror").replace("localhost", "me:secret@localhost")
    ways.serve(file(NEW), path=f"/mirror/{LIST}/list.json")
    found = ways.fetch(mirror=mirror)
    assert found.happened is Happening.NEW
    assert ways.asked("authorization")[-1].startswith("Basic ")
    assert "secret" not in (ways.active.path / "manifest.json").read_text()
    assert "secret" not in found.url
    ways.serve(status(403), path=f"/mirror/{LIST}/list.json")
    assert "secret" not in ways.fetch(mirror=mirror).problem


def test_a_mirror_has_parts_under_their_names(ways: Ways, tmp_path: Path) -> None:
    place = tmp_path / "mirror" / LIST
    place.mkdir(parents=True)
    (place / "a.json").write_bytes(NEW)
    source = parts_of(ways, "a.json")
    found = ways.fetch(source=source, mirror=str(tmp_path / "mirror"))
    assert found.happened is Happening.NEW


# ---- plans ----


def test_a_plan_touches_nothing_and_says_what_would_be_asked(ways: Ways) -> None:
    (plan,) = fetching.planned(ways.folder / "none", ["un_sc"])
    assert plan.urls == (find("un_sc").url,)
    assert not plan.conditional
    assert not plan.folder.exists()
    mirror = ways.at.url("")
    ways.serve(file(NEW, etag=ETAG), path=f"/{LIST}/ep-popolo-v1.0.json")
    clock = Clock(now=lambda: NOW)
    fetching.fetch(ways.folder, [LIST], mirror=mirror, limits=QUICK, clock=clock)
    asked = len(ways.at.asked)
    for force in (False, True):
        (plan,) = fetching.planned(
            ways.folder, [LIST], mirror=mirror, force=force, clock=clock
        )
        assert plan.urls == (f"{mirror}/{LIST}/ep-popolo-v1.0.json",)
        assert plan.conditional is not force
    assert len(ways.at.asked) == asked


def test_a_plan_names_the_parts_that_are_known_before_any_is_read(ways: Ways) -> None:
    from kycscreen.lists.fetching import _plan

    source = parts_of(ways, "a", "b")
    for mirror, url in (("", ways.at.url("/a")), ("http://m.example", None)):
        plan = _plan(source, ways.folder, mirror, Clock(), force=False)
        assert plan.urls == (url or f"http://m.example/{LIST}/a",)


def test_the_network_is_touched_in_one_place() -> None:
    package = Path(lists.__file__).parent.parent
    network = re.compile(
        r"^\s*(?:import|from) (?:requests|urllib3|socket|http)\b", re.M
    )
    found = {
        path.parent.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if network.search(path.read_text(encoding="utf-8"))
    }
    assert found == {"lists/fetching"}


def test_progress_is_told_in_bytes(ways: Ways) -> None:
    told: list[tuple[str, int, int | None]] = []
    ways.serve(file(NEW))
    fetching.fetch_from(
        ways.folder,
        [ways.source],
        limits=QUICK,
        tell=lambda *all_of_it: told.append(all_of_it),
    )
    assert told[-1] == (LIST, len(NEW), len(NEW))


def test_an_address_that_is_none_is_shown_as_such() -> None:
    assert places.shown("http://[") == "an address that is none"
    assert places.host_of("http://[") == ""
