"""How often witnesses agree, each with each."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from collate._arrays import Int32, Int64
from collate.apparatus import Apparatus
from collate.model.alignment import Alignment
from collate.model.hands import hands_of
from collate.rendering.phylo.characters import MISSING, character_states
from collate.rendering.tables.cells import csv_cell

_DIGITS: Final = 6  # decimal places of a distance: more than counts of readings can mean


def write_matrix(apparatus: Apparatus, alignment: Alignment) -> Iterator[str]:
    """Write three square tables, one below another, as CSV.

    `agreements` counts the entries in which two witnesses have the same reading, `compared` those in which both are
    extant, and `distance` is the share of these in which they differ, empty where there are none. If there are hands, a
    last row, `hand_of`, names the manuscript of each: a hand is no independent witness.
    """
    del alignment
    agreements, compared = count_agreements(character_states(apparatus).table)
    sigla = [csv_cell(w.siglum) for w in apparatus.witnesses]
    yield ",".join(("measure", "witness", *sigla)) + "\n"
    for measure, counts in (("agreements", agreements), ("compared", compared)):
        for siglum, row in zip(sigla, counts.tolist(), strict=True):
            yield ",".join((measure, siglum, *map(str, row))) + "\n"
    for siglum, equal, both in zip(sigla, agreements.tolist(), compared.tolist(), strict=True):
        distances = [str(round(1 - e / b, _DIGITS)) if b else "" for e, b in zip(equal, both, strict=True)]
        yield ",".join(("distance", siglum, *distances)) + "\n"
    if hands := hands_of(apparatus.witnesses):
        yield ",".join(("hand_of", "", *(csv_cell(hands.get(w.siglum, "")) for w in apparatus.witnesses))) + "\n"


def count_agreements(states: Int32) -> tuple[Int64, Int64]:
    """Count in how many entries each two witnesses agree, and in how many both are extant.

    Parameters
    ----------
    states : (entries, witnesses) int32
        The number of the reading of each witness in each entry, or MISSING.

    Returns
    -------
    agreements, compared : (witnesses, witnesses) int64
    """
    extant = (states != MISSING).astype(np.float64)  # BLAS counts these, and whole numbers below 2**53 are exact
    agreements = np.zeros((states.shape[1], states.shape[1]))
    for state in range(int(states.max(initial=MISSING)) + 1):
        has_state = states[(states == state).any(axis=1)] == state
        agreements += has_state.T.astype(np.float64) @ has_state
    return agreements.astype(np.int64), (extant.T @ extant).astype(np.int64)
