"""On which line of its file each run of the text stands, found for all runs at once.

While a file is read, a run is known by how many characters stand before it in all text nodes.
"""

from array import array
from collections.abc import Sequence

import numpy as np

from collate._arrays import Int32
from collate.model.origins import Origins
from collate.reading.xml_source import TextPositions


def with_lines(origins: Origins, ends: "array[int]", text: str, positions: Sequence[TextPositions]) -> Origins:
    """Return runs with lines and columns; one that does not stand in its file as it is becomes several.

    `ends` says where each run ends in the text, and `positions` where the text of each file stands.
    """
    starts, files, lines, columns = (
        np.array(a, np.int32) for a in (origins.starts, origins.files, origins.lines, origins.columns)
    )
    lengths = np.array(ends, np.int32) - starts
    more: list[tuple[int, int, int, int]] = []
    for number, own in enumerate(positions):
        rows = np.flatnonzero((lines == 0) & (files == number))
        if not len(own.offsets):
            lines[rows] = columns[rows] = 1
            continue
        offsets, first = np.frombuffer(own.offsets, np.int32), columns[rows]
        found = np.maximum(np.searchsorted(offsets, first, side="right") - 1, 0)
        last = np.searchsorted(offsets, first + lengths[rows] - 1, side="right") - 1
        lines[rows] = np.frombuffer(own.lines, np.int32)[found]
        columns[rows] = np.frombuffer(own.columns, np.int32)[found] + first - offsets[found]
        for k in np.flatnonzero(last > found).tolist():
            start, end = int(starts[rows[k]]), int(ends[rows[k]])
            for n in range(int(found[k]) + 1, int(last[k]) + 1):
                at = start + own.offsets[n] - int(first[k])
                blank = text[at] == " "
                if at + blank < end and not (blank and n < last[k] and own.offsets[n + 1] == own.offsets[n] + 1):
                    more.append((at + blank, number, own.lines[n], own.columns[n] + blank))
    if more:
        added = np.array(more, np.int32).T
        order = np.argsort(np.concatenate((starts, added[0])), kind="stable")
        starts, files, lines, columns = (
            np.concatenate((own, new))[order] for own, new in zip((starts, files, lines, columns), added, strict=True)
        )
    return Origins(*(_column(a) for a in (starts, files, lines, columns)))


def _column(values: Int32) -> "array[int]":
    found = array("i")
    found.frombytes(values.tobytes())
    return found
