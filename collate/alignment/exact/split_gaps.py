"""Split gaps that are too large for exact alignment: at equal tokens by edit distance, then into equal parts."""

from typing import Final, NamedTuple

import numpy as np

from collate._arrays import Int32, Int64
from collate.alignment.exact.edit_script import edit_script
from collate.alignment.exact.gaps import NO_MATCHES, Gaps, Matches, as_matches, merge_matches, remaining_gaps

MOST_CELLS_OF_ALL_CODES: Final = 1 << 26  # in a larger gap only codes that both sides have are compared: half a second


class EditSplit(NamedTuple):
    """What an edit script leaves of gaps.

    matches    of equal codes
    gaps       what remains between the matches
    piecewise  the tokens of gaps that were compared piece by piece
    """

    matches: Matches
    gaps: Gaps
    piecewise: int


def split_by_edit_script(rows: Int32, columns: Int32, gaps: Gaps, large: int) -> EditSplit:
    """Match equal codes by edit distance in gaps of more than `large` cells.

    In a very large gap words of one side only, which can match nothing, are left out first.

    Parameters
    ----------
    rows, columns : (rows,) int32, (columns,) int32
        The codes of both sides.
    gaps : Gaps
    large : int
        Cells.
    """
    matches, piecewise = NO_MATCHES, 0
    for number in np.flatnonzero(gaps.areas > large).tolist():
        top, left = int(gaps.top[number]), int(gaps.left[number])
        row_codes, column_codes = rows[top : int(gaps.bottom[number])], columns[left : int(gaps.right[number])]
        if gaps.areas[number] > MOST_CELLS_OF_ALL_CODES:
            compared_rows, compared_columns = _shared(row_codes, column_codes), _shared(column_codes, row_codes)
        else:
            compared_rows, compared_columns = np.arange(len(row_codes)), np.arange(len(column_codes))
        equal, is_piecewise = edit_script(row_codes[compared_rows], column_codes[compared_columns])
        piecewise += (len(row_codes) + len(column_codes)) * is_piecewise
        found = as_matches(compared_rows[equal.rows] + top, compared_columns[equal.columns] + left)
        matches = merge_matches(matches, found)
    return EditSplit(matches, remaining_gaps(gaps, matches), piecewise)


def _shared(codes: Int32, others: Int32) -> Int64:
    """Return where the codes stand that the other side has too."""
    is_there = np.zeros(int(max(codes.max(), others.max())) + 1, bool)
    is_there[others] = True
    return np.flatnonzero(is_there[codes])


def split_diagonally(gaps: Gaps, largest: int) -> Gaps:
    """Split gaps of more than `largest` cells into equal parts along the diagonal.

    It is the last resort: nothing in such a gap shows where the two sides correspond.
    """
    areas, largest = gaps.areas, max(largest, 1)
    if not (areas > largest).any():
        return gaps
    # n parts along the diagonal have together an n-th of the cells.
    parts = np.where(areas > largest, -(-areas // largest), 1)
    parts = np.minimum(parts, np.maximum(gaps.heights, gaps.widths))
    gap = np.repeat(np.arange(len(gaps)), parts)
    part = np.arange(len(gap)) - np.repeat(np.cumsum(parts) - parts, parts)

    def border(start: Int64, size: Int64, number: Int64) -> Int64:
        return start[gap] + size[gap] * number // parts[gap]

    split = Gaps(
        border(gaps.top, gaps.heights, part),
        border(gaps.top, gaps.heights, part + 1),
        border(gaps.left, gaps.widths, part),
        border(gaps.left, gaps.widths, part + 1),
        gaps.free_start[gap] & (part == 0),
        gaps.free_end[gap] & (part == parts[gap] - 1),
    )
    return split.select(split.areas > 0)
