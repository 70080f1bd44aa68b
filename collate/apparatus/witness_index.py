"""Lookup arrays of each witness, computed once before entries are built."""

from collections.abc import Sequence
from functools import cached_property
from typing import Final

import numpy as np

from collate._arrays import AnyInt, Bool, Int32, Int64, Object
from collate._dataclass import dataclass
from collate._repr import shorten
from collate.classify import SENTENCE_ENDS, EyeskipCandidates, eyeskip_candidates, folded, word_ending
from collate.editorial import Roles
from collate.model.alignment import Alignment
from collate.model.place_index import PlaceIndex, place_index
from collate.model.tokens import Sort, Tokens
from collate.model.told_words import ToldColumns, told_words
from collate.model.voices import principals, voices
from collate.model.witness import Siglum
from collate.text.editorial_signs import PAIRS

_OPENING_SIGNS: Final = "".join(PAIRS)
_SORTS: Final = tuple(Sort)
CODE_BYTES: Final = 4  # bytes of each number in `token_codes` and `rank_bytes`


@dataclass(frozen=True, slots=True, eq=False)
class SurfaceTable:
    """Properties of the c strings of the vocabulary, by code; of strings that are the surface of a token.

    Attributes
    ----------
    strings : sequence of str
        The strings as written.
    folded : tuple of str
        The strings without differences of typography and case; "" for a string that is not a surface.
    folded_spaced : (c,) object
        The folded strings, each with a space after it.
    rank : (c,) int32
        The rank of each folded string among all, in the order of strings; equal strings have the same rank.
    ending : (c,) int32
        Equal for folded strings that end in the same letters; -1 for short strings.
    is_capitalised, ends_sentence, has_letters : (c,) bool
        Whether it begins with a capital; whether it ends a sentence; whether it has a letter or a digit.
    """

    strings: Sequence[str]
    folded: tuple[str, ...]
    folded_spaced: Object
    rank: Int32
    ending: Int32
    is_capitalised: Bool
    ends_sentence: Bool
    has_letters: Bool

    def __repr__(self) -> str:
        return f"<SurfaceTable: {len(self.strings)} strings>"


@dataclass(frozen=True, eq=False)
class WitnessIndex:
    """Lookup arrays of one witness with n tokens.

    Attributes
    ----------
    number : int
        The number of the witness in the alignment.
    voice : int
        The number of its voice: copies are one voice.
    is_hand : bool
        Whether it is a hand of another witness.
    tokens : Tokens
        Its tokens.
    roles : Roles
        Its interventions: which tokens are not the author's text.
    surfaces : SurfaceTable
        Properties of the strings of the vocabulary; shared by all witnesses.
    starts : (n + 1,) int32
        The code point at which each token begins; at the end, the length of the text.
    previous_ends : (n + 1,) int32
        The code point at which the token before each ends; 0 before the first.
    ranks : (n,) int32
        The rank of each surface in `surfaces`.
    token_codes : bytes
        Surface and sort of every token, `CODE_BYTES` each.
    rank_bytes : bytes
        `ranks`, `CODE_BYTES` each, most significant byte first: slices compare as their words do.
    folded_text : str
        The folded words, with a space after each.
    folded_offsets : (n + 1,) int64
        The offset of `folded_text` at which each word begins.
    line_starts : (lines,) int64
        The code point at which each line of its file begins.
    line_numbers, line_files : (lines,) int32
        The number of each of these lines, from 1, and that of its file.
    """

    number: int
    voice: int
    is_hand: bool
    tokens: Tokens
    roles: Roles
    surfaces: SurfaceTable
    starts: Int32
    previous_ends: Int32
    ranks: Int32
    token_codes: bytes
    rank_bytes: bytes
    folded_text: str
    folded_offsets: Int64
    line_starts: Int64
    line_numbers: Int32
    line_files: Int32

    def __repr__(self) -> str:
        return f"<WitnessIndex of {shorten(self.siglum, 40)}: {len(self.tokens)} tokens>"

    @property
    def siglum(self) -> Siglum:
        """The siglum of the witness."""
        return self.tokens.witness.siglum

    @property
    def text(self) -> str:
        """The text of the witness."""
        return self.tokens.witness.text

    @property
    def stride(self) -> int:
        """A number greater than the number of any token."""
        return len(self.tokens) + 1

    @cached_property
    def surface_positions(self) -> Int64:
        """Array (n,) int64, sorted: surface * stride + number of every token, so equal surfaces are adjacent."""
        return np.sort(self.tokens.surface.astype(np.int64) * self.stride + np.arange(len(self.tokens)))

    @cached_property
    def eyeskip_candidates(self) -> EyeskipCandidates:
        """Where words are equal to words around them, so that an eye-skip is possible."""
        return eyeskip_candidates(
            self.ranks,
            self.surfaces.ending[self.tokens.surface],
            self.tokens.sort,
            self.surfaces.has_letters[self.tokens.surface],
        )

    @cached_property
    def places(self) -> PlaceIndex:
        """Its pages, verses and sections."""
        return place_index(self.tokens.witness)

    @cached_property
    def told(self) -> ToldColumns | None:
        """What its source says that its words are, such as their lemmas."""
        return told_words(self.tokens)

    def positions_before(self, surfaces: Int32, tokens: AnyInt) -> Int64:
        """Return how many of `surface_positions` come before each of p tokens, if it had the surface beside it.

        Parameters
        ----------
        surfaces : (p,) int32
            Codes of surfaces.
        tokens : (p,) integer
            Numbers of tokens.

        Returns
        -------
        (p,) int64
            Indices into `surface_positions`.
        """
        return np.searchsorted(self.surface_positions, surfaces.astype(np.int64) * self.stride + tokens)


