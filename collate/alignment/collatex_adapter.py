"""CollateX 2.3 as an aligner: the second one, and the standard of comparison."""

from collections.abc import Sequence

import numpy as np

from collate._arrays import Int32
from collate.alignment.options import Limits
from collate.alignment.partial_alignment import PartialAlignment
from collate.alignment.scoring import Scoring
from collate.model.alignment import GAP
from collate.model.tokens import Tokens


def align_collatex(witnesses: Sequence[Tokens], scoring: Scoring, limits: Limits) -> PartialAlignment:
    """Align complete witnesses with CollateX.

    CollateX gets numbers instead of words, so that no text can collide with its markers. The numbers are in the
    order of the words, because it breaks ties by that order. Its near matching, which loses words, is off. It
    crashes on an empty witness, so it does not get any. Its table is checked like any other.
    """
    del scoring, limits  # CollateX has no graded similarity that can be relied on
    import collatex  # takes 0.3 s, so it is imported only when it is used

    non_empty = [w for w, tokens in enumerate(witnesses) if len(tokens)]
    if len(non_empty) < 2:
        return PartialAlignment(_table_of_one(witnesses, non_empty))
    names = _names_of_forms(witnesses)
    collation = {
        "witnesses": [
            {
                "id": f"w{w}",
                "tokens": [
                    {"t": f"{names[form]} ", "n": names[form], "i": i}
                    for i, form in enumerate(witnesses[w].form.tolist())
                ],
            }
            for w in non_empty
        ]
    }
    result = collatex.collate(collation, segmentation=False, near_match=False)
    rows = {row.header: row.cells for row in result.rows}
    table = np.full((len(next(iter(rows.values()))), len(witnesses)), GAP, np.int32)
    for w in non_empty:
        for column, cell in enumerate(rows[f"w{w}"]):
            if cell:
                table[column, w] = cell[0].token_data["i"]
    return PartialAlignment(np.ascontiguousarray(table[(table != GAP).any(axis=1)]))


def _names_of_forms(witnesses: Sequence[Tokens]) -> dict[int, str]:
    """Return a name for each form code that occurs: the rank of its string, in digits of one length."""
    strings = witnesses[0].vocabulary.strings
    codes = sorted({c for t in witnesses for c in t.form.tolist()}, key=lambda c: strings[c])
    return {code: f"{rank:08}" for rank, code in enumerate(codes)}


def _table_of_one(witnesses: Sequence[Tokens], non_empty: list[int]) -> Int32:
    """Return the table (columns, witnesses) int32 if at most one witness has tokens."""
    table = np.full((sum(map(len, witnesses)), len(witnesses)), GAP, np.int32)
    for w in non_empty:
        table[:, w] = np.arange(len(witnesses[w]))
    return table
