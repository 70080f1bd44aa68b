"""Raised figures and letters behind a word that call a note: they are no letters of the word."""

import re
from collections.abc import Iterator
from typing import Final

import numpy as np

from collate._late_regex import late_regex
from collate.model.tokens import Sort
from collate.text.segmentation import TokenSpans

_FIGURES: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LETTERS: Final = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
# `came²` but not `m³`, `km²`, `H₂O`: after three letters or more, at the end of the word.
_RAISED: Final = late_regex(rf"(?<=[^\W\d_]{{3}})[{_FIGURES}]+(?!\w)")
# A raised letter calls a note if a line begins with it: in `Mᵃ` and `wᵗʰ` it is a letter of the word.
_RAISED_LETTER: Final = late_regex(rf"(?<=[^\W\d_{_LETTERS}]{{3}})[{_LETTERS}](?!\w)")
_BEGINS_NOTE: Final = late_regex(rf"^[^\S\r\n]{{0,40}}([{_LETTERS}])[.)]?[^\S\r\n]+\S", re.MULTILINE)


def split_note_signs(text: str, tokens: TokenSpans) -> TokenSpans:
    """Return tokens in which raised figures, and letters that call a note, stand apart from their word."""
    if text.isascii():
        return tokens
    starts = sorted([*_raised_figures(text), *_raised_letters(text)])
    if not starts:
        return tokens
    at = np.array(starts)
    k = np.searchsorted(tokens.spans[:, 0], at, side="right") - 1
    inside = (k >= 0) & (tokens.spans[k, 0] < at) & (at < tokens.spans[k, 1]) & (tokens.sorts[k] == Sort.WORD)
    at, k = at[inside], k[inside]
    spans = np.insert(tokens.spans, k + 1, np.stack([at, tokens.spans[k, 1]], axis=1), axis=0)
    spans[k + np.arange(len(k)), 1] = at
    return TokenSpans(spans, np.insert(tokens.sorts, k + 1, np.int8(Sort.WORD)))


def _raised_figures(text: str) -> Iterator[int]:
    if any(figure in text for figure in _FIGURES):  # the pattern has no fixed first character: searching by it is slow
        yield from (match.start() for match in _RAISED.finditer(text))


def _raised_letters(text: str) -> Iterator[int]:
    if any(letter in text for letter in _LETTERS):
        notes = set(_BEGINS_NOTE.findall(text))
        yield from (match.start() for match in _RAISED_LETTER.finditer(text) if notes and match.group() in notes)
