"""The best trace of two sides: which rows meet which columns, at most once each and in order.

The objective is the sum of the scores of the meetings, less `gap` for every stretch of rows,
and for every stretch of columns, that is skipped between two meetings, and before the first or
after the last one, unless the text begins or ends there.

The solution is exact (dynamic programming, after Gotoh 1982), for many tables at once. A state
is a value and the meeting that it comes from, packed into one integer: so the way back is read
off, and ties fall to the earliest meeting. A second run from the end gives what the best trace
would be worth through every other cell: the margins from which doubt is made.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from collate._arrays import Bool, Int64

_IMPOSSIBLE: Final = -(10**8)  # what a cell outside its table scores
UNRIVALLED: Final = 10**9  # the margin of a meeting to which there is no alternative


@dataclass(frozen=True, slots=True)
class ScoreTables:
    """Score tables of one size class, each padded to the largest.

    scores         (tables, rows, columns) int64
    heights, widths (tables,) int64   the true sizes
    gap            what a skipped stretch costs
    opens, closes  (tables,) bool     the table begins, or ends, with the text: skipping is free there
    """

    scores: Int64
    heights: Int64
    widths: Int64
    gap: int
    free_start: Bool
    free_end: Bool


@dataclass(frozen=True, slots=True)
class Traces:
    """The meetings (k,) of the best trace of each table, with their margins.

    table, row, column  (k,) int64   ascending in each table
    margin              (k,) int64   by how much the trace beats the best one in which this row meets another
                                     column, or this column another row; CLEAR if there is none
    """

    table: Int64
    row: Int64
    column: Int64
    margin: Int64


def align_batch(tables: ScoreTables, margins: bool = True) -> Traces:
    """Give the best trace of every table."""
    scores = _mask_padding(tables.scores, tables.heights, tables.widths)
    shift = int(scores.shape[1] * scores.shape[2] + 1).bit_length()
    forward, best_within = _forward(scores, tables.gap, tables.free_start, shift)
    end = _final_states(tables, forward, best_within, shift)
    table, row, column = _traceback(forward, end, scores.shape[2], shift)
    if margins:
        margin = _margins(tables, scores, forward >> shift, (table, row, column), shift)
    else:
        margin = np.full(len(table), UNRIVALLED, np.int64)
    order = np.lexsort((row, table))
    return Traces(table[order], row[order], column[order], margin[order])


def _mask_padding(scores: Int64, heights: Int64, widths: Int64) -> Int64:
    """Keep meetings inside the true sizes."""
    _, rows, columns = scores.shape
    outside = (np.arange(rows) >= heights[:, None])[:, :, None] | (np.arange(columns) >= widths[:, None])[:, None, :]
    return np.where(outside, _IMPOSSIBLE, scores)


def _forward(scores: Int64, gap: int, free_start: Bool, shift: int) -> tuple[Int64, Int64]:
    """Give, for every cell, the best value of what stands above and to the left of it, and where that ends.

    The first is (rows + 1, tables, columns + 1), a value shifted by `shift`, and below it the
    number of the meeting that it ends with, counted from the last cell, so that of equal values
    the earliest is greatest; nothing met yet is greater still. The second is (tables,): the best
    that ends in any meeting.
    """
    count, rows, columns = scores.shape
    area = rows * columns
    low = np.int64((1 << shift) - 1)
    cost = np.int64(gap << shift)
    nothing = np.int64(area + 1)
    head = np.where(free_start, 0, cost)[:, None]
    packed = (scores << np.int64(shift)) | (area - np.arange(area, dtype=np.int64)).reshape(rows, columns)
    state = np.empty((rows + 1, count, columns + 1), np.int64)
    state[0] = nothing - head
    state[0, :, 0] = nothing
    state[1:, :, 0] = nothing - head[:, 0]
    fresh = nothing - 2 * head
    left = np.full((count, columns), np.iinfo(np.int64).min // 2)
    best = np.full(count, np.iinfo(np.int64).min // 2)
    for i in range(rows):
        met = packed[:, i] + (state[i, :, :-1] & ~low)
        here = np.maximum(met, left)
        np.maximum(left, met - cost, out=left)
        after = state[i + 1, :, 1:]
        np.maximum(here, fresh, out=after)
        if columns > 1:
            skipped = np.maximum.accumulate(here[:, :-1], axis=1) - cost
            np.maximum(after[:, 1:], skipped, out=after[:, 1:])
        np.maximum(best, met.max(axis=1), out=best)
    return state, best


def _final_states(tables: ScoreTables, forward: Int64, best_within: Int64, shift: int) -> Int64:
    """Give the state with which each table ends: skipping its last stretches is free where the text ends."""
    area = (forward.shape[0] - 1) * (forward.shape[2] - 1)
    number = np.arange(len(tables.heights))
    cut = forward[tables.heights, number, tables.widths]
    end = np.where(tables.free_end, best_within, cut)
    # To meet nothing skips one stretch of each side, for nothing if it touches an end of the text.
    free = tables.free_start | tables.free_end
    nothing = (area + 1) - np.where(free, 0, np.int64(2 * tables.gap) << shift)
    met = (end & ((1 << shift) - 1)) <= area
    ends: Int64 = np.where(met, np.maximum(end, nothing), nothing)
    return ends


def _traceback(forward: Int64, end: Int64, columns: int, shift: int) -> tuple[Int64, Int64, Int64]:
    """Read the meetings off, from the last of each table to the first."""
    area = (forward.shape[0] - 1) * columns
    low = (1 << shift) - 1
    tables, rows, places = [], [], []
    number = np.arange(len(end))
    cell = area - (end & low)
    while True:
        met = cell >= 0
        number, cell = number[met], cell[met]
        if not len(number):
            break
        row, column = cell // columns, cell % columns
        tables.append(number)
        rows.append(row)
        places.append(column)
        cell = area - (forward[row, number, column] & low)
    if not tables:
        nothing = np.empty(0, np.int64)
        return nothing, nothing, nothing
    return np.concatenate(tables), np.concatenate(rows), np.concatenate(places)


def _margins(
    tables: ScoreTables, scores: Int64, before: Int64, matches: tuple[Int64, Int64, Int64], shift: int
) -> Int64:
    """Say by how much each meeting beats the best trace in which its row or its column meets another."""
    table, row, column = matches
    margin = np.full(len(table), UNRIVALLED, np.int64)
    if scores.shape[1] * scores.shape[2] == 1:
        return margin
    count, rows, columns = scores.shape
    number = np.arange(count)[:, None, None]
    # The same sweep from the end: every table turned round within its true size.
    back_row = (tables.heights[:, None] - 1 - np.arange(rows))[:, :, None]
    back_column = (tables.widths[:, None] - 1 - np.arange(columns))[:, None, :]
    turned = scores[number, back_row, back_column]
    turned[np.broadcast_to((back_row < 0) | (back_column < 0), turned.shape)] = _IMPOSSIBLE
    after, _ = _forward(turned, tables.gap, tables.free_end, shift)
    after >>= shift
    through = scores + before[:-1, :, :-1].transpose(1, 0, 2)
    through += after[np.maximum(back_row, 0), number, np.maximum(back_column, 0)]
    value = through[table, row, column]
    through[table, row, column] = 2 * _IMPOSSIBLE
    rival = np.maximum(through.max(axis=2)[table, row], through.max(axis=1)[table, column])
    found = rival > _IMPOSSIBLE // 2
    margin[found] = (value - rival)[found]
    return margin
