"""The signs that a reader writes for a gap of its source: one token each, a lacuna or part of the word they touch.

In plain text the brackets and dots themselves have to tell (`lacunose`). Here the source has told it.
"""

import numpy as np

from collate.model.tokens import Sort
from collate.model.witness import Witness
from collate.text.segmentation import TokenSpans, kept_tokens, tokens_of


def join_gap_signs(witness: Witness, segmented: TokenSpans) -> TokenSpans:
    """Return the tokens of a witness with each sign of a gap in one token.

    A sign that touches a word is part of it: `Cornelu[..]` is a word of which letters are lost. Any other is a
    lacuna.
    """
    gaps = witness.gap_signs
    if not gaps or not len(segmented.spans):
        return segmented
    spans, sorts = segmented.spans.copy(), segmented.sorts.copy()
    keeps = np.ones(len(spans), bool)
    starts, ends = segmented.spans[:, 0], segmented.spans[:, 1]
    head_of_last = 0  # the token into which the sign before this one was joined
    for (start, end), (first, last) in zip(gaps, tokens_of(gaps, segmented), strict=True):
        if first >= last or starts[first] < start or ends[last - 1] > end:
            continue  # part of a word already
        before = first - 1 if first and keeps[first - 1] else head_of_last
        touches_before = first > 0 and spans[before, 1] == start and sorts[before] == Sort.WORD
        touches_after = last < len(starts) and starts[last] == end and sorts[last] == Sort.WORD
        head, stop = before if touches_before else first, last + touches_after
        spans[head, 1] = ends[stop - 1]
        sorts[head] = Sort.WORD if touches_before or touches_after else Sort.LACUNA
        keeps[max(head + 1, first) : stop] = False
        keeps[head] = True
        head_of_last = head
    return kept_tokens(spans, sorts, keeps)
