"""`collate show`: prints intermediate results."""

from typing import Final

import click

from collate.cli import options
from collate.cli.examples import examples
from collate.files.boundary import Permissions
from collate.files.encodings import Encodings
from collate.files.read_choices import ReadChoices


@click.group(
    epilog=examples(
        ("collate show text draft.docx --all", "what is text, what is kept aside, what is left out"),
        ("collate show tokens letters --format tsv", "the words of all witnesses, for other programs"),
        ("collate show table letters --place page=12r", "a part of the alignment"),
    )
)
def show() -> None:
    """Print intermediate results: text, tokens, alignment table, variation units, what was learned."""


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
@options.reading
@click.option("--roles", is_flag=True, help="Also show what is no text of the author: notes, headings, glosses.")
@click.option("--places", is_flag=True, help="Also show where pages, columns, lines and verses begin.")
@click.option("--layers", is_flag=True, help="Read all hands, and show where each differs from the one before it.")
@click.option("--marks", is_flag=True, help="Also show what the source says of words: supplied, unclear, lemma.")
@click.option("--left-out", is_flag=True, help="Also show what of the file is no text, with the number of its words.")
@click.option("--all", "show_all", is_flag=True, help="Show all of these.")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Output format.",
)
@options.output
def text(
    sources: tuple[str, ...],
    encoding: Encodings,
    permissions: Permissions,
    choices: ReadChoices,
    roles: bool,
    places: bool,
    layers: bool,
    marks: bool,
    left_out: bool,
    show_all: bool,
    format_name: str,
    output: str | None,
) -> None:
    """Print the text of each witness as it is read, and what is known of it.

    The first look at a file in TEI, PAGE, ALTO or JSON: --all shows what is text, what is kept aside, and what is left
    out. A folder or a zip of such files is one witness.
    """
    from collate.cli.run_show_text import Aspects, show_text

    aspects = Aspects(*(show_all or chosen for chosen in (roles, places, layers, marks, left_out)))
    show_text(sources, encoding, permissions, choices, aspects, format_name, output)


@show.command()
@options.sources
@options.encodings
@options.permissions
@options.reading
@_format_option
@options.place
@options.output
def tokens(
    sources: tuple[str, ...],
    encoding: Encodings,
    permissions: Permissions,
    choices: ReadChoices,
    format_name: str,
    places: tuple[str, ...],
    output: str | None,
) -> None:
    """Print the tokens of each witness.

    For each token: witness, number, place, sort, surface (what is written) and form (what is compared).
    """
    from collate.cli.run_show import show_tokens

    show_tokens(sources, encoding, permissions, choices, format_name, places, output)


@show.command()
@options.sources
@options.encodings
@options.permissions
@options.reading
@_format_option
@options.output
def editorial(
    sources: tuple[str, ...],
    encoding: Encodings,
    permissions: Permissions,
    choices: ReadChoices,
    format_name: str,
    output: str | None,
) -> None:
    """Print the editorial text of each witness.

    Editorial text is glosses, notes and paratext. Each is shown with its place and with the reason why it is taken as
    editorial. The witnesses are not aligned.
    """
    from collate.cli.run_show_editorial import show_editorial

    show_editorial(sources, encoding, permissions, choices, format_name, output)


@show.command()
@options.sources
@options.encodings
@options.permissions
@options.reading
@options.aligner
@_format_option
@options.place
@options.output
def table(
    sources: tuple[str, ...],
    encoding: Encodings,
    permissions: Permissions,
    choices: ReadChoices,
    aligner: str,
    format_name: str,
    places: tuple[str, ...],
    output: str | None,
) -> None:
    """Print the alignment table.

    A row for each column of the alignment, with the token that each witness has in it.
    """
    from collate.cli.run_show import show_table

    show_table(sources, encoding, permissions, choices, aligner, format_name, places, output)


@show.command()
@options.sources
@options.encodings
@options.permissions
@options.reading
@options.aligner
@_format_option
@options.place
@options.output
def units(
    sources: tuple[str, ...],
    encoding: Encodings,
    permissions: Permissions,
    choices: ReadChoices,
    aligner: str,
    format_name: str,
    places: tuple[str, ...],
    output: str | None,
) -> None:
    """Print the variation units.

    A unit is a place where extant witnesses differ. A row for each reading, with its columns and its witnesses.
    """
    from collate.cli.run_show_units import show_units

    show_units(sources, encoding, permissions, choices, aligner, format_name, places, output)


@show.command()
@options.sources
@options.encodings
@options.permissions
@options.reading
@options.aligner
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Output format.",
)
@options.output
def learned(
    sources: tuple[str, ...],
    encoding: Encodings,
    permissions: Permissions,
    choices: ReadChoices,
    aligner: str,
    format_name: str,
    output: str | None,
) -> None:
    """Print what the decisions of a work have taught.

    How many decisions were learned from, how well they and the rules do, whether they count, which letters and rules
    they speak for, and the pairs of words whose kind they changed.
    """
    from collate.cli.run_show_learned import show_learned

    show_learned(sources, encoding, permissions, choices, aligner, format_name, output)
