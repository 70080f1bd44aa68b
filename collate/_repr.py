"""Write the `repr` of an object on one short line, however large the object is."""

from collections.abc import Sequence
from typing import Final

LONGEST: Final = 100  # characters of a line
_WORDS: Final = 24  # characters of a quoted text


def shorten(text: str, width: int) -> str:
    """Return a text on one line of at most `width` characters; `…` replaces what was cut off."""
    start = text[: 2 * width]
    line = "".join([c if c.isprintable() else " " for c in start])
    return line if len(line) == len(text) and len(line) <= width else line[: width - 1] + "…"


def abridged(message: str, width: int = 600) -> str:
    """Return a message of at most `width` characters: its beginning, which says what is wrong, and its end."""
    if len(message) <= width:
        return message
    return f"{message[: width // 2]}…{message[len(message) - (width - 1) // 2 :]}"


def quoted(text: str) -> str:
    """Return the beginning of a text in quotation marks."""
    return f"“{shorten(text, _WORDS)}”"


def listed(names: Sequence[object], width: int = 40) -> str:
    """Return names with commas; those that do not fit in `width` characters are counted."""
    line = ""
    for k, name in enumerate(names):
        longer = f"{line}, {shorten(str(name), 20)}" if k else shorten(str(name), 20)
        if len(longer) > width:
            return f"{line} and {len(names) - k} more"
        line = longer
    return line


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: `1 entry`, `97 entries`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def repr_line(name: str, content: str) -> str:
    """Return `<Name content>` on one line of at most `LONGEST` characters."""
    return f"<{name} {shorten(content, LONGEST - len(name) - 3)}>"
