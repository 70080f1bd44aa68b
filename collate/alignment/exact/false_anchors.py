"""False anchors: phrases that occur once on each side by chance, and keep apart what belongs together.

In a text that repeats itself hardly a phrase occurs once, except where somebody erred. Two errors that happen to be
equal are then an anchor, wherever they are. How many words can be matched beside the anchors of a gap is known at once.
If an edit script matches more, the anchors are surely false, and the script takes their place.
"""

from typing import Final, NamedTuple

import numpy as np

from collate._arrays import Int32
from collate.alignment.exact.gaps import Gaps, Matches, merge_matches, remaining_gaps
from collate.alignment.exact.split_gaps import split_by_edit_script

LEAST_CELLS: Final = 1 << 20  # of a gap whose anchors are examined
ENOUGH: Final = 0.75  # the share of the words that both sides have; anchors that leave more are not examined further


class SoundAnchors(NamedTuple):
    """Anchors without false ones, and the tokens that were compared piece by piece in their place."""

    matches: Matches
    piecewise: int


def without_false_anchors(rows: Int32, columns: Int32, gaps: Gaps, anchored: Matches) -> SoundAnchors:
    """Return the anchors; in a gap in which an edit script surely matches more, those of the script.

    Parameters
    ----------
    rows, columns : (rows,) int32, (columns,) int32
        The codes of both sides.
    gaps : Gaps
    anchored : Matches
        The anchors in these gaps.
    """
    matches, piecewise = anchored, 0
    for number in np.flatnonzero(gaps.areas >= LEAST_CELLS).tolist():
        gap = gaps.select(np.array([number]))
        first, stop = np.searchsorted(matches.rows, np.array([gap.top[0], gap.bottom[0]], np.int32)).tolist()
        inside = Matches(matches.rows[first:stop], matches.columns[first:stop])
        left = remaining_gaps(gap, inside)
        reach = len(inside.rows) + int(np.minimum(left.heights, left.widths).sum())
        if not len(inside.rows) or reach >= ENOUGH * _most_common(rows, columns, gap):
            continue
        script = split_by_edit_script(rows, columns, gap, 0)
        if len(script.matches.rows) > reach:
            outside = [np.concatenate((part[:first], part[stop:])) for part in matches]
            matches = merge_matches(Matches(*outside), script.matches)
            piecewise += script.piecewise
    return SoundAnchors(matches, piecewise)


def _most_common(rows: Int32, columns: Int32, gap: Gaps) -> int:
    """Return how many codes both sides of one gap have in common, whatever their order."""
    sides = rows[gap.top[0] : gap.bottom[0]], columns[gap.left[0] : gap.right[0]]
    size = max(int(side.max()) for side in sides) + 1
    return int(np.minimum(*(np.bincount(side, minlength=size) for side in sides)).sum())
