"""Documents by the name of their format: those that are text, and those that are bytes."""

from collate.apparatus import Apparatus
from collate.model.alignment import Alignment
from collate.rendering.writers import render


def text_of(name: str, apparatus: Apparatus, alignment: Alignment) -> str:
    """Render a format that is text."""
    document = render(name, apparatus, alignment)
    assert isinstance(document, str)
    return document


def bytes_of(name: str, apparatus: Apparatus, alignment: Alignment) -> bytes:
    """Render a format that is bytes."""
    document = render(name, apparatus, alignment)
    assert isinstance(document, bytes)
    return document
