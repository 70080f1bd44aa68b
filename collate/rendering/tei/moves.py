"""Which entries are the two places of words that have moved."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping

from collate.apparatus import Apparatus, Entry
from collate.model.alignment import Alignment


def counterpart_entries(apparatus: Apparatus, alignment: Alignment) -> Mapping[int, tuple[int, ...]]:
    """Give for the number of each entry whose words stand elsewhere too those of the entries that stand there."""
    moved = sorted((e for e in apparatus.entries if e.other_place), key=lambda e: e.unit.start)
    starts = [e.unit.start for e in moved]
    longest = max((e.unit.stop - e.unit.start for e in moved), default=0)
    found: dict[int, set[int]] = {}

    def within(place: tuple[int, int]) -> list[Entry]:
        near = moved[bisect_left(starts, place[0] - longest) : bisect_right(starts, place[1])]
        return [e for e in near if e.unit.start < place[1] and e.unit.stop > place[0]]

    for move in alignment.moves:
        here, there = within(move.columns), within(move.other_columns)
        for one, other in ((here, there), (there, here)):
            for entry in one:
                found.setdefault(entry.number, set()).update(e.number for e in other)
    return {n: tuple(sorted(numbers)) for n, numbers in found.items() if numbers}
