"""Several words against several."""

from typing import Final

from rapidfuzz.distance import OSA

from collate.classify.language.folding import bare
from collate.classify.reading_pair import MIN_SIMILARITY, ReadingPair, ReadingSide, letter_similarity
from collate.model.tokens import Sort
from collate.model.variation import Certainty, Kind, Variation

REDIVIDED_SIMILARITY: Final = 0.85  # similarity of the letters of two readings that divide the same words otherwise
MAX_WORDS: Final = 12  # of a reading that is compared word by word


def reordered(pair: ReadingPair) -> Variation | None:
    """The same words in another order are a transposition."""
    if len(pair.base.words) < 2 or len(pair.reading.words) < 2:
        return None
    if len(pair.base.words) != len(pair.reading.words) and not pair.punctuated:
        return None
    one, other = pair.base.lexical, pair.reading.lexical
    if len(one) > 1 and one != other and sorted(one) == sorted(other):
        return Variation(Kind.TRANSPOSITION, "the same words in another order")
    return None


def redivided(pair: ReadingPair) -> Variation | None:
    """Nearly the same letters with other borders of words."""
    if min(len(pair.base.words), len(pair.reading.words)) > 1 and not pair.punctuated:
        return None
    short, long = sorted((len("".join(pair.base.words)), len("".join(pair.reading.words))))
    if short < REDIVIDED_SIMILARITY * long:
        return None
    one, other = pair.base.lexical, pair.reading.lexical
    if len(one) == len(other) or not one or not other or min(len(one), len(other)) > 1:
        return None
    here, there = "".join(map(bare, one)), "".join(map(bare, other))
    likeness = OSA.normalized_similarity(here, there, score_cutoff=REDIVIDED_SIMILARITY)
    if likeness < REDIVIDED_SIMILARITY or any(c.isdigit() for c in here + there):
        return None
    why = f"nearly the same letters, {here!r} and {there!r}, divided otherwise"
    also = (Kind.WORD_DIVISION,)
    return Variation(Kind.SPELLING, why, also=also, certainty=Certainty.LOW)


def single_word_pairs(pair: ReadingPair) -> list[ReadingPair]:
    """Give a question for each two words that stand at the same number, if there are as many, and all are near."""
    sides = pair.base, pair.reading
    if len(pair.base.words) != len(pair.reading.words) and not pair.punctuated:
        return []
    one, other = ([w for w, sort in zip(s.words, s.sorts, strict=True) if sort is Sort.WORD] for s in sides)
    if len(one) != len(other) or not 1 < len(one) <= MAX_WORDS:
        return []
    if any(letter_similarity(a.lower(), b.lower()) < MIN_SIMILARITY for a, b in zip(one, other, strict=True)):
        return []
    return [
        ReadingPair(single_word_side(a, pair.base, k > 0), single_word_side(b, pair.reading, k > 0), pair.context)
        for k, (a, b) in enumerate(zip(one, other, strict=True))
        if a != b
    ]


def single_word_side(word: str, side: ReadingSide, inside: bool = True) -> ReadingSide:
    """Show one word of a reading, the first of which may open a sentence."""
    return ReadingSide((word,), (Sort.WORD,), opens=side.opens and not inside, alone=side.alone)
