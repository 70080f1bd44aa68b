"""What has moved: the places whose words stand elsewhere in the witnesses that lack them here."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from collate._arrays import Bool, Int64
from collate.model.alignment import GAP, Alignment
from collate.model.tokens import Sort
from collate.variants import Units

NOWHERE = -1
MOST = 0.9  # of the words of a unit; a word at its border may have stayed, and a mark goes with its words

Place = tuple[int, int]  # columns [start, stop)
Witnesses = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Transpositions:
    """The words of a place stand `where` ("on line 7 of B") in the witnesses `lacking` that lack them here.

    `here` and `there` are the columns of the two places, None where the words stand in several pieces.
    """

    where: str
    having: frozenset[int]
    lacking: frozenset[int]
    here: Place | None = None
    there: Place | None = None


def find_transpositions(alignment: Alignment, units: Units) -> list[Transpositions | None]:
    """Say for each unit whether what stands there has moved: in one piece, or in several between the same witnesses."""
    which = np.full(len(alignment.table), NOWHERE, np.int32)
    sides: list[Transpositions] = []
    for (place, having), told in _told(alignment).items():
        which[slice(*place)] = len(sides)
        lacking = frozenset(w for _, witnesses in told for w in witnesses)
        sides.append(Transpositions(_cited(alignment, told), frozenset(having), lacking, place, told[0][0]))
    found: list[Transpositions | None] = [None] * len(units)
    if not sides:
        return found
    word = (alignment.sorts() == Sort.WORD).any(axis=1)
    columns, moved = units.stop - units.start, _within(which != NOWHERE, units)
    words, moved_words = _within(word, units), _within(word & (which != NOWHERE), units)
    whole = np.where(words > 0, moved_words >= MOST * words, moved == columns) & ~units.between
    for u in np.flatnonzero(whole).tolist():
        here = which[units.start[u] : units.stop[u]]
        found[u] = _common([sides[k] for k in dict.fromkeys(here[here != NOWHERE].tolist())])
    return found


def _within(columns: Bool, units: Units) -> Int64:
    """Count (units,) those of some columns that stand in each unit."""
    before = np.append(0, np.cumsum(columns))
    return np.asarray(before[units.stop] - before[units.start])


def _common(sides: Sequence[Transpositions]) -> Transpositions:
    """Give what is true of all the pieces of which a place is made; it is cited by the first."""
    having, lacking = (frozenset.intersection(*(getattr(s, name) for s in sides)) for name in ("having", "lacking"))
    alone = len(sides) == 1
    return Transpositions(
        sides[0].where, having, lacking, *((sides[0].here, sides[0].there) if alone else (None, None))
    )


def _told(alignment: Alignment) -> dict[tuple[Place, Witnesses], list[tuple[Place, Witnesses]]]:
    """Give for each place of a move, and those who have the words there, the other places, and who has them there.

    Words that stand in three places have moved from each of them to two.
    """
    told: dict[tuple[Place, Witnesses], list[tuple[Place, Witnesses]]] = {}
    for move in alignment.moves:
        here, there = (move.here, move.witnesses), (move.there, move.others)
        told.setdefault(here, []).append(there)
        told.setdefault(there, []).append(here)
    return told


def _cited(alignment: Alignment, told: list[tuple[Place, Witnesses]]) -> str:
    """Say where the words stand, in one of the witnesses that have them there."""
    siglum, w, place = min((alignment.tokens[w].witness.siglum, w, place) for place, having in told for w in having)
    column = alignment.table[place[0] : place[1], w]
    line = alignment.tokens[w][int(column[column != GAP][0])].line
    return f"on line {line} of {siglum}"
