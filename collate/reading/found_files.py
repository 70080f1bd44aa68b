"""The files that a search in a folder finds: without those that git ignores, and those that the project excludes.

What a user names is always taken: a file that is ignored or excluded, and a folder that is.
"""

import fnmatch
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from collate._dataclass import dataclass
from collate._repr import counted, listed, repr_line
from collate.files.boundary import NO_PERMISSIONS, Permissions, resolved_path
from collate.files.ignored_files import ignored_files
from collate.files.patterns import LONGEST_PATTERN
from collate.reading.project_read import EXCLUDE, PROJECT_FILE, project_table

MOST_EXCLUDED: Final = 200  # patterns
_ABOUT_FOLDER: Final = ("readme", "changelog", "license", "licence", "contributing")


def is_about_folder(name: str) -> bool:
    """Return whether a file is about its folder, such as README, and no text of it."""
    return name.lower().startswith(_ABOUT_FOLDER)


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """The files of a search that are taken, in their order, and what is to be told of those that are not."""

    paths: tuple[Path, ...]
    notices: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return repr_line("FoundFiles", counted(len(self.paths), "file"))


@dataclass(frozen=True, slots=True)
class Exclusions:
    """The patterns of a project that exclude files and folders, and the folder of its pyproject.toml."""

    patterns: tuple[str, ...] = ()
    root: Path = Path()

    def __repr__(self) -> str:
        return repr_line("Exclusions", listed(self.patterns))

    def excludes(self, path: Path, folder: Path) -> bool:
        """Return whether a pattern excludes a file, or a folder between it and the folder that is searched."""
        parts = path.relative_to(folder).parts
        return any(self._matches(folder.joinpath(*parts[:depth])) for depth in range(1, len(parts) + 1))

    def _matches(self, path: Path) -> bool:
        names = (path.name, path.relative_to(self.root).as_posix())
        return any(fnmatch.fnmatchcase(name, pattern) for name in names for pattern in self.patterns)


def project_exclusions(folder: Path, permissions: Permissions = NO_PERMISSIONS) -> Exclusions:
    """Return what `exclude` of the nearest pyproject.toml that has it says.

    Raises ConfigError, with file and line, for what is no list of patterns.
    """
    table = project_table(folder, EXCLUDE, permissions)
    if table is None:
        return Exclusions()
    patterns = table.strings(EXCLUDE, (), MOST_EXCLUDED)
    for place, pattern in enumerate(patterns):
        if not pattern.strip("/") or len(pattern) > LONGEST_PATTERN:
            why = f"a pattern of {EXCLUDE} has 1 to {LONGEST_PATTERN:,} characters, such as drafts or *.old.txt"
            raise table.error(EXCLUDE, why, place)
    root = resolved_path(table.folder) or table.folder
    return Exclusions(tuple(pattern.removeprefix("./").rstrip("/") for pattern in patterns), root)


def taken_files(folder: Path, paths: Sequence[Path], permissions: Permissions = NO_PERMISSIONS) -> FoundFiles:
    """Return those of the files found below a folder that are neither ignored by git nor excluded by the project."""
    if not paths:
        return FoundFiles(())
    exclusions = project_exclusions(folder, permissions)
    base = resolved_path(folder) or folder
    excluded = {
        path
        for path in paths
        if exclusions.patterns and exclusions.excludes(base / os.path.relpath(path, folder), base)
    }
    rest = [path for path in paths if path not in excluded]
    ignored = ignored_files(folder, rest)
    notices = []
    if ignored.failure:
        notices.append(f".gitignore is not followed, because {ignored.failure}")
    notices += _left_out(folder, paths, ignored.paths, "ignored by git")
    notices += _left_out(folder, paths, excluded, f"excluded in {PROJECT_FILE}")
    return FoundFiles(tuple(path for path in rest if path not in ignored.paths), tuple(notices))


def _left_out(folder: Path, paths: Sequence[Path], which: set[Path] | frozenset[Path], why: str) -> list[str]:
    """Return what is to be told of files that are left out, if there are any."""
    names = listed([Path(os.path.relpath(path, folder)).as_posix() for path in paths if path in which])
    return [f"{counted(len(which), 'file')} left out, {why}: {names}"] if which else []
