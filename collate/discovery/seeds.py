"""Seeds: pairs of places at which the same rare n-gram stands.

An n-gram is compared by a 64-bit hash of the codes of its words. All are sorted at once, so the time grows with the
words. Beside n-grams of neighbouring words there are some that leave a word out (spaced seeds, Ma and others 2002): a
spoilt word between does not hide them.
"""

from typing import Final

import numpy as np

from collate._arrays import Int32, Int64, UInt64, mix64
from collate._dataclass import dataclass
from collate._repr import counted, repr_line
from collate.discovery.words import WordColumns


@dataclass(frozen=True, slots=True)
class SeedPattern:
    """Which words make an n-gram, and how often it may occur.

    offsets   the words, from the first one on
    every     up to so many occurrences, each is paired with each other
    linked    else each is paired with so many that follow
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


def find_seeds(words: WordColumns, patterns: tuple[SeedPattern, ...] = PATTERNS) -> Seeds:
    """Return the seeds of all patterns. The n-grams do not go over the border of a document."""
    if len(words) < LEAST_DISTANCE:
        return Seeds(np.zeros(0, np.int32), np.zeros(0, np.int32))
    found = np.concatenate([_pairs_of_pattern(words, pattern) for pattern in patterns])
    found.sort()
    keep = np.ones(len(found), bool)
    keep[1:] = found[1:] != found[:-1]
    found = found[keep]
    return Seeds((found >> 32).astype(np.int32), (found & 0xFFFFFFFF).astype(np.int32))


def _pairs_of_pattern(words: WordColumns, pattern: SeedPattern) -> Int64:
    """Return the pairs (k,) int64 of the words of all n-grams of a pattern: the first times 2 ** 32 plus the second."""
    width = pattern.offsets[-1] + 1
    inside = _beginnings(words.borders, width)
    if len(inside) < 2:
        return np.zeros(0, np.int64)
    hashes = _hashes(words.codes, pattern.offsets)[inside]
    order = np.argsort(hashes, kind="stable")
    ranked = hashes[order]
    begins = np.flatnonzero(np.concatenate(([True], ranked[1:] != ranked[:-1])))
    counts = np.diff(np.append(begins, len(ranked)))
    del ranked, hashes
    places = inside[order]
    pairs = []
    reach = np.where(counts <= pattern.every, counts - 1, pattern.linked)
    reach[(counts < 2) | (counts > pattern.most)] = 0
    last = np.repeat(begins + counts, counts)
    step_limit = np.repeat(reach, counts)
    for step in range(1, int(reach.max(initial=0)) + 1):
        at = np.flatnonzero(step_limit >= step)
        at = at[at + step < last[at]]
        first, second = places[at], places[at + step]  # the sort is stable, so they ascend
        apart = second - first >= LEAST_DISTANCE
        pairs.append(first[apart] << 32 | second[apart])
    starts = np.concatenate([np.zeros(0, np.int64), *pairs])
    same_step = 1 << 32 | 1
    return np.concatenate([starts + offset * same_step for offset in pattern.offsets])


def _beginnings(borders: Int64, width: int) -> Int64:
    """Return the words at which an n-gram of some width may begin."""
    n = int(borders[-1])
    inside = np.ones(n, bool)
    for offset in range(1, width):
        ends = borders[1:] - offset
        inside[ends[ends >= borders[:-1]]] = False
    return np.flatnonzero(inside).astype(np.int64)


def _hashes(codes: Int32, offsets: tuple[int, ...]) -> UInt64:
    """Return (n,) uint64: the hash of the n-gram at each word; those that go over the end are of no use."""
    total = np.zeros(len(codes), np.uint64)
    for place, offset in enumerate(offsets):
        salted = mix64((codes.astype(np.uint64) + np.uint64(1)) * np.uint64(2 * place + 1) + np.uint64(place << 40))
        total[: len(codes) - offset] += salted[offset:]
    return mix64(total)
