"""Equal words in one order, by plain edit distance: the whole way where that is cheap, else piece by piece.

The Levenshtein distance is computed in linear space (Hyyrö 2003, Hirschberg 1975), but its time grows with the cells.
So two long sides are compared as a whole only if they are nearly equal. Else a window moves along both: the first half
of what is equal in it is kept, and the next window begins behind that. So the time grows with the words.
"""

from typing import Final, NamedTuple

import numpy as np

from collate._arrays import Int32
from collate.alignment.exact.gaps import NO_MATCHES, Matches, as_matches

TOKENS_PER_EDIT: Final = 32  # the first guess for the edit distance; a wrong guess costs time, nothing else
MOST_CELLS: Final = 1 << 30  # of sides that are compared as a whole whatever they are: a third of a second
MOST_CELLS_OF_FEW_EDITS: Final = 1 << 32  # words times edits of sides that are compared as a whole
CELLS_OF_WINDOW: Final = 1 << 24
MOST_ELONGATED: Final = 16  # columns of a window for each of its rows, or the reverse


class EditScript(NamedTuple):
    """Equal words in one order, and whether they were found piece by piece."""

    matches: Matches
    is_piecewise: bool


def edit_script(rows: Int32, columns: Int32) -> EditScript:
    """Return equal codes (rows,) and (columns,) in one order; in pieces they may be fewer than there could be."""
    longer = max(len(rows), len(columns))
    if not min(len(rows), len(columns)):
        return EditScript(NO_MATCHES, False)
    one, other = rows.tolist(), columns.tolist()
    if len(one) * len(other) <= MOST_CELLS:
        return EditScript(_equal(one, other, longer // TOKENS_PER_EDIT), False)
    edits = MOST_CELLS_OF_FEW_EDITS // longer
    if abs(len(one) - len(other)) <= edits:
        from rapidfuzz.distance import Levenshtein  # imported late: few texts have so large a gap

        distance = Levenshtein.distance(one, other, score_cutoff=edits)
        if distance <= edits:
            return EditScript(_equal(one, other, distance), False)
    return EditScript(_piece_by_piece(one, other), True)


def _equal(one: list[int], other: list[int], edits: int) -> Matches:
    """Return the equal codes of the cheapest edit script; `edits` is a guess for its cost."""
    from rapidfuzz.distance import Levenshtein  # imported late: few texts have so large a gap

    equal = [
        (block.src_start, block.dest_start, block.src_end - block.src_start)
        for block in Levenshtein.opcodes(one, other, score_hint=edits)
        if block.tag == "equal"
    ]
    if not equal:
        return NO_MATCHES
    row_starts, column_starts, sizes = np.array(equal, np.int64).T
    step = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return as_matches(np.repeat(row_starts, sizes) + step, np.repeat(column_starts, sizes) + step)


def _piece_by_piece(one: list[int], other: list[int]) -> Matches:
    """Return equal codes by windows of about CELLS_OF_WINDOW cells, which have the proportions of what is left."""
    found: list[tuple[Int32, Int32]] = []
    row = column = 0
    while row < len(one) and column < len(other):
        height, width = _window(len(one) - row, len(other) - column)
        is_last = row + height == len(one) and column + width == len(other)
        rows, columns = _equal(one[row : row + height], other[column : column + width], 0)
        if is_last:
            found.append((rows + row, columns + column))
            break
        kept = int(((rows < -(-height // 2)) & (columns < -(-width // 2))).sum())
        found.append((rows[:kept] + row, columns[:kept] + column))
        # Behind the last equal word; but not by so little that the windows hardly move.
        last = (int(rows[kept - 1]) + 1, int(columns[kept - 1]) + 1) if kept else (0, 0)
        if 4 * last[0] < height and 4 * last[1] < width:
            last = -(-height // 2), -(-width // 2)
        row, column = row + last[0], column + last[1]
    return Matches(*(np.concatenate([NO_MATCHES.rows, *side]) for side in zip(*found, strict=True)))


def _window(rows: int, columns: int) -> tuple[int, int]:
    """Return the height and the width of a window in so many rows and columns."""
    elongation = min(max(columns / rows, 1 / MOST_ELONGATED), MOST_ELONGATED)
    height = max(1, int((CELLS_OF_WINDOW / elongation) ** 0.5))
    return min(rows, height), min(columns, max(1, int(height * elongation)))
