"""`collate init`: writes the settings of a work from the files in its folder."""

import click

from collate.cli import options
from collate.cli.commands.check import language_code
from collate.cli.examples import examples
from collate.files.boundary import Permissions


@click.command(
    epilog=examples(
        ("collate init letters", "writes letters/collation.toml"),
        ("collate init letters --dry-run", "prints it instead"),
        ("collate init --language la", "for the texts in the current folder, which are Latin"),
    )
)
@click.argument("folder", default=".", metavar="[FOLDER]")
@click.option("--dry-run", is_flag=True, help="Print the settings to standard output, and write nothing.")
@click.option(
    "--language",
    default="",
    metavar="CODE",
    callback=lambda context, parameter, value: language_code(value),
    help="Language of the texts (ISO 639), such as fr. Default: what the files say, or a guess.",
)
@options.permissions
def init(folder: str, dry_run: bool, language: str, permissions: Permissions) -> int:
    """Write collation.toml for the texts in a folder.

    Every file of a format that is read is a witness, and a folder of pages is one. The title, sigla, dates, fragments,
    encodings and the language are proposed; comments say what is a guess, which hands a source has, and what was not
    taken. What git ignores or the project excludes is left out. FOLDER is the current folder if it is not named. A
    collation.toml that is there is never overwritten.
    """
    from collate.cli.run_init import write_settings

    return write_settings(folder, dry_run, language, permissions)
