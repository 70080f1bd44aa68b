"""Words that are broken over two lines of their source, as one word."""

import re
from typing import Final

# The hyphen of the source, which may be one of several signs, and the line end.
_BREAK: Final = re.compile(r"(?<=\w)[-‐¬=⸗⹀\u00ad]\s*[\r\n]\s*(?=\w)")
_HYPHENS: Final = frozenset("-‐")


def unbroken(word: str, form: str, hyphen: str = "") -> str:
    """Return a word without the line end in it, and with `hyphen` there.

    If its form has a hyphen, the witnesses write the word with it elsewhere, and it keeps it.
    """
    if word.isprintable():
        return word
    return " ".join(_BREAK.sub(hyphen if _HYPHENS.isdisjoint(form) else "-", word).split())
