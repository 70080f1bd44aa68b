"""Columns of a page that `pdftotext -layout` writes beside each other."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from collate._late_regex import late_regex
from collate.reading.pdf_text.printed_lines import Lines, PrintedLine

_LEAST_LINES: Final = 8  # with words on both sides
_SHARE_OF_BOTH: Final = 0.6  # of the lines
_SHARE_THAT_KEEPS: Final = 0.95  # of the lines that have a blank before the column, or end before it
_LEAST_WIDTH: Final = 12  # code points: mean of each side; less is a table, or numbers of verses
_BLANKS: Final = late_regex(r"\s{2,}(?=\S)")
_MOST_COLUMNS: Final = 4


def columns_of(lines: Lines, most: int = _MOST_COLUMNS) -> list[list[PrintedLine]]:
    """Return the lines of each column of a page, from left to right; all lines if there is one column."""
    start = _second_column(lines) if most > 1 else 0
    if not start:
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
    return [left, *columns_of(right, most - 1)]


def _second_column(lines: Sequence[PrintedLine]) -> int:
    """Return where the second column of a page begins; 0 if there is none."""
    starts: Counter[int] = Counter()
    for line in lines:
        starts.update({line.indent + match.end() for match in _BLANKS.finditer(line.text)})
    for start, count in starts.most_common(3):
        if count >= _LEAST_LINES / 2 and _are_columns(lines, start):
            return start
    return 0


def _are_columns(lines: Sequence[PrintedLine], start: int) -> bool:
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
    if both < _LEAST_LINES or both < _SHARE_OF_BOTH * len(lines) or kept < _SHARE_THAT_KEEPS * len(lines):
        return False
    return min(sum(left), sum(right)) >= _LEAST_WIDTH * both
