"""The siglum of a witness that has none of its own: the name of its file."""

from pathlib import Path
from typing import Final

# Endings of names that are no part of a siglum; `2.1` in `LGPL-2.1` is one.
_ENDINGS: Final = frozenset(
    [
        ".txt",
        ".text",
        ".md",
        ".markdown",
        ".rst",
        ".adoc",
        ".xml",
        ".tei",
        ".html",
        ".htm",
        ".xhtml",
        ".docx",
        ".doc",
        ".odt",
        ".fodt",
        ".rtf",
        ".pdf",
        ".epub",
        ".zip",
        ".tex",
        ".ltx",
        ".json",
        ".jsonl",
        ".csv",
        ".tsv",
        ".toml",
        ".yaml",
        ".yml",
        ".page",
        ".alto",
        ".hocr",
        ".wiki",
        ".mediawiki",
        ".wikitext",
        ".log",
        ".py",
        ".srt",
        ".po",
        ".usfm",
        ".org",
    ]
)


def siglum_of(file: str) -> str:
    """Return the name of a file without its folders and without an ending that says what format it has."""
    path = Path(file)
    return path.stem if path.suffix.lower() in _ENDINGS else path.name
