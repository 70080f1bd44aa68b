"""Hands: the layers of a manuscript, such as `01*` and `01C1`, each a witness derived from that of the manuscript.

A hand without its manuscript in the collation is a witness like any other.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from collate._late_regex import late_regex
from collate.model.witness import Siglum, Witness

# What is left of the siglum of a first hand after that of its manuscript: `*`, `(a.c.)`, `ac`, `pr. m.`
_FIRST_HAND: Final = late_regex(r"\*|a\.?\s*c\.?|(?:pr?|prima)\.?\s*m(?:anus?)?\.?|m\.?\s*(?:1|pr)\.?", re.IGNORECASE)
_AROUND: Final = " ()[]-_/^"  # signs around it


def manuscripts_of(witnesses: Sequence[Witness]) -> tuple[Siglum, ...]:
    """Return the siglum of the manuscript of each witness: its own, unless it is a hand of another."""
    derived_from = {w.siglum: w.derived_from for w in witnesses}
    return tuple([_manuscript(w.siglum, derived_from) for w in witnesses])


def _manuscript(siglum: Siglum, derived_from: Mapping[Siglum, Siglum | None]) -> Siglum:
    """Return the manuscript of a witness; a hand may be derived from another hand."""
    seen = {siglum}
    while (above := derived_from.get(siglum)) is not None and above not in seen:
        siglum = above
        seen.add(siglum)
    return siglum


def hands_of(witnesses: Sequence[Witness]) -> dict[Siglum, Siglum]:
    """Return the manuscript of each hand whose manuscript is among the witnesses; empty if there are no hands."""
    if all(w.derived_from is None for w in witnesses):
        return {}
    sigla = {w.siglum for w in witnesses}
    manuscripts = zip(witnesses, manuscripts_of(witnesses), strict=True)
    return {w.siglum: manuscript for w, manuscript in manuscripts if manuscript != w.siglum and manuscript in sigla}


def is_first_hand(witness: Witness) -> bool:
    """Return whether the siglum of a hand says that it is the first: `01*`, `Q (a.c.)`."""
    if witness.derived_from is None:
        return False
    rest = witness.siglum.removeprefix(witness.derived_from).strip(_AROUND)
    return _FIRST_HAND.fullmatch(rest) is not None


def in_order_of_hands(witnesses: Sequence[Witness]) -> tuple[Witness, ...]:
    """Return the witnesses in their order, but each hand after its manuscript, the first hand before the others."""
    if all(w.derived_from is None for w in witnesses):
        return tuple(witnesses)
    manuscripts = manuscripts_of(witnesses)
    place: dict[Siglum, int] = {}
    for k, (witness, manuscript) in enumerate(zip(witnesses, manuscripts, strict=True)):
        if witness.siglum == manuscript:
            place[manuscript] = k
        else:
            place.setdefault(manuscript, k)

    def key(k: int) -> tuple[int, int]:
        witness, manuscript = witnesses[k], manuscripts[k]
        return place[manuscript], 0 if witness.siglum == manuscript else 1 if is_first_hand(witness) else 2

    return tuple([witnesses[k] for k in sorted(range(len(witnesses)), key=key)])


def without_agreeing_hands(sigla: Sequence[Siglum], hands: Mapping[Siglum, Siglum]) -> tuple[Siglum, ...]:
    """Return the sigla of a reading without the hands whose manuscript has it too; `hands` is what `hands_of` returns.

    A hand is cited only where it differs from its manuscript.
    """
    if not hands:
        return tuple(sigla)
    return tuple([siglum for siglum in sigla if hands.get(siglum) not in sigla])
