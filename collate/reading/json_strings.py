"""Where the strings of a JSON file stand: the parser of Python does not tell it."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import Final

from collate._late_regex import late_regex
from collate.reading.transcript import SourcePoint

_STRING: Final = late_regex(r'"((?:\\.|[^"\\])*)"(\s*:)?', re.DOTALL)


def string_points(text: str, keys: Iterable[str], file: int = 0) -> list[SourcePoint]:
    """Return where each string stands that is the value of one of these keys, in order of the file."""
    wanted = set(keys)
    line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
    points: list[SourcePoint] = []
    key = ""
    for match in _STRING.finditer(text):
        if match[2]:
            key = match[1]
        elif key in wanted:
            start = match.start() + 1
            line = bisect_right(line_starts, start)
            points.append(SourcePoint(line, start - line_starts[line - 1] + 1, file))
            key = ""
    return points
