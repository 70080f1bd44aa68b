"""Moves are told once: of the entries at the places of moved words, one is told and the others are its echoes."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from collate.apparatus.transpositions import Columns
from collate.apparatus.unit_facts import UnitFacts
from collate.model.apparatus import Entry
from collate.model.variation import Kind, Variation

_OPPOSITE = {Kind.ADDITION: Kind.OMISSION, Kind.OMISSION: Kind.ADDITION}


def tell_moves_once(entries: Sequence[Entry], facts: Sequence[UnitFacts]) -> tuple[list[Entry], list[Entry]]:
    """Divide entries, in the order of their columns, into those that are told and their echoes, and number them.

    The entry is told in which the base has the words; if there is no base, the first. Echoes have the numbers after
    those of all others.

    Parameters
    ----------
    entries : sequence of Entry
    facts : sequence of UnitFacts
        What the alignment knows of the unit of each entry.
    """
    told_by: dict[int, int] = {}
    for places in _moves(facts):
        told = next((k for k in places if entries[k].lemma is None or not _lacks_lemma(entries[k])), places[0])
        echoes = [k for k in places if facts[k].columns != facts[told].columns]
        if all(_only_moved(entries[k]) and not _varies_inside(entries[k]) for k in echoes) and _has_move(entries[told]):
            told_by |= _tellers(told, places, entries, facts)
    if not told_by:
        return list(entries), []
    number = {k: n for n, k in enumerate((k for k in range(len(entries)) if k not in told_by), 1)}
    told_entries = [_numbered(entry, number[k], None) for k, entry in enumerate(entries) if k in number]
    echoed = [_numbered(entries[k], len(number) + n, number[told_by[k]]) for n, k in enumerate(sorted(told_by), 1)]
    return told_entries, echoed


def _numbered(entry: Entry, number: int, told_in: int | None) -> Entry:
    """Return an entry with another number, which most entries get: so it is made directly, without `replace`."""
    if entry.number == number and entry.told_in == told_in:
        return entry
    return Entry(
        number,
        entry.id,
        entry.unit,
        entry.lemma,
        entry.readings,
        entry.silent,
        entry.pairs,
        entry.doubt,
        entry.other_place,
        entry.pairwise,
        told_in,
        entry.places,
    )


def _moves(facts: Sequence[UnitFacts]) -> list[list[int]]:
    """Return, for words in two places or more, the units at all these places, in order."""
    units_at: dict[Columns, list[int]] = defaultdict(list)
    others: dict[Columns, Columns] = {}
    for k, fact in enumerate(facts):
        move = fact.transposition
        if move is not None and move.columns is not None and move.other_columns is not None:
            units_at[move.columns].append(k)
            others[move.columns] = move.other_columns
    joined: dict[Columns, set[Columns]] = {}
    for here, there in others.items():
        if there in others:
            places = joined.get(here, {here}) | joined.get(there, {there})
            joined |= dict.fromkeys(places, places)
    distinct = {min(places): places for places in joined.values()}
    return [sorted(k for columns in places for k in units_at[columns]) for _, places in sorted(distinct.items())]


def _tellers(told: int, places: Sequence[int], entries: Sequence[Entry], facts: Sequence[UnitFacts]) -> dict[int, int]:
    """Return for each echo of a move the entry that tells it.

    Moved words may have an entry for each part, such as those of the text and those of a note in it. Then each part at
    the other place is told by the same part here; if the places have different numbers of parts, by the first.
    """
    at: dict[Columns | None, list[int]] = defaultdict(list)
    for k in places:
        at[facts[k].columns].append(k)
    parts = at[facts[told].columns]
    found: dict[int, int] = {}
    for own in at.values():
        is_paired = len(own) == len(parts) and parts[0] == told and all(_has_move(entries[k]) for k in parts)
        found |= zip(own, parts, strict=True) if is_paired else dict.fromkeys(own, told)
    return {echo: by for echo, by in found.items() if echo not in parts}


def _lacks_lemma(entry: Entry) -> bool:
    """Check whether the base has no words in an entry."""
    return entry.lemma is not None and not entry.lemma.text


def _only_moved(entry: Entry) -> bool:
    return all(variation.kind is Kind.TRANSPOSITION for variation in entry.variations)


def _varies_inside(entry: Entry) -> bool:
    """Check whether witnesses that have the words there have them in several spellings, which no other entry tells."""
    texts = {reading.text for reading in entry.readings if reading.text} | (
        {entry.lemma.text} if entry.lemma else set()
    )
    return len(texts - {""}) > 1


def _has_move(entry: Entry) -> bool:
    return any(variation.kind is Kind.TRANSPOSITION for variation in entry.variations)


def with_decisions_of_halves(entries: Sequence[Entry], echoes: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Return entries and their echoes with what an editor decided about the other half of the same move."""
    decided = list(entries)
    echoed = []
    for echo in echoes:
        told = decided[(echo.told_in or 1) - 1]
        of_told, of_echo = _decided_variation(told), _decided_variation(echo)
        if of_told is not None and of_echo is None:
            echoed.append(_with_decision(echo, of_told))
            continue
        if of_echo is not None and of_told is None:
            decided[told.number - 1] = _with_decision(told, of_echo)
        echoed.append(echo)
    return decided, echoed


def _decided_variation(entry: Entry) -> Variation | None:
    return next((variation for variation in entry.variations if variation.decision is not None), None)


def _with_decision(entry: Entry, decided: Variation) -> Entry:
    """Return an entry whose moved readings have a decision about the other half: added there is omitted here."""

    def decide(variation: Variation) -> Variation:
        if variation.kind is not Kind.TRANSPOSITION:
            return variation
        kind = _OPPOSITE.get(decided.kind, decided.kind)
        return replace(decided, kind=kind, also=tuple(k for k in variation.also if k is not kind))

    readings = tuple([replace(r, variation=decide(r.variation)) if entry.lemma else r for r in entry.readings])
    pairs = tuple([replace(p, second=replace(p.second, variation=decide(p.second.variation))) for p in entry.pairs])
    pairwise = entry.pairwise and entry.pairwise.map(lambda _, __, variation: decide(variation))
    return replace(entry, readings=readings, pairs=pairs, pairwise=pairwise)
