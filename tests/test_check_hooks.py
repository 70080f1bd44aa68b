"""A project takes our hooks from this repository, as pre-commit does."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from collate.cli.main import run

Call = Callable[..., subprocess.CompletedProcess[str]]

ROOT = Path(__file__).parent.parent
PRE_COMMIT = str(Path(sys.executable).parent / "pre-commit")
NAMES = ("AUTHOR_NAME", "AUTHOR_EMAIL", "COMMITTER_NAME", "COMMITTER_EMAIL")

pytestmark = pytest.mark.skipif(
    not (shutil.which("git") and (ROOT / ".git").exists()),
    reason="pre-commit clones this repository, and there is none",
)


@pytest.fixture
def call(tmp_path: Path) -> Call:
    """Run a program in a project of its own, away from the settings of whoever runs the tests."""
    project = tmp_path / "project"
    project.mkdir()
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    named = {f"GIT_{name}": "n@n" for name in NAMES}
    cache = tmp_path / "cache"
    env = {
        **clean,
        **named,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "PRE_COMMIT_HOME": str(cache),
        "PIP_NO_COLOR": "1",
        "PIP_NO_COMPILE": "1",
        "COLLATE_NO_COMPILER": "1",  # that the kernel builds, the installation of the tests has shown
    }

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(arguments, cwd=project, env=env, capture_output=True, text=True, check=False)

    run("git", "init", "-q", "-b", "main")
    (project / "w").mkdir()
    (project / "w" / "a.txt").write_text("The the text is here.\n")
    (project / "w" / "b.txt").write_text("The text is here. \n")
    (project / "w" / "collation.toml").write_text(
        '[[witnesses]]\nfile = "a.txt"\n\n[[witnesses]]\nfile = "b.txt"\n\n[check.levels]\nT201 = "error"\n'
    )
    run("git", "add", ".")
    return run


def outcomes(printed: str) -> dict[str, tuple[str, str]]:
    """Return for each hook its exit code, or "" if that is 0, and all that was printed of it."""
    parts = re.split(r"^- hook id: (\S+)\n", printed, flags=re.MULTILINE)[1:]
    codes = [re.search(r"^- exit code: (\d+)$", part, re.MULTILINE) for part in parts[1::2]]
    return {
        name: (code[1] if code else "", part) for name, code, part in zip(parts[::2], codes, parts[1::2], strict=True)
    }


def test_pre_commit_runs_the_check_and_the_mending(call: Call, tmp_path: Path) -> None:
    # All hooks in one run, since each run installs the package and what it needs in an environment of its own.
    run = call(PRE_COMMIT, "try-repo", str(ROOT), "--all-files", "--verbose")
    assert run.returncode == 1, run.stdout + run.stderr
    found = outcomes(run.stdout)
    assert {name: code for name, (code, _) in found.items()} == {
        "collate-check": "1", "collate-fix": "", "collate-report": "",
    }  # fmt: skip
    assert "w/a.txt:1:5: T201 [error] 'the' occurs twice in a row" in found["collate-check"][1]
    assert "2 files checked: 1 error, 1 info" in found["collate-check"][1]
    assert "files were modified by this hook" in found["collate-fix"][1]
    assert (tmp_path / "project" / "w" / "b.txt").read_text() == "The text is here.\n"


@pytest.mark.skipif(shutil.which("bash") is None, reason="the action is a script for bash")
@pytest.mark.parametrize(
    ("given", "code", "printed"),
    [
        ({}, 1, "::error title=collate (T201),file=w/a.txt,line=1,col=5,endLine=1,endColumn=8::"),
        ({"PATHS": "w/b.txt"}, 0, "::notice title=collate (T108),file=w/b.txt,"),
        ({"ARGUMENTS": "--exit-zero --ignore T108"}, 0, "::error title=collate (T201)"),
        ({"SINCE": "HEAD"}, 0, ""),
        ({"SINCE": "$(touch stolen)"}, 2, ""),
        ({"FORMAT": "sarif"}, 1, ""),
    ],
)
def test_the_action_checks_what_it_is_told_to(
    call: Call, tmp_path: Path, given: dict[str, str], code: int, printed: str
) -> None:
    project = tmp_path / "project"
    call("git", "commit", "-qm", "x")
    script = next(
        s["run"] for s in yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"] if s.get("name") == "Check"
    )
    env = {"PATHS": "", "SINCE": "", "ARGUMENTS": "", "FORMAT": "github", **given}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script], cwd=project,
        env={**os.environ, **env, "PATH": path}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, printed in done.stdout) == (code, True), done.stderr
    assert not (project / "stolen").exists()
    assert (project / "collate.sarif").exists() == (env["FORMAT"] == "sarif")


def test_the_action_imports_nothing_of_the_checkout(tmp_path: Path) -> None:
    (tmp_path / "pip").mkdir()
    (tmp_path / "pip" / "__main__.py").write_text('open("stolen", "w")', encoding="utf-8")
    steps = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
    script = next(step["run"] for step in steps if step.get("name") == "Install collate")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    # `pip install --help` installs nothing.
    env = {**os.environ, "COLLATE": "--help", "PATH": path, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert "pip install" in done.stdout, done.stderr
    assert not (tmp_path / "stolen").exists()


def test_the_action_is_pinned_and_splices_no_input_into_a_script() -> None:
    for step in yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
        assert "uses" not in step or re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step["uses"])
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    assert re.findall(r"actions/checkout@(\S+)", page) == ["11bd71901bbe5b1630ceea73d27597364c9af683"]
    assert re.findall(r"uses: \S+@(?!HASH\b|[0-9a-f]{40}\b)\S+", page) == []
    assert "persist-credentials: false" in page


def test_a_hook_takes_no_name_of_a_file_as_an_option(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("--exit-zero.txt").write_text("It is the the text.\n", encoding="utf-8")
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")):
        if hook.get("pass_filenames", True):
            command = [*hook["entry"].split()[1:], *hook["args"], "--exit-zero.txt"]
            if "--fix" not in command:
                assert run(command) == 0
                assert "--exit-zero.txt:1:11: T201" in capsys.readouterr().out
            assert hook["args"] == ["--"]
