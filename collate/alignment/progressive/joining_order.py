"""In which order witnesses are joined: nearest first, by content alone."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from collate._arrays import GOLDEN_MULTIPLIER, MIXING_MULTIPLIER, Int32, Int64, UInt64
from collate.alignment.exact.anchors import anchors
from collate.alignment.exact.gaps import full_tables
from collate.alignment.exact.split_gaps import split_diagonally
from collate.alignment.options import Limits
from collate.alignment.progressive.align_to_profile import align_gaps
from collate.alignment.scoring import Scoring
from collate.model.tokens import Tokens

SKETCH_SIZE: Final = (
    4_000  # words and pairs of words by which a witness is known; of more, a sample that all draw alike
)
BLOCK_SIZE: Final = 1 << 14  # of them multiplied at once


def content_order(witnesses: Sequence[Tokens]) -> list[int]:
    """Give the witnesses in an order that their texts decide, not their places in the list."""

    def key(w: int) -> tuple[str, str, str, str]:
        found = witnesses[w].witness
        return found.text, found.extent, found.passages, repr(found.marks)

    order = sorted(range(len(witnesses)), key=key)
    if any(key(one) == key(other) for one, other in pairwise(order)):
        # One text may be cut, or its words given, in two ways.
        order.sort(key=lambda w: (key(w), witnesses[w].vocabulary.decode(witnesses[w].form)))
    return order


def nearest_first(texts: Sequence[Int32], scoring: Scoring, limits: Limits) -> list[tuple[int, int]]:
    """Give the order of joining, and for each witness the one nearest to it among those before (the first: itself).

    texts (witnesses of (n,) int32) form codes. The witness nearest to all comes first, then
    always the one nearest to any placed (nearest-first joining: Spencer and Howe 2004). Nearness
    is what two witnesses are worth when they are aligned, for their length; where that would
    cost too much, the share of words and word pairs in common. Ties keep the order given.
    """
    if len(texts) == 2:
        return [(0, 0), (1, 0)]
    tokens = (len(texts) - 1) * sum(map(len, texts))
    near = (
        _alignment_similarity(texts, scoring, limits)
        if tokens <= limits.pairwise_tokens
        else _sketch_similarity([_sketch(scoring.anchor_keys(t)) for t in texts])
    )
    first = int(near.sum(axis=1).argmax())
    order = [(first, first)]
    nearest, to = near[first].copy(), np.full(len(texts), first)
    nearest[first] = -1
    for _ in range(len(texts) - 1):
        w = int(nearest.argmax())
        order.append((w, int(to[w])))
        closer = (near[w] > nearest) & (nearest >= 0)
        nearest[closer], to[closer] = near[w][closer], w
        nearest[w] = -1
    return order


def _alignment_similarity(texts: Sequence[Int32], scoring: Scoring, limits: Limits) -> Int64:
    """Give (witnesses, witnesses) int64: the value of the alignment of each pair, per thousand tokens of both.

    All pairs are aligned at once: laid end to end, each is a gap of its own.
    """
    count = len(texts)
    one, other = np.triu_indices(count, 1)
    sizes = np.array([len(t) for t in texts], np.int64)
    rows, columns = np.concatenate([texts[w] for w in one.tolist()]), np.concatenate([texts[w] for w in other.tolist()])
    gaps = full_tables(sizes[one], sizes[other])
    gaps = gaps.select(gaps.areas > 0)
    given, gaps = anchors(scoring.anchor_keys(rows), scoring.anchor_keys(columns), gaps, limits.anchor_cells)
    gaps = split_diagonally(gaps, limits.edit_script_cells)
    traced = align_gaps(rows, columns, gaps, scoring)
    value = np.zeros(len(one), np.int64)
    border = np.cumsum(sizes[one])
    for met in (given, traced):
        pair = np.searchsorted(border, met.rows, side="right")
        # Whole numbers below 2 ** 53 are exact in float64, in which bincount adds.
        value += np.bincount(
            pair, scoring.score_pairs(rows[met.rows], columns[met.columns]), minlength=len(one)
        ).astype(np.int64)
    near = np.zeros((count, count), np.int64)
    near[one, other] = near[other, one] = 1000 * value // np.maximum(sizes[one] + sizes[other], 1)
    return near


def _sketch(codes: Int32) -> UInt64:
    """Give a number for each word and each pair, the second of its like another than the first, sorted."""
    word = (codes.astype(np.uint64) + np.uint64(1)) * MIXING_MULTIPLIER
    word ^= word >> np.uint64(32)
    pair = word[:-1] * GOLDEN_MULTIPLIER + word[1:]
    pair ^= pair >> np.uint64(29)
    found = np.sort(np.concatenate((word * GOLDEN_MULTIPLIER, pair * MIXING_MULTIPLIER)))
    begins = np.ones(len(found), bool)
    begins[1:] = found[1:] != found[:-1]
    start = np.flatnonzero(begins)
    nth = np.arange(len(found)) - np.repeat(start, np.diff(np.append(start, len(found))))
    found += nth.astype(np.uint64) * GOLDEN_MULTIPLIER
    found *= MIXING_MULTIPLIER
    found ^= found >> np.uint64(31)
    return np.sort(found)


def _sketch_similarity(sketches: Sequence[UInt64]) -> Int64:
    """Give (witnesses, witnesses) int64: the Dice coefficient in millionths."""
    count = len(sketches)
    largest = max(len(s) for s in sketches)
    if largest > SKETCH_SIZE:
        # All draw the same numbers: those below one bound.
        bound = np.uint64((1 << 64) // largest * SKETCH_SIZE)
        sketches = [s[: int(np.searchsorted(s, bound))] for s in sketches]
    every, where = np.unique(np.concatenate(list(sketches)), return_inverse=True)
    whose = np.repeat(np.arange(count), [len(s) for s in sketches])
    shared = np.zeros((count, count), np.float32)
    order = np.argsort(where, kind="stable")
    where, whose = where[order], whose[order]
    for start in range(0, len(every), BLOCK_SIZE):
        low, high = np.searchsorted(where, (start, start + BLOCK_SIZE))
        has = np.zeros((count, min(BLOCK_SIZE, len(every) - start)), np.float32)
        has[whose[low:high], where[low:high] - start] = 1
        shared += has @ has.T
    size = np.diag(shared)
    together = size[:, None] + size[None, :]
    near: Int64 = np.rint(2_000_000 * shared.astype(np.float64) / np.maximum(together, 1)).astype(np.int64)
    near[together == 0] = 1_000_000
    return near
