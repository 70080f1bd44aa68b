"""Unrelated witnesses: they have so little in common with the others that they may be of another text."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from collate._arrays import Int32, unique_inverse
from collate.model.alignment import GAP, Alignment
from collate.model.tokens import Sort
from collate.model.voices import voices
from collate.text.normalise import letters

LEAST_SHARED: Final = 0.15  # share of the words of a witness; in unrelated English prose 0.05 are equal by chance
LEAST_SIMILAR: Final = 0.3  # share of similar words, where old spelling leaves few equal: in Wycliffe 0.4 are equal
LEAST_WORDS: Final = 50  # fewer words prove nothing
SIMILAR: Final = 0.6  # similarity of the letters of two similar words
AT_ONCE: Final = 8  # witnesses that are compared at once; the first ones nearly always share enough


def unrelated_witnesses(alignment: Alignment) -> tuple[int, ...]:
    """Return the numbers of the witnesses whose words are hardly ever aligned with an equal or a similar word.

    What a copy of a witness has, or a hand of it, proves nothing, so only other voices are looked at.
    """
    forms, sorts = alignment.codes("form"), alignment.sorts()
    voice = np.array(voices(alignment.tokens))
    unrelated = []
    for w in range(len(alignment.tokens)):
        others = np.flatnonzero(voice != voice[w])
        words = np.flatnonzero(sorts[:, w] == Sort.WORD)
        if len(words) < LEAST_WORDS or not len(others):
            continue
        same = np.zeros(len(words), bool)
        for first in range(0, len(others), AT_ONCE):
            compared = others[first : first + AT_ONCE]
            same |= (forms[np.ix_(words, compared)] == forms[words, w, None]).any(axis=1)
            if same.sum() >= LEAST_SHARED * len(words):
                break
        else:
            rest = words[~same]
            strings = alignment.tokens[0].vocabulary.strings
            similar = _count_similar(strings, forms[rest, w], forms[np.ix_(rest, others)])
            if same.sum() + similar < LEAST_SIMILAR * len(words):
                unrelated.append(w)
    return tuple(unrelated)


def _count_similar(strings: Sequence[str], words: Int32, others: Int32) -> int:
    """Count the words that are similar to a word of another witness in their column.

    Parameters
    ----------
    strings : sequence of str
        The vocabulary.
    words : (n,) int32
        Form codes.
    others : (n, m) int32
        The form codes of the other voices, GAP where they have none.
    """
    from rapidfuzz.distance import Indel  # imported late: only for witnesses that share few words
    from rapidfuzz.process import cpdist

    word, other = np.nonzero(others != GAP)
    pairs, inverse = unique_inverse(words[word].astype(np.int64) * len(strings) + others[word, other])
    left, right = ([letters(strings[c]) for c in side.tolist()] for side in np.divmod(pairs, len(strings)))
    similarity = cpdist(left, right, scorer=Indel.normalized_similarity, dtype=np.float32)
    return len(set(word[similarity[inverse] >= SIMILAR].tolist()))
