"""Make folders."""

import os
from pathlib import Path
from typing import Final

from collate.files.targets import ELSEWHERE, errors_named

_ROOM: Final = 1 << 20  # bytes


def make_folder(path: Path) -> None:
    """Make a folder and those above it, if they are not there. Raises WriteError where that is not possible."""
    with errors_named(path, ELSEWHERE):
        path.mkdir(parents=True, exist_ok=True)


def require_writable(folder: Path) -> None:
    """Raise WriteError where a file of a megabyte cannot be written in a folder: it is full, or closed to us."""
    make_folder(folder)
    probe = folder / f".room{os.getpid()}"
    with errors_named(folder, ELSEWHERE):
        try:
            probe.write_bytes(bytes(_ROOM))
        finally:
            probe.unlink(missing_ok=True)
