"""git shows what has changed in words: as its external diff, by a driver, in a difftool, and through textconv."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from office_sources import docx, odt, paragraph

from collate.cli.main import run as collate

COMMAND = f"{Path(sys.executable).parent / 'collate'}"
OLD = "The colour of the sea was dark.\n\nThe end of it all.\n"
NEW = "The color of the sea was very dark.\n\nThe end of it all.\n"
CHANGED = "The [-colour-]{+color+} of the sea was {+very+} dark."

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


class Repository:
    """A real repository, away from the settings of whoever runs the tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        who = {f"GIT_{role}_{what}": "n@n" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        self.env = {**clean, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "HOME": str(folder), "NO_COLOR": "1"}  # fmt: skip
        self("init", "-q", "-b", "main")
        self("config", "core.quotePath", "false")

    def __call__(self, *arguments: str, accepted: tuple[int, ...] = (0,), **more: str) -> str:
        return self._run(arguments, accepted, more)

    def _run(self, arguments: Sequence[str], accepted: tuple[int, ...], more: Mapping[str, str]) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, env={**self.env, **more}, capture_output=True, check=False
        )
        assert done.returncode in accepted, done.stderr.decode()
        assert b"fatal" not in done.stderr, done.stderr.decode()
        return done.stdout.decode()

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def commit(self) -> None:
        self("add", "-A")
        self("commit", "-qm", "x")

    def diff(self, *arguments: str, **more: str) -> str:
        return self._run(("diff", *arguments), (0,), {"GIT_EXTERNAL_DIFF": f"{COMMAND} git-diff", **more})


@pytest.fixture
def git(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path)
    repository.write("texts/a text's “name”.txt", OLD)
    repository.write("b.txt", "Nothing happens here.\n")
    repository.commit()
    return repository


NAME = "texts/a text's “name”.txt"


def test_an_external_diff_shows_words_and_kinds(git: Repository) -> None:
    git.write(NAME, NEW)
    assert git.diff() == (
        f"{NAME}\n--- old ({NAME})\n+++ new ({NAME})\n@@ -1,3 +1,3 @@ #1 spelling (regional), #2 addition\n{CHANGED}\n\nThe end of it all.\n\n\n"
    )


def test_git_goes_on_to_the_next_file(git: Repository) -> None:
    git.write(NAME, NEW)
    git.write("b.txt", "Nothing happens there.\n")
    assert [line for line in git.diff().splitlines() if line.startswith("+++")] == [
        "+++ new (b.txt)",
        f"+++ new ({NAME})",
    ]


def test_a_new_and_a_deleted_file_are_shown_whole(git: Repository) -> None:
    (git.folder / "b.txt").unlink()
    git.write("c.txt", "One line.\n\nAnother.\n")
    git("add", "-A")
    assert git.diff("--cached", "--no-renames") == (
        "b.txt: deleted\n-Nothing happens here.\n\nc.txt: new file\n+One line.\n+\n+Another.\n\n"
    )


def test_a_renamed_file_is_set_beside_what_it_was(git: Repository) -> None:
    rest = "".join(f"Line {k} of a long text.\n" for k in range(20))
    git.write("long.txt", OLD + rest)
    git.commit()
    git("mv", "long.txt", "c.txt")
    git.write("c.txt", NEW + rest)
    git("add", "-A")
    shown = git.diff("--cached", "-M")
    assert shown.startswith("long.txt: renamed to c.txt\n--- old (long.txt)\n+++ new (c.txt)\n")
    assert CHANGED in shown


def test_a_change_of_mode_alone_is_said(git: Repository) -> None:
    (git.folder / "b.txt").chmod(0o755)
    assert git.diff() == "b.txt: mode changed from 100644 to 100755\nthe text is the same\n\n"


