"""What a way of aligning gives back: complete witnesses side by side."""

from typing import NamedTuple

import numpy as np

from collate._arrays import Int32, Int64
from collate.alignment.exact.dynamic_programming import UNRIVALLED


class PartialAlignment(NamedTuple):
    """A table of complete witnesses, and how sure each place in it is.

    table    (columns, witnesses) int32   token or GAP
    margins  (columns, witnesses) int64   by how much a token's place beats its best rival; CLEAR without one
    beside   pairs of witnesses: each joined beside the one nearest to it
    """

    table: Int32
    margins: Int64
    neighbour_pairs: tuple[tuple[int, int], ...] = ()


def without_margins(table: Int32) -> PartialAlignment:
    """Give a table whose maker does not say how sure it is."""
    return PartialAlignment(table, np.full(table.shape, UNRIVALLED, np.int64))
