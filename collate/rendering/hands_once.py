"""Hands as an edition cites them: a hand that agrees with its manuscript is not cited beside it.

`01` stands for all hands of 01 that have the same reading; where a hand differs, both are cited. Formats for programs
name every witness.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from collate.apparatus import Apparatus, Entry, Lemma, Reading
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
    entries, echoes = (
        tuple([cite_entry_once(entry, hands) for entry in several]) for several in (apparatus.entries, apparatus.echoes)
    )
    return replace(apparatus, entries=entries, echoes=echoes)


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
