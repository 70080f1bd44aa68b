"""A witness as moves are searched in it: what is compared, what it weighs, and its sentences."""

from collections.abc import Hashable
from functools import cached_property
from typing import Final

import numpy as np

from collate._arrays import Bool, Int32, Int64
from collate._dataclass import dataclass
from collate._repr import counted, repr_line
from collate.alignment.relations.sentence_edges import item_starts
from collate.alignment.relations.sentences import line_starts, sentence_around, sentence_starts
from collate.alignment.scoring import Scoring
from collate.model.tokens import Sort, Tokens

LEAST_LINE: Final = 2  # words of a line that is searched
LEAST_WORDS: Final = 3  # of a passage or sentence that is searched; shorter ones are found as phrases


@dataclass(frozen=True)
class SearchedText:
    """The n words and marks of a witness, as moves are searched in them.

    tokens   the tokens of the witness
    keys     (n,) int32   what is compared
    weights  (n,) int64   the rarity of each, in thousandths
    is_word  (n,) bool
    """

    tokens: Tokens
    keys: Int32
    weights: Int64
    is_word: Bool

    def __repr__(self) -> str:
        return repr_line("SearchedText", f"{self.tokens.witness.siglum}, {counted(len(self.keys), 'token')}")

    @cached_property
    def sentence_starts(self) -> Int64:
        """The first token of each sentence; found when they are first asked for."""
        return sentence_starts(self.tokens)

    @cached_property
    def sentences(self) -> dict[Hashable, tuple[int, int]]:
        """The tokens [start, stop) of each sentence that occurs once, by what is compared, without its number."""
        return self._parts(self.sentence_starts, LEAST_WORDS)

    @cached_property
    def lines(self) -> dict[Hashable, tuple[int, int]]:
        """The same of each line with two words or more, so that a short line of a program or list is found."""
        return {
            content: (start, stop)
            for content, (start, stop) in self._parts(line_starts(self.tokens), LEAST_LINE).items()
            if int(self.is_word[start:stop].sum()) >= LEAST_LINE
        }

    def _parts(self, starts: Int64, least: int) -> dict[Hashable, tuple[int, int]]:
        """Return the parts of so many tokens or more that occur once, by what is compared, without their numbers."""
        starts = item_starts(self.tokens, starts)
        stops = np.append(starts, len(self.keys))[1:]
        found: dict[Hashable, tuple[int, int] | None] = {}
        for start, stop in zip(starts.tolist(), stops.tolist(), strict=True):
            if stop - start >= least:
                content = self.keys[start:stop].tobytes()
                found[content] = None if content in found else (start, stop)
        return {content: part for content, part in found.items() if part}

    def sentence_around(self, at: int) -> tuple[int, int]:
        """Return the tokens [start, stop) of the sentence that has a token."""
        return sentence_around(self.sentence_starts, len(self.keys), at)


def searched_text(tokens: Tokens, scoring: Scoring) -> SearchedText:
    """Return the words of a witness as moves are searched in them."""
    weights = scoring.rarity[tokens.form].astype(np.int64)
    return SearchedText(tokens, scoring.anchor_keys(tokens.form), weights, tokens.sort == Sort.WORD)
