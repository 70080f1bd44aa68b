"""Numbers in a plain text that name places: of verses and lines at line beginnings, of pages and leaves.

Such a number is no word of the text. In doubt it is one, so each form needs evidence that no sentence could give.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from collate.files.package_data import DATA, package_text
from collate.model.witness import Place
from collate.reading.place_settings import FIND_PLACES, PlaceSettings

PAGE: Final = "page"
VERSE: Final = "verse"
LINE: Final = "line"

LEAST_NUMBERS: Final = 5  # rising numbers at line beginnings that are of verses; fewer may count things
LEAST_VERSES: Final = 2  # of a further run in the same text, and of numbers after the word `verse`
LINE_STEPS: Final = (5, 10)  # editions number every fifth or tenth line
MOST_STEPS: Final = 3  # from one number of a run to the next, if others are lost

_DIGIT: Final = re.compile(r"\d")
_INDENTATION: Final = r"^[^\S\r\n]{0,40}"
_BARE_NUMBER: Final = re.compile(_INDENTATION + r"(\d{1,4})(?=[^\S\r\n]+[^\s\d.)\]])", re.MULTILINE)
_NEW_PARAGRAPH: Final = re.compile(r"(?:\A|(?:\n|\r(?!\n))[^\S\r\n]*(?:\r\n|\n|\r))[^\S\r\n]*\Z")
_LOOK_BACK: Final = 100  # code points before a line in which a blank line is searched
_DATA: Final = DATA / "places.toml"


class _Label(NamedTuple):
    """Code points [start, end) that name a place, and its system and value."""

    start: int
    end: int
    system: str
    value: str


def find_places(text: str, wanted: PlaceSettings = FIND_PLACES) -> tuple[Place, ...]:
    """Return the places that a plain text names itself, in order, each with its label.

    Unless the settings of the work say otherwise, a label is one of these:

    - one of five or more numbers that begin lines inside a paragraph or stanza, without a point, and rise by one
      (verses), or by five or ten (lines);
    - `Page 1 of 3` alone on its line, in several languages;
    - `[f. 12v]`, `[p. 3]`: the number of a leaf or page in square brackets;
    - `v. 3` at the beginning of a line, if two or more of them rise.

    A place extends from its label to the next one of its system.

    Examples
    --------
    >>> [(place.system, place.value) for place in find_places("He came. [f. 12v] She went. [f. 13r] They met.")]
    [('page', '12v'), ('page', '13r')]
    """
    given = [_Label(*label) for label in wanted.labels(text)]
    systems = {system for system, _ in wanted.patterns}
    found: list[_Label] = []
    if wanted.finds and _DIGIT.search(text):
        found = [label for finder in _FINDERS for label in finder(text) if label.system not in systems]
    return tuple(_places(list(_without_overlaps(sorted([*given, *found]))), len(text)))


_Finder = Callable[[str], Iterator[_Label]]


def _places(labels: Sequence[_Label], length: int) -> Iterator[Place]:
    """Yield the places of labels in order; each extends to the next one of its system."""
    ends: dict[str, int] = {}
    following: list[int] = []
    for label in reversed(labels):
        following.append(ends.get(label.system, length))
        ends[label.system] = label.start
    for label, end in zip(labels, reversed(following), strict=True):
        yield Place(label.end, end, label.system, label.value, (label.start, label.end))


def _without_overlaps(labels: Sequence[_Label]) -> Iterator[_Label]:
    """Leave out each label that begins in an earlier one."""
    end = 0
    for label in labels:
        if label.start >= end:
            end = label.end
            yield label


def _numbered_lines(text: str) -> Iterator[_Label]:
    """Yield the numbers that begin lines and rise: by one for verses, by five or ten for lines."""
    numbers = [(*match.span(1), int(match.group(1))) for match in _BARE_NUMBER.finditer(text)]
    runs = list(_runs(numbers))
    certain = {_step(run) for run in runs if len(run) >= LEAST_NUMBERS and _is_inside_paragraphs(text, run)}
    for run in runs:
        step = _step(run)
        if step in certain and (len(run) >= LEAST_NUMBERS or (len(run) >= LEAST_VERSES and run[0][2] <= step)):
            for start, end, number in run:
                yield _Label(start, end, VERSE if step == 1 else LINE, str(number))


_Numbers = list[tuple[int, int, int]]  # code points [start, end), and the number there


def _runs(numbers: _Numbers) -> Iterator[_Numbers]:
    """Divide numbers into runs that rise by the same step; a transcription may have lost one or two of them."""
    run: _Numbers = []
    for number in numbers:
        difference = number[2] - run[-1][2] if run else 0
        step = _step(run) or difference
        if run and step in (1, *LINE_STEPS) and 0 < difference <= MOST_STEPS * step and difference % step == 0:
            run.append(number)
            continue
        if run:
            yield run
        run = [number]
    if run:
        yield run


def _step(run: _Numbers) -> int:
    """Return by how much the numbers of a run rise at the least; 0 for a run of one number."""
    return min((b[2] - a[2] for a, b in pairwise(run)), default=0)


def _is_inside_paragraphs(text: str, run: _Numbers) -> bool:
    """Return whether most numbers after the first are inside a paragraph; the items of a list begin one."""
    inside = sum(not _NEW_PARAGRAPH.search(text[max(0, start - _LOOK_BACK) : start]) for start, _, _ in run[1:])
    return inside * 2 > len(run) - 1


def _verse_words(text: str) -> Iterator[_Label]:
    """Yield `v. 3` at the beginning of lines, if two or more of them rise."""
    matches = list(_verse_pattern().finditer(text))
    if len(matches) >= LEAST_VERSES and all(int(a["n"]) < int(b["n"]) for a, b in pairwise(matches)):
        for match in matches:
            yield _Label(match.start("label"), match.end("label"), VERSE, match["n"])


def _pages(text: str) -> Iterator[_Label]:
    """Yield `Page 1 of 3` alone on its line, and the number of a page or leaf in square brackets."""
    for pattern in (_page_line_pattern(), _bracketed_page_pattern()):
        for match in pattern.finditer(text):
            yield _Label(match.start("label"), match.end("label"), PAGE, "".join(match["n"].split()))


_FINDERS: Final[Sequence[_Finder]] = (_numbered_lines, _verse_words, _pages)


@cache
def _words(table: str) -> str:
    import tomllib  # most texts name no place

    by_language: dict[str, list[str]] = tomllib.loads(package_text(_DATA))[table]
    words = {word for language in by_language.values() for word in language}
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def _page_line_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"{_INDENTATION}(?P<label>(?i:{_words('page')})\.?\s?(?P<n>\d{{1,4}})\s?(?i:{_words('of')})\s?\d{{1,4}}\.?)[^\S\r\n]*(?=[\r\n]|\Z)",
        re.MULTILINE,
    )


@cache
def _bracketed_page_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<label>\[(?i:{_words('page')})(?:\.\s?|\s|(?=\d))(?P<n>\d{{1,4}}\s?[rvab]?|[ivxlc]{{1,7}})\])"
    )


@cache
def _verse_pattern() -> re.Pattern[str]:
    return re.compile(rf"{_INDENTATION}(?P<label>(?i:{_words('verse')})\.?\s(?P<n>\d{{1,4}}))(?=\s+\S)", re.MULTILINE)
