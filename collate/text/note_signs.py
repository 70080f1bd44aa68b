"""Raised figures behind a word: they call a note, and are no letters of the word."""

from typing import Final

import numpy as np

from collate._late_regex import late_regex
from collate.model.tokens import Sort
from collate.text.segmentation import TokenSpans

_FIGURES: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
# `came²` but not `m³`, `km²`, `H₂O`: after three letters or more, at the end of the word.
_RAISED: Final = late_regex(rf"(?<=[^\W\d_]{{3}})[{_FIGURES}]+(?!\w)")


def split_note_signs(text: str, tokens: TokenSpans) -> TokenSpans:
    """Return tokens in which raised figures at the end of a word are tokens of their own."""
    if text.isascii() or not any(figure in text for figure in _FIGURES):
        return tokens  # the pattern has no fixed first character, so that searching by it is slow
    starts = [match.start() for match in _RAISED.finditer(text)]
    if not starts:
        return tokens
    at = np.array(starts)
    k = np.searchsorted(tokens.spans[:, 0], at, side="right") - 1
    inside = (k >= 0) & (tokens.spans[k, 0] < at) & (at < tokens.spans[k, 1]) & (tokens.sorts[k] == Sort.WORD)
    at, k = at[inside], k[inside]
    spans = np.insert(tokens.spans, k + 1, np.stack([at, tokens.spans[k, 1]], axis=1), axis=0)
    spans[k + np.arange(len(k)), 1] = at
    return TokenSpans(spans, np.insert(tokens.sorts, k + 1, np.int8(Sort.WORD)))
