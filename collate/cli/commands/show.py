"""`collate show`: the data at each door."""

from typing import Final

import click

from collate.cli import options


@click.group()
def show() -> None:
    """Show the data at each door: text, tokens, editorial, table, units."""


_layout: Final = click.option(
    "--format", "layout", type=click.Choice(["text", "tsv", "json"]), default="text", show_default=True
)


@show.command()
@options.sources
@options.encoding
@options.output
def text(sources: tuple[str, ...], encoding: str, output: str | None) -> None:
    """Print the text of each witness as it was read."""
    from collate.cli.run_show_text import show_text

    show_text(sources, encoding, output)


@show.command()
@options.sources
@options.encoding
@_layout
@options.output
def tokens(sources: tuple[str, ...], encoding: str, layout: str, output: str | None) -> None:
    """List the tokens of each witness: where they stand, what is written, what is compared."""
    from collate.cli.run_show import show_tokens

    show_tokens(sources, encoding, layout, output)


@show.command()
@options.sources
@options.encoding
@_layout
@options.output
def editorial(sources: tuple[str, ...], encoding: str, layout: str, output: str | None) -> None:
    """List what stands in each witness in an editor's name: glosses, notes, paratext, and why."""
    from collate.cli.run_show_editorial import show_editorial

    show_editorial(sources, encoding, layout, output)


@show.command()
@options.sources
@options.encoding
@options.aligner
@_layout
@options.output
def table(sources: tuple[str, ...], encoding: str, aligner: str, layout: str, output: str | None) -> None:
    """Print the alignment: a row a column of the table, each witness's token in it."""
    from collate.cli.run_show import show_table

    show_table(sources, encoding, aligner, layout, output)


@show.command()
@options.sources
@options.encoding
@options.aligner
@_layout
@options.output
def units(sources: tuple[str, ...], encoding: str, aligner: str, layout: str, output: str | None) -> None:
    """List the places in which extant witnesses differ: columns, and who reads what."""
    from collate.cli.run_show_units import show_units

    show_units(sources, encoding, aligner, layout, output)
