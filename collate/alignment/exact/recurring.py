"""Exact alignment of large tables in which words recur: each pair of distinct words is scored once.

A page of a thousand words has some four hundred distinct ones. So only pairs of these are scored, and each row of
a table is read from their scores when its turn comes. The best trace is that of `dynamic_programming`.
"""

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np

from collate._arrays import AnyInt, Int64, unique_inverse
from collate._dataclass import dataclass
from collate.alignment.exact.batches import batches
from collate.alignment.exact.dynamic_programming import IMPOSSIBLE, Borders, Traces, best_traces
from collate.alignment.exact.gaps import Gaps

LEAST_CELLS: Final = 1 << 15  # in a smaller table every cell is scored: it shares its steps with many other tables
CELLS_AT_ONCE: Final = 1 << 22  # of the tables that share their steps: their matches take 16 MB

Score = Callable[[Int64, Int64], Int64]  # from (gaps, height) rows and (gaps, width) columns to their scores


@dataclass(frozen=True, slots=True)
class Kinds:
    """Equal numbers for rows, or for columns, whose scores are equal whatever they are compared with.

    rows     (rows,) integer
    columns  (columns,) integer
    """

    rows: AnyInt
    columns: AnyInt


@dataclass(frozen=True, slots=True)
class RecurringScores:
    """The scores of some tables, padded to one size, without those that recur.

    distinct  (s,) int64               the score of each distinct row with each distinct column of its table
    rows      (tables, rows) int64     where the scores of each row begin
    columns   (tables, columns) int64  where each column is among them
    """

    distinct: Int64
    rows: Int64
    columns: Int64

    def of_row(self, number: int) -> Int64:
        """Return the scores (tables, columns) of one row of each table."""
        return self.distinct.take(self.rows[:, number, None] + self.columns)


def align_recurring(gaps: Gaps, kinds: Kinds, score: Score, gap: int) -> Iterator[tuple[Int64, Traces]]:
    """Yield the numbers of some gaps, and their best traces, until all gaps are aligned.

    Parameters
    ----------
    gaps : Gaps
    kinds : Kinds
        Of all rows and columns.
    score : callable
    gap : int
        The cost of a skipped stretch.
    """
    for members in batches(gaps, CELLS_AT_ONCE, CELLS_AT_ONCE):
        batch = gaps.select(members)
        scores = _recurring_scores(batch, kinds, score)
        size = scores.rows.shape[1], scores.columns.shape[1]
        borders = Borders(size, batch.heights, batch.widths, gap, batch.free_start, batch.free_end)
        yield members, best_traces(scores.of_row, borders)


def _recurring_scores(gaps: Gaps, kinds: Kinds, score: Score) -> RecurringScores:
    """Score each distinct row of each gap with each of its distinct columns."""
    rows = np.zeros((len(gaps), int(gaps.heights.max())), np.int64)
    columns = np.zeros((len(gaps), int(gaps.widths.max())), np.int64)
    parts = []
    begin = 0
    for k in range(len(gaps)):
        top, bottom, left, right = (int(border[k]) for border in (gaps.top, gaps.bottom, gaps.left, gaps.right))
        row_of, some_rows = _distinct(kinds.rows[top:bottom])
        column_of, some_columns = _distinct(kinds.columns[left:right])
        # Behind the last column stands that of the padding.
        scores = np.full((len(some_rows), len(some_columns) + 1), IMPOSSIBLE, np.int64)
        scores[:, :-1] = score(some_rows[None] + top, some_columns[None] + left)[0]
        parts.append(scores.ravel())
        rows[k, : bottom - top] = begin + row_of * scores.shape[1]
        rows[k, bottom - top :] = -1
        columns[k, : right - left], columns[k, right - left :] = column_of, len(some_columns)
        begin += scores.size
    padding = np.full(int(columns.max()) + 1, IMPOSSIBLE, np.int64)
    rows[rows < 0] = begin
    return RecurringScores(np.concatenate((*parts, padding)), rows, columns)


def _distinct(kinds: AnyInt) -> tuple[Int64, Int64]:
    """Return the number (n,) of each kind (n,) among the distinct ones, and where each of these occurs."""
    distinct, number = unique_inverse(kinds)
    where = np.empty(len(distinct), np.int64)
    where[number] = np.arange(len(kinds))
    return number, where
