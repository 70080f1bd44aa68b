"""Can a pull request hide from `collate check` what it changed, or make it overwrite a file?

Each test is a row of the table of threats in docs/security.md.
"""

import json
import os
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from stranger import Called, git

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


def test_a_record_of_a_baseline_accepts_only_the_finding_that_it_describes(project: Path, called: Called) -> None:
    write(project, "w/b.txt", A.replace("his shoures", "his his shoures"))
    write(project, "pyproject.toml", '[tool.collate.check]\nbaseline = "known.json"\nselect = ["T201"]\n')
    assert called("check", "--write-baseline")[0] == 0
    known = json.loads((project / "known.json").read_text(encoding="utf-8"))
    assert called("check") == (0, "", "2 files checked: nothing found; 1 recorded in the baseline\n")
    for lie in ({"code": "T108"}, {"path": "w/a.txt"}, {"code": None}):
        record = known["known"][0] | lie | {"message": "house style"}
        write(project, "known.json", json.dumps(known | {"known": [record]}))
        code, out, err = called("check", "--format", "concise")
        assert (code, findings(out)) == (0, ["w/b.txt:1:28: T201"])
        assert err == "2 files checked: 1 warning; 1 obsolete in the baseline: run --write-baseline\n"


def test_a_reason_for_another_finding_is_not_kept(project: Path, called: Called) -> None:
    write(project, "w/b.txt", A.replace("his shoures", "his his shoures"))
    write(project, "pyproject.toml", '[tool.collate.check]\nbaseline = "known.json"\nselect = ["T201"]\n')
    called("check", "--write-baseline")
    known = json.loads((project / "known.json").read_text(encoding="utf-8"))
    known["known"][0] |= {"code": "T108", "why": "house style"}
    write(project, "known.json", json.dumps(known))
    assert called("check", "--write-baseline")[0] == 0
    assert json.loads((project / "known.json").read_text(encoding="utf-8"))["known"][0]["why"] == ""


def test_a_note_names_a_work_that_the_baseline_leaves_out(project: Path, called: Called) -> None:
    write(project, "pyproject.toml", '[tool.collate.check]\nbaseline = "known.json"\nselect = ["D"]\n')
    assert called("check", "--write-baseline")[0] == 0
    assert called("check") == (0, "", "2 files checked: nothing found\n")
    known = json.loads((project / "known.json").read_text(encoding="utf-8"))
    write(project, "known.json", json.dumps(known | {"apparatus": {"v": {}}}))
    note = "note: known.json: the baseline has no entries of w; {} not checked; to add them, run --write-baseline\n"
    end = "2 files checked: nothing found\n"
    assert called("check") == (0, "", end + note.format("D301 and D302 were"))
    assert called("check", "--ignore", "D301") == (0, "", end + note.format("D302 was"))
    assert called("check", "--ignore", "D3") == (0, "", end)


OVERWRITTEN = ["../.git/config", "a.txt", "collation.toml", "../.github/workflows/ci.yml", "../data.json", "link.json"]


@pytest.mark.parametrize("name", OVERWRITTEN)
def test_no_baseline_of_the_settings_overwrites_another_file(name: str, project: Path, called: Called) -> None:
    write(project, ".git/config", "[core]\n")
    write(project, ".github/workflows/ci.yml", "on: push\n")
    write(project, "data.json", "{}\n")
    (project / "w" / "link.json").symlink_to("a.txt")
    write(project, "w/collation.toml", f'{SETTINGS}[check]\nbaseline = "{name}"\n')
    before = content_of(project)
    code, out, err = called("check", "--write-baseline")
    shown = os.path.normpath(f"w/{name}")
    assert (code, out) == (2, "")
    assert re.fullmatch(rf"collate: .*{re.escape(Path(shown).name)}: .*\n", err)
    assert content_of(project) == before


@pytest.mark.parametrize("name", ["../new", "../Makefile", "known.json.py"])
def test_a_new_baseline_of_the_settings_is_a_json_file(name: str, project: Path, called: Called) -> None:
    write(project, "w/collation.toml", f'{SETTINGS}[check]\nbaseline = "{name}"\n')
    before = content_of(project)
    code, _, err = called("check", "--write-baseline")
    assert (code, content_of(project)) == (2, before)
    assert err.endswith(": the name of a baseline must end in .json; change it in the settings\n")


def test_a_baseline_that_the_user_names_overwrites_no_other_file(project: Path, called: Called) -> None:
    write(project, "notes.json", '{"notes": []}\n')
    for name in ("notes.json", "w/a.txt"):
        before = content_of(project)
        assert called("check", "--write-baseline", "--baseline", name) == (
            2, "", f"collate: {name}: this file is not a baseline and is not overwritten; name another file with --baseline\n"
        )  # fmt: skip
        assert content_of(project) == before
    assert called("check", "--write-baseline", "--baseline", "known.json")[:2] == (0, "wrote known.json\n")
    assert called("check", "--write-baseline", "--baseline", "known.json")[:2] == (0, "wrote known.json\n")


