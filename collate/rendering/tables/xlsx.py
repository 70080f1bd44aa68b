"""The apparatus as a workbook: filters, a header that stays in view, kinds in colour.

Every text is written as text, so no spreadsheet takes it for a formula, a number or a link. The frame of the workbook
(styles, widths, filters) is made by xlsxwriter, and the rows are put into it. Importing this module imports xlsxwriter.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from string import ascii_uppercase
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from xlsxwriter.workbook import Workbook

from collate.apparatus import Apparatus
from collate.model.alignment import Alignment
from collate.model.variation import SIGNIFICANCE, Kind, Significance
from collate.rendering.tables.rows import HEADER, NUMERIC, Row, split_rows
from collate.rendering.tables.sheets import SharedStrings, Sheet, SheetColumn

MAX_ROWS: Final = 1 << 20  # of a sheet, with its header (Excel's limit)

_CREATED: Final = datetime.datetime(1980, 1, 1)  # a fixed date: the same input must give the same bytes
_ZIP_DATE: Final = (1980, 1, 1, 0, 0, 0)

# Light fills under dark text: the contrast is above 10:1. The cell names the kind, so colour is never the only sign.
_FILLS: Final = {
    Significance.SUBSTANTIVE: "#F8D7DA",
    Significance.ACCIDENTAL: "#DCE9F8",
    Significance.EDITORIAL: "#FFF3CD",
    Significance.NONE: "#EEEEEE",
}
_FILL_OF_TEXT: Final = {
    **{str(significance): colour for significance, colour in _FILLS.items()},
    **{str(kind): _FILLS[SIGNIFICANCE[kind]] for kind in Kind},
}
_COLOURED: Final = frozenset({"kind", "significance"})
_WIDTHS: Final = {"n": 6, "id": 14, "line": 6, "before": 28, "lemma": 24, "after": 28, "reading": 24, "why": 48}
_WIDTH: Final = 13  # characters, of all other columns

_WITNESS_HEADER: Final = ("siglum", "title", "date", "source", "licence", "extent")
_LONG_CELL_HEADER: Final = ("sheet", "row", "column", "text")


def write_xlsx(apparatus: Apparatus, alignment: Alignment) -> Iterator[bytes]:
    """Write the rows of the CSV, on as many sheets as they need, and a sheet of the witnesses, all in one chunk."""
    del alignment
    strings = SharedStrings()
    columns = _columns(HEADER)
    sheets = [Sheet("apparatus", columns, strings)]
    for parts in split_rows(apparatus):
        if sheets[-1].count == MAX_ROWS:
            sheets.append(Sheet(f"apparatus {len(sheets) + 1}", columns, strings))
        sheets[-1].add_row(*parts)
    sheets.append(_table("witnesses", _WITNESS_HEADER, _witnesses(apparatus), strings))
    if strings.long_cells:
        sheets.append(_table("long cells", _LONG_CELL_HEADER, list(strings.long_cells), strings))
    yield _packed(_frame(sheets, strings), sheets, strings)


def _witnesses(apparatus: Apparatus) -> list[Row]:
    return [
        (w.siglum, b.title, b.date, b.source, b.licence, str(w.extent))
        for w in apparatus.witnesses
        for b in (w.bibliography,)
    ]


def _columns(header: Row) -> tuple[SheetColumn, ...]:
    """Return the columns of a sheet."""
    return tuple(
        [
            SheetColumn(letter, name, name in NUMERIC, _FILL_OF_TEXT if name in _COLOURED else {})
            for letter, name in zip(ascii_uppercase, header, strict=False)
        ]
    )


def _table(name: str, header: Row, rows: Iterable[Row], strings: SharedStrings) -> Sheet:
    """Return a sheet with a header and rows."""
    sheet = Sheet(name, _columns(header), strings)
    for row in rows:
        sheet.add_row(row)
    return sheet


def _frame(sheets: Sequence[Sheet], strings: SharedStrings) -> bytes:
    """Return a workbook with these sheets that has, of their cells, only the header, the last one and the fills."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": _CREATED})
        bold = workbook.add_format({"bold": True})
        fills = {colour: workbook.add_format({"bg_color": colour}) for colour in _FILLS.values()}
        for sheet in sheets:
            framed = workbook.add_worksheet(sheet.name)
            framed.freeze_panes(1, 0)
            for k, column in enumerate(sheet.columns):
                framed.set_column(k, k, _WIDTHS.get(column.name, _WIDTH))
                framed.write_string(0, k, column.name, bold)
            for k, colour in enumerate(strings.fills if sheet is sheets[0] else ()):
                framed.write_blank(1, k, None, fills[colour])
            framed.write_number(sheet.count - 1, len(sheet.columns) - 1, 0)
            framed.autofilter(0, 0, sheet.count - 1, len(sheet.columns) - 1)
    return out.getvalue()


def _packed(frame: bytes, sheets: Sequence[Sheet], strings: SharedStrings) -> bytes:
    """Return the frame with all rows and their texts."""
    out = BytesIO()
    with ZipFile(BytesIO(frame)) as framed, ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name in framed.namelist():
            content = framed.read(name)
            if name == "xl/sharedStrings.xml":
                content = "".join(strings.document()).encode()
            elif name.startswith("xl/worksheets/sheet"):
                number = int(name.removeprefix("xl/worksheets/sheet").removesuffix(".xml"))
                before, _, rest = content.partition(b"<sheetData>")
                after = rest.partition(b"</sheetData>")[2]
                rows = "".join(sheets[number - 1].rows()).encode()
                content = b"".join((before, b"<sheetData>", rows, b"</sheetData>", after))
            member = ZipInfo(name, _ZIP_DATE)
            member.compress_type = ZIP_DEFLATED
            packed.writestr(member, content)
    return out.getvalue()
