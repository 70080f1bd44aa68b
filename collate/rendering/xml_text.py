"""Text as XML 1.0 can hold it."""

import re
from typing import Final

from collate.terminal.display import visible

# Characters that XML 1.0 forbids, even as references.
_INVALID: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def show_invalid_xml(text: str) -> str:
    """Return a text in which each character that XML forbids is shown by its code point."""
    return text if text.isprintable() else _INVALID.sub(lambda character: visible(character[0]), text)


def escape_xml(text: str) -> str:
    """Return the content of an element that an XML reader reads as this text."""
    if text.isalnum():
        return text
    text = show_invalid_xml(text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
