"""Signs that may call a note, or begin one: `*`, `¹`, `[1]`, `(1)`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from collate.editorial.line_spans import is_at_line_start

SUPERSCRIPTS: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
SIGNS: Final = "*†‡§"

_FORMS: Final = (
    (SUPERSCRIPTS, rf"[{SUPERSCRIPTS}]{{1,4}}"),
    (SIGNS, r"[*†‡§]+"),
    ("[", r"\[(?:\d{1,4}|[A-Za-zα-ω]|[*†‡§]{1,4})\]"),
    ("(", r"\((?:\d{1,3}|[*†‡§]{1,4})\)"),
)
_BARE: Final = re.compile(r"(?<=[^\s\d(\[{<])\d{1,3}(?=[\s\"”’).,;:]|\Z)")
_HANGS: Final = re.compile(r"[^\W\d_]{3}$|[^\W\d_]{2}[.,;:!?\"”’»)]$|[^\W\d_][.,;:!?\"”’»)]{2,3}$")
_DIGITS: Final = str.maketrans(SUPERSCRIPTS, "0123456789")


@dataclass(frozen=True, slots=True)
class NoteSign:
    """A sign at [start, end) of a text: what it says, in which shape, and whether it begins its line.

    shape   `¹`, `*`, `[`, `(`
    key     the number, letter or sign, without its shape
    """

    start: int
    end: int
    shape: str
    key: str
    first: bool


def bare_numbers(text: str) -> Iterator[NoteSign]:
    """Give the numbers that hang on a word or on the stop behind one: `as he said.12 Then`."""
    for match in _BARE.finditer(text):
        if _HANGS.search(text[max(0, match.start() - 4) : match.start()]):
            yield NoteSign(*match.span(), "1", str(int(match.group())), False)


def note_signs(text: str) -> Iterator[NoteSign]:
    """Give the signs of a text that may call a note or begin one, in order."""
    # A pattern with one lead is found many times faster than one with several.
    leads = [form for lead, form in _FORMS if any(sign in text for sign in lead)]
    found_at = [match for form in leads for match in re.finditer(form, text)]
    done = 0
    for match in sorted(found_at, key=re.Match.start):
        start, end = match.span()
        if start < done:
            continue  # the sign between brackets
        done = end
        found = match.group()
        lead = found[0]
        shape = lead if lead in "[(" else "*" if lead in SIGNS else "¹"
        key = found.strip("[]()").translate(_DIGITS)
        yield NoteSign(start, end, shape, str(int(key)) if key.isdecimal() else key, is_at_line_start(text, start))
