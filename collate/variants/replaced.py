"""Stretches in which two witnesses have nothing in common, or no more than a long text has by chance.

Where both have other words, which of them are opposite each other means nothing: they are one unit. Between long
passages that differ or that one lacks, a word that both have is there by chance, unless it weighs enough.
"""

from typing import Final

import numpy as np

from collate._arrays import Bool, Float64, Int64

LEAST_REPLACED: Final = 2  # words on either side of a run in which nothing is shared
LEAST_WORDS: Final = 5  # words of both sides together
MOST_PARTICLES: Final = 3  # short words in common between two such runs: `und die`, `and of the`
LEAST_BLOCK: Final = 12  # words that differ, on both sides together
LEAST_BESIDE_CHANCE: Final = 8  # words on either side of two words that are alike by chance
CHANCE_PER_DOUBLING: Final = 1 / 3  # weight, in words of mean rarity, that is shared by chance for each doubling

Spans = list[tuple[int, int]]


def replaced_runs(parts_run: Bool, left_words: Int64, right_words: Int64) -> Spans:
    """Return first and last column of each run in which both sides have words, and none in common.

    Which word is opposite which means nothing there. A run of one word on one side is left as it is.

    Parameters
    ----------
    parts_run : (n,) bool
        The columns that no run has: what both share, two words that are alike, a long addition or omission.
    left_words, right_words : (n,) int64
        How many words each side has in the column; an address counts as several.
    """
    is_word = (left_words + right_words > 0) & ~parts_run
    # A run may have marks in it, but it begins and ends with a word.
    run = np.cumsum(parts_run)[is_word]
    at = np.flatnonzero(is_word)
    if not len(at):
        return []
    starts = np.append(0, np.flatnonzero(np.diff(run)) + 1)
    left, right = (np.add.reduceat(side[at], starts) for side in (left_words, right_words))
    columns = np.diff(np.append(starts, len(at)))
    arbitrary = (np.minimum(left, right) >= LEAST_REPLACED) & (left + right >= LEAST_WORDS) & (columns > 1)
    last = at[np.append(starts[1:], len(at)) - 1]
    return list(zip(at[starts][arbitrary].tolist(), last[arbitrary].tolist(), strict=True))


def joined_over(spans: Spans, is_particle: Bool, weakly_alike: Bool, words: Int64) -> Spans:
    """Return spans, those joined between which both sides have nothing but a few particles, or one pair by chance.

    Parameters
    ----------
    spans : list of (int, int)
        First and last column of each.
    is_particle, weakly_alike : (n,) bool
        Whether a column has the same short word on both sides (`und die`), or two words that are a little alike:
        `partit` and `Paris`, which are no pair if there are many other words on both sides of them.
    words : (n,) int64
        How many words a column has on both sides.
    """
    return _over_chance(_over_particles(spans, is_particle), weakly_alike, words)


def _over_particles(spans: Spans, is_particle: Bool) -> Spans:
    others = np.append(0, np.cumsum(~is_particle))
    joined: Spans = []
    for first, last in spans:
        if joined:
            start, end = joined[-1]
            if first - end - 1 <= MOST_PARTICLES and others[first] == others[end + 1]:
                joined[-1] = start, last
                continue
        joined.append((first, last))
    return joined


def _over_chance(spans: Spans, weakly_alike: Bool, words: Int64) -> Spans:
    before = np.append(0, np.cumsum(words))
    joined: Spans = []
    for first, last in spans:
        if joined:
            start, end = joined[-1]
            least = min(before[end + 1] - before[start], before[last + 1] - before[first])
            if first - end == 2 and weakly_alike[end + 1] and least >= LEAST_BESIDE_CHANCE:
                joined[-1] = start, last
                continue
        joined.append((first, last))
    return joined


def to_marks(spans: Spans, by_chance: Bool, is_one_sided: Bool, is_mark: Bool, words: Int64) -> Spans:
    """Return long spans with what is between them and a mark of both sides, if that is words of one side and chance.

    `Meanwhile in Paris` is a part of the sentence that was rewritten, though `the` after it is in both.

    Parameters
    ----------
    spans : list of (int, int)
        First and last column of each.
    by_chance, is_one_sided, is_mark : (n,) bool
        Whether a column has a short word of both or two words a little alike, a word on one side only, the same mark.
    words : (n,) int64
        How many words a column has on both sides.
    """
    before = np.append(0, np.cumsum(words))
    is_passed = by_chance | is_one_sided

    def reached(at: int, step: int) -> int:
        """Return the farthest column beyond `at` that is passed, or `at` if no mark is behind it."""
        k = at + step
        while 0 <= k < len(words) and is_passed[k]:
            k += step
        passed = slice(at + 1, k) if step > 0 else slice(k + 1, at)
        is_whole = not 0 <= k < len(words) or is_mark[k]
        chance, others = int(by_chance[passed].sum()), int(is_one_sided[passed].sum())
        return k - step if is_whole and chance <= MOST_PARTICLES and others >= LEAST_REPLACED else at

    return [
        (reached(first, -1), reached(last, 1)) if before[last + 1] - before[first] >= LEAST_BLOCK else (first, last)
        for first, last in spans
    ]


def interrupted_runs(differs: Bool, words: Int64, shared_weight: Float64) -> Spans:
    """Return first and last column of each long difference that only words shared by chance interrupt.

    The more words differ on both sides of them, the more is equal by chance (after Karlin and Altschul 1990).

    Parameters
    ----------
    differs : (n,) bool
        The columns in which the two sides do not have the same word.
    words : (n,) int64
        How many words a column has on both sides; 0 in columns that do not differ.
    shared_weight : (n,) float64
        The rarity of the word that both sides have; 0 in other columns.
    """
    if not differs.any():
        return []
    starts = np.append(0, np.flatnonzero(differs[1:] != differs[:-1]) + 1)
    stops = np.append(starts[1:], len(differs))
    sizes = np.add.reduceat(words, starts)
    weight = np.append(0, np.cumsum(shared_weight))
    joined: list[tuple[int, int, int, int]] = []  # start, stop, words that differ, blocks
    for k in np.flatnonzero(differs[starts] & (sizes >= LEAST_BLOCK)).tolist():
        start, stop, size = int(starts[k]), int(stops[k]), int(sizes[k])
        if joined:
            first, end, found, blocks = joined[-1]
            if weight[start] - weight[end] <= CHANCE_PER_DOUBLING * np.log2(min(found, size)):
                joined[-1] = first, stop, found + size, blocks + 1
                continue
        joined.append((start, stop, size, 1))
    return [(first, end - 1) for first, end, _, blocks in joined if blocks > 1]


def with_brackets(spans: Spans, is_bracket: Bool) -> Spans:
    """Return spans with the brackets beside them that only one side has; `is_bracket` (n,) says where these are."""
    others = np.flatnonzero(~is_bracket)
    low, high = np.append(-1, others), np.append(others, len(is_bracket))
    return [
        (int(low[np.searchsorted(low, first) - 1]) + 1, int(high[np.searchsorted(high, last, side="right")]) - 1)
        for first, last in spans
    ]
