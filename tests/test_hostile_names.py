"""What comes from outside is printed so that nothing in it acts on a terminal or on a CI service.

The outside is names of files and folders, titles, sigla, texts, decisions, and arguments.
"""

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collate.cli.main import run

OUR_COLOURS = re.compile(r"\x1b\[(?:0|1|2|31|32|35|36|1;31|1;33|9;31|4;32|7;9;31|7;4;32)m")
DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067"
ACTS = ("Cc", "Cs", "Zl", "Zp")
COMMAND = re.compile(r"(?m)^\s*::|(?i:##(?:vso|teamcity)?\[)")

VECTORS = {
    "escape": "x\x1b[31;5mred",
    "window title": "x\x1b]0;title\x07",
    "c1": "x\x9b31m\x85y",
    "delete": "x\x7f\b\by",
    "return": "x\rcollate: all is well",
    "command": "x\n::error file=a.txt::all is lost",
    "command at once": "::error::all is lost",
    "command after blanks": "x\n \t\u00a0::set-output name=a::b",
    "group": "x ##[group]y",
    "azure": "##vso[task.complete]",
    "teamcity": "##teamcity[buildStop]",
    "override": "abc\u202etxt.exe",
    "isolate": "abc\u2067def\u200f\u061c",
    "separators": "a\u2028b\u2029c\x0bd\x0ce",
}
hostile = st.lists(
    st.sampled_from([*VECTORS.values(), "\n", "::", "##[", "the", "\ue000", "\u200d", "\U0001f600", "שלום", "e\u0301"]),
    min_size=1,
    max_size=3,
).map("".join)


def acting(output: str, commands: bool = True) -> list[str]:
    """Return what acts on a terminal, and what a CI service would take as a command."""
    characters = [c for c in output if c not in "\n\t" and (unicodedata.category(c) in ACTS or c in DIRECTIONS)]
    return characters + (COMMAND.findall(output) if commands else [])


def printed(*arguments: str) -> tuple[int, str, str]:
    """Run a command line, and return its exit code and what it wrote."""
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        code = run(arguments)
    return code, out.getvalue(), err.getvalue()


def toml_string(text: str) -> str:
    return '"' + "".join(c if c.isascii() and c.isalnum() else f"\\U{ord(c):08x}" for c in text) + '"'


def file_name(text: str) -> str:
    """Return text that a file of this system can be called."""
    return text.replace("/", "-").replace("\0", "-").strip(" .") or "x"


class Outside:
    """A work, two texts and a decision, all with hostile names and content, in the current folder."""

    def __init__(self, name: str, text: str, siglum: str) -> None:
        self.name, self.text, self.folder = name, text, file_name(f"{name} w")
        self.a, self.b = file_name(f"{name}.txt"), file_name(f"{name} 2.txt")
        content = (
            f"the old colour of {text} and it was cafe\u0301\n{text}\n",
            f"the old color of {text}, itt was so so\n{text}\n",
        )
        Path("pyproject.toml").touch()
        work = Path(self.folder)
        work.mkdir(exist_ok=True)
        for folder in (Path(), work):
            for file, words in zip((self.a, self.b), content, strict=True):
                (folder / file).write_text(words, encoding="utf-8", newline="")
        table = [f"title = {toml_string(name)}"]
        for label, file in ((siglum, self.a), ("B", self.b)):
            table += ["[[witnesses]]", f"siglum = {toml_string(label)}", f"file = {toml_string(file)}"]
        (work / "collation.toml").write_text("\n".join(table), encoding="utf-8")
        self.files = f"A={self.a}", f"B={self.b}"
        self.reason = "".join(filter(str.isprintable, name)).strip() or "x"
        self.decisions = work / "decisions.toml"
        self.decisions.unlink(missing_ok=True)

    def decide(self) -> None:
        """Write a decision that is applied, and one whose words are gone."""
        why, text = (toml_string(t) for t in (self.reason, "".join(filter(str.isprintable, self.text)) or "x"))
        pairs = (('"colour"', '"color"'), (text, '"gone"'))
        self.decisions.write_text(
            "".join(
                f'[[decisions]]\nkind = "spelling"\npair = [{a}, {b}]\nscope = "work"\n'
                f'why = {why}\nwho = {why}\nwhen = "2020-01-01"\n'
                for a, b in pairs
            )
        )


def git_arguments(o: Outside) -> list[str]:
    return ["git-diff", o.name, o.a, "0" * 40, "100644", o.b, "1" * 40, "100644", f"{o.name}2", "similarity"]


def report_arguments(name: str, o: Outside) -> list[str]:
    return ["report", o.folder, "--format", name]


