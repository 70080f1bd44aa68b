"""`collate report`: writes the apparatus of a work in one or more formats."""

import click

from collate.cli import options


@click.command()
@options.sources
@click.option("--base", metavar="SIGLUM|majority|none", help="The witness to make the apparatus against.")
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="NAME",
    help=f"One of {', '.join(options.FORMATS)}, or all; may be given again.",
)
@options.output
@options.only
@options.ignore
@click.option(
    "--apparatus",
    "apparatus_form",
    type=click.Choice(options.APPARATUS_FORMS),
    help="Whether a printed apparatus names the witnesses of the lemma.",
)
@click.option("--all", "show_typography", is_flag=True, help="Show typography too.")
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
    apparatus_form: str | None,
    show_typography: bool,
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
    from collate.cli.run_report import ReportOptions, write_report

    report_options = ReportOptions(
        base=base,
        formats=options.split_lists(formats),
        output=output,
        only=options.split_lists(only),
        ignore=options.split_lists(ignore),
        apparatus_form=apparatus_form,
        show_typography=show_typography,
        witnesses=witnesses,
        check=check,
        aligner=aligner,
        coloured=options.use_colour(color),
    )
    return write_report(sources, encoding, report_options)
