"""Doubt: how likely it is that a token belongs to another column."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from collate._arrays import Float32
from collate.alignment.exact.dynamic_programming import UNRIVALLED
from collate.alignment.fragments.coverage import Coverage
from collate.alignment.partial_alignment import PartialAlignment
from collate.alignment.scoring import UNIT
from collate.model.alignment import GAP

# At this margin a token is as likely in the wrong column as in the right one, measured on collations made by people.
EVEN_MARGIN: Final = UNIT // 5


def doubt_of_margins(joined: PartialAlignment, coverage: Sequence[Coverage]) -> Float32:
    """Compute the doubt of each token from its margin.

    Parameters
    ----------
    joined : PartialAlignment
    coverage : sequence of Coverage
        One for each witness.

    Returns
    -------
    (columns, witnesses) float32
        Near 1 where a rival is as good, 0.5 at EVEN_MARGIN, 0 where there is no rival. 1 is the doubt of the
        tokens of an unplaced passage, and of no others.
    """
    doubts: Float32 = (EVEN_MARGIN / (EVEN_MARGIN + 1 + np.maximum(joined.margins, 0))).astype(np.float32)
    doubts[joined.margins == UNRIVALLED] = 0.0
    for w, covered in enumerate(coverage):
        for start, stop in covered.unplaced:
            doubts[start:stop, w] = np.where(joined.table[start:stop, w] != GAP, 1.0, 0.0)
    return doubts
