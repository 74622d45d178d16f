"""The documentation: complete, current, and every example does what it shows.

A ``python`` block runs as a doctest where it has prompts and as a script where it
has none; a page's blocks share their names. A ``console`` block shows commands of
ours and their whole output; ``…`` stands for what is left out. A block
with a file's name behind its language is that file.
"""

import ast
import contextlib
import doctest
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from docs import api, figures, speed, write
from kycscreen import pep
from kycscreen.explain import losses, remedies, words
from kycscreen.names.alignment import COSTS, SYLLABLES
from kycscreen.names.edges import EDGES
from kycscreen.names.tokens import ORGANISATION, PERSON
from kycscreen.ownership.verdicts import Status
from kycscreen.policy import Policy, packs
from tests.test_cli import EU, OFAC, UN, hold

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "kycscreen"
PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "data/lists/README.md"]
)
IDS = [path.relative_to(ROOT).as_posix() for path in PAGES]
BLOCK = re.compile(r"^```(\w+)?[ ]*(\S*)\n(.*?)^```$", re.M | re.S)
CODE = re.compile(r"[a-z_]+\.[a-z_]+(?:\.[a-z_]+)*")


def blocks(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield a page's blocks of code: language, name of the file, text."""
    yield from BLOCK.findall(path.read_text(encoding="utf-8"))


def with_blocks(language: str) -> list[Path]:
    return [p for p in PAGES if any(found == language for found, _, _ in blocks(p))]


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay out a folder as it comes: extracts and examples, no list of a user's."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copytree(
        ROOT / "data" / "lists",
        folder / "data" / "lists",
        ignore=shutil.ignore_patterns("active", "index"),
    )
    shutil.copytree(ROOT / "examples", folder / "examples")
    return folder


@pytest.mark.parametrize("name", write.PAGES)
def test_reference_pages_are_what_the_code_says(name: str) -> None:
    page = write.REFERENCE / name
    assert page.read_text(encoding="utf-8") == write.PAGES[name](), "run make docs"


def test_the_figures_are_the_frozen_ones() -> None:
    text = figures.README.read_text(encoding="utf-8")
    assert text == figures.filled(text), "run make docs"


def test_the_page_on_speed_and_its_plots_are_drawn_from_the_frozen_figures() -> None:
    for path, text in speed.texts(speed.PAGE.read_text(encoding="utf-8")).items():
        assert path.read_text(encoding="utf-8") == text, "run make docs"


def test_the_costs_of_a_name_are_the_ones_in_force() -> None:
    text = (ROOT / "docs/explanation/words.md").read_text(encoding="utf-8")
    people, organisations = COSTS[PERSON], COSTS[ORGANISATION]
    for whose, cost in (
        ("people", people),
        ("people, where one name is all Han or Hangul", SYLLABLES),
        ("organisations", organisations),
    ):
        row = (f"{of / 100:.2f}" for of in (cost.ours, cost.theirs, cost.both))
        assert f"| {whose} | {' | '.join(row)} |\n" in text
    for label in {edge.label for edge in EDGES}:
        assert f"`{label}`" in text


def test_every_command_is_documented() -> None:
    text = (write.REFERENCE / "cli.md").read_text(encoding="utf-8")
    for path, _ in write.commands():
        assert f"## `{path}`" in text


def test_every_public_name_is_documented() -> None:
    text = (write.REFERENCE / "api.md").read_text(encoding="utf-8")
    for module, (_, names) in api.MODULES.items():
        assert f"## `{module}`" in text
        assert all(f"### `{name}`" in text for name in names)


def first_arguments(call: str) -> set[str]:
    """Return every code that our source gives to ``Reason`` or ``Gap``."""
    found: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == call
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                found.add(str(node.args[0].value))
    return found


def test_every_reason_is_documented() -> None:
    assert first_arguments("Reason") <= set(words.reason_codes())
    text = (write.REFERENCE / "reasons.md").read_text(encoding="utf-8")
    for code in words.reason_codes():
        assert f"| `{code}` |" in text


