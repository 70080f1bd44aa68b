"""Overrides: neighbouring units that an editor merges, and units that an editor splits."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from collate._arrays import Int64
from collate.decisions import TokenRange, UnitOverride
from collate.model.alignment import GAP, Alignment
from collate.variants.columns import extant_pattern


def columns_of(alignment: Alignment, tokens: TokenRange) -> tuple[int, int]:
    """Return the columns [start, stop) from the first to the last of some tokens of a witness."""
    at = np.flatnonzero(alignment.table[:, tokens.witness] != GAP)[tokens.start : tokens.stop]
    return int(at[0]), int(at[-1]) + 1


def apply_overrides(alignment: Alignment, varying: Int64, spans: Int64, overrides: Sequence[UnitOverride]) -> Int64:
    """Split and merge units as an editor decided, one decision after the other.

    Units in which different witnesses testify are never merged: words of a silent witness would be lost.

    Parameters
    ----------
    alignment : Alignment
    varying : (v,) int64
        The columns that vary.
    spans : (units, 2) int64
        Columns [start, stop) of each unit, in order.
    overrides : sequence of UnitOverride

    Returns
    -------
    (units, 2) int64
    """
    units = [(start, stop) for start, stop in spans.tolist()]
    for override in overrides:
        start, stop = columns_of(alignment, override.tokens)
        if override.apart_from is not None:
            border = max(start, columns_of(alignment, override.apart_from)[0])
            start, stop = border - 1, border
        touched = [unit for unit in units if unit[0] < stop and unit[1] > start]
        rest = [unit for unit in units if unit not in touched]
        if not override.together:
            cuts = (stop,) if override.apart_from is not None else (start, stop)
            units = rest + [part for unit in touched for part in _split_unit(unit, cuts, varying)]
        elif touched and _same_extant_witnesses(alignment, touched[0][0], touched[-1][1]):
            units = [*rest, (touched[0][0], touched[-1][1])]
        units.sort()
    return np.array(units, np.int64).reshape(-1, 2)


def _split_unit(unit: tuple[int, int], cuts: Sequence[int], varying: Int64) -> list[tuple[int, int]]:
    """Split a unit before some columns; no part begins or ends with a column that does not vary."""
    borders = [unit[0], *(cut for cut in cuts if unit[0] < cut < unit[1]), unit[1]]
    parts = []
    for first, last in pairwise(borders):
        low, high = np.searchsorted(varying, (first, last)).tolist()
        if low < high:
            parts.append((int(varying[low]), int(varying[high - 1]) + 1))
    return parts


def _same_extant_witnesses(alignment: Alignment, start: int, stop: int) -> bool:
    """Check whether the same witnesses testify in all columns [start, stop)."""
    patterns = extant_pattern(alignment.testimony[start:stop])
    return bool((patterns == patterns[0]).all())
