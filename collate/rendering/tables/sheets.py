"""The sheets of a workbook as Office Open XML: rows of cells, and the texts that the cells share.

A workbook of two long books has 600,000 cells. So each cell is one formatted string, and the cells of a part of a row
that recurs are made once.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import Final

from collate._dataclass import dataclass
from collate.rendering.xml_text import show_invalid_xml

Texts = tuple[str, ...]

MAX_CELL_LENGTH: Final = 32_767  # UTF-16 units that a cell can hold (Excel's limit)
CONTINUED: Final = "… (the whole text is in the sheet “long cells”)"
MAX_TEXT: Final = MAX_CELL_LENGTH // 2 - len(CONTINUED)  # code points, each of which may be two units of UTF-16
BOLD: Final = 1  # the style of a header; the fills have the numbers after it, in the order in which cells use them

_ROW: Final = "\0"  # stands for the number of the row in cells that recur
_NUMBER: Final = re.compile(r"\d+(\.\d+)?")
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NAMESPACE: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SPECIAL: Final = re.compile(r"[&<>\r]|_x[0-9a-fA-F]{4}_")
_ESCAPE_OF_CHARACTER: Final = re.compile("(_x[0-9a-fA-F]{4}_)")  # a reader of a workbook takes it for a character


@dataclass(slots=True)
class SharedStrings:
    """The texts of a workbook, each once, and the fills that cells have used.

    Attributes
    ----------
    uses : int
        How many cells have a text.
    fills : dict of str to int
        The style of each fill that is used.
    long_cells : list of tuple of str
        The texts that are too long for a cell, in pieces: sheet, row, column, piece.
    """

    uses: int = 0
    fills: dict[str, int] = field(default_factory=dict)
    long_cells: list[Texts] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<SharedStrings: {len(self._numbers)} texts>"

    def number(self, text: str) -> int:
        """Return the number of a text."""
        return self._numbers.setdefault(text, len(self._numbers))

    def style(self, fill: str) -> int:
        """Return the number of the style with a fill."""
        return self.fills.setdefault(fill, BOLD + 1 + len(self.fills))

    def document(self) -> Iterator[str]:
        """Yield the part of the workbook that lists the texts."""
        yield f'{_DECLARATION}<sst xmlns="{_NAMESPACE}" count="{self.uses}" uniqueCount="{len(self._numbers)}">'
        yield from map(_shared_item, self._numbers)
        yield "</sst>"


def _shared_item(text: str) -> str:
    """Return a text as an item of the list; white space at its ends is kept."""
    if _SPECIAL.search(text):
        text = _ESCAPE_OF_CHARACTER.sub(r"_x005F\1", text).replace("\r", "_x000D_")
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    kept = "" if text == text.strip() else ' xml:space="preserve"'
    return f"<si><t{kept}>{text}</t></si>"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a sheet.

    Attributes
    ----------
    letter : str
        Its name in the sheet, `A`.
    name : str
        What its header says.
    is_number : bool
        Whether texts that are numbers are written as numbers.
    fills : dict of str to str
        The fill of a cell, by its text; no cell has one if it is empty.
    """

    letter: str
    name: str
    is_number: bool = False
    fills: dict[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<SheetColumn {self.letter}: {self.name}>"


class Sheet:
    """A sheet while it is written: its header, and the rows below."""

    def __init__(self, name: str, columns: tuple[SheetColumn, ...], strings: SharedStrings) -> None:
        self.name, self.columns = name, columns
        self.count = 0
        self._strings = strings
        self._rows: list[str] = []
        self._recurring: dict[Texts, tuple[str, int]] = {}
        header = [f'<c r="{c.letter}1" s="{BOLD}" t="s"><v>{strings.number(c.name)}</v></c>' for c in columns]
        strings.uses += len(columns)
        self._add("".join(header))

    def __repr__(self) -> str:
        return f"<Sheet {self.name}: {self.count} rows>"

    def _add(self, cells: str) -> None:
        self.count += 1
        number = str(self.count)
        row = f'<row r="{number}" spans="1:{len(self.columns)}">{cells}</row>'
        self._rows.append(row.replace(_ROW, number))

    def add_row(self, *parts: Texts) -> None:
        """Add a row whose texts are in parts; of these, the cells of all but the first are kept, because they recur."""
        first, *others = parts
        cells, uses = self._cells(0, first)
        at = len(first)
        for part in others:
            recurring = self._recurring.get(part)
            if recurring is None:
                recurring = self._cells(at, part)
                if max(map(len, part)) <= MAX_TEXT:  # a long text is listed with its row
                    self._recurring[part] = recurring
            cells += recurring[0]
            uses += recurring[1]
            at += len(part)
        self._strings.uses += uses
        self._add(cells)

    def _cells(self, at: int, texts: Texts) -> tuple[str, int]:
        """Return cells from a column on, and how many of them have a text: empty ones are left out."""
        cells: list[str] = []
        uses = 0
        for column, text in zip(self.columns[at : at + len(texts)], texts, strict=True):
            if not text:
                continue
            if column.is_number and _NUMBER.fullmatch(text):
                cells.append(f'<c r="{column.letter}{_ROW}"><v>{float(text):.16G}</v></c>')
                continue
            style = f' s="{self._strings.style(column.fills[text])}"' if column.fills else ""
            number = self._strings.number(self._cell_text(column, text))
            cells.append(f'<c r="{column.letter}{_ROW}"{style} t="s"><v>{number}</v></c>')
            uses += 1
        return "".join(cells), uses

    def _cell_text(self, column: SheetColumn, text: str) -> str:
        """Return the text for a cell; of one that is too long its beginning, and keep all of it in `long_cells`."""
        text = show_invalid_xml(text)
        if len(text) <= MAX_TEXT:
            return text
        pieces = [text[start : start + MAX_TEXT] for start in range(0, len(text), MAX_TEXT)]
        self._strings.long_cells += [(self.name, str(self.count + 1), column.name, piece) for piece in pieces]
        return pieces[0] + CONTINUED

    def rows(self) -> Iterable[str]:
        """Return the rows, the header first."""
        return self._rows
