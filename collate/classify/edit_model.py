"""Weighted edit distance of letters: what a work writes for what, from a general table and from its own pairs.

A pair of spellings is cut into segment pairs of at most two letters each; the word borders count as letters. The cost
of a cut is the sum of the costs of its segments. The costs begin with the general table of correspondences, and are
refined with the cheapest cuts of the work's own pairs: maximum a posteriori Viterbi training of a joint unigram model
of segments (Bisani and Ney 2008). The cost of a word pair is set against chance, so that rare letters which agree
count for more than common ones.
"""

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from collate._dataclass import dataclass
from collate.classify.correspondences import USUAL_SHARE, SegmentPair, correspondences, shown, with_borders
from collate.classify.language.folding import bare

CHANCE_WEIGHT: Final = 0.7  # share of the cost of the letters that is subtracted; .5 to .8 do equally well
SEGMENT_SHAPES: Final = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (2, 2))
PRIOR_WEIGHT: Final = 400  # segments for which the general table counts; 100 to 1600 do equally well
ACCENT_SHARE: Final = 0.004  # of all segments: a letter with an accent against one without
_FIRST_GREEK: Final = "\u0370"  # Greek accents move with the ending, so they are no habit of spelling
SEEN_COUNT: Final = 1.0  # of a segment that more pairs than one have; each pair counts 1 at most
_SMOOTHING: Final = 0.1  # count of a segment that was never seen
_FLAT_LETTERS: Final = 100  # letters of an even distribution, so that a few pairs say nothing of frequency
_FEWEST_LETTERS: Final = 30  # of an alphabet


@dataclass(frozen=True, slots=True, eq=False)
class EditModel:
    """The costs of segment pairs, in nats.

    costs                of each segment pair that the table has or that was seen in training
    unseen_cost          of any other, per letter
    letter_costs         of each letter by its frequency alone
    unseen_letter_cost   of any other, also against itself
    """

    costs: Mapping[SegmentPair, float]
    unseen_cost: float
    letter_costs: Mapping[str, float]
    unseen_letter_cost: float

    def cost(self, left: str, right: str) -> float:
        """Return the cost of writing one folded word for the other, above chance, in nats per letter.

        Below 0 the pair is likelier than chance. The order of the words makes no difference.
        """
        left, right = with_borders(left), with_borders(right)
        by_chance = sum([self.letter_costs.get(letter, self.unseen_letter_cost) for letter in left + right])
        return (_cost_table(self, left, right)[-1][-1] - CHANCE_WEIGHT * by_chance) / max(len(left), len(right))

    def cut(self, left: str, right: str) -> tuple[SegmentPair, ...]:
        """Return the segment pairs of the cheapest cut, in the order of the letters; ^ and $ are the word borders."""
        segments = _best_segmentation(self, with_borders(left), with_borders(right))
        return tuple([(shown(a), shown(b)) for a, b in reversed(segments)])

    def has_unseen(self, left: str, right: str) -> bool:
        """Return whether two folded words differ in letters that neither the table nor two pairs of the work exchange.

        Accents are no other letters.
        """
        seen_cost = self.unseen_cost - math.log((SEEN_COUNT + _SMOOTHING) / _SMOOTHING)
        table = correspondences()
        return any(
            a != b
            and bare(a) != bare(b)
            and (a, b) not in table
            and self.costs.get((a, b), self.unseen_cost) >= seen_cost
            for a, b in _best_segmentation(self, with_borders(left), with_borders(right))
        )


