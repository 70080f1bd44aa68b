"""Remove files that this program has written, and that nothing names any more."""

from pathlib import Path

from collate.files.targets import ELSEWHERE, errors_named


def remove_written(path: Path) -> None:
    """Remove a file that this program wrote; if it is gone already, do nothing. Raises WriteError if it must stay."""
    with errors_named(path, ELSEWHERE):
        path.unlink(missing_ok=True)
