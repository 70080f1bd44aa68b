"""Colours of a terminal, as ANSI escape sequences (ECMA-48, SGR)."""

import re
from enum import StrEnum
from functools import cache
from typing import Final

RESET: Final = "\x1b[0m"


class Colour(StrEnum):
    """A colour or style; its value is the escape sequence that turns it on."""

    CYAN = "\x1b[36m"
    MAGENTA = "\x1b[35m"
    BOLD_YELLOW = "\x1b[1;33m"
    BOLD_RED = "\x1b[1;31m"
    STRUCK_RED = "\x1b[9;31m"
    UNDERLINED_GREEN = "\x1b[4;32m"
    DELETED_LETTERS = "\x1b[7;9;31m"
    ADDED_LETTERS = "\x1b[7;4;32m"
    DIM = "\x1b[2m"
    BOLD = "\x1b[1m"
    RED = "\x1b[31m"
    GREEN = "\x1b[32m"


@cache
def colour_code() -> re.Pattern[str]:
    """Return the pattern of every sequence that we write, and of no other: one in a text is shown, not obeyed.

    It is compiled when it is needed, because most output has no colour.
    """
    return re.compile(f"({'|'.join(map(re.escape, (RESET, *Colour)))})")


def painted(text: str, colour: Colour | None) -> str:
    """Return a text in a colour; None leaves it as it is."""
    return f"{colour}{text}{RESET}" if colour else text


def without_colour(text: str) -> str:
    """Return a text without the sequences that turn our colours on and off."""
    return colour_code().sub("", text) if "\x1b" in text else text
