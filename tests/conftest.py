"""Command-line options, fixtures and parameters shared by the tests."""

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from casefile import CASES, read_case
from hypothesis import settings
from stranger import SECRET, TEXT, WITNESSES, Called, git

from collate.cli.main import run
from collate.reading import readers

# `make test` tries the same examples on every machine; `make hunt` tries new ones. How long one takes says nothing: a
# machine may be busy.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("hunt", derandomize=False, deadline=None, print_blob=True)
settings.load_profile("same")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-cases", action="store_true", help="write the actual output into the case and golden files"
    )


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    update: bool = request.config.getoption("--update-cases")
    return update


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "case" in metafunc.fixturenames:
        metafunc.parametrize("case", [read_case(p) for p in CASES], ids=[p.stem for p in CASES])


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a work `w`, and outside of it a file with a secret."""
    monkeypatch.delenv("COLLATE_ROOT", raising=False)
    monkeypatch.delenv("COLLATE_ALLOW_RULES", raising=False)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text(f"{SECRET}\n", encoding="utf-8")
    root = tmp_path / "project"
    (root / "w").mkdir(parents=True)
    (root / ".git").mkdir()
    for name in ("a.txt", "b.txt"):
        (root / "w" / name).write_text(TEXT, encoding="utf-8")
    (root / "w" / "collation.toml").write_text(WITNESSES, encoding="utf-8")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def small_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a small reader of the tests read TEI, PAGE and ALTO, whatever readers there are."""
    small = {
        name: replace(format_, reader="hands_reader:read_small") if name in ("tei", "page", "alto") else format_
        for name, format_ in readers.FORMATS.items()
    }
    monkeypatch.setattr(readers, "FORMATS", MappingProxyType(small))


@pytest.fixture
def called(capsys: pytest.CaptureFixture[str]) -> Called:
    """Run a command; return its exit code and what it printed, which never has the secret."""

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(list(arguments))
        captured = capsys.readouterr()
        assert "hunter2" not in captured.out + captured.err
        assert "Traceback" not in captured.err
        return code, captured.out, captured.err

    return call


@pytest.fixture
def repository(project: Path) -> Path:
    """The project in a repository of git, with one commit."""
    (project / ".git").rmdir()
    git(project, "init", "-q", "-b", "main")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "x")
    return project
