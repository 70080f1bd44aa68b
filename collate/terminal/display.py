"""Text as a terminal shows it: control characters visible, directions isolated, widths in cells."""

import unicodedata
from collections.abc import Iterable
from typing import Final

from collate.terminal.escaping import escape, is_invisible

_ISOLATE: Final = "\u2068"
_END: Final = "\u2069"
_RIGHT_TO_LEFT: Final = {"R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI", "PDF", "PDI"}
_SPACES: Final = {"\u00a0": "⍽", "\u202f": "⍽", "\u2007": "⍽"}
_BLANK: Final = {**_SPACES, " ": "␣", "\n": "¶", "\t": "⇥"}


def visible(text: str) -> str:
    """Return a text with every character visible: line breaks as ¶, control characters by their code point.

    In a text of white space alone, spaces and tabs are made visible too.
    """
    if text.isprintable() and not text.isspace():
        return text  # the only printable white space is a plain space
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text and text.isspace():
        return "".join(_BLANK.get(c, c) for c in text)
    return "".join(_shown(c) for c in text)


def _shown(c: str) -> str:
    if c == "\n":
        return "¶"
    if c in _SPACES:
        return _SPACES[c]
    return escape(c) if is_invisible(c) else c


def visible_lines(text: str) -> list[str]:
    """Return the lines of a text as a terminal shows them: their spaces and tabs are kept, all else is made visible."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [line if line.isprintable() else "".join(c if c == "\t" else _shown(c) for c in line) for line in lines]


def collapse_space(text: str) -> str:
    """Return a text as one line: each run of white space becomes one space, and other characters are made visible."""
    if text.isprintable() and "  " not in text:
        return text
    inner = " ".join(text.split())
    before, after = " " * text[:1].isspace(), " " * (text[-1:].isspace() and bool(inner))
    return "".join(_shown(c) for c in before + inner + after)


def isolated(text: str) -> str:
    """Return a text in a direction isolate (UAX 9) if any of it runs from right to left, else as it is."""
    if not text.isascii() and any(unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in text):
        # An override in the text must not reach beyond it: close each one that is left open.
        opened = sum(c in "\u202a\u202b\u202d\u202e" for c in text) - text.count("\u202c")
        return f"{_ISOLATE}{text}{chr(0x202C) * max(0, opened)}{_END}"
    return text


def width(text: str) -> int:
    """Return the number of cells that a text takes in a terminal."""
    if text.isascii() and text.isprintable():
        return len(text)
    from wcwidth import wcswidth, wcwidth  # imported here: its tables are large, and most texts do not need them

    cells = wcswidth(text)
    return cells if cells >= 0 else sum(max(0, wcwidth(c)) for c in text)


def padded(text: str, cells: int) -> str:
    """Return a text with spaces after it up to a width in cells."""
    return text + " " * max(0, cells - width(text))


def shortened(text: str, cells: int) -> str:
    """Return a text that is at most `cells` wide: of a wider one the middle is replaced by an ellipsis."""
    if width(text) <= cells:
        return text
    head, tail = "", ""
    for c in text:
        if width(head + c) > cells * 2 // 3:
            break
        head += c
    for c in reversed(text):
        if width(head.rstrip() + " … " + c + tail) > cells:
            break
        tail = c + tail
    return f"{head.rstrip()} … {tail.lstrip()}"


def columns(rows: Iterable[tuple[str, ...]], gap: str = "  ") -> list[str]:
    """Return one line for each row, cells padded so that the columns are aligned."""
    rows = list(rows)
    if not rows or not rows[0]:
        return [""] * len(rows)
    filled = [_of_one_width(cells) for cells in zip(*rows, strict=True)]
    return [gap.join(row).rstrip() for row in zip(*filled, strict=True)]


def _of_one_width(cells: tuple[str, ...]) -> list[str]:
    """Return the cells of a column, padded to the widest; a cell that recurs is measured once."""
    widths = {cell: width(cell) for cell in set(cells)}
    widest = max(widths.values())
    filled = {cell: cell + " " * (widest - cell_width) for cell, cell_width in widths.items()}
    return [filled[cell] for cell in cells]
