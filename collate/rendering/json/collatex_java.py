"""CollateX's table as its HTTP service, which is the Java version, answers it."""

from collections.abc import Sequence

from collate.model.alignment import Alignment, Segments
from collate.rendering.json.collatex import collatex_table


def java_table(
    alignment: Alignment, segments: Segments, tokens: Sequence[Sequence[object]], transpositions: bool = True
) -> dict[str, object]:
    """Return the table as the Java version does: a list for each column, a cell for each witness, `[]` for nothing.

    `tokens` are those of each witness as they go back. Keys that CollateX does not have are those of
    `collatex_table`; `moves` is empty where transpositions are not looked for.
    """
    columns = [
        [list(given[start:stop]) for given, (start, stop) in zip(tokens, column, strict=True)]
        for column in segments.cells.tolist()
    ]
    table = collatex_table(alignment, segments) | {"table": columns}
    return table if transpositions else table | {"moves": []}
