"""Where each key of a TOML file is written, which `tomllib` does not tell.

The scanner takes text that `tomllib` has accepted, so it checks nothing; it only has to know what is a key and what
is not: strings of all four kinds, comments, headers, dotted and quoted keys, arrays and inline tables.
"""

import re
import tomllib
from bisect import bisect_right
from typing import Final, NamedTuple

from collate._late_regex import late_regex
from collate.files.toml import KeyPath


class Position(NamedTuple):
    """A place in a text; both numbers begin at 1, and columns count code points."""

    line: int
    column: int


# Quotation marks before the three that end a string belong to it: """a"""" is a".
_STRING: Final = (
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*+"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*+'{3,5}"
    r'|"(?:[^"\\]|\\.)*+"'
    r"|'[^']*'"
)
_KEY: Final = late_regex(rf"{_STRING}|[\w-]+", re.DOTALL)
_DAY_AND_TIME: Final = r"\d{4}-\d\d-\d\d \d\d:"  # the one value with a space in it
_VALUE: Final = late_regex(rf"{_STRING}|(?:{_DAY_AND_TIME})?[^\[\]{{}},#\"'\s]+", re.DOTALL)
_BLANK: Final = late_regex(r"[ \t]*+")
_BETWEEN_STATEMENTS: Final = late_regex(r"(?:\s|#[^\n]*)*+")
_BETWEEN_VALUES: Final = late_regex(r"(?:[\s,]|#[^\n]*)*+")


def key_positions(text: str) -> dict[KeyPath, Position]:
    """Return where each key, table and value of an array is written.

    A table with a header is where the last key of its header is; a table that only longer keys name is where the
    first of them names it. A value of an array is where it begins.

    Parameters
    ----------
    text
        TOML that `tomllib` accepts.
    """
    scanner = _Scanner(text)
    scanner.read_statements()
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    positions = {}
    for path, offset in scanner.offsets.items():
        line = bisect_right(starts, offset)
        positions[path] = Position(line, offset - starts[line - 1] + 1)
    return positions


class _Scanner:
    """Reads a text from left to right, and notes the offset of every key."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.offsets: dict[KeyPath, int] = {}
        self.lengths: dict[KeyPath, int] = {}  # of arrays of tables

    def read_statements(self) -> None:
        """Read headers and pairs of key and value to the end of the text."""
        table: KeyPath = ()
        while self._skip(_BETWEEN_STATEMENTS) < len(self.text):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._value(self._key(table))

    def _skip(self, pattern: re.Pattern[str]) -> int:
        """Pass over what a pattern matches here, and return the offset after it."""
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.at

    def _header(self) -> KeyPath:
        """Read `[a.b]` or `[[a.b]]`, and return the path of its table."""
        in_array = self.text.startswith("[[", self.at)
        self.at += 2 if in_array else 1
        *parents, (key, offset) = self._dotted_key()
        self.at += 2 if in_array else 1
        path: KeyPath = ()
        for parent, parent_offset in parents:
            path = (*path, parent)
            self.offsets.setdefault(path, parent_offset)
            if path in self.lengths:
                path = (*path, self.lengths[path] - 1)
        path = (*path, key)
        if not in_array:
            self.offsets[path] = offset  # also of a table that a longer header has named before
            return path
        self.offsets.setdefault(path, offset)
        index = self.lengths.get(path, 0)
        self.lengths[path] = index + 1
        self.offsets[(*path, index)] = offset
        return (*path, index)

    def _dotted_key(self) -> list[tuple[str, int]]:
        """Read the parts of a key, each with its offset, up to the sign that ends it."""
        parts = []
        while True:
            self._skip(_BLANK)
            start = self.at
            written = self.text[start : self._skip(_KEY)]
            parts.append((_unquoted(written), start))
            self._skip(_BLANK)
            if self.text[self.at] != ".":
                return parts
            self.at += 1

    def _key(self, table: KeyPath) -> KeyPath:
        """Read a key of a table and its equals sign, and return the path of the value."""
        path = table
        for part, offset in self._dotted_key():
            path = (*path, part)
            self.offsets.setdefault(path, offset)
        self.at += 1
        self._skip(_BLANK)
        return path

    def _value(self, path: KeyPath) -> None:
        """Read a value; arrays and inline tables that are still open wait on a stack, as they may be nested deep."""
        open_values: list[tuple[KeyPath, int | None]] = []  # of an array with the index of its next value
        while True:
            opener = self.text[self.at]
            if opener in "[{":
                self.at += 1
                open_values.append((path, 0 if opener == "[" else None))
            else:
                self._skip(_VALUE)
            if not open_values:
                return
            while self.text[self._skip(_BETWEEN_VALUES)] in "]}":
                self.at += 1
                open_values.pop()
                if not open_values:
                    return
            path, index = open_values[-1]
            if index is None:
                path = self._key(path)
            else:
                open_values[-1] = (path, index + 1)
                path = (*path, index)
                self.offsets[path] = self.at


def _unquoted(key: str) -> str:
    """Return what a key is called, without its quotation marks and escapes."""
    if key[0] not in "\"'":
        return key
    (name,) = tomllib.loads(f"{key} = 0")
    return name
