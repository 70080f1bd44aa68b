"""`collate diff`: shows the differences between two texts, word by word, with the kind of each."""

import click

from collate.cli import options
from collate.cli.examples import examples
from collate.files.boundary import Permissions
from collate.files.encodings import Encodings
from collate.files.read_choices import ReadChoices
from collate.rendering.formats import DIFF_FORMATS


@click.command(
    epilog=examples(
        ("collate diff old.txt new.txt", "word by word, with the kind of each difference"),
        ("collate diff old.docx new.docx --only substantive", "without spelling and punctuation"),
        ("collate diff draft.docx --hand first --hand last", "before and after the tracked changes of one file"),
        ("collate diff old.txt new.txt --format html -o diff.html", "a page"),
    )
)
@options.sources
@click.option(
    "--format",
    "format_name",
    type=click.Choice(DIFF_FORMATS),
    help="Output format. Default: terminal if there is colour, else words.",
)
@options.only
@options.ignore
@options.place
@click.option("--all", "show_typography", is_flag=True, help="Also show differences of typography.")
@click.option("--stat", is_flag=True, help="Show only the number of differences of each kind.")
@options.output
@options.encodings
@options.permissions
@options.reading
@options.aligner
@options.color
def diff(
    sources: tuple[str, ...],
    format_name: str | None,
    only: tuple[str, ...],
    ignore: tuple[str, ...],
    places: tuple[str, ...],
    show_typography: bool,
    stat: bool,
    output: str | None,
    encoding: Encodings,
    permissions: Permissions,
    choices: ReadChoices,
    aligner: str,
    color: str,
) -> int:
    """Show the differences between two texts, word by word, with the kind of each.

    Exits 1 if there are differences that are not left out. Differences of typography are left out, and their number
    is shown, unless --all is given.
    """
    from collate.apparatus import Selection
    from collate.cli.run_diff import show_differences

    if stat and format_name is not None:
        raise click.UsageError("--stat has no formats; leave out --format")
    coloured = options.use_colour(color) and output in (None, "-")
    selection = Selection(options.split_lists(only), options.split_lists(ignore), show_typography)
    return show_differences(
        sources, encoding, permissions, choices, aligner, selection, places, format_name, stat, output, coloured
    )
