"""The lines and paragraphs of a witness, with their places."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

MAX_INDENTATION: Final = 40  # code points; farther to the left or right nothing is looked for
MAX_LINE_WIDTH: Final = 120  # code points; a text with a longer line has a paragraph on each


@dataclass(frozen=True, slots=True)
class TextSpan:
    """Code points [start, end) of a text, without the white space around them."""

    start: int
    end: int
    text: str


@lru_cache(1)  # several finders ask of one witness after the other
def line_spans(text: str) -> tuple[TextSpan, ...]:
    """Give the lines that are not blank."""
    # The engine runs along `.` much faster than along a class of two signs.
    return tuple(_stripped_spans(text, r"[^\r\n]+" if "\r" in text else r".+"))


def paragraph_spans(text: str) -> list[TextSpan]:
    """Give the paragraphs: what stands between blank lines."""
    return list(_stripped_spans(text, r"(?:[^\r\n]++|(?:\r\n|\n|\r)(?!\s*?(?:\r\n|\n|\r|\Z)))++"))


def paragraph_starts(text: str, stretches: Sequence[TextSpan]) -> list[bool]:
    """Say before which lines, and after the last, a paragraph begins: n lines, n + 1 places.

    Where no line is folded, each is a paragraph.
    """
    if any(s.end - s.start > MAX_LINE_WIDTH for s in stretches):
        return [True] * (len(stretches) + 1)
    found = [True]
    for one, other in pairwise(stretches):
        # A gap of one code point is a line end; most are, and nothing is counted.
        gap = other.start - one.end
        found.append(gap > 1 and count_line_breaks(text, one.end, other.start) > 1)
    found.append(True)
    return found


def count_line_breaks(text: str, start: int, end: int) -> int:
    """Count the line ends in [start, end)."""
    return len(_LINE_BREAK.findall(text, start, end))


def is_at_line_start(text: str, at: int) -> bool:
    """Nothing but blanks stands before it on its line."""
    before = text[max(0, at - MAX_INDENTATION) : at].rstrip(" \t")
    return before.endswith(("\n", "\r")) or (not before and at <= MAX_INDENTATION)


def is_at_line_end(text: str, at: int) -> bool:
    """Nothing but blanks stands behind it on its line."""
    return text[at : at + MAX_INDENTATION].lstrip(" \t")[:1] in ("", "\n", "\r")


def last_character(text: str, at: int) -> str:
    """Give the last sign before a place that is no white space; none if it is far."""
    return text[max(0, at - MAX_INDENTATION) : at].rstrip()[-1:]


_LINE_BREAK: Final = re.compile(r"\r\n|\n|\r")


def _stripped_spans(text: str, pattern: str) -> Iterator[TextSpan]:
    for match in re.finditer(pattern, text):
        found = match.group()
        inner = found.strip()
        if inner:
            start = match.start() + found.index(inner[0])
            yield TextSpan(start, start + len(inner), inner)
