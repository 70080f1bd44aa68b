"""A witness as it lies open while entries are made: what is asked of its tokens, looked up once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from collate._arrays import AnyInt, Bool, Int32, Int64, Object
from collate.classify import SENTENCE_ENDS, EyeskipCandidates, eyeskip_candidates, folded, word_ending
from collate.editorial import Roles
from collate.model.alignment import Alignment
from collate.model.tokens import Sort, Tokens
from collate.model.witness import Siglum

_SORTS: Final = tuple(Sort)
CODE: Final = 4  # bytes of a code or rank in `codes` and `ranked`


@dataclass(frozen=True, slots=True, eq=False)
class WordColumns:
    """The distinct surfaces of a collation, folded as pairs are folded; c of them, by code.

    shown     what is left of each when it is folded; "" for a string that is no surface
    blanked   (c,) object    the same with a blank after it
    rank      (c,) int32   the place of its folded string among all, in the order of strings
    endings   (c,) int32   equal where they end in the same letters; -1 for a short one
    capital   (c,) bool    begins with a capital
    ends      (c,) bool    ends a sentence
    lexical   (c,) bool    has a letter or a digit
    """

    strings: Sequence[str]
    shown: tuple[str, ...]
    blanked: Object
    rank: Int32
    endings: Int32
    capital: Bool
    ends: Bool
    lexical: Bool


@dataclass(frozen=True, eq=False)
class WitnessIndex:
    """One witness, n tokens.

    number      among the witnesses
    starts      (n + 1,) int32    where tokens begin; at last, where the text ends
    ends        (n + 1,) int32    where the token before each ends; 0 before the first
    ranks       (n,) int32        the rank of each surface among `words`
    codes       bytes             surface and sort of every token
    ranked      bytes             `ranks`, most significant byte first: stretches compare as their words do
    running     str               the folded words, a blank after each
    offsets     (n + 1,) int64    where each begins in `running`
    lines       (lines,) int64    where lines begin
    """

    number: int
    tokens: Tokens
    roles: Roles
    words: WordColumns
    starts: Int32
    ends: Int32
    ranks: Int32
    codes: bytes
    ranked: bytes
    running: str
    offsets: Int64
    lines: Int64

    @property
    def siglum(self) -> Siglum:
        """What the witness is cited by."""
        return self.tokens.witness.siglum

    @property
    def text(self) -> str:
        """The whole text."""
        return self.tokens.witness.text

    @property
    def stride(self) -> int:
        """More than any number of a token."""
        return len(self.tokens) + 1

    @cached_property
    def by_word(self) -> Int64:
        """(n,) int64: surface * stride + number of every token, in order: each word's places one after another."""
        return np.sort(self.tokens.surface.astype(np.int64) * self.stride + np.arange(len(self.tokens)))

    @cached_property
    def surroundings(self) -> EyeskipCandidates:
        """Where words are like those around them."""
        return eyeskip_candidates(
            self.ranks,
            self.words.endings[self.tokens.surface],
            self.tokens.sort,
            self.words.lexical[self.tokens.surface],
        )

    def standing_before(self, words: Int32, at: AnyInt) -> Int64:
        """Say how many tokens come before token `at` among the places of a word, and of all lesser words."""
        return np.searchsorted(self.by_word, words.astype(np.int64) * self.stride + at)


def witness_indexes(alignment: Alignment, roles: Sequence[Roles]) -> tuple[WitnessIndex, ...]:
    """Open every witness of an alignment."""
    words = _words(alignment)
    lengths = np.array([len(s) + 1 for s in words.shown], np.int64)
    return tuple(_page(w, tokens, roles[w], words, lengths) for w, tokens in enumerate(alignment.tokens))


def _words(alignment: Alignment) -> WordColumns:
    strings = alignment.tokens[0].vocabulary.strings
    seen = np.zeros(len(strings), bool)
    for tokens in alignment.tokens:
        seen[tokens.surface] = True
    shown = tuple(folded(s) if here else "" for s, here in zip(strings, seen.tolist(), strict=True))
    ranks = {s: rank for rank, s in enumerate(sorted(set(shown)))}
    endings = {"": -1}
    return WordColumns(
        strings=strings,
        shown=shown,
        blanked=np.array([s + " " for s in shown], object),
        rank=np.array([ranks[s] for s in shown], np.int32),
        endings=np.array([endings.setdefault(word_ending(s), len(endings) - 1) for s in shown], np.int32),
        capital=np.array([s[:1].isupper() for s in strings], bool),
        ends=np.array([s in SENTENCE_ENDS for s in shown], bool),
        lexical=np.array([s.isalnum() or any(c.isalnum() for c in s) for s in shown], bool),
    )


def _page(w: int, tokens: Tokens, roles: Roles, words: WordColumns, lengths: Int64) -> WitnessIndex:
    ranks = words.rank[tokens.surface]
    offsets = np.zeros(len(tokens) + 1, np.int64)
    np.cumsum(lengths[tokens.surface], out=offsets[1:])
    return WitnessIndex(
        number=w,
        tokens=tokens,
        roles=roles,
        words=words,
        starts=np.append(tokens.spans[:, 0], np.int32(len(tokens.witness.text))),
        ends=np.append(np.int32(0), tokens.spans[:, 1]),
        ranks=ranks,
        codes=coded(tokens, slice(None)).tobytes(),
        ranked=ranks.astype(">i4").tobytes(),
        running="".join(words.blanked[tokens.surface].tolist()),
        offsets=offsets,
        lines=np.array(tokens.witness.line_starts, np.int64),
    )


def coded(tokens: Tokens, which: slice | Int64) -> Int32:
    """Give one number for what is written and what sort it is of, for some tokens."""
    return np.asarray(tokens.surface[which] * np.int32(len(Sort)) + tokens.sort[which], np.int32)


def decoded(code: int) -> tuple[int, Sort]:
    """Give the surface and sort of which `coded` made a number."""
    return code // len(_SORTS), _SORTS[code % len(_SORTS)]
