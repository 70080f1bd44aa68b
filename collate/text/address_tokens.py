"""An address of the web or of e-mail is one token."""

import numpy as np

from collate.model.tokens import Sort
from collate.text.addresses import addresses
from collate.text.segmentation import TokenSpans, kept_tokens, tokens_of


def join_addresses(text: str, segmented: TokenSpans) -> TokenSpans:
    """Join the tokens of each address to one token of sort WORD."""
    found = list(addresses(text))
    if not found:
        return segmented
    spans, sorts, keeps = segmented.spans.copy(), segmented.sorts.copy(), np.ones(len(segmented.spans), bool)
    for first, stop in tokens_of(found, segmented):
        if keeps[first]:
            spans[first, 1], sorts[first] = segmented.spans[stop - 1, 1], Sort.WORD
            keeps[first + 1 : stop] = False
    return kept_tokens(spans, sorts, keeps)
