"""What stands in a witness in an editor's name: glosses, notes, paratext."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from collate._arrays import Int32
from collate.model.tokens import Tokens
from collate.model.witness import Role, Witness


@dataclass(frozen=True, slots=True)
class Intervention:
    """Code points [start, end) of a witness that have a role other than text, and why."""

    start: int
    end: int
    role: Role
    cause: str
    why: str


Finder = Callable[[Witness], Iterable[Intervention]]


@dataclass(frozen=True, slots=True, eq=False)
class Roles:
    """The interventions of a witness, and for each of its n tokens which one it stands in.

    of (n,) int32   index into `interventions`, or NONE
    """

    interventions: tuple[Intervention, ...]
    of: Int32

    def at(self, token: int) -> Intervention | None:
        """Give the intervention in which a token stands."""
        found = int(self.of[token])
        return None if found < 0 else self.interventions[found]


def find_interventions(witness: Witness, finders: Iterable[Finder]) -> tuple[Intervention, ...]:
    """List the interventions of a witness, in order; no two overlap.

    Marks that the source or the work sets come first; then each finder in turn may speak where
    nobody has spoken: what an earlier one took is cut out of a later one's. What lies inside a larger
    intervention of the same finder belongs to it.
    """
    kept: list[Intervention] = []
    marked = [Intervention(m.start, m.end, m.role, m.cause or "", m.why) for m in witness.marks if m.role]
    for found in (marked, *(list(finder(witness)) for finder in finders)):
        if found:
            fresh = _outermost(sorted(found, key=lambda i: (i.start, -i.end)))
            kept = sorted([*kept, *_cut(witness.text, fresh, kept)], key=lambda i: i.start)
    return tuple(k for k in kept if k.role is not Role.TEXT)


def _outermost(found: Iterable[Intervention]) -> Iterator[Intervention]:
    """Leave out what lies inside another, or laps over the end of it."""
    end = 0
    for intervention in found:
        if intervention.start >= end:
            end = intervention.end
            yield intervention


def _cut(text: str, found: Iterable[Intervention], kept: Sequence[Intervention]) -> Iterator[Intervention]:
    """Give what is left of interventions beside those that are kept; both are in order, and neither overlaps itself."""
    k = 0
    for intervention in found:
        while k < len(kept) and kept[k].end <= intervention.start:
            k += 1
        at = intervention.start
        while k < len(kept) and kept[k].start < intervention.end:
            yield from _piece(text, intervention, at, kept[k].start)
            at = kept[k].end
            if at > intervention.end:
                break
            k += 1
        yield from _piece(text, intervention, at, intervention.end)


def _piece(text: str, whole: Intervention, start: int, end: int) -> Iterator[Intervention]:
    """Give a piece of an intervention, if it has a letter or a number; a mark that was cut off is no intervention."""
    if (start, end) == (whole.start, whole.end):
        yield whole
    elif start < end and any(map(str.isalnum, text[start:end])):
        words = text[start:end].rstrip()
        yield replace(whole, start=end - len(text[start:end].lstrip()), end=start + len(words))


def roles_of(tokens: Tokens, interventions: Sequence[Intervention]) -> Roles:
    """Place interventions on tokens: a token belongs to the one in which it begins."""
    of = np.full(len(tokens), -1, np.int32)
    bounds = np.array([(i.start, i.end) for i in interventions], np.int32).reshape(-1, 2)
    for k, (low, high) in enumerate(np.searchsorted(tokens.spans[:, 0], bounds).tolist()):
        of[low:high] = k
    of.setflags(write=False)
    return Roles(tuple(interventions), of)
