"""Results as data frames of pandas or polars, whichever is installed. Neither is required."""

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

import numpy as np

from collate.apparatus import Apparatus
from collate.errors import OptionError
from collate.model.alignment import GAP, Alignment, Testimony
from collate.rendering.tables.cells import show_surrogates
from collate.rendering.tables.rows import HEADER, apparatus_rows

LIBRARIES: Final = ("pandas", "polars")
# Types of columns of numbers, as pandas calls them.
INTEGER: Final = "int64"
OPTIONAL: Final = "Int64"  # an integer that may be missing
REAL: Final = "float64"

DataFrame = Any  # of pandas or of polars: neither is required, so neither can be named as a type
Column = list[str] | list[int] | list[int | None] | list[float]


def entries_frame(apparatus: Apparatus) -> DataFrame:
    """Return the entries of an apparatus as a data frame, a row for each reading.

    `line` is missing where an entry has no lemma.
    """
    cells = [*zip(*apparatus_rows(apparatus), strict=True)] or [()] * len(HEADER)
    strings = {name: [str(cell) for cell in column] for name, column in zip(HEADER, cells, strict=True)}
    columns: dict[str, Column] = {name: [*map(show_surrogates, column)] for name, column in strings.items()}
    columns["n"] = [int(cell) for cell in strings["n"]]
    columns["line"] = [int(cell) if cell else None for cell in strings["line"]]
    columns["doubt"] = [float(cell) for cell in strings["doubt"]]
    return _frame(columns, {"n": INTEGER, "line": OPTIONAL, "doubt": REAL})


def table_frame(alignment: Alignment) -> DataFrame:
    """Return an alignment table as a data frame, a row for each witness in each column of the table."""
    width = len(alignment.tokens)
    table, names = alignment.table, [testimony.name.lower() for testimony in Testimony]
    starts, ends = np.full(table.shape, GAP), np.full(table.shape, GAP)
    for w, tokens in enumerate(alignment.tokens):
        reads = table[:, w] != GAP
        starts[reads, w], ends[reads, w] = tokens.spans[table[reads, w]].T
    strings = [*map(show_surrogates, alignment.tokens[0].vocabulary.strings), ""] if width else [""]
    columns: dict[str, Column] = {
        "column": np.repeat(np.arange(1, len(table) + 1), width).tolist(),
        "siglum": [str(tokens.witness.siglum) for tokens in alignment.tokens] * len(table),
        "surface": [strings[code] for code in alignment.codes("surface").ravel().tolist()],
        "form": [strings[code] for code in alignment.codes("form").ravel().tolist()],
        "start": [None if offset == GAP else offset for offset in starts.ravel().tolist()],
        "end": [None if offset == GAP else offset for offset in ends.ravel().tolist()],
        "testimony": [names[testimony] for testimony in alignment.testimony.ravel().tolist()],
    }
    return _frame(columns, {"column": INTEGER, "start": OPTIONAL, "end": OPTIONAL})


def _frame(columns: dict[str, Column], numbers: Mapping[str, str]) -> DataFrame:
    """Make the data frame; the columns that are not in `numbers` hold strings."""
    name = next((library for library in LIBRARIES if find_spec(library)), None)
    if name is None:
        raise OptionError("a data frame needs pandas or polars; install one of them, for example: pip install pandas")
    library = import_module(name)
    if name == "polars":
        schema = {name: library.Float64 if t == REAL else library.Int64 for name, t in numbers.items()}
        return library.DataFrame(columns, {name: schema.get(name, library.String) for name in columns})
    return library.DataFrame(
        {name: library.Series(column, dtype=numbers.get(name, str)) for name, column in columns.items()}
    )
