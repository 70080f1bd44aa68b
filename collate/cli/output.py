"""Writing results to standard output or to files, and messages to standard error."""

import sys
from collections.abc import Iterable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Final

from collate.errors import WriteError
from collate.files.content import Content, chunks_of
from collate.files.write import require_not_read, write_files
from collate.terminal.escaping import printable_chunks, printable_line, printable_text

CHUNK_SIZE: Final = 1 << 15  # characters
ELSEWHERE: Final = "choose another path with -o"


class Medium(StrEnum):
    """What an output is, which decides what is escaped in it.

    PEOPLE    lines for people: what acts on a terminal or a CI service
    DOCUMENT  a document to read or to print: what acts on a terminal
    PROGRAMS  a format with an escaping of its own, or a text that is asked for as it is: nothing
    """

    PEOPLE = "people"
    DOCUMENT = "document"
    PROGRAMS = "programs"


def print_message(message: str) -> None:
    """Write one line to standard error, if it can be written."""
    print_text(f"{printable_line(message)}\n", to_stderr=True)


def print_line(line: str) -> None:
    """Write one line to standard output."""
    print_text(f"{printable_line(line)}\n")


def print_text(text: str, coloured: bool = False, to_stderr: bool = False) -> None:
    """Write lines for people to standard output, or to standard error, if that can be written."""
    text = printable_text(text, coloured)
    if not to_stderr:
        sys.stdout.write(text)
        return
    with suppress(OSError):
        sys.stdout.flush()  # so that a terminal shows both in the order in which they are written
    with suppress(OSError):
        sys.stderr.write(text)
        sys.stderr.flush()


def rewrite_line(line: str) -> None:
    """Replace the current line of the terminal of standard error; an empty line removes it."""
    with suppress(OSError):
        sys.stderr.write(f"\r{printable_line(line)}\x1b[K")
        sys.stderr.flush()


def is_stdout(output: str | None) -> bool:
    """Return whether an `--output` means standard output: it is missing or `-`."""
    return output is None or output == "-"


def require_output_is_no_input(output: str | None, inputs: Iterable[Path]) -> None:
    """Raise WriteError if an `--output` is one of the files that are read."""
    if output is not None and not is_stdout(output):
        require_not_read([Path(output)], inputs, ELSEWHERE)


def write_output(output: str | None, content: Content, medium: Medium = Medium.PEOPLE, coloured: bool = False) -> None:
    """Write to a file, or to standard output for None and `-`."""
    content = printable(content, medium, coloured)
    if output is None or is_stdout(output):
        _write_stdout(content)
        return
    for note in write_files({Path(output): content}, ELSEWHERE):
        print_message(f"note: {note}")


def printable(content: Content, medium: Medium, coloured: bool = False) -> Content:
    """Return content that is escaped as its medium needs it; a whole text stays whole."""
    if medium is Medium.PROGRAMS or isinstance(content, bytes):
        return content
    commands = medium is Medium.DOCUMENT
    if isinstance(content, str):
        return printable_text(content, coloured, commands)
    return printable_chunks((chunk for chunk in content if isinstance(chunk, str)), coloured, commands)


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
