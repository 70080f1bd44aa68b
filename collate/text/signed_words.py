"""Join words that editorial signs cut: `ki`, `[`, `n`, `]`, `g` are one word, `ki[n]g`.

Brackets that only editors use join by themselves; other signs (`and/or`, `f(x)`, `snake_case`) only where another
witness has the same letters unbroken, or where the work says so. A letter that calls a note, `word[a]`, stays apart.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, combinations, pairwise
from typing import Final

import numpy as np

from collate._arrays import Bool, Int64
from collate._codepoints import code_points, factorize_spans
from collate.model.tokens import Sort
from collate.text.editorial_signs import (
    BRACKETS,
    CARET,
    EDITORS_PAIRS,
    LINE_SIGNS,
    SIGNS,
)
from collate.text.normalise import has_letter
from collate.text.segmentation import TokenSpans
from collate.text.short_forms import is_common_superscript, may_be_contracted
from collate.text.sign_chunks import PartRange, SignChunk, SignedStretches, older_letters, outer_brackets, sign_chunks
from collate.text.word_signs import editors_words

_END_TAG: Final = re.compile(r"</[A-Za-z]|/>")
_EDITORS_SIGNS: Final = frozenset((*EDITORS_PAIRS, *EDITORS_PAIRS.values()))
_MARKS_IN_WORD: Final = 3  # hyphens, apostrophes and marks of a word that are no letters of it
_BETWEEN_WORDS: Final = "\0"  # no word has it, and it is no letter
_LEAST_SLASHED: Final = 2  # letters on each side of a line sign: `s/he` is no broken word


@dataclass(frozen=True)
class _Vocabularies:
    """What decides whether signs belong to a word. Most texts do not need it, so it is computed when it is used.

    texts, segmented, stretches   those of each witness
    """

    texts: Sequence[str]
    segmented: Sequence[TokenSpans]
    stretches: Sequence[SignedStretches]

    @property
    def chunks(self) -> Iterator[SignChunk]:
        """The stretches of all witnesses that may be words with signs."""
        return (chunk for of_witness in self.stretches for chunk in of_witness.chunks)

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
        return [_callers(text, found.chunks) for text, found in zip(self.texts, self.stretches, strict=True)]

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


def join_signed_words(
    texts: Sequence[str], segmented: Sequence[TokenSpans], joining: frozenset[str] = frozenset()
) -> list[TokenSpans]:
    """Join the tokens of each word with signs in it to one token of sort WORD.

    `joining` are signs that always belong to the word, beside the brackets that only editors use.
    """
    found = [sign_chunks(w, text, spans) for w, (text, spans) in enumerate(zip(texts, segmented, strict=True))]
    known = _Vocabularies(texts, segmented, found)
    always = _EDITORS_SIGNS | joining
    joined = []
    for spans, of_witness in zip(segmented, found, strict=True):
        ranges = [
            (chunk.first + r.start, chunk.first + r.stop)
            for chunk in of_witness.chunks
            for r in _words_of_chunk(chunk, PartRange(0, len(chunk.parts)), known, always)
        ]
        ranges += [(k, k + 3) for k in of_witness.bracketed]
        joined.append(_joined(spans, np.array(sorted(ranges), np.int64)) if ranges else spans)
    return joined


def _joined(segmented: TokenSpans, ranges: Int64) -> TokenSpans:
    """Join the tokens of each range; `ranges` (n, 2) int64 are [first, stop), in order and without overlap."""
    spans, sorts = segmented.spans.copy(), segmented.sorts.copy()
    first, stop = ranges[:, 0], ranges[:, 1]
    spans[first, 1], sorts[first] = spans[stop - 1, 1], Sort.WORD
    drops = np.zeros(len(spans) + 1, np.int8)
    np.add.at(drops, first + 1, 1)
    np.add.at(drops, stop, -1)
    keeps = np.cumsum(drops[:-1]) == 0
    return TokenSpans(np.ascontiguousarray(spans[keeps]), sorts[keeps])


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
        is_free &= np.isin(segmented.spans[:, 1] - segmented.spans[:, 0], [*lengths])
    is_free[stretches.outside] = False
    for chunk in stretches.chunks:
        is_free[chunk.first : chunk.first + len(chunk.parts)] = False
    spans = np.ascontiguousarray(segmented.spans[is_free])
    if not len(spans):
        return frozenset()
    firsts, _ = factorize_spans(code_points(text), spans)
    words = [text[start:end] for start, end in spans[firsts].tolist()]
    return frozenset(older_letters(_BETWEEN_WORDS.join(words)).split(_BETWEEN_WORDS))


def _callers(text: str, chunks: Sequence[SignChunk]) -> frozenset[str]:
    """Return the single letters in brackets that call notes: they count from a, or a line begins with them."""
    found = [
        added
        for chunk in chunks
        for k, other in chunk.partner.items()
        if other == k + 2 and len(added := chunk.written([k + 1])) == 1
    ]
    if not found:
        return frozenset()
    counted = [b for a, b in pairwise(found) if ord(b) - ord(a) == 1]
    counts = found[:1] == ["a"] and len(found) > 1 and 2 * len(counted) >= len(found) - 1
    bodies = {m[1].lower() for m in re.finditer(r"^[^\S\r\n]*\[(\w)\][^\S\r\n]+\S", text, re.MULTILINE)}
    repeated = {letter for letter, count in Counter(found).items() if count > 1}
    return frozenset(found) if counts else frozenset(bodies & repeated)


def _words_of_chunk(
    chunk: SignChunk, span: PartRange, known: _Vocabularies, always: frozenset[str]
) -> Iterator[PartRange]:
    """Yield the parts of a chunk that are one word each, with their signs."""
    span = chunk.trimmed(span)
    signs = {chunk.parts[k] for k in range(*span) if chunk.parts[k] in SIGNS}
    if not signs or span.stop - span.start < 2:
        return
    if chunk.partner.get(span.start) == span.stop - 1:
        inner = PartRange(span.start + 1, span.stop - 1)
        if _is_bracketed_word(chunk, span, known, always):
            yield span
        else:
            yield from _words_of_chunk(chunk, inner, known, always)
        return
    if (signs <= always and _is_completed(chunk, span, known)) or _has_unbroken_word(chunk, span, signs, known):
        yield span
        return
    for part in _split(chunk, span, signs - always or signs):
        yield from _words_of_chunk(chunk, part, known, always)


def _split(chunk: SignChunk, span: PartRange, signs: set[str]) -> Iterator[PartRange]:
    """Yield what is between the signs of a stretch."""
    start = span.start
    for k in range(*span):
        if chunk.parts[k] in signs:
            yield PartRange(start, k)
            start = k + 1
    yield PartRange(start, span.stop)


def _is_bracketed_word(chunk: SignChunk, span: PartRange, known: _Vocabularies, always: frozenset[str]) -> bool:
    """Return whether the brackets around a stretch belong to the one word in them."""
    opening = chunk.parts[span.start]
    inner = [chunk.parts[k] for k in range(span.start + 1, span.stop - 1)]
    if opening not in _EDITORS_SIGNS or any(part in SIGNS and part not in always for part in inner):
        return False
    word = chunk.letters(range(span.start + 1, span.stop - 1))
    return not _is_link(chunk, span) and word.isalpha() and word not in known.callers[chunk.witness]


def _has_inner_capital(chunk: SignChunk, span: PartRange) -> bool:
    """Return whether a part begins with a capital after a small letter: `see[Note]`, `[is]God` are two words."""
    words = [chunk.parts[k] for k in range(*span) if has_letter(chunk.parts[k])]
    return any(before[-1].islower() and word[0].isupper() for before, word in pairwise(words))


def _is_link(chunk: SignChunk, span: PartRange) -> bool:
    """Return whether the square bracket at the end of a stretch belongs to a link of Markdown: `[text](address)`."""
    following = chunk.parts[span.stop] if span.stop < len(chunk.parts) else chunk.follows
    return chunk.parts[span.stop - 1] == "]" and following in ("(", "[", ":")


def _has_unbroken_word(chunk: SignChunk, span: PartRange, signs: set[str], known: _Vocabularies) -> bool:
    """Return whether another witness has the letters of a stretch unbroken, or the word that `w^th` shortens."""
    word = chunk.letters(range(*span))
    if CARET in signs and signs <= {CARET, "{", "}"}:
        return _is_superscript(chunk, span, word, known)
    if (
        len(word) < 2
        or not word.isalpha()
        or _has_inner_capital(chunk, span)
        or not known.others_have(word, chunk.witness)
    ):
        return False
    if signs & {"<", ">"} and known.has_tags[chunk.witness]:
        return False
    if signs & set(LINE_SIGNS):
        pieces = [chunk.letters(range(*piece)) for piece in _split(chunk, span, signs & set(LINE_SIGNS))]
        if min(map(len, pieces)) < _LEAST_SLASHED and "/" in signs:
            return False
    # `word(s)` is two words at once where others have `word`; a single letter is no word.
    is_author = bool(signs & {"(", ")"})
    return not any(is_author and len(stem) > 1 and known.has(stem) for stem, _, _ in outer_brackets(chunk))


def _is_superscript(chunk: SignChunk, span: PartRange, word: str, known: _Vocabularies) -> bool:
    """Return whether a stretch is a word with superscript letters, `w^th`, and no power, `x^n`."""
    caret = chunk.parts.index(CARET, *span)
    line, raised = chunk.letters(range(span.start, caret)), chunk.letters(range(caret + 1, span.stop))
    if not line or not raised.isalpha():
        return False
    if known.others_have(word, chunk.witness) or is_common_superscript(line, raised):
        return True
    return any(
        may_be_contracted(word, raised, full)
        for words in known.others(chunk.witness)
        for full in words
        if full[:1] == word[:1]
    )


def _is_completed(chunk: SignChunk, span: PartRange, known: _Vocabularies) -> bool:
    """Return whether brackets hold letters of the word that they touch, and no note, gloss or index."""
    inside, outside = chunk.sides(span)
    if not inside and BRACKETS.isdisjoint(chunk.parts[span.start : span.stop]):
        return not _has_inner_capital(chunk, span)  # signs of line ends, which always join in this work
    whole, added, stem = chunk.letters(range(*span)), chunk.letters(inside), chunk.letters(outside)
    if (
        _is_link(chunk, span)
        or _has_inner_capital(chunk, span)
        or not added.isalpha()
        or not any(map(str.isalpha, stem))
    ):
        return False
    is_inner = outside[0] < inside[0] and outside[-1] > inside[-1] and len(chunk.partner) > 0
    if is_inner or known.has(whole):
        return True
    if added in editors_words() or (known.has(stem) and (len(added) == 1 or known.has(added))):
        return False
    if len(added) == 1 and added in known.callers[chunk.witness]:
        return False
    return all(len(known.beside.get((stem, at_end), ())) < 2 for at_end in (False, True))
