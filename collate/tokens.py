"""Tokens: a witness cut into words and punctuation, held as columns over one vocabulary.

A million tokens are four int32 columns, not a million objects. `Token` is a view, made on
demand and never stored in a list.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from hashlib import blake2b
from typing import Final

import numpy as np
import numpy.typing as npt

from collate.errors import TokenError
from collate.witness import Witness

Ints = npt.NDArray[np.int32]
Bytes = npt.NDArray[np.int8]


Points = npt.NDArray[np.uint8] | npt.NDArray[np.uint32]

_STEP: Final = np.uint64(0x9E3779B97F4A7C15)  # 2**64 over the golden ratio: spreads numbers (Knuth 1973)
_STIR: Final = np.uint64(0xD6E8FEB86659FD93)
_LONG: Final = 48  # code points; longer stretches are few, and are told apart by themselves
_ROUNDS: Final = 8  # of grouping by places in a table; what still shares one then is sorted


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

    def code(self, string: str) -> int:
        """Give the code of a string, a new one if it has none yet."""
        code = self.codes.setdefault(string, len(self.strings))
        if code == len(self.strings):
            self.strings.append(string)
        return code

    def encode(self, strings: Iterable[str]) -> Ints:
        """Give the codes (n,) int32 of n strings."""
        return np.fromiter(map(self.code, strings), dtype=np.int32)

    def encode_spans(self, text: str, spans: Ints) -> Ints:
        """Give the codes (n,) int32 of the stretches [start, end) of a text, spans (n, 2).

        Equal stretches are found by a number made of their code points, so that a string is made
        only once for each. That no two unlike ones share a number is not proved here: whoever
        makes `Tokens` of the codes is told.
        """
        first, which = _grouped(points_of(text), spans)
        return self.encode(text[start:end] for start, end in spans[first].tolist())[which]

    def decode(self, codes: Ints) -> list[str]:
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
    spans: Ints
    surface: Ints
    form: Ints
    sort: Bytes

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
        points = points_of(self.witness.text)
        starts, ends = self.spans[:, 0], self.spans[:, 1]
        if bool((starts >= ends).any() or (starts[1:] < ends[:-1]).any()):
            return False
        if len(starts) and (int(starts[0]) < 0 or int(ends[-1]) > len(points)):
            return False
        borders = np.zeros(len(points) + 1, np.int8)
        borders[starts] += 1
        borders[ends] -= 1
        between = points[np.cumsum(borders[:-1]) == 0]
        if not all(chr(point).isspace() for point in _distinct(between)):
            return False
        return _spells(points, self.spans, self.surface, self.vocabulary.strings)

    def __len__(self) -> int:
        return len(self.surface)

    def __getitem__(self, i: int) -> "Token":
        if not 0 <= i < len(self):
            raise IndexError(f"{self.witness.siglum} has {len(self)} tokens, and none with the number {i}")
        return Token(self, i)

    def __iter__(self) -> Iterator["Token"]:
        return (Token(self, i) for i in range(len(self)))

    def __repr__(self) -> str:
        return f"<Tokens of {self.witness.siglum}: {len(self)}>"


@dataclass(frozen=True, slots=True)
class Token:
    """A view of the i-th token."""

    tokens: Tokens
    i: int

    @property
    def span(self) -> tuple[int, int]:
        """[start, end) in code points."""
        start, end = self.tokens.spans[self.i].tolist()
        return start, end

    @property
    def surface(self) -> str:
        """What is written."""
        return self.tokens.vocabulary.strings[int(self.tokens.surface[self.i])]

    @property
    def form(self) -> str:
        """What is compared."""
        return self.tokens.vocabulary.strings[int(self.tokens.form[self.i])]

    @property
    def sort(self) -> Sort:
        """Word, punctuation or lacuna."""
        return Sort(int(self.tokens.sort[self.i]))

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


def points_of(text: str) -> Points:
    """Give the code points of a text, (n,) of eight bits for ASCII, else of 32."""
    if text.isascii():
        return np.frombuffer(text.encode("ascii"), np.uint8)
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _distinct(points: Points) -> list[int]:
    if len(points) and int(points.max()) < 1 << 16:
        return [int(p) for p in np.flatnonzero(np.bincount(points))]
    return [int(p) for p in np.unique(points)]


def _grouped(points: Points, spans: Ints) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Give the first stretch of each group of equal ones, and for each stretch its group."""
    numbers = _numbers(points, spans)
    count = len(numbers)
    leader = np.full(count, -1, np.int64)
    left = np.arange(count)
    bits = max(8, int(4 * count).bit_length())
    table = np.empty(1 << bits, np.int64)
    for turn in range(_ROUNDS):
        if not len(left):
            break
        stirred = (numbers[left] ^ (numbers[left] >> np.uint64(29 - turn))) * (_STEP + np.uint64(2 * turn))
        place = (stirred >> np.uint64(64 - bits)).astype(np.int64)
        # Of several writings to one place the last stands, so the stretches are written backwards.
        table[place[::-1]] = left[::-1]
        leads = table[place]
        same = numbers[leads] == numbers[left]
        leader[left[same]] = leads[same]
        left = left[~same]
    if len(left):
        _, first, which = np.unique(numbers[left], return_index=True, return_inverse=True)
        leader[left] = left[first][which]
    first = np.flatnonzero(leader == np.arange(count))
    group = np.empty(count, np.int64)
    group[first] = np.arange(len(first))
    return first, group[leader]


