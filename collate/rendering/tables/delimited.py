"""The apparatus as CSV and TSV: a row for each reading, safe to open in a spreadsheet."""

from collections.abc import Callable, Iterator

from collate.apparatus import Apparatus
from collate.model.alignment import Alignment
from collate.rendering.tables.cells import csv_cell, tsv_cell
from collate.rendering.tables.rows import HEADER, Row, split_rows


def write_csv(apparatus: Apparatus, alignment: Alignment) -> Iterator[str]:
    """Write a row for each reading, or for each pair of readings where there is no lemma.

    A cell that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    del alignment
    return _lines(apparatus, ",", csv_cell)


def write_tsv(apparatus: Apparatus, alignment: Alignment) -> Iterator[str]:
    """Write the rows of the CSV, each on one line, with tabs between the cells."""
    del alignment
    return _lines(apparatus, "\t", tsv_cell)


def _lines(apparatus: Apparatus, delimiter: str, cell: Callable[[str], str]) -> Iterator[str]:
    """Yield the lines of the table; parts of rows that recur are joined once."""
    joined: dict[Row, str] = {}

    def join_once(row: Row) -> str:
        line = joined.get(row)
        if line is None:
            line = joined[row] = delimiter.join(map(cell, row))
        return line

    yield delimiter.join(HEADER) + "\n"
    for words, variation, rest in split_rows(apparatus):
        yield f"{delimiter.join(map(cell, words))}{delimiter}{join_once(variation)}{delimiter}{join_once(rest)}\n"
