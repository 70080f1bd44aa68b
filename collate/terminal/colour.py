"""Terminal colours: ANSI escape sequences (ECMA-48, SGR)."""

from typing import Final

RESET: Final = "\x1b[0m"  # ends every colour and style
