"""Sentences and lines: where a moved passage may begin and end."""

from typing import Final, NamedTuple

import numpy as np

from collate._arrays import Bool, Int64
from collate._codepoints import code_points
from collate.model.tokens import Sort, Tokens

LONGEST_SENTENCE: Final = 250  # words
SENTENCE_ENDS: Final = frozenset(".!?;:…·;。！？；：׃؟۔।॥")


class PartStarts(NamedTuple):
    """Where the parts of a text begin.

    sentences  (s,) int64   the first token of each sentence or line, in order
    lines      (l,) int64   the first token of each line with words, in order
    """

    sentences: Int64
    lines: Int64


def part_starts(tokens: Tokens) -> PartStarts:
    """Return where sentences and lines begin.

    A mark at the end of a sentence belongs to it. `3.` at the beginning of a line is the number of a sentence.
    """
    n = len(tokens)
    if not n:
        return PartStarts(np.zeros(0, np.int64), np.zeros(0, np.int64))
    has_space, has_line_end = _white_space_before(tokens)
    is_word = tokens.sort == Sort.WORD
    is_end = _ends_sentence(tokens)
    at = np.arange(n, dtype=np.int32)
    # A closing quotation mark behind the full stop belongs to the sentence.
    is_last = is_word | is_end | has_space
    last = np.maximum.accumulate(np.where(is_last, at, np.int32(0)))[:-1]
    is_number = (last == at[:-1]) & (last > 0) & ((last == 1) | has_line_end[last - 1])
    begins = np.ones(n, bool)
    begins[1:] = has_line_end[1:] | ((has_space[1:] | is_word[1:]) & is_end[last] & ~is_number)
    has_line_end[0] = True
    return PartStarts(np.flatnonzero(begins), np.flatnonzero(has_line_end))


def sentence_around(starts: Int64, size: int, at: int) -> tuple[int, int]:
    """Return the tokens [start, stop) of the sentence, or of the line, that has a token.

    Parameters
    ----------
    starts : (s,) int64
        Where the sentences begin.
    size : int
        How many tokens there are.
    at : int
        The token.
    """
    k = int(np.searchsorted(starts, at, side="right"))
    start = int(starts[k - 1])
    stop = int(starts[k]) if k < len(starts) else size
    return max(start, at - LONGEST_SENTENCE), min(stop, at + LONGEST_SENTENCE)


def _white_space_before(tokens: Tokens) -> tuple[Bool, Bool]:
    """Return (n,) bool, twice: whether white space, and whether an end of a line, is before each token."""
    starts, ends = tokens.spans[:, 0], np.append(np.int32(0), tokens.spans[:-1, 1])
    line_ends = np.flatnonzero(code_points(tokens.witness.text) == ord("\n")).astype(np.int32)
    behind = np.searchsorted(starts, line_ends, side="right")
    line_ends, behind = line_ends[behind < len(starts)], behind[behind < len(starts)]
    has_line_end = np.zeros(len(starts), bool)
    has_line_end[behind[line_ends >= ends[behind]]] = True
    return starts > ends, has_line_end


def _ends_sentence(tokens: Tokens) -> Bool:
    """Return (n,) bool: whether each token is a mark that ends a sentence."""
    is_mark = tokens.sort == Sort.PUNCTUATION
    ends = np.zeros(len(tokens.vocabulary.strings), bool)
    for code in np.flatnonzero(np.bincount(tokens.surface[is_mark], minlength=len(ends))).tolist():
        ends[code] = set(tokens.vocabulary.strings[code]) <= SENTENCE_ENDS
    return np.asarray(is_mark & ends[tokens.surface])
