"""A witness as moves are searched in it: what is compared, what it weighs, and its sentences."""

from functools import cached_property
from itertools import pairwise
from typing import Final

import numpy as np

from collate._arrays import GOLDEN_MULTIPLIER, AnyInt, Bool, Int32, Int64, UInt64, mix64
from collate._dataclass import dataclass
from collate._repr import counted, repr_line
from collate.alignment.relations.order_by_place import SoleParts
from collate.alignment.relations.sentence_edges import item_starts
from collate.alignment.relations.sentences import PartStarts, part_starts, sentence_around
from collate.alignment.scoring import Scoring
from collate.model.tokens import Sort, Tokens

LEAST_LINE: Final = 2  # words of a line that is searched
LEAST_WORDS: Final = 3  # of a passage or sentence that is searched; shorter ones are found as phrases

_KEYS_AT_ONCE: Final = 1 << 16  # to limit the memory


@dataclass(frozen=True)
class SearchedText:
    """The n words and marks of a witness, as moves are searched in them.

    tokens   the tokens of the witness
    keys     (n,) int32       what is compared
    rarity   (codes,) int32   of each form, in thousandths
    is_word  (n,) bool
    """

    tokens: Tokens
    keys: Int32
    rarity: Int32
    is_word: Bool

    def __repr__(self) -> str:
        return repr_line("SearchedText", f"{self.tokens.witness.siglum}, {counted(len(self.keys), 'token')}")

    @cached_property
    def starts(self) -> PartStarts:
        """The first token of each sentence and of each line; found when they are first asked for."""
        return part_starts(self.tokens)

    @property
    def sentence_starts(self) -> Int64:
        """The first token of each sentence."""
        return self.starts.sentences

    @cached_property
    def sentences(self) -> SoleParts:
        """The tokens [start, stop) of each sentence that occurs once, without its number, by what is compared."""
        return self._parts(self.sentence_starts, LEAST_WORDS, 0)

    @cached_property
    def lines(self) -> SoleParts:
        """The same of each line with two words or more, so that a short line of a program or list is found."""
        return self._parts(self.starts.lines, LEAST_LINE, LEAST_LINE)

    def _parts(self, starts: Int64, least: int, least_words: int) -> SoleParts:
        """Return the parts of so many tokens and words or more that occur once."""
        starts = item_starts(self.tokens, starts)
        stops = np.append(starts, len(self.keys))[1:]
        hashes = _part_hashes(self.keys, starts, stops)
        long = np.flatnonzero(stops - starts >= least)
        order = long[np.argsort(hashes[long], kind="stable")]
        differs = np.ones(len(order) + 1, bool)
        differs[1:-1] = hashes[order[1:]] != hashes[order[:-1]]
        once = order[differs[1:] & differs[:-1]]
        if least_words:
            words_before = np.append(np.int32(0), np.cumsum(self.is_word, dtype=np.int32))
            once = once[words_before[stops[once]] - words_before[starts[once]] >= least_words]
        return SoleParts(hashes[once], starts[once].astype(np.int32), stops[once].astype(np.int32))

    def weights(self, at: slice | AnyInt) -> Int32:
        """Return the rarity (k,) int32 of some words, in thousandths."""
        return self.rarity[self.tokens.form[at]]

    def sentence_around(self, at: int) -> tuple[int, int]:
        """Return the tokens [start, stop) of the sentence that has a token."""
        return sentence_around(self.sentence_starts, len(self.keys), at)


def searched_text(tokens: Tokens, scoring: Scoring) -> SearchedText:
    """Return the words of a witness as moves are searched in them."""
    return SearchedText(tokens, scoring.anchor_keys(tokens.form), scoring.rarity, tokens.sort == Sort.WORD)


def _part_hashes(keys: Int32, starts: Int64, stops: Int64) -> UInt64:
    """Return (p,) uint64: a hash of the keys [start, stop) of each part; parts follow one another."""
    if not len(starts):
        return np.zeros(0, np.uint64)
    sizes = stops - starts
    powers = np.ones(int(sizes.max()), np.uint64)
    powers[1:] = GOLDEN_MULTIPLIER
    powers = np.cumprod(powers, dtype=np.uint64)
    sums = np.empty(len(starts), np.uint64)
    borders = np.searchsorted(starts, np.arange(int(starts[0]), int(stops[-1]), _KEYS_AT_ONCE))
    # A block that begins within the last part begins no part.
    for first, last in pairwise(dict.fromkeys([*borders.tolist(), len(starts)])):
        begins = starts[first:last] - starts[first]
        place = np.arange(int(stops[last - 1] - starts[first])) - np.repeat(begins, sizes[first:last])
        terms = mix64(keys[starts[first] : stops[last - 1]].astype(np.uint64) + np.uint64(1)) * powers[place]
        sums[first:last] = np.add.reduceat(terms, begins)
    return mix64(sums + sizes.astype(np.uint64))
