"""Variation units, as arrays; each unit is a view."""

from collections.abc import Callable, Iterator
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from collate._arrays import Bool, Index, Int8, Int16, Int32
from collate._dataclass import dataclass
from collate.model.alignment import GAP, Alignment, Testimony

SILENT = -1  # in place of the reading group of a witness that does not testify

ReadingGroups = Int16  # (..., witnesses): the first witness with the same reading, or SILENT
Value = TypeVar("Value")
Row = TypeVar("Row", bound=np.generic)
Group = tuple[int, ...]  # the witnesses of one reading, by number


@dataclass(frozen=True, slots=True)
class VariationUnit:
    """Columns [start, stop) in which extant witnesses differ.

    start           the first column
    stop            one past the last column
    groups          the witnesses, by number, grouped by reading; this needs no base
    silent          the witnesses that do not testify, and why
    is_white_space  the unit is the white space before column `start`; then start == stop
    """

    start: int
    stop: int
    groups: tuple[Group, ...]
    silent: tuple[tuple[int, Testimony], ...] = ()
    is_white_space: bool = False

    def __repr__(self) -> str:
        where = f"space before column {self.start}" if self.is_white_space else f"columns {self.start}:{self.stop}"
        silent = f", {len(self.silent)} silent" if self.silent else ""
        return f"<VariationUnit: {where}, {len(self.groups)} readings{silent}>"


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """The u variation units of an alignment, in the order of the columns. The arrays are read-only.

    start           (u,) int32              the first column of each
    stop            (u,) int32              one past the last column
    is_white_space  (u,) bool               the unit is the white space before `start`
    reading_groups  (u, witnesses) int16    the first witness with the same reading, or SILENT
    testimony       (u, witnesses) int8     a `Testimony`; why a witness is silent
    """

    start: Int32
    stop: Int32
    is_white_space: Bool
    reading_groups: ReadingGroups
    testimony: Int8

    def __post_init__(self) -> None:
        """Make the arrays read-only."""
        for array in (self.start, self.stop, self.is_white_space, self.reading_groups, self.testimony):
            array.setflags(write=False)

    def rows(self, kept: Index) -> "Units":
        """Return some of the units."""
        return Units(
            self.start[kept],
            self.stop[kept],
            self.is_white_space[kept],
            self.reading_groups[kept],
            self.testimony[kept],
        )

    def __len__(self) -> int:
        return len(self.start)

    def __getitem__(self, u: int) -> VariationUnit:
        return next(iter(self._rows(slice(u, u + 1))))

    def __iter__(self) -> Iterator[VariationUnit]:
        return self._rows(slice(None))

    def __repr__(self) -> str:
        return f"<Units: {len(self)} variation units>"

    def _rows(self, kept: slice) -> Iterator[VariationUnit]:
        """Yield the units of some rows."""
        reading_groups, testimony = self.reading_groups[kept], self.testimony[kept]
        columns = self.start[kept].tolist(), self.stop[kept].tolist()
        groups = _map_rows(reading_groups, _groups)
        silent = _map_rows(np.where(reading_groups == SILENT, testimony, np.int8(SILENT)), _silent)
        return map(VariationUnit, *columns, groups, silent, self.is_white_space[kept].tolist())


def _map_rows(rows: npt.NDArray[Row], function: Callable[[list[int]], Value]) -> Iterator[Value]:
    """Yield the value of a function for each row of an array; equal rows, which are common, share one value."""
    values: dict[bytes, Value] = {}
    content, size = rows.tobytes(), rows.itemsize * rows.shape[1]
    for u in range(len(rows)):
        row = content[u * size : (u + 1) * size]
        if row not in values:
            values[row] = function(rows[u].tolist())
        yield values[row]


def _groups(first_witnesses: list[int]) -> tuple[Group, ...]:
    """Return the witnesses of a unit by reading, in the order of the first witness of each reading."""
    groups: dict[int, list[int]] = {}
    for w, first in enumerate(first_witnesses):
        if first != SILENT:
            groups.setdefault(first, []).append(w)
    return tuple(map(tuple, groups.values()))


def _silent(testimony: list[int]) -> tuple[tuple[int, Testimony], ...]:
    """Return the witnesses that do not testify in a unit, and why."""
    return tuple((w, Testimony(t)) for w, t in enumerate(testimony) if t != SILENT)


def tokens_in(alignment: Alignment, w: int, start: int, stop: int) -> range:
    """Return the indices of the tokens of a witness in columns [start, stop); they are consecutive."""
    column = alignment.table[start:stop, w]
    indices = column[column != GAP]
    return range(int(indices[0]), int(indices[-1]) + 1) if len(indices) else range(0)


def tokens_before(alignment: Alignment) -> Int32:
    """Count (columns + 1, witnesses) int32: the tokens of each witness before each column, and in all columns."""
    before = np.zeros((len(alignment.table) + 1, len(alignment.tokens)), np.int32)
    np.cumsum(alignment.table != GAP, axis=0, out=before[1:])
    return before
