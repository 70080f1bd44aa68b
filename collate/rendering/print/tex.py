r"""Text as TeX prints it: special characters escaped, directions set, rare characters looked up in the font.

Words from right to left are set by TeX--XeT (`\beginR`), which needs no package, in a font that knows their script:
otherwise points and brackets would be misplaced. A direction is "L" or "R".
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Final

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
_RIGHT_TO_LEFT: Final = ("R", "AL")


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


def majority_direction(text: str) -> str:
    """Return the direction of most letters of a text."""
    right = sum(unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in text) if not text.isascii() else 0
    left = sum(unicodedata.bidirectional(c) == "L" for c in text) if right else 1
    return "R" if right > left else "L"


def tex_runs(text: str, direction: str) -> Iterator[str]:
    """Yield a text run by run; each run against `direction`, that of the text around, is in a command."""
    if text.isascii() and direction == "L":
        yield _escaped(text)
        return
    for run_direction, run in _runs(text, direction):
        in_direction = run_direction == direction
        yield _escaped(run) if in_direction else rf"\{direction_command(run_direction, run)}{{{_escaped(run)}}}"


def direction_command(direction: str, text: str) -> str:
    """Return the command that sets a text in a direction, in a font that knows its script."""
    if direction == "L":
        return "fromleft"
    return "fromrightarabic" if any(unicodedata.bidirectional(c) == "AL" for c in text) else "fromright"


def _runs(text: str, around: str) -> list[tuple[str, str]]:
    """Cut a text into runs of one direction.

    Characters without a direction go with their neighbours if these agree, else with the text around.
    """
    directions: list[str] = []
    for c in text:
        bidi_class = unicodedata.bidirectional(c)
        is_right = bidi_class in _RIGHT_TO_LEFT
        directions.append("R" if is_right else "L" if bidi_class == "L" else "M" if bidi_class == "NSM" else "")
    for i, direction in enumerate(directions):
        if direction == "M":  # a combining mark goes with the character before it
            directions[i] = directions[i - 1] if i else around
    strong = [-1, *(i for i, direction in enumerate(directions) if direction), len(directions)]
    for a, b in pairwise(strong):
        before = directions[a] if a >= 0 else around
        after = directions[b] if b < len(directions) else around
        directions[a + 1 : b] = [before if before == after else around] * (b - a - 1)
    groups = groupby(range(len(text)), key=lambda i: directions[i])
    return [(direction, "".join(text[i] for i in run)) for direction, run in groups]
