"""Read files, whole and as bytes: regular files only, and none larger than its limit."""

import codecs
import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from collate.errors import ReadError
from collate.files.boundary import stays_in_project
from collate.files.content import Content, encoded_chunks
from collate.files.presence import is_link
from collate.files.read_record import note_read

STDIN: Final = "-"  # the name that stands for standard input
LARGEST_TEXT: Final = 64 << 20  # bytes: fifteen King James Bibles, more than one work has
LARGEST_SETTINGS: Final = 4 << 20  # bytes: some 10,000 decisions

_ZERO_BYTE: Final = b"\x00"
_SEARCHED: Final = 1 << 13  # bytes at the start of a file in which a binary file shows a zero byte
_WIDE_ENCODINGS: Final = ("utf-16", "utf-32")  # text in these has zero bytes
_WIDE_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)

# What is at a path that is not a regular file. Reading some of these never ends.
_KINDS: Final = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
# Where a shell puts the output of a command that it names like a file: `collate diff <(a) <(b)`.
_STREAMS: Final = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")
_WITHOUT_WAITING: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_bytes(path: Path, limit: int = LARGEST_TEXT) -> bytes:
    """Return the bytes of a file.

    Raises ReadError for what is not a regular file, or is larger than the limit, in bytes; OSError (IsADirectoryError
    for a folder) or ValueError as the system does.
    """
    content = None
    try:
        with _open_regular(path) as file:
            _require_size(path, os.fstat(file.fileno()).st_size, limit)
            content = _read_up_to(file, limit, path)
    finally:
        note_read(path, content)
    return content


def read_end(path: Path, size: int) -> bytes:
    """Return the last bytes of a file, all of it if it is shorter; errors as in `read_bytes`."""
    with _open_regular(path) as file:
        file.seek(max(0, os.fstat(file.fileno()).st_size - size))
        return file.read(size)


def read_beginning(path: Path, size: int) -> bytes:
    """Return the first bytes of a file, of any size. Raises what `read_bytes` raises, but for a large file."""
    with _open_regular(path) as file:
        return file.read(size)


def has_content(path: Path, content: Content) -> bool:
    """Return whether a file holds this content and nothing else.

    Raises ReadError for what is not a regular file, for a link, and for a folder that a link leads out of the project;
    OSError as the system does.
    """
    if is_link(path) or not stays_in_project(path):
        raise ReadError(f"{path}: this is a link; put the file itself in its place")
    with _open_regular(path) as file:
        return all(file.read(len(chunk)) == chunk for chunk in encoded_chunks(content)) and not file.read(1)


def read_stdin() -> bytes:
    """Return the bytes of standard input. Raises ReadError when they are more than a text may have."""
    return _read_up_to(sys.stdin.buffer, LARGEST_TEXT, Path("standard input"))


def read_input(name: str) -> bytes:
    """Return the bytes of a file that the user named. Raises ReadError, which says what to do, if it cannot be read."""
    try:
        if name == os.devnull:  # git passes it for a side that has no file
            return b""
        if name.startswith(_STREAMS):
            with Path(name).open("rb") as stream:
                return _read_up_to(stream, LARGEST_TEXT, Path(name))
        return read_bytes(Path(name))
    except ReadError:
        raise
    except FileNotFoundError:
        raise ReadError(f"{name}: no such file; check the name") from None
    except IsADirectoryError:
        raise ReadError(
            f"{name}: this is a folder, not a witness; name one work folder and nothing else, or files"
        ) from None
    except OSError as error:
        raise ReadError(f"{name}: {error.strerror}; check its name and permissions") from None
    except ValueError:
        raise ReadError(f"{name!r}: not a valid file name") from None


def require_text(path: Path, content: bytes, encoding: str) -> None:
    """Raise ReadError for a file that is not text: it has zero bytes, and its encoding has none."""
    wide = encoding.lower().replace("_", "-").startswith(_WIDE_ENCODINGS) or content.startswith(_WIDE_MARKS)
    if _ZERO_BYTE in content[:_SEARCHED] and not wide:
        raise ReadError(f"{path}: not a text file (it contains zero bytes); name only transcriptions")


@contextmanager
def _open_regular(path: Path) -> Iterator[BinaryIO]:
    """Open a regular file. A pipe is not waited for."""
    with os.fdopen(os.open(path, _WITHOUT_WAITING), "rb") as file:
        mode = os.fstat(file.fileno()).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(mode):
            kind = next((name for is_kind, name in _KINDS if is_kind(mode)), "something else")
            raise ReadError(f"{path}: this is {kind}, not a file; name a file")
        yield file


def _read_up_to(file: BinaryIO, limit: int, path: Path) -> bytes:
    """Read to the end, which a stream may not have. Raises ReadError for more than the limit."""
    content = file.read(limit + 1)
    if content is None:  # some files of the system cannot be read without waiting
        raise ReadError(f"{path}: nothing can be read from it now; name a file")
    _require_size(path, len(content), limit)
    return content


def _require_size(path: Path, size: int, limit: int) -> None:
    if size > limit:
        part = "the text into several works" if limit == LARGEST_TEXT else "it into several files"
        raise ReadError(f"{path}: {size >> 20} MB is too large, the limit is {limit >> 20} MB; divide {part}")
