"""The apparatus as a workbook (ECMA-376): filters, a head that stays, kinds in colour.

It is written here and by no library: XlsxWriter costs more than half of what aligning costs. All
texts are inline strings, which no spreadsheet takes for a formula; numbers are numbers.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from collate.alignment import Alignment
from collate.apparatus import Apparatus
from collate.classify.kinds import SIGNIFICANCE, Kind, Significance
from collate.write.rows import HEAD, NUMBERS, Row, rows
from collate.write.xml import shown_in_xml, xml_text

MOST_ROWS: Final = 1 << 20  # of a sheet, its head among them (Excel's limit)
LONGEST: Final = 32_767  # UTF-16 units that a cell can hold (Excel's limit)

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BEGINNING: Final = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP can name: no clock is asked
_LEVEL: Final = 6  # of compression, zlib's own
_NUMBER: Final = re.compile(r"\d+(\.\d+)?")
_CODED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # Excel reads _x0041_ as A

# Light fills, dark words: contrast stays above 10:1. The kind is named in its cell, so colour is never the only mark.
_FILLS: Final = {
    Significance.SUBSTANTIVE: "FFF8D7DA",
    Significance.ACCIDENTAL: "FFDCE9F8",
    Significance.EDITORIAL: "FFFFF3CD",
    Significance.NONE: "FFEEEEEE",
}
_TEXT: Final = 0
_BOLD: Final = 1
_FIRST_FILL: Final = 2
_STYLES: Final = {significance: number for number, significance in enumerate(_FILLS, _FIRST_FILL)}
_STYLE_OF: Final = {**{str(k): _STYLES[SIGNIFICANCE[k]] for k in Kind}, **{str(s): _STYLES[s] for s in _FILLS}}
_COLOURED: Final = frozenset({"kind", "significance"})
_WIDTHS: Final = {"n": 6, "id": 14, "line": 6, "before": 28, "lemma": 24, "after": 28, "reading": 24, "why": 48}
_WIDTH: Final = 13  # characters, of all other columns

_WITNESSES: Final = ("siglum", "title", "date", "source", "licence", "extent")
_LONG: Final = ("sheet", "row", "column", "text")
_CONTINUED: Final = "… (all of it is in the sheet “long cells”)"
_HELD: Final = LONGEST // 2 - len(_CONTINUED)  # code points: one may be two units
_SHOWN_AS: Final = 10  # signs at most that one sign is shown as: \\u{10ffff}


def write_xlsx(apparatus: Apparatus, alignment: Alignment) -> bytes:
    """Write the rows of the CSV, as many sheets as they need, and a sheet of the witnesses."""
    del alignment
    book = _Book([])
    all_rows = list(rows(apparatus))
    for part, top in enumerate(range(0, max(1, len(all_rows)), MOST_ROWS - 1), 1):
        name = "apparatus" if part == 1 else f"apparatus {part}"
        book.add(name, HEAD, all_rows[top : top + MOST_ROWS - 1])
    book.add("witnesses", _WITNESSES, _witnesses(apparatus))
    if book.long:
        book.add("long cells", _LONG, list(book.long))
    return book.packed()


def _witnesses(apparatus: Apparatus) -> list[Row]:
    return [
        (w.siglum, b.title, b.date, b.source, b.licence, str(w.extent))
        for w in apparatus.witnesses
        for b in (w.bibliography,)
    ]


class _Book:
    """A workbook while its sheets are set; `long` gathers what no cell can hold, piece by piece."""

    def __init__(self, sheets: list[tuple[str, str]]) -> None:
        self.sheets = sheets
        self.sizes: list[str] = []
        self.long: list[Row] = []

    def add(self, name: str, head: Row, content: Sequence[Row]) -> None:
        """Set a sheet: a head that stays, filters over all columns."""
        last = f"{_letter(len(head) - 1)}{len(content) + 1}"
        widths = "".join(
            f'<col min="{k}" max="{k}" width="{_WIDTHS.get(key, _WIDTH)}" customWidth="1"/>'
            for k, key in enumerate(head, 1)
        )
        body = "".join(
            (
                _XML, f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">',
                '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>',
                f"<cols>{widths}</cols><sheetData>",
                "<row>", *(f'<c s="{_BOLD}" t="inlineStr"><is><t>{key}</t></is></c>' for key in head), "</row>",
                *self._rows(name, head, content),
                f'</sheetData><autoFilter ref="A1:{last}"/></worksheet>',
            )
        )  # fmt: skip
        self.sheets.append((name, body))
        self.sizes.append(f"$A$1:${_letter(len(head) - 1)}${len(content) + 1}")

    def _rows(self, sheet: str, head: Row, content: Iterable[Row]) -> Iterator[str]:
        for number, row in enumerate(content, 2):
            cells = [
                self._cell(sheet, number, key, text) if text else "<c/>" for key, text in zip(head, row, strict=True)
            ]
            yield f"<row>{''.join(cells)}</row>"

    def _cell(self, sheet: str, row: int, key: str, text: str) -> str:
        if key in NUMBERS and _NUMBER.fullmatch(text):
            return f"<c><v>{text}</v></c>"
        style = f' s="{_STYLE_OF[text]}"' if key in _COLOURED else ""
        held = self._held(sheet, row, key, text)
        return f'<c{style} t="inlineStr"><is><t xml:space="preserve">{held}</t></is></c>'

    def _held(self, sheet: str, row: int, column: str, text: str) -> str:
        """Set a text; one that is too long goes whole to a sheet of its own, and its beginning here."""
        if len(text) <= _HELD // _SHOWN_AS:
            return in_cell(text)
        text = shown_in_xml(text)
        if len(text) <= _HELD:
            return in_cell(text)
        pieces = [text[at : at + _HELD] for at in range(0, len(text), _HELD)]
        self.long += [(sheet, str(row), column, piece) for piece in pieces]
        return in_cell(pieces[0]) + _CONTINUED

    def packed(self) -> bytes:
        """Give the file: the same bytes each time."""
        out = BytesIO()
        with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
            for path, content in self._parts():
                entry = ZipInfo(path, _BEGINNING)
                entry.compress_type = ZIP_DEFLATED
                entry.create_system = 0  # the same on every computer
                archive.writestr(entry, content.encode("utf-8"))
        return out.getvalue()

    def _parts(self) -> Iterator[tuple[str, str]]:
        """Give every file of the package."""
        count = len(self.sheets)
        sheet_type = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        types = "".join(
            f'<Override PartName="/xl/worksheets/sheet{k}.xml" ContentType="{sheet_type}.worksheet+xml"/>'
            for k in range(1, count + 1)
        )
        yield (
            "[Content_Types].xml",
            f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{sheet_type}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{sheet_type}.styles+xml"/>{types}</Types>',
        )
        yield "_rels/.rels", _relationships([("officeDocument", "xl/workbook.xml")])
        sheets = "".join(f'<sheet name="{n}" sheetId="{k}" r:id="rId{k}"/>' for k, (n, _) in enumerate(self.sheets, 1))
        filters = "".join(
            f'<definedName name="_xlnm._FilterDatabase" localSheetId="{k}" hidden="1">\'{name}\'!{size}</definedName>'
            for k, ((name, _), size) in enumerate(zip(self.sheets, self.sizes, strict=True))
        )
        yield (
            "xl/workbook.xml",
            f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView/></bookViews>'
            f"<sheets>{sheets}</sheets><definedNames>{filters}</definedNames></workbook>",
        )
        linked = [("worksheet", f"worksheets/sheet{k}.xml") for k in range(1, count + 1)]
        yield "xl/_rels/workbook.xml.rels", _relationships([*linked, ("styles", "styles.xml")])
        yield "xl/styles.xml", _styles()
        for k, (_, body) in enumerate(self.sheets, 1):
            yield f"xl/worksheets/sheet{k}.xml", body


def in_cell(text: str) -> str:
    """Write a text so that a spreadsheet gives it back; what XML cannot hold is shown by its code point."""
    return xml_text(_CODED.sub("_x005F_", text) if "_x" in text else text)


def _letter(column: int) -> str:
    """Name a column: the widest sheet has fewer than 26."""
    return chr(ord("A") + column)


def _relationships(targets: Sequence[tuple[str, str]]) -> str:
    linked = "".join(
        f'<Relationship Id="rId{k}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for k, (kind, target) in enumerate(targets, 1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{linked}</Relationships>'


def _styles() -> str:
    """Give the formats of cells: text, the head in bold, and a fill for each significance."""
    fills = "".join(
        f'<fill><patternFill patternType="solid"><fgColor rgb="{colour}"/><bgColor indexed="64"/></patternFill></fill>'
        for colour in _FILLS.values()
    )
    formats = "".join(
        f'<xf numFmtId="0" fontId="0" fillId="{k + 2}" borderId="0" xfId="0" applyFill="1"/>'
        for k in range(len(_FILLS))
    )
    font = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
    return (
        f'{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font>{font}</font><font><b/>{font}</font></fonts>'
        f'<fills count="{len(_FILLS) + 2}"><fill><patternFill patternType="none"/></fill>'
        f'<fill><patternFill patternType="gray125"/></fill>{fills}</fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(_FILLS) + 2}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        f'<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>{formats}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
