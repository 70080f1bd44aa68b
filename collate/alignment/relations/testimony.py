"""What each witness does at each place: it reads, omits, is absent, or is lost."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from collate._arrays import Int8, Int32, Int64
from collate.alignment.fragments.coverage import Coverage
from collate.model.alignment import GAP, Testimony
from collate.model.tokens import Sort, Tokens
from collate.model.witness import GapReason

_TESTIMONY_OF_GAP: Final = {GapReason.LACUNA: Testimony.LACUNA, GapReason.ILLEGIBLE: Testimony.ILLEGIBLE}


def testimony_of(tokens: Sequence[Tokens], table: Int32, reaches: Sequence[Coverage]) -> Int8:
    """Give (columns, witnesses) int8, a `Testimony`."""
    testimony = np.where(table == GAP, Testimony.OMITS, Testimony.READS).astype(np.int8)
    for w, (witness, reach) in enumerate(zip(tokens, reaches, strict=True)):
        if reach.columns is not None:
            inside = np.zeros(len(table), bool)
            for start, stop in reach.columns:
                inside[start:stop] = True
            testimony[~inside, w] = Testimony.ABSENT
        for tokens_lost, silence in _silent_tokens(witness):
            if len(tokens_lost):
                for column in np.flatnonzero(np.isin(table[:, w], tokens_lost)).tolist():
                    _spread_silence(testimony[:, w], column, silence)
    return testimony


def _silent_tokens(tokens: Tokens) -> list[tuple[Int64, Testimony]]:
    """Give the tokens that testify to nothing: lacunae, and what a mark says is lost or cannot be read."""
    found = [(np.flatnonzero(tokens.sort == Sort.LACUNA), Testimony.LACUNA)]
    for mark in tokens.witness.marks:
        if mark.gap is not None:
            inside = (tokens.spans[:, 0] < mark.end) & (tokens.spans[:, 1] > mark.start)
            found.append((np.flatnonzero(inside), _TESTIMONY_OF_GAP[mark.gap]))
    return found


def _spread_silence(testimony: Int8, column: int, silence: Testimony) -> None:
    """Mark the gaps on both sides of a silence as silent too: nobody knows what stood there."""
    testimony[column] = silence
    for step in (-1, 1):
        at = column + step
        while 0 <= at < len(testimony) and testimony[at] == Testimony.OMITS:
            testimony[at] = silence
            at += step
