"""What has moved: the places whose words stand elsewhere in the witnesses that lack them here."""

from dataclasses import dataclass

import numpy as np

from collate.alignment import GAP, Alignment
from collate.variants import Units

NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The words of a place stand `where` ("on line 7 of B") in the witnesses `lacking` that lack them here."""

    where: str
    having: frozenset[int]
    lacking: frozenset[int]


def elsewhere(alignment: Alignment, units: Units) -> list[Elsewhere | None]:
    """Say for each unit whether all of it lies in one of the two places of a move."""
    which = np.full(len(alignment.table) + 1, NOWHERE, np.int32)
    sides: list[Elsewhere] = []
    for move in alignment.moves:
        for place, other, having, lacking in (
            (move.here, move.there, frozenset(move.witnesses), frozenset(move.others)),
            (move.there, move.here, frozenset(move.others), frozenset(move.witnesses)),
        ):
            which[place[0] : place[1]] = len(sides)
            sides.append(Elsewhere(_cited(alignment, other, lacking), having, lacking))
    last = np.maximum(units.stop - 1, units.start)
    found = np.where((which[units.start] == which[last]) & ~units.between, which[units.start], NOWHERE)
    return [sides[k] if k != NOWHERE else None for k in found.tolist()]


def _cited(alignment: Alignment, place: tuple[int, int], witnesses: frozenset[int]) -> str:
    """Say where the words stand, in one of the witnesses that have them there."""
    w = min(witnesses, key=lambda w: alignment.tokens[w].witness.siglum)
    column = alignment.table[place[0] : place[1], w]
    line = alignment.tokens[w][int(column[column != GAP][0])].line
    return f"on line {line} of {alignment.tokens[w].witness.siglum}"
