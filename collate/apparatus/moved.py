"""What has moved: the places whose words stand elsewhere in the witnesses that lack them here."""

from dataclasses import dataclass

import numpy as np

from collate.alignment import GAP, Alignment
from collate.variants import Units

NOWHERE = -1
MOST = 0.9  # of the columns of a unit; a mark or a word at its border may have stayed


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The words of a place stand `where` ("on line 7 of B") in the witnesses `lacking` that lack them here."""

    where: str
    having: frozenset[int]
    lacking: frozenset[int]


def elsewhere(alignment: Alignment, units: Units) -> list[Elsewhere | None]:
    """Say for each unit whether it lies in one of the two places of a move."""
    which = np.full(len(alignment.table) + 1, NOWHERE, np.int32)
    sides: list[Elsewhere] = []
    places: list[tuple[int, int]] = []
    for move in alignment.moves:
        for place, other, having, lacking in (
            (move.here, move.there, frozenset(move.witnesses), frozenset(move.others)),
            (move.there, move.here, frozenset(move.others), frozenset(move.witnesses)),
        ):
            which[place[0] : place[1]] = len(sides)
            places.append(place)
            sides.append(Elsewhere(_cited(alignment, other, lacking), having, lacking))
    if not sides:
        return [None] * len(units)
    middle = which[(units.start + units.stop) // 2]
    begin, end = (np.array(border, np.int32)[middle] for border in zip(*places, strict=True))
    inside = np.minimum(units.stop, end) - np.maximum(units.start, begin)
    whole = inside >= MOST * (units.stop - units.start)
    found = np.where((middle != NOWHERE) & whole & ~units.between, middle, NOWHERE)
    return [sides[k] if k != NOWHERE else None for k in found.tolist()]


def _cited(alignment: Alignment, place: tuple[int, int], witnesses: frozenset[int]) -> str:
    """Say where the words stand, in one of the witnesses that have them there."""
    w = min(witnesses, key=lambda w: alignment.tokens[w].witness.siglum)
    column = alignment.table[place[0] : place[1], w]
    line = alignment.tokens[w][int(column[column != GAP][0])].line
    return f"on line {line} of {alignment.tokens[w].witness.siglum}"
