"""The words of a witness as TEI, from one token to another."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import field
from typing import Final

import numpy as np

from collate._dataclass import dataclass
from collate.model.tokens import Tokens
from collate.rendering.tei.characters import PARAGRAPH, encode_broken_word, encode_text
from collate.rendering.tei.told import with_breaks

NO_TOKEN: Final = -1


@dataclass(frozen=True, slots=True)
class TeiWords:
    """A witness of n tokens, ready to be written as TEI.

    Attributes
    ----------
    name : str
        The id of the witness.
    text : str
    starts : list of int
        Where each token begins, and last where the text ends; n + 1.
    ends : list of int
        Where the token before each ends, 0 before the first; n + 1.
    spaces : list of bool
        Whether white space separates each token from the one before it; False at both ends of the text; n + 1.
    broken : list of int
        The tokens that have a line end within them, or of which the source says something.
    told : mapping of int to str
        The tokens of which the source says something, as TEI.
    """

    name: str
    text: str
    starts: list[int]
    ends: list[int]
    spaces: list[bool]
    broken: list[int]
    told: Mapping[int, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def space_before(self, i: int) -> str:
        """Return the white space before token `i`, or after the last token, as it is in the witness."""
        return self.text[self.ends[i] : self.starts[i]]

    def encode(self, first: int, last: int, space: bool = False, paragraph: str = PARAGRAPH) -> str:
        """Return the tokens [first, last) as TEI, with the white space before them if `space` is true."""
        if first >= last:
            return ""
        start = self.ends[first] if space else self.starts[first]
        end = self.ends[last]
        if not self.broken:
            return encode_text(self.text[start:end], paragraph)
        pieces = []
        for i in self.broken[bisect_left(self.broken, first) : bisect_left(self.broken, last)]:
            before = encode_text(self.text[start : self.starts[i]], paragraph)
            token = self.told.get(i) or encode_broken_word(self.text[self.starts[i] : self.ends[i + 1]])
            pieces.append(with_breaks(before, token))
            start = self.ends[i + 1]
        return "".join([*pieces, encode_text(self.text[start:end], paragraph)])


def tei_words(tokens: Tokens, name: str, told: Mapping[int, str] | None = None) -> TeiWords:
    """Return a witness ready to be written as TEI; `name` is its id, `told` what its source says of tokens."""
    text, strings = tokens.witness.text, tokens.vocabulary.strings
    is_broken = np.zeros(len(strings), bool)
    is_broken[[code for code, s in enumerate(strings) if "\n" in s or "\r" in s]] = True
    starts, ends = [*tokens.spans[:, 0].tolist(), len(text)], [0, *tokens.spans[:, 1].tolist()]
    spaces = np.zeros(len(tokens) + 1, bool)
    spaces[1:-1] = tokens.spans[1:, 0] > tokens.spans[:-1, 1]
    broken = np.flatnonzero(is_broken[tokens.surface]).tolist()
    told = told or {}
    return TeiWords(name, text, starts, ends, spaces.tolist(), sorted({*broken, *told}), told)
