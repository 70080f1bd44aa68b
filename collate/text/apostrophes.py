"""Apostrophes at the beginning or end of a word: `l' uomo`, ὑπ’ αὐτοῦ, `'twas`; not closing quotation marks."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from collate._arrays import Int64, is_one_of
from collate._codepoints import code_points
from collate._late_regex import late_regex
from collate.model.tokens import Sort
from collate.text.contractions import listed
from collate.text.normalise import MODIFIERS, marks
from collate.text.segmentation import TokenSpans, kept_tokens

_APOSTROPHES: Final = "'’‘ʼ᾽᾿"
_ONLY_APOSTROPHES: Final = "ʼ᾽᾿"  # no text has them as quotation marks
_ANY_APOSTROPHE: Final = late_regex(f"[{_APOSTROPHES}`{MODIFIERS}]")
_WITH_MODIFIER: Final = late_regex(rf"(?<!\w)(?:[{MODIFIERS}][\w'’‘{MODIFIERS}]+|\w[\w'’‘]*[{MODIFIERS}](?!\w))")
LONGEST_QUOTATION: Final = 1000  # code points; an opening mark further away has no closing one
_GREEK_LETTER: Final = late_regex("[\u0370-\u03ff\u1f00-\u1fff]")
# A Greek word ends in a vowel or one of ν ρ σ ξ ψ, but for these.
_ENDS_IN_CONSONANT: Final = late_regex("[βγδζθκλμπτφχ]$")
_WHOLE_GREEK: Final = frozenset(("εκ", "ουκ", "ουχ"))
_SINGLE_MARKS: Final = f"{_APOSTROPHES}`‚‹›"
_LETTERS: Final = late_regex(r"[^\W\d_]{3,}")
_LAST_LETTERS: Final = late_regex(r"[^\W\d_]{2,}$")
_SIBILANTS: Final = "sxz"  # a name or plural that ends so has its genitive with an apostrophe: the kings' house
_VOWELS: Final = frozenset("aeiouyæœøı")  # without accents
_ELIDED_GREEK: Final = frozenset(("παρ", "αρ", "γαρ", "ουδεν", "μυρι"))


def join_apostrophes(text: str, segmented: TokenSpans) -> TokenSpans:
    """Join each word with the apostrophe at its beginning or end."""
    spans, sorts = segmented
    before, after = _at_one_word(segmented, _lone(text, segmented, _APOSTROPHES))
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
    return kept_tokens(spans, sorts, keeps)


def join_modifiers(texts: Sequence[str], segmented: Sequence[TokenSpans]) -> list[TokenSpans]:
    """Join each word with a quotation mark for which another place has a modifier letter: ‘Alī, where one has ʿAlī."""
    if not any(modifier in text for text in texts for modifier in MODIFIERS):
        return list(segmented)
    words = {_plain(match.group()) for text in texts for match in _WITH_MODIFIER.finditer(text)}
    return [_join_modified(text, spans, words) for text, spans in zip(texts, segmented, strict=True)]


def join_elisions(texts: Sequence[str], segmented: Sequence[TokenSpans]) -> list[TokenSpans]:
    """Join each word with an apostrophe for its last vowel, if a text has that word: hoff' ich, where one has hoffe.

    After a quotation mark that is open, each sign may close the quotation, so no word is joined with it.
    """
    found = [_perhaps_elided(text, spans) for text, spans in zip(texts, segmented, strict=True)]
    stems = {stem for own in found for stem in own.values()}
    if not stems:
        return list(segmented)
    words = {marks(word.casefold()) for text in texts for word in set(_LETTERS.findall(text))}
    known = {stem for word in words for stem in _without_last_vowel(word) if stem in stems}
    known -= {stem for stem in known & words if stem[-1] in _SIBILANTS}
    return [
        _joined_to_word_before(spans, [k for k, stem in own.items() if stem in known])
        for own, spans in zip(found, segmented, strict=True)
    ]


def _without_last_vowel(word: str) -> tuple[str, ...]:
    """Return what is left of a word without its last vowel: hoff of hoffe, hebb and heb of hebbe."""
    if word[-1:] not in _VOWELS:
        return ()
    return (word[:-1], word[:-2]) if word[-3:-2] == word[-2:-1] else (word[:-1],)


def _perhaps_elided(text: str, segmented: TokenSpans) -> dict[int, str]:
    """Return the apostrophes behind a word that close no quotation, and the last letters of the word."""
    before, after = _at_one_word(segmented, _lone(text, segmented, _SINGLE_MARKS))
    found: dict[int, str] = {}
    opened = -LONGEST_QUOTATION
    is_after = set(after.tolist())
    for k in sorted([*before.tolist(), *is_after]):
        start = segmented.spans.item(k, 0)
        if k not in is_after:
            opened = start
            continue
        following = text[start + 1 : start + 3]
        may_be_elided = text[start] in "'’" and following[:1].isspace() and following[1:].isalpha()
        if not may_be_elided:
            opened = -LONGEST_QUOTATION
        elif start - opened >= LONGEST_QUOTATION:
            stem = _LAST_LETTERS.search(marks(text[segmented.spans.item(k - 1, 0) : start].casefold()))
            if stem is not None:
                found[k] = stem.group()
    return found


def _joined_to_word_before(segmented: TokenSpans, at: Sequence[int]) -> TokenSpans:
    """Join tokens with the words before them."""
    if not at:
        return segmented
    spans, keeps = segmented.spans.copy(), np.ones(len(segmented.spans), bool)
    for k in at:
        spans[k - 1, 1] = spans.item(k, 1)
        keeps[k] = False
    return kept_tokens(spans, segmented.sorts, keeps)


def _join_modified(text: str, segmented: TokenSpans, words: set[str]) -> TokenSpans:
    before, after = _at_one_word(segmented, _lone(text, segmented, f"{_APOSTROPHES}`"))
    spans, keeps = segmented.spans.copy(), np.ones(len(segmented.spans), bool)
    for k, word in [(k, k + 1) for k in before.tolist()] + [(k, k - 1) for k in after.tolist()]:
        start, end = min(spans.item(k, 0), spans.item(word, 0)), max(spans.item(k, 1), spans.item(word, 1))
        if keeps[word] and _plain(text[start:end]) in words:
            spans[word], keeps[k] = (start, end), False
    return kept_tokens(spans, segmented.sorts, keeps)


def _plain(word: str) -> str:
    """Return a word without accents and capitals, with one sign for apostrophes and modifier letters."""
    return _ANY_APOSTROPHE.sub("'", marks(word.casefold()))


def _at_one_word(segmented: TokenSpans, at: Int64) -> tuple[Int64, Int64]:
    """Return the tokens `at` that touch the word after them alone, and those that touch the word before them alone."""
    spans, sorts = segmented
    previous, following = np.maximum(at - 1, 0), np.minimum(at + 1, len(spans) - 1)
    touches_before = (spans[previous, 1] == spans[at, 0]) & (sorts[previous] == Sort.WORD)
    touches_after = (spans[following, 0] == spans[at, 1]) & (sorts[following] == Sort.WORD)
    return at[touches_after & ~touches_before], at[touches_before & ~touches_after]


def _lone(text: str, segmented: TokenSpans, signs: str) -> Int64:
    """Return the tokens that are one of some signs."""
    if not any(c in text for c in signs):
        return np.zeros(0, np.int64)
    single = np.flatnonzero(
        (segmented.sorts == Sort.PUNCTUATION) & (segmented.spans[:, 1] - segmented.spans[:, 0] == 1)
    )
    points = code_points(text).take(segmented.spans[single, 0])
    return np.asarray(single[is_one_of(points, map(ord, signs))], np.int64)


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
