"""The alignment table as CSV: wide, a row a column of the table, and long, a row a cell of it.

Cells are set once for each string that there is; rows are put together column by column, with no
step of Python for each token.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from collate.apparatus import Apparatus
from collate.model.alignment import GAP, Alignment, Testimony
from collate.model.tokens import Tokens
from collate.rendering.tables.cells import csv_cell

LONG_HEADER: Final = ("column", "siglum", "surface", "form", "start", "end", "testimony")

# In the wide table an omission is an empty cell; another silence is named, in brackets.
_DRAWN: Final = {t: "" if t is Testimony.OMITS else f"({t.name.lower()})" for t in Testimony}


def write_table(apparatus: Apparatus, alignment: Alignment) -> str:
    """Write a row a column of the table, a witness a column: its number from 1, and what each witness has."""
    del apparatus
    codes = alignment.codes("surface")
    strings = _strings(alignment)
    # After the strings come the silences, so that one look gives either.
    cells = [*map(csv_cell, strings), *map(_DRAWN.__getitem__, Testimony)]
    codes = np.where(codes == GAP, alignment.testimony + np.int32(len(strings)), codes)
    columns = [map(cells.__getitem__, codes[:, w].tolist()) for w in range(codes.shape[1])]
    numbers = map(str, range(1, len(codes) + 1))
    head = ("column", *(csv_cell(t.witness.siglum) for t in alignment.tokens))
    return "".join(f"{row}\n" for row in map(",".join, [head, *zip(numbers, *columns, strict=True)]))


def write_table_long(apparatus: Apparatus, alignment: Alignment) -> str:
    """Write a row for each witness in each column: surface, form and span of its token, and what it does there.

    Surface, form and span are empty where it has no token.
    """
    del apparatus
    cells = [csv_cell(string) for string in _strings(alignment)]
    numbers = list(map(str, range(1, len(alignment.table) + 1)))
    columns = [_rows(alignment, w, tokens, cells, numbers) for w, tokens in enumerate(alignment.tokens)]
    rows = "\n".join(map("\n".join, zip(*columns, strict=True)))
    return ",".join(LONG_HEADER) + "\n" + (rows + "\n" if rows else "")


def _rows(alignment: Alignment, w: int, tokens: Tokens, cells: Sequence[str], numbers: Sequence[str]) -> Iterator[str]:
    """Give the row of a witness in each column."""
    siglum = csv_cell(tokens.witness.siglum)
    at, testimony = alignment.table[:, w], alignment.testimony[:, w]
    # What is said of a token beside its place is said of all tokens that have the same words and testimony.
    pairs = tokens.surface.astype(np.int64) * (len(cells) + 1) + tokens.form
    found, which = np.unique(pairs, return_inverse=True)
    said = [f"{siglum},{cells[p // (len(cells) + 1)]},{cells[p % (len(cells) + 1)]}" for p in found.tolist()]
    said.append(f"{siglum},,")
    words = np.append(which, len(said) - 1)[at]
    starts, ends = _with_nothing(tokens.spans[:, 0].tolist()), _with_nothing(tokens.spans[:, 1].tolist())
    return map(
        ",".join,
        zip(
            numbers,
            map(said.__getitem__, words.tolist()),
            map(starts.__getitem__, at.tolist()),
            map(ends.__getitem__, at.tolist()),
            map([t.name.lower() for t in Testimony].__getitem__, testimony.tolist()),
            strict=True,
        ),
    )


def _with_nothing(offsets: list[int]) -> list[str]:
    """Write offsets, and nothing last: that is where GAP, -1, looks."""
    return [*map(str, offsets), ""]


def _strings(alignment: Alignment) -> list[str]:
    return alignment.tokens[0].vocabulary.strings
