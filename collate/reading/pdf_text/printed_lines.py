"""The lines of pages as pdftotext writes them: where each stands on its page, and where in the file."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import quoted, repr_line, shorten
from collate.reading.pages.layout import TextRun, UnreadText
from collate.reading.transcript import SPACES, SourcePoint

PAGE_END: Final = "\f"

_LINE_END: Final = late_regex(r"\r\n|\n|\r")
# What says in which direction a line runs, and soft hyphens within it; one at the end of a line divides a word.
_INVISIBLE: Final = late_regex("[\u200e\u200f\u202a-\u202e\u2066-\u2069]+|\u00ad(?=.)")
_FROM_LEFT: Final = "\u202a"
_FROM_RIGHT: Final = "\u202b"
_SOFT_HYPHEN: Final = "\u00ad"
_PART: Final = late_regex(r"\w(?:.*\w)?|[^\w]", re.DOTALL)
_SIGN: Final = late_regex(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a page that is not blank.

    text    without white space at its ends
    row     its number on the page, blank lines counted
    indent  how many blanks stand before it
    runs    the pieces that stand in the file as they are
    """

    text: str
    row: int
    indent: int
    runs: tuple[TextRun, ...]

    def __repr__(self) -> str:
        return repr_line("PrintedLine", f"{self.row}: {quoted(shorten(self.text, 40))}")

    @property
    def end(self) -> int:
        """The column in which it ends."""
        return self.indent + len(self.text)

    @property
    def at(self) -> SourcePoint:
        """Where it begins in the file."""
        return self.runs[0].at

    def part(self, start: int, stop: int, indent: int) -> "PrintedLine":
        """Return the code points [start, stop) of the line as a line of its own."""
        runs = [run for run in self.runs if start < run.start < stop]
        before = next(run for run in reversed(self.runs) if run.start <= start)
        at = SourcePoint(before.at.line, before.at.column + start - before.start, before.at.file)
        moved = (TextRun(0, at), *(TextRun(run.start - start, run.at) for run in runs))
        return PrintedLine(self.text[start:stop], self.row, indent, moved)

    def with_blank(self, offset: int) -> "PrintedLine":
        """Return the line with a blank before a code point that touches the one before it."""
        if not 0 < offset < len(self.text) or self.text[offset].isspace():
            return self
        head, tail = self.part(0, offset, self.indent), self.part(offset, len(self.text), 0)
        runs = (*head.runs, *(TextRun(run.start + offset + 1, run.at) for run in tail.runs))
        return PrintedLine(f"{head.text} {tail.text}", self.row, self.indent, runs)


Lines = Sequence[PrintedLine]


def printed_pages(text: str, file: int) -> tuple[list[list[PrintedLine]], list[UnreadText]]:
    """Return the lines of each page of a file, and the marks in it that are no text.

    A page may have no line; what follows the last form feed is a page if it has one.
    """
    pages: list[list[PrintedLine]] = []
    removed: dict[str, list[str]] = {}
    line, column = 1, 1
    parts = text.split(PAGE_END)
    for part in parts:
        rows = _LINE_END.split(part)
        page = []
        for number, row in enumerate(rows):
            at = SourcePoint(line + number, column if number == 0 else 1, file)
            if printed := _printed_line(row, number, at, removed):
                page.append(printed)
        column = len(rows[-1]) + 2 + (column - 1 if len(rows) == 1 else 0)
        line += len(rows) - 1
        pages.append(page)
    if len(pages) > 1 and not pages[-1]:
        del pages[-1]
    return pages, [UnreadText(name, "".join(marks), SourcePoint(1, 1, file)) for name, marks in removed.items()]


def _printed_line(row: str, number: int, at: SourcePoint, removed: dict[str, list[str]]) -> PrintedLine | None:
    text = row.lstrip(SPACES)
    start = len(row) - len(text)
    text = text.rstrip(SPACES)
    if not text:
        return None
    if text.isascii() or _INVISIBLE.search(text) is None:
        runs: tuple[TextRun, ...] = (TextRun(0, SourcePoint(at.line, at.column + start, at.file)),)
        return PrintedLine(text, number, start, runs)
    return _without_marks(text, number, start, at, removed)


def _without_marks(
    text: str, number: int, start: int, at: SourcePoint, removed: dict[str, list[str]]
) -> PrintedLine | None:
    """Return a line without the marks in it that are no text; None if it has nothing else."""
    whole, runs = "", []
    for piece, offset in _pieces(text, removed):
        own = piece if whole else piece.lstrip(SPACES)
        if own:
            shift = offset + len(piece) - len(own)
            runs.append(TextRun(len(whole), SourcePoint(at.line, at.column + start + shift, at.file)))
            whole += own
    whole = whole.rstrip(SPACES)
    if not whole:
        return None
    return PrintedLine(whole, number, start, tuple(run for run in runs if run.start < len(whole)))


def _pieces(text: str, removed: dict[str, list[str]]) -> Iterator[tuple[str, int]]:
    """Yield the pieces of a line between marks, each with its offset in it, in the order in which they are read."""
    before, mark, is_from_right = 0, "", False
    for match in (*_INVISIBLE.finditer(text), None):
        end = match.start() if match else len(text)
        piece = text[before:end]
        if mark.endswith(_FROM_LEFT) and is_from_right:
            yield from _as_read(piece, before)
        else:
            yield piece, before
        if match:
            mark, before = match.group(), match.end()
            is_from_right |= _FROM_RIGHT in mark
            removed.setdefault("soft hyphens" if mark == _SOFT_HYPHEN else "marks of direction", []).append(mark)


def _as_read(piece: str, offset: int) -> Iterator[tuple[str, int]]:
    """Yield the parts of a piece that runs to the right in a line that runs to the left, as it is read.

    pdftotext writes such a piece as it stands on the page: its last point or blank is the first that is read. Words and
    numbers run to the right by themselves.
    """
    parts = [(match.group(), offset + match.start()) for match in _PART.finditer(piece)]
    yield from reversed(parts)


def line_key(text: str) -> str:
    """Return the letters and digits by which two lines are the same, without a number at either end."""
    signs = _SIGN.findall(text)
    while signs and signs[0].isdecimal():
        del signs[0]
    while signs and signs[-1].isdecimal():
        del signs[-1]
    return " ".join(signs).casefold()


def is_apart(line: PrintedLine, other: PrintedLine | None) -> bool:
    """Return whether a blank line stands between two neighbours, or there is no other."""
    return other is None or abs(line.row - other.row) > 1


def rows_of_text(pages: Sequence[Lines]) -> Iterator[PrintedLine]:
    """Yield the lines of all pages."""
    for page in pages:
        yield from page
