"""Variation units: held as arrays, shown one by one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from collate._arrays import Bool, Int8, Int16, Int32
from collate._repr import listed, repr_line
from collate.model.alignment import GAP, Alignment, Testimony

SILENT = -1  # the party of a witness that does not testify

ReadingGroups = Int16
Written = TypeVar("Written")
Row = TypeVar("Row", bound=np.generic)
Group = tuple[int, ...]  # the witnesses of one reading, by number


@dataclass(frozen=True, slots=True)
class VariationUnit:
    """Columns [start, stop) in which extant witnesses differ.

    `groups` are the witnesses by reading, those that read the same together; no base is needed
    to say this. `silent` are the witnesses that do not testify here, and why. A unit with
    `between` true is about the white space before column `start`, and start == stop.
    """

    start: int
    stop: int
    groups: tuple[Group, ...]
    silent: tuple[tuple[int, Testimony], ...] = ()
    is_white_space: bool = False

    def __repr__(self) -> str:
        groups = " : ".join([listed(group, 16) for group in self.groups])
        return repr_line("VariationUnit", f"columns {self.start}-{self.stop}: {groups}")


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """The u variation units of an alignment, in the order of the columns. Each is a view, made on demand.

    start, stop  (u,) int32              columns [start, stop)
    between      (u,) bool               the unit is about the white space before `start`
    parties      (u, witnesses) int16    the first witness that reads the same, or SILENT
    testimony    (u, witnesses) int8     a `Testimony`; it says why a witness is silent
    """

    start: Int32
    stop: Int32
    is_white_space: Bool
    reading_groups: ReadingGroups
    testimony: Int8

    def __repr__(self) -> str:
        return f"<Units: {len(self)}>"

    def __post_init__(self) -> None:
        """Freeze the arrays."""
        for array in (self.start, self.stop, self.is_white_space, self.reading_groups, self.testimony):
            array.setflags(write=False)

    def __len__(self) -> int:
        return len(self.start)

    def __getitem__(self, u: int) -> VariationUnit:
        return next(iter(self._rows(slice(u, u + 1))))

    def __iter__(self) -> Iterator[VariationUnit]:
        return self._rows(slice(None))

    def _rows(self, kept: slice) -> Iterator[VariationUnit]:
        """Give the units of some rows."""
        parties, testimony = self.reading_groups[kept], self.testimony[kept]
        columns = self.start[kept].tolist(), self.stop[kept].tolist()
        groups = _each_once(parties, _groups)
        silent = _each_once(np.where(parties == SILENT, testimony, np.int8(SILENT)), _silent)
        return map(VariationUnit, *columns, groups, silent, self.is_white_space[kept].tolist())


def _each_once(rows: npt.NDArray[Row], write: Callable[[list[int]], Written]) -> Iterator[Written]:
    """Write out every row of an array; most units have the same few parties and silences, so equal rows are one."""
    written: dict[bytes, Written] = {}
    content, size = rows.tobytes(), rows.itemsize * rows.shape[1]
    for u in range(len(rows)):
        row = content[u * size : (u + 1) * size]
        if row not in written:
            written[row] = write(rows[u].tolist())
        yield written[row]


def _groups(parties: list[int]) -> tuple[Group, ...]:
    """Give the witnesses of a unit by reading, each reading where its first witness stands."""
    groups: dict[int, list[int]] = {}
    for w, party in enumerate(parties):
        if party != SILENT:
            groups.setdefault(party, []).append(w)
    return tuple(map(tuple, groups.values()))


def _silent(testimony: list[int]) -> tuple[tuple[int, Testimony], ...]:
    """Give the witnesses that do not testify in a unit, and why."""
    return tuple((w, Testimony(t)) for w, t in enumerate(testimony) if t != SILENT)


def tokens_in(alignment: Alignment, w: int, start: int, stop: int) -> range:
    """Give the tokens of a witness in columns [start, stop): they follow one another."""
    column = alignment.table[start:stop, w]
    found = column[column != GAP]
    return range(int(found[0]), int(found[-1]) + 1) if len(found) else range(0)


def tokens_before(alignment: Alignment) -> Int32:
    """Count (columns + 1, witnesses) int32: the tokens of each witness in the columns before each, and in all."""
    before = np.zeros((len(alignment.table) + 1, len(alignment.tokens)), np.int32)
    np.cumsum(alignment.table != GAP, axis=0, out=before[1:])
    return before
