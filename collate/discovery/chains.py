"""Chains: seeds that follow one another in both places, on nearly one diagonal.

The diagonal of a seed is how far its second place is behind its first. Seeds in one band of diagonals that follow
without a gap are a run. The bands are laid twice, the second time shifted by half of their width, so that seeds on both
sides of a border meet; and what shares a seed is one cluster. A cluster may drift as far as it likes.
"""

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

import numpy as np

from collate._arrays import Bool, Int64
from collate._dataclass import dataclass
from collate._repr import counted
from collate.discovery.seeds import Seeds
from collate.discovery.words import WordColumns

BAND: Final = 24  # diagonals
LONGEST_GAP: Final = 25  # words between two seeds of one chain
LEAST_WORDS: Final = 5  # words in seeds; fewer recur by chance
GAIN: Final = 10  # of a word in a seed
COMMON_GAIN: Final = 4  # of a frequent one
GAP_COST: Final = 3  # of each word between
SHORT_CHAIN: Final = 12  # words; a shorter chain must have seeds without much between them


@dataclass(frozen=True, slots=True)
class Chain:
    """Pairs of equal words, by number, that ascend on both sides."""

    first: tuple[int, ...]
    second: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.first)

    def __repr__(self) -> str:
        return f"<Chain: {counted(len(self.first), 'pair')}>"


def find_chains(words: WordColumns, seeds: Seeds) -> Iterator[Chain]:
    """Yield the chains that are long enough to be looked at, in the order of the documents."""
    if not len(seeds):
        return
    clusters, first, second = _clusters(words, seeds)
    if not len(clusters):
        return
    order = np.lexsort((-second, first, clusters))
    first, second = first[order], second[order]
    borders = np.flatnonzero(np.diff(clusters[order])) + 1
    for own, other in zip(np.split(first, borders), np.split(second, borders), strict=True):
        pairs = own.tolist(), other.tolist()
        for piece in _pieces(*_straightened(*_longest_ascending(*pairs), *pairs)):
            is_common = words.is_common[words.codes[list(piece.first)]]
            best = _heaviest_part(piece, np.where(is_common, COMMON_GAIN, GAIN).tolist())
            best = _without_lone_ends(best, words.is_common[words.codes[list(best.first)]].tolist())
            if len(best) >= LEAST_WORDS and _is_dense(best):
                yield best


