"""Placing decisions on tokens: a place is found where its words and their neighbours stand, or not at all.

It must be the only such place with typography and case folded, or be counted among those that stand
exactly as it was typed. A decision is never put anywhere else.
"""

from collections.abc import Callable, Iterable, Sequence
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

TextOfWitness = Callable[[int, bool], RunningText]  # a witness by number, as written or folded

# Of two decisions on one pair, on the columns of two places or on the extent of an entry, one speaks.
_MATTER = {
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
    """Find the tokens that each decision is about; say of the others why they are not placed."""
    witnesses = cache(lambda w, fold: running_text(tokens[w], fold))
    sigla = [t.witness.siglum for t in tokens]
    replaced = {d.replaces: d for d in decisions if d.replaces is not None}
    silent = set(left_out)
    placed: list[LocatedDecision] = []
    others: list[Outcome] = []
    for decision in decisions:
        named = {p.witness for p in decision.places} | ({decision.witness} if decision.witness else set())
        if decision.id in replaced:
            why = f"replaced by {replaced[decision.id].id} at {replaced[decision.id].file}:{replaced[decision.id].line}"
            others.append(Outcome(decision, State.IDLE, why))
        elif unknown := sorted(named - set(sigla) - silent):
            others.append(Outcome(decision, State.STALE, f"{unknown[0]} is no witness of this work any more"))
        elif absent := sorted(named & silent):
            others.append(Outcome(decision, State.IDLE, f"{absent[0]} is left out of this collation"))
        else:
            found = _located(decision, sigla, witnesses)
            if isinstance(found, str):
                others.append(Outcome(decision, State.STALE, found))
            else:
                placed.append(found)
    placed, contradicting = _without_contradictions(placed)
    return LocatedDecisions(tuple(d.id for d in decisions), tuple(placed), (*others, *contradicting))


def _located(decision: Decision, sigla: Sequence[Siglum], witnesses: TextOfWitness) -> LocatedDecision | str:
    """Give a decision with its tokens, or say why it has none."""
    if decision.scope is not Scope.HERE:
        gone = _missing_reading(decision, sigla, witnesses)
        return gone if gone else LocatedDecision(decision, ())
    stretches = []
    for anchor in decision.places:
        w = sigla.index(anchor.witness)
        found = locate(anchor, w, witnesses)
        if isinstance(found, str):
            return found
        stretches.append(TokenRange(w, *found))
    return LocatedDecision(decision, tuple(stretches))


def locate(anchor: QuoteSelector, w: int, witnesses: TextOfWitness) -> tuple[int, int] | str:
    """Give the tokens [first, last) of an anchor in witness w, or say why there are none."""
    said = f"{anchor.text!r}" if anchor.text.split() else "the place between two words"
    where = f"{said} in {anchor.witness}"
    found = find_quote(anchor, witnesses(w, False), fold=False)
    if anchor.of:
        if len(found) != anchor.of:
            return f"{where} stood {_times(anchor.of)} with these neighbours, and stands {_times(len(found))}"
        return found[anchor.count - 1]
    # Where two places differ in their case alone, the other would be taken for the one when that is gone.
    alike = find_quote(anchor, witnesses(w, True), fold=True)
    if max(len(found), len(alike)) > 1:
        times = f"stands {_times(len(alike))}" + (", typography and case folded" if len(found) < len(alike) else "")
        return f"{where} {times}; give more of the words before and after, or count and of"
    if not found and not alike:
        return f"{where} {_why_not_located(anchor, witnesses(w, True))}"
    return (found or alike)[0]


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _why_not_located(anchor: QuoteSelector, where: RunningText) -> str:
    """Say what became of a place that is not found: its words are gone, or its neighbours."""
    words = fold_reading(anchor.text)
    if words and next(where.phrases(words), None) is None:
        return "is gone"
    between = [f"after {anchor.before!r}" if anchor.before else "", f"before {anchor.after!r}" if anchor.after else ""]
    return f"stands no longer {' and '.join(filter(None, between))}"


def _missing_reading(decision: Decision, sigla: Sequence[Siglum], witnesses: TextOfWitness) -> str:
    """Say which reading of a pair stands nowhere any more, if one does not."""
    for k, reading in enumerate(decision.pair or ()):
        where = [decision.witness] if k == 1 and decision.witness else sigla
        words = fold_reading(reading)
        if words and not any(next(witnesses(sigla.index(s), True).phrases(words), None) for s in where if s):
            return f"{reading!r} stands nowhere in {where[0] if len(where) == 1 else 'the witnesses'} any more"
    return ""


def _without_contradictions(placed: Sequence[LocatedDecision]) -> tuple[list[LocatedDecision], list[Outcome]]:
    """Take out the decisions of one scope that say different things of one place or pair."""
    groups: dict[object, list[Decision]] = {}
    for p in placed:
        groups.setdefault(_subject_of(p), []).append(p.decision)
    verdicts = []
    for group in groups.values():
        if len({(d.action, d.kind, d.cause) for d in group}) > 1:
            verdicts += [Outcome(d, State.CONFLICT, contradiction(d, group)) for d in group]
    taken = {v.decision.id for v in verdicts}
    return [p for p in placed if p.decision.id not in taken], verdicts


def contradiction(decision: Decision, group: Iterable[Decision]) -> str:
    """Say which others a decision contradicts, and what to do."""
    others = [d for d in group if (d.action, d.kind, d.cause) != (decision.action, decision.kind, decision.cause)]
    named = " and ".join(f"{d.file}:{d.line} ({d.id}, {d.label})" for d in others)
    return f'says {decision.label} against {named}; take one out, or give the later one replaces = "..."'


def _subject_of(p: LocatedDecision) -> object:
    """Give what a decision is about: equal for two that cannot both be obeyed unless they say the same."""
    decision = p.decision
    if decision.pair is None:
        return _MATTER[decision.action], frozenset(p.ranges)
    return decision.scope, decision.witness, pair_key(*decision.pair)


def pair_key(one: str, other: str) -> frozenset[str]:
    """Give what two readings are known by in either order: folded, or as written where folding makes them one."""
    if fold_reading(one) != fold_reading(other):
        return frozenset((fold_reading(one), fold_reading(other)))
    return frozenset((single_spaced(one), single_spaced(other)))
