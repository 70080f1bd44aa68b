"""Anchors: phrases that occur once on each side of a gap, and are matched before anything else.

Phrases are compared by a 64-bit hash of their codes, in all gaps at once. Of those that cross, the heaviest
chain is kept (Gusfield 1997, 12.5). Unique phrases as anchors are the idea of patience diff (Cohen), falling
lengths that of Spencer and Howe (2004).
"""

from bisect import bisect_left
from typing import Final, NamedTuple

import numpy as np

from collate._arrays import GOLDEN_MULTIPLIER, MIXING_MULTIPLIER, Bool, Int32, Int64, UInt64, mix64, unique_inverse
from collate.alignment.exact.gaps import NO_MATCHES, Gaps, Matches, merge_matches, remaining_gaps
from collate.kernel import is_compiled

# (length, divisor): phrases of `length` words are anchors in gaps of more than `small // divisor` cells. Long phrases
# come first and in nearly every gap; short ones, which recur by chance, only where the gap is large.
LEVELS: Final = ((5, 64), (3, 32), (2, 4), (1, 1))
PHRASE_LENGTHS: Final = tuple(length for length, _ in LEVELS)
MAX_ROUNDS: Final = 3  # for phrases of one and two words: each round makes more of them unique in their gap


class SharedRuns(NamedTuple):
    """r runs of consecutive phrases that both sides share.

    rows     (r,) int64   where each begins on the one side
    columns  (r,) int64   and on the other
    sizes    (r,) int64   phrases in it: n phrases of length L are n + L - 1 codes
    """

    rows: Int64
    columns: Int64
    sizes: Int64


def anchors(rows: Int32, columns: Int32, gaps: Gaps, small: int, known: Matches | None = None) -> tuple[Matches, Gaps]:
    """Match phrases that occur once on each side of their gap.

    Parameters
    ----------
    rows, columns : (rows,) int32, (columns,) int32
        The codes of both sides.
    gaps : Gaps
    small : int
        Cells. A gap of this size or less is not split by single words; `LEVELS` has the limits for phrases.
    known : Matches, optional
        The matches of the longest phrases, if they were searched for before.

    Returns
    -------
    matches : Matches
    gaps : Gaps
        What remains between the matches.
    """
    matches = NO_MATCHES if known is None else known
    gaps = remaining_gaps(gaps, matches)
    for length, divisor in LEVELS if known is None else LEVELS[1:]:
        least = small // divisor
        for _ in range(1 if length > 2 else MAX_ROUNDS):
            searched = (gaps.areas > least) & (gaps.heights >= length) & (gaps.widths >= length)
            if not searched.any():
                break
            runs = shared_runs(rows, columns, gaps.select(searched), length)
            new = expand_runs(heaviest_chain(runs), length)
            if not len(new.rows):
                break
            matches, gaps = merge_matches(matches, new), remaining_gaps(gaps, new)
    return matches, gaps


def shared_runs(rows: Int32, columns: Int32, gaps: Gaps, length: int) -> SharedRuns:
    """Return the runs of phrases of `length` codes that occur once on each side of a gap, in the order of rows.

    Parameters
    ----------
    rows, columns : (rows,) int32, (columns,) int32
        The codes of both sides.
    gaps : Gaps
    length : int
    """
    if not is_compiled():
        return shared_runs_in_numpy(rows, columns, gaps, length)
    from collate.kernel import _compiled

    most = int(np.minimum(gaps.heights, gaps.widths).sum())
    starts, column_starts, sizes = (np.empty(most, np.int64) for _ in range(3))
    rows, columns = np.ascontiguousarray(rows), np.ascontiguousarray(columns)
    count = _compiled.shared_runs(rows, columns, *gaps.borders, length, starts, column_starts, sizes)
    # Copies: the room is that of all words, and most texts share few runs.
    return SharedRuns(*(part[:count].copy() for part in (starts, column_starts, sizes)))


def shared_runs_in_numpy(rows: Int32, columns: Int32, gaps: Gaps, length: int) -> SharedRuns:
    """Return the same as `shared_runs`; phrases with one hash count as equal."""
    left, left_at = _unique_phrases(*_phrase_hashes(rows, gaps.top, gaps.heights, length))
    right, right_at = _unique_phrases(*_phrase_hashes(columns, gaps.left, gaps.widths, length))
    if not len(left) or not len(right):
        return SharedRuns(*(np.empty(0, np.int64) for _ in range(3)))
    rank = np.searchsorted(right, left)
    rank[rank == len(right)] = 0
    shared = right[rank] == left
    row, column = left_at[shared], right_at[rank[shared]]
    order = np.argsort(row)
    row, column = row[order], column[order]
    begins = np.ones(len(row), bool)
    begins[1:] = (row[1:] != row[:-1] + 1) | (column[1:] != column[:-1] + 1)
    first = np.flatnonzero(begins)
    return SharedRuns(row[first], column[first], np.diff(np.append(first, len(row))))


