"""The costs of many word pairs at once: the dynamic programme of `edit_model`, one cell of all pairs at a time.

Pairs with letters that are rare in a large alphabet are left to `EditModel`, pair by pair.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np

from collate._arrays import Float64, Index, Int32, Int64, unique_inverse
from collate._codepoints import code_points
from collate._dataclass import dataclass
from collate.classify.correspondences import SegmentPair, with_borders
from collate.classify.edit_model import CHANCE_WEIGHT, SEGMENT_SHAPES, EditModel, LetterHabits

TRAINING_ROUNDS: Final = 3  # a fourth changes nothing
SAME_WORD_COST: Final = -0.2  # nats per letter, at which a pair teaches half of what a certain one does
TEACHING_SLOPE: Final = 0.25  # nats per letter
MOST_LETTERS: Final = 250  # of an alphabet
_PAIRS_PER_BLOCK: Final = 1024  # the cells of one block fit the cache of a processor
_UNKNOWN: Final = -1

WordPairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, eq=False)
class _SegmentCodes:
    """Numbers for segments: 0 for none, then letters, then two letters that the model knows, then any other two.

    segments    of each code
    of_point    code of each code point, or -1
    of_two      (letters + 1, letters + 1): for two codes of letters, that of both as one segment, or the last code
    costs       (codes, codes): of each segment against each; two letters that were not seen as one are endless
    by_chance   (letters + 1,): cost of each letter by its frequency alone
    """

    segments: Sequence[str]
    of_point: Int32
    of_two: Int32
    costs: Float64
    by_chance: Float64


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    """The words of one side of a block of pairs.

    lengths   (words,)
    letters   (places, words): code of the letter at each place, 0 behind the end
    twos      (places, words): code of the segment of two letters that ends there, or the last code
    """

    lengths: Int64
    letters: Int32
    twos: Int32


def pair_costs(model: EditModel, pairs: WordPairs) -> Float64:
    """Return the costs (pairs,) in nats per letter of pairs of folded words: what `EditModel.cost` returns."""
    codes, costs = _segment_codes(model), np.full(len(pairs), np.nan)
    for members, left, right in _blocks(codes, pairs):
        table = _least_costs(codes, left, right)
        costs[members] = _above_chance(codes, left, right, table)
    for k in np.flatnonzero(np.isnan(costs)).tolist():
        costs[k] = model.cost(*pairs[k])
    return costs


def segment_counts(model: EditModel, pairs: WordPairs) -> Mapping[SegmentPair, float]:
    """Count the segments of the cheapest cuts, in both directions, each pair by what it teaches."""
    codes, counts = _segment_codes(model), dict[SegmentPair, float]()
    size = len(codes.costs)
    for _, left, right in _blocks(codes, pairs):
        table = _least_costs(codes, left, right)
        weights = _teaching_weights(_above_chance(codes, left, right, table))
        cut, members = _cut_segments(codes, left, right, table)
        distinct, places = unique_inverse(cut)
        totals = np.bincount(places, weights[members], len(distinct))
        for segment, count in zip(distinct.tolist(), totals.tolist(), strict=True):
            first, second = codes.segments[segment // size], codes.segments[segment % size]
            counts[first, second] = counts.get((first, second), 0.0) + count
            counts[second, first] = counts.get((second, first), 0.0) + count
    return counts


def learn_edits(habits: LetterHabits, pairs: WordPairs) -> EditModel:
    """Train a model on distinct pairs of folded words, many of them spellings of one word.

    The order of the words in a pair makes no difference.
    """
    model = habits.model({})
    for _ in range(TRAINING_ROUNDS if pairs else 0):
        model = habits.model(segment_counts(model, pairs))
    return model


def _teaching_weights(costs: Float64) -> Float64:
    """Return how much each pair teaches: one that is probably of two words or of two forms, little."""
    weights: Float64 = 1 / (1 + np.exp((costs - SAME_WORD_COST) / TEACHING_SLOPE))
    return weights


def _segment_codes(model: EditModel) -> _SegmentCodes:
    """Number the segments of a model, and lay their costs out as a table."""
    letters = sorted(model.letter_costs, key=lambda letter: (model.letter_costs[letter], letter))[:MOST_LETTERS]
    known = set(letters)
    twos = sorted({side for pair in model.costs for side in pair if len(side) == 2 and known.issuperset(side)})
    segments = ["", *letters, *twos]
    code_of = {segment: code for code, segment in enumerate(segments)}
    costs = np.full((len(segments) + 1, len(segments) + 1), np.inf)
    costs[: len(letters) + 1, : len(letters) + 1] = model.unseen_cost
    for (left, right), cost in model.costs.items():
        if left in code_of and right in code_of:
            costs[code_of[left], code_of[right]] = cost
    of_point = np.full(max(map(ord, letters), default=0) + 2, _UNKNOWN, np.int32)
    of_point[[ord(letter) for letter in letters]] = np.arange(1, len(letters) + 1)
    of_point[0] = 0
    of_two = np.full((len(letters) + 1, len(letters) + 1), len(segments), np.int32)
    for two in twos:
        of_two[code_of[two[0]], code_of[two[1]]] = code_of[two]
    by_chance = np.array([0.0, *[model.letter_costs[letter] for letter in letters]])
    return _SegmentCodes(segments, of_point, of_two, costs, by_chance)


def _blocks(codes: _SegmentCodes, pairs: WordPairs) -> Iterator[tuple[Index, _Words, _Words]]:
    """Yield the pairs whose letters all have codes, those of like length together, with their numbers."""
    bordered = [(with_borders(left), with_borders(right)) for left, right in pairs]
    known = {codes.segments[code] for code in range(1, len(codes.by_chance))}
    members = [k for k, (left, right) in enumerate(bordered) if known.issuperset(left) and known.issuperset(right)]
    members.sort(key=lambda k: (max(map(len, bordered[k])), k))
    for start in range(0, len(members), _PAIRS_PER_BLOCK):
        block = members[start : start + _PAIRS_PER_BLOCK]
        left, right = (_words(codes, [bordered[k][side] for k in block]) for side in (0, 1))
        yield np.array(block, np.intp), left, right


def _words(codes: _SegmentCodes, words: Sequence[str]) -> _Words:
    lengths = np.array([len(word) for word in words], np.int64)
    places = int(lengths.max())
    points = code_points("".join([word.ljust(places, "\0") for word in words]))
    letters = codes.of_point[points].reshape(len(words), places).T.copy()
    twos = np.full_like(letters, len(codes.segments))
    twos[1:] = codes.of_two[letters[:-1], letters[1:]]
    return _Words(lengths, letters, twos)


def _least_costs(codes: _SegmentCodes, left: _Words, right: _Words) -> Float64:
    """Return the least cost (places of left + 1, places of right + 1, pairs) of each pair of word beginnings."""
    rows, columns, pairs = len(left.letters), len(right.letters), len(left.lengths)
    replaced = codes.costs[left.letters[:, None], right.letters]
    lost, added = codes.costs[left.letters, 0], codes.costs[0, right.letters]
    steps = [_two_letter_steps(codes, left, right, a, b) for a, b in SEGMENT_SHAPES if max(a, b) == 2]
    table = np.empty((rows + 1, columns + 1, pairs))
    table[0, 0] = 0.0
    np.cumsum(lost, axis=0, out=table[1:, 0])
    np.cumsum(added, axis=0, out=table[0, 1:])
    for i in range(rows):
        for j in range(columns):
            best = np.add(table[i, j], replaced[i, j], out=table[i + 1, j + 1])
            np.minimum(best, table[i, j + 1] + lost[i], out=best)
            np.minimum(best, table[i + 1, j] + added[j], out=best)
            for step in steps:
                start, end = step.bounds[i * columns + j : i * columns + j + 2]
                if start < end:
                    members = step.members[start:end]
                    cost = table[i + 1 - step.from_left, j + 1 - step.from_right, members] + step.costs[start:end]
                    best[members] = np.minimum(best[members], cost)
    return table


@dataclass(frozen=True, slots=True, eq=False)
class _TwoLetterSteps:
    """Where segments of two letters that the model has seen end, in a block of pairs.

    from_left, from_right   letters of the segment
    bounds                  for each cell of the table, row by row, where its steps begin; and the end of all
    members, costs          (steps,): the pair and the cost of each step
    """

    from_left: int
    from_right: int
    bounds: Sequence[int]
    members: Index
    costs: Float64


def _two_letter_steps(codes: _SegmentCodes, left: _Words, right: _Words, a: int, b: int) -> _TwoLetterSteps:
    """Find the segments of `a` letters of the left word against `b` letters of the right one."""
    ends_left, ends_right = (left.letters, left.twos)[a - 1], (right.letters, right.twos)[b - 1]
    costs = codes.costs[ends_left[:, None], ends_right].ravel()
    found = np.flatnonzero(np.isfinite(costs))
    pairs = len(left.lengths)
    cells = len(ends_left) * len(ends_right)
    bounds = np.searchsorted(found, np.arange(cells + 1) * pairs)
    return _TwoLetterSteps(a, b, bounds.tolist(), found % pairs, costs[found])


def _above_chance(codes: _SegmentCodes, left: _Words, right: _Words, table: Float64) -> Float64:
    """Return the cost (pairs,) of whole words above chance, per letter."""
    least = table[left.lengths, right.lengths, np.arange(len(left.lengths))]
    by_chance = codes.by_chance[left.letters].sum(axis=0) + codes.by_chance[right.letters].sum(axis=0)
    above: Float64 = (least - CHANCE_WEIGHT * by_chance) / np.maximum(left.lengths, right.lengths)
    return above


def _cut_segments(codes: _SegmentCodes, left: _Words, right: _Words, table: Float64) -> tuple[Int64, Index]:
    """Return the segments of the cheapest cuts, each as one number, and the pair that each belongs to."""
    pairs = np.arange(len(left.lengths))
    i, j = left.lengths.copy(), right.lengths.copy()
    taken = np.array(SEGMENT_SHAPES, np.int64)
    segments, members = [], []
    while len(pairs):
        from_left, from_right = (_ending_segments(words, at, pairs) for words, at in ((left, i), (right, j)))
        costs = np.stack([
            np.where((i >= a) & (j >= b), table[i - a, j - b, pairs] + codes.costs[from_left[a], from_right[b]], np.inf)
            for a, b in SEGMENT_SHAPES
        ])  # fmt: skip
        shape = costs.argmin(axis=0)
        a, b = taken[shape].T
        every = np.arange(len(pairs))
        segments.append(from_left[a, every] * len(codes.costs) + from_right[b, every])
        members.append(pairs)
        i, j = i - a, j - b
        is_open = (i > 0) | (j > 0)
        i, j, pairs = i[is_open], j[is_open], pairs[is_open]
    return np.concatenate(segments), np.concatenate(members)


def _ending_segments(words: _Words, ends: Int64, pairs: Index) -> Int64:
    """Return the codes (3, pairs) of the segments of no, one and two letters that end before a place of each word."""
    return np.stack([np.zeros_like(ends), words.letters[ends - 1, pairs], words.twos[ends - 1, pairs]])
