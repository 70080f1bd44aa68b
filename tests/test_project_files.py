"""What tools and repositories read of the project agrees with the package."""

import json
import re
import tomllib
from pathlib import Path

import gather
import yaml

import collate

PROJECT = Path(__file__).parent.parent
# The one placeholder for who owns the project: replaced in these files, and in no other place, when it is published.
OWNED = ("CITATION.cff", "codemeta.json", "mkdocs.yml", "pyproject.toml", "website/gather.py")


def test_the_version_is_the_same_in_every_file() -> None:
    citation = yaml.safe_load((PROJECT / "CITATION.cff").read_text(encoding="utf-8"))
    codemeta = json.loads((PROJECT / "codemeta.json").read_text(encoding="utf-8"))
    assert {citation["version"], codemeta["version"]} == {collate.__version__}


def test_the_owner_is_one_placeholder() -> None:
    for name in OWNED:
        text = (PROJECT / name).read_text(encoding="utf-8")
        assert set(re.findall(r"github\.com/([^/\s\"]+)/", text)) == {"OWNER"}, name


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
