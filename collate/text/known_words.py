"""The words of all witnesses, by which the tokeniser decides whether signs belong to a word."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, combinations, pairwise
from typing import Final

import numpy as np

from collate._arrays import Bool, is_one_of
from collate._codepoints import code_points, factorize_spans
from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate.model.tokens import Sort
from collate.text.editorial_signs import CARET
from collate.text.normalise import has_letter
from collate.text.segmentation import TokenSpans
from collate.text.sign_chunks import SignChunk, SignedStretches, older_letters, outer_brackets

_END_TAG: Final = late_regex(r"</[A-Za-z]|/>")
_MARKS_IN_WORD: Final = 3  # hyphens, apostrophes and marks of a word that are no letters of it
_BETWEEN_WORDS: Final = "\0"  # no word has it, and it is no letter


@dataclass(frozen=True)
class KnownWords:
    """What decides whether signs belong to a word. Most texts do not need it, so it is computed when it is used.

    texts, segmented, stretches   those of each witness
    """

    texts: Sequence[str]
    segmented: Sequence[TokenSpans]
    stretches: Sequence[SignedStretches]

    @property
    def chunks(self) -> Iterator[SignChunk]:
        """The stretches of all witnesses that may be words with signs; of equal ones of a witness, one."""
        return (chunk for of_witness in self.stretches for chunk in of_witness.distinct)

    @cached_property
    def words(self) -> Sequence[frozenset[str]]:
        """The words of each witness without those that signs cut, as letters."""
        chunks = [chunk for chunk in self.chunks if chunk.has_inner_sign]
        lengths = None if any(CARET in chunk.parts for chunk in chunks) else _lengths(chunks)
        return [
            _words(*of_witness, lengths) for of_witness in zip(self.texts, self.segmented, self.stretches, strict=True)
        ]

    @cached_property
    def beside(self) -> dict[tuple[str, bool], set[str]]:
        """For the letters outside of a bracket at an end of a word, the letters inside of it in the whole work."""
        beside: dict[tuple[str, bool], set[str]] = {}
        for chunk in self.chunks:
            for stem, at_end, added in outer_brackets(chunk):
                beside.setdefault((stem, at_end), set()).add(added)
        return beside

    @cached_property
    def callers(self) -> Sequence[frozenset[str]]:
        """For each witness, the single letters that call notes."""
        return [_callers(text, found) for text, found in zip(self.texts, self.stretches, strict=True)]

    @cached_property
    def has_tags(self) -> Sequence[bool]:
        """Whether each witness has end tags, so that angle brackets are markup."""
        return [_END_TAG.search(text) is not None for text in self.texts]

    @cached_property
    def first_copies(self) -> Sequence[int]:
        """The number of the first text with the same characters beside white space: copies are no second voice."""
        first_with: dict[str, int] = {}
        return [first_with.setdefault("".join(text.split()), w) for w, text in enumerate(self.texts)]

    def others(self, witness: int) -> Iterator[frozenset[str]]:
        """Yield the words of each other witness that is no copy of this one."""
        for words, copied in zip(self.words, self.first_copies, strict=True):
            if copied != self.first_copies[witness]:
                yield words

    def has(self, word: str) -> bool:
        """Return whether any witness has a word."""
        return any(word in words for words in self.words)

    def others_have(self, word: str, witness: int) -> bool:
        """Return whether another witness has a word."""
        having = [w for w, words in enumerate(self.words) if w != witness and word in words]
        return any(self.first_copies[w] != self.first_copies[witness] for w in having)


def _lengths(chunks: Sequence[SignChunk]) -> frozenset[int]:
    """Return the lengths that a word may have that is looked up, and a little more.

    It has the letters of all parts of a chunk, or, if there are brackets, of some in a row.
    """
    lengths: set[int] = set()
    for chunk in chunks:
        total = [0, *accumulate(len(part) if has_letter(part) else 0 for part in chunk.parts)]
        lengths.update(b - a for a, b in (combinations(total, 2) if chunk.partner else [(0, total[-1])]))
    return frozenset(length + more for length in lengths for more in range(_MARKS_IN_WORD + 1))


def _words(
    text: str, segmented: TokenSpans, stretches: SignedStretches, lengths: frozenset[int] | None
) -> frozenset[str]:
    """Return the letters of each distinct word of a text that no sign touches; only of some lengths, if not None."""
    is_free: Bool = np.asarray(segmented.sorts == Sort.WORD)
    if lengths is not None:
        is_free &= is_one_of(segmented.spans[:, 1] - segmented.spans[:, 0], lengths)
    is_free[stretches.outside] = False
    for first, chunk in zip(stretches.firsts, stretches.chunks, strict=True):
        is_free[first : first + len(chunk.parts)] = False
    spans = np.ascontiguousarray(segmented.spans[is_free])
    if not len(spans):
        return frozenset()
    firsts, _ = factorize_spans(code_points(text), spans)
    words = [text[start:end] for start, end in spans[firsts].tolist()]
    return frozenset(older_letters(_BETWEEN_WORDS.join(words)).split(_BETWEEN_WORDS))


def _callers(text: str, stretches: SignedStretches) -> frozenset[str]:
    """Return the single letters in brackets that call notes: they count from a, or a line begins with them."""
    single = {
        chunk: [
            added for k, other in chunk.partner.items() if other == k + 2 and len(added := chunk.written([k + 1])) == 1
        ]
        for chunk in stretches.distinct
    }
    found = [added for chunk in stretches.chunks for added in single[chunk]]
    if not found:
        return frozenset()
    counted = [b for a, b in pairwise(found) if ord(b) - ord(a) == 1]
    counts = found[:1] == ["a"] and len(found) > 1 and 2 * len(counted) >= len(found) - 1
    bodies = {m[1].lower() for m in re.finditer(r"^[^\S\r\n]*\[(\w)\][^\S\r\n]+\S", text, re.MULTILINE)}
    repeated = {letter for letter, count in Counter(found).items() if count > 1}
    return frozenset(found) if counts else frozenset(bodies & repeated)
