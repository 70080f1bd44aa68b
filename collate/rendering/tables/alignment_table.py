"""The alignment table as CSV: wide, with a row for each column of the table, and long, with a row for each cell.

Each distinct string is made a cell once, and rows are put together column by column, so no Python statement runs
for each token.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from collate._arrays import Int64
from collate.apparatus import Apparatus
from collate.apparatus.part import columns_shown
from collate.model.alignment import GAP, Alignment, Testimony
from collate.model.tokens import Tokens
from collate.rendering.tables.cells import csv_cell

LONG_HEADER: Final = ("column", "siglum", "surface", "form", "start", "end", "testimony")

# What a cell of the wide table holds where there is no token: nothing for an omission, else the reason in brackets.
_GAP_CELLS: Final = {t: "" if t is Testimony.OMITS else f"({t.name.lower()})" for t in Testimony}


def write_table(apparatus: Apparatus, alignment: Alignment) -> Iterator[str]:
    """Write a row for each column of the table: its number from 1, and what each witness has there."""
    rows = columns_shown(apparatus, alignment)
    codes = alignment.codes("surface")
    strings = _strings(alignment)
    # The cells of gaps follow those of the strings, so one look-up serves for both.
    cells = [*map(csv_cell, strings), *map(_GAP_CELLS.__getitem__, Testimony)]
    codes = np.where(codes == GAP, alignment.testimony + np.int32(len(strings)), codes)[rows]
    columns = [map(cells.__getitem__, codes[:, w].tolist()) for w in range(codes.shape[1])]
    numbers = map(str, (rows + 1).tolist())
    header = ("column", *(csv_cell(t.witness.siglum) for t in alignment.tokens))
    yield ",".join(header) + "\n"
    for row in zip(numbers, *columns, strict=True):
        yield ",".join(row) + "\n"


def write_table_long(apparatus: Apparatus, alignment: Alignment) -> Iterator[str]:
    """Write a row for each witness in each column: surface, form and span of its token, and its testimony.

    Surface, form and span are empty where it has no token.
    """
    rows = columns_shown(apparatus, alignment)
    cells = [csv_cell(string) for string in _strings(alignment)]
    columns = [_rows(alignment, w, tokens, cells, rows) for w, tokens in enumerate(alignment.tokens)]
    yield ",".join(LONG_HEADER) + "\n"
    for of_column in zip(*columns, strict=True):
        yield "\n".join(of_column) + "\n"


def _rows(alignment: Alignment, w: int, tokens: Tokens, cells: Sequence[str], rows: Int64) -> Iterator[str]:
    """Return the rows of a witness, one for each of some columns of the table."""
    siglum = csv_cell(tokens.witness.siglum)
    indices, testimony = alignment.table[rows, w], alignment.testimony[rows, w]
    # Siglum, surface and form are the same for many tokens, so they are joined once for each pair of surface and form.
    pairs, pair_of = np.unique(tokens.surface.astype(np.int64) * (len(cells) + 1) + tokens.form, return_inverse=True)
    joined = [f"{siglum},{cells[p // (len(cells) + 1)]},{cells[p % (len(cells) + 1)]}" for p in pairs.tolist()]
    joined.append(f"{siglum},,")
    words = np.append(pair_of, len(joined) - 1)[indices]
    starts, ends = _offset_cells(tokens.spans[:, 0].tolist()), _offset_cells(tokens.spans[:, 1].tolist())
    return map(
        ",".join,
        zip(
            map(str, (rows + 1).tolist()),
            map(joined.__getitem__, words.tolist()),
            map(starts.__getitem__, indices.tolist()),
            map(ends.__getitem__, indices.tolist()),
            map([t.name.lower() for t in Testimony].__getitem__, testimony.tolist()),
            strict=True,
        ),
    )


def _offset_cells(offsets: list[int]) -> list[str]:
    """Return offsets as cells, and an empty cell at the end, to which the index GAP, -1, leads."""
    return [*map(str, offsets), ""]


def _strings(alignment: Alignment) -> list[str]:
    return alignment.tokens[0].vocabulary.strings
