"""The command: exit codes, what goes where, and what is never told."""

import contextlib
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kycscreen import lists
from kycscreen.cli import interruption, main, shortened, terminal
from kycscreen.errors import ListError
from kycscreen.lists import manifest
from kycscreen.lists.manifest import Manifest
from kycscreen.screen import Screening

ON = "2026-06-01"
PUBLISHED = date(2026, 5, 31)
MARKER = "Zzyzxmarker"
UN = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-05-31T00:00:09.554Z">
  <INDIVIDUALS>
    <INDIVIDUAL>
      <DATAID>1</DATAID>
      <VERSIONNUM>1</VERSIONNUM>
      <FIRST_NAME>JEAN</FIRST_NAME>
      <SECOND_NAME>EXEMPLE</SECOND_NAME>
      <UN_LIST_TYPE>DRC</UN_LIST_TYPE>
      <REFERENCE_NUMBER>CDi.001</REFERENCE_NUMBER>
      <LISTED_ON>2012-12-31</LISTED_ON>
      <LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>
      <INDIVIDUAL_DATE_OF_BIRTH>
        <TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1962-03-14</DATE>
      </INDIVIDUAL_DATE_OF_BIRTH>
    </INDIVIDUAL>
  </INDIVIDUALS>
  <ENTITIES/>
</CONSOLIDATED_LIST>
"""
EU = """<?xml version="1.0" encoding="UTF-8"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export"
    generationDate="2026-05-31T16:28:05.354+01:00" globalFileId="1">
  <sanctionEntity designationDetails="" unitedNationId=""
      euReferenceNumber="EU.27.28" logicalId="13">
    <subjectType code="enterprise" classificationCode="E"/>
    <nameAlias firstName="" middleName="" lastName=""
      wholeName="Specimen Minerals Trading" function="" title="" nameLanguage=""
      strong="true" regulationLanguage="en" logicalId="17"/>
  </sanctionEntity>
</export>
"""
OFAC = """<?xml version="1.0" standalone="yes"?>
<sdnList xmlns="http://tempuri.org/sdnList.xsd">
  <publshInformation>
    <Publish_Date>05/31/2026</Publish_Date><Record_Count>1</Record_Count>
  </publshInformation>
  <sdnEntry>
    <uid>101</uid><lastName>NEGOCE SPECIMEN LTD</lastName><sdnType>Entity</sdnType>
    <programList><program>SDGT</program></programList>
  </sdnEntry>
</sdnList>
"""

Run = Callable[..., Result]


def hold(folder: Path, list_id: str, text: str, *, extract: bool = False) -> None:
    """Store a small list as if it had passed the gate, which wants whole ones."""
    data = text.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    place = folder / list_id / sha256
    place.mkdir(parents=True)
    (place / "file").write_bytes(data)
    held = Manifest(
        sha256=sha256,
        bytes=len(data),
        added_on=PUBLISHED,
        published=PUBLISHED,
        checked=PUBLISHED,
        entities=1,
        kinds={"person" if list_id == "un_sc" else "organisation": 1},
        extract=extract,
    )
    manifest.write(place / "manifest.json", held)
    (folder / list_id / "active").write_text(f"{sha256}\n")


@pytest.fixture(scope="session")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hold the three lists without which nothing is clear, of invented entities."""
    folder = tmp_path_factory.mktemp("lists")
    for list_id, text in (("un_sc", UN), ("eu_fsf", EU), ("us_ofac_sdn", OFAC)):
        hold(folder, list_id, text)
    return folder


