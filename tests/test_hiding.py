"""Can a pull request hide from `collate check` what it changed, or make it overwrite a file?

Each test is a row of the table of threats in docs/security.md.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from collate.cli.main import run

Called = Callable[..., tuple[int, str, str]]

A = "Whan that Aprille with his shoures soote\nThe droghte of March hath perced to the roote\n"
B = A.replace("hath", "had")
SETTINGS = """[[witnesses]]
siglum = "A"
file = "a.txt"

[[witnesses]]
siglum = "B"
file = "b.txt"

[report]
folder = "r"
formats = ["html", "markdown", "latex", "tei"]
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the work `w`."""
    (tmp_path / "w").mkdir()
    (tmp_path / ".git").mkdir()
    write(tmp_path, "w/a.txt", A)
    write(tmp_path, "w/b.txt", B)
    write(tmp_path, "w/collation.toml", SETTINGS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def called(capsys: pytest.CaptureFixture[str]) -> Called:
    """Run a command; return its exit code and what it printed."""

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(list(arguments))
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return code, captured.out, captured.err

    return call


def write(project: Path, name: str, content: str) -> None:
    (project / name).parent.mkdir(parents=True, exist_ok=True)
    (project / name).write_text(content, encoding="utf-8")


def findings(out: str) -> list[str]:
    return re.findall(r"^(\S+:\d+:\d+: \S+)", out, flags=re.MULTILINE)


REPORTS = {
    "html": ("apparatus.html", "<!-- collate: ignore[D101] -->\n"),
    "markdown": ("apparatus.md", "<!-- collate: ignore -->\n"),
    "latex": ("apparatus.tex", "% collate: ignore[stale-report]\n"),
    "tei": ("apparatus.xml", "<!-- collate: ignore[D] -->\n"),
}


@pytest.mark.parametrize(("name", "comment"), REPORTS.values(), ids=REPORTS)
def test_no_comment_in_a_report_hides_that_it_is_not_up_to_date(
    name: str, comment: str, project: Path, called: Called
) -> None:
    assert called("report", "w", "-o", "w/r", "--format", "html,markdown,latex,tei")[0] == 0
    assert called("check", "w") == (0, "", "2 files checked: nothing found\n")
    report = project / "w" / "r" / name
    report.write_text(comment + report.read_text(encoding="utf-8"), encoding="utf-8")
    code, out, _ = called("check", "w", "--format", "concise")
    assert (code, findings(out)) == (1, [f"w/r/{name}:1:1: D101"])


def test_no_comment_hides_that_entries_came_and_went(project: Path, called: Called) -> None:
    write(project, "w/collation.toml", f"# collate: ignore\n{SETTINGS}[check]\nbaseline = '../known.json'\n")
    assert called("check", "--write-baseline")[0] == 0
    write(project, "w/b.txt", A.replace("roote", "rote"))
    out = called("check", "--select", "D", "--format", "concise")[1]
    assert findings(out) == ["w/b.txt:2:41: D301", "w/collation.toml:1:1: D302"]
