"""The lines and paragraphs of a text, with their offsets."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from collate._dataclass import dataclass
from collate._late_regex import late_regex

MAX_INDENTATION: Final = 40  # code points; the white space around a place is not searched farther
MAX_LINE_WIDTH: Final = 120  # code points; in a text with a longer line each line is a paragraph


@dataclass(frozen=True, slots=True)
class TextSpan:
    """Code points [start, end) of a text without the white space around them, and the words there."""

    start: int
    end: int
    text: str


@lru_cache(1)  # several finders need the lines of one witness
def line_spans(text: str) -> tuple[TextSpan, ...]:
    """Return the lines that are not blank."""
    # Faster: `re` matches `.` much faster than a class of two characters.
    return tuple(_stripped_spans(text, r"[^\r\n]+" if "\r" in text else r".+"))


@lru_cache(1)
def first_words(text: str) -> tuple[str, ...]:
    """Return the first word of each line that is not blank, without its capitals; "" where a line has no word."""
    found = (_FIRST_WORD.search(line.text) for line in line_spans(text))
    return tuple([match.group().casefold() if match else "" for match in found])


def paragraph_spans(text: str) -> list[TextSpan]:
    """Return the paragraphs, which blank lines separate."""
    return list(_stripped_spans(text, r"(?:[^\r\n]++|(?:\r\n|\n|\r)(?!\s*?(?:\r\n|\n|\r|\Z)))++"))


def paragraph_starts(text: str, lines: Sequence[TextSpan]) -> list[bool]:
    """Return for each of n lines whether a paragraph begins there, and True after the last: n + 1 values.

    In a text whose lines are not folded, each line is a paragraph.
    """
    if any(line.end - line.start > MAX_LINE_WIDTH for line in lines):
        return [True] * (len(lines) + 1)
    starts = [True]
    for line, following in pairwise(lines):
        # Most gaps are one code point, a line end; these need no count.
        gap = following.start - line.end
        starts.append(gap > 1 and count_line_breaks(text, line.end, following.start) > 1)
    starts.append(True)
    return starts


def count_line_breaks(text: str, start: int, end: int) -> int:
    """Return the number of line ends in [start, end)."""
    return len(_LINE_BREAK.findall(text, start, end))


def is_at_line_start(text: str, offset: int) -> bool:
    """Return whether only blanks and tabs precede an offset on its line."""
    before = text[max(0, offset - MAX_INDENTATION) : offset].rstrip(" \t")
    return before.endswith(("\n", "\r")) or (not before and offset <= MAX_INDENTATION)


def is_at_line_end(text: str, offset: int) -> bool:
    """Return whether only blanks and tabs follow an offset on its line."""
    return text[offset : offset + MAX_INDENTATION].lstrip(" \t")[:1] in ("", "\n", "\r")


def last_character(text: str, offset: int) -> str:
    """Return the nearest character before an offset that is not white space, or "" if there is none near."""
    return text[max(0, offset - MAX_INDENTATION) : offset].rstrip()[-1:]


_FIRST_WORD: Final = late_regex(r"\w+")
_LINE_BREAK: Final = late_regex(r"\r\n|\n|\r")


def _stripped_spans(text: str, pattern: str) -> Iterator[TextSpan]:
    """Yield the matches of a pattern that are not blank, without the white space around them."""
    for match in re.finditer(pattern, text):
        matched = match.group()
        words = matched.strip()
        if words:
            start = match.start() + matched.index(words[0])
            yield TextSpan(start, start + len(words), words)
