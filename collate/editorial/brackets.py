"""Brackets of editors: square, angle and curly ones, and those of Chinese and Japanese print.

An author's round ones are none; see `parentheses` for the few that an editor sets.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Final

from collate.editorial.bracket_contents import bracketed_words
from collate.editorial.bracketed_numbers import bracketed_numbers
from collate.model.interventions import Intervention
from collate.model.witness import Witness

MAX_LENGTH: Final = 2000  # code points; a bracket that stays open longer was never closed

MAX_NUMBER_LENGTH: Final = 8  # code points, brackets and blanks in them included

SQUARE: Final = ("[]", "［］", "〔〕", "【】", "⟦⟧")
_OTHER_PAIRS: Final = ("<>", "⟨⟩", "{}")
_BLANK_LINE: Final = re.compile(r"(?:\r\n|\n|\r)[^\S\r\n]*(?:\r\n|\n|\r)")

# A text with an end tag is marked up: its angle brackets are tags. Code and mathematics have curly ones.
_END_TAG: Final = re.compile(r"</[A-Za-z]|/>")
_SUPPLEMENT: Final = re.compile(r"[<⟨][^\W\d_](?:[^<>⟨⟩@:=/\"\\]{0,80}[^\s<>⟨⟩@:=/\"\\])?[>⟩]")
_REJECTED: Final = re.compile(r"(?<![\\$\w}])\{[^{}:;=\"\\\n]{1,200}\}|(?<=[^\W\d_])\{[^\W\d_]{1,20}\}")
_LINK: Final = re.compile(r"\]\((?:https?:|#|/|\.)")


def square_brackets(witness: Witness) -> Iterable[Intervention]:
    """Find words in square brackets: glosses, completed words, `[sic]`, notes, numbers of pages and notes.

    Brackets may nest; one that is never closed, or not within its paragraph, is left alone, and
    so is `[...]`, which is a lacuna.
    """
    text = witness.text
    spans = [span for pair in SQUARE if pair[0] in text for span in _outermost(text, pair)]
    numbers = [s for s in spans if s[1] - s[0] <= MAX_NUMBER_LENGTH and text[s[0] + 1 : s[1] - 1].strip().isdecimal()]
    yield from bracketed_numbers(text, numbers)
    for start, end in set(spans).difference(numbers):
        found = bracketed_words(text, start, end)
        if found:
            yield found


def other_brackets(witness: Witness) -> Iterable[Intervention]:
    """Find words in angle brackets, which an editor supplies, and in curly ones, which he rejects."""
    text = witness.text
    for pair in _OTHER_PAIRS:
        if pair[0] not in text or pair[1] not in text or (pair == "<>" and _END_TAG.search(text)):
            continue
        pattern = _REJECTED if pair == "{}" else _SUPPLEMENT
        for match in pattern.finditer(text):
            found = bracketed_words(text, match.start(), match.end())
            if found:
                yield found


def _outermost(text: str, pair: str) -> Iterator[tuple[int, int]]:
    """Give the spans of balanced brackets, each with all that nest in it; what cannot be one lets the inner ones be."""
    blank = [m.start() for m in _BLANK_LINE.finditer(text)]
    done = 0
    for start, end in sorted(_balanced(text, pair)):
        if start < done or end - start > MAX_LENGTH or bisect_left(blank, start) < bisect_left(blank, end):
            continue
        if _LINK.match(text, end - 1):
            continue
        done = end
        yield start, end


def _balanced(text: str, pair: str) -> Iterator[tuple[int, int]]:
    """Give the spans of all brackets that close."""
    opened: list[int] = []
    for match in re.finditer(f"[{re.escape(pair)}]", text):
        if match.group() == pair[0]:
            opened.append(match.start())
        elif opened:
            yield opened.pop(), match.end()
