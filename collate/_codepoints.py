"""Texts as columns of code points: which stretches are equal, and which are a given string.

Stretches are read eight bytes at a time, all of them at once: two code points or four or eight,
as wide as the widest of the text needs. A Python string is made for none of them.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from collate._arrays import GOLDEN_MULTIPLIER, AnyUInt, Bool, Int32, Int64, UInt64

Points = AnyUInt

# All that `str.isspace` says yes to. A test asks it of every code point.
SPACES: Final = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680"
    + "".join(map(chr, range(0x2000, 0x200B)))
    + ("\u2028\u2029\u202f\u205f\u3000")
)

_BYTES: Final = 8  # read at once
_AT_ONCE: Final = 1 << 14  # stretches; the columns that come of them stay in the cache of a processor
_POINTS_AT_ONCE: Final = 1 << 16
_LONG: Final = 64  # code points; what is longer is rare, and looked at one by one
_HALF: Final = np.uint64(31)  # bits that a number is folded by, so that its high ones reach the low
_LEAST_BITS: Final = 8  # of the number of a place in a table
_MOST_BITS: Final = 17  # more places than most texts have words, and still in the cache
_EMPTY: Final = -1  # a place that no group has
_ROUNDS: Final = 8  # tables in which a group may find a place of its own; who finds none is looked up by number


def code_points(text: str) -> Points:
    """Give the code points of a text, (n,) of 8 bits for ASCII, of 16 or 32 where there are wider ones."""
    if text.isascii():
        return np.frombuffer(text.encode("ascii"), np.uint8)
    narrow = text.encode("utf-16-le", "surrogatepass")
    if len(narrow) == 2 * len(text):
        return np.frombuffer(narrow, np.uint16)
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def is_white_space(points: Points) -> Bool:
    """Say of each code point whether it is white space."""
    spaces = [ord(c) for c in SPACES]
    last = spaces[-1] + 1
    table = np.zeros(256 if points.dtype == np.uint8 else last + 1, bool)
    table[[c for c in spaces if c < len(table)]] = True
    return table.take(points, mode="clip")


def factorize_spans(points: Points, spans: Int32) -> tuple[Int64, Int32]:
    """Give the first stretch of each group of equal ones, and the group (n,) of each of n stretches.

    Groups are in the order of their first stretches. Equal stretches are found by a number made of
    their code points. That no two unlike ones share a number is likely beyond all measure, and not
    proved here.
    """
    groups = _SpanTable(len(spans))
    found = np.empty(len(spans), np.int32)
    for start in range(0, len(spans), _AT_ONCE):
        some = spans[start : start + _AT_ONCE]
        found[start : start + len(some)] = groups.of(_span_hashes(points, some, groups.long), start)
    firsts = groups.firsts[: groups.count]
    order = np.argsort(firsts)
    rank = np.empty(len(order), np.int32)
    rank[order] = np.arange(len(order))
    return firsts[order], rank.take(found)


class _SpanTable:
    """The groups found so far, each with its number and its first stretch."""

    def __init__(self, most: int) -> None:
        self.count = 0
        self.firsts = np.empty(most, np.int64)
        self.numbers = np.empty(most, np.uint64)
        self.long: dict[bytes, int] = {}
        self.crowded: dict[int, int] = {}
        self.bits = max(_LEAST_BITS, min(_MOST_BITS, most.bit_length()))
        self.tables: list[Int32] = []

    def of(self, numbers: UInt64, start: int) -> Int32:
        """Give the groups of stretches by their numbers; the first of them is the stretch `start` of all."""
        found = self._placed(0, numbers, np.arange(start, start + len(numbers)))
        left = np.flatnonzero(self.numbers.take(found) != numbers)
        for turn in range(1, _ROUNDS):
            if not len(left):
                return found
            mine = numbers.take(left)
            found[left] = self._placed(turn, mine, left + start)
            left = left.take(np.flatnonzero(self.numbers.take(found.take(left)) != mine))
        for i, number in zip(left.tolist(), numbers.take(left).tolist(), strict=True):
            if number not in self.crowded:
                self.crowded[number] = self.count
                self._add(np.array([start + i]), numbers[i : i + 1])
            found[i] = self.crowded[number]
        return found

    def _placed(self, turn: int, numbers: UInt64, stretches: Int64) -> Int32:
        """Give the group that has the place of each number in a table; an empty place goes to who comes first."""
        if turn == len(self.tables):
            self.tables.append(np.full(1 << self.bits, _EMPTY, np.int32))
        table = self.tables[turn]
        place = ((numbers * (GOLDEN_MULTIPLIER + np.uint64(2 * turn))) >> np.uint64(64 - self.bits)).view(np.int64)
        group = table.take(place)
        empty = np.flatnonzero(group == _EMPTY)
        if not len(empty):
            return group
        # Of several writings to one place the last stands, so they are made backwards.
        wanted = place.take(empty)
        table[wanted[::-1]] = empty[::-1]
        firsts = empty[table.take(wanted) == empty]
        table[place.take(firsts)] = np.arange(self.count, self.count + len(firsts))
        self._add(stretches.take(firsts), numbers.take(firsts))
        group[empty] = table.take(wanted)
        return group

    def _add(self, firsts: Int64, numbers: UInt64) -> None:
        new = slice(self.count, self.count + len(firsts))
        self.firsts[new], self.numbers[new] = firsts, numbers
        self.count = new.stop


def spans_match(text: str, points: Points, spans: Int32, codes: Int32, strings: Sequence[str]) -> bool:
    """Say whether each stretch is, code point for code point, the string that its code stands for.

    The stretches must follow one another without overlap; then this says too that nothing but
    white space stands outside them.
    """
    used = np.zeros(len(strings), bool)
    used[codes] = True
    kinds = np.flatnonzero(used)
    place = np.zeros(len(strings), np.int32)
    place[kinds] = np.arange(len(kinds))
    words = [strings[c] for c in kinds.tolist()]
    spelling = code_points("".join(words))
    if spelling.itemsize > points.itemsize:
        return False
    wanted = _ExpectedStrings(spelling.astype(points.dtype), np.fromiter(map(len, words), np.int64, len(words)))
    inside = 0
    for start in range(0, len(spans), _AT_ONCE):
        some, which = spans[start : start + _AT_ONCE], place.take(codes[start : start + _AT_ONCE])
        if not wanted.stands(points, some, which):
            return False
        inside += int(wanted.solid.take(which).sum())
    long = np.flatnonzero(spans[:, 1] - spans[:, 0] > _LONG)
    if any(text[slice(*spans[i].tolist())] != strings[int(codes[i])] for i in long.tolist()):
        return False
    # What is not white is inside, all of it, if there is as much of it inside as there is at all.
    return inside == sum(
        int(np.count_nonzero(~is_white_space(points[start : start + _POINTS_AT_ONCE])))
        for start in range(0, len(points), _POINTS_AT_ONCE)
    )


class _ExpectedStrings:
    """Strings one after another, as stretches are compared with them.

    sizes  (strings,)   code points
    parts  for each eight bytes that are read: the masks (strings,), and what must stand there (strings,)
    solid  (strings,)   how many of its code points are not white
    """

    def __init__(self, spelling: Points, sizes: Int64) -> None:
        starts = np.cumsum(sizes) - sizes
        eights, ends = _windows64(spelling), _ends(spelling)
        self.sizes = sizes
        self.parts = []
        self.step = len(ends) - 1
        for read in range(0, min(_LONG, int(sizes.max(initial=0))), self.step):
            mask = ends.take(sizes - read, mode="clip")
            self.parts.append((mask, eights.take(starts + read, mode="clip") & mask))
        before = np.concatenate(([0], np.cumsum(~is_white_space(spelling))))
        self.solid = before.take(starts + sizes) - before.take(starts)

    def stands(self, points: Points, spans: Int32, which: Int32) -> bool:
        """Say whether stretches are as long as the strings with these numbers, and begin as they do."""
        first = int(spans[0, 0])
        eights = _windows64(points[first : int(spans[-1, 1])])
        at = spans[:, 0].astype(np.int64)
        if bool((self.sizes.take(which) != spans[:, 1] - at).any()):
            return False
        at -= first
        for k, (mask, wanted) in enumerate(self.parts):
            read = k * self.step
            if read:
                longer = np.flatnonzero((self.sizes > read).take(which))
                at, which = at.take(longer), which.take(longer)
            if bool(((eights.take(at + read) & mask.take(which)) != wanted.take(which)).any()):
                return False
        return True


def _span_hashes(points: Points, spans: Int32, long: dict[bytes, int]) -> UInt64:
    """Give a number for each stretch, the same for equal ones; `long` counts the long ones that there were."""
    first = int(spans[0, 0])
    here = points[first : int(spans[-1, 1])]
    eights, ends = _windows64(here), _ends(points)
    starts = spans[:, 0].astype(np.int64) - first
    sizes = spans[:, 1] - spans[:, 0].astype(np.int64)
    made = ((eights.take(starts) & ends.take(sizes, mode="clip")) ^ sizes.view(np.uint64)) * GOLDEN_MULTIPLIER
    left = np.arange(len(sizes))
    for read in range(len(ends) - 1, _LONG, len(ends) - 1):
        left = left.take(np.flatnonzero(sizes.take(left) > read))  # quicker than a mask
        if not len(left):
            break
        part = eights.take(starts.take(left) + read) & ends.take(sizes.take(left) - read, mode="clip")
        number = made.take(left)
        made[left] = ((number ^ (number >> _HALF)) ^ part) * GOLDEN_MULTIPLIER
    for i in np.flatnonzero(sizes > _LONG).tolist():
        rest = here[int(starts[i]) + _LONG : int(starts[i] + sizes[i])].tobytes()
        made[i] ^= np.uint64(long.setdefault(rest, len(long)))
    return made ^ (made >> _HALF)


def _windows64(points: Points) -> UInt64:
    """Give the eight bytes from each code point on as a number, (n + 1,); beyond the text are zeros."""
    beginning_anywhere: UInt64 = np.ndarray(
        (len(points) + 1,), "<u8", points.tobytes() + bytes(_BYTES), strides=(points.itemsize,)
    )
    return np.ascontiguousarray(beginning_anywhere)  # numpy would copy it whenever it is asked


def _ends(points: Points) -> UInt64:
    """Give the masks that keep the first 0, 1, 2 ... code points of eight bytes."""
    width = points.itemsize
    return np.array([(1 << (8 * width * k)) - 1 for k in range(_BYTES // width + 1)], np.uint64)
