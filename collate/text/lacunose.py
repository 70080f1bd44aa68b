"""Lacunose words: words that have lost letters, `Ky[...]os`, `w[..]d`. Each is one word, not a lacuna between two.

Dots or dashes in square brackets mean lost letters if they touch letters on both sides, or on one side only.
The exception on one side is three dots, by which an editor leaves words out.
"""

from typing import Final

import numpy as np

from collate.model.tokens import Sort
from collate.text.editorial_signs import LOST_LETTERS
from collate.text.segmentation import TokenSpans, kept_tokens, tokens_of

_ELLIPSES: Final = ("[...]", "[…]")


def join_lacunose_words(text: str, segmented: TokenSpans) -> TokenSpans:
    """Join the tokens of each lacunose word of a text to one token of sort WORD."""
    gaps = [m.span() for m in LOST_LETTERS.finditer(text) if _is_in_word(text, *m.span())] if "[" in text else []
    if not gaps:
        return segmented
    starts, ends = segmented.spans[:, 0], segmented.spans[:, 1]
    keeps = np.ones(len(segmented.spans), bool)
    spans, sorts = segmented.spans.copy(), segmented.sorts.copy()
    before = 0  # the word of the gap before
    for (start, end), (inner, stop) in zip(gaps, tokens_of(gaps, segmented), strict=True):
        first = inner - (inner > 0 and ends[inner - 1] == start and segmented.sorts[inner - 1] == Sort.WORD)
        last = stop + (stop < len(starts) and starts[stop] == end and segmented.sorts[stop] == Sort.WORD)
        head = first if keeps[first] else before
        spans[head, 1], sorts[head] = ends[last - 1], Sort.WORD
        keeps[head + 1 : last] = False
        before = head
    return kept_tokens(spans, sorts, keeps)


def _is_in_word(text: str, start: int, end: int) -> bool:
    """Check whether the brackets [start, end) mean lost letters of a word."""
    before, after = text[start - 1 : start].isalpha(), text[end : end + 1].isalpha()
    return (before and after) or ((before or after) and text[start:end] not in _ELLIPSES)
