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
    """Give the reader of a file; whatever has no reader of its own is plain text."""
    return READERS.get(Path(file).suffix.lower(), read_plain)
