r"""Text as TeX prints it: special characters escaped, directions set, rare characters looked up in the font.

Words from right to left are set by TeX--XeT (`\beginR`), which needs no package, in a font that knows their script:
otherwise points and brackets would be misplaced. A direction is "L" or "R".
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from collate.rendering.direction import direction_runs
from collate.terminal.display import visible

_ESCAPES: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%",
        "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
    }
)  # fmt: skip
# Characters beyond Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic, Georgian and general punctuation. TeX asks the
# font for each, and shows it by its code point if no font has it; otherwise it would silently be lost.
RARE: Final = re.compile("[^\\x00-\u06ff\u10a0-\u10ff\u1d00-\u20bf\u2100-\u22ff\ufb00-\ufb4f]")


def tex_text(text: str) -> str:
    """Return a text as TeX prints it from left to right; runs from right to left are set so."""
    return _escaped(text) if text.isascii() else "".join(tex_runs(text, "L"))


def _escaped(text: str) -> str:
    if not text.strip():
        return text
    shown = visible(text).translate(_ESCAPES)
    return shown if shown.isascii() else RARE.sub(_rare_character, shown)


def _rare_character(character: re.Match[str]) -> str:
    """Return the command for a character that the font may lack; a line may break after a wide one."""
    is_wide = unicodedata.east_asian_width(character[0]) in ("W", "F")
    return rf"\sign{{{character[0]}}}{{{ord(character[0]):X}}}" + r"\allowbreak{}" * is_wide


def tex_runs(text: str, direction: str) -> Iterator[str]:
    """Yield a text run by run; each run against `direction`, that of the text around, is in a command."""
    if text.isascii() and direction == "L":
        yield _escaped(text)
        return
    for run_direction, run in direction_runs(text, direction):
        in_direction = run_direction == direction
        yield _escaped(run) if in_direction else rf"\{direction_command(run_direction, run)}{{{_escaped(run)}}}"


def direction_command(direction: str, text: str) -> str:
    """Return the command that sets a text in a direction, in a font that knows its script."""
    if direction == "L":
        return "fromleft"
    return "fromrightarabic" if any(unicodedata.bidirectional(c) == "AL" for c in text) else "fromright"
