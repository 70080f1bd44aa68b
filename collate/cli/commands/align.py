"""`collate align`: reads and writes CollateX JSON."""

import click

from collate.cli import options
from collate.cli.examples import examples
from collate.files.encodings import Encodings
from collate.files.read_choices import ReadChoices


@click.command(
    epilog=examples(
        ("collate align collation.json", "as CollateX writes it"),
        ("collate align collation.json --tokens --near-match", "each token in its own cell; similar words match"),
        ("collate align --dialect java < collation.json", "as the HTTP service of CollateX"),
        ("collate align a.txt b.txt", "two texts"),
    )
)
@click.argument("sources", nargs=-1, metavar="[FILE...|WORK|-]")
@click.option(
    "--segmentation/--tokens",
    default=True,
    show_default=True,
    help="Put words that always follow one another into one cell, or each token into its own cell.",
)
@click.option(
    "--near-match/--exact",
    default=False,
    show_default=True,
    help="Match similar words too, or only equal words, whose neighbours may still share a column.",
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
@options.reading
@options.aligner
def align(
    sources: tuple[str, ...],
    segmentation: bool,
    near_match: bool,
    dialect: str,
    output: str | None,
    encoding: Encodings,
    choices: ReadChoices,
    aligner: str,
) -> None:
    """Align a collation in CollateX JSON, or other witnesses, and write the alignment table as CollateX does.

    Reads standard input if no file is named. Other witnesses are two files or more, one with several hands, or a WORK.
    """
    from collate.cli.run_align import AlignCommandOptions, align_sources

    align_options = AlignCommandOptions(segmentation, near_match, encoding, choices, aligner, dialect)
    align_sources(sources or ("-",), align_options, output)
