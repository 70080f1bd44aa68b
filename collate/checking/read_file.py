"""Reading the files to check: if one cannot be decoded, that is a finding, and the others are still checked."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from collate._dataclass import dataclass
from collate.errors import CollateError, ReadError, UnknownEncodingError
from collate.files.archive import is_archive
from collate.files.boundary import LINK_OUTSIDE, Permissions, stays_in_project
from collate.files.read import STDIN, read_input, read_stdin, require_text
from collate.files.read_choices import NO_CHOICES, ReadChoices
from collate.files.toml import SettingsTable
from collate.model.findings import Match
from collate.model.witness import Siglum, Witness
from collate.reading.beginnings import may_be_markup
from collate.reading.foreign_formats import foreign_binary
from collate.reading.guessed_encoding import likely_encoding, wide_encoding
from collate.reading.options import ReadOptions
from collate.reading.project_read import project_read_tables
from collate.reading.read_settings import settings_of_options
from collate.reading.readers import PLAIN
from collate.reading.sigla import siglum_of
from collate.reading.source_files import WitnessFiles, files_of_content
from collate.reading.witness_reading import format_of_files, read_witnesses

_HELP: Final = 'save the file as UTF-8, or name its encoding: encoding = "..." in collation.toml, or --encoding'


@dataclass(frozen=True, slots=True)
class UndecodableFile:
    """A file with a byte that its encoding does not have: its text with such bytes replaced, and the first of them."""

    witness: Witness
    match: Match

    def __repr__(self) -> str:
        return f"<UndecodableFile at {self.match.start}>"


def read_file(
    path: Path, encoding: str, permissions: Permissions, choices: ReadChoices = NO_CHOICES
) -> tuple[Witness, ...] | UndecodableFile:
    """Read a transcription by itself: its witness, and its hands if the settings of the project ask for them.

    Raises ReadError for a file that is missing, no text, or too large, for one that is not well-formed, and for a link
    that leads out of the project.
    """
    is_stdin = str(path) == STDIN
    if not is_stdin and not stays_in_project(path, permissions):
        raise ReadError(f"{path}: {LINK_OUTSIDE}")
    content = read_stdin() if is_stdin else read_input(str(path))
    options = ReadOptions(str(path), _siglum_of(path), encoding)
    if not is_archive(content) and not may_be_markup(content):
        _require_text(path, content, encoding)
    files = files_of_content(content, str(path))
    tables = read_tables_of(path, permissions, choices)
    if format_of_files(files, tables).name == PLAIN and len(files.sources) == 1:
        if what := foreign_binary(content):
            raise ReadError(f"{path}: this is {what}")
        _require_text(path, content, encoding)
        return _read_plain(files, options, tables)
    return read_witnesses(files, options, tables).witnesses


def _require_text(path: Path, content: bytes, encoding: str) -> None:
    """Raise ReadError for a file that is not text, or is likely in UTF-16 without a mark that says so."""
    if encoding.lower().startswith("utf-8") and (wide := wide_encoding(content)):
        advice = f"use --encoding {wide}, or convert the file to UTF-8"
        raise ReadError(f"{path}: not UTF-8, but likely {wide} without a byte order mark; {advice}")
    require_text(path, content, encoding)


def _read_plain(
    files: WitnessFiles, options: ReadOptions, tables: Sequence[SettingsTable]
) -> tuple[Witness, ...] | UndecodableFile:
    try:
        return read_witnesses(files, options, tables).witnesses
    except UnknownEncodingError:
        raise
    except ReadError:
        return _undecodable(files.sources[0].content, options)


def read_tables_of(path: Path, permissions: Permissions, choices: ReadChoices) -> tuple[SettingsTable, ...]:
    """Return the tables `[read]` of a file that belongs to no work: of its project, then of the command line."""
    folder = Path() if str(path) == STDIN else path.parent
    asked = settings_of_options(choices.common)
    return (*project_read_tables(folder, permissions), *((asked,) if asked.values else ()))


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
        if likely := likely_encoding(content):
            message += f"; the file is likely {likely}"
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