def test_a_change_of_white_space_alone_is_no_difference_of_words(git: Repository) -> None:
    git.write("b.txt", "Nothing\nhappens here.\n")
    assert git.diff() == (
        "b.txt\nthe same words; white space differs in 1 place\nwhite space that is no entry: line ends in 1 place\n\n"
    )


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"caf\xe9\n", "b.txt:1: byte 3 (0xE9) is not UTF-8; name its encoding, for instance --encoding cp1252"),
        (b"a\x00b\n", "b.txt: not a text file (it contains zero bytes); name only transcriptions"),
        (b"\xff\xfea\x00", "b.txt: begins with the byte order mark of utf-16-le, not of UTF-8; use --encoding utf-16"),
    ],
)
def test_what_is_no_text_is_said_and_git_lives(git: Repository, content: bytes, why: str) -> None:
    git.write("b.txt", content)
    assert git.diff() == f"b.txt\ncannot be compared word by word: {why}\n\n"


def test_a_file_that_is_not_merged_is_said(git: Repository) -> None:
    git("checkout", "-qb", "other")
    git.write("b.txt", "Nothing happens there.\n")
    git.commit()
    git("checkout", "-q", "main")
    git.write("b.txt", "Nothing happened here.\n")
    git.commit()
    git("merge", "other", accepted=(1,))
    assert git.diff("--cached").startswith("b.txt: not merged yet\n")


def test_a_driver_in_gitattributes_shows_history_too(git: Repository) -> None:
    git("config", "diff.collate.command", f"{COMMAND} git-diff")
    git.write(".gitattributes", "*.txt diff=collate\n")
    git.write(NAME, NEW)
    git.commit()
    for command in (("show", "--ext-diff"), ("log", "-p", "--ext-diff", "-1"), ("diff", "HEAD~1")):
        assert CHANGED in git(*command)


def test_git_that_shows_colours_gets_them(git: Repository) -> None:
    git.write(NAME, NEW)
    git.env.pop("NO_COLOR")
    assert "\x1b[9;31mcolo\x1b[0m\x1b[7;9;31mu\x1b[0m" in git.diff(GIT_PAGER_IN_USE="true", TERM="xterm")
    assert "\x1b" not in git.diff(TERM="xterm")


def test_a_difftool_sets_the_temporary_file_beside_the_one_of_the_same_name(git: Repository) -> None:
    git.write(NAME, NEW)
    git("config", "difftool.collate.cmd", f'{COMMAND} diff "$LOCAL" "$REMOTE"')
    assert CHANGED in git("difftool", "-y", "-t", "collate")
    assert CHANGED in git("difftool", "-y", "-x", f"{COMMAND} diff")


def test_a_difftool_shows_a_new_file(git: Repository) -> None:
    git.write("c.txt", "One line of words.\n")
    git("add", "-A")
    git("config", "difftool.collate.cmd", f'{COMMAND} diff "$LOCAL" "$REMOTE"')
    assert "{+One line of words.+}" in git("difftool", "-y", "-t", "collate", "--cached")


def test_textconv_gives_git_the_text(git: Repository) -> None:
    git("config", "diff.words.textconv", f"{COMMAND} show text --encoding utf-16")
    git.write(".gitattributes", "*.utf16 diff=words\n")
    git.write("d.utf16", "One line.\r\nAnother.\n".encode("utf-16"))
    git.commit()
    git.write("d.utf16", "One line.\r\nA third.\n".encode("utf-16"))
    assert "-Another.\n+A third.\n" in git("diff")


@pytest.mark.parametrize("content", [b"one\r\ntwo\rthree\n\n", b"no end", b"", "שלום e\u0301\n".encode()])
def test_show_text_gives_a_plain_file_back_byte_for_byte(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], content: bytes
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    done = subprocess.run([COMMAND, "show", "text", str(path)], capture_output=True, check=True)
    assert done.stdout == content


