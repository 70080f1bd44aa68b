"""Origins: which words are known to have one text already, so that k copies of it need k - 1 pairs, not all.

The documents are looked at one after another, first those that have most in common with many others. What is found
between one of them and the others is a star: each of its words is the origin of the words of the others. Two places
with one origin are in one group, so their seeds are not looked at again. What the first document lacks has the next
one that has it as its origin.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np
from rapidfuzz.distance import Levenshtein

from collate._arrays import Bool, Int32, Int64
from collate._dataclass import dataclass
from collate._repr import counted
from collate.discovery.chains import BAND, LONGEST_GAP
from collate.discovery.seeds import MANY, Seeds, places_in_many
from collate.discovery.stretches import StretchPair
from collate.discovery.words import WordColumns

LEAST_LONG: Final = 60  # words of a passage that makes a place a copy; what is shorter is a quotation
LEAST_RUN: Final = 2  # equal words in a long gap, to be more than chance


@dataclass(frozen=True, slots=True, eq=False)
class WordOrigins:
    """What is known of each word of all documents; the arrays grow with what is added.

    origins    (n,) int32   the word that is its origin, or -1
    is_copied  (n,) bool    whether it is in a long passage with its origin
    copies     (n,) int32   of an origin: in how many other documents it is
    """

    origins: Int32
    is_copied: Bool
    copies: Int32

    def __repr__(self) -> str:
        return f"<WordOrigins: {counted(int((self.origins >= 0).sum()), 'word')} with an origin>"

    def unknown(self, seeds: Seeds) -> Seeds:
        """Return the seeds whose places do not follow from an origin that many documents have."""
        first, second = self.origins[seeds.first], self.origins[seeds.second]
        is_known = (first >= 0) & (second >= 0) & (np.abs(first - second) <= BAND)
        is_known &= self.is_copied[seeds.first] | self.is_copied[seeds.second]
        is_known &= self.copies[first] >= MANY - 1
        return Seeds(seeds.first[~is_known], seeds.second[~is_known])

    def add(self, words: WordColumns, pairs: Iterable[StretchPair]) -> None:
        """Add the passages of one document with others."""
        of_document: dict[int, list[Int64]] = {}
        for pair in pairs:
            one, other = words.documents_of(np.array([pair.a, pair.b])).tolist()
            if one == other:
                continue
            places, origins = _counterparts(words, pair)
            above = self.origins[origins]
            origins = np.where(above >= 0, above, origins)
            is_new = self.origins[places] < 0
            places, origins = places[is_new], origins[is_new]
            self.origins[places] = origins
            self.is_copied[places] = pair.length >= LEAST_LONG
            of_document.setdefault(other, []).append(origins)
        for parts in of_document.values():
            self.copies[np.unique(np.concatenate(parts))] += 1


def no_origins(words: WordColumns) -> WordOrigins:
    """Return the origins of words of which nothing is known yet."""
    n = len(words)
    return WordOrigins(np.full(n, -1, np.int32), np.zeros(n, bool), np.zeros(n, np.int32))


def _counterparts(words: WordColumns, pair: StretchPair) -> tuple[Int64, Int64]:
    """Return the words (k,) of the second side and those of the first that stand where they do; none in a long gap."""
    origins, known = _equal_words(words, pair)
    places = np.arange(pair.b, pair.b_end)
    before = np.clip(np.searchsorted(known, places, side="right") - 1, 0, len(known) - 2)
    is_near = np.maximum(known[before + 1] - known[before], origins[before + 1] - origins[before]) <= LONGEST_GAP
    near = places[is_near]
    return near, np.rint(np.interp(near, known, origins)).astype(np.int64)


def _equal_words(words: WordColumns, pair: StretchPair) -> tuple[Int64, Int64]:
    """Return pairs (k,) of equal words, those too that are in long gaps, with the first and the last words."""
    first = [np.array([pair.a]), pair.first]
    second = [np.array([pair.b]), pair.second]
    for i, i_end, j, j_end in pair.gaps():
        if min(i_end - i, j_end - j) >= LEAST_RUN and max(i_end - i, j_end - j) >= LONGEST_GAP:
            for block in Levenshtein.opcodes(words.codes[i:i_end].tolist(), words.codes[j:j_end].tolist()):
                if block.tag == "equal" and block.src_end - block.src_start >= LEAST_RUN:
                    first.append(np.arange(i + block.src_start, i + block.src_end))
                    second.append(np.arange(j + block.dest_start, j + block.dest_end))
    first.append(np.array([pair.a_end - 1]))
    second.append(np.array([pair.b_end - 1]))
    return np.sort(np.concatenate(first)).astype(np.int64), np.sort(np.concatenate(second)).astype(np.int64)


def by_document(words: WordColumns, seeds: Seeds) -> Iterator[Seeds]:
    """Yield the seeds of each document that has any as its first one."""
    borders = np.searchsorted(seeds.first, words.borders)
    for low, high in zip(borders[:-1].tolist(), borders[1:].tolist(), strict=True):
        if low < high:
            yield Seeds(seeds.first[low:high], seeds.second[low:high])


def order_by_copies(words: WordColumns) -> list[int]:
    """Return the numbers of the documents, first those with most words that are in many documents."""
    documents = len(words.borders) - 1
    if documents < MANY:
        return list(range(documents))
    shared = np.bincount(words.documents_of(places_in_many(words)), minlength=documents)
    ranked: list[int] = np.argsort(-np.where(shared >= LEAST_LONG, shared, 0), kind="stable").tolist()
    return ranked


def as_named(pair: StretchPair, words: WordColumns, ordered: WordColumns, order: Sequence[int]) -> StretchPair:
    """Return a pair of the words of documents in some order by the numbers that the words had before it."""
    own = ordered.documents_of(np.array([pair.a, pair.b]))
    shift, other_shift = (words.borders[np.array(order)[own]] - ordered.borders[own]).tolist()
    one = (pair.a + shift, pair.a_end + shift)
    other = (pair.b + other_shift, pair.b_end + other_shift)
    first, second = pair.first + np.int32(shift), pair.second + np.int32(other_shift)
    if one > other:
        one, other, first, second = other, one, second, first
    return StretchPair(*one, *other, first, second)
