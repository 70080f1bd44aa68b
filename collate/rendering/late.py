"""Writers that are imported when they first write: a run writes one format of many."""

from collections.abc import Callable
from importlib import import_module

from collate.apparatus import Apparatus
from collate.model.alignment import Alignment

Writer = Callable[[Apparatus, Alignment], str | bytes]
TextWriter = Callable[[Apparatus, Alignment], str]


def late(module: str, name: str) -> Writer:
    """Give a writer that is the one of that name in a module of this package."""

    def write(apparatus: Apparatus, alignment: Alignment) -> str | bytes:
        writer: Writer = getattr(import_module(f"collate.rendering.{module}"), name)
        return writer(apparatus, alignment)

    return write


def late_text(module: str, name: str) -> TextWriter:
    """Give a writer of text, likewise."""

    def write(apparatus: Apparatus, alignment: Alignment) -> str:
        writer: TextWriter = getattr(import_module(f"collate.rendering.{module}"), name)
        return writer(apparatus, alignment)

    return write
