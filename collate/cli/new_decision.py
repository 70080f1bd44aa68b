"""A new decision from the options of `collate decide`: the place that they name becomes words with their neighbours."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from collate.apparatus import Entry, Lemma, Reading, Support
from collate.decisions import Action, Decision, QuoteSelector, Scope, TokenRange
from collate.decisions.possible_kinds import possible_kinds, why_impossible
from collate.decisions.writing import quote_selector
from collate.errors import OptionError, PlaceError
from collate.model.variation import Kind
from collate.model.witness import Siglum
from collate.pipeline.collating import Collated
from collate.pipeline.places import PlaceQuery, entries_at, parse_place, tokens_at
from collate.terminal.display import isolated, visible
from collate.variants import tokens_in

LemmaOrReading = Lemma | Reading


def complete_decision(
    draft: Decision, result: Collated, place: str, reading: str | None, align: str | None
) -> Decision:
    """Return a decision with its places, or with its pair of readings.

    Raises PlaceError if there is nothing to decide at the place, OptionError if several readings are there and the
    options do not say which one is meant.
    """
    query = parse_place(place, result)
    if draft.scope is not Scope.HERE and draft.action not in (Action.KIND, Action.IGNORE):
        raise OptionError(f"--{draft.action} applies to one place only; leave out --scope {draft.scope}")
    if draft.action is Action.ALIGN:
        align_query = parse_place(align or "", result)
        return _with_places(draft, result, _words_of(query, result, place), _words_of(align_query, result, align or ""))
    if draft.action is Action.MERGE:
        return _with_places(draft, result, _words_to_merge(query, result, place))
    if draft.action is Action.SPLIT:
        if query.entry is not None:
            raise PlaceError(
                f"{place}: --split needs words to split at; name them, SIGLUM@start-end or SIGLUM:line:column"
            )
        _single_entry(query, result, place)
        return _with_places(draft, result, tokens_at(result, query))
    entry = _single_entry(query, result, place)
    ignores_all = draft.action is Action.IGNORE and reading is None and draft.scope is Scope.HERE
    if ignores_all and _has_several_pairs(entry):
        side = entry.lemma or entry.readings[0]
        return _with_places(draft, result, _token_range(side.support[0], result))
    return _with_pair(draft, result, entry, reading, place)


def decision_at(
    decision: Decision, result: Collated, entry: Entry | None, sigla: Sequence[str], ranges: Sequence[TokenRange] = ()
) -> Decision:
    """Return a decision with other places: the readings of some witnesses in an entry, or these tokens.

    Raises OptionError or PlaceError if the decision cannot be about them.
    """
    if entry is not None:
        readings = (*((entry.lemma,) if entry.lemma else ()), *entry.readings)
        sides = [next(side for side in readings if siglum in side.witnesses) for siglum in sigla]
        if len(sides) == 2 and sides[0] is sides[1]:
            raise PlaceError(f"{sigla[0]} and {sigla[1]} have the same words there today")
        if decision.kind and (why := why_impossible(Kind(decision.kind), sides[0].text, sides[-1].text)):
            raise OptionError(why)
        ranges = [_token_range(_support(side, siglum), result) for side, siglum in zip(sides, sigla, strict=True)]
    return _with_places(replace(decision, places=()), result, *ranges)


def _with_pair(draft: Decision, result: Collated, entry: Entry, reading: str | None, place: str) -> Decision:
    """Return a decision on two readings: on their places with scope `here`, else on their words."""
    first, second = _reading_pair(entry, reading, place)
    second_support = _support(second, reading)
    if draft.kind is not None and (why := why_impossible(Kind(draft.kind), first.text, second.text)):
        words = " : ".join(f"{isolated(visible(side.text) or '‸')} {side.witnesses[0]}" for side in (first, second))
        possible = ", ".join(possible_kinds(first.text, second.text))
        raise OptionError(f"{place}: {words}: {why}; use one of {possible}")
    if draft.scope is Scope.HERE:
        return _with_places(draft, result, _token_range(first.support[0], result), _token_range(second_support, result))
    witness = second_support.siglum if draft.scope is Scope.WITNESS else None
    pair = " ".join(first.text.split()), " ".join(second.text.split())
    return replace(draft, pair=pair, witness=witness)


def _with_places(draft: Decision, result: Collated, *ranges: TokenRange) -> Decision:
    """Return a decision whose places are quotes of these token ranges."""
    if len({r.witness for r in ranges}) < len(ranges):
        raise OptionError(f"--{draft.action}: both places are in the same witness; name words of two witnesses")
    places: tuple[QuoteSelector, ...] = tuple(
        quote_selector(result.alignment.tokens[r.witness], r.start, r.stop) for r in ranges
    )
    if draft.action in (Action.ALIGN, Action.SEPARATE) and not all(p.text for p in places):
        raise PlaceError(
            f"--{draft.action}: one of the two witnesses has no words here; name a place where both have words"
        )
    return replace(draft, places=places)


def _single_entry(query: PlaceQuery, result: Collated, place: str) -> Entry:
    """Return the entry at a place; entries about white space are not counted."""
    entries = entries_at(result, query)
    word_entries = [e for e in entries if not e.unit.is_white_space]
    if not word_entries:
        problem = (
            "only white space differs here" if entries else "there is no entry here, because all extant witnesses agree"
        )
        raise PlaceError(f"{place}: {problem}; name another place")
    if len(word_entries) > 1:
        numbers = ", ".join(f"#{e.number}" for e in word_entries)
        raise PlaceError(f"{place}: there are {len(word_entries)} entries here, {numbers}; name one of them")
    return word_entries[0]


def _has_several_pairs(entry: Entry) -> bool:
    return len(entry.readings if entry.lemma else entry.pairs) > 1


def _reading_pair(entry: Entry, reading: str | None, place: str) -> tuple[LemmaOrReading, Reading]:
    """Return the pair of readings to decide on: the lemma and the reading of a witness, or the only pair there is."""
    pairs: list[tuple[LemmaOrReading, Reading]] = [(p.first, p.second) for p in entry.pairs]
    if entry.lemma is not None:
        pairs = [(entry.lemma, r) for r in entry.readings]
    selected = [(first, second) for first, second in pairs if reading is None or reading in second.witnesses]
    if not entry.lemma and reading is not None:
        selected = [p for p in pairs if reading in (*p[0].witnesses, *p[1].witnesses)]
    if len(selected) == 1:
        return selected[0]
    if selected and entry.lemma is None:
        raise OptionError(
            f"{place}: without a lemma there are several pairs of readings; choose a base with --base SIGLUM"
        )
    if selected:
        choices = " or ".join(f"--reading {second.witnesses[0]}" for _, second in selected)
        raise OptionError(f"{place}: there are {len(selected)} readings here; add {choices}")
    choices = ", ".join(dict.fromkeys(w for _, second in pairs for w in second.witnesses))
    raise OptionError(f"--reading {reading}: this witness has no variant reading at {place}; use one of {choices}")


def _support(side: LemmaOrReading, siglum: str | None) -> Support:
    """Return where a witness has a reading: the named witness, else the one whose siglum sorts first."""
    named = [s for s in side.support if s.siglum == siglum]
    return named[0] if named else min(side.support, key=lambda s: s.siglum)


def _token_range(support: Support, result: Collated) -> TokenRange:
    """Return the tokens of a reading; for a reading without words, an empty range before the token that follows."""
    w = _witness_index(support.siglum, result)
    spans = result.alignment.tokens[w].spans
    start, end = support.spans[0]
    if start == end:
        following = int(np.searchsorted(spans[:, 1], end, side="right"))
        return TokenRange(w, following, following)
    return TokenRange(w, int(np.searchsorted(spans[:, 0], start)), int(np.searchsorted(spans[:, 1], end)) + 1)


def _witness_index(siglum: Siglum, result: Collated) -> int:
    return [t.witness.siglum for t in result.alignment.tokens].index(siglum)


def _words_of(query: PlaceQuery, result: Collated, place: str) -> TokenRange:
    """Return the words at a place; for an entry, the words of its lemma."""
    if query.entry is None:
        return tokens_at(result, query)
    entry = _single_entry(query, result, place)
    if entry.lemma is None or not entry.lemma.text:
        raise PlaceError(f"{place}: the lemma has no words; name words of a witness, SIGLUM@start-end")
    return _token_range(entry.lemma.support[0], result)


def _words_to_merge(query: PlaceQuery, result: Collated, place: str) -> TokenRange:
    """Return the words over which entries are merged: those at the place, or those of an entry and the next one."""
    if query.entry is None:
        if sum(not e.unit.is_white_space for e in entries_at(result, query)) < 2:
            raise PlaceError(f"{place}: there are fewer than two entries here; name words that extend over both")
        return tokens_at(result, query)
    entry = _single_entry(query, result, place)
    following = [e for e in result.apparatus.entries[entry.number :] if not e.unit.is_white_space]
    if not following:
        raise PlaceError(f"{place}: there is no next entry; name the first of the two entries")
    alignment = result.alignment
    sigla = [t.witness.siglum for t in alignment.tokens]
    for w in sorted(range(len(sigla)), key=lambda w: (sigla[w] != result.apparatus.base, sigla[w])):
        ranges = [tokens_in(alignment, w, e.unit.start, e.unit.stop) for e in (entry, following[0])]
        if all(ranges):
            return TokenRange(w, ranges[0].start, ranges[1].stop)
    raise PlaceError(
        f"{place}: no witness has words both here and in #{following[0].number}; name words that extend over both"
    )
