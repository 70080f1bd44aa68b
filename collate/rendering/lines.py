"""Lines of a text file."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

_LINE_BREAK: Final = re.compile(r"\r\n|\n|\r")


def count_line_breaks(text: str) -> int:
    """Return the number of line breaks (LF, CR LF or CR) in a text."""
    return len(_LINE_BREAK.findall(text))


def end_lines(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines with their line ends, without the blank lines at the end."""
    blank = 0
    for line in lines:
        if line:
            yield "\n" * blank + line + "\n"
            blank = 0
        else:
            blank += 1
