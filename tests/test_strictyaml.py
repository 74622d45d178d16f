"""YAML that is damaged or hostile is refused, and nothing in it comes to life."""

import time

import pytest
import yaml

from kycscreen.errors import FormatError
from kycscreen.sources import strictyaml
from tests.pace import within

LOADERS = [getattr(yaml, "CSafeLoader", yaml.SafeLoader), yaml.SafeLoader]


@pytest.fixture(params=LOADERS, ids=["c", "python"], autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strictyaml, "_LOADER", request.param)


def test_every_value_is_text_or_nothing() -> None:
    text = "- no\n- 0o17\n- 1958-10-13\n- 1_000\n- 'null'\n- null\n- ~\n- ''\n- !\n"
    assert strictyaml.read("x", text.replace("- !\n", "-\n").encode()) == [
        *("no", "0o17", "1958-10-13", "1_000", "null", None, None, "", None),
    ]


def test_mappings_and_lists_nest() -> None:
    assert strictyaml.read("x", b"\xef\xbb\xbfa: {b: [1, {c: }]}\nd: []\n") == {
        "a": {"b": ["1", {"c": None}]},
        "d": [],
    }


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"# nothing\n", "single value"),
        (b"text", "single value"),
        (b"<html></html>", "web page"),
        (b"a: \xe5", "not UTF-8 at byte 3"),
        (b"a: &x 1\nb: 2\n", "anchor or alias at line 1"),
        (b"a: *x\n", "anchor or alias at line 1"),
        (b"a: &x [1]\n", "anchor or alias at line 1"),
        (b"- !!python/object/apply:os.system [ls]\n", "tag at line 1"),
        (b"- !!str 1\n", "tag at line 1"),
        (b"- ! 1\n", "tag at line 1"),
        (b"a: 1\nb: 2\na: 3\n", "says 'a' twice in one object, at line 3"),
        (b"? [a]\n: b\n", "has a key at line 1 that is no text"),
        (b"~: b\n", "has a key at line 1 that is no text"),
        (b"--- [1]\n--- [2]\n", "second document at line 2"),
        (b"a: [1, 2\n", "damaged or cut off at line"),
        (b"a:\n\t- b\n", "damaged or cut off at line 2"),
        (b"a: \x00\n", "damaged or cut off"),
        (b'- "\\ud800"', "damaged|half a character"),
        (b'- "\\U00110000"', "damaged|character that is none"),
        (b"- " * 100 + b"a\n", "deeper than 64"),
        (b"{a: " * 70 + b"}" * 70, "deeper than 64"),
    ],
)
def test_A01_A02_A03_A14_A17_what_is_no_plain_yaml_is_refused(
    data: bytes, says: str
) -> None:
    with pytest.raises(FormatError, match=says):
        strictyaml.read("x", data)


def test_A15_a_page_of_aliases_does_not_unpack() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{new}: &{new} [{','.join(f'*{old}' for _ in range(9))}]\n"
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with pytest.raises(FormatError, match="anchor or alias"):
        strictyaml.read("x", bomb.encode())


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000, "? " * 100_000])
def test_A15_deep_nesting_is_refused_at_once(text: str) -> None:
    started = time.process_time()
    with pytest.raises(FormatError):
        strictyaml.read("x", text.encode())
    assert within(5, time.process_time() - started)


def test_A15_what_takes_too_long_to_read_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(strictyaml, "MAX_BYTES", 10)
    with pytest.raises(FormatError, match="larger than"):
        strictyaml.read("x", b"- a\n" * 10)