def _numbers(points: Points, spans: Ints) -> npt.NDArray[np.uint64]:
    """Give a number for each stretch, the same for equal ones."""
    starts, sizes = spans[:, 0].astype(np.int64), np.diff(spans, axis=1)[:, 0]
    # The longest come first, so that those with a k-th letter are always the first so many.
    shorter = -np.minimum(sizes, _LONG + 1).astype(np.int8)
    order = np.argsort(shorter, kind="stable")
    starts, sizes, shorter = starts[order], sizes[order], shorter[order]
    made = np.zeros(len(spans), np.uint64)
    long = int(np.searchsorted(shorter, -_LONG))
    for k in range(_LONG):
        longer = int(np.searchsorted(shorter, -k))
        if longer == 0:
            break
        made[:longer] *= _STEP
        made[:longer] += points[starts[:longer] + k].astype(np.uint64) + np.uint64(1)
        made[:longer] ^= made[:longer] >> np.uint64(31)
    for k in range(long):
        rest = points[starts[k] + _LONG : starts[k] + sizes[k]].tobytes()
        made[k] ^= np.uint64(int.from_bytes(blake2b(rest, digest_size=8).digest(), "little"))
    made *= _STIR
    found = np.empty_like(made)
    found[order] = made
    return found


def _spells(points: Points, spans: Ints, codes: Ints, strings: Sequence[str]) -> bool:
    """Say whether each stretch of a text is, code point for code point, the string that its code stands for."""
    used = np.flatnonzero(np.bincount(codes))
    words = [strings[c] for c in used.tolist()]
    lengths = np.fromiter(map(len, words), np.int32, len(words))
    at = np.zeros(int(used[-1]) + 1 if len(used) else 1, np.int32)
    length = np.zeros_like(at)
    at[used], length[used] = np.cumsum(lengths) - lengths, lengths
    sizes = spans[:, 1] - spans[:, 0]
    if bool((length[codes] != sizes).any()):
        return False
    spelled = points_of("".join(words))
    total = np.cumsum(sizes, dtype=np.int32) - sizes
    step = np.arange(int(sizes.sum()), dtype=np.int32)
    here = points[np.repeat(spans[:, 0] - total, sizes) + step]
    return bool((here == spelled[np.repeat(at[codes] - total, sizes) + step]).all())
