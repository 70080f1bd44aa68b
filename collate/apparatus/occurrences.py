"""How often a lemma has stood in its line: `the²` is the second."""

import numpy as np

from collate._arrays import Int32
from collate.apparatus.witness_index import WitnessIndex


def occurrences(page: WitnessIndex, first: Int32, last: Int32) -> list[int]:
    """Count, from 1, the times that tokens [first, last) have stood in their line; 1 where there are none.

    first, last (p,) int32. A word's places are looked up in an order of all tokens by surface;
    several words are looked for only where the rarest of them stands.
    """
    counts = np.ones(len(first), np.int64)
    here = np.flatnonzero(first < last)
    if not len(here):
        return counts.tolist()
    starts, (first, last) = page.starts[: len(page.tokens)], (first[here], last[here])
    lines = np.searchsorted(page.lines, starts[first], side="right") - 1
    heads = np.searchsorted(starts, page.lines[lines])
    words = page.tokens.surface[first]
    counts[here] = page.standing_before(words, first + 1) - page.standing_before(words, heads)
    for k in np.flatnonzero((counts[here] > 1) & (last - first > 1)).tolist():
        counts[here[k]] = _phrases(page, int(first[k]), int(last[k]), int(heads[k]))
    return counts.tolist()


def _phrases(page: WitnessIndex, first: int, last: int, head: int) -> int:
    """Count the phrases equal to tokens [first, last) that begin at `head` or later, and at `first` at the latest."""
    words = page.tokens.surface[first:last]
    at = np.arange(last - first)
    least = page.standing_before(words, head + at)
    most = page.standing_before(words, first + at + 1)
    rarest = int((most - least).argmin())
    begins = page.by_word[least[rarest] : most[rarest]] % page.stride - rarest
    for k, word in enumerate(words.tolist()):
        if k != rarest:
            begins = begins[page.tokens.surface[begins + k] == word]
    return len(begins)
