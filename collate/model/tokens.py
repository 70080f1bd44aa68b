"""Tokens: the words and punctuation marks of a witness, as arrays over one vocabulary.

A million tokens are a few arrays, not a million objects. A `Token` is a view, made on demand.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from enum import IntEnum
from reprlib import repr as short_repr

import numpy as np

from collate._arrays import Int8, Int32, UInt16
from collate._codepoints import code_points, factorize_spans, spans_match
from collate._dataclass import dataclass
from collate.errors import InternalError, TokenError
from collate.model.token_marks import TokenMark
from collate.model.witness import Witness


class Sort(IntEnum):
    """What a token is. ("Kind" is the kind of a variation, and nothing else.)"""

    WORD = 0
    PUNCTUATION = 1
    LACUNA = 2
    PLACE = 3  # the name of a place that the text itself has, such as the number of a verse: no word of the text


_ALL_MARKS = sum(TokenMark)
_NO_MARKS: UInt16 = np.zeros(0, np.uint16)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The strings of a collation, each with its code: 0, 1, 2 ... A vocabulary only grows.

    strings  the string of each code
    codes    the code of each string
    """

    strings: list[str] = field(default_factory=list)
    codes: dict[str, int] = field(default_factory=dict)

    def code(self, string: str) -> int:
        """Return the code of a string; a new string gets the next code."""
        code = self.codes.setdefault(string, len(self.strings))
        if code == len(self.strings):
            self.strings.append(string)
        return code

    def encode(self, strings: Iterable[str]) -> Int32:
        """Return the codes (n,) int32 of n strings; new strings get the next codes."""
        encoded = list(strings)
        new = [string for string in dict.fromkeys(encoded) if string not in self.codes]
        self.codes.update(zip(new, range(len(self.strings), len(self.strings) + len(new)), strict=True))
        self.strings.extend(new)
        return np.fromiter(map(self.codes.__getitem__, encoded), np.int32, len(encoded))

    def encode_spans(self, text: str, spans: Int32) -> Int32:
        """Return the codes of the spans of a text.

        A string is made only once for equal spans. Without the compiled kernel they are found by a hash. Two different
        spans with one hash are not ruled out then, but `Tokens` that are built from such codes raise TokenError.

        Parameters
        ----------
        text : str
        spans : (n, 2) int32
            [start, end) in code points, ascending, without overlap.

        Returns
        -------
        (n,) int32
        """
        firsts, group = factorize_spans(code_points(text), spans)
        return self.encode([text[start:end] for start, end in spans[firsts].tolist()]).take(group)

    def decode(self, codes: Int32) -> list[str]:
        """Return the strings of codes (n,) int32. Raise IndexError for a negative code, which is no string."""
        if len(codes) and int(codes.min()) < 0:
            raise IndexError("a gap has no string")
        return [self.strings[c] for c in codes.tolist()]

    def __repr__(self) -> str:
        return f"<Vocabulary: {len(self.strings)} strings>"


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The n tokens of a witness, in order. The arrays are read-only.

    witness     the witness
    vocabulary  the strings of all witnesses of the collation
    spans       (n, 2) int32   [start, end) in code points of `witness.text`
    surface     (n,) int32     the code of what is written
    form        (n,) int32     the code of what is compared
    sort        (n,) int8      a `Sort`
    marks       (n,) uint16    `TokenMark`s; all 0 if they are not given

    Raises
    ------
    TokenError
        If the tokens and the white space between them are not the text of the witness, character for character.
    InternalError
        If the arrays differ in length.
    """

    witness: Witness
    vocabulary: Vocabulary
    spans: Int32
    surface: Int32
    form: Int32
    sort: Int8
    marks: UInt16 = field(default_factory=lambda: _NO_MARKS)

    def __post_init__(self) -> None:
        """Check the invariants, in linear time, and make the arrays read-only."""
        n = len(self.surface)
        if self.marks is _NO_MARKS:
            object.__setattr__(self, "marks", np.zeros(n, np.uint16))
        shapes = (self.spans.shape, self.form.shape, self.sort.shape, self.marks.shape)
        if shapes != ((n, 2), (n,), (n,), (n,)):
            raise InternalError(f"the arrays of {self.witness.siglum} differ in length: {n} tokens, shapes {shapes}")
        for array in (self.spans, self.surface, self.form, self.sort, self.marks):
            array.setflags(write=False)
        if int(self.marks.max(initial=0)) > _ALL_MARKS:
            raise InternalError(f"a token of {self.witness.siglum} has a mark that does not exist")
        if not self._reads_back():
            raise TokenError(
                f"the tokens of {self.witness.siglum} do not read back as its text: "
                "the tokeniser lost or changed a part of it"
            )

    def _reads_back(self) -> bool:
        """Check that the spans ascend, that only white space is between them, and that each is its surface."""
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
        return spans_match(code_points(text), self.spans, self.surface, strings)

    def __len__(self) -> int:
        return len(self.surface)

    def __getitem__(self, i: int) -> "Token":
        if not 0 <= i < len(self):
            raise IndexError(f"{self.witness.siglum} has {len(self)} tokens, and none with the number {i}")
        return Token(self, i)

    def __iter__(self) -> Iterator["Token"]:
        return (Token(self, i) for i in range(len(self)))

    def __repr__(self) -> str:
        return f"<Tokens of {self.witness.siglum}: {len(self)} tokens>"


def first_copies(witnesses: Sequence[Tokens]) -> tuple[int, ...]:
    """Return for each witness the number of the first witness with the same words; mostly its own number.

    The same words are the same surfaces, forms and sorts from beginning to end, whatever white space is between
    them. Such witnesses are copies. They count as one witness wherever witnesses are counted.
    """
    first_with: dict[tuple[bytes, bytes, bytes], int] = {}
    return tuple(
        [
            first_with.setdefault((t.surface.tobytes(), t.form.tobytes(), t.sort.tobytes()), w)
            for w, t in enumerate(witnesses)
        ]
    )


@dataclass(frozen=True, slots=True)
class Token:
    """A view of one token of a witness, by its index."""

    tokens: Tokens
    index: int

    @property
    def span(self) -> tuple[int, int]:
        """The span [start, end) of the token in code points."""
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
    def marks(self) -> TokenMark:
        """What signs, or the source, say of it."""
        return TokenMark(int(self.tokens.marks[self.index]))

    @property
    def line(self) -> int:
        """The line on which the token begins, from 1."""
        return self.tokens.witness.line(self.span[0])

    def __repr__(self) -> str:
        return f"<Token {self.index} of {self.tokens.witness.siglum}: {short_repr(self.surface)}>"
