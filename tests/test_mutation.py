"""Damaged files: whatever is done to a sample, it is read or refused, at once."""

import os
import random
import re
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kycscreen.entities import ListedEntity
from kycscreen.errors import FormatError, ListError
from kycscreen.lists import gate
from kycscreen.lists.manifest import Manifest
from kycscreen.sources import Parsed, archives, find
from tests.pace import within
from tests.samples import SAMPLES, list_of, sample

TIMES = int(os.environ.get("KYCSCREEN_MUTANTS", "500"))
WHOLE_TIMES = int(os.environ.get("KYCSCREEN_WHOLE_MUTANTS", "0"))
"""Mutants of each publisher's complete file: for `make torture`, as they take hours."""
# What a value may turn into: nothing, too much, or what only looks like a value.
VALUES = (
    *("", " ", "0", "-1", "00", "na", "-0-", "?", "9999", "99999999999999999999"),
    *("0000-00-00", "2026-02-30", "29 Feb 1900", "circa", "1950 to 1940", "31/02/1950"),
    *("(", ")(", "; ;", "a) b) c)", "1. 2. 3.", "Linked To:", "(Linked To: )", "/"),
    *("null", "\\ud800", "\\u0000", "\\u202e", "&amp;amp;", "&#0;", "A &amp; B;"),
    *("\u200b", "\u202e", "e\u0301" * 40, "x" * 5_000, "1" * 5_000, "(" * 500),
)


def mutants(name: str, data: bytes, times: int) -> Iterator[tuple[int, bytes]]:
    """Yield a file, changed in one to three ways each time."""
    files = archives.opened(name, data) if archives.is_zip(data) else {}
    for seed in range(times):
        chance = random.Random(f"{name} {seed}")
        if files and chance.random() < 0.8:
            # An archive changed as a whole is mostly damaged: change what it holds.
            file = chance.choice(sorted(files))
            yield seed, archives.bundle(files | {file: altered(files[file], chance)})
        else:
            yield seed, altered(data, chance)


def altered(data: bytes, chance: random.Random) -> bytes:
    """Change a file in one to three ways."""
    for _ in range(chance.choice((1, 1, 2, 3))):
        data = chance.choice(CHANGES)(data, chance)
    return data


def flipped(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) or 1)
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


