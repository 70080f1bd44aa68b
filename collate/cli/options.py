"""Options that several commands share. Nothing heavy is imported here."""

import os
import sys
from collections.abc import Callable
from typing import Any, Final, TypeVar

import click

# The names of what `collate.alignment` and `collate.checking` hold, repeated here so that --help loads neither.
ALIGNERS: Final = ("native", "collatex")
DIALECTS: Final = ("python", "java")
FINDINGS: Final = ("text", "concise", "json", "github", "gitlab", "sarif", "junit")
FORMS: Final = ("positive", "negative")

Command = TypeVar("Command", bound=Callable[..., Any])

sources: Final = click.argument("sources", nargs=-1, required=True, metavar="FILE...|WORK")
encoding: Final = click.option(
    "--encoding", default="utf-8", metavar="NAME", show_default=True, help="Encoding of the files."
)
aligner: Final = click.option(
    "--aligner",
    type=click.Choice(ALIGNERS),
    default="native",
    show_default=True,
    help="Who aligns.",
)
color: Final = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colour; auto is a terminal without NO_COLOR.",
)
output: Final = click.option("-o", "--output", metavar="PATH", help="Write here; - is standard output.")
only: Final = click.option(
    "--only", multiple=True, metavar="WHAT,..", help="Show these kinds, kind.causes or significances alone."
)
ignore: Final = click.option("--ignore", multiple=True, metavar="WHAT,..", help="Leave these out.")


def colours(choice: str) -> bool:
    """Say whether to colour: the option, then NO_COLOR, FORCE_COLOR, then whether a terminal reads."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def colours_for_git(choice: str) -> bool:
    """Say whether to colour what git's pager shows: it is no terminal to us, and colours all the same."""
    pager = choice == "auto" and bool(os.environ.get("GIT_PAGER_IN_USE")) and os.environ.get("TERM") != "dumb"
    return colours("always" if pager and not os.environ.get("NO_COLOR") else choice)


def listed(values: tuple[str, ...]) -> tuple[str, ...]:
    """Take comma lists apart: `--only a,b --only c` is a, b, c."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())
