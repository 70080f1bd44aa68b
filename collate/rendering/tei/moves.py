"""Which entries are the two places of words that have moved."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping

from collate.apparatus import Apparatus, Entry, entries_and_echoes
from collate.model.alignment import Alignment


def counterpart_entries(apparatus: Apparatus, alignment: Alignment) -> Mapping[int, tuple[int, ...]]:
    """Return for each entry whose words have moved, by its number, the numbers of the entries at their other place."""
    moved = sorted((e for e in entries_and_echoes(apparatus) if e.other_place), key=lambda e: e.unit.start)
    starts = [e.unit.start for e in moved]
    longest = max((e.unit.stop - e.unit.start for e in moved), default=0)
    counterparts: dict[int, set[int]] = {}

    def overlapping(columns: tuple[int, int]) -> list[Entry]:
        candidates = moved[bisect_left(starts, columns[0] - longest) : bisect_right(starts, columns[1])]
        return [e for e in candidates if e.unit.start < columns[1] and e.unit.stop > columns[0]]

    for move in alignment.moves:
        here, there = overlapping(move.columns), overlapping(move.other_columns)
        for side, opposite in ((here, there), (there, here)):
            for entry in side:
                counterparts.setdefault(entry.number, set()).update(e.number for e in opposite)
    return {n: tuple(sorted(numbers)) for n, numbers in counterparts.items() if numbers}
