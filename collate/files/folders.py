"""Make folders."""

from pathlib import Path

from collate.files.targets import ELSEWHERE, errors_named


def make_folder(path: Path) -> None:
    """Make a folder and those above it, if they are not there. Raises WriteError where that is not possible."""
    with errors_named(path, ELSEWHERE):
        path.mkdir(parents=True, exist_ok=True)
