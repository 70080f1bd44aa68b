"""Read the files in a zip, within limits. The names in it are shown, and never used as paths."""

import io
from collections.abc import Callable
from typing import Final

from collate._dataclass import dataclass
from collate._repr import repr_line
from collate.errors import ReadError
from collate.files.read import LARGEST_TEXT

MOST_NAMES: Final = 20_000
LARGEST_RATIO: Final = 200  # bytes out of one byte of the archive; texts and XML have 3 to 30
UNSUSPECTED: Final = 10 << 20  # bytes: a smaller file may have any ratio, as one of many equal paragraphs has
LONGEST_NAME: Final = 300  # characters
ZIP_MARK: Final = b"PK\x03\x04"
_ENCRYPTED: Final = 1  # the flag of a file with a password


@dataclass(frozen=True, slots=True)
class ArchiveMends:
    """What to do about a zip that cannot be read, by why it cannot."""

    grown: str = "unpack it yourself"
    locked: str = "unpack the archive and name its folder"
    packed: str = "unpack the archive"
    damaged: str = "pack it again, or name its folder"
    large: str = "divide the archive"

    def __repr__(self) -> str:
        return repr_line("ArchiveMends", self.damaged)


OF_ARCHIVE: Final = ArchiveMends()
OF_DOCUMENT: Final = ArchiveMends(
    grown="divide it, or save its text in another format",
    locked="save it without a password",
    packed="save it again",
    damaged="save it again, or take another copy",
    large="divide it",
)


def is_archive(content: bytes) -> bool:
    """Return whether a file is a zip."""
    return content.startswith(ZIP_MARK)


def archive_files(
    content: bytes, file: str, is_wanted: Callable[[str], bool], mends: ArchiveMends = OF_ARCHIVE
) -> list[tuple[str, bytes]]:
    """Return the names and the bytes of those files in a zip that are wanted, in the order of the zip.

    Raises ReadError, which names `file`, for a zip that is damaged, has a password, or would grow too large.
    """
    import zipfile  # late: few sources are a zip
    import zlib

    found: list[tuple[str, bytes]] = []
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > MOST_NAMES:
                raise ReadError(f"{file}: has {len(members):,} files, and {MOST_NAMES:,} are allowed; {mends.large}")
            for member in members:
                name = shown_member(member.filename)
                if member.is_dir() or not is_wanted(name):
                    continue
                if member.flag_bits & _ENCRYPTED:
                    raise ReadError(f"{file}: {name} has a password; {mends.locked}")
                if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                    raise ReadError(f"{file}: {name} is compressed in a way that is not read; {mends.packed}")
                limit = LARGEST_TEXT - total
                if member.file_size > limit:
                    raise _too_large(file, mends)
                if _is_suspect(member.file_size, member.compress_size):
                    raise ReadError(f"{file}: {name} grows more than {LARGEST_RATIO} times; {mends.grown}")
                with archive.open(member) as opened:
                    data = opened.read(limit + 1)
                total += len(data)
                if total > LARGEST_TEXT:
                    raise _too_large(file, mends)
                found.append((name, data))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        if isinstance(error, ReadError):
            raise
        raise ReadError(f"{file}: this zip cannot be read; it is damaged: {mends.damaged}") from None
    return found


def archive_names(content: bytes) -> list[str]:
    """Return the names in a zip as they are shown; none if it is damaged."""
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return [shown_member(name) for name in archive.namelist()[: MOST_NAMES + 1]]
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        return []


def shown_member(name: str) -> str:
    """Return a name in a zip as it is shown: without what leads out of the archive if it were a path."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    shown = "".join(c if c.isprintable() else "?" for c in "/".join(parts))
    return shown if len(shown) <= LONGEST_NAME else f"{shown[:LONGEST_NAME]}…"


def _is_suspect(size: int, stored: int) -> bool:
    return size > UNSUSPECTED and size > LARGEST_RATIO * max(stored, 1)


def _too_large(file: str, mends: ArchiveMends) -> ReadError:
    limit = LARGEST_TEXT >> 20
    return ReadError(f"{file}: the files in it have more than {limit} MB, which is the limit; {mends.large}")
