"""Testimony: what each witness does in each column. It reads, omits, is absent, or its text is lost."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from collate._arrays import Int8, Int32, Int64
from collate.alignment.fragments.coverage import Coverage
from collate.model.alignment import GAP, Testimony
from collate.model.tokens import Sort, Tokens
from collate.model.witness import GapReason

_TESTIMONY_OF_GAP: Final = {
    GapReason.LACUNA: Testimony.LACUNA,
    GapReason.ILLEGIBLE: Testimony.ILLEGIBLE,
    GapReason.ABSENT: Testimony.ABSENT,
}


def testimony_of(tokens: Sequence[Tokens], table: Int32, coverage: Sequence[Coverage]) -> Int8:
    """Return what each witness does in each column.

    Parameters
    ----------
    tokens : sequence of Tokens
        One for each witness.
    table : (columns, witnesses) int32
        Index of the token of each witness, or GAP.
    coverage : sequence of Coverage
        One for each witness.

    Returns
    -------
    (columns, witnesses) int8
        A `Testimony`.
    """
    testimony = np.where(table == GAP, Testimony.OMITS, Testimony.READS).astype(np.int8)
    for w, (witness, covered) in enumerate(zip(tokens, coverage, strict=True)):
        if covered.columns is not None:
            inside = np.zeros(len(table), bool)
            for start, stop in covered.columns:
                inside[start:stop] = True
            testimony[~inside, w] = Testimony.ABSENT
        for lost, silence in _silent_tokens(witness):
            if len(lost):
                for column in np.flatnonzero(np.isin(table[:, w], lost)).tolist():
                    _spread_silence(testimony[:, w], column, silence)
    return testimony


def _silent_tokens(tokens: Tokens) -> list[tuple[Int64, Testimony]]:
    """Return the tokens (k,) that testify to nothing, each with the reason: lacunae, and gaps that marks declare.

    A word of which only some letters are lost, `Cornelu[..]`, testifies.
    """
    starts, ends = tokens.spans[:, 0], tokens.spans[:, 1]
    why = np.where(tokens.sort == Sort.LACUNA, Testimony.LACUNA, Testimony.READS).astype(np.int8)
    signs = set(tokens.witness.gap_signs)
    for mark in tokens.witness.marks:
        if mark.gap is not None:
            first, stop = np.searchsorted(ends, mark.start, "right"), np.searchsorted(starts, mark.end)
            is_sign = (mark.start, mark.end) in signs
            if not (is_sign and stop - first == 1 and (starts[first] < mark.start or ends[first] > mark.end)):
                why[first:stop] = _TESTIMONY_OF_GAP[mark.gap]
    return [(np.flatnonzero(why == silence), silence) for silence in _TESTIMONY_OF_GAP.values()]


def _spread_silence(testimony: Int8, column: int, silence: Testimony) -> None:
    """Mark a column (of the testimony (columns,) of one witness), and the omissions on both sides of it, as silent.

    What the witness had there is unknown.
    """
    testimony[column] = silence
    for step in (-1, 1):
        at = column + step
        while 0 <= at < len(testimony) and testimony[at] == Testimony.OMITS:
            testimony[at] = silence
            at += step
