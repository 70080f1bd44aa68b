"""Which works and which files are meant by the names that a person, a hook or git gives."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from collate.errors import CollateError, ReadError
from collate.files.read import STDIN
from collate.reading.work import CONFIG, DECISIONS

TEXT: Final = ".txt"  # what is a transcription where a folder is named; a file is what it is named as
_MARKS_OF_A_PROJECT: Final = (".git", "pyproject.toml")


@dataclass(slots=True)
class CheckTargets:
    """Works, each with the files of it that are meant (None: all of it), files by themselves, and what is not there."""

    works: dict[Path, set[Path] | None] = field(default_factory=dict)
    files: list[Path] = field(default_factory=list)
    troubles: list[CollateError] = field(default_factory=list)


def project_of(here: Path, otherwise: Path | None = None) -> Path:
    """Give the root of the project that a folder lies in: where git or pyproject.toml begin; else another folder.

    That is the folder itself, or the one that is given, if it lies in that.
    """
    here = here.resolve()
    for folder in (here, *here.parents):
        if any((folder / mark).exists() for mark in _MARKS_OF_A_PROJECT):
            return folder
    return otherwise if otherwise is not None and here.is_relative_to(otherwise) else here


def discover_files(names: Sequence[str], root: Path) -> CheckTargets:
    """Find what some names mean; with none, the works below this folder, or its texts.

    A folder with `collation.toml` is a work. Of another folder all works below it are meant, or all its
    texts where it has none. A file of a work is meant together with the rest of its work.
    """
    found = CheckTargets()
    for name in names or (".",):
        path = Path(os.path.normpath(name))  # one work, however it is named
        try:
            _require_inside(path, root)
            if name == STDIN:
                found.files.append(path)
            elif path.is_dir():
                _folder(path, found)
            elif path.exists():
                _file(path, found)
            else:
                path.lstat()
                raise ReadError(f"{path}: a link that leads nowhere, or round in a circle; name the file itself")
        except CollateError as error:
            found.troubles.append(error)
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or "not the name of a file"
            found.troubles.append(ReadError(f"{name}: {why}; check the name"))
    found.files = sorted(set(found.files))
    return found


def _require_inside(path: Path, root: Path) -> None:
    """Raise ReadError for a path that climbs out of the project; one that is named in full is meant as it is."""
    if not path.is_absolute() and not _inside(Path(os.path.normpath(Path.cwd() / path)), root):
        raise ReadError(f"{path}: outside the project ({root}); run collate check there, or name the file in full")


def _inside(path: Path, root: Path) -> bool:
    return path.is_relative_to(root) or path.resolve().is_relative_to(root)


def require_in_project(path: Path, root: Path, named_in: str) -> None:
    """Raise ReadError for a file that the settings of a work lead to and that lies outside its project."""
    if not path.resolve().is_relative_to(root.resolve()):
        raise ReadError(f"{named_in}: {path} lies outside the project ({root}); move it in, or name a file inside")


def _folder(folder: Path, found: CheckTargets) -> None:
    if (folder / CONFIG).is_file():
        found.works[folder] = None
        return
    works, texts = [], []

    def unseen(error: OSError) -> None:
        found.troubles.append(ReadError(f"{error.filename}: {error.strerror}; check the permissions of the folder"))

    for top, names, files in os.walk(folder, onerror=unseen):
        names[:] = sorted(name for name in names if not name.startswith("."))
        if CONFIG in files:
            works.append(Path(top))
        texts += [Path(top) / file for file in sorted(files) if file.endswith(TEXT)]
    if works:
        found.works |= dict.fromkeys(works)
    else:
        found.files += texts


def _file(path: Path, found: CheckTargets) -> None:
    """A file of a work is checked beside the rest of it; settings and decisions stand for the whole work."""
    folder = work_above(path)
    if folder is None:
        found.files.append(path)
    elif path.name in (CONFIG, DECISIONS):
        found.works[folder] = None
    else:
        meant = found.works.setdefault(folder, set())
        if meant is not None:
            meant.add(path)


def work_above(path: Path) -> Path | None:
    """Give the folder of the work that a file lies in."""
    parents = [path.parent, *path.parent.parents] if path.is_absolute() else _seen(path)
    return next((folder for folder in parents if (folder / CONFIG).is_file()), None)


def _seen(path: Path) -> Iterator[Path]:
    """Give the folders above a relative path, as they are seen from here."""
    yield path.parent
    yield from path.parent.parents
