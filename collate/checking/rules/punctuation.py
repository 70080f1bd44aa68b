"""T3: rules on punctuation: brackets and quotation marks without a partner, spaces, and mixed styles."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from collate.model.findings import Match, Transcription

_OPENING_OF: Final = {")": "(", "]": "[", "}": "{", "⟩": "⟨", "〉": "〈", "》": "《", "」": "「", "』": "『"}
_CLOSING_OF: Final = {opening: closing for closing, opening in _OPENING_OF.items()}
_BRACKETS: Final = re.compile("[" + re.escape("".join((*_OPENING_OF, *_CLOSING_OF))) + "]")
_LIST_NUMBER: Final = re.compile(r"(?:^|\s)(?:\d{1,3}|[A-Za-z]|[ivxl]{1,5})$")  # before the bracket of `1)` or `a)`
_PARAGRAPH_BREAK: Final = re.compile(r"(?:\n|\r\n?)[^\S\r\n]*(?:\n|\r\n?)\s*")
_DOUBLE_QUOTE: Final = re.compile('["“”„]')
_SPACE_BEFORE_MARK: Final = re.compile(r"[^\S\r\n]([,.;:!?)\]])(?![.…]| ?\.)")
_FRENCH_SPACED_MARKS: Final = frozenset(";:!?")
_STRAIGHT: Final = re.compile('"')
_CURLY: Final = re.compile("[“”„]")
_DASH: Final = re.compile(r"--+|[–—]|[ \t\u00a0]-[ \t\u00a0]")
_SENTENCE_END: Final = re.compile(r"[.!?:—–-]\s*\Z")
_CONTEXT_LENGTH: Final = 8  # characters before a mark in which a list number or the end of a sentence is looked for
_FIND_PARTNER: Final = "look for the missing mark in the source"


def unbalanced_brackets(file: Transcription) -> Iterator[Match]:
    """Find brackets that are not closed, or not opened, in the whole text."""
    open_brackets: list[tuple[str, int]] = []
    # How many of each are open, so that a closing bracket without a partner is known without a search.
    open_counts = dict.fromkeys(_CLOSING_OF, 0)
    for bracket in _BRACKETS.finditer(file.text):
        character, position = bracket[0], bracket.start()
        partner = _OPENING_OF.get(character)
        if partner is None:
            open_brackets.append((character, position))
            open_counts[character] += 1
        elif open_counts[partner]:
            while open_brackets[-1][0] != partner:
                unclosed, unclosed_position = open_brackets.pop()
                open_counts[unclosed] -= 1
                yield _unclosed(unclosed, unclosed_position)
            open_brackets.pop()
            open_counts[partner] -= 1
        elif not (character == ")" and _LIST_NUMBER.search(file.text, max(0, position - _CONTEXT_LENGTH), position)):
            message = f"{character!r} has no opening bracket"
            yield Match(position, position + 1, message, f"add {partner} or delete it")
    for character, position in open_brackets:
        yield _unclosed(character, position)


def _unclosed(bracket: str, position: int) -> Match:
    help_ = f"add {_CLOSING_OF[bracket]} or delete it"
    return Match(position, position + 1, f"{bracket!r} has no closing bracket", help_)


def unbalanced_quotes(file: Transcription) -> Iterator[Match]:
    """Find double quotation marks without a partner in their paragraph; a quotation may reopen in the next one."""
    if not _DOUBLE_QUOTE.search(file.text):
        return
    paragraph_starts = [0, *(m.end() for m in _PARAGRAPH_BREAK.finditer(file.text)), len(file.text)]
    for start, end in pairwise(paragraph_starts):
        following = file.text[end : end + 1]
        straight = [m.start() for m in _STRAIGHT.finditer(file.text, start, end)]
        if len(straight) % 2 and following != '"':
            yield Match(straight[-1], straight[-1] + 1, '" has no partner in this paragraph', _FIND_PARTNER)
        yield from _unbalanced_curly(file.text, start, end, following)


def _unbalanced_curly(text: str, start: int, end: int, following: str) -> Iterator[Match]:
    """Find the curly quotation marks of one paragraph without a partner: “ ” and „ “."""
    opened = -1
    for mark in _CURLY.finditer(text, start, end):
        is_low_open = opened >= 0 and text[opened] == "„"
        if mark[0] == "”" or (mark[0] == "“" and is_low_open):
            if opened < 0:
                yield Match(mark.start(), mark.end(), "” has no opening quotation mark", _FIND_PARTNER)
            opened = -1
        else:
            # A quotation of several paragraphs reopens in each, also where the breaks between them are lost.
            before = max(start, mark.start() - _CONTEXT_LENGTH)
            if opened >= 0 and not _SENTENCE_END.search(text, before, mark.start()):
                yield Match(opened, opened + 1, f"{text[opened]} has no closing quotation mark", _FIND_PARTNER)
            opened = mark.start()
    if opened >= 0 and following not in ("“", "„"):
        yield Match(opened, opened + 1, f"{text[opened]} has no closing quotation mark", _FIND_PARTNER)


def space_before_mark(file: Transcription) -> Iterator[Match]:
    """Find a space before a punctuation mark that follows its word directly; French has a space before ; : ! ?"""
    for space in _SPACE_BEFORE_MARK.finditer(file.text):
        before = file.text[space.start() - 1] if space.start() else ""
        if before.isalnum() and not (file.language[:2] == "fr" and space[1] in _FRENCH_SPACED_MARKS):
            yield Match(space.start(), space.end(), f"space before {space[1]!r}", "delete it, unless the source has it")


def mixed_quotes(file: Transcription) -> Iterator[Match]:
    """Find the rarer of straight and curly quotation marks, if a text has both."""
    if '"' not in file.text or not _CURLY.search(file.text):
        return
    straight, curly = list(_STRAIGHT.finditer(file.text)), list(_CURLY.finditer(file.text))
    rare, usual = sorted((straight, curly), key=len)
    rare_style, usual_style = ("straight", "curly") if rare is straight else ("curly", "straight")
    message = f"quotation marks are mixed: {len(rare)} {rare_style}, {len(usual)} {usual_style}"
    yield Match(rare[0].start(), rare[0].end(), message, "use one style")


def mixed_dashes(file: Transcription) -> Iterator[Match]:
    """Find the rarer ways to write a dash, if a text has several."""
    styles: dict[str, list[int]] = {}
    for match in _DASH.finditer(file.text):
        dash = match[0].strip()
        position = match.start() + match[0].index(dash)
        before = file.text[max(0, position - 2) : position]
        after = file.text[position + len(dash) : position + len(dash) + 2]
        if before.strip()[-1:].isalnum() and after.strip()[:1].isalnum():
            spaces = ["␣" * bool(side and side.isspace()) for side in (before[-1:], after[:1])]
            styles.setdefault(f"{spaces[0]}{dash[:2]}{spaces[1]}", []).append(position)
    usual = max(styles, key=lambda style: len(styles[style]), default="")
    for style, positions in sorted(styles.items()):
        if style != usual:
            message = f"dashes are mixed: {len(positions)} as {style}, {len(styles[usual])} as {usual}"
            yield Match(positions[0], positions[0] + 1, message, "write all dashes in one way")
