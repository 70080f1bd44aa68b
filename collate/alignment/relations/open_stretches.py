"""Open stretches: where the words of two witnesses could be aligned in more than one way; of many pairs at once.

Between two open stretches both witnesses have a run of equal words, and nothing is asked there. A stretch that is
large is divided into parts that overlap, each around the alignment that was found.
"""

from typing import Final, NamedTuple

import numpy as np

from collate._arrays import AnyInt, Bool, Int32, Int64
from collate.alignment.exact.gaps import Gaps
from collate.model.alignment import GAP

LEAST_RUN: Final = 3  # equal words in a row; the first and the last belong to the stretches beside the run
LARGEST_STRETCH: Final = 2_304  # cells
PART_COLUMNS: Final = 32  # of a part of a larger stretch
OVERLAP: Final = 8  # columns that a part has in common with its neighbour, on either side


class OpenStretches(NamedTuple):
    """The open stretches of some pairs of witnesses, and the matches of the alignment in them.

    gaps    s tables: the tokens of both witnesses in each stretch
    number  (m,) int64   the stretch of each match, ascending
    row     (m,) int64   its token of the first witness
    column  (m,) int64   its token of the second witness
    pair    (m,) int64   its pair, ascending
    at      (m,) int64   its column of the alignment
    """

    gaps: Gaps
    number: Int64
    row: Int64
    column: Int64
    pair: Int64
    at: Int64


class _Parts(NamedTuple):
    """Stretches, or parts of them, as positions [start, stop) among the columns that are compared.

    inner_start, inner_stop  (p,) int64   what a part answers for
    start, stop              (p,) int64   what it sees
    free_start, free_end     (p,) bool    what is before or after it may be skipped freely
    """

    inner_start: Int64
    inner_stop: Int64
    start: Int64
    stop: Int64
    free_start: Bool
    free_end: Bool


def open_stretches(first: Int32, second: Int32, first_keys: Int32, second_keys: Int32, extant: Bool) -> OpenStretches:
    """Return the open stretches between the two witnesses of some pairs.

    Parameters
    ----------
    first, second : (pairs, columns) int32
        The token of each witness in each column of the alignment, or GAP. Every token of a witness is there, in order.
    first_keys, second_keys : (pairs, columns) int32
        The keys of these tokens, equal for equal words.
    extant : (pairs, columns) bool
        Neither is a fragment that is absent here.
    """
    columns = first.shape[1]
    sides = first.ravel(), second.ravel()
    has_first, has_second = (side != GAP for side in sides)
    at = np.flatnonzero((has_first | has_second) & extant.ravel()).astype(np.int32)  # a group of pairs has few cells
    is_matched = has_first[at] & has_second[at]
    piece_begins = np.zeros(len(at) + 1, bool)
    piece_begins[[0, -1]] = True
    if len(first) > 1:
        piece_begins[1:-1] = np.diff(at // columns) > 0
    if not extant.all():
        # Where a fragment is absent between two columns, another piece of text begins.
        piece_begins[1:-1] |= np.diff(np.cumsum(~extant)[at]) > 0
    is_equal = is_matched & (first_keys.ravel() == second_keys.ravel())[at]
    is_open = _open_positions(is_equal, piece_begins)
    tokens_before = [_before(has) for has in (has_first, has_second)]
    parts = _parts(is_open, piece_begins, at, columns, tokens_before)
    top, left = (before[at[parts.start]] for before in tokens_before)
    bottom, right = (before[at[parts.stop - 1] + 1] for before in tokens_before)
    kept = (bottom > top) & (right > left)
    del tokens_before
    rows = _borders(sides[0][has_first], top[kept], bottom[kept])
    between = _borders(sides[1][has_second], left[kept], right[kept])
    gaps = Gaps(*rows, *between, parts.free_start[kept], parts.free_end[kept])
    matched = np.flatnonzero(is_open & is_matched)
    number = (np.cumsum(kept) - 1)[np.searchsorted(parts.inner_start, matched, side="right") - 1]
    cells = at[matched].astype(np.int64)
    row, column = (side[cells].astype(np.int64) for side in sides)
    return OpenStretches(gaps, number, row, column, *np.divmod(cells, columns))


def _before(has: Bool) -> Int32:
    """Return (cells + 1,) int32: how many tokens are before each cell."""
    before = np.zeros(len(has) + 1, np.int32)
    np.cumsum(has, dtype=np.int32, out=before[1:])
    return before


def _borders(tokens: Int32, first: AnyInt, stop: AnyInt) -> tuple[Int64, Int64]:
    """Return the first token of each stretch, and the one behind its last; `first` and `stop` say which they are."""
    return tokens[first].astype(np.int64), tokens[stop - 1].astype(np.int64) + 1


def _open_positions(is_equal: Bool, piece_begins: Bool) -> Bool:
    """Return (n,) bool: which positions are not inside a run of LEAST_RUN equal words.

    Parameters
    ----------
    is_equal : (n,) bool
    piece_begins : (n + 1,) bool
        Whether a piece of text begins at each position; the end counts too.
    """
    borders = piece_begins.copy()
    borders[1:-1] |= is_equal[1:] != is_equal[:-1]
    starts = np.flatnonzero(borders)
    starts, stops = starts[:-1], starts[1:]
    long = is_equal[starts] & (stops - starts >= LEAST_RUN)
    starts, stops = starts[long], stops[long]
    steps = np.zeros(len(is_equal) + 1, np.int8)
    steps[starts + ~piece_begins[starts]] += 1
    steps[stops - ~piece_begins[stops]] -= 1
    return np.asarray(np.cumsum(steps[:-1], dtype=np.int8) == 0)


def _parts(is_open: Bool, piece_begins: Bool, at: Int32, columns: int, tokens_before: list[Int32]) -> _Parts:
    """Return the stretches of open positions (n,), those that are large in parts.

    Parameters
    ----------
    is_open : (n,) bool
    piece_begins : (n + 1,) bool
        Whether a piece of text begins at each position; the end counts too.
    at : (n,) int32
        The cell of each position: the pair times `columns`, and the column.
    columns : int
    tokens_before : list of two (cells + 1,) int32
        How many tokens each side has before each cell.
    """
    begins = is_open & piece_begins[:-1]
    begins[1:] |= is_open[1:] & ~is_open[:-1]
    ends = is_open & piece_begins[1:]
    ends[:-1] |= is_open[:-1] & ~is_open[1:]
    start, stop = np.flatnonzero(begins), np.flatnonzero(ends) + 1
    end_of_pair = (at[start] // columns + 1) * columns
    behind = np.where(stop < len(at), np.minimum(at[np.minimum(stop, len(at) - 1)], end_of_pair), end_of_pair)
    areas = np.prod([before[behind] - before[at[start]] for before in tokens_before], axis=0)
    size = stop - start
    count = np.where(areas > LARGEST_STRETCH, -(-size // PART_COLUMNS), 1)
    of = np.repeat(np.arange(len(start)), count)
    part = np.arange(len(of)) - np.repeat(np.cumsum(count) - count, count)
    inner_start = start[of] + size[of] * part // count[of]
    inner_stop = start[of] + size[of] * (part + 1) // count[of]
    outer_start = np.maximum(inner_start - OVERLAP, start[of])
    outer_stop = np.minimum(inner_stop + OVERLAP, stop[of])
    return _Parts(
        inner_start,
        inner_stop,
        outer_start,
        outer_stop,
        (outer_start > start[of]) | piece_begins[outer_start],
        (outer_stop < stop[of]) | piece_begins[outer_stop],
    )