def test_every_gap_is_documented() -> None:
    assert first_arguments("Gap") <= {*write.GAPS, *write.WARNINGS}
    gaps = (ROOT / "docs/explanation/what-clear-means.md").read_text(encoding="utf-8")
    for code in write.GAPS:
        assert f"`{code}`" in gaps


def test_every_finding_and_whatever_policies_ask_for_is_documented() -> None:
    found = PACKAGE / "screen" / "diligence.py"
    written = re.findall(r'code="([a-z_.]+)"', found.read_text(encoding="utf-8"))
    codes = {*written, *pep.CODES} - {"pep.agrees"}
    codes |= {f"ownership.{status.value}" for status in Status} - {NOT_REACHED}
    codes |= {f"pep.{standing.value}" for standing in pep.Standing}
    assert codes == {*write.FINDINGS}
    laws = [Policy.read(name).law for name in packs.PACKS]
    assert {a for law in laws for one in law.step for a in one.asks} <= {*write.ACTIONS}
    asked = {fact for law in laws for one in law.record for fact in one.asked}
    assert asked <= {*write.FACTS}
    for code in write.FINDINGS:
        assert words.finding(code) != (code, "")
    for word in write.ACTIONS:
        assert words.knows(f"action.{word}")
    for word in write.FACTS:
        assert words.knows(f"lacks.{word}")


NOT_REACHED = "ownership.not_reached"


@pytest.mark.parametrize("path", PAGES, ids=IDS)
def test_codes_in_prose_exist(path: Path) -> None:
    known = {*words.reason_codes(), *write.GAPS, *write.WARNINGS}
    facts = {code.partition(".")[0] for code in known}
    known |= {*losses.CODES, *remedies.CODES, *pep.CODES, *write.FINDINGS}
    for quoted in re.findall(r"`([^`\n]+)`", path.read_text(encoding="utf-8")):
        is_code = CODE.fullmatch(quoted) and quoted.partition(".")[0] in facts
        if is_code and not quoted.endswith((".py", ".md", ".csv", ".xml", ".read")):
            assert quoted in known, quoted


