"""Writing results to standard output or to files, and messages to standard error."""

import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

import click

from collate.errors import WriteError
from collate.files.content import Content, chunks_of
from collate.files.write import require_not_read, write_files

CHUNK_SIZE: Final = 1 << 15  # characters
ELSEWHERE: Final = "choose another path with -o"


def print_message(message: str) -> None:
    """Write one line to standard error, if it can be written; characters that cannot be printed are escaped."""
    line = "".join(c if c.isprintable() else repr(c)[1:-1] for c in message)
    with suppress(OSError):
        click.echo(line, err=True)


def is_stdout(output: str | None) -> bool:
    """Return whether an `--output` means standard output: it is missing or `-`."""
    return output is None or output == "-"


def require_output_is_no_input(output: str | None, inputs: Iterable[Path]) -> None:
    """Raise WriteError if an `--output` is one of the files that are read."""
    if output is not None and not is_stdout(output):
        require_not_read([Path(output)], inputs, ELSEWHERE)


def write_output(output: str | None, content: Content) -> None:
    """Write to a file, or to standard output for None and `-`."""
    if output is None or is_stdout(output):
        _write_stdout(content)
        return
    for note in write_files({Path(output): content}, ELSEWHERE):
        print_message(f"note: {note}")


def _write_stdout(content: Content) -> None:
    """Write in chunks, so that it is noticed when the program that reads them has stopped."""
    sys.stdout.flush()
    for chunk in chunks_of(content):
        if isinstance(chunk, bytes):
            if sys.stdout.isatty():
                raise WriteError("this format is binary, which a terminal cannot show; name a file with -o")
            sys.stdout.buffer.write(chunk)
        else:
            for start in range(0, len(chunk), CHUNK_SIZE):
                sys.stdout.write(chunk[start : start + CHUNK_SIZE])
