"""The places of a witness as arrays, so that those at a code point and those with a name are found fast."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from collate._arrays import AnyInt, Int64
from collate._dataclass import dataclass
from collate._repr import counted
from collate.model.place_names import NameAndValue, PlaceName, possible_ranges, rank_of_system, single_spaced, values_at
from collate.model.witness import Place, Witness

PlaceSpan = tuple[int, int]  # code points [start, end) of a witness


@dataclass(frozen=True, slots=True, eq=False)
class SystemPlaces:
    """The places of one system, in the order of the text.

    Attributes
    ----------
    system : str
        What is numbered.
    values : tuple of str
        The name of each place.
    spans : tuple of (int, int)
        Code points [start, end) of each place, with its label.
    by_value : dict of str to list of int
        The numbers of the places that have a name; a name may be repeated.
    starts, ends : (s,) int64
        Stretches of the text that are in one place, in order; they do not overlap.
    place_of : (s,) int64
        The number of the place of each stretch: where places overlap, the one that begins last.
    """

    system: str
    values: tuple[str, ...]
    spans: tuple[PlaceSpan, ...]
    by_value: dict[str, list[int]]
    starts: Int64
    ends: Int64
    place_of: Int64

    def __repr__(self) -> str:
        return f"<SystemPlaces {self.system}: {counted(len(self.values), 'place')}>"

    def places_at(self, offsets: AnyInt) -> Int64:
        """Return the number of the place at each offset; -1 where there is none."""
        k = np.searchsorted(self.starts, offsets, side="right") - 1
        ends, places = np.append(self.ends, -1), np.append(self.place_of, -1)  # -1 where none has begun yet
        return np.where(offsets < ends[k], places[k], -1)

    def spans_named(self, value: str) -> list[PlaceSpan]:
        """Return the stretches that a name or a range means, in order; places beside each other are one stretch."""
        if found := self._numbers(value):
            return _joined([self.spans[k] for k in found])
        for first, last in possible_ranges(value):
            if (begins := self._numbers(first)) and (ends := self._numbers(last)):
                return _joined(list(self._between(begins, ends)))
        return []

    def is_reversed(self, value: str) -> bool:
        """Return whether a range has both of its ends here, but ends before it begins."""
        has_ends = any(self._numbers(first) and self._numbers(last) for first, last in possible_ranges(value))
        return has_ends and not self.spans_named(value)

    def _numbers(self, level: str) -> list[int]:
        return sorted(k for value in values_at(level, self.by_value) for k in self.by_value[value])

    def _between(self, begins: Sequence[int], ends: Sequence[int]) -> Iterator[PlaceSpan]:
        """Yield what is from one place to another: from each begin that is not inside yet, up to a repeated name."""
        stop = -1
        for begin in begins:
            if begin <= stop:
                continue
            seen: set[str] = set()
            stop = -1
            for end in ends:
                if end >= begin and self.values[end] not in seen:
                    seen.add(self.values[end])
                    stop = end
                elif end >= begin:
                    break
            if stop >= 0:
                yield self.spans[begin][0], max(end for _, end in self.spans[begin : stop + 1])


@dataclass(frozen=True, slots=True, eq=False)
class PlaceIndex:
    """The places of a witness by system, in the order in which a citation names them."""

    systems: dict[str, SystemPlaces]

    def __repr__(self) -> str:
        return f"<PlaceIndex: {counted(len(self.systems), 'system')}>"

    def names_at(self, offsets: AnyInt) -> list[tuple[NameAndValue, ...]]:
        """Return the places at each offset, at most one of each system: system and value."""
        names: list[list[NameAndValue | None]] = []
        for system in self.systems.values():
            name_of: list[NameAndValue | None] = [*((system.system, value) for value in system.values), None]
            names.append([name_of[k] for k in system.places_at(offsets).tolist()])
        if not names:
            return [()] * len(offsets)
        return [tuple([name for name in of_offset if name]) for of_offset in zip(*names, strict=True)]

    def spans_named(self, name: PlaceName) -> list[PlaceSpan]:
        """Return the stretches that a name means, in the order of the text; none if no place has the name."""
        system = self.systems.get(name.system)
        return system.spans_named(name.value) if system else []


def place_index(witness: Witness) -> PlaceIndex:
    """Return the places of a witness as arrays."""
    by_system: dict[str, list[Place]] = {}
    for place in witness.places:
        by_system.setdefault(place.system, []).append(place)
    ordered = sorted(by_system, key=lambda system: (rank_of_system(system), system))
    return PlaceIndex({system: _system_places(system, by_system[system]) for system in ordered})


def place_finder(witness: Witness) -> Callable[[int], tuple[NameAndValue, ...]]:
    """Return a function from an offset of a witness to the places there: system and value."""
    index = place_index(witness)
    return lambda offset: index.names_at(np.array([offset]))[0]


def _system_places(system: str, places: Sequence[Place]) -> SystemPlaces:
    spans = [(_start_with_label(place), place.end) for place in places]
    order = sorted(range(len(places)), key=lambda k: spans[k][0])
    values = tuple([single_spaced(places[k].value) for k in order])
    in_order = tuple([spans[k] for k in order])
    by_value: dict[str, list[int]] = {}
    for k, value in enumerate(values):
        by_value.setdefault(value, []).append(k)
    stretches = np.array(list(_stretches(in_order)), np.int64).reshape(-1, 3)
    return SystemPlaces(system, values, in_order, by_value, *stretches.T.copy())


def _start_with_label(place: Place) -> int:
    """Return where a place begins: where the text itself names it, if it does so just before."""
    return min(place.start, place.label[0]) if place.label else place.start


def _stretches(spans: Sequence[PlaceSpan]) -> Iterator[tuple[int, int, int]]:
    """Yield stretches without overlaps, each with the number of the place that begins last there."""
    open_places: list[tuple[int, int]] = []  # end and number of the places that have begun, the last one at the end
    at = 0
    for number, (start, end) in enumerate([*spans, (max((e for _, e in spans), default=0),) * 2]):
        while open_places and at < start:
            until, inner = open_places[-1]
            if at < min(until, start):
                yield at, min(until, start), inner
            at = max(at, min(until, start))
            if until > start:
                break
            open_places.pop()
        at = start
        open_places.append((end, number))


def _joined(spans: Sequence[PlaceSpan]) -> list[PlaceSpan]:
    """Return stretches in order as fewer ones: those that touch or overlap are one."""
    joined: list[PlaceSpan] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined
