"""Terminal colours: ANSI escape sequences (ECMA-48, SGR)."""

import re
from typing import Final

RESET: Final = "\x1b[0m"  # ends every colour and style
_SGR: Final = re.compile(r"\x1b\[[0-9;]*m")


def without_colour(text: str) -> str:
    """Return a text without the sequences that set colours."""
    return _SGR.sub("", text)
