"""Find out what became of each decision of an editor."""

from collections import defaultdict
from dataclasses import field

from collate._dataclass import dataclass
from collate.alignment.constraints import is_satisfied
from collate.decisions import Action, AlignmentConstraint, LocatedDecision, Outcome, State
from collate.model.alignment import Alignment
from collate.model.apparatus import Apparatus
from collate.variants.overrides import columns_of


@dataclass(frozen=True, slots=True)
class DecisionLog:
    """What happened to each decision on a pair or a place while it was applied, by the id of the decision.

    Attributes
    ----------
    base : str
        The base of the apparatus.
    obeyed : dict of str to list of int
        The numbers of the entries in which it was applied.
    contradictions : dict of str to str
        Which decisions it contradicts, in a sentence.
    overruled : dict of str to str
        The id of a decision with a narrower scope that was applied instead.
    in_one_entry : set of str
        The decisions whose places are all readings of one entry.
    """

    base: str
    obeyed: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    contradictions: dict[str, str] = field(default_factory=dict)
    overruled: dict[str, str] = field(default_factory=dict)
    in_one_entry: set[str] = field(default_factory=set)

    def __repr__(self) -> str:
        return f"<DecisionLog: {len(self.obeyed)} obeyed, {len(self.contradictions)} contradict others>"

    def outcome(self, located: LocatedDecision) -> Outcome:
        """Return what became of a decision on a pair or a place."""
        decision = located.decision
        numbers = tuple(dict.fromkeys(self.obeyed.get(decision.id, ())))
        if decision.id in self.contradictions:
            return Outcome(decision, State.CONFLICT, self.contradictions[decision.id], numbers)
        if numbers:
            return Outcome(decision, State.OBEYED, decision.reason, numbers)
        if decision.id in self.overruled:
            return Outcome(
                decision, State.IDLE, f"decision {self.overruled[decision.id]} is narrower and was used instead"
            )
        if decision.places and decision.id not in self.in_one_entry:
            readings = "a reading" if len(decision.places) == 1 else "the two readings"
            why = f"its words are not {readings} of an entry any more, or only a part of the entry"
            return Outcome(decision, State.STALE, why)
        subject = "its readings are" if decision.places else "this pair is"
        return Outcome(decision, State.IDLE, f"{subject} not compared in any entry against the base {self.base}")


def alignment_outcome(located: LocatedDecision, apparatus: Apparatus, alignment: Alignment) -> Outcome:
    """Return whether a decision on columns, or on the extent of entries, holds in the result."""
    decision, action = located.decision, located.decision.action
    columns = [columns_of(alignment, tokens) for tokens in located.ranges]
    start, stop = min(c[0] for c in columns), max(c[1] for c in columns)
    touched = [
        e for e in apparatus.entries if not e.unit.is_white_space and e.unit.start < stop and e.unit.stop > start
    ]
    numbers = tuple(e.number for e in touched)
    if action in (Action.ALIGN, Action.SEPARATE):
        constraint = AlignmentConstraint(located.ranges[0], located.ranges[1], action is Action.ALIGN)
        holds = is_satisfied(constraint, alignment.table)
        failure = "it cannot be applied together with an earlier decision"
    elif action is Action.MERGE and not touched:
        return Outcome(decision, State.IDLE, "all witnesses that are extant here have the same words")
    elif action is Action.MERGE:
        holds = len(touched) == 1
        failure = "some witnesses are extant in a part of it only, or a later decision cuts it"
    else:
        # Words that are equal in all witnesses, cut out of an entry, are in no entry.
        holds = all(e.unit.stop <= stop and e.unit.start >= start for e in touched)
        failure = "a later decision joins what it cuts"
    if holds:
        return Outcome(decision, State.OBEYED, decision.reason, numbers)
    return Outcome(decision, State.CONFLICT, failure, numbers)
