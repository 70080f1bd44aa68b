"""Find the tokens that each decision is about, or say why they cannot be found.

A place is found by its words and their neighbours. It must be the only such place with typography and case
folded, or be counted among the places that are written exactly so. A decision is never applied anywhere else.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache

from collate.decisions.quote_match import RunningText, find_quote, fold_reading, running_text, single_spaced
from collate.model.decisions import (
    Action,
    Decision,
    LocatedDecision,
    LocatedDecisions,
    Outcome,
    QuoteSelector,
    Scope,
    State,
    TokenRange,
)
from collate.model.tokens import Tokens
from collate.model.witness import Siglum
from collate.text.editorial_signs import EDITORS_PAIRS

TextOfWitness = Callable[[int, bool], RunningText]  # of a witness by number; folded, or as written

# Decisions contradict each other only if they are about the same one of these.
_SUBJECT_OF_ACTION = {
    Action.KIND: "pair",
    Action.IGNORE: "pair",
    Action.ALIGN: "columns",
    Action.SEPARATE: "columns",
    Action.MERGE: "extent",
    Action.SPLIT: "extent",
}


def locate_decisions(
    decisions: Sequence[Decision], tokens: Sequence[Tokens], left_out: Iterable[Siglum] = ()
) -> LocatedDecisions:
    """Return the tokens of each decision, and the outcome of each decision that has none.

    `left_out` are the witnesses of the work that are not in this collation.
    """
    text_of = cache(lambda w, fold: running_text(tokens[w], fold))
    sigla = [t.witness.siglum for t in tokens]
    replaced_by = {d.replaces: d for d in decisions if d.replaces is not None}
    absent_sigla = set(left_out)
    located: list[LocatedDecision] = []
    outcomes: list[Outcome] = []
    for decision in decisions:
        reason = _why_not_applied(decision, sigla, absent_sigla, replaced_by)
        result = reason or _located(decision, sigla, text_of)
        if isinstance(result, LocatedDecision):
            located.append(result)
        else:
            outcomes.append(result)
    located, contradicting = _without_contradictions(located)
    return LocatedDecisions(tuple(d.id for d in decisions), tuple(located), (*outcomes, *contradicting))


def _why_not_applied(
    decision: Decision, sigla: Sequence[Siglum], left_out: set[Siglum], replaced_by: dict[str, Decision]
) -> Outcome | None:
    """Return the outcome of a decision that was replaced, or names a witness that is not in this collation."""
    if decision.id in replaced_by:
        later = replaced_by[decision.id]
        return Outcome(decision, State.IDLE, f"replaced by {later.id} at {later.file}:{later.line}")
    named = {p.witness for p in decision.places} | ({decision.witness} if decision.witness else set())
    if unknown := sorted(named - set(sigla) - left_out):
        return Outcome(decision, State.STALE, f"{unknown[0]} is not a witness of this work any more")
    if absent := sorted(named & left_out):
        return Outcome(decision, State.IDLE, f"{absent[0]} is left out of this collation")
    return None


def _located(decision: Decision, sigla: Sequence[Siglum], text_of: TextOfWitness) -> LocatedDecision | Outcome:
    """Return a decision with its tokens, or its outcome if they are not found."""
    if decision.scope is not Scope.HERE:
        why = _missing_reading(decision, sigla, text_of)
        return Outcome(decision, State.STALE, why) if why else LocatedDecision(decision, ())
    ranges = []
    for selector in decision.places:
        w = sigla.index(selector.witness)
        tokens = locate(selector, w, text_of)
        if isinstance(tokens, str):
            return Outcome(decision, State.STALE, tokens)
        ranges.append(TokenRange(w, *tokens))
    return LocatedDecision(decision, tuple(ranges))


def locate(selector: QuoteSelector, w: int, text_of: TextOfWitness) -> tuple[int, int] | str:
    """Return the tokens [start, stop) of a quotation in witness w, or why there is no such place or several."""
    quoted = f"{selector.text!r}" if selector.text.split() else "the place between two words"
    place = f"{quoted} in {selector.witness}"
    exact = find_quote(selector, text_of(w, False), fold=False)
    if selector.of:
        if len(exact) != selector.of:
            return f"{place} occurred {_times(selector.of)} with these neighbours, and now occurs {_times(len(exact))}"
        return exact[selector.count - 1]
    # Two places that differ in case alone: once one is gone, the other could be taken for it.
    similar = find_quote(selector, text_of(w, True), fold=True)
    if max(len(exact), len(similar)) > 1:
        folded = ", if typography and case are ignored" if len(exact) < len(similar) else ""
        return (
            f"{place} occurs {_times(len(similar))}{folded}; write more of the words before and after, or count and of"
        )
    if not exact and not similar:
        without_brackets = _without_outer_brackets(selector)
        if without_brackets is not None:
            return locate(without_brackets, w, text_of)
        return f"{place} {_why_not_found(selector, text_of(w, True))}"
    return (exact or similar)[0]


def _without_outer_brackets(selector: QuoteSelector) -> QuoteSelector | None:
    """Return a quotation whose neighbours do not end or begin with the brackets around it; None if they do not.

    Such brackets were tokens once, and are part of their word now.
    """
    before, after = selector.before.rstrip(), selector.after.lstrip()
    opening, closing = before[-1:], after[:1]
    if not opening or EDITORS_PAIRS.get(opening) != closing or not selector.text.strip():
        return None
    return replace(selector, before=before[:-1], after=after[1:])


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _why_not_found(selector: QuoteSelector, text: RunningText) -> str:
    """Return whether the words of a quotation are missing, or their neighbours."""
    words = fold_reading(selector.text)
    if words and next(text.phrases(words), None) is None:
        return "is not in the text any more"
    neighbours = [
        f"after {selector.before!r}" if selector.before else "",
        f"before {selector.after!r}" if selector.after else "",
    ]
    return f"does not occur {' and '.join(filter(None, neighbours))} any more"


def _missing_reading(decision: Decision, sigla: Sequence[Siglum], text_of: TextOfWitness) -> str:
    """Return which reading of a pair does not occur any more, or an empty string."""
    for k, reading in enumerate(decision.pair or ()):
        searched = [decision.witness] if k == 1 and decision.witness else sigla
        words = fold_reading(reading)
        if words and not any(next(text_of(sigla.index(s), True).phrases(words), None) for s in searched):
            return f"{reading!r} does not occur in {searched[0] if len(searched) == 1 else 'any witness'} any more"
    return ""


def _without_contradictions(located: Sequence[LocatedDecision]) -> tuple[list[LocatedDecision], list[Outcome]]:
    """Return the decisions that agree with all others of their subject, and the outcomes of those that do not."""
    by_subject: dict[object, list[Decision]] = {}
    for p in located:
        by_subject.setdefault(_subject_of(p), []).append(p.decision)
    conflicts = []
    for group in by_subject.values():
        if len({(d.action, d.kind, d.cause) for d in group}) > 1:
            conflicts += [Outcome(d, State.CONFLICT, contradiction(d, group)) for d in group]
    contradicting = {outcome.decision.id for outcome in conflicts}
    return [p for p in located if p.decision.id not in contradicting], conflicts


def contradiction(decision: Decision, group: Iterable[Decision]) -> str:
    """Return which decisions of a group a decision contradicts, and what to do."""
    others = [d for d in group if (d.action, d.kind, d.cause) != (decision.action, decision.kind, decision.cause)]
    named = " and ".join(f"{d.file}:{d.line} ({d.id}, {d.label})" for d in others)
    return f'it contradicts {named}; remove one of them, or write replaces = "..." in the later one'


def _subject_of(located: LocatedDecision) -> object:
    """Return what a decision is about: decisions with the same subject contradict each other unless they agree."""
    decision = located.decision
    if decision.pair is None:
        return _SUBJECT_OF_ACTION[decision.action], frozenset(located.ranges)
    return decision.scope, decision.witness, pair_key(*decision.pair)


def pair_key(first: str, second: str) -> frozenset[str]:
    """Return a key of two readings in either order: folded, or as written where folding makes them equal."""
    if fold_reading(first) != fold_reading(second):
        return frozenset((fold_reading(first), fold_reading(second)))
    return frozenset((single_spaced(first), single_spaced(second)))