@pytest.fixture
def run(held: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in an empty folder."""
    monkeypatch.chdir(tmp_path)
    environment = {"KYCSCREEN_LISTS": str(held)}

    def command(*words: str, typed: str | None = None) -> Result:
        return CliRunner().invoke(main, words, env=environment, input=typed)

    return command


HEADER = "client_id,kind,role,name,birth_date,identifiers\n"
CLEAR = "C-1,person,representative,Birgitta Utterström,1971-02-03,\n"
HIT = "C-2,person,beneficial_owner,Jean Exemple,1962-03-14,\n"
UNNAMED = "C-3,person,shareholder,,,\n"
REFUSED = "C-4,person,shareholder,Eva Exempel,23085,\n"


def book(*rows: str, name: str = "book.csv") -> str:
    Path(name).write_text(HEADER + "".join(rows), encoding="utf-8")
    return name


def screen(run: Run, *words: str, typed: str | None = None) -> Result:
    return run("screen", *words, "--on", ON, "--output", "run", typed=typed)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([CLEAR], 0),
        ([CLEAR, HIT], 3),
        ([CLEAR, UNNAMED], 4),
        ([CLEAR, HIT, UNNAMED], 3),
        ([CLEAR, REFUSED], 1),
        ([HIT, UNNAMED, REFUSED], 1),
        ([], 1),
    ],
)
def test_P4_the_exit_code_is_that_of_the_gravest_client(
    rows: list[str], code: int, run: Run
) -> None:
    assert screen(run, book(*rows)).exit_code == code


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--name", "Birgitta Utterström"], 0),
        (["--name", "Jean Exemple"], 3),
        (["--name", "Jean Exemple", "--kind", "organisation"], 0),
        (["--name", "Specimen Minerals Trading"], 3),
        (["--name", "Exemple, Jean", "--birth-date", "1962", "--country", "fr"], 3),
    ],
)
def test_one_name_is_screened(words: list[str], code: int, run: Run) -> None:
    assert screen(run, *words).exit_code == code


def test_a_name_of_no_stated_kind_is_screened_as_both(run: Run) -> None:
    result = screen(run, "--name", "Jean Exemple", "--json")
    kinds = [party["kind"] for party in json.loads(result.stdout)["parties"]]
    assert kinds == ["person", "organisation"]


def test_a_name_that_was_born_is_a_person(run: Run) -> None:
    result = screen(run, "--name", "Jean Exemple", "--birth-date", "1962", "--json")
    kinds = [party["kind"] for party in json.loads(result.stdout)["parties"]]
    assert kinds == ["person"]


def test_P8_a_name_can_be_given_where_no_list_of_processes_shows_it(run: Run) -> None:
    assert screen(run, "--name", "-", typed="Jean Exemple\n").exit_code == 3


@pytest.mark.parametrize(
    "words",
    [
        [],
        [MARKER, "Exemple"],
        ["--name", MARKER, "Exemple"],
        ["--name", MARKER, "--birth-date", f"{MARKER}-13"],
        ["--name", MARKER, "--country", MARKER],
        ["--name", MARKER, "--kind", "organisation", "--birth-date", "1962"],
        ["--name", MARKER, "--alert-at", "101"],
        ["--name", f"{MARKER}\udcff"],
        ["--name", ""],
        ["--name", " "],
        ["book.csv", "--country", "fi"],
        ["book.csv", "--kind", "person"],
    ],
    ids=range(12),
)
def test_D06_usage_errors_exit_2_and_repeat_no_value(
    words: list[str], run: Run
) -> None:
    book(CLEAR)
    result = screen(run, *words)
    assert result.exit_code == 2, result.stderr
    assert MARKER not in result.output
    assert not Path("run").exists()


def test_a_day_that_is_none_is_a_usage_error(run: Run) -> None:
    assert run("screen", "--name", "x", "--on", "31.12.2026").exit_code == 2


def test_stdout_is_the_result_and_stderr_the_summary(run: Run) -> None:
    result = screen(run, book(CLEAR, HIT, UNNAMED, REFUSED))
    lines = result.stdout.splitlines()
    told = [line for line in lines if line.startswith("C-")]
    assert told == ["C-1: clear", "C-2: hits", "C-3: inconclusive", "C-4: error"]
    assert "Jean Exemple" in result.stdout
    assert result.stderr.splitlines() == [
        "refused: line 5: birth_date is a spreadsheet's serial number;"
        " write it as YYYY-MM-DD",
        "4 clients: 1 clear, 1 with hits, 1 inconclusive, 1 error",
        "4 rows: 3 accepted, 1 refused",
        "run: run",
    ]


def test_json_is_one_screening_a_line_and_nothing_else(run: Run) -> None:
    result = screen(run, book(CLEAR, HIT, UNNAMED), "--json")
    screenings = [Screening.from_json(line) for line in result.stdout.splitlines()]
    assert [one.client_id for one in screenings] == ["C-1", "C-2", "C-3"]
    assert [one.outcome.value for one in screenings] == [
        "clear",
        "hits",
        "inconclusive",
    ]
    assert result.stdout == Path("run/screenings.jsonl").read_text(encoding="utf-8")


def test_gaps_of_lists_are_told_once(held: Path, run: Run) -> None:
    words = ["screen", book(CLEAR, HIT), "--on", "2027-06-01", "--output", "run"]
    result = run(*words)
    assert result.exit_code == 3
    assert result.stdout.count("list.stale un_sc") == 1
    assert "C-1: inconclusive" in result.stdout


def test_a_file_leaves_its_results_and_a_report(run: Run) -> None:
    screen(run, book(CLEAR, HIT, REFUSED))
    assert sorted(path.name for path in Path("run").iterdir()) == [
        "refused.csv",
        "report.html",
        "run.json",
        "screenings.jsonl",
        "timings.json",
    ]
    told = json.loads(Path("run/run.json").read_bytes())
    assert (told["exit_code"], told["rows"], told["on"]) == (1, 3, ON)
    assert told["outcomes"] == {"clear": 1, "error": 1, "hits": 1, "inconclusive": 0}
    assert told["book"] == hashlib.sha256(Path("book.csv").read_bytes()).hexdigest()
    assert Path("run/refused.csv").read_text(encoding="utf-8").splitlines() == [
        "line,client_id,field,problem",
        "4,C-4,birth_date,is a spreadsheet's serial number; write it as YYYY-MM-DD",
    ]
    assert "Jean Exemple" in Path("run/report.html").read_text(encoding="utf-8")


def test_one_name_leaves_no_report_unless_asked(run: Run) -> None:
    screen(run, "--name", "Jean Exemple")
    names = sorted(path.name for path in Path("run").iterdir())
    assert names == ["run.json", "screenings.jsonl"]
    run("screen", "--name", "Jean Exemple", "--on", ON, "--html", "page.html")
    assert "Jean Exemple" in Path("page.html").read_text(encoding="utf-8")
    assert len(list(Path("runs").iterdir())) == 1


@pytest.mark.parametrize(
    "words",
    [
        ("--hits", "book.csv"),
        ("--html", "book.csv"),
        ("--hits", "./book.csv"),
        ("--hits", "a.csv", "--html", "a.csv"),
    ],
)
def test_what_is_read_is_never_written_over(run: Run, words: tuple[str, ...]) -> None:
    name = book(CLEAR, HIT)
    before = Path(name).read_bytes()
    done = screen(run, name, *words)
    assert done.exit_code == 1
    assert "name another file" in done.stderr
    assert Path(name).read_bytes() == before
    assert not Path("run").exists()


def test_a_page_never_takes_the_place_of_a_runs_screenings(run: Run) -> None:
    assert screen(run, book(CLEAR, HIT)).exit_code == 3
    held = Path("run", "screenings.jsonl").read_bytes()
    assert run("explain", "run", "--html", "run/screenings.jsonl").exit_code == 1
    assert Path("run", "screenings.jsonl").read_bytes() == held
    assert run("explain", "run", "--html", "run/all.html").exit_code == 0


def test_hits_are_written_as_a_table_where_that_is_asked(run: Run) -> None:
    assert screen(run, book(CLEAR, HIT), "--hits", "hits.csv").exit_code == 3
    header, row = Path("hits.csv").read_text(encoding="utf-8").splitlines()
    assert header.startswith("hit_id,subject,client_id,")
    assert row.split(",")[2] == "C-2"
    result = run("screen", book(CLEAR), "--hits", "hits.xlsx")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Invalid value for '--hits': is none of .csv, " in result.stderr


def test_a_table_of_before_is_replaced(run: Run) -> None:
    Path("hits.csv").write_text("yesterday\n")
    assert run("screen", book(HIT), "--hits", "hits.csv", "--on", ON).exit_code == 3
    assert "yesterday" not in Path("hits.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("table", "code"),
    [("lists/un_sc/hits.csv", 1), ("lists/index/hits.csv", 1), ("lists/hits.csv", 3),
     ("lists/outputs/hits.csv", 3)],
)  # fmt: skip
def test_no_table_is_written_into_a_list_though_one_may_lie_beside_them(
    table: str, code: int, held: Path, run: Run
) -> None:
    shutil.copytree(held, "lists")
    Path("lists", "outputs").mkdir()
    Path("lists", "index").mkdir(exist_ok=True)
    words = ("--hits", table, "--lists", "lists", "--on", ON)
    assert run("screen", book(HIT), *words).exit_code == code
    assert Path(table).exists() == (code == 3)


def test_runs_of_one_second_do_not_meet(run: Run) -> None:
    for _ in range(3):
        assert run("screen", "--name", "Jean Exemple", "--on", ON).exit_code == 3
    assert len(list(Path("runs").iterdir())) == 3


def test_a_run_is_not_overwritten(run: Run) -> None:
    screen(run, "--name", "Jean Exemple")
    result = screen(run, "--name", "Birgitta Utterström")
    assert result.exit_code == 1
    assert "exists already" in result.stderr


def test_the_least_score_of_a_hit_is_an_option(run: Run) -> None:
    assert screen(run, "--name", "Jean Exempleton", "--alert-at", "100").exit_code == 0
    run_json = json.loads(Path("run/run.json").read_bytes())
    assert run_json["alert_at"] == 100


@pytest.mark.parametrize("missing", ["un_sc", "eu_fsf", "us_ofac_sdn"])
def test_P4_without_a_required_list_nothing_is_clear(
    missing: str, tmp_path: Path, run: Run
) -> None:
    for list_id, text in (("un_sc", UN), ("eu_fsf", EU), ("us_ofac_sdn", OFAC)):
        if list_id != missing:
            hold(tmp_path / "some", list_id, text)
    result = screen(run, "--name", "Birgitta Utterström", "--lists", "some")
    assert result.exit_code == 4
    assert missing in result.stdout


def test_P4_a_damaged_list_is_never_clear(tmp_path: Path, run: Run) -> None:
    for list_id, text in (("un_sc", UN), ("eu_fsf", EU), ("us_ofac_sdn", OFAC)):
        hold(tmp_path / "some", list_id, text)
    (file,) = (tmp_path / "some" / "un_sc").glob("*/file")
    file.write_text(UN.replace("EXEMPLE", "EXAMPLE"))
    result = screen(run, "--name", "Birgitta Utterström", "--lists", "some")
    assert result.exit_code == 4


def test_a_book_that_has_no_name_is_told_as_it_was_given(run: Run) -> None:
    assert screen(run, ".").stderr.startswith("error: .: is none of .csv, ")


def test_a_book_that_cannot_be_read_is_an_error(run: Run) -> None:
    Path("book.csv").write_bytes(b"client_id,kind,role,name\nC-1,person,client,\xe9")
    result = screen(run, "book.csv")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "book.csv: is not UTF-8 at byte 43" in result.stderr
    assert screen(run, "absent.csv").exit_code == 1
    assert not Path("run").exists()


NASTY = [
    f"{MARKER}\x1b[31m\nclear",
    f"{MARKER}\u202egnp.exe",
    f"=cmd|{MARKER}",
    f"<script>{MARKER}</script>",
    f"{{{{7*7}}}} {MARKER}",
    f"../../{MARKER}",
    f"{MARKER}'; DROP TABLE x; --",
]


@pytest.mark.parametrize("name", NASTY, ids=range(len(NASTY)))
def test_C13_a_name_that_is_an_attack_is_kept_and_shown_inert(
    name: str, run: Run
) -> None:
    row = {"client_id": name, "kind": "person", "role": "client", "name": name}
    Path("book.jsonl").write_text(json.dumps(row))
    result = screen(run, "book.jsonl")
    assert "\x1b" not in result.output
    assert "\u202e" not in result.output
    assert "\nclear" not in result.stdout
    kept = json.loads(Path("run/screenings.jsonl").read_bytes())
    assert kept["client_id"] == name
    assert kept["parties"][0]["name"] == name
    page = Path("run/report.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "\u202e" not in page


def test_D05_a_file_name_cannot_write_to_the_terminal(run: Run) -> None:
    result = screen(run, "x\x1b[31m\nclear.txt")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "\x1b" not in result.stderr


def test_D06_nothing_of_a_party_leaves_the_results(run: Run) -> None:
    rows = [
        f"C-1,person,client,{MARKER} Utterström,1971-02-03,{MARKER}123\n",
        f"C-2,person,client,Jean Exemple {MARKER},{MARKER},\n",
        f"C-3,{MARKER},client,{MARKER},,\n",
        f"C-4,person,{MARKER},{MARKER},,\n",
        f"C-5,person,client,{MARKER},,,{MARKER}\n",
        f"C-6,person\n{MARKER},{MARKER}\n",
        f"C-7,organisation,client,{MARKER},1962-03-14,\n",
    ]
    for words in ([], ["--json"]):
        name = f"run{len(words)}"
        result = run("screen", book(*rows), "--on", ON, "--output", name, *words)
        assert result.exit_code == 1
        assert MARKER not in result.stderr
        assert MARKER not in Path(name, "run.json").read_text(encoding="utf-8")
        assert MARKER not in Path(name, "refused.csv").read_text(encoding="utf-8")
    left = {path.name for path in Path().iterdir()}
    assert left == {"book.csv", "run0", "run1"}


def test_D06_an_error_that_is_not_ours_tells_no_value(
    capsys: pytest.CaptureFixture[str],
) -> None:
    failures: list[Exception] = []
    shown = terminal.attempt(failures, lambda: {"name": 1}[MARKER])
    assert (shown, len(failures)) == (None, 1)
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("error: KeyError")
    assert MARKER not in told.err
    assert MARKER not in terminal.problem(OSError(2, "No such file", MARKER))


OUTPUTS = {
    "closed": ">&-",
    "full": ">/dev/full",
    "left": "| head -c 1 >/dev/null; exit ${PIPESTATUS[0]}",
}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no /dev/full")
@pytest.mark.parametrize("to", OUTPUTS.values(), ids=OUTPUTS)
def test_a_result_that_cannot_be_shown_is_kept_and_is_an_error(
    to: str, held: Path, tmp_path: Path
) -> None:
    rows = [HIT.replace("C-2", f"C-{n}") for n in range(300)]
    (tmp_path / "book.csv").write_text(HEADER + "".join(rows), encoding="utf-8")
    done = shell(f"screen book.csv --on {ON} --output run {to}", held, tmp_path)
    told = done.stderr.decode().splitlines()
    assert done.returncode == 1
    assert told[0].startswith("error: stdout cannot be written: ")
    assert [line for line in told if "error:" in line] == told[:1]
    assert told[-1] == "run: run"
    kept = json.loads((tmp_path / "run" / "run.json").read_bytes())
    assert (kept["exit_code"], kept["clients"]) == (1, 300)
    assert (tmp_path / "run" / "report.html").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no /dev/full")
@pytest.mark.parametrize("to", [">&-", ">/dev/full"])
def test_other_commands_say_that_they_cannot_be_heard(
    to: str, held: Path, tmp_path: Path
) -> None:
    done = shell(f"lists {to}", held, tmp_path)
    told = done.stderr.decode().splitlines()
    assert (done.returncode, len(told)) == (1, 1)
    assert told[0].startswith("error: stdout cannot be written: ")
    done = shell("--help >/dev/full", held, tmp_path)
    told = done.stderr.decode().splitlines()
    assert (done.returncode, len(told)) == (1, 1)


def test_without_stderr_the_exit_code_is_the_same(held: Path, tmp_path: Path) -> None:
    name = "'Jean Exemple'"
    for to in ("2>&-", "2>/dev/full"):
        done = shell(f"screen --name {name} --on {ON} {to}", held, tmp_path)
        assert done.returncode == 3


def shell(words: str, held: Path, folder: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["bash", "-c", f'"{sys.executable}" -m kycscreen {words}'],
        check=False,
        capture_output=True,
        cwd=folder,
        env={**os.environ, "KYCSCREEN_LISTS": str(held)},
    )


def test_a_page_that_cannot_be_written_is_told_before_anything_is_screened(
    hit: str, run: Run
) -> None:
    words = ["screen", "--name", "Jean Exemple", "--on", ON]
    result = run(*words, "--html", "absent/page.html")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "error: absent/page.html cannot be written: No such file or directory;"
        " name another file\n"
    )
    assert not Path("runs").exists()
    assert run("explain", "run", "--html", "absent/page.html").exit_code == 1
    assert run(*words, "--html", "page.html").exit_code == 3


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no /dev/full")
def test_a_page_that_was_not_written_is_an_error_of_the_run(run: Run) -> None:
    result = screen(run, "--name", "Jean Exemple", "--html", "/dev/full")
    assert result.exit_code == 1
    assert "error: /dev/full cannot be written: No space" in result.stderr
    assert json.loads(Path("run/run.json").read_bytes())["exit_code"] == 1


def test_a_folder_that_cannot_be_written_is_told_at_once(run: Run) -> None:
    Path("file").write_text("")
    result = run("screen", "--name", "Jean Exemple", "--output", "file/run")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("error: file/run: cannot be written: ")
    assert "--output" in result.stderr


@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_who_is_told_to_stop_can_be_gone_on_with(
    number: signal.Signals, held: Path, tmp_path: Path
) -> None:
    # The first result waits in the pipe for a reader until the signal has come.
    rows = [HIT.replace("C-2", f"C-{n}") for n in range(300)]
    (tmp_path / "book.csv").write_text(HEADER + "".join(rows), encoding="utf-8")
    words = ["screen", "book.csv", "--on", ON, "--output", "runs/run"]
    with subprocess.Popen(
        [sys.executable, "-m", "kycscreen", *words],
        cwd=tmp_path,
        env={**os.environ, "KYCSCREEN_LISTS": str(held)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        assert list((tmp_path / "runs").iterdir()), "something is being written"
        process.send_signal(number)
        told = process.stderr.read().decode()
        assert process.wait() == 1
    assert told == "interrupted; go on with --resume\n"
    (left,) = (tmp_path / "runs").iterdir()
    assert left.name.endswith(".partial")


@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
def test_nohup_is_respected() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with interruption.heeded():
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
            assert signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL
            interruption.ignore()
            assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_report_of_many_hits_holds_the_best_and_says_so(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shortened, "HITS", 2)
    monkeypatch.setattr(shortened, "OTHERS", 1)
    worse = HIT.replace("1962-03-14", "1963-03-14")
    rows = [worse.replace("C-2", f"W-{n}") for n in range(5)]
    rows += [HIT, HIT.replace("C-2", "C-3")]
    rows += [CLEAR, CLEAR.replace("C-1", "C-9"), UNNAMED.replace("C-3", "C-8")]
    result = screen(run, book(*rows))
    assert (
        "report.html shows 2 of 7 hits and 4 of 10 clients; for all of them:"
        " kycscreen explain run --html FILE"
    ) in result.stderr.splitlines()
    page = Path("run/report.html").read_text(encoding="utf-8")
    assert "10 clients: 2 clear, 7 with hits, 1 inconclusive, 0 error" in page
    assert "This page counts and shows 2 of 7 hits and 4 of 10 clients" in page
    assert page.count('<article class="sheet hit"') == 2
    assert "C-2" in page
    assert "W-1" not in page
    assert "C-8" in page
    assert run("explain", "run", "--html", "all.html").exit_code == 0
    whole = Path("all.html").read_text(encoding="utf-8")
    assert whole.count('<article class="sheet hit"') == 7


def test_a_row_without_client_is_told_alike_everywhere(run: Run) -> None:
    lost = "C-6,person\n"
    result = screen(run, book(CLEAR, HIT, lost, REFUSED))
    assert result.exit_code == 1
    told = [line for line in result.stdout.splitlines() if line.startswith("C-")]
    assert told == ["C-1: inconclusive", "C-2: hits", "C-4: error"]
    assert "  book.refused: line 4: has 2 cells and the header 6" in result.stdout
    assert (
        "3 clients: 0 clear, 1 with hits, 1 inconclusive, 1 error"
        in result.stderr.splitlines()
    )
    kept = json.loads(Path("run/run.json").read_bytes())
    assert kept["outcomes"] == {"clear": 0, "error": 1, "hits": 1, "inconclusive": 1}
    assert kept["exit_code"] == 1


NOBODYS = "".join(
    f'{{"client_id": {n}, "kind": "person", "role": "client", "name": "Jean {n}"}}\n'
    for n in (1, 2)
)


def test_a_book_of_which_no_row_says_whose_it_is_tells_every_row(run: Run) -> None:
    Path("book.jsonl").write_text(NOBODYS, encoding="utf-8")
    result = screen(run, "book.jsonl")
    assert (result.exit_code, result.stdout) == (1, "")
    told = result.stderr.splitlines()
    assert "2 rows: 0 accepted, 2 refused" in told
    assert told[-1] == (
        "error: book.jsonl: no row says whose it is; line 1: client_id is not text;"
        f" all of them: {Path('run', 'refused.csv')}"
    )
    refused = Path("run/refused.csv").read_text(encoding="utf-8").splitlines()
    assert refused[1:] == ["1,,client_id,is not text", "2,,client_id,is not text"]
    kept = json.loads(Path("run/run.json").read_bytes())
    assert (kept["clients"], kept["rows_refused"], kept["exit_code"]) == (0, 2, 1)


def test_D06_a_personal_number_is_masked_wherever_it_is_kept(run: Run) -> None:
    number = "131052-308T"
    row = f"C-1,person,client,Jean Exemple,1952-10-13,{number}\n"
    result = screen(run, book(row))
    assert number not in result.output
    for path in Path("run").iterdir():
        assert number not in path.read_text(encoding="utf-8"), path.name


@pytest.fixture
def hit(run: Run) -> str:
    """Screen a book and return the id of its hit."""
    result = screen(run, book(CLEAR, HIT), "--json")
    (found,) = Screening.from_json(result.stdout.splitlines()[1]).hits
    return found.id


def test_a_hit_is_explained_by_the_beginning_of_its_id(hit: str, run: Run) -> None:
    result = run("explain", "run", hit[:6])
    assert result.exit_code == 0
    assert "Jean Exemple" in result.stdout
    assert "Birgitta" not in result.stdout
    marked = run("explain", "run", hit, "--format", "markdown").stdout
    assert marked.startswith("# Jean Exemple resembles JEAN EXEMPLE")
    told = json.loads(run("explain", "run", hit, "--format", "json").stdout)
    assert told["id"] == hit
    assert told["score"] == sum(reason["points"] for reason in told["reasons"])


def test_a_run_is_explained(hit: str, run: Run) -> None:
    told = run("explain", "run").stdout
    assert hit in told
    assert "C-1" in told
    assert "C-1" in run("explain", "run", "--format", "markdown").stdout
    lines = run("explain", "run", "--format", "json").stdout
    assert lines == Path("run/screenings.jsonl").read_text(encoding="utf-8")


def test_the_report_of_a_run_can_be_made_again(hit: str, run: Run) -> None:
    result = run("explain", "run", "--html", "page.html")
    assert (result.exit_code, result.stdout) == (0, "")
    again = Path("page.html").read_text(encoding="utf-8")
    assert again == Path("run/report.html").read_text(encoding="utf-8")
    assert hit in again


def test_a_hit_that_is_unknown_leaves_no_report(hit: str, run: Run) -> None:
    assert run("explain", "run", "zzz", "--html", "all.html").exit_code == 2
    assert not Path("all.html").exists()


@pytest.mark.parametrize("words", [["0123456789abcdef"], [""]])
def test_an_unknown_hit_is_a_usage_error(words: list[str], run: Run) -> None:
    screen(run, book(HIT, HIT.replace("C-2", "C-5")))
    assert run("explain", "run", *words).exit_code == 2


def test_a_folder_that_is_no_run_is_an_error(run: Run) -> None:
    assert run("explain", "absent").exit_code == 1


def test_the_lists_that_are_held_are_shown(run: Run) -> None:
    result = run("lists")
    assert result.exit_code == 4, "they are stale"
    assert [line.split()[0] for line in result.stdout.splitlines()] == [
        "list",
        "eu_fsf",
        "un_sc",
        "us_ofac_sdn",
    ]
    assert result.stderr == ""
    told = [json.loads(line) for line in run("lists", "--json").stdout.splitlines()]
    assert told[0]["list_id"] == "eu_fsf"
    assert told[0]["published"] == "2026-05-31"
    assert told[0]["entities"] == 1


def test_required_lists_that_are_not_held_are_named(run: Run) -> None:
    Path("empty").mkdir()
    result = run("lists", "--lists", "empty")
    assert result.exit_code == 4
    assert [line.split()[0] for line in result.stdout.splitlines()[1:]] == [
        "eu_fsf",
        "un_sc",
        "us_ofac_sdn",
    ]
    assert result.stdout.count("missing but required") == 3
    assert result.stderr.splitlines() == [
        f"missing: {list_id} in empty, without it nothing is clear"
        for list_id in ("eu_fsf", "un_sc", "us_ofac_sdn")
    ]


def test_a_folder_of_lists_that_is_not_there_is_an_error(run: Run) -> None:
    for words in (
        ["lists"],
        ["lists", "verify"],
        ["screen", "--name", "Jean Exemple"],
    ):
        result = run(*words, "--lists", "absent")
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == "error: absent: is no folder; name yours with --lists\n"
    assert not Path("runs").exists()


def test_every_list_says_what_is_in_the_way_of_a_clear(
    tmp_path: Path, run: Run
) -> None:
    hold(tmp_path / "mine", "un_sc", UN)
    hold(tmp_path / "mine", "eu_fsf", EU, extract=True)
    (manifest_of_un,) = (tmp_path / "mine" / "un_sc").glob("*/manifest.json")
    plain = json.loads(manifest_of_un.read_text())
    del plain["checked"]
    manifest_of_un.write_text(json.dumps(plain))
    result = run("lists", "--lists", "mine")
    lines = result.stdout.splitlines()
    assert "  extract, stale" in lines[1]
    assert "  undated" in lines[2]
    assert lines[3].endswith("missing but required")
    assert lines[1].endswith("Decision 2011/833/EU")
    assert max(map(len, lines)) <= 132
    told = [json.loads(line) for line in run("lists", "--json").stdout.splitlines()]
    assert {"publisher", "licence", "stale_after", "state"} <= set(told[0])


def test_a_list_that_the_gate_refuses_is_an_error(run: Run) -> None:
    Path("un.xml").write_text(UN, encoding="utf-8")
    result = run("lists", "--lists", "mine", "add", "un_sc", "un.xml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "un_sc: 1 entities" in result.stderr
    unknown = run("lists", "add", "un_xx", "un.xml")
    assert unknown.exit_code == 2
    assert "own_ and a name in a-z, 0-9 and _" in " ".join(unknown.stderr.split())
    assert "un_sc" in unknown.stderr
    assert run("lists", "add", "un_sc", "un.xml", "--by", "who").exit_code == 2


def test_any_dataset_of_opensanctions_is_a_list(run: Run) -> None:
    told = {"name": ["Jean Exemple"], "topics": ["sanction"]}
    line = {"id": "x", "schema": "Person", "properties": told}
    line["last_seen"] = "2015-11-20T00:00:00"
    Path("os.json").write_text(json.dumps(line))
    words = ["lists", "--lists", "mine", "add", "os_xx_exemple", "os.json"]
    assert run(*words).exit_code == 0
    (told_of,) = run("lists", "--lists", "mine", "--json").stdout.splitlines()
    assert json.loads(told_of)["stale_after"] == 7


def members(count: int) -> Path:
    """Write an invented parliament's file."""
    born = {"birth_date": "1962-03-14"}
    people = [
        {"id": f"m-{n}", "name": f"Jean Exemple {n}", **born} for n in range(count)
    ]
    seats = [
        {"person_id": f"m-{n}", "organization_id": "l", "role": "member"}
        for n in range(count)
    ]
    bodies = [{"id": "l", "classification": "legislature", "name": "Eduskunta"}]
    file = {
        "meta": {},
        "persons": people,
        "memberships": seats,
        "organizations": bodies,
        "events": [],
    }
    path = Path("fi.json")
    path.write_text(json.dumps(file))
    return path


def test_a_decision_on_a_refused_list_is_taken_and_told(run: Run) -> None:
    def lists_(*words: str) -> Result:
        return run("lists", *words)

    fi, mine = "popolo_fi_eduskunta", ("--lists", "mine")
    dated = (*mine, "--published", "2015-11-20")
    assert lists_("add", *dated, fi, str(members(440))).exit_code == 0
    refused = lists_("add", *dated, fi, str(members(330)))
    assert refused.exit_code == 1
    assert f"kycscreen lists accept {fi} --why WHY --by WHO" in refused.stderr
    shown = run("lists", *mine)
    assert shown.exit_code == 4
    assert "stale, newer refused" in shown.stdout
    assert f"refused: {fi}: needs a person's approval" in shown.stderr
    found = lists_("diff", *mine, fi)
    assert found.exit_code == 0
    assert found.stdout.splitlines()[0] == "delisted    m-330  Jean Exemple 330"
    assert "0 listed, 110 delisted, 0 amended, 0 renumbered" in found.stderr
    told = [
        json.loads(x)
        for x in lists_("diff", *mine, fi, "--json").stdout.split("\n")[:-1]
    ]
    assert len(told) == 110
    assert told[0]["what"] == "delisted"
    word = ("--why", "an election", "--by", "A. Analyst")
    assert lists_("accept", *mine, fi).exit_code == 2
    accepted = lists_("accept", *mine, fi, *word)
    assert (accepted.exit_code, accepted.stderr) == (0, "")
    assert "is in use" in accepted.stdout
    back = lists_("rollback", *mine, fi, "--why", "no", "--by", "B. Analyst")
    assert back.exit_code == 0, back.stderr
    log = lists_("log", *mine, fi).stdout.splitlines()
    assert [line.split()[1] for line in log[1:]] == [
        "used",
        "refused",
        "accepted",
        "rolled",
    ]
    assert log[3].endswith("A. Analyst  an election")
    assert len(lists_("log", *mine, fi, "--json").stdout.splitlines()) == 4
    seen = lists_("log", *mine, fi, "--record", "m-400")
    assert "first known here on" in seen.stderr
    assert "listed      m-400  Jean Exemple 400" in seen.stdout
    assert lists_("log", *mine, fi, "--record", "x").exit_code == 1
    assert lists_("diff", *mine, fi, "1", "2", "3").exit_code == 2
    kept = lists_("prune", *mine, "--dry-run", "--older-than", "1")
    assert (kept.exit_code, kept.stderr) == (0, "0 files would be removed\n")


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_book_is_screened_by_the_lists_of_an_earlier_day(
    run: Run, workers: str
) -> None:
    day, later = date(2026, 6, 1), date(2026, 6, 8)
    for on, name in ((day, "Jean Exemple"), (later, "Olga Primerova")):
        row = {"id": "1", "kind": "person", "name": name}
        head = {"published": on.isoformat()}
        path = Path("own.jsonl")
        path.write_text(f"{json.dumps(head)}\n{json.dumps(row)}\n")
        with contextlib.suppress(ListError):
            lists.add("mine", "own", path, today=on, checked=on)
    lists.accept("mine", "own", why="another", by="A. Analyst", today=later)
    file = book(
        "C-1,person,client,Jean Exemple,,\n", "C-2,person,client,Olga Primerova,,\n"
    )
    words = ("screen", file, "--lists", "mine", "--json", "--workers", workers)
    found = {}
    for as_of in ("2026-05-31", "2026-06-03", "2026-06-08"):
        result = run(*words, "--as-of", as_of)
        told = [Screening.from_json(line) for line in result.stdout.splitlines()]
        assert {str(one.provenance.on) for one in told} == {as_of}
        found[as_of] = [one.client_id for one in told if one.hits]
    assert found == {"2026-05-31": [], "2026-06-03": ["C-1"], "2026-06-08": ["C-2"]}


def test_a_list_that_passes_the_gate_is_held(run: Run) -> None:
    words = ["--lists", "mine", "add", "popolo_fi_eduskunta", str(members(400))]
    result = run("lists", *words, "--published", "2015-11-20")
    assert result.exit_code == 0, result.stderr
    (snapshot,) = lists.active("mine")
    assert (snapshot.entities, snapshot.published) == (400, date(2015, 11, 20))
    assert snapshot.checked == date(2015, 11, 20)
    assert "stale" in result.stdout
    result = run("lists", *words, "--checked", "2026-05-31", "--by", "A. Analyst")
    assert result.exit_code == 0, result.stderr
    (snapshot,) = lists.active("mine")
    assert snapshot.checked == date(2026, 5, 31)
    assert snapshot.manifest is not None
    assert snapshot.manifest.checked_by == "A. Analyst"
    result = run("lists", *words, "--checked", "2026-06-01")
    assert json.loads(run("lists", "--lists", "mine", "--json").stdout)["checked_by"]
    plain = json.loads(Path("fi.json").read_text())
    plain["organizations"][0]["name"] = "Alþingi"
    Path("fi.json").write_text(json.dumps(plain))
    assert run("lists", *words).exit_code == 1


def test_verify_names_what_changed(tmp_path: Path, run: Run) -> None:
    hold(tmp_path / "mine", "un_sc", UN)
    assert run("lists", "--lists", "mine", "verify").exit_code == 0
    (file,) = (tmp_path / "mine" / "un_sc").glob("*/file")
    file.write_text(UN.replace("EXEMPLE", "EXAMPLE"))
    result = run("lists", "verify", "--lists", "mine")
    assert result.exit_code == 1
    assert "un_sc" in result.stderr


def test_P4_a_list_that_may_not_be_read_is_a_gap_and_says_so(
    held: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_file = Path.is_file

    def forbidden(path: Path) -> bool:  # whoever may do all is refused nothing
        if path.parent.name == "un_sc":
            raise PermissionError(13, "Permission denied")
        return is_file(path)

    monkeypatch.setattr(Path, "is_file", forbidden)
    result = screen(run, book(CLEAR))
    assert result.exit_code == 4
    assert "list.damaged un_sc: you may not read it; let its owner" in result.stdout
    assert "remove the folder" not in result.stdout


def test_a_damaged_pointer_is_told(tmp_path: Path, run: Run) -> None:
    hold(tmp_path / "mine", "un_sc", UN)
    (tmp_path / "mine" / "un_sc" / "active").write_text("x")
    result = run("lists", "--lists", "mine")
    assert result.exit_code == 1
    assert "cannot be used" in result.stdout
    assert "error: un_sc" in result.stderr


def test_help_is_given_for_every_command(run: Run) -> None:
    assert run("--help").exit_code == 0
    for command in ("screen", "lists", "explain"):
        assert command in run("--help").stdout
        assert run(command, "--help").exit_code == 0
    assert run("no-such-command").exit_code == 2


def python(*words: str, held: Path, folder: Path) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "KYCSCREEN_LISTS": str(held), "PYTHONIOENCODING": ""}
    return subprocess.run(
        [sys.executable, *words],
        check=False,
        capture_output=True,
        cwd=folder,
        env=environment,
    )


def test_the_package_runs_as_a_module_in_any_locale(held: Path, tmp_path: Path) -> None:
    words = ["-m", "kycscreen", "screen", "--name", "Åsa Exemple", "--on", ON]
    done = python("-X", "utf8=0", *words, "--json", held=held, folder=tmp_path)
    assert done.returncode in (0, 3)
    assert Screening.from_json(done.stdout.decode()).parties[0].name == "Åsa Exemple"


def test_one_name_loads_nothing_that_it_does_not_need(
    held: Path, tmp_path: Path
) -> None:
    code = (
        "import sys\n"
        "from kycscreen.cli import main\n"
        "try:\n"
        f"    main(['screen', '--name', 'Jean Exemple', '--on', '{ON}'])\n"
        "except SystemExit as left:\n"
        "    assert left.code == 3, left.code\n"
        "heavy = {'rich', 'numpy', 'requests', 'lxml', 'kycscreen.explain.page',"
        " 'kycscreen.book.tables', 'kycscreen.cli.listing', 'tempfile'}\n"
        "sys.stderr.write(' '.join(sorted(heavy & set(sys.modules))))\n"
    )
    python("-m", "kycscreen", "lists", "verify", held=held, folder=tmp_path)
    python("-c", code, held=held, folder=tmp_path)
    done = python("-c", code, held=held, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr.decode().splitlines()[2:] == []


def test_a_damaged_history_hides_no_list_and_proves_none(run: Run) -> None:
    fi, mine = "popolo_fi_eduskunta", ("--lists", "mine")
    dated = (*mine, "--published", "2015-11-20")
    assert run("lists", "add", *dated, fi, str(members(440))).exit_code == 0
    (Path("mine") / fi / "history").write_text("{")
    shown = run("lists", *mine)
    assert shown.exit_code == 4
    assert "stale, history damaged" in shown.stdout
    assert f"error: {fi}: the history cannot be read" in shown.stderr


def test_a_list_of_which_only_an_extract_is_held_was_never_in_use(run: Run) -> None:
    origin = Manifest(sha256="", bytes=0, added_on=date(2026, 3, 1), extract=True)
    fi = "popolo_fi_eduskunta"
    lists.keep("mine", fi, members(3).read_bytes(), origin)
    told = run("lists", "log", "--lists", "mine", fi)
    assert (told.exit_code, told.stdout) == (0, "")
    assert f"{fi}: no edition was in use yet" in told.stderr
