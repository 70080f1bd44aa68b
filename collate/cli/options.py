"""Options that several commands share. Nothing heavy is imported here."""

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, Final, TypeVar, cast

import click

from collate.files.boundary import Permissions
from collate.files.encodings import parse_encodings
from collate.files.read_choices import parse_read_choices

# The names that `collate.alignment` and `collate.checking` have in their tables. They are repeated here so that
# --help
# imports neither of them; a test compares the two.
ALIGNERS: Final = ("native", "collatex")
DIALECTS: Final = ("python", "java")
CHECK_FORMATS: Final = ("text", "concise", "json", "github", "gitlab", "sarif", "junit")
APPARATUS_FORMS: Final = ("positive", "negative")

Command = TypeVar("Command", bound=Callable[..., Any])

sources: Final = click.argument("sources", nargs=-1, required=True, metavar="FILE...|WORK")
encodings: Final = click.option(
    "--encoding",
    multiple=True,
    metavar="[FILE=]NAME",
    callback=lambda context, parameter, values: parse_encodings(values),
    help="Encoding of the files, or of one: a siglum, a file name, or A for the first file. May be repeated. "
    "Default: utf-8.",
)
aligner: Final = click.option(
    "--aligner",
    type=click.Choice(ALIGNERS),
    default="native",
    show_default=True,
    help="Aligner to use. collatex takes much longer.",
)
color: Final = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Whether to use colour. auto: if the output is a terminal and NO_COLOR is not set.",
)
output: Final = click.option("-o", "--output", metavar="PATH", help="Write to this path; - is standard output.")
only: Final = click.option(
    "--only",
    multiple=True,
    metavar="WHAT,..",
    help="Show only these: a kind such as spelling, a kind with its cause such as spelling.regional, or a significance "
    "such as substantive.",
)
place: Final = click.option(
    "--place",
    "places",
    multiple=True,
    metavar="[SIGLUM:]SYSTEM=VALUE",
    help='Show only this part: a place such as "verse=Mark 1:3", all below a level such as "verse=Mark 1", or a range '
    "such as page=12r-13v. May be repeated.",
)
ignore: Final = click.option(
    "--ignore",
    multiple=True,
    metavar="WHAT,..",
    help="Do not show these: kinds, kinds with their cause, or significances, as for --only.",
)


def permissions(command: Command) -> Command:
    """Add the options that say what the files of a work may do; the command gets them as one `permissions`."""

    @click.option(
        "--allow-rules",
        is_flag=True,
        envvar="COLLATE_ALLOW_RULES",
        help="Run the Python rules of the work; without it, a note says which were not run. Only for works that you "
        "trust.",
    )
    @click.option(
        "--root",
        "roots",
        multiple=True,
        metavar="FOLDER",
        type=click.Path(exists=True, file_okay=False),
        envvar="COLLATE_ROOT",
        help="A folder outside the project that the settings and links of a work may lead to. May be repeated; in the "
        "environment, folders are divided by : (on Windows by ;).",
    )
    @wraps(command)
    def run(*args: object, allow_rules: bool, roots: tuple[str, ...], **kwargs: object) -> object:
        return command(*args, **kwargs, permissions=Permissions(tuple(map(Path, roots)), allow_rules))

    return cast(Command, run)


def reading(command: Command) -> Command:
    """Add the options that say what is text in marked-up files; the command gets them as one `choices`."""

    @click.option(
        "--read",
        "settings",
        multiple=True,
        metavar="[FILE:]KEY=VALUE",
        help="A setting of [read] for the files, or for one: --read spelling=regularised, --read A:notes=drop. May be "
        "repeated.",
    )
    @click.option(
        "--hand",
        "hands",
        multiple=True,
        metavar="[FILE=]NAME",
        help="Which hand of a manuscript to read: last, first, all or its name. With one file, --hand first --hand "
        "last reads both.",
    )
    @click.option("--profile", metavar="NAME", help="The project whose habits the files have, or none.")
    @wraps(command)
    def run(
        *args: object, settings: tuple[str, ...], hands: tuple[str, ...], profile: str | None, **kwargs: object
    ) -> object:
        return command(*args, **kwargs, choices=parse_read_choices(settings, hands, profile))

    return cast(Command, run)


def use_colour(choice: str) -> bool:
    """Return whether to colour: `--color` decides, then NO_COLOR, then FORCE_COLOR, then whether this is a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def use_colour_in_git(choice: str) -> bool:
    """Return whether to colour output for git. Its pager can show colours although it is not a terminal."""
    pager = choice == "auto" and bool(os.environ.get("GIT_PAGER_IN_USE")) and os.environ.get("TERM") != "dumb"
    return use_colour("always" if pager and not os.environ.get("NO_COLOR") else choice)


def split_lists(values: tuple[str, ...]) -> tuple[str, ...]:
    """Return the items of lists with commas: `--only a,b --only c` is a, b, c."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())
