"""A real word for another: the witness has a word that others have elsewhere, where its nearest have a similar one.

What is one word in two forms is not asked here but of the rules of kinds.
"""

from typing import Final

import numpy as np

from collate._arrays import Bool, Int32, Int64
from collate._dataclass import dataclass
from collate.checking.like_words import agrees_but_for_spelling, side_of_word, surface_of_word
from collate.checking.nearest import BareWords, BesideNearest
from collate.classify import Kind, ReadingPair, Variation, classify
from collate.classify.confusables import is_confusable
from collate.classify.edit_model import is_usual_exchange
from collate.model.alignment import GAP
from collate.model.voices import principals
from collate.pipeline.collating import Collated

MIN_COUNT: Final = 5  # times that each of the two words stands in the others, in a text of this many words or more
MIN_COUNT_SHORT: Final = 2  # the same in a shorter text
LONG_TEXT: Final = 20_000
_COMMON: Final = "common-words"  # the rule that knows both words from a list


@dataclass(frozen=True, slots=True)
class WrongWord:
    """A word that stands for another one: what is expected, and the rows of all places, in order."""

    expected: str
    rows: tuple[int, ...]

    def __repr__(self) -> str:
        return f"<WrongWord: {self.expected!r} expected, {len(self.rows)} times>"


def wrong_words(collated: Collated, words: BareWords, beside: BesideNearest) -> tuple[list[WrongWord], int]:
    """Find the similar words that a witness has for others, each pair once, in order of their first places.

    On either side is a word that all have. The second result is the number of pairs of unlike words in such places:
    these are no slips.
    """
    manuscripts = principals(collated.alignment.tokens)
    others = [w for w, manuscript in enumerate(manuscripts) if manuscript != manuscripts[beside.witness]]
    differs = beside.unanimous & (beside.own != GAP) & (beside.own != beside.near[:, 0])
    rows = np.flatnonzero(differs & ~beside.corrected)
    agrees = agrees_but_for_spelling(collated, beside, np.concatenate((rows - 1, rows + 1)))
    surrounded = rows[_surrounded(agrees, rows)]
    pairs = np.stack([beside.own[surrounded], beside.near[surrounded, 0]], axis=1)
    distinct, first, number = np.unique(pairs, axis=0, return_index=True, return_inverse=True)
    fitting = np.bincount(
        number.ravel(), _fits_neighbours(words.codes[:, others], beside, surrounded), minlength=len(distinct)
    )
    is_fitting = 2 * fitting > np.bincount(number.ravel(), minlength=len(distinct))
    counts = _counts_in_others(words, others)
    found, unlike = [], 0
    for k in np.argsort(first).tolist():
        own, expected = distinct[k].tolist()
        if not is_confusable(words.strings[own], words.strings[expected]):
            unlike += 1
            continue
        row = int(surrounded[first[k]])
        is_frequent = _is_frequent(beside, counts, own, expected)
        if not is_fitting[k] and _is_another_word(collated, beside, row, is_frequent):
            everywhere = rows[(beside.own[rows] == own) & (beside.near[rows, 0] == expected)]
            found.append(
                WrongWord(surface_of_word(collated, beside, row, beside.nearest[0]), tuple(everywhere.tolist()))
            )
    return found, unlike


def _surrounded(agrees: Bool, rows: Int64) -> Bool:
    """Return for each row whether all have the same words in the rows beside it; so it is beyond the ends."""
    padded = np.concatenate(([True], agrees, [True]))
    return np.asarray(padded[rows] & padded[rows + 2])


def _fits_neighbours(codes_of_others: Int32, beside: BesideNearest, rows: Int64) -> Bool:
    """Return for each row whether the others have its word elsewhere after the word before it, and before the next.

    `codes_of_others` (columns, others) int32 are the codes of their words, GAP without one.
    """
    size = (
        int(max(codes_of_others.max(initial=0), beside.own.max(initial=0))) + 2
    )  # the last is a word that no text has
    followed = [np.zeros(0, np.int64)]
    for column in codes_of_others.T:
        codes = column[column != GAP].astype(np.int64)
        followed.append(codes[:-1] * size + codes[1:])
    known = np.unique(np.concatenate(followed))
    own = np.concatenate(([size - 1], beside.own, [size - 1])).astype(np.int64)
    before, word, after = own[rows], own[rows + 1], own[rows + 2]
    return np.asarray(np.isin(before * size + word, known) & np.isin(word * size + after, known))


def _counts_in_others(words: BareWords, others: list[int]) -> Int64:
    """Return how often the witnesses of other manuscripts have each word."""
    codes = words.codes[:, others]
    return np.bincount(codes[codes != GAP], minlength=len(words.strings)).astype(np.int64)


def _is_frequent(beside: BesideNearest, counts: Int64, own: int, expected: int) -> bool:
    needed = MIN_COUNT if int((beside.own != GAP).sum()) >= LONG_TEXT else MIN_COUNT_SHORT
    return bool(min(counts[own], counts[expected]) >= needed)


def _is_another_word(collated: Collated, beside: BesideNearest, row: int, is_frequent: bool) -> bool:
    """Return whether the rules of kinds call the pair in a row two words, and both are known words."""
    sides = [side_of_word(collated, beside, row, w) for w in (beside.nearest[0], beside.witness)]
    if None in sides:
        return False
    base, reading = (side for side in sides if side is not None)
    pair = ReadingPair(base, reading, collated.evidence)
    if _may_be_spelling(pair):
        return False
    variation: Variation = classify(pair)
    is_number = variation.cause == "numeral"
    return variation.kind is Kind.SUBSTITUTION and not is_number and (is_frequent or variation.rule == _COMMON)


def _may_be_spelling(pair: ReadingPair) -> bool:
    """Return whether two words are one letter apart that older writers exchange, in older spelling: then, than."""
    evidence = pair.evidence
    is_older = evidence.spells_freely or evidence.has_older_spelling or evidence.has_early_english
    if pair.single is None or not is_older:
        return False
    return is_usual_exchange(pair.single.base_folded, pair.single.reading_folded)
