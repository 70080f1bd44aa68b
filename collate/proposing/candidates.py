"""The witnesses that may lie in a folder: files, and folders of pages; and what lies there that is none."""

from collections.abc import Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import Final

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import repr_line, shorten
from collate.errors import CollateError, ReadError
from collate.files.boundary import LINK_OUTSIDE, Permissions, boundary_of, stays_in_project
from collate.files.presence import is_there, walk
from collate.files.read import read_beginning, read_bytes
from collate.files.toml import LONGEST_NAME, SettingsTable
from collate.model.witness import Siglum
from collate.proposing.resemblance import ALIKE, RELATED, are_parallel, text_words
from collate.reading.foreign_formats import foreign_binary
from collate.reading.found_files import is_about_folder, taken_files
from collate.reading.guessed_encoding import guessed_encoding
from collate.reading.options import SETTING, ReadOptions
from collate.reading.readers import FORMATS, PLAIN, has_openiti_sign
from collate.reading.sigla import siglum_of
from collate.reading.source_files import LARGEST_FOLDER, WitnessFiles, files_at, files_of_content, natural_order
from collate.reading.witness_reading import ReadWitnesses, read_witnesses
from collate.reading.work import CONFIG, DECISIONS
from collate.rendering.formats import FORMATS as REPORTS

