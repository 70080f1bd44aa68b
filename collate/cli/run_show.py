"""What `collate show tokens` and `collate show table` do: the data that needs the aligner, but not the units."""

from collections.abc import Sequence
from typing import Final

from collate.cli.tabular import LAYOUTS, Row, write_safely
from collate.model.alignment import GAP, Alignment, Testimony
from collate.model.tokens import Tokens
from collate.pipeline.aligning import align_work, tokenise_work
from collate.reading import read_sources


def show_tokens(sources: tuple[str, ...], encoding: str, layout: str, output: str | None) -> None:
    """List the tokens of each witness."""
    work = read_sources(sources, encoding)
    rows = [row for t in tokenise_work(work) for row in _token_rows(t)]
    write_safely(output, work, LAYOUTS[layout](_TOKEN_KEYS, rows))


def show_table(sources: tuple[str, ...], encoding: str, aligner: str, layout: str, output: str | None) -> None:
    """Print the alignment, a row a column of the table."""
    work = read_sources(sources, encoding)
    alignment = align_work(work, aligner)
    head = ("column", *(t.witness.siglum for t in alignment.tokens))
    write_safely(output, work, _table(head, alignment, layout))


_TOKEN_KEYS: Final = ("siglum", "n", "start", "end", "line", "column", "sort", "surface", "form")

# How silence is drawn in a table: no token of a text looks so.
_SILENT: Final = {
    Testimony.OMITS: "",
    Testimony.LACUNA: "(lacuna)",
    Testimony.ABSENT: "(absent)",
    Testimony.ILLEGIBLE: "(illegible)",
}


def _token_rows(tokens: Tokens) -> list[Row]:
    witness = tokens.witness
    return [
        (
            witness.siglum,
            token.i,
            *token.span,
            witness.line(token.span[0]),
            witness.column(token.span[0]),
            token.sort.name.lower(),
            token.surface,
            token.form,
        )
        for token in tokens
    ]


def _table(head: Sequence[str], alignment: Alignment, layout: str) -> str | bytes:
    """Write the table; as data for programs it is a matter of bytes, and may be long."""
    if layout != "tsv":
        return LAYOUTS[layout](head, _table_rows(alignment, layout))
    from collate.cli.tsv import tabbed

    return tabbed(head, alignment.codes("surface"), alignment.tokens[0].vocabulary.strings)


def _table_rows(alignment: Alignment, layout: str) -> list[Row]:
    """Give a row a column. Silence is drawn in text alone: in data it is an empty cell."""
    cells: list[list[str]] = []
    codes = alignment.codes("surface")
    for w, tokens in enumerate(alignment.tokens):
        strings, testimony = tokens.vocabulary.strings, alignment.testimony[:, w].tolist()
        drawn = _SILENT if layout == "text" else {}
        cells.append(
            [
                strings[code] if code != GAP else drawn.get(Testimony(t), "")
                for code, t in zip(codes[:, w].tolist(), testimony, strict=True)
            ]
        )
    return [(number, *row) for number, row in enumerate(zip(*cells, strict=True))]
