"""What a decision is made of: the place that is named becomes words and their neighbours."""

from dataclasses import replace

import numpy as np

from collate.apparatus import Entry, Lemma, Reading, Support
from collate.decisions import Action, Decision, QuoteSelector, Scope, TokenRange
from collate.decisions.writing import quote_selector
from collate.errors import OptionError, PlaceError
from collate.model.witness import Siglum
from collate.pipeline.collating import Collated
from collate.pipeline.places import PlaceQuery, entries_at, parse_place, tokens_at
from collate.variants import tokens_in

Side = Lemma | Reading


def drafted(draft: Decision, collated: Collated, place: str, reading: str | None, align: str | None) -> Decision:
    """Give a decision its places, or its pair.

    Raises PlaceError where there is nothing of which it could be decided, OptionError where it is not
    said of which of several readings.
    """
    where = parse_place(place, collated)
    if draft.scope is not Scope.HERE and draft.action not in (Action.KIND, Action.IGNORE):
        raise OptionError(f"--{draft.action} is decided of one place; leave --scope {draft.scope} out")
    if draft.action is Action.ALIGN:
        other = parse_place(align or "", collated)
        return _of(draft, collated, _words(where, collated, place), _words(other, collated, align or ""))
    if draft.action is Action.MERGE:
        return _of(draft, collated, _neighbours(where, collated, place))
    if draft.action is Action.SPLIT:
        if where.entry is not None:
            raise PlaceError(f"{place}: cut at which words? name them, SIGLUM@start-end or SIGLUM:line:column")
        _entry(where, collated, place)
        return _of(draft, collated, tokens_at(collated, where))
    entry = _entry(where, collated, place)
    if draft.action is Action.IGNORE and reading is None and draft.scope is Scope.HERE and _several(entry):
        side = entry.lemma or entry.readings[0]
        return _of(draft, collated, _stretch(side.support[0], collated))
    one, other_side = _pair(entry, reading, place)
    second = _support(other_side, reading)
    if draft.scope is Scope.HERE:
        return _of(draft, collated, _stretch(one.support[0], collated), _stretch(second, collated))
    witness = second.siglum if draft.scope is Scope.WITNESS else None
    pair = " ".join(one.text.split()), " ".join(other_side.text.split())
    return replace(draft, pair=pair, witness=witness)


def _of(draft: Decision, collated: Collated, *stretches: TokenRange) -> Decision:
    """Hold the places by their words."""
    if len({s.witness for s in stretches}) < len(stretches):
        raise OptionError(f"--{draft.action}: both places are in one witness; name words of two")
    places: tuple[QuoteSelector, ...] = tuple(
        quote_selector(collated.alignment.tokens[s.witness], s.start, s.stop) for s in stretches
    )
    if draft.action in (Action.ALIGN, Action.SEPARATE) and not all(p.text for p in places):
        raise PlaceError(f"--{draft.action}: one of the two has no words here; name words of both")
    return replace(draft, places=places)


def _entry(where: PlaceQuery, collated: Collated, place: str) -> Entry:
    """Give the one entry at a place, white space left aside."""
    found = entries_at(collated, where)
    words = [e for e in found if not e.unit.between]
    if not words:
        what = "only white space differs here" if found else "no entry stands here: all that testify agree"
        raise PlaceError(f"{place}: {what}; name another place")
    if len(words) > 1:
        raise PlaceError(f"{place}: {len(words)} entries stand here, {_numbers(words)}; name one of them")
    return words[0]


def _numbers(entries: list[Entry]) -> str:
    return ", ".join(f"#{e.number}" for e in entries)


def _several(entry: Entry) -> bool:
    return len(entry.readings if entry.lemma else entry.pairs) > 1


def _pair(entry: Entry, reading: str | None, place: str) -> tuple[Side, Reading]:
    """Give the two readings that are meant: the lemma and that of a witness, or the only pair there is."""
    pairs: list[tuple[Side, Reading]] = [(p.first, p.second) for p in entry.pairs]
    if entry.lemma is not None:
        pairs = [(entry.lemma, r) for r in entry.readings]
    meant = [(one, other) for one, other in pairs if reading is None or reading in other.witnesses]
    if not entry.lemma and reading is not None:
        meant = [p for p in pairs if reading in (*p[0].witnesses, *p[1].witnesses)]
    if len(meant) == 1:
        return meant[0]
    if meant and entry.lemma is None:
        raise OptionError(f"{place}: there is no lemma, and so several pairs; say --base SIGLUM")
    if meant:
        said = " or ".join(f"--reading {other.witnesses[0]}" for _, other in meant)
        raise OptionError(f"{place}: {len(meant)} readings stand here; say {said}")
    said = ", ".join(dict.fromkeys(w for _, other in pairs for w in other.witnesses))
    raise OptionError(f"--reading {reading}: has no reading against the lemma at {place}; there are {said}")


def _support(side: Side, siglum: str | None) -> Support:
    """Give the place of a reading in the witness that is named, else in that whose siglum comes first."""
    named = [s for s in side.support if s.siglum == siglum]
    return named[0] if named else min(side.support, key=lambda s: s.siglum)


def _stretch(support: Support, collated: Collated) -> TokenRange:
    """Give the tokens of a reading; before which token it stands, if it has none."""
    w = _number(support.siglum, collated)
    spans = collated.alignment.tokens[w].spans
    start, end = support.spans[0]
    if start == end:
        first = int(np.searchsorted(spans[:, 1], end, side="right"))
        return TokenRange(w, first, first)
    return TokenRange(w, int(np.searchsorted(spans[:, 0], start)), int(np.searchsorted(spans[:, 1], end)) + 1)


def _number(siglum: Siglum, collated: Collated) -> int:
    return [t.witness.siglum for t in collated.alignment.tokens].index(siglum)


def _words(where: PlaceQuery, collated: Collated, place: str) -> TokenRange:
    """Give the words at a place; of an entry, those of its lemma."""
    if where.entry is None:
        return tokens_at(collated, where)
    entry = _entry(where, collated, place)
    if entry.lemma is None or not entry.lemma.text:
        raise PlaceError(f"{place}: the lemma has no words; name those of a witness, SIGLUM@start-end")
    return _stretch(entry.lemma.support[0], collated)


def _neighbours(where: PlaceQuery, collated: Collated, place: str) -> TokenRange:
    """Give the words over which entries become one: those named, or those of an entry and the next."""
    if where.entry is None:
        if sum(not e.unit.between for e in entries_at(collated, where)) < 2:
            raise PlaceError(f"{place}: fewer than two entries stand here; name words that reach over both")
        return tokens_at(collated, where)
    entry = _entry(where, collated, place)
    following = [e for e in collated.apparatus.entries[entry.number :] if not e.unit.between]
    if not following:
        raise PlaceError(f"{place}: no entry comes after it; name the first of the two")
    alignment = collated.alignment
    sigla = [t.witness.siglum for t in alignment.tokens]
    for w in sorted(range(len(sigla)), key=lambda w: (sigla[w] != collated.apparatus.base, sigla[w])):
        both = [tokens_in(alignment, w, e.unit.start, e.unit.stop) for e in (entry, following[0])]
        if all(both):
            return TokenRange(w, both[0].start, both[1].stop)
    raise PlaceError(
        f"{place}: no witness has words both here and in #{following[0].number}; name words that reach over both"
    )
