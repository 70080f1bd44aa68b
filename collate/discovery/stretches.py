"""Pairs of stretches of words: a chain with its ends, put together with its neighbours on one diagonal."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, islice
from typing import Final

import numpy as np

from collate._arrays import Bool, Int8, Int32
from collate._dataclass import dataclass
from collate._repr import repr_line
from collate.discovery.chains import LEAST_WORDS, LONGEST_GAP, Chain
from collate.discovery.ends import extend, roughly_agree
from collate.discovery.like_words import MATCH, WEAK_MATCH, count_like
from collate.discovery.seeds import LEAST_DISTANCE
from collate.discovery.words import WordColumns

LONGEST_INSERTION: Final = 200  # words that only one side has between two parts of a passage: a footnote, an omission
NEARLY_NOTHING: Final = 6  # words on the other side then
LONGEST_REWRITTEN: Final = 400  # words between two long parts of a passage
PART_OF_NEIGHBOUR: Final = 4  # and not more than this part of the shorter of them
REWRITTEN_SHARE: Final = 0.3  # of the words between that agree
LEAST_ROUGH: Final = 10  # words
CHAINS_AT_A_TIME: Final = 20_000
LEAST_EXACT: Final = 20  # words of a chain whose ends are looked at as those of an exact quotation
EXACT_SHARE: Final = 0.95  # of its words that are equal
LONGEST_REFRAIN: Final = 5_000  # words from one place of a refrain to a later one that are looked at
PERIODS: Final = 8  # of a refrain that are tried, the shortest first
RECURRING_SHARE: Final = 0.8  # of the words of a refrain
REACH: Final = 5_000  # words behind the end of a chain that are looked at


@dataclass(frozen=True, slots=True, eq=False)
class StretchPair:
    """Words [a, a_end) and [b, b_end), by number, that agree, and the pairs of equal words that hold them together.

    first, second   (k,) int32
    """

    a: int
    a_end: int
    b: int
    b_end: int
    first: Int32
    second: Int32

    def __repr__(self) -> str:
        return repr_line("StretchPair", f"{self.a}:{self.a_end} {self.b}:{self.b_end}")

    @property
    def length(self) -> int:
        """The words of the longer side."""
        return max(self.a_end - self.a, self.b_end - self.b)

    def gaps(self) -> Iterable[tuple[int, int, int, int]]:
        """Yield the stretches between two pairs of equal words, and before the first and after the last."""
        first = np.concatenate(([self.a - 1], self.first, [self.a_end]))
        second = np.concatenate(([self.b - 1], self.second, [self.b_end]))
        before = np.flatnonzero((np.diff(first) > 1) | (np.diff(second) > 1))
        ends = (first[before] + 1, first[before + 1], second[before] + 1, second[before + 1])
        yield from zip(*(side.tolist() for side in ends), strict=True)


def stretch_pairs(words: WordColumns, chains: Iterable[Chain]) -> list[StretchPair]:
    """Return the stretches of chains, with exact ends, sorted; neighbours on one diagonal are one."""
    is_common = words.is_common
    found: list[StretchPair] = []
    apart = (part for chain in chains if not _is_refrain_of_less(words, chain) for part in _without_overlap(chain))
    for chain in _promising(words, apart, is_common):
        if found and _covers(found[-1], chain):
            continue
        found.append(_with_ends(words, chain, is_common))
    return _joined(_without_contained(words, found), words)


def _promising(words: WordColumns, chains: Iterable[Chain], is_common: Bool) -> Iterator[Chain]:
    """Yield the chains that go on for some words on either side, by equal words alone."""
    rest = iter(chains)
    while some := list(islice(rest, CHAINS_AT_A_TIME)):
        firsts, lasts = (np.array([chain.first[k] for chain in some], np.int64) for k in (0, -1))
        seconds, second_lasts = (np.array([chain.second[k] for chain in some], np.int64) for k in (0, -1))
        before = roughly_agree(words, firsts - 1, seconds - 1, -1, is_common)
        after = roughly_agree(words, lasts + 1, second_lasts + 1, 1, is_common)
        lengths = lasts + 1 - firsts + before + after
        yield from compress(some, (lengths >= LEAST_ROUGH).tolist())


def _covers(pair: StretchPair, chain: Chain) -> bool:
    """Return whether a chain lies within the stretches of another."""
    own = pair.a <= chain.first[0] and chain.first[-1] < pair.a_end
    return own and pair.b <= chain.second[0] and chain.second[-1] < pair.b_end


def _with_ends(words: WordColumns, chain: Chain, is_common: Bool) -> StretchPair:
    """Return the stretches of a chain from the first to the last word that agrees."""
    codes, forms, breaks = words.codes, words.forms, words.breaks
    core = _core(chain)
    is_exact = len(core) >= LEAST_EXACT and len(core) >= EXACT_SHARE * _length(core)
    chain, weak = (_without_next_sentences(words, core), WEAK_MATCH) if is_exact else (chain, MATCH)
    i, j, i_end, j_end = chain.first[0], chain.second[0], chain.first[-1] + 1, chain.second[-1] + 1
    documents = words.documents_of(np.array([i, j]))
    low, other_low = words.borders[documents].tolist()
    high, other_high = words.borders[documents + 1].tolist()
    if documents[0] == documents[1]:  # the two stretches of one document do not overlap
        high = other_low = (i_end + j) // 2
    behind = slice(i_end, min(high, i_end + REACH)), slice(j_end, min(other_high, j_end + REACH))
    ahead = slice(max(low, i - REACH), i), slice(max(other_low, j - REACH), j)
    borders = breaks[behind[0]], breaks[behind[1]]
    after = extend(codes[behind[0]], codes[behind[1]], forms, is_common, borders, weak)
    borders = _passed_backwards(breaks, ahead[0]), _passed_backwards(breaks, ahead[1])
    before = extend(codes[ahead[0]][::-1], codes[ahead[1]][::-1], forms, is_common, borders, weak, -1)
    return StretchPair(i - before[0], i_end + after[0], j - before[1], j_end + after[1], *_as_arrays(chain))


def _passed_backwards(breaks: Int8, part: slice) -> Int8:
    """Return what is behind each word of a part, from its last word to its first."""
    return breaks[part.start + 1 : part.stop + 1][::-1]


def _length(chain: Chain) -> int:
    """Return the words of the longer side of a chain."""
    return max(chain.first[-1] - chain.first[0], chain.second[-1] - chain.second[0]) + 1


def _core(chain: Chain) -> Chain:
    """Return a chain without outer pairs that do not stand together with others; `extend` takes them in if they belong.

    A chain without such a core is returned as it is.
    """
    first, second = np.diff(chain.first) == 1, np.diff(chain.second) == 1
    together = np.flatnonzero(first[:-1] & first[1:] & second[:-1] & second[1:])
    if not len(together):
        return chain
    begin, end = int(together[0]), int(together[-1]) + 3
    return Chain(chain.first[begin:end], chain.second[begin:end])


def _without_next_sentences(words: WordColumns, chain: Chain) -> Chain:
    """Return a chain without a lone word of the sentence behind or before it; `extend` takes it in if it belongs."""
    firsts, seconds, count = chain.first, chain.second, len(chain)

    def parts(k: int) -> bool:
        return bool(words.breaks[firsts[k]] and words.breaks[seconds[k]])

    begin, end = int(parts(1)), count - int(parts(count - 1))
    return Chain(firsts[begin:end], seconds[begin:end])


def _is_refrain_of_less(words: WordColumns, chain: Chain) -> bool:
    """Return whether all from the first side of a chain to the end of the second recurs after fewer words than that.

    In a litany each line agrees with the next one, and so do each two lines with the next two.
    """
    begin, shift = chain.first[0], chain.second[0] - chain.first[0]
    if shift > LONGEST_REFRAIN or len(np.unique(words.documents_of(np.array([begin, chain.second[-1]])))) > 1:
        return False
    codes = words.codes[begin : chain.second[-1] + 1]
    opening = codes[LEAST_DISTANCE : shift + 2]
    again = np.all([opening[k : len(opening) - 2 + k] == codes[k] for k in range(3)], axis=0)
    periods = np.flatnonzero(again)[:PERIODS] + LEAST_DISTANCE
    return any(p < shift and np.mean(codes[p:] == codes[:-p]) >= RECURRING_SHARE for p in periods.tolist())


def _without_overlap(chain: Chain) -> Iterator[Chain]:
    """Yield the parts of a chain whose two sides do not overlap: a refrain, paired with its next place again and again.

    A chain of two documents is yielded as it is.
    """
    begin = 0
    for k in range(1, len(chain) + 1):
        if k == len(chain) or chain.first[k] >= chain.second[begin]:
            if k - begin >= LEAST_WORDS:
                yield Chain(chain.first[begin:k], chain.second[begin:k])
            begin = k


def _as_arrays(chain: Chain) -> tuple[Int32, Int32]:
    return np.array(chain.first, np.int32), np.array(chain.second, np.int32)


def _without_contained(words: WordColumns, pairs: list[StretchPair]) -> list[StretchPair]:
    """Return the stretches, by documents and in order, without those that lie within longer ones on both sides."""
    kept: list[StretchPair] = []
    for group in _by_documents(words, pairs):
        own: list[StretchPair] = []
        reach = 0
        for pair in sorted(group, key=lambda p: (p.a, -p.a_end, p.b)):
            if pair.a_end <= reach and any(
                p.a_end >= pair.a_end and p.b <= pair.b and pair.b_end <= p.b_end for p in own[-50:]
            ):
                continue
            reach = max(reach, pair.a_end)
            own.append(pair)
        kept += own
    return kept


def _by_documents(words: WordColumns, pairs: Sequence[StretchPair]) -> Iterable[list[StretchPair]]:
    """Yield the stretches of each two documents together."""
    if not pairs:
        return
    documents = words.documents_of(np.array([pair.a for pair in pairs]))
    others = words.documents_of(np.array([pair.b for pair in pairs]))
    groups: dict[tuple[int, int], list[StretchPair]] = {}
    for pair, one, other in zip(pairs, documents.tolist(), others.tolist(), strict=True):
        groups.setdefault((one, other), []).append(pair)
    for key in sorted(groups):
        yield groups[key]


def _joined(pairs: Sequence[StretchPair], words: WordColumns) -> list[StretchPair]:
    """Return the stretches, with neighbours on one diagonal put together."""
    joined: list[StretchPair] = []
    for group in _by_documents(words, pairs):
        own: list[StretchPair] = []
        for pair in group:
            near = next(
                (k for k in range(len(own) - 1, max(-1, len(own) - 9), -1) if _is_next(words, own[k], pair)), None
            )
            if near is None:
                own.append(pair)
            else:
                own[near] = _together(own[near], pair)
        joined += own
    return joined


def _is_next(words: WordColumns, pair: StretchPair, other: StretchPair) -> bool:
    """Return whether stretches follow others on both sides, and what is between belongs to the same text.

    It is little on both sides, or nearly nothing on one of them, or both sides have some words of it in common. What
    lies mostly upon the other stretches is no continuation of them: a phrase that one side has twice.
    """
    a, b = other.a - pair.a_end, other.b - pair.b_end
    shorter = min(pair.length, other.length)
    if other.a_end <= pair.a_end or other.b_end <= pair.b_end or 2 * min(a, b) < -shorter:
        return False
    if max(pair.a_end, other.a_end) > min(pair.b, other.b):  # the two sides of one document would overlap
        return False
    if max(a, b) <= LONGEST_GAP:
        return True
    if abs(min(a, b)) <= NEARLY_NOTHING and max(a, b) <= min(LONGEST_INSERTION, LONGEST_GAP + 2 * shorter):
        return True
    if max(a, b) > min(LONGEST_REWRITTEN, shorter // PART_OF_NEIGHBOUR):
        return False
    one, partner = words.codes[pair.a_end : other.a].tolist(), words.codes[pair.b_end : other.b].tolist()
    return count_like(one, partner, words.forms) >= REWRITTEN_SHARE * max(a, b)


def _together(pair: StretchPair, other: StretchPair) -> StretchPair:
    """Return two neighbours as one; where they overlap, the pairs of words of the first are kept."""
    rest = (other.first > pair.first[-1]) & (other.second > pair.second[-1])
    return StretchPair(
        min(pair.a, other.a),
        max(pair.a_end, other.a_end),
        min(pair.b, other.b),
        max(pair.b_end, other.b_end),
        np.concatenate((pair.first, other.first[rest])),
        np.concatenate((pair.second, other.second[rest])),
    )


def agreeing_words(words: WordColumns, pair: StretchPair) -> int:
    """Return how many words of two stretches are equal or alike, in one order."""
    codes = words.codes
    between = sum(
        count_like(codes[i:i_end].tolist(), codes[j:j_end].tolist(), words.forms)
        for i, i_end, j, j_end in pair.gaps()
        if i < i_end and j < j_end
    )
    return len(pair.first) + between
