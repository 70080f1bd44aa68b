"""An editor's decisions, the tokens they are about, and what became of each.

The records that are made in every run are plain named tuples, because they load faster.
"""

from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

from collate._dataclass import dataclass
from collate._repr import counted, quoted, repr_line, shorten
from collate.model.witness import Siglum


class Action(StrEnum):
    """What a decision does."""

    KIND = "kind"  # names the kind of variation between two readings
    IGNORE = "ignore"  # leaves a pair, or a whole place, out of the reports, and counts it
    ALIGN = "align"  # puts words of two witnesses into the same columns
    SEPARATE = "separate"  # keeps words of two witnesses in different columns
    MERGE = "merge"  # makes one entry of neighbouring entries
    SPLIT = "split"  # cuts an entry before and after some of its words


class Scope(StrEnum):
    """Where a decision applies; a narrower scope takes precedence over a wider one."""

    HERE = "here"
    WITNESS = "witness"
    WORK = "work"


class State(StrEnum):
    """What became of a decision in a collation."""

    OBEYED = "obeyed"
    STALE = "stale"  # its words are not found any more
    CONFLICT = "conflict"  # it contradicts another decision, or the text
    IDLE = "idle"  # it has nothing to do in this collation


@dataclass(frozen=True, slots=True)
class QuoteSelector:
    """Words of a witness, found by the words themselves and their neighbours and not by a line number.

    It is a TextQuoteSelector of the Web Annotation Data Model (W3C 2017), with a count for repeated words.

    Attributes
    ----------
    witness : Siglum
        The witness that has the words.
    text : str
        The words; empty for the place between two words.
    before, after : str
        The words before and after them.
    count, of : int
        Where all this occurs several times: which occurrence is meant, from 1, and of how many; else 0.
    """

    witness: Siglum
    text: str
    before: str = ""
    after: str = ""
    count: int = 0
    of: int = 0

    def __repr__(self) -> str:
        return repr_line("QuoteSelector", f"{quoted(self.text)} in {self.witness}")


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of an editor, as `decisions.toml` has it.

    Attributes
    ----------
    id : str
        A name made of what is decided and where; who decided it, when and why are not part of it.
    action : Action
        What the decision does.
    scope : Scope
        Where it applies.
    why, who, when : str
        The reason, the editor and the day.
    kind, cause : str or None
        The kind and cause of variation, for the action `kind`.
    places : tuple of QuoteSelector
        For the scope `here`: one place, or the places of the two readings.
    pair : tuple of two str, or None
        For the other scopes: the two readings.
    witness : Siglum or None
        For the scope `witness`: the witness that has the second reading of the pair.
    replaces : str or None
        The id of an earlier decision that this one replaces.
    file : str
        The file of the decision, as it is cited.
    line : int
        The line of the file, from 1.
    path : Path or None
        The file on this computer; None for a decision that was not read from a file.
    """

    id: str
    action: Action
    scope: Scope
    why: str
    who: str
    when: str
    kind: str | None = None
    cause: str | None = None
    places: tuple[QuoteSelector, ...] = ()
    pair: tuple[str, str] | None = None
    witness: Siglum | None = None
    replaces: str | None = None
    file: str = ""
    line: int = 0
    path: Path | None = None

    def __repr__(self) -> str:
        at = f" at {shorten(self.file, 30)}:{self.line}" if self.file else ""
        return repr_line("Decision", f"{self.id}: {shorten(self.label, 30)}{at}")

    @property
    def label(self) -> str:
        """What is decided: `kind spelling.regional`, `ignore`."""
        if self.kind is None:
            return str(self.action)
        return f"{self.action} {self.kind}" + (f".{self.cause}" if self.cause else "")

    @property
    def reason(self) -> str:
        """The reason, with the name of the editor and the day."""
        return f"{self.why} ({self.who}, {self.when})"

    @property
    def citation(self) -> str:
        """The file and the line: `decisions.toml:12`."""
        return f"{self.path or self.file}:{self.line}"


class TokenRange(NamedTuple):
    """Tokens [start, stop) of the witness with this number; if both are equal, the place before token `start`."""

    witness: int
    start: int
    stop: int

    def __repr__(self) -> str:
        return f"<TokenRange {self.start}:{self.stop} of witness {self.witness}>"


class LocatedDecision(NamedTuple):
    """A decision and the tokens of its places; it has no ranges if it applies to a pair of readings anywhere."""

    decision: Decision
    ranges: tuple[TokenRange, ...]

    def __repr__(self) -> str:
        return repr_line("LocatedDecision", f"{self.decision.id}: {counted(len(self.ranges), 'place')}")


class AlignmentConstraint(NamedTuple):
    """Tokens of two witnesses that must share their columns, first with first, or must not share any.

    If they are kept apart, the tokens of `first` come first.
    """

    first: TokenRange
    second: TokenRange
    together: bool

    def __repr__(self) -> str:
        relation = "together" if self.together else "apart"
        return repr_line("AlignmentConstraint", f"{relation}: {_cited(self.first)}, {_cited(self.second)}")


class UnitOverride(NamedTuple):
    """Tokens around which variation units become one (`together`), or at whose borders a unit is cut.

    With `apart_from`, a unit is cut between these tokens and those of another witness, whichever come first.
    """

    tokens: TokenRange
    together: bool
    apart_from: TokenRange | None = None

    def __repr__(self) -> str:
        relation = "together" if self.together else "apart"
        other = f", {_cited(self.apart_from)}" if self.apart_from else ""
        return repr_line("UnitOverride", f"{relation}: {_cited(self.tokens)}{other}")


def _cited(tokens: TokenRange) -> str:
    return f"tokens {tokens.start}:{tokens.stop} of witness {tokens.witness}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a decision in a collation.

    Attributes
    ----------
    decision : Decision
        The decision.
    state : State
        Whether it was applied.
    why : str
        The editor's reason if it was applied, else what prevented it.
    entries : tuple of int
        The numbers of the entries that it changed or concerns.
    """

    decision: Decision
    state: State
    why: str
    entries: tuple[int, ...] = ()

    def __repr__(self) -> str:
        label = shorten(self.decision.label, 30)
        return repr_line("Outcome", f"{self.decision.id}: {label} {self.state}: {self.why}")


