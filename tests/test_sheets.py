"""Rows of readings: safe in a spreadsheet, and all of each cell is there."""

import io
import json
import sys
import zipfile
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from test_writing import SCHEMA
from written import hostile, many, packed, silent_everywhere, small, table_of, unguarded, untabbed, work_of, written

import collate
from collate.cli.main import run
from collate.model.annotations import Annotation, AnnotationName, Annotations
from collate.model.witness import Siglum
from collate.model.work import Work
from collate.pipeline.collating import collate_work
from collate.rendering.tables.cells import csv_cell, guard_formula, tsv_cell
from collate.rendering.tables.sheets import MAX_CELL_LENGTH


# Cells.
@many
@given(st.text(st.sampled_from("'=+-@\t\r\n＝＋－＠\"\\,a1 ")))
def test_a_cell_is_harmless_and_all_of_it_is_there(text: str) -> None:
    (row,) = table_of(csv_cell(text)) or [[""]]
    assert not row[0].startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
    assert unguarded(row[0]) == text
    assert untabbed(tsv_cell(text)) == text
    assert not set(tsv_cell(text)) & set("\t\n\r")


def test_an_apostrophe_of_the_text_is_left_alone() -> None:
    assert [guard_formula(t) for t in ("'tis", "'=1", "=1", "1=1")] == ["'tis", "''=1", "'=1", "1=1"]


HEAD = ("n", "id", "line", "places", "before", "lemma", "after", "lemma_witnesses", "reading", "witnesses", "kind", "cause", "also", "within",
        "significance", "certainty", "why", "rule", "silent", "doubt", "marks")  # fmt: skip
_UNTOLD_ROWS = [
    (1, "0e925aeb8b01", 1, "", "The ", "colour", ' of "autonomisation". He', "A", "color", "B", "spelling", "regional", "", "",
     "accidental", "high", "British and American spelling of one word (our/or)", "regional", "C absent", 0.0),
    (2, "2f140787793c", 1, "", "The colour of ", '"', 'autonomisation". He said it', "A", "“", "B", "typography", "quotes", "", "",
     "accidental", "high", "only this differs: the shape of quotation marks or apostrophes", "typography", "C absent", 0.026),
    (3, "386e2875fd2b", 1, "", 'The colour of "', "autonomisation", '". He said it is', "A", "autonomization", "B", "spelling", "regional", "", "",
     "accidental", "high", "British and American spelling of one word (ise/ize)", "regional", "C absent", 0.0),
    (4, "7ab907bd0adb", 1, "", 'The colour of "autonomisation', '".', " He said it is so [", "A", ".”", "B", "punctuation", "order", "typography", "",
     "accidental", "high", "the same punctuation marks in another order", "punctuation", "C absent", 0.0),
    (5, "f967f320491c", 2, "", 'autonomisation". He said it ', "is", " so [*] and All", "A B", "was", "C", "inflection", "", "", "",
     "substantive", "high", "forms of one irregular word", "english-inflection", "", 0.179),
    (6, "69bb08f3cca3", 2, "", '". He said it is', "", " so [*] and All", "A C", "[very]", "B", "gloss", "bracketed", "", "",
     "editorial", "high", "words in square brackets, added by an editor; not in the base", "editorial", "", 0.0),
    (7, "4d17a1696435", 2, "", "is so [*] and", "\n\n", "All the men went in to", "A", " ", "B", "typography", "paragraph", "", "",
     "accidental", "high", "a paragraph ends here in only one of the readings", "white-space", "C absent", 0.0),
    (8, "83bcb95d0460", 4, "", "is so [*] and ", "All", " the men went in to town", "A", "all", "B", "capitalisation", "", "", "",
     "accidental", "high", "only upper and lower case differ", "capitalisation", "C absent", 0.0),
    (9, "d871a69aa738", 4, "", "so [*] and All ", "the", " men went in to town.", "A", "", "B", "omission", "", "", "",
     "substantive", "high", "the base has these words; the witness continues without them", "omission", "C absent", 0.0),
    (10, "14f5dfb8149b", 4, "", "] and All the men went ", "in to", " town.", "A", "into", "B", "word-division", "", "", "",
     "accidental", "high", "the same letters, 'into', with a different word division", "word-division", "C absent", 0.0),
]  # fmt: skip
SMALL_ROWS = [(*row, "") for row in _UNTOLD_ROWS]  # no source says anything of these words
SMALL_CELLS = [list(HEAD), *([str(cell) for cell in row] for row in SMALL_ROWS)]


