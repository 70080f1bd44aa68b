"""Seeds: pairs of places at which the same rare n-gram stands.

An n-gram is compared by a 64-bit hash of the codes of its words. All are sorted at once, so the time grows with the
words. Beside n-grams of neighbouring words there are some that leave a word out (spaced seeds, Ma and others 2002): a
spoilt word between does not hide them.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np

from collate._arrays import Bool, Int32, Int64, UInt64, mix64
from collate._dataclass import dataclass
from collate._repr import counted, repr_line
from collate.discovery.words import WordColumns


@dataclass(frozen=True, slots=True)
class SeedPattern:
    """Which words make an n-gram, and how often it may occur.

    offsets   the words, from the first one on
    every     up to so many occurrences, each is paired with each other
    linked    else each is paired with so many that follow, and with the first if many documents have the n-gram
    most      above so many occurrences the n-gram is a formula, and no seed
    """

    offsets: tuple[int, ...]
    every: int
    linked: int
    most: int

    def __repr__(self) -> str:
        return repr_line("SeedPattern", f"{'-'.join(map(str, self.offsets))}, at most {self.most:,} times")


# A text in a thousand copies has n-grams that are not rare at all, but they are long.
PATTERNS: Final = (
    SeedPattern((0, 1, 2), 8, 2, 24),
    SeedPattern((0, 1, 3), 8, 2, 24),
    SeedPattern((0, 2, 3), 8, 2, 24),
    SeedPattern((0, 1, 2, 3, 4), 24, 4, 200),
    SeedPattern((0, 1, 2, 3, 4, 5, 6, 7, 8, 9), 24, 4, 1 << 30),
)
MANY: Final = 5  # documents; a text in fewer is told for each two of them
_ANY: Final = SeedPattern((0, 1, 2, 3, 4), 0, 0, 1 << 30)
BLOCK: Final = 400_000  # n-grams whose pairs are looked at together
_NEXT_WORDS: Final = 1 << 32 | 1  # from a pair of words to the next ones
LEAST_DISTANCE: Final = 12  # words between two places in one document: nearer ones are a refrain or a stutter


@dataclass(frozen=True, slots=True, eq=False)
class Seeds:
    """The s pairs of words at which the same n-gram begins, or goes on; `first` is before `second`.

    first, second   (s,) int32   numbers of words; no pair twice, sorted by `first`
    """

    first: Int32
    second: Int32

    def __len__(self) -> int:
        return len(self.first)

    def __repr__(self) -> str:
        return f"<Seeds: {counted(len(self.first), 'pair')}>"


def find_seeds(words: WordColumns, patterns: tuple[SeedPattern, ...] = PATTERNS) -> Iterator[Seeds]:
    """Yield the seeds of all patterns, those of some documents at a time, so that memory is not that of all.

    The n-grams do not go over the border of a document.
    """
    if len(words) < LEAST_DISTANCE:
        return
    found = [_places_of_pattern(words, pattern) for pattern in patterns]
    counts = sum(np.diff(np.searchsorted(own, words.borders << 32)) for own in found)
    for low, high in _blocks(np.asarray(counts, np.int64)):
        limits = [int(words.borders[low]) << 32, int(words.borders[high]) << 32]
        parts = []
        for own, pattern in zip(found, patterns, strict=True):
            begin, end = np.searchsorted(own, limits).tolist()
            parts += [own[begin:end] + offset * _NEXT_WORDS for offset in pattern.offsets]
        yield _without_doubles(np.concatenate(parts))


def _blocks(counts: Int64) -> Iterator[tuple[int, int]]:
    """Yield ranges [low, high) of documents that together have some number of n-grams, or of one that has more."""
    low = total = 0
    for high, count in enumerate(counts.tolist(), 1):
        total += count
        if total >= BLOCK or high == len(counts):
            if total:
                yield low, high
            low, total = high, 0


def _without_doubles(pairs: Int64) -> Seeds:
    """Return the pairs of words in order, each once."""
    pairs.sort()
    keep = np.ones(len(pairs), bool)
    keep[1:] = pairs[1:] != pairs[:-1]
    pairs = pairs[keep]
    return Seeds((pairs >> 32).astype(np.int32), (pairs & 0xFFFFFFFF).astype(np.int32))


def _places_of_pattern(words: WordColumns, pattern: SeedPattern) -> Int64:
    """Return the pairs (k,) int64 of places of an n-gram, sorted: the first times 2 ** 32 plus the second."""
    places, counts = _recurring(words, pattern)
    ends = np.cumsum(counts)
    last = np.repeat(ends, counts)
    reach = np.where(counts <= pattern.every, counts - 1, pattern.linked)
    limit = np.repeat(reach, counts)
    pairs = [np.zeros(0, np.int64)]
    for step in range(1, int(reach.max(initial=0)) + 1):
        at = np.flatnonzero(limit >= step)
        at = at[at + step < last[at]]
        first, second = places[at], places[at + step]  # the sort is stable, so they ascend
        apart = second - first >= LEAST_DISTANCE
        pairs.append(first[apart] << 32 | second[apart])
    begins = np.repeat(ends - counts, counts)
    far = np.flatnonzero(_is_in_many(words, places, counts) & (np.arange(len(places)) - begins > limit))
    first, second = places[begins[far]], places[far]
    apart = second - first >= LEAST_DISTANCE
    found = np.concatenate((*pairs, first[apart] << 32 | second[apart]))
    found.sort()
    return found


def _recurring(words: WordColumns, pattern: SeedPattern) -> tuple[Int64, Int64]:
    """Return the places (k,) of n-grams that recur, those of one together and in order, and how often each occurs."""
    inside = _beginnings(words.borders, pattern.offsets[-1] + 1)
    if len(inside) < 2:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    hashes = ngram_hashes(words.codes, pattern.offsets)[inside]
    order = np.argsort(hashes, kind="stable").astype(np.int32)
    hashes = hashes[order]
    begins = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1])))
    counts = np.diff(np.append(begins, len(hashes)))
    recurs = (counts >= 2) & (counts <= pattern.most)
    return inside[order[np.repeat(recurs, counts)]], counts[recurs]


def _is_in_many(words: WordColumns, places: Int64, counts: Int64) -> Bool:
    """Return (k,) bool: whether the n-gram of each place is in many documents."""
    if not len(counts):
        return np.zeros(0, bool)
    begins = np.cumsum(counts) - counts
    documents = words.documents_of(places)
    is_other = np.ones(len(places), np.int64)
    is_other[1:] = documents[1:] != documents[:-1]
    is_other[begins] = 1
    return np.repeat(np.add.reduceat(is_other, begins) >= MANY, counts)


def places_in_many(words: WordColumns) -> Int64:
    """Return the places (k,) of n-grams that are in many documents."""
    places, counts = _recurring(words, _ANY)
    return places[_is_in_many(words, places, counts)]


def _beginnings(borders: Int64, width: int) -> Int64:
    """Return the words at which an n-gram of some width may begin."""
    n = int(borders[-1])
    inside = np.ones(n, bool)
    for offset in range(1, width):
        ends = borders[1:] - offset
        inside[ends[ends >= borders[:-1]]] = False
    return np.flatnonzero(inside).astype(np.int64)


def ngram_hashes(codes: Int32, offsets: tuple[int, ...]) -> UInt64:
    """Return (n,) uint64: the hash of the n-gram at each word; those that go over the end are of no use."""
    total = np.zeros(len(codes), np.uint64)
    for place, offset in enumerate(offsets):
        salted = mix64((codes.astype(np.uint64) + np.uint64(1)) * np.uint64(2 * place + 1) + np.uint64(place << 40))
        total[: len(codes) - offset] += salted[offset:]
    return mix64(total)
