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
    assert run(["decide", ".", "verse=1", "--ignore", "--why", "x", "--who", "N"]) == 2
    assert capsys.readouterr().err == "collate: verse=1: there are 2 entries here, #1, #2; name one of them\n"


@pytest.mark.usefixtures("folder")
def test_a_diff_of_a_part_has_its_entries_and_says_what_is_outside(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", "A.txt", "B.txt", "--place", "verse=1:2"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[2] == "@@ -1,5 +1,5 @@ verse 1:2 #2 substitution (also capitalisation)"
    assert told[-1] == "only a part of the work: verse 1:2 (1 entry; 2 entries are outside)"


@pytest.mark.usefixtures("folder")
def test_a_diff_of_a_part_in_which_nothing_differs_exits_0_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", "A.txt", "B.txt", "--place", "verse=2:1", "--place", "verse=3"]) == 0
    assert capsys.readouterr().out == "no difference in verse 2:1, verse 3; 3 entries are outside\n"


@pytest.mark.usefixtures("folder")
def test_only_what_a_filter_would_show_is_counted_outside(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", "A.txt", "B.txt", "--place", "verse=2:1", "--only", "addition"]) == 0
    assert capsys.readouterr().out == "no difference in verse 2:1; 1 entry is outside\n"


@pytest.mark.usefixtures("folder")
def test_what_a_filter_leaves_out_of_a_part_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", "A.txt", "B.txt", "--place", "verse=1", "--only", "spelling"]) == 0
    told = "no spelling in verse 1; no entry is outside; 1 addition and 1 substitution differ, shown without --only\n"
    assert capsys.readouterr().out == told


WORDS = {
    "terminal": ("\npart: verse 1\n\n1  verse 1:1, l. 1  ", "only a part of the work: verse 1 (2 entries; 1 entry is outside)"),
    "markdown": ("This is only a part of the work: verse 1 (2 entries; 1 entry is outside)", "verse 1:2, l. 2"),
    "text": ("This is only a part of the work: verse 1 (2 entries; 1 entry is outside).", "verse 1:2, l. 2"),
    "latex": ("This is only a part of the work: verse 1 (2 entries; 1 entry is outside).", "written in"),
    "tei": ("<p>This is only a part of the work: verse 1 (2 entries; 1 entry is outside).</p>", 'n="2"'),
    "html": ("This is only a part of the work: verse 1 (2 entries; 1 entry is outside).", "written in"),
    "nexus": ("[only a part of the work: verse 1 (2 entries; 1 entry is outside)]", "'entry 2' [verse 1:2]"),
    "json": ('"places": [\n   "verse=1"\n  ],\n  "entries": 2,\n  "outside": 1\n', '"n": 2'),
}  # fmt: skip


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", WORDS)
def test_a_report_of_a_part_says_which_part_it_is(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", ".", "--place", "verse=1", "--format", name]) == 0
    captured = capsys.readouterr()
    text = plain(captured.out)
    assert [words for words in WORDS[name] if words not in text] == []
    assert captured.err == ""
    if name != "json":  # its witnesses are those of the whole work, but it has no text either
        assert "gathered" not in text


DATA = ["csv", "tsv", "table", "table-long", "collatex", "graphml", "dot", "phylip", "matrix", "jsonl"]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", DATA)
def test_a_table_of_a_part_has_a_note_on_standard_error(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", ".", "--place", "verse=1", "--format", name]) == 0
    captured = capsys.readouterr()
    assert captured.err == "note: this is only a part of the work: verse 1 (2 entries; 1 entry is outside)\n"
    assert "gathered" not in captured.out
    assert ("prophets" in captured.out) == (name not in ("phylip", "matrix"))


@pytest.mark.usefixtures("folder")
def test_columns_keep_their_numbers_in_a_part(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", ".", "--format", "table"]) == 0
    whole = capsys.readouterr().out.splitlines()
    assert run(["report", ".", "--place", "verse=2:1", "--format", "table"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert rows == [row for row in whole if row in rows]
    assert rows[1].split(",")[1:] == ["2:1", "2:1"]
    assert run(["show", "table", ".", "--place", "verse=2:1", "--format", "tsv"]) == 0
    shown = capsys.readouterr()
    assert [row.split("\t")[1] for row in shown.out.splitlines()[1:]] == [
        "2:1",
        *"And again he entered into Capernaum".split(),
    ]
    assert shown.err == "note: only verse=2:1: 7 of 47 columns\n"


@pytest.mark.usefixtures("folder")
def test_units_and_tokens_of_a_part(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "units", ".", "--place", "verse=2", "--format", "tsv"]) == 0
    shown = capsys.readouterr()
    assert [row.split("\t")[0] for row in shown.out.splitlines()[1:]] == ["3", "3"]
    assert shown.err == "note: only verse=2: 1 of 3 units\n"
    assert run(["show", "tokens", ".", "--place", "B:verse=3:1", "--format", "tsv"]) == 0
    shown = capsys.readouterr()
    words = "3:1 And he entered again into the synagogue".split()
    assert [row.split("\t")[7] for row in shown.out.splitlines()[1:]] == words
    assert shown.err == "note: only B:verse=3:1: 8 of 91 tokens\n"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("verse=9", "verse=9: no witness has this place; there is verse=1:1 to verse=3:1"),
        ("C:verse=1", "C:verse=1: this names no part of the work; write system=value, such as verse=3 or page=12r-13v"),
        ("#3", "#3: this names no part of the work; write system=value, such as verse=3 or page=12r-13v"),
    ],
)
def test_a_part_that_is_not_there_is_one_sentence(
    place: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (["report", "."], ["diff", "A.txt", "B.txt"], ["show", "tokens", "."], ["show", "units", "."]):
        assert run([*command, "--place", place]) == 2
        captured = capsys.readouterr()
        assert (captured.out, captured.err) == ("", f"collate: {sentence}\n")


def test_reports_of_a_part_are_written_and_checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", ".", "--place", "verse=1", "-o", "mark1", "--format", "csv", "--format", "markdown"]) == 0
    assert (
        capsys.readouterr().out.splitlines()[-1] == "only a part of the work: verse 1 (2 entries; 1 entry is outside)"
    )
    assert run(["report", ".", "--place", "verse=1", "-o", "mark1", "--format", "csv", "--check"]) == 0
    assert run(["report", ".", "-o", "mark1", "--format", "csv", "--check"]) == 1
    assert (folder / "mark1" / "apparatus.csv").read_text(encoding="utf-8").count("\n") == 3


def test_show_editorial_names_the_verse_of_each_intervention(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    verses = '<p n="B04K6V1">a<note>x</note></p><p n="B04K6V2">b<note>y</note></p>'
    Path("a.xml").write_text(f"<TEI><text><body>{verses}</body></text></TEI>", encoding="utf-8")
    assert run(["show", "editorial", "a.xml", "--read", "places.verse=p/@n"]) == 0
    out = capsys.readouterr().out
    assert [line.split("verse ")[1].split()[:3] for line in out.splitlines()[1:]] == [
        ["6:1", "note", "x"],
        ["6:2", "note", "y"],
    ]


def test_a_verse_is_found_by_its_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, word in (("a", "πλοια"), ("b", "πλοιαρια")):
        verses = f'<ab n="B04K6V22">τη επαυριον</ab><ab n="B04K6V23">αλλα ηλθεν {word}</ab>'
        Path(f"{name}.xml").write_text(f"<TEI><text><body>{verses}</body></text></TEI>", encoding="utf-8")
    options = ["--read", "places.verse=ab/@n"]
    assert run(["report", "a.xml", "b.xml", "--format", "text", "--place", "verse=B04K6V23", *options]) == 0
    assert "6:23" in capsys.readouterr().out
