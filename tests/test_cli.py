"""The command line: exit codes, one sentence for every mistake, nothing half written.

Long because it holds the tables of mistakes, a line each.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest

from collate.alignment import ALIGNERS, Aligner, AlignOptions
from collate.cli import exit_codes, options
from collate.cli.main import run
from collate.compat.collatex_json import DIALECTS
from collate.errors import CollateError, InternalError, TokenError
from collate.model.alignment import Alignment
from collate.model.progress import Progress
from collate.model.tokens import Tokens
from collate.rendering.formats import FILE_FORMATS, FORMATS, REPORT_FORMATS

ROOT = Path(__file__).parent.parent
WORK = str(ROOT / "witnesses" / "autonomisation")
INSTALLED = sum(not (needs := FORMATS[n].needs) or find_spec(needs.module) is not None for n in FILE_FORMATS)
A = 'the colour of "it"\n'
CW, WO = f"CW={WORK}/cw1966.txt", f"WO={WORK}/wo2022.txt"


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    for name, text in {"a": A, "b": "the color of “it”\n", "empty": "", "same": A}.items():
        Path(f"{name}.txt").write_text(text, encoding="utf-8")
    Path("latin.txt").write_bytes(b"caf\xe9\n")
    Path("folder").mkdir()
    Path("pyproject.toml").touch()  # a project: its settings may name all of its files
    return tmp_path


def collate(
    *arguments: str, stdin: bytes = b"", env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the program as a shell does."""
    command = [sys.executable, "-m", "collate", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, env={**os.environ, **(env or {})}, check=False)


MISTAKES = [
    (["diff", "a.txt", "gone.txt"], "gone.txt: no such file; check the name"),
    (["report", "folder"], "folder: this folder has no collation.toml; add one, or name the witness files instead"),
    (["report", "folder", "a.txt"], "folder: this is a folder, not a witness; name one work folder and nothing else, or files"),
    (["diff", "a.txt", "latin.txt"], "latin.txt:1: byte 3 (0xE9) is not UTF-8; name its encoding, for instance --encoding cp1252"),
    (["report", "a.txt"], "one witness cannot be collated; name two or more"),
    (["report", "a.txt", "folder/../a.txt"], "two witnesses have the siglum a (a.txt and folder/../a.txt); change one of them: SIGLUM=path"),
    (["report", "a.txt", "b.txt", "--base", "Z"], "the base Z is not a witness; choose one of a, b, majority or none"),
    (["report", "a.txt", "b.txt", "--format", "pdf"], f"there is no format pdf; use one of {', '.join(REPORT_FORMATS)}, all"),
    (["report", "a.txt", "b.txt", "--format", "all"], f"{INSTALLED} formats cannot share standard output; name a folder with -o"),
    (["report", "a.txt", "b.txt", "--format", "json", "-o", "/proc/x.json"], "/proc"),
    (["report", "a.txt", "b.txt", "--format", "json", "-o", "a.txt/x.json"], "a.txt"),
    (["report", "a.txt", "b.txt", "--check"], "--check does not know where the reports are; name their folder with -o"),
    (["report", "a.txt", "b.txt", "--only", "speling"], "speling: not the name of a kind, of a kind with its cause, or of a significance; did you mean spelling?"),
    (["report", "a.txt", "b.txt", "--witnesses", "a,Q"], "Q is not a witness of this work; its witnesses are a, b"),
    (["report", "a.txt", "b.txt", "--encoding", "klingon"], "klingon: unknown encoding"),
    (["diff", "a.txt"], "diff compares exactly two texts, not 1; to compare more, use collate report"),
    (["diff", "-", "-"], "standard input can be read only once; use - for one witness only"),
    (["diff", "a.txt", "b.txt", "--format", "yaml"], "Invalid value for '--format'"),
    (["explain", "a.txt", "b.txt", "#9"], "#9: no entry has this number; the last entry is #3"),
    (["explain", "a.txt", "b.txt", "a:7"], "a:7: a has 2 lines; choose one of them"),
    (["explain", "a.txt", "b.txt", "a@5-500"], "a@5-500: the text has 19 code points; choose a span inside it"),
    (["explain", "a.txt", "b.txt", "Q:1"], "Q:1: this is not a place; write #N, #ID, SIGLUM:line[:column], SIGLUM@start-end or system=value (sigla: a, b)"),
    (["explain", "a.txt", "b.txt", "verse=3"], "verse=3: no witness has this place; no places are known"),
    (["explain", "#1"], "no work is named, and this folder has none; name the folder of the work before the place"),
    (["show", "table", "a.txt"], "one witness cannot be collated; name two or more"),
    (["frobnicate"], "there is no command frobnicate; use one of init, report, diff, align, show, explain, decide, check, discover, corpus, git-diff, chars"),
    (["shwo"], "there is no command shwo; did you mean show?"),
    (["explain", "folder"], "folder: this is a folder, and no place is named; add one, such as folder '#1'"),
]  # fmt: skip


