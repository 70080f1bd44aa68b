"""`collate git-diff`: the command that git runs to show the changes of a file."""

from typing import Final

import click

from collate._late_regex import late_regex
from collate.cli import options
from collate.cli.examples import examples
from collate.files.encodings import Encodings
from collate.files.read_choices import ReadChoices

# What git passes for a side: the hash of its content, `0` for none, and its mode; a dot for each if it has no file.
_HASH: Final = late_regex(r"[0-9a-f]{1,64}|\.")
_MODE: Final = late_regex(r"[0-7]{6}|\.")
_SIDES: Final = 7  # the arguments for a path and two sides; 2 more for a renamed file
_RENAMED: Final = 9


def count_git_arguments(arguments: list[str]) -> int:
    """Return how many of the last arguments come from git; those before are options of the user.

    The path comes first of them, and may look like an option, for a stranger may choose the name of a file.
    """
    for count in (_SIDES, _RENAMED):
        sides = arguments[len(arguments) - count :][:_SIDES] if len(arguments) >= count else []
        if sides and all(p.fullmatch(a) for p, a in zip((_HASH, _MODE) * 2, (*sides[2:4], *sides[5:7]), strict=True)):
            return count
    return 1


class _GitCommand(click.Command):
    """A command that takes no argument of git as an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the options of the user, and leave the arguments of git as they are."""
        start = len(args) - count_git_arguments(args)
        is_help = len(args) == 1 and args[0] in ctx.help_option_names
        if args and not is_help and all(option.startswith("-") for option in args[:1][:start]):
            args = [*args[:start], "--", *args[start:]]
        return super().parse_args(ctx, args)


@click.command(
    cls=_GitCommand,
    context_settings={"allow_interspersed_args": False},
    epilog=examples(
        ('GIT_EXTERNAL_DIFF="collate git-diff" git diff', "the changes of all files"),
        ('git config diff.collate.command "collate git-diff"', "for files with diff=collate in .gitattributes"),
    ),
)
@click.argument("git_arguments", nargs=-1, required=True, type=click.UNPROCESSED, metavar="GIT'S ARGUMENTS")
@click.option("--all", "show_typography", is_flag=True, help="Also show differences of typography.")
@options.encodings
@options.reading
@options.aligner
@options.color
def git_diff(
    git_arguments: tuple[str, ...],
    show_typography: bool,
    encoding: Encodings,
    choices: ReadChoices,
    aligner: str,
    color: str,
) -> int:
    """Show git the differences in a file, word by word, with the kind of each.

    Set GIT_EXTERNAL_DIFF or the command of a diff driver to "collate git-diff". git then passes the path of the file,
    and for the old and the new side a file, its name and its mode. Exits 0 even if the sides cannot be compared,
    because git stops at any other exit code.
    """
    from collate.cli.run_git_diff import show_to_git

    return show_to_git(git_arguments, show_typography, encoding, choices, aligner, options.use_colour_in_git(color))
