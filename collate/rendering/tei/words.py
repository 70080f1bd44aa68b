"""The words of a witness set as TEI, from one token to another."""

from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

import numpy as np

from collate.model.tokens import Tokens
from collate.rendering.tei.characters import PARAGRAPH, encode_broken_word, encode_text

NO_TOKEN: Final = -1


@dataclass(frozen=True, slots=True)
class TeiWords:
    """A witness of n tokens, and its id.

    starts  where tokens begin, and at last where the text ends; n + 1 of them
    ends    where the token before each ends, 0 before the first; n + 1 of them
    parted  white space parts each token from the one before it; at both ends of the text there is none; n + 1
    broken  the tokens that have a line's end in them
    """

    name: str
    text: str
    starts: list[int]
    ends: list[int]
    parted: list[bool]
    broken: list[int]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def spaced(self, i: int) -> bool:
        """Say whether white space parts a token from the one before it."""
        return self.parted[i]

    def space(self, i: int) -> str:
        """Give the white space before a token, or behind the last, as it stands."""
        return self.text[self.ends[i] : self.starts[i]]

    def set(self, first: int, last: int, space: bool = False, paragraph: str = PARAGRAPH) -> str:
        """Set the tokens [first, last), with the white space before them or without."""
        if first >= last:
            return ""
        at = self.ends[first] if space else self.starts[first]
        end = self.ends[last]
        if not self.broken:
            return encode_text(self.text[at:end], paragraph)
        pieces = []
        for i in self.broken[bisect_left(self.broken, first) : bisect_left(self.broken, last)]:
            pieces += [encode_text(self.text[at : self.starts[i]], paragraph)]
            pieces += [encode_broken_word(self.text[self.starts[i] : self.ends[i + 1]])]
            at = self.ends[i + 1]
        return "".join([*pieces, encode_text(self.text[at:end], paragraph)])


def tei_words(tokens: Tokens, name: str) -> TeiWords:
    """Open a witness for setting."""
    text, strings = tokens.witness.text, tokens.vocabulary.strings
    broken = np.zeros(len(strings), bool)
    broken[[c for c, s in enumerate(strings) if "\n" in s or "\r" in s]] = True
    starts, ends = [*tokens.spans[:, 0].tolist(), len(text)], [0, *tokens.spans[:, 1].tolist()]
    parted = np.zeros(len(tokens) + 1, bool)
    parted[1:-1] = tokens.spans[1:, 0] > tokens.spans[:-1, 1]
    return TeiWords(
        name,
        text,
        starts,
        ends,
        parted.tolist(),
        np.flatnonzero(broken[tokens.surface]).tolist(),
    )
