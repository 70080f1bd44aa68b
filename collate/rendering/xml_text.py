"""Text as XML holds it."""

import re
from typing import Final

from collate.terminal.display import visible

# What XML 1.0 cannot hold, not even as a reference.
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def show_invalid_xml(text: str) -> str:
    """Show what XML cannot hold by its code point."""
    return text if text.isprintable() else _NOT_XML.sub(lambda sign: visible(sign[0]), text)


def escape_xml(text: str) -> str:
    """Write a text between two tags so that an XML reader gives it back."""
    if text.isalnum():
        return text
    text = show_invalid_xml(text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
