"""The order in which witnesses are aligned: the most similar first, decided by their content alone."""

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

SKETCH_SIZE: Final = 4_000  # words and word pairs that represent a witness; of more, a sample that is the same for all
BLOCK_SIZE: Final = 1 << 14  # hashes that are multiplied at once


def content_order(witnesses: Sequence[Tokens]) -> list[int]:
    """Return the numbers of the witnesses in an order that depends on their texts, not on the list."""

    def key(w: int) -> tuple[str, str, str, str]:
        witness = witnesses[w].witness
        return witness.text, witness.extent, witness.passages, repr(witness.marks)

    order = sorted(range(len(witnesses)), key=key)
    if any(key(left) == key(right) for left, right in pairwise(order)):
        # One text may have been tokenised, or given forms, in two ways.
        order.sort(key=lambda w: (key(w), witnesses[w].vocabulary.decode(witnesses[w].form)))
    return order


def nearest_first(forms: Sequence[Int32], scoring: Scoring, limits: Limits) -> list[tuple[int, int]]:
    """Return the joining order of witnesses.

    The witness most similar to all others comes first, then always the one most similar to any witness that is
    already in the order (single linkage; for collation, Spencer and Howe 2004). The similarity of two witnesses is
    the value of their alignment, relative to their lengths. Where aligning all pairs would cost too much, it is
    the share of words and word pairs that they have in common. Of equals the first in the list comes first.

    Parameters
    ----------
    forms : sequence of (n,) int32
        The form codes of each witness.
    scoring : Scoring
    limits : Limits

    Returns
    -------
    list of (witness, neighbour)
        In joining order; the neighbour is the most similar witness before it. The first is its own neighbour.
    """
    if len(forms) == 2:
        return [(0, 0), (1, 0)]
    tokens = (len(forms) - 1) * sum(map(len, forms))
    similarity = (
        _alignment_similarity(forms, scoring, limits)
        if tokens <= limits.pairwise_tokens
        else _sketch_similarity([_sketch(scoring.anchor_keys(f)) for f in forms])
    )
    first = int(similarity.sum(axis=1).argmax())
    order = [(first, first)]
    best, neighbour = similarity[first].copy(), np.full(len(forms), first)
    best[first] = -1
    for _ in range(len(forms) - 1):
        w = int(best.argmax())
        order.append((w, int(neighbour[w])))
        closer = (similarity[w] > best) & (best >= 0)
        best[closer], neighbour[closer] = similarity[w][closer], w
        best[w] = -1
    return order


def _alignment_similarity(forms: Sequence[Int32], scoring: Scoring, limits: Limits) -> Int64:
    """Return (witnesses, witnesses) int64: the value of the alignment of each pair, per thousand tokens of both.

    All pairs are aligned at once: their texts are concatenated, and each pair is a gap of its own.
    """
    count = len(forms)
    left, right = np.triu_indices(count, 1)
    sizes = np.array([len(f) for f in forms], np.int64)
    rows = np.concatenate([forms[w] for w in left.tolist()])
    columns = np.concatenate([forms[w] for w in right.tolist()])
    gaps = full_tables(sizes[left], sizes[right])
    gaps = gaps.select(gaps.areas > 0)
    anchored, gaps = anchors(scoring.anchor_keys(rows), scoring.anchor_keys(columns), gaps, limits.anchor_cells)
    gaps = split_diagonally(gaps, limits.edit_script_cells)
    aligned = align_gaps(rows, columns, gaps, scoring)
    value = np.zeros(len(left), np.int64)
    border = np.cumsum(sizes[left])
    for matches in (anchored, aligned):
        pair = np.searchsorted(border, matches.rows, side="right")
        scores = scoring.score_pairs(rows[matches.rows], columns[matches.columns])
        # bincount adds in float64, in which whole numbers below 2 ** 53 are exact.
        value += np.bincount(pair, scores, minlength=len(left)).astype(np.int64)
    similarity = np.zeros((count, count), np.int64)
    similarity[left, right] = similarity[right, left] = 1000 * value // np.maximum(sizes[left] + sizes[right], 1)
    return similarity


def _sketch(codes: Int32) -> UInt64:
    """Return sorted hashes, one for each word and one for each pair of neighbours, of codes (n,) int32.

    The second occurrence of a word has another hash than the first, and so on.
    """
    word = (codes.astype(np.uint64) + np.uint64(1)) * MIXING_MULTIPLIER
    word ^= word >> np.uint64(32)
    pair = word[:-1] * GOLDEN_MULTIPLIER + word[1:]
    pair ^= pair >> np.uint64(29)
    hashes = np.sort(np.concatenate((word * GOLDEN_MULTIPLIER, pair * MIXING_MULTIPLIER)))
    begins = np.ones(len(hashes), bool)
    begins[1:] = hashes[1:] != hashes[:-1]
    start = np.flatnonzero(begins)
    occurrence = np.arange(len(hashes)) - np.repeat(start, np.diff(np.append(start, len(hashes))))
    hashes += occurrence.astype(np.uint64) * GOLDEN_MULTIPLIER
    hashes *= MIXING_MULTIPLIER
    hashes ^= hashes >> np.uint64(31)
    return np.sort(hashes)


def _sketch_similarity(sketches: Sequence[UInt64]) -> Int64:
    """Return (witnesses, witnesses) int64: the Dice coefficient of each pair of sketches, in millionths."""
    count = len(sketches)
    largest = max(len(s) for s in sketches)
    if largest > SKETCH_SIZE:
        # The sample is the same for all witnesses: the hashes below one bound.
        bound = np.uint64((1 << 64) // largest * SKETCH_SIZE)
        sketches = [s[: int(np.searchsorted(s, bound))] for s in sketches]
    distinct, inverse = np.unique(np.concatenate(list(sketches)), return_inverse=True)
    witness = np.repeat(np.arange(count), [len(s) for s in sketches])
    shared = np.zeros((count, count), np.float32)
    order = np.argsort(inverse, kind="stable")
    inverse, witness = inverse[order], witness[order]
    for start in range(0, len(distinct), BLOCK_SIZE):
        low, high = np.searchsorted(inverse, (start, start + BLOCK_SIZE))
        has = np.zeros((count, min(BLOCK_SIZE, len(distinct) - start)), np.float32)
        has[witness[low:high], inverse[low:high] - start] = 1
        shared += has @ has.T
    size = np.diag(shared)
    total = size[:, None] + size[None, :]
    similarity: Int64 = np.rint(2_000_000 * shared.astype(np.float64) / np.maximum(total, 1)).astype(np.int64)
    similarity[total == 0] = 1_000_000
    return similarity
