"""Moved blocks: long passages that are elsewhere in another witness, set aside before the gaps are aligned.

A moved block crosses everything that did not move. If it were not set aside, it would be aligned with whatever
is opposite, by words that are equal by chance.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from collate._arrays import Bool
from collate.alignment.exact.anchors import SharedRuns

SEED_WORDS: Final = 8  # the least words of a run in a block; shorter runs occur by chance in long texts
MAX_DRIFT: Final = 150  # words that one side of a block may have in addition between two of its runs
LEAST_WORDS: Final = 40  # words in the runs of a block; smaller moves are found after everything else is aligned


class MovedBlock(NamedTuple):
    """Rows [top, bottom) of one side, which moved and are columns [left, right) of the other."""

    top: int
    bottom: int
    left: int
    right: int


class TakenWords:
    """The words of both sides that are in a block already. To ask of a block takes time by its size alone.

    Attributes
    ----------
    rows, columns : (n,) bool, (m,) bool
    """

    __slots__ = ("columns", "rows")

    def __init__(self, rows: int, columns: int) -> None:
        self.rows, self.columns = np.zeros(rows, bool), np.zeros(columns, bool)

    def take(self, block: MovedBlock) -> None:
        """Take the words of a block."""
        self.rows[block.top : block.bottom] = True
        self.columns[block.left : block.right] = True

    def has_word_of(self, block: MovedBlock) -> bool:
        """Check whether a word of a block, on either side, is taken."""
        return bool(self.rows[block.top : block.bottom].any() or self.columns[block.left : block.right].any())


def moved_blocks(runs: SharedRuns, in_chain: Bool, length: int) -> list[MovedBlock]:
    """Return the blocks of runs outside the heaviest chain, heaviest first, without overlaps.

    Parameters
    ----------
    runs : SharedRuns
        In the order of rows.
    in_chain : (runs,) bool
        The runs in the heaviest chain: what did not move.
    length : int
        Words of a phrase.
    """
    sizes = runs.sizes + length - 1
    moved = np.flatnonzero(~in_chain & (sizes >= SEED_WORDS))
    if not len(moved):
        return []
    row, column, size = runs.rows[moved], runs.columns[moved], sizes[moved]
    steady = np.flatnonzero(in_chain & (sizes >= SEED_WORDS))
    steady_before_row = np.searchsorted(runs.rows[steady], row)
    steady_before_column = np.searchsorted(np.sort(runs.columns[steady]), column)
    begins = np.ones(len(moved), bool)
    begins[1:] = (
        (np.diff(column) <= 0)
        | (np.abs(np.diff(column - row)) > MAX_DRIFT)
        | (np.diff(steady_before_row) != 0)
        | (np.diff(steady_before_column) != 0)
    )
    firsts = np.flatnonzero(begins)
    lasts = np.append(firsts[1:], len(moved)) - 1
    weights = np.add.reduceat(size, firsts)
    blocks: list[MovedBlock] = []
    taken = TakenWords(int((row + size).max()), int((column + size).max()))
    for k in np.argsort(-weights, kind="stable").tolist():
        first, last = int(firsts[k]), int(lasts[k])
        block = MovedBlock(
            int(row[first]), int(row[last] + size[last]), int(column[first]), int(column[last] + size[last])
        )
        if weights[k] >= LEAST_WORDS and not taken.has_word_of(block):
            blocks.append(block)
            taken.take(block)
    return blocks


def outside_blocks(blocks: Sequence[MovedBlock], rows: int, columns: int) -> tuple[Bool, Bool]:
    """Return masks of the rows and of the columns that are in no block."""
    row_kept, column_kept = np.ones(rows, bool), np.ones(columns, bool)
    for block in blocks:
        row_kept[block.top : block.bottom] = False
        column_kept[block.left : block.right] = False
    return row_kept, column_kept
