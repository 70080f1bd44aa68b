"""How strongly two forms attract each other, as an integer: the objective's q(x, y) w(s(x, y)).

The shape follows measurement: a graded similarity from .3 up, unlike words never penalised,
rare words above common ones, punctuation last. One unit is a thousandth of the attraction of
two equal words of mean rarity.
"""

import math
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from collate.normalise import QUOTES, letters
from collate.tokens import Ints, Sort, Tokens

UNIT: Final = 1000
GAP_OPEN: Final = 50  # a new gap costs a twentieth of a word: enough to keep a lone word near its neighbours
LEAST_SIMILARITY: Final = 0.3  # below this two words are simply unlike
FLOOR: Final = 0.05  # unlike words in one place share a column: an editor puts them there
SAME_KEY: Final = 0.98  # equal but for accents and hyphens: just under equal
RARITY_RANGE: Final = (0.25, 4.0)
PUNCTUATION_RARITY: Final = 0.25  # content before punctuation, however rare the mark
FORBIDDEN: Final = -(10**8)  # a word never shares a column with a mark of punctuation

LONGEST_KEY: Final = 100  # letters of a form that are compared: edit distance is quadratic, and no word is longer

_WORD, _STOP, _QUOTE, _BRACKET, _LACUNA = range(5)

Longs = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Attraction:
    """Per form code: key (what is compared by letters), class of company, and rarity.

    Forms of unlike classes never share a column: words, quotation marks, brackets, other marks
    and lacunae are each a class.
    """

    keys: tuple[str, ...]
    classes: npt.NDArray[np.int8]
    rarity: npt.NDArray[np.float64]
    exact: bool = False

    def between(self, rows: Ints, columns: Ints) -> Longs:
        """Give the attraction (rows, columns) int64 of form codes for each other."""
        left, right = [self.keys[c] for c in rows.tolist()], [self.keys[c] for c in columns.tolist()]
        similarity = cdist(left, right, scorer=Indel.normalized_similarity, dtype=np.float32).astype(np.float64)
        graded = np.maximum(FLOOR, SAME_KEY * (similarity - LEAST_SIMILARITY) / (1 - LEAST_SIMILARITY))
        if self.exact:
            graded = np.full_like(graded, FLOOR)
        graded[rows[:, None] == columns[None, :]] = 1.0
        rarity = np.minimum(self.rarity[rows][:, None], self.rarity[columns][None, :])
        scores: Longs = np.rint(UNIT * rarity * graded).astype(np.int64)
        scores[self.classes[rows][:, None] != self.classes[columns][None, :]] = FORBIDDEN
        return scores


def attraction(witnesses: Sequence[Tokens], exact: bool = False) -> Attraction:
    """Weigh the forms of a collation by their rarity over all its witnesses.

    rarity = log(1 + tokens / tokens of this form), scaled to a mean of 1 over tokens and kept
    within RARITY_RANGE.
    """
    strings = witnesses[0].vocabulary.strings
    counts = Counter[int]()
    classes = np.zeros(len(strings), dtype=np.int8)
    for tokens in witnesses:
        counts.update(tokens.form.tolist())
        for sort in (Sort.PUNCTUATION, Sort.LACUNA):
            for code in np.unique(tokens.form[tokens.sort == sort]).tolist():
                classes[code] = _LACUNA if sort is Sort.LACUNA else _class_of_mark(strings[code])
    total = sum(counts.values())
    raw = np.zeros(len(strings))
    for code, count in counts.items():
        raw[code] = math.log(1 + total / count)
    # fsum: the mean must not depend on the order in which the witnesses came
    mean = math.fsum(raw[code] * count for code, count in counts.items()) / total if total else 1.0
    rarity = np.clip(raw / (mean or 1.0), *RARITY_RANGE)
    rarity[classes != _WORD] = PUNCTUATION_RARITY
    return Attraction(tuple(letters(s)[:LONGEST_KEY] for s in strings), classes, rarity, exact)


def _class_of_mark(mark: str) -> int:
    """Tell quotation marks and brackets from stops and dashes: they do other work."""
    if all(c in QUOTES for c in mark):
        return _QUOTE
    return _BRACKET if unicodedata.category(mark[0]) in ("Ps", "Pe") else _STOP
