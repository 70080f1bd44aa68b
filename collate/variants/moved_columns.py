"""The columns of moved words, and how they bound the variation units."""

from typing import Final

import numpy as np

from collate._arrays import Bool, Int32
from collate.model.alignment import Alignment

NOT_MOVED: Final = -1


def moved_places(alignment: Alignment) -> Int32:
    """Return (columns,) int32: the place of a move in each column: 2m and 2m + 1 for move m, or NOT_MOVED."""
    places = np.full(len(alignment.table), NOT_MOVED, np.int32)
    for m, move in enumerate(alignment.moves):
        places[slice(*move.columns)], places[slice(*move.other_columns)] = 2 * m, 2 * m + 1
    return places


def has_whole_moves(places: Int32, start: int, stop: int) -> bool:
    """Check whether columns [start, stop) have both places of each move in them; `places` (columns,) are of all."""
    found = set(places[start:stop].tolist()) - {NOT_MOVED}
    if not found:
        return True
    cut = {int(places[start - 1]) if start else NOT_MOVED, int(places[stop]) if stop < len(places) else NOT_MOVED}
    return all(place ^ 1 in found for place in found) and not found & cut


def is_one_place(places: Int32, start: int, stop: int) -> bool:
    """Check whether columns [start, stop) are all in one place of a move, or in none."""
    return bool((places[start:stop] == places[start]).all())


def mark_of_others(joins: Bool, moved: Int32) -> Bool:
    """Return (v - 1,) bool: whether a mark beside moved words belongs to words on its other side that have not moved.

    Parameters
    ----------
    joins : (v - 1,) bool
        Whether each varying column after the first could be in one unit with the one before it.
    moved : (v,) int32
        The place of a move, or NOT_MOVED.
    """
    mark_after = joins & (moved[:-1] != NOT_MOVED) & (moved[1:] == NOT_MOVED)
    mark_before = joins & (moved[:-1] == NOT_MOVED) & (moved[1:] != NOT_MOVED)
    unmoved = joins & (moved[:-1] == NOT_MOVED) & (moved[1:] == NOT_MOVED)
    return np.asarray((mark_after & np.append(unmoved[1:], False)) | (mark_before & np.append(False, unmoved[:-1])))
