"""Lone surrogates in JSON."""

import re
from typing import Final

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def escape_surrogates(text: str) -> str:
    r"""Return JSON in which each lone surrogate is an escape, `\ud800`: no encoding can write it as itself."""
    return text if text.isascii() else _SURROGATE.sub(lambda surrogate: f"\\u{ord(surrogate[0]):04x}", text)
