"""Gaps: what is between two matches, rows of one side against columns of the other."""

from typing import Final, NamedTuple

import numpy as np

from collate._arrays import AnyInt, Bool, Int32, Int64
from collate._dataclass import dataclass

MAX_SHIFT: Final = 32  # words; for a longer repetition the anchors at its ends decide


class Matches(NamedTuple):
    """k pairs of a row and a column that are aligned.

    rows     (k,) int32   ascending
    columns  (k,) int32   ascending
    """

    rows: Int32
    columns: Int32


NO_MATCHES = Matches(np.empty(0, np.int32), np.empty(0, np.int32))


def as_matches(rows: AnyInt, columns: AnyInt) -> Matches:
    """Return matches of rows (k,) and columns (k,) of any integers."""
    return Matches(rows.astype(np.int32, copy=False), columns.astype(np.int32, copy=False))


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
    rows, columns = matches
    if not len(rows):
        return gaps
    # Of one type, because numpy would copy all rows into the other.
    first, stop = (np.searchsorted(rows, side.astype(np.int32)) for side in (gaps.top, gaps.bottom))
    is_break = (np.diff(rows) > 1) & (np.diff(columns) > 1)
    is_break[first[(first > 0) & (first < len(rows))] - 1] = False  # a match of one gap and one of the next
    before = np.flatnonzero(is_break)
    matched = first < stop
    filled = gaps.select(matched)
    first, last = first[matched], stop[matched] - 1
    inner, outer = np.zeros(len(before), bool), np.zeros(len(first), bool)

    def at(matched: AnyInt, step: int = 0) -> tuple[Int64, Int64]:
        return rows[matched].astype(np.int64) + step, columns[matched].astype(np.int64) + step

    (top, left), (bottom, right) = at(before, 1), at(before + 1)
    (first_row, first_column), (next_row, next_column) = at(first), at(last, 1)
    parts = (
        Gaps(top, bottom, left, right, inner, inner),
        Gaps(filled.top, first_row, filled.left, first_column, filled.free_start, outer),
        Gaps(next_row, filled.bottom, next_column, filled.right, outer, filled.free_end),
        gaps.select(~matched),
    )
    joined = Gaps(*(np.concatenate([getattr(part, name) for part in parts]) for name in Gaps.__slots__))
    kept = np.flatnonzero((joined.heights > 0) & (joined.widths > 0))
    return joined.select(kept[np.argsort(joined.top[kept], kind="stable")])


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
        is_next_row, is_next_column = np.diff(row) == 1, np.diff(column) == 1
        before = np.flatnonzero(is_next_row != is_next_column)
        extra_row = is_next_column[before]
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
    after_gap = np.flatnonzero((np.diff(matches.rows) > 1) & (np.diff(matches.columns) > 1)) + 1
    row_sizes = matches.rows[after_gap] - matches.rows[after_gap - 1] - 1
    column_sizes = matches.columns[after_gap] - matches.columns[after_gap - 1] - 1
    if len(matches.rows) and matches.rows[0] > 0 and matches.columns[0] > 0:
        after_gap = np.append(0, after_gap)
        row_sizes, column_sizes = np.append(matches.rows[0], row_sizes), np.append(matches.columns[0], column_sizes)
    if not len(after_gap):
        return matches
    kept = np.ones(len(matches.rows), bool)
    for codes, ends, sizes in (
        (rows, matches.rows[after_gap], row_sizes),
        (columns, matches.columns[after_gap], column_sizes),
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
    if len(left.rows) < len(right.rows):
        left, right = right, left
    at = np.searchsorted(left.rows, right.rows)
    return Matches(np.insert(left.rows, at, right.rows), np.insert(left.columns, at, right.columns))
