"""The alignment table as the Java version of CollateX, its HTTP service, returns it."""

from collections.abc import Sequence

from collate.model.alignment import Alignment, Segments
from collate.rendering.json.collatex import collatex_table


def java_table(
    alignment: Alignment, segments: Segments, tokens: Sequence[Sequence[object]], transpositions: bool = True
) -> dict[str, object]:
    """Return the table with a list for each column and a cell for each witness, `[]` where it has no tokens.

    `tokens` are those of each witness as they are returned. Keys that CollateX does not have are those of
    `collatex_table`; `moves` is empty when `transpositions` is false.
    """
    columns = [
        [list(row[start:stop]) for row, (start, stop) in zip(tokens, column, strict=True)]
        for column in segments.cells.tolist()
    ]
    table = collatex_table(alignment, segments) | {"table": columns}
    return table if transpositions else table | {"moves": []}
