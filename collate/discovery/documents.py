"""The documents that some names mean: files of any format that is read, and all such files below a folder."""

from collections.abc import Container, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from collate._dataclass import dataclass
from collate._repr import counted, listed, repr_line
from collate.errors import CollateError, ReadError
from collate.files.boundary import LINK_OUTSIDE, NO_PERMISSIONS, Permissions, resolved_path, stays_in_project
from collate.files.encodings import Encodings
from collate.files.presence import is_folder, is_there, walk
from collate.files.read import STDIN, read_bytes
from collate.files.read_choices import NO_CHOICES, ReadChoices
from collate.model.progress import Progress, tracked
from collate.model.witness import Siglum, Witness
from collate.reading.beginnings import beginning_of
from collate.reading.readers import may_be_transcription, recognised, shown_name
from collate.reading.source_files import natural_order
from collate.reading.sources import read_sources
from collate.terminal.escaping import printable_line

MOST_DOCUMENTS: Final = 100_000
SETTINGS: Final = (".toml", ".cfg", ".ini")  # no texts, whatever is in them
_OTHER_TEXTS: Final = (".md", ".markdown")
_ABOUT_FOLDER: Final = ("readme", "changelog", "license", "licence", "contributing")  # such files are no texts of it


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents that were read, and what was not.

    documents  the siglum of each is its path, as it was named
    paths      by siglum
    notices    what was left out, each a sentence
    failures   files that cannot be read
    """

    documents: tuple[Witness, ...]
    paths: dict[str, Path]
    notices: tuple[str, ...] = ()
    failures: tuple[CollateError, ...] = ()

    def __repr__(self) -> str:
        return repr_line("Documents", counted(len(self.documents), "document"))


def read_documents(
    names: Sequence[str],
    encodings: Encodings,
    permissions: Permissions = NO_PERMISSIONS,
    choices: ReadChoices = NO_CHOICES,
    progress: Progress | None = None,
    output: Path | None = None,
    base: Path | None = None,
) -> Documents:
    """Read files, and the files of formats that are read below folders, except the `output` of an earlier run.

    Documents have the paths of their files as names, as they were named; with a `base`, from that folder on.

    A file that holds several texts is several documents; of a manuscript with hands, the last hand is read.

    Raises ReadError for a name that leads to nothing. A file that cannot be read is told in `failures`.
    """
    failures: list[CollateError] = []
    notices: list[str] = []
    paths = list(dict.fromkeys(path for name in names for path in _paths_of(name, failures, notices, permissions)))
    if len(names) > 1:
        paths = _each_file_once(paths, notices)
    if output is not None:
        paths = [path for path in paths if str(path) in names or not is_same_path(path, output)]
    if len(paths) > MOST_DOCUMENTS:
        raise ReadError(f"{len(paths):,} files, and {MOST_DOCUMENTS:,} are allowed; name fewer")
    listed_files = [(shown_name(str(path)), str(path)) for path in paths]
    of_files = encodings.of_files(listed_files)
    documents: list[Witness] = []
    by_siglum: dict[str, Path] = {}
    for path, encoding in tracked(list(zip(paths, of_files, strict=True)), len(paths), "reading", progress):
        try:
            name = path if base is None else path.relative_to(base)
            for document in _read(path, name, encoding, permissions, choices):
                siglum = _distinct(document.siglum, by_siglum)
                documents.append(replace(document, siglum=siglum))
                by_siglum[siglum] = path
                notices += document.notices
        except CollateError as error:
            if str(path) not in names and is_no_text(path):
                notices.append(f"{path}: left out, because it is no transcription")
            else:
                failures.append(error)
    return Documents(tuple(documents), by_siglum, tuple(notices), tuple(failures))


def _each_file_once(paths: Sequence[Path], notices: list[str]) -> list[Path]:
    """Return paths without those that lead to the file of an earlier one: a file is no copy of itself."""
    first: dict[Path, Path] = {}
    for path in paths:
        known = first.setdefault(resolved_path(path) or path, path)
        if known is not path:
            notices.append(f"{path}: left out, because it is the same file as {known}")
    return list(first.values())


def is_same_path(path: Path, other: Path) -> bool:
    """Return whether two paths lead to one place."""
    return path.name == other.name and resolved_path(path) == resolved_path(other)


def is_no_text(path: Path) -> bool:
    """Return whether a file of XML, HTML or JSON that cannot be read is another thing than a transcription."""
    if path.suffix.lower() == ".json":
        return True
    try:
        content = read_bytes(path)
    except (CollateError, OSError, ValueError):
        return False
    beginning = beginning_of(content)
    return bool(beginning.root) and recognised(beginning, content) is None


def _paths_of(name: str, failures: list[CollateError], notices: list[str], permissions: Permissions) -> Sequence[Path]:
    """Return the files that a name means."""
    if name == STDIN:
        return [Path(STDIN)]
    if is_folder(name):
        return _files_below(Path(name), failures, notices, permissions)
    if not is_there(name):
        raise ReadError(f"{name}: no such file or folder; check the name")
    return [Path(name)]


def _files_below(
    folder: Path, failures: list[CollateError], notices: list[str], permissions: Permissions
) -> Sequence[Path]:
    """Return the files below a folder that may be texts, in their natural order."""
    found: list[Path] = []
    others: list[Path] = []
    for top, files in walk(folder, failures):
        for file in files:
            if file.startswith(".") or file.endswith(SETTINGS) or file.lower().startswith(_ABOUT_FOLDER):
                continue
            is_text = may_be_transcription(file) or file.lower().endswith(_OTHER_TEXTS)
            (found if is_text else others).append(top / file)
    if others:
        names = listed([path.name for path in others])
        notices.append(f"{folder}: {counted(len(others), 'file')} of other kinds left out: {names}")
    if not found:
        raise ReadError(f"{folder}: there is no text in this folder; name files, or another folder")
    outside = [path for path in found if not stays_in_project(path, permissions)]
    failures += [ReadError(f"{path}: {LINK_OUTSIDE}") for path in outside]
    kept = [path for path in found if path not in outside] if outside else found
    return sorted(kept, key=lambda path: natural_order(path.relative_to(folder).as_posix()))


def _distinct(siglum: Siglum, taken: Container[str]) -> Siglum:
    """Return a siglum, with a number if it is taken: a file may have the name of a text within another one."""
    found, number = siglum, 1
    while found in taken:
        number += 1
        found = Siglum(f"{siglum} ({number})")
    return found


def _read(path: Path, name: Path, encoding: str, permissions: Permissions, choices: ReadChoices) -> Sequence[Witness]:
    """Return the documents in a file, each with its name as siglum, and the text of the last hand of each."""
    work = read_sources((str(path),), encoding, permissions, None, choices.with_last_hands())
    shown = printable_line(name.as_posix()).strip() or "document"
    texts = [w for w in work.witnesses if w.derived_from is None] or list(work.witnesses)
    if len(texts) == 1:
        return [replace(texts[0], siglum=Siglum(shown))]
    return [replace(text, siglum=Siglum(f"{shown}#{text.siglum}")) for text in texts]
