"""Which line ends mean something: those of verse, lists, tables and code do, those of wrapped prose do not.

The rule, for each witness by itself: a line end is free if the next word would still have fitted into the line, which
is as wide as the widest lines of the text, and at least 45 characters. The line ends mean something if the free ones
stand beside a mark, a capital, a figure or an indentation much more often (by a quarter) than the spaces within lines
do. Most lines of wrapped prose are full; and where each edition breaks its lines, as in a transcription line by line,
the ends are as often beside a mark as any space. If two witnesses have about as many line ends, and most of them in
other places, their lines are those of their pages, and mean nothing.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

import numpy as np

from collate._arrays import Bool, Int64
from collate.model.alignment import Alignment
from collate.model.tokens import Sort, Tokens

LINE: Final = "\n"
PARAGRAPH: Final = "\n\n"

NARROWEST: Final = 45  # characters: prose is hardly ever set in shorter lines
NARROWEST_UNSPACED: Final = 20  # in scripts without spaces
VERSE_UNSPACED: Final = 12  # in these, lines this short are verse even without marks
MORE_MARKED: Final = 0.25  # how much more often free line ends must be beside a mark than spaces are
LEAST_SIGNS: Final = 2  # marks before and after line ends


class Lines(StrEnum):
    """Whether the line ends of a work mean something."""

    AUTO = "auto"  # each witness shows it by its lines
    KEPT = "kept"
    COUNTED = "counted"


def kept_line_ends(
    alignment: Alignment,
    breaks: Sequence[Int64],
    indented: Sequence[Bool],
    breaks_in_columns: Int64,
    lines: Lines,
) -> list[Bool]:
    """Return for each witness (n,) bool: whether the white space before each token is a line end that means something.

    Parameters
    ----------
    alignment : Alignment
    breaks : sequence of (n,) int64
        How many line breaks, 2 at most, come before each token.
    indented : sequence of (n,) bool
        Whether the white space before each token ends with a space or tab.
    breaks_in_columns : (columns + 1, witnesses) int64
        The same numbers in columns; 0 where a witness does not have the tokens on both sides.
    lines : Lines
        What the work says of its lines.
    """
    if lines is not Lines.AUTO:
        return [(b == 1) & (lines is Lines.KEPT) for b in breaks]
    kept = [_kept(*of_witness) for of_witness in zip(alignment.tokens, breaks, indented, strict=True)]
    has_break = (breaks_in_columns > 0).astype(np.float32)
    shared = has_break.T @ has_break
    counts = np.diag(shared)
    for w in np.flatnonzero([k.any() for k in kept]).tolist():
        alike = (counts * 3 >= counts[w] * 2) & (counts * 2 <= counts[w] * 3)
        if (alike & (shared[w] * 2 < np.minimum(counts, counts[w]))).any():
            kept[w] = np.zeros(len(kept[w]), bool)
    return kept


def _kept(tokens: Tokens, breaks: Int64, indented: Bool) -> Bool:
    """Return (n,) bool: whether the white space before each token is a line end that means something."""
    is_end: Bool = breaks == 1
    if not is_end.any():
        return is_end
    starts, ends = tokens.spans[:, 0].astype(np.int64), tokens.spans[:, 1].astype(np.int64)
    gaps = np.append(0, starts[1:] - ends[:-1])
    marks = tokens.sort == Sort.PUNCTUATION
    between_words = gaps[1:][~marks[1:] & ~marks[:-1]]
    is_unspaced = bool((between_words == 0).sum() * 2 > len(between_words))
    at, width, free = _free_line_ends(starts, ends, gaps, breaks, is_unspaced)
    if not free.any():
        return np.zeros(len(breaks), bool)
    before, after = _signs(tokens, starts, marks, indented & (breaks > 0))
    candidates = (gaps > 0 if not is_unspaced else ~marks) & (breaks == 0)
    candidates[0] = False
    elsewhere = float((before | after)[candidates].mean()) if candidates.any() else 0.0
    ends_free = at[free]
    signs = int(before[ends_free].sum() + after[ends_free].sum())
    is_marked = signs >= LEAST_SIGNS and float((before | after)[ends_free].mean()) - elsewhere >= MORE_MARKED
    if not is_marked and not (is_unspaced and len(at) > 1 and int(width.max()) <= VERSE_UNSPACED):
        return np.zeros(len(breaks), bool)
    if free.mean() >= 0.5:
        return is_end
    kept = np.zeros(len(breaks), bool)
    kept[ends_free] = True
    return kept


def _free_line_ends(
    starts: Int64, ends: Int64, gaps: Int64, breaks: Int64, is_unspaced: bool
) -> tuple[Int64, Int64, Bool]:
    """Return the tokens before which a line ends, the widths of these lines, and whether the next word had fitted."""
    n = len(starts)
    begins = np.append(0, np.flatnonzero(breaks[1:] > 0) + 1)  # the first token of each line
    widths = ends[np.append(begins[1:], n) - 1] - starts[begins]
    narrowest = NARROWEST_UNSPACED if is_unspaced else NARROWEST
    widest = max(narrowest, _percentile(widths, 0.95))
    last_of_word = np.flatnonzero(np.append(gaps[1:] > 0, True))  # the last token before white space
    word_ends = ends[last_of_word[np.searchsorted(last_of_word, begins[1:])]]
    next_width = np.ones(len(begins) - 1, np.int64) if is_unspaced else word_ends - starts[begins[1:]]
    single = breaks[begins[1:]] == 1
    free = widths[:-1] + (not is_unspaced) + next_width <= widest
    return begins[1:][single], widths[:-1][single], free[single]


def _percentile(values: Int64, share: float) -> float:
    """Return the value below which a share of the values are, as `numpy.percentile` does, which loads `numpy.ma`."""
    ranked = np.sort(values)
    place = share * (len(ranked) - 1)
    low = int(place)
    below, above = float(ranked[low]), float(ranked[min(low + 1, len(ranked) - 1)])
    weight = place - low
    return below + (above - below) * weight if weight < 0.5 else above - (above - below) * (1 - weight)


def _signs(tokens: Tokens, starts: Int64, marks: Bool, indented: Bool) -> tuple[Bool, Bool]:
    """Return (n,) bool twice: whether the place before each token has a mark before it; and a sign after it."""
    points = np.frombuffer(tokens.witness.text.encode("utf-32-le", "surrogatepass"), np.uint32)
    codes, of_token = np.unique(points[starts], return_inverse=True)
    begins_line = np.array([chr(c).isupper() or chr(c).istitle() or chr(c).isdigit() for c in codes.tolist()], bool)
    before = np.append(np.False_, marks[:-1])
    return before, marks | begins_line[of_token] | indented
