"""Write results where the user asked for them."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from collate.errors import WriteError
from collate.files.write import require_not_read, write_files
from collate.model.work import Work

PIECE: Final = 1 << 15


def require_free(targets: Iterable[Path], work: Work) -> None:
    """Raise WriteError when a report would be written over a file of its work: they are never changed."""
    require_not_read(targets, work.files)


def write_out(path: str | None, content: str | bytes) -> None:
    """Write to a file, or to standard output for None and `-`."""
    if path is None or path == "-":
        _print(content)
        return
    write_files({Path(path): content})


def _print(content: str | bytes) -> None:
    """Write to standard output piece by piece, so that a reader who has gone away is noticed."""
    sys.stdout.flush()
    if isinstance(content, bytes):
        if sys.stdout.isatty():
            raise WriteError("this format is no text, and a terminal would garble; name a file with -o")
        sys.stdout.buffer.write(content)
        return
    for start in range(0, len(content), PIECE):
        sys.stdout.write(content[start : start + PIECE])
