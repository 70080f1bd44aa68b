"""Strings as TOML writes them."""

import re
from typing import Final

from collate._late_regex import late_regex

_ESCAPED: Final = late_regex(r'[\x00-\x1f\x7f-\x9f"\\\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]')


def toml_string(text: str) -> str:
    """Return a string of TOML on one line, with invisible characters as escapes."""
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(character: re.Match[str]) -> str:
    return f"\\{character[0]}" if character[0] in '"\\' else f"\\u{ord(character[0]):04X}"
