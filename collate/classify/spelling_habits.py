"""How freely a work spells, and what it costs there to write one word for another.

The letters that the witnesses write for one another are learned from their own pairs, with the general table of
correspondences behind them. How freely the work spells is asked of the table alone, so that a work whose variants are
endings cannot teach that endings are spellings.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from rapidfuzz.distance import OSA

from collate._dataclass import dataclass
from collate._repr import counted
from collate.classify.edit_costs import learn_edits, pair_costs
from collate.classify.edit_model import EditModel, LetterHabits, letter_habits
from collate.classify.language.folding import bare, with_one_letter
from collate.text.figures import STROKES

NEAR_SIMILARITY: Final = 0.4  # of two words that may be one; below it only a list can say so
MOST_TEACHING_PAIRS: Final = 3000  # more teach nothing
MOST_GATE_PAIRS: Final = 2000  # more do not change a share
FREE_COST: Final = 0.2  # nats per letter by the general table; at this cost two words may be spellings of one
FREE_SHARE: Final = 0.55  # of pairs that cost no more: where spelling is free .55 to .8, elsewhere .1 to .5
PART_LACKS: Final = 2  # letters of a word of which only a part stands there
_SIGNS_OF_SCRIBES: Final = frozenset("ꝯꝑꝓꝗꝝꝰ⁊'")
FEWEST_PAIRS: Final = 50  # that show how a work spells
MIN_EXCHANGED_PAIRS: Final = 3  # that differ only in y and i

WordPairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, eq=False)
class SpellingHabits:
    """What a work writes for what.

    edit_model     the general table, and what the work's own pairs add to it
    known_costs    of the similar pairs of the work
    """

    edit_model: EditModel
    known_costs: Mapping[tuple[str, str], float]

    def __repr__(self) -> str:
        return f"<SpellingHabits: {counted(len(self.known_costs), 'similar pair')}>"

    def cost(self, left: str, right: str) -> float:
        """Return what it costs to write one folded word for the other, above chance, in nats per letter."""
        cost = self.known_costs.get((left, right))
        if cost is None:
            cost = self.known_costs.get((right, left))
        return self.edit_model.cost(left, right) if cost is None else cost


def spelling_habits(aligned_pairs: WordPairs) -> SpellingHabits:
    """Learn the habits of a work from its pairs of folded words."""
    near = _similar(aligned_pairs)
    edit_model = learn_edits(_letter_habits(aligned_pairs), _sample(near, MOST_TEACHING_PAIRS))
    return SpellingHabits(edit_model, dict(zip(near, pair_costs(edit_model, near).tolist(), strict=True)))


def is_free(aligned_pairs: WordPairs) -> bool:
    """Return whether most pairs that differ in letters may be spellings of one word by the general table."""
    sample = _sample(aligned_pairs, MOST_GATE_PAIRS)
    differing = [pair for pair in sample if bare(pair[0]) != bare(pair[1]) and _shows_spelling(*pair)]
    near = _similar(differing)
    if len(differing) < FEWEST_PAIRS or len(near) / len(differing) < FREE_SHARE:
        return False
    cheap = np.count_nonzero(pair_costs(_letter_habits(aligned_pairs).model({}), near) < FREE_COST)
    return bool(cheap / len(differing) >= FREE_SHARE)


def _shows_spelling(left: str, right: str) -> bool:
    """Return whether two words can show how a work spells: neither is written short, nor a part of the other.

    A part lacks two letters or more: words that machines cut at the end of a line would hide free spelling.
    """
    if abs(len(left) - len(right)) >= PART_LACKS and (left in right or right in left):
        return False
    return not any(map(_is_written_short, (left, right)))


def _is_written_short(word: str) -> bool:
    """Return whether a word has an apostrophe, or a sign or a stroke of scribes."""
    if word.isascii():
        return not word.isalpha()
    letters = unicodedata.normalize("NFD", word)
    return not _SIGNS_OF_SCRIBES.isdisjoint(letters) or not STROKES.isdisjoint(letters)


def exchanges_y_and_i(aligned_pairs: WordPairs) -> bool:
    """Return whether at least three pairs differ only in y and i."""
    exchanged = 0
    for left, right in aligned_pairs:
        if left.count("y") != right.count("y"):
            one, other = with_one_letter(bare(left)), with_one_letter(bare(right))
            exchanged += one != other and one.replace("y", "i") == other.replace("y", "i")
    return exchanged >= MIN_EXCHANGED_PAIRS


def _similar(pairs: WordPairs) -> WordPairs:
    """Return the pairs of words that may be one."""
    return [pair for pair in pairs if OSA.normalized_similarity(*pair, score_cutoff=NEAR_SIMILARITY) > 0]


def _letter_habits(pairs: WordPairs) -> LetterHabits:
    return letter_habits([word for pair in _sample(pairs, MOST_TEACHING_PAIRS) for word in pair])


def _sample(pairs: WordPairs, most: int) -> WordPairs:
    """Return so many of the pairs at most, evenly spread."""
    return pairs[:: -(-len(pairs) // most) or 1]
