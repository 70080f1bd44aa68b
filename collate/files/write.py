"""Write files: all of a set, or none."""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Final

from collate.errors import WriteError
from collate.files.content import Content, encoded_chunks

ELSEWHERE: Final = "choose another path"


def write_files(contents: Mapping[Path, Content], advice: str = ELSEWHERE) -> None:
    """Write all files or none: each is written to a temporary file beside its place, then all are renamed.

    Raises WriteError, which ends with the advice, when one cannot be written; nothing is renamed before all are
    written.
    """
    ready: list[tuple[Path, Path]] = []
    try:
        for path, content in contents.items():
            if path.is_dir():
                raise WriteError(f"{path}: this is a folder; name a file")
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists() and not path.is_file():
                # A pipe or a device must stay what it is, so it is written to and not replaced by a file.
                with path.open("wb") as file:
                    file.writelines(encoded_chunks(content))
                continue
            place = path.resolve()
            ready.append((_write_beside(place, content), place))
        for temporary, path in ready:
            temporary.replace(path)
    except OSError as error:
        named = error.filename2 or error.filename or next(iter(contents))
        raise WriteError(f"{named}: {error.strerror}; {advice}") from None
    finally:
        for temporary, _ in ready:
            temporary.unlink(missing_ok=True)


def rewrite_files(contents: Mapping[Path, bytes]) -> None:
    """Write existing files anew, all or none, each with the permissions that it had."""
    modes = {path: path.stat().st_mode for path in contents}
    write_files(contents)
    for path, mode in modes.items():
        path.chmod(mode)


def require_not_read(targets: Iterable[Path], files: Iterable[Path], advice: str = ELSEWHERE) -> None:
    """Raise WriteError, which ends with the advice, when a target is one of the files that are read."""
    sources = list(files)
    for target in targets:
        if target.exists() and any(target.samefile(file) for file in sources):
            raise WriteError(f"{target}: this file is read as input and is never overwritten; {advice}")


def _write_beside(path: Path, content: Content) -> Path:
    """Write a temporary file in the folder of `path`, with the permissions of a new file."""
    for number in count():
        beside = path.parent / f".{path.name}.{os.getpid()}-{number}"
        with suppress(FileExistsError):
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
            break
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(encoded_chunks(content))
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside
