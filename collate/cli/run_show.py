"""What `collate show tokens` and `collate show table` do."""

from collections.abc import Sequence
from itertools import compress
from typing import Final

import numpy as np

from collate._arrays import Bool
from collate.cli.notices import tell_notices, tell_piecewise
from collate.cli.output import print_message
from collate.cli.progress import progress_shown
from collate.cli.shown_work import read_shown
from collate.cli.tabular import ROW_FORMATS, Row, medium_of, write_text
from collate.files.boundary import Permissions
from collate.files.encodings import Encodings
from collate.files.read_choices import ReadChoices
from collate.model.alignment import GAP, Alignment, Testimony
from collate.model.tokens import Tokens
from collate.pipeline.aligning import align_work, tokenise_work
from collate.reading import read_sources

_TOKEN_KEYS: Final = ("siglum", "n", "start", "end", "line", "column", "sort", "surface", "form")

# What a cell without a token shows in the format for people. No token can look like this.
_NO_TOKEN: Final = {
    Testimony.OMITS: "",
    Testimony.LACUNA: "(lacuna)",
    Testimony.ABSENT: "(absent)",
    Testimony.ILLEGIBLE: "(illegible)",
}


def show_tokens(
    sources: tuple[str, ...],
    encoding: Encodings,
    permissions: Permissions,
    choices: ReadChoices,
    format_name: str,
    places: tuple[str, ...],
    output: str | None,
) -> None:
    """Write the tokens of each witness."""
    work = read_shown(sources, encoding, permissions, choices)
    every_tokens = tokenise_work(work)
    rows = [row for tokens in every_tokens for row in _token_rows(tokens)]
    if places:
        from collate.apparatus.part import tokens_in_spans  # late: the whole engine comes with them
        from collate.pipeline.parts import spans_in

        spans = spans_in([tokens.witness for tokens in every_tokens], places)
        inside = np.concatenate([tokens_in_spans(*of_witness) for of_witness in zip(every_tokens, spans, strict=True)])
        rows = _rows_inside(rows, inside, places, "tokens")
    write_text(output, ROW_FORMATS[format_name](_TOKEN_KEYS, rows), work.files, medium_of(format_name))


def show_table(
    sources: tuple[str, ...],
    encoding: Encodings,
    permissions: Permissions,
    choices: ReadChoices,
    aligner: str,
    format_name: str,
    places: tuple[str, ...],
    output: str | None,
) -> None:
    """Write the alignment table, a row for each column."""
    with progress_shown() as progress:
        work = read_sources(sources, encoding, permissions, progress, choices)
        tell_notices(work.witnesses)
        alignment = align_work(work, aligner, progress=progress)
    tell_piecewise(alignment.piecewise)
    header = ("column", *(t.witness.siglum for t in alignment.tokens))
    if places:
        from collate.pipeline.parts import columns_in, columns_inside  # late: the whole engine comes with them

        inside = columns_inside(columns_in(alignment, places, work.base), len(alignment.table))
        rows = _rows_inside(_table_rows(alignment, format_name), inside, places, "columns")
        write_text(output, ROW_FORMATS[format_name](header, rows), work.files, medium_of(format_name))
        return
    write_text(output, _table(header, alignment, format_name), work.files, medium_of(format_name))


def _rows_inside(rows: list[Row], inside: Bool, places: Sequence[str], noun: str) -> list[Row]:
    """Return the rows that are in some places, and say on standard error how many there are."""
    print_message(f"note: only {', '.join(places)}: {int(inside.sum())} of {len(rows)} {noun}")
    return list(compress(rows, inside.tolist()))


def _token_rows(tokens: Tokens) -> list[Row]:
    witness = tokens.witness
    return [
        (
            witness.siglum,
            token.index,
            *token.span,
            witness.line(token.span[0]),
            witness.column(token.span[0]),
            token.sort.name.lower(),
            token.surface,
            token.form,
        )
        for token in tokens
    ]


def _table(header: Sequence[str], alignment: Alignment, format_name: str) -> str | bytes:
    """Return the table in a format. TSV is built as bytes, because the table may be very long."""
    if format_name != "tsv":
        return ROW_FORMATS[format_name](header, _table_rows(alignment, format_name))
    from collate.cli.tsv import alignment_tsv

    return alignment_tsv(header, alignment.codes("surface"), alignment.tokens[0].vocabulary.strings)


def _table_rows(alignment: Alignment, format_name: str) -> list[Row]:
    """Return a row for each column. A cell without a token is empty, except in the format for people."""
    witness_cells: list[list[str]] = []
    codes = alignment.codes("surface")
    no_token = _NO_TOKEN if format_name == "text" else {}
    for w, tokens in enumerate(alignment.tokens):
        strings, testimony = tokens.vocabulary.strings, alignment.testimony[:, w].tolist()
        witness_cells.append(
            [
                strings[code] if code != GAP else no_token.get(Testimony(t), "")
                for code, t in zip(codes[:, w].tolist(), testimony, strict=True)
            ]
        )
    return [(number, *cells) for number, cells in enumerate(zip(*witness_cells, strict=True))]
