"""From the shell to an exit code: errors become one sentence, here and nowhere else."""

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from types import MappingProxyType
from typing import Final, NoReturn

import click

from collate._version import __version__
from collate.cli import exit_codes as exits
from collate.errors import CollateError

# Commands are imported when called, so that --help loads neither numpy nor an aligner.
COMMANDS: Final = MappingProxyType(
    {
        "report": "The apparatus of a work, in every format.",
        "diff": "What changed between two texts, in words, with the kind of each change.",
        "align": "CollateX JSON in, CollateX JSON out.",
        "show": "The data at each door: text, tokens, table, units.",
        "explain": "Why these two stand together, and why this kind.",
        "decide": "An editor's word on a place or a pair, kept in decisions.toml.",
        "check": "May this transcription come in? Rules, with file, line and column.",
        "git-diff": "For git: how a file has changed, in words, with the kind of each change.",
        "chars": "The reviewed table of the signs that a project lets in.",
    }
)


# New objects before Python looks for unused rings of them. We make few rings, and modules and words stay
# for the whole run: with the 700 that Python begins with, the search is a twentieth of a short run.
COLLECT_AFTER: Final = 50_000


class Commands(click.Group):
    """A group that imports a command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order of their use."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        command = getattr(import_module(f"collate.cli.commands.{name}"), name)
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _print_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"collate {__version__}")
        ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="Say which.")
def collate() -> None:
    """Collate parallel witnesses of a text and say of every difference what kind it is, and why.

    Exit codes: 0 nothing to report, 1 differences, findings or a stale report, 2 trouble.
    """


def run(arguments: Sequence[str]) -> int:
    """Run a command line and give its exit code."""
    try:
        # Not click's own main: it turns a closed pipe into exit 1, which here means a difference.
        with collate.make_context("collate", list(arguments)) as context:
            code = collate.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as done:
        return done.exit_code
    except CollateError as error:
        say(f"collate: {error}")
        return exits.TROUBLE
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "", err=True)
        return exits.TROUBLE
    except click.ClickException as error:
        asked = getattr(error, "ctx", None)
        hint = f" (see {asked.command_path} --help)" if asked else ""
        say(f"collate: {error.format_message()}{hint}")
        return exits.TROUBLE
    except (click.Abort, KeyboardInterrupt):
        return exits.INTERRUPTED
    except BrokenPipeError:
        # Python would complain once more when it closes standard output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exits.PIPE_CLOSED
    except OSError as error:
        say(f"collate: {error.filename or 'standard output'}: {error.strerror}; nothing more was written")
        return exits.TROUBLE
    return code if isinstance(code, int) else exits.NOTHING_TO_REPORT


def say(sentence: str) -> None:
    """Write one line to standard error, whatever the names in it hold."""
    line = "".join(c if c.isprintable() else repr(c)[1:-1] for c in sentence)
    with suppress(BrokenPipeError):
        click.echo(line, err=True)


def main() -> NoReturn:
    """Be the program `collate`."""
    gc.set_threshold(COLLECT_AFTER)
    # One thread: starting the pool of BLAS costs more than we would gain, and we use no BLAS.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by whoever called us
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    if "_COLLATE_COMPLETE" in os.environ:  # a shell asks for completion
        collate.main(prog_name="collate")
    sys.exit(run(sys.argv[1:]))
