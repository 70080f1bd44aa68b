"""T302: quotation marks without a partner.

The marks of one style are followed through the text. A quotation may go on over verses and paragraphs, with a new
opening mark at the beginning of each or without one. But inside a paragraph it does not open twice, and what was not
opened is not closed.
"""

import re
from collections.abc import Iterator
from typing import Final

from collate.checking.rules.habits import out_of_habit
from collate.model.findings import Match, Transcription

_SHARE: Final = 25  # one mark of so many without a partner is a habit
_CONTEXT_LENGTH: Final = 8  # characters before a mark in which the end of a sentence is looked for
_CURLY: Final = re.compile("[“”„]")
_STRAIGHT: Final = re.compile(r'(?<!\d)"|(?<=\d)"(?=[\s,.;:)]*"|\w)')  # 6" is no quotation mark
_SENTENCE_END: Final = re.compile(r"[.!?:—–-]\s*\Z")
_OPENS_BEFORE: Final = frozenset("([{—–-“„‘‚'«‹*_=/|>")
_FIND_PARTNER: Final = "look for the missing mark in the source"
_OPENING, _CLOSING, _EITHER = 1, -1, 0


def unbalanced_quotes(file: Transcription) -> Iterator[Match]:
    """Find double quotation marks without a partner, unless the text has many."""
    for signs, pattern in (("“”„", _CURLY), ('"', _STRAIGHT)):
        if not file.characters.isdisjoint(signs):
            marks = [found.start() for found in pattern.finditer(file.text)]
            yield from out_of_habit(list(_unpartnered(file.text, marks)), len(marks), _SHARE)


def _unpartnered(text: str, marks: list[int]) -> Iterator[Match]:
    """Find the marks of one style without a partner."""
    opened = -1
    for position in marks:
        side = _side(text, position, opened)
        if side == _CLOSING:
            if opened < 0:
                yield Match(position, position + 1, f"{text[position]} has no opening quotation mark", _FIND_PARTNER)
            opened = -1
        else:
            if opened >= 0 and not _reopens(text, position):
                yield _unclosed(text, opened)
            opened = position
    if opened >= 0:
        yield _unclosed(text, opened)


def _unclosed(text: str, position: int) -> Match:
    return Match(position, position + 1, f"{text[position]} has no closing quotation mark", _FIND_PARTNER)


def _side(text: str, position: int, opened: int) -> int:
    """Return whether a mark opens or closes, by its shape or, of a straight one, by the space beside it."""
    mark = text[position]
    if mark == "”":
        return _CLOSING
    if mark == "„":
        return _OPENING
    if mark == "“":
        return _CLOSING if opened >= 0 and text[opened] == "„" else _OPENING
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    may_open = (not before or before.isspace() or before in _OPENS_BEFORE) and bool(after) and not after.isspace()
    may_close = bool(before) and not before.isspace()
    if may_open != may_close:
        return _OPENING if may_open else _CLOSING
    return _CLOSING if opened >= 0 else _OPENING


def _reopens(text: str, position: int) -> bool:
    """Return whether a quotation that is open may open again here: in a new paragraph or line, or after a sentence."""
    before = text[max(0, position - _CONTEXT_LENGTH) : position]
    space = before[len(before.rstrip()) :]
    is_first = not before.strip() or "\n" in space or "\r" in space
    return is_first or bool(_SENTENCE_END.search(before))