@dataclass(frozen=True, slots=True, eq=False)
class LetterHabits:
    """What is expected of the letters of a work before its pairs are seen.

    counts               of segments, by the general table
    letter_costs         of each letter by its frequency alone
    unseen_letter_cost   of any other
    """

    counts: Mapping[SegmentPair, float]
    letter_costs: Mapping[str, float]
    unseen_letter_cost: float

    def model(self, seen: Mapping[SegmentPair, float]) -> EditModel:
        """Return the model in which each segment costs what its share says, with those that were seen in the work."""
        counts = dict(self.counts)
        for segment, count in seen.items():
            counts[segment] = counts.get(segment, 0.0) + count
        total = sum(counts.values()) + _SMOOTHING * (len(counts) + 1)
        costs = {segment: -math.log((count + _SMOOTHING) / total) for segment, count in counts.items()}
        return EditModel(costs, -math.log(_SMOOTHING / total), self.letter_costs, self.unseen_letter_cost)


def letter_habits(words: Iterable[str]) -> LetterHabits:
    """Return what the general table expects of the letters of these folded words."""
    letters = Counter(itertools.chain.from_iterable(map(with_borders, words)))
    flat = _FLAT_LETTERS / max(_FEWEST_LETTERS, len(letters))
    total = letters.total() + _FLAT_LETTERS
    shares = {letter: (count + flat) / total for letter, count in letters.items()}
    counts = {(letter, letter): PRIOR_WEIGHT * share for letter, share in shares.items()}
    for segment, share in correspondences().items():
        if shares.keys() >= set(segment[0] + segment[1]):
            counts[segment] = PRIOR_WEIGHT * share
    for letter in shares:
        plain = bare(letter)
        if plain != letter and plain in shares and letter < _FIRST_GREEK:
            counts[letter, plain] = counts[plain, letter] = PRIOR_WEIGHT * ACCENT_SHARE
    letter_costs = {letter: -math.log(share) for letter, share in shares.items()}
    return LetterHabits(counts, letter_costs, -math.log(flat / total))


def is_usual_exchange(left: str, right: str) -> bool:
    """Return whether two folded words differ only in letters that many older writers exchange, by the general table."""
    table = correspondences()
    model = letter_habits((left, right)).model({})
    return all(
        bare(a) == bare(b) or table.get((a, b), 0.0) >= USUAL_SHARE
        for a, b in _best_segmentation(model, with_borders(left), with_borders(right))
    )


def _cost_table(model: EditModel, left: str, right: str) -> Sequence[Sequence[float]]:
    """Return the least cost of each pair of word beginnings, (letters of left + 1, letters of right + 1)."""
    costs, table = model.costs, [[math.inf] * (len(right) + 1) for _ in range(len(left) + 1)]
    table[0][0] = 0.0
    for i, row in enumerate(table):
        for j in range(len(right) + 1):
            best = row[j]
            for a, b in SEGMENT_SHAPES:
                if i < a or j < b:
                    continue
                segment = left[i - a : i], right[j - b : j]
                cost = costs.get(segment)  # as `_cost`, which would be called for each cell
                if cost is None:
                    if a > 1 or b > 1:
                        continue
                    cost = model.unseen_letter_cost if segment[0] == segment[1] else model.unseen_cost
                cost += table[i - a][j - b]
                if cost < best:  # noqa: PLR1730 - `min` is called for each cell, too
                    best = cost
            row[j] = best
    return table


def _cost(model: EditModel, left: str, right: str) -> float:
    """Return the cost of a segment pair. Two letters that were not seen as one segment are never cut as one."""
    cost = model.costs.get((left, right))
    if cost is not None:
        return cost
    if len(left) > 1 or len(right) > 1:
        return math.inf
    return model.unseen_letter_cost if left == right else model.unseen_cost


def _best_segmentation(model: EditModel, left: str, right: str) -> list[SegmentPair]:
    """Return the segment pairs of the cheapest cut, from the end of the words to their beginning."""
    table, segments = _cost_table(model, left, right), []
    i, j = len(left), len(right)
    while i or j:
        for a, b in SEGMENT_SHAPES:
            segment = left[max(0, i - a) : i], right[max(0, j - b) : j]
            if i >= a and j >= b and table[i][j] == table[i - a][j - b] + _cost(model, *segment):
                segments.append(segment)
                i, j = i - a, j - b
                break
    return segments
