"""Inversions: neighbouring words or marks that witnesses have in another order, `".` and `."`."""

from typing import Final

import numpy as np

from collate._arrays import Int32, Int64, UInt64, mix64
from collate.model.alignment import GAP, Alignment, Testimony
from collate.variants.columns import Columns, extant_pattern

MAX_INVERSION: Final = 8  # columns that an inversion may span


def inversions(alignment: Alignment, columns: Columns) -> list[tuple[int, int]]:
    """Return the columns [start, stop) of each inversion, in order, without overlaps.

    An inversion reaches from a form that some witnesses lack to the same form that the others lack. All extant
    witnesses have the same forms in it, not all in the same order.
    """
    spans: list[tuple[int, int]] = []
    for start, last in _candidates(alignment, columns):
        if (not spans or start >= spans[-1][1]) and _is_inverted(alignment, start, last + 1):
            spans.append((start, last + 1))
    return spans


def _candidates(alignment: Alignment, columns: Columns) -> list[tuple[int, int]]:
    """Return first and last column of each possible inversion, sorted; forms are compared by sums of their hashes.

    Columns that do not vary add the same to the sum of every witness, so the varying ones decide.
    """
    changes = _extant_changes(alignment)
    sums = np.zeros((len(columns.at) + 1, columns.form.shape[1]), np.uint64)
    np.cumsum(_form_hashes(columns.form), axis=0, out=sums[1:])
    with_gap = np.flatnonzero(columns.has_gap)
    candidates: list[tuple[int, int]] = []
    for distance in range(1, MAX_INVERSION):
        first, last = with_gap[:-distance], with_gap[distance:]
        near = columns.at[last] - columns.at[first] < MAX_INVERSION
        near &= changes[columns.at[last]] == changes[columns.at[first]]
        first, last = first[near], last[near]
        span_sums, extant = sums[last + 1] - sums[first], columns.extant[first]
        model = span_sums[np.arange(len(first)), extant.argmax(axis=1)]
        same = ((span_sums == model[:, None]) | ~extant).all(axis=1)
        candidates += zip(columns.at[first[same]].tolist(), columns.at[last[same]].tolist(), strict=True)
    return sorted(candidates)


def _extant_changes(alignment: Alignment) -> Int64:
    """Count (columns,) int64: how often, up to each column, other witnesses testify than in the column before."""
    changes = np.zeros(len(alignment.table), bool)
    for w in range(len(alignment.tokens)):
        pattern = extant_pattern(alignment.testimony[:, w])
        changes[1:] |= pattern[1:] != pattern[:-1]
    return np.cumsum(changes)


def _form_hashes(forms: Int32) -> UInt64:
    """Return the hash of each form, uint64, and 0 for a gap, so that different sets of forms have different sums."""
    return mix64((forms.astype(np.int64) + 1).astype(np.uint64))


def _is_inverted(alignment: Alignment, start: int, stop: int) -> bool:
    """Check whether columns [start, stop) are an inversion, form by form."""
    orders = set()
    for w in np.flatnonzero(alignment.testimony[start] <= Testimony.OMITS).tolist():
        column = alignment.table[start:stop, w]
        orders.add(tuple(alignment.tokens[w].form[column[column != GAP]].tolist()))
    return len(orders) > 1 and len({tuple(sorted(order)) for order in orders}) == 1
