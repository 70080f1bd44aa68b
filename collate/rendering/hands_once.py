"""Hands as an edition cites them: a hand that agrees with its manuscript is not cited beside it.

`01` stands for all hands of 01 that have the same reading; where a hand differs, both are cited. Formats for programs
name every witness.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from collate.apparatus import Apparatus, Entry, Lemma, Reading, Support
from collate.model.alignment import Testimony
from collate.model.hands import hands_of, without_agreeing_hands
from collate.model.witness import Siglum

_Side = TypeVar("_Side", Lemma, Reading)
_Hands = Mapping[Siglum, Siglum]


def cite_hands_once(apparatus: Apparatus) -> Apparatus:
    """Return an apparatus in which no hand is named beside its manuscript."""
    hands = hands_of(apparatus.witnesses)
    if not hands:
        return apparatus
    sigla = [w.siglum for w in apparatus.witnesses]
    entries, echoes = (
        tuple([cite_entry_once(_with_hidden_hands(entry, hands, sigla), hands) for entry in several])
        for several in (apparatus.entries, apparatus.echoes)
    )
    return replace(apparatus, entries=entries, echoes=echoes)


def hands_with_lemma(entry: Entry, hands: _Hands) -> tuple[Siglum, ...]:
    """Return the hands that have the lemma though their manuscript has not: where the lemma is not cited, they must be.

    The entry is one in which no hand is named beside its manuscript.
    """
    if not hands or entry.lemma is None:
        return ()
    others = {s for reading in entry.readings for s in reading.witnesses} | {s for s, _ in entry.silent}
    return tuple([siglum for siglum in entry.lemma.witnesses if hands.get(siglum) in others])


def _with_hidden_hands(entry: Entry, hands: _Hands, sigla: Sequence[Siglum]) -> Entry:
    """Return an entry that names with the lemma the hands whose reading is not selected, as it counts with the lemma.

    Else they would seem to have the reading of their manuscript.
    """
    if entry.lemma is None:
        return entry
    of_readings = {s for reading in entry.readings for s in reading.witnesses}
    extant = {sigla[w] for group in entry.unit.groups for w in group}
    named = of_readings.union(entry.lemma.witnesses)
    hidden = [Support(s, ()) for s in sigla if s in extant and s not in named and hands.get(s) in of_readings]
    if not hidden:
        return entry
    return replace(entry, lemma=replace(entry.lemma, support=(*entry.lemma.support, *hidden)))


def cite_entry_once(entry: Entry, hands: _Hands) -> Entry:
    """Return an entry in which no hand is named beside its manuscript; `hands` is what `hands_of` returns."""
    if not hands:
        return entry
    return replace(
        entry,
        lemma=_cited_once(entry.lemma, hands) if entry.lemma else None,
        readings=tuple([_cited_once(reading, hands) for reading in entry.readings]),
        silent=_silent_once(entry.silent, hands),
        pairs=tuple(
            [
                replace(pair, first=_cited_once(pair.first, hands), second=_cited_once(pair.second, hands))
                for pair in entry.pairs
            ]
        ),
    )


def _cited_once(side: _Side, hands: _Hands) -> _Side:
    """Return a reading without the hands that agree; the base, from which a lemma is taken, stays even if it is one."""
    sigla = without_agreeing_hands(side.witnesses, hands)
    if len(sigla) == len(side.support):
        return side
    is_lemma = isinstance(side, Lemma)
    kept = [s for k, s in enumerate(side.support) if s.siglum in sigla or (is_lemma and k == 0)]
    return replace(side, support=tuple(kept))


def _silent_once(silent: tuple[tuple[Siglum, Testimony], ...], hands: _Hands) -> tuple[tuple[Siglum, Testimony], ...]:
    """Return the silent witnesses without the hands that are silent as their manuscript is, or that say nothing here.

    A hand that testifies to its own words alone is absent elsewhere, and nobody asks for it there.
    """
    why = dict(silent)
    return tuple(
        [
            (siglum, testimony)
            for siglum, testimony in silent
            if siglum not in hands or testimony not in (Testimony.ABSENT, why.get(hands[siglum]))
        ]
    )
