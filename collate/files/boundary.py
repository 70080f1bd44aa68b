"""Which files a file may name: those in its project, and in the folders that the user allows.

The settings of a work, and its links, may come from a stranger. So a path that a file names is resolved, links too,
before anything else is done with it, and what is outside is never opened: an error message can show nothing of it.
"""

import os
from pathlib import Path
from typing import Final

from collate._dataclass import dataclass
from collate._repr import counted, repr_line
from collate.errors import ReadError

_GIT: Final = ".git"
_PROJECT_MARKERS: Final = (_GIT, "pyproject.toml")
LINK_OUTSIDE: Final = "a link that leads out of the project; put the file itself in its place, or allow it with --root"
OUTSIDE: Final = "outside the project; move the file into the project, or allow its folder with --root FOLDER"


@dataclass(frozen=True, slots=True)
class Permissions:
    """What the user allows the files of a work, beyond what every work may do.

    roots   folders outside the project that its settings may name files in
    rules   whether the Python rules of the work are run
    """

    roots: tuple[Path, ...] = ()
    rules: bool = False

    def __repr__(self) -> str:
        rules = "rules are run" if self.rules else "rules are not run"
        return repr_line("Permissions", f"{counted(len(self.roots), 'folder')} allowed, {rules}")


NO_PERMISSIONS: Final = Permissions()


@dataclass(frozen=True, slots=True)
class Boundary:
    """The folders, without links in their paths, in which the files of a project must be.

    permissions  what the user allows these files beyond that
    """

    roots: tuple[Path, ...]
    permissions: Permissions = NO_PERMISSIONS

    def __repr__(self) -> str:
        return repr_line("Boundary", " ".join(root.name for root in self.roots))

    def contains(self, path: Path) -> bool:
        """Return whether a path, with its links followed, is inside; what belongs to git is not."""
        resolved = resolved_path(path)
        return resolved is not None and any(_is_below(resolved, root) for root in self.roots)

    def require(self, path: Path, shown: str = "") -> None:
        """Raise ReadError for a path that is outside, or that a link leads out."""
        if not self.contains(path):
            raise ReadError(f"{shown or path}: {OUTSIDE}")


def boundary_of(folder: Path, permissions: Permissions = NO_PERMISSIONS) -> Boundary:
    """Return the boundary of the files of a folder: its project, and what the user allows."""
    roots = (resolved_path(root) for root in permissions.roots)
    return Boundary((project_root(folder), *(root for root in roots if root)), permissions)


def stays_in_project(path: Path, permissions: Permissions = NO_PERMISSIONS) -> bool:
    """Return whether the links of a path stay in each project that the path passes through.

    Outside of projects, links may lead anywhere: nobody but the user has put them there.
    """
    resolved = resolved_path(path)
    if resolved is None:
        return False
    roots = (resolved_path(root) for root in permissions.roots)
    if any(root and _is_below(resolved, root) for root in roots):
        return True
    projects = (folder for folder in Path(os.path.normpath(Path.cwd() / path)).parents if is_project(folder))
    return all(_is_below(resolved, resolved_path(project) or project) for project in projects)


def is_hidden(path: Path, follow: bool = True) -> bool:
    """Return whether a path is hidden in its project or in a hidden folder of it, such as `.github`."""
    whole = resolved_path(path) if follow else Path(os.path.normpath(Path.cwd() / path))
    if whole is None:
        return True
    root = next((folder for folder in whole.parents if is_project(folder)), whole.parent)
    return any(part.startswith(".") for part in whole.relative_to(root).parts)


def project_root(folder: Path) -> Path:
    """Return the root of the project of a folder: the nearest folder with `.git` or `pyproject.toml`, or itself."""
    folder = resolved_path(folder) or folder
    for candidate in (folder, *folder.parents):
        if is_project(candidate):
            return candidate
    return folder


def _is_below(resolved: Path, root: Path) -> bool:
    """Return whether a path without links is below a folder and not in its `.git`: that has programs and secrets."""
    return resolved.is_relative_to(root) and _GIT not in [part.casefold() for part in resolved.relative_to(root).parts]


def is_project(folder: Path) -> bool:
    """Return whether a folder is the root of a project: it has `.git` or `pyproject.toml`."""
    return any(os.path.lexists(folder / marker) for marker in _PROJECT_MARKERS)


def resolved_path(path: Path) -> Path | None:
    """Return a path without links, or None for one that cannot exist: a circle of links, NUL, or too long a name."""
    try:
        return path.resolve()
    except (OSError, ValueError, RuntimeError):
        return None
