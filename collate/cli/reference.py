"""The reference of commands, docs/commands.md, made of what the commands declare.

`python -m collate.cli.reference > docs/commands.md` writes it, and a test compares the two.
"""

import inspect
import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import click

from collate.cli import exit_codes
from collate.cli.examples import examples_of
from collate.cli.main import COMMANDS, collate
from collate.cli.output import print_text

_WIDTH: Final = 120  # characters of a line
_SHARED: Final = 3  # commands that have an option: it is described once, for all of them
_HEAD: Final = """\
# Reference of commands

<!-- Written by `python -m collate.cli.reference`, from the declarations in `collate/cli/commands/`: change those. -->

What `collate COMMAND --help` shows, for all commands. The [guide to the commands](cli.md) explains what they do, how to
read what they print, and the keys of `collation.toml`.
"""
_ARGUMENTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "[FOLDER]": "the folder of a work; the current folder if it is not named",
        "FILE...|WORK": "witness files, folders or zips, or the folder of one work; `-` is standard input and "
        "`SIGLUM=FILE` sets a siglum",
        "[FILE...|WORK]": "the same; without them the work in the current folder, or the only one in `witnesses/`",
        "[FILE...|WORK|-]": "a collation in CollateX JSON, or witnesses as for `report`; without them standard input",
        "[WORK] PLACE": "the folder of a work, if not the one in the current folder, and a place as for `explain`",
        "PLACE": "`#N` or `#ID` of an entry, `SIGLUM:line[:column]`, `SIGLUM@start-end`, or `[SIGLUM:]system=value`",
        "FILE...|FOLDER": "documents of any format that is read, each a file, or folders of them",
        "FOLDER|LIST": "a folder with works below it, or a list of works (JSON Lines, Parquet): `work` and `folder`",
        "[PATH]...": "works, folders of works or texts, files, or `-`; without them the current folder",
        "GIT'S ARGUMENTS": "what git passes: seven arguments, nine for a renamed file, one for an unmerged file",
    }
)
_EXIT_CODES: Final[Mapping[int, str]] = MappingProxyType(
    {
        exit_codes.SUCCESS: "success: there is nothing to report, or the work was done",
        exit_codes.DIFFERENCES: "`diff`: there are differences that are not left out; `check`: there are findings at "
        "level error, with `--strict` also at level warning; `report --check`: a report is out of date; "
        "`corpus`: a work failed",
        exit_codes.ERROR: "an error: wrong arguments, or input that cannot be read or collated",
        exit_codes.INTERNAL_ERROR: "a fault of this program, not of its input; its traceback is on standard "
        "error: please report it",
        exit_codes.HANGUP: "the terminal was closed (SIGHUP)",
        exit_codes.INTERRUPTED: "Ctrl-C",
        exit_codes.BROKEN_PIPE: "the program that reads the output has closed it; this is not an error",
        exit_codes.TERMINATED: "another program stopped this one (SIGTERM)",
    }
)


def command_reference() -> str:
    """Return the reference of all commands in Markdown."""
    context = click.Context(collate, info_name="collate")
    commands = {name: command for name in COMMANDS if (command := collate.get_command(context, name))}
    counts = Counter(
        key for command in commands.values() for key in {_key(option) for option in _options_below(command)}
    )
    shared = frozenset(key for key, count in counts.items() if count >= _SHARED)
    parts = [_HEAD, _contents(commands)]
    for name, command in commands.items():
        parts += _sections(command, click.Context(command, context, name), shared)
    parts.append("## Shared options\n\nThey have the same meaning in every command that has them.\n")
    parts.append(_option_table(_shared_options(commands.values(), shared)))
    parts.append("## Exit codes\n\nThe same for every command.\n")
    parts.append(_table(("code", "means"), [(str(code), meaning) for code, meaning in _EXIT_CODES.items()]))
    return "\n".join(parts)


def _contents(commands: Mapping[str, click.Command]) -> str:
    rows = [(f"[`collate {name}`](#{name})", COMMANDS[name]) for name in commands]
    return _table(("command", "does"), rows)


def _sections(command: click.Command, context: click.Context, shared: frozenset[tuple[str, str]]) -> Iterator[str]:
    """Yield the parts of a command, and those of its subcommands."""
    path = context.command_path.removeprefix("collate ")
    yield f"{'##' if ' ' not in path else '###'} {path}\n"
    yield f"    {context.command_path} {' '.join(command.collect_usage_pieces(context))}\n"
    yield _paragraphs(command.help or "")
    arguments = [p.make_metavar(context) for p in command.params if isinstance(p, click.Argument)]
    if arguments:
        yield _table(("argument", "is"), [(f"`{_cell(name)}`", _ARGUMENTS[name]) for name in arguments])
    options = [p for p in command.params if isinstance(p, click.Option)]
    if own := [option for option in options if _key(option) not in shared]:
        yield _option_table(own)
    if others := [option for option in options if _key(option) in shared]:
        names = ", ".join(f"`{option.opts[-1]}`" for option in others)
        yield _paragraphs(f"Also: {names}; see [Shared options](#shared-options).")
    if lines := examples_of(command.epilog):
        yield "\n".join(["```sh", *lines, "```", ""])
    if isinstance(command, click.Group):
        for name, subcommand in command.commands.items():
            yield from _sections(subcommand, click.Context(subcommand, context, name), shared)


def _options_below(command: click.Command) -> Iterator[click.Option]:
    """Yield the options of a command, and of its subcommands."""
    yield from (p for p in command.params if isinstance(p, click.Option))
    if isinstance(command, click.Group):
        for subcommand in command.commands.values():
            yield from _options_below(subcommand)


def _key(option: click.Option) -> tuple[str, str]:
    return option.opts[-1], option.help or ""


def _shared_options(commands: Iterable[click.Command], shared: frozenset[tuple[str, str]]) -> list[click.Option]:
    """Return each shared option once, in the order in which commands first have it."""
    found: dict[tuple[str, str], click.Option] = {}
    for command in commands:
        for option in _options_below(command):
            if _key(option) in shared:
                found.setdefault(_key(option), option)
    return list(found.values())


def _option_table(options: Sequence[click.Option]) -> str:
    return _table(("option", "does"), [(_names(option), _meaning(option)) for option in options])


def _names(option: click.Option) -> str:
    """Return the names of an option, and what it takes."""
    taken = "" if option.is_flag else f" {_taken(option)}"
    names = [*option.opts[:-1], f"{option.opts[-1]}{taken}", *option.secondary_opts]
    return ", ".join(f"`{_cell(name)}`" for name in names)


def _taken(option: click.Option) -> str:
    if option.metavar:
        return option.metavar
    return (
        "|".join(map(str, option.type.choices)) if isinstance(option.type, click.Choice) else option.type.name.upper()
    )


def _meaning(option: click.Option) -> str:
    """Return the help of an option, with its default and its variable of the environment."""
    parts = [_cell(option.help or "")]
    if option.show_default:
        default = option.default
        if option.is_flag:
            default = option.opts[-1] if option.default else next(iter(option.secondary_opts), "off")
        parts.append(f"Default: `{default}`.")
    if option.envvar:
        parts.append(f"Environment: `{option.envvar}`.")
    return " ".join(parts)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _paragraphs(text: str) -> str:
    """Return paragraphs with the width of a page."""
    paragraphs = re.split(r"\n\s*\n", inspect.cleandoc(text))
    return "".join(
        f"{textwrap.fill(' '.join(p.split()), _WIDTH, break_long_words=False, break_on_hyphens=False)}\n\n"
        for p in paragraphs
    )[:-1]


if __name__ == "__main__":
    print_text(command_reference())
