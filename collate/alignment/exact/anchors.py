"""Anchors: phrases that stand once on each side of a gap, and hold the texts together.

Phrases are compared by a 64-bit number made of their codes, all gaps at once; the heaviest
chain of them without a crossing is kept (Gusfield 1997, 12.5; for unique phrases the idea is
Bram Cohen's patience diff, for falling lengths that of Spencer and Howe 2004).
"""

from bisect import bisect_left
from typing import Final, NamedTuple

import numpy as np

from collate._arrays import GOLDEN_MULTIPLIER, MIXING_MULTIPLIER, Bool, Int32, Int64, UInt64, mix64
from collate.alignment.exact.gaps import NO_MATCHES, Gaps, Matches, merge_matches, remaining_gaps

# Words of a phrase, and in how small a part of the limit it still anchors: long ones first and in every gap that is
# worth it, short ones, which meet by chance, only where the gap is large.
LEVELS: Final = ((5, 64), (3, 32), (2, 4), (1, 1))
PHRASE_LENGTHS: Final = tuple(length for length, _ in LEVELS)
MAX_ROUNDS: Final = 3  # rounds for phrases of one and two words: what is unique depends on what was found before


class SharedRuns(NamedTuple):
    """Stretches of tokens that are the same on both sides: where they begin, and how many there are."""

    rows: Int64
    columns: Int64
    sizes: Int64


def anchors(rows: Int32, columns: Int32, gaps: Gaps, small: int, known: Matches | None = None) -> tuple[Matches, Gaps]:
    """Give meetings of phrases that stand once on each side of their gap, and the gaps that are left.

    rows, columns (n,) int32 codes. Gaps of no more than `small` cells keep their short phrases
    open, the smallest all. `known` are the meetings of the longest phrases, if they were asked for before.
    """
    met = NO_MATCHES if known is None else known
    gaps = remaining_gaps(gaps, met)
    for length, part in LEVELS if known is None else LEVELS[1:]:
        least = small // part
        for _ in range(1 if length > 2 else MAX_ROUNDS):
            sought = (gaps.areas > least) & (gaps.heights >= length) & (gaps.widths >= length)
            if not sought.any():
                break
            runs = shared_runs(rows, columns, gaps.select(sought), length)
            found = expand_runs(heaviest_chain(runs), length)
            if not len(found.rows):
                break
            met, gaps = merge_matches(met, found), remaining_gaps(gaps, found)
    return met, gaps


def shared_runs(rows: Int32, columns: Int32, gaps: Gaps, length: int) -> SharedRuns:
    """Give the runs of phrases of `length` codes that stand once on each side of a gap, in the order of rows.

    A run of n phrases that follow one another on both sides is n + length - 1 codes.
    """
    left, left_at = _unique_phrases(*_phrase_hashes(rows, gaps.top, gaps.heights, length))
    right, right_at = _unique_phrases(*_phrase_hashes(columns, gaps.left, gaps.widths, length))
    if not len(left) or not len(right):
        return SharedRuns(*NO_MATCHES, NO_MATCHES.rows)
    place = np.searchsorted(right, left)
    place[place == len(right)] = 0
    shared = right[place] == left
    row, column = left_at[shared], right_at[place[shared]]
    order = np.argsort(row)
    row, column = row[order], column[order]
    begins = np.ones(len(row), bool)
    begins[1:] = (row[1:] != row[:-1] + 1) | (column[1:] != column[:-1] + 1)
    first = np.flatnonzero(begins)
    return SharedRuns(row[first], column[first], np.diff(np.append(first, len(row))))


def _phrase_hashes(codes: Int32, starts: Int64, sizes: Int64, length: int) -> tuple[UInt64, Int64]:
    """Give a number for each phrase within a stretch, and where it begins; equal ones of two stretches differ."""
    stretch = np.repeat(np.arange(len(sizes)), sizes)
    at = np.arange(len(stretch)) + np.repeat(starts - (np.cumsum(sizes) - sizes), sizes)
    word = mix64(codes[at].astype(np.uint64) + np.uint64(1))
    count = max(len(word) - length + 1, 0)
    phrase = word[:count].copy()
    for k in range(1, length):
        phrase *= GOLDEN_MULTIPLIER
        phrase += word[k : k + count]
    if len(sizes) > 1:
        phrase += stretch[:count].astype(np.uint64) * MIXING_MULTIPLIER
        whole = stretch[:count] == stretch[length - 1 : length - 1 + count]
        phrase, at = phrase[whole], at[:count][whole]
    return mix64(phrase), at[: len(phrase)]


def _unique_phrases(phrases: UInt64, at: Int64) -> tuple[UInt64, Int64]:
    """Give the phrases that stand once, sorted, and where."""
    order = np.argsort(phrases)
    ordered = phrases[order]
    differs = np.ones(len(ordered) + 1, bool)
    np.not_equal(ordered[1:], ordered[:-1], out=differs[1 : len(ordered)])
    once = differs[1:] & differs[:-1]
    return ordered[once], at[order[once]]


def heaviest_chain(runs: SharedRuns) -> SharedRuns:
    """Keep the heaviest of the runs that do not cross."""
    kept = heaviest_chain_mask(runs)
    return SharedRuns(runs.rows[kept], runs.columns[kept], runs.sizes[kept])


def heaviest_chain_mask(runs: SharedRuns) -> Bool:
    """Say which runs are in the heaviest chain."""
    kept = np.ones(len(runs.rows), bool)
    if len(kept) < 2:
        return kept
    # What crosses nothing is in every heaviest chain; only the rest need be weighed.
    columns = runs.columns
    kept[1:] = columns[1:] > np.maximum.accumulate(columns)[:-1]
    kept[:-1] &= columns[:-1] < np.minimum.accumulate(columns[::-1])[::-1][1:]
    crossing = np.flatnonzero(~kept)
    if len(crossing):
        kept[crossing[_heaviest_increasing(columns[crossing].tolist(), runs.sizes[crossing].tolist())]] = True
    return kept


def _heaviest_increasing(columns: list[int], sizes: list[int]) -> list[int]:
    """Give the heaviest part of a sequence that rises, by a staircase of the best that ends at each height."""
    heights: list[int] = []
    values: list[int] = []
    ends: list[int] = []
    before = [-1] * len(columns)
    for k, column in enumerate(columns):
        place = bisect_left(heights, column)
        value = sizes[k]
        if place:
            before[k] = ends[place - 1]
            value += values[place - 1]
        if place < len(heights) and heights[place] == column and values[place] >= value:
            continue
        stop = place
        while stop < len(heights) and values[stop] <= value:
            stop += 1
        heights[place:stop], values[place:stop], ends[place:stop] = [column], [value], [k]
    best: list[int] = []
    k = ends[-1]
    while k >= 0:
        best.append(k)
        k = before[k]
    return best[::-1]


def expand_runs(runs: SharedRuns, length: int) -> Matches:
    """Give the meetings of runs in a chain, each cut short where the one before reaches into it."""
    if not len(runs.rows):
        return NO_MATCHES
    sizes = runs.sizes + length - 1
    ends = np.maximum.accumulate(runs.rows + sizes), np.maximum.accumulate(runs.columns + sizes)
    over = np.zeros(len(sizes), np.int64)
    over[1:] = np.maximum(ends[0][:-1] - runs.rows[1:], ends[1][:-1] - runs.columns[1:])
    over = np.maximum(over, 0)
    left = np.maximum(sizes - over, 0)
    step = np.arange(int(left.sum())) - np.repeat(np.cumsum(left) - left, left)
    return Matches(np.repeat(runs.rows + over, left) + step, np.repeat(runs.columns + over, left) + step)
