"""The lines and paragraphs of a witness, with their places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stretch:
    """Code points [start, end) of a text, without the white space around them."""

    start: int
    end: int
    text: str


def lines(text: str) -> list[Stretch]:
    """Give the lines that are not blank."""
    # The engine runs along `.` much faster than along a class of two signs.
    return list(_stretches(text, r"[^\r\n]+" if "\r" in text else r".+"))


def paragraphs(text: str) -> list[Stretch]:
    """Give the paragraphs: what stands between blank lines."""
    return list(_stretches(text, r"(?:[^\r\n]++|(?:\r\n|\n|\r)(?!\s*?(?:\r\n|\n|\r|\Z)))++"))


def _stretches(text: str, pattern: str) -> Iterator[Stretch]:
    for match in re.finditer(pattern, text):
        found = match.group()
        inner = found.strip()
        if inner:
            start = match.start() + found.index(inner[0])
            yield Stretch(start, start + len(inner), inner)
