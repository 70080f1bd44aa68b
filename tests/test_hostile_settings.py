"""No file of settings, however wrong, makes the program fail, stop or say more than a line: it exits 0, 1 or 2.

`make test` tries the same inputs every time; `make hunt` tries 100,000 new ones. The number and the seed of an input
that fails are in the message: set HOSTILE_SEED to try it again.

More than 300 lines: a table has a line for each limit, with its whole sentence.
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
from collate.checking.suppressions import suppressions_in
from collate.classify.language.languages import apply_changes, read_rule_file
from collate.classify.rulebook import read_rulebook
from collate.cli.main import run
from collate.decisions.parsing import parse_decisions, require_distinct
from collate.errors import CollateError, ConfigError, RuleError
from collate.files.toml import read_toml
from collate.reading.collatex_java import java_collation
from collate.reading.collatex_json import parse_json, witnesses_of
from collate.reading.work import read_work, work_settings

Files = Callable[..., None]

WORK = '[[witnesses]]\nfile = "a.txt"\n'
WITNESS = '[[witnesses]]\nfile = "{}"\n'
DECISION = """[[decisions]]
kind = "spelling"
place = { witness = "A", text = "vidit", count = 1, of = 1 }
other = { witness = "B", text = "uidit" }
who = "An editor"
when = 2026-11-23
why = "the same word"
"""

INPUTS = int(os.environ.get("HOSTILE_INPUTS", "1600"))
SEED = int(os.environ.get("HOSTILE_SEED", "0" if INPUTS == 1600 else str(random.SystemRandom().randrange(2**32))))
LONGEST = 5.0  # seconds of CPU time
LINE = re.compile(r"(?:collate|note|\d files? checked): |(?:wrote|fixed|to write) ")
NAMED = re.compile(r"(?m)^collate: \S+: ")  # a file that the settings name
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
    if code == 2 and not any(part in err for part in (name, *TEXTS)) and not NAMED.match(err):
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


MANY = 100_000
DIGITS = "9" * 5_000
REFUSED = {
    "sets without case": (
        "rules.toml", f"graphic = {[['(?i)' + '[а-ￜ]' * 600, '']] * 10}", "rules.toml:1: the repetitions of '(?i)[а-ￜ][а-ￜ]",
    ),
    "a long replacement": ("rules.toml", f"graphic = [['a', '{'x' * 1_000}']]", "rules.toml:1: a replacement of 1,000 characters is too long"),
    "a word in many groups": ("rules.toml", f"names = [{', '.join(f'{chr(34)}a x{n}{chr(34)}' for n in range(4_000))}]", "rules.toml:1: names has 'a' in more than 100 groups"),
    "deep arrays": ("collation.toml", f"a = {'[' * 3_000}", "collation.toml: arrays or tables are nested too deeply; nest them less"),
    "deep tables": ("collation.toml", f"title = {'{ a = ' * 60}1{' }' * 60}", "collation.toml:1: arrays or tables are nested too deeply"),
    "a key of many parts": ("collation.toml", f"title = 1\n{'.'.join('a' * MANY)} = 1", "collation.toml:2: arrays or tables are nested too deeply"),
    "a key of many parts in quotation marks": (
        "collation.toml", "title = 1\n" + '"a\\"b".' * 10_000 + "b = 1", "collation.toml:2: arrays or tables are nested too deeply",
    ),
    "a line of spaces": ("collation.toml", f"{' ' * 1_000_000}!", "collation.toml:1: not valid TOML: Invalid statement"),
    "digits": ("collation.toml", f"title = {DIGITS}", "collation.toml:1: a number of 5000 digits is too large; shorten it"),
    "hexadecimal digits": ("collation.toml", f"\ntitle = 0x{DIGITS}", "collation.toml:2: this number is too large; shorten it"),
    "a count": (
        "decided.toml", DECISION.replace("count = 1", f"count = 0x{DIGITS}"), "decided.toml:3: this number is too large; shorten it",
    ),
    "a day": ("decided.toml", DECISION.replace("2026-11-23", f"0x{DIGITS}"), "decided.toml:6: this number is too large"),
    "a date in the year 0": ("decided.toml", DECISION.replace("2026-11-23", "0000-01-01"), "decided.toml:6: not valid TOML: Invalid date"),
    "NUL in a path": ("collation.toml", WITNESS.format(r"a\u0000b"), r"collation.toml:2: 'a\x00b': not a valid file name"),
    "a long path": ("collation.toml", WITNESS.format("x" * 5_000), "collation.toml:2: 'xxx"),
    "NUL in an encoding": ("collation.toml", WITNESS.format('a.txt"\nencoding = "a\\u0000b'), "collation.toml:3: a\0b: unknown encoding"),
    "many witnesses": ("collation.toml", WITNESS.format("a.txt") * 6_000, "collation.toml:1: witnesses has 6,000 items, and 5,000 are allowed"),
    "many normalisers": ("collation.toml", f"normalisers = {['nfc'] * 6_000}\n{WORK}", "collation.toml:1: normalisers has 6,000 items, and 50"),
    "many letters": ("collation.toml", f"{WORK}[rules]\nletters = {['uv'] * 6_000}", "collation.toml:4: letters has 6,000 items, and 500"),
    "many languages": ("collation.toml", f"{WORK}[rules]\nlanguages = {['en'] * 6_000}", "collation.toml:4: languages has 6,000 items, and 20"),
    "many rule files": ("collation.toml", f"{WORK}[rules]\ntables = {['rules.toml'] * 6_000}", "collation.toml:4: tables has 6,000 items, and 100"),
    "many marks": ("collation.toml", WORK + '[[witnesses.marks]]\ntext = "e"\n' * 11_000, "collation.toml:3: marks has 11,000 items, and 10,000"),
    "a text that occurs often": (
        "collation.toml", WORK + '[[witnesses.marks]]\ntext = "t"', "the text 't' occurs 6 times in witness a; add line = N",
    ),
    "many ignored rules": ("collation.toml", f"{WORK}[check]\nignore = {['T101'] * 6_000}", "collation.toml:4: ignore has 6,000 items"),
    "many file patterns": (
        "collation.toml", f"{WORK}[check.per-file-ignores]\n{''.join(f'x{k} = []{chr(10)}' for k in range(300))}", "per-file-ignores has 300 items, and 200",
    ),
    "a pattern that grows": (
        "collation.toml", f"{WORK}[check.marking]\ngloss = '((a{{999}}){{999}}){{999}}'", "collation.toml:4: gloss: the repetitions of",
    ),
    "a pattern that repeats too often": ("collation.toml", f"{WORK}[check.marking]\ngloss = 'a{{99999999999}}'", "collation.toml:4: gloss: the repetitions of"),
    "a deep pattern": ("collation.toml", f"{WORK}[check.marking]\ngloss = '{'(' * 3_000}'", "collation.toml:4: gloss: the groups of"),
    "a long pattern": ("collation.toml", f"{WORK}[check.marking]\ngloss = '{'a' * 5_001}'", "collation.toml:4: gloss: a pattern of 5,001 characters is too long"),
    "a pattern of rules that grows": ("rules.toml", "\nloose = [['((a{999}){999}){999}', '']]", "rules.toml:2: the repetitions of"),
    "a replacement": ("rules.toml", "loose = [['a', '\\g<9>']]", "rules.toml:1: 'a' is not a regular expression (invalid group reference 9"),
    "a replacement for `regex` alone": ("rules.toml", "loose = [['a', '\\N{DIGIT ONE}']]", "rules.toml:1: 'a' is not a regular expression (bad escape"),
    "a large cell": ("characters.csv", f"code point,allowed\n{'a' * 140_000},yes", "characters.csv: not a table (field larger than field limit"),
    "a deep baseline": ("baseline.json", "[" * 100_000, "baseline.json: not a baseline (brackets are nested too deeply); write a new one"),
    "digits in a baseline": ("baseline.json", DIGITS, "baseline.json: not a baseline (a number of 5000 digits is too large); write a new"),
    "a format of a baseline": ("baseline.json", f'{{"format": "{DIGITS}"}}', "not a baseline (its format is '999"),
    "a deep collation": (
        "collation.json", f'{{"witnesses": [], "joined": {"[" * 200}{"]" * 200}}}', "collation.json: brackets are nested too deeply",
    ),
    "a long key": ("collation.toml", f"[{'x' * 5_000}]\n[{'x' * 5_000}]", "collation.toml:2: not valid TOML: Cannot declare ('xxx"),
    "a long value": ("collation.json", f'{{"witnesses": [{{"id": "A", "content": ""}}], "joined": "{DIGITS}"}}', "the \"joined\" of the collation is '999"),
    "a key twice among many": (
        "collation.json", f'{{{", ".join(f"{chr(34)}{k}{chr(34)}: 0" for k in range(MANY))}, "{MANY - 1}": 0}}', "the key '99999' occurs twice",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_too_large_is_refused_in_a_sentence(name: str, content: str, message: str, files: Files) -> None:
    Path(name).write_text(content, encoding="utf-8")
    start = time.process_time()
    with pytest.raises(CollateError) as error:
        READERS[name]()
    assert message in str(error.value)
    assert len(str(error.value)) < 700
    assert time.process_time() - start < LONGEST


MARKING = "[[witnesses]]\nfile = 'b.txt'\n[check]\nselect = ['E104']\n[check.marking]\ngloss = '{}'\n"


@pytest.mark.parametrize(
    ("pattern", "code", "message"),
    [
        (
            r"\[(a|aa)+\]",
            2,
            "collate: collation.toml:8: the pattern '\\\\[(a|aa)+\\\\]' takes longer than 1 s for '[aaaaaaaa",
        ),
        (r"\[(a+)+\]", 1, "2 files checked: 4 errors\n"),
    ],
)
def test_a_marking_pattern_that_never_ends_is_stopped_at_its_line(
    pattern: str, code: int, message: str, files: Files, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("collation.toml").write_text(WORK + MARKING.format(pattern))
    Path("b.txt").write_text(f"The king [{'a' * 70}b] spoke [{'a' * 71}b] to them [{'a' * 72}b].\n")
    start = time.process_time()
    assert run(["check", "."]) == code
    assert capsys.readouterr().err.count(message) == 1
    assert time.process_time() - start < LONGEST


def test_a_character_table_of_excel_for_macintosh_is_read(files: Files) -> None:
    Path("characters.csv").write_bytes(b"\xef\xbb\xbfcharacter,code point,allowed\ra,U+0061,yes\rb,U+0062,no\r")
    assert allowed_characters(Path("characters.csv")) == {"a"}


def test_a_mark_is_found_in_a_long_text_and_on_a_line_of_it(files: Files) -> None:
    Path("a.txt").write_text("a\n" * 500_000 + "b\n")
    marks = '[[witnesses.marks]]\ntext = "a"\nline = 499999\n' * 50
    Path("collation.toml").write_text(WORK + marks + '[[witnesses.marks]]\ntext = "aa"\nline = 3\n')
    start = time.process_time()
    with pytest.raises(ConfigError, match="the text 'aa' is not on line 3 in witness a"):
        read_work(Path())
    assert time.process_time() - start < LONGEST
    Path("collation.toml").write_text(WORK + '[[witnesses.marks]]\ntext = "\\na\\na"\nline = 7\n')
    assert [mark.start for mark in read_work(Path()).witnesses[0].marks] == [13]


@pytest.mark.parametrize("line", ["<!-- collate: ignore", "<!-- collate: ignore[T201", "<!-- collate: ignore --> "])
def test_comments_without_end_take_no_longer_than_others(line: str) -> None:
    start = time.process_time()
    names = suppressions_in(line * 50_000, "a.xml")
    assert time.process_time() - start < LONGEST
    assert names == ({1: ("all",)} if line.endswith("> ") else {})


def test_a_pattern_that_makes_words_longer_is_stopped(files: Files) -> None:
    Path("rules.toml").write_text(f"graphic = {[['.', 'xxxxxxxxxx']] * 9}")
    rules = read_rule_file(Path("rules.toml"))
    with pytest.raises(RuleError, match=r"rules\.toml:1: the pattern '\.' makes 1000000 letters"):
        apply_changes("x" * 101 + "y" * 9_899, rules.graphic)
