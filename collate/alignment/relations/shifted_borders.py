"""Words whose border is elsewhere: the same letters in as many words, `et nonvult` and `etnon vult`.

Each word has another one opposite, so no column lacks a word; without a relation they would be other words.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from collate._arrays import Bool, Index, Int8, Int32, all_in_row
from collate.alignment.relations.respelled_divisions import compared_pairs, with_same_words
from collate.alignment.scoring import Scoring
from collate.model.alignment import GAP, Link, Testimony
from collate.model.tokens import Sort, Tokens

WIDTHS: Final = (2, 3)  # columns; the narrowest first


def with_shifted_borders(
    tokens: tuple[Tokens, ...], table: Int32, testimony: Int8, scoring: Scoring, divisions: Sequence[Link]
) -> tuple[Link, ...]:
    """Return the word divisions, and the words whose borders are elsewhere that do not overlap them, in order.

    Parameters
    ----------
    tokens : tuple of Tokens
        One for each witness.
    table : (columns, witnesses) int32
        Index of the token of each witness, or GAP.
    testimony : (columns, witnesses) int8
        A `Testimony`.
    scoring : Scoring
    divisions : sequence of Link
        Those known so far, in order.
    """
    taken = np.zeros(len(table) + 1, bool)
    for link in divisions:
        taken[link.start : link.stop] = True
    extant = testimony <= Testimony.OMITS
    changes = np.append(0, np.cumsum(~all_in_row(extant[1:] == extant[:-1])))
    found: dict[tuple[int, int], set[int]] = {}
    for left, right in sorted({tuple(sorted(pair)) for pair in compared_pairs(tokens)}):
        differs, lengths, keys = _compared(tokens, table, scoring, left, right)
        for width in WIDTHS:
            for start in _same_length(differs & ~taken[:-1], lengths, width).tolist():
                one, other = ("".join(scoring.keys[row[start : start + width]]) for row in keys)
                if one == other and changes[start] == changes[start + width - 1]:
                    found.setdefault((width, start), set()).update((left, right))
    links = list(divisions)
    for (width, start), witnesses in sorted(found.items()):
        if not taken[start : start + width].any():
            same = with_same_words(witnesses, range(start, start + width), tokens, table)
            links.append(Link(start, start + width, tuple(sorted(same))))
            taken[start : start + width] = True
    return tuple(sorted(links, key=lambda link: link.start))


def _compared(
    tokens: tuple[Tokens, ...], table: Int32, scoring: Scoring, left: int, right: int
) -> tuple[Bool, Int32, tuple[Int32, Int32]]:
    """Return (columns,) where two witnesses have unlike words, by how many letters, and the forms of both."""
    forms = []
    for w in (left, right):
        cells = table[:, w]
        row = np.full(len(cells), GAP, np.int32)
        at = np.flatnonzero(cells != GAP)
        row[at] = np.where(tokens[w].sort[cells[at]] == Sort.WORD, tokens[w].form[cells[at]], GAP)
        forms.append(row)
    one, other = forms
    differs = (one != GAP) & (other != GAP) & (scoring.key_codes[one] != scoring.key_codes[other])
    return differs, scoring.lengths[one] - scoring.lengths[other], (one, other)


def _same_length(differs: Bool, lengths: Int32, width: int) -> Index:
    """Return the first of so many columns in a row that all differ and have as many letters on both sides."""
    n = len(differs) - width + 1
    if n < 1:
        return np.zeros(0, np.int64)
    total = sum(lengths[step : step + n] for step in range(width))
    return np.flatnonzero(np.logical_and.reduce([differs[step : step + n] for step in range(width)]) & (total == 0))
