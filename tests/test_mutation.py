"""Damaged files: whatever is done to a sample, it is read or refused, at once."""

import random
import re
import time
from collections.abc import Iterator

import pytest

from kycscreen.errors import FormatError
from kycscreen.sources import Parsed, archives, find
from tests.pace import within
from tests.samples import SAMPLES, list_of, members, sample

TIMES = 125
# What a value may turn into: nothing, too much, or what only looks like a value.
VALUES = (
    *("", " ", "0", "-1", "00", "na", "-0-", "?", "9999", "99999999999999999999"),
    *("0000-00-00", "2026-02-30", "29 Feb 1900", "circa", "1950 to 1940", "31/02/1950"),
    *("(", ")(", "; ;", "a) b) c)", "1. 2. 3.", "Linked To:", "(Linked To: )", "/"),
    *("null", "\\ud800", "\\u0000", "\\u202e", "&amp;amp;", "&#0;", "A &amp; B;"),
    *("\u200b", "\u202e", "e\u0301" * 40, "x" * 5_000, "1" * 5_000, "(" * 500),
)


def mutants(name: str, times: int) -> Iterator[tuple[int, bytes]]:
    """Yield a sample, changed in one to three ways each time.

    Of a bundle mostly one file is changed: a change to the whole meets its checksums.
    """
    data, files = sample(name), members(name)
    for seed in range(times):
        chance = random.Random(f"{name} {seed}")
        if files and chance.random() < 0.8:
            one = chance.choice(sorted(files))
            yield seed, archives.bundle(files | {one: mutant(files[one], chance)})
        else:
            yield seed, mutant(data, chance)


def mutant(data: bytes, chance: random.Random) -> bytes:
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
    for seed, data in mutants(name, TIMES):
        started = time.process_time()
        found = outcome(list_of(name), data)
        assert within(1, time.process_time() - started), seed
        if isinstance(found, Parsed):
            read += 1
            assert found.entities, seed
            assert all(entity.record_id for entity in found.entities), seed
    # Both happen: neither is everything refused, nor is everything let in.
    assert 0 < read < TIMES
