"""Count which occurrence of its words in their line a lemma is: `the²` is the second."""

import numpy as np

from collate._arrays import Int32
from collate.apparatus.witness_index import WitnessIndex


def occurrences(index: WitnessIndex, start: Int32, stop: Int32) -> list[int]:
    """Count, for each of p readings, the occurrences of its words in their line up to and with itself.

    Occurrences of a word are counted in an order of all tokens by surface. A phrase is compared only where the
    rarest of its words occurs.

    Parameters
    ----------
    index : WitnessIndex
        The witness.
    start, stop : (p,) int32
        The tokens [start, stop) of each reading.

    Returns
    -------
    list of int
        The p counts, from 1; 1 for a reading without tokens.
    """
    counts = np.ones(len(start), np.int64)
    filled = np.flatnonzero(start < stop)
    if not len(filled):
        return counts.tolist()
    token_starts, (start, stop) = index.starts[: len(index.tokens)], (start[filled], stop[filled])
    lines = np.searchsorted(index.line_starts, token_starts[start], side="right") - 1
    line_heads = np.searchsorted(token_starts, index.line_starts[lines])
    surfaces = index.tokens.surface[start]
    counts[filled] = index.positions_before(surfaces, start + 1) - index.positions_before(surfaces, line_heads)
    for k in np.flatnonzero((counts[filled] > 1) & (stop - start > 1)).tolist():
        counts[filled[k]] = _count_phrases(index, int(start[k]), int(stop[k]), int(line_heads[k]))
    return counts.tolist()


def _count_phrases(index: WitnessIndex, start: int, stop: int, line_head: int) -> int:
    """Count the phrases equal to tokens [start, stop) that begin between token `line_head` and `start`."""
    words = index.tokens.surface[start:stop]
    offsets = np.arange(stop - start)
    lowest = index.positions_before(words, line_head + offsets)
    highest = index.positions_before(words, start + offsets + 1)
    rarest = int((highest - lowest).argmin())
    begins = index.surface_positions[lowest[rarest] : highest[rarest]] % index.stride - rarest
    for k, word in enumerate(words.tolist()):
        if k != rarest:
            begins = begins[index.tokens.surface[begins + k] == word]
    return len(begins)
