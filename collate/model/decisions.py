"""What an editor has decided, of which place, and what became of it.

What every run loads is kept light: of the records, those that nobody makes anew are plain tuples.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

from collate.model.witness import Siglum


class Action(StrEnum):
    """What a decision does."""

    KIND = "kind"  # says how two readings differ
    IGNORE = "ignore"  # leaves a pair, or a whole place, out of the reports, and counts it
    ALIGN = "align"  # puts words of two witnesses into one column
    SEPARATE = "separate"  # keeps them in columns of their own
    MERGE = "merge"  # makes one entry of neighbouring ones
    SPLIT = "split"  # cuts an entry before and after some of its words


class Scope(StrEnum):
    """How far a decision reaches; the narrower speaks over the wider."""

    HERE = "here"
    WITNESS = "witness"
    WORK = "work"


class State(StrEnum):
    """What became of a decision in a collation."""

    OBEYED = "obeyed"
    STALE = "stale"  # its place is gone
    CONFLICT = "conflict"  # another decision, or the text, does not go together with it
    IDLE = "idle"  # nothing to do in this collation


@dataclass(frozen=True, slots=True)
class QuoteSelector:
    """A place in a witness, held by its words and their neighbours, never by a line number.

    `text` is what is written there, "" between two words. `before` and `after` stand beside it.
    Where all this stands more than once, the place is the `count`th of `of`, from 1.
    """

    witness: Siglum
    text: str
    before: str = ""
    after: str = ""
    count: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. `id` is made from what is decided and of which place; `file` and `line` say where it stands.

    With scope `here` it has `places`: one, or those of the two readings. Else it has a `pair` of
    readings, and with scope `witness` the one that has the second of them.
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

    @property
    def label(self) -> str:
        """`kind spelling.regional`, `ignore`: what is decided, in words."""
        if self.kind is None:
            return str(self.action)
        return f"{self.action} {self.kind}" + (f".{self.cause}" if self.cause else "")

    @property
    def reason(self) -> str:
        """The editor's words, with name and day."""
        return f"{self.why} ({self.who}, {self.when})"

    @property
    def citation(self) -> str:
        """`decisions.toml:12`."""
        return f"{self.path or self.file}:{self.line}"


class TokenRange(NamedTuple):
    """Tokens [start, stop) of a witness, by its number; where both are equal, the place before that token."""

    witness: int
    start: int
    stop: int


class LocatedDecision(NamedTuple):
    """A decision and the tokens that it is about; none where it is about a pair wherever it stands."""

    decision: Decision
    ranges: tuple[TokenRange, ...]


class AlignmentConstraint(NamedTuple):
    """Words of two witnesses that share their columns, first with first, or that share none.

    Apart, those of `first` stand first.
    """

    first: TokenRange
    second: TokenRange
    together: bool


class UnitOverride(NamedTuple):
    """Words around which entries become one, or before and after which one is cut.

    With `apart_from`, those of two witnesses between which one is cut, whichever stand first.
    """

    tokens: TokenRange
    together: bool
    apart_from: TokenRange | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a decision: its state, why, and the numbers of the entries in which it speaks."""

    decision: Decision
    state: State
    why: str
    entries: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class LocatedDecisions:
    """All decisions of a work: those that are `located` on tokens, and what there is to say of the others.

    `order` are the ids in the order in which they were read.
    """

    order: tuple[str, ...] = ()
    located: tuple[LocatedDecision, ...] = ()
    outcomes: tuple[Outcome, ...] = ()

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """All of them, in their order."""
        found = {d.id: d for d in (*(p.decision for p in self.located), *(v.decision for v in self.outcomes))}
        return tuple(found[ident] for ident in self.order)

    @property
    def constraints(self) -> tuple[AlignmentConstraint, ...]:
        """What the aligner obeys."""
        return tuple(
            AlignmentConstraint(p.ranges[0], p.ranges[1], p.decision.action is Action.ALIGN)
            for p in self.located
            if p.decision.action in (Action.ALIGN, Action.SEPARATE)
        )

    @property
    def overrides(self) -> tuple[UnitOverride, ...]:
        """What is obeyed where columns become places."""
        found = []
        for p in self.located:
            if p.decision.action in (Action.MERGE, Action.SPLIT):
                found.append(UnitOverride(p.ranges[0], p.decision.action is Action.MERGE))
            elif p.decision.action is Action.SEPARATE:
                # In columns of their own they could still be one entry.
                found.append(UnitOverride(p.ranges[0], False, p.ranges[1]))
        return tuple(found)


NO_DECISIONS: Final = LocatedDecisions()
