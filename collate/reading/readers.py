"""Which reader reads a file, by the suffix of its name."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from collate.model.witness import Witness
from collate.reading.options import ReadOptions
from collate.reading.plain import read_plain

Reader = Callable[[bytes, ReadOptions], Witness]

READERS: Final[Mapping[str, Reader]] = MappingProxyType({".txt": read_plain})


def reader_of(file: str) -> Reader:
    """Return the reader of a file. A file that has no reader of its own is plain text."""
    return READERS.get(Path(file).suffix.lower(), read_plain)


def shown_name(file: str) -> str:
    """Return the name of a file as reports show it: as it was named, but never with the folders of this computer."""
    return Path(file).name if Path(file).is_absolute() else file
