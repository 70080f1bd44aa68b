"""Remember which files are read while something is done, each with a digest of the bytes that were read.

So whether a result is still that of its files can be asked later, without guessing which files it depends on.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Final

NO_FILE: Final = "no file"  # in place of a digest: what was to be read is not there, or is no file
CHANGED: Final = "changed"  # the file was read twice, and had other bytes
_DIGITS: Final = 32  # hexadecimal digits: equal by chance once in 10**19 files

_RECORD: ContextVar[dict[Path, str] | None] = ContextVar("files_read", default=None)


@contextmanager
def reads_recorded() -> Iterator[dict[Path, str]]:
    """Yield a record that gets the full path of each file that is read in the block, and the digest of its bytes."""
    record: dict[Path, str] = {}
    token = _RECORD.set(record)
    try:
        yield record
    finally:
        _RECORD.reset(token)


def note_read(path: Path, content: bytes | None) -> None:
    """Add a file to the record, if there is one; None where nothing could be read."""
    record = _RECORD.get()
    if record is None:
        return
    full = Path.cwd() / path
    digest = NO_FILE if content is None else digest_of(content)
    record[full] = digest if record.setdefault(full, digest) == digest else CHANGED


def digest_of(content: bytes) -> str:
    """Return the digest of the bytes of a file."""
    return hashlib.sha256(content).hexdigest()[:_DIGITS]
