"""Exact alignment of many small tables at once, by dynamic programming.

A trace says which rows are matched with which columns, each at most once, in order (a term of Wagner and
Fischer 1974). Its value is the sum of the scores of its matches, minus `gap` for every stretch of rows and for
every stretch of columns that is skipped between two matches, before the first or after the last. A stretch at
an end of the text is skipped for free.

The best trace is exact (affine gap costs, after Gotoh 1982, with no cost for a longer gap). A state packs a
value and the match that it comes from into one integer. Of equal values the earliest match wins. The matches are kept
for every cell, and the traceback reads them.
"""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

import numpy as np

from collate._arrays import AnyInt, Bool, Int64
from collate._dataclass import dataclass

IMPOSSIBLE: Final = -(10**8)  # the score of a cell outside its table
FEW_TABLES: Final = 16  # so many are traced back one by one


@dataclass(frozen=True, slots=True)
class ScoreTables:
    """Score tables of similar sizes, padded to one size.

    scores           (tables, rows, columns) int64   thousandths of the score of two equal words of mean rarity
    heights, widths  (tables,) int64                 the sizes without the padding
    gap                                              the cost of a skipped stretch
    free_start       (tables,) bool                  the table begins with the text: skipping there is free
    free_end         (tables,) bool                  the table ends with the text
    """

    scores: Int64
    heights: Int64
    widths: Int64
    gap: int
    free_start: Bool
    free_end: Bool


@dataclass(frozen=True, slots=True)
class Traces:
    """The k matches of the best trace of each table.

    table, row, column  (k,) int64   ascending within each table
    """

    table: Int64
    row: Int64
    column: Int64


class Borders(NamedTuple):
    """The borders of several tables, padded to one size; the fields are those of `ScoreTables`."""

    size: tuple[int, int]
    heights: Int64
    widths: Int64
    gap: int
    free_start: Bool
    free_end: Bool


def align_batch(tables: ScoreTables) -> Traces:
    """Return the best trace of every table."""
    scores = _mask_padding(tables.scores, tables.heights, tables.widths)
    size = scores.shape[1], scores.shape[2]
    borders = Borders(size, tables.heights, tables.widths, tables.gap, tables.free_start, tables.free_end)
    return best_traces(lambda row: scores[:, row], borders)


def best_traces(of_row: Callable[[int], Int64], borders: Borders) -> Traces:
    """Return the best trace of every table.

    Parameters
    ----------
    of_row : callable
        From the number of a row to its scores (tables, columns) int64, which are IMPOSSIBLE in the padding.
    borders : Borders
    """
    shift = int(borders.size[0] * borders.size[1] + 1).bit_length()
    number_type = np.int32 if shift < 32 else np.int64
    matches_before = np.empty((borders.size[0], len(borders.heights), borders.size[1]), number_type)
    ends = _forward(of_row, borders, shift, matches_before)
    last_match = _last_matches(borders, *ends, shift)
    table, row, column = _traceback(matches_before, last_match)
    order = np.lexsort((row, table))
    return Traces(table[order], row[order], column[order])


def _mask_padding(scores: Int64, heights: Int64, widths: Int64) -> Int64:
    """Return the scores (tables, rows, columns) with IMPOSSIBLE in the padding."""
    _, rows, columns = scores.shape
    outside = (np.arange(rows) >= heights[:, None])[:, :, None] | (np.arange(columns) >= widths[:, None])[:, None, :]
    return np.where(outside, IMPOSSIBLE, scores)


