"""The witnesses as Stemmaweb knows them: manuscripts, and the layers of each, such as `A (a.c.)`.

A layer has the words of its manuscript wherever it says nothing of its own. Manuscripts come before their layers.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from collate._arrays import Int32, Int64
from collate._dataclass import dataclass
from collate._repr import repr_line
from collate.model.alignment import Alignment, Testimony
from collate.model.hands import hands_of, is_first_hand
from collate.model.tokens import Sort
from collate.model.witness import Witness
from collate.rendering.tei.characters import witness_id

LACUNA: Final = -2  # instead of a token, where a witness is not extant; GAP where it has no words

_FIRST_HAND: Final = "a.c."  # ante correctionem
_OF_LABELS: Final = ' ()[]{}<>-_/^*#%"|\\`'  # signs around what distinguishes a hand, or that Stemmaweb refuses


@dataclass(frozen=True, slots=True)
class LayerColumn:
    """A witness as a column: its heading, its number, and that of its manuscript, which is its own if it is no hand."""

    heading: str
    witness: int
    manuscript: int

    def __repr__(self) -> str:
        return repr_line("LayerColumn", self.heading)


def layer_columns(alignment: Alignment) -> list[LayerColumn]:
    """Return the columns of the witnesses, each manuscript before its hands.

    A siglum is written as the ids of TEI are, because Stemmaweb refuses many signs in it.
    """
    witnesses = [tokens.witness for tokens in alignment.tokens]
    number = {w.siglum: k for k, w in enumerate(witnesses)}
    hands = hands_of(witnesses)
    columns = []
    for k, manuscript in enumerate(witnesses):
        if manuscript.siglum in hands:
            continue
        siglum = witness_id(manuscript.siglum)
        columns.append(LayerColumn(siglum, k, k))
        taken = {"witnesses"}  # what Stemmaweb calls the words of the manuscript itself
        for hand in (w for w in witnesses if hands.get(w.siglum) == manuscript.siglum):
            label = _free_label(_label(hand, manuscript), taken)
            taken.add(label)
            columns.append(LayerColumn(f"{siglum} ({label})", number[hand.siglum], k))
    return columns


def _label(hand: Witness, manuscript: Witness) -> str:
    """Return what a layer is called: `a.c.` for a first hand, else what the siglum of the hand has more."""
    if is_first_hand(hand):
        return _FIRST_HAND
    rest = hand.siglum.removeprefix(manuscript.siglum)
    return "".join(" " if c in _OF_LABELS else c for c in rest).strip() or "hand"


def _free_label(label: str, taken: set[str]) -> str:
    number = 2
    free = label
    while free in taken:
        free = f"{label} {number}"
        number += 1
    return free


def layer_cells(alignment: Alignment, columns: Sequence[LayerColumn], rows: Int64) -> tuple[Int32, Int32]:
    """Return what each column has in some rows of the table.

    Returns
    -------
    witness : (rows, columns) int32
        The number of the witness whose token it is: where a hand says nothing, its manuscript.
    token : (rows, columns) int32
        The number of the token, GAP or LACUNA.
    """
    shape = (len(rows), len(columns))
    witness, token = np.empty(shape, np.int32), np.empty(shape, np.int32)
    for k, column in enumerate(columns):
        is_own = alignment.testimony[rows, column.witness] != Testimony.ABSENT
        witness[:, k] = np.where(is_own, column.witness, column.manuscript)
        own, of_manuscript = (_cells_of(alignment, w, rows) for w in (column.witness, column.manuscript))
        token[:, k] = np.where(is_own, own, of_manuscript)
    return witness, token


def _cells_of(alignment: Alignment, w: int, rows: Int64) -> Int32:
    """Return the tokens of a witness; LACUNA where it is not extant, and instead of the sign of a lacuna."""
    indices = alignment.table[rows, w]
    is_silent = alignment.testimony[rows, w] > Testimony.OMITS
    signs = np.append(alignment.tokens[w].sort == Sort.LACUNA, False)  # GAP, -1, is the last
    return np.where(is_silent | signs[indices], LACUNA, indices).astype(np.int32)
