"""No file of settings, however wrong, makes the program fail, stop or say more than a line: it exits 0, 1 or 2.

`make test` tries the same inputs every time; `make hunt` tries 100,000 new ones. The number and the seed of an input
that fails are in the message: set HOSTILE_SEED to try it again.
"""

import os
import random
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile import FILES, TEXTS, mutated

from collate.checking.baseline import read_baseline
from collate.checking.character_table import allowed_characters
from collate.checking.rules.misspellings import read_word_lists
from collate.checking.settings import parse_settings, project_settings
from collate.classify.language.languages import apply_changes, read_rule_file
from collate.classify.rulebook import read_rulebook
from collate.cli.main import run
from collate.decisions.parsing import parse_decisions, require_distinct
from collate.errors import CollateError
from collate.files.toml import read_toml
from collate.reading.collatex_java import java_collation
from collate.reading.collatex_json import parse_json, witnesses_of
from collate.reading.work import read_work, work_settings

Files = Callable[..., None]

INPUTS = int(os.environ.get("HOSTILE_INPUTS", "1600"))
SEED = int(os.environ.get("HOSTILE_SEED", "0" if INPUTS == 1600 else str(random.SystemRandom().randrange(2**32))))
LONGEST = 5.0  # seconds of CPU time
LINE = re.compile(r"(?:collate|note|\d files? checked): |(?:wrote|fixed|to write) ")
ONE_IN = 40  # inputs for one that goes through the commands


def _work() -> None:
    table = work_settings(Path())
    parse_settings(table.table("check"))
    work = read_work(Path())
    read_rulebook(work.rules, work.language)


def _rules() -> None:
    rules = read_rule_file(Path("rules.toml"))
    apply_changes("uaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac", (*rules.graphic, *rules.loose))


def _decisions() -> None:
    require_distinct(parse_decisions(read_toml(Path("decided.toml")), "decided.toml", Path("decided.toml")))


def _collation() -> None:
    collation = parse_json(Path("collation.json").read_bytes(), "collation.json")
    java_collation(collation, "collation.json")
    witnesses_of(collation, "collation.json")


READERS: dict[str, Callable[[], object]] = {
    "collation.toml": _work,
    "pyproject.toml": lambda: project_settings(Path()),
    "decided.toml": _decisions,
    "rules.toml": _rules,
    "characters.csv": lambda: allowed_characters(Path("characters.csv")),
    "words.txt": lambda: read_word_lists((Path("words.txt"),)),
    "baseline.json": lambda: read_baseline(Path("baseline.json")),
    "collation.json": _collation,
}
WORK_COMMANDS = (
    "report . -o out", "report . --check -o out", "check .", "check . --format json", "decide --list .", "chars --generate .", "show units .",
)  # fmt: skip
COMMANDS = {
    "collation.toml": WORK_COMMANDS,
    "pyproject.toml": ("check .", "check a.txt", "check --fix a.txt"),
    "decided.toml": ("report . -o out", "check .", "decide --list ."),
    "rules.toml": ("report . -o out", "check ."),
    "characters.csv": ("check .", "chars --generate a.txt --reviewed characters.csv", "chars --generate . -o characters.csv"),
    "words.txt": ("check . --select T205",),
    "baseline.json": ("check . --select T,V,D", "check . --write-baseline"),
    "collation.json": ("align collation.json", "align collation.json --dialect java", "align collation.json --segmentation"),
}  # fmt: skip


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Files:
    """Write the valid example of every file into the current folder, except those that are given."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("collate.files.write.os.fsync", lambda _: None, raising=False)

    def write(**contents: bytes) -> None:
        for name, text in {**FILES, **TEXTS}.items():
            Path(name).write_bytes(contents.get(name, text.encode()))

    write()
    return write


def failure(seconds: float, code: int, err: str, name: str) -> str:
    """Return what is wrong with how the program ended, or "" if nothing is."""
    if code not in (0, 1, 2):
        return f"exit {code}: {err[-600:]}"
    if seconds > LONGEST:
        return f"{seconds:.1f} s"
    lines = err.split("\n")[:-1]
    if wrong := [line for line in lines if not line.isprintable() or not LINE.match(line)]:
        return f"standard error has {wrong[0][:200]!r}"
    if wrong := [line for line in lines if len(line) > 2000]:
        return f"a line of {len(wrong[0])} characters: {wrong[0][:200]!r}"
    if code == 2 and not any(part in err for part in (name, *TEXTS)):
        return f"no file is named in {err[:300]!r}"
    return ""


def read_outcome(read: Callable[[], object], name: str) -> tuple[int, str]:
    """Read a file, and return what would be the exit code, and what is wrong or ""."""
    start = time.process_time()
    try:
        read()
        code, err = 0, ""
    except CollateError as error:
        code, err = 2, f"collate: {''.join(c if c.isprintable() else '?' for c in str(error))}\n"
    except Exception as error:
        code, err = 70, repr(error)
    return code, failure(time.process_time() - start, code, err, name)


@pytest.mark.hypothesis
@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_read_or_refused(
    name: str, files: Files, record_property: Callable[[str, object], None]
) -> None:
    failures, codes = [], Counter[int]()
    for number in range(INPUTS // len(FILES)):
        content = mutated(name, random.Random(f"{SEED} {name} {number}"))
        Path(name).write_bytes(content)
        code, wrong = read_outcome(READERS[name], name)
        codes[code] += 1
        if wrong:
            failures.append(f"seed {SEED}, input {number}: {wrong}")
    record_property("exit codes", dict(codes))
    assert failures == []
    assert set(codes) <= {0, 1, 2}


@pytest.mark.hypothesis
@pytest.mark.parametrize("name", FILES)
def test_a_command_reads_or_refuses_a_hostile_file(
    name: str, files: Files, capsys: pytest.CaptureFixture[str], record_property: Callable[[str, object], None]
) -> None:
    failures, codes = [], Counter[int]()
    for number in range(INPUTS // len(FILES) // ONE_IN + 1):
        inputs = random.Random(f"{SEED} {name} of a command {number}")
        files(**{name: mutated(name, inputs)})
        command = inputs.choice(COMMANDS[name])
        start = time.process_time()
        code = run(command.split())
        wrong = failure(time.process_time() - start, code, capsys.readouterr().err, name)
        codes[code] += 1
        if wrong:
            failures.append(f"seed {SEED}, input {number}, collate {command}: {wrong}")
    record_property("exit codes", dict(codes))
    assert failures == []


@pytest.mark.parametrize("name", FILES)
def test_the_examples_are_valid(name: str, files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    READERS[name]()
    for command in COMMANDS[name]:
        assert run(command.split()) in (0, 1), (command, capsys.readouterr().err)
