"""Constraints: words that an editor puts into one column or keeps apart, applied to a finished table.

Only the columns between the two words change. To bring the words together, what the one witness has before its
word stays before the new column, and what the other has after its word stays after it. Of every other witness,
each word goes to the side where more of its equals go. So no word is lost or changes its order, and the order
of the witnesses does not matter.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from collate._arrays import Int32, Int64
from collate.alignment.fragments.coverage import Coverage, coverage_in, passage_tokens
from collate.alignment.partial_alignment import PartialAlignment
from collate.decisions import AlignmentConstraint, TokenRange
from collate.model.alignment import GAP
from collate.model.tokens import Tokens

# What a word gains by sharing a column with another: with any word, by similar letters, and with an equal word.
UNLIKE_WORTH: Final = 1
SIMILAR_WORTH: Final = 500
EQUAL_WORTH: Final = 1000

_NO_ROW: Final = -1


class _Window(NamedTuple):
    """Columns [start, stop) that are split in two.

    Words of the witness `late` go before the split, and those of `early` after it. If `together`, the first word
    of `early` and the last of `late` share a column between.
    """

    start: int
    stop: int
    early: int
    late: int
    together: bool


def apply_constraints(
    joined: PartialAlignment,
    coverage: Sequence[Coverage],
    tokens: Sequence[Tokens],
    constraints: Sequence[AlignmentConstraint],
) -> tuple[PartialAlignment, list[Coverage]]:
    """Apply constraints to a table of all witnesses, in order; skip one that would undo another.

    Parameters
    ----------
    joined : PartialAlignment
    coverage : sequence of Coverage
        One for each witness.
    tokens : sequence of Tokens
        One for each witness.
    constraints : sequence of AlignmentConstraint
    """
    passages = [passage_tokens(joined.table[:, w], covered) for w, covered in enumerate(coverage)]
    table = joined.table
    applied: list[AlignmentConstraint] = []
    for constraint in constraints:
        new_table = _apply_constraint(table, tokens, constraint)
        if all(is_satisfied(c, new_table) for c in (constraint, *applied)):
            table = new_table
            applied.append(constraint)
    return joined._replace(table=table), [coverage_in(table[:, w], ends) for w, ends in enumerate(passages)]


def is_satisfied(constraint: AlignmentConstraint, table: Int32) -> bool:
    """Check whether the words of a constraint share their columns, first with first, or share none."""
    first, second = _columns(table, constraint.first), _columns(table, constraint.second)
    if constraint.together:
        length = min(len(first), len(second))
        return bool((first[:length] == second[:length]).all())
    return not shared_columns(constraint, table)


def shared_columns(constraint: AlignmentConstraint, table: Int32) -> list[int]:
    """Return the columns that words of both sides of a constraint share, in order."""
    return sorted(set(_columns(table, constraint.first).tolist()) & set(_columns(table, constraint.second).tolist()))


def _columns(table: Int32, tokens: TokenRange) -> Int64:
    """Return the columns (n,) of some tokens of a witness."""
    return np.flatnonzero(table[:, tokens.witness] != GAP)[tokens.start : tokens.stop]


def _apply_constraint(table: Int32, tokens: Sequence[Tokens], constraint: AlignmentConstraint) -> Int32:
    """Apply one constraint, word after word; return the new table (columns, witnesses)."""
    first, second = constraint.first, constraint.second
    if not constraint.together:
        shared = shared_columns(constraint, table)
        if not shared:
            return table
        window = _Window(shared[0], shared[-1] + 1, second.witness, first.witness, together=False)
        return _split_window(table, tokens, window)
    for k in range(min(first.stop - first.start, second.stop - second.start)):
        first_column, second_column = int(_columns(table, first)[k]), int(_columns(table, second)[k])
        if first_column == second_column:
            continue
        early, late = (first, second) if first_column < second_column else (second, first)
        start, last = sorted((first_column, second_column))
        window = _Window(start, last + 1, early.witness, late.witness, together=True)
        table = _split_window(table, tokens, window)
    return table


def _split_window(table: Int32, tokens: Sequence[Tokens], window: _Window) -> Int32:
    """Replace the columns of a window by a copy before the split, one column between, and a copy after the split.

    Words of `late` go before and those of `early` after, because they were too far to the right and to the left.
    """
    start, stop, early, late, together = window
    size = stop - start
    old = table[start:stop]
    new = np.full((2 * size + 1, table.shape[1]), GAP, np.int32)
    forms = np.stack([_forms(t, old[:, w]) for w, t in enumerate(tokens)], axis=1)
    for w in range(table.shape[1]):
        if w == early:
            cut, between = (0, 0) if together else (0, _NO_ROW)
        elif w == late:
            cut, between = (size - 1, size - 1) if together else (size, _NO_ROW)
        else:
            cut, between = _cut_point(forms, w, window, tokens)
        for k in np.flatnonzero(old[:, w] != GAP).tolist():
            row = size if k == between else k if k < cut else size + 1 + k
            new[row, w] = old[k, w]
    filled = (new != GAP).any(axis=1)
    return np.concatenate((table[:start], new[filled], table[stop:]))


def _forms(tokens: Tokens, column: Int32) -> Int32:
    """Return the form codes (n,) int32 of a part of the table's column of a witness, or GAP."""
    forms = np.full(len(column), GAP, np.int32)
    has_token = column != GAP
    forms[has_token] = tokens.form[column[has_token]]
    return forms


def _cut_point(forms: Int32, w: int, window: _Window, tokens: Sequence[Tokens]) -> tuple[int, int]:
    """Return where witness `w` is split, and which of its rows goes into the column between, or _NO_ROW.

    The best split leaves the most words next to similar words. Of equally good ones, that with a word between wins,
    then the one furthest to the left. `forms` (size, witnesses) int32 are those of the window.
    """
    size, own_forms = len(forms), forms[:, w]
    before = np.array([_likeness(own_forms[k], forms[k, window.late], tokens) for k in range(size)])
    after = np.array([_likeness(own_forms[k], forms[k, window.early], tokens) for k in range(size)])
    between = np.zeros(size, np.int64)
    if window.together:
        # The two words themselves go into the column between, and not before or after it.
        with_early = np.array([_likeness(own_forms[k], forms[0, window.early], tokens, k == 0) for k in range(size)])
        with_late = np.array(
            [_likeness(own_forms[k], forms[-1, window.late], tokens, k == size - 1) for k in range(size)]
        )
        between = np.maximum(with_early, with_late)
        before[-1] = after[0] = 0
    total_before = np.concatenate(([0], np.cumsum(before)))
    total_after = np.concatenate((np.cumsum(after[::-1])[::-1], [0]))
    total = total_before + total_after
    best, cut, row_between = int(total.max()), int(total.argmax()), _NO_ROW
    for k in np.flatnonzero((own_forms != GAP) & (between > 0)).tolist():
        worth = int(total_before[k] + between[k] + total_after[k + 1])
        if worth > best or (worth == best and row_between == _NO_ROW):
            best, cut, row_between = worth, k, k
    return cut, row_between


def _likeness(form: int, other: int, tokens: Sequence[Tokens], beside: bool = True) -> int:
    """Return what a word gains by sharing a column with another; `beside` is true if they share one already."""
    if GAP in (form, other):
        return 0
    if form == other:
        return EQUAL_WORTH
    if not beside:
        return 0
    from rapidfuzz.distance import Indel

    strings = tokens[0].vocabulary.strings
    return UNLIKE_WORTH + int(SIMILAR_WORTH * Indel.normalized_similarity(strings[form], strings[other]))
