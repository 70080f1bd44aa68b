"""Editorial interventions: stretches of a witness that are not the text of its author (glosses, notes, paratext)."""

from collections.abc import Sequence
from dataclasses import field

import numpy as np

from collate._arrays import Int32
from collate._dataclass import dataclass
from collate._repr import counted, repr_line
from collate.model.variation import Certainty
from collate.model.witness import Role


@dataclass(frozen=True, slots=True)
class Intervention:
    """Code points [start, end) of a witness with a role other than text, the cause, and the reason in a sentence."""

    start: int
    end: int
    role: Role
    cause: str
    why: str
    certainty: Certainty = Certainty.HIGH

    def __repr__(self) -> str:
        return repr_line("Intervention", f"{self.start}:{self.end} {self.label}")

    @property
    def label(self) -> str:
        """The role, with the cause if there is one: `note.footnote`."""
        return f"{self.role}.{self.cause}" if self.cause else str(self.role)


def outer_numbers(interventions: Sequence[Intervention]) -> list[int]:
    """Return for each intervention the number of the nearest one around it, or -1; they are in order, none crosses."""
    outer: list[int] = []
    around: list[int] = []
    for k, intervention in enumerate(interventions):
        while around and interventions[around[-1]].end <= intervention.start:
            around.pop()
        outer.append(around[-1] if around else -1)
        around.append(k)
    return outer


@dataclass(frozen=True, slots=True, eq=False)
class Roles:
    """The interventions of a witness of n tokens, and the innermost one that each token belongs to.

    intervention_index (n,) int32   index into `interventions`, or -1 for a token of the text
    outer                           for each intervention the index of the nearest one around it, or -1
    """

    interventions: tuple[Intervention, ...]
    intervention_index: Int32
    outer: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Find which interventions lie inside others."""
        object.__setattr__(self, "outer", tuple(outer_numbers(self.interventions)))

    def __repr__(self) -> str:
        interventions = counted(len(self.interventions), "intervention")
        return f"<Roles: {interventions} of {len(self.intervention_index)} tokens>"

    @property
    def are_nested(self) -> bool:
        """Whether any intervention lies inside another."""
        return any(number >= 0 for number in self.outer)

    def at(self, token: int) -> Intervention | None:
        """Return the innermost intervention that a token belongs to, or None."""
        index = int(self.intervention_index[token])
        return None if index < 0 else self.interventions[index]

    def around(self, number: int) -> list[int]:
        """Return an intervention and those around it, the outermost first; none for -1."""
        chain: list[int] = []
        while number >= 0:
            chain.append(number)
            number = self.outer[number]
        return chain[::-1]

    def levels(self) -> list[Int32]:
        """Return for each depth, from the outermost on, (n,) int32: the intervention of each token, or -1."""
        if not self.are_nested:
            return [self.intervention_index]
        chains = [self.around(number) for number in range(len(self.interventions))]
        levels = []
        for depth in range(max(map(len, chains))):
            at_depth = [chain[depth] if depth < len(chain) else -1 for chain in chains]
            levels.append(np.array([*at_depth, -1], np.int32)[self.intervention_index])
        return levels