def _forward(
    of_row: Callable[[int], Int64], borders: Borders, shift: int, matches_before: AnyInt
) -> tuple[Int64, Int64]:
    """Compute the best state before every cell.

    A state is a value, shifted to the left by `shift` bits, and below it the number of the match with which it
    ends. Matches are numbered from the last cell, so that of equal values the earliest match is the greatest
    state; "no match yet" is greater than all.

    Parameters
    ----------
    of_row, borders
        As for `best_traces`.
    shift : int
    matches_before : (rows, tables, columns) integer
        Gets, for each cell, the number of the match with which the best state before it ends.

    Returns
    -------
    corner : (tables,) int64
        The best state of each whole table.
    best_match : (tables,) int64
        The best state that ends with a match, anywhere in the table.
    """
    count, (rows, columns) = len(borders.heights), borders.size
    area = rows * columns
    low = np.int64((1 << shift) - 1)
    cost = np.int64(borders.gap << shift)
    no_match = np.int64(area + 1)
    start_cost = np.where(borders.free_start, 0, cost)[:, None]
    numbers = area - np.arange(columns, dtype=np.int64)
    before = np.empty((count, columns + 1), np.int64)
    before[:] = no_match - start_cost
    before[:, 0] = no_match
    skipped_both = no_match - 2 * start_cost
    skipped_rows = np.full((count, columns), np.iinfo(np.int64).min // 2)
    corner = np.empty(count, np.int64)
    best_match = np.full(count, np.iinfo(np.int64).min // 2)
    lasts = frozenset(borders.heights.tolist())
    for i in range(rows):
        above = before[:, :-1]
        np.bitwise_and(above, low, out=matches_before[i], casting="unsafe")
        matched = of_row(i) << np.int64(shift)
        matched += numbers
        above &= ~low
        matched += above
        numbers -= columns
        after = before[:, 1:]
        ends_here = np.maximum(matched, skipped_rows)
        np.maximum(best_match, matched.max(axis=1), out=best_match)
        matched -= cost
        np.maximum(skipped_rows, matched, out=skipped_rows)
        np.maximum(ends_here, skipped_both, out=after)
        if columns > 1:
            skipped_columns = np.maximum.accumulate(ends_here[:, :-1], axis=1)
            skipped_columns -= cost
            np.maximum(after[:, 1:], skipped_columns, out=after[:, 1:])
        before[:, 0] = no_match - start_cost[:, 0]
        if i + 1 in lasts:
            ending = np.flatnonzero(borders.heights == i + 1)
            corner[ending] = before[ending, borders.widths[ending]]
    return corner, best_match


def _last_matches(borders: Borders, corner: Int64, best_match: Int64, shift: int) -> Int64:
    """Return the number (tables,) int64 of the last match of each best trace; at the end of the text, skipping is free.

    `corner` and `best_match` (tables,) are those of `_forward`.
    """
    area = borders.size[0] * borders.size[1]
    end = np.where(borders.free_end, best_match, corner)
    # A trace without a match skips one stretch on each side: free if the stretch is at an end of the text.
    free = borders.free_start | borders.free_end
    no_match = (area + 1) - np.where(free, 0, np.int64(2 * borders.gap) << shift)
    low = (1 << shift) - 1
    has_match = (end & low) <= area
    ends: Int64 = np.where(has_match, np.maximum(end, no_match), no_match) & low
    return ends


def _traceback(matches_before: AnyInt, last_match: Int64) -> tuple[Int64, Int64, Int64]:
    """Return the table, row and column (k,) int64 of each match, from the last of each table to the first.

    Parameters
    ----------
    matches_before : (rows, tables, columns) integer
    last_match : (tables,) int64
    """
    rows, count, columns = matches_before.shape
    area = rows * columns
    if count <= FEW_TABLES:
        found = [
            (table, *divmod(cell, columns))
            for table, last in enumerate(last_match.tolist())
            for cell in _cells_back(matches_before[:, table], area, last)
        ]
        table, row, column = np.array(found, np.int64).reshape(-1, 3).T
        return table, row, column
    tables_met, rows_met, columns_met = [], [], []
    number = np.arange(count)
    cell = area - last_match
    while True:
        has_match = cell >= 0
        number, cell = number[has_match], cell[has_match]
        if not len(number):
            break
        row, column = cell // columns, cell % columns
        tables_met.append(number)
        rows_met.append(row)
        columns_met.append(column)
        cell = area - matches_before[row, number, column].astype(np.int64)
    if not tables_met:
        empty = np.empty(0, np.int64)
        return empty, empty, empty
    return np.concatenate(tables_met), np.concatenate(rows_met), np.concatenate(columns_met)


def _cells_back(matches_before: AnyInt, area: int, last: int) -> Iterator[int]:
    """Yield the cells of the matches of one table (rows, columns), from the last to the first."""
    columns = matches_before.shape[1]
    cell = area - last
    while cell >= 0:
        yield cell
        cell = area - int(matches_before[cell // columns, cell % columns])
