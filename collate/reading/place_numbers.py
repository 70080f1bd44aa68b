"""Numbers in a plain text that name places: of verses and lines at line beginnings, of pages and leaves.

Such a number is no word of the text. In doubt it is one, so each form needs evidence that no sentence could give.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from collate._late_regex import late_regex
from collate.model.witness import Place
from collate.reading.chapters import chapter_labels, with_chapters
from collate.reading.place_labels import (
    INDENTATION,
    LINE,
    MOST_STEPS,
    PAGE,
    VERSE,
    PlaceLabel,
    at_line_beginnings,
    place_words,
    places_of_labels,
    without_overlaps,
)
from collate.reading.place_settings import FIND_PLACES, PlaceSettings

LEAST_NUMBERS: Final = 5  # rising numbers at line beginnings that are of verses; fewer may count things
LEAST_VERSES: Final = 2  # of a further run in the same text, and of numbers after the word `verse`
LINE_STEPS: Final = (5, 10)  # editions number every fifth or tenth line

_BARE_NUMBER: Final = INDENTATION + r"(\d{1,4})(?=[^\S\r\n]+[^\s\d.)\]])"
_NUMBER_AFTER_WORD: Final = INDENTATION + r"[^\W\d_]++\.?\s?\d"
_NEW_PARAGRAPH: Final = late_regex(r"(?:\A|(?:\n|\r(?!\n))[^\S\r\n]*(?:\r\n|\n|\r))[^\S\r\n]*\Z")
_LOOK_BACK: Final = 100  # code points before a line in which a blank line is searched


def find_places(text: str, wanted: PlaceSettings = FIND_PLACES) -> tuple[Place, ...]:
    """Return the places that a plain text names itself, in order, each with its label.

    Unless the settings of the work say otherwise, a label is one of these:

    - one of five or more numbers that begin lines inside a paragraph or stanza, without a point, and rise by one
      (verses), or by five or ten (lines);
    - `Page 1 of 3` alone on its line, in several languages;
    - `[f. 12v]`, `[p. 3]`: the number of a leaf or page in square brackets;
    - `v. 3` at the beginning of a line, if two or more of them rise;
    - one of five or more `3:4` that begin lines and rise from verse to verse.

    The chapter is part of the value of a verse if the text has it in such a number, or in a heading above verses that
    begin anew. A place extends from its label to the next one of its system.

    Examples
    --------
    >>> [(place.system, place.value) for place in find_places("He came. [f. 12v] She went. [f. 13r] They met.")]
    [('page', '12v'), ('page', '13r')]
    """
    given = [PlaceLabel(*label) for label in wanted.labels(text)]
    systems = {system for system, _ in wanted.patterns}
    found: list[PlaceLabel] = []
    if wanted.finds:
        found = [label for finder in _FINDERS for label in finder(text) if label.system not in systems]
        found = with_chapters(text, sorted(found))
    return tuple(places_of_labels(list(without_overlaps(sorted([*given, *found]))), len(text)))


_Finder = Callable[[str], Iterator[PlaceLabel]]


def _numbered_lines(text: str) -> Iterator[PlaceLabel]:
    """Yield the numbers that begin lines and rise: by one for verses, by five or ten for lines."""
    numbers = [(*match.span(1), int(match.group(1))) for match in at_line_beginnings(_BARE_NUMBER, text)]
    runs = list(_runs(numbers))
    runs = [run for run in runs if _rises_evenly(run) and not _counts_things(text, run)]
    certain = {_step(run) for run in runs if len(run) >= LEAST_NUMBERS and _is_inside_paragraphs(text, run)}
    for run in runs:
        step = _step(run)
        if step in certain and (len(run) >= LEAST_NUMBERS or (len(run) >= LEAST_VERSES and run[0][2] <= step)):
            for start, end, number in run:
                yield PlaceLabel(start, end, VERSE if step == 1 else LINE, str(number))


def _rises_evenly(run: "_Numbers") -> bool:
    """Check whether most numbers follow the one before them: `2`, `3`, `5`, `7`, `10` are quantities."""
    step = _step(run)
    differences = [later[2] - earlier[2] for earlier, later in pairwise(run)]
    return 2 * differences.count(step) >= len(differences)


def _counts_things(text: str, run: "_Numbers") -> bool:
    """Check whether a run begins a list of things: the line before it ends with a colon."""
    return text[max(0, run[0][0] - _LOOK_BACK) : run[0][0]].rstrip().endswith((":", "："))


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
    """Return by how much the numbers of a run rise at the least, which is its first step; 0 for one number."""
    return run[1][2] - run[0][2] if len(run) > 1 else 0


def _is_inside_paragraphs(text: str, run: _Numbers) -> bool:
    """Return whether most numbers after the first are inside a paragraph; the items of a list begin one."""
    inside = sum(not _NEW_PARAGRAPH.search(text[max(0, start - _LOOK_BACK) : start]) for start, _, _ in run[1:])
    return inside * 2 > len(run) - 1


def _words_with_numbers(text: str) -> Iterator[PlaceLabel]:
    """Yield `v. 3` at the beginning of lines, if two or more of them rise; and `Page 1 of 3` alone on its line."""
    if not any(at_line_beginnings(_NUMBER_AFTER_WORD, text)):
        return  # as most texts
    verses = list(at_line_beginnings(_verse_pattern(), text))
    if len(verses) >= LEAST_VERSES and all(int(a["n"]) < int(b["n"]) for a, b in pairwise(verses)):
        yield from (_label(match, VERSE) for match in verses)
    yield from (_label(match, PAGE) for match in at_line_beginnings(_page_line_pattern(), text))


def _bracketed_pages(text: str) -> Iterator[PlaceLabel]:
    """Yield the number of each page or leaf in square brackets."""
    if "[" in text:
        yield from (_label(match, PAGE) for match in _bracketed_page_pattern().finditer(text))


def _label(match: re.Match[str], system: str) -> PlaceLabel:
    return PlaceLabel(match.start("label"), match.end("label"), system, "".join(match["n"].split()))


_FINDERS: Final[Sequence[_Finder]] = (_numbered_lines, chapter_labels, _words_with_numbers, _bracketed_pages)


@cache
def _page_line_pattern() -> str:
    page, of = place_words("page"), place_words("of")
    label = rf"(?i:{page})\.?\s?(?P<n>\d{{1,4}})\s?(?i:{of})\s?\d{{1,4}}\.?"
    return rf"{INDENTATION}(?P<label>{label})[^\S\r\n]*(?=[\r\n]|\Z)"


@cache
def _bracketed_page_pattern() -> re.Pattern[str]:
    # A space or point is before a Roman number, and after a capital: `[sic]` is no page in German, `[F1]` a key.
    number = r"(?:\.\s?|\s|(?<=[a-zà-ÿα-ωа-я])(?=\d))(?P<n>\d{1,4}\s?[rvab]?|[ivxlc]{1,7})"
    return re.compile(rf"(?P<label>\[(?i:{place_words('page')}){number}\])")


@cache
def _verse_pattern() -> str:
    return rf"{INDENTATION}(?P<label>(?i:{place_words('verse')})\.?\s(?P<n>\d{{1,4}}))(?=\s+\S)"
