"""Sets of files, as the tests of writing need them."""

import os
from pathlib import Path

NAMES = ("a.html", "b.csv", "c.md")


OLD = {"a.html": "old a", "b.csv": "old b"}


BUFFERED = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}


RUN = ".collate-1-0123abcd"


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted(folder.iterdir())}


def old_set(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for name, content in OLD.items():
        (folder / name).write_text(content)
    return folder
