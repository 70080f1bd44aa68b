"""Cells of tables of text: safe in a spreadsheet, and recoverable.

A spreadsheet runs a cell that begins like a formula. Such a cell gets one apostrophe before it, and
so does one that begins so behind apostrophes of its own: who takes one apostrophe away from each
cell that matches `GUARDED` has all cells back as they were.
"""

import re
import unicodedata
from typing import Final

from collate.terminal.display import visible

# The full-width signs are formulas where a spreadsheet is set to Chinese or Japanese (OWASP, CSV injection).
_RUNS: Final = re.compile("'*[=+\\-@\t\r＝＋－＠]")
GUARDED: Final = re.compile("'(?='*[=+\\-@\t\r＝＋－＠])")
_MAY_RUN: Final = ("'", "=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # looked at first: few cells begin so

_ENDS_A_CELL: Final = re.compile('[,"\n\r]')
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_BREAKS: Final = "\n\r\t"
_NO_TEXT: Final = ("Cc", "Cs")  # control signs, lone surrogates
_ESCAPES: Final = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def guard_formula(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula."""
    return "'" + text if _RUNS.match(text) else text


def show_unprintable(text: str) -> str:
    """Show by their code points the signs that are no text; breaks and tabs stay."""
    return "".join(visible(c) if unicodedata.category(c) in _NO_TEXT and c not in _BREAKS else c for c in text)


def csv_cell(text: str) -> str:
    """Set a cell between commas: guarded, and quoted where it would end itself (RFC 4180)."""
    if text.isalnum():
        return text
    if not text.isprintable():
        text = show_unprintable(text)
    if text.startswith(_MAY_RUN):
        text = guard_formula(text)
    return '"' + text.replace('"', '""') + '"' if _ENDS_A_CELL.search(text) else text


def tsv_cell(text: str) -> str:
    r"""Set a cell between tabs: guarded, and on its line, with \t, \n, \r and \\ for what would leave it."""
    if text.isalnum():
        return text
    if text.startswith(_MAY_RUN):
        text = guard_formula(text)
    if not text.isprintable() or "\\" in text:
        text = show_unprintable(text.translate(_ESCAPES))
    return text


def show_surrogates(text: str) -> str:
    """Show half of a surrogate pair by its code point, for formats that are UTF-8 throughout."""
    return _SURROGATE.sub(lambda half: visible(half[0]), text)
