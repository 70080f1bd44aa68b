"""Edits learned from a work: what stands for what when its witnesses spell one word in two ways.

A pair of spellings is cut into segments of at most two letters against at most two, the borders of
the word among the letters. A cut is as likely as its segments, which are counted in the likeliest
cuts, some rounds over: Viterbi training of a joint unigram model of segments (Bisani and Ney 2008).
Two words are weighed against chance: letters that are rare in both say more than common ones.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

TRAINING_ROUNDS: Final = 3  # of counting; a fourth changes nothing
LONGEST_WORD: Final = 40  # letters; of longer words the rest is not looked at
CHANCE_WEIGHT: Final = 0.7  # of the cost of its letters is taken off a pair; .5 to .8 do equally well
SAME_WORD_COST: Final = -0.2  # nats a letter: what costs no more is one word; flat from -.4 to 0
_SEGMENT_SHAPES: Final = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (2, 2))
_INITIAL_MATCH_COST: Final = 1.0  # nats for a letter against itself before anything is learned
_INITIAL_OTHER_COST: Final = 6.0  # and for any other segment, a letter
_SMOOTHING: Final = 0.1  # times that a segment was seen which was not
_WORD_START: Final = "\x02"
_WORD_END: Final = "\x03"

SegmentPair = tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class EditModel:
    """What segments cost, in nats.

    costs    of each segment that was seen
    unseen   of any other, a letter
    chance   of letters by themselves
    """

    costs: Mapping[SegmentPair, float]
    unseen: float
    chance: Mapping[str, float]

    def cost(self, one: str, other: str) -> float:
        """Give the cost of reading one word as the other beyond chance, in nats a letter."""
        one, other = _with_borders(one), _with_borders(other)
        alone = sum(self.chance.get(letter, self.unseen) for letter in one + other)
        return (_cost_table(self, one, other)[-1][-1] - CHANCE_WEIGHT * alone) / max(len(one), len(other))


def learn_edits(pairs: Iterable[tuple[str, str]]) -> EditModel:
    """Learn edits from pairs of folded words that stand in one place, most of them spellings of one word.

    Which of the two comes first makes no difference.
    """
    pairs = [(_with_borders(one), _with_borders(other)) for one, other in pairs]
    letters = Counter(letter for pair in pairs for word in pair for letter in word)
    chance = {letter: -math.log(count / letters.total()) for letter, count in letters.items()}
    edits = EditModel({(letter, letter): _INITIAL_MATCH_COST for letter in letters}, _INITIAL_OTHER_COST, chance)
    for _ in range(TRAINING_ROUNDS):
        counts = Counter[SegmentPair]()
        for pair in pairs:
            for one, other in _best_segmentation(edits, *pair):
                counts[one, other] += 1
                counts[other, one] += 1
        total = counts.total() + _SMOOTHING * (len(counts) + 1)
        costs = {segment: -math.log((count + _SMOOTHING) / total) for segment, count in counts.items()}
        edits = EditModel(costs, -math.log(_SMOOTHING / total), chance)
    return edits


def _with_borders(word: str) -> str:
    return f"{_WORD_START}{word[:LONGEST_WORD]}{_WORD_END}"


def _cost_table(edits: EditModel, one: str, other: str) -> Sequence[Sequence[float]]:
    """Give the least cost of every two beginnings, (letters of one + 1, letters of other + 1)."""
    costs, unseen = edits.costs, edits.unseen
    table = [[math.inf] * (len(other) + 1) for _ in range(len(one) + 1)]
    table[0][0] = 0.0
    for i, row in enumerate(table):
        for j in range(len(other) + 1):
            best = row[j]
            for a, b in _SEGMENT_SHAPES:
                if i >= a and j >= b:
                    cost = costs.get((one[i - a : i], other[j - b : j]), unseen * max(a, b))
                    best = min(best, table[i - a][j - b] + cost)
            row[j] = best
    return table


def _best_segmentation(edits: EditModel, one: str, other: str) -> list[SegmentPair]:
    """Give the segments of the likeliest cut."""
    table, segments = _cost_table(edits, one, other), []
    i, j = len(one), len(other)
    while i or j:
        for a, b in _SEGMENT_SHAPES:
            if i < a or j < b:
                continue
            segment = one[i - a : i], other[j - b : j]
            if table[i][j] == table[i - a][j - b] + edits.costs.get(segment, edits.unseen * max(a, b)):
                segments.append(segment)
                i, j = i - a, j - b
                break
    return segments
