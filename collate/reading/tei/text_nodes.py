"""The text nodes of a file while it is read: which character stands where, and what white space means."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable
from typing import Final

from lxml import etree

from collate._late_regex import late_regex
from collate._repr import repr_line
from collate.reading.tei.moved_stretches import Offsets
from collate.reading.transcript import SPACES, Separator, SourcePoint, Transcript, visible_length
from collate.reading.xml_source import XmlSource

ABSENT: Final = "(absent)"  # among the spans that are skipped: where a witness of an edition is absent
SOFT_HYPHEN: Final = "\u00ad"
_IN_WORD: Final = late_regex(r"[^ \t\r\n]+")
_IN_TEXT: Final = late_regex(r"[^ \t\r\n]+(?: [^ \t\r\n]+)*")
_SPACE: Final = Separator.SPACE
_NEAR: Final = 8  # runs: the next text is most often in one of them
_FAR: Final = 2**31 - 1


class TextNodes:
    """Reads the text nodes of a file, in order.

    Attributes
    ----------
    cursor : int
        How many characters of the text nodes of the file were passed.
    in_word : int
        How many `w` are open: white space inside them means nothing.
    joins_words : int
        How many `seg type="nb"` are open: white space between words means nothing.
    skipping : set of str
        Where the spans end that are no part of this state of the text.
    """

    def __init__(
        self, source: XmlSource, number: int, transcript: Transcript, has_spaces: bool, offsets: Offsets | None
    ) -> None:
        self.transcript = transcript
        self.cursor = 0
        self.in_word = self.joins_words = 0
        self.skipping: set[str] = set()
        self.stops: list[tuple[int, Callable[[], None]]] = []  # what begins after a number of letters
        self.joins_mark = False  # whether a mark of punctuation that comes next stands at the word before it
        self.is_silent = False  # whether the text is that of another hand
        self.is_unusual = False  # whether one of these is set
        self.offsets = offsets
        self._has_spaces = has_spaces
        self._number = number
        positions = source.positions
        self._starts = positions.offsets + array("i", (_FAR, _FAR))
        self._lines, self._columns = positions.lines + array("i", (1,)), positions.columns + array("i", (1,))
        self._run = 0
        self._last = max(len(positions.offsets) - 1, 0)

    def __repr__(self) -> str:
        return repr_line("TextNodes", f"{self.cursor} passed")

    def _set(self) -> None:
        self.is_unusual = bool(
            self.in_word or self.joins_words or self.skipping or self.stops or self.is_silent or self.joins_mark
        )

    def open_word(self) -> None:
        """Begin a word: white space in it means nothing."""
        self.in_word += 1
        self.is_unusual = True

    def close_word(self) -> None:
        """End a word."""
        self.in_word -= 1
        self._set()

    def join_words(self, change: int) -> None:
        """Open (1) or close (-1) a stretch in which white space between words means nothing."""
        self.joins_words += change
        self._set()

    def skip_to(self, end: str) -> None:
        """Begin a span that is no part of this state of the text."""
        self.skipping.add(end)
        self._set()

    def stop_skipping(self, end: str) -> None:
        """End such a span."""
        self.skipping.discard(end)
        self._set()

    def join_mark(self) -> None:
        """Let a mark of punctuation that comes next stand at the word before it, whatever white space is between."""
        self.joins_mark = self.is_unusual = True

    def speak(self, aloud: bool) -> bool:
        """Read what comes next, or leave it out as the words of other hands; return which was done before."""
        before = not self.is_silent
        self.is_silent = not aloud
        self._set()
        return before

    def stop_at(self, stops: list[tuple[int, Callable[[], None]]]) -> None:
        """Name what begins after numbers of letters of the text that comes next."""
        self.stops = stops
        self._set()

    def enter(self, element: etree._Element) -> None:
        """Go to the text in an element, if the file is not read in its order."""
        if self.offsets is not None:
            self.cursor = self.offsets.texts[element]

    def leave(self, element: etree._Element) -> None:
        """Go to the text behind an element, if the file is not read in its order."""
        if self.offsets is not None:
            self.cursor = self.offsets.tails[element]

    def point(self, offset: int) -> SourcePoint:
        """Return where a character of the text nodes stands in the file."""
        n = self._run_at(offset)
        return SourcePoint(self._lines[n], self._columns[n] + offset - self._starts[n], self._number)

    def _run_at(self, offset: int) -> int:
        """Return the number of the run of a character; it is most often the last one, or the next."""
        starts, n = self._starts, self._run
        if starts[n] <= offset:
            for _ in range(_NEAR):
                if offset < starts[n + 1]:
                    self._run = n
                    return n
                n += 1
                if n > self._last:
                    break
        self._run = n = min(max(bisect_right(starts, offset) - 1, 0), self._last)
        return n

    def read(self, text: str) -> None:
        """Read a text node, as the text of this state."""
        offset = self.cursor
        self.cursor = end = offset + len(text)
        if self.is_unusual:
            self._read_unusual(text, offset)
            return
        inner = text.strip(SPACES)
        transcript = self.transcript
        if not inner:
            if not self._has_spaces:
                transcript.separate(_SPACE)
            return
        start = offset
        if len(inner) < len(text) and text[0] in SPACES:
            start += text.index(inner[0])
            transcript.separate(_SPACE)
        if inner.isprintable() and "  " not in inner:
            transcript.write_at(inner, self._number, 0, start)
        else:
            self._write_runs(inner, start, _IN_TEXT)
        if start + len(inner) < end:
            transcript.separate(_SPACE)

    def write_word(self, word: str, text: str) -> None:
        """Write a text node that is one word, perhaps with white space around it that means nothing."""
        self.transcript.write_at(word, self._number, 0, self.cursor + text.index(word[0]))
        self.cursor += len(text)

    def _write_runs(self, text: str, offset: int, pattern: re.Pattern[str]) -> None:
        """Write text with white space, line ends or soft hyphens in it."""
        if SOFT_HYPHEN not in text:
            self._write_part(text, offset, pattern)
            return
        for k, part in enumerate(text.split(SOFT_HYPHEN)):
            if k:
                self.transcript.leave_out("soft hyphens", SOFT_HYPHEN, self.point(offset))
                self.transcript.join()
                offset += 1
            self._write_part(part, offset, pattern)
            offset += len(part)

    def _write_part(self, text: str, offset: int, pattern: re.Pattern[str]) -> None:
        end = 0
        in_word = pattern is _IN_WORD
        transcript, number = self.transcript, self._number
        for found in pattern.finditer(text):
            start = found.start()
            if start > end and not in_word:
                transcript.separate(_SPACE)
            end = found.end()
            transcript.write_at(found.group(), number, 0, offset + start)
        if end < len(text) and not in_word:
            transcript.separate(_SPACE)

    def _read_unusual(self, text: str, offset: int) -> None:
        """Read text inside a word, in a span that is left out, or with something that begins in the middle of it."""
        if self.is_silent:
            self.transcript.leave_out("words of other hands", text, self.point(offset))
        elif self.joins_mark and (marked := text.lstrip(SPACES)):
            self.joins_mark = False
            self._set()
            if not self.skipping:
                self.transcript.join()
            self.cursor = offset + len(text) - len(marked)
            self.read(marked)
        elif self.stops:
            self._read_to_stops(text, offset)
        elif self.skipping:
            name = "text where the witness is absent" if ABSENT in self.skipping else "deleted or added span"
            self.transcript.leave_out(name, text, self.point(offset))
        elif self.in_word:
            self._write_runs(text, offset, _IN_WORD)
        elif text.strip(SPACES):
            self._write_runs(text, offset, _IN_TEXT)

    def _read_to_stops(self, text: str, offset: int) -> None:
        """Read text; what begins after a number of its letters begins there."""
        stops = self.stops
        self.stop_at([])
        passed = 0
        while stops and stops[0][0] - passed <= visible_length(text):
            count, begin = stops.pop(0)
            end = _end_of_letters(text, count - passed)
            self.cursor = offset
            if end:
                self.read(text[:end])
            begin()
            text, offset, passed = text[end:], offset + end, count
        self.cursor = offset
        if text:
            self.read(text)
        self.stop_at([(n - passed - visible_length(text), begin) for n, begin in stops])

    def leave_out(self, name: str, text: str | None, known: bool = True, length: int | None = None) -> None:
        """Pass over a text node that is no part of the text; `length` is its own, if its words are told apart."""
        if text:
            is_blank = text.isspace() and not text.strip(SPACES)
            if not is_blank and not self.transcript.leave_out_more(name, text):
                self.transcript.leave_out(name, text, self.point(self.cursor), known)
            self.cursor += len(text) if length is None else length

    def separate(self, separator: Separator) -> None:
        """Ask for white space; inside a word and in a span that is left out there is none."""
        if separator and (not self.is_unusual or not (self.in_word or self.skipping or self.is_silent)):
            self.transcript.separate(separator)


def _end_of_letters(text: str, count: int) -> int:
    """Return where a number of characters that are no white space ends."""
    for n, character in enumerate(text):
        if count <= 0:
            return n
        count -= character not in SPACES
    return len(text)
