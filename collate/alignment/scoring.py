"""How strongly two forms attract each other, as an integer: the objective's q(x, y).

The shape follows measurement: a graded similarity from .3 up, unlike words never penalised,
rare words above common ones, punctuation last. One unit is a thousandth of the attraction of
two equal words of mean rarity.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from collate._arrays import GOLDEN_MULTIPLIER, Int8, Int32, Int64, Object, UInt32, UInt64, unique_inverse
from collate.model.tokens import Sort, Tokens
from collate.text.normalise import QUOTES, letters

UNIT: Final = 1000
GAP_OPEN: Final = 50  # a new gap costs a twentieth of a word: enough to keep a lone word near its neighbours
LEAST_SIMILARITY: Final = 300  # thousandths; below this two words are simply unlike
UNLIKE_SCORE: Final = 50  # thousandths; unlike words in one place share a column: an editor puts them there
SAME_KEY_SCORE: Final = 980  # thousandths; equal but for accents and hyphens: just under equal
RARITY_RANGE: Final = (250, 4000)  # thousandths of the mean rarity
PUNCTUATION_RARITY: Final = 250  # content before punctuation, however rare the mark
FORBIDDEN: Final = -(10**8)  # a word never shares a column with a mark of punctuation

MAX_KEY_LENGTH: Final = 100  # letters of a form that are compared: edit distance is quadratic, and no word is longer

_WORD, _STOP, _QUOTE, _BRACKET, _LACUNA = range(5)

_CACHE_SIZE: Final = 1 << 18  # pairs of forms whose attraction is remembered, each in the one place where it can stand


@dataclass(frozen=True, slots=True)
class _ScoreCache:
    """Attractions already asked for, of pairs of forms. It changes how soon, never what is answered."""

    pairs: Int64 = field(default_factory=lambda: np.full(_CACHE_SIZE, -1, np.int64))
    scores: Int32 = field(default_factory=lambda: np.zeros(_CACHE_SIZE, np.int32))


@dataclass(frozen=True, slots=True, eq=False)
class Scoring:
    """What decides how strongly forms attract each other, per form code.

    keys     (codes,) str     the letters that are compared
    key      (codes,) int32   equal for equal letters; numbered as they come in the texts; -1 for no form
    lengths  (codes,) int32   letters of the key
    masks    (codes,) uint64  a bit for each letter of the key
    classes  (codes,) int8    words, stops, quotation marks, brackets and lacunae share no columns
    rarity   (codes,) int32   thousandths of the mean
    """

    keys: Object
    key: Int32
    lengths: Int32
    letter_masks: UInt64
    classes: Int8
    rarity: Int32
    exact: bool = False
    cache: _ScoreCache = field(default_factory=_ScoreCache)

    def anchor_keys(self, forms: Int32) -> Int32:
        """Give the codes (n,) by which forms may anchor: equal letters, or equal forms where only these attract."""
        return forms if self.exact else self.key[forms]

    def score_pairs(self, one: Int32, other: Int32) -> Int32:
        """Give the attraction (n,) int32 of n pairs of form codes."""
        pairs = one.astype(np.int64) * len(self.key) + other
        place = ((pairs.view(np.uint64) * GOLDEN_MULTIPLIER) >> np.uint64(46)).astype(np.int64)
        scores = self.cache.scores[place]
        unknown = np.flatnonzero(self.cache.pairs[place] != pairs)
        if len(unknown):
            new, which = unique_inverse(pairs[unknown])
            found = self._compute(new // len(self.key), new % len(self.key))
            scores[unknown] = found[which]
            self.cache.pairs[place[unknown]] = pairs[unknown]
            self.cache.scores[place[unknown]] = scores[unknown]
        return scores

    def score_matrix(self, rows: Int32, columns: Int32) -> Int64:
        """Give the attraction (rows, columns) int64 of form codes for each other."""
        one, other = np.repeat(rows, len(columns)), np.tile(columns, len(rows))
        return self.score_pairs(one, other).astype(np.int64).reshape(len(rows), len(columns))

    def _compute(self, one: Int64, other: Int64) -> Int32:
        """Measure pairs of distinct or equal forms anew."""
        graded = np.full(len(one), UNLIKE_SCORE, np.int64)
        if not self.exact:
            close = np.flatnonzero((one != other) & (self._similarity_bound(one, other) > LEAST_SIMILARITY))
            if len(close):
                similarity = self._similarity(one[close], other[close])
                above = SAME_KEY_SCORE * (similarity - LEAST_SIMILARITY) // (1000 - LEAST_SIMILARITY)
                graded[close] = np.maximum(UNLIKE_SCORE, above)
        graded[one == other] = 1000
        scores = graded * np.minimum(self.rarity[one], self.rarity[other]) * UNIT // 1_000_000
        scores[self.classes[one] != self.classes[other]] = FORBIDDEN
        return scores.astype(np.int32)

    def _similarity_bound(self, one: Int64, other: Int64) -> Int64:
        """Bound the similarity in thousandths from above, by the letters that only one of a pair has."""
        a, b = self.letter_masks[one], self.letter_masks[other]
        size = self.lengths[one].astype(np.int64) + self.lengths[other]
        left = self.lengths[one] - np.bitwise_count(a & ~b)
        right = self.lengths[other] - np.bitwise_count(b & ~a)
        return np.asarray(2000 * np.minimum(left, right) // np.maximum(size, 1), np.int64)

    def _similarity(self, one: Int64, other: Int64) -> Int64:
        """Give the normalised Indel similarity of keys in thousandths, rounded down."""
        from rapidfuzz.distance import Indel  # late: texts without a variant word need none of it
        from rapidfuzz.process import cpdist

        distance = cpdist(
            self.keys[one].tolist(), self.keys[other].tolist(), scorer=Indel.distance, dtype=np.int32
        ).astype(np.int64)
        size = self.lengths[one].astype(np.int64) + self.lengths[other]
        found: Int64 = 1000 * (size - distance) // np.maximum(size, 1)
        return found


def build_scoring(witnesses: Sequence[Tokens], exact: bool = False) -> Scoring:
    """Weigh the forms of a collation by their rarity over all its witnesses.

    rarity = log(1 + tokens / tokens of this form), scaled to a mean of 1 over tokens and kept
    within RARITY_RANGE.
    """
    strings = witnesses[0].vocabulary.strings
    counts = np.zeros(len(strings), np.int64)
    classes = np.zeros(len(strings), np.int8)
    for tokens in witnesses:
        counts += np.bincount(tokens.form, minlength=len(strings))
        for sort in (Sort.PUNCTUATION, Sort.LACUNA):
            for code in np.flatnonzero(np.bincount(tokens.form[tokens.sort == sort])).tolist():
                classes[code] = _LACUNA if sort is Sort.LACUNA else _punctuation_class(strings[code])
    keys, key = _keys(strings, _codes_by_first_use(witnesses, len(strings)))
    joined = "".join(keys.tolist()).encode("utf-32-le", "surrogatepass")
    lengths = np.fromiter(map(len, keys.tolist()), np.int32, len(keys))
    return Scoring(
        keys,
        key,
        lengths,
        _letter_masks(np.frombuffer(joined, np.uint32), lengths),
        classes,
        _rarity(counts, classes),
        exact,
    )


def _codes_by_first_use(witnesses: Sequence[Tokens], codes: int) -> Int64:
    """Give the codes that occur, in the order in which the witnesses, one after the other, first use them."""
    first = np.full(codes, -1, np.int64)
    at = sum(map(len, witnesses))
    for tokens in reversed(witnesses):
        at -= len(tokens)
        # Of several writings to one place the last one stands, so the texts are written backwards.
        first[tokens.form[::-1]] = np.arange(at + len(tokens) - 1, at - 1, -1)
    used = np.flatnonzero(first >= 0)
    return np.asarray(used[np.argsort(first[used])], np.int64)


def _keys(strings: Sequence[str], used: Int64) -> tuple[Object, Int32]:
    """Give the letters of each form that is used, and a number for equal ones."""
    keys = np.full(len(strings), "", object)
    key = np.full(len(strings), -1, np.int32)
    numbers: dict[str, int] = {}
    for code in used.tolist():
        form = strings[code]
        # Plain letters need no Unicode: this is the common case, and the same answer.
        found = (form.lower() if form.isascii() and form.isalnum() else letters(form))[:MAX_KEY_LENGTH]
        keys[code], key[code] = found, numbers.setdefault(found, len(numbers))
    return keys, key


def _letter_masks(points: UInt32, lengths: Int32) -> UInt64:
    """Give a bit for each letter of each key; letters may share a bit, which only makes two keys seem closer."""
    bits = np.uint64(1) << (points * np.uint32(7) % np.uint32(61)).astype(np.uint64)
    masks = np.zeros(len(lengths), np.uint64)
    full = np.flatnonzero(lengths)
    if len(full):
        starts = (np.cumsum(lengths, dtype=np.int64) - lengths)[full]
        masks[full] = np.bitwise_or.reduceat(bits, starts)
    return masks


def _rarity(counts: Int64, classes: Int8) -> Int32:
    """Give the rarity of each form in thousandths of the mean over tokens."""
    total = int(counts.sum())
    raw = np.log1p(total / np.maximum(counts, 1))
    raw[counts == 0] = 0.0
    # Sorted before it is summed: the mean must not depend on the order in which the witnesses came.
    mean = float(np.sort(raw * counts).sum()) / total if total else 1.0
    rarity = np.clip(np.rint(1000 * raw / (mean or 1.0)), *RARITY_RANGE).astype(np.int32)
    rarity[classes != _WORD] = PUNCTUATION_RARITY
    return rarity


def _punctuation_class(mark: str) -> int:
    """Tell quotation marks and brackets from stops and dashes: they do other work."""
    if all(c in QUOTES for c in mark):
        return _QUOTE
    return _BRACKET if unicodedata.category(mark[0]) in ("Ps", "Pe") else _STOP
