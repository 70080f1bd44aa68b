"""Labels of places in a plain text, and the places that they name."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from collate.files.package_data import DATA, package_table
from collate.model.witness import Place

PAGE: Final = "page"
VERSE: Final = "verse"
LINE: Final = "line"
MOST_STEPS: Final = 3  # from one number of a run to the next, if others are lost
INDENTATION: Final = r"[^\S\r\n]{0,40}"


class PlaceLabel(NamedTuple):
    """Code points [start, end) that name a place, and its system and value."""

    start: int
    end: int
    system: str
    value: str


def at_line_beginnings(pattern: str, text: str) -> Iterator[re.Match[str]]:
    """Yield what matches a pattern at the beginning of a line."""
    first, others = _line_patterns(pattern)
    if match := first.match(text):
        yield match
    yield from others.finditer(text)


@cache
def _line_patterns(pattern: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile a pattern for the first line and for the others: `re` finds a line break much faster than `^`."""
    return re.compile(pattern), re.compile(rf"\n{pattern}")


def places_of_labels(labels: Sequence[PlaceLabel], length: int) -> Iterator[Place]:
    """Yield the places of labels in order; each extends to the next one of its system."""
    ends: dict[str, int] = {}
    following: list[int] = []
    for label in reversed(labels):
        following.append(ends.get(label.system, length))
        ends[label.system] = label.start
    for label, end in zip(labels, reversed(following), strict=True):
        yield Place(label.end, end, label.system, label.value, (label.start, label.end))


def without_overlaps(labels: Sequence[PlaceLabel]) -> Iterator[PlaceLabel]:
    """Leave out each label that begins in an earlier one."""
    end = 0
    for label in labels:
        if label.start >= end:
            end = label.end
            yield label


@cache
def place_words(table: str) -> str:
    """Return a pattern of the words before a number that names a place: of a table of `data/places.toml`."""
    by_language: dict[str, list[str]] = package_table(DATA / "places.toml")[table]
    words = {word for language in by_language.values() for word in language}
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
