"""How freely a work spells, and what it costs there to write one word for another.

The letters that the witnesses write for one another are learned from their own pairs, with the general table of
correspondences behind them. How freely the work spells is asked of the table alone, so that a work whose variants are
endings cannot teach that endings are spellings.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from rapidfuzz.distance import OSA

from collate._repr import counted
from collate.classify.edit_costs import learn_edits, pair_costs
from collate.classify.edit_model import EditModel, letter_habits
from collate.classify.language.folding import bare

NEAR_SIMILARITY: Final = 0.4  # of two words that may be one; below it only a list can say so
MOST_TEACHING_PAIRS: Final = 3000  # more teach nothing
MOST_GATE_PAIRS: Final = 2000  # more do not change a share
FREE_COST: Final = 0.2  # nats per letter by the general table; at this cost two words may be spellings of one
FREE_SHARE: Final = 0.55  # of pairs that cost no more: where spelling is free .55 to .8, elsewhere .1 to .5
FEWEST_PAIRS: Final = 50  # that show how a work spells

WordPairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, eq=False)
class SpellingHabits:
    """What a work writes for what.

    edit_model     the general table, and what the work's own pairs add to it
    is_free        whether the work has no settled spelling
    known_costs    of the similar pairs of the work, in both orders
    """

    edit_model: EditModel
    is_free: bool
    known_costs: Mapping[tuple[str, str], float]

    def __repr__(self) -> str:
        free = "free" if self.is_free else "settled"
        return f"<SpellingHabits: {free}, {counted(len(self.known_costs), 'similar pair')}>"

    def cost(self, left: str, right: str) -> float:
        """Return what it costs to write one folded word for the other, above chance, in nats per letter."""
        cost = self.known_costs.get((left, right))
        if cost is None:
            cost = self.known_costs.get((right, left))
        return self.edit_model.cost(left, right) if cost is None else cost


def spelling_habits(aligned_pairs: WordPairs, stated: bool | None) -> SpellingHabits:
    """Return the habits of a work; `stated` is whether the work itself says that its spelling is free."""
    near = [pair for pair in aligned_pairs if OSA.normalized_similarity(*pair, score_cutoff=NEAR_SIMILARITY) > 0]
    habits = letter_habits([word for pair in _sample(aligned_pairs, MOST_TEACHING_PAIRS) for word in pair])
    is_free = _is_free(habits.model({}), aligned_pairs, near) if stated is None else stated
    edit_model = learn_edits(habits, _sample(near, MOST_TEACHING_PAIRS))
    costs = pair_costs(edit_model, near).tolist()
    return SpellingHabits(edit_model, is_free, dict(zip(near, costs, strict=True)))


def _is_free(table: EditModel, aligned_pairs: WordPairs, near: WordPairs) -> bool:
    """Return whether most pairs that differ in letters may be spellings of one word by the general table."""
    differing = [pair for pair in _sample(aligned_pairs, MOST_GATE_PAIRS) if bare(pair[0]) != bare(pair[1])]
    if len(differing) < FEWEST_PAIRS:
        return False
    asked = [*set(differing) & set(near)]
    cheap = np.count_nonzero(pair_costs(table, asked) < FREE_COST)
    return bool(cheap / len(differing) >= FREE_SHARE)


def _sample(pairs: WordPairs, most: int) -> WordPairs:
    """Return so many of the pairs at most, evenly spread."""
    return pairs[:: -(-len(pairs) // most) or 1]
