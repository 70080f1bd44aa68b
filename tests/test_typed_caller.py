"""The package is typed: a program that calls it is checked against our types, not against Any."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CALLER = """
from pathlib import Path
from typing import assert_type

import collate

result = collate.collate({"A": "a", "B": Path("b.txt")}, base="A", language="en")
assert_type(result, collate.CollationResult)
assert_type(result.table, tuple[tuple[str, ...], ...])
assert_type(result.entries, tuple[collate.Entry, ...])
assert_type(result.entries[0].readings[0].variation, collate.Variation)
assert_type(result.entries[0].readings[0].variation.kind, collate.Kind)
assert_type(result.summary, dict[str, dict[str, int]])
assert_type(result.only("spelling"), collate.CollationResult)
assert_type(result.render("tei"), str | bytes)
assert_type(collate.diff("a", "b").entries, tuple[collate.Entry, ...])
assert_type(collate.read("folder"), collate.Work)
assert_type(collate.collate(collate.read("folder")), collate.CollationResult)
assert_type(collate.align(["a", "b"]), collate.Alignment)
assert_type(collate.classify_pairs([("a", "b")], language="en"), list[collate.Variation])
assert_type(collate.check("folder"), list[collate.Finding])
assert_type(collate.__version__, str)
"""
WRONG = """
import collate

collate.collate(5)
collate.diff("a", "b", lang="en")
collate.classify_pairs(["colour"])
collate.reed("folder")
"""


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return what mypy says of both scripts.

    One run, and with the settings of the project, so that what `make test` has just found out of the package is used
    again; without that, mypy reads the whole package, which takes half a minute.
    """
    folder = tmp_path_factory.mktemp("caller")
    scripts = [folder / "caller.py", folder / "wrong.py"]
    for path, script in zip(scripts, (CALLER, WRONG), strict=True):
        path.write_text(script, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--no-color-output", *map(str, scripts)]
    run = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True)
    # mypy remembers what it said of the same script in an earlier run, and so in another folder.
    return [re.sub(r"^\S*/(?=\w+\.py:)", "", line) for line in run.stdout.splitlines()]


def test_a_caller_sees_the_types_of_every_result(complaints: list[str]) -> None:
    assert [line for line in complaints if line.startswith("caller.py")] == []


def test_a_caller_is_told_what_is_wrong(complaints: list[str]) -> None:
    lines = sorted({int(line.split(":")[1]) for line in complaints if line.startswith("wrong.py")})
    assert lines == [4, 5, 6, 7]