DOCUMENTS = ("edition", "markdown", "text")
COMMANDS: dict[str, Callable[[Outside], list[str]]] = {
    "report": lambda o: ["report", o.folder],
    "report files": lambda o: ["report", *o.files],
    "report in colour": lambda o: ["report", o.folder, "--color", "always"],
    "report to a folder": lambda o: ["report", o.folder, "--format", "csv,terminal", "-o", f"out/{o.folder}"],
    "report --check": lambda o: ["report", o.folder, "--check", "-o", f"none/{o.folder}"],
    "report of a witness": lambda o: ["report", o.folder, "--witnesses", o.name],
    "diff": lambda o: ["diff", *o.files],
    "diff in colour": lambda o: ["diff", *o.files, "--color", "always"],
    "diff --stat": lambda o: ["diff", *o.files, "--stat"],
    "diff side by side": lambda o: ["diff", *o.files, "--format", "side-by-side"],
    "show tokens": lambda o: ["show", "tokens", o.folder],
    "show table": lambda o: ["show", "table", o.folder],
    "show units": lambda o: ["show", "units", o.folder],
    "show editorial": lambda o: ["show", "editorial", o.folder],
    "explain": lambda o: ["explain", o.folder, "#1"],
    "explain in colour": lambda o: ["explain", o.folder, "B:1:10", "--color", "always"],
    "explain nowhere": lambda o: ["explain", o.folder, o.name],
    "decide": lambda o: ["decide", o.folder, "#1", "--kind", "spelling", "--why", o.reason, "--who", o.reason],
    "decide wrongly": lambda o: ["decide", o.folder, "#1", "--kind", "spelling", "--why", "x", "--reading", o.name],
    "decide --suggest": lambda o: ["decide", o.folder, "--suggest", "9"],
    "show learned": lambda o: ["show", "learned", o.folder],
    "decide --list": lambda o: ["decide", "--list", o.folder],
    "check": lambda o: ["check", o.folder],
    "check in colour": lambda o: ["check", o.folder, "--color", "always"],
    "check file": lambda o: ["check", o.a, "--format", "concise"],
    "check --diff": lambda o: ["check", "--diff", o.a, o.folder],
    "check --statistics": lambda o: ["check", "--statistics", o.folder],
    "check --fix": lambda o: ["check", "--fix", o.folder],
    "check --write-baseline": lambda o: ["check", o.a, "--write-baseline", "--baseline", f"{o.folder}.json"],
    "check --since": lambda o: ["check", "--since", o.name],
    "check --explain": lambda o: ["check", "--explain", o.name],
    "git-diff": git_arguments,
    "git-diff unmerged": lambda o: ["git-diff", o.name],
    "chars": lambda o: ["chars", "--generate", o.a, "-o", f"{o.folder}.csv"],
    "no file": lambda o: ["diff", f"{o.name}.gone", o.a],
    "no encoding": lambda o: ["diff", *o.files, "--encoding", o.name],
    "no base": lambda o: ["report", o.folder, "--base", o.name],
    "no format": lambda o: ["report", o.folder, "--format", o.name],
    "no kind": lambda o: ["report", o.folder, "--only", o.name],
    "no option": lambda o: ["report", f"--{o.name}", o.a],
    "no command": lambda o: [o.name],
    **{f"report {name}": partial(report_arguments, name) for name in DOCUMENTS},
}  # fmt: skip


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    return tmp_path


def require_nothing_acts(command: str, outside: Outside) -> None:
    code, out, err = printed(*COMMANDS[command](outside))
    if "in colour" in command:
        out = OUR_COLOURS.sub("", out)
    assert acting(out, commands=command.removeprefix("report ") not in DOCUMENTS) == []
    assert acting(err) == []
    assert code in (0, 1, 2)


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_from_outside_acts_on_a_terminal_or_a_ci_service(command: str, here: Path) -> None:
    vectors, sigla = list(VECTORS.values()), ("::error", "##[group]", "A", "##vso[x]")
    for k in range(0, len(vectors), 2):
        outside = Outside(vectors[k], vectors[k + 1], sigla[k % len(sigla)])
        if "decide" not in command or "--list" in command:
            outside.decide()
        require_nothing_acts(command, outside)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(COMMANDS)), hostile, hostile, st.sampled_from(["::x", "##[x]", "A", "::"]), st.booleans())
def test_whatever_the_outside_is_called_it_acts_on_nothing(
    here: Path, command: str, name: str, text: str, siglum: str, decided: bool
) -> None:
    for path in here.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    outside = Outside(name, text, siglum)
    if decided:
        outside.decide()
    require_nothing_acts(command, outside)


