"""`collate explain`: shows why words are aligned and why a difference has its kind."""

import click

from collate.cli import options
from collate.cli.examples import examples
from collate.files.boundary import Permissions
from collate.files.encodings import Encodings
from collate.files.read_choices import ReadChoices


@click.command(
    epilog=examples(
        ("collate explain letters '#19'", "an entry, as report numbers it"),
        ("collate explain letters A:13", "a line of witness A"),
        ('collate explain letters "verse=Mark 1:3"', "a place that has a name"),
    )
)
@click.argument("sources", nargs=-1, metavar="[FILE...|WORK]")
@click.argument("place", metavar="PLACE")
@click.option("--base", metavar="SIGLUM|majority|none", help="Base to compare with, if not the base of the work.")
@options.encodings
@options.permissions
@options.reading
@options.aligner
@options.color
def explain(
    sources: tuple[str, ...],
    place: str,
    base: str | None,
    encoding: Encodings,
    permissions: Permissions,
    choices: ReadChoices,
    aligner: str,
    color: str,
) -> None:
    """Show why the words at a place are aligned, and which rule gave their difference its kind.

    PLACE is [WORK:]#N (an entry), SIGLUM:line[:column], SIGLUM@start-end, or [SIGLUM:]system=value such as
    "verse=Mark 1:3". Without files or WORK, the work is the one in the current folder, or the only one in witnesses/.
    """
    from collate.cli.run_explain import explain_place

    explain_place(sources, place, base, encoding, permissions, choices, aligner, options.use_colour(color))
