"""Square brackets: an editor's words inside the text. An author's round ones are none."""

import re
from collections.abc import Iterable
from typing import Final

from collate.editorial.interventions import Intervention
from collate.witness import Role, Witness

LONGEST: Final = 2000  # code points; a bracket that stays open longer was never closed

_LOST: Final = re.compile(r"\[\s*(?:\.\s*\.\s*\.|…)\s*\]")
_LINE_END: Final = re.compile(r"[\r\n]")
_BLANK_LINE: Final = re.compile(r"(?:\r\n|\n|\r)\s*(?:\r\n|\n|\r)")


def square_brackets(witness: Witness) -> Iterable[Intervention]:
    """Find words in square brackets: glosses, completed words, `[sic]`, numbers of pages and notes.

    Brackets may nest; one that is never closed, or not within its paragraph, is left alone, and
    so is `[...]`, which is a lacuna.
    """
    text = witness.text
    for start, end in _outermost(text):
        if _LOST.fullmatch(text, start, end) or _BLANK_LINE.search(text, start, end) or end - start > LONGEST:
            continue
        yield _named(text, start, end)


def _outermost(text: str) -> Iterable[tuple[int, int]]:
    """Give the spans of balanced brackets, each with all that nest in it."""
    opened: list[int] = []
    closed: list[tuple[int, int]] = []
    for match in re.finditer(r"[\[\]]", text):
        if match.group() == "[":
            opened.append(match.start())
        elif opened:
            start = opened.pop()
            while closed and closed[-1][0] > start:
                closed.pop()
            closed.append((start, match.end()))
    return closed


def _named(text: str, start: int, end: int) -> Intervention:
    """Say what the brackets are, from what they hold and what they touch."""
    inside = text[start + 1 : end - 1].strip()
    glued = (start > 0 and text[start - 1].isalpha()) or (end < len(text) and text[end].isalpha())
    if inside.isdigit():
        line = text[_line_start(text, start) : _line_end(text, end)].strip()
        if line == text[start:end]:
            return Intervention(start, end, Role.PARATEXT, "page-number", "a number in brackets, alone on its line")
        return Intervention(start, end, Role.NOTE, "marker", "a number in square brackets inside the text")
    if inside.casefold().rstrip("!?.") == "sic":
        return Intervention(start, end, Role.GLOSS, "sic", "an editor vouches for the word before it: [sic]")
    if glued and inside[:1].isalpha():
        return Intervention(start, end, Role.GLOSS, "expansion", "letters in square brackets complete a word")
    return Intervention(start, end, Role.GLOSS, "bracketed", "words in square brackets are an editor's")


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _line_end(text: str, at: int) -> int:
    end = _LINE_END.search(text, at)
    return end.start() if end else len(text)
