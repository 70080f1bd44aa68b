"""A message on the terminal while a command works."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click


@contextmanager
def progress_message(message: str) -> Iterator[None]:
    """Show a message on standard error, if it is a terminal, until the work is done."""
    if not sys.stderr.isatty():
        yield
        return
    click.echo(message, err=True, nl=False)
    try:
        yield
    finally:
        click.echo("\r\x1b[K", err=True, nl=False, color=True)
