"""Gaps: what is between two matches, rows of one side against columns of the other."""

from typing import Final, NamedTuple

import numpy as np

from collate._arrays import Bool, Int32, Int64
from collate._dataclass import dataclass

MAX_SHIFT: Final = 32  # words; for a longer repetition the anchors at its ends decide


class Matches(NamedTuple):
    """k pairs of a row and a column that are aligned.

    rows     (k,) int64   ascending
    columns  (k,) int64   ascending
    """

    rows: Int64
    columns: Int64


NO_MATCHES = Matches(np.empty(0, np.int64), np.empty(0, np.int64))


@dataclass(frozen=True, slots=True)
class Gaps:
    """g tables that are not aligned yet: rows [top, bottom) against columns [left, right), in order.

    top, bottom  (g,) int64
    left, right  (g,) int64
    free_start   (g,) bool    the table begins with its text, not after a match: skipping there is free
    free_end     (g,) bool    the table ends with its text, not before a match
    """

    top: Int64
    bottom: Int64
    left: Int64
    right: Int64
    free_start: Bool
    free_end: Bool

    def __len__(self) -> int:
        return len(self.top)

    @property
    def heights(self) -> Int64:
        """(g,) int64: rows of each table."""
        return self.bottom - self.top

    @property
    def widths(self) -> Int64:
        """(g,) int64: columns of each table."""
        return self.right - self.left

    @property
    def areas(self) -> Int64:
        """(g,) int64: cells of each table."""
        return self.heights * self.widths

    @property
    def borders(self) -> tuple[Int64, Int64, Int64, Int64]:
        """Return top, bottom, left and right, contiguous, for the compiled kernel."""
        top, bottom, left, right = map(np.ascontiguousarray, (self.top, self.bottom, self.left, self.right))
        return top, bottom, left, right

    def select(self, which: Bool | Int64) -> "Gaps":
        """Return some of the gaps, by a mask (g,) or by numbers."""
        return Gaps(
            self.top[which],
            self.bottom[which],
            self.left[which],
            self.right[which],
            self.free_start[which],
            self.free_end[which],
        )

    def shifted(self, rows: int, columns: int) -> "Gaps":
        """Return the same tables, so many rows and columns further on."""
        top, bottom, left, right = self.top + rows, self.bottom + rows, self.left + columns, self.right + columns
        return Gaps(top, bottom, left, right, self.free_start, self.free_end)


def full_tables(heights: Int64, widths: Int64) -> Gaps:
    """Return one gap for each pair of texts, when the texts of each side are concatenated.

    Parameters
    ----------
    heights, widths : (pairs,) int64
        The lengths of the texts of each pair.
    """
    bottom, right = np.cumsum(heights), np.cumsum(widths)
    ends = np.ones(len(heights), bool)
    return Gaps(bottom - heights, bottom, right - widths, right, ends, ends)


def remaining_gaps(gaps: Gaps, matches: Matches) -> Gaps:
    """Return the gaps between the matches, which are inside `gaps`. A gap without rows or columns is left out."""
    count = len(gaps)
    if not len(matches.rows):
        return gaps
    gap_of = np.searchsorted(gaps.top, matches.rows, side="right") - 1
    inside = np.bincount(gap_of, minlength=count)
    # Each gap becomes a sequence of borders: its start, its matches, its end.
    first = np.cumsum(inside + 2) - (inside + 2)
    total = len(matches.rows) + 2 * count
    at = first[gap_of] + 1 + (np.arange(len(matches.rows)) - (np.cumsum(inside) - inside)[gap_of])
    row, column = np.empty(total, np.int64), np.empty(total, np.int64)
    last = first + inside + 1
    row[first], column[first] = gaps.top - 1, gaps.left - 1
    row[at], column[at] = matches.rows, matches.columns
    row[last], column[last] = gaps.bottom, gaps.right
    free_start, free_end = np.zeros(total, bool), np.zeros(total, bool)
    free_start[first], free_end[last] = gaps.free_start, gaps.free_end
    is_gap = (row[1:] - row[:-1] > 1) & (column[1:] - column[:-1] > 1)
    is_gap[last[:-1]] = False
    before = np.flatnonzero(is_gap)
    return Gaps(
        row[before] + 1,
        row[before + 1],
        column[before] + 1,
        column[before + 1],
        free_start[before],
        free_end[before + 1],
    )


def left_normalise(matches: Matches, rows: Int32, columns: Int32) -> Matches:
    """Move matches of equal codes to the left where a stretch that only one side has could begin later.

    Of `a . b .` and `a .` the first point is matched. The name is that of the same operation on genetic
    variants. A stretch moves at most MAX_SHIFT positions.

    Parameters
    ----------
    matches : Matches
    rows, columns : (rows,) int32, (columns,) int32
        The codes of both sides.
    """
    row, column = matches.rows.copy(), matches.columns.copy()
    for _ in range(MAX_SHIFT):
        row_step, column_step = np.diff(row), np.diff(column)
        before = np.flatnonzero((row_step == 1) != (column_step == 1))
        extra_row = column_step[before] == 1
        new_row = np.where(extra_row, row[before] + 1, row[before + 1])
        new_column = np.where(extra_row, column[before + 1], column[before] + 1)
        same = rows[new_row] == columns[new_column]
        if not same.any():
            break
        row[before[same] + 1], column[before[same] + 1] = new_row[same], new_column[same]
    return Matches(row, column)


def reopen_ambiguous(matches: Matches, rows: Int32, columns: Int32) -> Matches:
    """Remove each match after a gap in which its code recurs: it is aligned again together with the gap.

    Parameters
    ----------
    matches : Matches
    rows, columns : (rows,) int32, (columns,) int32
        The codes of both sides.
    """
    row_step, column_step = np.diff(matches.rows, prepend=-1), np.diff(matches.columns, prepend=-1)
    after_gap = np.flatnonzero((row_step > 1) & (column_step > 1))
    if not len(after_gap):
        return matches
    kept = np.ones(len(matches.rows), bool)
    for codes, ends, sizes in (
        (rows, matches.rows[after_gap], row_step[after_gap] - 1),
        (columns, matches.columns[after_gap], column_step[after_gap] - 1),
    ):
        gap = np.repeat(np.arange(len(after_gap)), sizes)
        at = np.arange(len(gap)) - np.repeat(np.cumsum(sizes), sizes) + np.repeat(ends, sizes)
        recurs = np.bincount(gap[codes[at] == codes[ends[gap]]], minlength=len(after_gap)) > 0
        kept[after_gap[recurs]] = False
    return Matches(matches.rows[kept], matches.columns[kept])


def merge_matches(left: Matches, right: Matches) -> Matches:
    """Merge two sets of matches that do not cross."""
    if not len(right.rows):
        return left
    if not len(left.rows):
        return right
    rows, columns = np.concatenate((left.rows, right.rows)), np.concatenate((left.columns, right.columns))
    order = np.argsort(rows, kind="stable")
    return Matches(rows[order], columns[order])
