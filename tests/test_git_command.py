"""A repository that a stranger has made does not make git run a program."""

import shutil
from pathlib import Path

import pytest
import stranger
from stranger import Called

CONFIG = """[core]
 repositoryformatversion = 0
 bare = false
 worktree = "."
 fsmonitor = "touch {mark}; false"
[user]
 name = STRANGER
"""


@pytest.fixture
def embedded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A folder of a project that is itself a bare repository, and the file that its settings would make."""
    mark, folder = tmp_path / "mark", tmp_path / "project"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(stranger.TEXT, encoding="utf-8")
    (folder / "collation.toml").write_text(stranger.WITNESSES, encoding="utf-8")
    (folder / "pyproject.toml").write_text("[tool.x]\n", encoding="utf-8")
    stranger.git(folder, "init", "-q")
    stranger.git(folder, "add", ".")
    stranger.git(folder, "commit", "-qm", "first")
    evil = folder / "evil"
    stranger.git(folder, "clone", "-q", "--bare", ".", str(evil))
    shutil.rmtree(evil / "hooks", ignore_errors=True)
    (evil / "refs" / "heads").mkdir(parents=True, exist_ok=True)
    (evil / "config").write_text(CONFIG.format(mark=mark), encoding="utf-8")
    for path in folder.glob("*.t*"):
        shutil.copy(path, evil)
    monkeypatch.chdir(evil)
    return evil, mark


def test_since_a_revision_a_committed_repository_is_not_obeyed(embedded: tuple[Path, Path], called: Called) -> None:
    _, mark = embedded
    code, _, errors = called("check", "--since", "HEAD")
    assert not mark.exists()
    assert (code, errors.count("\n")) == (2, 1)


def test_a_decision_is_not_signed_with_the_name_in_a_committed_repository(
    embedded: tuple[Path, Path], called: Called, monkeypatch: pytest.MonkeyPatch
) -> None:
    evil, _ = embedded
    (evil / "b.txt").write_text(stranger.TEXT.replace("Aprille", "Aprill"), encoding="utf-8")
    monkeypatch.setenv("USER", "the editor")  # the name, if git has none
    code, _, errors = called("decide", ".", "#1", "--kind", "spelling", "--why", "so it is")
    assert (code, errors) == (0, "")
    decided = (evil / "decisions.toml").read_text(encoding="utf-8")
    assert "who = " in decided
    assert "STRANGER" not in decided


def test_no_program_that_attributes_name_is_run(repository: Path, called: Called, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    (repository / ".gitattributes").write_text("*.txt diff=x filter=x\n", encoding="utf-8")
    stranger.git(repository, "config", "diff.x.command", f"touch {mark}")
    stranger.git(repository, "config", "diff.x.textconv", f"touch {mark}")
    stranger.git(repository, "config", "core.fsmonitor", f"touch {mark}; false")
    code, _, _ = called("check", "--since", "HEAD")
    assert code in (0, 1)
    assert not mark.exists()
