"""`collate show`: the data at each door."""

import json
from typing import Final

import click

from collate.cli import options
from collate.cli.output import write_out
from collate.pipeline import tokens_of
from collate.read import read_sources
from collate.read.work import Work
from collate.tokens import Tokens


@click.group()
def show() -> None:
    """Show the data at each door: text, tokens, table, units."""


_layout = click.option(
    "--format", "layout", type=click.Choice(["text", "tsv", "json"]), default="text", show_default=True
)


@show.command()
@options.sources
@options.encoding
@options.output
def text(sources: tuple[str, ...], encoding: str, output: str | None) -> None:
    """Print the text of each witness as it was read."""
    work = read_sources(sources, encoding)
    write_out(output, "".join(w.text for w in work.witnesses))


@show.command()
@options.sources
@options.encoding
@_layout
@options.output
def tokens(sources: tuple[str, ...], encoding: str, layout: str, output: str | None) -> None:
    """List the tokens of each witness: where they stand, what is written, what is compared."""
    work = read_sources(sources, encoding)
    write_out(output, _TOKEN_LAYOUTS[layout](work))


_TOKEN_KEYS: Final = ("siglum", "n", "start", "end", "line", "column", "sort", "surface", "form")


def _token_rows(work: Work) -> list[tuple[str | int, ...]]:
    return [row for t in tokens_of(work) for row in _rows_of(t)]


def _rows_of(tokens: Tokens) -> list[tuple[str | int, ...]]:
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


def escaped(value: object) -> str:
    """Write a value so that it stays in one cell of a line of tabs."""
    return str(value).replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def tsv(header: tuple[str, ...], rows: list[tuple[str | int, ...]]) -> str:
    """Write a header and rows as lines of tabs."""
    return "".join("\t".join(map(escaped, row)) + "\n" for row in [header, *rows])


def _token_text(work: Work) -> str:
    lines = []
    for siglum, n, start, end, line, column, sort, surface, form in _token_rows(work):
        written = escaped(surface)
        compared = "" if surface == form else f"  = {escaped(form)}"
        lines.append(f"{siglum}:{line}:{column}  {n} [{start}, {end})  {sort}  {written}{compared}\n")
    return "".join(lines)


def _token_json(work: Work) -> str:
    rows = [dict(zip(_TOKEN_KEYS, row, strict=True)) for row in _token_rows(work)]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


_TOKEN_LAYOUTS: Final = {
    "text": _token_text,
    "tsv": lambda work: tsv(_TOKEN_KEYS, _token_rows(work)),
    "json": _token_json,
}
