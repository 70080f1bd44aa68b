"""Doubt: how far the place of a token could be another."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from collate._arrays import Float32
from collate.alignment.exact.dynamic_programming import UNRIVALLED
from collate.alignment.fragments.coverage import Coverage
from collate.alignment.partial_alignment import PartialAlignment
from collate.alignment.scoring import UNIT
from collate.model.alignment import GAP

EVEN_MARGIN: Final = (
    UNIT // 5
)  # a margin at which a place is as likely wrong as right, as measured on collations by people


def doubt_of_margins(joined: PartialAlignment, reaches: Sequence[Coverage]) -> Float32:
    """Give (columns, witnesses) float32: near 1 where a rival place is as good, a half at EVEN, 0 where there is none.

    The tokens of a passage that found no place have 1, and they alone.
    """
    doubts: Float32 = (EVEN_MARGIN / (EVEN_MARGIN + 1 + np.maximum(joined.margins, 0))).astype(np.float32)
    doubts[joined.margins == UNRIVALLED] = 0.0
    for w, reach in enumerate(reaches):
        for start, stop in reach.unplaced:
            doubts[start:stop, w] = np.where(joined.table[start:stop, w] != GAP, 1.0, 0.0)
    return doubts
