"""`collate discover`: parallel passages in raw documents."""

import click

from collate.cli import options
from collate.cli.examples import examples
from collate.files.boundary import Permissions
from collate.files.encodings import Encodings
from collate.files.read_choices import ReadChoices


@click.command(
    epilog=examples(
        ("collate discover library", "passages that occur twice in the files of a folder"),
        ("collate discover notes.txt source-book.xml reprint.docx", "between and within three files"),
        ("collate discover library --write work", "propose a work of the largest group of passages"),
    )
)
@click.argument("names", nargs=-1, required=True, metavar="FILE...|FOLDER")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    show_default=True,
    help="Output format: a table, JSON for programs, or a page to look at.",
)
@options.output
@click.option(
    "--all",
    "show_all",
    is_flag=True,
    help="Also show what is too short, a formula, a heading or dateline, or the statement of a library.",
)
@click.option(
    "--write",
    "work",
    metavar="WORK",
    help="Write a collation.toml into this folder: its witnesses are the passages in the files.",
)
@click.option(
    "--group",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="With --write: the number of the group of passages that have one text.",
)
@options.encodings
@options.permissions
@options.reading
def discover(
    names: tuple[str, ...],
    format_name: str,
    output: str | None,
    show_all: bool,
    work: str | None,
    group: int,
    encoding: Encodings,
    permissions: Permissions,
    choices: ReadChoices,
) -> int:
    """Find parallel passages in raw documents.

    Each file is a document; of a folder, all files that can be read are. Two documents, or two places of one, that have
    the same words are shown with both places: witnesses of one text, quotations, and what may be another translation.
    The files are never changed. Exits 0, whether anything is found or not.
    """
    from collate.cli.run_discover import DiscoverOptions, run_discover

    return run_discover(
        DiscoverOptions(names, format_name, output, show_all, work, group, encoding, permissions, choices)
    )
