"""docs/commands.md is what the commands declare, and its examples are command lines that they take."""

import re
import shlex
from pathlib import Path

import click
import pytest

from collate.cli.examples import examples_of
from collate.cli.main import COMMANDS, collate, run
from collate.cli.reference import command_reference

PAGE = Path(__file__).parent.parent / "docs" / "commands.md"
CONTEXT = click.Context(collate, info_name="collate")


def command_of(name: str) -> click.Command:
    command = collate.get_command(CONTEXT, name)
    assert command is not None
    return command


def examples() -> list[str]:
    lines = [line for name in COMMANDS for line in examples_of(command_of(name).epilog)]
    return [line.rsplit("  # ", 1)[0].strip() for line in [*lines, *examples_of(collate.epilog)]]


def section(name: str) -> str:
    """Return the part of the page about a command, with the shared options."""
    text = PAGE.read_text(encoding="utf-8")
    own = text.split(f"\n## {name}\n", 1)[1].split("\n## ", 1)[0]
    return own + text.split("\n## Shared options\n", 1)[1]


def test_the_page_is_what_the_commands_declare(update: bool) -> None:
    if update:
        PAGE.write_text(command_reference(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == command_reference()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_that_the_help_shows_is_on_the_page(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    subcommands = getattr(command_of(name), "commands", {"": None})
    for subcommand in subcommands:
        assert run([name, *filter(None, [subcommand]), "--help"]) == 0
        options = set(re.findall(r"^  (?:-\w, )?(--[a-z-]+)", capsys.readouterr().out, flags=re.MULTILINE)) - {"--help"}
        assert options | {"-h"} != {"-h"}
        assert {option for option in options if f"`{option}" not in section(name)} == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_examples_in_its_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = examples_of(command_of(name).epilog)
    assert len(lines) >= 2
    assert run([name, "--help"]) == 0
    printed = capsys.readouterr().out
    assert [line for line in lines if f"    {line}\n" not in printed] == []


@pytest.mark.parametrize("line", [line for line in examples() if line.startswith("collate ")])
def test_an_example_is_a_command_line_that_the_command_takes(line: str) -> None:
    words = shlex.split(line.split(" < ", maxsplit=1)[0])[1:]
    command = command_of(words[0])
    if isinstance(command, click.Group):
        words = words[1:]
        command = command.commands[words[0]]
    command.make_context(words[0], words[1:])


def test_all_examples_but_those_of_git_were_tried() -> None:
    assert [line for line in examples() if not line.startswith("collate ")] == [
        'GIT_EXTERNAL_DIFF="collate git-diff" git diff',
        'git config diff.collate.command "collate git-diff"',
    ]
