"""What is at a path: a file, a folder, or nothing. A path that cannot exist, such as one with NUL, is nothing."""

from pathlib import Path


def is_file(path: str | Path) -> bool:
    """Return whether a path leads to a regular file."""
    try:
        return Path(path).is_file()
    except (OSError, ValueError):
        return False


def is_folder(path: str | Path) -> bool:
    """Return whether a path leads to a folder."""
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):
        return False
