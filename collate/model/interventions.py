"""Editorial interventions: stretches of a witness that are not the text of its author (glosses, notes, paratext)."""

from dataclasses import dataclass

from collate._arrays import Int32
from collate._repr import counted, repr_line
from collate.model.witness import Role


@dataclass(frozen=True, slots=True)
class Intervention:
    """Code points [start, end) of a witness with a role other than text, the cause, and the reason in a sentence."""

    start: int
    end: int
    role: Role
    cause: str
    why: str

    def __repr__(self) -> str:
        return repr_line("Intervention", f"{self.start}:{self.end} {self.role}.{self.cause}")


@dataclass(frozen=True, slots=True, eq=False)
class Roles:
    """The interventions of a witness of n tokens, and the one that each token belongs to.

    intervention_index (n,) int32   index into `interventions`, or -1 for a token of the text
    """

    interventions: tuple[Intervention, ...]
    intervention_index: Int32

    def __repr__(self) -> str:
        interventions = counted(len(self.interventions), "intervention")
        return f"<Roles: {interventions} of {len(self.intervention_index)} tokens>"

    def at(self, token: int) -> Intervention | None:
        """Return the intervention that a token belongs to, or None."""
        index = int(self.intervention_index[token])
        return None if index < 0 else self.interventions[index]
