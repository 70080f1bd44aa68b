"""The differences of two texts as hunks: stretches of the first text with their lines, and what changed in them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

import numpy as np

from collate._arrays import Int64
from collate._dataclass import dataclass
from collate.apparatus import Apparatus, Entry, entries_and_echoes
from collate.model.alignment import GAP, Alignment
from collate.model.tokens import Sort, Tokens
from collate.rendering.lines import count_line_breaks

CONTEXT_LINES: Final = 3  # shown on each side of a difference
CONTEXT_CHARACTERS: Final = 240  # that these lines may have together; in longer lines words are shown
MOST_CHANGES: Final = 12  # in a hunk, if another can begin on a later line
CONTEXT_TOKENS: Final = 7  # of a long line, shown on each side of a difference

_Window = tuple[int, int]  # code points of the first text that are shown around a difference


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Text that both texts have, as it is in the first, with its white space."""

    text: str


@dataclass(frozen=True, slots=True)
class HunkChange:
    """What the first text has, what the second has, the entry on the difference, and where both begin."""

    old: str
    new: str
    entry: Entry
    starts: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Hunk:
    """Differences that are close together, with the text before, between and after them.

    `old_lines` and `new_lines` are the first line in each text and the number of lines. `is_cut` says whether the
    hunk begins, and whether it ends, within a line. `start` is where it begins in the first text.
    """

    old_lines: tuple[int, int]
    new_lines: tuple[int, int]
    pieces: tuple[Unchanged | HunkChange, ...]
    is_cut: tuple[bool, bool]
    start: int

    @property
    def changes(self) -> tuple[HunkChange, ...]:
        """The differences alone."""
        return tuple(piece for piece in self.pieces if isinstance(piece, HunkChange))


def hunks(apparatus: Apparatus, alignment: Alignment) -> Iterator[Hunk]:
    """Yield the hunks of an apparatus of two witnesses whose base is the first."""
    texts = TwoTexts(alignment)
    changes = [entry for entry in entries_and_echoes(apparatus) if entry.lemma is not None]
    changes.sort(key=lambda entry: (_old_span(entry), entry.unit.start, entry.number))
    group: list[Entry] = []
    window = (0, 0)
    for entry in changes:
        start, end = texts.window(*_old_span(entry))
        border = texts.border(entry) if len(group) >= MOST_CHANGES else 0
        if group and (start > window[1] or border > max(window[0], _old_span(group[-1])[1] - 1)):
            if start <= window[1]:
                window, start = (window[0], border), border
            yield texts.hunk(group, window)
            group = []
        window = (window[0], max(window[1], end)) if group else (start, end)
        group.append(entry)
    if group:
        yield texts.hunk(group, window)


def _old_span(entry: Entry) -> tuple[int, int]:
    assert entry.lemma is not None
    return entry.lemma.support[0].spans[0]


def _new_span(entry: Entry) -> tuple[int, int]:
    return entry.readings[0].support[0].spans[0]


