"""The words by which an entry is cited. A punctuation mark is cited with the word that it touches: `Lord. ] Lord;`."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np

from collate._dataclass import dataclass
from collate.apparatus import Entry, Reading, Support
from collate.classify.language.folding import common_prefix_length
from collate.model.alignment import GAP, Alignment
from collate.model.apparatus import Span
from collate.model.tokens import Sort
from collate.model.variation import Kind
from collate.model.witness import Siglum
from collate.terminal.display import collapse_space

_WORD, _MARK = int(Sort.WORD), int(Sort.PUNCTUATION)
_MOST_MARKS: Final = 4  # between a mark and its word, as in `said?”`


class CitedReading(NamedTuple):
    """The words by which a reading is cited.

    `is_added` says that they are added where the lemma has no words. `mark` is the mark of the lemma that the reading
    lacks or replaces, if it does not have the word beside it.
    """

    text: str
    is_added: bool
    mark: str = ""


@dataclass(frozen=True, slots=True)
class CitedWords:
    """The words by which an entry is cited.

    Attributes
    ----------
    lemma : str or None
        The words of the lemma; None if there is no lemma.
    occurrence : int
        Which occurrence of these words in their line they are, from 1.
    before, after : str
        The words before and after the lemma.
    readings : tuple of CitedReading
        The words of each reading, in the order of the entry.
    with_word : bool
        Whether the lemma is a punctuation mark, or the place of one, with the word beside it.
    """

    lemma: str | None
    occurrence: int
    before: str
    after: str
    readings: tuple[CitedReading, ...]
    with_word: bool = False

    def of_pairs(self, entry: Entry) -> list[tuple[CitedReading, CitedReading]]:
        """Return the words of both readings of each pair of an entry without a lemma."""
        words = dict(zip([reading.text for reading in entry.readings], self.readings, strict=True))
        return [(words[pair.first.text], words[pair.second.text]) for pair in entry.pairs]


def words_alone(entry: Entry) -> CitedWords:
    """Return the words of an entry as they are, a punctuation mark without its word."""
    lemma = entry.lemma
    is_added = lemma is not None and not lemma.text
    readings = tuple([CitedReading(reading.text, is_added and bool(reading.text)) for reading in entry.readings])
    if lemma is None:
        return CitedWords(None, 1, "", "", readings)
    return CitedWords(lemma.text, lemma.occurrence, lemma.before, lemma.after, readings)


@dataclass(frozen=True)
class CitedTexts:
    """The texts of a collation, from which the words of its entries are cited."""

    alignment: Alignment

    def __repr__(self) -> str:
        return f"<CitedTexts: {len(self.alignment.tokens)} witnesses>"

    @cached_property
    def _texts(self) -> "dict[Siglum, _CitedText]":
        return {t.witness.siglum: _CitedText(self.alignment, w) for w, t in enumerate(self.alignment.tokens)}

    def words(self, entry: Entry) -> CitedWords:
        """Return the words by which an entry is cited. Beside a mark they have a word, so that a reader sees it."""
        alone = words_alone(entry)
        if not _is_about_marks(entry):
            return alone
        sides = (*((entry.lemma,) if entry.lemma else ()), *entry.readings)
        seen = next(side for side in sides if side.text)
        is_before = self._texts[seen.support[0].siglum].has_its_word_before(seen.support[0].spans[0])
        first = self._cited(sides[0].support[0], is_before)
        if first is None:
            return alone
        readings = tuple(
            [self._reading(r, bare, is_before, first) for r, bare in zip(entry.readings, alone.readings, strict=True)]
        )
        if entry.lemma is None:
            return replace(alone, readings=readings, with_word=True)
        if not entry.lemma.text and readings == alone.readings:
            return alone  # marks of words that the base does not have
        readings = tuple(
            [
                r._replace(mark=entry.lemma.text) if r is bare else r
                for r, bare in zip(readings, alone.readings, strict=True)
            ]
        )
        before, after = alone.before, alone.after
        if is_before:
            before = before[: -len(first.word)] if before.endswith(first.word) else ""
        else:
            after = after[len(first.word) :] if after.startswith(first.word) else ""
        occurrence = self._texts[sides[0].support[0].siglum].occurrence(*first.tokens)
        return CitedWords(first.text, occurrence, before, after, readings, with_word=True)

    def _cited(self, support: Support, is_before: bool) -> "_Cited | None":
        return self._texts[support.siglum].cited(support.spans[0], is_before)

    def _reading(self, reading: Reading, bare: CitedReading, is_before: bool, first: "_Cited") -> CitedReading:
        """Return a reading with its own word, if that is the word of the lemma or another spelling of it."""
        if reading.variation.kind is Kind.TRANSPOSITION:
            return bare
        cited = [c for support in reading.support if (c := self._cited(support, is_before))]
        alike = [c for c in cited if c.column == first.column and _are_alike(c.word.strip(), first.word.strip())]
        same = next((c for c in alike if c.word.strip() == first.word.strip()), alike[0] if alike else None)
        return CitedReading(same.text, False) if same else bare


def _is_about_marks(entry: Entry) -> bool:
    """Return whether an entry is about punctuation marks alone."""
    lemma, readings = entry.lemma, entry.readings
    if (lemma and lemma.text[:1].isalnum()) or readings[0].text[:1].isalnum():
        return False  # most entries
    texts = ([lemma.text] if lemma else []) + [reading.text for reading in readings]
    return not entry.unit.is_white_space and not any(c.isalnum() for text in texts for c in text)


def _are_alike(word: str, other: str) -> bool:
    """Return whether two words in one column look like one word: half of the letters are alike from either end."""
    word, other = word.casefold(), other.casefold()
    alike = max(common_prefix_length(word, other), common_prefix_length(word[::-1], other[::-1]))
    return 2 * alike >= max(len(word), len(other))


class _Cited(NamedTuple):
    """A mark with its word.

    `word` is the word alone, with the white space between them, and `column` the column of the word. `tokens` are the
    first token and the one after the last.
    """

    text: str
    word: str
    column: int
    tokens: tuple[int, int]


class _CitedText:
    """A witness, in which words are found beside marks. It is indexed when it is first used."""

    def __init__(self, alignment: Alignment, w: int) -> None:
        tokens = alignment.tokens[w]
        self._column_of_witness = alignment.table[:, w]
        self._text = tokens.witness.text
        self._line_starts = tokens.witness.line_stretches.starts
        self._tokens = tokens
        self._phrases: dict[tuple[int, int], dict[tuple[int, ...], list[int]]] = {}

    @cached_property
    def _starts(self) -> list[int]:
        return [*self._tokens.spans[:, 0].tolist()]

    @cached_property
    def _ends(self) -> list[int]:
        return [*self._tokens.spans[:, 1].tolist()]

    @cached_property
    def _columns(self) -> list[int]:
        return [*np.flatnonzero(self._column_of_witness != GAP).tolist()]

    @cached_property
    def _sort(self) -> list[int]:
        return [*self._tokens.sort.tolist()]

    @cached_property
    def _surface(self) -> list[int]:
        return [*self._tokens.surface.tolist()]

    def has_its_word_before(self, span: Span) -> bool:
        """Return whether a mark belongs to the word before it: it touches that word, or no other on its line."""
        first, last = self._range(span)
        before, after = self._word_beside(first, -1), self._word_beside(last - 1, 1)
        if before is None or after is None:
            return before is not None
        space_before = self._text[self._ends[before] : span[0]]
        if not any(c.isspace() for c in space_before):
            return True
        space_after = self._text[span[1] : self._starts[after]]
        return any(c.isspace() for c in space_after) and not any(c in "\r\n" for c in space_before)

    def cited(self, span: Span, is_before: bool) -> _Cited | None:
        """Return a mark, or the place where it is missing, with the word before or after it."""
        first, last = self._range(span)
        beside = self._word_beside(first, -1) if is_before else self._word_beside(last - 1, 1)
        if beside is None:
            return None
        low, high = (beside, last) if is_before else (first, beside + 1)
        start, end = self._starts[low], self._ends[high - 1]
        word = self._text[start : span[0]] if is_before else self._text[span[1] : end]
        if first == last:
            word = word.strip()
        text = " ".join(self._text[start:end].split())
        return _Cited(text, collapse_space(word), self._columns[beside], (low, high))

    def _range(self, span: Span) -> tuple[int, int]:
        """Return the tokens [first, last) of a span; both are the token after it if it is empty."""
        first = bisect_left(self._starts, span[0])
        return first, bisect_left(self._starts, span[1]) if span[0] < span[1] else first

    def _word_beside(self, i: int, step: int) -> int | None:
        """Return the nearest word before or after a token, if nothing but a few marks is between."""
        for k in range(i + step, i + step * (_MOST_MARKS + 2), step):
            sort = self._sort[k] if 0 <= k < len(self._sort) else None
            if sort == _WORD:
                return k
            if sort != _MARK:
                return None
        return None

    def occurrence(self, low: int, high: int) -> int:
        """Return which occurrence of tokens [low, high) in their line this is; each line is indexed once."""
        line = bisect_right(self._line_starts, self._starts[low])
        size = high - low
        phrases = self._phrases.get((line, size))
        if phrases is None:
            phrases = self._phrases[line, size] = defaultdict(list)
            stop = self._line_starts[line] if line < len(self._line_starts) else len(self._text)
            first = bisect_left(self._starts, self._line_starts[line - 1])
            for i in range(first, bisect_left(self._starts, stop)):
                phrases[tuple(self._surface[i : i + size])].append(i)
        return bisect_right(phrases[tuple(self._surface[low:high])], low)
