"""Tokens: a witness cut into words and punctuation, held as columns over one vocabulary.

A million tokens are four int32 columns, not a million objects. `Token` is a view, made on
demand and never stored in a list.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np

from collate._arrays import Int8, Int32
from collate._codepoints import code_points, factorize_spans, spans_match
from collate._repr import quoted, repr_line, shorten
from collate.errors import TokenError
from collate.model.witness import Witness


class Sort(IntEnum):
    """What sort of thing a token is. ("Kind" is a kind of variation, nothing else.)"""

    WORD = 0
    PUNCTUATION = 1
    LACUNA = 2


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The strings of a collation and the dense code, from 0, of each. It only grows."""

    strings: list[str] = field(default_factory=list)
    codes: dict[str, int] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<Vocabulary: {len(self.strings)} strings>"

    def code(self, string: str) -> int:
        """Give the code of a string, a new one if it has none yet."""
        code = self.codes.setdefault(string, len(self.strings))
        if code == len(self.strings):
            self.strings.append(string)
        return code

    def encode(self, strings: Iterable[str]) -> Int32:
        """Give the codes (n,) int32 of n strings."""
        wanted = list(strings)
        new = [string for string in dict.fromkeys(wanted) if string not in self.codes]
        self.codes.update(zip(new, range(len(self.strings), len(self.strings) + len(new)), strict=True))
        self.strings.extend(new)
        return np.fromiter(map(self.codes.__getitem__, wanted), np.int32, len(wanted))

    def encode_spans(self, text: str, spans: Int32) -> Int32:
        """Give the codes (n,) int32 of the stretches [start, end) of a text, spans (n, 2).

        Equal stretches are found by a number made of their code points, so that a string is made
        only once for each. That no two unlike ones share a number is not proved here: whoever
        makes `Tokens` of the codes is told.
        """
        first, which = factorize_spans(code_points(text), spans)
        return self.encode([text[start:end] for start, end in spans[first].tolist()]).take(which)

    def decode(self, codes: Int32) -> list[str]:
        """Give the strings of n codes; a negative code is a caller's mistake, not the last string."""
        if len(codes) and int(codes.min()) < 0:
            raise IndexError("a gap has no string")
        return [self.strings[c] for c in codes.tolist()]


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The n tokens of a witness, in order.

    spans    (n, 2) int32   [start, end) code points in `witness.text`
    surface  (n,) int32     code of what is written
    form     (n,) int32     code of what is compared
    sort     (n,) int8      a `Sort`

    Raises TokenError unless tokens and the text between them give the witness back, character
    for character. The arrays cannot be written to.
    """

    witness: Witness
    vocabulary: Vocabulary
    spans: Int32
    surface: Int32
    form: Int32
    sort: Int8

    def __post_init__(self) -> None:
        """Check the invariants once, in linear time, and freeze the arrays."""
        n = len(self.surface)
        shapes = (self.spans.shape, self.form.shape, self.sort.shape)
        if shapes != ((n, 2), (n,), (n,)):
            raise TokenError(f"the columns of {self.witness.siglum} have unlike lengths: {n} and {shapes}")
        for array in (self.spans, self.surface, self.form, self.sort):
            array.setflags(write=False)
        if not self._read_back():
            raise TokenError(f"the tokens of {self.witness.siglum} do not read back as its text; this is a bug")

    def _read_back(self) -> bool:
        """Check that spans follow one another, white space alone lies between, and each holds its surface."""
        text, strings = self.witness.text, self.vocabulary.strings
        starts, ends = self.spans[:, 0], self.spans[:, 1]
        if not len(starts):
            return not text.strip()
        if bool((starts >= ends).any() or (starts[1:] < ends[:-1]).any()):
            return False
        if int(starts[0]) < 0 or int(ends[-1]) > len(text):
            return False
        if int(self.surface.min()) < 0 or int(self.surface.max()) >= len(strings):
            return False
        return spans_match(text, code_points(text), self.spans, self.surface, strings)

    def __len__(self) -> int:
        return len(self.surface)

    def __getitem__(self, i: int) -> "Token":
        if not 0 <= i < len(self):
            raise IndexError(f"{self.witness.siglum} has {len(self)} tokens, and none with the number {i}")
        return Token(self, i)

    def __iter__(self) -> Iterator["Token"]:
        return (Token(self, i) for i in range(len(self)))

    def __repr__(self) -> str:
        return f"<Tokens of {shorten(self.witness.siglum, 40)}: {len(self)}>"


@dataclass(frozen=True, slots=True)
class Token:
    """A view of one token of a witness, by its index."""

    tokens: Tokens
    index: int

    def __repr__(self) -> str:
        return repr_line("Token", f"{quoted(self.surface)} {self.index} of {self.tokens.witness.siglum}")

    @property
    def span(self) -> tuple[int, int]:
        """[start, end) in code points."""
        start, end = self.tokens.spans[self.index].tolist()
        return start, end

    @property
    def surface(self) -> str:
        """What is written."""
        return self.tokens.vocabulary.strings[int(self.tokens.surface[self.index])]

    @property
    def form(self) -> str:
        """What is compared."""
        return self.tokens.vocabulary.strings[int(self.tokens.form[self.index])]

    @property
    def sort(self) -> Sort:
        """Word, punctuation or lacuna."""
        return Sort(int(self.tokens.sort[self.index]))

    @property
    def line(self) -> int:
        """The line, from 1."""
        return self.tokens.witness.line(self.span[0])


def read_back(tokens: Tokens) -> str:
    """Put a witness together again from its tokens and the white space between them.

    White space is taken from the text, tokens from the vocabulary; anything but white space
    between two tokens is left out, so that a tokeniser that skips a letter is found out.
    """
    text, strings = tokens.witness.text, tokens.vocabulary.strings
    pieces: list[str] = []
    at = 0
    for (start, end), code in zip(tokens.spans.tolist(), tokens.surface.tolist(), strict=True):
        if start > at:
            between = text[at:start]
            pieces.append(between if between.isspace() else "")
        pieces.append(strings[code])
        at = end
    rest = text[at:]
    pieces.append(rest if rest.isspace() else "")
    return "".join(pieces)
