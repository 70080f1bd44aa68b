"""One word in two spellings, by the letters that writers exchange, in a work that spells freely."""

from typing import Final

from collate._late_regex import late_regex
from collate.classify.reading_pair import ReadingPair, WordPair
from collate.classify.rules.words import has_digit
from collate.model.variation import Certainty, Kind, Variation

# Costs in nats per letter. Two words that cost less are one. Endings are at the end: words with the same last letter
# are mostly spellings of one form, others often two forms.
ENDS_ALIKE_COST: Final = 0.0  # -.1 to .2 do equally well
ENDS_OTHERWISE_COST: Final = -0.4
# The same where the endings may be two of one word.
STEM_ALIKE_COST: Final = -0.3
STEM_OTHERWISE_COST: Final = -0.6
MORE_LETTERS_COST: Final = -0.8  # one word is the other with letters added
# Words with the same last letter, of which .96 and .93 are one where others are as near.
CERTAIN_COST: Final = -0.5
LIKELY_COST: Final = -0.3

# Hebrew, Arabic, Syriac: they write mostly consonants, so words are short and likeness of letters proves nothing.
_CONSONANTAL: Final = late_regex("[\u0590-\u08ff]")


def correspondence(pair: ReadingPair) -> Variation | None:
    """The words differ in letters that older writers, or those of this work, write for one another."""
    words = pair.similar
    cost = None if words is None else _exchange_cost(pair, words)
    if words is None or cost is None or cost >= (ENDS_ALIKE_COST if _end_alike(words) else ENDS_OTHERWISE_COST):
        return None
    if pair.evidence.has_unseen_letters(words.base_folded, words.reading_folded):
        return None  # the cost is a mean: letters that are equal do not make up for one that nobody writes so
    why = f"the work spells freely, and these letters are written for one another (cost {cost:.2f} per letter)"
    certainty = Certainty.LOW
    if cost < LIKELY_COST and _end_alike(words):
        certainty = Certainty.HIGH if cost < CERTAIN_COST else Certainty.MEDIUM
    return Variation(Kind.SPELLING, why, cause="historical", certainty=certainty)


def are_no_endings(pair: ReadingPair, words: WordPair) -> bool:
    """Return whether two words are probably spellings of one form, although they could be two forms of one word."""
    cost = _exchange_cost(pair, words)
    if cost is None:
        return False
    if _end_alike(words):
        return cost < STEM_ALIKE_COST
    short, long = sorted((words.base, words.reading), key=len)
    return cost < (MORE_LETTERS_COST if long.startswith(short) else STEM_OTHERWISE_COST)


def _end_alike(words: WordPair) -> bool:
    return words.base[-1:] == words.reading[-1:]


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
