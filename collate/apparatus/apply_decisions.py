"""Apply an editor's decisions on kinds and places: they take precedence over the rules.

The entries are complete before; only those that a decision is about are changed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from collate.apparatus.decision_outcomes import DecisionLog, alignment_outcome
from collate.apparatus.told_once import with_decisions_of_halves
from collate.decisions import Action, Decision, LocatedDecision, LocatedDecisions, Scope, TokenRange
from collate.decisions.locating import contradiction, pair_key
from collate.decisions.quote_match import fold_reading
from collate.model.alignment import Alignment
from collate.model.apparatus import Apparatus, Entry, Lemma, Reading, Span, readings_by_group
from collate.model.variation import Certainty, Kind, Variation
from collate.model.witness import Siglum

RULE: Final = "decision"  # takes the place of the name of a rule
_NARROWNESS: Final = {Scope.WORK: 0, Scope.WITNESS: 1, Scope.HERE: 2}
_ADDED_OR_OMITTED: Final = (Kind.ADDITION, Kind.OMISSION)

AnyReading = Lemma | Reading
WitnessSpan = tuple[Siglum, Span]
# The new variation of the second reading, from both readings and the variation that the rules found.
Decide = Callable[[AnyReading, AnyReading, Variation], Variation]


class _DecisionOnSpans(NamedTuple):
    """A decision and the code points of its places."""

    decision: Decision
    spans: tuple[WitnessSpan, ...]


def apply_decisions(apparatus: Apparatus, alignment: Alignment, decisions: LocatedDecisions) -> Apparatus:
    """Return the apparatus with the variations that an editor decided, and the outcome of every decision."""
    on_kinds = [p for p in decisions.located if p.decision.action in (Action.KIND, Action.IGNORE)]
    log, index = DecisionLog(apparatus.base), _DecisionIndex(alignment, on_kinds)
    witness_numbers = {w.siglum: k for k, w in enumerate(apparatus.witnesses)}
    entries, echoes = with_decisions_of_halves(
        *(
            [_apply_to_entry(e, index, log, witness_numbers) for e in part]
            for part in (apparatus.entries, apparatus.echoes)
        )
    )
    outcomes = {outcome.decision.id: outcome for outcome in decisions.outcomes}
    for located in decisions.located:
        if located.decision.action in (Action.KIND, Action.IGNORE):
            outcomes[located.decision.id] = log.outcome(located)
        else:
            outcomes[located.decision.id] = alignment_outcome(located, apparatus, alignment)
    of_decisions = tuple(outcomes[ident] for ident in decisions.order)
    return replace(apparatus, entries=tuple(entries), echoes=tuple(echoes), decisions=of_decisions)


class _DecisionIndex:
    """The decisions on kinds, by the span of their first place or by their pair, in the order of their files."""

    def __init__(self, alignment: Alignment, located: Sequence[LocatedDecision]) -> None:
        self.order = {p.decision.id: k for k, p in enumerate(located)}
        self.by_first_span: dict[WitnessSpan, list[_DecisionOnSpans]] = defaultdict(list)
        self.by_pair: dict[frozenset[str], list[Decision]] = defaultdict(list)
        for p in located:
            if p.decision.pair:
                self.by_pair[pair_key(*p.decision.pair)].append(p.decision)
            else:
                spans = tuple(_span_of(alignment, tokens) for tokens in p.ranges)
                self.by_first_span[spans[0]].append(_DecisionOnSpans(p.decision, spans))

    def of_entry(self, entry: Entry) -> list[_DecisionOnSpans]:
        """Return the decisions whose places are all readings of an entry."""
        if not self.by_first_span or entry.unit.is_white_space:
            return []
        spans = {span for reading in _readings_of(entry) for span in _spans_of(reading)}
        on_spans = [
            on_span for span in spans for on_span in self.by_first_span.get(span, ()) if spans.issuperset(on_span.spans)
        ]
        return sorted(on_spans, key=lambda on_span: self.order[on_span.decision.id])

    def of_readings(self, first: AnyReading, second: AnyReading) -> Iterator[Decision]:
        """Yield the decisions on a pair of readings in any place."""
        for decision in self.by_pair.get(pair_key(first.text, second.text), ()):
            if _applies_to(decision, first, second):
                yield decision


def _applies_to(decision: Decision, first: AnyReading, second: AnyReading) -> bool:
    """Return whether the witness of a decision, if it names one, has the second reading of its pair."""
    if decision.witness is None or decision.pair is None:
        return True
    return decision.witness in _with_text(decision.pair[1], first, second).witnesses


def _with_text(text: str, first: AnyReading, second: AnyReading) -> AnyReading:
    """Return which of two readings has a text: folded, or as written where folding makes them equal."""
    if fold_reading(first.text) != fold_reading(second.text):
        return first if fold_reading(first.text) == fold_reading(text) else second
    return first if first.text.split() == text.split() else second


def _span_of(alignment: Alignment, tokens: TokenRange) -> WitnessSpan:
    """Return the code points of some tokens, as the support of a reading has them."""
    of_witness = alignment.tokens[tokens.witness]
    siglum, spans = of_witness.witness.siglum, of_witness.spans
    if tokens.start == tokens.stop:
        end = int(spans[tokens.start - 1, 1]) if tokens.start else 0
        return siglum, (end, end)
    return siglum, (int(spans[tokens.start, 0]), int(spans[tokens.stop - 1, 1]))


def _readings_of(entry: Entry) -> tuple[AnyReading, ...]:
    return (*((entry.lemma,) if entry.lemma else ()), *entry.readings)


def _spans_of(reading: AnyReading) -> set[WitnessSpan]:
    return {(support.siglum, span) for support in reading.support for span in support.spans}


def _apply_to_entry(
    entry: Entry, index: _DecisionIndex, log: DecisionLog, witness_numbers: Mapping[Siglum, int]
) -> Entry:
    """Return an entry with what was decided about it; the same object if nothing was."""
    on_spans = index.of_entry(entry)
    if not on_spans and (not index.by_pair or entry.unit.is_white_space):
        return entry
    log.in_one_entry.update(decision.id for decision, _ in on_spans)

    def decide(first: AnyReading, second: AnyReading, variation: Variation, log: DecisionLog = log) -> Variation:
        decisions = [*index.of_readings(first, second)]
        decisions += [decision for decision, spans in on_spans if _is_about(spans, first, second)]
        return _decided(decisions, second, variation, entry.told_in or entry.number, log)

    if entry.pairwise:
        readings = readings_by_group(entry, witness_numbers)
        unused = DecisionLog(log.base)  # outcomes are about the chosen base alone
        pairwise = entry.pairwise.map(lambda i, j, v: decide(readings[i], readings[j], v, unused))
        entry = replace(entry, pairwise=pairwise)
    return _with_variations(entry, decide)


def _with_variations(entry: Entry, decide: Decide) -> Entry:
    """Return an entry with the variation that was decided of each reading, or of each pair if there is no lemma."""
    if entry.lemma is None:
        pairs = []
        for pair in entry.pairs:
            variation = decide(pair.first, pair.second, pair.second.variation)
            unchanged = variation is pair.second.variation
            pairs.append(pair if unchanged else replace(pair, second=replace(pair.second, variation=variation)))
        return replace(entry, pairs=tuple(pairs))
    readings = []
    for reading in entry.readings:
        variation = decide(entry.lemma, reading, reading.variation)
        readings.append(reading if variation is reading.variation else replace(reading, variation=variation))
    return replace(entry, readings=tuple(readings))


def _is_about(spans: tuple[WitnessSpan, ...], first: AnyReading, second: AnyReading) -> bool:
    """Return whether a decision is about two readings; a decision on one place is about all readings there."""
    if len(spans) == 1:
        return True
    left, right = _spans_of(first), _spans_of(second)
    return (spans[0] in left and spans[1] in right) or (spans[0] in right and spans[1] in left)


def _precedence(decision: Decision) -> tuple[int, int]:
    """Return a key that is greater for a narrower decision: a pair, a whole place, a witness, the work."""
    return _NARROWNESS[decision.scope], len(decision.places)


def _decided(
    decisions: Sequence[Decision], reading: AnyReading, variation: Variation, number: int, log: DecisionLog
) -> Variation:
    """Return the variation that the narrowest decisions give; the given one if they contradict each other.

    `number` is that of the entry. What happens to each decision is noted in the log.
    """
    if not decisions:
        return variation
    highest = max(map(_precedence, decisions))
    narrowest = [d for d in decisions if _precedence(d) == highest]
    if len({(d.action, d.kind, d.cause) for d in narrowest}) > 1:
        for decision in narrowest:
            log.contradictions[decision.id] = contradiction(decision, narrowest)
        return variation
    log.overruled.update((d.id, narrowest[-1].id) for d in decisions if _precedence(d) < highest)
    for decision in narrowest:
        if number not in log.obeyed[decision.id]:  # both places of a move are one entry
            log.obeyed[decision.id].append(number)
    return _decided_variation(narrowest[-1], reading, variation)


def _decided_variation(decision: Decision, reading: AnyReading, variation: Variation) -> Variation:
    """Return a variation with the kind, cause and reason of a decision in place of those that a rule found."""
    decided = replace(variation, why=decision.reason, rule=RULE, certainty=Certainty.HIGH, decision=decision.id)
    if decision.action is Action.IGNORE or decision.kind is None:
        return decided
    kind = Kind(decision.kind)
    if kind in _ADDED_OR_OMITTED:
        # What one witness adds, the other omits: which it is depends on the base.
        kind = Kind.ADDITION if reading.text else Kind.OMISSION
    also = tuple(k for k in decided.also if k is not kind)
    return replace(decided, kind=kind, cause=decision.cause, also=also)
