"""Neighbouring words or marks that witnesses have in another order: `".` and `."`."""

import numpy as np

from collate._arrays import Int32, Int64, UInt64, mix64
from collate.model.alignment import GAP, Alignment, Testimony
from collate.variants.columns import Columns, extant_pattern

MAX_INVERSION = 8  # columns within which words in another order are one place


def inversions(alignment: Alignment, columns: Columns) -> list[tuple[int, int]]:
    """Find the places in which witnesses have the same forms in another order.

    The columns between a form that some lack and the same form that the others lack are one
    place, when all extant witnesses have the same forms there, and not all in the same order.
    """
    found: list[tuple[int, int]] = []
    for start, last in _candidates(alignment, columns):
        if (not found or start >= found[-1][1]) and _is_inverted(alignment, start, last + 1):
            found.append((start, last + 1))
    return found


def _candidates(alignment: Alignment, columns: Columns) -> list[tuple[int, int]]:
    """List the places where it may be so, by first column and then by last: forms are compared by sums alone.

    Columns that do not vary add the same to every witness, so the sums of the varying ones tell.
    """
    silences = _extant_changes(alignment)
    sums = np.zeros((len(columns.at) + 1, columns.form.shape[1]), np.uint64)
    np.cumsum(_form_hashes(columns.form), axis=0, out=sums[1:])
    lone = np.flatnonzero(columns.has_gap)
    pairs: list[tuple[int, int]] = []
    for apart in range(1, MAX_INVERSION):
        first, last = lone[:-apart], lone[apart:]
        near = columns.at[last] - columns.at[first] < MAX_INVERSION
        near &= silences[columns.at[last]] == silences[columns.at[first]]
        first, last = first[near], last[near]
        held, extant = sums[last + 1] - sums[first], columns.extant[first]
        one = held[np.arange(len(first)), extant.argmax(axis=1)]
        alike = ((held == one[:, None]) | ~extant).all(axis=1)
        pairs += zip(columns.at[first[alike]].tolist(), columns.at[last[alike]].tolist(), strict=True)
    return sorted(pairs)


def _extant_changes(alignment: Alignment) -> Int64:
    """Count (columns,) int64 how often, up to a column, others testify than in the column before."""
    changes = np.zeros(len(alignment.table), bool)
    for w in range(len(alignment.tokens)):
        here = extant_pattern(alignment.testimony[:, w])
        changes[1:] |= here[1:] != here[:-1]
    return np.cumsum(changes)


def _form_hashes(form: Int32) -> UInt64:
    """Give every form a number of 64 bits, a gap 0, so that other forms hardly ever have the same sum."""
    return mix64((form.astype(np.int64) + 1).astype(np.uint64))


def _is_inverted(alignment: Alignment, start: int, stop: int) -> bool:
    """Say whether it is so, form by form."""
    orders = set()
    for w in np.flatnonzero(alignment.testimony[start] <= Testimony.OMITS).tolist():
        column = alignment.table[start:stop, w]
        orders.add(tuple(alignment.tokens[w].form[column[column != GAP]].tolist()))
    return len(orders) > 1 and len({tuple(sorted(order)) for order in orders}) == 1
