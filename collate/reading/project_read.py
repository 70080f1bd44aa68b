"""The table `[tool.collate.read]` of a project: the settings of readers for all its files."""

import os
from pathlib import Path
from typing import Final

from collate.errors import CollateError
from collate.files.boundary import NO_PERMISSIONS, Permissions, resolved_path, stays_in_project
from collate.files.presence import is_entry
from collate.files.read import LARGEST_SETTINGS, read_bytes
from collate.files.toml import SettingsTable, read_toml

PROJECT_FILE: Final = "pyproject.toml"
_READ: Final = "read"


def project_read_tables(folder: Path, permissions: Permissions = NO_PERMISSIONS) -> tuple[SettingsTable, ...]:
    """Return `[tool.collate.read]` of the nearest pyproject.toml, in a folder or above it, that has it; else nothing.

    Raises ConfigError, with file and line, for a file that is not TOML.
    """
    folder = resolved_path(folder) or folder
    for ancestor in (folder, *folder.parents):
        path = ancestor / PROJECT_FILE
        if not is_entry(path) or not stays_in_project(path, permissions) or not _names_table(path):
            continue
        # A relative path, because errors show it: absolute ones name the folders of this computer.
        collate = read_toml(Path(os.path.relpath(path)), permissions).table("tool").table("collate")
        if _READ in collate.values:
            return (collate.table(_READ),)
    return ()


def _names_table(path: Path) -> bool:
    """Return whether a file may have the table: most have not, and are not parsed."""
    try:
        content = read_bytes(path, LARGEST_SETTINGS)
    except (CollateError, OSError, ValueError):
        return False
    return b"collate" in content and b"read" in content
