"""Breaking a gap that is too large for exact work: plain edit distance in linear space, then equal steps."""

from typing import Final

import numpy as np

from collate._arrays import Int32, Int64
from collate.alignment.exact.gaps import NO_MATCHES, Gaps, Matches, merge_matches, remaining_gaps

TOKENS_PER_EDIT: Final = 32  # one edit in so many tokens is tried first; a wrong guess costs time, nothing else


def split_by_edit_script(rows: Int32, columns: Int32, gaps: Gaps, large: int) -> tuple[Matches, Gaps]:
    """Give meetings of equal codes by edit distance in gaps above `large` cells, and the gaps that are left.

    Linear space: Hyyrö (2003), Hirschberg (1975).
    """
    from rapidfuzz.distance import Levenshtein  # late: few texts have so large a gap

    met = NO_MATCHES
    for number in np.flatnonzero(gaps.areas > large).tolist():
        top, left = int(gaps.top[number]), int(gaps.left[number])
        one = rows[top : int(gaps.bottom[number])].tolist()
        other = columns[left : int(gaps.right[number])].tolist()
        hint = max(len(one), len(other)) // TOKENS_PER_EDIT
        same = [
            (b.src_start, b.dest_start, b.src_end - b.src_start)
            for b in Levenshtein.opcodes(one, other, score_hint=hint)
            if b.tag == "equal"
        ]
        if same:
            starts, places, sizes = np.array(same, np.int64).T
            step = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
            met = merge_matches(
                met, Matches(np.repeat(starts + top, sizes) + step, np.repeat(places + left, sizes) + step)
            )
    return met, remaining_gaps(gaps, met)


def split_diagonally(gaps: Gaps, largest: int) -> Gaps:
    """Cut gaps above `largest` cells into pieces along the diagonal: nothing in them says where else to cut."""
    areas, largest = gaps.areas, max(largest, 1)
    if not (areas > largest).any():
        return gaps
    # n pieces along the diagonal of an area have an n-th part of it in cells.
    pieces = np.where(areas > largest, -(-areas // largest), 1)
    pieces = np.minimum(pieces, np.maximum(gaps.heights, gaps.widths))
    gap = np.repeat(np.arange(len(gaps)), pieces)
    part = np.arange(len(gap)) - np.repeat(np.cumsum(pieces) - pieces, pieces)

    def border(start: Int64, size: Int64, number: Int64) -> Int64:
        return start[gap] + size[gap] * number // pieces[gap]

    cut = Gaps(
        border(gaps.top, gaps.heights, part),
        border(gaps.top, gaps.heights, part + 1),
        border(gaps.left, gaps.widths, part),
        border(gaps.left, gaps.widths, part + 1),
        gaps.free_start[gap] & (part == 0),
        gaps.free_end[gap] & (part == pieces[gap] - 1),
    )
    return cut.select(cut.areas > 0)
