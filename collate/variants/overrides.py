"""Joints: neighbouring places that an editor makes one, and places that an editor cuts."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from collate._arrays import Int64
from collate.decisions import TokenRange, UnitOverride
from collate.model.alignment import GAP, Alignment
from collate.variants.columns import extant_pattern


def columns_of(alignment: Alignment, stretch: TokenRange) -> tuple[int, int]:
    """Give the columns [start, stop) over which some words of a witness reach."""
    at = np.flatnonzero(alignment.table[:, stretch.witness] != GAP)[stretch.start : stretch.stop]
    return int(at[0]), int(at[-1]) + 1


def apply_overrides(alignment: Alignment, at: Int64, spans: Int64, overrides: Sequence[UnitOverride]) -> Int64:
    """Cut and join places as an editor has it, one decision after another. `at` are the columns that vary.

    Places in which others testify are never joined: words of a silent witness would be swallowed.
    """
    places = [(start, stop) for start, stop in spans.tolist()]
    for joint in overrides:
        start, stop = columns_of(alignment, joint.tokens)
        if joint.apart_from is not None:
            border = max(start, columns_of(alignment, joint.apart_from)[0])
            start, stop = border - 1, border
        touched = [place for place in places if place[0] < stop and place[1] > start]
        rest = [place for place in places if place not in touched]
        if not joint.together:
            cuts = (stop,) if joint.apart_from is not None else (start, stop)
            places = rest + [piece for place in touched for piece in _split_unit(place, cuts, at)]
        elif touched and _same_extant_witnesses(alignment, touched[0][0], touched[-1][1]):
            places = [*rest, (touched[0][0], touched[-1][1])]
        places.sort()
    return np.array(places, np.int64).reshape(-1, 2)


def _split_unit(place: tuple[int, int], cuts: Sequence[int], at: Int64) -> list[tuple[int, int]]:
    """Cut a place before some columns; no piece begins or ends with a column that does not vary."""
    borders = [place[0], *(cut for cut in cuts if place[0] < cut < place[1]), place[1]]
    pieces = []
    for first, last in pairwise(borders):
        low, high = np.searchsorted(at, (first, last)).tolist()
        if low < high:
            pieces.append((int(at[low]), int(at[high - 1]) + 1))
    return pieces


def _same_extant_witnesses(alignment: Alignment, start: int, stop: int) -> bool:
    here = extant_pattern(alignment.testimony[start:stop])
    return bool((here == here[0]).all())
