"""Blocks: long passages that stand elsewhere in another witness, set aside before the gaps are traced.

What is moved crosses all that stayed. Left where it is it would be aligned with whatever stands
opposite, word by chance word.
"""

from typing import Final, NamedTuple

import numpy as np

from collate._arrays import Bool, Int64
from collate.alignment.exact.anchors import SharedRuns

SEED_WORDS: Final = 8  # words of a run that may begin or carry a block; shorter ones meet by chance in long texts
MAX_DRIFT: Final = 150  # words by which one side of a block may have grown between two of its runs
LEAST_WORDS: Final = 40  # words that runs share in a block; smaller moves are found when all else is aligned


class MovedBlock(NamedTuple):
    """Rows [top, bottom) stand, moved, as columns [left, right)."""

    top: int
    bottom: int
    left: int
    right: int


def moved_blocks(runs: SharedRuns, stays: Bool, length: int) -> list[MovedBlock]:
    """Give the blocks of runs that are not in the chain of what stays, heaviest first, none over another.

    runs in the order of rows, of phrases of `length` words; stays (runs,) bool.
    """
    sizes = runs.sizes + length - 1
    moved = np.flatnonzero(~stays & (sizes >= SEED_WORDS))
    if not len(moved):
        return []
    row, column, size = runs.rows[moved], runs.columns[moved], sizes[moved]
    steady = np.flatnonzero(stays & (sizes >= SEED_WORDS))
    passed = np.searchsorted(runs.rows[steady], row), np.searchsorted(np.sort(runs.columns[steady]), column)
    begins = np.ones(len(moved), bool)
    begins[1:] = (
        (np.diff(column) <= 0)
        | (np.abs(np.diff(column - row)) > MAX_DRIFT)
        | (np.diff(passed[0]) != 0)
        | (np.diff(passed[1]) != 0)
    )
    first = np.flatnonzero(begins)
    last = np.append(first[1:], len(moved)) - 1
    weight = np.add.reduceat(size, first)
    found: list[MovedBlock] = []
    for k in np.argsort(-weight, kind="stable").tolist():
        a, z = int(first[k]), int(last[k])
        block = MovedBlock(int(row[a]), int(row[z] + size[z]), int(column[a]), int(column[z] + size[z]))
        if weight[k] >= LEAST_WORDS and not any(_overlap(block, other) for other in found):
            found.append(block)
    return found


def _overlap(one: MovedBlock, other: MovedBlock) -> bool:
    return (one.top < other.bottom and other.top < one.bottom) or (one.left < other.right and other.left < one.right)


def outside_blocks(blocks: list[MovedBlock], rows: int, columns: int) -> tuple[Int64, Int64]:
    """Give the rows and the columns that are in no block."""
    row, column = np.ones(rows, bool), np.ones(columns, bool)
    for block in blocks:
        row[block.top : block.bottom] = False
        column[block.left : block.right] = False
    return np.flatnonzero(row), np.flatnonzero(column)
