"""`collate report`: the apparatus of a work, in every format the field uses."""

import click

from collate.cli import options
from collate.rendering.formats import REPORT_FORMATS


@click.command()
@options.sources
@click.option("--base", metavar="SIGLUM|majority|none", help="The witness to make the apparatus against.")
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="NAME",
    help=f"One of {', '.join(REPORT_FORMATS)}, or all; may be given again.",
)
@options.output
@options.only
@options.ignore
@click.option(
    "--apparatus",
    "form",
    type=click.Choice(options.FORMS),
    help="Whether a printed apparatus names the witnesses of the lemma.",
)
@click.option("--all", "everything", is_flag=True, help="Show typography too.")
@click.option("--witnesses", multiple=True, metavar="SIGLUM,..", help="Collate these witnesses alone.")
@click.option("--check", is_flag=True, help="Write nothing; name each report that is stale, and exit 1.")
@options.encoding
@options.aligner
@options.color
def report(
    sources: tuple[str, ...],
    base: str | None,
    formats: tuple[str, ...],
    output: str | None,
    only: tuple[str, ...],
    ignore: tuple[str, ...],
    form: str | None,
    everything: bool,
    witnesses: tuple[str, ...],
    check: bool,
    encoding: str,
    aligner: str,
    color: str,
) -> int:
    """Write the apparatus of a work or of witness files.

    One format without -o goes to standard output, no format is a table for the terminal; several
    need -o FOLDER. With -o FOLDER and no format, the formats that the work names are written.
    """
    from collate.cli.run_report import Asked, write_report

    asked = Asked(
        base=base,
        formats=options.listed(formats),
        output=output,
        only=options.listed(only),
        ignore=options.listed(ignore),
        form=form,
        everything=everything,
        witnesses=witnesses,
        check=check,
        aligner=aligner,
        coloured=options.colours(color),
    )
    return write_report(sources, encoding, asked)
