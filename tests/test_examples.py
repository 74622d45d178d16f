"""The examples: the book holds what its listed people promise, and they run."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from kycscreen import book
from kycscreen.lists import Watchlist
from kycscreen.screen import Screener

ROOT = Path(__file__).parent.parent
CLIENTS = ROOT / "examples" / "clients.csv"
FILES = ROOT.parent / "shared" / "lists"

EXPECTED = {
    "C-1002-2": {"us_ofac_sdn"},
    "C-1003-2": {"eu_fsf", "us_ofac_sdn"},
    "C-1004-3": {"eu_fsf", "us_ofac_sdn"},
    "C-1005-1": {"us_ofac_sdn"},
    "C-1006-1": {"popolo_fi_eduskunta"},
    "C-1007-1": {"popolo_se_riksdag"},
    "C-1009-1": {"eu_fsf", "us_ofac_sdn"},
    "C-1010-1": {"us_ofac_sdn"},
    "C-1011-1": {"us_ofac_sdn"},
}


def test_every_row_of_the_book_is_accepted() -> None:
    read = book.read(CLIENTS)
    assert (read.rows, read.refused, len(read.clients)) == (38, (), 12)
    names = [party.name for client in read.clients for party in client.parties]
    assert names.count("") == 1


@pytest.mark.skipif(not FILES.is_dir(), reason="the publishers' files are not here")
def test_those_who_are_listed_hit_and_those_nearly_so_do_not() -> None:
    popolo = FILES / "pep" / "everypolitician"
    watchlists = [
        Watchlist.read("us_ofac_sdn", FILES / "ofac" / "sdn_2021-03-10.xml"),
        Watchlist.read("eu_fsf", FILES / "eu" / "eu_fsf_full_1_1_2021-03-05.xml"),
        Watchlist.read("un_sc", FILES / "un" / "un_consolidated_2026-02-27.xml"),
        Watchlist.read("popolo_fi_eduskunta", popolo / "Finland__Eduskunta.json"),
        Watchlist.read("popolo_se_riksdag", popolo / "Sweden__Riksdag.json"),
        Watchlist.read("popolo_dk_folketing", popolo / "Denmark__Folketing.json"),
    ]
    screener = Screener(watchlists, on=date(2026, 6, 1))
    found: dict[str, set[str]] = {}
    for screening in screener.screen_all(book.read(CLIENTS).clients):
        for hit in screening.hits:
            found.setdefault(hit.party.id, set()).add(hit.entity.list_id)
    assert found == EXPECTED


def test_the_onboarding_runs_and_concludes_nothing_without_lists(
    tmp_path: Path,
) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "examples" / "onboarding.py", tmp_path],
        check=False,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 4, done.stderr
    assert done.stdout.decode().splitlines()[-1].startswith("inconclusive")