def witness_indexes(alignment: Alignment, roles: Sequence[Roles]) -> tuple[WitnessIndex, ...]:
    """Build the lookup arrays of every witness of an alignment."""
    surfaces = _surface_table(alignment)
    lengths = np.array([len(s) + 1 for s in surfaces.folded], np.int64)
    hands = [w != manuscript for w, manuscript in enumerate(principals(alignment.tokens))]
    return tuple(
        _witness_index(w, voice, is_hand, tokens, roles[w], surfaces, lengths)
        for w, (tokens, voice, is_hand) in enumerate(
            zip(alignment.tokens, voices(alignment.tokens), hands, strict=True)
        )
    )


def _surface_table(alignment: Alignment) -> SurfaceTable:
    """Compute the properties of the strings of an alignment."""
    strings = alignment.tokens[0].vocabulary.strings
    is_surface = np.zeros(len(strings), bool)
    for tokens in alignment.tokens:
        is_surface[tokens.surface] = True
    forms = tuple(folded(s) if used else "" for s, used in zip(strings, is_surface.tolist(), strict=True))
    ranks = {s: rank for rank, s in enumerate(sorted(set(forms)))}
    endings = {"": -1}
    return SurfaceTable(
        strings=strings,
        folded=forms,
        folded_spaced=np.array([s + " " for s in forms], object),
        rank=np.array([ranks[s] for s in forms], np.int32),
        ending=np.array([endings.setdefault(word_ending(s), len(endings) - 1) for s in forms], np.int32),
        is_capitalised=np.array([s.lstrip(_OPENING_SIGNS)[:1].isupper() for s in strings], bool),
        ends_sentence=np.array([s in SENTENCE_ENDS for s in forms], bool),
        has_letters=np.array([s.isalnum() or any(c.isalnum() for c in s) for s in forms], bool),
    )


def _witness_index(
    w: int,
    voice: int,
    is_hand: bool,
    tokens: Tokens,
    roles: Roles,
    surfaces: SurfaceTable,
    lengths: Int64,
) -> WitnessIndex:
    """Build the lookup arrays of one witness; `lengths` (c,) int64 are those of the folded strings with a space."""
    ranks = surfaces.rank[tokens.surface]
    offsets = np.zeros(len(tokens) + 1, np.int64)
    np.cumsum(lengths[tokens.surface], out=offsets[1:])
    lines = tokens.witness.line_stretches
    return WitnessIndex(
        number=w,
        voice=voice,
        is_hand=is_hand,
        tokens=tokens,
        roles=roles,
        surfaces=surfaces,
        starts=np.append(tokens.spans[:, 0], np.int32(len(tokens.witness.text))),
        previous_ends=np.append(np.int32(0), tokens.spans[:, 1]),
        ranks=ranks,
        token_codes=encode_tokens(tokens, slice(None)).tobytes(),
        rank_bytes=ranks.astype(">i4").tobytes(),
        folded_text="".join(surfaces.folded_spaced[tokens.surface].tolist()),
        folded_offsets=offsets,
        line_starts=np.array(lines.starts, np.int64),
        line_numbers=np.array(lines.lines, np.int32),
        line_files=np.array(lines.files, np.int32),
    )


def encode_tokens(tokens: Tokens, chosen: slice | Int64) -> Int32:
    """Return one number (k,) int32 for surface and sort of each of the k chosen tokens."""
    return np.asarray(tokens.surface[chosen] * np.int32(len(Sort)) + tokens.sort[chosen], np.int32)


def decode_token(code: int) -> tuple[int, Sort]:
    """Return the surface and sort that `encode_tokens` made a number of."""
    return code // len(_SORTS), _SORTS[code % len(_SORTS)]
