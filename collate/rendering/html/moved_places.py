"""Where words that have moved are elsewhere, in columns of the alignment."""

from collections.abc import Iterable
from typing import Final

import numpy as np

from collate.model.alignment import Move

OtherPlace = tuple[int, int, tuple[int, ...]]
_MOST_BETWEEN: Final = 2  # columns between two pieces of one place: words that stayed, or that were added


class PlacesOfMoves:
    """Looks up the other places of moved words by the columns of one place.

    Parameters
    ----------
    moves : iterable of Move

    Examples
    --------
    >>> from collate.model.alignment import Move
    >>> places = PlacesOfMoves([Move((0, 3), (9, 12), (0,), (1, 2))])
    >>> places.elsewhere(0, 3), places.elsewhere(9, 12), places.elsewhere(3, 9)
    ([(9, 12, (1, 2))], [(0, 3, (0,))], [])
    """

    def __init__(self, moves: Iterable[Move]) -> None:
        self._places: list[tuple[tuple[int, int], OtherPlace]] = []
        for move in moves:
            self._places.append((move.columns, (*move.other_columns, move.other_witnesses)))
            self._places.append((move.other_columns, (*move.columns, move.witnesses)))
        columns = np.array([columns for columns, _ in self._places], np.int64).reshape(-1, 2)
        self._starts, self._stops = columns[:, 0], columns[:, 1]

    def elsewhere(self, start: int, stop: int) -> list[OtherPlace]:
        """Return columns [start, stop) of the other places of words in these columns, and who has the words there.

        Pieces that the same witnesses have side by side are one place.
        """
        here = np.flatnonzero((self._starts < stop) & (self._stops > start)).tolist()
        places: list[OtherPlace] = []
        for first, last, witnesses in sorted({self._places[k][1] for k in here}, key=lambda place: (place[2], place)):
            if places and places[-1][2] == witnesses and first - places[-1][1] <= _MOST_BETWEEN:
                places[-1] = (places[-1][0], max(last, places[-1][1]), witnesses)
            else:
                places.append((first, last, witnesses))
        return sorted(places)
