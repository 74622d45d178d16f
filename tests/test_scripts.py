"""Names in every script: what they read as, and that no letters break reading."""

import csv
import random
from pathlib import Path

import pytest

from kycscreen.facts import Kind
from kycscreen.names import compare, spell
from kycscreen.names.spelling import READINGS, readings, words
from kycscreen.policy import Policy

CASES = list(
    csv.DictReader(
        (Path(__file__).parent / "cases" / "names_scripts.csv")
        .read_text("utf-8")
        .splitlines()
    )
)
BLOCKS = (
    (0x0E01, 0x0E5B), (0x05B0, 0x05F4), (0x0620, 0x06FF), (0x0900, 0x0DFF),
    (0x10A0, 0x10FF), (0x0530, 0x058F), (0x0370, 0x052F), (0xAC00, 0xD7A3),
    (0x1100, 0x11FF), (0x4E00, 0x9FFF), (0x3040, 0x30FF), (0x00C0, 0x024F),
    (0xFB1D, 0xFEFF), (0x1780, 0x17FF), (0x1D400, 0x1D7FF), (0xFF00, 0xFFEF),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_names_across_scripts_compare_as_the_cases_say(case: dict[str, str]) -> None:
    comparison = compare(
        case["party_name"], case["listed_name"], kind=Kind(case["kind"])
    )
    hit = comparison.score >= Policy().name_at
    assert hit == (case["expected"] == "hit"), (case["why"], comparison)


@pytest.mark.parametrize(
    "name",
    [
        "Маrіja", "Iван", "𝐉𝐞𝐚𝐧", "Ⓙean", "Ｊｅａｎ", "ᴊᴇᴀɴ",
        "Je\N{ZERO WIDTH SPACE}an",
        "\N{RIGHT-TO-LEFT OVERRIDE}Jean", "Je\N{SOFT HYPHEN}an", "a" + "\u0301" * 9,
        "Jean\N{VARIATION SELECTOR-16}", "Je\N{INVISIBLE SEPARATOR}an",
    ],
)  # fmt: skip
def test_c01_to_c04_every_disguise_is_noticed(name: str) -> None:
    assert spell(name).disguised


@pytest.mark.parametrize(
    "name",
    [
        "Åsa", "Иван", "김민수", "たろう", "ﾀﾛｳ", "Þórður", "עברית", "Mª José", "Nº 3",
        "नमूना", "नमू\N{ZERO WIDTH JOINER}ना", "İpek", "Straẞe", "A\u030asa", "Ⅲ",
        "ג'ורג'",
    ],
)  # fmt: skip
def test_c05_usual_spellings_are_no_disguise(name: str) -> None:
    assert not spell(name).disguised


def test_no_letters_of_any_script_break_reading() -> None:
    drawn = random.Random(1)
    for _ in range(2_000):
        first, last = drawn.choice(BLOCKS)
        name = "".join(
            chr(drawn.randint(first, last)) for _ in range(drawn.randint(1, 8))
        )
        for dotted in (False, True):
            for word in words(name, dotted=dotted):
                found = readings(word)
                assert found
                assert all(found)
                assert len(set(found)) == len(found) <= READINGS + 1


def test_a_name_without_blanks_is_parted_in_both_lists_alike() -> None:
    assert words("毛示例") == words("毛 示例") == ("毛", "示例")
    assert words("김민수") == words("김 민수") == ("김", "민", "수")
    assert words("示例贸易有限公司", dotted=True) == ("示例", "贸易", "有限公司")