def test_two_files_of_one_name_are_told_apart_by_their_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder, text in (("first", OLD), ("second", NEW)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(text)
    assert collate(["diff", "first/a.txt", "second/a.txt"]) == 1
    assert capsys.readouterr().out.startswith("--- first/a (first/a.txt)\n+++ second/a (second/a.txt)\n")
    assert collate(["diff", "first/a.txt", "first/a.txt"]) == 0
    assert collate(["diff", "X=first/a.txt", "X=second/a.txt"]) == 2
    assert collate(["report", "first/a.txt", "second/a.txt"]) == 2


def test_the_wrong_number_of_arguments_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert collate(["git-diff", "a", "b"]) == 2
    assert capsys.readouterr().err == (
        "collate: git passes 7 arguments (9 for a renamed file, 1 for an unmerged file), not 2; "
        "set GIT_EXTERNAL_DIFF='collate git-diff', or see docs/git.md\n"
    )


@pytest.mark.parametrize("name", ["--encoding=foo.txt", "--color", "-h", "--all", "--no-such-option.txt", "--"])
def test_a_file_whose_name_looks_like_an_option_is_a_file(git: Repository, name: str) -> None:
    git.write(name, OLD)
    git.commit()
    git.write(name, NEW)
    git.write("z.txt", "Nothing new happens here.\n")
    git("add", "-A")
    shown = git.diff("HEAD")
    assert f"{name}\n" in shown
    assert CHANGED in shown
    assert "z.txt: new file" in shown


def test_a_renamed_file_may_look_like_an_option_too(git: Repository) -> None:
    git("mv", "--", "b.txt", "--color.txt")
    assert "b.txt: renamed to --color.txt" in git.diff("-M", "HEAD")


def test_a_file_that_is_not_merged_may_look_like_an_option_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert collate(["git-diff", "--color=never", "--encoding=foo.txt"]) == 0
    assert capsys.readouterr().out == "--encoding=foo.txt: not merged yet\n\n"


def test_the_options_of_the_user_come_before_the_arguments_of_git(
    git: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = git.write("old.txt", "café\n"), git.write("new.txt", "caffè\n")
    sides = ("--all", str(old), "0" * 40, "100644", str(new), "1" * 40, "100644")
    assert collate(["git-diff", "--encoding", "latin-1", "--color", "never", *sides]) == 0
    assert "[-cafÃ-]{+caffÃ+}" in capsys.readouterr().out
    assert collate(["git-diff", "--encoding", "klingon", *sides]) == 0
    assert "klingon: unknown encoding" in capsys.readouterr().out


@pytest.mark.parametrize("digest", ["0", "0" * 40])
def test_a_setting_of_readers_comes_before_the_arguments_of_git(
    git: Repository, capsys: pytest.CaptureFixture[str], digest: str
) -> None:
    old, new = (git.write(name, f"<p>a<sup>{word}</sup></p>") for name, word in (("old.html", "b"), ("new.html", "c")))
    sides = ("text.html", str(old), digest, "100644", str(new), digest, "100644")
    assert collate(["git-diff", "--read", "roles.sup=drop", *sides]) == 0
    assert "the text is the same; the files differ in what is left out: sup (1 : 1 words)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("draft.docx", docx(paragraph("The colour of the sea.")), docx(paragraph("The color of the sea."))),
        ("draft.odt", odt("<text:p>The colour of the sea.</text:p>"), odt("<text:p>The color of the sea.</text:p>")),
        ("draft.html", b"<p>The colour of <i>the</i> sea.</p>", b"<p>The color of <b>the</b> sea.</p>"),
        ("draft.txt", b"1\n\nThe col-\n\f2\n\nour of the sea.\n\f", b"5\n\nThe col-\n\f6\n\nor of the sea.\n\f"),
    ],
)
def test_a_driver_shows_the_words_of_every_format(git: Repository, name: str, old: bytes, new: bytes) -> None:
    git.write(".gitattributes", f"*{Path(name).suffix} diff=collate\n")
    git("config", "diff.collate.command", f"{COMMAND} git-diff")
    git.write(name, old)
    git.commit()
    git.write(name, new)
    assert "The [-colour-]{+color+} of the sea." in git("diff")


def test_check_takes_every_format(git: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    for name, content in (
        ("a.docx", docx(paragraph("The the sea."))),
        ("a.odt", odt("<text:p>The the sea.</text:p>")),
        ("a.html", b"<p>The the sea.</p>"),
        ("a.txt", b"1\n\nThe\n\f2\n\nthe sea.\n\f"),
    ):
        collate(["check", str(git.write(f"in/{name}", content))])
        assert "T201" in capsys.readouterr().out, name
    collate(["check", str(git.folder / "in")])
    assert "3 documents not checked: a.docx, a.html, a.odt; name those that are texts" in capsys.readouterr().err
