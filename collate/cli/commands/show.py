"""`collate show`: prints intermediate results."""

from typing import Final

import click

from collate.cli import options


@click.group()
def show() -> None:
    """Show the data at each door: text, tokens, editorial, table, units."""


_format_option: Final = click.option(
    "--format", "format_name", type=click.Choice(["text", "tsv", "json"]), default="text", show_default=True
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
@_format_option
@options.output
def tokens(sources: tuple[str, ...], encoding: str, format_name: str, output: str | None) -> None:
    """List the tokens of each witness: where they stand, what is written, what is compared."""
    from collate.cli.run_show import show_tokens

    show_tokens(sources, encoding, format_name, output)


@show.command()
@options.sources
@options.encoding
@_format_option
@options.output
def editorial(sources: tuple[str, ...], encoding: str, format_name: str, output: str | None) -> None:
    """List what stands in each witness in an editor's name: glosses, notes, paratext, and why."""
    from collate.cli.run_show_editorial import show_editorial

    show_editorial(sources, encoding, format_name, output)


@show.command()
@options.sources
@options.encoding
@options.aligner
@_format_option
@options.output
def table(sources: tuple[str, ...], encoding: str, aligner: str, format_name: str, output: str | None) -> None:
    """Print the alignment: a row a column of the table, each witness's token in it."""
    from collate.cli.run_show import show_table

    show_table(sources, encoding, aligner, format_name, output)


@show.command()
@options.sources
@options.encoding
@options.aligner
@_format_option
@options.output
def units(sources: tuple[str, ...], encoding: str, aligner: str, format_name: str, output: str | None) -> None:
    """List the places in which extant witnesses differ: columns, and who reads what."""
    from collate.cli.run_show_units import show_units

    show_units(sources, encoding, aligner, format_name, output)