@dataclass(frozen=True, slots=True)
class LocatedDecisions:
    """All decisions of a work: those whose tokens were found, and the outcomes of the others.

    Attributes
    ----------
    order : tuple of str
        The ids of all decisions, in the order in which they were read.
    located : tuple of LocatedDecision
        The decisions whose tokens were found.
    outcomes : tuple of Outcome
        What became of each of the others.
    """

    order: tuple[str, ...] = ()
    located: tuple[LocatedDecision, ...] = ()
    outcomes: tuple[Outcome, ...] = ()

    def __repr__(self) -> str:
        return f"<LocatedDecisions: {len(self.located)} of {counted(len(self.order), 'decision')}>"

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, in the order in which they were read."""
        by_id = {d.id: d for d in (*(p.decision for p in self.located), *(o.decision for o in self.outcomes))}
        return tuple(by_id[ident] for ident in self.order)

    @property
    def constraints(self) -> tuple[AlignmentConstraint, ...]:
        """What the aligner must keep to."""
        return tuple(
            AlignmentConstraint(p.ranges[0], p.ranges[1], p.decision.action is Action.ALIGN)
            for p in self.located
            if p.decision.action in (Action.ALIGN, Action.SEPARATE)
        )

    @property
    def overrides(self) -> tuple[UnitOverride, ...]:
        """What decides the borders of variation units."""
        overrides = []
        for p in self.located:
            if p.decision.action in (Action.MERGE, Action.SPLIT):
                overrides.append(UnitOverride(p.ranges[0], p.decision.action is Action.MERGE))
            elif p.decision.action is Action.SEPARATE:
                # In different columns the words could still be one unit.
                overrides.append(UnitOverride(p.ranges[0], False, p.ranges[1]))
        return tuple(overrides)


NO_DECISIONS: Final = LocatedDecisions()
