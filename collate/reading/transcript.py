"""The text of a witness while a reader of a marked-up source walks through it.

A reader tells a `Transcript` in order what it meets: characters, white space, joins, gaps, notes, places. Every
character that the reader meets goes one of three ways: into the text, into a stretch of it that is kept aside with a
role, or out of it, counted by name (`leave_out`). `check_conservation` proves that none was lost.

White space is asked for before it is written, and the strongest request counts. So markup inside a word never divides
it: what is kept aside in the middle of a word is written behind the word.

More than 300 lines: one class. Each of its methods may have to wait for the end of a word, so they share one state.
"""

import hashlib
from array import array
from collections.abc import Callable
from dataclasses import field, replace
from enum import IntEnum
from functools import partial
from typing import Final

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import repr_line
from collate.errors import InternalError
from collate.model.annotations import AnnotationName, Annotations, GatheredAnnotations
from collate.model.origins import Origins
from collate.model.witness import GapReason, LeftOutText, Mark, Place, Pretoken, Role

MOST_LISTED: Final = 2_000  # pieces that are left out under one name
LONGEST_LISTED: Final = 500  # characters of a piece
_MOST_UNCOUNTED: Final = 4_000  # texts that are left out, before they are counted
SPACES: Final = " \t\r\n"  # what XML takes as white space; other blanks are characters of the text
_RUN: Final = late_regex(r"[^ \t\r\n]+(?: [^ \t\r\n]+)*")
_FIRST_IDEOGRAPH: Final = "\u2e80"
_IDEOGRAPHS: Final = late_regex(r"[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff]{2}")
_FIRST_SPACE: Final = late_regex(r"\s")  # of any kind: each ends a word


class Separator(IntEnum):
    """What stands between two stretches of text, from the weakest to the strongest."""

    NONE = 0
    SPACE = 1
    LINE = 2
    PARAGRAPH = 3


_NONE: Final = Separator.NONE
_LAST: Final = 4  # characters that are known of what waits to be written
_WRITTEN: Final = ("", " ", "\n", "\n\n")


LinesOf = Callable[[Origins, "array[int]", str], Origins]


@dataclass(frozen=True, slots=True)
class SourcePoint:
    """A point of a source: the number of the file, the line and the column, both from 1."""

    line: int = 1
    column: int = 1
    file: int = 0


@dataclass(frozen=True, slots=True)
class TranscriptParts:
    """What a transcript has collected, as the fields of a `Witness`."""

    text: str
    marks: tuple[Mark, ...]
    places: tuple[Place, ...]
    annotations: Annotations
    origins: Origins
    left_out: tuple[LeftOutText, ...]
    pretokens: tuple[Pretoken, ...]

    def __repr__(self) -> str:
        return repr_line("TranscriptParts", f"{len(self.text)} characters")


@dataclass(slots=True)
class _Leaving:
    """What was left out under one name so far."""

    file: int
    line: int
    known: bool
    words: int = 0
    visible: int = 0
    texts: list[str] = field(default_factory=list)  # that are not counted yet: to count many at once is far cheaper
    pieces: list[tuple[int, str]] = field(default_factory=list)
    hashed: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def count(self) -> None:
        """Count the words and characters that were left out since the last count."""
        text = " ".join(self.texts)
        self.texts.clear()
        words = text.split()
        self.words += len(words)
        self.visible += visible_length(text)
        if words:
            self.hashed.update((" ".join(words) + " ").encode("utf-8", "surrogatepass"))


