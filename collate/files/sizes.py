"""How large files are."""

from pathlib import Path


def file_size(path: Path) -> int:
    """Return the size of a file in bytes; 0 for what is none. A link is not followed."""
    try:
        return path.lstat().st_size
    except (OSError, ValueError):
        return 0
