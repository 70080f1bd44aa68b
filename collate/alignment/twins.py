"""Twins: witnesses with the same forms. They are aligned once, and their words are counted once."""

from collections.abc import Sequence

from collate.model.tokens import Tokens
from collate.model.witness import Extent


def without_twins(witnesses: Sequence[Tokens]) -> tuple[list[Tokens], list[int]]:
    """Return the distinct witnesses, and for each witness the number of the distinct one that it equals."""
    distinct: list[Tokens] = []
    twin_of: list[int] = []
    number_of: dict[object, int] = {}
    for t in witnesses:
        # Blank lines divide a fragment into passages, so its text counts, not only its forms.
        text = t.witness.text if t.witness.extent is Extent.FRAGMENT else ""
        key = (t.form.tobytes(), t.witness.extent, t.witness.passages, text)
        twin_of.append(number_of.setdefault(key, len(distinct)))
        if twin_of[-1] == len(distinct):
            distinct.append(t)
    return distinct, twin_of
