"""Writing results: to standard output, or to files, of which all are written or none."""

import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Final

import click

from collate.errors import WriteError

CHUNK_SIZE: Final = 1 << 15  # characters


def print_message(message: str) -> None:
    """Write one line to standard error; characters that cannot be printed are escaped."""
    line = "".join(c if c.isprintable() else repr(c)[1:-1] for c in message)
    with suppress(BrokenPipeError):
        click.echo(line, err=True)


def is_stdout(output: str | None) -> bool:
    """Return whether an `--output` means standard output: it is missing or `-`."""
    return output is None or output == "-"


def require_no_overwrite(targets: Iterable[Path], inputs: Iterable[Path]) -> None:
    """Raise WriteError if a file to write is one of the files that are read: those are never changed."""
    input_files = list(inputs)
    for target in targets:
        if target.exists() and any(target.samefile(file) for file in input_files):
            raise WriteError(f"{target}: a file of the work that is read; choose another place with -o")


def require_output_is_no_input(output: str | None, inputs: Iterable[Path]) -> None:
    """Raise WriteError if an `--output` is one of the files that are read."""
    if output is not None and not is_stdout(output):
        require_no_overwrite([Path(output)], inputs)


def write_output(output: str | None, content: str | bytes) -> None:
    """Write to a file, or to standard output for None and `-`."""
    if output is None or is_stdout(output):
        _write_stdout(content)
        return
    write_files({Path(output): content})


def _write_stdout(content: str | bytes) -> None:
    """Write in chunks, so that it is noticed when the program that reads them has stopped."""
    sys.stdout.flush()
    if isinstance(content, bytes):
        if sys.stdout.isatty():
            raise WriteError("this format is no text, and a terminal would garble; name a file with -o")
        sys.stdout.buffer.write(content)
        return
    for start in range(0, len(content), CHUNK_SIZE):
        sys.stdout.write(content[start : start + CHUNK_SIZE])


def write_files(contents: Mapping[Path, str | bytes]) -> None:
    """Write all files or none: temporary files are written first, and all are renamed at the end.

    Raises WriteError if one cannot be written; nothing is renamed before all are written.
    """
    temporary_files: list[tuple[Path, Path]] = []
    try:
        for path, content in contents.items():
            if path.is_dir():
                raise WriteError(f"{path}: a folder; name a file")
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists() and not path.is_file():
                # A pipe or a device must stay what it is, so it is written to and not replaced.
                path.write_bytes(encode(content))
                continue
            target = path.resolve()
            temporary_files.append((_write_temporary_file(target, content), target))
        for temporary, target in temporary_files:
            temporary.replace(target)
    except OSError as error:
        name = error.filename2 or error.filename or next(iter(contents))
        raise WriteError(f"{name}: {error.strerror}; choose another place with -o") from None
    finally:
        for temporary, _ in temporary_files:
            temporary.unlink(missing_ok=True)


def encode(content: str | bytes) -> bytes:
    """Return the bytes that a file of this content has."""
    return content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")


def _write_temporary_file(path: Path, content: str | bytes) -> Path:
    """Write a new file in the folder of `path`, with the permissions that a new file has there."""
    for number in count():
        temporary = path.parent / f".{path.name}.{os.getpid()}-{number}"
        with suppress(FileExistsError):
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
            break
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(encode(content))
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary
