"""`collate align`: reads and writes CollateX JSON."""

import click

from collate.cli import options
from collate.files.encodings import Encodings


@click.command()
@click.argument("source", default="-", metavar="[FILE|-]")
@click.option(
    "--segmentation/--tokens",
    default=True,
    show_default=True,
    help="Put words that always follow one another into one cell, or each token into its own cell.",
)
@click.option(
    "--near-match/--exact", default=False, show_default=True, help="Match similar words too, or only equal words."
)
@click.option(
    "--dialect",
    type=click.Choice(options.DIALECTS),
    default="python",
    show_default=True,
    help="JSON as CollateX's Python package reads and writes it, or as its HTTP service (in Java) does.",
)
@options.output
@options.encodings
@options.aligner
def align(
    source: str,
    segmentation: bool,
    near_match: bool,
    dialect: str,
    output: str | None,
    encoding: Encodings,
    aligner: str,
) -> None:
    """Align a collation in CollateX JSON, and write the alignment table as CollateX does.

    Reads standard input if no file is named.
    """
    from collate.cli.run_align import align_json

    align_json(source, segmentation, near_match, output, encoding, aligner, dialect)
