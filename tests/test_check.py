"""`collate check` as a person, a hook or a forge calls it.

More than 300 lines: every option of the command is tried alone and with those that exclude it.
"""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import collate
from collate.checking import RULES
from collate.checking.file_discovery import discover_files
from collate.checking.rule_docs import rule_documentation
from collate.checking.rules.registry import KIND_RULES, SIGNIFICANCE_GROUPS
from collate.checking.runner import check
from collate.checking.session import CheckOptions
from collate.checking.settings import CheckSettings
from collate.cli.main import run
from collate.model.findings import Match, Transcription
from collate.model.variation import SIGNIFICANCE
from collate.model.witness import Siglum, Witness

Call = Callable[..., tuple[int, str, str]]  # the arguments of the command; its exit code, output and errors

WORK = '[[witnesses]]\nfile = "a.txt"\n\n[[witnesses]]\nfile = "b.txt"\n'
TEXT = (
    "It is said that the union was decided in a hurry, and that the question had hardly been touched upon. "
    "Nobody knew who first asked for it, nor why all agreed so quickly.\n"
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of a project's own, in which the command is run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").touch()
    return tmp_path


@pytest.fixture
def called(capsys: pytest.CaptureFixture[str]) -> Call:
    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(["check", *arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def work_in(folder: Path, **texts: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
    (folder / "collation.toml").write_text(WORK)
    return folder


def codes(out: str) -> list[str]:
    return re.findall(r"^\S+:\d+:\d+: (\S+)", out, flags=re.MULTILINE)


def test_without_a_name_the_works_below_are_checked(here: Path, called: Call) -> None:
    work_in(here / "witnesses" / "one", a="the the", b="the")
    work_in(here / "witnesses" / "two", a="an an", b="an")
    (here / "notes.txt").write_text("or or")
    code, out, err = called("--select", "T2", "--format", "concise")
    assert out == (
        "witnesses/one/a.txt:1:5: T201 [warning] 'the' occurs twice in a row\n"
        "witnesses/two/a.txt:1:4: T201 [warning] 'an' occurs twice in a row\n"
    )
    assert (code, err) == (0, "4 files checked: 2 warnings\n")


def test_a_folder_without_works_is_its_texts(here: Path, called: Call) -> None:
    (here / "in").mkdir()
    (here / "in" / "one.txt").write_text("the the")
    (here / "in" / "table.csv").write_text("the the")
    assert called("in", "--format", "concise")[1] == "in/one.txt:1:5: T201 [warning] 'the' occurs twice in a row\n"


def test_a_witness_that_is_named_is_checked_beside_the_others_and_they_are_not(here: Path, called: Call) -> None:
    work_in(here, a=TEXT + "The the end.\n", b=TEXT.replace("question", "qusetion"))
    _, out, err = called("b.txt", "--select", "T201,V-slip", "--format", "concise")
    assert out == (
        "b.txt:1:64: V-slip [warning] 'qusetion' is in no other witness and looks like an error: a has 'question'\n"
    )
    assert err == "1 file checked: 1 warning\n"


def test_the_base_is_set_beside_a_witness_when_it_is_the_base_that_comes_in(here: Path, called: Call) -> None:
    work_in(here, a=TEXT.replace("hardly", "barely"), b=TEXT)
    _, out, _ = called("a.txt", "--select", "V-substitution", "--format", "concise")
    assert out == "a.txt:1:77: V-substitution [error] substitution: 'barely', where b has 'hardly'\n"


def test_settings_named_stand_for_the_whole_work(here: Path, called: Call) -> None:
    work_in(here, a="the the", b="an an")
    assert codes(called("collation.toml", "--select", "T2", "--format", "concise")[1]) == ["T201", "T201"]


def test_standard_input_is_a_transcription(here: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "collate", "check", "-", "--format", "concise"],
        input=b"the the",
        capture_output=True,
        check=False,
    )
    assert done.stdout == b"-:1:5: T201 [warning] 'the' occurs twice in a row\n"


def test_the_line_is_shown_with_a_caret_by_display_width(here: Path, called: Call) -> None:
    (here / "a.txt").write_text("日本 the the\tend\n", encoding="utf-8")
    assert called("a.txt")[1] == (
        "a.txt:1:8: T201 [warning] 'the' occurs twice in a row\n"
        "1 | 日本 the the⇥end\n"
        "  |          ^^^\n"
        "  = help: delete one, unless the source has both\n\n"
    )


def test_a_path_is_seen_from_where_one_stands_and_for_programs_from_the_root(
    here: Path, called: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "in").mkdir()
    (here / "in" / "a.txt").write_text("the the")
    monkeypatch.chdir(here / "in")
    assert called("a.txt", "--format", "concise")[1].startswith("a.txt:1:5:")
    assert json.loads(called("a.txt", "--format", "json")[1])[0]["path"] == "in/a.txt"


def test_a_path_that_climbs_out_of_the_project_is_refused_and_the_others_are_checked(here: Path, called: Call) -> None:
    (here / "p").mkdir()
    (here / "p" / "pyproject.toml").touch()
    (here / "p" / "a.txt").write_text("the the")
    (here / "outside.txt").write_text("the the")
    os.chdir(here / "p")
    code, out, err = called("a.txt", "../outside.txt", "--format", "concise")
    assert (code, codes(out)) == (2, ["T201"])
    assert err.splitlines()[-1] == (
        f"collate: ../outside.txt: outside the project ({here}/p); run collate check there, or use the absolute path"
    )


def test_a_file_named_in_full_may_lie_anywhere_but_no_forge_can_show_it(
    here: Path, called: Call, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("elsewhere") / "a.txt"
    path.write_text("the the")
    assert json.loads(called(str(path), "--format", "json")[1])[0]["path"] == str(path)
    code, out, err = called(str(path), "--format", "sarif")
    assert (code, out) == (2, "")
    assert err == f"collate: {path}: format sarif cannot show a file outside the project; use --format json\n"


@pytest.mark.parametrize(
    ("name", "make", "sentence"),
    [
        ("gone.txt", lambda path: None, "gone.txt: no such file; check the name"),
        ("loop.txt", lambda path: path.symlink_to(path), "loop.txt: a link that is broken or circular; name the file itself"),
        ("image.txt", lambda path: path.write_bytes(b"\x89PNG\x00\x01"), "image.txt: not a text file (it contains zero bytes); name only transcriptions"),
        ("big.txt", lambda path: os.truncate(os.open(path, os.O_CREAT | os.O_RDWR), 1 << 30), "big.txt: 1024 MB is too large, the limit is 64 MB; divide the text into several works"),
        ("a\0b", lambda path: None, "a\\u{0}b: not a valid file name; check the name"),
    ],
)  # fmt: skip
def test_what_is_no_transcription_is_one_sentence_and_the_others_are_checked(
    here: Path, called: Call, name: str, make: Callable[[Path], object], sentence: str
) -> None:
    (here / "good.txt").write_text("the the")
    make(here / name) if "\0" not in name else None
    code, out, err = called("good.txt", name, "--format", "concise")
    assert (code, codes(out)) == (2, ["T201"])
    assert err.splitlines()[1:] == [f"collate: {sentence}"]


def test_a_file_that_vanishes_while_the_check_runs_is_one_sentence(here: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (here / name).write_text("the the")
    gathered = discover_files(("a.txt", "b.txt"), here)
    (here / "a.txt").unlink()
    checked = check(gathered, CheckOptions(here))
    assert [str(error) for error in checked.failures] == ["a.txt: no such file; check the name"]
    assert [f.path for f in checked.findings] == ["b.txt"]


def test_folders_that_link_round_in_a_circle_are_walked_once(here: Path, called: Call) -> None:
    (here / "in").mkdir()
    (here / "in" / "a.txt").write_text("the the")
    (here / "in" / "again").symlink_to(here / "in")
    assert codes(called("in", "--format", "concise")[1]) == ["T201"]


def test_a_file_in_utf_16_is_read_in_it(here: Path, called: Call) -> None:
    (here / "a.txt").write_bytes("the the".encode("utf-16"))
    assert codes(called("a.txt", "--encoding", "utf-16", "--format", "concise")[1]) == ["T201"]


def test_errors_fail_the_check_and_exit_zero_lets_them_pass(here: Path, called: Call) -> None:
    (here / "a.txt").write_text("мoлoкo", encoding="utf-8")
    assert called("a.txt")[0] == 1
    assert called("a.txt", "--exit-zero")[0] == 0


def test_warnings_fail_a_strict_check(here: Path, called: Call) -> None:
    (here / "a.txt").write_text("the the", encoding="utf-8")
    assert called("a.txt")[0] == 0
    assert called("a.txt", "--strict")[0] == 1
    assert called("a.txt", "--strict", "--exit-zero")[0] == 0
    (here / "a.txt").write_text("an info \n", encoding="utf-8")
    assert called("a.txt", "--strict")[0] == 0


def test_the_language_of_a_file_without_a_work_can_be_named(here: Path, called: Call) -> None:
    (here / "a.txt").write_text("Quoi ? Il vient, il va; il sort: il rit! Oui, non; si: bon! Et puis, donc; or: car!")
    assert codes(called("a.txt", "--format", "concise")[1]) == ["T303"]
    assert codes(called("a.txt", "--language", "fr", "--format", "concise")[1]) == []
    assert collate.check("a.txt", language="fr") == []
    assert called("a.txt", "--language", "français")[2].endswith("such as en or la\n")


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.html", "notes.md", "book.xml"])
def test_a_folder_with_texts_of_other_formats_alone_is_no_success(here: Path, called: Call, name: str) -> None:
    (here / "in").mkdir()
    (here / "in" / name).write_text("<svg/>", encoding="utf-8")
    code, _, err = called("in")
    assert code == 2
    assert f"in: nothing to check: no .txt, and no transcription in XML, but 1 other file: {name}" in err


def test_a_folder_with_nothing_in_it_is_no_error(here: Path, called: Call) -> None:
    (here / "in").mkdir()
    (here / "in" / "README.md").write_text("# The texts\n", encoding="utf-8")
    assert called("in") == (0, "", "0 files checked: nothing found\n")


def test_a_quotation_opens_again_after_a_sentence_only_where_paragraphs_are_lost(here: Path, called: Call) -> None:
    quotation = "“A quotation goes on. “It opens again,” he said. "
    (here / "a.txt").write_text(quotation + "It is said. " * 1000, encoding="utf-8")
    (here / "b.txt").write_text(quotation + "It is said. " * 10, encoding="utf-8")
    out = called("a.txt", "b.txt", "--format", "concise", "--select", "T302")[1]
    assert out == "b.txt:1:1: T302 [warning] “ has no closing quotation mark\n"


def test_statistics_count_by_rule(here: Path, called: Call) -> None:
    (here / "a.txt").write_text("the the or or word3")
    assert called("a.txt", "--statistics")[1] == (
        "2  T201  doubled-word  A word occurs twice in a row.\n1  T203  stuck-digits  A word has digits at its end.\n"
    )


@pytest.mark.parametrize("code", RULES)
def test_every_rule_has_a_page(code: str, called: Call) -> None:
    page = rule_documentation(code)
    rule = RULES[code]
    assert page.startswith(f"# {code} {rule.name}\n\n{rule.description} Level: {rule.level}.")
    assert all(f"**{part}" in page for part in ("Finds.", "Why.", "Example", "Fix."))
    assert called("--explain", code)[1] == page


def test_a_rule_is_explained_by_its_name_too(called: Call) -> None:
    assert called("--explain", "slip")[1] == rule_documentation("V-slip")
    assert called("--explain", "T2022") == (
        2,
        "",
        "collate: T2022: no rule has this code or name; did you mean T202?\n",
    )


def test_all_rules_are_listed(called: Call) -> None:
    rows = called("--rules")[1].splitlines()[:-1]
    assert [row.split()[0] for row in rows] == list(RULES)


def test_what_is_known_is_left_out_and_an_edit_above_moves_nothing(here: Path, called: Call) -> None:
    (here / "a.txt").write_text("One line.\nHere the the word stands, and it is good and well.\n")
    assert called("a.txt", "--baseline", "known.json", "--write-baseline")[:2] == (0, "wrote known.json\n")
    (here / "a.txt").write_text(
        "New.\nLines.\nOne line.\nHere the the word stands, and it is good and well. But but.\n"
    )
    _, out, err = called("a.txt", "--baseline", "known.json", "--format", "concise")
    assert out == "a.txt:4:56: T201 [warning] 'but' occurs twice in a row\n"
    assert err == "1 file checked: 1 warning; 1 recorded in the baseline\n"


def test_reasons_in_a_baseline_are_kept_when_it_is_written_anew(here: Path, called: Call) -> None:
    (here / "a.txt").write_text("Here the the word.\n")
    called("a.txt", "--baseline", "known.json", "--write-baseline")
    known = json.loads((here / "known.json").read_text())
    known["known"][0]["why"] = "so in the source"
    (here / "known.json").write_text(json.dumps(known))
    (here / "a.txt").write_text("Or or.\nHere the the word.\n")
    called("a.txt", "--baseline", "known.json", "--write-baseline")
    assert [(k["line"], k["why"]) for k in json.loads((here / "known.json").read_text())["known"]] == [
        (1, ""),
        (2, "so in the source"),
    ]


def test_a_baseline_of_the_settings_is_found_and_holds_the_entries_of_its_work(here: Path, called: Call) -> None:
    work_in(here / "w", a=TEXT, b=TEXT.replace("hurry", "haste"))
    (here / "pyproject.toml").write_text('[tool.collate.check]\nbaseline = "known.json"\nselect = ["D"]\n')
    called("--write-baseline")
    assert list(json.loads((here / "known.json").read_text())["apparatus"]["w"].values()) == [
        "hurry] haste b substitution"
    ]
    assert called()[0] == 0
    (here / "w" / "b.txt").write_text(TEXT.replace("hardly", "barely"))
    assert codes(called("--format", "concise")[1]) == ["D301", "D302"]


def test_safe_things_are_shown_and_then_mended(here: Path, called: Call) -> None:
    path = here / "a.txt"
    path.write_bytes("\ufeffcafe\u0301 \r\nthe end\t\nlast\n".encode())
    path.chmod(0o640)
    code, out, _ = called("a.txt", "--diff")
    assert code == 1
    assert out == (
        "--- a.txt\n+++ a.txt\n@@ -1,3 +1,3 @@\n-<U+FEFF>cafe\u0301 <CR>\n-the end\t\n+café\n+the end\n last\n"
    )
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    code, _, err = called("a.txt", "--fix")
    assert (code, err) == (0, "fixed a.txt\n1 file checked: nothing found\n")
    assert path.read_bytes() == "café\nthe end\nlast\n".encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert called("a.txt", "--diff")[:2] == (0, "")


def test_the_changes_of_a_long_file_are_shown_with_a_line_around_each(here: Path, called: Call) -> None:
    (here / "a.txt").write_bytes(b"one \ntwo\nthree\nfour\t\nfive\nsix\nseven\neight \nnine \nten\n  ")
    assert called("a.txt", "--diff")[1] == (
        "--- a.txt\n+++ a.txt\n@@ -1,5 +1,5 @@\n-one \n+one\n two\n three\n-four\t\n+four\n five\n"
        "@@ -7,5 +7,4 @@\n seven\n-eight \n-nine \n+eight\n+nine\n ten\n-  \n"
    )


def test_many_changes_and_many_spaces_are_shown_in_time(here: Path, called: Call) -> None:
    (here / "a.txt").write_bytes(b"the end \n\n" * 15_000 + b" " * 200_000 + b"a\n")
    start = time.process_time()
    code, out, _ = called("a.txt", "--diff")
    assert (code, out.count("\n-the end \n+the end\n")) == (1, 15_000)
    assert called("a.txt", "--fix")[0] == 0
    assert (here / "a.txt").read_bytes() == b"the end\n\n" * 15_000 + b" " * 200_000 + b"a\n"
    assert time.process_time() - start < 5


def test_only_what_is_asked_is_mended(here: Path, called: Call) -> None:
    (here / "a.txt").write_bytes(b"the end \r\nlast\n")
    called("a.txt", "--fix", "--ignore", "T108")
    assert (here / "a.txt").read_bytes() == b"the end \nlast\n"


def test_a_text_whose_marks_would_no_longer_be_found_is_not_mended(here: Path, called: Call) -> None:
    work_in(here, a="He [cafe\u0301] went.", b="He went.")
    with (here / "collation.toml").open("a") as file:
        file.write('\n[[witnesses.marks]]\ntext = "[x]"\n')
    toml = WORK.replace('a.txt"\n', 'a.txt"\n[[witnesses.marks]]\ntext = "[cafe\u0301]"\n')
    (here / "collation.toml").write_text(toml, encoding="utf-8")
    code, _, err = called("--fix")
    assert code == 2
    assert err.splitlines()[-1] == (
        "collate: a.txt: a mark in collation.toml quotes '[cafe\u0301]', which the fix would change; correct both by hand"
    )
    assert (here / "a.txt").read_text(encoding="utf-8") == "He [cafe\u0301] went."


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--fix", "--diff"), "--diff shows what --fix would change; use only one of them"),
        (("--write-baseline", "--fix"), "--write-baseline records a complete check; leave out --since, --fix and --diff"),
        (("--statistics", "--format", "json"), "--statistics has no format json; leave out --format"),
        (("--since", "HEAD"), "--since: git says fatal: not a git repository (or any of the parent directories): .git; run the command inside a git repository"),
        (("--write-baseline",), 'no baseline file is named; add --baseline FILE, or baseline = "..." in the settings'),
        (("--baseline", "none.json"), "none.json: No such file or directory; write a new one with --write-baseline"),
        (("--select", ""), None),
    ],
)  # fmt: skip
def test_options_that_do_not_go_together_are_one_sentence(
    here: Path, called: Call, options: tuple[str, ...], sentence: str
) -> None:
    (here / "a.txt").write_text("the the")
    code, _, err = called("a.txt", *options)
    if sentence is None:
        assert code == 0
    else:
        assert code == 2
        assert err.splitlines()[-1] == f"collate: {sentence}"


def git(folder: Path, *arguments: str) -> str:
    named = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    who = {f"GIT_{role}_{what}": "n@n" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env={**os.environ, **named, **who}, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture
def repository(here: Path) -> Path:
    work_in(here / "w", a=TEXT, b=TEXT + "The the end.\n")
    work_in(here / "v", a="an an", b="an")
    git(here, "init", "-q", "-b", "main")
    git(here, "add", ".")
    git(here, "commit", "-qm", "first")
    return here


def test_since_a_revision_only_what_changed_is_checked_beside_the_rest_of_its_work(
    repository: Path, called: Call
) -> None:
    (repository / "w" / "a.txt").write_text(TEXT.replace("question", "qusetion"))
    _, out, err = called("--since", "HEAD", "--select", "T201,V-slip", "--format", "concise")
    assert [line.split(" [")[0] for line in out.splitlines()] == ["w/a.txt:1:64: V-slip"]
    assert err == "1 file checked: 1 warning\n"


def test_since_a_revision_a_new_text_is_collated_with_the_work_in_whose_folder_it_lies(
    repository: Path, called: Call
) -> None:
    (repository / "w" / "new text.txt").write_text(TEXT.replace("question", "qusetion"))
    _, out, _ = called("--since", "HEAD", "--select", "E,V-slip", "--format", "concise")
    assert [line.split(" [")[0] for line in out.splitlines()] == [
        "w/new text.txt:1:1: E201",
        "w/new text.txt:1:64: V-slip",
    ]


def test_since_a_revision_changed_settings_stand_for_the_whole_work(repository: Path, called: Call) -> None:
    (repository / "v" / "collation.toml").write_text(WORK + "# changed\n")
    assert (
        called("--since", "HEAD", "--format", "concise", "--select", "T")[1]
        == "v/a.txt:1:4: T201 [warning] 'an' occurs twice in a row\n"
    )


def test_since_a_revision_nothing_changed_is_nothing_found(repository: Path, called: Call) -> None:
    assert called("--since", "HEAD") == (0, "", "0 files checked: nothing found\n")


def test_a_revision_that_is_none_is_one_sentence(repository: Path, called: Call) -> None:
    assert called("--since", "nowhere")[::2] == (
        2,
        "collate: --since nowhere: git does not know this revision; check its name\n",
    )
    assert called("--since", "--output=x")[::2] == (
        2,
        "collate: --since --output=x: git does not know this revision; check its name\n",
    )
    assert not (repository / "x").exists()


def test_the_table_of_signs_is_written_reviewed_and_obeyed(
    here: Path, called: Call, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "a.txt").write_text("ab\u200b=\n", encoding="utf-8")
    assert run(["chars", "--generate", "a.txt", "-o", "signs.csv"]) == 0
    capsys.readouterr()
    table = (here / "signs.csv").read_text(encoding="utf-8")
    assert table == (
        "character,code point,name,count,allowed\n"
        ",U+000A,,1,yes\n'=,U+003D,EQUALS SIGN,1,yes\na,U+0061,LATIN SMALL LETTER A,1,yes\n"
        "b,U+0062,LATIN SMALL LETTER B,1,yes\n,U+200B,ZERO WIDTH SPACE,1,no\n"
    )
    (here / "signs.csv").write_text(table.replace("B,1,yes", "B,1,no"), encoding="utf-8")
    (here / "pyproject.toml").write_text('[tool.collate.check]\ncharacters = "signs.csv"\n')
    _, out, _ = called("a.txt", "--select", "T105", "--format", "concise")
    assert [line.split(": ")[1] for line in out.splitlines()] == [
        "T105 [error] U+0062 LATIN SMALL LETTER B is not allowed by the character table",
        "T105 [error] U+200B ZERO WIDTH SPACE is not allowed by the character table",
    ]
    (here / "a.txt").write_text("abc\n")
    run(["chars", "--generate", "a.txt", "-o", "signs.csv"])
    assert (here / "signs.csv").read_text(encoding="utf-8").splitlines()[3:6] == [
        "a,U+0061,LATIN SMALL LETTER A,1,yes",
        "b,U+0062,LATIN SMALL LETTER B,1,no",
        "c,U+0063,LATIN SMALL LETTER C,1,no",
    ]


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ("a,b\n", "signs.csv:1: no column allowed and code point; write the table with collate chars --generate"),
        ("code point,allowed\nU+0041,maybe\n", "signs.csv:2: allowed is 'maybe'; write yes or no"),
        ("code point,allowed\nA,yes\nzz,no\n", "signs.csv:3: 'zz' is not a code point; write it like U+00E9"),
    ],
)
def test_a_table_of_signs_that_is_none_is_one_sentence(here: Path, called: Call, table: str, sentence: str) -> None:
    (here / "a.txt").write_text("a")
    (here / "signs.csv").write_text(table)
    (here / "pyproject.toml").write_text('[tool.collate.check]\ncharacters = "signs.csv"\n')
    code, _, err = called("a.txt")
    assert code == 2
    assert err.splitlines()[-1].endswith(sentence)


def test_the_page_of_rules_lists_every_rule_as_it_is() -> None:
    page = (Path(__file__).parent.parent / "docs" / "rules.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in row.split("|")[1:-1]] for row in page.splitlines() if row.startswith("| [`")]
    assert [(re.sub(r"^\[`(.*)`\].*", r"\1", r[0]), r[1], r[2].removesuffix(" \\*"), r[3]) for r in rows] == [
        (rule.code, rule.name, str(rule.level), rule.description) for rule in RULES.values()
    ]


def test_kinds_are_named_by_their_significance(here: Path, called: Call) -> None:
    kinds = set(KIND_RULES)
    for significance in ("accidental", "substantive", "editorial"):
        of_it = {f"V-{kind}" for kind, weight in SIGNIFICANCE.items() if weight == significance}
        assert set(SIGNIFICANCE_GROUPS[f"V-{significance}"]) == of_it
        kinds -= of_it
    assert not kinds
    work_in(here, a=TEXT, b=TEXT.replace("hardly", "barely").replace("hurry,", "hurry"))
    assert codes(called("--select", "V-accidental", "--format", "concise")[1]) == ["V-punctuation"]


def test_a_work_of_one_witness_is_checked_by_itself(here: Path, called: Call) -> None:
    (here / "a.txt").write_text("He [Stalin] went to the the end.")
    (here / "collation.toml").write_text('[check]\ndeclare = ["gloss"]\n[[witnesses]]\nfile = "a.txt"\n')
    assert codes(called("--format", "concise")[1]) == ["E101", "T201"]


def test_of_very_many_findings_of_one_rule_the_rest_is_counted(here: Path, called: Call) -> None:
    words = [f"w{chr(97 + n // 676)}{chr(97 + n // 26 % 26)}{chr(97 + n % 26)}1" for n in range(1500)]
    (here / "a.txt").write_text(" ".join(words))
    out = called("a.txt", "--select", "T203", "--format", "concise")[1].splitlines()
    assert len(out) == 1000
    assert out[-1] == "a.txt:1:5995: T203 [warning] 'wbml1' has digits at its end; 500 more of this rule in this file"


def test_what_the_baseline_accepts_is_not_counted_among_what_is_told_once(here: Path, called: Call) -> None:
    (here / "a.txt").write_text("e\u0301a e\u0301b e\u0301c e\u0301d e\u0301e", encoding="utf-8")
    called("a.txt", "--baseline", "known.json", "--write-baseline", "--select", "T102")
    assert len(json.loads((here / "known.json").read_text())["known"]) == 5
    (here / "a.txt").write_text("e\u0301a e\u0301b e\u0301c e\u0301d e\u0301e\n" + "e\u0301f " * 4, encoding="utf-8")
    out = called("a.txt", "--baseline", "known.json", "--select", "T102", "--format", "concise")[1]
    assert out.endswith("(NFC); 4 times in this file, also at 2:5, 2:9, 2:13\n")
    assert out.count("\n") == 1


def test_a_witness_without_points_beside_pointed_ones_is_no_slip_in_every_word(here: Path, called: Call) -> None:
    work_in(here, a="בְּרֵאשִׁית בָּרָא אֱלֹהִים אֵת", b="בראשית ברא אלהים את")
    assert called("--select", "V-slip", "--format", "concise")[1] == ""


def test_what_cannot_be_read_is_not_mended_and_the_others_are(here: Path, called: Call) -> None:
    (here / "a.txt").write_bytes(b"the end \n")
    (here / "b.txt").write_bytes(b"\x00 \n")
    code, _, err = called("a.txt", "b.txt", "--fix", "--format", "concise")
    assert (code, (here / "a.txt").read_bytes(), (here / "b.txt").read_bytes()) == (2, b"the end\n", b"\x00 \n")
    assert err.splitlines() == [
        "fixed a.txt",
        "1 file checked: nothing found",
        "collate: b.txt: not a text file (it contains zero bytes); name only transcriptions",
    ]


def test_what_the_baseline_knows_in_vain_is_told_by_a_whole_check(here: Path, called: Call) -> None:
    (here / "a.txt").write_text("the the\n")
    called("--baseline", "known.json", "--write-baseline")
    (here / "a.txt").write_text("the\n")
    assert called("--baseline", "known.json")[2] == (
        "1 file checked: nothing found; 1 obsolete in the baseline: run --write-baseline\n"
    )
    assert called("a.txt", "--baseline", "known.json")[2] == "1 file checked: nothing found\n"


def test_the_same_words_between_other_neighbours_are_not_known(here: Path, called: Call) -> None:
    (here / "a.txt").write_text("Here stands the the word of one.\n")
    called("a.txt", "--baseline", "known.json", "--write-baseline")
    (here / "a.txt").write_text("And now comes the the name of another.\n")
    assert codes(called("a.txt", "--baseline", "known.json", "--format", "concise")[1]) == ["T201"]


def test_lines_that_all_end_as_on_windows_stay_so(here: Path, called: Call) -> None:
    (here / "a.txt").write_bytes(b"one\r\ntwo\r\n")
    assert called("a.txt", "--diff")[:2] == (0, "")


def test_since_a_revision_a_changed_report_asks_whether_its_work_still_says_so(repository: Path, called: Call) -> None:
    (repository / "w" / "collation.toml").write_text('[report]\nfolder = "../reports"\nformats = ["csv"]\n\n' + WORK)
    run(["report", "w", "-o", "reports"])
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "reports")
    called("--since", "HEAD")
    (repository / "reports" / "apparatus.csv").write_text("something else")
    _, out, err = called("--since", "HEAD", "--format", "concise")
    assert out == "reports/apparatus.csv:1:1: D101 [error] the report is not up to date\n"
    assert err == "0 files checked: 1 error\n"


def test_reports_keep_their_base_when_it_is_the_base_that_comes_in(
    here: Path, called: Call, capsys: pytest.CaptureFixture[str]
) -> None:
    work_in(here, a=TEXT.replace("hardly", "barely"), b=TEXT)
    (here / "collation.toml").write_text('[report]\nfolder = "reports"\nformats = ["html", "csv"]\n\n' + WORK)
    run(["report", ".", "-o", "reports"])
    capsys.readouterr()
    _, out, _ = called("a.txt", "--select", "D,V-substitution", "--format", "concise")
    assert out == "a.txt:1:77: V-substitution [error] substitution: 'barely', where b has 'hardly'\n"


def test_a_report_of_some_witnesses_is_compared_with_theirs(
    here: Path, called: Call, capsys: pytest.CaptureFixture[str]
) -> None:
    work_in(here, a=TEXT, b=TEXT.replace("hardly", "barely"))
    (here / "c.txt").write_text(TEXT.replace("hurry", "haste"))
    (here / "collation.toml").write_text(
        '[report]\nfolder = "reports"\nwitnesses = ["a", "b"]\nformats = ["html", "csv"]\n\n'
        + WORK
        + '\n[[witnesses]]\nfile = "c.txt"\n'
    )
    run(["report", ".", "-o", "reports"])
    capsys.readouterr()
    assert called("--select", "D", "--format", "concise")[1] == ""


def test_reports_are_not_called_stale_because_a_witness_cannot_be_read(
    here: Path, called: Call, capsys: pytest.CaptureFixture[str]
) -> None:
    work_in(here, a=TEXT, b=TEXT.replace("hardly", "barely"))
    (here / "c.txt").write_text(TEXT.replace("hurry", "haste"))
    (here / "collation.toml").write_text(
        '[report]\nfolder = "reports"\nformats = ["csv"]\n\n' + WORK + '\n[[witnesses]]\nfile = "c.txt"\n'
    )
    run(["report", ".", "-o", "reports"])
    (here / "c.txt").write_bytes(b"caf\xe9")
    capsys.readouterr()
    assert codes(called("--select", "D,T100", "--format", "concise")[1]) == ["T100"]


def test_the_readme_counts_the_rules() -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    assert {int(n) for n in re.findall(r"\b(\d+) rules", readme)} == {len(RULES)}


def test_a_witness_that_is_named_in_full_is_cited_where_it_lies(here: Path, called: Call) -> None:
    (here / "texts").mkdir()
    work_in(here / "w", a="the", b="the")
    (here / "texts" / "c.txt").write_text("the the")
    (here / "w" / "collation.toml").write_text(WORK + f'\n[[witnesses]]\nfile = "{here}/texts/c.txt"\n')
    assert (
        called("w", "--select", "T", "--format", "concise")[1]
        == "texts/c.txt:1:5: T201 [warning] 'the' occurs twice in a row\n"
    )


def test_new_texts_of_one_name_are_collated_apart(here: Path, called: Call) -> None:
    work_in(here, a=TEXT, b=TEXT)
    for folder in ("one", "two"):
        (here / folder).mkdir()
        (here / folder / "none.txt").write_text(TEXT.replace("question", "qusetion"))
    _, out, _ = called("one/none.txt", "two/none.txt", "--select", "V-slip", "--format", "concise")
    assert out == ""  # two have the form
    _, out, _ = called("one/none.txt", "--select", "V-slip", "--format", "concise")
    assert codes(out) == ["V-slip"]


def test_a_format_of_reports_that_is_none_is_one_sentence(here: Path, called: Call) -> None:
    work_in(here, a=TEXT, b=TEXT)
    (here / "reports").mkdir()
    (here / "collation.toml").write_text('[report]\nfolder = "reports"\nformats = ["htm"]\n\n' + WORK)
    code, _, err = called("--select", "D")
    assert code == 2
    assert err.splitlines()[-1].startswith("collate: collation.toml:3: there is no format htm; did you mean html?")


def test_the_order_of_the_witnesses_changes_nothing(here: Path, called: Call) -> None:
    texts = {"a": TEXT, "b": TEXT.replace("question", "qusetion"), "c": TEXT.replace("hurry", "haste") + "the the\n"}
    told = []
    for order in ("abc", "cab", "bca"):
        work_in(here, **texts)
        tables = "".join(f'[[witnesses]]\nfile = "{name}.txt"\n\n' for name in order)
        (here / "collation.toml").write_text(f'base = "a"\n\n[check]\nallow = []\n\n{tables}')
        told.append(called("--format", "json")[1])
    assert told[0] == told[1] == told[2]
    assert {f["code"] for f in json.loads(told[0])} >= {"V-slip", "V-substitution", "V-doubled"}


def test_a_work_is_checked_once_however_it_is_named(here: Path, called: Call) -> None:
    work_in(here / "w", a="the the", b="the")
    assert codes(called("w", "./w", "w/../w/a.txt", "w/collation.toml", "--format", "concise")[1]) == ["T201"]


def test_the_repr_of_what_a_check_returns_is_one_short_line(here: Path) -> None:
    work_in(here, a=TEXT.replace("hurry,", "hurry\u200b," + " and so on" * 30), b="the the " + TEXT)
    result = check(discover_files((), here), CheckOptions(root=here))
    assert repr(result) == "<CheckResult of 2 files: 5 findings, 0 known, 0 failures>"
    assert repr(result.findings[0]) == "<Finding T103 error at a.txt:1:49: U+200B ZERO WIDTH SPACE is invisible>"
    shown = [result, *result.findings, *result.by_baseline.values(), discover_files((), here), CheckSettings()]
    shown += [Transcription("a" * 200, Witness(Siglum("a"), TEXT)), Match(0, 4, "line\n" * 100), RULES["T101"]]
    assert [repr(value) for value in shown if len(repr(value)) > 100 or "\n" in repr(value)] == []
