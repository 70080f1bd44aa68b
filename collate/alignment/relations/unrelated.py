"""Strangers: witnesses that have so little in common with the others that they may be of another text."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from collate._arrays import Int32, unique_inverse
from collate.model.alignment import GAP, Alignment
from collate.model.tokens import Sort
from collate.text.normalise import letters

LEAST_SHARED: Final = 0.15  # of the words of a witness; unrelated English prose meets by chance in 5 of 100
LEAST_SIMILAR: Final = 0.3  # of its words, where old spelling leaves few the same: Wycliffe has 40 the same
LEAST_WORDS: Final = 50  # words; of fewer nothing can be said
SIMILAR: Final = 0.6  # similarity of letters


def unrelated_witnesses(alignment: Alignment) -> tuple[int, ...]:
    """Give the witnesses whose words hardly ever stand beside the same or a like word of another."""
    forms, sorts = alignment.codes("form"), alignment.sorts()
    found = []
    for w in range(len(alignment.tokens)):
        others = np.delete(forms, w, axis=1)
        words = np.flatnonzero(sorts[:, w] == Sort.WORD)
        if len(words) < LEAST_WORDS:
            continue
        same = (others[words] == forms[words, w][:, None]).any(axis=1)
        if same.sum() >= LEAST_SHARED * len(words):
            continue
        rest = words[~same]
        like = _count_similar(alignment.tokens[0].vocabulary.strings, forms[rest, w], others[rest])
        if same.sum() + like < LEAST_SIMILAR * len(words):
            found.append(w)
    return tuple(found)


def _count_similar(strings: Sequence[str], words: Int32, others: Int32) -> int:
    """Count the words (n,) that are like one of the others in their column (n, witnesses), GAP where there is none."""
    from rapidfuzz.distance import Indel  # late: for strangers alone
    from rapidfuzz.process import cpdist

    word, other = np.nonzero(others != GAP)
    pairs, which = unique_inverse(words[word].astype(np.int64) * len(strings) + others[word, other])
    left, right = ([letters(strings[c]) for c in side.tolist()] for side in np.divmod(pairs, len(strings)))
    similarity = cpdist(left, right, scorer=Indel.normalized_similarity, dtype=np.float32)
    return len(set(word[similarity[which] >= SIMILAR].tolist()))
