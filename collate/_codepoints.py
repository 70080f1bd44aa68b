"""Texts as arrays of code points: find equal spans, and compare spans with strings.

Spans are read in windows of 64 bits, all spans at once. A window holds eight, four or two code points,
depending on the widest code point of the text. No Python string is made for a span.

More than 300 lines: each question has its way in numpy beside its call of the kernel.
"""

from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np

from collate._arrays import GOLDEN_MULTIPLIER, AnyUInt, Bool, Int32, Int64, UInt64
from collate.kernel import is_compiled

CodePoints = AnyUInt  # (n,) uint8, uint16 or uint32

# Every character for which `str.isspace` is true. A test compares the two for every code point.
WHITE_SPACE: Final = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680"
    + "".join(map(chr, range(0x2000, 0x200B)))
    + ("\u2028\u2029\u202f\u205f\u3000")
)

_WINDOW_BYTES: Final = 8
_SPANS_PER_BLOCK: Final = 1 << 14  # the arrays of one block fit the cache of a processor
_POINTS_PER_BLOCK: Final = 1 << 16
_HASHED_LENGTH: Final = 64  # code points; the rest of a longer span, which is rare, is looked up in a dictionary
_FOLD_BITS: Final = np.uint64(31)  # a hash is folded by so many bits, so that its high bits change its low ones
_MIN_TABLE_BITS: Final = 8
_MAX_TABLE_BITS: Final = 17  # more slots than most texts have distinct words, and still in the cache
_FREE: Final = -1  # a slot without a group
_PROBES: Final = 8  # tables in which a group may find a slot; after that a dictionary holds it


def code_points(text: str) -> CodePoints:
    """Return the code points of a text.

    Returns
    -------
    (n,) uint8, uint16 or uint32
        uint8 if the text is ASCII, uint16 if no code point is above U+FFFF, else uint32.
    """
    if text.isascii():
        return np.frombuffer(text.encode("ascii"), np.uint8)
    utf16 = text.encode("utf-16-le", "surrogatepass")
    if len(utf16) == 2 * len(text):
        return np.frombuffer(utf16, np.uint16)
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def is_white_space(points: CodePoints) -> Bool:
    """Return a mask (n,) bool of the code points that are white space."""
    table = _white_table()
    return table[:256].take(points) if points.dtype == np.uint8 else table.take(points, mode="clip")


@cache
def _white_table() -> Bool:
    """Return for each code point whether it is white space, up to the first after which none is."""
    spaces = [ord(c) for c in WHITE_SPACE]
    table = np.zeros(spaces[-1] + 2, bool)
    table[spaces] = True
    return table


def factorize_spans(points: CodePoints, spans: Int32) -> tuple[Int64, Int32]:
    """Group equal spans of a text, as `pandas.factorize` does with values.

    Parameters
    ----------
    points : (characters,) unsigned integer
    spans : (n, 2) int32
        [start, end) in code points, ascending, without overlap.

    Returns
    -------
    firsts : (groups,) int64
        The first span of each group. Groups are in the order of their first spans.
    group : (n,) int32
        The group of each span.
    """
    if not is_compiled():
        return factorize_spans_in_numpy(points, spans)
    from collate.kernel import _compiled

    firsts, group = np.empty(len(spans), np.int64), np.empty(len(spans), np.int32)
    spans = np.ascontiguousarray(spans)
    count = _compiled.grouped_spans(points.view(np.uint8), points.itemsize, spans, firsts, group)
    return firsts[:count], group


def factorize_spans_in_numpy(points: CodePoints, spans: Int32) -> tuple[Int64, Int32]:
    """Return the same as `factorize_spans`.

    Equal spans are found by a 64-bit hash. Two different spans with one hash are very unlikely, but they are not ruled
    out here.
    """
    table = _SpanTable(len(spans))
    group = np.empty(len(spans), np.int32)
    for start in range(0, len(spans), _SPANS_PER_BLOCK):
        block = spans[start : start + _SPANS_PER_BLOCK]
        group[start : start + len(block)] = table.groups_of(_span_hashes(points, block, table.long_rests), start)
    firsts = table.firsts[: table.count]
    order = np.argsort(firsts)
    rank = np.empty(len(order), np.int32)
    rank[order] = np.arange(len(order))
    return firsts[order], rank.take(group)


