"""Which pairs of many witnesses are searched for moves: those in which a word is here in one and there in another.

A word can have moved only if some witnesses have it in one column, others in another column, and neither have it in
both. Witnesses that have it in the same place are one side of this question, however many they are. So of all pairs
that have the same word, or the same two words, in two places, the nearest ones are compared: they differ least in
other words. The cost grows with the number of such words, not with the pairs of witnesses.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np

from collate._arrays import Bool, Float64, Int32, Int64
from collate.alignment.scoring import UNIT, Scoring
from collate.model.alignment import GAP
from collate.model.tokens import Tokens

REACH: Final = 12  # words between two words of one candidate
MOST_COLUMNS: Final = 32  # columns of one word, of which each is compared with all others; of more, with the next ones
SHORT_DISTANCE: Final = 40  # words that a single word may have moved
LEAST_WEIGHT: Final = UNIT // 4  # of what moves over no distance, and
WEIGHT_PER_DOUBLING: Final = UNIT // 2  # for each doubling of the distance, as in `moves`
ENOUGH: Final = 4  # pairs, chosen for other candidates, in which a candidate is found too
CELLS_AT_ONCE: Final = 1 << 22  # to limit the memory


class _Places(NamedTuple):
    """The p words that only some witnesses have in a column, in the order of keys, then of columns.

    key     (p,) int64
    column  (p,) int64
    has     (p, witnesses) bool   which witnesses have it there
    """

    key: Int64
    column: Int64
    has: Bool


class _Seeds(NamedTuple):
    """s pairs of places of one word, in the order of the first column.

    first, second  (s,) int64     the numbers of the places; the first is before the second
    weight         (s,) int64
    distance       (s,) float64   words between them
    """

    first: Int64
    second: Int64
    weight: Int64
    distance: Float64


def keys_of_table(tokens: Sequence[Tokens], table: Int32, scoring: Scoring) -> Int32:
    """Return (columns, witnesses) int32: what is compared in each cell of a table, or GAP."""
    keys = np.full(table.shape, GAP, np.int32)
    for w, witness in enumerate(tokens):
        keys[table[:, w] != GAP, w] = scoring.anchor_keys(witness.form)  # the table has every token, in order
    return keys


def weights_of_keys(scoring: Scoring) -> Int64:
    """Return (keys,) int64: the rarity of each key, that of its most frequent form."""
    used = np.flatnonzero(scoring.key_codes >= 0)
    if scoring.exact:
        return scoring.rarity.astype(np.int64)
    weights = np.full(int(scoring.key_codes.max(initial=-1)) + 1, np.iinfo(np.int64).max)
    np.minimum.at(weights, scoring.key_codes[used], scoring.rarity[used].astype(np.int64))
    return weights


def pairs_with_candidates(
    keys: Int32, testifies: Bool, key_weights: Int64, order: Sequence[int]
) -> list[tuple[int, int]]:
    """Return pairs of witnesses that have every word which may have moved in two places, each once, in order.

    Parameters
    ----------
    keys : (columns, witnesses) int32
        What is compared, or GAP.
    testifies : (columns, witnesses) bool
        Whether a witness reads or omits.
    key_weights : (keys,) int64
    order : sequence of int
        The witnesses in the order of joining: of equally good ones the first is compared.
    """
    keys, testifies = keys[:, list(order)], testifies[:, list(order)]
    places = _places(keys, testifies)
    words_before = np.cumsum((keys != GAP).mean(axis=1))
    seeds = _seeds(places, words_before, key_weights)
    nearest = _Nearest(keys)
    pairs: dict[tuple[int, int], None] = {}
    for candidates in (_single_words(seeds), _words_together(seeds, places, words_before)):
        for left, right in _sides(candidates, seeds, places, testifies):
            chosen = np.array([*pairs], np.int64).reshape(-1, 2)
            answers = (left[chosen] & right[chosen[:, ::-1]]).any(axis=1)
            if np.count_nonzero(answers) < ENOUGH:
                pairs.update(dict.fromkeys(nearest.pairs(left, right)))
    numbered = {(order[left], order[right]) for left, right in pairs}
    return sorted({(min(pair), max(pair)) for pair in numbered})


def _places(keys: Int32, testifies: Bool) -> _Places:
    """Return the words that only some of the witnesses which testify have in a column, if another column has them."""
    varies = np.flatnonzero(((keys != keys[:, :1]) & testifies).any(axis=1))
    cells = keys[varies]
    row, witness = np.nonzero(cells != GAP)
    entry = cells[row, witness].astype(np.int64) * len(keys) + varies[row]
    entries, number = np.unique(entry, return_inverse=True)
    key, column = np.divmod(entries, len(keys))
    recurs = np.zeros(len(entries), bool)
    recurs[1:] = key[1:] == key[:-1]
    recurs[:-1] |= recurs[1:]
    has = np.zeros((int(recurs.sum()), keys.shape[1]), bool)
    kept = recurs[number]
    has[(np.cumsum(recurs) - 1)[number[kept]], witness[kept]] = True
    return _Places(key[recurs], column[recurs], has)


def _seeds(places: _Places, words_before: Float64, key_weights: Int64) -> _Seeds:
    """Pair the places of each word."""
    firsts, seconds = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for step in range(1, min(MOST_COLUMNS, len(places.key))):
        first = np.flatnonzero(places.key[step:] == places.key[:-step])
        if not len(first):
            break
        firsts.append(first)
        seconds.append(first + step)
    first, second = np.concatenate(firsts), np.concatenate(seconds)
    by_column = np.lexsort((places.column[second], places.column[first]))
    first, second = first[by_column], second[by_column]
    distance = words_before[places.column[second]] - words_before[places.column[first]]
    return _Seeds(first, second, key_weights[places.key[first]], np.maximum(distance - 1, 0))


def _needed(distance: Float64) -> Float64:
    """Return the weight that moved words must have, for each distance."""
    return LEAST_WEIGHT + WEIGHT_PER_DOUBLING * np.log2(1 + distance)


_Candidates = Sequence[Int64]  # the numbers of one seed of each candidate; then those of another, or nothing


def _single_words(seeds: _Seeds) -> _Candidates:
    """Return the seeds that may have moved by themselves; two words that changed places support each other."""
    return [np.flatnonzero((seeds.distance <= SHORT_DISTANCE) & (2 * seeds.weight >= _needed(seeds.distance)))]


def _words_together(seeds: _Seeds, places: _Places, words_before: Float64) -> _Candidates:
    """Return pairs of seeds that follow each other in both places and are heavy enough, with what is around them."""
    first, second = places.column[seeds.first], places.column[seeds.second]
    lefts, rights = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    around = seeds.weight.astype(np.int64)
    for step in range(1, len(first)):
        in_reach = words_before[first[step:]] - words_before[first[:-step]] <= REACH
        if not in_reach.any():
            break
        apart = words_before[second[step:]] - words_before[second[:-step]]
        follows = np.flatnonzero(
            in_reach & (first[step:] > first[:-step]) & (second[step:] > second[:-step]) & (apart <= REACH)
        )
        np.add.at(around, follows, seeds.weight[follows + step])
        np.add.at(around, follows + step, seeds.weight[follows])
        lefts.append(follows)
        rights.append(follows + step)
    left, right = np.concatenate(lefts), np.concatenate(rights)
    heavy = around >= _needed(seeds.distance)
    kept = heavy[left] & heavy[right]
    return [left[kept], right[kept]]


def _sides(candidates: _Candidates, seeds: _Seeds, places: _Places, testifies: Bool) -> Iterator[tuple[Bool, Bool]]:
    """Yield the witnesses (witnesses,) bool that have the words of a candidate in the first and in the second place."""
    witnesses = testifies.shape[1]
    size = max(1, CELLS_AT_ONCE // max(witnesses, 1))
    seen: set[tuple[bytes, bytes]] = set()
    for start in range(0, len(candidates[0]), size):
        left = np.ones((len(candidates[0][start : start + size]), witnesses), bool)
        right = left.copy()
        for seed in (numbers[start : start + size] for numbers in candidates):
            first, second = seeds.first[seed], seeds.second[seed]
            both = testifies[places.column[first]] & testifies[places.column[second]]
            left &= both & places.has[first] & ~places.has[second]
            right &= both & places.has[second] & ~places.has[first]
        for k in np.flatnonzero(left.any(axis=1) & right.any(axis=1)).tolist():
            sides = left[k].tobytes(), right[k].tobytes()
            if sides not in seen:
                seen.add(sides)
                yield left[k], right[k]


class _Nearest:
    """The witnesses that differ least from a witness.

    Attributes
    ----------
    keys : (columns, witnesses) int32
    """

    __slots__ = ("_differing", "keys")

    def __init__(self, keys: Int32) -> None:
        self.keys = keys
        self._differing: dict[int, Int64] = {}

    def pairs(self, left: Bool, right: Bool) -> list[tuple[int, int]]:
        """Return the first witness of each side, with the one of the other side that differs least from it."""
        first, second = int(left.argmax()), int(right.argmax())
        return [(first, self._among(first, right)), (self._among(second, left), second)]

    def _among(self, witness: int, others: Bool) -> int:
        if witness not in self._differing:
            self._differing[witness] = (self.keys != self.keys[:, witness, None]).sum(axis=0)
        numbers = np.flatnonzero(others)
        return int(numbers[self._differing[witness][numbers].argmin()])
