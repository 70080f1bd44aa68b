"""The program `collate`: runs a command line and turns every error into one line and an exit code."""

import gc
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from types import FrameType, MappingProxyType
from typing import Final, NoReturn, TextIO

import click

from collate._suggestion import suggestion
from collate._version import __version__
from collate.cli import exit_codes
from collate.cli.examples import examples
from collate.cli.output import print_line, print_message, print_text
from collate.errors import CollateError
from collate.terminal.escaping import printable_lines

# A command is imported when it is called, so that --help loads neither numpy nor an aligner.
COMMANDS: Final = MappingProxyType(
    {
        "init": "Write collation.toml for the texts in a folder.",
        "report": "Write the apparatus of a work, in one or more formats.",
        "diff": "Show the differences between two texts, word by word, with the kind of each.",
        "align": "Align a collation in CollateX JSON, and write CollateX JSON.",
        "show": "Print intermediate results: text, tokens, alignment table, variation units.",
        "explain": "Show why words are aligned, and why a difference has its kind.",
        "decide": "Write an editor's decision on a place or on two readings to decisions.toml.",
        "check": "Check transcriptions against rules; report file, line and column.",
        "discover": "Find parallel passages in raw documents, and propose a work of them.",
        "corpus": "Report on, check or search many works, on all cores, and count over all of them.",
        "git-diff": "Show git the differences in a file, word by word, with the kind of each.",
        "chars": "Write a table of the characters in texts, to review which ones are allowed.",
        "serve": "Answer collations over HTTP, as CollateX's service does.",
    }
)

# Allocations before the cyclic garbage collector runs. We make few reference cycles, and modules and texts live until
# exit: with Python's default of 700, the collector takes a twentieth of a short run; with 50,000 still a fiftieth.
GC_THRESHOLD: Final = 200_000


class LazyGroup(click.Group):
    """A group that imports a command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, the most used first."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command, or return None if there is none of this name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        command = getattr(import_module(f"collate.cli.commands.{name}"), name)
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name. Raises UsageError with the command that was probably meant."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            raise click.UsageError(f"there is no command {args[0]}; {suggestion(args[0], COMMANDS)}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _print_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        from collate.kernel import kernel_in_words  # imported late: it loads the compiled module

        print_line(f"collate {__version__}")
        print_line(f"kernel: {kernel_in_words()}")
        ctx.exit()


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=examples(
        ("collate diff old.txt new.txt", "the differences between two texts"),
        ("collate init letters", "settings for the texts in a folder"),
        ("collate report letters -o reports", "their apparatus, in several formats"),
    ),
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version, and whether the compiled kernel runs, and exit.",
)
def collate() -> None:
    """Compare the witnesses of a text. For each difference, show its kind, its cause and the evidence.

    Exit codes: 0 success; 1 differences, findings at level error, or an outdated report; 2 an error, such as wrong
    arguments or input that cannot be read; 70 a fault of this program; 129 the terminal was closed; 130 Ctrl-C;
    141 the output pipe was closed; 143 SIGTERM.
    """


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code."""
    try:
        # click's own main() would exit 1 for a closed pipe, and 1 means differences.
        with collate.make_context("collate", list(arguments)) as context:
            code = collate.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as done:
        return done.exit_code
    except CollateError as error:
        print_message(f"collate: {error}")
        return exit_codes.ERROR
    except click.exceptions.NoArgsIsHelpError as error:
        print_text(f"{error.ctx.get_help()}\n" if error.ctx else "\n", to_stderr=True)
        return exit_codes.ERROR
    except click.ClickException as error:
        command = getattr(error, "ctx", None)
        hint = f" (see {command.command_path} --help)" if command else ""
        print_message(f"collate: {error.format_message()}{hint}")
        return exit_codes.ERROR
    except (click.Abort, KeyboardInterrupt):
        return exit_codes.INTERRUPTED
    except BrokenPipeError:
        _discard(sys.stdout)  # otherwise Python reports the closed pipe again when it closes standard output
        return exit_codes.BROKEN_PIPE
    except OSError as error:
        print_message(f"collate: {error.filename or 'standard output'}: {error.strerror}; nothing more was written")
        return exit_codes.ERROR
    except Exception:  # a fault of ours: without this, Python exits 1, and 1 means differences
        _print_traceback()
        return exit_codes.INTERNAL_ERROR
    return code if isinstance(code, int) else exit_codes.SUCCESS


def _print_traceback() -> None:
    import traceback

    print_text(printable_lines(traceback.format_exc()), to_stderr=True)
    print_message("collate: this is a fault of collate, not of your texts; please report it with the lines above")


def main() -> NoReturn:
    """Run the program `collate`."""
    gc.set_threshold(GC_THRESHOLD)
    # One thread: the thread pool of BLAS takes time to start, and we do not use BLAS.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by the program that called us
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    if "_COLLATE_COMPLETE" in os.environ:  # a shell asks for completions
        collate.main(prog_name="collate")
    _raise_on_signals()
    try:
        code = _written_out(run(sys.argv[1:]))
    except KeyboardInterrupt:  # while the program was ending
        code = exit_codes.INTERRUPTED
    gc.freeze()  # Python searches all objects for cycles once more before it exits; there is nothing to find
    sys.exit(code)


def _raise_on_signals() -> None:
    """Let SIGTERM and SIGHUP end the program by an exception, as Ctrl-C does, so that temporaries are removed."""
    for name in ("SIGTERM", "SIGHUP"):  # Windows has no SIGHUP
        number = getattr(signal, name, None)
        # A program that is started with nohup must not end with its terminal.
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _stop)


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    del frame
    raise SystemExit(exit_codes.HANGUP if number != signal.SIGTERM else exit_codes.TERMINATED)


def _written_out(code: int) -> int:
    """Write what standard output and error still hold, and return the exit code.

    Otherwise Python reports a full disk or a closed pipe in lines of its own, and exits 120.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError as error:
            _discard(stream)
            if isinstance(error, BrokenPipeError):
                code = code or exit_codes.BROKEN_PIPE
            elif code != exit_codes.ERROR:
                print_message(f"collate: standard output: {error.strerror}; nothing more was written")
                code = exit_codes.ERROR
    return code


def _discard(stream: TextIO) -> None:
    """Send to the null device what a stream still holds."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
