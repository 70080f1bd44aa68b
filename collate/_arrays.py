"""Array types by their dtype, and operations on integer arrays that several rooms need.

A type says the dtype only; the shape is in the docstring of the function or class that uses it.
"""

from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt

Bool = npt.NDArray[np.bool_]
Int8 = npt.NDArray[np.int8]
Int16 = npt.NDArray[np.int16]
Int32 = npt.NDArray[np.int32]
Int64 = npt.NDArray[np.int64]
UInt8 = npt.NDArray[np.uint8]
UInt16 = npt.NDArray[np.uint16]
UInt32 = npt.NDArray[np.uint32]
UInt64 = npt.NDArray[np.uint64]
Float32 = npt.NDArray[np.float32]
Float64 = npt.NDArray[np.float64]
Index = npt.NDArray[np.intp]
AnyInt = npt.NDArray[np.integer]
AnyUInt = npt.NDArray[np.unsignedinteger]
Object = npt.NDArray[np.object_]

# 2**64 divided by the golden ratio. The high bits of its products are spread evenly: Knuth, The Art of
# Computer Programming 3 (1973), section 6.4.
GOLDEN_MULTIPLIER: Final = np.uint64(0x9E3779B97F4A7C15)
_FEW_COLUMNS: Final = 16  # rows of so many cells are compared column by column
MIXING_MULTIPLIER: Final = np.uint64(0xD6E8FEB86659FD93)  # an odd number with irregular bits, for a second product


def mix64(values: UInt64) -> UInt64:
    """Mix the bits of each value, so that sums of mixed values tell sets and sequences apart.

    Parameters
    ----------
    values : (n,) uint64

    Returns
    -------
    (n,) uint64
        A bijection of the values: 0 stays 0, and different values stay different.
    """
    mixed = values * MIXING_MULTIPLIER
    mixed ^= mixed >> np.uint64(32)
    mixed *= GOLDEN_MULTIPLIER
    mixed ^= mixed >> np.uint64(29)
    return mixed


def is_one_of(values: AnyInt, few: Iterable[int]) -> Bool:
    """Return for each value whether it is one of a few.

    `numpy.isin` gives the same, but loads `numpy.ma`.

    Parameters
    ----------
    values : (n,) integer
    few : of int

    Returns
    -------
    (n,) bool
    """
    found = np.zeros(values.shape, bool)
    for value in few:
        found |= values == value
    return found


def any_in_row(cells: Bool) -> Bool:
    """Return (rows,) bool: whether any cell of each row is true.

    `cells.any(axis=1)` gives the same. For the few columns of most tables it is slower: it begins anew in each row.

    Parameters
    ----------
    cells : (rows, columns) bool
    """
    if not 0 < cells.shape[1] <= _FEW_COLUMNS:
        return np.asarray(cells.any(axis=1))
    found = cells[:, 0].copy()
    for column in range(1, cells.shape[1]):
        found |= cells[:, column]
    return found


def all_in_row(cells: Bool) -> Bool:
    """Return (rows,) bool: whether all cells of each row are true; see `any_in_row`.

    Parameters
    ----------
    cells : (rows, columns) bool
    """
    if not 0 < cells.shape[1] <= _FEW_COLUMNS:
        return np.asarray(cells.all(axis=1))
    found = cells[:, 0].copy()
    for column in range(1, cells.shape[1]):
        found &= cells[:, column]
    return found


def unique_inverse(values: AnyInt) -> tuple[Int64, Index]:
    """Return the distinct values, sorted, and for each value its position among them.

    `numpy.unique` gives the same, but its first call loads `numpy.ma`, a tenth of the time of a short run.

    Parameters
    ----------
    values : (n,) integer

    Returns
    -------
    distinct : (d,) int64
    inverse : (n,) intp
        `distinct[inverse]` equals `values`.
    """
    order = np.argsort(values, kind="stable")
    ranked = values[order].astype(np.int64)
    begins = np.ones(len(ranked), bool)
    begins[1:] = ranked[1:] != ranked[:-1]
    inverse = np.empty(len(ranked), np.intp)
    inverse[order] = np.cumsum(begins) - 1
    return ranked[begins], inverse