@pytest.mark.usefixtures("texts")
@pytest.mark.parametrize(("arguments", "sentence"), MISTAKES, ids=[" ".join(a) for a, _ in MISTAKES])
def test_a_mistake_is_one_sentence_and_exit_2(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(Path().rglob("*"))
    assert run(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"collate: {sentence}")
    assert captured.err.count("\n") == 1
    assert sorted(Path().rglob("*")) == before


SETTINGS = [
    (
        'tokeniser = "letters"\n',
        "folder/collation.toml:1: there is no tokeniser 'letters'; the tokenisers are words, blanks",
    ),
    ('[tokens]\nsigns = "leyden"\n', "folder/collation.toml:2: there is no convention 'leyden'; did you mean leiden?"),
    ('[tokens]\nsigns = ["(", "x"]\n', "folder/collation.toml:2: 'x' is no sign that may be in a word; use some of ("),
    ("[tokens]\nsigns = 3\n", 'folder/collation.toml:2: signs must be a list of signs, the name "leiden", or a table'),
    ('[tokens.signs]\n"(" = "supplied"\n', "folder/collation.toml:2: '(' is half of a pair; write '()'"),
    (
        '[tokens.signs]\nx = "supplied"\n',
        "folder/collation.toml:2: 'x' is no sign that may be in a word; use a pair, [] ",
    ),
    (
        '[tokens.signs]\n"()" = "suplied"\n',
        "folder/collation.toml:2: '()' cannot mean 'suplied'; did you mean supplied?",
    ),
    ('[tokens]\nsigns = { "()" = 3 }\n', "folder/collation.toml:2: () must be a string in quotes, not 3"),
    ('[report]\nformats = ["pdf"]\n', "folder/collation.toml:2: there is no format pdf; use one of html"),
    (
        '[report]\nonly = ["speling"]\n',
        "folder/collation.toml:2: speling: not the name of a kind, of a kind with its cause, or of a significance",
    ),
]


@pytest.mark.parametrize(("toml", "sentence"), SETTINGS)
def test_a_setting_that_a_later_room_judges_names_its_line_too(
    toml: str, sentence: str, texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    witnesses = '[[witnesses]]\nfile = "../a.txt"\n[[witnesses]]\nfile = "../b.txt"\n'
    (texts / "folder" / "collation.toml").write_text(toml + witnesses, encoding="utf-8")
    assert run(["report", "folder"]) == 2
    assert capsys.readouterr().err.startswith(f"collate: {sentence}")


FAULTS = [
    InternalError("a column of the table is empty"),
    TokenError("the tokens of A do not read back as its text"),
    ZeroDivisionError("division by zero"),
    KeyError("A"),
]


@pytest.mark.usefixtures("texts")
@pytest.mark.parametrize("fault", FAULTS, ids=[type(fault).__name__ for fault in FAULTS])
def test_a_fault_of_ours_keeps_its_traceback_and_exits_70(
    fault: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*arguments: object) -> None:
        raise fault

    monkeypatch.setattr("collate.cli.run_diff.select", fail)
    assert run(["diff", "a.txt", "b.txt"]) == 70
    captured = capsys.readouterr()
    assert captured.out == ""
    lines = captured.err.splitlines()
    assert lines[0] == "Traceback (most recent call last):"
    assert any(line.endswith("in show_differences") for line in lines)
    assert lines[-2].endswith(f"{type(fault).__name__}: {fault}")
    assert lines[-1] == "collate: this is a fault of collate, not of your texts; please report it with the lines above"


def test_a_fault_of_ours_is_no_mistake_of_the_user() -> None:
    assert not issubclass(InternalError, CollateError)
    assert not issubclass(TokenError, CollateError)


@pytest.mark.usefixtures("texts")
def test_the_program_exits_70_for_a_fault() -> None:
    script = (
        "import sys, collate.cli.run_diff as command; from collate.cli.main import main; "
        "command.select = lambda *arguments: 1 / 0; sys.argv[1:] = ['diff', 'a.txt', 'b.txt']; main()"
    )
    process = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert process.returncode == 70
    assert "ZeroDivisionError: division by zero\n" in process.stderr


def test_every_exit_code_is_documented() -> None:
    codes = {value for name, value in vars(exit_codes).items() if name.isupper()}
    assert codes == {0, 1, 2, 70, 129, 130, 141, 143}
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    table = page.split("## Exit codes\n\n")[1].split("\n\n")[1].rstrip("\n")
    assert [int(row.split("|")[1]) for row in table.splitlines()[2:]] == [0, 1, 2, 70, 129, 130, 141, 143]


GUARDED = [
    ["report", "a.txt", "b.txt", "--format", "json", "-o", "b.txt"],
    ["report", "a.txt", "X=b.txt", "--format", "json", "-o", "folder/../b.txt"],
    ["diff", "a.txt", "b.txt", "-o", "a.txt"],
    ["show", "tokens", "a.txt", "-o", "a.txt"],
]


@pytest.mark.usefixtures("texts")
@pytest.mark.parametrize("arguments", GUARDED, ids=[" ".join(a) for a in GUARDED])
def test_a_witness_is_never_written_over(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    before = {p: p.read_bytes() for p in Path().glob("*.txt")}
    assert run(arguments) == 2
    assert "this file is read as input and is never overwritten; choose another path with -o" in capsys.readouterr().err
    assert {p: p.read_bytes() for p in Path().glob("*.txt")} == before


@pytest.mark.parametrize("file", ["../a.txt", "inner/c.txt", "collation.toml"])
def test_a_file_of_a_work_is_never_written_over_wherever_it_lies(
    file: str, texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (texts / "folder" / "inner").mkdir()
    (texts / "folder" / "inner" / "c.txt").write_text("the colour", encoding="utf-8")
    named = "".join(f'[[witnesses]]\nfile = "{f}"\n' for f in ("../a.txt", "inner/c.txt"))
    (texts / "folder" / "collation.toml").write_text(named, encoding="utf-8")
    target = texts / "folder" / file
    before = target.read_bytes()
    assert run(["report", "folder", "--format", "csv", "-o", str(target)]) == 2
    assert run(["show", "table", "folder", "-o", str(target)]) == 2
    assert target.read_bytes() == before
    assert "choose another path with -o" in capsys.readouterr().err


SWALLOWED = [
    (["diff", "a.txt", "b.txt", "--stat", "--format", "json"], "--stat has no formats; leave out --format"),
    (["explain", "a.txt", "b.txt", "w:#1"], "w:#1: this names a work, and files are named too"),
    (["report", "a.txt", "b.txt", "-o", ""], "the path of -o is empty; name a file or a folder"),
    (
        ["report", "a.txt", "b.txt", "--format", "json,csv", "-o", "two.json"],
        "two.json is one file, and 2 formats need a folder; name a folder with -o",
    ),
    (["explain", "a.txt", "b.txt", "a@5-2"], "a@5-2: the span ends before it begins"),
]


@pytest.mark.usefixtures("texts")
@pytest.mark.parametrize(("arguments", "sentence"), SWALLOWED, ids=[" ".join(a) for a, _ in SWALLOWED])
def test_no_option_is_swallowed(arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    assert capsys.readouterr().err.startswith(f"collate: {sentence}")


@pytest.mark.parametrize(("closed", "code"), [(">&-", 1), ("2>&-", 1), ("<&-", 1)])
def test_a_closed_stream_is_no_traceback(closed: str, code: int, texts: Path) -> None:
    command = f"{sys.executable} -m collate diff a.txt b.txt {closed}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False, cwd=texts)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr


@pytest.mark.usefixtures("texts")
def test_diff_exits_1_for_a_difference_and_0_for_none() -> None:
    assert run(["diff", "a.txt", "b.txt"]) == 1
    assert run(["diff", "a.txt", "same.txt"]) == 0
    assert run(["diff", "a.txt", "b.txt", "--ignore", "spelling"]) == 0
    assert run(["diff", "a.txt", "b.txt", "--ignore", "spelling", "--all"]) == 1
    assert run(["diff", "a.txt", "b.txt", "--only", "typography.quotes"]) == 1
    assert run(["diff", "a.txt", "b.txt", "--only", "substantive"]) == 0


@pytest.mark.usefixtures("texts")
def test_diff_counts_ignored_typography_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    run(["diff", "a.txt", "b.txt"])
    assert capsys.readouterr().out == (
        "--- a (a.txt)\n+++ b (b.txt)\n@@ -1 +1 @@ #1 spelling (regional)\n"
        'the [-colour-]{+color+} of "it"\n\nnot shown: 2 typography\n'
    )


@pytest.mark.usefixtures("texts")
def test_diff_stat_counts_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", "a.txt", "b.txt", "--stat", "--all"]) == 1
    assert (
        capsys.readouterr().out == "kind        b  significance\ntypography  2  accidental\nspelling    1  accidental\n"
    )


@pytest.mark.usefixtures("texts")
def test_diff_as_json_holds_every_entry(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", "a.txt", "b.txt", "--format", "json", "--only", "gloss"]) == 0
    assert [e["n"] for e in json.loads(capsys.readouterr().out)["entries"]] == [1, 2, 3]


@pytest.mark.usefixtures("texts")
@pytest.mark.parametrize(
    ("environment", "option", "coloured"),
    [({}, "auto", False), ({"FORCE_COLOR": "1"}, "auto", True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, "auto", False),
     ({"NO_COLOR": "1"}, "always", True), ({"FORCE_COLOR": "1"}, "never", False)],
)  # fmt: skip
def test_colour_is_the_option_then_no_color_then_force_color(
    environment: dict[str, str],
    option: str,
    coloured: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    for key, value in environment.items():
        monkeypatch.setenv(key, value)
    run(["diff", "a.txt", "b.txt", "--color", option])
    out = capsys.readouterr().out
    assert ("\x1b[9;31mcolo\x1b[0m\x1b[7;9;31mu\x1b[0m\x1b[9;31mr\x1b[0m" in out) is coloured
    assert ("[-colour-]" in out) is not coloured


@pytest.mark.usefixtures("texts")
def test_colour_is_never_the_only_mark(capsys: pytest.CaptureFixture[str]) -> None:
    run(["diff", "a.txt", "b.txt", "--color", "always"])
    out = capsys.readouterr().out
    assert "\x1b[9;31m" in out  # struck through, and red
    assert "\x1b[4;32m" in out  # underlined, and green


SCRIPTS = {
    "Hebrew": ("בראשית ברא אלהים", "בראשית עשה אלהים", "[-\u2068ברא\u2069-]{+\u2068עשה\u2069+}"),
    "Devanagari": ("नमस्ते मेरे दोस्त", "नमस्ते तेरे दोस्त", "[-मेरे-]{+तेरे+}"),
    "Chinese": ("太初有道。", "太初有言。", "太初有[-道-]{+言+}。"),
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_diff_of_any_script(script: str, texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new, shown = SCRIPTS[script]
    (texts / "one.txt").write_text(old, encoding="utf-8")
    (texts / "other.txt").write_text(new, encoding="utf-8")
    assert run(["diff", "one.txt", "other.txt"]) == 1
    assert shown in capsys.readouterr().out
    assert run(["diff", "one.txt", "other.txt", "--format", "side-by-side"]) == 1


@pytest.mark.usefixtures("texts")
def test_an_empty_witness_beside_others_is_collated(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "a.txt", "empty.txt"]) == 0
    assert 'the colour of "it" ] om. empty' in capsys.readouterr().out


@pytest.mark.usefixtures("texts")
def test_a_report_goes_where_it_is_asked_to_go(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "a.txt", "b.txt", "--format", "json,csv", "-o", "out"]) == 0
    assert sorted(p.name for p in Path("out").iterdir()) == ["apparatus.csv", "apparatus.json"]
    assert capsys.readouterr().out.startswith("wrote out/apparatus.json\nwrote out/apparatus.csv\nkind")
    assert run(["report", "a.txt", "b.txt", "--format", "markdown", "-o", "report.md"]) == 0
    assert Path("report.md").read_text(encoding="utf-8").startswith("# a / b\n")
    capsys.readouterr()
    assert run(["report", "a.txt", "b.txt", "--format", "csv"]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("1,")


@pytest.mark.usefixtures("texts")
def test_check_writes_nothing_and_names_each_stale_file(capsys: pytest.CaptureFixture[str]) -> None:
    command = ["report", "a.txt", "b.txt", "--format", "json,csv", "-o", "out"]
    assert run([*command, "--check"]) == 1
    assert not Path("out").exists()
    assert run(command) == 0
    assert run([*command, "--check"]) == 0
    Path("out/apparatus.csv").write_text("old", encoding="utf-8")
    capsys.readouterr()
    assert run([*command, "--check"]) == 1
    assert capsys.readouterr().out == "out/apparatus.csv: stale\n"
    assert Path("out/apparatus.csv").read_text(encoding="utf-8") == "old"


@pytest.mark.usefixtures("texts")
def test_a_failed_write_leaves_every_old_report(capsys: pytest.CaptureFixture[str]) -> None:
    Path("out/apparatus.csv").mkdir(parents=True)
    Path("out/apparatus.json").write_text("old", encoding="utf-8")
    assert run(["report", "a.txt", "b.txt", "--format", "json,csv", "-o", "out"]) == 2
    assert Path("out/apparatus.json").read_text(encoding="utf-8") == "old"
    assert sorted(p.name for p in Path("out").iterdir()) == ["apparatus.csv", "apparatus.json"]
    assert capsys.readouterr().err == "collate: out/apparatus.csv: this is a folder; name a file\n"


def test_the_committed_reports_are_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert run(["report", "--check", "witnesses/autonomisation"]) == 0


def test_the_aligners_agree_on_the_first_lines_of_the_real_texts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("cw1966", "wo2022"):
        lines = Path(f"{WORK}/{name}.txt").read_text(encoding="utf-8").splitlines()[:3]
        (tmp_path / f"{name}.txt").write_text("\n".join(lines), encoding="utf-8")
    outputs = []
    for aligner in ("native", "collatex"):
        assert run(["diff", str(tmp_path / "cw1966.txt"), str(tmp_path / "wo2022.txt"), "--aligner", aligner]) == 1
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]
    assert "[-autonomisation-]{+autonomization+}" in outputs[0]


@pytest.mark.usefixtures("texts")
def test_the_aligner_that_is_named_is_the_one_that_aligns(monkeypatch: pytest.MonkeyPatch) -> None:
    used = []

    def spied_on(name: str) -> Aligner:
        def align(tokens: Sequence[Tokens], options: AlignOptions, progress: Progress | None = None) -> Alignment:
            used.append(name)
            return ALIGNERS[name](tokens, options, progress)

        return align

    spied = {name: spied_on(name) for name in ALIGNERS}
    monkeypatch.setattr("collate.pipeline.aligning.ALIGNERS", spied)
    for aligner in ALIGNERS:
        for command in ("report", "diff"):
            run([command, "a.txt", "b.txt", "--aligner", aligner])
    assert used == ["native", "native", "collatex", "collatex"]


WITNESSES = '[[witnesses]]\nfile = "../a.txt"\n[[witnesses]]\nfile = "../b.txt"\n'


@pytest.mark.parametrize(
    ("toml", "rows"),
    [
        ("", ["colour ] color b", ]),
        ('[report]\nignore = ["spelling"]\n', []),
        ('[report]\nonly = ["typography"]\n', ['"it ] “it b', 'it" ] it” b']),
        ('tokeniser = "blanks"\n', ["colour ] color b"]),
        ('normalisers = ["nfc"]\nlanguage = "fr"\n', ["colour ] color b"]),
    ],
)  # fmt: skip
def test_the_settings_of_a_work_are_obeyed(
    toml: str, rows: list[str], texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (texts / "folder" / "collation.toml").write_text(toml + WITNESSES, encoding="utf-8")
    assert run(["report", "folder"]) == 0
    shown = [line for line in capsys.readouterr().out.splitlines() if " ] " in line]
    assert [line.split("  ")[2].strip() for line in shown] == rows
    assert run(["show", "tokens", "folder", "--format", "tsv"]) == 0
    tokens = capsys.readouterr().out
    assert ('\t"it"\t' in tokens) is ("blanks" in toml)


@pytest.mark.usefixtures("texts")
def test_the_spans_of_a_lemma_are_the_base_s(capsys: pytest.CaptureFixture[str]) -> None:
    Path("c.txt").write_text("well, the color of “it”\n", encoding="utf-8")
    assert run(["report", "a.txt", "b.txt", "c.txt", "--base", "c", "--format", "json"]) == 0
    entry = next(e for e in json.loads(capsys.readouterr().out)["entries"] if e["lemma"]["text"] == "color")
    assert entry["lemma"]["spans"] == [[10, 15]]
    assert entry["lemma"]["witnesses"] == ["c", "b"]
    assert entry["readings"][0]["spans"] == {"a": [[4, 10]]}


@pytest.mark.usefixtures("texts")
def test_two_witnesses_of_one_reading_are_counted_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "a.txt", "b.txt", "C=b.txt", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["summary"] == {
        "b": {"typography": 2, "spelling": 1}, "C": {"typography": 2, "spelling": 1}
    }  # fmt: skip


@pytest.mark.usefixtures("texts")
def test_a_table_for_the_terminal_can_be_kept_and_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    command = ["report", "a.txt", "b.txt", "--format", "terminal", "-o", "out.txt"]
    assert run(command) == 0
    assert "\x1b" not in Path("out.txt").read_text(encoding="utf-8")
    assert run([*command, "--check"]) == 0


@pytest.mark.usefixtures("texts")
def test_the_name_of_the_file_says_which_format(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "a.txt", "b.txt", "-o", "found.json"]) == 0
    assert json.loads(Path("found.json").read_text(encoding="utf-8"))["format"] == "collate-apparatus/1"
    assert capsys.readouterr().out.startswith("wrote found.json\n")


@pytest.mark.usefixtures("texts")
def test_the_terminal_s_format_without_colour_marks_its_words_all_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    run(["diff", "a.txt", "b.txt", "--format", "terminal", "--color", "never"])
    assert "[-colour-]{+color+}" in capsys.readouterr().out


@pytest.mark.usefixtures("texts")
def test_show_gives_the_data_at_each_door(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "text", "a.txt"]) == 0
    assert capsys.readouterr().out == A
    assert run(["show", "tokens", "a.txt", "--format", "tsv"]) == 0
    assert capsys.readouterr().out.splitlines()[2] == "a\t1\t4\t10\t1\t5\tword\tcolour\tcolour"
    assert run(["show", "table", "a.txt", "b.txt", "--format", "tsv"]) == 0
    assert capsys.readouterr().out.splitlines()[:3] == ["column\ta\tb", "0\tthe\tthe", "1\tcolour\tcolor"]
    assert run(["show", "units", "a.txt", "b.txt", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0] == {
        "unit": 1, "start": 1, "stop": 2, "between": False, "witnesses": "a", "reading": "colour", "silent": ""
    }  # fmt: skip


def test_show_editorial_lists_the_interventions_of_one_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("his friend G[rigori]\ncame [sic]\n", encoding="utf-8")
    Path("b.txt").write_text("his friend came\n", encoding="utf-8")
    assert run(["show", "editorial", "a.txt", "--format", "json"]) == 0
    expansion, sic = json.loads(capsys.readouterr().out)
    assert expansion == {
        "start": 12, "end": 20, "text": "[rigori]", "kind": "gloss", "cause": "expansion",
        "why": "letters in square brackets that complete a word", "within": None, "certainty": "high",
    }  # fmt: skip
    assert list(sic) == ["start", "end", "text", "kind", "cause", "why", "within", "certainty"]
    assert run(["show", "editorial", "b.txt", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert run(["show", "editorial", "a.txt", "b.txt", "--format", "json"]) == 0
    assert {siglum: len(interventions) for siglum, interventions in json.loads(capsys.readouterr().out).items()} == {
        "a": 2,
        "b": 0,
    }
    assert run(["show", "editorial", "a.txt"]) == 0
    assert capsys.readouterr().out.splitlines()[2].split()[:4] == ["a", "2:6", "gloss.sic", "[sic]"]
    assert run(["show", "editorial", "a.txt", "--format", "tsv"]) == 0
    assert capsys.readouterr().out.splitlines()[1].split("\t")[:8] == [
        "a", "12", "20", "1", "13", "gloss", "expansion", "[rigori]"
    ]  # fmt: skip
    Path("c.txt").write_text("He came.*\n\n* To Ivan [Petrov] in May.\n", encoding="utf-8")
    assert run(["show", "editorial", "c.txt", "--format", "json"]) == 0
    assert [(i["text"], i["within"]) for i in json.loads(capsys.readouterr().out)] == [
        ("*", None), ("* To Ivan [Petrov] in May.", None), ("[Petrov]", "note.footnote"),
    ]  # fmt: skip
    assert run(["show", "editorial", "c.txt", "--format", "tsv"]) == 0
    assert [row.split("\t")[-2:] for row in capsys.readouterr().out.splitlines()[2:]] == [
        ["", "high"], ["note.footnote", "high"],
    ]  # fmt: skip
    assert run(["show", "editorial", "c.txt"]) == 0
    assert "within note.footnote; words in" in capsys.readouterr().out.splitlines()[-1]
    assert run(["show", "editorial", "a.txt", "-o", "a.txt"]) == 2
    assert run(["show", "editorial", "missing.txt"]) == 2


@pytest.mark.usefixtures("texts")
def test_explain_says_which_rule_spoke_and_which_did_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "a.txt", "b.txt", "#1"]) == 0
    explanation = capsys.readouterr().out
    assert "because British and American spelling of one word (our/or)" in explanation
    assert "→ regional: Two regional spellings of an English word." in explanation
    assert "not applicable: editorial" in explanation
    assert run(["explain", "a.txt", "b.txt", "a:1:1"]) == 0
    assert capsys.readouterr().out.startswith("agreement")
    assert run(["explain", "a.txt", "b.txt", "b@4-6"]) == 0
    assert capsys.readouterr().out.startswith("#1 ")


def test_standard_input_is_a_witness(texts: Path) -> None:
    done = collate("diff", "-", str(texts / "a.txt"), stdin=b"the color of it")
    assert done.returncode == 1
    assert b"[-color-]{+colour+}" in done.stdout


def test_a_closed_pipe_is_quiet_and_141() -> None:
    command = f"{sys.executable} -m collate show tokens {WORK} --format json | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (141, b"")
    assert done.stdout == b"[\n"


CTRL_C = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from collate.cli.main import run; sys.stderr.write('ready'); sys.stderr.flush(); sys.exit(run(sys.argv[1:]))"
)


def test_ctrl_c_is_130_and_no_traceback(texts: Path) -> None:
    process = subprocess.Popen(
        # A parent may have the signal ignored, as nohup has; Python then never raises it.
        [sys.executable, "-c", CTRL_C, "diff", "-", str(texts / "a.txt")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stderr is not None
    assert process.stderr.read(5) == b"ready"
    time.sleep(1)  # it now waits for its standard input
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert (out, err.strip()) == (b"", b"")


@pytest.mark.parametrize(
    "arguments", [["--help"], ["report", "--help"], ["diff", "--help"], ["show", "tokens", "--help"]]
)
def test_help_is_help(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 0
    assert "Usage: collate" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["", "report", "diff", "show", "explain"])
def test_help_loads_neither_numpy_nor_an_aligner(command: str) -> None:
    arguments = [*command.split(), "--help"]
    script = f"import sys; from collate.cli.main import run; run({arguments}); print([m for m in ('numpy', 'regex', 'rapidfuzz', 'collatex', 'xlsxwriter') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")


def test_the_options_name_every_aligner_and_dialect() -> None:
    assert tuple(ALIGNERS) == options.ALIGNERS
    assert DIALECTS == options.DIALECTS


def test_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("collate 0.")


def test_collatex_aligns_behind_the_same_door(capsys: pytest.CaptureFixture[str], texts: Path) -> None:
    (texts / "c.txt").write_text('the colour, of "it" all', encoding="utf-8")
    assert run(["report", "a.txt", "b.txt", "c.txt", "--aligner", "collatex", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [r["kind"] for e in document["entries"] for r in e["readings"] if e["lemma"] and r["kind"] != "typography"] == [
        "spelling", "punctuation", "addition"
    ]  # fmt: skip


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE)
    run = subprocess.run(
        [sys.executable, "-m", "collate", "show", "table", str(WORK), "--format", "tsv", "-o", str(pipe)], check=False
    )
    piped, _ = reader.communicate(timeout=30)
    assert run.returncode == 0
    assert piped.startswith(b"column\t")
    assert pipe.is_fifo()


@pytest.mark.usefixtures("texts")
def test_a_siglum_with_a_comma_can_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "D,1=a.txt", "E=b.txt", "F=b.txt", "--witnesses", "D,1", "--witnesses", "E,F"]) == 0
    assert (
        run(["report", "D,1=a.txt", "E=b.txt", "F=b.txt", "--witnesses", "D,1", "--witnesses", "E", "--format", "json"])
        == 0
    )
    out = capsys.readouterr().out
    assert [w["siglum"] for w in json.loads(out[out.index("{") :])["witnesses"]] == ["D,1", "E"]


SPACES = {
    "a line end of prose": ("one two\nthree\n", "one\ntwo three\n", "in 2 places", "line ends in 2 places", 0),
    "no final line break": ("one two", "one two\n", "in 1 place", "the line break at the end of the text", 0),
    "a space at a line end": ("one\ntwo\n", "one \ntwo\n", "in 1 place", "spaces at line ends in 1 place", 0),
    "a double space": ("one two\n", "one  two\n", "in 1 place", "", 1),
    "an indentation": ("if x:\n    y\n", "if x:\n  y\n", "in 1 place", "", 1),
}


@pytest.mark.parametrize("name", SPACES)
def test_white_space_is_never_nothing(
    name: str, texts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new, places, elsewhere, code_of_all = SPACES[name]
    monkeypatch.chdir(texts)
    Path("old.txt").write_bytes(old.encode())
    Path("new.txt").write_bytes(new.encode())
    assert run(["diff", "old.txt", "new.txt"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == f"the same words; white space differs {places}"
    assert told[1:] == [f"white space that is no entry: {elsewhere}" if elsewhere else "not shown: 1 typography"]
    assert run(["diff", "old.txt", "new.txt", "--all"]) == code_of_all


def test_a_byte_order_mark_alone_is_said(
    texts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(texts)
    Path("old.txt").write_bytes(b"one two\n")
    Path("new.txt").write_bytes(b"\xef\xbb\xbfone two\n")
    assert run(["diff", "old.txt", "new.txt"]) == 0
    told = capsys.readouterr().out
    assert told == "the same words; the files differ in a byte order mark\n"


def test_a_work_says_whether_its_lines_mean_something(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "A.txt").write_text("arma virumque\ncano qui primus\n", encoding="utf-8")
    (tmp_path / "B.txt").write_text("arma virumque cano qui primus\n", encoding="utf-8")
    settings = '[[witnesses]]\nsiglum="A"\nfile="A.txt"\n[[witnesses]]\nsiglum="B"\nfile="B.txt"\n[rules]\n'
    for lines, code in (
        ("", 0),
        ('lines = "kept"', 0),
        ('lines = "kept"\nmerge = { "typography.line" = "substitution.lineation" }', 1),
    ):
        (tmp_path / "collation.toml").write_text(settings + lines, encoding="utf-8")
        assert run(["diff", str(tmp_path)]) == code
    assert "substitution (lineation)" in capsys.readouterr().out


def test_two_empty_files_do_not_differ(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("old.txt", "new.txt"):
        Path(name).touch()
    assert run(["diff", "old.txt", "new.txt"]) == 0
    captured = capsys.readouterr()
    assert captured.out == "no difference\n"
    assert captured.err == "note: the witnesses have no words; check that these are the right files\n"
    assert run(["report", "old.txt", "new.txt", "--format", "all", "-o", "reports"]) == 0
