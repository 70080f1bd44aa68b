"""Cells of text tables: safe in a spreadsheet, and recoverable.

A spreadsheet runs a cell that begins like a formula. Such a cell gets an apostrophe before it, and so does a cell
that begins like a formula after apostrophes of its own. To get all cells back as they were, remove one apostrophe
from each cell that matches `GUARDED`.
"""

import re
import unicodedata
from typing import Final

from collate.terminal.display import visible

# The full-width characters begin a formula where a spreadsheet is set to Chinese or Japanese (OWASP, CSV injection).
_FORMULA: Final = re.compile("'*[=+\\-@\t\r＝＋－＠]")
GUARDED: Final = re.compile("'(?='*[=+\\-@\t\r＝＋－＠])")
_FORMULA_STARTS: Final = (
    "'",
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "＝",
    "＋",
    "－",
    "＠",
)  # a quick check: few cells begin so

_NEEDS_QUOTES: Final = re.compile('[,"\n\r]')
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_BREAKS: Final = "\n\r\t"
_UNPRINTABLE: Final = ("Cc", "Cs")  # general categories of Unicode: control characters, surrogates
_ESCAPES: Final = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def guard_formula(text: str) -> str:
    """Return a text with an apostrophe before it if a spreadsheet would run it as a formula."""
    return "'" + text if _FORMULA.match(text) else text


def show_unprintable(text: str) -> str:
    """Return a text with control characters and surrogates shown by their code points; breaks and tabs stay."""
    return "".join(visible(c) if unicodedata.category(c) in _UNPRINTABLE and c not in _BREAKS else c for c in text)


def csv_cell(text: str) -> str:
    """Return a cell of CSV: guarded, and in quotes where it needs them (RFC 4180)."""
    if text.isalnum():
        return text
    if not text.isprintable():
        text = show_unprintable(text)
    if text.startswith(_FORMULA_STARTS):
        text = guard_formula(text)
    return '"' + text.replace('"', '""') + '"' if _NEEDS_QUOTES.search(text) else text


def tsv_cell(text: str) -> str:
    r"""Return a cell of TSV: guarded, and on one line, with \t, \n, \r and \\ as escapes."""
    if text.isalnum():
        return text
    if text.startswith(_FORMULA_STARTS):
        text = guard_formula(text)
    if not text.isprintable() or "\\" in text:
        text = show_unprintable(text.translate(_ESCAPES))
    return text


def show_surrogates(text: str) -> str:
    """Return a text with lone surrogates shown by their code points, for formats that must be UTF-8."""
    return _SURROGATE.sub(lambda surrogate: visible(surrogate[0]), text)
