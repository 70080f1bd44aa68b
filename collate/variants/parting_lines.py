"""Where whole lines are added beside a changed word: every witness ends a line there.

In a table or a list the word at the end of one line and the line below it are two changes. In wrapped prose the
witnesses break their lines at other places.
"""

import numpy as np

from collate._arrays import Bool, Int64
from collate.model.alignment import GAP, Alignment


def parted_by_lines(alignment: Alignment, at: Int64, gap_first: Bool) -> Bool:
    """Return (k,) bool: whether each witness with a word beside added or omitted words ends a line between them.

    Parameters
    ----------
    alignment : Alignment
    at : (k,) int64
        The first of two columns side by side.
    gap_first : (k,) bool
        Whether a witness lacks a word in the first of them, and not in the second.
    """
    return np.fromiter(
        (
            _end_lines(alignment, int(column) + is_first, is_first)
            for column, is_first in zip(at, gap_first.tolist(), strict=True)
        ),
        bool,
        len(at),
    )


def _end_lines(alignment: Alignment, column: int, is_before: bool) -> bool:
    """Return whether each witness that has a token in a column ends a line before it, or after it."""
    return all(
        _ends_line(alignment, w, token, is_before)
        for w, token in enumerate(alignment.table[column].tolist())
        if token != GAP
    )


def _ends_line(alignment: Alignment, witness: int, token: int, is_before: bool) -> bool:
    """Return whether a line break stands before a token, or after it; the edges of a text are line ends."""
    tokens = alignment.tokens[witness]
    first = token - 1 if is_before else token
    start = int(tokens.spans[first, 1]) if first >= 0 else 0
    end = int(tokens.spans[first + 1, 0]) if first + 1 < len(tokens) else len(tokens.witness.text)
    is_edge = first < 0 or first + 1 == len(tokens)
    return is_edge or "\n" in tokens.witness.text[start:end]
