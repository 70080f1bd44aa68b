"""Apostrophes at the beginning or end of a word: `l' uomo`, ὑπ’ αὐτοῦ, `'twas`; not closing quotation marks."""

import re
from typing import Final

import numpy as np

from collate._arrays import Int64
from collate._codepoints import code_points
from collate.model.tokens import Sort
from collate.text.contractions import listed
from collate.text.normalise import marks
from collate.text.segmentation import TokenSpans

_APOSTROPHES: Final = "'’‘ʼ᾽᾿"
_ONLY_APOSTROPHES: Final = "ʼ᾽᾿"  # no text has them as quotation marks
LONGEST_QUOTATION: Final = 1000  # code points; an opening mark further away has no closing one
_GREEK_LETTER: Final = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")
# A Greek word ends in a vowel or one of ν ρ σ ξ ψ, but for these.
_ENDS_IN_CONSONANT: Final = re.compile("[βγδζθκλμπτφχ]$")
_WHOLE_GREEK: Final = frozenset(("εκ", "ουκ", "ουχ"))
_ELIDED_GREEK: Final = frozenset(("παρ", "αρ", "γαρ", "ουδεν", "μυρι"))


def join_apostrophes(text: str, segmented: TokenSpans) -> TokenSpans:
    """Join each word with the apostrophe at its beginning or end."""
    spans, sorts = segmented
    before, after = _at_one_word(segmented, _lone_apostrophes(text, segmented))
    if not len(before) and not len(after):
        return segmented
    spans, keeps = spans.copy(), np.ones(len(spans), bool)
    is_after = set(after.tolist())
    opened = -LONGEST_QUOTATION
    for k in sorted([*before.tolist(), *is_after]):
        start, end = spans.item(k, 0), spans.item(k, 1)
        if k not in is_after:
            if marks(text[end : spans.item(k + 1, 1)].casefold()) in listed("clipped"):
                spans[k + 1, 0] = start
                keeps[k] = False
            else:
                opened = start
        elif _is_elided(text, spans.item(k - 1, 0), start, is_open=start - opened < LONGEST_QUOTATION):
            spans[k - 1, 1] = end
            keeps[k] = False
        else:
            opened = -LONGEST_QUOTATION
    return TokenSpans(np.ascontiguousarray(spans[keeps]), sorts[keeps])


def _at_one_word(segmented: TokenSpans, at: Int64) -> tuple[Int64, Int64]:
    """Return the tokens `at` that touch the word after them alone, and those that touch the word before them alone."""
    spans, sorts = segmented
    previous, following = np.maximum(at - 1, 0), np.minimum(at + 1, len(spans) - 1)
    touches_before = (spans[previous, 1] == spans[at, 0]) & (sorts[previous] == Sort.WORD)
    touches_after = (spans[following, 0] == spans[at, 1]) & (sorts[following] == Sort.WORD)
    return at[touches_after & ~touches_before], at[touches_before & ~touches_after]


def _lone_apostrophes(text: str, segmented: TokenSpans) -> Int64:
    """Return the tokens that are one apostrophe."""
    if not any(c in text for c in _APOSTROPHES):
        return np.zeros(0, np.int64)
    single = np.flatnonzero(
        (segmented.sorts == Sort.PUNCTUATION) & (segmented.spans[:, 1] - segmented.spans[:, 0] == 1)
    )
    points = code_points(text).take(segmented.spans[single, 0])
    return np.asarray(single[np.isin(points, [ord(c) for c in _APOSTROPHES])], np.int64)


def _is_elided(text: str, start: int, at: int, is_open: bool) -> bool:
    """Return whether the apostrophe at an offset belongs to the word [start, at) before it."""
    word = marks(text[start:at].casefold())
    if _GREEK_LETTER.match(text[at - 1]):
        is_elided = text[at] in _ONLY_APOSTROPHES or (
            bool(_ENDS_IN_CONSONANT.search(word)) and word not in _WHOLE_GREEK
        )
        return is_elided or (word in _ELIDED_GREEK and not is_open)
    following = text[at + 1 : at + 3]
    if not following[:1].isspace() or not following[1:].isalpha():
        return False
    return word in listed("elided") or (not is_open and word in listed("perhaps_elided"))
