"""What an alignment method returns: the table of complete witnesses, before any checks."""

from typing import NamedTuple

from collate._arrays import Int32
from collate.alignment.relations.searched_text import SearchedText


class PartialAlignment(NamedTuple):
    """A table of witnesses.

    table            (columns, witnesses) int32   index of a token, or GAP
    neighbour_pairs  each witness, and the witness most similar to it among those aligned before; in joining order
    piecewise        tokens that were aligned piece by piece, because a better way would have taken too long
    texts            the witnesses as moves were searched in them, if they were; what was found out is not lost
    """

    table: Int32
    neighbour_pairs: tuple[tuple[int, int], ...] = ()
    piecewise: int = 0
    texts: tuple[SearchedText, ...] = ()
