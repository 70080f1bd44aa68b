"""Files that come with the package: rule files, language tables, the page, schemas."""

from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).parent.parent / "data"


def package_files(folder: Path, suffix: str) -> list[Path]:
    """Return the files of a folder of the package that have a suffix, sorted."""
    return sorted(folder.glob(f"*{suffix}"))


def package_text(path: Path) -> str:
    """Return the text of a file of the package, one below `DATA`."""
    return path.read_text(encoding="utf-8")
