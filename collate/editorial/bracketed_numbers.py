"""Numbers in brackets: of pages, sections and notes."""

from collections.abc import Iterator, Sequence
from typing import Final

from collate.editorial.cause import Cause
from collate.editorial.line_spans import is_at_line_end, is_at_line_start, last_character
from collate.model.interventions import Intervention
from collate.model.witness import Role

_SENTENCE_ENDS: Final = frozenset(".!?;:”»")
FIRST_YEAR: Final = 1400
LAST_YEAR: Final = 2099
MAX_PAGES_BETWEEN: Final = 3  # the difference of two page numbers that follow each other in an excerpt
MOST_BEYOND: Final = 50  # by which the numbers of notes may rise from one to another
_PAUSE_MARKS: Final = frozenset(".,;:!?)]\"'”’»›…—-")  # a marker follows a pause in the sentence; a page ends anywhere


def bracketed_numbers(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Intervention]:
    """Yield each bracketed number as a page, a section or the marker of a note.

    Alone on its line it is a page. At the beginning of a line it is a page, or a section if these numbers count from 1.
    Directly after a word it is a marker. After a blank it is a page, unless all of these follow a pause.

    Parameters
    ----------
    text : str
        The text of the witness.
    spans : sequence of (int, int)
        Code points [start, end) of each number, with its brackets.
    """
    at_line_start = [(start, end) for start, end in spans if is_at_line_start(text, start)]
    numbers = [int(text[start + 1 : end - 1]) for start, end in at_line_start]
    are_sections = len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))
    if not are_sections and _count_sections(text, spans):
        for start, end in spans:
            why = "numbers in brackets after the ends of sentences, counting from 1 at the beginning of a line"
            yield Intervention(start, end, Role.PARATEXT, Cause.SECTION_NUMBER, why)
        return
    within_line = [(start, end) for start, end in spans if not is_at_line_start(text, start)]
    are_pages = any(
        text[start - 1].isspace() and last_character(text, start) not in _PAUSE_MARKS for start, _ in within_line
    )
    for start, end in at_line_start:
        if is_at_line_end(text, end):
            yield _page_number(start, end, "a number in brackets, alone on its line")
        elif are_sections:
            why = "numbers in brackets begin the paragraphs, counting from 1"
            yield Intervention(start, end, Role.PARATEXT, Cause.SECTION_NUMBER, why)
        else:
            yield _page_number(start, end, "a number in brackets at the beginning of a line")
    for start, end in within_line:
        if _is_year(text, start, end, spans):
            yield Intervention(start, end, Role.GLOSS, Cause.BRACKETED, "a year in brackets, which an editor adds")
        elif (are_pages or _is_beyond_notes(text, start, end, within_line)) and text[start - 1].isspace():
            yield _page_number(
                start, end, "a number in brackets after a space, in a text that has such numbers in mid-sentence"
            )
        else:
            yield Intervention(
                start, end, Role.NOTE, Cause.MARKER, "a number in brackets that marks a note, after a word"
            )


def _count_sections(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Return whether numbers count from 1, the first at a line's beginning, each other between two sentences."""
    numbers = [int(text[start + 1 : end - 1]) for start, end in spans]
    if len(numbers) < 2 or numbers != list(range(1, len(numbers) + 1)) or not is_at_line_start(text, spans[0][0]):
        return False
    return all(
        text[start - 1].isspace() and text[end : end + 1].isspace() and last_character(text, start) in _SENTENCE_ENDS
        for start, end in spans[1:]
    )


def _is_year(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Return whether a bracketed number is a year after a blank, and no other number of its size counts pages."""
    year = int(text[start + 1 : end - 1])
    if not (FIRST_YEAR <= year <= LAST_YEAR and text[start - 1].isspace()):
        return False
    others = (int(text[s + 1 : e - 1]) for s, e in spans if s != start)
    return not any(abs(other - year) <= MAX_PAGES_BETWEEN for other in others)


def _is_beyond_notes(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Return whether a number is far higher than notes are counted here, and no line begins with it."""
    number = text[start + 1 : end - 1]
    if int(number) <= MOST_BEYOND + len(spans) or f"\n{text[start:end]}" in text or f"\n{number}" in text:
        return False
    return not any(0 < abs(int(text[s + 1 : e - 1]) - int(number)) <= MOST_BEYOND for s, e in spans)


def _page_number(start: int, end: int, why: str) -> Intervention:
    return Intervention(start, end, Role.PARATEXT, Cause.PAGE_NUMBER, why)
