"""Runs of words that stand twice in a row in one text."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from collate._arrays import Int32, Int64

SHORT_RUN: Final = 4  # words; up to this length each distance is compared directly
_PHRASE: Final = 5  # words in a row by which longer runs are found


def doubled_runs(words: Int32) -> Iterator[tuple[int, int, int]]:
    """Yield [start, stop) of what repeats the words before it, and the length of the run that is repeated.

    Shorter runs come first; what repeats several times is yielded once.
    """
    covered = np.zeros(len(words) + 1, bool)
    for length, start, stop in _stretches(words):
        # Words [start, stop) are equal to those `length` words later.
        if stop - start >= length and not covered[start : stop + length].all():
            covered[start : stop + length] = True
            yield start + length, stop + length, length


def _stretches(words: Int32) -> Iterator[tuple[int, int, int]]:
    """Yield a distance, and the longest [start, stop) of words that are equal to those at that distance."""
    for length in range(1, SHORT_RUN + 1):
        equal = words[:-length] == words[length:]
        edges = np.flatnonzero(np.diff(np.concatenate(([0], equal.astype(np.int8), [0])))).reshape(-1, 2)
        for start, stop in edges[edges[:, 1] - edges[:, 0] >= length].tolist():
            yield length, start, stop
    for at, length in _distant_phrases(words):
        start, stop = at, at
        while start > 0 and words[start - 1] == words[start - 1 + length]:
            start -= 1
        while stop + length < len(words) and words[stop] == words[stop + length]:
            stop += 1
        yield length, start, stop


def _distant_phrases(words: Int32) -> list[tuple[int, int]]:
    """Return where a phrase stands that comes again, and after how many words, where enough words in a row do so."""
    if len(words) < 2 * _PHRASE:
        return []
    previous = _previous_occurrence(_phrase_codes(words))
    distance = np.where(previous >= 0, np.arange(len(previous)) - previous, 0)
    first = np.flatnonzero(np.diff(np.concatenate(([-1], distance))) != 0)
    size = np.diff(np.append(first, len(distance)))
    length = distance[first]
    # A phrase that the run itself repeats divides it: half of the run is enough here, all of it is compared later.
    chosen = (length > SHORT_RUN) & (2 * size >= length - _PHRASE + 1)
    return sorted(zip((first - length)[chosen].tolist(), length[chosen].tolist(), strict=True), key=lambda s: s[::-1])


def _phrase_codes(words: Int32) -> Int64:
    """Return a number for each phrase of the text; equal numbers are equal phrases."""
    codes = words.astype(np.int64)
    for _ in range(_PHRASE - 1):
        # Each step appends one word: a phrase and the word after it are numbered anew.
        pairs = codes[:-1] * (int(words.max()) + 1) + words[len(words) - len(codes) + 1 :]
        codes = np.unique(pairs, return_inverse=True)[1].astype(np.int64)
    return codes


def _previous_occurrence(codes: Int64) -> Int64:
    """Return for each place the last place before it with the same number, -1 without one."""
    order = np.argsort(codes, kind="stable")
    previous = np.full(len(codes), -1, np.int64)
    same = codes[order[1:]] == codes[order[:-1]]
    previous[order[1:][same]] = order[:-1][same]
    return previous
