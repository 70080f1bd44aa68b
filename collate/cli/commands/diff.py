"""`collate diff`: what changed between two texts, in words, with the kind of each change."""

import click

from collate.cli import options
from collate.rendering.formats import DIFF_FORMATS


@click.command()
@options.sources
@click.option("--format", "layout", type=click.Choice(DIFF_FORMATS), help="Colour on a terminal, else words.")
@options.only
@options.ignore
@click.option("--all", "everything", is_flag=True, help="Show typography too.")
@click.option("--stat", is_flag=True, help="Count the differences by kind, and nothing else.")
@options.output
@options.encoding
@options.aligner
@options.color
def diff(
    sources: tuple[str, ...],
    layout: str | None,
    only: tuple[str, ...],
    ignore: tuple[str, ...],
    everything: bool,
    stat: bool,
    output: str | None,
    encoding: str,
    aligner: str,
    color: str,
) -> int:
    """Show what changed from A to B, in words, with the kind of each change.

    Exits 1 when there is a difference that is not ignored. Typography is ignored and counted in
    one line unless --all is given.
    """
    from collate.apparatus import Selection
    from collate.cli.run_diff import show_differences

    if stat and layout is not None:
        raise click.UsageError("--stat counts and has no format; leave --format out")
    coloured = options.colours(color) and output in (None, "-")
    wanted = Selection(options.listed(only), options.listed(ignore), everything)
    return show_differences(sources, encoding, aligner, wanted, layout, stat, output, coloured)
