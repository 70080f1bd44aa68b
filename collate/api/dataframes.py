"""Results as data frames of pandas or polars, whichever is installed. Neither is required."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

import numpy as np

from collate.apparatus import Apparatus
from collate.errors import OptionError
from collate.model.alignment import GAP, Alignment, Testimony
from collate.rendering.tables.rows import HEADER, apparatus_rows

LIBRARIES: Final = ("pandas", "polars")
DataFrame = Any  # of pandas or of polars: neither is required, so neither can be named as a type
Column = list[str] | list[int] | list[int | None] | list[float]


def entries_frame(apparatus: Apparatus) -> DataFrame:
    """Return the entries of an apparatus as a data frame, a row for each reading.

    `line` is missing where an entry has no lemma.
    """
    cells = [*zip(*apparatus_rows(apparatus), strict=True)] or [()] * len(HEADER)
    columns: dict[str, Column] = {name: [*column] for name, column in zip(HEADER, cells, strict=True)}
    columns["n"] = [int(cell) for cell in columns["n"] if cell is not None]
    columns["line"] = [int(cell) if cell else None for cell in columns["line"]]
    columns["doubt"] = [float(cell) for cell in columns["doubt"] if cell is not None]
    return _frame(columns, integers=("line",))


def table_frame(alignment: Alignment) -> DataFrame:
    """Return an alignment table as a data frame, a row for each witness in each column of the table."""
    width = len(alignment.tokens)
    table, names = alignment.table, [testimony.name.lower() for testimony in Testimony]
    starts, ends = np.full(table.shape, GAP), np.full(table.shape, GAP)
    for w, tokens in enumerate(alignment.tokens):
        reads = table[:, w] != GAP
        starts[reads, w], ends[reads, w] = tokens.spans[table[reads, w]].T
    strings = [*alignment.tokens[0].vocabulary.strings, ""] if width else [""]
    columns: dict[str, Column] = {
        "column": np.repeat(np.arange(1, len(table) + 1), width).tolist(),
        "siglum": [str(tokens.witness.siglum) for tokens in alignment.tokens] * len(table),
        "surface": [strings[code] for code in alignment.codes("surface").ravel().tolist()],
        "form": [strings[code] for code in alignment.codes("form").ravel().tolist()],
        "start": [None if offset == GAP else offset for offset in starts.ravel().tolist()],
        "end": [None if offset == GAP else offset for offset in ends.ravel().tolist()],
        "testimony": [names[testimony] for testimony in alignment.testimony.ravel().tolist()],
    }
    return _frame(columns, integers=("start", "end"))


def _frame(columns: dict[str, Column], integers: tuple[str, ...]) -> DataFrame:
    """Make the data frame; `integers` are columns of integers of which some are missing."""
    name = next((library for library in LIBRARIES if find_spec(library)), None)
    if name is None:
        raise OptionError("a data frame needs pandas or polars; install one of them, for example: pip install pandas")
    library = import_module(name)
    if name == "polars":
        return library.DataFrame(columns, schema_overrides=dict.fromkeys(integers, library.Int64))
    return library.DataFrame(columns).astype(dict.fromkeys(integers, "Int64"))
