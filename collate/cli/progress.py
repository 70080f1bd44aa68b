"""A word while one waits."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click


@contextmanager
def waiting(sentence: str) -> Iterator[None]:
    """Show a sentence on a terminal's standard error until the work is done."""
    if not sys.stderr.isatty():
        yield
        return
    click.echo(sentence, err=True, nl=False)
    try:
        yield
    finally:
        click.echo("\r\x1b[K", err=True, nl=False, color=True)
