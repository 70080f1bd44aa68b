"""What stands in a witness in an editor's name: glosses, notes, paratext."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from collate.tokens import Ints, Tokens
from collate.witness import Role, Witness


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
    of: Ints

    def at(self, token: int) -> Intervention | None:
        """Give the intervention in which a token stands."""
        found = int(self.of[token])
        return None if found < 0 else self.interventions[found]


def find_interventions(witness: Witness, finders: Iterable[Finder]) -> tuple[Intervention, ...]:
    """List the interventions of a witness in order.

    Marks that the source or the work sets come first; then each finder in turn may speak where
    nobody has spoken. What lies inside a larger intervention of the same finder belongs to it.
    """
    kept: list[Intervention] = []
    starts: list[int] = []
    marked = [Intervention(m.start, m.end, m.role, m.cause or "", m.why) for m in witness.marks if m.role]
    for found in (marked, *(list(finder(witness)) for finder in finders)):
        for intervention in sorted(found, key=lambda i: (i.start, -i.end)):
            place = bisect_left(starts, intervention.start)
            clear = place == 0 or kept[place - 1].end <= intervention.start
            if clear and (place == len(kept) or intervention.end <= kept[place].start):
                kept.insert(place, intervention)
                starts.insert(place, intervention.start)
    return tuple(k for k in kept if k.role is not Role.TEXT)


def roles_of(tokens: Tokens, interventions: Sequence[Intervention]) -> Roles:
    """Place interventions on tokens: a token belongs to the one in which it begins."""
    of = np.full(len(tokens), -1, np.int32)
    bounds = np.array([(i.start, i.end) for i in interventions], np.int32).reshape(-1, 2)
    for k, (low, high) in enumerate(np.searchsorted(tokens.spans[:, 0], bounds).tolist()):
        of[low:high] = k
    of.setflags(write=False)
    return Roles(tuple(interventions), of)
