"""Stretches of a text without white space that have editorial signs: `ki[n]g`, `vn|to`, `(f(x)`.

A few lines more than 300: the columns of the stretches and the questions about them belong together.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np

from collate._arrays import is_one_of
from collate._codepoints import code_points
from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate.model.tokens import Sort
from collate.text.editorial_signs import (
    BRACKETS,
    EDITORS_PAIRS,
    LONE_SIGNS,
    OTHER_PAIRS,
    SIGNS,
    matching_brackets,
)
from collate.text.latex import BACKSLASH
from collate.text.normalise import APOSTROPHES, HYPHENS, has_letter, letters
from collate.text.segmentation import TokenSpans

_WORD: Final = int(Sort.WORD)  # looked up once: an attribute of an Enum is slow
MAX_WORD: Final = 100  # code points of a word with its signs
_BRACKETED_WORD: Final = late_regex(r"\[[^\W\d_]{2,}\](?=[\s.,;!?)]|$)")
_JOINTS: Final = frozenset(APOSTROPHES + HYPHENS + "·")  # marks that may be beside a sign inside a word
_ONLY_AT_LINE_END: Final = "=¬"
_SIGNS_AND_JOINTS: Final = SIGNS | _JOINTS
_OPENING_AND_WORD: Final = late_regex(r"[\[(<{][A-Za-z]")
_SIGN_AND_WORD: Final = late_regex(r"[\[(<{][A-Za-z]{1,90}|[A-Za-z]{1,90}[\])>}]")
_FIRST_UNSPACED: Final = "\u0e00"
UNSPACED: Final = late_regex(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uf900-\ufaff\U00020000-\U0003ffff]"
)
_OLDER_LETTERS: Final = (("v", "u"), ("j", "i"), ("ſ", "s"), *((c, "") for c in (*sorted(_JOINTS), *" \n\r\t\f")))
_PARTS_WITH_A_LONE_SIGN: Final = 2  # a sign and a word, or less
_LONGEST_BREAK: Final = 20  # code points between a hyphen and the rest of its word


def older_letters(word: str) -> str:
    """Return the letters of a word as they are compared here: u is v, and i is j, as older writers have it.

    Accents count, because vocabularies are folded whole.
    """
    composed = word if word.isascii() else unicodedata.normalize("NFC", word)
    older = composed.casefold()
    for written, meant in _OLDER_LETTERS:  # faster than `translate`, which looks up every letter
        if written in older:
            older = older.replace(written, meant)
    return older


def are_letters(word: str) -> bool:
    """Return whether there are letters, and nothing but letters and marks on them; ῷ is folded to ω, a mark and ι."""
    return word.isalpha() or (word[:1].isalpha() and all(c.isalpha() or _is_mark(c) for c in word))


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "M"


class PartRange(NamedTuple):
    """Parts [start, stop) of a chunk: perhaps one word with its signs."""

    start: int
    stop: int


@dataclass(frozen=True, eq=False)
class SignChunk:
    """Tokens that no white space separates, with a sign among them; one for all places of a witness that are equal.

    witness   the number of the witness
    parts     the tokens as written
    follows   the character after it
    """

    witness: int
    parts: tuple[str, ...]
    follows: str

    @cached_property
    def partner(self) -> dict[int, int]:
        """The part with the other bracket, for each bracket of a pair."""
        return matching_brackets(self.parts)

    def letters(self, parts: Iterable[int]) -> str:
        """Return the letters of some parts."""
        return older_letters("".join([self.parts[k] for k in parts if self.parts[k] not in SIGNS]))

    @property
    def has_inner_sign(self) -> bool:
        """Whether a sign is between letters, not only around all of them."""
        span = self.trimmed(PartRange(0, len(self.parts)))
        while span.stop > span.start and self.partner.get(span.start) == span.stop - 1:
            span = self.trimmed(PartRange(span.start + 1, span.stop - 1))
        return any(self.parts[k] in SIGNS for k in range(*span))

    def written(self, parts: Iterable[int]) -> str:
        """Return the letters of some parts, with u and v as they are written."""
        return letters("".join([self.parts[k] for k in parts if self.parts[k] not in SIGNS]))

    def trimmed(self, span: PartRange) -> PartRange:
        """Leave out signs and joints at both ends that are no bracket of a pair inside."""
        start, stop = span
        while start < stop and not self._belongs(start, start, stop):
            start += 1
        while start < stop and not self._belongs(stop - 1, start, stop):
            stop -= 1
        return PartRange(start, stop)

    def _belongs(self, k: int, start: int, stop: int) -> bool:
        if self.parts[k] in BRACKETS:
            return start <= self.partner.get(k, -1) < stop
        return has_letter(self.parts[k])

    def sides(self, span: PartRange) -> tuple[list[int], list[int]]:
        """Return the parts inside and outside of brackets."""
        inside: list[int] = []
        outside: list[int] = []
        depth = 1 if self._first_half(span) == "]" else 0
        for k in range(*span):
            part = self.parts[k]
            if part in BRACKETS:
                depth += 1 if part in EDITORS_PAIRS or part in OTHER_PAIRS else -1
            elif has_letter(part):
                (inside if depth > 0 else outside).append(k)
        return inside, outside

    def _first_half(self, span: PartRange) -> str:
        """Return "]" if the first bracket without a partner closes a pair that was opened before."""
        halves = [self.parts[k] for k in range(*span) if self.parts[k] in BRACKETS and k not in self.partner]
        return "]" if halves and halves[0] not in EDITORS_PAIRS and halves[0] not in OTHER_PAIRS else ""


def outer_brackets(chunk: SignChunk) -> Iterator[tuple[str, bool, str]]:
    """Yield the letters outside of each pair of brackets at an end of a chunk, whether it is the end, those in it."""
    span = chunk.trimmed(PartRange(0, len(chunk.parts)))
    for k, other in chunk.partner.items():
        if k < other and (k == span.start) != (other == span.stop - 1):
            at_end = other == span.stop - 1
            outside = range(span.start, k) if at_end else range(other + 1, span.stop)
            yield chunk.letters(outside), at_end, chunk.written(range(k + 1, other))
        # `a[i]<b[j]`: the bracket is at the end of a word that other signs part from the rest.
        after = chunk.parts[other + 1] if other + 1 < len(chunk.parts) else ""
        if 1 < k < other and chunk.parts[k - 2] in LONE_SIGNS + "<>(){}" and not has_letter(after):
            yield chunk.letters([k - 1]), True, chunk.written(range(k + 1, other))


class SignedStretches(NamedTuple):
    """Where a sign touches a letter in a text.

    chunks      stretches of tokens that may be words with signs; equal ones are one object
    firsts      the first token of each of them
    bracketed   the opening bracket of each `[word]` with nothing but white space or a stop around it
    outside     the words of stretches such as `[word`, where the sign is about more words than this
    """

    chunks: list[SignChunk]
    firsts: list[int]
    bracketed: list[int]
    outside: list[int]

    @property
    def distinct(self) -> list[SignChunk]:
        """Each chunk once, in the order in which they occur first."""
        return list(dict.fromkeys(self.chunks))


def sign_chunks(witness: int, text: str, segmented: TokenSpans) -> SignedStretches:
    """Return the stretches of tokens without white space in which a sign touches a letter.

    The usual cases, `[word]` and `[several words]`, are decided at once.
    """
    stretches = SignedStretches([], [], [], [])
    found = _sign_tokens(text, segmented)
    if not found:
        return stretches
    starts, ends = segmented.spans[:, 0].data, segmented.spans[:, 1].data  # an item of these is an int of Python
    reader = _TokenReader(text, starts, ends, segmented.sorts.data)
    distinct: dict[tuple[str, ...], SignChunk] = {}
    done = 0
    for k in found:
        if k < done or not _touches_letter(text, starts[k]):
            continue
        if text[starts[k]] == "[" and reader.is_bracketed_word(k):
            stretches.bracketed.append(k)
            done = k + 3
            continue
        first, stop = reader.at_one_word(k, done) or reader.chunk(k, done)
        done = stop
        if text[starts[first] - 1 : starts[first]] == BACKSLASH:
            first += 1  # the name of a command is no part of a word: `\\item[a]`
        if ends[stop - 1] - starts[first] > MAX_WORD:
            continue
        if stop - first <= _PARTS_WITH_A_LONE_SIGN:
            stretches.outside.extend(range(first, stop))
        else:
            parts = tuple([text[starts[i] : ends[i]] for i in range(first, stop)])
            follows = text[ends[stop - 1] : ends[stop - 1] + 1]
            chunk = distinct.setdefault((*parts, follows), SignChunk(witness, parts, follows))
            stretches.chunks.append(chunk)
            stretches.firsts.append(first)
    return stretches


def _sign_tokens(text: str, segmented: TokenSpans) -> list[int]:
    """Return the tokens that are one sign."""
    if not any(sign in text for sign in SIGNS):
        return []
    single = np.flatnonzero(
        (segmented.sorts == np.int8(Sort.PUNCTUATION)) & (segmented.spans[:, 1] - segmented.spans[:, 0] == 1)
    )
    points = code_points(text).take(segmented.spans[single, 0])
    return [*single[is_one_of(points, map(ord, SIGNS))].tolist()]


def _touches_letter(text: str, at: int) -> bool:
    """Return whether a letter or a mark on one is beside the character at an offset."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return before.isalnum() or after.isalnum() or any(_is_mark(c) for c in before + after)