class _SpanTable:
    """A hash table of the groups found so far: the hash and the first span of each.

    Groups are looked up in up to `_PROBES` arrays of slots, which are made when they are needed. The few
    groups that find no slot are in the dictionary `overflow`.
    """

    def __init__(self, capacity: int) -> None:
        self.count = 0
        self.firsts = np.empty(capacity, np.int64)
        self.hashes = np.empty(capacity, np.uint64)
        self.long_rests: dict[bytes, int] = {}
        self.overflow: dict[int, int] = {}
        self.bits = max(_MIN_TABLE_BITS, min(_MAX_TABLE_BITS, capacity.bit_length()))
        self.slots: list[Int32] = []

    def groups_of(self, hashes: UInt64, start: int) -> Int32:
        """Return the groups (n,) int32 of spans with these hashes (n,); the first of them is span number `start`."""
        groups = self._probe(0, hashes, np.arange(start, start + len(hashes)))
        unresolved = np.flatnonzero(self.hashes.take(groups) != hashes)
        for probe in range(1, _PROBES):
            if not len(unresolved):
                return groups
            rest = hashes.take(unresolved)
            groups[unresolved] = self._probe(probe, rest, unresolved + start)
            unresolved = unresolved.take(np.flatnonzero(self.hashes.take(groups.take(unresolved)) != rest))
        for i, span_hash in zip(unresolved.tolist(), hashes.take(unresolved).tolist(), strict=True):
            if span_hash not in self.overflow:
                self.overflow[span_hash] = self.count
                self._add(np.array([start + i]), hashes[i : i + 1])
            groups[i] = self.overflow[span_hash]
        return groups

    def _probe(self, probe: int, hashes: UInt64, spans: Int64) -> Int32:
        """Return the group in the slot of each hash in one array; the first span that needs a free slot takes it."""
        if probe == len(self.slots):
            self.slots.append(np.full(1 << self.bits, _FREE, np.int32))
        slots = self.slots[probe]
        slot = ((hashes * (GOLDEN_MULTIPLIER + np.uint64(2 * probe))) >> np.uint64(64 - self.bits)).view(np.int64)
        groups = slots.take(slot)
        free = np.flatnonzero(groups == _FREE)
        if not len(free):
            return groups
        # If several spans write to one slot, numpy keeps the last value. So they are written in reverse.
        claimed = slot.take(free)
        slots[claimed[::-1]] = free[::-1]
        firsts = free[slots.take(claimed) == free]
        slots[slot.take(firsts)] = np.arange(self.count, self.count + len(firsts))
        self._add(spans.take(firsts), hashes.take(firsts))
        groups[free] = slots.take(claimed)
        return groups

    def _add(self, firsts: Int64, hashes: UInt64) -> None:
        new = slice(self.count, self.count + len(firsts))
        self.firsts[new], self.hashes[new] = firsts, hashes
        self.count = new.stop


def spans_match(points: CodePoints, spans: Int32, codes: Int32, strings: Sequence[str]) -> bool:
    """Check that each span of a text is the string of its code, and that only white space is outside the spans.

    Parameters
    ----------
    points : (characters,) unsigned integer
    spans : (n, 2) int32
        [start, end) in code points, ascending, without overlap.
    codes : (n,) int32
        Index into `strings`, for each span.
    strings : sequence of str
    """
    words, which = _used_strings(codes, strings)
    word_points = code_points("".join(words))
    if word_points.itemsize > points.itemsize:
        return False
    word_points = word_points.astype(points.dtype, copy=False)
    sizes = np.fromiter(map(len, words), np.int64, len(words))
    if not is_compiled():
        return spans_match_in_numpy(points, spans, which, word_points, sizes)
    from collate.kernel import _compiled

    spans, bounds = np.ascontiguousarray(spans), np.append(0, np.cumsum(sizes))
    texts = (points.view(np.uint8), points.itemsize, spans, which, word_points.view(np.uint8), bounds)
    return _compiled.reads_back(*texts, _white_table().view(np.uint8))


def spans_match_in_numpy(points: CodePoints, spans: Int32, which: Int32, word_points: CodePoints, sizes: Int64) -> bool:
    """Return the same as `spans_match`, from the strings that are used.

    Parameters
    ----------
    points : (characters,) unsigned integer
    spans : (n, 2) int32
    which : (n,) int32
        The string of each span.
    word_points : (code points of all strings,) unsigned integer
        The strings, one after another.
    sizes : (strings,) int64
        Their lengths.
    """
    expected = _ExpectedStrings(word_points, sizes)
    inside = 0
    for start in range(0, len(spans), _SPANS_PER_BLOCK):
        block, which_of = spans[start : start + _SPANS_PER_BLOCK], which[start : start + _SPANS_PER_BLOCK]
        if not expected.match(points, block, which_of):
            return False
        inside += int(expected.solid.take(which_of).sum())
    begins = np.cumsum(sizes) - sizes
    for i in np.flatnonzero(spans[:, 1] - spans[:, 0] > _HASHED_LENGTH).tolist():
        start, end = spans[i].tolist()
        first = int(begins[which[i]])
        if points[start:end].tobytes() != word_points[first : first + end - start].tobytes():
            return False
    # If the spans hold as many characters other than white space as the text, then none is outside them.
    return inside == sum(
        int(np.count_nonzero(~is_white_space(points[start : start + _POINTS_PER_BLOCK])))
        for start in range(0, len(points), _POINTS_PER_BLOCK)
    )


