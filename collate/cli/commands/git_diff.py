"""`collate git-diff`: what git calls to show how a file has changed."""

import click

from collate.cli import options


@click.command(context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False})
@click.argument("given", nargs=-1, required=True, type=click.UNPROCESSED, metavar="GIT'S ARGUMENTS")
@click.option("--all", "everything", is_flag=True, help="Show typography too.")
@options.encoding
@options.aligner
@options.color
def git_diff(given: tuple[str, ...], everything: bool, encoding: str, aligner: str, color: str) -> int:
    """Show git how a file has changed, in words, with the kind of each change.

    For GIT_EXTERNAL_DIFF, or as the command of a diff driver: git gives the path, then file, name and mode of
    either side. Exits 0 when it could show the difference, for git dies of anything else.
    """
    from collate.cli.run_git_diff import show_to_git

    return show_to_git(given, everything, encoding, aligner, options.colours_for_git(color))
