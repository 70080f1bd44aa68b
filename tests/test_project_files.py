"""What tools and repositories read of the project agrees with the package."""

import json
import re
import tomllib
from pathlib import Path

import gather
import yaml

import collate

PROJECT = Path(__file__).parent.parent
# The address of the project is in these files at least; CONTRIBUTING.md has the command that replaces the owner.
OWNED = ("CITATION.cff", "codemeta.json", "docs/ci.md", "mkdocs.yml", "pyproject.toml", "website/gather.py")
ADDRESS = re.compile(
    r"github\.com/([^/\s\"']+)/collate\b|//([^/\s\"']+)\.github\.io/collate\b|uses: ([^/\s]+)/collate@"
)


def test_the_version_is_the_same_in_every_file() -> None:
    citation = yaml.safe_load((PROJECT / "CITATION.cff").read_text(encoding="utf-8"))
    codemeta = json.loads((PROJECT / "codemeta.json").read_text(encoding="utf-8"))
    assert {citation["version"], codemeta["version"]} == {collate.__version__}


def test_all_files_agree_who_owns_the_project() -> None:
    named = {path.relative_to(PROJECT).as_posix(): owners_in(path) for path in texts_of_the_project()}
    owners = {owner for found in named.values() for owner in found}
    assert {name for name, found in named.items() if found} >= set(OWNED)
    assert len(owners) == 1, {name: found for name, found in named.items() if found}


def texts_of_the_project() -> list[Path]:
    """The files that tools and readers get the address of the project from."""
    folders = [path for name in ("docs", "website", ".github") for path in (PROJECT / name).rglob("*")]
    found = [path for path in (*PROJECT.iterdir(), *folders) if path.is_file()]
    return [path for path in found if path.suffix in (".cff", ".json", ".md", ".py", ".toml", ".yaml", ".yml")]


def owners_in(path: Path) -> set[str]:
    """The owners that the addresses of the project in a file name."""
    return {"".join(groups) for groups in ADDRESS.findall(path.read_text(encoding="utf-8"))}


def test_a_source_distribution_has_all_that_its_tests_and_the_site_read() -> None:
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    included = {name.removeprefix("/") for name in settings["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]}
    tests = "".join(path.read_text(encoding="utf-8") for path in (PROJECT / "tests").glob("*.py"))
    named = {name for name in re.findall(r"\b(?:PROJECT|ROOT) / \"([^\"]+)\"", tests) if (PROJECT / name).exists()}
    assert len(named) > 8
    needed = named | {path.partition("/")[0] for path in gather.PLACES}
    assert needed - {".git", ".venv", "pyproject.toml"} - included == set()
    assert [name for name in included if not (PROJECT / name).exists()] == []


def test_the_package_names_each_python_that_is_tested() -> None:
    classifiers = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["classifiers"]
    tested = yaml.safe_load((PROJECT / ".github" / "workflows" / "tests.yml").read_text(encoding="utf-8"))
    versions = tested["jobs"]["test"]["strategy"]["matrix"]["python"]
    assert versions == ["3.11", "3.12", "3.13", "3.14"]
    assert [
        c.rsplit(" ", 1)[1] for c in classifiers if c.startswith("Programming Language :: Python :: 3.")
    ] == versions


def test_every_file_that_contributing_names_exists() -> None:
    text = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:collate|tests|docs)/[\w./]+)`", text)
    assert len(named) > 15
    assert [name for name in named if not (PROJECT / name).exists() and not re.search("CODE|NAME", name)] == []


def test_workflows_pin_each_action_by_its_hash() -> None:
    for workflow in (PROJECT / ".github" / "workflows").glob("*.yml"):
        text = workflow.read_text(encoding="utf-8")
        assert yaml.safe_load(text)["jobs"], workflow.name
        # A workflow of this repository is that of the same commit.
        assert re.findall(r"uses: (?!\./|\S+@[0-9a-f]{40} # v\d)(\S+)", text) == [], workflow.name
