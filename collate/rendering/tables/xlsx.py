"""The apparatus as a workbook: filters, a head that stays, kinds in colour.

Every text is set as text, so no spreadsheet takes one for a formula, a number or a link.
"""

import datetime
import re
from collections.abc import Iterable
from io import BytesIO
from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from collate.apparatus import Apparatus
from collate.model.alignment import Alignment
from collate.model.variation import SIGNIFICANCE, Kind, Significance
from collate.rendering.tables.rows import HEADER, NUMERIC, Row, apparatus_rows
from collate.rendering.xml_text import show_invalid_xml

MAX_ROWS: Final = 1 << 20  # of a sheet, its head among them (Excel's limit)
MAX_CELL_LENGTH: Final = 32_767  # UTF-16 units that a cell can hold (Excel's limit)

_BEGINNING: Final = datetime.datetime(1980, 1, 1)  # what the file says of its age: no clock is asked
_NUMBER: Final = re.compile(r"\d+(\.\d+)?")

# Light fills, dark words: contrast stays above 10:1. The kind is named in its cell, so colour is never the only mark.
_FILLS: Final = {
    Significance.SUBSTANTIVE: "#F8D7DA",
    Significance.ACCIDENTAL: "#DCE9F8",
    Significance.EDITORIAL: "#FFF3CD",
    Significance.NONE: "#EEEEEE",
}
_COLOURED: Final = frozenset({"kind", "significance"})
_WIDTHS: Final = {"n": 6, "id": 14, "line": 6, "before": 28, "lemma": 24, "after": 28, "reading": 24, "why": 48}
_WIDTH: Final = 13  # characters, of all other columns

_WITNESSES: Final = ("siglum", "title", "date", "source", "licence", "extent")
_LONG: Final = ("sheet", "row", "column", "text")
_CONTINUED: Final = "… (all of it is in the sheet “long cells”)"
_HELD: Final = MAX_CELL_LENGTH // 2 - len(_CONTINUED)  # code points: one may be two units


def write_xlsx(apparatus: Apparatus, alignment: Alignment) -> bytes:
    """Write the rows of the CSV, as many sheets as they need, and a sheet of the witnesses."""
    del alignment
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": _BEGINNING})
        book = _Book(workbook)
        for number, row in enumerate(apparatus_rows(apparatus)):
            part, below = divmod(number, MAX_ROWS - 1)
            if below == 0:
                sheet = book.sheet("apparatus" if part == 0 else f"apparatus {part + 1}", HEADER)
            book.set(sheet, HEADER, below + 1, row)
        if not apparatus.entries:
            book.sheet("apparatus", HEADER)
        book.fill("witnesses", _WITNESSES, _witnesses(apparatus))
        if book.long:
            book.fill("long cells", _LONG, list(book.long))
        book.filter()
    return out.getvalue()


def _witnesses(apparatus: Apparatus) -> list[Row]:
    return [
        (w.siglum, b.title, b.date, b.source, b.licence, str(w.extent))
        for w in apparatus.witnesses
        for b in (w.bibliography,)
    ]


class _Book:
    """A workbook while its sheets are set; `long` gathers what no cell can hold, piece by piece."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.head = workbook.add_format({"bold": True})
        fills = {s: workbook.add_format({"bg_color": colour}) for s, colour in _FILLS.items()}
        self.fills: dict[str, Format] = {str(s): fill for s, fill in fills.items()}
        self.fills |= {str(kind): fills[SIGNIFICANCE[kind]] for kind in Kind}
        self.long: list[Row] = []

    def sheet(self, name: str, head: Row) -> Worksheet:
        """Begin a sheet: a head that stays."""
        sheet = self.workbook.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for column, key in enumerate(head):
            sheet.set_column(column, column, _WIDTHS.get(key, _WIDTH))
            sheet.write_string(0, column, key, self.head)
        return sheet

    def fill(self, name: str, head: Row, content: Iterable[Row]) -> None:
        """Set a whole sheet."""
        sheet = self.sheet(name, head)
        for number, row in enumerate(content, 1):
            self.set(sheet, head, number, row)

    def set(self, sheet: Worksheet, head: Row, number: int, row: Row) -> None:
        """Set a row."""
        for column, (key, text) in enumerate(zip(head, row, strict=True)):
            if key in NUMERIC and _NUMBER.fullmatch(text):
                sheet.write_number(number, column, float(text))
            elif text:
                held = self._held(sheet.name, number + 1, key, text)
                sheet.write_string(number, column, held, self.fills[text] if key in _COLOURED else None)

    def filter(self) -> None:
        """Put filters over every column of every sheet."""
        for sheet in self.workbook.worksheets():
            sheet.autofilter(0, 0, sheet.dim_rowmax, sheet.dim_colmax)

    def _held(self, sheet: str, row: int, column: str, text: str) -> str:
        """Give what a cell holds; a text that is too long goes whole to a sheet of its own, and its beginning here."""
        text = show_invalid_xml(text)
        if len(text) <= _HELD:
            return text
        pieces = [text[at : at + _HELD] for at in range(0, len(text), _HELD)]
        self.long += [(sheet, str(row), column, piece) for piece in pieces]
        return pieces[0] + _CONTINUED
