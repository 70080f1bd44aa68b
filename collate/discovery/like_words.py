"""Which words are like one another, and how well they hold two places together."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from collate._arrays import Bool, Int32

JOINED_RATIO: Final = 85  # per cent, of stretches of words that are divided otherwise
LIKE_RATIO: Final = 75  # per cent, of words with more letters than a short word
LONGEST_SHORT_WORD: Final = 3
MATCH: Final = 10
WEAK_MATCH: Final = 7  # of a short or like word behind equal ones: one alone does not make up for UNLIKE
COMMON_MATCH: Final = 4  # of frequent words: they agree by chance
UNLIKE: Final = -8
SKIP: Final = -7


def is_like(one: str, other: str) -> bool:
    """Return whether two search forms are equal, or long enough and nearly equal."""
    if one == other:
        return True
    shorter = min(len(one), len(other))
    return shorter > LONGEST_SHORT_WORD and fuzz.ratio(one, other, score_cutoff=LIKE_RATIO) > 0


def pair_scores(one: Int32, other: Int32, forms: Sequence[str], is_common: Bool, weak: int = MATCH) -> Int32:
    """Return (n, m) int32: what each word of the one side scores with each of the other.

    Equal short words and like words score `weak`. Short words that differ in one letter score nothing: they are
    neither the same word nor another.
    """
    scores = np.full((len(one), len(other)), UNLIKE, np.int32)
    own, others = ([forms[code] for code in side.tolist()] for side in (one, other))
    lengths, other_lengths = (np.fromiter(map(len, side), np.int32, len(side)) for side in (own, others))
    shorter = np.minimum(lengths[:, None], other_lengths[None, :])
    ratios = cdist(own, others, scorer=fuzz.ratio, score_cutoff=LIKE_RATIO - 25, dtype=np.uint8)
    is_short = shorter <= LONGEST_SHORT_WORD
    scores[is_short & (ratios > 0)] = 0
    scores[~is_short & (ratios >= LIKE_RATIO)] = weak
    equal = one[:, None] == other[None, :]
    scores[equal] = MATCH
    scores[equal & is_short] = weak
    scores[equal & is_common[one][:, None]] = COMMON_MATCH
    return scores


def joined_places(parts: Sequence[str], wholes: Sequence[str], step: int = 1) -> list[tuple[int, int]]:
    """Return the places (k, j) at which two neighbours, `parts[k]` and `parts[k + 1]`, are one word in `wholes[j]`.

    Of words in backward order the second neighbour comes first (`step` -1). A search form has no final e, which is not
    final in the joined word.
    """
    known: dict[str, list[int]] = {}
    for j, whole in enumerate(wholes):
        if len(whole) > 1:
            known.setdefault(whole, []).append(j)
    found = []
    for k, pair in enumerate(pairwise(parts)):
        first, last = pair[::step]
        found += [(k, j) for link in ("", "e") for j in known.get(f"{first}{link}{last}", ())]
    return found


def count_like(one: Sequence[int], other: Sequence[int], forms: Sequence[str]) -> int:
    """Return how many words of two short stretches, as codes, agree in one order."""
    if not one or not other:
        return 0
    count = 0
    for block in Levenshtein.opcodes(list(one), list(other)):
        if block.tag == "equal":
            count += block.src_end - block.src_start
        elif block.tag == "replace":
            own, others = one[block.src_start : block.src_end], other[block.dest_start : block.dest_end]
            count += _count_like_in_block([forms[a] for a in own], [forms[b] for b in others])
    return count


def _count_like_in_block(own: Sequence[str], others: Sequence[str]) -> int:
    """Return how many words agree of two stretches without an equal word; joined and divided words agree as a whole."""
    if len(own) != len(others) and fuzz.ratio("".join(own), "".join(others), score_cutoff=JOINED_RATIO):
        return min(len(own), len(others))
    return sum(is_like(a, b) for a, b in zip(own, others, strict=False))
