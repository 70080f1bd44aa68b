"""The apparatus as CSV and TSV: a row a reading, safe to open in a spreadsheet."""

from collections.abc import Callable, Iterator

from collate.apparatus import Apparatus
from collate.model.alignment import Alignment
from collate.rendering.tables.cells import csv_cell, tsv_cell
from collate.rendering.tables.rows import HEADER, Row, split_rows


def write_csv(apparatus: Apparatus, alignment: Alignment) -> str:
    """Write a row a reading, or a row a pair where there is no lemma.

    A cell that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    del alignment
    return "".join(_lines(apparatus, ",", csv_cell))


def write_tsv(apparatus: Apparatus, alignment: Alignment) -> str:
    """Write the rows of the CSV, each on one line, cells parted by tabs."""
    del alignment
    return "".join(_lines(apparatus, "\t", tsv_cell))


def _lines(apparatus: Apparatus, between: str, cell: Callable[[str], str]) -> Iterator[str]:
    """Set the rows; what is said of many readings is set once."""
    said: dict[Row, str] = {}

    def once(row: Row) -> str:
        found = said.get(row)
        if found is None:
            found = said[row] = between.join(map(cell, row))
        return found

    yield between.join(HEADER) + "\n"
    for words, variation, rest in split_rows(apparatus):
        yield f"{between.join(map(cell, words))}{between}{once(variation)}{between}{once(rest)}\n"