def _follows_hyphen(text: str, at: int) -> bool:
    """Return whether only white space is between an offset and a hyphen before it."""
    return text[max(0, at - _LONGEST_BREAK) : at].rstrip()[-1:] in tuple(HYPHENS)


class _TokenReader(NamedTuple):
    """The tokens of a text, to find what stands together."""

    text: str
    starts: "memoryview[int]"
    ends: "memoryview[int]"
    sorts: "memoryview[int]"

    def surface(self, k: int) -> str:
        """Return token k as written."""
        return self.text[self.starts[k] : self.ends[k]]

    def is_bracketed_word(self, k: int) -> bool:
        """Return whether tokens k to k + 2 are `[word]`, and nothing but white space or a stop touches them."""
        at = self.starts[k]
        match = _BRACKETED_WORD.match(self.text, at)
        if match is None or self.ends[k + 1] != match.end() - 1 or UNSPACED.match(self.text[at + 1]):
            return False
        return at == 0 or (self.text[at - 1].isspace() and not _follows_hyphen(self.text, at))

    def at_one_word(self, k: int, least: int) -> tuple[int, int] | None:
        """Return the tokens [first, stop) if sign k touches a word of plain letters, and they nothing else."""
        first = k if _OPENING_AND_WORD.match(self.text, self.starts[k]) else k - 1
        if first < least or first + 1 >= len(self.starts):
            return None
        start, end = self.starts[first], self.ends[first + 1]
        stretch = self.text[start:end]
        if not _SIGN_AND_WORD.fullmatch(stretch) or not (start == 0 or self.text[start - 1].isspace()):
            return None
        follows = self.text[end : end + 1]
        is_apart = not follows or follows.isspace() or follows in ".,;:!?"
        return (first, first + 2) if is_apart and not _follows_hyphen(self.text, start) else None

    def is_part(self, k: int) -> bool:
        """Return whether token k may be a part of a word with signs."""
        if self.sorts[k] == _WORD:
            return True
        if self.ends[k] - self.starts[k] != 1 or self.text[self.starts[k]] not in _SIGNS_AND_JOINTS:
            return False
        # `x[i]=y` is no broken word.
        return (
            self.text[self.starts[k]] not in _ONLY_AT_LINE_END or self.text[self.ends[k] : self.ends[k] + 1].isspace()
        )

    def touches(self, k: int) -> bool:
        """Return whether token k + 1 continues the chunk of token k."""
        if k + 1 == len(self.starts) or not self.is_part(k + 1) or not self.is_part(k):
            return False
        is_unspaced = self.is_unspaced(k)
        if is_unspaced != self.is_unspaced(k + 1):
            return self.encloses_character(k) or self.encloses_character(k - 1)
        if self.ends[k] == self.starts[k + 1]:
            return not is_unspaced
        space = self.text[self.ends[k] : self.starts[k + 1]]
        breaks_line = self.text[self.ends[k] - 1] in HYPHENS and ("\n" in space or "\r" in space)
        return breaks_line and (self._is_sign(k - 1) or self._is_sign(k + 1))

    def _is_sign(self, k: int) -> bool:
        return k >= 0 and self.text[self.starts[k]] in SIGNS

    def is_unspaced(self, k: int) -> bool:
        """Return whether token k is a character of a script without spaces."""
        char = self.text[self.starts[k]]
        return char >= _FIRST_UNSPACED and UNSPACED.match(char) is not None

    def encloses_character(self, k: int) -> bool:
        """Return whether tokens k to k + 2 are one such character in brackets."""
        if (
            not 0 <= k < len(self.starts) - 2
            or self.ends[k + 2] - self.starts[k] != self.ends[k + 1] - self.starts[k + 1] + 2
        ):
            return False
        return EDITORS_PAIRS.get(self.surface(k)) == self.surface(k + 2) and self.is_unspaced(k + 1)

    def chunk(self, k: int, least: int) -> tuple[int, int]:
        """Return the tokens [first, stop) around token k that belong together; `first` is not before `least`."""
        first = last = k
        while first > least and self.touches(first - 1):
            first -= 1
        while self.touches(last):
            last += 1
        return first, last + 1
