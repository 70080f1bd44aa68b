"""What `[tool.collate]` of a project says of reading: the table `read` for all its files, and what is excluded."""

import os
from pathlib import Path
from typing import Final

from collate.errors import CollateError
from collate.files.boundary import NO_PERMISSIONS, Permissions, resolved_path, stays_in_project
from collate.files.presence import is_entry
from collate.files.read import LARGEST_SETTINGS, read_bytes
from collate.files.toml import SettingsTable, read_toml

PROJECT_FILE: Final = "pyproject.toml"
EXCLUDE: Final = "exclude"
_READ: Final = "read"


def project_read_tables(folder: Path, permissions: Permissions = NO_PERMISSIONS) -> tuple[SettingsTable, ...]:
    """Return `[tool.collate.read]` of the nearest pyproject.toml, in a folder or above it, that has it; else nothing.

    Raises ConfigError, with file and line, for a file that is not TOML.
    """
    table = project_table(folder, _READ, permissions)
    return () if table is None else (table.table(_READ),)


def project_table(folder: Path, key: str, permissions: Permissions = NO_PERMISSIONS) -> SettingsTable | None:
    """Return `[tool.collate]` of the nearest pyproject.toml, in a folder or above it, that has a key there.

    Raises ConfigError, with file and line, for a file that is not TOML.
    """
    folder = resolved_path(folder) or folder
    for ancestor in (folder, *folder.parents):
        path = ancestor / PROJECT_FILE
        if not is_entry(path) or not stays_in_project(path, permissions) or not _may_have(path, key):
            continue
        # A relative path, because errors show it: absolute ones name the folders of this computer.
        collate = read_toml(Path(os.path.relpath(path)), permissions).table("tool").table("collate")
        if key in collate.values:
            return collate
    return None


def _may_have(path: Path, key: str) -> bool:
    """Return whether a file may have a key of `[tool.collate]`: most have not, and are not parsed."""
    try:
        content = read_bytes(path, LARGEST_SETTINGS)
    except (CollateError, OSError, ValueError):
        return False
    return b"collate" in content and key.encode() in content
