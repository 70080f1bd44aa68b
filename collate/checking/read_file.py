"""Reading the files to check: if one cannot be decoded, that is a finding, and the others are still checked."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from collate.errors import CollateError, ReadError, UnknownEncodingError
from collate.files.boundary import LINK_OUTSIDE, Permissions, stays_in_project
from collate.files.read import STDIN, read_input, read_stdin, require_text
from collate.model.findings import Match
from collate.model.witness import Siglum, Witness
from collate.reading.options import ReadOptions
from collate.reading.readers import reader_of
from collate.reading.sigla import siglum_of

_HELP: Final = 'save the file as UTF-8, or name its encoding: encoding = "..." in collation.toml, or --encoding'


@dataclass(frozen=True, slots=True)
class UndecodableFile:
    """A file with a byte that its encoding does not have: its text with such bytes replaced, and the first of them."""

    witness: Witness
    match: Match

    def __repr__(self) -> str:
        return f"<UndecodableFile at {self.match.start}>"


def read_file(path: Path, encoding: str, permissions: Permissions) -> Witness | UndecodableFile:
    """Read a transcription by itself.

    Raises ReadError for a file that is missing, no text, or too large, and for a link that leads out of the project.
    """
    is_stdin = str(path) == STDIN
    if not is_stdin and not stays_in_project(path, permissions):
        raise ReadError(f"{path}: {LINK_OUTSIDE}")
    content = read_stdin() if is_stdin else read_input(str(path))
    options = ReadOptions(str(path), _siglum_of(path), encoding)
    require_text(path, content, encoding)
    try:
        return reader_of(path.name)(content, options)
    except UnknownEncodingError:
        raise
    except ReadError:
        return _undecodable(content, options)


def _siglum_of(path: Path) -> Siglum:
    """Return the stem of a file name as a siglum, without invisible characters."""
    return Siglum("".join(c if c.isprintable() else "?" for c in siglum_of(str(path))).strip() or "text")


def _undecodable(content: bytes, options: ReadOptions) -> UndecodableFile:
    """Decode as much as possible, and describe where decoding fails."""
    text = content.decode(options.encoding, "replace")
    try:
        content.decode(options.encoding)
        start, message = 0, f"reading the file as {options.encoding} and writing it again changes its bytes"
    except UnicodeDecodeError as error:
        start = len(content[: error.start].decode(options.encoding, "replace"))
        message = f"byte {error.start} (0x{content[error.start]:02X}) is not {options.encoding.upper()}"
    except UnicodeError as error:
        start, message = 0, f"the file is not {options.encoding.upper()} ({error})"
    return UndecodableFile(Witness(options.siglum, text), Match(start, min(start + 1, len(text)), message, _HELP))


def diagnose_unread(
    path: Path, encoding: str, error: CollateError, permissions: Permissions
) -> UndecodableFile | CollateError:
    """Find out why a witness could not be read: the place of a wrong byte in it, or an error."""
    try:
        read = read_file(path, encoding, permissions)
    except CollateError:
        return error
    return read if isinstance(read, UndecodableFile) else error
