"""Where words that only one witness has begin, if they could begin at several words: at the beginning of a sentence.

In `You shall [sweep. You shall] rest` and `[You shall sweep.] You shall rest` the same words are added, and both
alignments are worth the same. An editor takes the whole sentence as added.
"""

from collections.abc import Callable, Iterable
from typing import Final

import numpy as np

from collate._arrays import Bool, Int32, Int64, is_one_of
from collate.model.alignment import GAP
from collate.model.tokens import Sort, Tokens, Vocabulary

LEAST_RUN: Final = 3  # words and marks that only one witness has
FARTHEST: Final = 40  # words by which their beginning is moved

_BEHIND_NUMBERS: Final = (".", ")", ".)")


def at_sentence_starts(partner: Int32, forms: Int32, starts: Int64) -> Int32:
    """Return the partner of each token, such that runs without one begin at a sentence where they can.

    Parameters
    ----------
    partner : (n,) int32
        The column in which each token is, or GAP. A column is given only to a token of the same form.
    forms : (n,) int32
    starts : (s,) int64
        The first token of each sentence, in order.
    """
    is_start = np.zeros(len(forms) + 1, bool)
    is_start[starts] = True
    moved = partner
    for first, stop in movable_runs(partner, forms):
        if is_start[first]:
            continue
        shift = _shift(moved, forms, first, stop, is_start)
        if shift and moved is partner:
            moved = partner.copy()
        for k in range(abs(shift)):
            to, source = (stop - 1 - k, first - 1 - k) if shift < 0 else (first + k, stop + k)
            moved[to], moved[source] = moved[source], GAP
    return moved


def movable_runs(partner: Int32, forms: Int32) -> list[tuple[int, int]]:
    """Return the runs [start, stop) of tokens without a partner that could begin one word earlier or later."""
    edges = np.flatnonzero(np.diff(np.concatenate(([True], partner != GAP, [True]))))
    first, stop = edges[::2], edges[1::2]
    long_enough = stop - first >= LEAST_RUN
    first, stop = first[long_enough], stop[long_enough]
    padded = np.append(forms, np.int32(GAP))
    earlier = (first > 0) & (padded[first - 1] == padded[stop - 1])
    later = (stop < len(forms)) & (padded[first] == padded[np.minimum(stop, len(forms))])
    movable = earlier | later
    return list(zip(first[movable].tolist(), stop[movable].tolist(), strict=True))


def _shift(partner: Int32, forms: Int32, first: int, stop: int, is_start: Bool) -> int:
    """Return by how many tokens a run moves to begin at a sentence, the fewest; 0 if it cannot."""
    for k in range(1, FARTHEST):
        if first - k < 0 or partner[first - k] == GAP or forms[first - k] != forms[stop - k]:
            break
        if is_start[first - k]:
            return -k
    for k in range(FARTHEST):
        if stop + k >= len(forms) or partner[stop + k] == GAP or forms[first + k] != forms[stop + k]:
            break
        if is_start[first + k + 1]:
            return k + 1
    return 0


def item_starts(tokens: Tokens, starts: Int64) -> Int64:
    """Return (s,) int64: the first token of each sentence, and that after its number, as in `3. You` and `§ 3 You`."""
    n = len(tokens)
    behind = starts[starts + 2 < n] + 2
    first, second, vocabulary = tokens.surface[behind - 2], tokens.surface[behind - 1], tokens.vocabulary
    numbered = np.flatnonzero(_is_written(second, vocabulary, _BEHIND_NUMBERS))
    numbered = numbered[_holds(first[numbered], vocabulary, lambda number: len(number) <= 4 and number.isalnum())]
    sections = np.flatnonzero(_is_written(first, vocabulary, ("§",)))
    sections = sections[_holds(second[sections], vocabulary, str.isdecimal)]
    items = behind[np.concatenate((numbered, sections))]
    begins = np.zeros(n, bool)
    begins[starts] = True
    begins[items[tokens.sort[items] == Sort.WORD]] = True
    return np.flatnonzero(begins)


def _is_written(codes: Int32, vocabulary: Vocabulary, strings: Iterable[str]) -> Bool:
    """Return (n,) bool: whether the string of each code (n,) is one of some strings."""
    return is_one_of(codes, [vocabulary.codes[string] for string in strings if string in vocabulary.codes])


def _holds(codes: Int32, vocabulary: Vocabulary, condition: Callable[[str], bool]) -> Bool:
    """Return (n,) bool: whether a condition holds of the string of each code (n,)."""
    return np.fromiter((condition(vocabulary.strings[code]) for code in codes.tolist()), bool, len(codes))
