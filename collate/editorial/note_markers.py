"""Signs that may mark a note in the text or begin one: `*`, `*)`, `¹`, `ᵃ`, `[1]`, `(1)`, `(a)`."""

import re
from collections.abc import Iterator
from typing import Final

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate.editorial.line_spans import is_at_line_start

SUPERSCRIPTS: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
SIGNS: Final = "*†‡§"
RAISED: Final = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"

_FORMS: Final = (
    (SIGNS, r"[*†‡§]{1,4}\)"),
    (SUPERSCRIPTS, rf"[{SUPERSCRIPTS}]{{1,4}}"),
    (SIGNS, r"[*†‡§]+"),
    ("[", r"\[(?:\d{1,4}|[A-Za-zα-ω]|[*†‡§]{1,4})\]"),
    ("{", r"\{\d{1,3}\}"),
    ("〔", r"〔[\d一二三四五六七八九十]{1,3}〕"),
    ("(", r"\((?:\d{1,3}|[*†‡§]{1,4}|[a-zα-ωа-я])\)"),
    (RAISED, rf"[{RAISED}](?!\w)"),
)
_BARE: Final = late_regex(r"(?<=[^\s\d(\[{<])\d{1,3}(?=[\s\"”’).,;:]|\Z)")
_HANGS: Final = late_regex(r"[^\W\d_]{3}$|[^\W\d_]{2}[.,;:!?\"”’»)]$|[^\W\d_][.,;:!?\"”’»)]{2,3}$")
_PLAIN: Final = str.maketrans(SUPERSCRIPTS + RAISED, "0123456789abcdefghijklmnoprstuvwxyz")


@dataclass(frozen=True, slots=True)
class NoteSign:
    """A sign at [start, end) of a text.

    shape         `¹`, `ᵃ`, `*`, `*)`, `[`, `〔`, `{`, `(`, `(a`, or `1` for a bare number
    key           the number, letter or sign without its shape; a marker and its note have the same key
    starts_line   only white space precedes it on its line
    """

    start: int
    end: int
    shape: str
    key: str
    starts_line: bool


def bare_numbers(text: str) -> Iterator[NoteSign]:
    """Yield the numbers directly after a word or after the punctuation behind it: `as he said.12 Then`."""
    for match in _BARE.finditer(text):
        if _HANGS.search(text[max(0, match.start() - 4) : match.start()]):
            yield NoteSign(*match.span(), "1", str(int(match.group())), False)


def note_signs(text: str) -> Iterator[NoteSign]:
    """Yield the signs of a text that may mark a note or begin one, in order."""
    # `re` is many times faster on patterns with one first character than on one with several.
    patterns = [pattern for first, pattern in _FORMS if any(sign in text for sign in first)]
    matches = [match for pattern in patterns for match in re.finditer(pattern, text)]
    last_end = 0
    for match in sorted(matches, key=re.Match.start):
        start, end = match.span()
        if start < last_end:
            continue  # the sign inside brackets
        last_end = end
        sign = match.group()
        key = sign.strip("[](){}〔〕").translate(_PLAIN)
        key = str(int(key)) if key.isdecimal() else key
        yield NoteSign(start, end, _shape(sign, key), key, is_at_line_start(text, start))


def _shape(sign: str, key: str) -> str:
    """Return the shape of a sign."""
    if sign[0] == "(":
        return "(a" if key.isalpha() else "("
    if sign[0] in SIGNS:
        return "*)" if sign[-1] == ")" else "*"
    if sign[0] in RAISED:
        return "ᵃ"
    return sign[0] if sign[0] in "[〔{" else "¹"
