"""Scoring: how similar two forms are, as a whole number. This is the objective of every alignment.

The shape comes from measurements: a graded similarity from 0.3 up, no penalty for unlike words in one column,
rare words above common ones, punctuation last. 1000 is the score of two equal words of mean rarity.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import field
from typing import Final

import numpy as np

from collate._arrays import GOLDEN_MULTIPLIER, Bool, Int8, Int32, Int64, Object, UInt32, UInt64, unique_inverse
from collate._dataclass import dataclass
from collate.alignment.written_out import keys_written_out
from collate.kernel import is_compiled
from collate.kernel.scheme import Scheme
from collate.model.tokens import Sort, Tokens
from collate.text.normalise import QUOTES, letters
from collate.text.word_signs import AND, and_words

UNIT: Final = 1000  # the score of two equal words of mean rarity
GAP_OPEN: Final = 50  # the cost of a skipped stretch: enough to keep a lone word near its neighbours
LEAST_SIMILARITY: Final = 300  # thousandths; below this two words are unlike
UNLIKE_SCORE: Final = 50  # thousandths; unlike words in one place share a column, as an editor would put them
SAME_KEY_SCORE: Final = 980  # thousandths; forms that differ in accents or hyphens only: just below equal
RARITY_RANGE: Final = (250, 4000)  # thousandths of the mean rarity
PUNCTUATION_RARITY: Final = 250  # words decide before punctuation, however rare the mark
FORBIDDEN: Final = -(10**8)  # a word never shares a column with a punctuation mark

MAX_KEY_LENGTH: Final = 100  # letters of a form that are compared: edit distance is quadratic, and no word is longer

_WORD, _STOP, _QUOTE, _BRACKET, _LACUNA, _PLACE = range(6)

_CLASS_OF_SORT: Final = {Sort.LACUNA: _LACUNA, Sort.PLACE: _PLACE}
_SIGN, _WORD_OF_SIGN = 1, 2

_CACHE_SIZE: Final = 1 << 18  # pairs of forms; each pair has one slot
_SLOT_SHIFT: Final = np.uint64(46)  # 64 bits minus those of a slot


@dataclass(frozen=True, slots=True)
class _ScoreCache:
    """Scores of pairs of forms that were computed before.

    Pair and score are side by side: most texts have more pairs than fit in a cache of the processor, and two places
    in memory would have to be waited for.

    slots  (slots, 2) int64   in each, a pair as one number, and its score; -1 for no pair
    """

    slots: Int64 = field(default_factory=lambda: np.full((_CACHE_SIZE, 2), -1, np.int64))

    @property
    def pairs(self) -> Int64:
        """The pair (slots,) int64 in each slot."""
        return self.slots[:, 0]

    @property
    def scores(self) -> Int64:
        """The score (slots,) int64 in each slot."""
        return self.slots[:, 1]


@dataclass(frozen=True, slots=True, eq=False)
class Scoring:
    """The scoring scheme of a collation: what the score of two forms is made of, by form code.

    keys          (codes,) object   the letters that are compared, str
    key_points    (letters,) uint32 the code points of all keys, one key after the other
    key_starts    (codes,) int64    where each key begins in them
    key_codes     (codes,) int32    equal for equal keys, numbered by first use; -1 for a code that is no form
    lengths       (codes,) int32    letters of the key
    letter_masks  (codes,) uint64   a bit for each letter of the key
    classes       (codes,) int8     words, stops, quotation marks, brackets, lacunae, places: they never share a column
    rarity        (codes,) int32    thousandths of the mean
    meanings      (codes,) int8     1 for & and other signs with this meaning, 2 for a word with this meaning, or 0
    exact         only equal forms are similar
    """

    keys: Object
    key_points: UInt32
    key_starts: Int64
    key_codes: Int32
    lengths: Int32
    letter_masks: UInt64
    classes: Int8
    rarity: Int32
    meanings: Int8
    exact: bool = False
    cache: _ScoreCache = field(default_factory=_ScoreCache)

    def anchor_keys(self, forms: Int32) -> Int32:
        """Return the codes (n,) int32 by which forms (n,) are anchored: those of their keys, or of exact forms."""
        return forms if self.exact else self.key_codes[forms]

    def is_word(self, forms: Int32) -> Bool:
        """Return which form codes are words, no punctuation marks, lacunae or places; a bool for each."""
        return np.asarray(self.classes[forms] == _WORD)

    def score_pairs(self, left: Int32, right: Int32) -> Int32:
        """Return the scores of pairs of forms.

        Parameters
        ----------
        left, right : (n,) int32
            Form codes.

        Returns
        -------
        (n,) int32
            Thousandths of the score of two equal words of mean rarity.
        """
        if not is_compiled():
            return self.score_pairs_in_numpy(left, right)
        from collate.kernel import _compiled

        left, right = np.ascontiguousarray(left, np.int32), np.ascontiguousarray(right, np.int32)
        scores = np.empty(len(left), np.int32)
        _compiled.score_pairs(self.scheme(), left, right, scores)
        return scores

    def scheme(self) -> Scheme:
        """Return what the compiled kernel needs of the scheme."""
        by_code = self.lengths, self.letter_masks, self.classes, self.rarity, self.meanings
        return Scheme(self.key_points, self.key_starts, *by_code, self.cache.slots.reshape(-1), self.exact)

    def score_pairs_in_numpy(self, left: Int32, right: Int32) -> Int32:
        """Return the same as `score_pairs`."""
        pairs = left.astype(np.int64) * len(self.key_codes) + right
        slot = ((pairs.view(np.uint64) * GOLDEN_MULTIPLIER) >> _SLOT_SHIFT).astype(np.int64)
        scores = self.cache.scores[slot].astype(np.int32)
        missing = np.flatnonzero(self.cache.pairs[slot] != pairs)
        if len(missing):
            distinct, inverse = unique_inverse(pairs[missing])
            scores[missing] = self._compute(*np.divmod(distinct, len(self.key_codes)))[inverse]
            self.cache.pairs[slot[missing]] = pairs[missing]
            self.cache.scores[slot[missing]] = scores[missing]
        return scores

    def score_matrix(self, rows: Int32, columns: Int32) -> Int64:
        """Return the scores (rows, columns) int64 of form codes (rows,) with form codes (columns,)."""
        left, right = np.repeat(rows, len(columns)), np.tile(columns, len(rows))
        return self.score_pairs(left, right).astype(np.int64).reshape(len(rows), len(columns))

    def _compute(self, left: Int64, right: Int64) -> Int32:
        """Compute the scores (n,) int32 of pairs of form codes (n,) int64."""
        graded = np.full(len(left), UNLIKE_SCORE, np.int64)
        if not self.exact:
            similar = np.flatnonzero((left != right) & (self._similarity_bound(left, right) > LEAST_SIMILARITY))
            if len(similar):
                similarity = self._similarity(left[similar], right[similar])
                scaled = SAME_KEY_SCORE * (similarity - LEAST_SIMILARITY) // (1000 - LEAST_SIMILARITY)
                graded[similar] = np.maximum(UNLIKE_SCORE, scaled)
            graded[self.meanings[left] + self.meanings[right] == _SIGN + _WORD_OF_SIGN] = SAME_KEY_SCORE
        graded[left == right] = 1000
        scores = graded * np.minimum(self.rarity[left], self.rarity[right]) * UNIT // 1_000_000
        scores[self.classes[left] != self.classes[right]] = FORBIDDEN
        return scores.astype(np.int32)

    def _similarity_bound(self, left: Int64, right: Int64) -> Int64:
        """Return an upper bound (n,) int64 of the similarity, in thousandths, from the letters of one side only."""
        left_mask, right_mask = self.letter_masks[left], self.letter_masks[right]
        size = self.lengths[left].astype(np.int64) + self.lengths[right]
        shared_left = self.lengths[left] - np.bitwise_count(left_mask & ~right_mask)
        shared_right = self.lengths[right] - np.bitwise_count(right_mask & ~left_mask)
        return np.asarray(2000 * np.minimum(shared_left, shared_right) // np.maximum(size, 1), np.int64)

    def _similarity(self, left: Int64, right: Int64) -> Int64:
        """Return the normalised Indel similarity (n,) int64 of the keys, in thousandths, rounded down."""
        from rapidfuzz.distance import Indel  # imported late: texts without a variant word do not need it
        from rapidfuzz.process import cpdist

        distance = cpdist(
            self.keys[left].tolist(), self.keys[right].tolist(), scorer=Indel.distance, dtype=np.int32
        ).astype(np.int64)
        size = self.lengths[left].astype(np.int64) + self.lengths[right]
        similarity: Int64 = 1000 * (size - distance) // np.maximum(size, 1)
        return similarity


def build_scoring(witnesses: Sequence[Tokens], exact: bool = False, hands: Sequence[Tokens] = ()) -> Scoring:
    """Build the scoring scheme of a collation.

    The rarity of a form is log(1 + tokens / tokens of this form), scaled to a mean of 1 over all tokens and
    limited to RARITY_RANGE. Of hands only the forms are counted that no manuscript has.

    Parameters
    ----------
    witnesses : sequence of Tokens
        All witnesses of the collation but its hands, over one vocabulary.
    exact : bool
        Only equal forms are similar.
    hands : sequence of Tokens
        The hands of these witnesses.
    """
    strings = witnesses[0].vocabulary.strings
    counts, classes = _count_forms(witnesses, len(strings)), np.zeros(len(strings), np.int8)
    for tokens in (*witnesses, *hands):
        for sort in (Sort.PUNCTUATION, Sort.LACUNA, Sort.PLACE):
            for code in np.flatnonzero(np.bincount(tokens.form[tokens.sort == sort])).tolist():
                classes[code] = _CLASS_OF_SORT.get(sort) or _punctuation_class(strings[code])
    used = _codes_by_first_use([*witnesses, *hands], len(strings))
    keys, key_codes = _keys(strings, used)
    keys = keys_written_out(keys, strings, used, witnesses)
    points = np.frombuffer("".join(keys.tolist()).encode("utf-32-le", "surrogatepass"), np.uint32)
    lengths = np.fromiter(map(len, keys.tolist()), np.int32, len(keys))
    meanings = _meanings(keys, key_codes)
    masks = _letter_masks(points, lengths)
    if hands:
        counts = np.where(counts > 0, counts, -_count_forms(hands, len(strings)))
    starts = np.cumsum(lengths, dtype=np.int64) - lengths
    return Scoring(keys, points, starts, key_codes, lengths, masks, classes, _rarity(counts, classes), meanings, exact)


def _count_forms(witnesses: Sequence[Tokens], codes: int) -> Int64:
    """Count (codes,) int64 the tokens of each form."""
    counts = np.zeros(codes, np.int64)
    for tokens in witnesses:
        counts += np.bincount(tokens.form, minlength=codes)
    return counts


def _meanings(keys: Object, key_codes: Int32) -> Int8:
    """Return (codes,) int8: which forms are a sign for "and", and which are such a word in any language."""
    meanings = np.zeros(len(keys), np.int8)
    signs = np.flatnonzero(keys == AND)
    if len(signs):
        words = and_words()
        meanings[[k for k, key in enumerate(keys.tolist()) if key in words and key_codes[k] >= 0]] = _WORD_OF_SIGN
        meanings[signs] = _SIGN
    return meanings


def _codes_by_first_use(witnesses: Sequence[Tokens], codes: int) -> Int64:
    """Return the form codes that occur, in the order of their first use, through one witness after the other."""
    first = np.full(codes, -1, np.int64)
    at = sum(map(len, witnesses))
    for tokens in reversed(witnesses):
        at -= len(tokens)
        # If several tokens write to one place, numpy keeps the last value. So the tokens are written in reverse.
        first[tokens.form[::-1]] = np.arange(at + len(tokens) - 1, at - 1, -1)
    used = np.flatnonzero(first >= 0)
    return np.asarray(used[np.argsort(first[used])], np.int64)


def _keys(strings: Sequence[str], used: Int64) -> tuple[Object, Int32]:
    """Return the key (codes,) of each form that is used, and its number (codes,) int32, equal for equal keys."""
    keys = np.full(len(strings), "", object)
    key_codes = np.full(len(strings), -1, np.int32)
    numbers: dict[str, int] = {}
    for code in used.tolist():
        form = strings[code]
        # For plain letters, the common case, this is faster than `letters` and gives the same.
        key = (form.lower() if form.isascii() and form.isalnum() else letters(form))[:MAX_KEY_LENGTH]
        keys[code], key_codes[code] = key, numbers.setdefault(key, len(numbers))
    return keys, key_codes


def _letter_masks(points: UInt32, lengths: Int32) -> UInt64:
    """Return (codes,) uint64: a bit for each letter of each key.

    Two letters may share a bit, which can only raise the bound of a similarity. `points` are the code points of
    all keys, one after the other, and `lengths` (codes,) are the lengths of the keys.
    """
    bits = np.uint64(1) << (points * np.uint32(7) % np.uint32(61)).astype(np.uint64)
    masks = np.zeros(len(lengths), np.uint64)
    non_empty = np.flatnonzero(lengths)
    if len(non_empty):
        starts = (np.cumsum(lengths, dtype=np.int64) - lengths)[non_empty]
        masks[non_empty] = np.bitwise_or.reduceat(bits, starts)
    return masks


def _rarity(counts: Int64, classes: Int8) -> Int32:
    """Return the rarity (codes,) int32 of each form, in thousandths of the mean over tokens; `counts` are of tokens.

    The count of a form that only hands have is negative: it is no part of the mean.
    """
    in_mean = np.maximum(counts, 0)
    total = int(in_mean.sum())
    raw = np.log1p(total / np.maximum(np.abs(counts), 1))
    raw[counts == 0] = 0.0
    # Sorted before the sum: the mean must not depend on the order of the witnesses.
    mean = float(np.sort(raw * in_mean).sum()) / total if total else 1.0
    rarity = np.clip(np.rint(1000 * raw / (mean or 1.0)), *RARITY_RANGE).astype(np.int32)
    rarity[classes != _WORD] = PUNCTUATION_RARITY
    return rarity


def _punctuation_class(mark: str) -> int:
    """Return the class of a punctuation mark: quotation marks and brackets do other work than stops and dashes."""
    if all(c in QUOTES for c in mark):
        return _QUOTE
    return _BRACKET if unicodedata.category(mark[0]) in ("Ps", "Pe") else _STOP
