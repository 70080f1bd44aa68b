"""The alignment table as text and as HTML, as CollateX prints it."""

import textwrap
from collections.abc import Sequence
from enum import StrEnum
from html import escape
from typing import Final

from prettytable import HRuleStyle, PrettyTable

NOTHING: Final = "-"  # a witness has no token here
_CELL_WIDTH: Final = 20  # characters of a line in a cell of the vertical layout
_VARIANT, _INVARIANT = "FF0000", "00FFFF"  # backgrounds of a cell: red where witnesses differ, cyan where none does

Strings = Sequence[Sequence[str | None]]  # the text of each cell, a sequence for each witness


class Layout(StrEnum):
    """Which way a table is printed: a witness is a row (horizontal) or a column (vertical)."""

    HORIZONTAL = "horizontal"
    VERTICAL = "vertical"


def text_table(sigla: Sequence[str], strings: Strings, layout: Layout) -> str:
    """Return the table in ASCII frames, without a line break at its end."""
    return _pretty(sigla, strings, layout).get_string()


def html_table(sigla: Sequence[str], strings: Strings, layout: Layout) -> str:
    """Return the table as an HTML `table` without colours."""
    return _pretty(sigla, strings, layout).get_html_string()


def _pretty(sigla: Sequence[str], strings: Strings, layout: Layout) -> PrettyTable:
    if layout is Layout.VERTICAL:
        table = PrettyTable(hrules=HRuleStyle.ALL)
        for siglum, cells in zip(sigla, strings, strict=True):
            table.add_column(siglum, [textwrap.fill(_shown(cell), _CELL_WIDTH) for cell in cells])
        return table
    table = PrettyTable(header=False)
    for siglum, cells in zip(sigla, strings, strict=True):
        table.add_row([siglum, *(_shown(cell).rstrip() for cell in cells)])
    table.align = "l"  # it needs the rows: they are what names the columns
    return table


def coloured_html_table(sigla: Sequence[str], strings: Strings, variant: Sequence[bool]) -> str:
    """Return the table as HTML, a column for each witness: red rows differ, cyan ones do not."""
    rows = [
        _html_row("td", [_shown(cell) for cell in cells], _VARIANT if differs else _INVARIANT)
        for *cells, differs in zip(*strings, variant, strict=True)
    ]
    style = 'border="1" style="border: 1px solid #000000; border-collapse: collapse;" cellpadding="4"'
    return "\n".join((f"<table {style}>", _html_row("th", sigla), *rows, "</table>"))


def _html_row(tag: str, texts: Sequence[str], background: str = "") -> str:
    colour = f' bgcolor="{background}"' if background else ""
    return "<tr>" + "".join(f"<{tag}{colour}>{escape(text)}</{tag}>" for text in texts) + "</tr>"


def _shown(cell: str | None) -> str:
    return NOTHING if cell is None else cell
