"""Moved passages: sentences, verses, paragraphs or chapters that another witness has elsewhere, also reworded.

Rare words that two witnesses do not share at their places, but near to each other elsewhere, are chained. A chain is
a candidate. It has moved if its words have much more in common there than where they are aligned, and if it is far
heavier than what is equal by chance over such a distance. Then it is extended to the sentences around it.

More than 300 lines: one search, from the words that start it to the passages that it finds.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np

from collate._arrays import Bool, Int32, Int64, UInt32
from collate.alignment.relations.moved_blocks import MovedBlock, TakenWords
from collate.alignment.relations.order_by_place import in_another_order, moved_parts, pairs_of_equal
from collate.alignment.relations.searched_text import LEAST_WORDS, SearchedText
from collate.alignment.scoring import RARITY_RANGE, UNIT
from collate.model.alignment import GAP

REACH: Final = 12  # words between two rare words of one chain
SKIP_COST: Final = UNIT // 10  # of each word between them, and of each word that only one side has
MOST_PLACES: Final = 64  # pairs of places of one word; a word with more is too common to find a passage
MOST_BEFORE: Final = 48  # pairs before a pair that are tried as the one before it in a chain
LEAST_WEIGHT: Final = 2 * UNIT  # of a passage over no distance
WEIGHT_PER_DOUBLING: Final = UNIT // 3  # and for each doubling of the distance in words
LEAST_LINE_WEIGHT: Final = UNIT * 3 // 2  # the same for a line that both witnesses have once
LINE_WEIGHT_PER_DOUBLING: Final = UNIT // 6
LEAST_CHAIN: Final = UNIT * 3 // 2  # of the rare words in it
PART_WEIGHT_PER_DOUBLING: Final = UNIT // 2  # the same for a part of a sentence
SHARED_PART: Final = 0.4  # the part of the weight of the longer side that must be equal in both places
SHARED_PART_OF_PART: Final = 0.6  # the same for a part of a sentence
LOST_PART: Final = 0.5  # the part of it that may be equal where the passage is aligned
LONGEST_BREAK: Final = 150  # words between two chains of one passage
LEAST_CROSSED: Final = UNIT // 2  # weight of what both share between the two places; else nothing has moved
LONG_TABLE: Final = 1 << 22  # cells; the words of longer passages are not compared one by one

_LARGEST_SUM: Final = 0xFFFF_FFFF  # of weights, in 32 bits
_WORDS_OF_A_SUM: Final = _LARGEST_SUM // RARITY_RANGE[1]  # so many never weigh more


def moved_passages(left: SearchedText, right: SearchedText, partner: Int32) -> list[MovedBlock]:
    """Return the passages that two witnesses have in different places, without overlaps.

    First are those that the names of places tell (`order_by_place`), then the heaviest, then single equal sentences and
    lines.

    Parameters
    ----------
    left, right : SearchedText
    partner : (n,) int32
        For each word of the left side the word of the right side with which it is aligned, or GAP.
    """
    passages = moved_parts(left.tokens, right.tokens)
    same_sentences = in_another_order(pairs_of_equal(left.sentences, right.sentences))
    same_lines = in_another_order(pairs_of_equal(left.lines, right.lines))
    is_same = partner != GAP
    is_same[is_same] = left.keys[is_same] == right.keys[partner[is_same]]
    same = np.flatnonzero(is_same).astype(np.int32)
    left_free, right_free = left.is_word.copy(), right.is_word.copy()
    left_free[same] = False
    right_free[partner[same]] = False
    seeds = _seeds(left, right, np.flatnonzero(left_free), np.flatnonzero(right_free))
    if not len(seeds.left) and not same_sentences and not same_lines:
        return passages
    judged = _Judged(left, right, same, partner[same])
    crossing = [(weight, block) for weight, block in _joined(_chains(seeds), judged) if judged.distance(block) > 0]
    candidates = sorted(
        ((weight, judged.extended(block)) for weight, block in crossing if weight >= LEAST_CHAIN),
        key=lambda candidate: (-candidate[0], candidate[1]),
    )
    taken = TakenWords(len(left.keys), len(right.keys))
    for block in passages:
        taken.take(block)
    for _, block in candidates:
        if not taken.has_word_of(block) and judged.has_moved(block):
            passages.append(block)
            taken.take(block)
    for blocks, least, per_doubling in (
        (same_sentences, LEAST_WEIGHT, WEIGHT_PER_DOUBLING),
        (same_lines, LEAST_LINE_WEIGHT, LINE_WEIGHT_PER_DOUBLING),
    ):
        heavy = [b for b in blocks if not taken.has_word_of(b) and judged.is_heavy(b, least, per_doubling)]
        passages += heavy
        for block in heavy:
            taken.take(block)
    return passages


class _Seeds(NamedTuple):
    """s pairs of places of one rare word, in the order of the left side, then of the right.

    left, right  (s,) int64
    weights      (s,) int32
    """

    left: Int64
    right: Int64
    weights: Int32


def _seeds(left: SearchedText, right: SearchedText, left_at: Int64, right_at: Int64) -> _Seeds:
    """Pair the places of each rare word among those at `left_at` and `right_at`, if another pair is near."""
    keys = max(int(left.keys.max(initial=0)), int(right.keys.max(initial=0))) + 1
    left_count = np.bincount(left.keys[left_at], minlength=keys)
    right_count = np.bincount(right.keys[right_at], minlength=keys)
    rare = (left_count > 0) & (right_count > 0) & (left_count * right_count <= MOST_PLACES)
    if not rare.any():
        return _Seeds(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.int32))
    left_at, right_at = left_at[rare[left.keys[left_at]]], right_at[rare[right.keys[right_at]]]
    by_key = right_at[np.argsort(right.keys[right_at], kind="stable")]
    first = np.cumsum(np.where(rare, right_count, 0)) - np.where(rare, right_count, 0)
    counts = right_count[left.keys[left_at]]
    row = np.repeat(left_at, counts)
    within = np.arange(len(row)) - np.repeat(np.cumsum(counts) - counts, counts)
    column = by_key[np.repeat(first[left.keys[left_at]], counts) + within]
    near = _have_neighbour(row, column)
    row, column = row[near], column[near]
    return _Seeds(row, column, np.minimum(left.weights(row), right.weights(column)))


def _have_neighbour(row: Int64, column: Int64) -> Bool:
    """Return (s,) bool: whether another pair follows or precedes within reach on both sides."""
    near = np.zeros(len(row), bool)
    for step in range(1, len(row)):
        rows_apart, columns_apart = row[step:] - row[:-step], column[step:] - column[:-step]
        in_reach = rows_apart <= REACH
        if not in_reach.any():
            break
        in_reach &= (rows_apart > 0) & (columns_apart > 0) & (columns_apart <= REACH)
        near[step:] |= in_reach
        near[:-step] |= in_reach
    return near


def _chains(seeds: _Seeds) -> list[tuple[int, MovedBlock]]:
    """Return the chains of pairs, each with its weight: each pair is in one chain, the heaviest that ends behind it."""
    row, column, weight = (part.tolist() for part in seeds)
    best, before = list(weight), [-1] * len(row)
    for k in range(len(row)):
        for p in range(k - 1, max(-1, k - 1 - MOST_BEFORE), -1):
            down, along = row[k] - row[p], column[k] - column[p]
            if down > REACH:
                break
            if down > 0 and 0 < along <= REACH:
                value = best[p] + weight[k] - SKIP_COST * (max(down, along) - 1 + abs(down - along))
                if value > best[k]:
                    best[k], before[k] = value, p
    used = [False] * len(row)
    chains = []
    for end in sorted(range(len(row)), key=lambda k: (-best[k], k)):
        first, k, size = end, end, 0
        while k >= 0 and not used[k]:
            used[k] = True
            first, k, size = k, before[k], size + 1
        if size > 1:
            block = MovedBlock(row[first], row[end] + 1, column[first], column[end] + 1)
            chains.append((best[end] - (best[k] if k >= 0 else 0), block))
    return chains


def _joined(chains: Sequence[tuple[int, MovedBlock]], judged: "_Judged") -> list[tuple[int, MovedBlock]]:
    """Join chains that follow each other on both sides, unless what is between them is aligned where it is."""
    joined: list[tuple[int, MovedBlock]] = []
    growing: list[int] = []
    for weight, block in sorted(chains, key=lambda chain: chain[1]):
        if weight < UNIT:
            continue
        growing = [k for k in growing if block.top - joined[k][1].bottom <= LONGEST_BREAK]
        for k in reversed(growing):
            total, last = joined[k]
            if judged.continues(last, block):
                joined[k] = total + weight, MovedBlock(last.top, block.bottom, last.left, block.right)
                break
        else:
            growing.append(len(joined))
            joined.append((weight, block))
    return joined


class _Judged:
    """Two witnesses and what they share in place, by which candidates are judged.

    Attributes
    ----------
    left, right : SearchedText
    rows, columns : (k,) int32
        The equal words that are aligned.
    """

    __slots__ = ("_column_weight", "_left_weight", "_right_weight", "_row_weight", "columns", "left", "right", "rows")

    def __init__(self, left: SearchedText, right: SearchedText, rows: Int32, columns: Int32) -> None:
        self.left, self.right, self.rows, self.columns = left, right, rows, columns
        shared = np.minimum(left.weights(rows), right.weights(columns))
        self._row_weight = _sums(_spread(shared, rows, len(left.keys)))
        self._column_weight = _sums(_spread(shared, columns, len(right.keys)))
        del shared
        self._left_weight, self._right_weight = _sums(left.weights(slice(None))), _sums(right.weights(slice(None)))

    def continues(self, first: MovedBlock, second: MovedBlock) -> bool:
        """Check whether the second block follows the first on both sides, with little between them."""
        size = min(first.bottom - first.top, LONGEST_BREAK)
        most = max(REACH, size // 2)
        if not (0 <= second.top - first.bottom <= most and 0 <= second.left - first.right <= most):
            return False
        left, right = slice(first.bottom, second.top), slice(first.right, second.left)
        in_place = _within(self._row_weight, left) + _within(self._column_weight, right)
        return 2 * in_place <= _within(self._left_weight, left) + _within(self._right_weight, right)

    def extended(self, block: MovedBlock) -> MovedBlock:
        """Return a block with the rest of the sentences at its ends, where both witnesses have most of them in it."""
        top, first_end = self.left.sentence_around(block.top)
        start, first_stop = self.right.sentence_around(block.left)
        last_top, bottom = self.left.sentence_around(block.bottom - 1)
        last_start, stop = self.right.sentence_around(block.right - 1)
        begins_whole = 2 * (min(first_end, block.bottom) - block.top) >= first_end - top
        begins_whole &= 2 * (min(first_stop, block.right) - block.left) >= first_stop - start
        ends_whole = 2 * (block.bottom - max(last_top, block.top)) >= bottom - last_top
        ends_whole &= 2 * (block.right - max(last_start, block.left)) >= stop - last_start
        return MovedBlock(
            top if begins_whole else block.top,
            bottom if ends_whole else block.bottom,
            start if begins_whole else block.left,
            stop if ends_whole else block.right,
        )

    def is_heavy(self, block: MovedBlock, least: int, per_doubling: int) -> bool:
        """Check whether a block whose sides are equal weighs more than is equal by chance over its distance."""
        weight = _within(self._left_weight, slice(block.top, block.bottom))
        distance = self.distance(block)
        return distance > 0 and bool(weight >= least + per_doubling * np.log2(distance))

    def has_moved(self, block: MovedBlock) -> bool:
        """Check whether the two sides of a block have far more in common than they have with what is opposite."""
        rows, columns = slice(block.top, block.bottom), slice(block.left, block.right)
        if min(int(self.left.is_word[rows].sum()), int(self.right.is_word[columns].sum())) < LEAST_WORDS:
            return False
        distance = self.distance(block)
        if distance <= 0:
            return False
        sizes = _within(self._left_weight, rows), _within(self._right_weight, columns)
        shared = self._shared_weight(block)
        lost = max(_within(self._row_weight, rows), _within(self._column_weight, columns))
        is_whole = self._is_whole(block)
        per_doubling = WEIGHT_PER_DOUBLING if is_whole else PART_WEIGHT_PER_DOUBLING
        return bool(
            shared >= (SHARED_PART if is_whole else SHARED_PART_OF_PART) * max(sizes)
            and lost <= LOST_PART * shared
            and shared - lost >= LEAST_WEIGHT + per_doubling * np.log2(distance)
        )

    def _is_whole(self, block: MovedBlock) -> bool:
        """Check whether a block has whole sentences on both sides."""
        return all(
            text.sentence_around(first)[0] == first and text.sentence_around(end - 1)[1] == end
            for text, first, end in (
                (self.left, block.top, block.bottom),
                (self.right, block.left, block.right),
            )
        )

    def distance(self, block: MovedBlock) -> int:
        """Return how many words of the right side are between the two places; 0 if nothing that both share is."""
        # The equal words before the block on the left side that are behind it on the right side, or the reverse.
        behind = _at(self.columns, block.right), _at(self.rows, block.top)
        before = _at(self.rows, block.bottom), _at(self.columns, block.left)
        first, last = max(behind, before, key=lambda part: part[1] - part[0])
        if first >= last:
            return 0
        start, stop = int(self.columns[first]), int(self.columns[last - 1]) + 1
        if _within(self._column_weight, slice(start, stop)) < LEAST_CROSSED:
            return 0
        return stop - block.right if (first, last) == behind else block.left - start

    def _shared_weight(self, block: MovedBlock) -> int:
        """Return the greatest weight of equal words in one order that the two sides of a block have."""
        rows, columns = slice(block.top, block.bottom), slice(block.left, block.right)
        row_keys, column_keys = self.left.keys[rows], self.right.keys[columns]
        row_weights, column_weights = self.left.weights(rows), self.right.weights(columns)
        if len(row_keys) * len(column_keys) > LONG_TABLE:
            _, at = np.unique(column_keys, return_index=True)
            known = np.isin(row_keys, column_keys[at])
            return int(row_weights[known].sum())
        best = np.zeros(len(column_keys) + 1, np.int64)
        for key, weight in zip(row_keys.tolist(), row_weights.tolist(), strict=True):
            value = best[:-1] + np.where(column_keys == key, np.minimum(column_weights, weight), 0)
            best[1:] = np.maximum.accumulate(np.maximum(best[1:], value))
        return int(best[-1])


def _at(ascending: Int32, number: int) -> int:
    """Return how many are less than a number. It gets their type, else numpy would copy them all."""
    return int(np.searchsorted(ascending, np.int32(number)))


def _spread(weights: Int32, at: Int32, size: int) -> Int32:
    """Return (size,) int32: weights (k,) at their places (k,), and 0 elsewhere."""
    spread = np.zeros(size, np.int32)
    spread[at] = weights
    return spread


def _sums(weights: Int32) -> UInt32:
    """Return (n + 1,) uint32: the sum of the weights (n,) before each place, without what does not fit."""
    sums = np.zeros(len(weights) + 1, np.uint32)
    np.cumsum(weights.view(np.uint32), dtype=np.uint32, out=sums[1:])  # no weight is negative
    return sums


def _within(sums: UInt32, part: slice) -> int:
    """Return the sum of the weights of a part, piece by piece; `sums` are those before each place."""
    borders = [*range(part.start, part.stop, _WORDS_OF_A_SUM), part.stop]
    return sum((int(sums[stop]) - int(sums[start])) & _LARGEST_SUM for start, stop in pairwise(borders))
