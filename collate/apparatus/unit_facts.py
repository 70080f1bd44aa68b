"""What the alignment knows of each variation unit: how certain its place is, and whether its words were moved."""

import numpy as np

from collate._dataclass import dataclass
from collate._repr import repr_line
from collate.apparatus.classification_cache import Representative
from collate.apparatus.transpositions import Columns, Transposition, find_transpositions
from collate.model.alignment import Alignment
from collate.variants import Units


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """What the alignment knows of a variation unit.

    Attributes
    ----------
    doubt : float
        How often words in such a place stand elsewhere: from 0 to 1, a passage without a place.
    transposition : Transposition or None
        Where other witnesses have its words, if they were moved.
    """

    doubt: float
    transposition: Transposition | None

    def __repr__(self) -> str:
        return repr_line("UnitFacts", f"doubt {self.doubt:.2f}{f', {self.other_place}' if self.other_place else ''}")

    @property
    def columns(self) -> Columns | None:
        """The columns [start, stop) that the moved words have here; None if they were not moved in one piece."""
        return self.transposition.columns if self.transposition else None

    @property
    def other_place(self) -> str | None:
        """Where other witnesses have the words: `on line 7 of B`; None if they were not moved."""
        return self.transposition.other_place if self.transposition else None

    def is_transposed(self, k: int, first: Representative, second: Representative) -> bool:
        """Return whether one group has the words in unit k of the batch, and the other in the other place."""
        if self.transposition is None:
            return False
        having, lacking = (first, second) if first.witness.texts[k] else (second, first)
        return set(having.group) <= self.transposition.having and set(lacking.group) <= self.transposition.lacking


def unit_facts(alignment: Alignment, units: Units) -> list[UnitFacts]:
    """Return what the alignment knows of each unit."""
    return [
        UnitFacts(doubt, transposition)
        for doubt, transposition in zip(_doubts(alignment, units), find_transpositions(alignment, units), strict=True)
    ]


def _doubts(alignment: Alignment, units: Units) -> list[float]:
    """Return the doubt of each unit, 0 for white space.

    A token that could as well be in another column of the same unit is in the unit all the same. So the doubt of
    several columns is that of the most certain one, or 1 where a passage has no place.
    """
    if not len(units):
        return []
    bounds = np.stack([units.start, units.stop], axis=1).ravel()
    padded = np.append(alignment.doubt, 0)
    least, greatest = np.minimum.reduceat(padded, bounds)[::2], np.maximum.reduceat(padded, bounds)[::2]
    return [*np.where(units.is_white_space, 0, np.where(greatest == 1, greatest, least)).tolist()]
