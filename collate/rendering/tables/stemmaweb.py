"""The alignment as Stemmaweb reads tables: sigla as the heading, a row for each rank, a column for each witness.

Stemmaweb reads CSV and TSV with one reader. It takes a backslash for an escape, so a cell with one is in quotes and has
it twice.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np

from collate._arrays import Bool, Int32
from collate.apparatus import Apparatus
from collate.apparatus.part import columns_shown
from collate.model.alignment import GAP, Alignment
from collate.rendering.layers import LACUNA, layer_cells, layer_columns
from collate.rendering.tables.cells import guard_formula, show_unprintable
from collate.rendering.unbroken import unbroken

_LACUNA_CELL: Final = "#LACUNA#"
_SPECIAL: Final = frozenset('"\\\n\r')


def write_stemmaweb(apparatus: Apparatus, alignment: Alignment) -> Iterator[str]:
    """Write the table as CSV: an omission is empty, and a witness that is not extant has `#LACUNA#`."""
    return _lines(apparatus, alignment, ",")


def write_stemmaweb_tsv(apparatus: Apparatus, alignment: Alignment) -> Iterator[str]:
    """Write the same with tabs between the cells."""
    return _lines(apparatus, alignment, "\t")


def _lines(apparatus: Apparatus, alignment: Alignment, separator: str) -> Iterator[str]:
    columns = layer_columns(alignment)
    yield separator.join([_cell(column.heading, separator) for column in columns]) + "\n"
    if not columns:
        return
    cells = _cells(alignment, separator)
    for row in _codes(apparatus, alignment).tolist():
        yield separator.join(map(cells.__getitem__, row)) + "\n"


def _codes(apparatus: Apparatus, alignment: Alignment) -> Int32:
    """Return the code of the surface in each cell, GAP or LACUNA; without rows that have no token."""
    witness, token = layer_cells(alignment, layer_columns(alignment), columns_shown(apparatus, alignment))
    codes = token.copy()
    for w, tokens in enumerate(alignment.tokens):
        is_token = (witness == w) & (token >= 0)
        codes[is_token] = tokens.surface[token[is_token]]
    has_token: Bool = (codes != GAP).any(axis=1)
    return codes[has_token]


def _cells(alignment: Alignment, separator: str) -> list[str]:
    """Return the cell of each string, then those to which LACUNA, -2, and GAP, -1, lead."""
    strings = alignment.tokens[0].vocabulary.strings
    forms = np.zeros(len(strings), np.int32)
    for tokens in alignment.tokens:
        forms[tokens.surface] = tokens.form
    cells = [_cell(unbroken(s, strings[form]), separator) for s, form in zip(strings, forms.tolist(), strict=True)]
    assert (LACUNA, GAP) == (-2, -1)
    return [*cells, _LACUNA_CELL, ""]


def _cell(text: str, separator: str) -> str:
    """Return a cell. One that a spreadsheet would run as a formula is guarded; a dash alone is none."""
    if text.isalnum():
        return text
    text = show_unprintable(text)
    if any(c.isalnum() for c in text):
        text = guard_formula(text)
    if separator not in text and _SPECIAL.isdisjoint(text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '""')
    return f'"{escaped}"'
