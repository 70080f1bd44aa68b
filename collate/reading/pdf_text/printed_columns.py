"""Columns of a page that `pdftotext -layout` writes beside each other."""

from collections import Counter
from typing import Final

from collate._late_regex import late_regex
from collate.reading.pdf_text.printed_lines import Lines, PrintedLine

_LEAST_LINES: Final = 8  # with words on both sides
_SHARE_OF_BOTH: Final = 0.6  # of the lines
_LEAST_AS_BEFORE: Final = 3  # lines with words on both sides, where the page before it has a column there
_NEAR_BEFORE: Final = 4  # code points between the columns of two pages
_SHARE_IN_DOUBT: Final = 0.25  # of the lines: fewer may be a short table
_SHARE_THAT_KEEPS: Final = 0.95  # of the lines that have a blank before the column, or end before it
_LEAST_WIDTH: Final = 12  # code points: mean of each side; less is a table, or numbers of verses
_BLANKS: Final = late_regex(r"\s{2,}(?=\S)")
_MOST_COLUMNS: Final = 4


def columns_of(lines: Lines, start: int, most: int = _MOST_COLUMNS) -> list[list[PrintedLine]]:
    """Return the lines of each column of a page, from left to right; all lines if there is one column.

    `start` is where the second column begins, 0 if there is none.
    """
    if not start or most < 2:
        return [list(lines)]
    left: list[PrintedLine] = []
    right: list[PrintedLine] = []
    for line in lines:
        cut = start - line.indent
        if cut <= 0:
            right.append(line.part(0, len(line.text), line.indent - start))
        elif cut >= len(line.text) or not line.text[cut - 1].isspace():
            left.append(line)
        else:
            left.append(line.part(0, len(line.text[:cut].rstrip()), line.indent))
            rest = cut + len(line.text[cut:]) - len(line.text[cut:].lstrip())
            right.append(line.part(rest, len(line.text), rest - cut))
    return [left, *columns_of(right, second_column(right), most - 1)]


def second_column(lines: Lines, before: int = 0) -> int:
    """Return where the second column of a page begins; 0 if there is none.

    `before` is where that of a page before it begins: the last page of an article has few lines on the right.
    """
    starts = _starts(lines)
    for start, count in starts.most_common(3):
        if count >= _LEAST_LINES / 2 and _are_columns(lines, start, _LEAST_LINES, _SHARE_OF_BOTH):
            return start
    near = [start for start in starts if before and abs(start - before) <= _NEAR_BEFORE]
    for start in sorted(near, key=lambda start: -starts[start]):
        if _are_columns(lines, start, _LEAST_AS_BEFORE, 0.0):
            return start
    return 0


def may_have_columns(lines: Lines) -> bool:
    """Return whether so many lines have a wide blank in one place that a page may have columns."""
    return any(_are_columns(lines, start, _LEAST_LINES, _SHARE_IN_DOUBT) for start, _ in _starts(lines).most_common(3))


def _starts(lines: Lines) -> Counter[int]:
    """Count the places at which words stand after a wide blank."""
    starts: Counter[int] = Counter()
    for line in lines:
        starts.update({line.indent + match.end() for match in _BLANKS.finditer(line.text)})
    return starts


def _are_columns(lines: Lines, start: int, least: int, share: float) -> bool:
    """Return whether so many lines, and such a share of them, have words on both sides of a place."""
    left, right, kept = [], [], 0
    for line in lines:
        cut = start - line.indent
        before, after = line.text[: max(cut, 0)].rstrip(), line.text[max(cut, 0) :].strip()
        if cut <= 0 or cut >= len(line.text) or line.text[cut - 1].isspace():
            kept += 1
            if before and after:
                left.append(len(before))
                right.append(len(after))
    both = len(left)
    if both < least or both < share * len(lines) or kept < _SHARE_THAT_KEEPS * len(lines):
        return False
    return min(sum(left), sum(right)) >= _LEAST_WIDTH * both
