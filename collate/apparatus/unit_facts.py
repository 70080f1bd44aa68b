"""What the alignment says of the place of each unit: how sure it is, and whether its words stand elsewhere too."""

from dataclasses import dataclass

import numpy as np

from collate.apparatus.classification_cache import Representative
from collate.apparatus.transpositions import Transpositions, find_transpositions
from collate.model.alignment import Alignment
from collate.variants import Units


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """What the alignment says of the place of a unit: how sure it is, and whether its words stand elsewhere too."""

    doubt: float
    elsewhere: Transpositions | None

    @property
    def moved(self) -> str | None:
        """`on line 7 of B`."""
        return self.elsewhere.where if self.elsewhere else None

    def transposes(self, k: int, one: Representative, other: Representative) -> bool:
        """Say whether one group has the words here, and the other has them in the other place."""
        if self.elsewhere is None:
            return False
        (_, having), (_, lacking) = (one, other) if one[0].texts[k] else (other, one)
        return set(having) <= self.elsewhere.having and set(lacking) <= self.elsewhere.lacking


def unit_facts(alignment: Alignment, units: Units) -> list[UnitFacts]:
    """Say of every unit what the alignment says of its place."""
    return [
        UnitFacts(*both) for both in zip(_doubts(alignment, units), find_transpositions(alignment, units), strict=True)
    ]


def _doubts(alignment: Alignment, units: Units) -> list[float]:
    """Give the doubt of every unit, 0 for white space.

    What could stand in another column of the same unit stands in the unit all the same: the doubt
    of several columns is that of the surest, or 1 where a passage is adrift.
    """
    if not len(units):
        return []
    bounds = np.stack([units.start, units.stop], axis=1).ravel()
    padded = np.append(alignment.doubt, 0)
    least, greatest = np.minimum.reduceat(padded, bounds)[::2], np.maximum.reduceat(padded, bounds)[::2]
    return [*np.where(units.is_white_space, 0, np.where(greatest == 1, greatest, least)).tolist()]