NAME = "x\x1b[31mred\n::error::lost\u202e"
SHOWN = "x\\u{1b}[31mred\\u{a}::error::lost\\u{202e}"


@pytest.fixture
def outside(here: Path) -> Outside:
    return Outside(NAME, NAME, "::A")


def output_of(command: str, outside: Outside) -> list[str]:
    _, out, err = printed(*COMMANDS[command](outside))
    return (out + err).splitlines()


def test_the_folder_of_a_report_is_named_on_one_line(outside: Outside) -> None:
    assert output_of("report to a folder", outside)[0] == f"wrote out/{SHOWN} w/apparatus.csv"
    assert output_of("report --check", outside)[0] == f"none/{SHOWN} w/apparatus.html: No such file or directory"


def test_a_title_is_one_line_of_a_report(outside: Outside) -> None:
    title = "x\\u{1b}[31mred ::error::lost\\u{202e}"
    assert output_of("report", outside)[:2] == [title, "base: ::A"]


def test_a_siglum_that_looks_like_a_command_is_escaped_where_a_line_begins_with_it(outside: Outside) -> None:
    assert output_of("show tokens", outside)[1].startswith("\\u{3a}:A")
    assert output_of("show table", outside)[0] == "column  ::A           B"


def test_the_names_of_both_texts_of_a_difference_are_on_one_line(outside: Outside) -> None:
    assert output_of("diff", outside)[:2] == [f"--- A ({SHOWN}.txt)", f"+++ B ({SHOWN} 2.txt)"]


def test_git_shows_the_name_of_a_file_on_one_line(outside: Outside) -> None:
    assert output_of("git-diff", outside)[:2] == [f"{SHOWN}: renamed to {SHOWN}2", f"--- old ({SHOWN})"]


def test_a_finding_has_the_name_of_its_file_on_its_line(outside: Outside) -> None:
    concise, text = (printed("check", outside.a, "--format", name)[1].splitlines()[0] for name in ("concise", "text"))
    assert concise == text == f"{SHOWN}.txt:1:20: T103 [error] U+001B (no name) is invisible"


def test_a_fix_is_shown_with_the_name_and_the_lines_of_the_file_escaped(outside: Outside) -> None:
    assert output_of("check --diff", outside)[:5] == [
        f"--- {SHOWN} w/{SHOWN}.txt",
        f"+++ {SHOWN} w/{SHOWN}.txt",
        "@@ -1,3 +1,3 @@",
        " the old colour of x\\u{1b}[31mred",
        "-::error::lost\\u{202e} and it was cafe\u0301",
    ]


def test_an_error_is_one_line_whatever_the_file_is_called(outside: Outside) -> None:
    assert output_of("no file", outside) == [f"collate: {SHOWN}.gone: no such file; check the name"]


def test_a_revision_that_git_does_not_know_is_named_on_one_line(outside: Outside) -> None:
    subprocess.run(["git", "init", "-q"], check=True)
    problem = "git does not know this revision; check its name"
    assert output_of("check --since", outside) == [f"collate: --since {SHOWN}: {problem}"]


@pytest.mark.parametrize("command", ["report in colour", "diff in colour", "explain in colour", "check in colour"])
def test_a_colour_of_a_text_is_shown_and_only_ours_colours(command: str, outside: Outside) -> None:
    output = "\n".join(output_of(command, outside))
    assert "\\u{1b}[31mred" in output
    assert "\x1b[31mred" not in output
    assert OUR_COLOURS.search(output)


def test_annotations_for_github_are_one_command_for_each_finding(outside: Outside) -> None:
    _, out, err = printed("check", outside.a, "--format", "github")
    path = "x\\u{1b}[31mred%0A%3A%3Aerror%3A%3Alost\\u{202e}.txt"
    assert out.splitlines()[0].startswith(f"::error title=collate (T103),file={path},line=1,col=20,")
    assert {line.split(" ")[0] for line in out.splitlines()} == {"::error", "::warning"}
    assert acting(out, commands=False) == []
    assert err.endswith("1 file checked: 4 errors, 3 warnings\n")


def test_the_text_of_a_witness_is_exact_in_a_pipe_and_printable_on_a_terminal(here: Path) -> None:
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    Path("a.txt").write_text("x\x1b[31mred\r\n::error::\u202e\tש\n", encoding="utf-8", newline="")
    assert printed("show", "text", "a.txt")[1] == "x\x1b[31mred\r\n::error::\u202e\tש\n"
    with redirect_stdout(Terminal()) as terminal:
        run(["show", "text", "a.txt"])
    assert terminal.getvalue() == "x\\u{1b}[31mred\\u{d}\n\\u{3a}:error::\\u{202e}\tש\n"
