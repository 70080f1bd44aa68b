"""Places by name on the command line: what is explained, what is decided, and the apparatus of a part."""

from pathlib import Path

import pytest

from collate.cli.main import run

A = """\
1:1 The beginning of the gospel
1:2 As it is written in the prophets
1:3 The voice of one crying in the wilderness
2:1 And again he entered into Capernaum
2:2 And straightway many were gathered together
3:1 And he entered again into the synagogue
"""
B = (
    A.replace("of the gospel", "of the gospel of Jesus")
    .replace("the prophets", "Isaiah")
    .replace("many were", "all were")
)
SETTINGS = """\
title = "Mark"
language = "en"

[[witnesses]]
file = "A.txt"

[[witnesses]]
file = "B.txt"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in (("A.txt", A), ("B.txt", B), ("collation.toml", SETTINGS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path


def plain(text: str) -> str:
    """Return a text without the characters that isolate directions."""
    return text.replace("\u2068", "").replace("\u2069", "")


@pytest.mark.usefixtures("folder")
def test_all_entries_of_a_chapter_are_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", ".", "verse=1"]) == 0
    heads = [line.partition("  line")[0] for line in capsys.readouterr().out.splitlines() if line.startswith("#")]
    assert heads == ["#1  verse 1:1", "#2  verse 1:2"]


@pytest.mark.usefixtures("folder")
def test_a_decision_names_the_verse(capsys: pytest.CaptureFixture[str]) -> None:
    said = ["--who", "M. Editor", "--when", "2026-11-23", "--why", "so it is"]
    assert run(["decide", ".", "verse=2:2", "--kind", "spelling", *said]) == 0
    assert plain(capsys.readouterr().out).startswith("#3  verse 2:2  many ] all B  substitution")


@pytest.mark.usefixtures("folder")
def test_a_chapter_with_several_entries_is_no_place_to_decide(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["decide", ".", "verse=1", "--ignore", "--why", "x"]) == 2
    assert capsys.readouterr().err == "collate: verse=1: there are 2 entries here, #1, #2; name one of them\n"
