"""The names of places that a text itself has are tokens of their own sort: no words, and never compared with words."""

from collections.abc import Iterator

import numpy as np

from collate.model.tokens import Sort
from collate.model.witness import Witness
from collate.text.segmentation import TokenSpan, TokenSpans, token_spans, tokens_of


def set_places_apart(witness: Witness, segmented: TokenSpans) -> TokenSpans:
    """Return the tokens of a witness with one token of sort PLACE for each label of a place.

    What is left of a token that a label cuts keeps its sort.
    """
    labels = sorted({place.label for place in witness.places if place.label})
    if not labels:
        return segmented
    keeps = np.ones(len(segmented.spans), bool)
    new: list[TokenSpan] = []
    for (start, end), (first, last) in zip(labels, tokens_of(labels, segmented), strict=True):
        if first < last and keeps[first:last].all():
            keeps[first:last] = False
            rows = zip(segmented.spans[first:last].tolist(), segmented.sorts[first:last].tolist(), strict=True)
            new += [rest for span, sort in rows for rest in _outside(span, Sort(sort), start, end)]
            new.append(TokenSpan(start, end, Sort.PLACE))
    added = token_spans(sorted(new))
    order = np.argsort(np.concatenate((segmented.spans[keeps, 0], added.spans[:, 0])), kind="stable")
    return TokenSpans(
        np.concatenate((segmented.spans[keeps], added.spans))[order],
        np.concatenate((segmented.sorts[keeps], added.sorts))[order],
    )


def _outside(span: list[int], sort: Sort, start: int, end: int) -> Iterator[TokenSpan]:
    """Yield the parts of a token outside of [start, end)."""
    if span[0] < start:
        yield TokenSpan(span[0], start, sort)
    if end < span[1]:
        yield TokenSpan(end, span[1], sort)
