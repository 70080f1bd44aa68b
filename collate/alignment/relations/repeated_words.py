"""Words that two witnesses have in two places each: they are repeated, and have not moved.

A text repeats its formulas. If a formula is in other columns in one witness than in another, in two places of the
text, each place of the one looks like the other place of the other. But a word that has moved is missing where it was.
"""

from typing import Final

import numpy as np

from collate._arrays import Bool, Int32, Int64
from collate.model.alignment import GAP

AROUND: Final = 4  # words, besides as many as the moved words are, that are searched on each side of a place
MISSING_PART: Final = 2  # at least one part in so many of the weight of moved words must be missing where they were

Columns = tuple[int, int]  # [start, stop)


def is_repeated(left: Int32, right: Int32, key_weights: Int64, left_columns: Columns, right_columns: Columns) -> bool:
    """Check whether one of two witnesses has the words that seem to have moved near the place of the other too.

    Parameters
    ----------
    left, right : (columns,) int32
        The keys of both witnesses, or GAP.
    key_weights : (keys,) int64
    left_columns, right_columns : (start, stop)
        The columns of the words in each.
    """
    # Columns that only others have are left out: what is near is counted in words of these two.
    present = (left != GAP) | (right != GAP)
    before = np.append(0, np.cumsum(present)).tolist()
    left_columns, right_columns = ((before[start], before[stop]) for start, stop in (left_columns, right_columns))
    left, right = left[present], right[present]
    differ = left != right
    return _has_near(left, differ, key_weights, left_columns, right_columns) or _has_near(
        right, differ, key_weights, right_columns, left_columns
    )


def _has_near(keys: Int32, differ: Bool, key_weights: Int64, own: Columns, other: Columns) -> bool:
    """Check whether a witness has most of its words in the columns `own` again, at or near the columns `other`."""
    words = keys[slice(*own)]
    words = words[words != GAP]
    around = len(words) + AROUND
    near = np.zeros(len(keys), bool)
    near[max(0, other[0] - around) : other[1] + around] = True
    near[slice(*own)] = False
    again = keys[near & differ & (keys != GAP)]
    if not len(again):
        return False
    sought, counts = np.unique(words, return_counts=True)
    found = np.minimum(counts, (again[:, None] == sought).sum(axis=0))
    weights = key_weights[sought]
    return bool(MISSING_PART * (found * weights).sum() > (counts * weights).sum())
