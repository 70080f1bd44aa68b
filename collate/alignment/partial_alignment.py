"""What an alignment method returns: the table of complete witnesses, before any checks."""

from typing import NamedTuple

import numpy as np

from collate._arrays import Int32, Int64
from collate.alignment.exact.dynamic_programming import UNRIVALLED


class PartialAlignment(NamedTuple):
    """A table of witnesses and the margin of each token.

    table            (columns, witnesses) int32   index of a token, or GAP
    margins          (columns, witnesses) int64   by how much a token's column beats its best rival; UNRIVALLED without
    neighbour_pairs  each witness, and the witness most similar to it among those aligned before
    """

    table: Int32
    margins: Int64
    neighbour_pairs: tuple[tuple[int, int], ...] = ()


def without_margins(table: Int32) -> PartialAlignment:
    """Return a table (columns, witnesses) int32 of a method that computes no margins."""
    return PartialAlignment(table, np.full(table.shape, UNRIVALLED, np.int64))
