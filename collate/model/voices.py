"""Voices: how many witnesses count where witnesses are counted. Copies are one voice, and so are hands that agree."""

from collections.abc import Sequence

import numpy as np

from collate._arrays import Bool
from collate.model.alignment import GAP, Alignment
from collate.model.hands import manuscripts_of
from collate.model.tokens import Tokens, first_copies
from collate.model.witness import Siglum


def principals(witnesses: Sequence[Tokens]) -> tuple[int, ...]:
    """Return for each witness the number of its manuscript; of a witness that is no hand, its own number.

    If the manuscript of some hands is not in the collation, one of them takes its place, chosen by its text.
    """
    if all(t.witness.derived_from is None for t in witnesses):
        return tuple(range(len(witnesses)))
    manuscripts = manuscripts_of([t.witness for t in witnesses])
    by_content = sorted(range(len(witnesses)), key=lambda w: (witnesses[w].witness.text, witnesses[w].witness.siglum))
    number: dict[Siglum, int] = {}
    for w in by_content:
        number.setdefault(manuscripts[w], w)
    number |= {t.witness.siglum: w for w, t in enumerate(witnesses) if t.witness.siglum == manuscripts[w]}
    return tuple([number[manuscript] for manuscript in manuscripts])


def voices(witnesses: Sequence[Tokens]) -> tuple[int, ...]:
    """Return the number of the voice of each witness: that of the first witness with which it counts as one.

    In one place, the witnesses with one reading are as many voices as they have different numbers. A copy has the
    voice of what it copies, and a hand that of its manuscript, or of another manuscript that it copies.
    """
    copies, manuscripts = first_copies(witnesses), principals(witnesses)
    if manuscripts == tuple(range(len(witnesses))):
        return copies
    first: dict[int, int] = {}  # the first witness that is no hand, among those that are copies of each other
    for w, manuscript in enumerate(manuscripts):
        if w == manuscript:
            first.setdefault(copies[w], w)
    return tuple([first.get(copies[w], first[copies[manuscripts[w]]]) for w in range(len(witnesses))])


def own_tokens(alignment: Alignment) -> list[Bool]:
    """Return for each witness (n,) bool: which of its tokens are its own; of a hand, those that its manuscript lacks.

    A token is not its own if its manuscript has the same form in the same column.
    """
    own = [np.ones(len(t), bool) for t in alignment.tokens]
    for w, manuscript in enumerate(principals(alignment.tokens)):
        if w != manuscript:
            both = np.flatnonzero((alignment.table[:, w] != GAP) & (alignment.table[:, manuscript] != GAP))
            tokens, beside = alignment.table[both, w], alignment.table[both, manuscript]
            same = alignment.tokens[w].form[tokens] == alignment.tokens[manuscript].form[beside]
            own[w][tokens[same]] = False
    return own