def _used_strings(codes: Int32, strings: Sequence[str]) -> tuple[list[str], Int32]:
    """Return the strings that have a code in `codes` (n,), and (n,) int32 which of them each code is."""
    used = np.zeros(len(strings), bool)
    used[codes] = True
    used_codes = np.flatnonzero(used)
    position = np.zeros(len(strings), np.int32)
    position[used_codes] = np.arange(len(used_codes))
    return [strings[c] for c in used_codes.tolist()], position.take(codes)


class _ExpectedStrings:
    """Strings, prepared to be compared with spans.

    sizes   (strings,) int64   length in code points
    solid   (strings,) int64   code points that are not white space
    step    code points in a window
    parts   for each window that is compared: its masks (strings,) uint64 and its expected values (strings,) uint64
    """

    def __init__(self, points: CodePoints, sizes: Int64) -> None:
        starts = np.cumsum(sizes) - sizes
        windows, masks = _windows64(points), _prefix_masks(points)
        self.sizes = sizes
        self.parts = []
        self.step = len(masks) - 1
        for offset in range(0, min(_HASHED_LENGTH, int(sizes.max(initial=0))), self.step):
            mask = masks.take(sizes - offset, mode="clip")
            self.parts.append((mask, windows.take(starts + offset, mode="clip") & mask))
        solid_before = np.concatenate(([0], np.cumsum(~is_white_space(points))))
        self.solid = solid_before.take(starts + sizes) - solid_before.take(starts)

    def match(self, points: CodePoints, spans: Int32, which: Int32) -> bool:
        """Check that spans have the length and the first `_HASHED_LENGTH` code points of the strings `which` (n,)."""
        first = int(spans[0, 0])
        windows = _windows64(points[first : int(spans[-1, 1])])
        starts = spans[:, 0].astype(np.int64)
        if bool((self.sizes.take(which) != spans[:, 1] - starts).any()):
            return False
        starts -= first
        for k, (mask, expected) in enumerate(self.parts):
            offset = k * self.step
            if offset:
                longer = np.flatnonzero((self.sizes > offset).take(which))
                starts, which = starts.take(longer), which.take(longer)
            if bool(((windows.take(starts + offset) & mask.take(which)) != expected.take(which)).any()):
                return False
        return True


def _span_hashes(points: CodePoints, spans: Int32, long_rests: dict[bytes, int]) -> UInt64:
    """Return a hash (n,) uint64 for each span, equal for equal spans.

    `long_rests` numbers what follows the first `_HASHED_LENGTH` code points of a long span; it is added to.
    """
    first = int(spans[0, 0])
    block = points[first : int(spans[-1, 1])]
    windows, masks = _windows64(block), _prefix_masks(points)
    starts = spans[:, 0].astype(np.int64) - first
    sizes = spans[:, 1] - spans[:, 0].astype(np.int64)
    hashes = ((windows.take(starts) & masks.take(sizes, mode="clip")) ^ sizes.view(np.uint64)) * GOLDEN_MULTIPLIER
    longer = np.arange(len(sizes))
    for offset in range(len(masks) - 1, _HASHED_LENGTH, len(masks) - 1):
        longer = longer.take(np.flatnonzero(sizes.take(longer) > offset))  # faster than a mask
        if not len(longer):
            break
        window = windows.take(starts.take(longer) + offset) & masks.take(sizes.take(longer) - offset, mode="clip")
        partial = hashes.take(longer)
        hashes[longer] = ((partial ^ (partial >> _FOLD_BITS)) ^ window) * GOLDEN_MULTIPLIER
    for i in np.flatnonzero(sizes > _HASHED_LENGTH).tolist():
        rest = block[int(starts[i]) + _HASHED_LENGTH : int(starts[i] + sizes[i])].tobytes()
        hashes[i] ^= np.uint64(long_rests.setdefault(rest, len(long_rests)))
    return hashes ^ (hashes >> _FOLD_BITS)


def _windows64(points: CodePoints) -> UInt64:
    """Return (n + 1,) uint64: the eight bytes that begin at each code point, with zeros after the text."""
    overlapping: UInt64 = np.ndarray(
        (len(points) + 1,), "<u8", points.tobytes() + bytes(_WINDOW_BYTES), strides=(points.itemsize,)
    )
    return np.ascontiguousarray(overlapping)  # else numpy copies it at every use


def _prefix_masks(points: CodePoints) -> UInt64:
    """Return (code points per window + 1,) uint64: masks that keep the first 0, 1, 2 ... code points of a window."""
    width = points.itemsize
    return np.array([(1 << (8 * width * k)) - 1 for k in range(_WINDOW_BYTES // width + 1)], np.uint64)
