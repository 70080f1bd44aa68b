"""Gaps: what stands for letters that cannot be read, and why they cannot."""

import re
from typing import Final

from lxml import etree

from collate._late_regex import late_regex
from collate.model.witness import GapReason

MOST_DOTS: Final = 20
BETWEEN_WORDS: Final = "[...]"
IN_A_WORD: Final = "[…]"
_LETTERS: Final = late_regex(r"(?:char|letter|glyph|sign|dot)", re.IGNORECASE)
_WORDS: Final = late_regex(
    r"word|line|verse|page|leaf|leaves|folio|column|stanza|strophe|sentence|paragraph|section|chapter|quire",
    re.IGNORECASE,
)
_MINUS: Final = ("-", "\u2212")  # no number of letters is negative, so it is not known
_NUMBER: Final = late_regex(r"\d+")
_CANNOT_BE_READ: Final = late_regex(r"illegib|faded|fading|blot|smudge|unread|hard|unclear|ink", re.IGNORECASE)


def sign_of_gap(element: etree._Element, in_word: bool) -> str:
    """Return the sign of a gap: one dot for each letter, as far as the number is known."""
    count = _letters(element)
    if count:
        return dots(count)
    return IN_A_WORD if in_word else BETWEEN_WORDS


def is_of_words(element: etree._Element) -> bool:
    """Return whether whole words are lost, or lines of them, so that the gap is no part of the word beside it."""
    unit = element.get("unit") or _NUMBER.sub("", element.get("extent", ""))
    return _WORDS.search(unit) is not None


def dots(count: int) -> str:
    """Return the sign for a number of letters."""
    return f"[{'.' * min(count, MOST_DOTS)}]"


def _letters(element: etree._Element) -> int:
    extent = element.get("extent", "")
    unit = element.get("unit") or _NUMBER.sub("", extent)
    if not _LETTERS.search(unit):
        return 0
    for value in (element.get("quantity"), extent, element.get("atLeast"), element.get("min")):
        if value and not value.lstrip().startswith(_MINUS) and (number := _NUMBER.search(value)):
            return int(number.group()[:3])
    return 0


def reason_of_gap(element: etree._Element) -> GapReason:
    """Return whether the text is lost or cannot be read."""
    reason = " ".join(filter(None, (element.get("reason"), element.get("agent"))))
    return GapReason.ILLEGIBLE if _CANNOT_BE_READ.search(reason) else GapReason.LACUNA


def why_of_gap(element: etree._Element) -> str:
    """Return the reason for the mark of a gap, as the source states it."""
    reason = element.get("reason", "no reason given")
    size = element.get("extent") or element.get("quantity") or element.get("atLeast") or "unknown"
    unit = element.get("unit")
    return f"gap: {reason}, {size}{f' {unit}' if unit else ''}"
