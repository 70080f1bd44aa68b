"""Twins: witnesses with the same forms. They are aligned once, and their words are counted once."""

from collections.abc import Sequence

from collate.model.tokens import Tokens
from collate.model.voices import principals
from collate.model.witness import Extent, Witness


def without_twins(witnesses: Sequence[Tokens]) -> tuple[list[Tokens], list[int]]:
    """Return the distinct witnesses, and for each witness the number of the distinct one that it equals."""
    distinct: list[Tokens] = []
    twin_of: list[int] = []
    number_of: dict[object, int] = {}
    for t in witnesses:
        key = (t.form.tobytes(), t.witness.extent, t.witness.passages, _of_fragment(t.witness))
        twin_of.append(number_of.setdefault(key, len(distinct)))
        if twin_of[-1] == len(distinct):
            distinct.append(t)
    return distinct, twin_of


def _of_fragment(witness: Witness) -> object:
    """Return what places a fragment beside its forms: its text, whose blank lines divide it, and a hand's file."""
    if witness.extent is not Extent.FRAGMENT:
        return None
    if witness.derived_from is None:
        return witness.text
    places = witness.origins
    return witness.text, witness.derived_from, places.lines.tobytes(), places.columns.tobytes()


def manuscripts_of_distinct(witnesses: Sequence[Tokens], twin_of: Sequence[int]) -> list[int]:
    """Return for each distinct witness the number of the distinct one that is its manuscript, mostly its own.

    A distinct witness that is a manuscript and a hand at once is a manuscript.
    """
    manuscript_of = [-1] * (max(twin_of, default=-1) + 1)
    of_witness = principals(witnesses)
    for w, manuscript in sorted(enumerate(of_witness), key=lambda pair: pair[0] != pair[1]):
        if manuscript_of[twin_of[w]] < 0:
            manuscript_of[twin_of[w]] = twin_of[manuscript]
    return manuscript_of
