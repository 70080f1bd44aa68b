"""Lacunose words: words that have lost letters, `Ky[...]os`, `w[..]d`. Each is one word, not a lacuna between two.

Dots or dashes in square brackets mean lost letters if they touch letters on both sides, or on one side only.
The exception on one side is three dots, by which an editor leaves words out.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from collate._arrays import Int64
from collate.model.tokens import Sort
from collate.text.editorial_signs import LOST_LETTERS
from collate.text.segmentation import TokenSpans, kept_tokens, tokens_of

_WORD: Final = np.int8(Sort.WORD)
_ELLIPSES: Final = ("[...]", "[…]")


def join_lacunose_words(text: str, segmented: TokenSpans) -> TokenSpans:
    """Join the tokens of each lacunose word of a text to one token of sort WORD."""
    gaps = [m.span() for m in LOST_LETTERS.finditer(text) if _is_in_word(text, *m.span())] if "[" in text else []
    if not gaps:
        return segmented
    spans, sorts, keeps = segmented.spans.copy(), segmented.sorts.copy(), np.ones(len(segmented.sorts), bool)
    before = 0  # the word of the gap before
    for first, stop in zip(*(part.tolist() for part in _with_touching_words(gaps, segmented)), strict=True):
        head = first if keeps[first] else before
        spans[head, 1] = segmented.spans[stop - 1, 1]
        sorts[head] = _WORD
        keeps[head + 1 : stop] = False
        before = head
    return kept_tokens(spans, sorts, keeps)


def _with_touching_words(gaps: Sequence[tuple[int, int]], tokens: TokenSpans) -> tuple[Int64, Int64]:
    """Return the tokens [first, stop) of each gap, with the words that it touches."""
    bounds = np.array(gaps, np.int64)
    first, stop = np.array([*tokens_of(gaps, tokens)], np.int64).T
    before, after = np.maximum(first - 1, 0), np.minimum(stop, len(tokens.sorts) - 1)
    is_word = tokens.sorts == _WORD
    first -= (first > 0) & (tokens.spans[before, 1] == bounds[:, 0]) & is_word[before]
    stop += (stop < len(is_word)) & (tokens.spans[after, 0] == bounds[:, 1]) & is_word[after]
    return first, stop


def _is_in_word(text: str, start: int, end: int) -> bool:
    """Check whether the brackets [start, end) mean lost letters of a word."""
    before, after = text[start - 1 : start].isalpha(), text[end : end + 1].isalpha()
    return (before and after) or ((before or after) and text[start:end] not in _ELLIPSES)
