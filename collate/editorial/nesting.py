"""Interventions that lie inside each other: every two are apart, or one lies wholly inside the other."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from collate.editorial.cause import Cause
from collate.model.interventions import Intervention, outer_numbers
from collate.model.witness import Role

_IN_SOURCES: Final = (Cause.HEADING, Cause.DATELINE, Cause.PAGE_NUMBER)  # parts of an imprint
_BESIDE: Final = (Cause.MARKER, Cause.FURNITURE)  # what stands beside a heading or a name, and not in it


def in_order(interventions: Iterable[Intervention]) -> list[Intervention]:
    """Return interventions by their start, an outer one before those inside it."""
    return sorted(interventions, key=lambda i: (i.start, -i.end))


def without_crossing(interventions: Iterable[Intervention]) -> list[Intervention]:
    """Return interventions in order, without each that crosses an earlier one, or has the same place."""
    kept: list[Intervention] = []
    open_ends: list[int] = []
    for intervention in in_order(interventions):
        while open_ends and open_ends[-1] <= intervention.start:
            open_ends.pop()
        if open_ends and intervention.end > open_ends[-1]:
            continue
        if not kept or (kept[-1].start, kept[-1].end) != (intervention.start, intervention.end):
            kept.append(intervention)
            open_ends.append(intervention.end)
    return kept


def nested(text: str, kept: Sequence[Intervention], found: Sequence[Intervention]) -> list[Intervention]:
    """Add what a finder found to what is kept; both are in order, and neither has two that cross.

    What crosses a kept intervention, or has a mark of the author's text in it, is cut; signs of notes at its edges are
    cut off. What has the words of a kept intervention, or is the number with which one begins, or lies inside one of
    the same role and cause, is left out.
    """
    outer, starts = outer_numbers(kept), [k.start for k in kept]
    added = [
        part
        for intervention in found
        for part in _parts(text, intervention, _overlapping(kept, outer, starts, intervention))
    ]
    return _that_say_something(in_order([*kept, *added]))


def _overlapping(
    kept: Sequence[Intervention], outer: Sequence[int], starts: Sequence[int], new: Intervention
) -> list[Intervention]:
    """Return the kept interventions that share characters with a new one, in order."""
    first = bisect_left(starts, new.start)
    around = []
    number = first - 1
    while number >= 0:
        if kept[number].end > new.start:
            around.append(kept[number])
        number = outer[number]
    return [*reversed(around), *kept[first : bisect_left(starts, new.end, first)]]


def _parts(text: str, new: Intervention, overlapping: Sequence[Intervention]) -> Iterator[Intervention]:
    """Yield what is left of a new intervention outside of those that it crosses, if it has words of its own."""
    start, whole_until = new.start, 0
    for kept in overlapping:
        if kept.start < whole_until:
            continue  # it lies inside one that stays whole
        if kept.role is Role.TEXT or _is_beside(text, kept, new) or not (_holds(new, kept) or _holds(kept, new)):
            yield from _part(text, new, start, kept.start, overlapping)
            start = max(start, kept.end)
        elif _holds(new, kept):
            whole_until = kept.end
    yield from _part(text, new, start, new.end, overlapping)


def _part(
    text: str, whole: Intervention, start: int, end: int, overlapping: Sequence[Intervention]
) -> Iterator[Intervention]:
    """Yield the part [start, end) without the white space around it, if it has words that no kept one has alone."""
    if (start, end) != (whole.start, whole.end):
        part = text[start:end]
        if not any(map(str.isalnum, part)):
            return
        whole = replace(whole, start=end - len(part.lstrip()), end=start + len(part.rstrip()))
    if not any(_has_same_words(text, whole, kept) or _numbers(text, whole, kept) for kept in overlapping):
        yield whole


def _holds(outer: Intervention, inner: Intervention) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _is_beside(text: str, kept: Intervention, new: Intervention) -> bool:
    """Return whether the sign of a note, or a link of a wiki, stands at the edge of a new intervention."""
    if kept.cause not in _BESIDE or not _holds(new, kept):
        return False
    return not any(map(str.isalnum, text[kept.end : new.end])) or not any(
        map(str.isalnum, text[new.start : kept.start])
    )


def _has_same_words(text: str, one: Intervention, other: Intervention) -> bool:
    """Return whether two interventions differ at most in brackets and marks at their edges."""
    starts, ends = sorted((one.start, other.start)), sorted((one.end, other.end))
    edges = text[starts[0] : starts[1]], text[ends[0] : ends[1]]
    return starts[1] < ends[0] and not any(any(map(str.isalnum, edge)) for edge in edges)


def _numbers(text: str, inner: Intervention, outer: Intervention) -> bool:
    """Return whether one intervention is the number or sign with which the other begins."""
    return (
        inner.start == outer.start
        and inner.end < outer.end
        and not any(map(str.isalpha, text[inner.start : inner.end]))
    )


def _that_say_something(interventions: Sequence[Intervention]) -> list[Intervention]:
    """Leave out each intervention inside another of the same role and cause."""
    outer = outer_numbers(interventions)
    kept = []
    for k, intervention in enumerate(interventions):
        number = outer[k]
        while number >= 0 and not _says_the_same(interventions[number], intervention):
            number = outer[number]
        if number < 0:
            kept.append(intervention)
    return kept


def _says_the_same(outer: Intervention, inner: Intervention) -> bool:
    """Return whether an inner intervention says nothing new; a sign in a note that calls a note is part of it."""
    is_in_source = outer.cause == Cause.SOURCE and inner.cause in _IN_SOURCES
    if outer.cause == Cause.FURNITURE:
        return True  # brackets in a row of links
    return outer.role is inner.role and (inner.cause in (outer.cause, Cause.MARKER) or is_in_source)
