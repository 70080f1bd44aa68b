"""The best trace of two sides: which rows meet which columns, at most once each and in order.

The objective is the sum of the scores of the meetings, less `gap` for every stretch of rows,
and for every stretch of columns, that is skipped between two meetings; what is skipped before
the first costs `head`, after the last `tail`: nothing at the ends of a text, `gap` at a cut.

The solution is exact (dynamic programming, after Gotoh 1982), one numpy row at a time, and
large tables are traced block by block from checkpoints, so memory grows with the block and the
width, not with the table.

Ties go to the left: where two traces score the same, meetings stand as early as they can.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Longs = npt.NDArray[np.int64]
Rows = Callable[[int, int], Longs]  # scores (stop - start, columns) of rows [start, stop)

_NOWHERE: Final = -(10**15)

# How a cell was reached, as bits.
_SKIPS_COLUMN: Final = 1  # the best way to (row, column) leaves this column unmet
_SKIPS_ROW: Final = 2  # the best way that meets this column leaves this row unmet
_COLUMN_AGAIN: Final = 4  # and the column before it too
_ROW_AGAIN: Final = 8  # and the row before it too
_BEGINS: Final = 16  # nothing has been met before


@dataclass(slots=True)
class _Front:
    """The state after a row: all that the next row needs.

    best    (columns + 1,) best value over the rows so far and the columns up to here
    meeting (columns,)     best value whose last meeting is in this column, in any row so far,
                           that row being the last one (`met`) or an earlier one (`left`)
    """

    best: Longs
    met: Longs
    left: Longs


@dataclass(frozen=True, slots=True)
class Costs:
    """What it costs to skip a stretch between two meetings, before the first, after the last."""

    gap: int
    head: int = 0
    tail: int = 0


@dataclass(slots=True)
class _Best:
    """The last meeting of the best trace so far, and how high and wide the table is."""

    value: int
    height: int
    row: int = -1
    column: int = -1

    def consider(self, met: Longs, row: int, tail: int) -> None:
        """Take the best meeting of a row, if it beats what there is."""
        value = met - tail * (row < self.height - 1)
        value[:-1] -= tail
        top = int(value.argmax())
        if value[top] > self.value:
            self.value, self.row, self.column = int(value[top]), row, top


def best_trace(rows: Rows, height: int, width: int, costs: Costs, block: int) -> tuple[Longs, Longs]:
    """Give the rows and the columns (k,) int64 of the k meetings of the best trace.

    `rows` gives the scores of a stretch of rows; `block` is how many cells are held at once.
    """
    if not height or not width:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    step = max(1, min(height, block // width))
    start_row = np.full(width + 1, -costs.head, np.int64)
    start_row[0] = 0
    front = _Front(start_row, np.full(width, _NOWHERE, np.int64), np.full(width, _NOWHERE, np.int64))
    # To meet nothing skips all rows and all columns at once: one stretch of each.
    best = _Best(-2 * max(costs.head, costs.tail), height)
    checkpoints: list[_Front] = []
    ways = np.empty((0, width), np.uint8)
    for start in range(0, height, step):
        checkpoints.append(front)
        last = start + step >= height
        front, ways = _sweep(rows, start, min(start + step, height), front, costs, best, keep=last)
    start = (height - 1) // step * step
    path: list[tuple[int, int]] = []
    walk = _Walk(best.row, best.column)
    while walk.row >= 0:
        if walk.row < start:
            start -= step
            _, ways = _sweep(rows, start, start + step, checkpoints[start // step], costs, _Best(0, 0), keep=True)
        _walk_block(walk, ways, start, path)
    path.reverse()
    meetings = np.array(path, np.int64).reshape(-1, 2)
    return meetings[:, 0], meetings[:, 1]


def _sweep(
    rows: Rows, start: int, stop: int, front: _Front, costs: Costs, best: _Best, keep: bool
) -> tuple[_Front, npt.NDArray[np.uint8]]:
    """Advance the front over rows [start, stop); note the best meeting and, if asked, every way."""
    scores = rows(start, stop)
    width, gap = scores.shape[1], costs.gap
    ways = np.zeros((stop - start if keep else 0, width), np.uint8)
    for i in range(stop - start):
        met = scores[i] + front.best[:-1]
        opened = front.met - gap
        left = np.maximum(opened, front.left)
        here = np.maximum(met, left)
        skipping = np.full(width, _NOWHERE, np.int64)
        np.maximum.accumulate(here[:-1] - gap, out=skipping[1:])
        value = np.maximum(here, skipping)
        if keep:
            way = ways[i]
            way[skipping >= here] |= _SKIPS_COLUMN
            way[left >= met] |= _SKIPS_ROW
            way[1:][skipping[:-1] >= here[:-1] - gap] |= _COLUMN_AGAIN
            way[front.left >= opened] |= _ROW_AGAIN
            way[value <= -2 * costs.head] |= _BEGINS
        best.consider(met, start + i, costs.tail)
        whole = np.full(width + 1, -costs.head, np.int64)
        np.maximum(value, -2 * costs.head, out=whole[1:])
        front = _Front(whole, met, left)
    return front, ways


@dataclass(slots=True)
class _Walk:
    """Where a walk back stands: at a cell, and whether it must skip a row or a column on."""

    row: int
    column: int
    meets: bool = True
    skips_rows: bool = False
    skips_columns: bool = False


def _walk_block(walk: _Walk, ways: npt.NDArray[np.uint8], start: int, path: list[tuple[int, int]]) -> None:
    """Walk back through one block, noting meetings, until its first row is left or nothing precedes."""
    while walk.row >= start:
        if walk.column < 0:
            walk.row = -1
            return
        way = int(ways[walk.row - start, walk.column])
        if walk.meets:
            path.append((walk.row, walk.column))
            walk.row, walk.column, walk.meets = walk.row - 1, walk.column - 1, False
        elif walk.skips_columns:
            walk.skips_columns = bool(way & _COLUMN_AGAIN)
            walk.column -= 1
            if not walk.skips_columns:
                _meet_or_skip_row(walk, ways, start)
        elif walk.skips_rows:
            walk.skips_rows = bool(way & _ROW_AGAIN)
            walk.row -= 1
            walk.meets = not walk.skips_rows
        elif way & _BEGINS:
            walk.row = -1
        elif way & _SKIPS_COLUMN:
            walk.skips_columns = True
        else:
            _meet_or_skip_row(walk, ways, start)


def _meet_or_skip_row(walk: _Walk, ways: npt.NDArray[np.uint8], start: int) -> None:
    """Decide at a cell whose column is met whether it is met in this row."""
    if int(ways[walk.row - start, walk.column]) & _SKIPS_ROW:
        walk.skips_rows = True
    else:
        walk.meets = True
