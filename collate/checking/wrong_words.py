"""A real word for another: the witness has a word that others have elsewhere, where its nearest have a similar one.

What is one word in two forms is not asked here but of the rules of kinds.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from collate._arrays import Bool, Int64
from collate.checking.confusables import is_confusable
from collate.checking.nearest import BareWords, BesideNearest
from collate.classify import Kind, ReadingPair, ReadingSide, Variation, classify
from collate.model.alignment import GAP
from collate.model.tokens import Sort
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


def wrong_words(
    collated: Collated, words: BareWords, beside: BesideNearest, agreeing: int
) -> tuple[list[WrongWord], int]:
    """Find the similar words that a witness has for others, each pair once, in order of their first places.

    `agreeing` is the number of words on either side that all have. The second result is the number of pairs of unlike
    words in such places: these are no slips.
    """
    differs = beside.unanimous & (beside.own != GAP) & (beside.own != beside.near[:, 0])
    rows = np.flatnonzero(differs)
    surrounded = rows[_surrounded(beside.agrees, rows, agreeing)]
    pairs = np.stack([beside.own[surrounded], beside.near[surrounded, 0]], axis=1)
    distinct, first = np.unique(pairs, axis=0, return_index=True)
    counts = _counts_in_others(words, beside)
    found, unlike = [], 0
    for (own, expected), at in sorted(zip(distinct.tolist(), first.tolist(), strict=True), key=lambda pair: pair[1]):
        if not is_confusable(words.strings[own], words.strings[expected]):
            unlike += 1
            continue
        row = int(surrounded[at])
        if _is_another_word(collated, beside, row, _is_frequent(beside, counts, own, expected)):
            everywhere = rows[(beside.own[rows] == own) & (beside.near[rows, 0] == expected)]
            found.append(WrongWord(_surface(collated, beside, row, beside.nearest[0]), tuple(everywhere.tolist())))
    return found, unlike


def _surrounded(agrees: Bool, rows: Int64, agreeing: int) -> Bool:
    """Return for each row whether so many rows on either side agree; beyond the ends of the text all do."""
    padded = np.concatenate((np.ones(agreeing, bool), agrees, np.ones(agreeing, bool)))
    sides = [padded[rows + agreeing + shift] for shift in range(-agreeing, agreeing + 1) if shift]
    return np.asarray(np.logical_and.reduce(sides)) if sides else np.ones(len(rows), bool)


def _counts_in_others(words: BareWords, beside: BesideNearest) -> Int64:
    """Return how often all witnesses but this one and its copies in the near columns have each word."""
    others = np.delete(words.codes, beside.witness, axis=1)
    return np.bincount(others[others != GAP], minlength=len(words.strings)).astype(np.int64)


def _is_frequent(beside: BesideNearest, counts: Int64, own: int, expected: int) -> bool:
    needed = MIN_COUNT if int((beside.own != GAP).sum()) >= LONG_TEXT else MIN_COUNT_SHORT
    return bool(min(counts[own], counts[expected]) >= needed)


def _is_another_word(collated: Collated, beside: BesideNearest, row: int, is_frequent: bool) -> bool:
    """Return whether the rules of kinds call the pair in a row two words, and both are known words."""
    sides = [_side(collated, beside, row, w) for w in (beside.nearest[0], beside.witness)]
    if None in sides:
        return False
    base, reading = (side for side in sides if side is not None)
    variation: Variation = classify(ReadingPair(base, reading, collated.evidence))
    is_number = variation.cause == "numeral"
    return variation.kind is Kind.SUBSTITUTION and not is_number and (is_frequent or variation.rule == _COMMON)


def _side(collated: Collated, beside: BesideNearest, row: int, w: int) -> ReadingSide | None:
    text = _surface(collated, beside, row, w)
    return ReadingSide((text,), (Sort.WORD,)) if text else None


def _surface(collated: Collated, beside: BesideNearest, row: int, w: int) -> str:
    """Return the word of a witness in a row as it is written, "" without one."""
    at = int(collated.alignment.table[beside.columns[row], w])
    tokens = collated.alignment.tokens[w]
    return "" if at == GAP else tokens.vocabulary.strings[int(tokens.surface[at])]
