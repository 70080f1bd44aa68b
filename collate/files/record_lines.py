"""A file of lines that only grows: each line is whole, also after a run was killed while it wrote one."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from collate.files.targets import ELSEWHERE, errors_named

_BLOCK: Final = 1 << 16  # bytes read at once when the end of the last line is looked for


def append_lines(path: Path, lines: list[str]) -> None:
    """Add lines at the end of a file, and return when the disk has them. An unfinished last line is removed first.

    Raises WriteError when the file cannot be written.
    """
    with errors_named(path, ELSEWHERE):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(handle, "r+b") as file:
            end = _end_of_lines(file.fileno(), os.fstat(file.fileno()).st_size)
            file.truncate(end)
            file.seek(end)
            file.write("".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass"))
            file.flush()
            os.fsync(file.fileno())


def whole_lines(path: Path) -> Iterator[bytes]:
    """Yield the lines of a file, without an unfinished last line; none if there is no such file."""
    if not path.is_file():
        return
    with path.open("rb") as file:
        for line in file:
            if line.endswith(b"\n"):
                yield line


def _end_of_lines(handle: int, size: int) -> int:
    """Return the length of the file up to the end of its last whole line."""
    position = size
    while position > 0:
        start = max(0, position - _BLOCK)
        os.lseek(handle, start, os.SEEK_SET)
        found = os.read(handle, position - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        position = start
    return 0
