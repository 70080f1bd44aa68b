"""Where the paragraphs of a plain text end: at a line without words. CR LF is one end of a line."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from collate._late_regex import late_regex

PARAGRAPH_BREAK: Final = late_regex(r"(?:\n|\r\n?+)[^\S\r\n]*(?:\n|\r\n?+)\s*")


def paragraph_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each paragraph begins, and where the next one begins."""
    return pairwise([0, *(found.end() for found in PARAGRAPH_BREAK.finditer(text)), len(text)])