MOST_FILES: Final = 20_000
MOST_LOOKED_AT: Final = 12  # files of a folder that are compared, to see whether they are its pages
_BEGINNING: Final = 1024  # bytes
_MARKUP_SUFFIXES: Final = (".xml", ".page", ".alto", ".json", ".zip")
_SUFFIXES: Final = frozenset((*_MARKUP_SUFFIXES, *(suffix for row in FORMATS.values() for suffix in row.suffixes)))
_REPORTS: Final = frozenset(row.file_name for row in REPORTS.values() if row.file_name)
_IMAGES: Final = frozenset((".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".jp2", ".webp", ".bmp", ".svg", ".heic"))
_TOLD_BY_CONTENT: Final = ("", ".pdf", ".doc", ".rtf", ".docm", ".xlsx", ".pptx", ".gz", ".7z", ".rar", ".bz2", ".xz")
_UNKNOWN: Final = "of no format that is known by its name"
_UNNAMED: Final = Siglum("W")  # sigla are chosen when all candidates are known
_NUMBERS: Final = late_regex(r"\d+[a-z]?|[ivxlc]+$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file or folder that is a witness, as it is read without settings.

    name      from the folder of the work on; a folder ends in `/`
    encoding  that it must be read with; "" for UTF-8, and for what says its encoding itself
    """

    name: str
    files: WitnessFiles
    read: ReadWitnesses
    encoding: str = ""

    def __repr__(self) -> str:
        return repr_line("Candidate", shorten(self.name, 60))

    @property
    def text(self) -> str:
        """The text of its first witness."""
        return self.read.witnesses[0].text


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A file or folder that is no witness, and why."""

    name: str
    why: str

    def __repr__(self) -> str:
        return repr_line("NotTaken", shorten(self.name, 60))


def find_candidates(
    folder: Path, tables: tuple[SettingsTable, ...], permissions: Permissions
) -> tuple[list[Candidate], list[NotTaken]]:
    """Return what may be a witness in a folder, in the natural order of names, and what lies there beside.

    `tables` are the tables `[read]` of the project.
    """
    failures: list[CollateError] = []
    not_taken: list[NotTaken] = []
    paths = [path for path in _files_below(folder, failures, not_taken) if path.name not in (CONFIG, DECISIONS)]
    not_taken += [NotTaken("", str(failure).removeprefix(f"{folder}/")) for failure in failures]
    if len(paths) > MOST_FILES:
        raise ReadError(
            f"{folder}: has {len(paths):,} files, and {MOST_FILES:,} are allowed; name a folder of one work"
        )
    found = taken_files(folder, paths, permissions)
    not_taken += [NotTaken("", notice) for notice in found.notices]
    boundary = boundary_of(folder, permissions)  # a folder outside of projects is its own
    texts: list[Path] = []
    outside: list[Path] = []
    for path in sorted(found.paths, key=lambda path: natural_order(path.relative_to(folder).as_posix())):
        if not (boundary.contains(path) and stays_in_project(path, permissions)):
            outside.append(path)
            not_taken.append(NotTaken(path.relative_to(folder).as_posix(), LINK_OUTSIDE))
        elif why := _no_text(path):
            not_taken.append(NotTaken(path.relative_to(folder).as_posix(), why))
        else:
            texts.append(path)
    search = _Search(folder, tables, permissions, not_taken, tuple(outside))
    return search.in_folder(folder, texts), not_taken


def _files_below(folder: Path, failures: list[CollateError], not_taken: list[NotTaken]) -> list[Path]:
    """Return all files below a folder, without those that are hidden, and those of works in it."""
    found: list[Path] = []
    works: list[Path] = []
    for top, names in walk(folder, failures):
        if any(top.is_relative_to(work) for work in works):
            continue
        if top != folder and is_there(top / CONFIG):
            works.append(top)
            not_taken.append(NotTaken(f"{top.relative_to(folder).as_posix()}/", "a work of its own"))
            continue
        found += [top / name for name in names if not name.startswith(".")]
    return found


def _no_text(path: Path) -> str:
    """Return why a file is certainly no text of a work; "" for one that may be."""
    suffix = path.suffix.lower()
    try:
        str(path).encode("utf-8")
    except UnicodeEncodeError:
        return "its name is not UTF-8; rename it"
    if is_about_folder(path.name):
        return "about the folder"
    if path.name in _REPORTS:
        return "a report of collate"
    if suffix in _IMAGES:
        return "an image; transcribe it first"
    if suffix in _SUFFIXES:
        return ""
    try:
        beginning = read_beginning(path, _BEGINNING)
    except (CollateError, OSError, ValueError):
        return "cannot be read" if suffix in _TOLD_BY_CONTENT else _UNKNOWN
    if has_openiti_sign(beginning):  # its names end in a version, such as `.Shamela0023775-ara1`, or in `.completed`
        return ""
    return (foreign_binary(beginning) or _UNKNOWN) if suffix in _TOLD_BY_CONTENT else _UNKNOWN


@dataclass(frozen=True, slots=True)
class _Search:
    """A search for witnesses in the folder of a work."""

    folder: Path
    tables: tuple[SettingsTable, ...]
    permissions: Permissions
    not_taken: list[NotTaken]
    outside: tuple[Path, ...] = ()  # links that lead out of the project, which are never opened
    sizes: list[int] = field(default_factory=list)  # of the files that were read, in bytes

    def in_folder(self, top: Path, paths: Sequence[Path]) -> list[Candidate]:
        """Return the witnesses among files below a folder: a folder whose files are pages of one text is one."""
        direct = [path for path in paths if path.parent == top]
        deeper: dict[Path, list[Path]] = {}
        for path in paths:
            if path.parent != top:
                deeper.setdefault(top / path.relative_to(top).parts[0], []).append(path)
        read = [candidate for path in direct if (candidate := self._of_file(path))]
        if top != self.folder and len(read) > 1 and not _are_witnesses(read):
            whole = self._of_folder(top)
            return read if whole is None else [whole]
        found = read + [candidate for folder, own in deeper.items() for candidate in self.in_folder(folder, own)]
        return sorted(found, key=lambda candidate: natural_order(candidate.name))

    def _of_file(self, path: Path) -> Candidate | None:
        """Read a file; if that is not possible, note why, and return None."""
        name = path.relative_to(self.folder).as_posix()
        if sum(self.sizes) > LARGEST_FOLDER:
            why = f"its files have more than {LARGEST_FOLDER >> 20} MB, the limit; name a folder of one work"
            raise ReadError(f"{self.folder}: {why}")
        if len(name) > LONGEST_NAME:
            self.not_taken.append(NotTaken(name, "its name is too long"))
            return None
        try:
            content = read_bytes(path)
            self.sizes.append(len(content))
            if not content.strip():
                raise ReadError("empty")
            files = files_of_content(content, name)
            candidate = self._read(name, files)
            if not candidate.text.strip():
                raise ReadError("without a text")
            return candidate
        except CollateError as error:
            self.not_taken.append(NotTaken(name, _reason(error, name)))
        except (OSError, ValueError):
            self.not_taken.append(NotTaken(name, "cannot be read"))
        return None

    def _of_folder(self, top: Path) -> Candidate | None:
        name = f"{top.relative_to(self.folder).as_posix()}/"
        if any(path.is_relative_to(top) for path in self.outside):
            self.not_taken.append(NotTaken(name, "as one text, because a link in it leads out of the project"))
            return None
        try:
            return self._read(name, files_at(top, name, self.permissions))
        except CollateError as error:
            self.not_taken.append(NotTaken(name, _reason(error, name)))
            return None

    def _read(self, name: str, files: WitnessFiles) -> Candidate:
        """Read the witnesses in some files; plain text that is not UTF-8 in the encoding that is likeliest."""
        options = ReadOptions(file=name, siglum=_UNNAMED, encoding_syntax=SETTING)
        try:
            return Candidate(name, files, read_witnesses(files, options, self.tables))
        except ReadError:
            guess = guessed_encoding(b"".join(source.content for source in files.sources))
            if not guess:
                raise
            read = read_witnesses(files, replace(options, encoding=guess), self.tables)
            if read.format.name != PLAIN:
                raise
            return Candidate(name, files, read, guess)


def _reason(error: CollateError, name: str) -> str:
    """Return the message of an error about a file without the name of the file."""
    message = str(error).removeprefix(f"{name}:").lstrip().removeprefix("this is ")
    return f"line {message}" if message[:1].isdecimal() else message


def _are_witnesses(read: Sequence[Candidate]) -> bool:
    """Return whether the files of a folder are witnesses of one text, and not its pages or parts."""
    looked_at = read[:MOST_LOOKED_AT]
    shapes = {_NUMBERS.sub("#", siglum_of(Path(candidate.name).name).lower()) for candidate in looked_at}
    return are_parallel(text_words([c.text for c in looked_at]), ALIKE if len(shapes) == 1 else RELATED)
