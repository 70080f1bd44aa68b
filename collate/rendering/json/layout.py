"""JSON on many lines, as `json.dumps(value, ensure_ascii=False, indent=1)` writes it.

With an indent, the encoder of Python runs in Python, and each value that it encodes leaves a cycle of objects in
memory. Here only the layout is made in Python; strings are encoded by compiled code.
"""

from json.encoder import encode_basestring
from typing import Final

from collate.rendering.json.surrogates import escape_surrogates

_CONSTANTS: Final = {None: "null", True: "true", False: "false"}


def laid_out(value: object, depth: int = 0) -> str:
    """Return a value as JSON, as it is written at a depth of a document; lone surrogates are escapes.

    Keys must be strings, and numbers finite.
    """
    return escape_surrogates(_laid_out(value, "\n" + " " * depth))


def _laid_out(value: object, margin: str) -> str:
    """Return a value as JSON; `margin` is the line break and the indent of the line on which it ends."""
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, dict):
        inner = margin + " "
        items = [f"{encode_basestring(key)}: {_laid_out(item, inner)}" for key, item in value.items()]
        return f"{{{inner}{f',{inner}'.join(items)}{margin}}}" if items else "{}"
    if isinstance(value, (list, tuple)):
        inner = margin + " "
        return f"[{inner}{f',{inner}'.join([_laid_out(item, inner) for item in value])}{margin}]" if value else "[]"
    return _CONSTANTS[value] if value is None or isinstance(value, bool) else repr(value)
