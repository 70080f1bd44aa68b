"""Marks that move with words: the comma that divides them from the rest, on the other side of them elsewhere."""

from typing import Final

from collate._arrays import Bool, Int32
from collate.model.alignment import GAP

MOST_MARKS: Final = 2  # marks and words, such as `, and`, that are behind moved words here and before them there

Columns = tuple[int, int]  # [start, stop)


def with_marks(
    left: Int32, right: Int32, free: Bool, left_columns: Columns, right_columns: Columns
) -> tuple[Columns, Columns]:
    """Return the columns of moved words with the marks that divide them from the rest, on the other side of them.

    In `my son, come` and `come, my son` the comma belongs to `my son`; so may `, and`. `free` (columns,) are the
    columns that differ between the two witnesses and are in no move.
    """
    for size in range(MOST_MARKS, 0, -1):
        for sign in (1, -1):
            left_side, right_side = _beside(left_columns, size, sign), _beside(right_columns, size, -sign)
            are_alone = _has_alone(left, right, free, left_side) and _has_alone(right, left, free, right_side)
            if are_alone and bool((left[slice(*left_side)] == right[slice(*right_side)]).all()):
                return _joined(left_columns, left_side), _joined(right_columns, right_side)
    return left_columns, right_columns


def _beside(columns: Columns, size: int, sign: int) -> Columns:
    """Return so many columns after some columns, or before them if the sign is -1."""
    return (columns[1], columns[1] + size) if sign > 0 else (columns[0] - size, columns[0])


def _joined(first: Columns, second: Columns) -> Columns:
    return min(first[0], second[0]), max(first[1], second[1])


def _has_alone(keys: Int32, other: Int32, free: Bool, columns: Columns) -> bool:
    """Check whether one of two witnesses has a word in each of some columns, and the other has none."""
    if columns[0] < 0 or columns[1] > len(keys):
        return False
    return all(free[at] and keys[at] != GAP and other[at] == GAP for at in range(*columns))
