"""Strangers: witnesses that have so little in common with the others that they may be of another text."""

from typing import Final

import numpy as np

from collate.alignment import GAP, Alignment
from collate.tokens import Ints, Sort

LEAST_SHARED: Final = 0.15  # of the words of a witness; unrelated English prose meets by chance in 5 of 100
LEAST_ALIKE: Final = 0.3  # of its words, where old spelling leaves few the same: Wycliffe has 40 the same
FEWEST: Final = 50  # words; of fewer nothing can be said
ALIKE: Final = 0.6  # similarity of letters


def strangers(alignment: Alignment) -> tuple[int, ...]:
    """Give the witnesses whose words hardly ever stand beside the same or a like word of another."""
    forms, sorts = alignment.codes("form"), alignment.sorts()
    first = np.where(forms == GAP, np.iinfo(np.int32).max, forms)
    alone = (forms != GAP).sum(axis=1) < 2
    found = []
    for w in range(len(alignment.tokens)):
        others = np.delete(first, w, axis=1)
        words = np.flatnonzero(sorts[:, w] == Sort.WORD)
        if len(words) < FEWEST:
            continue
        same = (others[words] == forms[words, w][:, None]).any(axis=1)
        if same.sum() >= LEAST_SHARED * len(words):
            continue
        rest = words[~same & ~alone[words]]
        like = _alike(alignment, forms[rest, w], others[rest].min(axis=1))
        if same.sum() + like < LEAST_ALIKE * len(words):
            found.append(w)
    return tuple(found)


def _alike(alignment: Alignment, one: Ints, other: Ints) -> int:
    """Count pairs of forms that are alike."""
    from rapidfuzz.distance import Indel  # late: for strangers alone
    from rapidfuzz.process import cpdist

    strings = alignment.tokens[0].vocabulary.strings
    known = other < len(strings)
    left, right = ([strings[c] for c in codes[known].tolist()] for codes in (one, other))
    similarity = cpdist(left, right, scorer=Indel.normalized_similarity, dtype=np.float32)
    return int((similarity >= ALIKE).sum())
