"""Rules on paragraphs: one that a page break has cut in two."""

import re
from collections.abc import Iterator
from typing import Final

from collate.model.findings import Match, Transcription

_SEEN: Final = 80  # signs before a break in which its last word is looked for
_BREAK: Final = re.compile(r"(?:\n|\r\n?)[^\S\r\n]*(?:\n|\r\n?)\s*")


def cut(file: Transcription) -> Iterator[Match]:
    """Find a paragraph that ends in mid-sentence before one that goes on in small letters."""
    text = file.text
    for found in _BREAK.finditer(text):
        start = max(0, found.start() - _SEEN)
        before, after = text[start : found.start()].rstrip(), text[found.end() : found.end() + 1]
        # A broken word has a rule of its own: it ends with a hyphen.
        if after.islower() and (before[-1:].isalnum() or before.endswith(",")):
            mend = "join it with the next, if a page break cut it"
            yield Match(start + len(before), found.end(), "a paragraph ends here in mid-sentence", mend)
