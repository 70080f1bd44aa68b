"""Brackets of editors: square, angle and curly brackets, and those of Chinese and Japanese print.

Round brackets belong to the author; `parentheses` finds the few that an editor sets.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from collate._late_regex import late_regex
from collate.editorial.bracket_contents import bracketed_words, is_placeholder, labelled_note_pattern
from collate.editorial.bracketed_numbers import bracketed_numbers
from collate.editorial.cause import Cause
from collate.editorial.editors_phrases import phrase_pattern
from collate.model.interventions import Intervention
from collate.model.witness import Role, Witness
from collate.text.latex import has_commands, is_option

MAX_LENGTH: Final = 2000  # code points; a bracket that stays open longer has no closing one
MAX_NUMBER_LENGTH: Final = 8  # code points of a bracketed number, with its brackets and blanks

SQUARE: Final = ("[]", "［］", "〔〕", "【】", "⟦⟧")
_OTHER_PAIRS: Final = ("<>", "⟨⟩", "{}")
_BLANK_LINE: Final = late_regex(r"(?:\r\n|\n|\r)[^\S\r\n]*(?:\r\n|\n|\r)")

# In a text with tags angle brackets are markup, and in one with commands of LaTeX curly brackets are. These also occur
# in code and mathematics.
_TAG: Final = late_regex(
    r"</[A-Za-z]|/>|<(?:br|hr|div|span|strong|li|ul|ol|dl|dt|dd|h[1-6]|blockquote|center|font|table|tr|img)>|<\w+\s\w+="
)
_SUPPLEMENT: Final = late_regex(r"[<⟨][^\W\d_](?:[^<>⟨⟩@:=/\"\\]{0,80}[^\s<>⟨⟩@:=/\"\\])?[>⟩]")
_REJECTED: Final = late_regex(r"(?<![\\$\w{}])\{[^{}:;=\"\\\n]{1,200}\}|(?<=[^\W\d_])\{[^\W\d_]{1,20}\}")
_LINK: Final = late_regex(r"\]\((?:https?:|#|/|\.)")


def square_brackets(witness: Witness) -> Iterable[Intervention]:
    """Find words in square brackets: glosses, completed words, `[sic]`, notes, numbers of pages and notes.

    Brackets may nest. A bracket that does not close within its paragraph is ignored, and so is `[...]`, a lacuna.
    """
    text = witness.text
    spans = [span for pair in SQUARE if pair[0] in text for span in _closed(text, pair)]
    if spans and has_commands(text):
        spans = [span for span in spans if not is_option(text, *span)]
    numbers = {s for s in spans if s[1] - s[0] <= MAX_NUMBER_LENGTH and text[s[0] + 1 : s[1] - 1].strip().isdecimal()}
    yield from bracketed_numbers(text, sorted(numbers.intersection(_outermost(spans))))
    called = {m.group(1) for m in labelled_note_pattern().finditer(text)} if spans else set()
    for start, end in set(spans).difference(numbers):
        if text[start + 1 : end - 1] in called:
            why = "a letter in brackets that calls a note with this letter"
            yield Intervention(start, end, Role.NOTE, Cause.MARKER, why)
            continue
        intervention = bracketed_words(text, start, end)
        if intervention:
            yield intervention


def other_brackets(witness: Witness) -> Iterable[Intervention]:
    """Find words in angle brackets, which an editor supplies, and in curly brackets, which an editor deletes."""
    text = witness.text
    for pair in _OTHER_PAIRS:
        if pair[0] not in text or pair[1] not in text or (pair == "<>" and _TAG.search(text)):
            continue
        if pair == "{}" and has_commands(text):
            continue
        pattern = _REJECTED if pair == "{}" else _SUPPLEMENT
        matches = list(pattern.finditer(text))
        if pair[0] in "<⟨":
            matches += _crossed_out_pattern().finditer(text)
        if pair[0] in "<⟨" and any(is_placeholder(match.group()) for match in matches):
            continue  # a form to be filled in; its words are text
        for match in matches:
            intervention = bracketed_words(text, match.start(), match.end())
            if intervention:
                yield intervention


@cache
def _crossed_out_pattern() -> re.Pattern[str]:
    """Return the pattern of words that an editor tells as crossed out: `<crossed out: and wept>`."""
    return re.compile(rf"[<⟨]{phrase_pattern('crossed-out')}\w{{0,3}}:\s[^<>⟨⟩\r\n]{{1,80}}[>⟩]")


def _closed(text: str, pair: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of balanced brackets, but not of those that are too long, cross a blank line or are a link."""
    blank_lines = [m.start() for m in _BLANK_LINE.finditer(text)]
    for start, end in _balanced(text, pair):
        crosses_paragraph = bisect_left(blank_lines, start) < bisect_left(blank_lines, end)
        if end - start <= MAX_LENGTH and not crosses_paragraph and not _LINK.match(text, end - 1):
            yield start, end


def _outermost(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans that are not inside others; none cross."""
    outermost: list[tuple[int, int]] = []
    for span in sorted(spans):
        if not outermost or span[0] >= outermost[-1][1]:
            outermost.append(span)
    return outermost


def _balanced(text: str, pair: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of all brackets that close."""
    opened: list[int] = []
    for match in re.finditer(f"[{re.escape(pair)}]", text):
        if match.group() == pair[0]:
            opened.append(match.start())
        elif opened:
            yield opened.pop(), match.end()
