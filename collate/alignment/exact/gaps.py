"""Gaps: what lies between two meetings, columns on one side and tokens on the other."""

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from collate._arrays import Bool, Int32, Int64

MAX_SHIFT: Final = 32  # words: longer repetitions are anchored by their ends


class Matches(NamedTuple):
    """Rows (k,) and columns (k,) that meet, both ascending."""

    rows: Int64
    columns: Int64


NO_MATCHES = Matches(np.empty(0, np.int64), np.empty(0, np.int64))


@dataclass(frozen=True, slots=True)
class Gaps:
    """Tables that are still open: rows [top, bottom) against columns [left, right), (gaps,) each, in order.

    opens, closes (gaps,) bool: the table begins, or ends, with its text and not at a meeting.
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
        """Rows of each."""
        return self.bottom - self.top

    @property
    def widths(self) -> Int64:
        """Columns of each."""
        return self.right - self.left

    @property
    def areas(self) -> Int64:
        """Cells of each."""
        return self.heights * self.widths

    def select(self, which: Bool | Int64) -> "Gaps":
        """Give some of them."""
        return Gaps(
            self.top[which],
            self.bottom[which],
            self.left[which],
            self.right[which],
            self.free_start[which],
            self.free_end[which],
        )

    def shifted(self, rows: int, columns: int) -> "Gaps":
        """Give the same tables, so many rows and columns further on."""
        top, bottom, left, right = self.top + rows, self.bottom + rows, self.left + columns, self.right + columns
        return Gaps(top, bottom, left, right, self.free_start, self.free_end)


def full_tables(heights: Int64, widths: Int64) -> Gaps:
    """Give one gap for each pair of texts, laid end to end on either side."""
    bottom, right = np.cumsum(heights), np.cumsum(widths)
    ends = np.ones(len(heights), bool)
    return Gaps(bottom - heights, bottom, right - widths, right, ends, ends)


def remaining_gaps(gaps: Gaps, met: Matches) -> Gaps:
    """Give what is left open when rows and columns in the gaps have met; what has only one side is closed."""
    count = len(gaps)
    if not len(met.rows):
        return gaps
    gap_of = np.searchsorted(gaps.top, met.rows, side="right") - 1
    inside = np.bincount(gap_of, minlength=count)
    # Each gap is a sequence of borders: where it begins, its meetings, where it ends.
    first = np.cumsum(inside + 2) - (inside + 2)
    total = len(met.rows) + 2 * count
    at = first[gap_of] + 1 + (np.arange(len(met.rows)) - (np.cumsum(inside) - inside)[gap_of])
    row, column = np.empty(total, np.int64), np.empty(total, np.int64)
    last = first + inside + 1
    row[first], column[first] = gaps.top - 1, gaps.left - 1
    row[at], column[at] = met.rows, met.columns
    row[last], column[last] = gaps.bottom, gaps.right
    free_start, free_end = np.zeros(total, bool), np.zeros(total, bool)
    free_start[first], free_end[last] = gaps.free_start, gaps.free_end
    open_ = (row[1:] - row[:-1] > 1) & (column[1:] - column[:-1] > 1)
    open_[last[:-1]] = False
    here = np.flatnonzero(open_)
    return Gaps(row[here] + 1, row[here + 1], column[here] + 1, column[here + 1], free_start[here], free_end[here + 1])


def left_normalise(met: Matches, rows: Int32, columns: Int32) -> Matches:
    """Move meetings of equal codes to the left, where the words before a stretch that one side lacks recur in it.

    Of `a . b .` and `a .` the first point is taken. A stretch moves at most FURTHEST places.
    """
    row, column = met.rows.copy(), met.columns.copy()
    for _ in range(MAX_SHIFT):
        down, across = np.diff(row), np.diff(column)
        before = np.flatnonzero((down == 1) != (across == 1))
        lacks_column = across[before] == 1
        one = np.where(lacks_column, row[before] + 1, row[before + 1])
        other = np.where(lacks_column, column[before + 1], column[before] + 1)
        same = rows[one] == columns[other]
        if not same.any():
            break
        row[before[same] + 1], column[before[same] + 1] = one[same], other[same]
    return Matches(row, column)


def reopen_ambiguous(met: Matches, rows: Int32, columns: Int32) -> Matches:
    """Take back each meeting behind a gap in which its code recurs: where it belongs is to be weighed with the gap."""
    down, across = np.diff(met.rows, prepend=-1), np.diff(met.columns, prepend=-1)
    behind = np.flatnonzero((down > 1) & (across > 1))
    if not len(behind):
        return met
    kept = np.ones(len(met.rows), bool)
    for codes, ends, sizes in (
        (rows, met.rows[behind], down[behind] - 1),
        (columns, met.columns[behind], across[behind] - 1),
    ):
        of = np.repeat(np.arange(len(behind)), sizes)
        at = np.arange(len(of)) - np.repeat(np.cumsum(sizes), sizes) + np.repeat(ends, sizes)
        recurs = np.bincount(of[codes[at] == codes[ends[of]]], minlength=len(behind)) > 0
        kept[behind[recurs]] = False
    return Matches(met.rows[kept], met.columns[kept])


def merge_matches(one: Matches, other: Matches) -> Matches:
    """Put two sets of meetings that do not cross into one."""
    if not len(other.rows):
        return one
    if not len(one.rows):
        return other
    rows, columns = np.concatenate((one.rows, other.rows)), np.concatenate((one.columns, other.columns))
    order = np.argsort(rows, kind="stable")
    return Matches(rows[order], columns[order])
