"""Cutting a table that is too large for exact work at what is surely the same on both sides."""

from bisect import bisect_left
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Levenshtein

Longs = npt.NDArray[np.int64]
Meetings = list[tuple[int, int]]

PHRASE = 4  # words in a phrase that may anchor; shorter ones meet by chance in long texts


def anchors(rows: Longs, columns: Longs) -> Meetings:
    """Give meetings of phrases of PHRASE equal codes that stand once on each side, in order.

    Rows and columns are codes; a negative code anchors nothing. Of crossing phrases the longest
    chain is kept (patience sorting). The last word of each run is left open, so that what follows is aligned
    on its merits.
    """
    left, right = _unique(rows), _unique(columns)
    shared = sorted((i, right[phrase]) for phrase, i in left.items() if phrase in right)
    meetings: Meetings = []
    row, column = -1, -1
    for i, j in _longest_chain(shared):
        for k in range(PHRASE - 1):
            # Phrases overlap, and two that do need not lie on one diagonal.
            if i + k > row and j + k > column:
                row, column = i + k, j + k
                meetings.append((row, column))
    return meetings


def breaks(rows: Longs, columns: Longs) -> Meetings:
    """Give meetings of equal codes by plain edit distance, in linear space (Hyyrö 2003, Hirschberg 1975)."""
    meetings: Meetings = []
    for block in Levenshtein.opcodes(rows.tolist(), columns.tolist()):
        if block.tag == "equal":
            pairs = zip(range(block.src_start, block.src_end), range(block.dest_start, block.dest_end), strict=True)
            meetings += [(i, j) for i, j in pairs if rows[i] >= 0]
    return meetings


def rests(meetings: Meetings, height: int, width: int) -> Iterator[tuple[int, int, int, int]]:
    """Give the tables (row start, row stop, column start, column stop) between meetings."""
    at = (0, 0)
    for i, j in [*meetings, (height, width)]:
        if i > at[0] or j > at[1]:
            yield at[0], i, at[1], j
        at = (i + 1, j + 1)


def _unique(codes: Longs) -> dict[tuple[int, ...], int]:
    """Give the place of each phrase that stands once."""
    words = codes.tolist()
    places: dict[tuple[int, ...], int] = {}
    for i in range(len(words) - PHRASE + 1):
        phrase = tuple(words[i : i + PHRASE])
        if min(phrase) >= 0:
            places[phrase] = i if phrase not in places else -1
    return {phrase: i for phrase, i in places.items() if i >= 0}


def _longest_chain(points: Meetings) -> Meetings:
    """Give the longest part of points, sorted by row, whose columns rise."""
    ends: list[int] = []
    at: list[int] = []
    before = [-1] * len(points)
    for k, (_, j) in enumerate(points):
        place = bisect_left(ends, j)
        before[k] = at[place - 1] if place else -1
        ends[place : place + 1] = [j]
        at[place : place + 1] = [k]
    chain: Meetings = []
    k = at[-1] if at else -1
    while k >= 0:
        chain.append(points[k])
        k = before[k]
    return chain[::-1]
