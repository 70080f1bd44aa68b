"""What `collate show tokens` and `collate show table` do."""

from collections.abc import Sequence
from typing import Final

from collate.cli.collating import read_shown
from collate.cli.notices import tell_notices
from collate.cli.progress import progress_shown
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
    output: str | None,
) -> None:
    """Write the tokens of each witness."""
    work = read_shown(sources, encoding, permissions, choices)
    rows = [row for tokens in tokenise_work(work) for row in _token_rows(tokens)]
    write_text(output, ROW_FORMATS[format_name](_TOKEN_KEYS, rows), work.files, medium_of(format_name))


def show_table(
    sources: tuple[str, ...],
    encoding: Encodings,
    permissions: Permissions,
    choices: ReadChoices,
    aligner: str,
    format_name: str,
    output: str | None,
) -> None:
    """Write the alignment table, a row for each column."""
    with progress_shown() as progress:
        work = read_sources(sources, encoding, permissions, progress, choices)
        tell_notices(work.witnesses)
        alignment = align_work(work, aligner, progress=progress)
    header = ("column", *(t.witness.siglum for t in alignment.tokens))
    write_text(output, _table(header, alignment, format_name), work.files, medium_of(format_name))


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
