"""`collate show`: prints intermediate results."""

from typing import Final

import click

from collate.cli import options
from collate.files.boundary import Permissions
from collate.files.encodings import Encodings


@click.group()
def show() -> None:
    """Print intermediate results: text, tokens, alignment table, variation units."""


_format_option: Final = click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "tsv", "json"]),
    default="text",
    show_default=True,
    help="Output format.",
)


@show.command()
@options.sources
@options.encodings
@options.permissions
@options.output
def text(sources: tuple[str, ...], encoding: Encodings, permissions: Permissions, output: str | None) -> None:
    """Print the text of each witness."""
    from collate.cli.run_show_text import show_text

    show_text(sources, encoding, permissions, output)


@show.command()
@options.sources
@options.encodings
@options.permissions
@_format_option
@options.place
@options.output
def tokens(
    sources: tuple[str, ...],
    encoding: Encodings,
    permissions: Permissions,
    format_name: str,
    places: tuple[str, ...],
    output: str | None,
) -> None:
    """Print the tokens of each witness.

    For each token: witness, number, place, sort, surface (what is written) and form (what is compared).
    """
    from collate.cli.run_show import show_tokens

    show_tokens(sources, encoding, permissions, format_name, places, output)


@show.command()
@options.sources
@options.encodings
@options.permissions
@_format_option
@options.output
def editorial(
    sources: tuple[str, ...], encoding: Encodings, permissions: Permissions, format_name: str, output: str | None
) -> None:
    """Print the editorial text of each witness.

    Editorial text is glosses, notes and paratext. Each is shown with its place and with the reason why it is taken as
    editorial. The witnesses are not aligned.
    """
    from collate.cli.run_show_editorial import show_editorial

    show_editorial(sources, encoding, permissions, format_name, output)


@show.command()
@options.sources
@options.encodings
@options.permissions
@options.aligner
@_format_option
@options.place
@options.output
def table(
    sources: tuple[str, ...],
    encoding: Encodings,
    permissions: Permissions,
    aligner: str,
    format_name: str,
    places: tuple[str, ...],
    output: str | None,
) -> None:
    """Print the alignment table.

    A row for each column of the alignment, with the token that each witness has in it.
    """
    from collate.cli.run_show import show_table

    show_table(sources, encoding, permissions, aligner, format_name, places, output)


@show.command()
@options.sources
@options.encodings
@options.permissions
@options.aligner
@_format_option
@options.place
@options.output
def units(
    sources: tuple[str, ...],
    encoding: Encodings,
    permissions: Permissions,
    aligner: str,
    format_name: str,
    places: tuple[str, ...],
    output: str | None,
) -> None:
    """Print the variation units.

    A unit is a place where extant witnesses differ. A row for each reading, with its columns and its witnesses.
    """
    from collate.cli.run_show_units import show_units

    show_units(sources, encoding, permissions, aligner, format_name, places, output)