def _clusters(words: WordColumns, seeds: Seeds) -> tuple[Int64, Int64, Int64]:
    """Return the cluster (k,) of each seed that has enough others near it, and both its words."""
    first, second = seeds.first.astype(np.int64), seeds.second.astype(np.int64)
    pair = words.documents_of(first) * (len(words.borders) - 1) + words.documents_of(second)
    plain = _runs(first, second, pair, 0)
    shifted = _runs(first, second, pair, BAND // 2)
    kept = _is_long(plain, first) | _is_long(shifted, first)
    plain, shifted, first, second = plain[kept], shifted[kept], first[kept], second[kept]
    return _connected(plain, shifted), first, second


def _runs(first: Int64, second: Int64, pair: Int64, shift: int) -> Int64:
    """Return the number (s,) of the run of each seed: those in one band that follow without a gap."""
    band = (second - first + shift) // BAND
    order = np.lexsort((first, band, pair))
    ranked = first[order]
    breaks = (np.diff(pair[order]) != 0) | (np.diff(band[order]) != 0) | (np.diff(ranked) > LONGEST_GAP)
    runs = np.empty(len(first), np.int64)
    runs[order] = np.concatenate((np.zeros(1, np.int64), np.cumsum(breaks)))
    return runs


def _is_long(runs: Int64, first: Int64) -> Bool:
    """Return whether the run of each seed (s,) has enough words, each counted once."""
    order = np.lexsort((first, runs))
    is_new = np.ones(len(runs), bool)
    is_new[1:] = (np.diff(first[order]) != 0) | (np.diff(runs[order]) != 0)
    counts = np.bincount(runs[order][is_new], minlength=int(runs.max(initial=0)) + 1)
    enough: Bool = (counts >= LEAST_WORDS)[runs]
    return enough


def _connected(plain: Int64, shifted: Int64) -> Int64:
    """Return a number (k,) for each seed that all have in common that share a run, directly or by others."""
    if not len(plain):
        return plain
    edges = np.unique(np.stack((plain, shifted), axis=1), axis=0)
    parent: dict[int, int] = {}

    def root(node: int) -> int:
        while (above := parent.setdefault(node, node)) != node:
            parent[node] = parent[above]
            node = above
        return node

    for one, other in edges.tolist():
        parent[root(~other)] = root(one)  # runs of the second laying have negative numbers
    distinct, inverse = np.unique(plain, return_inverse=True)
    return np.array([root(run) for run in distinct.tolist()], np.int64)[inverse.reshape(-1)]


def _longest_ascending(first: list[int], second: list[int]) -> tuple[list[int], list[int]]:
    """Return the longest choice of pairs that ascend on both sides; pairs of one `first` come with `second` falling.

    Patience sorting (Fredman 1975).
    """
    lasts: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for k, value in enumerate(second):
        place = bisect_left(lasts, value)
        before.append(at[place - 1] if place else -1)
        if place == len(lasts):
            lasts.append(value)
            at.append(k)
        else:
            lasts[place], at[place] = value, k
    chosen = []
    k = at[-1]
    while k >= 0:
        chosen.append(k)
        k = before[k]
    chosen.reverse()
    return [first[k] for k in chosen], [second[k] for k in chosen]


def _straightened(
    first: list[int], second: list[int], all_first: list[int], all_second: list[int]
) -> tuple[list[int], list[int]]:
    """Return a choice of pairs in which each stands on the diagonal of its neighbour where one of all pairs does.

    Of words that stand twice, the choice may have those that are farther from the others; both are ascending.
    """
    if first[-1] - first[0] == second[-1] - second[0]:
        return first, second
    known = set(zip(all_first, all_second, strict=True))
    chosen = list(zip(first, second, strict=True))
    for step in (1, -1):
        order = range(len(chosen)) if step > 0 else range(len(chosen) - 1, -1, -1)
        for k, before in zip(order[1:], order, strict=False):
            (i, j), (i_before, j_before) = chosen[k], chosen[before]
            shift = min(i - i_before, j - j_before, key=abs)
            nearer = (i_before + shift, j_before + shift)
            if nearer in known:
                chosen[k] = nearer
    return [i for i, _ in chosen], [j for _, j in chosen]


def _pieces(first: list[int], second: list[int]) -> Iterator[Chain]:
    """Yield the parts of a chain that have no gap on either side, and enough words."""
    begin = 0
    for k in range(1, len(first) + 1):
        is_gap = k < len(first) and max(first[k] - first[k - 1], second[k] - second[k - 1]) > LONGEST_GAP
        if k == len(first) or is_gap:
            if k - begin >= LEAST_WORDS:
                yield Chain(tuple(first[begin:k]), tuple(second[begin:k]))
            begin = k


def _heaviest_part(chain: Chain, gains: list[int]) -> Chain:
    """Return the part of a chain with the highest sum of gains without the costs of the gaps in it.

    So a seed that stands alone far before a passage, by chance, is not its beginning (Kadane; Bentley 1984).
    """
    score = most = 0
    begin = first = last = 0
    for k, gain in enumerate(gains):
        if k:
            step = max(chain.first[k] - chain.first[k - 1], chain.second[k] - chain.second[k - 1])
            score -= GAP_COST * (step - 1)
        if score <= 0:
            score, begin = 0, k
        score += gain
        if score > most:
            most, first, last = score, begin, k
    return Chain(chain.first[first : last + 1], chain.second[first : last + 1])


def _without_lone_ends(chain: Chain, is_common: list[bool]) -> Chain:
    """Return a chain without frequent words at its ends that stand apart from its next word: they are in a spaced seed.

    `extend` takes them in again if what is between agrees.
    """
    begin, end = 0, len(chain)
    while end - begin > 1 and is_common[end - 1] and not _are_neighbours(chain, end - 2):
        end -= 1
    while end - begin > 1 and is_common[begin] and not _are_neighbours(chain, begin):
        begin += 1
    return Chain(chain.first[begin:end], chain.second[begin:end])


def _are_neighbours(chain: Chain, k: int) -> bool:
    """Return whether a pair and the next one stand side by side in both places."""
    return chain.first[k + 1] - chain.first[k] == 1 == chain.second[k + 1] - chain.second[k]


def _is_dense(chain: Chain) -> bool:
    """Return whether a chain is long, or at least half of its words are in seeds."""
    first, second = chain.first, chain.second
    return len(first) >= SHORT_CHAIN or 2 * len(first) > max(first[-1] - first[0], second[-1] - second[0])
