"""`collate chars`: writes the character table of a project."""

import click

from collate.cli import options


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--generate", is_flag=True, required=True, help="Write the table of the signs that the texts have.")
@click.option("--reviewed", metavar="FILE", help="Keep what this table says; signs that it lacks are not let in.")
@options.output
@options.encoding
def chars(paths: tuple[str, ...], generate: bool, reviewed: str | None, output: str | None, encoding: str) -> int:
    """Write a table of all signs that texts have: sign, code point, name, count, allowed.

    The table is kept under review; rule T105 of `collate check` finds what it does not let in. PATH is as in
    `collate check`. With -o over a table that is there, what it says is kept.
    """
    del generate  # the only action so far
    from collate.cli.run_chars import write_table

    return write_table(paths, reviewed, output, encoding)
