"""Doubt: how far the place of a token could be another."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from collate.align.fragments import Reach
from collate.align.joined import Joined
from collate.align.similarity import UNIT
from collate.align.trace import CLEAR
from collate.model.alignment import GAP

EVEN: Final = UNIT // 5  # a margin at which a place is as likely wrong as right, as measured on collations by people

Floats = npt.NDArray[np.float32]


def doubts_of(joined: Joined, reaches: Sequence[Reach]) -> Floats:
    """Give (columns, witnesses) float32: near 1 where a rival place is as good, a half at EVEN, 0 where there is none.

    The tokens of a passage that found no place have 1, and they alone.
    """
    doubts: Floats = (EVEN / (EVEN + 1 + np.maximum(joined.margins, 0))).astype(np.float32)
    doubts[joined.margins == CLEAR] = 0.0
    for w, reach in enumerate(reaches):
        for start, stop in reach.adrift:
            doubts[start:stop, w] = np.where(joined.table[start:stop, w] != GAP, 1.0, 0.0)
    return doubts
