"""A long command shows on a terminal what it does, how far it is and how long it will take; elsewhere it is silent."""

import time
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path

import pytest

from collate.apparatus import Selection
from collate.cli.main import run
from collate.cli.progress import ProgressLine, progress_shown
from collate.model.progress import tracked
from collate.model.witness import ApparatusForm
from collate.pipeline.collating import collate_work
from collate.pipeline.reports import CHUNKS, report_chunks
from collate.reading import read_sources
from collate.reading.building import work_of

Reports = list[tuple[str, float]]


class Watch:
    """A clock that a test sets, a terminal that it reads, and the line on it."""

    def __init__(self, width: int = 80) -> None:
        self.now, self.width = 100.0, width
        self.written: list[str] = []
        self.line = ProgressLine(self.written.append, lambda: self.now, lambda: self.width)

    def drawn(self, seconds: float) -> str:
        """Return what is written last when so many seconds have passed."""
        self.now = 100.0 + seconds
        self.line.draw()
        return self.written[-1] if self.written else ""


def test_a_short_command_shows_nothing() -> None:
    watch = Watch()
    watch.line.report("reading", 0.5)
    assert watch.drawn(0.4) == ""
    watch.line.clear()
    assert watch.written == []


def test_the_line_names_the_stage_then_the_share_then_the_time() -> None:
    watch = Watch()
    assert watch.drawn(1.0) == ""
    watch.line.report("aligning", 0.0)
    assert watch.drawn(1.0) == "aligning"
    watch.line.report("aligning", 0.25)
    assert watch.drawn(1.5) == "aligning: 25 %"  # the stage has just begun
    watch.now = 103.0
    watch.line.report("aligning", 0.25)
    assert watch.drawn(3.0) == "aligning: 25 %, about 6 s left, 3 s so far"
    assert watch.drawn(7.0) == "aligning: 25 %, about 2 s left, 7 s so far"
    assert watch.drawn(9.5) == "aligning: 25 %, 10 s so far"  # it takes longer than expected
    watch.line.report("classifying", 0.01)
    assert watch.drawn(10.0) == "classifying: 1 %, 10 s so far"
    watch.now = 203.0
    watch.line.report("classifying", 0.5)
    assert watch.drawn(103.0) == "classifying: 50 %, about 2 min left, 2 min so far"


def test_the_time_left_is_that_of_the_stage() -> None:
    watch = Watch()
    watch.line.report("aligning", 0.9)
    watch.now = 110.0
    watch.line.report("classifying", 0.0)
    watch.now = 112.0
    watch.line.report("classifying", 0.1)
    assert watch.drawn(12.0) == "classifying: 10 %, about 18 s left, 12 s so far"


def test_a_line_that_has_not_changed_is_not_written_again_and_is_removed_at_the_end() -> None:
    watch = Watch()
    watch.line.report("aligning", 0.0)
    assert [watch.drawn(t) for t in (0.5, 0.6, 2.9)] == ["aligning"] * 3
    watch.line.clear()
    watch.line.clear()
    assert watch.written == ["aligning", ""]


def test_the_line_fits_the_terminal() -> None:
    watch = Watch(width=20)
    watch.line.report("writing a-long-name-of-a-report.html", 0.0)
    assert watch.drawn(1.0) == "writing a-lo … html"


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("CI", raising=False)
    return Terminal()


def test_the_terminal_line_is_rewritten_and_cleared_also_when_the_work_fails(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("collate.cli.progress.QUIET_TIME", 0.0)

    def interrupted() -> None:
        with redirect_stderr(terminal), progress_shown() as progress:
            assert progress is not None
            progress("aligning\x1b[31m\n", 0.5)
            deadline = time.monotonic() + 10
            while not terminal.getvalue() and time.monotonic() < deadline:
                time.sleep(0.01)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert terminal.getvalue() == "\raligning\\u{1b}[31m\\u{a}: 50 %\x1b[K\r\x1b[K"


@pytest.mark.parametrize(("name", "value"), [("CI", "true"), ("TERM", "dumb")])
def test_ci_and_dumb_terminals_show_nothing(
    name: str, value: str, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with redirect_stderr(terminal), progress_shown() as progress:
        assert progress is None


@pytest.mark.usefixtures("terminal")
def test_a_pipe_shows_nothing() -> None:
    with redirect_stderr(StringIO()), progress_shown() as progress:
        assert progress is None


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(tmp_path)
    words = {"a": "the old colour of it", "b": "the old color of it", "c": "the color of them"}
    for siglum, text in words.items():
        Path(f"{siglum}.txt").write_text(text)
    return [f"{siglum}.txt" for siglum in words]


def test_each_stage_of_collating_is_reported_with_its_share(texts: list[str]) -> None:
    reports: Reports = []
    work = read_sources(texts, progress=lambda stage, share: reports.append((stage, round(share, 2))))
    collated = collate_work(work, progress=lambda stage, share: reports.append((stage, round(share, 2))))
    thirds = [0.0, 0.33, 0.67]
    units = len(collated.units)
    assert reports == [
        *(("reading", share) for share in thirds),
        ("dividing into words", 0.0),
        ("aligning", 0.0),
        ("aligning", 0.0),
        ("aligning", 0.5),
        *(("finding variants", share) for share in thirds),
        *(("classifying", round(k / units, 2)) for k in range(units)),
    ]
    assert collated.apparatus == collate_work(read_sources(texts)).apparatus


def test_each_report_is_named_while_it_is_written(
    texts: list[str], terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    stages: list[str] = []
    monkeypatch.setattr(ProgressLine, "report", lambda self, stage, share: stages.append(stage))

    def last_stages(*arguments: str) -> list[str]:
        with redirect_stderr(terminal):
            assert run(arguments) == 0
        return list(dict.fromkeys(stages))[-2:]

    written = ["writing apparatus.csv", "writing apparatus.json"]
    assert last_stages("report", *texts, "--format", "csv,json", "-o", "out") == written
    compared = [stage.replace("writing", "comparing") for stage in written]
    assert last_stages("report", *texts, "--format", "csv,json", "-o", "out", "--check") == compared
    assert last_stages("check", *texts)[-1] == "checking files"


def test_without_a_function_nothing_is_counted() -> None:
    items = ["a", "b"]
    assert tracked(items, 2, "reading", None) is items


@pytest.mark.parametrize("name", CHUNKS)
def test_the_share_of_a_writer_rises_to_nearly_all(name: str) -> None:
    texts = {siglum: f"the {siglum} cat sat on a mat; " * 60 for siglum in ("one", "two", "tree")}
    collated = collate_work(work_of(texts))
    shares: list[float] = []
    for _ in report_chunks(collated, name, Selection(), ApparatusForm.POSITIVE, lambda _, share: shares.append(share)):
        pass
    assert shares == sorted(shares)
    assert 0.6 < shares[-1] <= 1.0
    assert sum(share == 1.0 for share in shares) < len(shares) / 2
