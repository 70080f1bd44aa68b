"""T4: rules on paragraphs."""

import re
from collections.abc import Iterator
from typing import Final

from collate.model.findings import Match, Transcription

_CONTEXT_LENGTH: Final = 80  # characters before a break in which its last word is looked for
_PARAGRAPH_BREAK: Final = re.compile(r"(?:\n|\r\n?)[^\S\r\n]*(?:\n|\r\n?)\s*")


def cut_paragraphs(file: Transcription) -> Iterator[Match]:
    """Find a paragraph that ends within a sentence, before one that begins with a small letter."""
    text = file.text
    for gap in _PARAGRAPH_BREAK.finditer(text):
        start = max(0, gap.start() - _CONTEXT_LENGTH)
        before, after = text[start : gap.start()].rstrip(), text[gap.end() : gap.end() + 1]
        # A word broken by a hyphen is reported by T202.
        if after.islower() and (before[-1:].isalnum() or before.endswith(",")):
            help_ = "if a page break divided it, join it with the next paragraph"
            yield Match(start + len(before), gap.end(), "the paragraph ends in the middle of a sentence", help_)
