"""Which works and which files to check, from the names that a person, a hook or git gives."""

import os
from collections.abc import Sequence
from dataclasses import field
from pathlib import Path
from typing import Final

from collate._dataclass import dataclass
from collate._repr import counted, listed
from collate.errors import CollateError, ReadError
from collate.files.boundary import (
    LINK_OUTSIDE,
    NO_PERMISSIONS,
    Permissions,
    boundary_of,
    resolved_path,
    stays_in_project,
)
from collate.files.presence import is_entry, is_folder, is_link, is_there, require_possible, walk
from collate.files.read import STDIN, read_bytes
from collate.reading.beginnings import beginning_of
from collate.reading.found_files import is_about_folder, taken_files
from collate.reading.readers import recognised
from collate.reading.work import CONFIG, DECISIONS

MARKED_UP_SUFFIXES: Final = (".xml", ".tei", ".alto", ".page")  # those of them that are a transcription
# Formats in which texts come, and which are read only if they are named, or not at all.
OTHER_SUFFIXES: Final = (
    ".docx",
    ".odt",
    ".fodt",
    ".doc",
    ".rtf",
    ".html",
    ".htm",
    ".xhtml",
    ".epub",
    ".md",
    ".markdown",
    ".wiki",
    ".mediawiki",
    ".wikitext",
    ".text",
)
DOCUMENT_SUFFIXES: Final = (".docx", ".odt", ".fodt", ".html", ".htm", ".xhtml", ".epub")  # those that are read
TEXT_SUFFIX: Final = ".txt"  # the files of a folder that are transcriptions; a file that is named may have any suffix


