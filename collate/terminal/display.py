"""Readings as a person sees them: control signs visible, directions isolated, widths in cells."""

import unicodedata
from collections.abc import Iterable
from typing import Final

_ISOLATE: Final = "\u2068"
_END: Final = "\u2069"
_RIGHT_TO_LEFT: Final = {"R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI", "PDF", "PDI"}
_SIGNS: Final = {"\u00a0": "⍽", "\u202f": "⍽", "\u2007": "⍽"}
_BLANK: Final = {**_SIGNS, " ": "␣", "\n": "¶", "\t": "⇥"}
_NOT_SEEN: Final = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_JOINERS: Final = "\u200c\u200d"  # they shape the letters beside them


def visible(text: str) -> str:
    """Make every sign of a reading visible: a reading of white space alone too, breaks as ¶."""
    if text.isprintable() and not text.isspace():
        return text  # of white space only a space can be printed, and nothing that is not seen
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text and text.isspace():
        return "".join(_BLANK.get(c, c) for c in text)
    return "".join(_shown(c) for c in text)


def _shown(c: str) -> str:
    if c == "\n":
        return "¶"
    if c in _SIGNS:
        return _SIGNS[c]
    if unicodedata.category(c) in _NOT_SEEN and c not in _JOINERS:
        return f"\\u{{{ord(c):x}}}"
    return c


def running(text: str) -> str:
    """Make a stretch of context one line, its white space single spaces."""
    if text.isprintable() and "  " not in text:
        return text
    inner = " ".join(text.split())
    return "".join(_shown(c) for c in f"{' ' * text[:1].isspace()}{inner}{' ' * (text[-1:].isspace() and bool(inner))}")


def isolated(text: str) -> str:
    """Set a reading apart from its line where any of it runs from right to left (UAX 9)."""
    if not text.isascii() and any(unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in text):
        # An override inside must not reach out: each one that is left open is closed.
        opened = sum(c in "\u202a\u202b\u202d\u202e" for c in text) - text.count("\u202c")
        return f"{_ISOLATE}{text}{chr(0x202C) * max(0, opened)}{_END}"
    return text


def width(text: str) -> int:
    """Give the cells that a text takes in a terminal."""
    if text.isascii() and text.isprintable():
        return len(text)
    from wcwidth import wcswidth, wcwidth  # late: its tables are large, and most readings are plain

    if text.isascii() and text.isprintable():
        return len(text)
    cells = wcswidth(text)
    return cells if cells >= 0 else sum(max(0, wcwidth(c)) for c in text)


def padded(text: str, cells: int) -> str:
    """Fill a text with spaces up to a width."""
    return text + " " * max(0, cells - width(text))


def shortened(text: str, cells: int) -> str:
    """Cut the middle out of a text that is too wide, at blanks if it can be."""
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
    """Set rows of equal length under one another."""
    rows = list(rows)
    widths = [max(width(row[k]) for row in rows) for k in range(len(rows[0]))] if rows else []
    return [gap.join(padded(cell, w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in rows]
