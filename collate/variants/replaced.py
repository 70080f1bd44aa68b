"""Stretches in which two witnesses have nothing in common, or no more than a long text has by chance.

Where both have other words, which of them are opposite each other means nothing: they are one unit. Where one has a
long passage that the other lacks, a word in it that both have is there by chance, unless it weighs enough.
"""

from typing import Final

import numpy as np

from collate._arrays import Bool, Float64

LEAST_REPLACED: Final = 2  # words on either side of a run in which nothing is shared
LEAST_WORDS: Final = 5  # words of both sides together
CHANCE_PER_DOUBLING: Final = 1 / 3  # weight, in words of mean rarity, that is shared by chance for each doubling

Spans = list[tuple[int, int]]


def replaced_runs(parts_run: Bool, is_left_word: Bool, is_right_word: Bool) -> Spans:
    """Return first and last column of each run in which both sides have words, and none in common.

    Which word is opposite which means nothing there. A run of one word on one side is left as it is.

    Parameters
    ----------
    parts_run : (n,) bool
        The columns that no run has: what both share, two words that are alike, a long addition or omission.
    is_left_word, is_right_word : (n,) bool
        Whether each side has a word in the column.
    """
    is_word = (is_left_word | is_right_word) & ~parts_run
    # A run may have marks in it, but it begins and ends with a word.
    run = np.cumsum(parts_run)[is_word]
    at = np.flatnonzero(is_word)
    if not len(at):
        return []
    starts = np.append(0, np.flatnonzero(np.diff(run)) + 1)
    left, right = (np.add.reduceat(side[at].astype(np.int64), starts) for side in (is_left_word, is_right_word))
    columns = np.diff(np.append(starts, len(at)))
    arbitrary = (np.minimum(left, right) >= LEAST_REPLACED) & (left + right >= LEAST_WORDS) & (columns > 1)
    last = at[np.append(starts[1:], len(at)) - 1]
    return list(zip(at[starts][arbitrary].tolist(), last[arbitrary].tolist(), strict=True))


def interrupted_runs(is_long: Bool, is_left: Bool, shared_weight: Float64) -> Spans:
    """Return first and last column of each long omission or addition that only words shared by chance interrupt.

    The longer the passages on both sides of these words, the more is equal by chance (after Karlin and Altschul 1990).

    Parameters
    ----------
    is_long : (n,) bool
        The columns of long runs in which one side has no token.
    is_left : (n,) bool
        Whether the left side has a token.
    shared_weight : (n,) float64
        The rarity of the word that both sides have; 0 in other columns.
    """
    at = np.flatnonzero(is_long)
    if not len(at):
        return []
    begins = np.append(True, (np.diff(at) > 1) | (is_left[at[1:]] != is_left[at[:-1]]))
    starts, last = at[begins], at[np.append(np.flatnonzero(begins)[1:], len(at)) - 1]
    weight = np.append(0, np.cumsum(shared_weight))
    spans: Spans = []
    first, end, words = int(starts[0]), int(last[0]), int(last[0] - starts[0]) + 1
    parts = 1
    for start, stop in zip(starts[1:].tolist(), last[1:].tolist(), strict=True):
        size = stop - start + 1
        by_chance = CHANCE_PER_DOUBLING * np.log2(min(words, size))
        if is_left[start] == is_left[first] and weight[start] - weight[end + 1] <= by_chance:
            end, words, parts = stop, words + size, parts + 1
            continue
        if parts > 1:
            spans.append((first, end))
        first, end, words, parts = start, stop, size, 1
    if parts > 1:
        spans.append((first, end))
    return spans
