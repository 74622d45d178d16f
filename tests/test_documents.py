"""Documents' numbers, days and doubts, out of publishers' free text."""

import time

import pytest

from kycscreen.sources import documents
from kycscreen.sources.entries import enumerated
from tests.pace import within


@pytest.mark.parametrize(
    ("text", "value", "country"),
    [
        ("XX1234567", "XX1234567", ""),
        ("A 0139243", "A 0139243", ""),
        ("TR-P 614 166", "TR-P 614 166", ""),
        ("1 027 809 210 054", "1 027 809 210 054", ""),
        ("EXEM KPPY", "EXEM KPPY", ""),
        ("Unknown national ID", "Unknown national ID", ""),
        ("Libyan passport No. 513519", "513519", "ly"),
        ("Jordan 654781", "654781", "jo"),
        ("Libya B/002210", "B/002210", "ly"),
        ("No34409/129", "34409/129", ""),
        ("No. H0044232 (Iraqi)", "H0044232", "iq"),
        ("403062567 (US)", "403062567", "us"),
        ("R00005943, South Sudan", "R00005943", "ss"),
        ("381110042 (Expired 25 Jan. 2016)", "381110042", ""),
        ("Ration Card no. 0094195", "0094195", ""),
        ("A 0139243 German travel document", "A 0139243", ""),
        ("German travel document (“Reiseausweis”) A 0139243", "A 0139243", "de"),
        ("Russian passport number 8208 No. 555627", "8208 555627", "ru"),
        ("Central African Republic number O00065772", "O00065772", "cf"),
    ],
)
def test_a_number_is_parted_from_the_words_around_it(
    text: str, value: str, country: str
) -> None:
    found = documents.number(text)
    assert (found.value, found.country) == (value, country)
    assert found.told in ("", text)
    assert bool(found.told) is (value != text)


@pytest.mark.parametrize(
    ("told", "issued", "expires", "void"),
    [
        ("expired on 26 Mar. 2011", "", "2011-03-26", True),
        ("issued on 5 April 1999 at X, expired on 4 April 2004", "1999-04-05",
         "2004-04-04", True),
        ("Expiration date: 2023-06-04.", "", "2023-06-04", False),
        ("expires on September 16, 2019", "", "2019-09-16", False),
        ("valid until 15 Feb. 2017", "", "2017-02-15", False),
        ("exp. 20 Aug 2017", "", "2017-08-20", False),
        ("passport issued on 22.8.2006, expiring 21.8.2011", "2006-08-22",
         "2011-08-21", False),
        ("Expired end 2013", "", "2013", True),
        ("issued July 1996", "1996-07", "", False),
        ("issued in 1974", "1974", "", False),
        ("officially cancelled as of 2013", "", "", True),
        ("MISUSE", "", "", True),
        ("fraudulently obtained", "", "", True),
        ("revoked by the issuer", "", "", True),
        ("tazkira", "", "", False),
    ],
)  # fmt: skip
def test_a_note_tells_days_and_doubts(
    told: str, issued: str, expires: str, void: bool
) -> None:
    assert documents.issue(told) == issued
    assert documents.expiry(told) == expires
    assert documents.is_void(told) is void


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("(a) Maulavi, (b) Mullah", ("Maulavi", "Mullah")),
        ("a) General b) Major General", ("General", "Major General")),
        ("General a) Commander; b) Chief", ("General", "Commander", "Chief")),
        ("1. Qari, 2. Alhaj", ("Qari", "Alhaj")),
        ("Member (Navy)", ("Member (Navy)",)),
        ("Article 2(b) officer", ("Article 2(b) officer",)),
        ("", ()),
    ],
)  # fmt: skip
def test_what_counts_its_items_is_taken_apart(
    text: str, items: tuple[str, ...]
) -> None:
    assert enumerated(text) == items


@pytest.mark.parametrize(
    "hostile",
    [
        "(" * 50_000,
        "expires on " * 9_000,
        "a) " * 30_000,
        "abc " * 40_000,
        "1 " + "abc " * 40_000,
        "a" + ",:" * 40_000 + " no ",
        "(abc) " * 20_000,
    ],
)
def test_c07_a_hostile_note_costs_no_time(hostile: str) -> None:
    before = time.process_time()
    documents.number(hostile + "1")
    documents.expiry(hostile)
    documents.is_void(hostile)
    enumerated(hostile)
    assert within(0.5, time.process_time() - before)
