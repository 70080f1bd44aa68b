"""T302: quotation marks without a partner.

The marks of one style are followed through the text. A quotation may go on over verses and paragraphs, with a new
opening mark at the beginning of each or without one. But inside a paragraph it does not open twice, and what was not
opened is not closed. In a text that has lost its paragraphs, a new one may begin after any sentence.
"""

import re
from collections.abc import Iterator
from typing import Final

from collate._late_regex import late_regex
from collate.checking.rules.habits import out_of_habit
from collate.checking.rules.paragraph_breaks import PARAGRAPH_BREAK
from collate.model.findings import Match, Transcription

_SHARE: Final = 25  # one mark of so many without a partner is a habit
_LONGEST: Final = 300  # characters in which a partner is looked for
_LONG_PARAGRAPH: Final = 5000  # characters of a paragraph, on average, in a text that has lost its paragraphs
_CONTEXT_LENGTH: Final = 8  # characters before a mark in which the end of a sentence is looked for
_CURLY: Final = late_regex("[“”„]")
_ANGLED: Final = late_regex("[«»]")
# 6" is no quotation mark, nor are the gershayim of a Hebrew abbreviation: רמב"ם
_STRAIGHT: Final = late_regex(r'(?<!\d)"(?!(?<=[\u0590-\u05ff]")[א-ת])|(?<=\d)"(?=[\s,.;:)]*"|\w)')
# ‘ that opens, but in no elision that is written with the wrong mark; ’ that may close
_SINGLE: Final = late_regex(
    r"(?<![\w’])‘(?=\w|[“«¿¡])(?!\d|(?:tis|twas|twere|twill|twould|em|im|er|n|til|cause|bout|neath|gainst|s|t)\b)|(?<=\S)’(?!\w)",
    re.IGNORECASE,
)
_PUNCTUATION: Final = frozenset(".,;:!?…—–)”")
_AFTER_MARK: Final = late_regex(r"[,:;.?!—–]\s?\Z")
_SENTENCE_END: Final = late_regex(r"[.!?:—–-]\s*\Z")
_OPENS_BEFORE: Final = frozenset("([{—–-“„‘‚'«‹*_=/|>")
_FIND_PARTNER: Final = "look for the missing mark in the source"
_OPENING, _CLOSING, _EITHER = 1, -1, 0


def unbalanced_quotes(file: Transcription) -> Iterator[Match]:
    """Find quotation marks without a partner, unless the text has many; of single ones, those that are not closed."""
    for signs, pattern in (("“”„", _CURLY), ("«»", _ANGLED), ('"', _STRAIGHT)):
        if not file.characters.isdisjoint(signs):
            marks = [found.start() for found in pattern.finditer(file.text)]
            opening = "»" if pattern is _ANGLED and _points_inwards(file.text) else "«"
            yield from out_of_habit(list(_unpartnered(file.text, marks, opening)), len(marks), _SHARE)
    if "‘" in file.characters:
        yield from _unclosed_single_marks(file.text)


def _points_inwards(text: str) -> bool:
    """Return whether a text has »German« quotation marks and not «French» ones."""
    return len(re.findall(r"»(?=\w)", text)) > len(re.findall(r"«\s?(?=\w)", text))


def _unpartnered(text: str, marks: list[int], angled: str) -> Iterator[Match]:
    """Find the marks of one style without a partner; `angled` is the angled mark that opens."""
    opened, is_run_together = -1, _is_run_together(text)
    for position in marks:
        side = _side(text, position, opened, angled)
        if side == _CLOSING:
            if opened < 0:
                yield Match(position, position + 1, f"{text[position]} has no opening quotation mark", _FIND_PARTNER)
            opened = -1
        else:
            if opened >= 0 and not _reopens(text, position, is_run_together):
                yield _unclosed(text, opened, position)
            opened = position
    if opened >= 0:
        yield _unclosed(text, opened, len(text))


def _unclosed_single_marks(text: str) -> Iterator[Match]:
    """Find ‘ that no ’ can close before the next one; a ’ at the end of a word may be an apostrophe, and is no finding.

    In some texts ‘ is a letter or an apostrophe (‘Ali, ‘tis). So one mark at least must have a partner, or a mark of
    punctuation must stand before the quotation.
    """
    found, opened, opened_marks, has_partners, is_run_together = [], -1, 0, False, _is_run_together(text)
    for mark in _SINGLE.finditer(text):
        if mark[0] == "’":
            has_partners, opened = has_partners or (opened >= 0 and _closes_surely(text, mark.start())), -1
            continue
        if opened >= 0 and not _reopens(text, mark.start(), is_run_together):
            found.append(_unclosed(text, opened, mark.start()))
        opened, opened_marks = mark.start(), opened_marks + 1
    if opened >= 0:
        found.append(_unclosed(text, opened, len(text)))
    told = [match for match in found if has_partners or _AFTER_MARK.search(text[max(0, match.start - 2) : match.start])]
    yield from out_of_habit(told, opened_marks, _SHARE)


def _closes_surely(text: str, position: int) -> bool:
    """Return whether ’ is no apostrophe: a mark of punctuation stands beside it."""
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    return before in _PUNCTUATION or after in _PUNCTUATION


def _unclosed(text: str, position: int, following: int) -> Match:
    """Return a match from an opening mark to where its partner must stand before: another mark, or a new paragraph."""
    stop = min(following, position + _LONGEST)
    gap = PARAGRAPH_BREAK.search(text, position, stop)
    end = gap.start() if gap else stop
    return Match(position, end, f"{text[position]} has no closing quotation mark", _FIND_PARTNER)


def _side(text: str, position: int, opened: int, angled: str) -> int:
    """Return whether a mark opens or closes, by its shape or, of a straight one, by the space beside it."""
    mark = text[position]
    if mark == "”":
        return _CLOSING
    if mark in ("„", angled):
        return _OPENING
    if mark in "«»":
        return _CLOSING
    if mark == "“":
        return _CLOSING if opened >= 0 and text[opened] == "„" else _OPENING
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    may_open = (not before or before.isspace() or before in _OPENS_BEFORE) and bool(after) and not after.isspace()
    may_close = bool(before) and not before.isspace()
    if may_open != may_close:
        return _OPENING if may_open else _CLOSING
    return _CLOSING if opened >= 0 else _OPENING


def _is_run_together(text: str) -> bool:
    """Return whether a text has lost its paragraphs."""
    return len(PARAGRAPH_BREAK.findall(text)) * _LONG_PARAGRAPH < len(text) - _LONG_PARAGRAPH


def _reopens(text: str, position: int, is_run_together: bool) -> bool:
    """Return whether a quotation that is open may open again here: in a new line or paragraph.

    Where the breaks between paragraphs are lost, this is after any sentence.
    """
    before = text[max(0, position - _CONTEXT_LENGTH) : position]
    space = before[len(before.rstrip()) :]
    is_first = not before.strip() or "\n" in space or "\r" in space
    return is_first or (is_run_together and bool(_SENTENCE_END.search(before)))
