"""What a way of aligning gives back: complete witnesses side by side."""

from typing import NamedTuple

import numpy as np

from collate.align.gaps import Longs
from collate.align.trace import CLEAR
from collate.model.tokens import Ints


class Joined(NamedTuple):
    """A table of complete witnesses, and how sure each place in it is.

    table    (columns, witnesses) int32   token or GAP
    margins  (columns, witnesses) int64   by how much a token's place beats its best rival; CLEAR without one
    beside   pairs of witnesses: each joined beside the one nearest to it
    """

    table: Ints
    margins: Longs
    beside: tuple[tuple[int, int], ...] = ()


def unrivalled(table: Ints) -> Joined:
    """Give a table whose maker does not say how sure it is."""
    return Joined(table, np.full(table.shape, CLEAR, np.int64))
