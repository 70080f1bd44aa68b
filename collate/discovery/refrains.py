"""Refrains: lines of a litany that one document has again and again, in whatever order.

Two lines that follow one another twice by chance are no passage that the document has twice: each of them recurs more
often than both together. Of a text in three copies all parts recur as often as the whole.
"""

from typing import Final

import numpy as np

from collate._arrays import Int32, Int64
from collate.discovery.kinds import FORMULA_PLACES
from collate.discovery.seeds import ngram_hashes

PART: Final = 5  # words
MORE_OFTEN: Final = 1.5  # times as often as the whole passage
REFRAIN_SHARE: Final = 0.8  # of the words of a passage


def count_recurrences(codes: Int32) -> Int64:
    """Return (n,) int64: of n words, how often the most frequent part of five words occurs in which each word is."""
    counts = np.zeros(len(codes), np.int64)
    parts = len(codes) - PART + 1
    if parts < 1:
        return counts
    _, inverse, occurrences = np.unique(
        ngram_hashes(codes, tuple(range(PART)))[:parts], return_inverse=True, return_counts=True
    )
    of_parts = occurrences[inverse.reshape(-1)]
    for offset in range(PART):
        np.maximum(counts[offset : offset + parts], of_parts, out=counts[offset : offset + parts])
    return counts


def is_of_refrains(counts: Int64, places: int) -> bool:
    """Return whether a stretch, that stands at so many places of its document, is put together of refrains.

    What stands at one place only lies upon itself.
    """
    often = max(FORMULA_PLACES, MORE_OFTEN * places)
    return places < 2 or float(np.mean(counts >= often)) >= REFRAIN_SHARE
