"""Whether what calls a note is a number or a sign, as it stands in a file that marks it as the call of a note."""

from typing import Final

from collate._late_regex import late_regex

NOTE_MARKERS: Final = "note markers"  # the name by which those left out are counted
_LONGEST: Final = 20  # characters
_NUMBER: Final = late_regex(
    r"(?i)[\[({［（〔【]?\s*(?:(?:note|fn|n|注|註|주)\.?\s*)?"
    r"(?:\d{1,4}|[^\W\d_]{1,3}|[ivxlc]{1,7}|[*†‡§¶‖#※]{1,4}|[①-⑳]|[⁰¹²³⁴-⁹]{1,4})\s*[\])}］）〕】]?[.:]?"
    r"|\[\s*[^\W\d_][\w.-]{0,11}\s*\d{1,4}\s*\]"  # `[nb 1]`, `[Anm. 2]`: groups of notes of a wiki
)


def is_note_number(text: str) -> bool:
    """Return whether a text is the number or the sign of a note, and no words."""
    own = text.strip()
    return 0 < len(own) <= _LONGEST and _NUMBER.fullmatch(own) is not None
