"""Paragraphs of a printed text: by blank lines, by the indentation of first lines, and by short last lines."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import repr_line
from collate.reading.pdf_text.printed_lines import Lines, PrintedLine
from collate.reading.transcript import Separator

_SHORT: Final = 0.75  # of the usual width: a shorter line ends something
_USUAL_WIDTH: Final = 0.8  # the share of lines that are no longer
_INDENTED: Final = range(1, 13)  # blanks before the first line of a paragraph
_USUAL_GAP: Final = 0.6  # the share of lines with a blank line above them from which on this says nothing
_FROM_THE_RIGHT: Final = late_regex("[\u0590-\u08ff\ufb1d-\ufefc]")


@dataclass(frozen=True, slots=True)
class TextColumn:
    """What is usual in the lines of a column.

    margin  how many blanks stand before most lines
    width   where the long lines end
    spaced  whether blank lines stand between all lines
    """

    margin: int
    width: float
    spaced: bool

    def __repr__(self) -> str:
        return repr_line("TextColumn", f"{self.margin} to {self.width:g}")


def column_of(lines: Lines) -> TextColumn:
    """Return what is usual in the lines of a column."""
    ends = sorted(line.end for line in lines)
    width = ends[int(_USUAL_WIDTH * (len(ends) - 1))] if ends else 0
    long = [line for line in lines if line.end >= _SHORT * width]
    margin = Counter(line.indent for line in long).most_common(1)[0][0] if long else 0
    gaps = sum(line.row - before.row > 1 for before, line in pairwise(lines))
    return TextColumn(margin, width, gaps >= _USUAL_GAP * max(len(lines) - 1, 1))


def separators_of(lines: Sequence[PrintedLine], before: Separator) -> list[Separator]:
    """Return the white space that stands before each line of a column.

    Parameters
    ----------
    lines
        The lines of text of the column.
    before
        What stands before the first one unless it is indented: SPACE if the text of the page before runs on.
    """
    column = column_of(lines)
    found: list[Separator] = []
    for n, line in enumerate(lines):
        is_first_line = _is_indented(line, column)
        if not n:
            is_new = is_first_line or _stands_alone(line, lines[1:2], column)
            found.append(Separator.PARAGRAPH if is_new else before)
        elif _is_new(lines[n - 1], line, column):
            found.append(Separator.PARAGRAPH)
        else:
            found.append(Separator.SPACE if runs_on(lines[n - 1], column) else Separator.LINE)
    return found


def _is_new(before: PrintedLine, line: PrintedLine, column: TextColumn) -> bool:
    """Return whether a line begins a paragraph: below a blank line, or indented as the one before it is not."""
    if line.row - before.row > 1 and not column.spaced:
        return True
    return _is_indented(line, column) and not _is_indented(before, column)


def _stands_alone(line: PrintedLine, following: Sequence[PrintedLine], column: TextColumn) -> bool:
    """Return whether the first line of a page is a heading: short or in the middle, above a blank line."""
    is_short = line.end < _SHORT * column.width or line.indent > column.margin + _INDENTED[-1]
    return is_short and not line.text[0].islower() and any(row.row - line.row > 1 for row in following)


def _is_indented(line: PrintedLine, column: TextColumn) -> bool:
    is_inside = line.indent - column.margin in _INDENTED
    return is_inside and line.end > column.width / 2 and _FROM_THE_RIGHT.search(line.text) is None


def runs_on(line: PrintedLine, column: TextColumn) -> bool:
    """Return whether the line after this one is of the same paragraph: it is not short."""
    return line.end >= _SHORT * column.width and line.indent <= column.margin + _INDENTED[-1]
