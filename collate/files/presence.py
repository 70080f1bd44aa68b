"""What is at a path: a file, a folder, or nothing. A path that cannot exist, such as one with NUL, is nothing."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from collate.errors import CollateError, ReadError


def is_file(path: str | Path) -> bool:
    """Return whether a path leads to a regular file."""
    try:
        return Path(path).is_file()
    except (OSError, ValueError):
        return False


def is_entry(path: str | Path) -> bool:
    """Return whether a path is a regular file or a link, whatever the link leads to.

    A stranger's link must not be followed before it is known to stay in the project, not even to see what is there.
    """
    try:
        mode = Path(path).lstat().st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(mode) or stat.S_ISLNK(mode)


def is_there(path: str | Path) -> bool:
    """Return whether a path leads to anything."""
    try:
        return Path(path).exists()
    except (OSError, ValueError):
        return False


def is_folder(path: str | Path) -> bool:
    """Return whether a path leads to a folder."""
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):
        return False


def is_link(path: str | Path) -> bool:
    """Return whether a path is a symbolic link, also one that leads to nothing."""
    try:
        return Path(path).is_symlink()
    except (OSError, ValueError):
        return False


def require_possible(name: str) -> None:
    """Raise ReadError for a name that no file can have, such as one that is too long or has NUL."""
    try:
        os.lstat(name)
    except FileNotFoundError:
        return
    except OSError as error:
        raise ReadError(f"{name}: {error.strerror}; check the name") from None
    except ValueError:
        raise ReadError(f"{name}: not a valid file name; check the name") from None


def files_in(folder: Path, suffix: str) -> list[Path]:
    """Return the files of a folder that have a suffix, sorted."""
    return sorted(folder.glob(f"*{suffix}"))


def walk(folder: Path, failures: list[CollateError]) -> Iterator[tuple[Path, list[str]]]:
    """Yield each folder below a folder, with the names of its files and of all links, sorted.

    Hidden folders are left out. Links are not followed, so that the answer does not depend on what they lead to.

    Folders that cannot be read are added to the failures.
    """

    def add_failure(error: OSError) -> None:
        failures.append(ReadError(f"{error.filename}: {error.strerror}; check the permissions of the folder"))

    for top, folders, files in os.walk(folder, onerror=add_failure):
        links = [name for name in folders if is_link(Path(top, name))]
        folders[:] = sorted(name for name in {*folders}.difference(links) if not name.startswith("."))
        yield Path(top), sorted([*files, *links])


def folders_in(folder: Path) -> list[Path]:
    """Return the folders in a folder, sorted; none if it cannot be read."""
    try:
        return sorted(path for path in folder.iterdir() if path.is_dir())
    except OSError:
        return []
