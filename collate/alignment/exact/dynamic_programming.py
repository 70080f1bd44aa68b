"""Exact alignment of many small tables at once, by dynamic programming.

A trace says which rows are matched with which columns, each at most once, in order (a term of Wagner and
Fischer 1974). Its value is the sum of the scores of its matches, minus `gap` for every stretch of rows and for
every stretch of columns that is skipped between two matches, before the first or after the last. A stretch at
an end of the text is skipped for free.

The best trace is exact (affine gap costs, after Gotoh 1982, with no cost for a longer gap). A state packs a
value and the match that it comes from into one integer: the traceback reads the matches off the states, and
of equal values the earliest match wins.
"""

from typing import Final

import numpy as np

from collate._arrays import Bool, Int64
from collate._dataclass import dataclass

_IMPOSSIBLE: Final = -(10**8)  # the score of a cell outside its table


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


def align_batch(tables: ScoreTables) -> Traces:
    """Return the best trace of every table."""
    scores = _mask_padding(tables.scores, tables.heights, tables.widths)
    shift = int(scores.shape[1] * scores.shape[2] + 1).bit_length()
    forward, best_match = _forward(scores, tables.gap, tables.free_start, shift)
    end = _final_states(tables, forward, best_match, shift)
    table, row, column = _traceback(forward, end, scores.shape[2], shift)
    order = np.lexsort((row, table))
    return Traces(table[order], row[order], column[order])


def _mask_padding(scores: Int64, heights: Int64, widths: Int64) -> Int64:
    """Return the scores (tables, rows, columns) with _IMPOSSIBLE in the padding."""
    _, rows, columns = scores.shape
    outside = (np.arange(rows) >= heights[:, None])[:, :, None] | (np.arange(columns) >= widths[:, None])[:, None, :]
    return np.where(outside, _IMPOSSIBLE, scores)


def _forward(scores: Int64, gap: int, free_start: Bool, shift: int) -> tuple[Int64, Int64]:
    """Compute the best state before every cell.

    A state is a value, shifted to the left by `shift` bits, and below it the number of the match with which it
    ends. Matches are numbered from the last cell, so that of equal values the earliest match is the greatest
    state; "no match yet" is greater than all.

    Returns
    -------
    states : (rows + 1, tables, columns + 1) int64
        The best state of what is above and to the left of each cell.
    best_match : (tables,) int64
        The best state that ends with a match, anywhere in the table.
    """
    count, rows, columns = scores.shape
    area = rows * columns
    low = np.int64((1 << shift) - 1)
    cost = np.int64(gap << shift)
    no_match = np.int64(area + 1)
    start_cost = np.where(free_start, 0, cost)[:, None]
    packed = (scores << np.int64(shift)) | (area - np.arange(area, dtype=np.int64)).reshape(rows, columns)
    states = np.empty((rows + 1, count, columns + 1), np.int64)
    states[0] = no_match - start_cost
    states[0, :, 0] = no_match
    states[1:, :, 0] = no_match - start_cost[:, 0]
    skipped_both = no_match - 2 * start_cost
    skipped_rows = np.full((count, columns), np.iinfo(np.int64).min // 2)
    best_match = np.full(count, np.iinfo(np.int64).min // 2)
    for i in range(rows):
        matched = packed[:, i] + (states[i, :, :-1] & ~low)
        ends_here = np.maximum(matched, skipped_rows)
        np.maximum(skipped_rows, matched - cost, out=skipped_rows)
        after = states[i + 1, :, 1:]
        np.maximum(ends_here, skipped_both, out=after)
        if columns > 1:
            skipped_columns = np.maximum.accumulate(ends_here[:, :-1], axis=1) - cost
            np.maximum(after[:, 1:], skipped_columns, out=after[:, 1:])
        np.maximum(best_match, matched.max(axis=1), out=best_match)
    return states, best_match


def _final_states(tables: ScoreTables, forward: Int64, best_match: Int64, shift: int) -> Int64:
    """Return the state (tables,) int64 with which each table ends; at the end of the text, skipping is free."""
    area = (forward.shape[0] - 1) * (forward.shape[2] - 1)
    number = np.arange(len(tables.heights))
    corner = forward[tables.heights, number, tables.widths]
    end = np.where(tables.free_end, best_match, corner)
    # A trace without a match skips one stretch on each side: free if the stretch is at an end of the text.
    free = tables.free_start | tables.free_end
    no_match = (area + 1) - np.where(free, 0, np.int64(2 * tables.gap) << shift)
    has_match = (end & ((1 << shift) - 1)) <= area
    ends: Int64 = np.where(has_match, np.maximum(end, no_match), no_match)
    return ends


def _traceback(forward: Int64, end: Int64, columns: int, shift: int) -> tuple[Int64, Int64, Int64]:
    """Return the table, row and column (k,) int64 of each match, from the last of each table to the first."""
    area = (forward.shape[0] - 1) * columns
    low = (1 << shift) - 1
    tables_met, rows_met, columns_met = [], [], []
    number = np.arange(len(end))
    cell = area - (end & low)
    while True:
        has_match = cell >= 0
        number, cell = number[has_match], cell[has_match]
        if not len(number):
            break
        row, column = cell // columns, cell % columns
        tables_met.append(number)
        rows_met.append(row)
        columns_met.append(column)
        cell = area - (forward[row, number, column] & low)
    if not tables_met:
        empty = np.empty(0, np.int64)
        return empty, empty, empty
    return np.concatenate(tables_met), np.concatenate(rows_met), np.concatenate(columns_met)
