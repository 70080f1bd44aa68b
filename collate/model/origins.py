"""Where the text of a witness stands in the files that it was read from."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import field
from typing import Final, NamedTuple

from collate._dataclass import dataclass
from collate._repr import counted


class FilePosition(NamedTuple):
    """A place in a file of a witness: the number of the file, from 0, the line and the column, both from 1."""

    file: int
    line: int
    column: int


class LineStretches(NamedTuple):
    """The k stretches of a text that stand on one line of a file each, in the order of the text.

    starts  where each begins in the text; it ends where the next one begins
    lines   the line of the file, from 1
    files   the number of the file
    """

    starts: Sequence[int]
    lines: Sequence[int]
    files: Sequence[int]

    def __repr__(self) -> str:
        return f"<LineStretches: {counted(len(self.starts), 'stretch', 'stretches')}>"


@dataclass(frozen=True, slots=True)
class Origins:
    """The n runs of a text that were copied from a source without a change, in order.

    A run is all on one line of its file. What stands between runs, such as white space, was written by the reader.

    starts    (n,) int32   the code point of the text at which the run begins
    files     (n,) int32   the number of the file in `Witness.sources`
    lines     (n,) int32   the line of the file, from 1
    columns   (n,) int32   the column in that line, from 1, in code points
    """

    starts: "array[int]" = field(default_factory=lambda: array("i"))
    files: "array[int]" = field(default_factory=lambda: array("i"))
    lines: "array[int]" = field(default_factory=lambda: array("i"))
    columns: "array[int]" = field(default_factory=lambda: array("i"))

    def __len__(self) -> int:
        return len(self.starts)

    def __hash__(self) -> int:
        return hash((self.starts.tobytes(), self.lines.tobytes()))

    def __repr__(self) -> str:
        return f"<Origins: {counted(len(self), 'run')}>"

    def position(self, offset: int) -> FilePosition:
        """Return where a code point of the text stands in its file; before the first run, where that begins."""
        if not self.starts:
            return FilePosition(0, 1, 1)
        n = max(bisect_right(self.starts, offset) - 1, 0)
        column = self.columns[n] + max(offset - self.starts[n], 0)
        return FilePosition(self.files[n], self.lines[n], column)

    def line_stretches(self) -> LineStretches:
        """Return the stretches of the text that stand on one line; the first begins with the text."""
        places = list(zip(self.files, self.lines, strict=True))
        first = [n for n, place in enumerate(places) if n == 0 or place != places[n - 1]]
        return LineStretches(
            [self.starts[n] if n else 0 for n in first], [self.lines[n] for n in first], [self.files[n] for n in first]
        )

    def on_line(self, line: int, file: int | None = None) -> list[tuple[int, int]]:
        """Return the stretches [start, end) of the text whose runs are on a line of a file, or of any file.

        The end of the last one may be behind the text.
        """
        ends = [*self.starts[1:], 2**31 - 1]
        found = [
            (self.starts[n], ends[n])
            for n, own in enumerate(self.lines)
            if own == line and (file is None or self.files[n] == file)
        ]
        merged: list[tuple[int, int]] = []
        for start, end in found:
            if merged and merged[-1][1] == start:
                merged[-1] = (merged[-1][0], end)
            else:
                merged.append((start, end))
        return merged

    def first_at_or_after(self, line: int, column: int, file: int = 0) -> int | None:
        """Return the code point of the text that stands first at or after a place of a file; None behind the last."""
        places = sorted((self.lines[n], self.columns[n], n) for n, own in enumerate(self.files) if own == file)
        k = bisect_left(places, (line, column + 1, -1)) - 1
        if k >= 0 and places[k][0] == line:
            return self.starts[places[k][2]] + column - places[k][1]
        return self.starts[places[k + 1][2]] if k + 1 < len(places) else None


def origins_of_pieces(origins: Origins, starts: Sequence[int], ends: Sequence[int], shifts: Sequence[int]) -> Origins:
    """Return the origins of a text that was put together from pieces of another one.

    Parameters
    ----------
    origins
        Of the other text.
    starts, ends
        Where each piece [start, end) was in it.
    shifts
        How much each piece has moved to the left.
    """
    if not origins:
        return origins
    rows: list[tuple[int, int, int, int]] = []
    for start, end, shift in zip(starts, ends, shifts, strict=True):
        rows.append((start - shift, *origins.position(start)))
        for n in range(bisect_right(origins.starts, start), bisect_left(origins.starts, end)):
            rows.append((origins.starts[n] - shift, origins.files[n], origins.lines[n], origins.columns[n]))
    columns = zip(*rows, strict=True) if rows else ((), (), (), ())
    return Origins(*(array("i", column) for column in columns))


NO_ORIGINS: Final = Origins()
