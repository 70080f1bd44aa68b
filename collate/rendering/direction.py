"""The direction of a text, and its runs of one direction. A direction of a run is "L" or "R"."""

import re
import unicodedata
from itertools import groupby, pairwise
from typing import Final

_RIGHT_TO_LEFT: Final = ("R", "AL")
# The blocks of scripts from right to left: most texts have no character of them, and need no more than this search.
_RIGHT: Final = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")


def base_direction(text: str) -> str:
    """Return "rtl" or "ltr": the direction of the first character that has one (UAX 9, rules P2 and P3)."""
    for c in text:
        bidi_class = unicodedata.bidirectional(c)
        if bidi_class in ("L", "R", "AL"):
            return "ltr" if bidi_class == "L" else "rtl"
    return "ltr"


def majority_direction(text: str) -> str:
    """Return the direction of most letters of a text."""
    right = sum(unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in text) if not text.isascii() else 0
    left = sum(unicodedata.bidirectional(c) == "L" for c in text) if right else 1
    return "R" if right > left else "L"


def direction_runs(text: str, around: str) -> list[tuple[str, str]]:
    """Cut a text into runs of one direction.

    Characters without a direction go with their neighbours if these agree, else with the text around. A number after
    letters from left to right goes with them (UAX 9, rule W7): `ms 3` is one run.
    """
    if around == "L" and not _RIGHT.search(text):
        return [("L", text)] if text else []
    directions: list[str] = []
    for c in text:
        bidi_class = unicodedata.bidirectional(c)
        is_right = bidi_class in _RIGHT_TO_LEFT
        directions.append("R" if is_right else "L" if bidi_class == "L" else "M" if bidi_class == "NSM" else "")
    last = ""
    for i, direction in enumerate(directions):
        if direction == "M":  # a combining mark goes with the character before it
            directions[i] = directions[i - 1] if i else around
        elif not direction and last == "L" and text[i].isdigit():
            directions[i] = "L"
        last = directions[i] or last
    strong = [-1, *(i for i, direction in enumerate(directions) if direction), len(directions)]
    for a, b in pairwise(strong):
        before = directions[a] if a >= 0 else around
        after = directions[b] if b < len(directions) else around
        directions[a + 1 : b] = [before if before == after else around] * (b - a - 1)
    groups = groupby(range(len(text)), key=lambda i: directions[i])
    return [(direction, "".join(text[i] for i in run)) for direction, run in groups]
