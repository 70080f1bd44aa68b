"""Decisions on kinds and places: what an editor says of a pair of readings stands above the rules.

The rules have spoken already; only the entries of which something is decided are made anew.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from collate.alignment.constraints import is_satisfied
from collate.decisions import (
    Action,
    AlignmentConstraint,
    Decision,
    LocatedDecision,
    LocatedDecisions,
    Outcome,
    Scope,
    State,
    TokenRange,
)
from collate.decisions.locating import contradiction, pair_key
from collate.decisions.quote_match import fold_reading
from collate.model.alignment import Alignment
from collate.model.apparatus import Apparatus, Entry, Lemma, Reading, Span, readings_by_group
from collate.model.variation import Certainty, Kind, Variation
from collate.model.witness import Siglum
from collate.variants.overrides import columns_of

RULE = "decision"  # what stands where else a rule is named
_NARROWNESS = {Scope.WORK: 0, Scope.WITNESS: 1, Scope.HERE: 2}
_OF_ABSENCE = (Kind.ADDITION, Kind.OMISSION)

AnyReading = Lemma | Reading
SpanOf = tuple[Siglum, Span]


def apply_decisions(apparatus: Apparatus, alignment: Alignment, placing: LocatedDecisions) -> Apparatus:
    """Put what is decided into an apparatus, and say what became of every decision."""
    ledger = _Outcomes(apparatus)
    speaking = _DecisionIndex(
        alignment, [p for p in placing.located if p.decision.action in (Action.KIND, Action.IGNORE)]
    )
    number = {w.siglum: k for k, w in enumerate(apparatus.witnesses)}
    entries = tuple([_apply_to_entry(entry, speaking, ledger, number) for entry in apparatus.entries])
    verdicts = {v.decision.id: v for v in placing.outcomes}
    for p in placing.located:
        decision = p.decision
        if decision.action in (Action.KIND, Action.IGNORE):
            verdicts[decision.id] = ledger.verdict(p)
        else:
            verdicts[decision.id] = _alignment_outcome(p, apparatus, alignment)
    return replace(apparatus, entries=entries, decisions=tuple(verdicts[ident] for ident in placing.order))


@dataclass(frozen=True, slots=True)
class _Outcomes:
    """In which entries each decision was obeyed, what it was found to contradict, and by which it was overruled.

    `together` are those of which all places are readings of one entry.
    """

    apparatus: Apparatus
    obeyed: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    against: dict[str, str] = field(default_factory=dict)
    overruled: dict[str, str] = field(default_factory=dict)
    together: set[str] = field(default_factory=set)

    def verdict(self, placed: LocatedDecision) -> Outcome:
        """Say what became of a decision on a pair or a place."""
        decision = placed.decision
        numbers = tuple(dict.fromkeys(self.obeyed.get(decision.id, ())))
        if decision.id in self.against:
            return Outcome(decision, State.CONFLICT, self.against[decision.id], numbers)
        if numbers:
            return Outcome(decision, State.OBEYED, decision.reason, numbers)
        if decision.id in self.overruled:
            return Outcome(decision, State.IDLE, f"a narrower decision speaks instead, {self.overruled[decision.id]}")
        base = self.apparatus.base
        if decision.places and decision.id not in self.together:
            one = "a reading" if len(decision.places) == 1 else "the two readings"
            return Outcome(decision, State.STALE, f"its words are not {one} of an entry any more, or only part of it")
        what = "its readings are" if decision.places else "this pair is"
        return Outcome(decision, State.IDLE, f"{what} nowhere compared against the base {base}")


class _DecisionIndex:
    """The decisions on pairs and places, by what they are found by; `order` is that of their files."""

    def __init__(self, alignment: Alignment, placed: Sequence[LocatedDecision]) -> None:
        self.order = {p.decision.id: k for k, p in enumerate(placed)}
        self.at: dict[SpanOf, list[tuple[Decision, tuple[SpanOf, ...]]]] = defaultdict(list)
        self.pairs: dict[frozenset[str], list[Decision]] = defaultdict(list)
        for p in placed:
            if p.decision.pair:
                self.pairs[pair_key(*p.decision.pair)].append(p.decision)
            else:
                where = tuple(_span_of(alignment, stretch) for stretch in p.ranges)
                self.at[where[0]].append((p.decision, where))

    def near(self, entry: Entry) -> list[tuple[Decision, tuple[SpanOf, ...]]]:
        """Give the decisions of which one place is a reading of an entry."""
        if not self.at or entry.unit.between:
            return []
        here = set(_spans_in(entry))
        found = [near for at in here if at in self.at for near in self.at[at] if here.issuperset(near[1])]
        return sorted(found, key=lambda near: self.order[near[0].id])

    def of_pair(self, one: AnyReading, other: AnyReading) -> Iterator[Decision]:
        """Give the decisions on two readings wherever they stand."""
        for decision in self.pairs.get(pair_key(one.text, other.text), ()):
            if decision.witness is None:
                yield decision
            elif decision.pair:
                second = _second(decision.pair[1], one, other)
                if decision.witness in second.witnesses:
                    yield decision


def _second(text: str, one: AnyReading, other: AnyReading) -> AnyReading:
    """Give which of two sides has a reading, as written or folded."""
    if fold_reading(one.text) != fold_reading(other.text):
        return one if fold_reading(one.text) == fold_reading(text) else other
    return one if one.text.split() == text.split() else other


def _span_of(alignment: Alignment, stretch: TokenRange) -> SpanOf:
    """Give the code points of some tokens, as an apparatus has them."""
    tokens = alignment.tokens[stretch.witness]
    if stretch.start == stretch.stop:
        end = int(tokens.spans[stretch.start - 1, 1]) if stretch.start else 0
        return tokens.witness.siglum, (end, end)
    return tokens.witness.siglum, (int(tokens.spans[stretch.start, 0]), int(tokens.spans[stretch.stop - 1, 1]))


def _spans_in(entry: Entry) -> Iterator[SpanOf]:
    sides: tuple[AnyReading, ...] = (*((entry.lemma,) if entry.lemma else ()), *entry.readings)
    return ((s.siglum, span) for side in sides for s in side.support for span in s.spans)


def _apply_to_entry(entry: Entry, speaking: _DecisionIndex, ledger: _Outcomes, number: Mapping[Siglum, int]) -> Entry:
    """Make an entry anew if something is decided of it."""
    near = speaking.near(entry)
    if not near and (not speaking.pairs or entry.unit.between):
        return entry
    ledger.together.update(decision.id for decision, _ in near)

    def said(one: AnyReading, other: AnyReading, variation: Variation, ledger: _Outcomes = ledger) -> Variation:
        found = [(d, _precedence(d)) for d in speaking.of_pair(one, other)]
        found += [(d, _precedence(d)) for d, where in near if _concerns(where, one, other)]
        return _decide(found, other, variation, entry, ledger)

    if entry.pairwise:
        sides = readings_by_group(entry, number)
        apart = _Outcomes(ledger.apparatus)  # outcomes are about this base alone
        entry = replace(entry, pairwise=entry.pairwise.map(lambda i, j, v: said(sides[i], sides[j], v, apart)))
    return _map_variations(entry, said)


def _map_variations(entry: Entry, said: Callable[[AnyReading, AnyReading, Variation], Variation]) -> Entry:
    """Ask anew of every reading against the lemma, or of every pair."""
    if entry.lemma is None:
        pairs = []
        for p in entry.pairs:
            variation = said(p.first, p.second, p.second.variation)
            pairs.append(
                p if variation is p.second.variation else replace(p, second=replace(p.second, variation=variation))
            )
        return replace(entry, pairs=tuple(pairs))
    readings = []
    for reading in entry.readings:
        variation = said(entry.lemma, reading, reading.variation)
        readings.append(reading if variation is reading.variation else replace(reading, variation=variation))
    return replace(entry, readings=tuple(readings))


def _precedence(decision: Decision) -> tuple[int, int]:
    """The narrower speaks over the wider: a pair here over a whole place, a place over a witness over the work."""
    return _NARROWNESS[decision.scope], len(decision.places)


def _concerns(where: tuple[SpanOf, ...], one: AnyReading, other: AnyReading) -> bool:
    """Say whether a decision is about these two readings; one of a whole place is about all of its readings."""
    if len(where) == 1:
        return True
    sides = [{(s.siglum, span) for s in side.support for span in s.spans} for side in (one, other)]
    return any(where[0] in a and where[1] in b for a, b in (sides, sides[::-1]))


def _decide(
    found: Sequence[tuple[Decision, tuple[int, int]]],
    reading: AnyReading,
    variation: Variation,
    entry: Entry,
    ledger: _Outcomes,
) -> Variation:
    """Give the word of the narrowest of some decisions; where two such contradict each other, the rules'."""
    if not found:
        return variation
    narrowest = max(rank for _, rank in found)
    group = [d for d, rank in found if rank == narrowest]
    if len({(d.action, d.kind, d.cause) for d in group}) > 1:
        for decision in group:
            ledger.against[decision.id] = contradiction(decision, group)
        return variation
    ledger.overruled.update((d.id, group[-1].id) for d, rank in found if rank < narrowest)
    for decision in group:
        ledger.obeyed[decision.id].append(entry.number)
    return _decided_variation(group[-1], reading, variation)


