"""The pages before the apparatus: title, what the text is, and the witnesses."""

from typing import Final

from collate.apparatus import Apparatus
from collate.model.alignment import Alignment
from collate.rendering.citation import describe_hand
from collate.rendering.nonextant import describe_nonextant, nonextant_passages, source_line_names
from collate.rendering.word.markup import cited_runs, heading, paragraph, table
from collate.terminal.display import visible

# The columns of the witnesses, each with its share of the width.
_COLUMNS: Final = (("siglum", 10), ("title", 24), ("date", 8), ("source", 28), ("extent", 12), ("not extant", 15))


def front_pages(apparatus: Apparatus, alignment: Alignment, preface: str) -> str:
    """Return the title, sentences on what follows, and a table of the witnesses."""
    return "".join(
        (
            paragraph("Title", cited_runs(visible(apparatus.title or "Apparatus"))),
            paragraph("CollatePreface", cited_runs(preface)),
            heading(1, "Witnesses"),
            _witnesses(apparatus, alignment),
        )
    )


def _witnesses(apparatus: Apparatus, alignment: Alignment) -> str:
    """Return the witnesses as a table, without the columns of which nothing is known."""
    passages = nonextant_passages(apparatus, alignment)
    nonextant = dict(describe_nonextant(passages, source_line_names(apparatus, alignment))) if passages else {}
    rows = [
        (
            cited_runs(visible(w.siglum), "CollateSiglum"),
            *(cited_runs(visible(text)) for text in (w.bibliography.title, w.bibliography.date, w.bibliography.source)),
            cited_runs(", ".join(filter(None, (w.extent, describe_hand(w))))),
            cited_runs(nonextant.get(w.siglum, "")),
        )
        for w in apparatus.witnesses
    ]
    filled = [k for k in range(len(_COLUMNS)) if any(row[k] for row in rows)]
    names, widths = [_COLUMNS[k][0] for k in filled], [_COLUMNS[k][1] for k in filled]
    return table(widths, names, ([row[k] for k in filled] for row in rows))