def _phrase_hashes(codes: Int32, starts: Int64, sizes: Int64, length: int) -> tuple[UInt64, Int64]:
    """Return the hash (p,) uint64 of each phrase inside a gap, and where it begins (p,) int64.

    `starts` and `sizes` (gaps,) are those of the gaps on this side. Equal phrases of two gaps have different hashes.
    """
    gap = np.repeat(np.arange(len(sizes)), sizes)
    at = np.arange(len(gap)) + np.repeat(starts - (np.cumsum(sizes) - sizes), sizes)
    word = mix64(codes[at].astype(np.uint64) + np.uint64(1))
    count = max(len(word) - length + 1, 0)
    phrase = word[:count].copy()
    for k in range(1, length):
        phrase *= GOLDEN_MULTIPLIER
        phrase += word[k : k + count]
    if len(sizes) > 1:
        phrase += gap[:count].astype(np.uint64) * MIXING_MULTIPLIER
        in_one_gap = gap[:count] == gap[length - 1 : length - 1 + count]
        phrase, at = phrase[in_one_gap], at[:count][in_one_gap]
    return mix64(phrase), at[: len(phrase)]


def _unique_phrases(hashes: UInt64, at: Int64) -> tuple[UInt64, Int64]:
    """Return the hashes that occur once, sorted, and where their phrases begin."""
    order = np.argsort(hashes)
    ordered = hashes[order]
    differs = np.ones(len(ordered) + 1, bool)
    np.not_equal(ordered[1:], ordered[:-1], out=differs[1 : len(ordered)])
    once = differs[1:] & differs[:-1]
    return ordered[once], at[order[once]]


def heaviest_chain(runs: SharedRuns) -> SharedRuns:
    """Return the runs of the heaviest chain: of runs that cross, those with the most phrases."""
    kept = heaviest_chain_mask(runs)
    return SharedRuns(runs.rows[kept], runs.columns[kept], runs.sizes[kept])


def heaviest_chain_mask(runs: SharedRuns) -> Bool:
    """Return a mask (r,) bool of the runs in the heaviest chain without a crossing."""
    kept = np.ones(len(runs.rows), bool)
    if len(kept) < 2:
        return kept
    # A run that crosses no other is in every heaviest chain, so only the rest needs to be weighed.
    columns = runs.columns
    kept[1:] = columns[1:] > np.maximum.accumulate(columns)[:-1]
    kept[:-1] &= columns[:-1] < np.minimum.accumulate(columns[::-1])[::-1][1:]
    crossing = np.flatnonzero(~kept)
    if len(crossing):
        kept[crossing] = in_heaviest_chain(columns[crossing], runs.sizes[crossing])
    return kept


def in_heaviest_chain(columns: Int64, sizes: Int64) -> Bool:
    """Return (n,) bool: which members are in the heaviest increasing subsequence of `columns` (n,).

    Parameters
    ----------
    columns, sizes : (n,) int64
        Sizes are 1 or more.
    """
    kept = np.zeros(len(columns), bool)
    if not len(columns):
        return kept
    if is_compiled():
        from collate.kernel import _compiled

        _compiled.heaviest_increasing(unique_inverse(columns)[1].astype(np.int64), np.ascontiguousarray(sizes), kept)
    else:
        kept[heaviest_increasing(columns.tolist(), sizes.tolist())] = True
    return kept


def heaviest_increasing(columns: list[int], sizes: list[int]) -> list[int]:
    """Return the numbers of the heaviest increasing subsequence of `columns`.

    Three parallel lists hold, for each column at which it pays, the greatest weight of a subsequence that ends
    there, and its last member. Both columns and weights ascend.
    """
    end_columns: list[int] = []
    weights: list[int] = []
    members: list[int] = []
    previous = [-1] * len(columns)
    for k, column in enumerate(columns):
        slot = bisect_left(end_columns, column)
        weight = sizes[k]
        if slot:
            previous[k] = members[slot - 1]
            weight += weights[slot - 1]
        if slot < len(end_columns) and end_columns[slot] == column and weights[slot] >= weight:
            continue
        stop = slot
        while stop < len(end_columns) and weights[stop] <= weight:
            stop += 1
        end_columns[slot:stop], weights[slot:stop], members[slot:stop] = [column], [weight], [k]
    chain: list[int] = []
    k = members[-1]
    while k >= 0:
        chain.append(k)
        k = previous[k]
    return chain[::-1]


def expand_runs(runs: SharedRuns, length: int) -> Matches:
    """Return the matches of the words of runs in a chain; a run that overlaps the one before is shortened."""
    if not len(runs.rows):
        return NO_MATCHES
    sizes = runs.sizes + length - 1
    row_ends = np.maximum.accumulate(runs.rows + sizes)
    column_ends = np.maximum.accumulate(runs.columns + sizes)
    overlap = np.zeros(len(sizes), np.int64)
    overlap[1:] = np.maximum(row_ends[:-1] - runs.rows[1:], column_ends[:-1] - runs.columns[1:])
    overlap = np.maximum(overlap, 0)
    left = np.maximum(sizes - overlap, 0)
    begins = np.cumsum(left) - left
    rows = np.arange(int(left.sum()), dtype=np.int32)
    columns = rows.copy()
    rows += np.repeat((runs.rows + overlap - begins).astype(np.int32), left)
    columns += np.repeat((runs.columns + overlap - begins).astype(np.int32), left)
    return Matches(rows, columns)
