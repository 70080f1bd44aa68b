"""Batches: tables of similar sizes that are computed at once, padded to one size."""

from typing import Final

import numpy as np

from collate._arrays import Int64, unique_inverse
from collate.alignment.exact.gaps import Gaps

BATCH_CELLS: Final = 1 << 18  # the tables of one batch fit the cache of the processor


def batches(gaps: Gaps, single: int, most: int = BATCH_CELLS) -> list[Int64]:
    """Return the numbers of the gaps that are not empty, in groups of at most `most` cells or one gap.

    Parameters
    ----------
    gaps : Gaps
    single : int
        Cells. Up to so many, with the padding, one batch is faster than several, however different the sizes.
    most : int
        Cells of a batch of similar sizes.
    """
    numbers = np.flatnonzero(gaps.areas > 0)
    if not len(numbers):
        return []
    heights, widths = gaps.heights[numbers], gaps.widths[numbers]
    if len(numbers) * int(heights.max()) * int(widths.max()) <= single:
        return [numbers]
    size_class = _size_class(heights) << np.int64(32) | _size_class(widths)
    groups = []
    for size in unique_inverse(size_class)[0].tolist():
        members = numbers[size_class == size]
        cells = (size >> 32) * (size & 0xFFFFFFFF)
        per_batch = max(1, most // cells)
        groups += [members[k : k + per_batch] for k in range(0, len(members), per_batch)]
    return groups


def _size_class(sizes: Int64) -> Int64:
    """Round sizes (n,) up, in fine steps where they are small: few classes, and little padding."""
    power = np.int64(1) << np.ceil(np.log2(np.maximum(sizes, 1))).astype(np.int64)
    step = np.maximum(power // 4, 1)
    return np.asarray(-(-sizes // step) * step, np.int64)
