"""Learned weighted edit distance: which letters the witnesses of a work write for one another.

A pair of spellings is cut into segment pairs of at most two letters each; the word borders count as letters. The cost
of a cut is the sum of the costs of its segments. The costs are counted in the cheapest cuts and refined in several
rounds: Viterbi training of a joint unigram model of segments (Bisani and Ney 2008). The cost of a word pair is set
against chance, so that rare letters which agree count for more than common ones.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

TRAINING_ROUNDS: Final = 3  # a fourth changes nothing
LONGEST_WORD: Final = 40  # letters; the rest of a longer word is ignored
CHANCE_WEIGHT: Final = 0.7  # share of the cost of the letters that is subtracted; .5 to .8 do equally well
SAME_WORD_COST: Final = -0.2  # nats per letter; a pair that costs no more is one word; flat from -.4 to 0
_SEGMENT_SHAPES: Final = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (2, 2))
_INITIAL_MATCH_COST: Final = 1.0  # nats, for a letter against itself before training
_INITIAL_OTHER_COST: Final = 6.0  # nats per letter, for any other segment before training
_SMOOTHING: Final = 0.1  # count of a segment that was never seen
_WORD_START: Final = "\x02"
_WORD_END: Final = "\x03"

SegmentPair = tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class EditModel:
    """The costs of segment pairs, in nats.

    costs          of each segment pair that was seen in training
    unseen_cost    of any other, per letter
    letter_costs   of each letter by its frequency alone
    """

    costs: Mapping[SegmentPair, float]
    unseen_cost: float
    letter_costs: Mapping[str, float]

    def cost(self, left: str, right: str) -> float:
        """Return the cost of writing one folded word for the other, above chance, in nats per letter.

        Below 0 the pair is likelier than chance. The order of the words makes no difference.
        """
        left, right = _with_borders(left), _with_borders(right)
        by_chance = sum(self.letter_costs.get(letter, self.unseen_cost) for letter in left + right)
        return (_cost_table(self, left, right)[-1][-1] - CHANCE_WEIGHT * by_chance) / max(len(left), len(right))

    def cut(self, left: str, right: str) -> tuple[SegmentPair, ...]:
        """Return the segment pairs of the cheapest cut, in the order of the letters; ^ and $ are the word borders."""
        segments = _best_segmentation(self, _with_borders(left), _with_borders(right))
        return tuple([(_shown(a), _shown(b)) for a, b in reversed(segments)])


def learn_edits(word_pairs: Iterable[tuple[str, str]]) -> EditModel:
    """Train a model on pairs of folded words that are aligned, most of them spellings of one word.

    The order of the words in a pair makes no difference.
    """
    bordered = [(_with_borders(left), _with_borders(right)) for left, right in word_pairs]
    letters = Counter(letter for pair in bordered for word in pair for letter in word)
    letter_costs = {letter: -math.log(count / letters.total()) for letter, count in letters.items()}
    model = EditModel({(letter, letter): _INITIAL_MATCH_COST for letter in letters}, _INITIAL_OTHER_COST, letter_costs)
    for _ in range(TRAINING_ROUNDS):
        counts = Counter[SegmentPair]()
        for pair in bordered:
            for left, right in _best_segmentation(model, *pair):
                counts[left, right] += 1
                counts[right, left] += 1
        total = counts.total() + _SMOOTHING * (len(counts) + 1)
        costs = {segment: -math.log((count + _SMOOTHING) / total) for segment, count in counts.items()}
        model = EditModel(costs, -math.log(_SMOOTHING / total), letter_costs)
    return model


def _with_borders(word: str) -> str:
    return f"{_WORD_START}{word[:LONGEST_WORD]}{_WORD_END}"


def _shown(segment: str) -> str:
    """Return a segment with signs for the word borders."""
    return segment.replace(_WORD_START, "^").replace(_WORD_END, "$")


def _cost_table(model: EditModel, left: str, right: str) -> Sequence[Sequence[float]]:
    """Return the least cost of each pair of word beginnings, (letters of left + 1, letters of right + 1)."""
    costs, unseen_cost = model.costs, model.unseen_cost
    table = [[math.inf] * (len(right) + 1) for _ in range(len(left) + 1)]
    table[0][0] = 0.0
    for i, row in enumerate(table):
        for j in range(len(right) + 1):
            best = row[j]
            for a, b in _SEGMENT_SHAPES:
                if i >= a and j >= b:
                    cost = costs.get((left[i - a : i], right[j - b : j]), unseen_cost * max(a, b))
                    best = min(best, table[i - a][j - b] + cost)
            row[j] = best
    return table


def _best_segmentation(model: EditModel, left: str, right: str) -> list[SegmentPair]:
    """Return the segment pairs of the cheapest cut, from the end of the words to their beginning."""
    table, segments = _cost_table(model, left, right), []
    i, j = len(left), len(right)
    while i or j:
        for a, b in _SEGMENT_SHAPES:
            if i < a or j < b:
                continue
            segment = left[i - a : i], right[j - b : j]
            if table[i][j] == table[i - a][j - b] + model.costs.get(segment, model.unseen_cost * max(a, b)):
                segments.append(segment)
                i, j = i - a, j - b
                break
    return segments
