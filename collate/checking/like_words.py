"""Where a witness agrees with its nearest but for spelling: the words around a loss, and around a wrong word."""

from itertools import islice
from typing import Final

import numpy as np

from collate._arrays import Bool, Int64
from collate.checking.nearest import SURE_NEAREST, BesideNearest
from collate.classify import Kind, ReadingPair, ReadingSide, classify
from collate.model.alignment import GAP
from collate.model.tokens import Sort
from collate.pipeline.collating import Collated

# Of the kinds that leave a word the same word, an error is not: it is no anchor.
_SAME_WORD: Final = frozenset((
    Kind.TYPOGRAPHY, Kind.PUNCTUATION, Kind.CAPITALISATION, Kind.DIACRITICS, Kind.SPELLING, Kind.ABBREVIATION,
))  # fmt: skip
_ERRORS: Final = frozenset(("error", "misreading"))


def agrees_but_for_spelling(collated: Collated, beside: BesideNearest, rows: Int64) -> Bool:
    """Return `beside.agrees`, and in some rows also where the words are one word in other spellings or shortened."""
    agrees = beside.agrees.copy()
    judged: dict[tuple[int, int], bool] = {}
    rows = np.unique(rows[(rows >= 0) & (rows < len(agrees))])
    rows = rows[may_agree(beside)[rows] & ~agrees[rows]]
    enough = min(SURE_NEAREST, len(beside.nearest))
    for row in rows.tolist():
        same = (_is_same(collated, beside, row, k, judged) for k in range(len(beside.nearest)))
        agrees[row] = next(same) and (enough == 1 or sum(islice(filter(None, same), enough - 1)) >= enough - 1)
    return agrees


def may_agree(beside: BesideNearest) -> Bool:
    """Return in which rows the witness has a word and its nearest too: in others it cannot agree."""
    return np.asarray(beside.agrees | ((beside.own != GAP) & (beside.voices > 0)))


def _is_same(collated: Collated, beside: BesideNearest, row: int, k: int, judged: dict[tuple[int, int], bool]) -> bool:
    own, near = int(beside.own[row]), int(beside.near[row, k])
    if own == near:
        return True  # it has a word here
    if (own, near) not in judged:
        sides = [side_of_word(collated, beside, row, w) for w in (beside.nearest[k], beside.witness)]
        base, reading = sides
        if base is None or reading is None:
            return False  # the nearest is not extant here
        variation = classify(ReadingPair(base, reading, collated.evidence))
        judged[own, near] = variation.kind in _SAME_WORD and variation.cause not in _ERRORS
    return judged[own, near]


def side_of_word(collated: Collated, beside: BesideNearest, row: int, w: int) -> ReadingSide | None:
    """Return the word of a witness in a row, None without one."""
    text = surface_of_word(collated, beside, row, w)
    return ReadingSide((text,), (Sort.WORD,)) if text else None


def surface_of_word(collated: Collated, beside: BesideNearest, row: int, w: int) -> str:
    """Return the word of a witness in a row as it is written, "" without one."""
    at = int(collated.alignment.table[beside.columns[row], w])
    tokens = collated.alignment.tokens[w]
    return "" if at == GAP else tokens.vocabulary.strings[int(tokens.surface[at])]
