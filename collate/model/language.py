"""Codes of languages."""

import re
from typing import Final

# BCP 47: a code of ISO 639 with two or three letters, and parts for the script, region or variant; or "x-" and a name.
_CODE: Final = r"(?i)(?:[a-z]{2,3}|x[-_][a-z0-9]{1,8})(?:[-_][a-z0-9]{1,8})*"  # compiled when first used


def language_error(code: object) -> str:
    """Return what is wrong with the code of a language, or "" if nothing is. The empty code means: not known."""
    if isinstance(code, str) and (not code or re.fullmatch(_CODE, code)):
        return ""
    return f"language = {code!r} is not the code of a language; write two or three letters of ISO 639, such as en or la"
