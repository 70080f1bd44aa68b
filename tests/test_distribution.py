"""The distribution is called textcollate; the package and the command are called collate."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest
from modules import MODULES

from collate._version import __version__
from collate.checking.outputs import OUTPUTS
from collate.cli.main import run

ROOT = Path(__file__).parent.parent
WRONG_NAMES = re.compile(r"(?<!text)collate\[\w|pip install (-\S+ +)*['\"]?collate\b(?!/)|version\([\"']collate[\"']\)")

# Extras for work on the project. All others bring what a user may ask for.
FOR_DEVELOPERS = {"dev", "docs", "bench", "readers"}
# Distributions that have another name than their module.
DISTRIBUTIONS = {"markdown_it": "markdown-it-py", "mdit_py_plugins": "mdit-py-plugins", "docx": "python-docx"}
# Imported in a notebook only, which has it.
IN_NOTEBOOKS = {"ipython"}
# Imported by a dependency that does not declare it.
FOR_OTHERS = {"levenshtein"}


def imported_names(module: str) -> Iterator[str]:
    """The modules that a source text imports, by statement or by name, anywhere in it."""
    for node in ast.walk(ast.parse(module)):
        match node:
            case ast.Import():
                yield from (alias.name for alias in node.names)
            case ast.ImportFrom(module=str(name), level=0):
                yield name
            case ast.Call(func=ast.Name(id="import_module"), args=[ast.Constant(value=str(name))]):
                yield name


def third_party(modules: list[str]) -> set[str]:
    """The distributions that source texts import."""
    roots = {name.split(".")[0] for module in modules for name in imported_names(module)}
    foreign = {root.lower() for root in roots if root not in sys.stdlib_module_names and root != "collate"}
    return {DISTRIBUTIONS.get(name, name) for name in foreign}


def declared(requirements: list[str]) -> set[str]:
    return {re.split(r"[^\w-]", requirement)[0].lower() for requirement in requirements}


def test_what_is_imported_is_what_is_declared_for_users() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {name: declared(brought) for name, brought in project["optional-dependencies"].items()}
    for_users = declared(project["dependencies"]).union(*(extras[name] for name in extras.keys() - FOR_DEVELOPERS))
    imported = third_party([path.read_text(encoding="utf-8") for path in MODULES])
    assert imported - IN_NOTEBOOKS == for_users - FOR_OTHERS


def test_imports_of_any_form_are_seen() -> None:
    text = """
import json, lxml.etree
from click.types import Path
from collate.errors import CollateError
def late():
    from numpy import array
    return import_module("docx.shared"), import_module(chosen)
"""
    assert third_party([text]) == {"lxml", "click", "numpy", "python-docx"}


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
