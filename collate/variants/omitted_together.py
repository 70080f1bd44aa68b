"""Words that the same witnesses omit, though those that have them spell one of them differently.

For a base that omits them they are one addition with two spellings, and not three additions. So they are one unit.
"""

from itertools import pairwise
from typing import Final

import numpy as np

from collate._arrays import Bool, Int64, all_in_row, any_in_row
from collate.model.alignment import GAP
from collate.model.tokens import Vocabulary
from collate.text.normalise import letters
from collate.text.proclitics import similarity
from collate.variants.columns import Columns

LEAST_WORDS: Final = 3  # of the words that are omitted
MOST_SPELLINGS: Final = 3  # columns in which those that have the words differ; with more each is a unit
COLUMNS_PER_SPELLING: Final = 4  # at least, for each of them
SIMILAR: Final = 0.6  # similarity of letters; other words are another reading and no spelling


def omitted_together(columns: Columns, vocabulary: Vocabulary, one_passage: Bool) -> list[tuple[int, int]]:
    """Return the columns [start, stop) of words that some witnesses omit and the others spell differently, in order.

    Parameters
    ----------
    columns : Columns
        The v varying columns.
    vocabulary : Vocabulary
    one_passage : (v - 1,) bool
        Whether no intervention or passage begins or ends between a column and the next.
    """
    if columns.form.shape[1] < 3 or not columns.has_gap.any():
        return []
    omitting = _omitting(columns)
    same = all_in_row(omitting[1:] == omitting[:-1]) & (np.diff(columns.at) == 1) & one_passage
    same &= all_in_row(columns.extant_pattern[1:] == columns.extant_pattern[:-1])
    starts = np.flatnonzero(np.append(True, ~same))
    stops = np.append(starts[1:], len(columns.at))
    having = columns.extant & ~omitting
    highest = np.where(having, columns.form, np.iinfo(np.int32).min).max(axis=1)
    lowest = np.where(having, columns.form, np.iinfo(np.int32).max).min(axis=1)
    spellings, words = _counted(lowest < highest, starts), _counted(~columns.punctuation, starts)
    few = (spellings > 0) & (spellings <= MOST_SPELLINGS) & (spellings * COLUMNS_PER_SPELLING <= stops - starts)
    few &= (words >= LEAST_WORDS) & any_in_row(omitting[starts]) & (having[starts].sum(axis=1) > 1)
    spans = zip(starts[few].tolist(), stops[few].tolist(), strict=True)
    differ = lowest < highest
    return [
        (int(columns.at[start]), int(columns.at[stop - 1]) + 1)
        for start, stop in spans
        if all(
            columns.punctuation[k] or _are_spellings(columns.form[k][having[k]], vocabulary)
            for k in range(start, stop)
            if differ[k]
        )
    ]


def _omitting(columns: Columns) -> Bool:
    """Return (v, witnesses) bool: who omits each word; of a mark, who omits the word before."""
    is_word = ~columns.punctuation
    word_before = np.maximum.accumulate(np.where(is_word, np.arange(len(is_word)), 0))
    of_word = columns.gaps[word_before]
    is_within = columns.punctuation & all_in_row((columns.gaps & of_word) == of_word)
    return np.where(is_within[:, None], of_word, columns.gaps)


def _counted(marked: Bool, starts: Int64) -> Int64:
    """Count the marked columns in each run that begins at `starts`."""
    return np.asarray(np.add.reduceat(marked.astype(np.int64), starts))


def _are_spellings(forms: Int64, vocabulary: Vocabulary) -> bool:
    """Check whether the forms of a column are so similar that they may be one word."""
    if (forms == GAP).any():
        return False
    words = sorted({letters(vocabulary.strings[code]) for code in forms.tolist()})
    return all(similarity(left, right) >= SIMILAR for left, right in pairwise(words))
