"""The apparatus as a workbook: filters, a header that stays in view, kinds in colour.

Every text is written as text, so no spreadsheet takes it for a formula, a number or a link. Importing this module
imports xlsxwriter.
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Final

from xlsxwriter.format import Format as CellFormat
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from collate.apparatus import Apparatus
from collate.model.alignment import Alignment
from collate.model.variation import SIGNIFICANCE, Kind, Significance
from collate.rendering.tables.rows import HEADER, NUMERIC, Row, apparatus_rows
from collate.rendering.xml_text import show_invalid_xml

MAX_ROWS: Final = 1 << 20  # of a sheet, with its header (Excel's limit)
MAX_CELL_LENGTH: Final = 32_767  # UTF-16 units that a cell can hold (Excel's limit)

_CREATED: Final = datetime.datetime(1980, 1, 1)  # a fixed date: the same input must give the same bytes
_NUMBER: Final = re.compile(r"\d+(\.\d+)?")

# Light fills under dark text: the contrast is above 10:1. The cell names the kind, so colour is never the only sign.
_FILLS: Final = {
    Significance.SUBSTANTIVE: "#F8D7DA",
    Significance.ACCIDENTAL: "#DCE9F8",
    Significance.EDITORIAL: "#FFF3CD",
    Significance.NONE: "#EEEEEE",
}
_COLOURED: Final = frozenset({"kind", "significance"})
_WIDTHS: Final = {"n": 6, "id": 14, "line": 6, "before": 28, "lemma": 24, "after": 28, "reading": 24, "why": 48}
_WIDTH: Final = 13  # characters, of all other columns

_WITNESS_HEADER: Final = ("siglum", "title", "date", "source", "licence", "extent")
_LONG_CELL_HEADER: Final = ("sheet", "row", "column", "text")
_CONTINUED: Final = "… (the whole text is in the sheet “long cells”)"
_MAX_TEXT: Final = MAX_CELL_LENGTH // 2 - len(_CONTINUED)  # code points, each of which may be two units of UTF-16


def write_xlsx(apparatus: Apparatus, alignment: Alignment) -> Iterator[bytes]:
    """Write the rows of the CSV, on as many sheets as they need, and a sheet of the witnesses, all in one chunk."""
    del alignment
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": _CREATED})
        book = _Book(workbook)
        for number, row in enumerate(apparatus_rows(apparatus)):
            part, below = divmod(number, MAX_ROWS - 1)
            if below == 0:
                sheet = book.add_sheet("apparatus" if part == 0 else f"apparatus {part + 1}", HEADER)
            book.write_row(sheet, HEADER, below + 1, row)
        if not apparatus.entries:
            book.add_sheet("apparatus", HEADER)
        book.add_table("witnesses", _WITNESS_HEADER, _witnesses(apparatus))
        if book.long_cells:
            book.add_table("long cells", _LONG_CELL_HEADER, list(book.long_cells))
        book.add_filters()
    yield out.getvalue()


def _witnesses(apparatus: Apparatus) -> list[Row]:
    return [
        (w.siglum, b.title, b.date, b.source, b.licence, str(w.extent))
        for w in apparatus.witnesses
        for b in (w.bibliography,)
    ]


class _Book:
    """A workbook while it is written; `long_cells` collects, in pieces, the texts that are too long for a cell."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.bold = workbook.add_format({"bold": True})
        fills = {s: workbook.add_format({"bg_color": colour}) for s, colour in _FILLS.items()}
        self.fills: dict[str, CellFormat] = {str(s): fill for s, fill in fills.items()}
        self.fills |= {str(kind): fills[SIGNIFICANCE[kind]] for kind in Kind}
        self.long_cells: list[Row] = []

    def add_sheet(self, name: str, header: Row) -> Worksheet:
        """Add a sheet with a header that stays in view."""
        sheet = self.workbook.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for column, key in enumerate(header):
            sheet.set_column(column, column, _WIDTHS.get(key, _WIDTH))
            sheet.write_string(0, column, key, self.bold)
        return sheet

    def add_table(self, name: str, header: Row, rows: Iterable[Row]) -> None:
        """Add a sheet with a header and rows."""
        sheet = self.add_sheet(name, header)
        for number, row in enumerate(rows, 1):
            self.write_row(sheet, header, number, row)

    def write_row(self, sheet: Worksheet, header: Row, number: int, row: Row) -> None:
        """Write a row into a sheet, numbers as numbers and all else as text."""
        for column, (key, text) in enumerate(zip(header, row, strict=True)):
            if key in NUMERIC and _NUMBER.fullmatch(text):
                sheet.write_number(number, column, float(text))
            elif text:
                content = self._cell_text(sheet.name, number + 1, key, text)
                sheet.write_string(number, column, content, self.fills[text] if key in _COLOURED else None)

    def add_filters(self) -> None:
        """Put filters over every column of every sheet."""
        for sheet in self.workbook.worksheets():
            sheet.autofilter(0, 0, sheet.dim_rowmax, sheet.dim_colmax)

    def _cell_text(self, sheet: str, row: int, column: str, text: str) -> str:
        """Return the text for a cell; of a text that is too long its beginning, and keep all of it in `long_cells`."""
        text = show_invalid_xml(text)
        if len(text) <= _MAX_TEXT:
            return text
        pieces = [text[start : start + _MAX_TEXT] for start in range(0, len(text), _MAX_TEXT)]
        self.long_cells += [(sheet, str(row), column, piece) for piece in pieces]
        return pieces[0] + _CONTINUED
