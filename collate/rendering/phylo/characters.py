"""Variation units as characters for phylogenetic programs: each reading of a unit is a state."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from collate._arrays import Int32
from collate._dataclass import dataclass
from collate.apparatus import Apparatus, Entry, Reading, Support
from collate.model.hands import hands_of
from collate.model.witness import Witness

MISSING = -1  # the state of a witness that is not extant


@dataclass(frozen=True, slots=True, eq=False)
class CharacterStates:
    """The states of witnesses in entries.

    An omission is a reading, with a state. A reading that is not selected has the state of the lemma, or, where there
    is no lemma, that of the readings from which no difference is shown: a difference that is left out counts as none.

    Attributes
    ----------
    entries : tuple of Entry
    table : (entries, witnesses) int32
        The number of the reading, 0 for the lemma, or MISSING.
    """

    entries: tuple[Entry, ...]
    table: Int32

    def texts(self, e: int) -> list[str]:
        """Return the text of each state of entry `e`."""
        entry = self.entries[e]
        if entry.lemma:
            return [entry.lemma.text, *(reading.text for reading in entry.readings)]
        numbers = _states_without_lemma(entry)
        return [entry.readings[numbers.index(state)].text for state in range(max(numbers) + 1)]


def character_states(apparatus: Apparatus) -> CharacterStates:
    """Number the readings of each entry, and return which of them each witness has."""
    number = {witness.siglum: w for w, witness in enumerate(apparatus.witnesses)}
    table = np.zeros((len(apparatus.entries), len(number)), np.int32)
    for row, entry in zip(table, apparatus.entries, strict=True):
        states = range(1, len(entry.readings) + 1) if entry.lemma else _states_without_lemma(entry)
        for state, reading in zip(states, entry.readings, strict=True):
            row[[number[s.siglum] for s in reading.support]] = state
        if entry.silent:
            row[[number[siglum] for siglum, _ in entry.silent]] = MISSING
    table.setflags(write=False)
    return CharacterStates(apparatus.entries, table)


def fill_correctors(states: CharacterStates, witnesses: Sequence[Witness]) -> CharacterStates:
    """Fill in the state of the witness before it for a hand that is not extant in an entry.

    That is the hand which it corrects: hands stand after their manuscript, the first hand before the correctors, as
    teiphy wants them for the same.
    """
    hands = hands_of(witnesses)
    if not hands:
        return states
    table = states.table.copy()
    for w, witness in enumerate(witnesses):
        if witness.siglum in hands:
            missing = table[:, w] == MISSING
            table[missing, w] = table[missing, w - 1]
    table.setflags(write=False)
    return replace(states, table=table)


def restore_left_out(apparatus: Apparatus) -> Apparatus:
    """Return the apparatus with each witness whose reading is not selected added to the reading with which it counts.

    So every entry names all its extant witnesses.
    """
    if not apparatus.hidden:
        return apparatus
    return replace(apparatus, entries=tuple([_restore_left_out(entry, apparatus) for entry in apparatus.entries]))


def _restore_left_out(entry: Entry, apparatus: Apparatus) -> Entry:
    if entry.lemma is None:
        by_state: dict[int, Reading] = {}
        for state, reading in zip(_states_without_lemma(entry), entry.readings, strict=True):
            same = by_state.get(state)
            by_state[state] = replace(same, support=same.support + reading.support) if same else reading
        return replace(entry, readings=tuple(by_state.values()))
    if len(entry.readings) + 1 == len(entry.unit.groups):
        return entry
    named = set(entry.lemma.witnesses).union(*(reading.witnesses for reading in entry.readings))
    sigla = [apparatus.witnesses[w].siglum for w in sorted(w for group in entry.unit.groups for w in group)]
    left_out = tuple(Support(siglum, ()) for siglum in sigla if siglum not in named)
    return replace(entry, lemma=replace(entry.lemma, support=entry.lemma.support + left_out))


def _states_without_lemma(entry: Entry) -> list[int]:
    """Number the readings of an entry without a lemma from 0; readings that no shown pair separates share a number."""
    count = len(entry.readings)
    if len(entry.pairs) == count * (count - 1) // 2:
        return list(range(count))
    separated = {frozenset((pair.first.witnesses, pair.second.witnesses)) for pair in entry.pairs}
    number = list(range(count))
    for j in range(count):
        for i in range(j):
            if frozenset((entry.readings[i].witnesses, entry.readings[j].witnesses)) not in separated:
                low, high = sorted((number[i], number[j]))
                number = [low if n == high else n for n in number]
    dense = {n: k for k, n in enumerate(dict.fromkeys(number))}
    return [dense[n] for n in number]
