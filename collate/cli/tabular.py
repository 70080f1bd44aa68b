"""Rows of cells as text: columns for a terminal, TSV, or JSON."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from collate.cli.output import Medium, is_stdout, require_output_is_no_input, write_output

MAX_CELL_WIDTH: Final = 60  # terminal cells

ESCAPED: Final = "\\\t\n\r"  # characters that a cell of TSV cannot have as they are

Row = tuple[str | int, ...]


def write_text(output: str | None, text: str | bytes, inputs: Iterable[Path], medium: Medium) -> None:
    """Write text (bytes are UTF-8) to a file, which must not be one of the `inputs`, or to standard output."""
    require_output_is_no_input(output, inputs)
    if is_stdout(output) and isinstance(text, bytes):
        # As text, because standard output may have another encoding.
        text = text.decode("utf-8", "surrogatepass")
    write_output(output, text, medium)


def escape_cell(value: object) -> str:
    """Return a value as a cell of TSV, in which tabs, line breaks and backslashes are escaped."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def _as_tsv(header: Sequence[str], rows: Sequence[Row]) -> str:
    return "".join("\t".join(map(escape_cell, row)) + "\n" for row in [header, *rows])


def _as_columns(header: Sequence[str], rows: Sequence[Row]) -> str:
    from collate.terminal.display import columns, isolated, shortened, visible

    rows = [tuple(header), *rows]
    # In a long table most cells recur.
    distinct = {cell for row in rows for cell in row if isinstance(cell, str)}
    shown: dict[str | int, str] = {c: isolated(shortened(visible(c), MAX_CELL_WIDTH)) for c in distinct}
    cells = [tuple(shown[cell] if isinstance(cell, str) else str(cell) for cell in row) for row in rows]
    return "\n".join(columns(cells)) + "\n"


def _as_json(header: Sequence[str], rows: Sequence[Row]) -> str:
    import json

    objects = [dict(zip(header, row, strict=True)) for row in rows]
    return json.dumps(objects, ensure_ascii=False, indent=1) + "\n"


ROW_FORMATS: Final[dict[str, Callable[[Sequence[str], Sequence[Row]], str]]] = {
    "text": _as_columns,
    "tsv": _as_tsv,
    "json": _as_json,
}


def medium_of(format_name: str) -> Medium:
    """Return what a format of rows is: columns are for people."""
    return Medium.PEOPLE if format_name == "text" else Medium.PROGRAMS
