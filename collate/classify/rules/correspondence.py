"""One word in two spellings, by the letters that writers exchange, in a work that spells freely."""

import re
from typing import Final

from collate.classify.reading_pair import ReadingPair, WordPair
from collate.classify.rules.words import has_digit
from collate.model.variation import Certainty, Kind, Variation

# Costs in nats per letter. Two words that cost less are one.
ONE_WORD_COST: Final = -0.2  # -.3 to 0 do equally well
DOUBTFUL_COST: Final = 0.0  # similar words that cost more are two
LIKELY_COST: Final = -0.6
CERTAIN_COST: Final = -0.9
# Two words that cost less are one, although their endings may be two of one word. Endings are at the end: where both
# words end in one letter, they are mostly spellings; where one has only more letters, mostly endings.
ENDS_ALIKE_COST: Final = -0.4
ENDS_OTHERWISE_COST: Final = -0.6
MORE_LETTERS_COST: Final = -0.8

# Hebrew, Arabic, Syriac: they write mostly consonants, so words are short and likeness of letters proves nothing.
_CONSONANTAL: Final = re.compile("[\u0590-\u08ff]")


def correspondence(pair: ReadingPair) -> Variation | None:
    """The words differ in letters that older writers, or those of this work, write for one another."""
    words = pair.similar
    cost = None if words is None else _exchange_cost(pair, words)
    if cost is None or cost >= ONE_WORD_COST:
        return None
    why = f"the work spells freely, and these letters are written for one another (cost {cost:.2f} per letter)"
    certainty = Certainty.HIGH if cost < CERTAIN_COST else Certainty.MEDIUM if cost < LIKELY_COST else Certainty.LOW
    return Variation(Kind.SPELLING, why, cause="historical", certainty=certainty)


def are_no_endings(pair: ReadingPair, words: WordPair) -> bool:
    """Return whether two words are probably spellings of one form, although they could be two forms of one word."""
    cost = _exchange_cost(pair, words)
    if cost is None:
        return False
    short, long = sorted((words.base, words.reading), key=len)
    if short[-1:] == long[-1:]:
        return cost < ENDS_ALIKE_COST
    return cost < (MORE_LETTERS_COST if long.startswith(short) else ENDS_OTHERWISE_COST)


def costs_too_much(pair: ReadingPair, words: WordPair) -> bool:
    """Return whether the letters of two similar words are not written for one another in a work that spells freely."""
    evidence = pair.evidence
    return evidence.spells_freely and evidence.spelling_cost(words.base_folded, words.reading_folded) >= DOUBTFUL_COST


def is_consonantal(words: WordPair) -> bool:
    """Return whether the script writes mostly consonants."""
    return not words.base.isascii() and _CONSONANTAL.search(words.base) is not None


def _exchange_cost(pair: ReadingPair, words: WordPair) -> float | None:
    """Return the cost of the letters of two words for one another, or None where it says nothing."""
    evidence = pair.evidence
    if not evidence.spells_freely or has_digit(words.base + words.reading) or is_consonantal(words):
        return None
    if evidence.are_both_used(words.base, words.reading):
        return None
    return evidence.spelling_cost(words.base_folded, words.reading_folded)
