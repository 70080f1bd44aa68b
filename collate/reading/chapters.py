"""Chapters: `3:4` at the beginning of a line is verse 4 of chapter 3, and so is 4 below a heading `Chapter III`."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from collate.reading.place_labels import (
    INDENTATION,
    MOST_STEPS,
    VERSE,
    PlaceLabel,
    at_line_beginnings,
    place_words,
)
from collate.text.roman import roman_value

LEAST_VERSES: Final = 5  # that rise from line to line; fewer may be hours or scores

_CHAPTER_AND_VERSE: Final = INDENTATION + r"(\d{1,3}):(\d{1,3})(?=\.?[^\S\r\n]+[^\s\d:])"

_WORD_AND_NUMBER: Final = INDENTATION + r"[^\W\d_]++\.?[^\S\r\n]+(?:\d|[ivxlcIVXLC])"


def chapter_labels(text: str) -> Iterator[PlaceLabel]:
    """Yield each `3:4` at the beginning of a line, if five or more of them rise from verse to verse."""
    run: list[re.Match[str]] = []
    for match in at_line_beginnings(_CHAPTER_AND_VERSE, text):
        if run and not _follows(run[-1], match):
            yield from _labels(run)
            run = []
        run.append(match)
    yield from _labels(run)


def _follows(before: re.Match[str], after: re.Match[str]) -> bool:
    """Return whether a verse may be the next after another, in its chapter or at the beginning of the next one."""
    chapters, verses = int(after[1]) - int(before[1]), int(after[2]) - int(before[2])
    return 0 < verses <= MOST_STEPS if chapters == 0 else chapters == 1 and 0 < int(after[2]) <= MOST_STEPS


def _labels(run: Sequence[re.Match[str]]) -> Iterator[PlaceLabel]:
    if len(run) >= LEAST_VERSES:
        for match in run:
            yield PlaceLabel(match.start(1), match.end(2), VERSE, f"{int(match[1])}:{int(match[2])}")


def with_chapters(text: str, labels: Sequence[PlaceLabel]) -> list[PlaceLabel]:
    """Return the labels in order, with the chapter in the value of each verse below a heading that numbers one.

    Only where verses begin anew below each heading: other verses are counted through the whole text.
    """
    verses = [label for label in labels if label.system == VERSE and label.value.isdecimal()]
    if not verses or not any(at_line_beginnings(_WORD_AND_NUMBER, text)):
        return list(labels)
    headings = [(m.start("label"), _chapter(m["n"])) for m in at_line_beginnings(_heading_pattern(), text)]
    starts = [start for start, chapter in headings if chapter]
    chapters = [chapter for _, chapter in headings if chapter]
    first_below = _first_below(verses, starts)
    if not first_below or any(int(label.value) > MOST_STEPS for label in first_below):
        return list(labels)
    return [
        label._replace(value=f"{chapters[k - 1]}:{label.value}")
        if label.system == VERSE and label.value.isdecimal() and (k := bisect_right(starts, label.start))
        else label
        for label in labels
    ]


def _first_below(verses: Sequence[PlaceLabel], starts: Sequence[int]) -> list[PlaceLabel]:
    """Return the first verse below each heading that has verses."""
    chapters = [bisect_right(starts, verse.start) for verse in verses]
    begins = [True, *(a != b for a, b in pairwise(chapters))]
    return [v for v, chapter, first in zip(verses, chapters, begins, strict=True) if first and chapter]


@cache
def _heading_pattern() -> str:
    word, number = rf"(?i:{place_words('chapter')})", r"(?P<n>\d{1,3}|(?i:[ivxlc]{1,9}))"
    ends = r"(?=\.?[^\S\r\n]*(?:[\r\n]|\Z))"
    return rf"{INDENTATION}(?P<label>{word}\.?[^\S\r\n]+{number}){ends}"


def _chapter(number: str) -> int:
    """Return the number of a chapter, in figures or Roman letters; 0 if it is none."""
    return int(number) if number.isdecimal() else roman_value(number)
