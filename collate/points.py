"""Texts as columns of code points: which stretches are equal, and which are a given string.

Stretches are read eight bytes at a time, all of them at once: two code points or four or eight,
as wide as the widest of the text needs. A Python string is made for none of them.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.unsignedinteger]
Ints = npt.NDArray[np.int32]
Indices = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.uint64]

# All that `str.isspace` says yes to. A test asks it of every code point.
SPACES: Final = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680"
    + "".join(map(chr, range(0x2000, 0x200B)))
    + ("\u2028\u2029\u202f\u205f\u3000")
)

_BYTES: Final = 8  # read at once
_AT_ONCE: Final = 1 << 14  # stretches; the columns that come of them stay in the cache of a processor
_LONG: Final = 64  # code points; what is longer is rare, and looked at one by one
_STEP: Final = np.uint64(0x9E3779B97F4A7C15)  # 2**64 over the golden ratio: spreads numbers (Knuth 1973)
_HALF: Final = np.uint64(31)  # bits that a number is folded by, so that its high ones reach the low
_LEAST_BITS: Final = 8  # of the number of a place
_ROUNDS: Final = 8  # of grouping by places in a table; what still shares one then is sorted


def points_of(text: str) -> Points:
    """Give the code points of a text, (n,) of 8 bits for ASCII, of 16 or 32 where there are wider ones."""
    if text.isascii():
        return np.frombuffer(text.encode("ascii"), np.uint8)
    narrow = text.encode("utf-16-le", "surrogatepass")
    if len(narrow) == 2 * len(text):
        return np.frombuffer(narrow, np.uint16)
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def white(points: Points) -> npt.NDArray[np.bool_]:
    """Say of each code point whether it is white space."""
    spaces = [ord(c) for c in SPACES]
    last = spaces[-1] + 1
    table = np.zeros(256 if points.dtype == np.uint8 else last + 1, bool)
    table[[c for c in spaces if c < len(table)]] = True
    return table.take(points, mode="clip")


def grouped(points: Points, spans: Ints) -> tuple[Indices, Ints]:
    """Give the first stretch of each group of equal ones, and the group (n,) of each of n stretches.

    Equal stretches are found by a number made of their code points. That no two unlike ones share
    a number is likely beyond all measure, and not proved here.
    """
    numbers = _numbers(points, spans)
    count = len(numbers)
    everyone = np.arange(count, dtype=np.int32)
    bits = max(_LEAST_BITS, count.bit_length())
    table = np.empty(1 << bits, np.int32)
    leader, left, mine = everyone.copy(), everyone, numbers
    for turn in range(_ROUNDS):
        place = ((mine * (_STEP + np.uint64(2 * turn))) >> np.uint64(64 - bits)).view(np.int64)
        # Of several writings to one place the last stands, so the stretches are written backwards.
        table[place[::-1]] = left[::-1]
        leads = table.take(place)
        leader[left] = leads
        left = left.take(np.flatnonzero(numbers.take(leads) != mine))
        if not len(left):
            break
        mine = numbers.take(left)
    else:
        _, first, which = np.unique(mine, return_index=True, return_inverse=True)
        leader[left] = left[first][which]
    firsts = np.flatnonzero(leader == everyone)
    group = np.empty(count, np.int32)
    group[firsts] = np.arange(len(firsts))
    return firsts, group.take(leader)


def spelled(text: str, points: Points, spans: Ints, codes: Ints, strings: Sequence[str]) -> bool:
    """Say whether each stretch is, code point for code point, the string that its code stands for.

    The stretches must follow one another without overlap; then this says too that nothing but
    white space stands outside them.
    """
    used = np.zeros(len(strings), bool)
    used[codes] = True
    kinds = np.flatnonzero(used)
    words = [strings[c] for c in kinds.tolist()]
    spelling = points_of("".join(words))
    if spelling.itemsize > points.itemsize:
        return False
    sizes = np.fromiter(map(len, words), np.int64, len(words))
    starts = np.cumsum(sizes) - sizes
    kind = np.zeros(len(strings), np.int32)
    kind[kinds] = np.arange(len(kinds))
    which = kind.take(codes)
    if bool((sizes.take(which) != spans[:, 1] - spans[:, 0]).any()):
        return False
    if not _same(points, spans, spelling.astype(points.dtype), starts, sizes, which):
        return False
    for i in np.flatnonzero(spans[:, 1] - spans[:, 0] > _LONG).tolist():
        start, end = spans[i].tolist()
        if text[start:end] != strings[int(codes[i])]:
            return False
    # What is not white is inside, all of it, if there is as much of it inside as there is at all.
    inside = np.concatenate(([0], np.cumsum(~white(spelling))))
    each = inside.take(starts + sizes) - inside.take(starts)
    return int(each.take(which).sum()) == int(np.count_nonzero(~white(points)))


def _same(points: Points, spans: Ints, spelling: Points, starts: Indices, sizes: Indices, which: Ints) -> bool:
    """Say whether stretches begin as their strings do, as far as eight bytes at a time are read."""
    here, there, ends = _eights(points), _eights(spelling), _ends(points)
    at, of = spans[:, 0].astype(np.int64), which
    for read in range(0, _LONG, len(ends) - 1):
        if read:
            longer = np.flatnonzero((sizes > read).take(of))
            at, of = at.take(longer), of.take(longer)
        if not len(at):
            break
        mask = ends.take(sizes - read, mode="clip")
        wanted = there.take(starts + read, mode="clip") & mask
        if bool(((here.take(at + read) & mask.take(of)) != wanted.take(of)).any()):
            return False
    return True


def _numbers(points: Points, spans: Ints) -> Numbers:
    """Give a number for each stretch, the same for equal ones."""
    made = np.empty(len(spans), np.uint64)
    known: dict[bytes, int] = {}
    for start in range(0, len(spans), _AT_ONCE):
        some = spans[start : start + _AT_ONCE]
        made[start : start + _AT_ONCE] = _numbers_of(points, some, known)
    return made


def _numbers_of(points: Points, spans: Ints, known: dict[bytes, int]) -> Numbers:
    first = int(spans[0, 0])
    here = points[first : int(spans[-1, 1])]
    eights, ends = _eights(here), _ends(points)
    starts = spans[:, 0].astype(np.int64) - first
    sizes = spans[:, 1] - spans[:, 0].astype(np.int64)
    made = ((eights.take(starts) & ends.take(sizes, mode="clip")) ^ sizes.view(np.uint64)) * _STEP
    left = np.arange(len(sizes))
    for read in range(len(ends) - 1, _LONG, len(ends) - 1):
        left = left.take(np.flatnonzero(sizes.take(left) > read))  # quicker than a mask
        if not len(left):
            break
        part = eights.take(starts.take(left) + read) & ends.take(sizes.take(left) - read, mode="clip")
        number = made.take(left)
        made[left] = ((number ^ (number >> _HALF)) ^ part) * _STEP
    for i in np.flatnonzero(sizes > _LONG).tolist():
        rest = here[int(starts[i]) + _LONG : int(starts[i] + sizes[i])].tobytes()
        made[i] ^= np.uint64(known.setdefault(rest, len(known)))
    return made ^ (made >> _HALF)


def _eights(points: Points) -> Numbers:
    """Give the eight bytes from each code point on as a number, (n + 1,); beyond the text are zeros."""
    beginning_anywhere: Numbers = np.ndarray(
        (len(points) + 1,), "<u8", points.tobytes() + bytes(_BYTES), strides=(points.itemsize,)
    )
    return np.ascontiguousarray(beginning_anywhere)  # numpy would copy it whenever it is asked


def _ends(points: Points) -> Numbers:
    """Give the masks that keep the first 0, 1, 2 ... code points of eight bytes."""
    width = points.itemsize
    return np.array([(1 << (8 * width * k)) - 1 for k in range(_BYTES // width + 1)], np.uint64)