@dataclass(slots=True)
class CheckTargets:
    """What to check.

    works      by folder: the files of the work to check, None for all of them
    files      files that belong to no work
    failures   names that lead to nothing that can be checked
    notes      what was found and is not checked
    """

    works: dict[Path, set[Path] | None] = field(default_factory=dict)
    files: list[Path] = field(default_factory=list)
    failures: list[CollateError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def __repr__(self) -> str:
        return f"<CheckTargets: {len(self.works)} works, {len(self.files)} files, {len(self.failures)} failures>"


def discover_files(names: Sequence[str], root: Path, permissions: Permissions = NO_PERMISSIONS) -> CheckTargets:
    """Find what some names mean; without names, the works or the texts below the current folder.

    A folder with `collation.toml` is a work. Another folder means all works below it, or all its texts if there are no
    works. A file of a work is checked together with the rest of its work. What git ignores, or the project
    excludes, is left out, unless it is named.
    """
    targets = CheckTargets()
    for name in names or (".",):
        path = Path(os.path.normpath(name))  # two names of one work are one work
        try:
            if name == STDIN:
                targets.files.append(path)
                continue
            require_possible(name)
            _require_inside(path, root, permissions)
            if is_folder(path):
                _add_folder(path, targets, permissions)
            elif is_there(path):
                _add_file(path, targets)
            elif is_link(path):
                raise ReadError(f"{path}: a link that is broken or circular; name the file itself")
            else:
                raise ReadError(f"{name}: no such file; check the name")
        except CollateError as error:
            targets.failures.append(error)
    targets.files = sorted(set(targets.files))
    return targets


def _require_inside(path: Path, root: Path, permissions: Permissions) -> None:
    """Raise ReadError for a relative path that leads out of the project, and for a link that does.

    An absolute path may be in another project.
    """
    lexical = Path(os.path.normpath(Path.cwd() / path))
    resolved = resolved_path(path)
    is_inside = lexical.is_relative_to(root) or (resolved is not None and resolved.is_relative_to(root))
    if not path.is_absolute() and not is_inside and not boundary_of(root, permissions).contains(path):
        raise ReadError(f"{path}: outside the project ({root}); run collate check there, or use the absolute path")
    if resolved is None:
        raise ReadError(f"{path}: a link that is broken or circular; name the file itself")
    if not stays_in_project(path, permissions):
        raise ReadError(f"{path}: {LINK_OUTSIDE}")


def _add_folder(folder: Path, targets: CheckTargets, permissions: Permissions) -> None:
    if is_entry(folder / CONFIG):
        targets.works[folder] = None
        return
    works, texts, marked_up, others = [], [], [], []
    for top, files in walk(folder, targets.failures):
        if CONFIG in files:
            works.append(top)
        texts += [top / file for file in files if file.endswith(TEXT_SUFFIX)]
        marked_up += [top / file for file in files if file.lower().endswith(MARKED_UP_SUFFIXES)]
        others += [top / file for file in files if _is_of_other_format(file.lower())]
    if kept := _taken(folder, [work / CONFIG for work in works], targets, permissions):
        targets.works |= dict.fromkeys(path.parent for path in kept)
        return
    kept = _taken(folder, [*texts, *marked_up, *others], targets, permissions)
    marked_up = [path for path in marked_up if path in kept]
    transcriptions = _transcriptions(folder, marked_up, targets, permissions)
    others = [path for path in others if path in kept]
    found = [*(path for path in texts if path in kept), *transcriptions]
    if not found:
        _require_no_others(folder, [*marked_up, *others])
    elif documents := [path for path in others if path.suffix.lower() in DOCUMENT_SUFFIXES]:
        names = listed([path.name for path in sorted(documents)])
        targets.notes.append(
            f"{folder}: {counted(len(documents), 'document')} not checked: {names}; name those that are texts"
        )
    for path in found:
        if stays_in_project(path, permissions):
            targets.files.append(path)
        else:
            targets.failures.append(ReadError(f"{path}: {LINK_OUTSIDE}"))


def _taken(folder: Path, paths: Sequence[Path], targets: CheckTargets, permissions: Permissions) -> frozenset[Path]:
    """Return the files that are neither ignored by git nor excluded by the project, and tell which are."""
    found = taken_files(folder, paths, permissions)
    targets.notes += [f"{folder}: {notice}" for notice in found.notices]
    return frozenset(found.paths)


def _is_of_other_format(name: str) -> bool:
    return name.endswith(OTHER_SUFFIXES) and not is_about_folder(name)


def _require_no_others(folder: Path, others: Sequence[Path]) -> None:
    """Raise ReadError for a folder in which nothing is checked although files of known formats are in it."""
    if others:
        names = listed([path.name for path in sorted(others)])
        why = (
            f"nothing to check: no .txt, and no transcription in XML, but {counted(len(others), 'other file')}: {names}"
        )
        raise ReadError(f"{folder}: {why}; name the files that are texts, or save them as plain text (UTF-8)")


def _transcriptions(folder: Path, paths: Sequence[Path], targets: CheckTargets, permissions: Permissions) -> list[Path]:
    """Return those files of XML that may be a transcription, and tell which are none."""
    found: list[Path] = []
    others: list[Path] = []
    for path in paths:
        is_other = stays_in_project(path, permissions) and _is_no_transcription(path)
        (others if is_other else found).append(path)
    if others:
        names = listed([path.name for path in others])
        targets.notes.append(f"{folder}: {counted(len(others), 'file')} of XML not checked, no transcription: {names}")
    return found


def _is_no_transcription(path: Path) -> bool:
    """Return whether a file of XML is well known not to be a transcription: one that is damaged may be one."""
    try:
        content = read_bytes(path)
    except (CollateError, OSError, ValueError):
        return False
    beginning = beginning_of(content)
    return bool(beginning.root) and recognised(beginning, content) is None


def _add_file(path: Path, targets: CheckTargets) -> None:
    """Add a file: a witness with the rest of its work; settings and decisions mean the whole work."""
    folder = _enclosing_work(path)
    if folder is None:
        targets.files.append(path)
    elif path.name in (CONFIG, DECISIONS):
        targets.works[folder] = None
    else:
        selected = targets.works.setdefault(folder, set())
        if selected is not None:
            selected.add(path)


def _enclosing_work(path: Path) -> Path | None:
    """Return the folder of the work that a file is in."""
    return next((folder for folder in path.parents if is_entry(folder / CONFIG)), None)
