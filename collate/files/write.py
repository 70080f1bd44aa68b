"""Write files: all of a set, or none."""

import os
import stat
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from collate.errors import WriteError
from collate.files.content import Content, encoded_chunks
from collate.files.targets import ELSEWHERE, descriptor, errors_named, is_stream, path_status


def write_files(contents: Mapping[Path, Content], advice: str = ELSEWHERE) -> list[str]:
    """Write all files or none, also when a signal stops the program.

    Return a sentence for each thing that was mended because an earlier run was killed. Raises WriteError, which ends
    with the advice, when a file cannot be written.
    """
    return _write(contents, advice, {})


def rewrite_files(contents: Mapping[Path, bytes]) -> list[str]:
    """Write existing files anew, all or none, each with the permissions that it had; otherwise as `write_files`."""
    modes = {}
    for path in contents:
        with errors_named(path, ELSEWHERE):
            modes[path] = stat.S_IMODE(path.stat().st_mode)
    return _write(contents, ELSEWHERE, modes)


def require_not_read(targets: Iterable[Path], files: Iterable[Path], advice: str = ELSEWHERE) -> None:
    """Raise WriteError, which ends with the advice, when a target is one of the files that are read."""
    sources = [status for file in files if (status := path_status(file, advice)) is not None]
    for target in targets:
        status = path_status(target, advice)
        if status is not None and any(os.path.samestat(status, source) for source in sources):
            raise WriteError(f"{target}: this file is read as input and is never overwritten; {advice}")


def _write(contents: Mapping[Path, Content], advice: str, modes: Mapping[Path, int]) -> list[str]:
    if len(contents) == 1:
        [(path, content)] = contents.items()
        if is_stream(path, advice):
            _write_stream(path, content, advice)
            return []
    from collate.files.file_set import write_set  # here, because most commands write to standard output alone

    return write_set(contents, advice, modes)


def _write_stream(path: Path, content: Content, advice: str) -> None:
    """Write to a pipe, a device, or what standard output is."""
    number = descriptor(path)
    with errors_named(path, advice):
        if number is not None:
            sys.stdout.flush()
            # A duplicate shares the place in a file; opened by name, the file would be written from its start.
            handle = os.dup(number)
        else:
            handle = os.open(path, os.O_WRONLY | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "wb") as file:
            file.writelines(encoded_chunks(content))
