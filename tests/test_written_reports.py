"""What do commands do when they are stopped, the disk is full, or the output is a pipe or a link?"""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from file_sets import BUFFERED, RUN, contents

from collate.cli.main import run


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("a grey cat")
    (tmp_path / "b.txt").write_text("a gray cat")
    return tmp_path


def test_a_report_to_the_null_device_is_no_error(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "a.txt", "b.txt", "-o", "/dev/null"]) == 0
    assert capsys.readouterr().out.startswith("wrote /dev/null\n")
    assert run(["report", "a.txt", "b.txt", "--format", "json", "--format", "csv", "-o", "/dev/null"]) == 2
    assert (
        capsys.readouterr().err
        == "collate: /dev/null is one file, and 2 formats need a folder; name a folder with -o\n"
    )
    assert sorted(path.name for path in texts.iterdir()) == ["a.txt", "b.txt"]


def test_a_committed_link_among_the_reports_is_not_followed(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (texts / "reports").mkdir()
    (texts / "reports" / "apparatus.csv").symlink_to("../a.txt")
    (texts / "outside.txt").write_text("precious")
    (texts / "reports" / "apparatus.json").symlink_to("../outside.txt")
    assert run(["report", "a.txt", "b.txt", "--format", "json", "--format", "html", "-o", "reports"]) == 2
    assert capsys.readouterr().err == (
        "collate: reports/apparatus.json: this is a symbolic link; remove it, or choose another path with -o\n"
    )
    assert (texts / "outside.txt").read_text() == "precious"
    assert sorted(path.name for path in (texts / "reports").iterdir()) == ["apparatus.csv", "apparatus.json"]


def test_what_was_mended_is_said_on_standard_error(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (texts / f"{RUN}-0.new").write_text("half a rep")
    assert run(["report", "a.txt", "b.txt", "--format", "csv", "-o", "report.csv"]) == 0
    assert capsys.readouterr().err == f"note: {texts}: removed 1 temporary files of an earlier run that was stopped\n"


# A process whose report sends it a signal when its first chunk has been written.
SIGNALLED = """
import os, sys, time
import collate.cli.run_report as command
from collate.cli.main import main
number = int(sys.argv[1])
def chunks(*_):
    yield "first"
    os.kill(os.getpid(), number)
    time.sleep(10)
command.report_chunks = chunks
sys.argv[1:] = ["report", "a.txt", "b.txt", "--format", "csv", "--format", "json", "-o", "reports"]
main()
"""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_a_signal_ends_the_program_with_its_exit_code_and_leaves_no_temporary(
    number: signal.Signals, code: int, texts: Path
) -> None:
    reports = texts / "reports"
    reports.mkdir()
    (reports / "apparatus.csv").write_text("old")
    done = subprocess.run(
        [sys.executable, "-c", f"import signal; signal.signal(2, signal.default_int_handler){SIGNALLED}", str(number)],
        capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (code, b"", b"")
    assert contents(reports) == {"apparatus.csv": "old"}


@pytest.mark.parametrize(
    ("arguments", "full", "code"),
    [
        (["--help"], "stdout", 2),
        (["diff", "a.txt", "b.txt"], "stdout", 2),
        (["report", "a.txt", "b.txt", "--format", "csv", "-o", "report.csv"], "stdout", 2),
        (["report", "a.txt", "missing.txt"], "stderr", 2),
        (["check", "missing.txt"], "stderr", 2),
        (["diff", "a.txt", "b.txt"], "stderr", 1),
    ],
)
def test_a_full_disk_under_standard_output_or_error_is_no_fault(
    arguments: list[str], full: str, code: int, texts: Path
) -> None:
    with Path("/dev/full").open("wb") as device:
        done = subprocess.run(
            [sys.executable, "-m", "collate", *arguments], cwd=texts, env=BUFFERED, check=False,
            stdout=device if full == "stdout" else subprocess.PIPE,
            stderr=device if full == "stderr" else subprocess.PIPE,
        )  # fmt: skip
    assert done.returncode == code
    if full == "stdout":
        assert done.stderr == b"collate: standard output: No space left on device; nothing more was written\n"