class Transcript:
    """Collects the text of a witness, and what is said of it, in the order of reading.

    Attributes
    ----------
    length : int
        How many code points the text has so far.
    """

    def __init__(self) -> None:
        self.length = 0
        self._inserted = 0  # characters in the text that are no white space and not from the source
        self._pieces: list[str] = []
        self._separator = Separator.NONE
        self._joined = False
        self._waiting: list[Callable[[], None]] = []  # what is kept aside, until the word before it has ended
        self._recording: list[Callable[[], None]] | None = None
        self._recorded_end = ""
        self._recorded_separator = Separator.NONE
        self._has_waiting_spans = False
        self._asides: list[tuple[int, Role, str, str]] = []  # open: start or -1, role, cause, why
        self._open: list[tuple[int, AnnotationName, str]] = []  # annotations; start or -1
        self._unplaced: list[tuple[str, str]] = []  # places that begin with the next character
        self._places: list[tuple[int, str, str]] = []
        self._marks: list[Mark] = []
        self._annotations = GatheredAnnotations()
        self._pretokens: list[Pretoken] = []
        self._tokens: list[int] = []  # open tokens; start or -1
        self._left_out: dict[str, _Leaving] = {}
        self._runs = (array("i"), array("i"), array("i"), array("i"))
        self._ends = array("i")  # of the runs

    @property
    def dropped(self) -> int:
        """How many characters of the source that are no white space were left out."""
        for leaving in self._left_out.values():
            leaving.count()
        return sum(leaving.visible for leaving in self._left_out.values())

    @property
    def is_direct(self) -> bool:
        """Whether what is written is at once part of the text: nothing waits for the end of a word."""
        return self._recording is None and not self._waiting

    @property
    def ends_aside(self) -> bool:
        """Whether the text ends with what is kept aside, such as a note."""
        return bool(self._marks) and self._marks[-1].role is not None and self._marks[-1].end == self.length

    # -- characters and white space

    def separate(self, separator: Separator) -> None:
        """Ask for white space before the next character. The strongest request counts."""
        if self._recording is not None:
            self._recording.append(lambda: self.separate(separator))
            self._recorded_separator = max(self._recorded_separator, separator)
            return
        if separator <= self._separator:  # far cheaper than `max`
            return
        self._separator = separator

    def join(self) -> None:
        """Make one word of what stands before and what comes next, whatever white space is asked for between them."""
        if self._recording is not None:
            self._recording.append(self.join)
            return
        self._joined = True

    def end_join(self) -> None:
        """End a join behind which no character came: what is asked for from here on is white space again."""
        if self._recording is not None:
            self._recording.append(self.end_join)
        elif self._joined:
            self._separator, self._joined = Separator.NONE, False

    def write(self, text: str, at: SourcePoint) -> None:
        """Write characters of the source, which stand on one line of it and have no white space but single spaces.

        Such a space is written as it is. Use `write_collapsed` for text with other white space.
        """
        if text:
            self.write_at(text, at.file, at.line, at.column)

    def write_at(self, text: str, file: int, line: int, column: int) -> None:
        """Write characters as `write` does; there must be some.

        Line 0 says that the column is how many characters stand before them in the text nodes of the file.
        """
        if self._recording is not None:
            self._recording.append(lambda: self.write_at(text, file, line, column))
            self._recorded_end, self._recorded_separator = text[-_LAST:], Separator.NONE
            return
        if self._waiting:
            text, at = self._write_until_space(text, SourcePoint(line, column, file))
            column = at.column
            if not text:
                return
        length = self.length
        if self._separator or self._joined:
            if self._joined:
                self._separator, self._joined = Separator.NONE, False
            elif length and not (text[0] >= _FIRST_IDEOGRAPH and self._runs_on(text[0])):
                white = _WRITTEN[self._separator]
                self._pieces.append(white)
                length += len(white)
            self._separator = _NONE
        if self._has_waiting_spans:
            self.length = length
            self._begin_waiting_spans()
        starts, files, lines, columns = self._runs
        starts.append(length)
        files.append(file)
        lines.append(line)
        columns.append(column)
        self._pieces.append(text)
        self.length = length = length + len(text)
        self._ends.append(length)

    def write_collapsed(self, text: str, point: Callable[[int], SourcePoint]) -> None:
        """Write text of the source, with each run of white space as one space.

        `point` returns where a code point of this text stands in the source.
        """
        if not text:
            return
        end = 0
        for run in _RUN.finditer(text):
            if run.start() > end:
                self.separate(Separator.SPACE)
            end = run.end()
            self._write_run(run.group(), run.start(), point)
        if end < len(text):
            self.separate(Separator.SPACE)

    def _write_run(self, text: str, start: int, point: Callable[[int], SourcePoint]) -> None:
        """Write a run, in parts if it does not stand in the source as it is: `&amp;` is one character of the text."""
        at = point(start)
        last = point(start + len(text) - 1)
        if last.column - at.column == len(text) - 1:
            self.write(text, at)
            return
        head = 0
        for k in range(1, len(text)):
            here = point(start + k)
            if (here.line, here.column) != (at.line, at.column + k - head):
                self.write(text[head:k], at)
                head, at = k, here
        self.write(text[head:], at)

    def insert(self, text: str, at: SourcePoint) -> None:
        """Write characters that the source does not have, such as the sign of a gap."""
        if self._recording is not None:
            self._recording.append(lambda: self.insert(text, at))
            return
        self._inserted += visible_length(text)
        if self._waiting:
            text, at = self._write_until_space(text, at)
        if text:
            self._write(text, at)

    def take_back(self, characters: str, over: Separator = Separator.SPACE, at: SourcePoint | None = None) -> str:
        """Remove one of these characters if the text ends with it, such as a hyphen at the end of a line; return it.

        The character is left out under the name `hyphens at line ends`. No more white space than `over` may have been
        asked for behind it. `at` is where the line ends, if the text was written without its lines.
        """
        if self._recording is not None:
            return self._take_back_recorded(characters, at)
        if not self._pieces or self._separator > over:
            return ""
        last = self._pieces[-1]
        if not last or last[-1] not in characters:
            return ""
        starts, files, lines, columns = self._runs
        found = at or SourcePoint()
        if lines[-1]:
            found = SourcePoint(lines[-1], columns[-1] + self.length - 1 - starts[-1], files[-1])
        self._pieces[-1] = last[:-1]
        self.length -= 1
        self._ends[-1] -= 1
        self._shorten()
        self.leave_out("hyphens at line ends", last[-1], found)
        return last[-1]

    def _shorten(self) -> None:
        """Let nothing that was said of the text end behind it, after its last character was taken back."""
        end = self.length
        while self._marks and self._marks[-1].end > end:
            mark = self._marks.pop()
            if mark.start < end:
                self._marks.append(replace(mark, end=end))
                break
        self._annotations.shorten(end)
        if self._pretokens and self._pretokens[-1].end > end:
            token = self._pretokens.pop()
            if token.start < end:
                self._pretokens.append(replace(token, end=end))

    def _take_back(self, characters: str, at: SourcePoint | None) -> None:
        self.take_back(characters, at=at)

    def _take_back_recorded(self, characters: str, at: SourcePoint | None) -> str:
        last = self._recorded_end[-1:]
        if self._recording is None or not last or last not in characters:
            return ""
        self._recording.append(partial(self._take_back, characters, at))
        self._recorded_end = self._recorded_end[:-1]
        return last

    def last_characters(self, count: int, over: Separator = Separator.NONE) -> str:
        """Return the last characters of the text; "" if more white space than `over` was asked for since."""
        if self._recording is not None:
            return "" if self._recorded_separator > over else self._recorded_end[-count:]
        if self._separator > over and not self._joined:
            return ""
        found = ""
        for piece in reversed(self._pieces):
            found = piece + found
            if len(found) >= count:
                break
        return found[-count:]

    def _write(self, text: str, at: SourcePoint) -> None:
        """Write characters here, whatever waits for the end of the word."""
        waiting, self._waiting = self._waiting, []
        self.write_at(text, at.file, at.line, at.column)
        self._waiting = waiting

    def _runs_on(self, following: str) -> bool:
        """Return whether a line of Chinese or Japanese runs on: nobody writes a space between ideographs."""
        last = self._pieces[-1][-1:] if self._separator is Separator.SPACE else ""
        return bool(last) and _IDEOGRAPHS.match(last + following) is not None

    def _begin_waiting_spans(self) -> None:
        """Let each place, open annotation, aside and token that has no start yet begin here."""
        self._has_waiting_spans = False
        if self._unplaced:
            self._places += [(self.length, system, value) for system, value in self._unplaced]
            self._unplaced.clear()
        if self._tokens and self._tokens[-1] < 0:
            self._tokens[-1] = self.length
        for k in range(len(self._open) - 1, -1, -1):
            if self._open[k][0] >= 0:
                break
            self._open[k] = (self.length, *self._open[k][1:])
        for k in range(len(self._asides) - 1, -1, -1):
            if self._asides[k][0] >= 0:
                break
            self._asides[k] = (self.length, *self._asides[k][1:])

    def _end_word(self) -> None:
        """Write what waits for the end of a word if the word has ended: white space was asked for, and no join."""
        if self._waiting and self._separator and not self._joined:
            self._write_waiting()

    def _write_until_space(self, text: str, at: SourcePoint) -> tuple[str, SourcePoint]:
        """Write the end of a word in whose middle something is kept aside, then that; return what is left."""
        if self._separator and not self._joined:
            self._write_waiting()
            return text, at
        space = _FIRST_SPACE.search(text)
        if space is None:
            self._write(text, at)
            return "", at
        if space.start():
            self._write(text[: space.start()], at)
        self._write_waiting()
        if space.group() not in SPACES:  # such as a blank that does not break: it is a character of the text
            self._separator = _NONE
            return text[space.start() :], SourcePoint(at.line, at.column + space.start(), at.file)
        self.separate(Separator.SPACE)
        return text[space.end() :], SourcePoint(at.line, at.column + space.end(), at.file)

    def _write_waiting(self) -> None:
        """Write what is kept aside behind the word in whose middle it stands."""
        waiting, self._waiting = self._waiting, []
        separator, self._separator = self._separator, Separator.NONE
        joined, self._joined = self._joined, False
        for step in waiting:
            step()
        self._separator, self._joined = max(self._separator, separator, Separator.SPACE), joined

    # -- what is kept aside

    def begin_aside(self, role: Role, cause: str, why: str, separator: Separator = Separator.SPACE) -> None:
        """Begin a stretch that is kept aside with a role, such as a note or a heading.

        In the middle of a word, or after a join, it is written behind the word. `separator` is the space around it.
        """
        if self._recording is not None:  # it has its own place within what is kept aside: behind a word there
            self._recording.append(lambda: self.begin_aside(role, cause, why, separator))
            self._depth += 1
        elif not self._joined and (separator > Separator.SPACE or self._separator or not self.length):
            if self._waiting:
                self._write_waiting()
            self._begin_aside(role, cause, why, separator)
        else:
            self._recording, self._depth = [lambda: self._begin_aside(role, cause, why, separator)], 1
            self._recorded_end = ""

    _depth = 0

    def end_aside(self, separator: Separator = Separator.SPACE) -> None:
        """End the stretch that was begun last."""
        if self._recording is None:
            self._end_aside(separator)
            return
        self._depth -= 1
        if self._depth:
            self._recording.append(lambda: self.end_aside(separator))
            return
        self._recording.append(lambda: self._end_aside(separator))
        self._waiting += self._recording
        self._recording = None

    def _begin_aside(self, role: Role, cause: str, why: str, separator: Separator) -> None:
        self.separate(separator)
        self._asides.append((-1, role, cause, why))
        self._has_waiting_spans = True

    def _end_aside(self, separator: Separator) -> None:
        if self._waiting:
            self._write_waiting()
        start, role, cause, why = self._asides.pop()
        if 0 <= start < self.length:
            self._marks.append(Mark(start, self.length, role=role, cause=cause or None, why=why))
        self.separate(separator)

    def leave_out(self, name: str, text: str, at: SourcePoint, known: bool = True, is_listed: bool = False) -> None:
        """Leave text of the source out, and count its words under a name.

        What is listed can be shown where two files differ in it.
        """
        leaving = self._left_out.get(name)
        if leaving is None:
            leaving = self._left_out[name] = _Leaving(at.file, at.line, known)
        if is_listed and len(leaving.pieces) <= MOST_LISTED and (words := text.split()):
            leaving.pieces.append((at.line, " ".join(words)[:LONGEST_LISTED]))
        leaving.texts.append(text)
        if len(leaving.texts) >= _MOST_UNCOUNTED:
            leaving.count()

    def leave_out_more(self, name: str, text: str) -> bool:
        """Leave text out under a name that something was left out under before; return False if nothing was."""
        leaving = self._left_out.get(name)
        if leaving is None:
            return False
        leaving.texts.append(text)
        if len(leaving.texts) >= _MOST_UNCOUNTED:
            leaving.count()
        return True

    # -- what is said of the text

    def gap(self, sign: str, reason: GapReason, why: str, at: SourcePoint) -> None:
        """Write the sign of a gap, `[..]` inside a word or `[...]` between words, with its reason."""
        if self._recording is not None:
            self._recording.append(lambda: self.gap(sign, reason, why, at))
            return
        self.insert(sign, at)
        self._marks.append(Mark(self.length - len(sign), self.length, gap=reason, why=why))

    def begin(self, name: AnnotationName, value: str = "") -> None:
        """Begin a stretch of which the source says something; it begins with the next character."""
        if self._recording is not None:
            self._recording.append(lambda: self.begin(name, value))
            return
        self._end_word()
        self._open.append((-1, name, value))
        self._has_waiting_spans = True

    def end(self, name: AnnotationName) -> None:
        """End the stretch of this name that was begun last, with the last character."""
        if self._recording is not None:
            self._recording.append(lambda: self.end(name))
            return
        for k in range(len(self._open) - 1, -1, -1):
            start, own, value = self._open[k]
            if own is name:
                del self._open[k]
                if 0 <= start < self.length:
                    self._annotations.add(start, self.length, name, value)
                return
        if not self._waiting:
            raise InternalError(f"an annotation {name} ends that was not begun")
        self._waiting.append(lambda: self.end(name))  # it begins in what waits for the end of a word

    def end_with_waiting(self, name: AnnotationName) -> None:
        """End a stretch with the file, behind what waits for the end of a word: that may begin or end some too."""
        if self._waiting:
            self._waiting.append(lambda: self.end(name))
        else:
            self.end(name)

    def annotate(self, start: int, end: int, name: AnnotationName, value: str = "") -> None:
        """Add what the source says of the code points [start, end) of the text written so far."""
        if 0 <= start < end <= self.length:
            self._annotations.add(start, end, name, value)

    def place(self, system: str, value: str) -> None:
        """Begin a place, such as a page, with the next character, even one inside a word.

        It ends where the next place of its system begins.
        """
        if self._recording is not None:
            self._recording.append(lambda: self.place(system, value))
            return
        self._end_word()
        self._unplaced.append((system, value))
        self._has_waiting_spans = True

    def begin_token(self) -> None:
        """Begin a token of the source with the next character."""
        if self._recording is not None:
            self._recording.append(self.begin_token)
            return
        self._end_word()
        self._tokens.append(-1)
        self._has_waiting_spans = True

    def end_token(self, form: str | None, keys: tuple[tuple[str, object], ...], goes_on: bool = False) -> None:
        """End the token that was begun last; if it goes on the one before it, the two are one token."""
        if self._recording is not None:
            self._recording.append(lambda: self.end_token(form, keys, goes_on))
            return
        start = self._tokens.pop()
        if not 0 <= start < self.length:
            return
        if goes_on and self._pretokens and self._pretokens[-1].end == start:
            before = self._pretokens.pop()
            start, form = before.start, form if form is not None else before.form
            keys = tuple({**dict(before.keys), **dict(keys)}.items())
        self._pretokens.append(Pretoken(start, self.length, form, keys))

    def pretoken(self, start: int, end: int, form: str | None, keys: tuple[tuple[str, object], ...]) -> None:
        """Name a stretch of the text written so far as one token."""
        if start < end:
            self._pretokens.append(Pretoken(start, end, form, keys))

    # -- the end

    def parts(self, files: tuple[str, ...] = ("",), lines_of: LinesOf | None = None) -> TranscriptParts:
        """Return what was collected.

        Parameters
        ----------
        files
            The names of the files, by their number.
        lines_of
            Finds the lines of runs that were written with line 0; gets the runs, where each ends, and the text.
        """
        if self._recording is not None or self._asides:
            raise InternalError("a stretch that is kept aside has no end")
        self._write_waiting()
        for _, name, _ in list(self._open):
            self.end(name)
        for leaving in self._left_out.values():
            leaving.count()
        text = "".join(self._pieces)
        self._places += [(self.length, system, value) for system, value in self._unplaced]
        self._unplaced.clear()
        origins = Origins(*self._runs)
        return TranscriptParts(
            text=text,
            marks=tuple(sorted(self._marks, key=lambda m: (m.start, -m.end))),
            places=_with_ends(self._places, len(text)),
            annotations=self._annotations.sorted(),
            origins=origins if lines_of is None else lines_of(origins, self._ends, text),
            left_out=tuple(
                LeftOutText(
                    name,
                    x.words,
                    x.hashed.hexdigest()[:16],
                    files[x.file],
                    x.line,
                    x.known,
                    tuple(x.pieces) if len(x.pieces) <= MOST_LISTED else (),
                )
                for name, x in self._left_out.items()
            ),
            pretokens=tuple(sorted(self._pretokens, key=lambda p: p.start)),
        )

    def check_conservation(self, source_characters: int) -> None:
        """Raise InternalError unless each character of the source that is no white space was written or left out."""
        self._write_waiting()
        self._pieces = ["".join(self._pieces)]
        copied = visible_length(self._pieces[0]) - self._inserted
        dropped = self.dropped
        if copied + dropped != source_characters:
            raise InternalError(
                f"{copied} characters were read and {dropped} left out, but the source has "
                f"{source_characters}: the reader lost or doubled a part of it"
            )


def visible_length(text: str) -> int:
    """Return how many characters of a text are no white space."""
    return len(text) - sum(map(text.count, SPACES))


def _with_ends(places: list[tuple[int, str, str]], length: int) -> tuple[Place, ...]:
    """Return the places; each ends where the next one of its system begins."""
    ends: dict[str, int] = {}
    found = []
    for start, system, value in reversed(places):
        found.append(Place(start, ends.get(system, length), system, value))
        ends[system] = start
    return tuple(reversed(found))
