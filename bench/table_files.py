"""Read a table that `collate show table --format tsv` wrote, and check what is lost and how much agrees."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

_ESCAPED: Final = {"\\\\": "\\", "\\t": "\t", "\\n": "\n", "\\r": "\r"}


def columns_of(table: Path) -> list[tuple[str, ...]]:
    """Return the cells of each column of the table, one for each witness; a cell without a token is empty."""
    with table.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows)
        return [tuple(row[1:]) for row in rows]


def is_whole(table: Path, witnesses: Sequence[Path]) -> bool:
    """Check that the cells of each witness have the text of its file, except white space."""
    cells = list(zip(*columns_of(table), strict=True))
    return len(cells) == len(witnesses) and all(
        _bare("".join(map(_unescaped, column))) == _bare(path.read_text("utf-8"))
        for column, path in zip(cells, witnesses, strict=True)
    )


def agreeing(table: Path) -> float:
    """Return the share of the tokens of the shorter of two witnesses that are aligned with an equal token."""
    columns = columns_of(table)
    shorter = min(sum(map(bool, cells)) for cells in zip(*columns, strict=True))
    return sum(1 for a, b in columns if a and a.casefold() == b.casefold()) / max(1, shorter)


def most_agreeing(table: Path) -> float:
    """Return the share of the tokens of the shorter of two witnesses that the other has too, in any order."""
    sides = [Counter(cell.casefold() for cell in cells if cell) for cells in zip(*columns_of(table), strict=True)]
    return (sides[0] & sides[1]).total() / max(1, min(side.total() for side in sides))


def _unescaped(cell: str) -> str:
    return re.sub(r"\\[\\tnr]", lambda m: _ESCAPED[m.group()], cell) if "\\" in cell else cell


def _bare(text: str) -> str:
    return "".join(text.split())