@dataclass(frozen=True)
class TwoTexts:
    """Two aligned texts, of which the first is shown with the changes to the second."""

    alignment: Alignment

    def __repr__(self) -> str:
        return f"<TwoTexts: {len(self.old)} and {len(self.new)} tokens>"

    @cached_property
    def old(self) -> Tokens:
        """The tokens of the first text."""
        return self.alignment.tokens[0]

    @cached_property
    def new(self) -> Tokens:
        """The tokens of the second text."""
        return self.alignment.tokens[1]

    @cached_property
    def starts(self) -> list[int]:
        """The offset of each token of the first text."""
        return [*self.old.spans[:, 0].tolist()]

    @cached_property
    def new_tokens_before(self) -> Int64:
        """(n + 1,) int64: how many tokens of the second text come before the column of each token of the first."""
        has_old, has_new = self.alignment.table[:, 0] != GAP, self.alignment.table[:, 1] != GAP
        before = np.cumsum(has_new) - has_new
        return np.append(before[has_old], len(self.new))

    def border(self, entry: Entry) -> int:
        """Return where the line of a difference begins."""
        return self.old.witness.line_starts[self.old.witness.text_line(_old_span(entry)[0]) - 1]

    def window(self, start: int, end: int) -> _Window:
        """Return what is shown around a difference: some lines, or some words if the lines are long."""
        witness = self.old.witness
        lines = witness.line_starts
        first, last = witness.text_line(start) - 1, witness.text_line(end) - 1
        if start - lines[first] > CONTEXT_CHARACTERS:
            low = self._word_before(start)
        else:
            shown = [at for at in lines[max(0, first - CONTEXT_LINES) : first + 1] if start - at <= CONTEXT_CHARACTERS]
            low = shown[0]
        ends = [*lines[last + 1 : last + 2 + CONTEXT_LINES]]
        if len(ends) <= CONTEXT_LINES:
            ends.append(len(witness.text))
        shown = [at for at in ends if at - end <= CONTEXT_CHARACTERS]
        return low, shown[-1] if shown else self._word_after(end)

    def _word_before(self, offset: int) -> int:
        """Return where the words before an offset begin: never at a punctuation mark by itself."""
        i = bisect_left(self.starts, offset)
        start = max(0, i - CONTEXT_TOKENS)
        while start < i and self.old.sort[start] != Sort.WORD:
            start += 1
        return min(self.starts[start], offset) if start < len(self.starts) else offset

    def _word_after(self, offset: int) -> int:
        stop = min(len(self.old), bisect_left(self.starts, offset) + CONTEXT_TOKENS)
        return max(int(self.old.spans[stop - 1, 1]), offset) if stop else offset

    def hunk(self, group: Sequence[Entry], window: _Window) -> Hunk:
        """Build a hunk from differences that are close together."""
        text = self.old.witness.text
        low, high = window
        pieces: list[Unchanged | HunkChange] = []
        at = low
        for k, entry in enumerate(group):
            limit = _old_span(group[k + 1])[0] if k + 1 < len(group) else high
            for piece, end in self._pieces(entry, at, max(limit, _old_span(entry)[1])):
                pieces.append(piece)
                at = end
        pieces.append(Unchanged(text[at:high]))
        lines = self.old.witness.line_starts
        is_cut = (low not in lines[bisect_left(lines, low) : bisect_left(lines, low) + 1], not _ends_line(text, high))
        new_lines = _lines(self.new, *self._new_window(group, window))
        return Hunk(_lines(self.old, low, high), new_lines, tuple(pieces), is_cut, low)

    def _new_window(self, group: Sequence[Entry], window: _Window) -> _Window:
        """Return the code points of the second text that are beside a window of the first."""
        first, last = bisect_left(self.starts, window[0]), bisect_left(self.starts, window[1])
        low, high = _new_span(group[0])[0], _new_span(group[-1])[1]
        i = int(self.new_tokens_before[first])
        if first < last and i < len(self.new):
            low = min(low, int(self.new.spans[i, 0]))
        j = int(self.new_tokens_before[last - 1]) + 1 if last else 0
        if first < last and 0 < j <= len(self.new):
            high = max(high, int(self.new.spans[j - 1, 1]))
        return low, high

    def _pieces(self, entry: Entry, at: int, limit: int) -> Iterator[tuple[Unchanged | HunkChange, int]]:
        """Yield the pieces up to the end of a difference, each with the offset in the first text after it.

        White space stands beside the words to which it belongs: `{+strictly +}monotone` where there was none.
        """
        old_text, new_text = self.old.witness.text, self.new.witness.text
        start, end = _old_span(entry)
        new_start, new_end = _new_span(entry)
        start = max(start, at)
        end = max(end, start)
        before, after = _space_around(new_text, new_start, new_end)
        if start == end and not entry.unit.is_white_space:
            gap = _space_from(old_text, start)
            if _weight(gap) == _weight(after):
                lead = " " if count_line_breaks(before) == 1 and not count_line_breaks(gap) else before
                before_gap = _space_before(old_text, start)
                yield Unchanged(old_text[at:start] + ("" if before_gap else lead)), start
            elif _weight(gap) == _weight(before) and start + len(gap) <= limit:
                start = end = start + len(gap)
                yield Unchanged(old_text[at:start]), start
                new_end += len(after)
            else:
                yield Unchanged(old_text[at:start]), start
                new_start -= len(before)
                new_end += len(after) * (not gap)
        else:
            if new_start == new_end and not entry.unit.is_white_space and not before + after:
                end = min(end + len(_space_from(old_text, end)), max(limit, end))
            yield Unchanged(old_text[at:start]), start
        if entry.unit.is_white_space:
            shared = _shared_lines(old_text[start:end], new_text[new_start:new_end])
            yield Unchanged(old_text[start : start + shared]), start + shared
            start, new_start = start + shared, new_start + shared
        yield HunkChange(old_text[start:end], new_text[new_start:new_end], entry, (start, new_start)), end


def _shared_lines(old: str, new: str) -> int:
    """Return the length of the line breaks with which both stretches of white space begin."""
    shared = 0
    for k, (a, b) in enumerate(zip(old, new, strict=False)):
        if a != b:
            break
        if a in "\r\n":
            shared = k + 1
    return shared


def _space_from(text: str, offset: int) -> str:
    end = offset
    while end < len(text) and text[end].isspace():
        end += 1
    return text[offset:end]


def _space_before(text: str, offset: int) -> str:
    start = offset
    while start and text[start - 1].isspace():
        start -= 1
    return text[start:offset]


def _space_around(text: str, start: int, end: int) -> tuple[str, str]:
    return _space_before(text, start), _space_from(text, end)


def _weight(space: str) -> int:
    """Return what white space separates: nothing, words, lines or paragraphs."""
    return 1 + min(2, count_line_breaks(space)) if space else 0


def _ends_line(text: str, offset: int) -> bool:
    return offset >= len(text) or text[offset - 1] in "\r\n" or text[offset] in "\r\n"


def _lines(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """Return the first line of a stretch in its file, and the number of lines, as `diff -u` counts them."""
    text = tokens.witness.text
    if not text:
        return 0, 0
    end = max(start, end - len(_space_before(text[start:end], end - start)))
    start = min(end, start + len(_space_from(text, start)))
    first, last = tokens.witness.position(start), tokens.witness.end_position(start, end)
    return first.line, last.line - first.line + 1
