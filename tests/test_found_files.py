"""A search for files leaves out what git ignores and what the project excludes; what is named is taken."""

import subprocess
from pathlib import Path

import pytest
from stranger import git

from collate.checking.file_discovery import discover_files
from collate.cli.main import run
from collate.errors import ReadError
from collate.reading.source_files import files_at

TEXT = "The union was decided in a hurry, and the question had hardly been touched upon.\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two texts and a folder of texts, in which the command is run."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    git(tmp_path, "init", "--quiet")
    for name in ("a.txt", "b.txt", "drafts/c.txt", "drafts/old/d.txt"):
        write(tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, text: str = TEXT) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def found(*names: str) -> list[str]:
    targets = discover_files(names, Path.cwd())
    assert targets.failures == []
    return [path.as_posix() for path in [*targets.works, *targets.files]]


def told(*names: str) -> list[str]:
    return discover_files(names, Path.cwd()).notes


def test_without_gitignore_every_text_is_found(repository: Path) -> None:
    assert repository.is_dir()
    assert found() == ["a.txt", "b.txt", "drafts/c.txt", "drafts/old/d.txt"]


IGNORES = {
    "a file": ({".gitignore": "b.txt\n"}, ["a.txt", "drafts/c.txt", "drafts/old/d.txt"]),
    "a folder": ({".gitignore": "drafts/\n"}, ["a.txt", "b.txt"]),
    "a pattern with a negation": ({".gitignore": "*.txt\n!b.txt\n"}, ["b.txt"]),
    "a pattern from the root": ({".gitignore": "/c.txt\n/a.txt\n"}, ["b.txt", "drafts/c.txt", "drafts/old/d.txt"]),
    "a nested file": ({"drafts/.gitignore": "d.txt\n"}, ["a.txt", "b.txt", "drafts/c.txt"]),
    "a nested file that takes back": (
        {".gitignore": "*.txt\n", "drafts/.gitignore": "!c.txt\n"},
        ["drafts/c.txt"],
    ),
    "the list of the repository": ({".git/info/exclude": "a.txt\n"}, ["b.txt", "drafts/c.txt", "drafts/old/d.txt"]),
}


@pytest.mark.parametrize(("files", "expected"), IGNORES.values(), ids=IGNORES)
def test_what_git_ignores_is_left_out(files: dict[str, str], expected: list[str], repository: Path) -> None:
    for name, text in files.items():
        write(repository / name, text)
    assert found() == expected


def test_what_is_left_out_is_told(repository: Path) -> None:
    write(repository / ".gitignore", "drafts/\n")
    assert told() == [".: 2 files left out, ignored by git: drafts/c.txt, drafts/old/d.txt"]


def test_a_tracked_file_is_taken_in_spite_of_gitignore(repository: Path) -> None:
    git(repository, "add", "b.txt")
    write(repository / ".gitignore", "*.txt\n")
    assert found() == ["b.txt"]


def test_a_name_is_taken_although_it_is_ignored(repository: Path) -> None:
    write(repository / ".gitignore", "drafts/\nb.txt\n")
    assert found("b.txt", "drafts/c.txt") == ["b.txt", "drafts/c.txt"]
    assert found("drafts") == ["drafts/c.txt", "drafts/old/d.txt"]
    assert told("drafts") == []


def test_an_ignored_work_is_not_found(repository: Path) -> None:
    for folder in ("v", "w"):
        write(repository / folder / "collation.toml", '[[witnesses]]\nfile = "a.txt"\n')
    write(repository / ".gitignore", "v/\n")
    assert found() == ["w"]
    assert found("v") == ["v"]


def test_names_that_git_would_take_for_patterns_are_names(repository: Path) -> None:
    for name in (":(icase)A.txt", ":(bad)B.txt", "-x.txt", "odd/a\nb.txt", "odd/é.txt"):
        write(repository / name)
    write(repository / ".gitignore", "/-x.txt\nodd/é.txt\ndrafts\n/[ab].txt\n")
    assert sorted(found()) == [":(bad)B.txt", ":(icase)A.txt", "odd/a\nb.txt"]


def test_a_repository_inside_another_has_its_own_rules(repository: Path) -> None:
    write(repository / ".gitignore", "a.txt\n")
    write(repository / "inner" / "a.txt")
    write(repository / "inner" / "e.txt")
    git(repository / "inner", "init", "--quiet")
    write(repository / "inner" / ".gitignore", "e.txt\n")
    assert found() == ["b.txt", "drafts/c.txt", "drafts/old/d.txt", "inner/a.txt"]


def test_a_folder_behind_a_link_is_searched_as_the_folder_is(repository: Path) -> None:
    write(repository / ".gitignore", "d.txt\n")
    (repository / "link").symlink_to("drafts")
    assert found("link") == ["link/c.txt"]


def test_outside_of_a_repository_gitignore_is_a_file_like_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / ".gitignore", "a.txt\n")
    monkeypatch.chdir(tmp_path)
    assert found() == ["a.txt"]
    assert told() == []


