"""`collate git-diff`: the command that git runs to show the changes of a file."""

import click

from collate.cli import options


@click.command(context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False})
@click.argument("git_arguments", nargs=-1, required=True, type=click.UNPROCESSED, metavar="GIT'S ARGUMENTS")
@click.option("--all", "show_typography", is_flag=True, help="Show typography too.")
@options.encoding
@options.aligner
@options.color
def git_diff(git_arguments: tuple[str, ...], show_typography: bool, encoding: str, aligner: str, color: str) -> int:
    """Show git how a file has changed, in words, with the kind of each change.

    For GIT_EXTERNAL_DIFF, or as the command of a diff driver: git gives the path, then file, name and mode of
    either side. Exits 0 when it could show the difference, for git dies of anything else.
    """
    from collate.cli.run_git_diff import show_to_git

    return show_to_git(git_arguments, show_typography, encoding, aligner, options.use_colour_in_git(color))