def test_a_baseline_that_is_a_witness_is_not_overwritten(project: Path, called: Called) -> None:
    called("check", "--write-baseline", "--baseline", "w/c.json")
    toml = f'{SETTINGS}[check]\nbaseline = "c.json"\n[[witnesses]]\nsiglum = "C"\nfile = "c.json"\n'
    write(project, "w/collation.toml", toml)
    before = content_of(project)
    code, _, err = called("check", "--write-baseline")
    assert (code, content_of(project)) == (2, before)
    assert "w/c.json: this file is read as input and is never overwritten" in err


def content_of(project: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(project.rglob("*")) if path.is_file()}


@pytest.fixture
def repository(project: Path, called: Called) -> Path:
    """The project in git, with reports, decisions in and beside the work, and a table of rules beside it."""
    write(project, "w/decisions.toml", "decisions = []\n")
    write(project, "more.toml", "decisions = []\n")
    write(project, "rules.toml", 'different = [["hath", "had"]]\n')
    settings = 'decisions = ["../more.toml"]\n' + SETTINGS.replace('"r"', '"../out"')
    write(project, "w/collation.toml", settings + '[rules]\ntables = ["../rules.toml"]\n')
    write(project, "b.txt", "It is.\n")
    (project / ".git").rmdir()
    git(project, "init", "-q")
    assert called("report", "w", "-o", "out", "--format", "html,markdown,latex,tei")[0] == 0
    git(project, "add", "-A")
    git(project, "commit", "-qm", "x")
    return project


DELETED = {
    "decisions in the work": ("w/decisions.toml", 0, "2 files checked"),
    "decisions beside the work": ("more.toml", 2, ""),
    "rules": ("rules.toml", 2, ""),
    "a witness": ("w/b.txt", 2, ""),
    "a report": ("out/apparatus.html", 1, "out/apparatus.html:1:1: D101 [error] the report is missing"),
    "a text that belongs to no work": ("b.txt", 0, "0 files checked: nothing found"),
}


@pytest.mark.parametrize(("name", "code", "shown"), DELETED.values(), ids=DELETED)
def test_since_a_revision_a_deleted_file_means_the_whole_work(
    name: str, code: int, shown: str, repository: Path, called: Called
) -> None:
    assert called("check", "--since", "HEAD") == (0, "", "0 files checked: nothing found\n")
    (repository / name).unlink()
    result, out, err = called("check", "--since", "HEAD", "--format", "concise")
    assert result == code, err
    assert (shown or name) in out + err


def test_since_a_revision_reports_that_were_all_deleted_are_an_error(repository: Path, called: Called) -> None:
    for path in (repository / "out").iterdir():
        path.unlink()
    (repository / "out").rmdir()
    code, _, err = called("check", "--since", "HEAD")
    assert code == 2
    assert "out: the reports were deleted; write them again, or remove [report] folder" in err


@pytest.mark.parametrize("name", ["more.toml", "rules.toml", "w/collation.toml", "pyproject.toml"])
def test_since_a_revision_a_changed_file_of_settings_means_the_whole_work(
    name: str, repository: Path, called: Called
) -> None:
    with (repository / name).open("a", encoding="utf-8") as file:
        file.write("# a change\n")
    assert called("check", "--since", "HEAD", "--ignore", "D")[2].startswith("2 files checked")


def test_a_file_of_decisions_is_read_once_for_all_that_do_not_hold(
    project: Path, called: Called, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = '{ witness = "A", text = "soote" }'
    decision = '[[decisions]]\nkind = "spelling"\nplace = PLACE\nother = { witness = "B", text = "gone N" }\n'
    reason = 'who = "n"\nwhen = "2026"\nwhy = "r"\n'
    decisions = [decision.replace("PLACE", place).replace("N", str(n)) + reason for n in range(20)]
    write(project, "w/decisions.toml", "".join(decisions))
    read: list[Path] = []
    for module, name in (("rules.committed", "line_starts"), ("work_check", "read_bytes")):
        original = getattr(import_module(f"collate.checking.{module}"), name)

        def counted(path: Path, original: Callable[[Path], object] = original) -> object:
            read.append(path)
            return original(path)

        monkeypatch.setattr(f"collate.checking.{module}.{name}", counted)
    code, out, _ = called("check", "w", "--select", "D201", "--format", "concise")
    assert (code, out.count("D201")) == (1, 20)
    assert sorted(path.name for path in read) == ["decisions.toml", "decisions.toml"]