def cut_off(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def swapped(data: bytes, chance: random.Random) -> bytes:
    a, b, c, d = sorted(chance.randrange(len(data) + 1) for _ in range(4))
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def doubled(data: bytes, chance: random.Random) -> bytes:
    a, b = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return data[:b] + data[a:]


def shortened(data: bytes, chance: random.Random) -> bytes:
    a = chance.randrange(len(data) + 1)
    return data[:a] + data[a + chance.randrange(1, 40) :]


def lines_doubled(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    at = chance.randrange(len(lines) or 1)
    return b"".join((*lines[: at + 1], *lines[at:]))


def lines_left_out(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    at = chance.randrange(len(lines) or 1)
    return b"".join((*lines[:at], *lines[at + 1 :]))


def values_replaced(data: bytes, chance: random.Random) -> bytes:
    """Say something else between two tags or quotation marks: the file stays whole."""
    found = list(re.finditer(VALUE, data))
    for match in chance.sample(found, min(len(found), chance.choice((1, 2, 8)))):
        other = chance.choice(VALUES).encode()
        if chance.random() < 0.3:
            other = chance.choice(found)[0]
        elif chance.random() < 0.3:
            other = match[0] + other
        data = data.replace(match[0], other, 1)
    return data


VALUE = rb'(?<=>)[^<>\n]+(?=<)|(?<==")[^"<>\n]+(?=")|(?<=": ")[^"\n]+(?=")'


def types_changed(data: bytes, chance: random.Random) -> bytes:
    """Put another type of JSON in the place of a text; XML has none."""
    found = list(re.finditer(rb'(?<=": )(?:"[^"\n]*"|null)', data))
    if not found:
        return values_replaced(data, chance)
    match = chance.choice(found)
    other = chance.choice(
        (b"null", b"[]", b"{}", b"1e999", b"7", b"true", b'[{"a":1}]')
    )
    return data[: match.start()] + other + data[match.end() :]


def words_changed(data: bytes, chance: random.Random) -> bytes:
    """Rename one tag, attribute or key wherever it stands, or give it another's."""
    words = sorted(set(re.findall(rb"[A-Za-z_]{3,}", data)))
    one, other = chance.choice(words or [b"x"]), chance.choice(words or [b"y"])
    return data.replace(one, chance.choice((other, one + b"s", b"x:" + one)))


CHANGES = (
    *(flipped, cut_off, swapped, doubled, shortened, lines_doubled, lines_left_out),
    *(values_replaced, values_replaced, values_replaced, types_changed, words_changed),
)


def outcome(list_id: str, data: bytes) -> Parsed | FormatError:
    try:
        return find(list_id).parse(data)
    except FormatError as refused:
        return refused


def test_there_is_a_sample_of_every_format() -> None:
    assert {"us_ofac_sdn", "eu_fsf", "un_sc", "popolo_fi_eduskunta"} <= set(SAMPLES)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_damaged_file_is_read_or_refused_and_nothing_else(name: str) -> None:
    read = 0
    for seed, data in mutants(name, sample(name), TIMES):
        started = time.process_time()
        found = outcome(list_of(name), data)
        assert within(1, time.process_time() - started), seed
        if isinstance(found, Parsed):
            read += 1
            assert found.entities, seed
            assert all(entity.record_id for entity in found.entities), seed
    # Both happen: neither is everything refused, nor is everything let in.
    assert 0 < read < TIMES


LISTS = Path(__file__).parent.parent.parent / "shared" / "lists"
COMPLETE = {
    "us_ofac_sdn": ("us_ofac_sdn", "ofac/sdn_2021-03-10.xml"),
    "us_ofac_cons": ("us_ofac_cons", "ofac/consolidated_2025-03-28.xml"),
    "us_ofac_cons-advanced": ("us_ofac_cons", "ofac/cons_advanced_2020-03-17.xml"),
    "eu_fsf": ("eu_fsf", "eu/eu_fsf_full_1_1_2021-03-05.xml"),
    "un_sc": ("un_sc", "un/un_consolidated_2026-02-27.xml"),
    "gb_ofsi": ("gb_ofsi", "uk/ofsi_conlist_2018-04-13.csv"),
    "popolo": ("popolo_fi_eduskunta", "pep/everypolitician/Finland__Eduskunta.json"),
}


@pytest.mark.skipif(not WHOLE_TIMES, reason="takes hours; make torture runs it")
@pytest.mark.skipif(not LISTS.exists(), reason="no publishers' files")
@pytest.mark.parametrize("name", COMPLETE)
def test_a_damaged_complete_file_is_refused_or_still_that_list(name: str) -> None:
    list_id, path = COMPLETE[name]
    data = (LISTS / path).read_bytes()
    whole = find(list_id).parse(data)
    for seed, changed in mutants(name, data, WHOLE_TIMES):
        started = time.process_time()
        found = outcome(list_id, changed)
        assert within(20, time.process_time() - started), seed
        if isinstance(found, Parsed) and _passes(list_id, whole, found):
            lost = _names(whole.entities) - _names(found.entities)
            assert len(lost) * 10 < len(_names(whole.entities)), seed


def _passes(list_id: str, old: Parsed, new: Parsed) -> bool:
    """Tell whether the gate would let it take the place of the whole file."""
    try:
        gate.check_bounds(find(list_id), _manifest(new))
    except ListError:
        return False
    odd = gate.differences(_manifest(old), _manifest(new))
    return not odd and not gate.strangers(old.entities, new.entities)


def _manifest(parsed: Parsed) -> Manifest:
    counted = gate.census(parsed.entities)
    return Manifest(
        sha256="",
        bytes=0,
        added_on=date(2026, 11, 1),
        published=parsed.published,
        entities=counted.entities,
        kinds=counted.kinds,
        fill=counted.fill,
    )


def _names(entities: tuple[ListedEntity, ...]) -> set[tuple[str, str]]:
    return {(one.record_id, name.full) for one in entities for name in one.names}
