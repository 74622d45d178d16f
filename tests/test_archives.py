"""Packed lists: what is unpacked, and what an archive may not do to us (A16)."""

import gzip
import io
import random
import stat
import time
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kycscreen.errors import FormatError
from kycscreen.sources import archives, find, guard
from tests.pace import within
from tests.samples import sample

XML = b"<list/>"


def zipped(
    files: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED, mode: int = 0
) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = mode << 16
            archive.writestr(info, content, method)
    return packed.getvalue()


def refusal(unpack: Callable[[str, bytes], object], data: bytes) -> str:
    with pytest.raises(FormatError) as raised:
        unpack("us_ofac_sdn", data)
    return str(raised.value)


@pytest.mark.parametrize("data", [XML, b"", b"{}", b"P", b"\x1f"])
def test_what_is_not_packed_is_left_as_it_is(data: bytes) -> None:
    assert archives.single("us_ofac_sdn", data) == data


@pytest.mark.parametrize(
    "packed",
    [
        gzip.compress(XML),
        gzip.compress(XML) + b"\0" * 512,
        zipped({"SDN.XML": XML}),
        zipped({"SDN.XML": XML}, method=zipfile.ZIP_STORED),
        zipped({"exports/": b"", "exports/SDN.XML": XML}),
    ],
    ids=["gzip", "gzip filled up", "zip", "stored", "in a folder"],
)
def test_the_one_file_of_an_archive_is_unpacked(packed: bytes) -> None:
    assert archives.single("us_ofac_sdn", packed) == XML


@pytest.mark.parametrize("list_id", ["un_sc", "popolo_fi_eduskunta"])
def test_a_packed_list_is_read_like_the_list(list_id: str) -> None:
    plain = find(list_id).parse(sample(list_id))
    assert find(list_id).parse(gzip.compress(sample(list_id))) == plain
    assert find(list_id).parse(zipped({"list": sample(list_id)})) == plain


@given(
    st.dictionaries(
        st.text("abc.åß", min_size=1).filter(lambda name: ".." not in name),
        st.binary(max_size=64),
    )
)
def test_a_bundle_opens_as_what_it_was_made_of(files: dict[str, bytes]) -> None:
    packed = archives.bundle(files)
    assert archives.opened("us_ofac_sdn", packed) == files
    assert archives.bundle(dict(reversed(files.items()))) == packed


LINK = stat.S_IFLNK | 0o777
HOSTILE = {
    "two files": (zipped({"a": XML, "b": XML}), "2 files"),
    "no file": (zipped({}), "0 files"),
    "a path up": (zipped({"../../x": XML}), "a path out of it"),
    "a path up on Windows": (zipped({"a\\..\\..\\x": XML}), "a path out of it"),
    "an absolute path": (zipped({"/etc/x": XML}), "a path out of it"),
    "a drive": (zipped({"C:\\x": XML}), "a path out of it"),
    "a link": (zipped({"a": b"/etc/passwd"}, mode=LINK), "a link"),
    "an odd packing": (zipped({"a": XML}, method=zipfile.ZIP_LZMA), "no list is"),
    "two gzips": (gzip.compress(XML) * 2, "more than one file"),
    "gzip cut off": (gzip.compress(XML)[:-9], "breaks off"),
    "gzip without its sum": (gzip.compress(XML)[:-1], "breaks off"),
    "gzip damaged": (gzip.compress(XML)[:-8] + b"12345678", "damaged gzip"),
    "zip cut off": (zipped({"a": XML})[:-9], "damaged zip"),
    "zip of nothing": (b"PK\x03\x04", "damaged zip"),
}


@pytest.mark.parametrize(("packed", "says"), HOSTILE.values(), ids=HOSTILE)
def test_A16_a_hostile_archive_is_refused(packed: bytes, says: str) -> None:
    assert says in refusal(archives.single, packed)


def test_A16_one_name_twice_is_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        packed = _twice()
    assert "one name twice" in refusal(archives.opened, packed)


def _twice() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a", XML)
        archive.writestr("a", b"<other/>")
    return packed.getvalue()


def test_A16_an_encrypted_archive_is_refused() -> None:
    packed = bytearray(zipped({"a": XML}))
    for start in (b"PK\x03\x04", b"PK\x01\x02"):  # where the flags stand in each
        packed[packed.find(start) + (6 if start[2] == 3 else 8)] |= 1
    assert "encrypted" in refusal(archives.opened, bytes(packed))


@pytest.mark.parametrize("pack", [gzip.compress, lambda x: zipped({"a": x})])
def test_A16_an_archive_in_an_archive_is_refused_by_the_reader(
    pack: Callable[[bytes], bytes],
) -> None:
    inner = gzip.compress(sample("un_sc"))
    with pytest.raises(FormatError, match="archive; unpack it first"):
        find("un_sc").parse(pack(inner))


@pytest.mark.parametrize(
    "pack", [gzip.compress, lambda x: zipped({"a": x})], ids=["gzip", "zip"]
)
def test_A16_a_bomb_is_refused_before_it_is_unpacked(
    pack: Callable[[bytes], bytes],
) -> None:
    packed = pack(b" " * (64 * 2**20))  # a thousand times its size
    started = time.process_time()
    assert "200 times its size" in refusal(archives.single, packed)
    assert within(1, time.process_time() - started)


@pytest.mark.parametrize("pack", [lambda d: archives.bundle({"a": d}), gzip.compress])
def test_A15_what_is_unpacked_stands_once_in_memory(
    pack: Callable[[bytes], bytes],
) -> None:
    size = 8 * 2**20
    packed = pack(random.Random(1).randbytes(size))  # noqa: S311  # nothing to compress
    tracemalloc.start()
    archives.single("eu_fsf", packed)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1.5 * size


def test_A16_more_members_than_any_list_has_are_refused() -> None:
    files = {f"{n}.json": b"" for n in range(archives.MAX_MEMBERS + 1)}
    assert "more than 2000 files" in refusal(archives.opened, archives.bundle(files))


def test_A16_what_all_members_unpack_to_is_bounded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(archives, "MAX_BYTES", 2**20)
    files = {name: b"x" * 600_000 for name in "ab"}
    assert "more than 1 MB" in refusal(archives.opened, archives.bundle(files))
    assert guard.MAX_BYTES > 2**20


def test_A16_a_member_longer_than_it_says_is_refused() -> None:
    packed = bytearray(zipped({"a": XML * 100}))
    at = packed.find(b"PK\x01\x02") + 24  # its length, in the directory
    packed[at : at + 4] = (50).to_bytes(4, "little")
    assert "damaged zip" in refusal(archives.opened, bytes(packed))


@given(st.data())
def test_A16_a_changed_archive_is_read_or_refused_and_nothing_else(
    data: st.DataObject,
) -> None:
    packed = bytearray(
        data.draw(st.sampled_from([zipped({"a": XML, "b": b"2"}), GZIP]))
    )
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(packed) - 1))
        packed[at] = data.draw(st.integers(0, 255))
    try:
        found = archives.single("us_ofac_sdn", bytes(packed))
    except FormatError:
        return
    assert isinstance(found, bytes)


GZIP = gzip.compress(XML, mtime=0)
