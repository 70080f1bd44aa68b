"""The distribution is called textcollate; the package and the command are called collate."""

import re
import subprocess
import tomllib
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from collate._version import __version__
from collate.checking.outputs import OUTPUTS
from collate.cli.main import run

ROOT = Path(__file__).parent.parent
WRONG_NAMES = re.compile(r"(?<!text)collate\[\w|pip install (-\S+ +)*['\"]?collate\b(?!/)|version\([\"']collate[\"']\)")


def tracked_files() -> list[Path]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    return [ROOT / name for name in listing.stdout.decode().split("\0") if name]


def test_no_tracked_file_names_the_distribution_of_another_project() -> None:
    files = tracked_files()
    if not files:
        pytest.skip("not a git repository")
    wrong = []
    for path in files:
        text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        wrong += [f"{path.name}: {match[0]}" for match in WRONG_NAMES.finditer(text)]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("pip install {}[parquet]", True),
        ("pip install -U '{}'", True),
        ("pip install {}", True),
        ("version('{}')", True),
        ("pip install 'text{}[parquet]'", False),
        ("pip install text{}", False),
        ("pip install git+https://example.org/{}", False),
    ],
)
def test_the_pattern_finds_the_wrong_names_only(text: str, wrong: bool) -> None:
    assert (WRONG_NAMES.search(text.format("collate")) is not None) is wrong


def test_the_project_file_takes_name_and_version_from_where_all_others_take_them() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert settings["project"]["name"] == "textcollate"
    assert settings["project"]["scripts"] == {"collate": "collate.cli.main:main"}
    assert settings["project"]["dynamic"] == ["version"]
    assert settings["tool"]["hatch"]["version"] == {"path": "collate/_version.py"}


def test_the_version_needs_no_installed_distribution(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("importlib.metadata.version", missing)
    assert re.fullmatch(r"\d+\.\d+\.\d+", __version__)
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith(f"collate {__version__}\nkernel: ")
    assert f'"version": "{__version__}"' in OUTPUTS["sarif"]([])
