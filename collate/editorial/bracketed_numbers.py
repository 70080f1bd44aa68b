"""Numbers in brackets: of pages, of sections, of notes whose words stand elsewhere."""

from collections.abc import Iterator, Sequence
from typing import Final

from collate.editorial.cause import Cause
from collate.editorial.line_spans import is_at_line_end, is_at_line_start, last_character
from collate.model.interventions import Intervention
from collate.model.witness import Role

_PAUSE_MARKS: Final = frozenset(".,;:!?)]\"'”’»›…—-")  # a note is called where the sense pauses; a page ends anywhere


def bracketed_numbers(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Intervention]:
    """Say of each bracketed number what it counts.

    Alone on its line it is a page; at the head of a paragraph a page, or a section where they count from 1;
    behind a word without a blank it calls a note. Behind a blank it is a page, unless all such stand at a pause.
    """
    heads = [(s, e) for s, e in spans if is_at_line_start(text, s)]
    counted = [int(text[s + 1 : e - 1]) for s, e in heads]
    sections = len(counted) > 1 and counted == list(range(1, len(counted) + 1))
    inside = [(s, e) for s, e in spans if not is_at_line_start(text, s)]
    pages = any(text[s - 1].isspace() and last_character(text, s) not in _PAUSE_MARKS for s, _ in inside)
    for start, end in heads:
        if is_at_line_end(text, end):
            yield _page_number(start, end, "a number in brackets, alone on its line")
        elif sections:
            why = "numbers in brackets head the paragraphs, from 1 on"
            yield Intervention(start, end, Role.PARATEXT, Cause.SECTION_NUMBER, why)
        else:
            yield _page_number(start, end, "a number in brackets at the head of a line")
    for start, end in inside:
        if pages and text[start - 1].isspace():
            yield _page_number(start, end, "a number in brackets, where the sense does not pause")
        else:
            yield Intervention(start, end, Role.NOTE, Cause.MARKER, "a number in brackets behind a word calls a note")


def _page_number(start: int, end: int, why: str) -> Intervention:
    return Intervention(start, end, Role.PARATEXT, Cause.PAGE_NUMBER, why)
