"""Moves among many witnesses that could as well be chance: words added here by one hand and lost there by another.

The more hands change words, the more often two of them have one word in two places that are near to each other, though
none has moved it. How often that is to be expected follows from what varies in the table: from how many places vary,
from how often each word is among them, and from how many witnesses have the words in one place and not in the other.
"""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from collate._arrays import Bool, Float64, Int8, Int32, Int64
from collate.model.alignment import GAP, Move, Testimony

MOST_EXPECTED: Final = 0.5  # moves like a move, by chance, in a whole table


def beyond_chance(moves: Sequence[Move], keys: Int32, testimony: Int8) -> tuple[Move, ...]:
    """Return the moves of which less than MOST_EXPECTED are to be expected by chance.

    Parameters
    ----------
    moves : sequence of Move
    keys : (columns, witnesses) int32
        What is compared, or GAP. Witnesses that are equal count once.
    testimony : (columns, witnesses) int8
    """
    if not moves:
        return ()
    _, distinct = np.unique(keys, axis=1, return_index=True)
    varying = _Varying(keys[:, distinct], testimony[:, distinct] <= Testimony.OMITS)
    number = {int(w): k for k, w in enumerate(distinct)}
    return tuple(move for move in moves if varying.expected(move, keys, number) < MOST_EXPECTED)


class _Varying:
    """The words that only some witnesses have in a column, and that other columns have as well.

    Attributes
    ----------
    keys : (columns, witnesses) int32
    testifies : (columns, witnesses) bool
    before : (columns + 1,) int64
        How many such words are before each column.
    log_share : (keys,) float64
        Logarithm of the share of each word among them.
    """

    __slots__ = ("before", "keys", "log_share", "testifies")

    def __init__(self, keys: Int32, testifies: Bool) -> None:
        self.keys, self.testifies = keys, testifies
        rows = np.flatnonzero(((keys != keys[:, :1]) & testifies).any(axis=1))
        row, witness = np.nonzero(keys[rows] != GAP)
        words = np.unique(rows[row] + len(keys) * keys[rows[row], witness].astype(np.int64))
        key, column = np.divmod(words, len(keys))
        counts = np.bincount(key, minlength=int(keys.max(initial=0)) + 1)
        recurs = counts[key] > 1
        counts[counts < 2] = 1
        self.before: Int64 = np.append(0, np.cumsum(np.bincount(column[recurs], minlength=len(keys))))
        self.log_share: Float64 = np.log(counts / max(1, int(recurs.sum())))

    def expected(self, move: Move, keys: Int32, number: dict[int, int]) -> float:
        """Return how many moves like this one are to be expected by chance."""
        first, second = sorted((move.columns, move.other_columns))
        between = int(self.before[max(first[1], second[0])] - self.before[min(first[1], second[0])]) + 1
        words = keys[slice(*move.columns), move.witnesses[0]]
        words = words[words != GAP]
        log_expected = math.log(max(1, int(self.before[-1])) * between) + float(self.log_share[words].sum())
        return math.exp(log_expected) * self._apart(move, number)

    def _apart(self, move: Move, number: dict[int, int]) -> float:
        """Return the probability that so few witnesses have the words in both places or in neither (Fisher 1935)."""
        here = {number[w] for w in move.witnesses if w in number}
        there = {number[w] for w in move.other_witnesses if w in number}
        testify = np.flatnonzero(
            self.testifies[slice(*move.columns)].all(axis=0) & self.testifies[slice(*move.other_columns)].all(axis=0)
        )
        here, there = here & set(testify.tolist()), there & set(testify.tolist())
        both = len(here & there)
        ways = sum(
            math.comb(len(here), k) * math.comb(len(testify) - len(here), len(there) - k)
            for k in range(both + 1)
            if len(there) >= k
        )
        return ways / max(1, math.comb(len(testify), len(there)))