def test_every_cell_of_the_csv_is_what_was_decided() -> None:
    assert [list(map(unguarded, row)) for row in table_of(written("csv", small()))] == SMALL_CELLS


def test_tabs_part_the_same_cells() -> None:
    lines = written("tsv", small()).splitlines()
    assert [[untabbed(cell) for cell in line.split("\t")] for line in lines] == SMALL_CELLS
    assert lines[7].split("\t")[5] == r"\n\n"


def test_what_sources_say_of_the_words_of_a_row_is_told() -> None:
    bright = Annotations.of([Annotation(4, 10, AnnotationName.SUPPLIED, "lost")])
    dark = Annotations.of([Annotation(4, 8, AnnotationName.UNCLEAR), Annotation(9, 12, AnnotationName.LEMMA, "day")])
    witnesses = [
        collate.Witness(Siglum("A"), "the bright day", annotations=bright),
        collate.Witness(Siglum("B"), "the dark day", annotations=dark),
        collate.Witness(Siglum("C"), "the grey day"),
    ]
    rows = table_of(written("csv", collate_work(Work(tuple(witnesses), title="t", base=Siglum("A")))))
    told = [(row[HEAD.index("witnesses")], row[HEAD.index("marks")]) for row in rows[1:]]
    assert told == [("B", "bright supplied (lost) in A; dark unclear in B"), ("C", "bright supplied (lost) in A")]


# The workbook.


