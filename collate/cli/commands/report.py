"""`collate report`: writes the apparatus of a work in one or more formats."""

import click

from collate.cli import options
from collate.cli.examples import examples
from collate.files.boundary import Permissions
from collate.files.encodings import Encodings
from collate.files.read_choices import ReadChoices
from collate.rendering.formats import REPORT_FORMATS


@click.command(
    epilog=examples(
        ("collate report a.txt b.txt c.txt", "a table of all differences; a.txt is the base"),
        ("collate report letters -o reports", "the files of a work: page, Markdown, JSON, CSV"),
        ("collate report letters --format latex,tei -o out", "two formats, into a folder"),
        ('collate report letters --only substantive --place "verse=Mark 1"', "a part of a work"),
        ("collate report letters -o reports --check", "are the committed reports up to date?"),
    )
)
@options.sources
@click.option(
    "--base",
    metavar="SIGLUM|majority|none",
    help="Base of the apparatus: a witness; majority, the most frequent reading at each place; or none: no lemma, and "
    "the kind of each pair of readings.",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="NAME",
    help=f"Format to write: {', '.join(REPORT_FORMATS)}, or all (all except terminal). "
    "For several, write a list with commas or repeat the option.",
)
@options.output
@options.only
@options.ignore
@options.place
@click.option(
    "--apparatus",
    "apparatus_form",
    type=click.Choice(options.APPARATUS_FORMS),
    help="Whether printed formats name the witnesses of the lemma (positive, the default) or not (negative).",
)
@click.option(
    "--fill-correctors",
    is_flag=True,
    help="In nexus and phylip, give a hand that says nothing the reading of the hand before it, not '?'.",
)
@click.option("--all", "show_typography", is_flag=True, help="Also show differences of typography.")
@click.option(
    "--witnesses",
    multiple=True,
    metavar="SIGLUM,..",
    help="Collate only these witnesses, at least two. Hands are witnesses too: 01 alone leaves out 01* and 01C1.",
)
@click.option(
    "--check", is_flag=True, help="Write nothing. Print each report that is outdated, and exit 1 if there is one."
)
@options.encodings
@options.permissions
@options.reading
@options.aligner
@options.color
def report(
    sources: tuple[str, ...],
    base: str | None,
    formats: tuple[str, ...],
    output: str | None,
    only: tuple[str, ...],
    ignore: tuple[str, ...],
    places: tuple[str, ...],
    apparatus_form: str | None,
    fill_correctors: bool,
    show_typography: bool,
    witnesses: tuple[str, ...],
    check: bool,
    encoding: Encodings,
    permissions: Permissions,
    choices: ReadChoices,
    aligner: str,
    color: str,
) -> int:
    """Collate a work, or witness files, and write the apparatus.

    Without -o, one format goes to standard output; the default is a table for the terminal. Several formats need
    -o FOLDER. With -o FOLDER and no --format, the formats that the work names are written.
    """
    from collate.cli.run_report import ReportOptions, write_report

    report_options = ReportOptions(
        base=base,
        formats=options.split_lists(formats),
        output=output,
        only=options.split_lists(only),
        ignore=options.split_lists(ignore),
        places=places,
        apparatus_form=apparatus_form,
        fill_correctors=fill_correctors,
        show_typography=show_typography,
        witnesses=witnesses,
        check=check,
        aligner=aligner,
        coloured=options.use_colour(color),
    )
    return write_report(sources, encoding, permissions, choices, report_options)
