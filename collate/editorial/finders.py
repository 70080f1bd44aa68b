"""Run the finders on a witness, and make one list without overlaps of what they find."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from collate.editorial.cause import Cause
from collate.model.interventions import Intervention
from collate.model.witness import Role, Witness

Finder = Callable[[Witness], Iterable[Intervention]]


def find_interventions(witness: Witness, finders: Iterable[Finder]) -> tuple[Intervention, ...]:
    """Return the interventions of a witness in order; no two overlap.

    The marks of the source and of the work come first, then each finder in turn. What an earlier finder found is cut
    out of what a later one finds. Of two overlapping interventions of one finder, the one that begins first is kept; of
    two that begin together, the longer one. A mark with the role text keeps all finders out.
    """
    kept: list[Intervention] = []
    marked = [Intervention(m.start, m.end, m.role, m.cause or "", m.why) for m in witness.marks if m.role]
    named = [
        Intervention(*place.label, Role.PARATEXT, Cause.PLACE, f"the name of a place: {place.system} {place.value}")
        for place in witness.places
        if place.label
    ]
    for interventions in (marked, named, *(list(finder(witness)) for finder in finders)):
        if interventions:
            outermost = _outermost(sorted(interventions, key=lambda i: (i.start, -i.end)))
            kept = sorted([*kept, *_without_kept(witness.text, outermost, kept)], key=lambda i: i.start)
    return tuple(intervention for intervention in kept if intervention.role is not Role.TEXT)


def _outermost(interventions: Iterable[Intervention]) -> Iterator[Intervention]:
    """Leave out each intervention that begins inside an earlier one."""
    end = 0
    for intervention in interventions:
        if intervention.start >= end:
            end = intervention.end
            yield intervention


def _without_kept(
    text: str, interventions: Iterable[Intervention], kept: Sequence[Intervention]
) -> Iterator[Intervention]:
    """Yield the parts of interventions outside those that are kept; both are in order and do not overlap themselves."""
    k = 0
    for intervention in interventions:
        while k < len(kept) and kept[k].end <= intervention.start:
            k += 1
        start = intervention.start
        while k < len(kept) and kept[k].start < intervention.end:
            yield from _part(text, intervention, start, kept[k].start)
            start = kept[k].end
            if start > intervention.end:
                break
            k += 1
        yield from _part(text, intervention, start, intervention.end)


def _part(text: str, whole: Intervention, start: int, end: int) -> Iterator[Intervention]:
    """Yield the part [start, end) of an intervention without the white space around it, if it has a letter or digit."""
    if (start, end) == (whole.start, whole.end):
        yield whole
    elif start < end and any(map(str.isalnum, text[start:end])):
        part = text[start:end]
        yield replace(whole, start=end - len(part.lstrip()), end=start + len(part.rstrip()))