@pytest.mark.parametrize("path", PAGES, ids=IDS)
def test_links_within_the_repository_resolve(path: Path) -> None:
    text = BLOCK.sub("", path.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith(("https://", "http://", "mailto:")):
            continue
        file, _, anchor = target.partition("#")
        page = path if not file else (path.parent / file).resolve()
        assert page.exists(), target
        if anchor:
            assert anchor in anchors(page), target


def anchors(page: Path) -> set[str]:
    """Return what a page's headings are linked by."""
    heads = re.findall(r"(?m)^#+ (.*)$", page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w -]", "", head).lower().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("path", PAGES, ids=IDS)
def test_no_page_names_a_place_on_one_machine(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"(?<![\w.~)\"'/-])/(?:home|root|work|Users|tmp|mnt)/", text)


@pytest.mark.parametrize("path", PAGES, ids=IDS)
def test_pages_are_short(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    is_made = path.parent == write.REFERENCE and path.name in write.PAGES
    # The conventions are read once, and whole; a page of the docs often.
    assert is_made or lines <= (330 if path.parent == ROOT else 130), lines


@pytest.mark.parametrize("path", with_blocks("python"), ids=lambda path: path.stem)
def test_python_examples_run(
    path: Path, bundled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(bundled)
    shared: dict[str, object] = {"__name__": "example"}
    for number, (language, name, text) in enumerate(blocks(path), start=1):
        if name:
            (bundled / name).write_text(text, encoding="utf-8")
        if language != "python" or (path.parent == write.REFERENCE and _is_made(path)):
            continue
        if ">>>" in text:
            run_prompts(text, shared, f"{path.stem}, block {number}")
        else:
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(text, f"{path.stem}, block {number}", "exec"), shared)


def _is_made(path: Path) -> bool:
    """Tell whether a page is made of docstrings, which are tested where they stand."""
    return path.name in write.PAGES


def run_prompts(text: str, shared: dict[str, object], name: str) -> None:
    test = doctest.DocTestParser().get_doctest(text, shared, name, None, 0)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS, verbose=False)
    said = io.StringIO()
    runner.run(test, out=said.write, clear_globs=False)
    shared.update(test.globs)
    assert not runner.failures, said.getvalue()


@pytest.mark.parametrize("path", with_blocks("console"), ids=lambda path: path.stem)
def test_console_examples_show_what_is_printed(path: Path, bundled: Path) -> None:
    shutil.rmtree(bundled / "runs", ignore_errors=True)
    code = 0
    for language, name, text in blocks(path):
        if name:
            (bundled / name).write_text(text, encoding="utf-8")
        if language != "console":
            continue
        for shown, expected in commands(text):
            if shown == "echo $?":
                assert expected == f"{code}\n", shown
                continue
            code, said = called(shown, bundled)
            assert_shown(expected, said, shown)


@pytest.mark.skipif(shutil.which("sh") is None, reason="has no shell")
def test_the_script_for_cron_works_as_it_stands(tmp_path: Path) -> None:
    home = tmp_path / "kycscreen"
    (home / ".venv" / "bin").mkdir(parents=True)
    command = home / ".venv" / "bin" / "kycscreen"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kycscreen "$@"\n')
    command.chmod(0o755)
    page = ROOT / "docs" / "how-to" / "rescreen-nightly.md"
    (script,) = (text for _, name, text in blocks(page) if name == "nightly.sh")
    (home / "nightly.sh").write_text(script, encoding="utf-8")
    row = "C-1,person,client,Birgitta Utterström\n"
    (home / "book.csv").write_text(f"client_id,kind,role,name\n{row}")

    def night() -> tuple[int, str]:
        done = subprocess.run(
            ["sh", "nightly.sh"],
            cwd=home,
            env={**os.environ, "HOME": str(tmp_path)},
            capture_output=True,
            check=False,
        )
        assert done.stderr == b""
        return done.returncode, done.stdout.decode()

    code, said = night()
    assert (code, len(said.splitlines())) == (4, 1)
    assert "ended with 4: see log/" in said
    assert " runs/" in said
    (home / "incoming" / "un_sc.xml").write_text("<html/>")
    code, said = night()
    assert code == 4
    assert said.startswith("un_sc was not replaced: see log/")
    assert not (home / "incoming" / "un_sc.xml").exists()
    assert len(list((home / "runs").iterdir())) == 2
    shutil.rmtree(home / "lists")
    for list_id, text in (("un_sc", UN), ("eu_fsf", EU), ("us_ofac_sdn", OFAC)):
        hold(home / "lists", list_id, text)
        (path,) = (home / "lists" / list_id).glob("*/manifest.json")
        plain = json.loads(path.read_text())
        path.write_text(json.dumps(plain | {"checked": date.today().isoformat()}))
    assert night() == (0, "")
    assert len(list((home / "runs").iterdir())) == 3


def commands(text: str) -> Iterator[tuple[str, str]]:
    """Yield the commands of a block, each with the output below it."""
    for part in re.split(r"(?m)^\$ ", text)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def called(command: str, folder: Path) -> tuple[int, str]:
    arguments = shlex.split(command)
    assert arguments[0] == "kycscreen", f"cannot run {command}"
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env={k: v for k, v in os.environ.items() if not k.startswith("KYCSCREEN")},
        check=False,
    )
    return done.returncode, done.stdout


def assert_shown(expected: str, said: str, command: str) -> None:
    """Hold the output to what the page shows, where ``…`` stands for anything."""
    pattern = "".join(
        r"(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + r"\n"
        for line in expected.splitlines()
    )
    assert re.fullmatch(pattern, said), f"$ {command}\n{said}"
