"""Which works and which files to check, from the names that a person, a hook or git gives."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from collate.errors import CollateError, ReadError
from collate.files.read import STDIN
from collate.reading.work import CONFIG, DECISIONS

TEXT_SUFFIX: Final = ".txt"  # the files of a folder that are transcriptions; a file that is named may have any suffix
_PROJECT_MARKERS: Final = (".git", "pyproject.toml")


@dataclass(slots=True)
class CheckTargets:
    """What to check.

    works      by folder: the files of the work to check, None for all of them
    files      files that belong to no work
    failures   names that lead to nothing that can be checked
    """

    works: dict[Path, set[Path] | None] = field(default_factory=dict)
    files: list[Path] = field(default_factory=list)
    failures: list[CollateError] = field(default_factory=list)

    def __repr__(self) -> str:
        return f"<CheckTargets: {len(self.works)} works, {len(self.files)} files, {len(self.failures)} failures>"


def project_root(folder: Path, fallback: Path | None = None) -> Path:
    """Return the root of the project of a folder: the nearest folder with `.git` or `pyproject.toml`.

    Without one it is the fallback if the folder is inside that, else the folder itself.
    """
    folder = folder.resolve()
    for candidate in (folder, *folder.parents):
        if any((candidate / marker).exists() for marker in _PROJECT_MARKERS):
            return candidate
    return fallback if fallback is not None and folder.is_relative_to(fallback) else folder


def discover_files(names: Sequence[str], root: Path) -> CheckTargets:
    """Find what some names mean; without names, the works or the texts below the current folder.

    A folder with `collation.toml` is a work. Another folder means all works below it, or all its texts if there are no
    works. A file of a work is checked together with the rest of its work.
    """
    targets = CheckTargets()
    for name in names or (".",):
        path = Path(os.path.normpath(name))  # two names of one work are one work
        try:
            _require_inside(path, root)
            if name == STDIN:
                targets.files.append(path)
            elif path.is_dir():
                _add_folder(path, targets)
            elif path.exists():
                _add_file(path, targets)
            else:
                path.lstat()
                raise ReadError(f"{path}: a link that is broken or circular; name the file itself")
        except CollateError as error:
            targets.failures.append(error)
        except FileNotFoundError:
            targets.failures.append(ReadError(f"{name}: no such file; check the name"))
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or "not a valid file name"
            targets.failures.append(ReadError(f"{name}: {why}; check the name"))
    targets.files = sorted(set(targets.files))
    return targets


def _require_inside(path: Path, root: Path) -> None:
    """Raise ReadError for a relative path that leads out of the project; an absolute path may be anywhere."""
    if not path.is_absolute() and not _is_inside(Path(os.path.normpath(Path.cwd() / path)), root):
        raise ReadError(f"{path}: outside the project ({root}); run collate check there, or use the absolute path")


def _is_inside(path: Path, root: Path) -> bool:
    return path.is_relative_to(root) or path.resolve().is_relative_to(root)


def require_in_project(path: Path, root: Path, named_in: str) -> None:
    """Raise ReadError for a file that the settings of a work name and that is outside its project."""
    if not path.resolve().is_relative_to(root.resolve()):
        raise ReadError(
            f"{named_in}: {path} is outside the project ({root}); move it into the project, or name a file in it"
        )


def _add_folder(folder: Path, targets: CheckTargets) -> None:
    if (folder / CONFIG).is_file():
        targets.works[folder] = None
        return
    works, texts = [], []

    def add_failure(error: OSError) -> None:
        targets.failures.append(ReadError(f"{error.filename}: {error.strerror}; check the permissions of the folder"))

    for top, names, files in os.walk(folder, onerror=add_failure):
        names[:] = sorted(name for name in names if not name.startswith("."))
        if CONFIG in files:
            works.append(Path(top))
        texts += [Path(top) / file for file in sorted(files) if file.endswith(TEXT_SUFFIX)]
    if works:
        targets.works |= dict.fromkeys(works)
    else:
        targets.files += texts


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
    return next((folder for folder in path.parents if (folder / CONFIG).is_file()), None)
