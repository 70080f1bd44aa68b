"""A check that is run outside of the project that it names: the baseline of this project accepts what it accepts inside."""

from pathlib import Path

import pytest

from collate.cli.main import run

WORK = '[[witnesses]]\nfile = "a.txt"\n\n[[witnesses]]\nfile = "b.txt"\n'


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A project with a work, whose findings are all in its baseline."""
    root = tmp_path / "project"
    (root / "texts" / "w").mkdir(parents=True)
    (root / "pyproject.toml").write_text('[tool.collate.check]\nbaseline = "known.json"\nselect = ["T201", "D"]\n')
    (root / "texts" / "w" / "collation.toml").write_text(WORK)
    (root / "texts" / "w" / "a.txt").write_text("so the the union was decided\n")
    (root / "texts" / "w" / "b.txt").write_text("so the union was decided\n")
    monkeypatch.chdir(root)
    assert run(["check", "--write-baseline"]) == 0
    (tmp_path / "elsewhere").mkdir()
    capsys.readouterr()
    return root


def called(capsys: pytest.CaptureFixture[str], *names: str) -> tuple[str, str]:
    run(["check", *names, "--format", "concise"])
    captured = capsys.readouterr()
    return captured.out, captured.err.splitlines()[-1]


@pytest.mark.parametrize("name", ["", "texts", "texts/w", "texts/w/a.txt"])
@pytest.mark.parametrize("folder", ["", "elsewhere"])
def test_the_baseline_of_the_named_project_is_used(
    name: str, folder: str, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project.parent / folder)
    named = project / name if folder else Path("project") / name
    out, summary = called(capsys, str(named))
    assert out == ""
    assert summary.endswith("file checked: nothing found; 1 recorded in the baseline") or summary == (
        "2 files checked: nothing found; 1 recorded in the baseline"
    )


@pytest.mark.parametrize("name", ["", "texts", "texts/w", "texts/w/a.txt"])
def test_the_baseline_of_the_named_project_is_used_from_another_project(
    name: str, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    other = project.parent / "elsewhere"
    (other / "pyproject.toml").write_text('[tool.collate.check]\nselect = ["T1"]\n')
    monkeypatch.chdir(other)
    out, summary = called(capsys, str(project / name))
    assert out == ""
    assert "1 recorded in the baseline" in summary


def test_names_in_two_projects_keep_the_current_one(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    other = project.parent / "elsewhere"
    (other / "pyproject.toml").write_text('[tool.collate.check]\nselect = ["T201"]\n')
    (other / "c.txt").write_text("it was was so\n")
    monkeypatch.chdir(other)
    out, _ = called(capsys, "c.txt", str(project / "texts"))
    assert "c.txt:1:8: T201 " in out


def test_a_finding_names_its_file_from_the_current_folder(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "texts" / "w" / "b.txt").write_text("so the union was was decided\n")
    monkeypatch.chdir(project.parent)
    out, _ = called(capsys, "project/texts")
    assert "project/texts/w/b.txt:1:18: T201 " in out


@pytest.mark.parametrize("name", ["a\0b/c.txt", "x" * 5000, "gone/a.txt"])
def test_a_name_that_no_file_has_is_told(
    name: str, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project.parent)
    assert run(["check", name]) == 2
    assert "\ncollate: " in capsys.readouterr().err


def test_texts_of_two_projects_are_checked_from_the_current_folder(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    other = project.parent / "other"
    other.mkdir()
    (other / "pyproject.toml").touch()
    (other / "c.txt").write_text("so the the union\n")
    monkeypatch.chdir(project.parent)
    out, _ = called(capsys, "project/texts/w/a.txt", "other/c.txt")
    assert "other/c.txt:1:8: T201 " in out