def sheets_of(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def read_sheet(sheet: Worksheet) -> list[tuple[object, ...]]:
    plain = [["" if value is None else value for value in row] for row in sheet.iter_rows(values_only=True)]
    return [tuple(v.replace("_x005F_", "_") if isinstance(v, str) else v for v in row) for row in plain]


def test_a_workbook_holds_numbers_as_numbers_and_all_else_as_text() -> None:
    sheet = sheets_of(packed("xlsx", small()))["apparatus"]
    assert read_sheet(sheet) == [HEAD, *SMALL_ROWS]
    numbers = {HEAD[cell.column - 1] for row in sheet.iter_rows(min_row=2) for cell in row if cell.data_type == "n" and cell.value is not None}  # fmt: skip
    assert numbers == {"n", "line", "doubt"}


# "P46 vid" has a space, so a comma separates the sigla.
ALL_BUT_THE_FIRST = "A*, a*, P46 vid, p46 VID, 01, A, a, aA, Aa, ], ', =1, x.2a.y, n.01, \", <b>, ALL, &amp;, \\, -"
HOSTILE_ROWS = [
    ("=cmd|' /C calc'!A0 @SUM", "", ALL_BUT_THE_FIRST),
    ("(1) | a | b | <script>", "one two", ALL_BUT_THE_FIRST),  # 1 and one attract one another
    ("alert(1)</script> ]]> `x` *y* _z_ \u202eabc \\u{1b}[31mred\\u{1b}[0m \\u{0} \\u{d800}", "", ALL_BUT_THE_FIRST),
    ("[-a-]", "", ALL_BUT_THE_FIRST),
    ("{+b+}", "", ALL_BUT_THE_FIRST),
    ("a\\b $x$ & #h ;", "", ALL_BUT_THE_FIRST),
    ("end", "", ALL_BUT_THE_FIRST.removeprefix("A*, ")),
]  # fmt: skip


def test_no_hostile_word_is_a_formula_in_a_workbook() -> None:
    sheet = sheets_of(packed("xlsx", hostile()))["apparatus"]
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    lemma, reading, witnesses = (HEAD.index(key) for key in ("lemma", "reading", "witnesses"))
    assert [(row[lemma], row[reading], row[witnesses]) for row in read_sheet(sheet)[1:]] == HOSTILE_ROWS


def test_a_workbook_of_equal_texts_has_a_head_alone() -> None:
    assert read_sheet(sheets_of(packed("xlsx", silent_everywhere()))["apparatus"]) == [HEAD]


def test_a_workbook_can_be_filtered_and_its_head_stays() -> None:
    book = sheets_of(packed("xlsx", small()))
    assert book.sheetnames == ["apparatus", "witnesses"]
    assert book["apparatus"].freeze_panes == "A2"
    assert book["apparatus"].auto_filter.ref == "A1:U11"
    assert read_sheet(book["witnesses"])[1] == ("A", "First | print", "1901", "Here", "public domain", "complete")


def test_the_kinds_are_in_colour() -> None:
    sheet = sheets_of(packed("xlsx", small()))["apparatus"]
    kind, significance = HEAD.index("kind"), HEAD.index("significance")
    colours = {(row[significance].value, row[kind].fill.fgColor.rgb) for row in sheet.iter_rows(min_row=2)}
    assert colours == {("accidental", "FFDCE9F8"), ("substantive", "FFF8D7DA"), ("editorial", "FFFFF3CD")}


def test_what_looks_like_a_code_of_excel_is_text() -> None:
    collated = collate_work(work_of("a _x0041_ b c", "a _x0041_ b d"))
    assert "_x005F_x0041_" in texts_of(packed("xlsx", collated))


def test_what_looks_like_markup_of_excel_is_text() -> None:
    collated = collate_work(work_of("a <r>b</r> c", "a c"))
    sheet = sheets_of(packed("xlsx", collated))["apparatus"]
    assert read_sheet(sheet)[1][HEAD.index("lemma")] == "<r>b</r>"
    assert "<si><t>&lt;r&gt;b&lt;/r&gt;</t></si>" in texts_of(packed("xlsx", collated))


def test_a_text_that_recurs_is_in_a_workbook_once() -> None:
    collated = collate_work(work_of("grey and grey and grey", "gray and gray and gray"))
    texts = texts_of(packed("xlsx", collated))
    assert texts.count("<t>grey</t>") == 1
    assert 'count="68" uniqueCount="44"' in texts


def texts_of(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("xl/sharedStrings.xml").decode()


def test_what_no_cell_can_hold_goes_to_a_sheet_of_its_own() -> None:
    long = "x" * (MAX_CELL_LENGTH + 5)
    book = sheets_of(packed("xlsx", collate_work(work_of(f"a {long} b", "a b"))))
    pieces = [row for row in read_sheet(book["long cells"])[1:] if row[2] == "lemma"]
    assert "".join(str(row[3]) for row in pieces) == long
    assert {(row[0], row[1]) for row in pieces} == {("apparatus", "2")}
    lemma = book["apparatus"].cell(2, HEAD.index("lemma") + 1).value
    assert lemma.endswith("… (the whole text is in the sheet “long cells”)")
    assert len(lemma) <= MAX_CELL_LENGTH


def test_a_workbook_is_not_poured_over_a_terminal(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"one {name} two", encoding="utf-8")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run(["report", "a.txt", "b.txt", "--format", "xlsx"]) == 2
    assert "this format is binary, which a terminal cannot show" in capsys.readouterr().err


# JSON Lines.


ENTRY_5 = {
    "n": 5,
    "id": "f967f320491c",
    "lemma": {
        "text": "is", "witnesses": ["A", "B"], "spans": [[43, 45]], "line": 2, "places": {},
        "before": 'autonomisation". He said it ', "after": " so [*] and All", "occurrence": 1,
    },
    "readings": [{
        "witnesses": ["C"], "text": "was", "spans": {"C": [[11, 14]]}, "kind": "inflection", "cause": None, "also": [],
        "within": None, "significance": "substantive",
        "why": "forms of one irregular word",
        "rule": "english-inflection", "decision": None, "certainty": "high",
    }],
    "silent": {},
    "doubt": 0.179,
    "moved": None,
}  # fmt: skip


def test_a_line_is_an_entry_of_the_json() -> None:
    collated = small()
    records = [json.loads(line) for line in written("jsonl", collated).splitlines()]
    assert [(r["n"], r["lemma"]["text"], r["readings"][0]["text"]) for r in records] == [
        (row[0], row[5], row[8]) for row in SMALL_ROWS
    ]
    assert records[4] == ENTRY_5 == json.loads(written("json", collated))["entries"][4]
    one_entry = jsonschema.Draft202012Validator({"$ref": "#/$defs/entry", "$defs": SCHEMA["$defs"]})
    for record in records:
        one_entry.validate(record)
