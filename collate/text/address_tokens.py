"""An address of the web or of e-mail is one token."""

import numpy as np

from collate.model.tokens import Sort
from collate.text.addresses import addresses
from collate.text.segmentation import TokenSpans, kept_tokens


def join_addresses(text: str, segmented: TokenSpans) -> TokenSpans:
    """Join the tokens of each address to one token of sort WORD."""
    found = list(addresses(text))
    if not found:
        return segmented
    starts, ends = segmented.spans[:, 0], segmented.spans[:, 1]
    spans, sorts, keeps = segmented.spans.copy(), segmented.sorts.copy(), np.ones(len(segmented.spans), bool)
    for start, end in found:
        first, last = int(np.searchsorted(ends, start, "right")), int(np.searchsorted(starts, end)) - 1
        if keeps[first]:
            spans[first, 1], sorts[first] = ends[last], Sort.WORD
            keeps[first + 1 : last + 1] = False
    return kept_tokens(spans, sorts, keeps)
