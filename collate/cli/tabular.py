"""Rows of cells as text: for a person, as lines of tabs, as JSON."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from collate.cli.output import require_free, write_out
from collate.model.work import Work

WIDEST_CELL: Final = 60

Row = tuple[str | int, ...]


def write_safely(output: str | None, work: Work, text: str | bytes) -> None:
    """Write where it was asked for, but never over a witness."""
    if output not in (None, "-"):
        require_free([Path(output)], work)
    elif isinstance(text, bytes):
        # What standard output cannot show is for it to judge.
        text = text.decode("utf-8", "surrogatepass")
    write_out(output, text)


def escaped(value: object) -> str:
    """Write a value so that it stays in one cell of a line of tabs."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def _tsv(head: Sequence[str], rows: Sequence[Row]) -> str:
    return "".join("\t".join(map(escaped, row)) + "\n" for row in [head, *rows])


def _text(head: Sequence[str], rows: Sequence[Row]) -> str:
    from collate.terminal.display import columns, isolated, shortened, visible

    drawn = [tuple(isolated(shortened(visible(str(c)), WIDEST_CELL)) for c in row) for row in [tuple(head), *rows]]
    return "\n".join(columns(drawn)) + "\n"


def _json(head: Sequence[str], rows: Sequence[Row]) -> str:
    import json

    found = [dict(zip(head, row, strict=True)) for row in rows]
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


LAYOUTS: Final[dict[str, Callable[[Sequence[str], Sequence[Row]], str]]] = {
    "text": _text,
    "tsv": _tsv,
    "json": _json,
}
