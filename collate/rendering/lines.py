"""Lines of a text file."""

from collections.abc import Iterable, Iterator


def end_lines(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines with their line ends, without the blank lines at the end."""
    blank = 0
    for line in lines:
        if line:
            yield "\n" * blank + line + "\n"
            blank = 0
        else:
            blank += 1
