"""Variation units as characters: one state a reading, as programs that draw trees of witnesses take them."""

from dataclasses import dataclass, replace

import numpy as np

from collate._arrays import Int32
from collate.apparatus import Apparatus, Entry, Reading, Support

MISSING = -1  # the state of a witness that does not testify


@dataclass(frozen=True, slots=True, eq=False)
class CharacterStates:
    """The readings of w witnesses in e entries.

    entries  the entries
    table    (e, w) int32   the number of the reading, or SILENT; the lemma is 0

    An omission is a reading. A reading that was not asked for counts with the lemma, or, where there
    is no lemma, with those from which no difference is shown: a difference that is left out is none.
    """

    entries: tuple[Entry, ...]
    table: Int32

    def texts(self, e: int) -> list[str]:
        """Give the text of each state of an entry."""
        entry = self.entries[e]
        if entry.lemma:
            return [entry.lemma.text, *(reading.text for reading in entry.readings)]
        numbers = _without_lemma(entry)
        return [entry.readings[numbers.index(state)].text for state in range(max(numbers) + 1)]


def character_states(apparatus: Apparatus) -> CharacterStates:
    """Number the readings of every entry, and say which each witness has."""
    place = {witness.siglum: w for w, witness in enumerate(apparatus.witnesses)}
    table = np.zeros((len(apparatus.entries), len(place)), np.int32)
    for row, entry in zip(table, apparatus.entries, strict=True):
        numbers = range(1, len(entry.readings) + 1) if entry.lemma else _without_lemma(entry)
        for number, reading in zip(numbers, entry.readings, strict=True):
            row[[place[s.siglum] for s in reading.support]] = number
        if entry.silent:
            row[[place[siglum] for siglum, _ in entry.silent]] = MISSING
    table.setflags(write=False)
    return CharacterStates(apparatus.entries, table)


def restore_left_out(apparatus: Apparatus) -> Apparatus:
    """Put each witness whose reading was not asked for where it counts, so that all who testify stand in an entry."""
    if not apparatus.hidden:
        return apparatus
    return replace(apparatus, entries=tuple([_none_left_out(entry, apparatus) for entry in apparatus.entries]))


def _none_left_out(entry: Entry, apparatus: Apparatus) -> Entry:
    if entry.lemma is None:
        joined: dict[int, Reading] = {}
        for number, reading in zip(_without_lemma(entry), entry.readings, strict=True):
            one = joined.get(number)
            joined[number] = replace(one, support=one.support + reading.support) if one else reading
        return replace(entry, readings=tuple(joined.values()))
    if len(entry.readings) + 1 == len(entry.unit.groups):
        return entry
    named = set(entry.lemma.witnesses).union(*(reading.witnesses for reading in entry.readings))
    sigla = [apparatus.witnesses[w].siglum for w in sorted(w for group in entry.unit.groups for w in group)]
    left_out = tuple(Support(siglum, ()) for siglum in sigla if siglum not in named)
    return replace(entry, lemma=replace(entry.lemma, support=entry.lemma.support + left_out))


def _without_lemma(entry: Entry) -> list[int]:
    """Number the readings of an entry from 0; those that no shown pair parts have one number."""
    count = len(entry.readings)
    if len(entry.pairs) == count * (count - 1) // 2:
        return list(range(count))
    parted = {frozenset((p.first.witnesses, p.second.witnesses)) for p in entry.pairs}
    number = list(range(count))
    for j in range(count):
        for i in range(j):
            if frozenset((entry.readings[i].witnesses, entry.readings[j].witnesses)) not in parted:
                one, other = sorted((number[i], number[j]))
                number = [one if n == other else n for n in number]
    dense = {n: k for k, n in enumerate(dict.fromkeys(number))}
    return [dense[n] for n in number]