def _decided_variation(decision: Decision, reading: AnyReading, variation: Variation) -> Variation:
    """Put the editor's word in the place of a rule's."""
    found = replace(variation, why=decision.reason, rule=RULE, certainty=Certainty.HIGH, decision=decision.id)
    if decision.action is Action.IGNORE or decision.kind is None:
        return found
    kind = Kind(decision.kind)
    if kind in _OF_ABSENCE:
        # What one witness adds the other omits: which it is depends on the base.
        kind = Kind.ADDITION if reading.text else Kind.OMISSION
    also = tuple(k for k in found.also if k is not kind)
    return replace(found, kind=kind, cause=decision.cause, also=also)


def _alignment_outcome(placed: LocatedDecision, apparatus: Apparatus, alignment: Alignment) -> Outcome:
    """Say what became of a decision on columns or on the extent of entries, as the result has it."""
    decision, action = placed.decision, placed.decision.action
    spans = [columns_of(alignment, stretch) for stretch in placed.ranges]
    start, stop = min(s[0] for s in spans), max(s[1] for s in spans)
    touched = [e for e in apparatus.entries if not e.unit.between and e.unit.start < stop and e.unit.stop > start]
    numbers = tuple(e.number for e in touched)
    if action in (Action.ALIGN, Action.SEPARATE):
        held = is_satisfied(
            AlignmentConstraint(placed.ranges[0], placed.ranges[1], action is Action.ALIGN), alignment.table
        )
        why = decision.reason if held else "does not go together with a decision that is obeyed before it"
        return Outcome(decision, State.OBEYED if held else State.CONFLICT, why, numbers)
    if action is Action.MERGE and not touched:
        return Outcome(decision, State.IDLE, "all witnesses that testify here have the same words")
    if action is Action.MERGE:
        held = len(touched) == 1
        why = "other witnesses testify in one part of it than in another, or a decision after it cuts it"
    else:
        # Words that all have in common, cut out of an entry, are in none.
        held = all(e.unit.stop <= stop and e.unit.start >= start for e in touched)
        why = "a decision after it joins what it cuts"
    return Outcome(decision, State.OBEYED if held else State.CONFLICT, decision.reason if held else why, numbers)
