"""`collate git-diff`: the command that git runs to show the changes of a file."""

import click

from collate.cli import options


@click.command(context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False})
@click.argument("git_arguments", nargs=-1, required=True, type=click.UNPROCESSED, metavar="GIT'S ARGUMENTS")
@click.option("--all", "show_typography", is_flag=True, help="Also show differences of typography.")
@options.encoding
@options.aligner
@options.color
def git_diff(git_arguments: tuple[str, ...], show_typography: bool, encoding: str, aligner: str, color: str) -> int:
    """Show git the differences in a file, word by word, with the kind of each.

    Set GIT_EXTERNAL_DIFF or the command of a diff driver to "collate git-diff". git then passes the path of the file,
    and for the old and the new side a file, its name and its mode. Exits 0 even if the sides cannot be compared,
    because git stops at any other exit code.
    """
    from collate.cli.run_git_diff import show_to_git

    return show_to_git(git_arguments, show_typography, encoding, aligner, options.use_colour_in_git(color))
