"""Words that two witnesses have in two places each: they are repeated, and have not moved.

A text repeats its formulas. If a formula is in other columns in one witness than in another, in two places of the
text, each place of the one looks like the other place of the other. But a word that has moved is missing where it was.
"""

from collections import Counter
from typing import Final

import numpy as np

from collate._arrays import Bool, Int32, Int64
from collate._dataclass import dataclass
from collate.model.alignment import GAP

AROUND: Final = 4  # words, besides as many as the moved words are, that are searched on each side of a place
MISSING_PART: Final = 2  # at least one part in so many of the weight of moved words must be missing where they were

Columns = tuple[int, int]  # [start, stop)


@dataclass(frozen=True, slots=True, eq=False)
class PairWords:
    """The words of two witnesses side by side, without the columns that only others have.

    So what is near is counted in words of these two.

    left, right  (columns of the two,) int32   the keys, or GAP
    differ       (columns of the two,) bool    where they are not equal
    before       (columns + 1,) int64          how many columns of the two are before each column of the table
    """

    left: Int32
    right: Int32
    differ: Bool
    before: Int64

    def is_repeated(self, key_weights: Int64, left_columns: Columns, right_columns: Columns) -> bool:
        """Check whether one of the two has the words that seem to have moved near the place of the other too.

        Parameters
        ----------
        key_weights : (keys,) int64
        left_columns, right_columns : (start, stop)
            The columns of the words in each, in the table.
        """
        own, other = (
            (int(self.before[start]), int(self.before[stop])) for start, stop in (left_columns, right_columns)
        )
        return _has_near(self.left, self.differ, key_weights, own, other) or _has_near(
            self.right, self.differ, key_weights, other, own
        )


def words_of_pair(left: Int32, right: Int32) -> PairWords:
    """Return two witnesses side by side; `left` and `right` (columns,) int32 are their keys, or GAP."""
    present = (left != GAP) | (right != GAP)
    left, right, before = left[present], right[present], np.append(0, np.cumsum(present))
    return PairWords(left, right, left != right, before)


def _has_near(keys: Int32, differ: Bool, key_weights: Int64, own: Columns, other: Columns) -> bool:
    """Check whether a witness has most of its words in the columns `own` again, at or near the columns `other`."""
    # As lists: the words are mostly two or three, and each operation on an array takes longer than all of them.
    words = Counter(key for key in keys[slice(*own)].tolist() if key != GAP)
    around = words.total() + AROUND
    start, stop = max(0, other[0] - around), min(len(keys), other[1] + around)
    near = zip(range(start, stop), keys[start:stop].tolist(), differ[start:stop].tolist(), strict=True)
    again = Counter(key for at, key, differs in near if differs and key in words and not own[0] <= at < own[1])
    if not again:
        return False
    weights: dict[int, int] = dict(zip(words, key_weights[[*words]].tolist(), strict=True))
    found = sum(min(count, again[key]) * weights[key] for key, count in words.items())
    return MISSING_PART * found > sum(count * weights[key] for key, count in words.items())
