r"""Words as TeX prints them: its own signs escaped, directions set, rare signs asked of the font.

Words from right to left are set by TeX--XeT (`\beginR`), which needs no package, in a font that is told
their script, without which points and brackets go astray.
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
# Signs beyond Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic, Georgian and general marks: TeX asks the font for
# each, and shows it by its code point if no font has it. Otherwise it would be lost.
RARE: Final = re.compile("[^\\x00-\u06ff\u10a0-\u10ff\u1d00-\u20bf\u2100-\u22ff\ufb00-\ufb4f]")
_RIGHT: Final = ("R", "AL")


def tex_text(text: str) -> str:
    """Write a text so that TeX prints it as it is; runs from right to left are set so."""
    return "".join(tex_runs(text, "L"))


def _escaped(text: str) -> str:
    if not text.strip():
        return text
    shown = visible(text).translate(_ESCAPES)
    return shown if shown.isascii() else RARE.sub(_asked_for, shown)


def _asked_for(sign: re.Match[str]) -> str:
    """Set a sign that the font may lack; a line may break behind one of the East."""
    wide = unicodedata.east_asian_width(sign[0]) in ("W", "F")
    return rf"\sign{{{sign[0]}}}{{{ord(sign[0]):X}}}" + r"\allowbreak{}" * wide


def majority_direction(text: str) -> str:
    """Give the direction of a text: that of most of its letters."""
    right = sum(unicodedata.bidirectional(c) in _RIGHT for c in text) if not text.isascii() else 0
    left = sum(unicodedata.bidirectional(c) == "L" for c in text) if right else 1
    return "R" if right > left else "L"


def tex_runs(text: str, around: str) -> Iterator[str]:
    """Set the runs of a text that go against the direction around them."""
    if text.isascii() and around == "L":
        yield _escaped(text)
        return
    for way, run in _runs(text, around):
        yield _escaped(run) if way == around else rf"\{direction_command(way, run)}{{{_escaped(run)}}}"


def direction_command(way: str, text: str) -> str:
    """Name the command that sets a text from the left or from the right, in a font that knows its script."""
    if way == "L":
        return "fromleft"
    return "fromrightarabic" if any(unicodedata.bidirectional(c) == "AL" for c in text) else "fromright"


def _runs(text: str, around: str) -> list[tuple[str, str]]:
    """Cut a text into runs of one direction; what has none goes with its neighbours if they agree, else with all."""
    ways: list[str] = []
    for c in text:
        kind = unicodedata.bidirectional(c)
        ways.append("R" if kind in _RIGHT else "L" if kind == "L" else "M" if kind == "NSM" else "")
    for i, way in enumerate(ways):
        if way == "M":
            ways[i] = ways[i - 1] if i else around
    strong = [-1, *(i for i, way in enumerate(ways) if way), len(ways)]
    for a, b in pairwise(strong):
        before = ways[a] if a >= 0 else around
        after = ways[b] if b < len(ways) else around
        ways[a + 1 : b] = [before if before == after else around] * (b - a - 1)
    places = groupby(range(len(text)), key=lambda i: ways[i])
    return [(way, "".join(text[i] for i in run)) for way, run in places]
