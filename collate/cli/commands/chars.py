"""`collate chars`: writes the character table of a project."""

import click

from collate.cli import options
from collate.cli.examples import examples
from collate.files.boundary import Permissions
from collate.files.encodings import Encodings


@click.command(
    epilog=examples(
        ("collate chars --generate -o characters.csv", "of all texts of the project"),
        ("collate chars --generate letters", "of one work, to standard output"),
    )
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--generate", is_flag=True, required=True, help="Write the table. There is no other action so far.")
@click.option(
    "--reviewed",
    metavar="FILE",
    help="Take the values of 'allowed' from this table. Characters that it does not contain are not allowed.",
)
@options.output
@options.encodings
@options.permissions
def chars(
    paths: tuple[str, ...],
    generate: bool,
    reviewed: str | None,
    output: str | None,
    encoding: Encodings,
    permissions: Permissions,
) -> int:
    """Write a table of all characters in the texts: character, code point, name, count, allowed.

    Review the table and change 'allowed' to 'no' where needed. Rule T105 of collate check then reports each character
    that is not allowed. PATH is the same as for collate check. If the file of -o exists already, its values of
    'allowed' are kept.
    """
    del generate  # the only action so far
    from collate.cli.run_chars import write_table

    return write_table(paths, reviewed, output, encoding, permissions)
