"""Join words that editorial signs cut: `ki`, `[`, `n`, `]`, `g` are one word, `ki[n]g`.

Brackets that only editors use join by themselves; other signs (`and/or`, `f(x)`, `snake_case`) only where another
witness has the same letters unbroken, or where the work says so. A letter that calls a note, `word[a]`, stays apart.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from collate._arrays import Int64
from collate.model.tokens import Sort
from collate.text.editorial_signs import (
    BRACKETS,
    CARET,
    EDITORS_PAIRS,
    LINE_SIGNS,
    SIGNS,
)
from collate.text.known_words import KnownWords
from collate.text.normalise import has_letter
from collate.text.segmentation import TokenSpans, kept_tokens
from collate.text.short_forms import is_common_superscript, may_be_contracted
from collate.text.sign_chunks import (
    PartRange,
    SignChunk,
    are_letters,
    outer_brackets,
    sign_chunks,
)
from collate.text.word_signs import editors_words

_EDITORS_SIGNS: Final = frozenset((*EDITORS_PAIRS, *EDITORS_PAIRS.values()))
_SHORTEST_POWER: Final = 2  # letters: `a^n` may be a power, though another witness has *an*
_LEAST_SLASHED: Final = 2  # letters on each side of a line sign: `s/he` is no broken word


def join_signed_words(
    texts: Sequence[str], segmented: Sequence[TokenSpans], joining: frozenset[str] = frozenset()
) -> list[TokenSpans]:
    """Join the tokens of each word with signs in it to one token of sort WORD.

    `joining` are signs that always belong to the word, beside the brackets that only editors use.
    """
    found = [sign_chunks(w, text, spans) for w, (text, spans) in enumerate(zip(texts, segmented, strict=True))]
    known = KnownWords(texts, segmented, found)
    always = _EDITORS_SIGNS | joining
    joined = []
    for spans, of_witness in zip(segmented, found, strict=True):
        words = {
            chunk: [*_words_of_chunk(chunk, PartRange(0, len(chunk.parts)), known, always)]
            for chunk in of_witness.distinct
        }
        ranges = [
            (first + word.start, first + word.stop)
            for first, chunk in zip(of_witness.firsts, of_witness.chunks, strict=True)
            for word in words[chunk]
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
    return kept_tokens(spans, sorts, keeps)


def _words_of_chunk(
    chunk: SignChunk, span: PartRange, known: KnownWords, always: frozenset[str]
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


def _is_bracketed_word(chunk: SignChunk, span: PartRange, known: KnownWords, always: frozenset[str]) -> bool:
    """Return whether the brackets around a stretch belong to the one word in them."""
    opening = chunk.parts[span.start]
    inner = [chunk.parts[k] for k in range(span.start + 1, span.stop - 1)]
    if opening not in _EDITORS_SIGNS or any(part in SIGNS and part not in always for part in inner):
        return False
    word = chunk.letters(range(span.start + 1, span.stop - 1))
    return not _is_link(chunk, span) and are_letters(word) and word not in known.callers[chunk.witness]


def _has_inner_capital(chunk: SignChunk, span: PartRange) -> bool:
    """Return whether a part begins with a capital after a small letter: `see[Note]`, `[is]God` are two words."""
    words = [chunk.parts[k] for k in range(*span) if has_letter(chunk.parts[k])]
    return any(before[-1].islower() and word[0].isupper() for before, word in pairwise(words))


def _is_link(chunk: SignChunk, span: PartRange) -> bool:
    """Return whether the square bracket at the end of a stretch belongs to a link of Markdown: `[text](address)`."""
    following = chunk.parts[span.stop] if span.stop < len(chunk.parts) else chunk.follows
    return chunk.parts[span.stop - 1] == "]" and following in ("(", "[", ":")


def _has_unbroken_word(chunk: SignChunk, span: PartRange, signs: set[str], known: KnownWords) -> bool:
    """Return whether another witness has the letters of a stretch unbroken, or the word that `w^th` shortens."""
    word = chunk.letters(range(*span))
    if signs <= BRACKETS and _is_rejected_inside(chunk, span, known):
        return True
    if CARET in signs and signs <= {CARET, "{", "}"}:
        return _is_superscript(chunk, span, word, known)
    if (
        len(word) < 2
        or not are_letters(word)
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


def _is_rejected_inside(chunk: SignChunk, span: PartRange, known: KnownWords) -> bool:
    """Return whether another witness has the letters outside of brackets that are inside a word: sa{y}id / said."""
    inside, outside = chunk.sides(span)
    if not inside or not outside or not outside[0] < inside[0] <= inside[-1] < outside[-1]:
        return False
    if not chunk.partner or known.has_tags[chunk.witness]:
        return False
    return known.others_have(chunk.letters(outside), chunk.witness)


def _is_superscript(chunk: SignChunk, span: PartRange, word: str, known: KnownWords) -> bool:
    """Return whether a stretch is a word with superscript letters, `w^th`, and no power, `x^n`."""
    caret = chunk.parts.index(CARET, *span)
    line, raised = chunk.letters(range(span.start, caret)), chunk.letters(range(caret + 1, span.stop))
    if not line or not raised.isalpha():
        return False
    if is_common_superscript(line, raised) or (len(word) > _SHORTEST_POWER and known.others_have(word, chunk.witness)):
        return True
    return any(
        may_be_contracted(word, raised, full)
        for words in known.others(chunk.witness)
        for full in words
        if full[:1] == word[:1]
    )


def _is_completed(chunk: SignChunk, span: PartRange, known: KnownWords) -> bool:
    """Return whether brackets hold letters of the word that they touch, and no note, gloss or index."""
    inside, outside = chunk.sides(span)
    if not inside and BRACKETS.isdisjoint(chunk.parts[span.start : span.stop]):
        return not _has_inner_capital(chunk, span)  # signs of line ends, which always join in this work
    whole, added, stem = chunk.letters(range(*span)), chunk.letters(inside), chunk.letters(outside)
    if (
        _is_link(chunk, span)
        or _has_inner_capital(chunk, span)
        or not are_letters(added)
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
