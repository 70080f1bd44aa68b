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
    return list(_stretches(text, r"[^\r\n]+"))


def paragraphs(text: str) -> list[Stretch]:
    """Give the paragraphs: what stands between blank lines."""
    return list(_stretches(text, r"(?:[^\r\n]|(?:\r\n|\n|\r)(?!\s*?(?:\r\n|\n|\r|\Z)))+"))


def _stretches(text: str, pattern: str) -> Iterator[Stretch]:
    for match in re.finditer(pattern, text):
        found = match.group()
        if found.strip():
            start = match.start() + len(found) - len(found.lstrip())
            yield Stretch(start, start + len(found.strip()), found.strip())
