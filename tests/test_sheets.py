"""Rows of readings: safe in a spreadsheet, and all of each cell is there."""

import io
import json
import re
import sys
import zipfile
from collections.abc import Callable
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

from collate.cli.main import run
from collate.pipeline.collating import Collated, collate_work
from collate.rendering.tables.cells import csv_cell, guard_formula, tsv_cell
from collate.rendering.tables.rows import HEADER, apparatus_rows
from collate.rendering.tables.xlsx import MAX_CELL_LENGTH


# Cells.
@many
@given(st.text(st.sampled_from("'=+-@\t\r\n＝\"\\,a1 ")))
def test_a_cell_is_harmless_and_all_of_it_is_there(text: str) -> None:
    (row,) = table_of(csv_cell(text)) or [[""]]
    assert not row[0].startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
    assert unguarded(row[0]) == text
    assert untabbed(tsv_cell(text)) == text
    assert not set(tsv_cell(text)) & set("\t\n\r")


def test_an_apostrophe_of_the_text_is_left_alone() -> None:
    assert [guard_formula(t) for t in ("'tis", "'=1", "=1", "1=1")] == ["'tis", "''=1", "'=1", "1=1"]


def test_tabs_hold_the_rows_of_the_csv() -> None:
    collated = small()
    by_comma = table_of(written("csv", collated))
    by_tab = [line.split("\t") for line in written("tsv", collated).splitlines()]
    assert [list(map(untabbed, row)) for row in by_tab] == [list(map(unguarded, row)) for row in by_comma]
    assert len(by_tab) == 11


# The workbook.


def sheets_of(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def read_sheet(sheet: Worksheet) -> list[tuple[object, ...]]:
    plain = [["" if value is None else value for value in row] for row in sheet.iter_rows(values_only=True)]
    return [tuple(v.replace("_x005F_", "_") if isinstance(v, str) else v for v in row) for row in plain]


@pytest.mark.parametrize("collated", [small, hostile, silent_everywhere])
def test_a_workbook_holds_the_rows_of_the_csv_as_text(collated: Callable[[], Collated]) -> None:
    found = collated()
    sheet = sheets_of(packed("xlsx", found))["apparatus"]
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    expected = [HEADER, *apparatus_rows(found.apparatus)]
    for row, wanted in zip(read_sheet(sheet), expected, strict=True):
        for key, cell, text in zip(HEADER, row, wanted, strict=True):
            if key in ("n", "line", "doubt") and row[0] != "n":
                assert cell == (float(text) if text else "")
            else:
                assert cell == re.sub("[\x00-\x08\x0e-\x1f\ud800-\udfff]", lambda m: f"\\u{{{ord(m[0]):x}}}", text)


def test_a_workbook_can_be_filtered_and_its_head_stays() -> None:
    book = sheets_of(packed("xlsx", small()))
    assert book.sheetnames == ["apparatus", "witnesses"]
    assert book["apparatus"].freeze_panes == "A2"
    assert book["apparatus"].auto_filter.ref == "A1:S11"
    assert read_sheet(book["witnesses"])[1] == ("A", "First | print", "1901", "Here", "public domain", "complete")


def test_the_kinds_are_in_colour() -> None:
    sheet = sheets_of(packed("xlsx", small()))["apparatus"]
    kind, significance = HEADER.index("kind"), HEADER.index("significance")
    colours = {(row[significance].value, row[kind].fill.fgColor.rgb) for row in sheet.iter_rows(min_row=2)}
    assert colours == {("accidental", "FFDCE9F8"), ("substantive", "FFF8D7DA"), ("editorial", "FFFFF3CD")}


def test_what_looks_like_a_code_of_excel_is_text() -> None:
    collated = collate_work(work_of("a _x0041_ b c", "a _x0041_ b d"))
    assert "_x005F_x0041_" in texts_of(packed("xlsx", collated))


def texts_of(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("xl/sharedStrings.xml").decode()


def test_what_no_cell_can_hold_goes_to_a_sheet_of_its_own() -> None:
    long = "x" * (MAX_CELL_LENGTH + 5)
    book = sheets_of(packed("xlsx", collate_work(work_of(f"a {long} b", "a b"))))
    pieces = [row for row in read_sheet(book["long cells"])[1:] if row[2] == "lemma"]
    assert "".join(str(row[3]) for row in pieces) == long
    assert {(row[0], row[1]) for row in pieces} == {("apparatus", "2")}
    lemma = book["apparatus"].cell(2, HEADER.index("lemma") + 1).value
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


def test_a_line_is_an_entry_of_the_json() -> None:
    collated = small()
    records = [json.loads(line) for line in written("jsonl", collated).splitlines()]
    assert records == json.loads(written("json", collated))["entries"]
    one_entry = jsonschema.Draft202012Validator({"$ref": "#/$defs/entry", "$defs": SCHEMA["$defs"]})
    for record in records:
        one_entry.validate(record)
