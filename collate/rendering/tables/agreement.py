"""How often witnesses agree, each with each."""

from typing import Final

import numpy as np

from collate._arrays import Int32, Int64
from collate.apparatus import Apparatus
from collate.model.alignment import Alignment
from collate.rendering.phylo.characters import MISSING, character_states
from collate.rendering.tables.cells import csv_cell

_DIGITS: Final = 6  # decimal places of a distance: more than a count of readings can mean


def write_matrix(apparatus: Apparatus, alignment: Alignment) -> str:
    """Write three square tables, one under another, as CSV.

    `agreements` counts the entries in which two witnesses have one reading, `compared` those in which
    both testify, and `distance` is the share of these in which they differ, empty where there is none.
    """
    del alignment
    agreements, compared = count_agreements(character_states(apparatus).table)
    sigla = [csv_cell(w.siglum) for w in apparatus.witnesses]
    lines = [",".join(("measure", "witness", *sigla))]
    lines += [",".join(("agreements", s, *map(str, row))) for s, row in zip(sigla, agreements.tolist(), strict=True)]
    lines += [",".join(("compared", s, *map(str, row))) for s, row in zip(sigla, compared.tolist(), strict=True)]
    for siglum, equal, both in zip(sigla, agreements.tolist(), compared.tolist(), strict=True):
        distances = [str(round(1 - e / b, _DIGITS)) if b else "" for e, b in zip(equal, both, strict=True)]
        lines.append(",".join(("distance", siglum, *distances)))
    return "\n".join(lines) + "\n"


def count_agreements(table: Int32) -> tuple[Int64, Int64]:
    """Count, of the states (entries, witnesses), those that two witnesses share, and those that both have.

    Both counts are (witnesses, witnesses) int64.
    """
    extant = (table != MISSING).astype(np.float64)  # whole numbers below 2**53 are exact, and BLAS counts them
    agreements = np.zeros((table.shape[1], table.shape[1]))
    for state in range(int(table.max(initial=MISSING)) + 1):
        here = table[(table == state).any(axis=1)] == state
        agreements += here.T.astype(np.float64) @ here
    return agreements.astype(np.int64), (extant.T @ extant).astype(np.int64)
