"""Bonds: words that an editor puts into one column, or keeps apart, in a table that is made already.

Only the columns between the two words are written anew. To bring them together, what the one
witness has before its word stays before the new column, and what the other has after its word
stays after it; of every other witness, each word goes where more of its like go. So no word
is lost or changes its order, and who stands where in the list decides nothing.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from collate._arrays import Int32, Int64
from collate.alignment.exact.dynamic_programming import UNRIVALLED
from collate.alignment.fragments.coverage import Coverage
from collate.alignment.partial_alignment import PartialAlignment
from collate.decisions import AlignmentConstraint, TokenRange
from collate.model.alignment import GAP
from collate.model.tokens import Tokens

# What it is worth to a word to stay beside another: at all, where they are unlike, and where they are equal.
UNLIKE_WORTH: Final = 1
SIMILAR_WORTH: Final = 500
EQUAL_WORTH: Final = 1000

_NO_ROW: Final = -1


class _Window(NamedTuple):
    """Columns [start, stop) that are parted: words of `early` go before and words of `late` after, or the other way.

    `meeting` says that the first word of `early` and the last of `late` share a column between.
    """

    start: int
    stop: int
    early: int
    late: int
    meeting: bool


def apply_constraints(
    joined: PartialAlignment,
    reaches: Sequence[Coverage],
    tokens: Sequence[Tokens],
    constraints: Sequence[AlignmentConstraint],
) -> tuple[PartialAlignment, list[Coverage]]:
    """Obey bonds in a table of all witnesses, in order; one that would undo another is left unobeyed."""
    ends = [_passage_tokens(joined.table[:, w], reach) for w, reach in enumerate(reaches)]
    table, margins = joined.table, joined.margins
    kept: list[AlignmentConstraint] = []
    for bond in constraints:
        tried = _apply_constraint(table, margins, tokens, bond)
        if is_satisfied(bond, tried[0]) and all(is_satisfied(other, tried[0]) for other in kept):
            table, margins = tried
            kept.append(bond)
    return PartialAlignment(table, margins, joined.neighbour_pairs), [
        _coverage(table[:, w], end) for w, end in enumerate(ends)
    ]


def is_satisfied(bond: AlignmentConstraint, table: Int32) -> bool:
    """Say whether the words of a bond stand together, first with first, or apart."""
    one, other = _columns(table, bond.first), _columns(table, bond.second)
    if bond.together:
        shared = min(len(one), len(other))
        return bool((one[:shared] == other[:shared]).all())
    return not set(one.tolist()) & set(other.tolist())


def _columns(table: Int32, stretch: TokenRange) -> Int64:
    return np.flatnonzero(table[:, stretch.witness] != GAP)[stretch.start : stretch.stop]


def _apply_constraint(
    table: Int32, margins: Int64, tokens: Sequence[Tokens], bond: AlignmentConstraint
) -> tuple[Int32, Int64]:
    """Obey one bond, word after word."""
    if not bond.together:
        shared = sorted(set(_columns(table, bond.first).tolist()) & set(_columns(table, bond.second).tolist()))
        if not shared:
            return table, margins
        return _split_window(
            table,
            margins,
            tokens,
            _Window(shared[0], shared[-1] + 1, bond.second.witness, bond.first.witness, False),
        )
    for k in range(min(bond.first.stop - bond.first.start, bond.second.stop - bond.second.start)):
        one, other = int(_columns(table, bond.first)[k]), int(_columns(table, bond.second)[k])
        if one == other:
            continue
        early, late = (bond.first, bond.second) if one < other else (bond.second, bond.first)
        window = _Window(min(one, other), max(one, other) + 1, early.witness, late.witness, True)
        table, margins = _split_window(table, margins, tokens, window)
    return table, margins


def _split_window(table: Int32, margins: Int64, tokens: Sequence[Tokens], window: _Window) -> tuple[Int32, Int64]:
    """Write the columns of a window anew: a copy for what goes before, one column between, a copy for what goes after.

    Words of `late` go before and those of `early` after, for they stood too far right and left.
    """
    start, stop, early, late, meeting = window
    size = stop - start
    old, sure = table[start:stop], margins[start:stop]
    rows = np.full((2 * size + 1, table.shape[1]), GAP, np.int32)
    found = np.full(rows.shape, UNRIVALLED, np.int64)
    forms = np.stack([_forms(t, old[:, w]) for w, t in enumerate(tokens)], axis=1)
    for w in range(table.shape[1]):
        if w == early:
            cut, met = (0, 0) if meeting else (0, _NO_ROW)
        elif w == late:
            cut, met = (size - 1, size - 1) if meeting else (size, _NO_ROW)
        else:
            cut, met = _cut_point(forms, w, window, tokens)
        for k in np.flatnonzero(old[:, w] != GAP).tolist():
            row = size if k == met else k if k < cut else size + 1 + k
            rows[row, w], found[row, w] = old[k, w], sure[k, w]
    if meeting:
        found[size, [early, late]] = UNRIVALLED
    filled = (rows != GAP).any(axis=1)
    return (
        np.concatenate((table[:start], rows[filled], table[stop:])),
        np.concatenate((margins[:start], found[filled], margins[stop:])),
    )


def _forms(tokens: Tokens, column: Int32) -> Int32:
    forms = np.full(len(column), GAP, np.int32)
    here = column != GAP
    forms[here] = tokens.form[column[here]]
    return forms


def _cut_point(forms: Int32, w: int, window: _Window, tokens: Sequence[Tokens]) -> tuple[int, int]:
    """Say where a witness is cut, and which of its words goes into the column between, by what stays beside its like.

    Among equals the one that has a word between comes first, then the cut that is furthest left.
    """
    size, own = len(forms), forms[:, w]
    before = np.array([_likeness(own[k], forms[k, window.late], tokens) for k in range(size)])
    after = np.array([_likeness(own[k], forms[k, window.early], tokens) for k in range(size)])
    between = np.zeros(size, np.int64)
    if window.meeting:
        # The two words themselves stand between, and neither before nor after.
        between = np.array([_likeness(own[k], forms[0, window.early], tokens, k == 0) for k in range(size)])
        other = np.array([_likeness(own[k], forms[-1, window.late], tokens, k == size - 1) for k in range(size)])
        between = np.maximum(between, other)
        before[-1] = after[0] = 0
    gone = np.concatenate(([0], np.cumsum(before)))
    rest = np.concatenate((np.cumsum(after[::-1])[::-1], [0]))
    best, cut, met = int((gone + rest).max()), int((gone + rest).argmax()), _NO_ROW
    for k in np.flatnonzero((own != GAP) & (between > 0)).tolist():
        worth = int(gone[k] + between[k] + rest[k + 1])
        if worth > best or (worth == best and met == _NO_ROW):
            best, cut, met = worth, k, k
    return cut, met


def _likeness(one: int, other: int, tokens: Sequence[Tokens], beside: bool = True) -> int:
    """Say what it is worth to a word to stand beside another."""
    if GAP in (one, other):
        return 0
    if one == other:
        return EQUAL_WORTH
    from rapidfuzz.distance import Indel

    strings = tokens[0].vocabulary.strings
    return (
        UNLIKE_WORTH * beside + int(SIMILAR_WORTH * Indel.normalized_similarity(strings[one], strings[other])) * beside
    )


_PassageTokens = tuple[
    tuple[tuple[int, int], ...] | None, tuple[tuple[int, int], ...]
]  # first and last tokens of passages


def _passage_tokens(column: Int32, reach: Coverage) -> _PassageTokens:
    """Hold the passages of a fragment by their tokens: columns will change."""

    def held(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        return tuple((int(column[start]), int(column[stop - 1])) for start, stop in spans)

    return (None if reach.columns is None else held(reach.columns)), held(reach.unplaced)


def _coverage(column: Int32, ends: _PassageTokens) -> Coverage:
    """Give the columns of the passages held."""
    where = np.flatnonzero(column != GAP)

    def found(tokens: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        return tuple((int(where[first]), int(where[last]) + 1) for first, last in tokens)

    return Coverage(None if ends[0] is None else found(ends[0]), found(ends[1]))