def test_without_git_everything_is_taken_and_that_is_told(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(repository / ".gitignore", "a.txt\nb.txt\n")

    def missing(*_: object, **__: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(subprocess, "run", missing)
    assert found() == ["a.txt", "b.txt", "drafts/c.txt", "drafts/old/d.txt"]
    assert told() == [".: .gitignore is not followed, because git is not installed"]


def test_where_git_refuses_its_reason_is_told(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = subprocess.CompletedProcess[bytes]([], 128, b"", b"fatal: detected dubious ownership\nmore\n")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: refused)
    assert repository.is_dir()
    assert told() == [".: .gitignore is not followed, because git says fatal: detected dubious ownership"]


EXCLUDES = {
    "a name": ('["b.txt"]', ["a.txt", "drafts/c.txt", "drafts/old/d.txt"]),
    "a folder": ('["old/"]', ["a.txt", "b.txt", "drafts/c.txt"]),
    "a path": ('["./drafts/old"]', ["a.txt", "b.txt", "drafts/c.txt"]),
    "a pattern of names": ('["[ab].txt", "d.*"]', ["drafts/c.txt"]),
    "a pattern of paths": ('["drafts/*.txt"]', ["a.txt", "b.txt"]),
    "nothing that is there": ('["B.TXT", "rafts"]', ["a.txt", "b.txt", "drafts/c.txt", "drafts/old/d.txt"]),
}


@pytest.mark.parametrize(("value", "expected"), EXCLUDES.values(), ids=EXCLUDES)
def test_what_the_project_excludes_is_left_out(value: str, expected: list[str], repository: Path) -> None:
    write(repository / "pyproject.toml", f"[tool.collate]\nexclude = {value}\n")
    assert found() == expected


def test_what_is_excluded_is_told_and_taken_if_it_is_named(repository: Path) -> None:
    write(repository / "pyproject.toml", '[tool.collate]\nexclude = ["old"]\n')
    assert told() == [".: 1 file left out, excluded in pyproject.toml: drafts/old/d.txt"]
    assert found("drafts/old") == ["drafts/old/d.txt"]
    assert found("drafts/old/d.txt") == ["drafts/old/d.txt"]


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ('"old"', "exclude must be a list, not"),
        ('["a", ""]', "a pattern of exclude has 1 to 5,000 characters, such as drafts or *.old.txt"),
        ('["/"]', "a pattern of exclude has 1 to 5,000 characters"),
    ],
)
def test_a_wrong_exclude_is_one_sentence_with_its_line(
    value: str, why: str, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(repository / "pyproject.toml", f"[tool.collate]\nexclude = {value}\n")
    assert run(["check"]) == 2
    assert f"pyproject.toml:2: {why}" in capsys.readouterr().err


def test_exclude_in_the_table_of_the_check_is_told_its_place(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(repository / "pyproject.toml", '[tool.collate.check]\nexclude = ["drafts"]\n')
    assert run(["check"]) == 2
    told = "pyproject.toml:2: exclude stands under [tool.collate] of pyproject.toml, for all searches\n"
    assert told in capsys.readouterr().err


def test_exclude_is_a_key_that_a_check_knows(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(repository / "pyproject.toml", '[tool.collate]\nexclude = ["drafts"]\nlanguage = "en"\n')
    assert run(["check"]) == 0
    assert capsys.readouterr().err == (
        "2 files checked: nothing found\n"
        "note: .: 2 files left out, excluded in pyproject.toml: drafts/c.txt, drafts/old/d.txt\n"
    )


def test_a_folder_of_pages_is_read_without_what_is_ignored(repository: Path) -> None:
    write(repository / ".gitignore", "d.txt\n")
    files = files_at(repository / "drafts", "drafts")
    assert [source.file for source in files.sources] == ["drafts/c.txt"]
    assert files.notices == ("drafts: 1 file left out, ignored by git: old/d.txt",)


def test_a_folder_of_which_nothing_is_left_is_refused(repository: Path) -> None:
    write(repository / ".gitignore", "*.txt\n")
    git(repository, "add", "--force", "drafts")
    assert len(files_at(repository / "drafts", "drafts").sources) == 2
    git(repository, "rm", "--quiet", "-r", "--cached", "drafts")
    with pytest.raises(ReadError, match=r"^drafts: 2 files left out, ignored by git: c.txt, old/d.txt$"):
        files_at(repository / "drafts", "drafts")


@pytest.mark.parametrize(
    "settings", [{".gitignore": "scratch.txt\n"}, {"pyproject.toml": '[tool.collate]\nexclude = ["scratch.txt"]\n'}]
)
def test_a_text_that_is_left_out_is_no_text_that_the_work_does_not_name(
    settings: dict[str, str], repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(repository / "w" / "collation.toml", '[[witnesses]]\nfile = "a.txt"\n')
    for name in ("a.txt", "new.txt", "scratch.txt"):
        write(repository / "w" / name)
    for name, text in settings.items():
        write(repository / name, text)
    run(["check", ".", "--select", "E201", "--format", "concise"])
    captured = capsys.readouterr()
    assert [line.partition(" [")[0] for line in captured.out.splitlines()] == ["w/new.txt:1:1: E201"]
    assert "w: 1 file left out, " in captured.err
    assert run(["check", "w/scratch.txt", "--select", "E201", "--format", "concise"]) == 0
    assert capsys.readouterr().out.startswith("w/scratch.txt:1:1: E201")
