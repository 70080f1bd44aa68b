"""Putting results where they were asked for, whole or not at all."""

import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Final

from collate.errors import WriteError
from collate.reading.work import Work

PIECE: Final = 1 << 15


def require_free(targets: Iterable[Path], work: Work) -> None:
    """Raise WriteError when a report would be written over a file of its work: they are never changed."""
    require_other(targets, work.files)


def require_other(targets: Iterable[Path], files: Iterable[Path]) -> None:
    """Raise WriteError when a target is one of the files that are read."""
    read = list(files)
    for target in targets:
        if target.exists() and any(target.samefile(file) for file in read):
            raise WriteError(f"{target}: a file of the work that is read; choose another place with -o")


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


def write_files(contents: Mapping[Path, str | bytes]) -> None:
    """Write all files or none: each is written beside its place, then all are renamed.

    Raises WriteError when one cannot be written; nothing is renamed before all are written.
    """
    ready: list[tuple[Path, Path]] = []
    try:
        for path, content in contents.items():
            if path.is_dir():
                raise WriteError(f"{path}: a folder; name a file")
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists() and not path.is_file():
                # A pipe or a device is written to; a file put in its place would be another thing.
                path.write_bytes(encoded(content))
                continue
            place = path.resolve()
            ready.append((_write_beside(place, content), place))
        for temporary, path in ready:
            temporary.replace(path)
    except OSError as error:
        named = error.filename2 or error.filename or next(iter(contents))
        raise WriteError(f"{named}: {error.strerror}; choose another place with -o") from None
    finally:
        for temporary, _ in ready:
            temporary.unlink(missing_ok=True)


def encoded(content: str | bytes) -> bytes:
    """Give the bytes of a report."""
    return content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")


def _write_beside(path: Path, content: str | bytes) -> Path:
    """Write a temporary file in the folder of `path`, with the permissions of a new file."""
    for number in count():
        beside = path.parent / f".{path.name}.{os.getpid()}-{number}"
        with suppress(FileExistsError):
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
            break
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(encoded(content))
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside
