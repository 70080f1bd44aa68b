"""What the compiled kernel needs to know of a scoring scheme."""

from typing import NamedTuple

from collate._arrays import Int8, Int32, Int64, UInt32, UInt64


class Scheme(NamedTuple):
    """The arrays of a `Scoring` that the kernel reads, by form code.

    A `Scoring` belongs to one thread at a time: while the kernel writes to its cache, other threads run.

    points           (letters,) uint32   the code points of all keys, one key after the other
    starts, lengths  (codes,) int64, int32   where each key begins in them, and how long it is
    letter_masks     (codes,) uint64
    classes          (codes,) int8
    rarity           (codes,) int32
    meanings         (codes,) int8
    cache            (2 * slots,) int64   a pair, its score, the next pair, its score ...; the kernel writes to it
    exact            only equal forms are similar
    """

    points: UInt32
    starts: Int64
    lengths: Int32
    letter_masks: UInt64
    classes: Int8
    rarity: Int32
    meanings: Int8
    cache: Int64
    exact: bool
