"""What `collate show text` does. It imports neither the aligner nor numpy."""

import sys

from collate.cli.output import Medium, is_stdout
from collate.cli.tabular import write_text
from collate.files.boundary import Permissions
from collate.files.encodings import Encodings
from collate.reading import read_sources
from collate.terminal.escaping import printable_lines


def show_text(sources: tuple[str, ...], encoding: Encodings, permissions: Permissions, output: str | None) -> None:
    """Write the text of each witness as it was read; on a terminal, without what acts on it."""
    work = read_sources(sources, encoding, permissions)
    medium = Medium.PEOPLE if is_stdout(output) and sys.stdout.isatty() else Medium.PROGRAMS
    text = "".join(w.text for w in work.witnesses)
    write_text(output, printable_lines(text) if medium is Medium.PEOPLE else text, work.files, medium)
