"""Text that is safe to print: characters that a terminal or a CI service would act on are shown as escapes.

A terminal acts on control characters and direction overrides. A CI service reads commands in what a step prints:
lines that begin with `::` (GitHub), and `##[`, `##vso[` and `##teamcity[` anywhere (GitHub, Azure, TeamCity).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from collate.terminal.colour import colour_code, without_colour

_JOINERS: Final = "\u200c\u200d"  # they change the shape of the letters around them
_ISOLATES: Final = "\u2068\u2069"  # what `display.isolated` writes
_INVISIBLE: Final = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")  # general categories of Unicode


def is_invisible(c: str) -> bool:
    """Return whether a character cannot be seen, or changes how others are shown. Joiners count as visible."""
    return unicodedata.category(c) in _INVISIBLE and c not in _JOINERS


def escape(c: str) -> str:
    r"""Return the code point of a character as `\u{1b}`."""
    return f"\\u{{{ord(c):x}}}"


class _Escapes(dict[int, str]):
    """What `str.translate` writes for each code point; it is computed when a text first has it."""

    def __init__(self, kept: str) -> None:
        super().__init__((ord(c), c) for c in kept)

    def __missing__(self, code: int) -> str:
        c = chr(code)
        self[code] = shown = escape(c) if is_invisible(c) else c
        return shown


_IN_LINE: Final = _Escapes("")
_IN_LINES: Final = _Escapes("\n\t")
_IN_OUTPUT: Final = _Escapes("\n\t" + _ISOLATES)


def printable_line(text: str) -> str:
    """Return text from outside, such as the name of a file, on one line: its line breaks are shown as escapes too."""
    return text if text.isprintable() else text.translate(_IN_LINE)


def printable_lines(text: str) -> str:
    """Return text from outside with its line breaks (LF) and tabs; everything else that is invisible is escaped."""
    return text if text.isprintable() else text.translate(_IN_LINES)


def printable_text(text: str, coloured: bool = False, commands: bool = False) -> str:
    """Return lines in which nothing acts on a terminal, except our own colours if `coloured`, else without them.

    Commands of CI services are escaped as well, unless `commands` are kept.
    """
    if not coloured:
        text = _escaped(without_colour(text))
    elif "\x1b" not in text:
        text = _escaped(text)
    else:
        text = "".join(part if k % 2 else _escaped(part) for k, part in enumerate(colour_code().split(text)))
    return text if commands else _without_commands(text)


def printable_chunks(chunks: Iterable[str], coloured: bool = False, commands: bool = False) -> Iterator[str]:
    """Yield the same for text in chunks, of which each may end within a line."""
    rest = ""
    for chunk in chunks:
        lines, line_end, rest_of_chunk = chunk.rpartition("\n")
        if line_end:
            yield printable_text(rest + lines + line_end, coloured, commands)
            rest = rest_of_chunk
        else:
            rest += rest_of_chunk
    if rest:
        yield printable_text(rest, coloured, commands)


def _escaped(text: str) -> str:
    return text if text.replace("\n", "").isprintable() else text.translate(_IN_OUTPUT)


def _without_commands(text: str) -> str:
    has_skipped = "\x1b" in text or any(c in text for c in _JOINERS + _ISOLATES)
    if "##" in text or (has_skipped and "#" in text):
        text = _inline_command().sub(lambda match: escape(match[0]), text)
    if "::" in text or (has_skipped and ":" in text):
        text = _line_command().sub(lambda match: match[1] + escape(":"), text)
    return text


@cache
def _skipped() -> str:
    """Return a pattern of what a program that reads a log may skip in a command: what has no width, and colours."""
    return rf"[{_JOINERS}{_ISOLATES}]|{colour_code().pattern}"


@cache
def _line_command() -> re.Pattern[str]:
    return re.compile(rf"^((?:[^\S\n]|{_skipped()})*):(?=(?:{_skipped()})*:)", re.MULTILINE)


@cache
def _inline_command() -> re.Pattern[str]:
    skipped = f"(?:{_skipped()})*"
    return re.compile(rf"#(?={skipped}#{skipped}(?:vso|teamcity)?{skipped}\[)", re.IGNORECASE)
