"""Lock a folder, so that only one run at a time writes files in it."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from collate.errors import WriteError

LONGEST_WAIT: Final = 60.0  # seconds until another run must have finished
_PAUSE: Final = 0.02  # seconds between two attempts


@contextmanager
def folder_locked(folder: Path) -> Iterator[bool]:
    """Lock a folder until the end of the block; yield False where the system cannot lock it.

    The lock belongs to the open folder and leaves no file: it ends with the process, however that ends. Raises
    WriteError when another run has the lock for too long.
    """
    try:
        handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    except PermissionError:  # a folder that cannot be listed, or any folder on Windows
        yield False
        return
    try:
        yield _has_lock(handle, folder)
    finally:
        os.close(handle)


def _has_lock(handle: int, folder: Path) -> bool:
    if sys.platform == "win32":
        return False
    import fcntl  # Windows has no such module

    end = time.monotonic() + LONGEST_WAIT
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                raise WriteError(
                    f"{folder}: another run has been writing here for {LONGEST_WAIT:.0f} seconds; "
                    "try again when it has finished"
                ) from None
            time.sleep(_PAUSE)
        except OSError:  # some network file systems
            return False
        else:
            return True
