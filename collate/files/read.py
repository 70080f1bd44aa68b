"""Read files, whole and as bytes."""

import codecs
import sys
from pathlib import Path
from typing import Final

from collate.errors import ReadError
from collate.files.content import Content, encoded_chunks

STDIN: Final = "-"  # the name that stands for standard input
LARGEST_TEXT: Final = 64 << 20  # bytes: fifteen King James Bibles, more than one work has

_ZERO_BYTE: Final = b"\x00"
_SEARCHED: Final = 1 << 13  # bytes at the start of a file in which a binary file shows a zero byte
_WIDE_ENCODINGS: Final = ("utf-16", "utf-32")  # text in these has zero bytes
_WIDE_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file. Raises OSError or ValueError as the system does; the caller says what to do."""
    return path.read_bytes()


def has_content(path: Path, content: Content) -> bool:
    """Return whether a file holds this content and nothing else. Raises OSError as the system does."""
    with path.open("rb") as file:
        return all(file.read(len(chunk)) == chunk for chunk in encoded_chunks(content)) and not file.read(1)


def read_stdin() -> bytes:
    """Return the bytes of standard input."""
    return sys.stdin.buffer.read()


def read_transcription(path: Path) -> bytes:
    """Return the bytes of a file that is to become a witness.

    Raises ReadError when it is too large; OSError or ValueError as the system does.
    """
    require_size(path)
    return read_bytes(path)


def read_input(name: str) -> bytes:
    """Return the bytes of a file that the user named. Raises ReadError, which says what to do, if it cannot be read."""
    try:
        return read_transcription(Path(name))
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


def require_size(path: Path) -> None:
    """Raise ReadError for a file that is too large to be a witness; OSError if there is no such file."""
    size = path.stat().st_size
    if size > LARGEST_TEXT:
        raise ReadError(
            f"{path}: {size >> 20} MB is too large, the limit is {LARGEST_TEXT >> 20} MB; "
            "divide the text into several works"
        )


def require_text(path: Path, content: bytes, encoding: str) -> None:
    """Raise ReadError for a file that is not text: it has zero bytes, and its encoding has none."""
    wide = encoding.lower().replace("_", "-").startswith(_WIDE_ENCODINGS) or content.startswith(_WIDE_MARKS)
    if _ZERO_BYTE in content[:_SEARCHED] and not wide:
        raise ReadError(f"{path}: not a text file (it contains zero bytes); name only transcriptions")
