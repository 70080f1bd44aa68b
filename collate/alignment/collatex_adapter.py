"""CollateX 2.3 behind our door: the second aligner, and the yardstick."""

from collections.abc import Sequence

import numpy as np

from collate._arrays import Int32
from collate.alignment.options import Limits
from collate.alignment.partial_alignment import PartialAlignment, without_margins
from collate.alignment.scoring import Scoring
from collate.model.alignment import GAP
from collate.model.tokens import Tokens


def align_collatex(witnesses: Sequence[Tokens], scoring: Scoring, limits: Limits) -> PartialAlignment:
    """Give the table that CollateX makes of complete witnesses.

    It is fed codes, not words, so that no text can collide with its markers, and codes in the
    order of the words, so that theirs decides its ties; its near matching, which compares
    letters and loses words, stays off. Empty witnesses, on which it crashes, are kept from it.
    What it returns is checked like any other table.
    """
    del scoring, limits  # CollateX has no graded similarity that may be trusted
    import collatex  # 0.3 s, and only when asked for

    spoken = [w for w, tokens in enumerate(witnesses) if len(tokens)]
    if len(spoken) < 2:
        return without_margins(_table_of_one(witnesses, spoken))
    codes = _names_of_forms(witnesses)
    collation = {
        "witnesses": [
            {
                "id": f"w{w}",
                "tokens": [
                    {"t": f"{codes[form]} ", "n": codes[form], "i": i}
                    for i, form in enumerate(witnesses[w].form.tolist())
                ],
            }
            for w in spoken
        ]
    }
    result = collatex.collate(collation, segmentation=False, near_match=False)
    rows = {row.header: row.cells for row in result.rows}
    table = np.full((len(next(iter(rows.values()))), len(witnesses)), GAP, np.int32)
    for w in spoken:
        for column, cell in enumerate(rows[f"w{w}"]):
            if cell:
                table[column, w] = cell[0].token_data["i"]
    return without_margins(np.ascontiguousarray(table[(table != GAP).any(axis=1)]))


def _names_of_forms(witnesses: Sequence[Tokens]) -> dict[int, str]:
    """Name each form code by the place of its string among all that occur, in digits of one length."""
    strings = witnesses[0].vocabulary.strings
    found = sorted({c for t in witnesses for c in t.form.tolist()}, key=lambda c: strings[c])
    return {code: f"{rank:08}" for rank, code in enumerate(found)}


def _table_of_one(witnesses: Sequence[Tokens], spoken: list[int]) -> Int32:
    """Make the table of one witness that has tokens, or none."""
    table = np.full((sum(map(len, witnesses)), len(witnesses)), GAP, np.int32)
    for w in spoken:
        table[:, w] = np.arange(len(witnesses[w]))
    return table
